//! Words, and the two foldings that search compares them by.
//!
//! A word is a run of letters and digits. Initialisms count as one word (`U.S.` is `us`), what
//! follows an apostrophe in a contraction or possessive is no word (`China's` is `china`), and each
//! ideograph or kana is a word, since those scripts write no spaces. Diacritics fold away.

use std::cell::RefCell;
use std::hash::Hasher as _;

use fnv::FnvHasher;
use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word longer than this is no word of a language (an address, a line of noise) and is passed over.
/// Counted in bytes; the limit of tantivy's own default tokenizer.
const LONGEST_WORD: usize = 40;

/// A word's place in a text, as byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Word {
    /// The word as it stands in the text it was found in.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// The words of a text in order.
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// An iterator over the [words](words()) of a text.
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let rest = &self.text[self.at..];
            let start = self.at + rest.find(char::is_alphanumeric)?;
            let first = self.text[start..].chars().next()?;
            if is_written_without_spaces(first) {
                self.at = start + first.len_utf8();
                return Some(Word {
                    start,
                    end: self.at,
                });
            }
            let end = self.end_of_run(start);
            self.at = end;
            if self.is_clitic(start, end) {
                continue;
            }
            let end = self.end_of_initialism(start, end);
            self.at = end;
            if end - start <= LONGEST_WORD {
                return Some(Word { start, end });
            }
        }
    }
}

impl Words<'_> {
    fn end_of_run(&self, start: usize) -> usize {
        let continues = |c: char| {
            (c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}')
                && !is_written_without_spaces(c)
        };
        let run = &self.text[start..];
        // ASCII text is most text, and its letters can be told byte by byte.
        let ascii = run.bytes().take_while(u8::is_ascii_alphanumeric).count();
        match run.as_bytes().get(ascii) {
            Some(byte) if byte.is_ascii() => start + ascii,
            None => start + ascii,
            Some(_) => {
                let more = run[ascii..]
                    .find(|c| !continues(c))
                    .unwrap_or(run.len() - ascii);
                start + ascii + more
            }
        }
    }

    /// The `s` of `China's`, the `t` of `don't`: an ending that no one looks up.
    fn is_clitic(&self, start: usize, end: usize) -> bool {
        if end - start > 2 {
            return false;
        }
        let mut before = self.text[..start].chars().rev();
        matches!(before.next(), Some('\'' | '’'))
            && before.next().is_some_and(char::is_alphabetic)
            && matches!(
                self.text[start..end].to_ascii_lowercase().as_str(),
                "s" | "t" | "d" | "m" | "ll" | "re" | "ve"
            )
    }

    /// Extends a single letter over `.X.Y` as in `U.S.`, `U.N.D.P.`, `e.g.`.
    fn end_of_initialism(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        let dotted = self.text.as_bytes().get(end) == Some(&b'.');
        if !dotted || !is_one_letter(&self.text[start..end]) {
            return end;
        }
        while let Some(next) = self.text[end..].strip_prefix('.') {
            let Some(first) = next.chars().next() else {
                break;
            };
            let run = self.end_of_run(end + 1);
            if !first.is_alphabetic() || !is_one_letter(&self.text[end + 1..run]) {
                break;
            }
            end = run;
        }
        end
    }
}

fn is_one_letter(run: &str) -> bool {
    let mut letters = run.chars().filter(|c| !is_combining_mark(*c));
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Han ideographs, kana and the like, from the blocks of the Unicode Standard.
pub(super) fn is_written_without_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// Whether a character is a mark on the letter before it.
#[must_use]
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Writes a word in lower case and without diacritics into `folded`, which is cleared first.
pub fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.extend(
            word.bytes()
                .filter(|byte| *byte != b'.')
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    for c in word
        .nfkd()
        .filter(|c| !is_dropped(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            c if is_dropped(c) => {}
            c => folded.push(c),
        }
    }
}

/// Marks that readers leave out when they type: Latin, Greek and Cyrillic diacritics, Arabic and
/// Hebrew vowel points; and what joins or hides letters.
fn is_dropped(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036f | 0x064b..=0x0652 | 0x0591..=0x05bd | 0x05bf..=0x05c7 | 0x00ad | 0x002e
        | 0x0640 | 0x200b..=0x200f)
}

/// Brings a folded word to its English stem (Porter 2, <https://snowballstem.org>).
///
/// Words of other languages pass through the same rules: what matters is that a question and a
/// passage fold alike.
#[must_use]
pub fn stem(folded: &str) -> String {
    let mut stem = String::new();
    stem_into(folded, &mut stem);
    stem
}

/// Writes the [`stem()`] of a folded word into `stem`, which is cleared first. Most words of a text
/// have been stemmed a moment before, so each thread remembers them.
pub fn stem_into(folded: &str, stem: &mut String) {
    stem.clear();
    if !folded.is_ascii() {
        stem.push_str(folded);
        return;
    }
    REMEMBERED.with_borrow_mut(|remembered| {
        remembered.resize_with(REMEMBERED_WORDS, Default::default);
        let mut hasher = FnvHasher::default();
        hasher.write(folded.as_bytes());
        let (word, known) = &mut remembered[hasher.finish() as usize % REMEMBERED_WORDS];
        if **word != *folded {
            *known = Stemmer::new(Algorithm::English).stem(folded).into();
            *word = folded.into();
        }
        stem.push_str(known);
    });
}

/// The stems of a text in order, stop words included.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let mut folded = String::new();
    let stems = words(text).map(|word| {
        fold(word.of(text), &mut folded);
        stem(&folded)
    });
    stems.collect()
}

/// How many words each thread remembers the stems of, each in the one place that its hash says: less
/// than a megabyte, for a bot answers in many threads.
const REMEMBERED_WORDS: usize = 1 << 13;

thread_local! {
    static REMEMBERED: RefCell<Vec<(Box<str>, Box<str>)>> = const { RefCell::new(Vec::new()) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let mut buffer = String::new();
        words(text)
            .map(|word| {
                fold(word.of(text), &mut buffer);
                buffer.clone()
            })
            .collect()
    }

    #[test]
    fn memory_of_stems_grew_with_every_thread_that_answered() {
        let stemmer = Stemmer::new(Algorithm::English);
        let words = (0..3 * REMEMBERED_WORDS).map(|number| format!("walk{number:x}ing"));
        for word in words {
            assert_eq!(stem(&word), stemmer.stem(&word));
            assert_eq!(stem("walking"), "walk");
        }
        REMEMBERED.with_borrow(|remembered| assert_eq!(remembered.len(), REMEMBERED_WORDS));
    }

    #[test]
    fn initialisms_are_one_word() {
        assert_eq!(
            folded("The U.S. and the U.N.D.P., e.g. in 1.5"),
            ["the", "us", "and", "the", "undp", "eg", "in", "1", "5"]
        );
        assert_eq!(
            folded("A.Snyder, J. R. Smith"),
            ["a", "snyder", "j", "r", "smith"]
        );
        assert_eq!(folded("U.S-China"), ["us", "china"]);
    }

    #[test]
    fn endings_after_an_apostrophe_are_no_words() {
        assert_eq!(
            folded("China’s fear, the states' don't"),
            ["china", "fear", "the", "states", "don"]
        );
        assert_eq!(folded("T cells ’t"), ["t", "cells", "t"]);
    }

    #[test]
    fn diacritics_ligatures_and_case_fold_away() {
        assert_eq!(
            folded("Naïve Schrödinger eﬃcient STRASSE straße Łódź"),
            [
                "naive",
                "schrodinger",
                "efficient",
                "strasse",
                "strasse",
                "lodz"
            ]
        );
        assert_eq!(folded("e\u{301}tude"), ["etude"]);
    }

    #[test]
    fn scripts_without_spaces_give_a_word_a_character() {
        assert_eq!(folded("朝鲜war"), ["朝", "鲜", "war"]);
    }

    #[test]
    fn endless_words_are_passed_over() {
        assert_eq!(folded(&format!("a {} b", "x".repeat(41))), ["a", "b"]);
    }

    proptest::proptest! {
        #[test]
        fn a_stem_begins_as_its_word(word in "[a-z0-9]{1,14}|(be|de|dy|ly|ty|sk|y)(ing|ies|ied|ly|s|ed|ness)") {
            let stem = stem(&word);
            proptest::prop_assert_eq!(stem.as_bytes().first(), word.as_bytes().first());
        }
    }
}
