//! A file of bibliographic data, by what its entries are looked up by.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::{Entry, folded, last_part};

/// A file of bibliographic data, with what its entries are looked up by, in lower case.
#[derive(Debug)]
pub(super) struct List {
    pub(super) path: PathBuf,
    pub(super) entries: Vec<Entry>,
    files: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    dois: HashMap<String, usize>,
    /// Nothing for a title that several have.
    titles: HashMap<String, Option<usize>>,
}

impl List {
    pub(super) fn of(path: PathBuf, entries: Vec<Entry>) -> Self {
        let mut list = Self {
            path,
            entries: Vec::new(),
            files: HashMap::new(),
            keys: HashMap::new(),
            dois: HashMap::new(),
            titles: HashMap::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            for file in &entry.files {
                list.files
                    .entry(last_part(file).to_lowercase())
                    .or_insert(at);
            }
            if !entry.key.is_empty() {
                list.keys.entry(entry.key.to_lowercase()).or_insert(at);
            }
            if let Some(doi) = &entry.fields.doi {
                list.dois.entry(doi.to_lowercase()).or_insert(at);
            }
            if let Some(title) = entry
                .fields
                .title
                .as_deref()
                .map(folded)
                .filter(|title| !title.is_empty())
            {
                list.titles
                    .entry(title)
                    .and_modify(|first| *first = None)
                    .or_insert(Some(at));
            }
        }
        list.entries = entries;
        list
    }

    pub(super) fn placed(&self, at: usize) -> Placed<'_> {
        Placed {
            list: &self.path,
            entry: &self.entries[at],
        }
    }

    pub(super) fn filed(&self, name: &str) -> Option<Placed<'_>> {
        self.files.get(name).map(|at| self.placed(*at))
    }

    pub(super) fn keyed(&self, key: &str) -> Option<Placed<'_>> {
        self.keys
            .get(&key.to_lowercase())
            .map(|at| self.placed(*at))
    }

    pub(super) fn identified(&self, doi: &str) -> Option<Placed<'_>> {
        self.dois.get(doi).map(|at| self.placed(*at))
    }

    pub(super) fn titled(&self, title: &str) -> Option<Placed<'_>> {
        self.titles
            .get(title)
            .copied()
            .flatten()
            .map(|at| self.placed(at))
    }
}

/// An entry and its file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Placed<'s> {
    #[serde(skip)]
    pub(super) list: &'s Path,
    pub(super) entry: &'s Entry,
}
