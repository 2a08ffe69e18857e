//! `lectern chat`: the terminal chat.

use std::io::IsTerminal as _;

use clap::Args;

use super::{Common, Ending, library};
use crate::config::Config;
use crate::conversation::bot::Bot;
use crate::platforms::terminal::{self, Look};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Answer from the index as it is.
    #[arg(long)]
    no_index: bool,
}

pub(super) fn chat(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let bot = library::open(&config, options.no_index)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(talk(&bot, common, &config))?;
    // A line that is still being typed must not hold the program back.
    runtime.shutdown_background();
    Ok(Ending::Done)
}

/// Holds the chat until the person, or the system, ends it.
pub(super) async fn talk(bot: &Bot, common: &Common, config: &Config) -> std::io::Result<()> {
    let look = Look {
        colour: terminal::colour(
            common.no_color,
            &|name| std::env::var(name).ok(),
            std::io::stdout().is_terminal(),
        ),
        width: None,
        history: Some(config.data.join("history")),
    };
    terminal::run(bot, look).await
}
