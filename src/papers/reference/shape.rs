//! The shape of a text: each character beyond ASCII is replaced by one that stands for its class.
//!
//! A class of Unicode's makes a pattern a thousand times as large, and every process that reads files
//! compiles each pattern once. Over shapes, the same patterns are small: [`pattern`] puts the signs for
//! the classes. A text of ASCII alone is its own shape.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use crate::text::is_mark;

/// Signs of classes, none of which a text has once it was read.
const UPPER: char = '\u{e}';
const LOWER: char = '\u{f}';
const LETTER: char = '\u{10}';
const MARK: char = '\u{11}';
const ACCENT: char = '\u{12}';
const LATE_ACCENT: char = '\u{13}';
const APOSTROPHE: char = '\u{14}';
const CLOSING: char = '\u{15}';
const OPENING: char = '\u{16}';
const OTHER: char = '\u{17}';

/// What a pattern may say of characters beyond ASCII, and what is said of shapes instead.
const CLASSES: [(&str, &str); 15] = [
    (r"\p{Lu}", r"[A-Z\x0E]"),
    (r"\p{Ll}", r"[a-z\x0F]"),
    (r"\p{L}", r"[A-Za-z\x0E-\x10]"),
    (r"\p{M}", r"\x11"),
    ("´", r"\x12"),
    ("¨", r"\x12"),
    ("˜", r"\x12"),
    ("ˆ", r"\x12"),
    ("ˇ", r"\x13"),
    ("¸", r"\x13"),
    ("’", r"\x14"),
    ("”", r"\x15"),
    ("»", r"\x15"),
    ("“", r"\x16"),
    ("‘", r"\x16"),
];

/// A pattern over shapes. Of characters beyond ASCII it can name those of [`CLASSES`].
pub(super) fn pattern(source: &str) -> Regex {
    let over_shapes = CLASSES
        .iter()
        .fold(source.to_owned(), |source, (class, signs)| {
            source.replace(class, signs)
        });
    debug_assert!(over_shapes.is_ascii(), "what no shape has: {source}");
    super::pattern(&over_shapes)
}

/// The shape of a text.
pub(super) fn of(text: &str) -> Cow<'_, str> {
    let is_sign = |byte: u8| !byte.is_ascii() || (0x0e..0x20).contains(&byte);
    if text.bytes().any(is_sign) {
        Cow::Owned(text.chars().map(class).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn class(c: char) -> char {
    match c {
        '\u{e}'..='\u{1f}' => OTHER,
        c if c.is_ascii() => c,
        '´' | '¨' | '˜' | 'ˆ' => ACCENT,
        'ˇ' | '¸' => LATE_ACCENT,
        '’' => APOSTROPHE,
        '”' | '»' => CLOSING,
        '“' | '‘' => OPENING,
        c if c.is_whitespace() => ' ',
        c if is_mark(c) => MARK,
        c if c.is_numeric() => OTHER,
        c if c.is_uppercase() => UPPER,
        c if c.is_lowercase() => LOWER,
        c if c.is_alphabetic() => LETTER,
        _ => OTHER,
    }
}

/// A text beside its shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shaped<'t> {
    pub(super) text: &'t str,
    /// As many bytes as the text has characters.
    pub(super) shape: &'t str,
}

impl<'t> Shaped<'t> {
    pub(super) fn new(text: &'t str, shape: &'t str) -> Self {
        Self { text, shape }
    }

    /// The rest of both from a byte of the text on.
    pub(super) fn behind(self, at: usize) -> Self {
        let in_shape = if self.is_ascii() {
            at
        } else {
            self.text[..at].chars().count()
        };
        Self::new(&self.text[at..], &self.shape[in_shape..])
    }

    /// Where a stretch of the shape is in the text.
    pub(super) fn place(self, in_shape: Range<usize>) -> Range<usize> {
        if self.is_ascii() {
            return in_shape;
        }
        let mut starts = self.text.char_indices().map(|(at, _)| at);
        let start = starts.nth(in_shape.start).unwrap_or(self.text.len());
        match in_shape.len() {
            0 => start..start,
            length => start..starts.nth(length - 1).unwrap_or(self.text.len()),
        }
    }

    fn is_ascii(self) -> bool {
        self.text.len() == self.shape.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_in_a_shape_is_found_in_the_text() {
        let word = pattern(r"\p{Lu}[\p{L}\p{M}’]+");
        for (text, found) in [
            ("von Waltz", "Waltz"),
            ("«Łódź»", "Łódź"),
            ("é, Ōe\u{301} n", "Ōe\u{301}"),
            ("三 O’Neil", "O’Neil"),
            ("a Ωμέγα", "Ωμέγα"),
        ] {
            let shape = of(text);
            let shaped = Shaped::new(text, &shape);
            let place = word.find(&shape).map(|found| shaped.place(found.range()));
            assert_eq!(&text[place.unwrap_or_default()], found);
        }
    }

    #[test]
    fn a_rest_has_the_rest_of_the_shape() {
        let text = "é, Waltz";
        let shape = of(text);
        let rest = Shaped::new(text, &shape).behind("é, ".len());
        assert_eq!((rest.text, rest.shape), ("Waltz", "Waltz"));
    }
}
