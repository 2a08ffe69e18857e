//! Which entries of which files concern a paper, and what they change in it.
//!
//! A file beside a paper (`waltz.bib`, `waltz.pdf`) is about that paper alone; any other concerns
//! the papers of its folder and of the folders below, the nearest first. Within a file, or several
//! of one folder, an entry is the paper's by the first of these that fits: it names the paper's
//! file, its key is the file's name, its DOI, its title (where one entry alone has it), its key is
//! the paper's. What the paper cites by key is not about the paper itself.

mod found;
mod list;

use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::cited::{self, Citation};
use super::{Entry, folded};
use crate::papers::paper::{Key, Paper};
use list::{List, Placed};

pub use found::Found;

/// The files of bibliographic data that lie with some papers.
#[derive(Debug, Default)]
pub struct Shelf {
    lists: Vec<List>,
    /// The places of files beside a paper, by the paper's path without its ending.
    own: HashMap<PathBuf, Vec<usize>>,
    /// The places of the other files, by their folders.
    wide: HashMap<PathBuf, Vec<usize>>,
}

/// What decides which entries concern a paper, as the paper itself has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Its title, folded.
    title: String,
    doi: Option<String>,
    /// The key that it would have alone.
    key: Key,
    /// The keys that its text cites.
    cites: Vec<Citation>,
    /// The files that it names as the source of its references.
    lists: Vec<String>,
}

impl Shelf {
    /// Puts files on a shelf; `papers` are the papers they lie with.
    #[must_use]
    pub fn of<'p>(
        files: impl IntoIterator<Item = (PathBuf, Vec<Entry>)>,
        papers: impl IntoIterator<Item = &'p Path>,
    ) -> Self {
        let stems: BTreeSet<PathBuf> = papers
            .into_iter()
            .map(|paper| paper.with_extension(""))
            .collect();
        let mut shelf = Self::default();
        for (path, entries) in files {
            let stem = path.with_extension("");
            let at = shelf.lists.len();
            let places = if stems.contains(&stem) {
                shelf.own.entry(stem)
            } else {
                let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                shelf.wide.entry(folder)
            };
            places.or_default().push(at);
            shelf.lists.push(List::of(path, entries));
        }
        shelf
    }

    /// What concerns a paper. It is known by these keys, the first one best.
    #[must_use]
    pub fn find<'s>(&'s self, paper: &Path, marks: &'s Marks, keys: &[Key]) -> Found<'s> {
        let own = self.own(paper);
        let wide = self.wide(paper);
        let named: Vec<&List> = marks
            .lists
            .iter()
            .filter_map(|name| self.named(paper, name))
            .collect();
        let near = own.iter().chain(wide.iter().flatten());
        let mut found = Found {
            about: marks.about(paper, keys, &own, &wide),
            missing: marks
                .lists
                .first()
                .map(String::as_str)
                .filter(|_| named.is_empty() && own.is_empty() && !marks.cites.is_empty()),
            ..Found::default()
        };
        let lists: Vec<&List> = named.iter().chain(near).copied().collect();
        for citation in &marks.cites {
            match lists.iter().find_map(|list| list.keyed(&citation.key)) {
                Some(placed) => found.cited.push(placed),
                None if citation.in_brackets => found.lacking.push(&citation.key),
                None => {}
            }
        }
        if found.cited.is_empty() && named.is_empty() {
            found.lacking.clear();
        }
        found
    }

    fn own(&self, paper: &Path) -> Vec<&List> {
        let places = self.own.get(&paper.with_extension(""));
        places
            .into_iter()
            .flatten()
            .map(|at| &self.lists[*at])
            .collect()
    }

    /// The files that are no paper's own, the nearest folder first.
    fn wide(&self, paper: &Path) -> Vec<Vec<&List>> {
        let folders = paper.ancestors().skip(1);
        let places = folders.filter_map(|folder| self.wide.get(folder));
        places
            .map(|places| places.iter().map(|at| &self.lists[*at]).collect())
            .collect()
    }

    /// The file that a paper names.
    fn named(&self, paper: &Path, name: &str) -> Option<&List> {
        let mut path = paper.parent()?.to_owned();
        for part in Path::new(name).components() {
            match part {
                Component::ParentDir => {
                    path.pop();
                }
                Component::Normal(part) => path.push(part),
                _ => {}
            }
        }
        self.lists.iter().find(|list| list.path == path)
    }
}

impl Marks {
    /// The marks of a paper that was read and that nothing was put into yet.
    #[must_use]
    pub fn of(paper: &Paper) -> Self {
        let ending = paper.file.extension().unwrap_or_default();
        let is_markdown = ["md", "markdown"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known));
        let texts = paper.passages.iter().map(|passage| &passage.text);
        let notes = paper.notes.iter().map(|note| &note.text);
        let texts = texts
            .chain(notes)
            .map(String::as_str)
            .filter(|_| is_markdown);
        Self {
            title: folded(&paper.title),
            doi: paper.details.doi.as_deref().map(str::to_lowercase),
            key: paper.key.clone(),
            cites: cited::keys(texts),
            lists: paper.bibliography.clone(),
        }
    }

    /// The key that the paper would have alone.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    fn about<'s>(
        &self,
        paper: &Path,
        keys: &[Key],
        own: &[&'s List],
        wide: &[Vec<&'s List>],
    ) -> Option<Placed<'s>> {
        let alone = own
            .iter()
            .find(|list| list.entries.len() == 1)
            .map(|list| list.placed(0));
        let is_cited = |placed: &Placed<'_>| {
            self.cites
                .iter()
                .any(|citation| citation.key == placed.entry.key)
        };
        let part = |part: Option<&std::ffi::OsStr>| {
            part.unwrap_or_default().to_string_lossy().to_lowercase()
        };
        let (file, stem) = (part(paper.file_name()), part(paper.file_stem()));
        let levels = std::iter::once(own).chain(wide.iter().map(Vec::as_slice));
        let among = |lists: &[&'s List]| {
            let by = |rule: &dyn Fn(&'s List) -> Option<Placed<'s>>| {
                lists
                    .iter()
                    .find_map(|list| rule(list).filter(|placed| !is_cited(placed)))
            };
            lists
                .iter()
                .find_map(|list| list.filed(&file))
                .or_else(|| by(&|list| list.keyed(&stem)))
                .or_else(|| by(&|list| list.identified(self.doi.as_deref()?)))
                .or_else(|| by(&|list| list.titled(&self.title)))
                .or_else(|| keys.iter().find_map(|key| by(&|list| list.keyed(&key.0))))
        };
        alone
            .filter(|placed| !is_cited(placed))
            .or_else(|| levels.into_iter().find_map(among))
    }
}
