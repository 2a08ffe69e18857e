//! Definitions in the index: a document each, found by the stems of its term.
//!
//! They lie in a small tantivy index of their own, so that looking a term up is one look into a
//! dictionary, however large the corpus is, and a changed glossary touches nothing else. The order
//! in which definitions are shown is decided by the library; only a coarse order is kept here, so
//! that of a term defined a thousand times the best are read.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema};
use tantivy::{Order, Searcher, TantivyDocument, TantivyError, Term};

use super::lookup::{open, record, searcher};
use super::near::{NearWord, near};
use super::query::term_query;
use super::{Error, Index};
use crate::papers::definition::glossary;
use crate::papers::paper::{
    Definition, DefinitionKind, Key, Name, Numbering, Pages, Paper, Passage,
};
use crate::text::{fold, stem_into, words};

/// A term with its definition, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The definition; that of a glossary stands in no passage (0).
    pub definition: Definition,
    /// Other names for the term, which a glossary gives.
    pub aliases: Vec<String>,
    /// Who says so.
    pub origin: Origin,
}

/// Who defines a term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Origin {
    /// A paper of the corpus.
    Paper {
        /// Its key.
        key: Key,
        /// Its title.
        title: String,
        /// Its authors.
        authors: Vec<Name>,
        /// Its year.
        year: Option<i32>,
        /// The pages that the definition stands on.
        pages: Option<Pages>,
    },
    /// A glossary, with the source that it names.
    Glossary(Option<String>),
}

/// The fields of a definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct DefinitionFields {
    /// The key of its paper, or the path of its glossary.
    pub owner: Field,
    /// The stems of the term and of its other names, each as a whole.
    term: Field,
    /// The same, folded only: for completion and for mending mistyped terms.
    written: Field,
    /// Folded words of the authors' names.
    author: Field,
    /// The coarse order: the smaller, the sooner.
    rank: Field,
    /// The entry itself, as JSON.
    record: Field,
}

impl DefinitionFields {
    pub(super) fn schema() -> Schema {
        let mut schema = Schema::builder();
        for name in ["owner", "term", "written", "author"] {
            schema.add_text_field(name, STRING);
        }
        schema.add_u64_field("rank", FAST | INDEXED);
        schema.add_text_field("record", STORED);
        schema.build()
    }

    pub(super) fn of(schema: &Schema) -> Result<Self, TantivyError> {
        Ok(Self {
            owner: schema.get_field("owner")?,
            term: schema.get_field("term")?,
            written: schema.get_field("written")?,
            author: schema.get_field("author")?,
            rank: schema.get_field("rank")?,
            record: schema.get_field("record")?,
        })
    }

    /// The document of an entry.
    pub(super) fn document(
        &self,
        owner: &str,
        entry: &Entry,
        rank: u64,
    ) -> Result<TantivyDocument, TantivyError> {
        let mut document = TantivyDocument::new();
        document.add_text(self.owner, owner);
        let definition = &entry.definition;
        let names = std::iter::once(&definition.term)
            .chain(&definition.long)
            .chain(&entry.aliases);
        for name in names {
            document.add_text(self.term, stemmed(name));
            document.add_text(self.written, written(name));
        }
        for word in entry.origin.name_words() {
            document.add_text(self.author, word);
        }
        document.add_u64(self.rank, rank);
        let json = serde_json::to_string(entry)
            .map_err(|error| TantivyError::InternalError(error.to_string()))?;
        document.add_text(self.record, json);
        Ok(document)
    }
}

impl Origin {
    /// The folded words by which its authors are asked for. A glossary's source begins with names.
    fn name_words(&self) -> Vec<String> {
        let names: Vec<&str> = match self {
            Self::Paper { authors, .. } => authors
                .iter()
                .flat_map(|name| [Some(name.family.as_str()), name.given.as_deref()])
                .flatten()
                .collect(),
            Self::Glossary(source) => source
                .as_deref()
                .and_then(|source| source.split(|c: char| c.is_ascii_digit()).next())
                .into_iter()
                .collect(),
        };
        let folded = |name: &str| {
            written(name)
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        names.into_iter().flat_map(folded).collect()
    }
}

/// The definitions of a paper as entries, with their ranks.
pub(super) fn entries_of(paper: &mut Paper) -> Vec<(Entry, u64)> {
    let definitions = std::mem::take(&mut paper.definitions);
    let numbering = paper.pages.map(|pages| pages.numbering).unwrap_or_default();
    let entry = |definition: Definition| {
        let passage = (definition.passage as usize)
            .checked_sub(1)
            .and_then(|at| paper.passages.get(at));
        let headings = passage.map_or(&[][..], |passage| &passage.section);
        let rank = rank(&definition, headings);
        let pages = passage.and_then(|passage| pages_of(&definition, passage, numbering));
        let entry = Entry {
            definition,
            aliases: Vec::new(),
            origin: Origin::Paper {
                key: paper.key.clone(),
                title: paper.title.clone(),
                authors: paper.authors.clone(),
                year: paper.year,
                pages,
            },
        };
        (entry, rank)
    };
    definitions.into_iter().map(entry).collect()
}

/// The pages that a definition stands on.
fn pages_of(definition: &Definition, passage: &Passage, numbering: Numbering) -> Option<Pages> {
    let sentence = &definition.text;
    match passage.text.find(sentence.as_str()) {
        Some(at) => passage.pages_of(at..at + sentence.len(), numbering),
        None => passage.pages(numbering),
    }
}

/// An entry of a glossary; it comes before all others.
pub(super) fn glossary_entry(entry: &glossary::Entry) -> Entry {
    Entry {
        definition: Definition {
            term: entry.term.clone(),
            text: entry.definition.clone(),
            kind: DefinitionKind::Glossary,
            passage: 0,
            long: None,
        },
        aliases: entry.aliases.clone(),
        origin: Origin::Glossary(entry.source.clone()),
    }
}

/// The rank of what a glossary defines: before whatever papers do.
pub(super) const GLOSSARY_RANK: u64 = 0;

/// Kinds first, then sections that define, then the place in the paper.
fn rank(definition: &Definition, headings: &[String]) -> u64 {
    let defines = headings.iter().any(|heading| {
        let heading = heading.to_lowercase();
        DEFINING.iter().any(|word| heading.contains(word))
    });
    let section = u64::from(!defines);
    ((definition.kind as u64) << 40) | (section << 33) | u64::from(definition.passage)
}

/// Words of headings under which terms are introduced.
const DEFINING: [&str; 8] = [
    "definition",
    "introduction",
    "concept",
    "terms",
    "terminology",
    "preliminar",
    "background",
    "notation",
];

/// The tantivy index of definitions, opened.
pub(super) struct Definitions {
    pub searcher: Searcher,
    fields: DefinitionFields,
}

impl Definitions {
    pub(super) fn open(folder: &Path) -> Result<Self, TantivyError> {
        let index = open(folder)?;
        Ok(Self {
            searcher: searcher(&index)?,
            fields: DefinitionFields::of(&index.schema())?,
        })
    }

    /// The entries of the first rank, which is that of glossaries alone.
    fn of_glossaries(&self) -> Result<Vec<Entry>, TantivyError> {
        let rank = Term::from_field_u64(self.fields.rank, GLOSSARY_RANK);
        let query = TermQuery::new(rank, IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        found
            .into_iter()
            .map(|address| record(&self.searcher, address, self.fields.record))
            .collect()
    }

    /// The entries of a paper, or of a glossary.
    fn of_owner(&self, owner: &str) -> Result<Vec<Entry>, TantivyError> {
        let query = term_query(self.fields.owner, owner, IndexRecordOption::Basic);
        let found = self.searcher.search(&*query, &DocSetCollector)?;
        found
            .into_iter()
            .map(|address| record(&self.searcher, address, self.fields.record))
            .collect()
    }

    fn with_term(
        &self,
        term: &str,
        author: &[String],
        limit: usize,
    ) -> Result<(Vec<Entry>, usize), TantivyError> {
        let fields = &self.fields;
        let basic = IndexRecordOption::Basic;
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> =
            vec![(Occur::Must, term_query(fields.term, term, basic))];
        for word in author {
            clauses.push((Occur::Must, term_query(fields.author, word, basic)));
        }
        let order =
            TopDocs::with_limit(limit.max(1)).order_by_fast_field::<u64>("rank", Order::Asc);
        let query = BooleanQuery::new(clauses);
        let (found, count) = self.searcher.search(&query, &(order, Count))?;
        let entries = found
            .into_iter()
            .map(|(_, address)| record(&self.searcher, address, fields.record));
        Ok((entries.collect::<Result<_, _>>()?, count))
    }
}

impl Index {
    /// The definitions of a term, given by its stems, the best first, and how many there are. With an
    /// author's words, only his.
    pub fn definitions(
        &self,
        term: &str,
        author: &[String],
        limit: usize,
    ) -> Result<(Vec<Entry>, usize), Error> {
        self.definitions
            .with_term(term, author, limit)
            .map_err(|source| self.trouble(source))
    }

    /// What a paper defines, in the order of its passages.
    pub fn defined_by(&self, paper: &Key) -> Result<Vec<Definition>, Error> {
        let entries = self.definitions.of_owner(&paper.0);
        let entries = entries.map_err(|source| self.trouble(source))?;
        let defined = entries.into_iter().map(|entry| entry.definition);
        let mut defined: Vec<Definition> = defined.collect();
        defined.sort_by(|a, b| (a.passage, &a.term).cmp(&(b.passage, &b.term)));
        Ok(defined)
    }

    /// What the glossaries define, in the order of their terms.
    pub fn glossary(&self) -> Result<Vec<Entry>, Error> {
        let mut entries = self
            .definitions
            .of_glossaries()
            .map_err(|source| self.trouble(source))?;
        entries.sort_by(|a, b| a.definition.term.cmp(&b.definition.term));
        Ok(entries)
    }

    /// Defined terms, folded, that begin so.
    pub fn terms(&self, prefix: &str, limit: usize) -> Result<Vec<String>, Error> {
        let Definitions { searcher, fields } = &self.definitions;
        super::lookup::beginning(searcher, fields.written, prefix, limit)
            .map_err(|source| self.trouble(source))
    }

    /// Defined terms within so many edits (at most two), the nearest first.
    pub fn terms_near(&self, term: &str, edits: u8) -> Result<Vec<NearWord>, Error> {
        let Definitions { searcher, fields } = &self.definitions;
        near(searcher, fields.written, term, edits).map_err(|source| self.trouble(source))
    }
}

/// The stems of a term, by which it is looked up: plurals and cases fall together.
#[must_use]
pub fn stemmed(term: &str) -> String {
    let mut stem = String::new();
    joined(term, |folded, into| {
        stem_into(folded, &mut stem);
        into.push_str(&stem);
    })
}

/// The folded words of a term.
#[must_use]
pub fn written(term: &str) -> String {
    joined(term, |folded, into| into.push_str(folded))
}

fn joined(term: &str, mut add: impl FnMut(&str, &mut String)) -> String {
    let (mut all, mut folded) = (String::new(), String::new());
    for word in words(term) {
        fold(word.of(term), &mut folded);
        if !all.is_empty() {
            all.push(' ');
        }
        add(&folded, &mut all);
    }
    all
}
