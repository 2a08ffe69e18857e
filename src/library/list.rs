//! `papers`: the library's list; and finding the paper that a person names.

use super::index::{Filters, Index, Listing, Wanted};
use super::wording::{folded, folded_words};
use super::{Error, Library};
use crate::papers::paper::{Key, Paper};
use crate::text::{is_stop_word, stem};

/// How many papers are offered where a name fits several.
const OFFERED: usize = 5;

/// A question for a list of papers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Papers {
    /// Words of titles, abstracts and authors' names, all of which must occur.
    pub text: String,
    /// Only papers with this author.
    pub author: Option<String>,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
    /// Only papers with this tag.
    pub tag: Option<String>,
    /// Which page, from 1.
    pub page: usize,
    /// How many papers a page has.
    pub results: usize,
}

/// A page of the library, in order of the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The papers of the page, without their passages.
    pub papers: Vec<Paper>,
    /// How many papers there are in all.
    pub total: usize,
}

/// The paper that a person named.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// This one.
    One(Box<Paper>),
    /// One of these, or more.
    Several(Vec<Paper>),
    /// None; these keys are near.
    Nothing(Vec<String>),
}

impl Library {
    /// A page of the papers that fit.
    pub fn papers(&self, papers: &Papers) -> Result<List, Error> {
        let listing = Listing {
            words: wanted(&papers.text),
            abstracts: true,
            filters: papers.filters(),
        };
        let skip = papers.page.saturating_sub(1).saturating_mul(papers.results);
        let (papers, total) = self.index().list(&listing, skip, papers.results)?;
        Ok(List { papers, total })
    }

    /// The paper with this key, or the one whose title and authors hold these words.
    pub fn named(&self, name: &str) -> Result<Named, Error> {
        let index = &*self.index();
        if let Some(paper) = index.paper(&Key(name.trim().to_lowercase()))? {
            return Ok(Named::One(Box::new(paper)));
        }
        let words = wanted(name);
        if words.is_empty() {
            return Ok(Named::Nothing(Vec::new()));
        }
        let (mut papers, total) = index.list(
            &Listing {
                words,
                ..Listing::default()
            },
            0,
            OFFERED,
        )?;
        if total > 1 {
            let whole = folded_words(name);
            let same = papers
                .iter()
                .position(|paper| folded_words(&paper.title) == whole);
            return Ok(same.map_or_else(
                || Named::Several(papers.clone()),
                |at| Named::One(Box::new(papers[at].clone())),
            ));
        }
        Ok(match papers.pop() {
            Some(paper) => Named::One(Box::new(paper)),
            None => Named::Nothing(index.near_keys(name)?),
        })
    }
}

impl Papers {
    fn filters(&self) -> Filters {
        Filters {
            author: self.author.as_deref().map(folded_words).unwrap_or_default(),
            from: self.from,
            to: self.to,
            tag: self.tag.as_deref().map(folded),
            ..Filters::default()
        }
    }
}

impl Index {
    /// Keys that may have been meant: those spelled nearly so, and those of papers that have one of
    /// the words.
    pub(super) fn near_keys(&self, name: &str) -> Result<Vec<String>, Error> {
        let mut keys = self.keys_near(&folded(name.trim()))?;
        let words = wanted(name);
        let (stems, words): (Vec<String>, Vec<String>) = words
            .into_iter()
            .map(|wanted| (wanted.stem, wanted.word))
            .unzip();
        if keys.is_empty() && !stems.is_empty() {
            keys.extend(
                self.papers_named(&stems, &words, OFFERED)?
                    .into_iter()
                    .map(|paper| paper.key.0),
            );
        }
        keys.truncate(OFFERED);
        Ok(keys)
    }
}

fn wanted(text: &str) -> Vec<Wanted> {
    let words = folded_words(text)
        .into_iter()
        .filter(|word| !is_stop_word(word));
    words
        .map(|word| Wanted {
            stem: stem(&word),
            word,
        })
        .collect()
}
