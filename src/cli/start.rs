//! Starting what is configured: the store and every platform, until the program is told to end.
//!
//! The index must be there; [`run`](super::run()) brings it up to date before and follows the corpus.
//! All platforms answer from one bot and one store. One that can't go on says why and leaves the others
//! at work.

#[cfg(feature = "matrix")]
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::watch;

use super::{library, output, run, store};
use crate::config::Config;
use crate::conversation::bot::Bot;
#[cfg(feature = "discord")]
use crate::platforms::discord;
#[cfg(feature = "matrix")]
use crate::platforms::matrix;
use crate::store::Store;

/// The platforms that are configured, by name.
#[must_use]
pub fn configured(config: &Config) -> Vec<&'static str> {
    let mut names = Vec::new();
    if is_on_discord(config) {
        names.push("Discord");
    }
    if is_on_matrix(config) {
        names.push("Matrix");
    }
    names
}

pub(super) fn is_on_discord(config: &Config) -> bool {
    let is_set = config.discord.token.is_some() || config.discord.application_id.is_some();
    cfg!(feature = "discord") && is_set
}

pub(super) fn is_on_matrix(config: &Config) -> bool {
    cfg!(feature = "matrix") && config.matrix.is_configured()
}

/// Answers on every platform that is configured, until told to end: what was asked by then is answered
/// first, in bounded time. It ends by itself only where every platform refuses for good.
pub async fn start(config: &Config, told_to_end: impl Future<Output = ()>) -> anyhow::Result<()> {
    let bot = library::for_people(config)?;
    let store = store::open(config).await?;
    let process = run::process(config)?;
    let bot = bot.playing(store.clone(), config.quiz.lists.clone(), process);
    let bot = Arc::new(bot);
    let (end, ending) = watch::channel(false);
    let hall = Hall {
        config,
        bot,
        store,
        ending,
    };
    let all = async { tokio::join!(on_discord(&hall), on_matrix(&hall)) };
    tokio::pin!(all);
    let (discord, matrix) = tokio::select! {
        ended = &mut all => ended,
        () = told_to_end => {
            // Where nobody listens for it any more, all have ended.
            end.send_replace(true);
            all.await
        }
    };
    discord.and(matrix)
}

/// What every platform is given.
struct Hall<'c> {
    config: &'c Config,
    bot: Arc<Bot>,
    store: Store,
    ending: watch::Receiver<bool>,
}

impl Hall<'_> {
    /// Resolves when the program is told to end.
    fn told_to_end(&self) -> impl Future<Output = ()> + use<> {
        let mut ending = self.ending.clone();
        async move {
            // The other end lives as long as the program is not told.
            let _ = ending.wait_for(|ends| *ends).await;
        }
    }

    /// Tells of the end of a platform where others go on.
    fn ended(&self, name: &str, ended: anyhow::Result<()>) -> anyhow::Result<()> {
        let others = configured(self.config);
        if let Err(error) = &ended
            && others.iter().any(|other| *other != name)
        {
            tracing::error!(error = %format!("{error:#}"), "{name} is not served any more");
            output::tell(&format!("{name} is not served any more: {error}"));
        }
        ended
    }
}

#[cfg(feature = "discord")]
async fn on_discord(hall: &Hall<'_>) -> anyhow::Result<()> {
    if !is_on_discord(hall.config) {
        return Ok(());
    }
    let (bot, store) = (Arc::clone(&hall.bot), hall.store.clone());
    let running = discord::run(bot, store, &hall.config.discord, hall.told_to_end());
    hall.ended("Discord", running.await.map_err(Into::into))
}

#[cfg(not(feature = "discord"))]
async fn on_discord(_: &Hall<'_>) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(feature = "matrix")]
async fn on_matrix(hall: &Hall<'_>) -> anyhow::Result<()> {
    if !is_on_matrix(hall.config) {
        return Ok(());
    }
    let (bot, store) = (Arc::clone(&hall.bot), hall.store.clone());
    let config = hall.config;
    let settings = (&config.matrix, &config.quiz, config.data.as_path());
    // In a box of its own: a future of this depth is more than the compiler follows into other crates.
    let running: Pin<Box<dyn Future<Output = Result<(), matrix::Error>> + Send + '_>> =
        Box::pin(matrix::run(bot, store, settings, hall.told_to_end()));
    hall.ended("Matrix", running.await.map_err(Into::into))
}

#[cfg(not(feature = "matrix"))]
async fn on_matrix(_: &Hall<'_>) -> anyhow::Result<()> {
    Ok(())
}
