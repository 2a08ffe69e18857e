//! Whole papers and glossaries, for who works through them instead of asking for a passage.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::index::{Entry, Excerpt};
use super::wording::folded;
use super::{Error, Library};
use crate::papers::definition;
use crate::papers::paper::{Definition, Key, Paper};

impl Library {
    /// The keys of all papers, in order.
    pub fn keys(&self) -> Result<Arc<[Key]>, Error> {
        self.index().keys()
    }

    /// The keys of the papers with a tag, in order.
    pub fn tagged(&self, tag: &str) -> Result<Vec<Key>, Error> {
        self.index().tagged(&folded(tag))
    }

    /// The paper with this key, with its passages and what they define.
    pub fn whole(&self, key: &Key) -> Result<Option<Paper>, Error> {
        self.part(key, |_| 1..=u32::MAX)
    }

    /// The same with some of its passages: those with the ordinals that are chosen by how many there are.
    pub fn part(
        &self,
        key: &Key,
        chosen: impl FnOnce(u32) -> RangeInclusive<u32>,
    ) -> Result<Option<Paper>, Error> {
        let index = &*self.index();
        let Some(paper) = index.paper(key)? else {
            return Ok(None);
        };
        let excerpts = index.passages_of(key, chosen(paper.counts.passages))?;
        Ok(Some(with(paper, excerpts)))
    }

    /// The same with the passages that have these ordinals.
    pub fn part_at(&self, key: &Key, ordinals: &[u32]) -> Result<Option<Paper>, Error> {
        let index = &*self.index();
        let Some(paper) = index.paper(key)? else {
            return Ok(None);
        };
        let mut excerpts = Vec::new();
        for ordinal in ordinals {
            excerpts.extend(index.passages_of(key, *ordinal..=*ordinal)?);
        }
        Ok(Some(with(paper, excerpts)))
    }

    /// What a paper defines, in the order of its passages.
    pub fn defined_by(&self, key: &Key) -> Result<Vec<Definition>, Error> {
        self.index().defined_by(key)
    }

    /// What the glossaries define.
    pub fn glossary(&self) -> Result<Vec<Entry>, Error> {
        self.index().glossary()
    }
}

/// A paper with some of its passages, and what they define.
fn with(mut paper: Paper, excerpts: Vec<Excerpt>) -> Paper {
    let passages = excerpts.into_iter().map(|excerpt| excerpt.passage);
    paper.passages = passages.collect();
    paper.definitions = definition::of(&paper.passages);
    paper
}
