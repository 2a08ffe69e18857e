//! Bringing the index up to date with the folders of the corpus.
//!
//! Only new, changed and removed files are touched; where none is, nothing is written and no lock is
//! taken. A file that can't be read is reported and skipped, and everything else goes on.

mod lists;
mod reading;
mod scan;
mod work;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::index::{self, Begin, FileState, Holds, Index};
use crate::papers::bibliography;
use crate::papers::paper::{Key, Paper, Problem};
use scan::Scan;

pub use reading::{Progress, Reader, Reading};

/// How the index is to be brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Whether to make it anew from all papers.
    pub begin: Begin,
    /// Whether to wait for another process that is indexing.
    pub wait: bool,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Every file of the corpus, in order of their paths, and those that were removed from it.
    pub files: Vec<FileReport>,
    /// Whether a damaged or foreign index was made anew.
    pub repaired: bool,
}

impl Report {
    /// How many papers the corpus has.
    #[must_use]
    pub fn papers(&self) -> usize {
        let is_paper = |file: &&FileReport| file.key.is_some() && file.change != Change::Removed;
        self.files.iter().filter(is_paper).count()
    }

    /// Whether there is no file that could be a paper.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files
            .iter()
            .all(|file| bibliography::is_bibliography(&file.path))
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// The key of its paper; none if it gives none.
    pub key: Option<Key>,
    /// What was done about it.
    pub change: Change,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The paper, where the file was read.
    pub paper: Option<Box<Paper>>,
    /// What it holds, where it is a file of bibliographic data.
    pub holds: Option<Holds>,
    /// How many terms it defines, where it is a glossary.
    pub terms: usize,
}

/// What was done about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was there before and is the same.
    Unchanged,
    /// It was read, and nothing was written.
    Read,
    /// It is new.
    Added,
    /// It was read again because it changed.
    Changed,
    /// It is gone.
    Removed,
    /// It could not be read and is not in the index.
    Skipped,
}

/// Why the index could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder of the corpus is not there.
    #[error(
        "there is no corpus folder {}: make it and put papers into it, or name another with --corpus",
        .path.display()
    )]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// What is named as a folder of the corpus is a file.
    #[error(
        "{} is no folder: name the folder that holds the papers with --corpus",
        .path.display()
    )]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder of the corpus can't be read.
    #[error(
        "the corpus folder {} can't be read ({source}): check who may read it, or name another with --corpus",
        .path.display()
    )]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The index can't be made.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Error {
    fn of_folder(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::NotADirectory => Self::NoFolder { path },
            _ => Self::Unreadable { path, source },
        }
    }
}

/// Brings the index in `folder` up to date with the files of the corpus.
pub fn update(
    corpus: &[PathBuf],
    folder: &Path,
    how: How,
    mut reading: Reading<'_>,
) -> Result<Report, Error> {
    let scan = Scan::of(corpus)?;
    let present = index::files(folder);
    let usable = present.is_ok() && Index::open(folder).is_ok();
    if how.begin == Begin::Renew && usable {
        let work = scan.compare(present.as_deref().unwrap_or_default());
        if let Some(files) = work.nothing_changed() {
            if !work.to_read.is_empty() {
                index::restamp(folder, &files)?;
            }
            index::tidy(folder);
            return Ok(Report {
                files: work.reports(),
                repaired: false,
            });
        }
    }
    let afresh = How {
        begin: Begin::Afresh,
        ..how
    };
    let there_was_one = !matches!(present, Err(index::Error::Missing { .. }));
    if how.begin == Begin::Afresh || !usable {
        let report = scan.build(folder, afresh, &mut reading)?;
        let repaired = there_was_one && !usable;
        return Ok(Report { repaired, ..report });
    }
    // Some damage shows only when segments are merged, and to that tantivy may panic.
    let renewed = catch_unwind(AssertUnwindSafe(|| scan.build(folder, how, &mut reading)));
    match renewed {
        Err(_) | Ok(Err(Error::Index(index::Error::Trouble { .. }))) => {
            tracing::warn!("the index could not be renewed; it is made anew");
            let report = scan.build(folder, afresh, &mut reading)?;
            Ok(Report {
                repaired: true,
                ..report
            })
        }
        Ok(report) => report,
    }
}

/// Reads every file of the corpus and reports, and writes nothing. Papers have the keys that they
/// have in the index in `folder`, if there is one.
pub fn check(corpus: &[PathBuf], folder: &Path, mut reading: Reading<'_>) -> Result<Report, Error> {
    let work = Scan::of(corpus)?.compare(&[]);
    work.keeping(index::known_keys(folder))
        .perform(None, &mut reading)
}

impl FileReport {
    fn unchanged(state: FileState) -> Self {
        let change =
            if state.key.is_some() || state.terms > 0 || bibliography::is_bibliography(&state.path)
            {
                Change::Unchanged
            } else {
                Change::Skipped
            };
        Self {
            path: state.path,
            key: state.key,
            change,
            problems: state.problems,
            paper: None,
            holds: state.holds,
            terms: state.terms,
        }
    }

    fn skipped(path: PathBuf, message: String) -> Self {
        let problems = vec![Problem {
            line: None,
            message,
        }];
        Self {
            path,
            key: None,
            change: Change::Skipped,
            problems,
            paper: None,
            holds: None,
            terms: 0,
        }
    }
}
