//! `lectern run`: brings the index up to date, starts what is configured, and follows changes of
//! the corpus.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, new_debouncer};

#[cfg(any(feature = "discord", feature = "matrix"))]
use super::output;
use super::{Common, Ending, chat, library};
use crate::config::Config;
use crate::conversation::quiz::Process;
use crate::library::index::Begin;
use crate::library::update::{self, How};

/// How long the corpus must be quiet before changes are read: a copy in progress is many changes.
const QUIET: Duration = Duration::from_secs(2);

/// What `--help` adds.
pub(super) const HELP: &str = "\
Discord is served where LECTERN_DISCORD_TOKEN holds a bot's token, Matrix where matrix.user names an
account that is logged in (`lectern matrix login`) or for which LECTERN_MATRIX_PASSWORD is set; both at
once where both are configured. With no platform configured the terminal chat opens.

Papers that are added, changed or removed meanwhile are seen within seconds. Ctrl-C and SIGTERM end it
with 0. One run a data folder: a second one ends with 1, while ask, chat and index work beside it.

Examples:
  lectern
  lectern run --corpus ~/papers --corpus ~/lectures --data /var/lib/lectern";

#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// Start from the index as it is, and do not follow the corpus.
    #[arg(long)]
    no_index: bool,
}

pub(super) fn run(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let _only_one = only_one(&config.data)?;
    // Before the papers are looked at, so that no change falls between the two.
    let _watcher = if options.no_index {
        None
    } else {
        watch(&config)
    };
    #[cfg(any(feature = "discord", feature = "matrix"))]
    if !super::start::configured(&config).is_empty() {
        return serve(&config, options.no_index);
    }
    chat::until_told_to_end(async {
        let (at_work, no_index) = (config.clone(), options.no_index);
        let opening = tokio::task::spawn_blocking(move || library::open(&at_work, no_index));
        let bot = library::playing(opening.await??, &config, process(&config)?).await?;
        Ok(chat::talk(&bot, common, &config).await?)
    })
}

/// Answers on the platforms until the system asks the program to end.
#[cfg(any(feature = "discord", feature = "matrix"))]
fn serve(config: &Config, no_index: bool) -> anyhow::Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        let mut told = Box::pin(async {
            if let Err(error) = chat::told_to_end().await {
                tracing::error!(%error, "signals can't be heard: the program ends");
            }
        });
        let at_work = config.clone();
        let ready = tokio::task::spawn_blocking(move || library::ready(&at_work, no_index));
        tokio::select! {
            ready = ready => ready??,
            () = &mut told => return Ok(()),
        }
        let platforms = super::start::configured(config).join(" and ");
        output::tell(&format!("starting on {platforms}; Ctrl-C ends it"));
        super::start::start(config, told).await
    });
    // What is still read or sent must not hold the program back.
    runtime.shutdown_background();
    ended.map(|()| Ending::Done)
}

/// This process, which holds the data folder.
pub(super) fn process(config: &Config) -> anyhow::Result<Process> {
    let process = Process::of(&config.data);
    process.with_context(|| format!("{} can’t be used", config.data.display()))
}

/// Holds the data folder for one `run` at a time, and for what must not be done beside it.
pub(super) fn only_one(data: &Path) -> anyhow::Result<File> {
    let path = data.join("run.lock");
    let taken = fs::create_dir_all(data)
        .and_then(|()| File::options().create(true).append(true).open(&path));
    let file = taken.with_context(|| {
        format!(
            "{} can't be written: name a folder you may write to with --data",
            data.display()
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
        // Reading is no change; else the look at the corpus would lead to the next one.
        let is_change =
            |events: Vec<DebouncedEvent>| events.iter().any(|event| !event.kind.is_access());
        if events.is_ok_and(is_change) {
            renew(&followed);
        }
    };
    let mut debouncer = new_debouncer(QUIET, None, changed)
        .inspect_err(
            |error| tracing::warn!(%error, "changes of the corpus are seen at the next start only"),
        )
        .ok()?;
    for folder in config.corpus.iter().filter(|folder| folder.is_dir()) {
        if let Err(error) = debouncer.watch(folder, RecursiveMode::Recursive) {
            tracing::warn!(%error, folder = %folder.display(), "changes of this folder are seen at the next start only");
        }
    }
    Some(debouncer)
}

fn renew(config: &Config) {
    let how = How {
        begin: Begin::Renew,
        wait: true,
    };
    // Without a progress bar, which would be drawn over the chat.
    let renewed = update::update(
        &config.corpus,
        &library::index_folder(config),
        how,
        library::reading_unseen(),
    );
    match renewed {
        Ok(report) => tracing::info!(
            files = report.files.len(),
            "the index is up to date with the corpus"
        ),
        Err(error) => {
            tracing::error!(%error, "the index could not be brought up to date; the one before answers");
        }
    }
}
