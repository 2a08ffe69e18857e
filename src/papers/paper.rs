//! What a paper is, as plain data.
//!
//! These types are filled by [`read`](super::read), kept by the index and shown in replies. They
//! hold no mark-up and know nothing of where they are stored. All text in them has been through
//! [`text::normalise`](crate::text::normalise) once, and is never re-typed afterwards.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

mod fields;
mod mention;
mod pages;

pub use fields::{Fields, Person};
pub use mention::{Lack, Leads, Mention};
pub use pages::{Break, Numbering, Pages, Sheet};

/// One document of the corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its short name in this corpus. Reading proposes one; [`key::assign`](super::key::assign)
    /// settles it among the other papers.
    pub key: Key,
    /// The file it was read from, as it was named to the reader.
    pub file: PathBuf,
    /// What sort of document it is.
    pub kind: Kind,
    /// Its title; empty where none was found.
    pub title: String,
    /// Its authors in the order of the paper.
    pub authors: Vec<Name>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Month and day where the paper gives them, as `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The language as an ISO 639-1 code (`en`), where it could be told.
    pub language: Option<String>,
    /// The abstract, which is also the first of the passages, unless it comes from bibliographic data.
    #[serde(rename = "abstract")]
    pub summary: Option<String>,
    /// Short words a teacher sorts papers by, lower case.
    pub tags: Vec<String>,
    /// What else a citation needs (journal, volume, pages, publisher, DOI, address, …), under the
    /// names of CSL. What stands above is left empty here; [`Paper::fields`] puts all together.
    #[serde(default)]
    pub details: Fields,
    /// Sections in reading order.
    pub sections: Vec<Section>,
    /// Footnotes and endnotes in the order of their texts.
    pub notes: Vec<Note>,
    /// The bibliography in the order of the paper.
    pub references: Vec<Reference>,
    /// What it defines, in the order of the text.
    #[serde(default)]
    pub definitions: Vec<Definition>,
    /// The files that its front matter names as the source of its references.
    #[serde(default)]
    pub bibliography: Vec<String>,
    /// The pages of its file, where the format has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    /// The pages of its file one by one. Only a paper that was just read has them.
    #[serde(skip)]
    pub sheets: Vec<Sheet>,
    /// How much of it there is.
    pub counts: Counts,
    /// What a reader should know was damaged or left out.
    pub problems: Vec<Problem>,
    /// Passages in reading order. Only a paper that was just read has them: the index keeps them
    /// apart, and a paper looked up there leaves this empty.
    #[serde(skip)]
    pub passages: Vec<Passage>,
}

impl Paper {
    /// All bibliographic data of the paper, as a reference to it would have them.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let year = || self.year.map(|year| format!("{year:04}"));
        let kind = || self.kind.csl().to_owned();
        Fields {
            kind: self.details.kind.clone().or_else(|| Some(kind())),
            author: self.authors.iter().map(Person::from).collect(),
            title: Some(self.title.clone()).filter(|title| !title.is_empty()),
            issued: self.date.clone().or_else(year),
            ..self.details.clone()
        }
    }
}

/// The short name of a paper, as in BibTeX: `waltz1979`, `dynamicsnd`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a passage: its paper and its place in it, counted from 1 (`liang2014:10`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    /// The paper it stands in.
    pub paper: Key,
    /// Its place among the paper's passages, from 1.
    pub ordinal: u32,
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.paper, self.ordinal)
    }
}

/// The text is not of the form `key:number`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a passage is named by its paper and its number, as in liang2014:10")]
pub struct NotAPassageId;

impl FromStr for PassageId {
    type Err = NotAPassageId;

    fn from_str(text: &str) -> Result<Self, NotAPassageId> {
        let (key, number) = text.trim().rsplit_once(':').ok_or(NotAPassageId)?;
        let ordinal = number.parse().map_err(|_| NotAPassageId)?;
        if key.is_empty() || ordinal == 0 {
            return Err(NotAPassageId);
        }
        Ok(Self {
            paper: Key(key.to_lowercase()),
            ordinal,
        })
    }
}

/// A person's or body's name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The family name, or the whole name of a body.
    pub family: String,
    /// Given names; absent for a body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.given {
            Some(given) => write!(f, "{given} {}", self.family),
            None => f.write_str(&self.family),
        }
    }
}

/// What sort of document a paper is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Nothing tells which sort it is.
    #[default]
    Document,
    /// An article in a journal or magazine.
    Article,
    /// A book.
    Book,
    /// A chapter of a book.
    Chapter,
    /// A student's or scholar's essay.
    Essay,
    /// The notes of a lecture.
    Lecture,
    /// A report, brief or working paper.
    Report,
    /// A thesis or dissertation.
    Thesis,
    /// A page saved from the web.
    Webpage,
}

impl Kind {
    /// Its name, as it stands in front matter and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Article => "article",
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Essay => "essay",
            Self::Lecture => "lecture",
            Self::Report => "report",
            Self::Thesis => "thesis",
            Self::Webpage => "webpage",
        }
    }

    /// The type that CSL gives such a work (CSL 1.0.2, Appendix III).
    #[must_use]
    pub fn csl(self) -> &'static str {
        match self {
            Self::Document | Self::Essay | Self::Lecture => "document",
            Self::Article => "article-journal",
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Report => "report",
            Self::Thesis => "thesis",
            Self::Webpage => "webpage",
        }
    }
}

/// A heading and the passages that stand directly under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 1 for the paper's main sections, 2 for the sections in them, and so on.
    pub level: u8,
    /// The heading without its mark-up; numbers stay.
    pub heading: String,
    /// Ordinals of its own passages, not of those in deeper sections.
    pub passages: Vec<u32>,
}

/// The unit of retrieval: a paragraph, list item, group of table rows or quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its place in the paper, from 1.
    pub ordinal: u32,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// Its paragraph in its section, from 1: the parts of a long one have the same number.
    #[serde(default)]
    pub paragraph: u32,
    /// The page it begins on, where the format has pages.
    pub page: Option<u32>,
    /// Its exact text.
    pub text: String,
    /// Where in its text other pages begin, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// Markers of the notes that stand in it, in order.
    pub notes: Vec<String>,
    /// Citations that stand in its text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// As it is printed, without brackets: `3`, `a`, `*`.
    pub marker: String,
    /// The note's exact text.
    pub text: String,
    /// The number of the reference it leads to, from 1; the first of several.
    pub reference: Option<u32>,
    /// Where each part of it that names a work leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

/// One entry of a paper's bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its place in the bibliography, from 1.
    pub number: u32,
    /// The entry as it stands in the paper, or in the file that it comes from.
    pub raw: String,
    /// What it says, as far as it could be told.
    #[serde(default)]
    pub fields: Fields,
    /// The key by which the text cites it (`[@waltz1979]`), where it comes from a file of
    /// bibliographic data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// A term and the sentence that defines it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The term as it is written there; of an abbreviation the short form.
    pub term: String,
    /// The sentence as it stands.
    pub text: String,
    /// How it was found.
    pub kind: DefinitionKind,
    /// The ordinal of the passage it stands in.
    pub passage: u32,
    /// What an abbreviation stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long: Option<String>,
}

/// How a definition was found, the surest way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefinitionKind {
    /// Somebody wrote it down as one.
    Glossary,
    /// A verb says so: `X is defined as`, `X is a Y that`.
    Explicit,
    /// It stands beside the term: `X, a Y that`.
    Apposition,
    /// A short form with its long form.
    Acronym,
}

impl DefinitionKind {
    /// Its name, as it stands in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Glossary => "glossary",
            Self::Explicit => "explicit",
            Self::Apposition => "apposition",
            Self::Acronym => "acronym",
        }
    }
}

/// How much text a paper has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Passages.
    pub passages: u32,
    /// Words in the passages.
    pub words: u32,
}

/// Something in a file that was damaged, doubtful or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file, from 1, where there is one.
    pub line: Option<u32>,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
