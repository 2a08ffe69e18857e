//! Doing what has to be done: files are read, and their papers put into the index.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::lists::{self, Lists};
use super::reading::{FileRead, Reader, Reading, ToRead, hash};
use super::scan::Stamp;
use super::{Change, Error, FileReport, Report};
use crate::library::index::{Builder, FileState, Files};
use crate::papers::bibliography::{Marks, is_bibliography};
use crate::papers::key::{self, Keys};
use crate::papers::paper::{Key, Mention, Paper, Passage};
use crate::papers::read;

/// What has to be done.
#[derive(Default)]
pub(super) struct Work {
    pub unchanged: Vec<FileState>,
    pub to_read: Vec<ToRead>,
    pub removed: Vec<FileState>,
    pub unreadable: Vec<FileReport>,
    /// The keys that papers have and keep, by their files.
    pub kept: BTreeMap<PathBuf, Key>,
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
        let same = |(path, stamp, before): &ToRead| {
            let before = before.clone()?;
            let bytes = read::bytes(path).ok()?;
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
                        .filter(|state| !lists::is_foreign(state))
                        .map(FileReport::unchanged),
                )
                .collect(),
        )
    }

    /// Does it: reads what has to be read, and puts it into the builder's index, if there is one.
    pub(super) fn perform(
        self,
        builder: Option<Builder>,
        reading: &mut Reading<'_>,
    ) -> Result<Report, Error> {
        let mut keys = Keys::taken(self.kept.values().cloned());
        let (work, mut lists) = self.with_lists(&keys, &reading.reader);
        let Self {
            unchanged,
            to_read,
            removed,
            unreadable,
            kept,
        } = work;
        let mut files: Vec<FileState> = unchanged.clone();
        let mut reports: Vec<FileReport> = unreadable;
        reports.extend(unchanged.into_iter().map(FileReport::unchanged));
        let removed = removed.into_iter();
        for state in removed.filter(|state| !lists::is_foreign(state)) {
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
        reading.read(&to_read, |file| {
            let kept = kept.get(&file.state.path).cloned();
            let file = file.with_data(&mut lists, kept.as_ref(), &keys);
            let (state, report) = file.put_into(builder.as_ref(), |key| {
                kept.unwrap_or_else(|| keys.take(key))
            })?;
            files.push(state);
            reports.push(report);
            Ok(())
        })?;
        (reading.progress)(total, total, Path::new(""));
        for (state, report) in lists.finish(builder.is_some()) {
            files.push(state);
            reports.extend(report);
        }
        if let Some(builder) = builder {
            files.sort_by(|a, b| a.path.cmp(&b.path));
            builder.publish(&files)?;
            tracing::info!(files = files.len(), read = total, "a new index is in place");
        }
        Ok(Report {
            files: sorted(reports),
            repaired: false,
        })
    }
}

impl Work {
    /// Takes the files of bibliographic data out, and lets the papers be read again whose data are
    /// no longer the same.
    fn with_lists(mut self, keys: &Keys, reader: &Reader<'_>) -> (Self, Lists) {
        let (listed, mut to_read): (Vec<_>, Vec<_>) = self
            .to_read
            .into_iter()
            .partition(|(path, ..)| is_bibliography(path));
        let (still, unchanged): (Vec<_>, Vec<_>) = self
            .unchanged
            .into_iter()
            .partition(|state| is_bibliography(&state.path));
        let again = |state: FileState| (state.path.clone(), Stamp::of(&state), Some(state));
        let files = listed.into_iter().chain(still.into_iter().map(again));
        let papers = unchanged.iter().map(|state| state.path.as_path());
        let papers = papers.chain(to_read.iter().map(|(path, ..)| path.as_path()));
        let mut lists = Lists::read(files.collect(), papers, reader);
        let (same, stale): (Vec<_>, Vec<_>) = unchanged
            .into_iter()
            .partition(|state| lists.are_same(state, keys));
        to_read.extend(stale.into_iter().map(again));
        for (.., before) in &mut to_read {
            if let Some(before) = before.as_mut().filter(|state| !lists.are_same(state, keys)) {
                // The same bytes make another paper now.
                before.hash.clear();
            }
        }
        to_read.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        self.unchanged = same;
        self.to_read = to_read;
        (self, lists)
    }
}

impl FileRead {
    /// Puts the bibliographic data into the paper that concern it.
    fn with_data(mut self, lists: &mut Lists, kept: Option<&Key>, keys: &Keys) -> Self {
        if let Some(paper) = &mut self.paper {
            let marks = Marks::of(paper);
            let own = kept.cloned().unwrap_or_else(|| keys.next(marks.key()));
            let names = lists::names(own, marks.key(), keys);
            let (found, data) = lists.concerning(&self.state.path, &marks, &names);
            found.apply(paper);
            paper.key = key::propose(paper);
            self.state.data = data;
            self.state.problems.clone_from(&paper.problems);
            self.state.marks = marks;
        }
        self
    }

    fn put_into(
        self,
        builder: Option<&Builder>,
        settle: impl FnOnce(&Key) -> Key,
    ) -> Result<(FileState, FileReport), Error> {
        let is_same = self.is_same();
        let Self {
            mut state,
            paper,
            glossary,
            before,
        } = self;
        if let Some(before) = before.as_ref().filter(|_| is_same) {
            state.key.clone_from(&before.key);
            state.terms = before.terms;
            state.problems.clone_from(&before.problems);
            state.marks.clone_from(&before.marks);
            state.data.clone_from(&before.data);
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
            paper: Some(Box::new(reported(&paper))),
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

/// What a report says of a paper: of its passages only those with doubtful citations.
fn reported(paper: &Paper) -> Paper {
    let doubtful = |passage: &&Passage| passage.mentions.iter().any(Mention::is_doubtful);
    let passages = paper.passages.iter().filter(doubtful).cloned().collect();
    Paper {
        passages,
        ..paper.clone()
    }
}

fn sorted(mut reports: Vec<FileReport>) -> Vec<FileReport> {
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    reports
}
