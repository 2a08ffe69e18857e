//! What is kept of a passage and of a paper, and how text becomes terms.
//!
//! A passage is searched in `all` (title, headings, authors, then its text), a little in `title`,
//! and phrases match only within the text: the words before it stand two positions apart, so that
//! no two of them are neighbours.

use fnv::FnvHasher;
use std::hash::Hasher as _;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, TantivyError};

use super::Values;
use crate::text::{Words, fold, stem_into, words};

/// Separates what stands before a passage's text from the text itself in the field `all`. It can't
/// occur in text, which is free of control characters once it was read.
pub(super) const BEFORE_TEXT: char = '\u{1}';

/// The fields of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct PassageFields {
    /// The paper's key, exactly.
    pub paper: Field,
    /// Everything that is searched, stemmed, with positions.
    pub all: Field,
    /// Title and headings alone, stemmed.
    pub title: Field,
    /// Folded words of the authors' names.
    pub author: Field,
    /// The stemmed words of the headings.
    pub section: Field,
    /// Folded tags, whole.
    pub tag: Field,
    /// The year of publication.
    pub year: Field,
    /// A number that stands for the paper, to tell papers apart without reading their keys.
    pub paper_number: Field,
    /// The passage's place in its paper.
    pub ordinal: Field,
    /// Numbers that stand for the stems of title and text in order, stop words left out.
    pub stems: Field,
    /// Numbers that stand for the references it cites.
    pub cites: Field,
    /// The excerpt itself, as JSON.
    pub record: Field,
}

impl PassageFields {
    pub(super) fn schema() -> Schema {
        let mut schema = Schema::builder();
        schema.add_text_field("paper", STRING);
        schema.add_text_field("all", ranked(IndexRecordOption::WithFreqsAndPositions));
        schema.add_text_field("title", ranked(IndexRecordOption::WithFreqs));
        add_filters(&mut schema);
        schema.add_text_field("section", matched("stems"));
        schema.add_u64_field("paper_number", FAST);
        schema.add_u64_field("ordinal", FAST);
        schema.add_u64_field("stems", FAST);
        schema.add_u64_field("cites", INDEXED);
        schema.add_text_field("record", STORED);
        schema.build()
    }

    pub(super) fn of(schema: &Schema) -> Result<Self, TantivyError> {
        Ok(Self {
            paper: schema.get_field("paper")?,
            all: schema.get_field("all")?,
            title: schema.get_field("title")?,
            author: schema.get_field("author")?,
            section: schema.get_field("section")?,
            tag: schema.get_field("tag")?,
            year: schema.get_field("year")?,
            paper_number: schema.get_field("paper_number")?,
            ordinal: schema.get_field("ordinal")?,
            stems: schema.get_field("stems")?,
            cites: schema.get_field("cites")?,
            record: schema.get_field("record")?,
        })
    }
}

/// The fields of a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct PaperFields {
    /// The key, exactly.
    pub key: Field,
    /// The stemmed words of the title.
    pub title: Field,
    /// The stemmed words of the abstract.
    pub summary: Field,
    /// All words of the paper as they are written, folded, for mending mistyped ones.
    pub word: Field,
    /// Folded words of the authors' names.
    pub author: Field,
    /// Folded tags, whole.
    pub tag: Field,
    /// The year of publication.
    pub year: Field,
    /// Numbers that stand for the signs of the work that the paper is.
    pub work: Field,
    /// Numbers that stand for the signs of the works in its bibliography.
    pub cited: Field,
    /// What can be told of each entry of its bibliography without reading it.
    pub entries: Field,
    /// The paper without its passages, as JSON.
    pub record: Field,
}

impl PaperFields {
    /// The field that holds values which people type.
    pub(super) fn of_values(&self, values: Values) -> Field {
        match values {
            Values::Keys => self.key,
            Values::Authors => self.author,
            Values::Tags => self.tag,
        }
    }

    pub(super) fn schema() -> Schema {
        let mut schema = Schema::builder();
        schema.add_text_field("key", STRING | FAST);
        schema.add_text_field("title", ranked(IndexRecordOption::WithFreqs));
        schema.add_text_field("summary", matched("stems"));
        schema.add_text_field("word", matched("words"));
        add_filters(&mut schema);
        schema.add_u64_field("work", INDEXED);
        schema.add_u64_field("cited", INDEXED);
        schema.add_u64_field("entries", FAST);
        schema.add_text_field("record", STORED);
        schema.build()
    }

    pub(super) fn of(schema: &Schema) -> Result<Self, TantivyError> {
        Ok(Self {
            key: schema.get_field("key")?,
            title: schema.get_field("title")?,
            summary: schema.get_field("summary")?,
            word: schema.get_field("word")?,
            author: schema.get_field("author")?,
            tag: schema.get_field("tag")?,
            year: schema.get_field("year")?,
            work: schema.get_field("work")?,
            cited: schema.get_field("cited")?,
            entries: schema.get_field("entries")?,
            record: schema.get_field("record")?,
        })
    }
}

fn add_filters(schema: &mut SchemaBuilder) {
    schema.add_text_field("author", STRING);
    schema.add_text_field("tag", STRING);
    schema.add_i64_field("year", INDEXED | FAST);
}

fn text(tokenizer: &str, record: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer)
        .set_index_option(record)
        .set_fieldnorms(lengths);
    TextOptions::default().set_indexing_options(indexing)
}

/// A field that is ranked by BM25, which needs frequencies and lengths.
fn ranked(record: IndexRecordOption) -> TextOptions {
    text("stems", record, true)
}

/// A field that only tells whether a word occurs.
fn matched(tokenizer: &str) -> TextOptions {
    text(tokenizer, IndexRecordOption::Basic, false)
}

/// Makes our tokenizers known to an index; tantivy keeps only their names on disk.
pub(super) fn register_tokenizers(index: &Index) {
    index
        .tokenizers()
        .register("stems", WordTokenizer { stemmed: true });
    index
        .tokenizers()
        .register("words", WordTokenizer { stemmed: false });
}

/// The number that stands for a stem, and for the same stem in every index. Its top bit is set for
/// stems that say too little to learn from: single characters and bare numbers.
pub(super) fn stem_number(stem: &str) -> u32 {
    let mut hasher = FnvHasher::default();
    hasher.write(stem.as_bytes());
    let hash = hasher.finish();
    let says_little = stem.len() < 2 || stem.bytes().all(|byte| byte.is_ascii_digit());
    ((hash ^ (hash >> 32)) as u32 & !SAYS_LITTLE) | if says_little { SAYS_LITTLE } else { 0 }
}

pub(super) const SAYS_LITTLE: u32 = 1 << 31;

/// The number that stands for a paper.
pub(super) fn paper_number(key: &str) -> u64 {
    hashed(key.as_bytes())
}

/// The number that stands for a sign of a work.
pub(super) fn sign_number(sign: &str) -> u64 {
    hashed(sign.as_bytes())
}

/// The number that stands for an entry of a paper's bibliography.
pub(super) fn reference_number(key: &str, reference: u32) -> u64 {
    hashed(format!("{key} {reference}").as_bytes())
}

fn hashed(bytes: &[u8]) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// Our words for tantivy: folded, and stemmed or not.
#[derive(Clone)]
struct WordTokenizer {
    stemmed: bool,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let text_starts = text.find(BEFORE_TEXT).unwrap_or(0);
        WordStream {
            text,
            words: words(text),
            stemmed: self.stemmed,
            text_starts,
            folded: String::new(),
            token: Token::default(),
        }
    }
}

struct WordStream<'a> {
    text: &'a str,
    words: Words<'a>,
    stemmed: bool,
    /// Where the passage's text begins: 0 where nothing stands before it.
    text_starts: usize,
    folded: String,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        fold(word.of(self.text), &mut self.folded);
        if self.stemmed {
            stem_into(&self.folded, &mut self.token.text);
        } else {
            self.token.text.clone_from(&self.folded);
        }
        let step = if word.start < self.text_starts { 2 } else { 1 };
        // `Token::default` starts at the highest number, so that the first step leads to 0 or 1.
        self.token.position = self.token.position.wrapping_add(step);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
