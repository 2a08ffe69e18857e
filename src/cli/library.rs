//! Opening the library that the configuration names, its index brought up to date first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::apart::Apart;
use super::output::tell;
use super::progress::Progress;
use super::store;
use crate::config::Config;
use crate::conversation::bot::{Bot, Manners};
use crate::conversation::quiz::Process;
use crate::library::Library;
use crate::library::index::{self, Begin};
use crate::library::update::{self, Change, How, Reading, Report};
use crate::papers::read;

/// How many skipped files are named before a question is answered; `index` names all.
const NAMED_SKIPPED: usize = 3;

/// What is said where an index could not be used.
pub(super) const REPAIRED: &str =
    "the index was damaged or of another version; it was made anew from the papers";

/// Where the index of this configuration lies.
pub(super) fn index_folder(config: &Config) -> PathBuf {
    config.index.clone().unwrap_or_else(|| {
        // Named after the folders, so that two corpora do not disturb each other.
        let whole = |folder: &PathBuf| fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        let folders: BTreeSet<PathBuf> = config.corpus.iter().map(whole).collect();
        let mut hasher = blake3::Hasher::new();
        for folder in folders {
            hasher.update(folder.as_os_str().as_encoded_bytes());
            hasher.update(b"\0");
        }
        let name = hasher.finalize().to_hex();
        config.data.join(format!("index-{}", &name[..12]))
    })
}

/// Brings the index up to date, with a progress bar.
pub(super) fn update(config: &Config, how: How) -> Result<Report, update::Error> {
    update::update(&config.corpus, &index_folder(config), how, reading())
}

/// Reading in child processes, with a progress bar.
pub(super) fn reading() -> Reading<'static> {
    let mut progress = Progress::new();
    Reading {
        progress: Box::new(move |done, total, path| progress.at(done, total, path)),
        ..reading_unseen()
    }
}

/// Reading in child processes, without a progress bar.
pub(super) fn reading_unseen() -> Reading<'static> {
    let apart = Apart::new();
    Reading {
        reader: Box::new(move |path, bytes| apart.read(path, bytes)),
        progress: Box::new(|_, _, _| {}),
    }
}

/// Brings the index up to date after another process that is at it.
pub(super) fn update_in_turn(config: &Config, begin: Begin) -> Result<Report, update::Error> {
    match update(config, How { begin, wait: false }) {
        Err(update::Error::Index(index::Error::Busy { .. })) => {
            tell("another process is making the index; waiting for it");
            update(config, How { begin, wait: true })
        }
        done => done,
    }
}

/// Opens the bot for whoever sits at the machine, who may ask as often as they like.
pub(super) fn open(config: &Config, no_index: bool) -> anyhow::Result<Bot> {
    ready(config, no_index)?;
    bot(config, 0)
}

/// The bot for people on a platform, over the index as it is.
#[cfg(any(feature = "discord", feature = "matrix"))]
pub(super) fn for_people(config: &Config) -> anyhow::Result<Bot> {
    bot(config, config.limits.per_minute)
}

/// The bot, which plays rounds as well and keeps them in the store that the configuration names.
pub(super) async fn playing(bot: Bot, config: &Config, process: Process) -> anyhow::Result<Bot> {
    let store = store::open(config).await?;
    Ok(bot.playing(store, config.quiz.lists.clone(), process))
}

/// Brings the index up to date. Where it can't be renewed but there is one, that one answers.
pub(super) fn ready(config: &Config, no_index: bool) -> anyhow::Result<()> {
    let folder = index_folder(config);
    if !no_index {
        let begin = Begin::Renew;
        match update(config, How { begin, wait: false }) {
            Ok(report) => told_of(config, &report),
            Err(error) if Library::open(&folder).is_ok() => {
                tell(&format!(
                    "{}; answers come from the index as it was",
                    reason(&error)
                ));
            }
            // The other process is making the first index: there is nothing to answer from.
            Err(update::Error::Index(index::Error::Busy { .. })) => {
                told_of(config, &update_in_turn(config, begin)?);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Opens the library itself, its index brought up to date.
pub(super) fn look_up(config: &Config, no_index: bool) -> anyhow::Result<Library> {
    ready(config, no_index)?;
    Library::open(&index_folder(config)).context("the papers can't be searched")
}

/// The bot over the index as it is, which lets a person ask so often in a minute.
fn bot(config: &Config, per_minute: u32) -> anyhow::Result<Bot> {
    let library = Library::open(&index_folder(config)).context("the papers can't be searched")?;
    Ok(Bot::new(
        library,
        Manners {
            results: config.search.results,
            per_minute,
        },
    ))
}

fn reason(error: &update::Error) -> String {
    match error {
        update::Error::Index(index::Error::Busy { .. }) => "another process is indexing".to_owned(),
        other => other.to_string(),
    }
}

/// What is said where there are no papers.
pub(super) fn empty(corpus: &[PathBuf], report: &Report) -> String {
    let folders: Vec<String> = corpus
        .iter()
        .map(|folder| folder.display().to_string())
        .collect();
    let folders = folders.join(", ");
    if report.is_empty() {
        format!("no papers in {folders}: put {} there", read::FORMS)
    } else {
        format!("none of the files in {folders} could be read as a paper")
    }
}

/// Tells a person who only asked a question what they should know of the index.
fn told_of(config: &Config, report: &Report) {
    if report.repaired {
        tell(REPAIRED);
    }
    let skipped: Vec<_> = report
        .files
        .iter()
        .filter(|file| file.change == Change::Skipped)
        .collect();
    for file in skipped.iter().take(NAMED_SKIPPED) {
        for problem in &file.problems {
            tell(&format!("{} was skipped: {problem}", short(&file.path)));
        }
    }
    if skipped.len() > NAMED_SKIPPED {
        tell(&format!(
            "{} more files were skipped; `lectern index` names them",
            skipped.len() - NAMED_SKIPPED
        ));
    }
    if report.papers() == 0 {
        tell(&empty(&config.corpus, report));
    }
}

/// A path as somebody in this folder would write it.
pub(super) fn short(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let inside = here
        .ok()
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    inside
        .unwrap_or_else(|| path.to_owned())
        .display()
        .to_string()
}
