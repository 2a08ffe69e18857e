//! `references` and `citedby`: the corpus knows itself. Which papers of it the entries of a bibliography
//! name, who in it cites a paper, and where.
//!
//! Nothing of this is stored as keys: works are looked up by their signs each time, so a cited paper may
//! come, go or get another key after the one that cites it.

use super::index::{Candidate, CitingEntry, Excerpt, Index};
use super::search::COUNTED;
use super::{Error, Library};
use crate::papers::paper::{Fields, Key, Paper, Reference};
use crate::papers::work;

/// So many papers that share a sign with an entry are looked into.
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
        entries.sort_by(|one, other| {
            let most = other.passages.cmp(&one.passages);
            let newest = other.year.cmp(&one.year);
            most.then(newest).then_with(|| one.key.cmp(&other.key))
        });
        let passages = entries.iter().map(|cites| cites.passages).sum();
        let total = entries.iter().map(|cites| cites.passages.max(1)).sum();
        let papers = entries.len();
        let mut skip = page.saturating_sub(1).saturating_mul(results);
        let mut left = results;
        let mut citing = Vec::new();
        for cites in entries {
            let rows = cites.passages.max(1);
            if left == 0 {
                break;
            }
            if skip >= rows {
                skip -= rows;
                continue;
            }
            let shown = (rows - skip).min(left);
            let passages = index.citing_passages(&cites.key, cites.number, skip, shown)?;
            (skip, left) = (0, left - shown);
            citing.extend(cites.read(index)?.map(|(paper, reference)| Citing {
                paper,
                reference,
                passages,
            }));
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

/// A paper that cites another, before it is read.
struct Cites {
    key: Key,
    year: Option<i32>,
    /// The entry of its bibliography.
    number: u32,
    /// How many of its passages cite that.
    passages: usize,
}

impl Cites {
    fn read(&self, index: &Index) -> Result<Option<(Paper, Reference)>, Error> {
        let paper = index.paper(&self.key)?;
        Ok(paper.and_then(|paper| {
            let mut entries = paper.references.iter();
            let entry = entries.find(|entry| entry.number == self.number).cloned()?;
            Some((paper, entry))
        }))
    }
}

impl Index {
    /// The paper that an entry of another one's bibliography names; the first by key of several.
    fn held(&self, citing: &Key, entry: &Reference) -> Result<Option<Key>, Error> {
        let signs = work::signs(&entry.fields);
        if signs.is_empty() {
            return Ok(None);
        }
        let named = |paper: &Paper| {
            paper.key != *citing && work::same(&entry.fields, &entry.raw, &paper.fields())
        };
        let papers = self.papers_of_work(&signs, CANDIDATES)?;
        Ok(papers.into_iter().find(named).map(|paper| paper.key))
    }

    /// The papers that cite a paper. Only those are read whose entries leave a doubt.
    fn entries_for(&self, paper: &Paper) -> Result<Vec<Cites>, Error> {
        let fields = paper.fields();
        let signs = work::signs(&fields);
        let mut entries = Vec::new();
        for candidate in self.papers_that_cite(&fields, &signs, COUNTED * 2)? {
            if candidate.key == paper.key {
                continue;
            }
            let listed = match candidate.sure {
                Some(entry) => Some(entry),
                None => self.looked_into(&candidate, &fields)?,
            };
            entries.extend(listed.map(|entry| Cites {
                key: candidate.key,
                year: candidate.year,
                number: entry.number,
                passages: entry.passages as usize,
            }));
        }
        Ok(entries)
    }

    /// The first of the entries in doubt that names a work.
    fn looked_into(
        &self,
        candidate: &Candidate,
        work: &Fields,
    ) -> Result<Option<CitingEntry>, Error> {
        if candidate.entries.is_empty() {
            return Ok(None);
        }
        let citing = self.candidate(candidate)?;
        let names = |listed: &&CitingEntry| {
            let mut entries = citing.references.iter();
            let entry = entries.find(|entry| entry.number == listed.number);
            entry.is_some_and(|entry| work::same(&entry.fields, &entry.raw, work))
        };
        Ok(candidate.entries.iter().find(names).copied())
    }
}
