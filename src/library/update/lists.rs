//! The files of bibliographic data in a corpus, and what of them concerns each paper.
//!
//! They are read whenever anything changed, since any of them may concern any paper. A hash of what
//! concerned a paper is kept with it, so that only papers for which that changes are read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::reading::{Reader, ToRead, hash, held};
use super::{Change, FileReport};
use crate::library::index::{FileState, Holds};
use crate::papers::bibliography::{self, Entry, Found, Marks, Shelf};
use crate::papers::key::Keys;
use crate::papers::paper::{Key, Problem};
use crate::papers::read::{self, Held};

/// The files of bibliographic data as they are now.
pub(super) struct Lists {
    shelf: Shelf,
    files: Vec<List>,
    /// The lines of the entries that concern a paper, by their files.
    named: BTreeMap<PathBuf, BTreeSet<u32>>,
}

struct List {
    state: FileState,
    before: Option<FileState>,
    entries: usize,
    is_foreign: bool,
}

impl Lists {
    /// Reads all of them. `papers` are the papers that they lie with.
    pub(super) fn read<'p>(
        files: Vec<ToRead>,
        papers: impl Iterator<Item = &'p Path>,
        reader: &Reader<'_>,
    ) -> Self {
        let mut lists = Vec::new();
        let mut entries = Vec::new();
        for file in files {
            let (list, held) = List::read(file, reader);
            entries.push((list.state.path.clone(), held));
            lists.push(list);
        }
        Self {
            shelf: Shelf::of(entries, papers),
            files: lists,
            named: BTreeMap::new(),
        }
    }

    /// What concerns a paper, and the hash of it.
    pub(super) fn concerning<'f>(
        &'f mut self,
        paper: &Path,
        marks: &'f Marks,
        keys: &[Key],
    ) -> (Found<'f>, String) {
        let found = self.shelf.find(paper, marks, keys);
        for (list, line) in found.entries() {
            self.named.entry(list.to_owned()).or_default().insert(line);
        }
        let data = if found.is_empty() {
            String::new()
        } else {
            // What can be written once can be written again; an error would be the same each time.
            hash(&serde_json::to_vec(&found).unwrap_or_default())
        };
        (found, data)
    }

    /// Whether what concerns a paper that did not change is what concerned it before.
    pub(super) fn are_same(&mut self, state: &FileState, keys: &Keys) -> bool {
        let Some(key) = &state.key else {
            return true;
        };
        let names = names(key.clone(), state.marks.key(), keys);
        let (_, data) = self.concerning(&state.path, &state.marks, &names);
        data == state.data
    }

    /// The states and reports of the files, when all papers have been asked for.
    pub(super) fn finish(self, writes: bool) -> Vec<(FileState, Option<FileReport>)> {
        let named = self.named;
        let finished = self.files.into_iter().map(|list| {
            let lines = named.get(&list.state.path).map_or(0, BTreeSet::len);
            list.finish(lines, writes)
        });
        finished.collect()
    }
}

/// Whether a file that may hold bibliographic data holds something else.
pub(super) fn is_foreign(state: &FileState) -> bool {
    bibliography::is_bibliography(&state.path) && state.holds.is_none()
}

/// The keys by which entries name a paper: the one that it has, and the one that it would have
/// alone, unless that is another paper's.
pub(super) fn names(own: Key, alone: &Key, keys: &Keys) -> Vec<Key> {
    let is_free = own != *alone && !keys.is_taken(alone);
    let alone = is_free.then(|| alone.clone());
    std::iter::once(own).chain(alone).collect()
}

impl List {
    fn read((path, stamp, before): ToRead, reader: &Reader<'_>) -> (Self, Vec<Entry>) {
        let mut state = stamp.state(path);
        let read = read::bytes(&state.path).map_err(|error| Problem::from(&error));
        let read = read.and_then(|bytes| {
            state.hash = hash(&bytes);
            held(&state.path, &bytes, reader)
        });
        let held = Held::bibliography(read);
        state.problems = held.problems;
        let list = Self {
            state,
            before,
            entries: held.entries.len(),
            is_foreign: held.foreign,
        };
        (list, held.entries)
    }

    fn finish(mut self, named: usize, writes: bool) -> (FileState, Option<FileReport>) {
        self.state.holds = (!self.is_foreign).then_some(Holds {
            entries: self.entries,
            named,
        });
        let change = match &self.before {
            _ if !writes => Change::Read,
            None => Change::Added,
            Some(before) if before.hash == self.state.hash => Change::Unchanged,
            Some(_) => Change::Changed,
        };
        let report = (!self.is_foreign).then(|| FileReport {
            change,
            ..FileReport::unchanged(self.state.clone())
        });
        (self.state, report)
    }
}
