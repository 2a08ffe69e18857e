//! `lectern chat`: the terminal chat.

use std::io::IsTerminal as _;

use clap::Args;

use super::{Common, Ending, library};
use crate::config::Config;
use crate::conversation::bot::Bot;
use crate::conversation::quiz::Process;
use crate::platforms::terminal::{self, Look};

/// What `--help` adds.
pub(super) const HELP: &str = "\
Ask in plain words, type /help for the commands, a digit for one of the actions under an answer, and
quit or Ctrl-D to end. Lines can be piped in, too.

Examples:
  lectern chat
  lectern chat --no-index                     at once, from the index as it is
  printf '/papers\\n1\\n' | lectern chat";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Answer from the index as it is.
    #[arg(long)]
    no_index: bool,
}

pub(super) fn chat(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let bot = library::open(&config, options.no_index)?;
    until_told_to_end(async {
        let bot = library::playing(bot, &config, Process::passing()).await?;
        Ok(talk(&bot, common, &config).await?)
    })
}

/// Works until the work is done, or the system asks the program to end.
pub(super) fn until_told_to_end(
    work: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = work => ended,
            told = told_to_end() => Ok(told?),
        }
    });
    // What is still read or typed must not hold the program back.
    runtime.shutdown_background();
    ended.map(|()| Ending::Done)
}

/// Resolves when the system asks the program to end.
pub(super) async fn told_to_end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Holds the chat until the person ends it.
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
