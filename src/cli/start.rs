//! Starting what is configured: the store and every platform, until the program is told to end.
//!
//! The index must be there; [`run`](super::run()) brings it up to date before and follows the corpus.

use std::sync::Arc;
use std::time::SystemTime;

use anyhow::Context as _;

use super::library;
use crate::config::Config;
use crate::platforms::discord;
use crate::store::Store;

/// Whether a platform is configured.
#[must_use]
pub fn is_configured(config: &Config) -> bool {
    config.discord.token.is_some() || config.discord.application_id.is_some()
}

/// Answers on every platform that is configured, until told to end: what was asked by then is answered
/// first, in bounded time. It ends by itself only where a platform refuses for good.
pub async fn start(config: &Config, told_to_end: impl Future<Output = ()>) -> anyhow::Result<()> {
    let bot = Arc::new(library::for_people(config)?);
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("{} can’t be made", config.data.display()))?;
    let store = Store::open(&config.data, SystemTime::now()).await?;
    discord::run(bot, store, &config.discord, told_to_end).await?;
    Ok(())
}
