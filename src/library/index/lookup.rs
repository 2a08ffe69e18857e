//! Looking up passages by id, papers by key, and lists of papers.

use std::path::Path;
use std::sync::Arc;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{
    DocAddress, DocId, DocSet as _, Index as TantivyIndex, Order, ReloadPolicy, Searcher,
    SegmentReader, TERMINATED, TantivyDocument, TantivyError, Term,
};

use super::fields::{PaperFields, PassageFields, register_tokenizers};
use super::query::{term_query, years};
use super::rank::Columns;
use super::{Error, Excerpt, Filters, Index};
use crate::papers::paper::{Key, Paper, PassageId};

/// The tantivy index of passages, opened.
pub(super) struct Passages {
    pub searcher: Searcher,
    pub fields: PassageFields,
    /// What ranking reads, segment by segment.
    pub columns: Vec<Columns>,
}

/// The tantivy index of papers, opened.
pub(super) struct Papers {
    pub searcher: Searcher,
    pub fields: PaperFields,
}

impl Passages {
    pub(super) fn open(folder: &Path) -> Result<Self, TantivyError> {
        let index = open(folder)?;
        let (searcher, fields) = (searcher(&index)?, PassageFields::of(&index.schema())?);
        Ok(Self {
            columns: Columns::of(&searcher, fields.all)?,
            searcher,
            fields,
        })
    }

    pub(super) fn excerpt(&self, address: DocAddress) -> Result<Excerpt, TantivyError> {
        record(&self.searcher, address, self.fields.record)
    }

    /// What ranking reads of a passage.
    pub(super) fn columns_of(&self, address: DocAddress) -> &Columns {
        &self.columns[address.segment_ord as usize]
    }

    /// Where the passages of a paper with these ordinals are.
    fn addresses(
        &self,
        paper: &Key,
        ordinals: std::ops::RangeInclusive<u32>,
    ) -> Result<Vec<(u32, DocAddress)>, TantivyError> {
        let term = Term::from_field_text(self.fields.paper, &paper.0);
        let mut found = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.fields.paper)?;
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            let column = segment.fast_fields().u64("ordinal")?;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                let ordinal = column.first(doc).unwrap_or_default() as u32;
                if ordinals.contains(&ordinal) && !segment.is_deleted(doc) {
                    found.push((ordinal, DocAddress::new(number as u32, doc)));
                }
                postings.advance();
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

impl Papers {
    pub(super) fn open(folder: &Path) -> Result<Self, TantivyError> {
        let index = open(folder)?;
        Ok(Self {
            searcher: searcher(&index)?,
            fields: PaperFields::of(&index.schema())?,
        })
    }

    fn first(&self, query: &dyn TantivyQuery, limit: usize) -> Result<Vec<Paper>, TantivyError> {
        let found = self
            .searcher
            .search(query, &TopDocs::with_limit(limit).order_by_score())?;
        found
            .into_iter()
            .map(|(_, address)| record(&self.searcher, address, self.fields.record))
            .collect()
    }
}

impl Papers {
    /// The keys of the papers, or of those with a tag. They are read from their column, many at once, and
    /// not from the papers.
    fn keys(&self, tag: Option<&str>) -> Result<Vec<Key>, TantivyError> {
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            let Some(keys) = segment.fast_fields().str("key")? else {
                continue;
            };
            let ord = |document| keys.ords().first(document);
            let mut numbers: Vec<u64> = match tag {
                Some(tag) => self
                    .tagged(tag, segment)?
                    .into_iter()
                    .filter_map(ord)
                    .collect(),
                None => segment.doc_ids_alive().filter_map(ord).collect(),
            };
            numbers.sort_unstable();
            keys.dictionary().sorted_ords_to_term_cb(&numbers, |key| {
                found.push(Key(String::from_utf8_lossy(key).into_owned()));
            })?;
        }
        found.sort_unstable();
        Ok(found)
    }

    /// The documents of a segment that have a tag.
    fn tagged(&self, tag: &str, segment: &SegmentReader) -> Result<Vec<DocId>, TantivyError> {
        let term = Term::from_field_text(self.fields.tag, tag);
        let inverted = segment.inverted_index(self.fields.tag)?;
        let mut found = Vec::new();
        if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    found.push(postings.doc());
                }
                postings.advance();
            }
        }
        Ok(found)
    }
}

impl Index {
    /// The passages of a paper with these ordinals that there are, in order.
    pub fn passages_of(
        &self,
        paper: &Key,
        ordinals: std::ops::RangeInclusive<u32>,
    ) -> Result<Vec<Excerpt>, Error> {
        let found = self
            .passages
            .addresses(paper, ordinals)
            .map_err(|source| self.trouble(source))?;
        let excerpts = found
            .into_iter()
            .map(|(_, address)| self.passages.excerpt(address));
        excerpts
            .collect::<Result<_, _>>()
            .map_err(|source| self.trouble(source))
    }

    /// The passage with this id.
    pub fn passage(&self, id: &PassageId) -> Result<Option<Excerpt>, Error> {
        Ok(self.passages_of(&id.paper, id.ordinal..=id.ordinal)?.pop())
    }

    /// The paper with this key, without its passages.
    pub fn paper(&self, key: &Key) -> Result<Option<Paper>, Error> {
        let query = term_query(self.papers.fields.key, &key.0, IndexRecordOption::Basic);
        Ok(self
            .papers
            .first(&query, 1)
            .map_err(|source| self.trouble(source))?
            .pop())
    }

    /// The papers whose titles and authors hold these stems and words, the best first.
    pub fn papers_named(
        &self,
        stems: &[String],
        words: &[String],
        limit: usize,
    ) -> Result<Vec<Paper>, Error> {
        let fields = self.papers.fields;
        let titles = stems
            .iter()
            .map(|stem| term_query(fields.title, stem, IndexRecordOption::WithFreqs));
        let authors = words
            .iter()
            .map(|word| term_query(fields.author, word, IndexRecordOption::Basic));
        let query = BooleanQuery::union(titles.chain(authors).collect());
        self.papers
            .first(&query, limit)
            .map_err(|source| self.trouble(source))
    }

    /// Papers that pass the filters and hold each of the words in title or authors, in the order of
    /// their keys, and how many there are.
    pub fn list(
        &self,
        wanted: &Listing,
        skip: usize,
        limit: usize,
    ) -> Result<(Vec<Paper>, usize), Error> {
        self.listed(wanted, skip, limit)
            .map_err(|source| self.trouble(source))
    }

    fn listed(
        &self,
        wanted: &Listing,
        skip: usize,
        limit: usize,
    ) -> Result<(Vec<Paper>, usize), TantivyError> {
        let (searcher, fields) = (&self.papers.searcher, &self.papers.fields);
        let query = wanted.query(fields);
        let order = TopDocs::with_limit(limit.max(1))
            .and_offset(skip)
            .order_by_string_fast_field("key", Order::Asc);
        let (found, count) = searcher.search(&query, &(order, Count))?;
        let papers = found
            .into_iter()
            .map(|(_, address)| record(searcher, address, fields.record));
        Ok((papers.collect::<Result<_, _>>()?, count))
    }

    /// The keys of all papers, in order.
    pub fn keys(&self) -> Result<Arc<[Key]>, Error> {
        if let Some(keys) = self.keys.get() {
            return Ok(Arc::clone(keys));
        }
        let keys = self.papers.keys(None);
        let keys = keys.map_err(|source| self.trouble(source))?;
        Ok(Arc::clone(self.keys.get_or_init(|| keys.into())))
    }

    /// The keys of the papers with a tag, in order.
    pub fn tagged(&self, tag: &str) -> Result<Vec<Key>, Error> {
        let keys = self.papers.keys(Some(tag));
        keys.map_err(|source| self.trouble(source))
    }

    /// Values of a field of the papers that begin so, in alphabetical order.
    pub fn values(&self, of: Values, prefix: &str, limit: usize) -> Result<Vec<String>, Error> {
        let field = self.papers.fields.of_values(of);
        beginning(&self.papers.searcher, field, prefix, limit)
            .map_err(|source| self.trouble(source))
    }
}

/// Values of a field that begin so, in alphabetical order.
pub(super) fn beginning(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    limit: usize,
) -> Result<Vec<String>, TantivyError> {
    let mut values = std::collections::BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .into_stream()?;
        let mut taken = 0;
        while taken < limit && stream.advance() {
            let value = String::from_utf8_lossy(stream.key()).into_owned();
            if !value.starts_with(prefix) {
                break;
            }
            values.insert(value);
            taken += 1;
        }
    }
    Ok(values.into_iter().take(limit).collect())
}

/// A value of papers that is completed while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Papers' keys.
    Keys,
    /// Words of authors' names, folded.
    Authors,
    /// Tags.
    Tags,
}

/// Which papers a list holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// Each of these must occur in the title, as a stem, or in the authors' names, as a word.
    pub words: Vec<Wanted>,
    /// Whether the abstract will do as well as the title.
    pub abstracts: bool,
    /// Authors, years and tag; the rest concerns passages.
    pub filters: Filters,
}

/// A word of a list's question in both of its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Folded.
    pub word: String,
    /// Folded and stemmed.
    pub stem: String,
}

impl Listing {
    fn query(&self, fields: &PaperFields) -> Box<dyn TantivyQuery> {
        let basic = IndexRecordOption::Basic;
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> =
            vec![(Occur::Must, Box::new(AllQuery))];
        for wanted in &self.words {
            let mut either = vec![
                term_query(fields.title, &wanted.stem, basic),
                term_query(fields.author, &wanted.word, basic),
            ];
            if self.abstracts {
                either.push(term_query(fields.summary, &wanted.stem, basic));
            }
            clauses.push((Occur::Must, Box::new(BooleanQuery::union(either))));
        }
        for word in &self.filters.author {
            clauses.push((Occur::Must, term_query(fields.author, word, basic)));
        }
        if let Some(tag) = &self.filters.tag {
            clauses.push((Occur::Must, term_query(fields.tag, tag, basic)));
        }
        if self.filters.from.is_some() || self.filters.to.is_some() {
            clauses.push((
                Occur::Must,
                years(fields.year, self.filters.from, self.filters.to),
            ));
        }
        Box::new(BooleanQuery::new(clauses))
    }
}

pub(super) fn open(folder: &Path) -> Result<TantivyIndex, TantivyError> {
    let index = TantivyIndex::open_in_dir(folder)?;
    register_tokenizers(&index);
    Ok(index)
}

/// A generation never changes, so there is nothing to watch for.
pub(super) fn searcher(index: &TantivyIndex) -> Result<Searcher, TantivyError> {
    Ok(index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?
        .searcher())
}

pub(super) fn record<T: for<'de> serde::Deserialize<'de>>(
    searcher: &Searcher,
    address: DocAddress,
    field: Field,
) -> Result<T, TantivyError> {
    let document: TantivyDocument = searcher.doc(address)?;
    let missing =
        || TantivyError::InternalError("a document of the index has no record".to_owned());
    let json = document
        .get_first(field)
        .and_then(|value| value.as_str())
        .ok_or_else(missing)?;
    serde_json::from_str(json).map_err(|error| {
        TantivyError::InternalError(format!("a record of the index can't be read: {error}"))
    })
}
