//! The index on disk, through tantivy, and nothing else in the program names tantivy.
//!
//! An index folder holds immutable generations, one of them current. A generation is three
//! tantivy indexes, of passages, papers and definitions, with a table of term frequencies beside them.
//! [`Builder`] makes the next generation; [`Index`] is one opened for questions. What is asked about
//! papers is looked up here each time, so opening costs nothing that grows with the corpus.
//!
//! Which words of a question count, how results are spread over papers and what a person is told is
//! not decided here.

mod build;
mod cited;
mod definitions;
mod fields;
mod generation;
mod lookup;
mod near;
mod query;
mod rank;
mod terms;
mod trace;

use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

pub use build::{Begin, Builder};
pub use cited::{Candidate, CitingEntry};
pub use definitions::{Entry, Origin, stemmed, written};
pub use generation::{About, FileState, Files, Holds, files, known_keys, restamp, tidy};
pub use lookup::{Listing, Values, Wanted};
pub use near::NearWord;
pub use query::{Filters, Mode, Query, Term};
pub use rank::{CANDIDATES, Hit};
pub use trace::{Sought, Trace};

use crate::papers::paper::{Key, Name, Numbering, Pages, Passage, PassageId};
use generation::Generation;

/// A generation of the index, opened for questions. Cheap to open; shared by all questions.
pub struct Index {
    generation: Generation,
    passages: lookup::Passages,
    papers: lookup::Papers,
    definitions: definitions::Definitions,
    terms: terms::Frequencies,
    /// The keys of all papers, once they were asked for.
    keys: OnceLock<Arc<[Key]>>,
}

impl Index {
    /// Opens the current generation of an index folder.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let generation = Generation::current(folder)?;
        // To some damage tantivy panics.
        catch_unwind(AssertUnwindSafe(|| Self::read(generation)))
            .unwrap_or_else(|_| {
                let what = "its files are not what tantivy wrote".to_owned();
                Err(tantivy::TantivyError::InternalError(what))
            })
            .map_err(|source| Error::damaged(folder, source))
    }

    fn read(generation: Generation) -> Result<Self, tantivy::TantivyError> {
        Ok(Self {
            passages: lookup::Passages::open(&generation.passages())?,
            papers: lookup::Papers::open(&generation.papers())?,
            definitions: definitions::Definitions::open(&generation.definitions())?,
            terms: terms::Frequencies::open(&generation.path)?,
            generation,
            keys: OnceLock::new(),
        })
    }

    /// Whether a newer generation has taken this one's place on disk.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.generation.is_outdated()
    }

    /// Whether every file of tantivy's holds what was written into it. Reads all of them.
    pub fn verify(&self) -> Result<(), Error> {
        let damaged = |source| Error::damaged(self.generation.folder(), source);
        let searchers = [
            &self.passages.searcher,
            &self.papers.searcher,
            &self.definitions.searcher,
        ];
        for searcher in searchers {
            let changed = searcher.index().validate_checksum().map_err(damaged)?;
            if let Some(file) = changed.into_iter().min() {
                let what = format!("{} is not as it was written", file.display());
                return Err(damaged(tantivy::TantivyError::InternalError(what)));
            }
        }
        Ok(())
    }

    /// How many passages hold a stem.
    #[must_use]
    pub fn frequency(&self, stem: &str) -> u32 {
        self.terms.of(fields::stem_number(stem))
    }

    /// How much a stem tells: its inverse document frequency.
    #[must_use]
    pub fn rarity(&self, stem: &str) -> f32 {
        rank::rarity(self.frequency(stem), self.generation.about.passages as f32)
    }

    /// When it was made and how much it holds.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.generation.about
    }
}

/// The number that stands for a paper in a [`Hit`].
#[must_use]
pub fn number_of(paper: &Key) -> u64 {
    fields::paper_number(&paper.0)
}

/// A passage with what names its paper: all that is needed to quote it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The paper's key.
    pub paper: Key,
    /// The paper's title.
    pub title: String,
    /// The paper's authors.
    pub authors: Vec<Name>,
    /// The paper's year.
    pub year: Option<i32>,
    /// Whose numbers the pages of the passage bear.
    #[serde(default, skip_serializing_if = "Numbering::is_printed")]
    pub numbering: Numbering,
    /// The passage itself.
    pub passage: Passage,
}

impl Excerpt {
    /// The pages that the passage stands on.
    #[must_use]
    pub fn pages(&self) -> Option<Pages> {
        self.passage.pages(self.numbering)
    }

    /// The passage's id.
    #[must_use]
    pub fn id(&self) -> PassageId {
        PassageId {
            paper: self.paper.clone(),
            ordinal: self.passage.ordinal,
        }
    }
}

/// Why an index can't be read or made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing has been indexed here yet.
    #[error("there is no index in {folder} yet: run `lectern index`")]
    Missing {
        /// The index folder.
        folder: PathBuf,
    },
    /// The index was made by a Lectern that wrote another format.
    #[error(
        "the index in {folder} has format {found}, this Lectern reads {expected}: run `lectern index`, which makes it anew"
    )]
    Version {
        /// The index folder.
        folder: PathBuf,
        /// The format that stands there.
        found: u32,
        /// The format this program writes.
        expected: u32,
    },
    /// Files of the index are missing or do not hold what they should.
    #[error(
        "the index in {folder} is damaged: run `lectern index --rebuild`, which makes it anew from the papers"
    )]
    Damaged {
        /// The index folder.
        folder: PathBuf,
        /// What was met.
        #[source]
        source: tantivy::TantivyError,
    },
    /// Another process is making the next generation.
    #[error(
        "another process is indexing into {folder}: wait for it, or use `lectern index --wait`"
    )]
    Busy {
        /// The index folder.
        folder: PathBuf,
    },
    /// The disk did not take or give what it should.
    #[error("{}", disk_sentence(.path, .source))]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// tantivy could not do what was asked.
    #[error(
        "the index in {folder} could not be used: `lectern check` says whether it is damaged, `lectern index --rebuild` makes it anew"
    )]
    Trouble {
        /// The index folder.
        folder: PathBuf,
        /// What was met.
        #[source]
        source: tantivy::TantivyError,
    },
}

impl Error {
    fn damaged(folder: &Path, source: tantivy::TantivyError) -> Self {
        Self::Damaged {
            folder: folder.to_owned(),
            source,
        }
    }

    /// Tells what the disk refused from what is wrong with tantivy's files. What the system said gets
    /// lost on its way out of tantivy's threads, so the disk is asked again.
    fn of_writing(folder: &Path, source: tantivy::TantivyError) -> Self {
        let path = folder.to_owned();
        match (probe(folder), source) {
            (Err(source), _) => Self::Disk { path, source },
            // Without the system's own number it is about what stands in a file.
            (Ok(()), tantivy::TantivyError::IoError(error)) if error.raw_os_error().is_some() => {
                Self::Disk {
                    path,
                    source: io::Error::new(error.kind(), error),
                }
            }
            (Ok(()), source) => Self::Trouble {
                folder: path,
                source,
            },
        }
    }

    fn disk(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { path, source }
    }
}

/// Whether the disk takes as much as a small index needs.
fn probe(folder: &Path) -> io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(&vec![0; PROBE])?;
    file.sync_all()
}

const PROBE: usize = 1 << 20;

fn disk_sentence(path: &Path, source: &io::Error) -> String {
    let path = path.display();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!(
                "the disk is full at {path} ({source}): free some space, or name another folder with --data"
            )
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            format!(
                "{path} can't be written ({source}): name a folder you may write to with --data"
            )
        }
        _ => format!("{path} can't be used ({source}): name another folder with --data"),
    }
}
