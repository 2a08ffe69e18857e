//! Looking up works: papers by the signs of what they are and of what they cite, passages by the
//! references they cite.
//!
//! Signs only make it likely that a work is meant; whether it is, is decided by who asks.

use std::collections::BTreeSet;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet as _, Searcher, TERMINATED, TantivyError, Term};

use super::fields::{reference_number, sign_number};
use super::lookup::record;
use super::{Error, Excerpt, Index};
use crate::papers::paper::{Fields, Key, Paper, Reference};
use crate::papers::work;

/// An entry of a bibliography, as far as can be told without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitingEntry {
    /// Its place in the bibliography.
    pub number: u32,
    /// How many passages cite it.
    pub passages: u32,
    marks: Marks,
}

/// Numbers that stand for what is decisive of a work, and for its signs; 0 for what it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    doi: u64,
    together: u64,
    signs: [u64; MOST_SIGNS],
}

/// No work has more signs.
const MOST_SIGNS: usize = 4;
/// So many numbers stand for an entry.
const WIDTH: usize = 3 + MOST_SIGNS;

impl CitingEntry {
    /// What is kept of an entry with these signs, which so many passages cite.
    pub(super) fn of(entry: &Reference, signs: &BTreeSet<String>, passages: u32) -> Self {
        Self {
            number: entry.number,
            passages,
            marks: Marks::of(&entry.fields, signs),
        }
    }

    /// As it is kept.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        let place = u64::from(self.number) << 32 | u64::from(self.passages);
        let marks = self.marks;
        [place, marks.doi, marks.together]
            .into_iter()
            .chain(marks.signs)
    }

    fn from_numbers(numbers: &[u64; WIDTH]) -> Self {
        let [place, doi, together, signs @ ..] = *numbers;
        Self {
            number: (place >> 32) as u32,
            passages: place as u32,
            marks: Marks {
                doi,
                together,
                signs,
            },
        }
    }
}

impl Marks {
    fn of(fields: &Fields, signs: &BTreeSet<String>) -> Self {
        let (doi, together) = work::decisive(fields, signs);
        let mut numbers = [0; MOST_SIGNS];
        for (number, sign) in numbers.iter_mut().zip(signs) {
            *number = sign_number(sign);
        }
        Self {
            doi: doi.map_or(0, sign_number),
            together: together.as_deref().map_or(0, sign_number),
            signs: numbers,
        }
    }

    /// Whether an entry names a work; nothing where it has to be read to be told.
    fn names(&self, work: &Self) -> Option<bool> {
        let shared = |sign: &u64| *sign != 0 && work.signs.contains(sign);
        if self.doi != 0 && work.doi != 0 {
            Some(self.doi == work.doi)
        } else if self.together != 0 && self.together == work.together {
            Some(true)
        } else if self.signs.iter().any(shared) {
            None
        } else {
            Some(false)
        }
    }
}

/// A paper that may cite a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its key.
    pub key: Key,
    /// Its year.
    pub year: Option<i32>,
    /// The entry that surely names the work; nothing where the paper has to be read to be told.
    pub sure: Option<CitingEntry>,
    /// The entries that may.
    pub entries: Vec<CitingEntry>,
    address: DocAddress,
}

impl Index {
    /// Papers that may be the work with these signs, in order of their keys, at most so many.
    pub fn papers_of_work(
        &self,
        signs: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Paper>, Error> {
        let (searcher, fields) = (&self.papers.searcher, &self.papers.fields);
        let found = self
            .signed(fields.work, signs, limit)
            .map_err(|source| self.trouble(source))?;
        let papers = found
            .into_iter()
            .map(|(_, address)| record(searcher, address, fields.record));
        papers
            .collect::<Result<_, _>>()
            .map_err(|source| self.trouble(source))
    }

    /// Papers that may cite the work with these fields and signs, in order of their keys, at most so
    /// many. None of them is read.
    pub fn papers_that_cite(
        &self,
        fields: &Fields,
        signs: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Candidate>, Error> {
        self.candidates(&Marks::of(fields, signs), signs, limit)
            .map_err(|source| self.trouble(source))
    }

    /// The paper that a candidate stands for, without its passages.
    pub fn candidate(&self, candidate: &Candidate) -> Result<Paper, Error> {
        let (searcher, fields) = (&self.papers.searcher, &self.papers.fields);
        record(searcher, candidate.address, fields.record).map_err(|source| self.trouble(source))
    }

    fn candidates(
        &self,
        work: &Marks,
        signs: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Candidate>, TantivyError> {
        let segments = self.papers.searcher.segment_readers().iter();
        let columns: Vec<(Column<u64>, Column<i64>)> = segments
            .map(|segment| {
                let fast = segment.fast_fields();
                Ok((fast.u64("entries")?, fast.i64("year")?))
            })
            .collect::<Result<_, TantivyError>>()?;
        let found = self.signed(self.papers.fields.cited, signs, limit)?;
        let candidates = found.into_iter().map(|(key, address)| {
            let (entries, years) = &columns[address.segment_ord as usize];
            let numbers: Vec<u64> = entries.values_for_doc(address.doc_id).collect();
            let (all, _) = numbers.as_chunks::<WIDTH>();
            let listed = all.iter().map(CitingEntry::from_numbers);
            let entries: Vec<CitingEntry> = listed
                .filter(|entry| entry.marks.names(work) != Some(false))
                .collect();
            let first = entries.first().copied();
            Candidate {
                key: Key(key.unwrap_or_default()),
                year: years.first(address.doc_id).map(|year| year as i32),
                sure: first.filter(|entry| entry.marks.names(work) == Some(true)),
                entries,
                address,
            }
        });
        Ok(candidates.collect())
    }

    /// Papers that share a sign, with their keys and in the order of these.
    fn signed(
        &self,
        field: Field,
        signs: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<(Option<String>, DocAddress)>, TantivyError> {
        let terms = signs.iter().map(|sign| {
            let term = Term::from_field_u64(field, sign_number(sign));
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn TantivyQuery>
        });
        let query = BooleanQuery::union(terms.collect());
        let order = TopDocs::with_limit(limit.max(1))
            .order_by_string_fast_field("key", tantivy::Order::Asc);
        self.papers.searcher.search(&query, &order)
    }

    /// The ordinals of the passages that cite a reference of a paper, in order.
    pub fn citing_ordinals(&self, paper: &Key, reference: u32) -> Result<Vec<u32>, Error> {
        let found = self
            .citing(paper, reference)
            .map_err(|source| self.trouble(source))?;
        Ok(found.into_iter().map(|(ordinal, _)| ordinal).collect())
    }

    /// The passages that cite a reference of a paper, in order, some of them skipped.
    pub fn citing_passages(
        &self,
        paper: &Key,
        reference: u32,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<Excerpt>, Error> {
        let found = self
            .citing(paper, reference)
            .map_err(|source| self.trouble(source))?;
        let wanted = found.into_iter().skip(skip).take(limit);
        wanted
            .map(|(_, address)| self.passages.excerpt(address))
            .collect::<Result<_, _>>()
            .map_err(|source| self.trouble(source))
    }

    fn citing(&self, paper: &Key, reference: u32) -> Result<Vec<(u32, DocAddress)>, TantivyError> {
        let number = reference_number(&paper.0, reference);
        let term = Term::from_field_u64(self.passages.fields.cites, number);
        ordinals(&self.passages.searcher, &term)
    }
}

/// Where the passages that hold a term are, with their ordinals, in the order of these.
fn ordinals(searcher: &Searcher, term: &Term) -> Result<Vec<(u32, DocAddress)>, TantivyError> {
    let mut found = Vec::new();
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(term.field())?;
        let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? else {
            continue;
        };
        let column = segment.fast_fields().u64("ordinal")?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if !segment.is_deleted(doc) {
                let ordinal = column.first(doc).unwrap_or_default() as u32;
                found.push((ordinal, DocAddress::new(number as u32, doc)));
            }
            postings.advance();
        }
    }
    found.sort_unstable();
    Ok(found)
}
