//! Papers become answers: what can be asked of a corpus, one file a question.
//!
//! A [`Library`] stands over one index folder. Every question is an ordinary function that blocks
//! for a moment and reads immutable data; async runtimes, replies and platforms are not known here.
//! [`update`] makes and renews the index, [`evaluate`] measures how well it is searched.

mod cited;
mod define;
pub mod evaluate;
pub mod index;
mod list;
mod passage;
mod related;
mod search;
pub mod update;
mod verify;
mod whole;
mod wording;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

pub use cited::{CitedBy, Citing, Held};
pub use define::{Define, Defined, Definitions};
pub use index::{About, Entry, Error, Excerpt, Mode, Origin, Values};
pub use list::{List, Named, Papers};
pub use passage::Around;
pub use related::{Akin, Related, RelatedTo};
pub use search::{COUNTED, Condition, Fewer, Found, Match, Search, Sort};
pub use verify::{Change, FEWEST_PIECES, Finding, MOST_PIECES, Op, Place, Unfit, Verdict};
pub use wording::{Mended, Wording};

use index::Index;

/// The papers of one index folder, open for questions.
pub struct Library {
    folder: PathBuf,
    /// Held only for as long as it takes to copy the pointer.
    present: RwLock<Arc<Index>>,
}

/// A value that no paper has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue {
    /// The value, folded.
    pub value: String,
    /// Values that papers have, the nearest first.
    pub near: Vec<String>,
}

impl Library {
    /// Opens the current generation of an index folder.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let index = Index::open(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            present: RwLock::new(Arc::new(index)),
        })
    }

    /// When the index was made and how much it holds.
    #[must_use]
    pub fn about(&self) -> About {
        *self.index().about()
    }

    /// Whether the index holds what was written into it; reads all of it.
    pub fn verify(&self) -> Result<(), Error> {
        self.index().verify()
    }

    /// Values of papers that begin so, for completion while typing.
    pub fn values(&self, of: Values, prefix: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.index().values(of, &wording::folded(prefix), limit)
    }

    /// What of a person's value no paper has, each with the values nearest to it: a tag as a whole,
    /// a name word by word.
    pub fn unknown_values(&self, of: Values, value: &str) -> Result<Vec<UnknownValue>, Error> {
        let index = self.index();
        let values = match of {
            Values::Authors => wording::folded_words(value),
            Values::Keys | Values::Tags => vec![wording::folded(value)],
        };
        let mut unknown = Vec::new();
        for value in values.into_iter().filter(|value| !value.is_empty()) {
            if let Some(near) = index.values_near(of, &value)? {
                unknown.push(UnknownValue { value, near });
            }
        }
        Ok(unknown)
    }

    /// The current generation. One that was swapped in since the last question is opened here; the
    /// old one lives on in the questions that are still reading it.
    fn index(&self) -> Arc<Index> {
        let present = Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner));
        if !present.is_outdated() {
            return present;
        }
        match Index::open(&self.folder) {
            Ok(newer) => {
                let newer = Arc::new(newer);
                *self.present.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&newer);
                newer
            }
            Err(error) => {
                tracing::warn!(%error, "the new index can't be opened; answers come from the one before");
                present
            }
        }
    }
}
