//! What a reply shows: one type a block, each plain data.
//!
//! How a block reads as JSON is a contract, and the serde names here are that contract.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// One thing shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A line that names what follows.
    Heading {
        /// The line.
        text: String,
    },
    /// A paragraph of the bot's own words.
    Text {
        /// The paragraph.
        text: String,
    },
    /// A passage of a paper.
    Passage(PassageBlock),
    /// A passage that stands beside the one that was asked for; to programs it is one like it.
    #[serde(rename = "passage")]
    Context(PassageBlock),
    /// A term with the sentence that defines it.
    Definition(DefinitionBlock),
    /// A paper of the corpus.
    Paper(PaperBlock),
    /// An entry of a paper's bibliography.
    Reference(ReferenceBlock),
    /// A note of a paper.
    Note {
        /// As it is printed, without brackets.
        marker: String,
        /// Its exact text.
        text: String,
        /// The number of the reference it leads to; the first of several.
        reference: Option<u32>,
    },
    /// A work cited in a style.
    Citation(CitationBlock),
    /// Whether a quotation stands in the papers.
    Verdict(VerdictBlock),
    /// A quiz question.
    Question(QuestionBlock),
    /// People with their points.
    Score(ScoreBlock),
    /// A file, for who can be sent one.
    File(FileBlock),
    /// Rows under a header.
    Table {
        /// One name a column.
        header: Vec<String>,
        /// Rows of as many cells.
        rows: Vec<Vec<String>>,
    },
    /// What is seen only by who uncovers it, where the platform can cover it.
    Hidden {
        /// The paragraph.
        text: String,
    },
    /// Something the person should know about the answer: what was ignored or corrected.
    Notice {
        /// The sentence.
        text: String,
    },
    /// What was wrong with the line.
    Mistake(MistakeBlock),
}

/// A passage, quoted exactly, with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PassageBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its id, `key:ordinal`.
    pub id: String,
    /// The paper's key.
    pub paper: String,
    /// The paper's title.
    pub title: String,
    /// The authors' full names.
    pub authors: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// The page it begins on.
    pub page: Option<u32>,
    /// Its exact text.
    pub text: String,
    /// Matches as pairs of offsets into `text`, counted in Unicode scalar values, in order.
    pub highlights: Vec<(usize, usize)>,
    /// How well it answers; absent where nothing was ranked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
    /// The paper named the way a sentence would: `Waltz (1979, p. 52)`.
    pub citation: String,
}

/// A definition, quoted exactly, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinitionBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// The term as it is written there; of an abbreviation the short form.
    pub term: String,
    /// What an abbreviation stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<String>,
    /// The sentence that defines it.
    pub text: String,
    /// How it was found: `glossary`, `explicit`, `apposition` or `acronym`.
    pub kind: String,
    /// The passage it stands in; none for a glossary.
    pub passage: Option<String>,
    /// The paper's key; none for a glossary.
    pub paper: Option<String>,
    /// The paper named the way a sentence would, or the source that a glossary names; may be empty.
    pub citation: String,
}

/// A paper's card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaperBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its key.
    pub key: String,
    /// Its title; empty where none was found.
    pub title: String,
    /// The authors' full names.
    pub authors: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// What sort of document it is.
    pub kind: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its abstract; left out in lists.
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// How many passages it has.
    pub passages: u32,
    /// The paper named the way a sentence would.
    pub citation: String,
}

/// An entry of a paper's bibliography.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferenceBlock {
    /// The letter it carries in a reply where the library holds the work.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its place in the bibliography, from 1.
    pub number: u32,
    /// The entry as it stands in the paper.
    pub raw: String,
    /// What it says, under the names of CSL.
    pub fields: Value,
    /// The key of the paper that it names, where the library holds it.
    pub paper: Option<String>,
}

/// A work cited in a style, ready to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationBlock {
    /// The style, by the name that is typed.
    pub style: String,
    /// The citation in the form that was asked for.
    pub text: Formatted,
    /// The citation as it stands in a text; empty where the style knows none.
    pub intext: Formatted,
    /// What the citation should have and the paper does not say.
    pub missing: Vec<String>,
    /// Whether the style cites by notes instead of in the text.
    #[serde(skip)]
    pub is_note: bool,
    /// Whether it is data for a program, whose lines are kept.
    #[serde(skip)]
    pub is_data: bool,
}

/// Text that is copied from here. JSON has it plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// What of it stands in italics, as pairs of offsets counted in Unicode scalar values, in order.
    pub italics: Vec<(usize, usize)>,
}

impl Serialize for Formatted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A quotation beside the place of a paper that is nearest to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictBlock {
    /// Whether it stands there.
    pub verdict: Verdict,
    /// The id of the passage where it stands or is nearest to; none where nothing is near.
    pub passage: Option<String>,
    /// Both word by word, in order; empty where nothing is near.
    pub difference: Vec<Change>,
}

/// Whether a quotation stands in the papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Word for word.
    Verbatim,
    /// With other words.
    Differs,
    /// Not at all.
    Absent,
}

/// A run of words of a quotation or of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which of the two it stands.
    pub op: Op,
    /// The words, as they stand there: the paper's where both have them.
    pub text: String,
}

/// A quiz question as it is asked, or with its answer once it is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QuestionBlock {
    /// Its id.
    pub id: String,
    /// How it asks: `cloze`, `choice`, `truefalse`, `source`, `define` or `open`.
    pub kind: String,
    /// What is asked.
    pub prompt: String,
    /// What can be chosen; empty where the answer is typed.
    pub options: Vec<String>,
    /// The right answer, where it may be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The places of options that a hint has struck out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<usize>,
    /// When it closes, in seconds since 1970, where it is timed. A platform that can counts down to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<i64>,
    /// Whether an answer to it is taken now. One that is only shown has no buttons for it.
    #[serde(skip)]
    pub open: bool,
    /// How it is answered where nothing can be pressed; may be empty.
    #[serde(skip)]
    pub how: String,
}

impl QuestionBlock {
    /// Whether an answer to it is typed now.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.open && self.options.is_empty()
    }
}

/// People with their points, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ScoreBlock {
    /// The people.
    pub rows: Vec<ScoreRow>,
}

/// A person with points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ScoreRow {
    /// The place; who have as many points share one. None where there are no places.
    pub rank: Option<u32>,
    /// The person, by an id that names their platform.
    pub person: String,
    /// How they are called.
    pub name: String,
    /// The points.
    pub points: u32,
    /// How many answers were right, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<u32>,
    /// How many answers counted, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<u32>,
    /// What else is to be said of it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileBlock {
    /// Its name.
    pub name: String,
    /// Its type, as in `image/png`.
    pub media: String,
    /// What is in it.
    #[serde(serialize_with = "base64")]
    pub data: Vec<u8>,
    /// What it shows, in lines of characters, for who can be sent no file.
    #[serde(skip)]
    pub lines: String,
}

fn base64<S: Serializer>(data: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    use base64::Engine as _;
    serializer.serialize_str(&base64::engine::general_purpose::STANDARD.encode(data))
}

/// In which text words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// In both.
    Same,
    /// In the quotation only.
    Add,
    /// In the paper only.
    Drop,
}

/// A person's mistake, with the way out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MistakeBlock {
    /// What was wrong, as a sentence.
    pub message: String,
    /// A correct example of the command.
    pub usage: String,
    /// The nearest things that would have been right, as command lines; the reply offers them as
    /// its actions.
    pub suggestions: Vec<String>,
}
