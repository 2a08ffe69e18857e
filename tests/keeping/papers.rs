//! An index in this process, over papers that tell which state of the corpus they are of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lectern::library::index::Begin;
use lectern::library::update::{self, Change, How, Reading, Report};
use lectern::library::{Library, Papers, Search};

use crate::place::name;

pub(crate) const RENEW: How = How {
    begin: Begin::Renew,
    wait: false,
};

/// A paper of a state: its words can be asked for, and so can the state.
pub(crate) fn paper(number: usize, state: &str) -> String {
    let filling =
        "The heron stood in the marsh, and the tide went out below the old harbour wall. ";
    format!(
        "Title: Paper {number}\nAuthor: Ada Fenwick\nDate: 2001\n\nThis is paper number{number} of the {state} state. {}\n",
        filling.repeat(20)
    )
}

/// Brings an index up to date and gives the report.
#[track_caller]
pub(crate) fn update(corpus: &Path, index: &Path, how: How) -> Report {
    update::update(&[corpus.to_owned()], index, how, Reading::here()).unwrap()
}

/// What became of the files, by their names, without those that stayed as they were.
pub(crate) fn changes(report: &Report) -> BTreeMap<String, Change> {
    let files = report.files.iter();
    files
        .filter(|file| file.change != Change::Unchanged)
        .map(|file| (name(&file.path), file.change))
        .collect()
}

/// How many passages hold a word.
pub(crate) fn hits(library: &Library, word: &str) -> usize {
    let search = Search {
        text: word.to_owned(),
        results: 5,
        page: 1,
        ..Search::default()
    };
    library.search(&search).unwrap().total
}

/// The keys of all papers, by their files' names.
pub(crate) fn keys(library: &Library) -> BTreeMap<String, String> {
    let list = library
        .papers(&Papers {
            page: 1,
            results: 1_000,
            ..Papers::default()
        })
        .unwrap();
    list.papers
        .iter()
        .map(|paper| (name(&paper.file), paper.key.0.clone()))
        .collect()
}

/// What lies in an index folder, but for the numbers of generations.
pub(crate) fn leftovers(index: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(index).unwrap();
    let names = entries.map(|entry| name(&entry.unwrap().path()));
    let mut left: Vec<String> = names
        .filter(|name| name != "lock" && name != "current" && name.parse::<u64>().is_err())
        .collect();
    left.sort();
    left
}

/// The folders of the generations, oldest first.
pub(crate) fn generations(index: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(index).unwrap();
    let mut numbers: Vec<u64> = entries
        .filter_map(|entry| name(&entry.unwrap().path()).parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers
        .iter()
        .map(|number| index.join(number.to_string()))
        .collect()
}
