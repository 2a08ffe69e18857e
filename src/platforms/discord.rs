//! Lectern on Discord: an interaction comes in, a message goes out.
//!
//! [`run`] is the whole of it: it registers the commands where they have changed, listens until it is
//! told to end, and finishes what it began. serenity is the ear ([`gateway`]): its types stay there. An
//! interaction is read leniently ([`interaction`]), answered by the core ([`answer`]), written under
//! Discord's limits ([`render`]) and sent by requests of our own ([`mod@rest`]), where it says why. What
//! rounds want said without anybody's asking at that moment is posted by the mouth in [`voice`].
//! There is no rule here of what a command means; that a public answer can't become private on Discord,
//! and that it wants a first answer in three seconds, is what this part is about.

mod answer;
mod boxes;
mod completion;
mod gateway;
mod interaction;
mod limits;
mod message;
mod press;
mod quoted;
mod registration;
mod render;
mod rest;
mod seen;
mod token;
mod voice;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::{Discord, Secret};
use crate::conversation::bot::Bot;
use crate::conversation::command::{MENUS, TABLE};
use crate::conversation::quiz::Voice;
use crate::store::Store;
use answer::Desk;
use gateway::Gateway;
use rest::Rest;
use voice::{Mouth, ROOMS};

/// How long Discord is tried at the start before the start is given up.
const START: Duration = Duration::from_secs(10);
/// How long answers that are under way may take when the bot ends.
const LAST_WORDS: Duration = Duration::from_millis(3_500);

/// Why Discord can't be served, or not any more.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no token.
    #[error(
        "Discord is configured, but there is no token: copy it from the developer portal, page “Bot”, into LECTERN_DISCORD_TOKEN"
    )]
    NoToken,
    /// No token is like this.
    #[error(
        "the Discord token is not one: it must have three parts with dots between them; copy it whole from the developer portal, page “Bot”, into LECTERN_DISCORD_TOKEN"
    )]
    Malformed,
    /// The token is no bot's.
    #[error(
        "Discord refuses the token: make a new one in the developer portal, page “Bot”, and set LECTERN_DISCORD_TOKEN to it"
    )]
    Token,
    /// The application's id is neither configured nor told by Discord.
    #[error(
        "the id of the Discord application is not known ({reason}): set discord.application_id to the “Application ID” of the developer portal, page “General Information”"
    )]
    Application {
        /// Why Discord does not tell.
        reason: String,
    },
    /// The gateway's address can't be had.
    #[error(
        "{address} does not say where Discord’s gateway is ({reason}): see that it can be reached, and that discord.proxy is right where it is set"
    )]
    Address {
        /// Who was asked.
        address: String,
        /// Why there is none.
        reason: String,
    },
    /// Discord closed the connection for good.
    #[error("Discord refuses the connection ({reason}): {way_out}")]
    Refused {
        /// What it says.
        reason: String,
        /// What to do.
        way_out: &'static str,
    },
    /// The system does not give what the connection needs.
    #[error("the connection to Discord can’t be prepared")]
    System(#[from] std::io::Error),
}

impl Error {
    /// Whether the configuration has to be changed before another start can succeed.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::NoToken | Self::Malformed | Self::Application { .. }
        )
    }
}

/// Answers on Discord until it is told to end, or Discord refuses for good.
pub async fn run(
    bot: Arc<Bot>,
    store: Store,
    settings: &Discord,
    told_to_end: impl Future<Output = ()>,
) -> Result<(), Error> {
    let token = settings.token.as_ref().ok_or(Error::NoToken)?;
    // A stand-in for Discord may make tokens of its own; what is not even like one is never sent.
    if token.0.split('.').count() != 3 {
        return Err(Error::Malformed);
    }
    let rest = Rest::new(&token.0, settings.proxy.as_deref()).map_err(|_| Error::Malformed)?;
    let application = application(&rest, settings.application_id.as_deref()).await?;
    let desk = Arc::new(Desk::new(
        Arc::clone(&bot),
        store.clone(),
        rest.clone(),
        application.clone(),
    ));
    let mut gateway = Gateway::open(settings, &rest, Arc::clone(&desk), Arc::clone(&bot)).await?;
    let (end, ending) = watch::channel(false);
    let mut speaking = JoinSet::new();
    if let Some(quiz) = bot.quiz() {
        let speaker = quiz.speaker(ROOMS, &application);
        let mouth = Mouth::new(store.clone(), rest.clone(), application.clone());
        speaking.spawn(Voice::new(quiz, speaker, Arc::new(mouth), ending).speak());
    }
    let registered = settings.guilds.clone();
    let registering = tokio::spawn(async move {
        registration::register(&rest, &store, &application, &registered).await;
    });
    let ended = tokio::select! {
        refused = gateway.listen() => Err(refused),
        () = told_to_end => Ok(()),
    };
    registering.abort();
    end.send_replace(true);
    // Nothing new is heard while what was heard is answered.
    let (finished, spoken, ()) = tokio::join!(
        tokio::time::timeout(LAST_WORDS, desk.finish()),
        tokio::time::timeout(LAST_WORDS, speaking.join_next()),
        gateway.close()
    );
    if spoken.is_err() {
        // It is said after the next start.
        speaking.abort_all();
    }
    if finished.is_err() {
        tracing::warn!("some answers to Discord were not finished in time");
    }
    ended
}

/// The id of the application, as it is configured or as Discord tells it.
async fn application(rest: &Rest, configured: Option<&str>) -> Result<String, Error> {
    if let Some(id) = configured {
        return Ok(id.to_owned());
    }
    let told = rest.get("applications/@me", Instant::now() + START).await;
    let told = told.map_err(|error| match error.status() {
        401 => Error::Token,
        _ => Error::Application {
            reason: error.to_string(),
        },
    })?;
    let id = told.get("id").and_then(Value::as_str).map(str::to_owned);
    id.ok_or_else(|| Error::Application {
        reason: "Discord tells none".to_owned(),
    })
}

/// The link by which a server is given the bot, with the least it needs: it may have commands there, and
/// post the questions of rounds into channels and threads, with boxes and pictures. Answers to commands
/// need no permission.
#[must_use]
pub fn invitation(application: &str) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        interaction::TO_POST
    )
}

/// What would be registered, in words.
#[must_use]
pub fn offered() -> String {
    let menus: Vec<String> = MENUS
        .iter()
        .map(|menu| format!("“{}”", menu.name))
        .collect();
    format!(
        "{} commands, and in the menu of a message {}",
        TABLE.len(),
        menus.join(", ")
    )
}

/// What is wrong with the form of a token, if anything is.
#[must_use]
pub fn fault_of_token(token: &Secret) -> Option<&'static str> {
    token::fault(&token.0)
}

/// The application that a token names; most bots have the id of their application.
#[must_use]
pub fn application_of(token: &Secret) -> Option<String> {
    token::application(&token.0)
}
