//! `references` and `citedby`: the corpus knows itself. Which papers of it the entries of a bibliography
//! name, who in it cites a paper, and where.
//!
//! Nothing of this is stored as keys: works are looked up by their marks each time, so a cited paper may
//! come, go or get another key after the one that cites it.

use super::index::{Excerpt, Index};
use super::search::COUNTED;
use super::{Error, Library};
use crate::papers::paper::{Key, Paper, Reference};
use crate::papers::work;

/// So many papers that share a mark with an entry are looked into.
const CANDIDATES: usize = 50;

/// Where the corpus holds the works of a bibliography.
pub type Held = Vec<Option<Key>>;

/// Who cites a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedBy {
    /// The papers of the page, those that cite it in the most passages first, then the newest.
    pub citing: Vec<Citing>,
    /// How many papers cite it, counted up to [`COUNTED`].
    pub papers: usize,
    /// In how many passages.
    pub passages: usize,
    /// How many results there are: passages, and papers that list it but cite it in none.
    pub total: usize,
    /// Whether there are more papers than counted.
    pub more: bool,
}

/// A paper that cites another.
#[derive(Debug, Clone, PartialEq)]
pub struct Citing {
    /// The paper.
    pub paper: Paper,
    /// The entry of its bibliography.
    pub reference: Reference,
    /// The passages of the page that cite it; empty where the paper only lists it.
    pub passages: Vec<Excerpt>,
}

impl Library {
    /// For each of these entries of a paper's bibliography the paper of the corpus that it names.
    pub fn held(&self, paper: &Key, references: &[Reference]) -> Result<Held, Error> {
        let index = &*self.index();
        let held = references.iter().map(|entry| index.held(paper, entry));
        held.collect()
    }

    /// The passages of a paper that cite an entry of its bibliography: so many of them, and how many
    /// there are.
    pub fn cited_at(
        &self,
        paper: &Key,
        number: u32,
        limit: usize,
    ) -> Result<(Vec<Excerpt>, usize), Error> {
        let index = &*self.index();
        let total = index.citing_ordinals(paper, number)?.len();
        Ok((index.citing_passages(paper, number, 0, limit)?, total))
    }

    /// A page of the passages that cite a paper.
    pub fn cited_by(&self, paper: &Paper, page: usize, results: usize) -> Result<CitedBy, Error> {
        let index = &*self.index();
        let mut entries = index.entries_for(paper)?;
        let more = entries.len() > COUNTED;
        entries.truncate(COUNTED);
        let mut counted = Vec::new();
        for (citing, reference) in entries {
            let passages = index.citing_ordinals(&citing.key, reference.number)?.len();
            counted.push((passages, citing, reference));
        }
        counted.sort_by(|(a, one, _), (b, other, _)| {
            let newest = other.year.cmp(&one.year);
            b.cmp(a).then(newest).then_with(|| one.key.cmp(&other.key))
        });
        let passages = counted.iter().map(|(passages, ..)| passages).sum();
        let total = counted
            .iter()
            .map(|(passages, ..)| (*passages).max(1))
            .sum();
        let papers = counted.len();
        let mut skip = page.saturating_sub(1).saturating_mul(results);
        let mut left = results;
        let mut citing = Vec::new();
        for (passages, paper, reference) in counted {
            let rows = passages.max(1);
            if left == 0 {
                break;
            }
            if skip >= rows {
                skip -= rows;
                continue;
            }
            let shown = (rows - skip).min(left);
            let passages = index.citing_passages(&paper.key, reference.number, skip, shown)?;
            (skip, left) = (0, left - shown);
            citing.push(Citing {
                paper,
                reference,
                passages,
            });
        }
        Ok(CitedBy {
            citing,
            papers,
            passages,
            total,
            more,
        })
    }

    /// How many papers cite a paper, counted up to one more than [`COUNTED`].
    pub fn citing_papers(&self, paper: &Paper) -> Result<usize, Error> {
        Ok(self.index().entries_for(paper)?.len())
    }
}

impl Index {
    /// The paper that an entry of another one's bibliography names; the first by key of several.
    fn held(&self, citing: &Key, entry: &Reference) -> Result<Option<Key>, Error> {
        let marks = work::marks(&entry.fields);
        if marks.is_empty() {
            return Ok(None);
        }
        let named = |paper: &Paper| {
            paper.key != *citing && work::same(&entry.fields, &entry.raw, &paper.fields())
        };
        let papers = self.papers_of_work(&marks, CANDIDATES)?;
        Ok(papers.into_iter().find(named).map(|paper| paper.key))
    }

    /// The papers that cite a paper, each with the entry that names it.
    fn entries_for(&self, paper: &Paper) -> Result<Vec<(Paper, Reference)>, Error> {
        let fields = paper.fields();
        let marks = work::marks(&fields);
        let mut entries = Vec::new();
        for citing in self.papers_that_cite(&marks, COUNTED * 2)? {
            if citing.key == paper.key {
                continue;
            }
            let entry = citing
                .references
                .iter()
                .find(|entry| work::same(&entry.fields, &entry.raw, &fields))
                .cloned();
            entries.extend(entry.map(|entry| (citing, entry)));
        }
        Ok(entries)
    }
}
