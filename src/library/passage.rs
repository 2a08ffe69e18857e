//! `passage`: a passage by its id, with its neighbours.

use super::index::Excerpt;
use super::{Error, Library};
use crate::papers::paper::{Key, Paper, PassageId};

/// What stands at an id.
#[derive(Debug, Clone, PartialEq)]
pub enum Around {
    /// The passage and those beside it, in order of the paper.
    Found {
        /// The passages.
        passages: Vec<Excerpt>,
        /// Whether the paper has more beside these.
        more: bool,
    },
    /// The paper is there but has no such passage.
    Beyond(Box<Paper>),
    /// No paper has this key; these keys are near.
    NoPaper(Vec<String>),
}

impl Library {
    /// The paper with this key, without its passages.
    pub fn paper(&self, key: &Key) -> Result<Option<Paper>, Error> {
        self.index().paper(key)
    }

    /// The passage with this id, with so many before and after it.
    pub fn around(&self, id: &PassageId, before: u32, after: u32) -> Result<Around, Error> {
        let index = &*self.index();
        let (first, last) = (
            id.ordinal.saturating_sub(before),
            id.ordinal.saturating_add(after),
        );
        // One more on either side tells whether there are more.
        let around = first.saturating_sub(1)..=last.saturating_add(1);
        let mut passages = index.passages_of(&id.paper, around)?;
        let found = passages.len();
        passages.retain(|excerpt| (first..=last).contains(&excerpt.passage.ordinal));
        let more = passages.len() < found;
        if passages
            .iter()
            .any(|excerpt| excerpt.passage.ordinal == id.ordinal)
        {
            return Ok(Around::Found { passages, more });
        }
        match index.paper(&id.paper)? {
            Some(paper) => Ok(Around::Beyond(Box::new(paper))),
            None => Ok(Around::NoPaper(index.near_keys(&id.paper.0)?)),
        }
    }
}
