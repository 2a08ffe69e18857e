//! What questions are made of: papers with their passages, and the terms of the glossaries.

use crate::papers::citation;
use crate::papers::paper::{Paper, Passage, PassageId};

/// The papers that are asked about and those that lend wrong answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Material {
    /// Papers with their passages and definitions.
    pub papers: Vec<Paper>,
    /// What the glossaries define.
    pub glossary: Vec<Term>,
    /// Whether the papers were found to be about the same, whatever their parts that are here show of it.
    pub are_akin: bool,
}

/// A term of a glossary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// What else it is called.
    pub aliases: Vec<String>,
}

/// The paper named the way a sentence would, without a page.
pub(super) fn cited(paper: &Paper) -> String {
    citation::short(&paper.authors, &paper.title, paper.year, None)
}

/// The paper named in a question, unless nothing tells its author or title.
pub(super) fn named(paper: &Paper) -> Option<String> {
    let is_known = !paper.authors.is_empty() || !paper.title.is_empty();
    is_known.then(|| cited(paper))
}

/// A passage named the way a sentence would, with its pages.
pub(super) fn cited_at(paper: &Paper, passage: &Passage) -> String {
    let numbering = paper.pages.map(|pages| pages.numbering).unwrap_or_default();
    citation::short(
        &paper.authors,
        &paper.title,
        paper.year,
        passage.pages(numbering),
    )
}

/// The id of a passage.
pub(super) fn id_of(paper: &Paper, passage: &Passage) -> String {
    let id = PassageId {
        paper: paper.key.clone(),
        ordinal: passage.ordinal,
    };
    id.to_string()
}
