//! A citation that stands in a text, and where it leads.
//!
//! How citations are found and led to the entries of a bibliography is not known here.

use serde::{Deserialize, Serialize};

use super::{Note, Passage};

/// A citation that stands in the text of a passage or note: `[3]`, `(Waltz, 1979, p. 12)`, `ibid.`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The byte of the text at which it begins.
    pub start: usize,
    /// The byte at which it ends.
    pub end: usize,
    /// Where it leads.
    pub leads: Leads,
}

/// Where a citation leads, by the numbers of references.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leads {
    /// To this reference, or to each of these.
    To(Vec<u32>),
    /// To one of these; nothing tells which.
    Either(Vec<u32>),
    /// To none.
    Nowhere(Lack),
}

/// Why a citation leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lack {
    /// Its number is greater than that of the last reference.
    Number,
    /// No reference has its author, or none of the author's has its year.
    Work,
    /// No reference has its label.
    Label,
    /// It repeats what was cited before it, and nothing was.
    Before,
}

impl Mention {
    /// The citation as it stands in the text that it was found in.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it leads to no reference for sure.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        !matches!(self.leads, Leads::To(_))
    }

    /// The references it leads to.
    #[must_use]
    pub fn references(&self) -> &[u32] {
        match &self.leads {
            Leads::To(numbers) => numbers,
            Leads::Either(_) | Leads::Nowhere(_) => &[],
        }
    }
}

impl Note {
    /// The references it leads to.
    pub fn references(&self) -> impl Iterator<Item = u32> + '_ {
        let named = self.mentions.iter().flat_map(Mention::references).copied();
        let first = self.reference.filter(|_| self.mentions.is_empty());
        first.into_iter().chain(named)
    }
}

impl Passage {
    /// The references that its text or one of its notes leads to, without repetition, in order.
    #[must_use]
    pub fn references(&self, notes: &[Note]) -> Vec<u32> {
        let cited = self.mentions.iter().flat_map(Mention::references).copied();
        let called = notes
            .iter()
            .filter(|note| self.notes.contains(&note.marker));
        let mut references = Vec::new();
        for number in cited.chain(called.flat_map(Note::references)) {
            if !references.contains(&number) {
                references.push(number);
            }
        }
        references
    }
}
