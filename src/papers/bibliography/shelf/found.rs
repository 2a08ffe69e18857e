//! What of a shelf concerns a paper, and what it changes in it.

use std::path::Path;

use serde::Serialize;

use super::super::{Entry, field, folded, paging};
use super::list::Placed;
use crate::papers::paper::{Kind, Name, Paper, Problem, Reference};
use crate::papers::reference;

/// So many keys that lead nowhere are named; the others are counted.
const NAMED: usize = 5;

/// What of a shelf concerns a paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Found<'s> {
    /// The entry that is about it.
    pub(super) about: Option<Placed<'s>>,
    /// The entries that it cites, in the order of the citations.
    pub(super) cited: Vec<Placed<'s>>,
    /// The keys of citations that certainly are some, and lead nowhere.
    pub(super) lacking: Vec<&'s str>,
    /// The file that it names as the source of its references, where that is not there.
    pub(super) missing: Option<&'s str>,
}

impl<'s> Found<'s> {
    /// Whether nothing concerns the paper.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The entries that concern the paper, by their files and lines.
    pub fn entries(&self) -> impl Iterator<Item = (&'s Path, u32)> {
        self.about
            .iter()
            .chain(&self.cited)
            .map(|placed| (placed.list, placed.entry.line))
    }

    /// Puts it into the paper.
    pub fn apply(&self, paper: &mut Paper) {
        if let Some(placed) = self.about {
            placed.entry.overrule(paper);
        }
        paging::settle(paper);
        for placed in &self.cited {
            refer(paper, placed.entry);
        }
        if !self.cited.is_empty() {
            reference::relink(paper);
        }
        paper.problems.extend(self.missing.map(|list| Problem {
            line: None,
            message: format!("the bibliography “{list}” that the front matter names is not there; put it beside the paper"),
        }));
        paper.problems.extend(self.lacking());
    }

    fn lacking(&self) -> Option<Problem> {
        let named: Vec<String> = self
            .lacking
            .iter()
            .take(NAMED)
            .map(|key| format!("“@{key}”"))
            .collect();
        let more = self.lacking.len() - named.len();
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        (!named.is_empty()).then(|| Problem {
            line: None,
            message: format!(
                "no entry has the key that the text cites: {}{more}; add the entry to the bibliography, or mend the key",
                named.join(", ")
            ),
        })
    }
}

impl Entry {
    /// Puts what the entry says in the place of what was read. Keywords join the tags, and an
    /// abstract stands only where the paper has none.
    fn overrule(&self, paper: &mut Paper) {
        let said = self.fields.clone();
        if let Some(title) = said.title {
            paper.title = title;
        }
        if !said.author.is_empty() {
            paper.authors = said.author.iter().map(Name::from).collect();
        }
        if let Some(issued) = said.issued {
            paper.year = issued.get(..4).and_then(|year| year.parse().ok());
            paper.date = Some(issued).filter(|date| date.len() > 4);
        }
        if let Some(csl) = said.kind {
            let kind = field::kind(&csl);
            if kind != Kind::Document {
                paper.kind = kind;
            }
            paper.details.kind = Some(csl).filter(|csl| paper.kind.csl() != csl);
        }
        if !said.editor.is_empty() {
            paper.details.editor = said.editor;
        }
        let details = &mut paper.details;
        let pairs = [
            (&mut details.container_title, said.container_title),
            (&mut details.accessed, said.accessed),
            (&mut details.volume, said.volume),
            (&mut details.issue, said.issue),
            (&mut details.page, said.page),
            (&mut details.publisher, said.publisher),
            (&mut details.publisher_place, said.publisher_place),
            (&mut details.edition, said.edition),
            (&mut details.doi, said.doi),
            (&mut details.url, said.url),
            (&mut details.isbn, said.isbn),
            (&mut details.issn, said.issn),
            (&mut details.note, said.note),
            (&mut details.genre, said.genre),
        ];
        for (read, said) in pairs {
            if said.is_some() {
                *read = said;
            }
        }
        for tag in &self.tags {
            if !paper.tags.contains(tag) {
                paper.tags.push(tag.clone());
            }
        }
        paper.summary = paper.summary.take().or_else(|| self.summary.clone());
        paper.language = self.language.clone().or_else(|| paper.language.take());
    }
}

/// Makes an entry one of the paper's references, or tells the key of one that is there already.
fn refer(paper: &mut Paper, entry: &Entry) {
    let title = |title: Option<&str>| title.map(folded).filter(|title| !title.is_empty());
    let own = title(entry.fields.title.as_deref());
    let is_same = |reference: &&mut Reference| {
        let doi = reference
            .fields
            .doi
            .as_deref()
            .zip(entry.fields.doi.as_deref());
        doi.is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
            || own.is_some() && title(reference.fields.title.as_deref()) == own
    };
    let key = Some(entry.key.clone());
    if let Some(reference) = paper
        .references
        .iter_mut()
        .filter(|reference| reference.key.is_none())
        .find(is_same)
    {
        reference.fields = entry.fields.clone();
        reference.key = key;
        return;
    }
    paper.references.push(Reference {
        number: paper.references.len() as u32 + 1,
        raw: entry.raw.clone(),
        fields: entry.fields.clone(),
        key,
    });
}
