//! `lectern run`: brings the index up to date, starts what is configured, and follows changes of
//! the corpus.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};

use super::{Common, Ending, chat, library};
use crate::config::Config;
use crate::library::index::Begin;
use crate::library::update::How;

/// How long the corpus must be quiet before changes are read: a copy in progress is many changes.
const QUIET: Duration = Duration::from_secs(2);

#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// Start from the index as it is, and do not follow the corpus.
    #[arg(long)]
    no_index: bool,
}

pub(super) fn run(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let _only_one = only_one(&config.data)?;
    let bot = library::open(&config, options.no_index)?;
    let _watcher = if options.no_index {
        None
    } else {
        watch(&config)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        tokio::select! {
            ended = chat::talk(&bot, common, &config) => ended,
            ended = terminated() => ended,
        }
    })?;
    runtime.shutdown_background();
    Ok(Ending::Done)
}

/// Holds the data folder for one `run` at a time.
fn only_one(data: &Path) -> anyhow::Result<File> {
    let path = data.join("run.lock");
    let taken = fs::create_dir_all(data)
        .and_then(|()| File::options().create(true).append(true).open(&path));
    let file = taken.with_context(|| {
        format!(
            "{} can't be written: name a folder you may write to with --data",
            path.display()
        )
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "another `lectern run` is using {}: end it first, name another folder with --data, or use `lectern chat`, which works beside it",
            data.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} can't be locked", path.display()))
        }
    }
}

/// Renews the index whenever the corpus has changed. Without a watcher the bot still answers, so
/// that a system without one is told of it and no more.
fn watch(config: &Config) -> Option<impl Sized> {
    let followed = config.clone();
    let changed = move |events: DebounceEventResult| {
        if events.is_ok_and(|events| !events.is_empty()) {
            renew(&followed);
        }
    };
    let mut debouncer = new_debouncer(QUIET, None, changed)
        .inspect_err(
            |error| tracing::warn!(%error, "changes of the corpus are seen at the next start only"),
        )
        .ok()?;
    for folder in &config.corpus {
        if let Err(error) = debouncer.watch(folder, RecursiveMode::Recursive) {
            tracing::warn!(%error, folder = %folder.display(), "changes of this folder are seen at the next start only");
        }
    }
    Some(debouncer)
}

fn renew(config: &Config) {
    match library::update(
        config,
        How {
            begin: Begin::Renew,
            wait: true,
        },
    ) {
        Ok(report) => tracing::info!(
            files = report.files.len(),
            "the index is up to date with the corpus"
        ),
        Err(error) => {
            tracing::error!(%error, "the index could not be brought up to date; the one before answers")
        }
    }
}

/// Resolves when the system asks the program to end.
async fn terminated() -> std::io::Result<()> {
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
