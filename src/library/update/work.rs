//! Doing what has to be done: files are read on every core, and their papers put into the index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use super::scan::Stamp;
use super::{Change, Error, FileReport, Progress, Report};
use crate::library::index::{Builder, FileState, Files};
use crate::papers::definition::glossary;
use crate::papers::key::Keys;
use crate::papers::paper::{Key, Paper, Problem};
use crate::papers::read;

/// How many files are read before their papers are put into the index: enough to keep every core
/// reading, few enough to hold in memory.
const READ_AT_ONCE: usize = 64;

/// What has to be done.
#[derive(Default)]
pub(super) struct Work {
    pub unchanged: Vec<FileState>,
    pub to_read: Vec<(PathBuf, Stamp, Option<FileState>)>,
    pub removed: Vec<FileState>,
    pub unreadable: Vec<FileReport>,
    /// The keys that papers have and keep, by their files.
    pub kept: BTreeMap<PathBuf, Key>,
}

/// A file that was read, or not.
struct FileRead {
    state: FileState,
    paper: Option<Paper>,
    glossary: Vec<glossary::Entry>,
    before: Option<FileState>,
}

impl Work {
    /// Lets papers keep the keys they are known by, as far as their files are still there.
    pub(super) fn keeping(mut self, known: BTreeMap<PathBuf, Key>) -> Self {
        let unchanged = self.unchanged.iter().map(|state| &state.path);
        let to_read = self.to_read.iter().map(|(path, ..)| path);
        let present: BTreeSet<&PathBuf> = unchanged.chain(to_read).collect();
        self.kept = known
            .into_iter()
            .filter(|(path, _)| present.contains(path))
            .collect();
        self
    }

    /// The files as they are now, if all hold the bytes they held before.
    pub(super) fn nothing_changed(&self) -> Option<Files> {
        let same = |(path, stamp, before): &(PathBuf, Stamp, Option<FileState>)| {
            let before = before.clone()?;
            let bytes = fs::read(path).ok()?;
            (hash(&bytes) == before.hash).then_some(FileState {
                size: stamp.size,
                modified: stamp.modified,
                seen: stamp.seen,
                ..before
            })
        };
        let touched: Option<Files> = self.to_read.iter().map(same).collect();
        let mut files: Files = self.unchanged.iter().cloned().chain(touched?).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self.removed.is_empty().then_some(files)
    }

    /// The reports where nothing has to be done.
    pub(super) fn reports(self) -> Vec<FileReport> {
        let touched = self.to_read.into_iter().filter_map(|(.., before)| before);
        sorted(
            self.unreadable
                .into_iter()
                .chain(
                    self.unchanged
                        .into_iter()
                        .chain(touched)
                        .map(FileReport::unchanged),
                )
                .collect(),
        )
    }

    /// Does it: reads what has to be read, and puts it into the builder's index, if there is one.
    pub(super) fn perform(
        self,
        builder: Option<Builder>,
        progress: Progress<'_>,
    ) -> Result<Report, Error> {
        let Self {
            unchanged,
            to_read,
            removed,
            unreadable,
            kept,
        } = self;
        let mut keys = Keys::taken(kept.values().cloned());
        let mut files: Vec<FileState> = unchanged.clone();
        let mut reports: Vec<FileReport> = unreadable;
        reports.extend(unchanged.into_iter().map(FileReport::unchanged));
        for state in removed {
            if let Some(builder) = &builder {
                take_out(builder, &state);
            }
            reports.push(FileReport {
                change: Change::Removed,
                problems: Vec::new(),
                ..FileReport::unchanged(state)
            });
        }
        let total = to_read.len();
        let mut read = 0;
        for some in to_read.chunks(READ_AT_ONCE) {
            for file in read_files(some) {
                progress(read, total, &file.state.path);
                read += 1;
                let kept = kept.get(&file.state.path).cloned();
                let (state, report) = file.put_into(builder.as_ref(), |key| {
                    kept.unwrap_or_else(|| keys.take(key))
                })?;
                files.push(state);
                reports.push(report);
            }
        }
        progress(total, total, Path::new(""));
        if let Some(builder) = builder {
            files.sort_by(|a, b| a.path.cmp(&b.path));
            builder.publish(&files)?;
            tracing::info!(files = files.len(), read, "a new index is in place");
        }
        Ok(Report {
            files: sorted(reports),
            repaired: false,
        })
    }
}

impl FileRead {
    fn put_into(
        self,
        builder: Option<&Builder>,
        settle: impl FnOnce(&Key) -> Key,
    ) -> Result<(FileState, FileReport), Error> {
        let Self {
            mut state,
            paper,
            glossary,
            before,
        } = self;
        if let Some(before) = &before
            && before.hash == state.hash
        {
            state.key.clone_from(&before.key);
            state.terms = before.terms;
            state.problems.clone_from(&before.problems);
            return Ok((state.clone(), FileReport::unchanged(state)));
        }
        if let (Some(builder), Some(before)) = (builder, &before) {
            take_out(builder, before);
        }
        let was_there = before.is_some_and(|before| before.key.is_some() || before.terms > 0);
        let change = match builder {
            None => Change::Read,
            Some(_) if was_there => Change::Changed,
            Some(_) => Change::Added,
        };
        if state.terms > 0 {
            if let Some(builder) = builder {
                builder.add_glossary(&state.path, &glossary)?;
            }
            let report = FileReport {
                change,
                ..FileReport::unchanged(state.clone())
            };
            return Ok((state, report));
        }
        let Some(mut paper) = paper else {
            let report = FileReport {
                change: Change::Skipped,
                ..FileReport::unchanged(state.clone())
            };
            return Ok((state, report));
        };
        paper.key = settle(&paper.key);
        state.key = Some(paper.key.clone());
        let report = FileReport {
            change,
            paper: Some(Box::new(Paper {
                passages: Vec::new(),
                ..paper.clone()
            })),
            ..FileReport::unchanged(state.clone())
        };
        if let Some(builder) = builder {
            builder.add(paper)?;
        }
        Ok((state, report))
    }
}
/// Takes out of the index what a file gave.
fn take_out(builder: &Builder, state: &FileState) {
    if let Some(key) = &state.key {
        builder.remove(key);
    }
    if state.terms > 0 {
        builder.remove_glossary(&state.path);
    }
}

/// Reads files on every core, in their order.
fn read_files(files: &[(PathBuf, Stamp, Option<FileState>)]) -> Vec<FileRead> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let readers: Vec<_> = files
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(read_file).collect::<Vec<_>>()))
            .collect();
        readers
            .into_iter()
            .flat_map(|reader| reader.join().unwrap_or_default())
            .collect()
    })
}

fn read_file((path, stamp, before): &(PathBuf, Stamp, Option<FileState>)) -> FileRead {
    let mut state = FileState {
        path: path.clone(),
        size: stamp.size,
        modified: stamp.modified,
        seen: stamp.seen,
        hash: String::new(),
        key: None,
        terms: 0,
        problems: Vec::new(),
    };
    let (mut paper, mut entries) = (None, Vec::new());
    match fs::read(path) {
        Ok(bytes) if glossary::is_glossary(path) => {
            state.hash = hash(&bytes);
            (entries, state.problems) = glossary::read(&bytes);
            state.terms = entries.len();
        }
        Ok(bytes) => {
            state.hash = hash(&bytes);
            // A fault of the reader costs this file, not the run.
            match catch_unwind(|| read::document(path, &bytes)) {
                Ok(Ok(read)) => {
                    state.problems.clone_from(&read.problems);
                    paper = Some(read);
                }
                Ok(Err(error)) => state.problems.push(Problem { line: None, message: error.to_string() }),
                Err(_) => state.problems.push(Problem {
                    line: None,
                    message: "the reader failed on it: please report this file, it is a fault of the program".to_owned(),
                }),
            }
        }
        Err(error) => {
            let message = format!("it can't be read ({error}): check who may read it");
            state.problems.push(Problem {
                line: None,
                message,
            });
        }
    }
    FileRead {
        state,
        paper,
        glossary: entries,
        before: before.clone(),
    }
}
fn sorted(mut reports: Vec<FileReport>) -> Vec<FileReport> {
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    reports
}
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
