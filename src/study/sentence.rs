//! A sentence of a passage as its words with what stands between them.
//!
//! Words here are what white space parts, without the punctuation around them and without a
//! possessive ending: `U.S.`, `well-known` and `1,250` are one word each.

use std::ops::Range;
use std::sync::Arc;

use fnv::FnvHashMap;

use crate::text::{fold, is_raised, sentences, stem};

/// A word, folded or stemmed. The same word is met again and again, and is kept once.
pub(super) type Word = Arc<str>;

/// A sentence that stands in a passage.
#[derive(Debug, Clone)]
pub(super) struct Sentence<'p> {
    /// The sentence to the character, without calls of notes behind its stop.
    pub text: &'p str,
    /// Where it begins in its passage, in bytes.
    pub start: usize,
    /// Its words, as ranges of `text`.
    pub words: Vec<Range<usize>>,
    /// Its words, folded.
    pub folded: Vec<Word>,
    /// The stems of its words.
    pub stems: Vec<Word>,
}

/// A paper's passages as sentences; empty for a passage that is left out.
#[derive(Debug)]
pub(super) struct Text<'p>(pub Vec<Vec<Sentence<'p>>>);

impl<'p> Text<'p> {
    /// The sentences in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &Sentence<'p>> {
        self.0.iter().flatten()
    }
}

/// The words that were met, as they are written, each folded and stemmed once.
#[derive(Debug, Default)]
pub(super) struct Words<'p>(FnvHashMap<&'p str, [Word; 2]>);

impl<'p> Words<'p> {
    /// The sentences of a passage's text.
    pub(super) fn sentences_of(&mut self, passage: &'p str) -> Vec<Sentence<'p>> {
        let place = |range: Range<usize>| {
            let text = without_calls(&passage[range.clone()]);
            let shown = without_first_calls(text);
            let start = range.start + text.len() - shown.len();
            let know = |word| self.0.entry(word).or_insert_with(|| known(word)).clone();
            Sentence::of(shown, start, know)
        };
        sentences(passage).into_iter().map(place).collect()
    }
}

/// A word, folded and stemmed.
fn known(word: &str) -> [Word; 2] {
    let mut folded = String::new();
    fold(word, &mut folded);
    let stem = stem(&folded);
    let folded: Word = folded.into();
    let stem = if *stem == *folded {
        Arc::clone(&folded)
    } else {
        stem.into()
    };
    [folded, stem]
}

impl<'p> Sentence<'p> {
    pub(super) fn new(text: &'p str, start: usize) -> Self {
        Self::of(text, start, known)
    }

    fn of(text: &'p str, start: usize, mut know: impl FnMut(&'p str) -> [Word; 2]) -> Self {
        let words = words(text);
        let known = words.iter().map(|word| know(&text[word.clone()]));
        let (folded, stems) = known.map(|[folded, stem]| (folded, stem)).unzip();
        Self {
            text,
            start,
            words,
            folded,
            stems,
        }
    }

    /// The words of a text as they stand, neither folded nor stemmed: nothing may be asked of it that needs
    /// them so.
    pub(super) fn unfolded(text: &'p str) -> Self {
        Self {
            text,
            start: 0,
            words: words(text),
            folded: Vec::new(),
            stems: Vec::new(),
        }
    }

    /// It without the words before one.
    pub(super) fn from(&self, first: usize) -> Self {
        let cut = self.words[first].start;
        let words = self.words[first..].iter();
        Self {
            text: &self.text[cut..],
            start: self.start + cut,
            words: words.map(|word| word.start - cut..word.end - cut).collect(),
            folded: self.folded[first..].to_vec(),
            stems: self.stems[first..].to_vec(),
        }
    }

    /// It up to a byte, where white space is.
    pub(super) fn up_to(&self, end: usize) -> Self {
        let count = self.words.partition_point(|word| word.end <= end);
        Self {
            text: &self.text[..end],
            start: self.start,
            words: self.words[..count].to_vec(),
            folded: self.folded[..count].to_vec(),
            stems: self.stems[..count].to_vec(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word as it stands.
    pub(super) fn word(&self, at: usize) -> &'p str {
        self.words
            .get(at)
            .map_or("", |word| &self.text[word.clone()])
    }

    /// A word in lower case and without diacritics; empty beyond the ends.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", |word| &**word)
    }

    /// Its words, folded.
    pub(super) fn says(&self) -> impl Iterator<Item = &str> {
        self.folded.iter().map(|word| &**word)
    }

    /// The word before, folded.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.folded(before))
    }

    /// What stands before a word, up to the word before it; empty beyond the ends.
    pub(super) fn gap_before(&self, at: usize) -> &'p str {
        let end = |before: usize| {
            self.words
                .get(before)
                .map_or(self.text.len(), |word| word.end)
        };
        let from = at.checked_sub(1).map_or(0, end);
        let to = self
            .words
            .get(at)
            .map_or(self.text.len(), |word| word.start);
        &self.text[from..to]
    }

    /// Whether nothing but white space stands before a word.
    pub(super) fn joins(&self, at: usize) -> bool {
        at > 0 && self.gap_before(at).trim().is_empty()
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// The text of the words in a range.
    pub(super) fn phrase(&self, range: &Range<usize>) -> &'p str {
        &self.text[self.bytes(range)]
    }

    /// Where the words of a range stand, in bytes.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        match (self.words.get(range.start), self.words.get(range.end - 1)) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The ranges of words that read as a phrase does, by their stems.
    pub(super) fn find(&self, stems: &[Word]) -> Vec<Range<usize>> {
        if stems.is_empty() || stems.len() > self.len() {
            return Vec::new();
        }
        (0..=self.len() - stems.len())
            .filter(|at| self.stems[*at..].starts_with(stems))
            .map(|at| at..at + stems.len())
            .collect()
    }
}

/// The stems of the words of a phrase.
pub(super) fn stems_of(phrase: &str) -> Vec<Word> {
    Sentence::new(phrase, 0).stems
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let parts = c.is_whitespace() || matches!(c, '—' | '–' | '―' | '/');
        match (start, parts) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                found.extend(trimmed(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A run without the punctuation around it and without a possessive ending.
fn trimmed(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let word = &text[run.clone()];
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(run);
    }
    let start = run.start + word.find(char::is_alphanumeric)?;
    let last = text[start..run.end].rfind(char::is_alphanumeric)? + start;
    let mut end = last + text[last..].chars().next()?.len_utf8();
    for ending in ["'s", "’s"] {
        if text[start..end].len() > ending.len() && text[start..end].ends_with(ending) {
            end -= ending.len();
        }
    }
    // `U.S.` keeps its last dot.
    let inner = &text[start..end];
    if inner.contains('.') && !inner.chars().any(|c| c.is_ascii_digit()) {
        let is_initials = inner.split('.').all(|part| part.chars().count() == 1);
        if is_initials && text[end..run.end].starts_with('.') {
            end += 1;
        }
    }
    Some(start..end)
}

/// A sentence without the calls of notes behind it: `pace.[^2]`, `pace.³`, `pace. [3]`.
fn without_calls(sentence: &str) -> &str {
    let mut text = sentence.trim_end();
    loop {
        let shorter = text.trim_end_matches(|c: char| is_raised(c) || c.is_whitespace());
        let shorter = match (shorter.ends_with(']'), shorter.rfind('[')) {
            (true, Some(at)) if is_call(&shorter[at + 1..shorter.len() - 1]) => {
                shorter[..at].trim_end()
            }
            _ => shorter,
        };
        if shorter.len() == text.len() || !shorter.ends_with(['.', '”', '"', ')']) {
            return text;
        }
        text = shorter;
    }
}

/// A sentence without the calls of notes before it, which belong to the one before: `³ Finland …`,
/// `3) . Finland …`.
fn without_first_calls(sentence: &str) -> &str {
    let raised = |c: char| is_raised(c) || c.is_whitespace();
    let text = sentence.trim_start_matches(raised);
    let call = text
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'));
    let stray = text.split_once(") .");
    match call.or(stray) {
        Some((inside, rest)) if is_call(inside) => without_first_calls(rest),
        _ => text,
    }
}

fn is_call(inside: &str) -> bool {
    let number = inside.trim_start_matches('^');
    !number.is_empty()
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_belongs_to_them() {
        let sentence = Sentence::new("The U.S. took “China’s” 1,250 well-known maps (1961).", 0);
        let words: Vec<&str> = (0..sentence.len()).map(|at| sentence.word(at)).collect();
        assert_eq!(
            words,
            [
                "The",
                "U.S.",
                "took",
                "China",
                "1,250",
                "well-known",
                "maps",
                "1961"
            ]
        );
        assert!(sentence.joins(5) && !sentence.joins(7));
    }

    #[test]
    fn calls_of_notes_are_no_part_of_a_sentence() {
        assert_eq!(
            without_calls("At a quicker pace.[^2]"),
            "At a quicker pace."
        );
        assert_eq!(without_calls("At a quicker pace.² ³"), "At a quicker pace.");
        assert_eq!(without_calls("As was shown [3]."), "As was shown [3].");
        assert_eq!(without_calls("As was shown. [3, 4]"), "As was shown.");
        assert_eq!(
            without_first_calls("³ Granite is hard."),
            "Granite is hard."
        );
        assert_eq!(without_first_calls("[^2] [3] Slate."), "Slate.");
    }

    #[test]
    fn a_phrase_is_found_by_its_stems() {
        let sentence = Sentence::new("Buffer states and a buffer state.", 0);
        assert_eq!(sentence.find(&stems_of("buffer state")), [0..2, 4..6]);
    }
}
