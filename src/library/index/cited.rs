//! Looking up works: papers by the marks of what they are and of what they cite, passages by the
//! references they cite.
//!
//! Marks only make it likely that a work is meant; whether it is, is decided by who asks.

use std::collections::BTreeSet;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query as TantivyQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet as _, Searcher, TERMINATED, TantivyError, Term};

use super::fields::{mark_number, reference_number};
use super::lookup::record;
use super::{Error, Excerpt, Index};
use crate::papers::paper::{Key, Paper};

impl Index {
    /// Papers that may be the work with these marks, in order of their keys, at most so many.
    pub fn papers_of_work(
        &self,
        marks: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Paper>, Error> {
        let field = self.papers.fields.work;
        self.marked(field, marks, limit)
            .map_err(|source| self.trouble(source))
    }

    /// Papers that may cite the work with these marks, in order of their keys, at most so many.
    pub fn papers_that_cite(
        &self,
        marks: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Paper>, Error> {
        let field = self.papers.fields.cited;
        self.marked(field, marks, limit)
            .map_err(|source| self.trouble(source))
    }

    fn marked(
        &self,
        field: Field,
        marks: &BTreeSet<String>,
        limit: usize,
    ) -> Result<Vec<Paper>, TantivyError> {
        let searcher = &self.papers.searcher;
        let terms = marks.iter().map(|mark| {
            let term = Term::from_field_u64(field, mark_number(mark));
            Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn TantivyQuery>
        });
        let query = BooleanQuery::union(terms.collect());
        let order = TopDocs::with_limit(limit.max(1))
            .order_by_string_fast_field("key", tantivy::Order::Asc);
        let found = searcher.search(&query, &order)?;
        let papers = found
            .into_iter()
            .map(|(_, address)| record(searcher, address, self.papers.fields.record));
        papers.collect()
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
