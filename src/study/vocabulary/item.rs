//! A thing that can be asked for: how it is written, and between which words it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::sentence::{Sentence, Word};
use super::Class;
use super::shape::{after, before, is_plural};
use crate::text::is_stop_word;

/// A thing that can be asked for.
#[derive(Debug, Clone)]
pub(in crate::study) struct Item {
    /// Its sort.
    pub class: Class,
    /// As it is written most often in the singular, and in the plural.
    pub written: [Option<String>; 2],
    /// Its stems, by which it is found.
    pub stems: Vec<Word>,
    /// Its words but the last, folded: only the last is inflected.
    pub(super) inner: Vec<Word>,
    /// The stems of how it is written, between spaces, by which it is found in a passage.
    pub spelled: String,
    /// How often it stands in each paper.
    pub papers: BTreeMap<usize, u32>,
    /// The words met before it, folded; `^` where a sentence begins, `,` behind punctuation.
    pub before: BTreeMap<String, u32>,
    /// The words met behind it.
    pub after: BTreeMap<String, u32>,
    /// Its other names, as stems: abbreviations, long forms, aliases of a glossary.
    pub aliases: BTreeSet<Vec<Word>>,
    /// Its other names as they are written.
    pub other_names: BTreeSet<String>,
    /// Whether a glossary has it.
    pub in_glossary: bool,
    /// Whether a glossary or a paper says what it is.
    pub is_defined: bool,
    /// Whether it names the author of a work that is cited for what a sentence says.
    pub is_cited: bool,
}

impl Item {
    /// How often it stands in all papers.
    pub(in crate::study) fn count(&self) -> u32 {
        self.papers.values().sum()
    }

    /// Whether it mostly stands alone, as `Asia` does, and not before another word, as `Chinese` does.
    pub(in crate::study) fn stands_alone(&self) -> bool {
        let counted: u32 = self.after.values().sum();
        let alone: u32 = self
            .after
            .iter()
            .filter(|(word, _)| is_alone(word))
            .map(|(_, count)| count)
            .sum();
        alone * 2 >= counted
    }

    /// Takes how a phrase is written, in the number that it stands in.
    pub(super) fn write(&mut self, phrase: String) {
        self.written[usize::from(is_plural(&phrase))].get_or_insert(phrase);
    }

    pub(super) fn stand(&mut self, paper: usize, sentence: &Sentence<'_>, range: &Range<usize>) {
        *self.papers.entry(paper).or_default() += 1;
        count(&mut self.before, before(sentence, range.start));
        count(&mut self.after, after(sentence, range.end));
    }
}

/// Counts a word beside a thing.
fn count(words: &mut BTreeMap<String, u32>, word: &str) {
    match words.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            words.insert(word.to_owned(), 1);
        }
    }
}

/// Whether what stands behind a name leaves it alone: punctuation, a possessive, a small word.
pub(in crate::study) fn is_alone(after: &str) -> bool {
    after == "'s" || !after.contains(char::is_alphabetic) || is_stop_word(after)
}
