//! How well a note fits an entry of the bibliography.
//!
//! What repeats an entry or gives its address is certain; author and year, a telling title, or the author
//! alone in a short note say less, in this order.

use std::collections::BTreeSet;

use super::super::listed::folded;
use crate::papers::paper::Reference;

/// An entry as notes name it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) number: u32,
    pub(super) family: Option<String>,
    pub(super) year: Option<String>,
    pub(super) address: Option<String>,
    /// The telling words of its title.
    title: BTreeSet<String>,
    /// The whole title, folded.
    pub(super) whole_title: String,
    pub(super) raw: String,
}

/// What a note says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) words: Vec<String>,
    set: BTreeSet<String>,
    pub(super) address: Option<String>,
}

impl Said {
    pub(super) fn of(note: &str) -> Self {
        let words = folded(note);
        let fields = super::super::identified(note);
        Self {
            text: words.join(" "),
            set: words.iter().cloned().collect(),
            words,
            address: fields.doi.or(fields.url),
        }
    }
}

/// A note that names a work by the family name alone is no longer than this, in words.
const SHORT: usize = 12;

/// A title of so many words is named by its words alone.
const TELLING: usize = 4;

/// How well a note fits where it names the author alone, …
pub(super) const NAMED: u32 = 1;
/// … author and year, …
pub(super) const DATED: u32 = 20;
/// … the address, …
pub(super) const ADDRESSED: u32 = 90;
/// … or the whole entry.
const REPEATED: u32 = 100;

impl Entry {
    pub(super) fn of(reference: &Reference) -> Self {
        let fields = &reference.fields;
        let person = fields.author.first().or(fields.editor.first());
        let family = person.map(|person| folded(person.family()).join(" "));
        let title = folded(fields.title.as_deref().unwrap_or_default());
        Self {
            number: reference.number,
            family: family.filter(|family| !family.is_empty()),
            year: fields.issued.as_deref().map(|date| date[..4].to_owned()),
            address: fields.doi.clone().or_else(|| fields.url.clone()),
            whole_title: title.join(" "),
            title: title
                .into_iter()
                .filter(|word| word.chars().count() > 3)
                .collect(),
            raw: folded(&reference.raw).join(" "),
        }
    }

    /// How well a note names this entry; nothing where it does not.
    pub(super) fn fits(&self, said: &Said) -> Option<u32> {
        if said.text.contains(&self.raw) || self.raw.contains(&said.text) && said.words.len() > 4 {
            return Some(REPEATED);
        }
        if self.address.is_some() && self.address == said.address {
            return Some(ADDRESSED);
        }
        let telling = self.whole_title.split(' ').count() >= TELLING;
        let title = telling && said.text.contains(&self.whole_title);
        let family = self.family.as_deref().is_some_and(|family| {
            said.set.contains(family) || family.contains(' ') && said.text.contains(family)
        });
        if !family {
            return title.then_some(30);
        }
        let shared = self
            .title
            .iter()
            .filter(|word| said.set.contains(*word))
            .count() as u32;
        let year = self.year.as_ref().filter(|year| said.set.contains(*year));
        let other_year = year.is_none() && said.words.iter().any(|word| is_year(word));
        match (year, shared) {
            (Some(_), shared) => Some(DATED + shared),
            (None, 2..) => Some(10 + shared),
            (None, 1) if self.title.len() <= 2 => Some(10),
            (None, _) if other_year => None,
            (None, shared) if said.words.len() <= SHORT => Some(NAMED + shared),
            (None, _) => None,
        }
    }
}

/// So many words open a title or an entry.
pub(super) const OPENING: usize = 3;

pub(super) fn opening(text: &str) -> Option<&str> {
    let end = text.match_indices(' ').nth(OPENING - 1)?.0;
    Some(&text[..end])
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && word > "1400"
        && word < "2100"
}
