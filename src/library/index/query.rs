//! A question in the terms of the index: weighted stems, how they must meet, and filters.
//!
//! Queries are built by hand from our own stems. A person's text never reaches a query parser, so
//! there is no syntax it could break.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query as TantivyQuery,
    RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::fields::PassageFields;

/// The share of the title and headings alone beside everything that is searched.
const TITLE_WEIGHT: f32 = 0.2;

/// A question as the index understands it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The distinct stems of the question, which count words that were asked for repeatedly.
    pub terms: Vec<Term>,
    /// How many words of the question no passage holds.
    pub unknown: usize,
    /// How the stems must meet.
    pub mode: Mode,
    /// All stems in the order of the question with their positions, for [`Mode::Phrase`].
    pub phrase: Vec<(usize, String)>,
    /// What narrows the passages.
    pub filters: Filters,
}

/// A stem and its weight in the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The stem.
    pub stem: String,
    /// Its weight: 1 for a word that was said once.
    pub weight: f32,
}

impl Term {
    fn scored(&self, field: Field, share: f32) -> Box<dyn TantivyQuery> {
        let query = term_query(field, &self.stem, IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(query, self.weight * share))
    }
}

/// How the words of a question must meet in a passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Any of them; the more and the rarer, the better.
    #[default]
    Any,
    /// All of them, anywhere.
    All,
    /// All of them, one after the other.
    Phrase,
}

/// What narrows the passages. Words are folded, stems stemmed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only this paper, by key.
    pub paper: Option<String>,
    /// Every paper but this one, by key.
    pub not_paper: Option<String>,
    /// Every one of these words must be in an author's name.
    pub author: Vec<String>,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
    /// Every one of these stems must be in a heading above the passage.
    pub section: Vec<String>,
    /// The paper carries this tag.
    pub tag: Option<String>,
}

impl Query {
    /// The passages that match, scored by BM25 over everything that is searched.
    pub(super) fn scored(&self, fields: &PassageFields) -> Box<dyn TantivyQuery> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = self.required(fields);
        let words = self.terms.iter();
        clauses.extend(words.map(|term| (Occur::Should, term.scored(fields.all, 1.0))));
        Box::new(BooleanQuery::new(clauses))
    }

    /// What each word adds to a passage under whose title or headings it stands, by BM25.
    pub(super) fn in_titles(
        &self,
        fields: &PassageFields,
    ) -> impl Iterator<Item = Box<dyn TantivyQuery>> {
        let words = self.terms.iter();
        words.map(|term| term.scored(fields.title, TITLE_WEIGHT))
    }

    /// The passages that match, unscored.
    pub(super) fn matching(&self, fields: &PassageFields) -> Box<dyn TantivyQuery> {
        let required = self.required(fields);
        if required.is_empty() {
            self.any_term(fields)
        } else {
            Box::new(BooleanQuery::new(required))
        }
    }

    fn any_term(&self, fields: &PassageFields) -> Box<dyn TantivyQuery> {
        let terms = self.terms.iter();
        Box::new(BooleanQuery::union(
            terms
                .map(|term| term_query(fields.all, &term.stem, IndexRecordOption::Basic))
                .collect(),
        ))
    }

    /// What every passage must fulfil, without a say in the score.
    fn required(&self, fields: &PassageFields) -> Vec<(Occur, Box<dyn TantivyQuery>)> {
        let mut required = self.filters.clauses(fields);
        let silent = |query| {
            (
                Occur::Must,
                Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn TantivyQuery>,
            )
        };
        let has_filters = !required.is_empty();
        match self.mode {
            // With a filter that alone would match, one of the words must still be there.
            Mode::Any if has_filters => required.push(silent(self.any_term(fields))),
            Mode::Any => {}
            Mode::Phrase if self.phrase.len() > 1 => {
                let terms = self.phrase.iter().map(|(position, stem)| {
                    (*position, tantivy::Term::from_field_text(fields.all, stem))
                });
                required.push(silent(Box::new(PhraseQuery::new_with_offset(
                    terms.collect(),
                ))));
            }
            Mode::All | Mode::Phrase => {
                required.extend(self.terms.iter().map(|term| {
                    silent(term_query(fields.all, &term.stem, IndexRecordOption::Basic))
                }));
            }
        }
        required
    }
}

impl Filters {
    fn clauses(&self, fields: &PassageFields) -> Vec<(Occur, Box<dyn TantivyQuery>)> {
        let mut clauses = Vec::new();
        let mut add = |occur, query: Box<dyn TantivyQuery>| {
            clauses.push((
                occur,
                Box::new(ConstScoreQuery::new(query, 0.0)) as Box<dyn TantivyQuery>,
            ));
        };
        let exact = |field, text: &str| term_query(field, text, IndexRecordOption::Basic);
        if let Some(key) = &self.paper {
            add(Occur::Must, exact(fields.paper, key));
        }
        if let Some(key) = &self.not_paper {
            add(Occur::MustNot, exact(fields.paper, key));
        }
        for word in &self.author {
            add(Occur::Must, exact(fields.author, word));
        }
        for stem in &self.section {
            add(Occur::Must, exact(fields.section, stem));
        }
        if let Some(tag) = &self.tag {
            add(Occur::Must, exact(fields.tag, tag));
        }
        if self.from.is_some() || self.to.is_some() {
            add(Occur::Must, years(fields.year, self.from, self.to));
        }
        clauses
    }
}

/// A range of years, both ends included.
pub(super) fn years(field: Field, from: Option<i32>, to: Option<i32>) -> Box<dyn TantivyQuery> {
    use std::ops::Bound::{Included, Unbounded};
    let bound = |year: Option<i32>| {
        year.map_or(Unbounded, |year| {
            Included(tantivy::Term::from_field_i64(field, i64::from(year)))
        })
    };
    Box::new(RangeQuery::new(bound(from), bound(to)))
}

pub(super) fn term_query(
    field: Field,
    text: &str,
    record: IndexRecordOption,
) -> Box<dyn TantivyQuery> {
    Box::new(TermQuery::new(
        tantivy::Term::from_field_text(field, text),
        record,
    ))
}
