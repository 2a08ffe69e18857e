//! Bibliographic data beside papers: BibTeX, CSL-JSON, RIS and hayagriva's YAML.
//!
//! [`parse`] turns the text of such a file into [`Entry`]s, and says of each broken entry where it
//! stands and what to do; the others are not touched by it. A [`Shelf`] holds the files of a
//! folder, finds the entry that is about a paper and those that the paper cites, and
//! [puts](Found::apply) them into it. Nothing here reads a disk.

mod bibtex;
mod cited;
mod csl_json;
pub(crate) mod field;
mod paging;
mod ris;
mod shelf;
mod yaml;

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::paper::{Fields, Problem};
use crate::text;

pub use shelf::{Found, Marks, Shelf};

/// The longest file that is read: a library of some ten thousand entries with their abstracts.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// The longest entry that is read. An entry with a long abstract has some 10 kB.
const LONGEST_ENTRY: usize = 256 * 1024;

/// So many problems are told of one file, and the others are counted.
const MOST_PROBLEMS: usize = 50;

/// The endings of files with bibliographic data.
const ENDINGS: [&str; 5] = ["bib", "json", "ris", "yaml", "yml"];

/// What a file of bibliographic data holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// Its entries in their order.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Whether it is something else: JSON and YAML hold many things.
    pub foreign: bool,
}

/// One work as a file of bibliographic data describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The name that it has in its file; empty where it has none.
    pub key: String,
    /// The files that it names as the work's own.
    pub files: Vec<String>,
    /// Its bibliographic data.
    pub fields: Fields,
    /// Its keywords, lower case.
    pub tags: Vec<String>,
    /// Its abstract.
    pub summary: Option<String>,
    /// Its language as an ISO 639-1 code.
    pub language: Option<String>,
    /// The entry as it stands in its file, white space folded.
    pub raw: String,
    /// The line of its file that it begins on.
    #[serde(skip)]
    pub line: u32,
}

/// Whether a file of this name may hold bibliographic data.
#[must_use]
pub fn is_bibliography(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return false;
    };
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.contains(&ending) && !name.starts_with(['.']) && !name.starts_with("glossary.")
}

/// Reads the text of a file, whose name tells its format.
#[must_use]
pub fn parse(path: &Path, text: &str) -> Bibliography {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let mut read = match &*ending.to_lowercase() {
        "bib" => bibtex::parse(text),
        "ris" => ris::parse(text),
        "json" => csl_json::parse(text),
        _ => yaml::parse(text),
    };
    read.settle();
    read
}

impl Bibliography {
    /// A file of which nothing can be read, and why.
    pub(super) fn unreadable(message: String) -> Self {
        Self {
            problems: vec![Problem {
                line: None,
                message,
            }],
            ..Self::default()
        }
    }

    fn problem(&mut self, line: u32, message: String) {
        self.problems.push(Problem {
            line: Some(line),
            message,
        });
    }

    /// Every key names one entry, and a file does not fill a report alone.
    fn settle(&mut self) {
        let mut lines = std::collections::HashMap::new();
        let mut doubles = Vec::new();
        self.entries.retain(|entry| {
            let first = *lines.entry(entry.key.clone()).or_insert(entry.line);
            let is_double = !entry.key.is_empty() && first != entry.line;
            if is_double {
                doubles.push((entry.line, entry.key.clone(), first));
            }
            !is_double
        });
        for (line, key, first) in doubles {
            self.problem(
                line,
                format!(
                    "the key “{key}” is already that of the entry in line {first}; give this one another key"
                ),
            );
        }
        self.problems.sort_by_key(|problem| problem.line);
        let more = self.problems.len().saturating_sub(MOST_PROBLEMS);
        if more > 0 {
            self.problems.truncate(MOST_PROBLEMS);
            self.problems.push(Problem {
                line: None,
                message: format!("there are {more} more problems; mend those above and look again"),
            });
        }
    }
}

/// A text of an entry as it is kept; nothing where none is left.
fn kept(text: &str) -> Option<String> {
    Some(text::normalise(text)).filter(|text| !text.is_empty())
}

/// The words of a text, folded, with a space between them.
fn folded(line: &str) -> String {
    let mut buffer = String::new();
    let words = text::words(line).map(|word| {
        text::fold(word.of(line), &mut buffer);
        buffer.clone()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name's last part, whatever system's slashes it was written with.
fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path).trim()
}

/// How many lines stand before a place in a text.
fn lines_before(text: &str, place: usize) -> u32 {
    text[..text.floor_char_boundary(place)]
        .matches('\n')
        .count() as u32
}
