//! A quotation with its citation, as it stands in an essay.
//!
//! The quoted words are the paper’s own, to the character: quotation marks inside them stay as they
//! are. Only a full stop at their end goes behind the citation, where a style puts it there.

use super::{Formatted, Style};

/// A quotation of so many words stands apart from the text, without quotation marks: APA, 7th
/// edition, 8.27 (40 words or more); Chicago, 17th edition, 13.10 (a hundred or more). MLA counts
/// lines, which are not known here.
const BLOCKS: [(&str, usize); 3] = [
    ("apa", 40),
    ("chicago-notes", 100),
    ("chicago-author-date", 100),
];

/// The words quoted in a style.
#[must_use]
pub fn quoted(style: &Style, words: &str, in_text: &Formatted) -> Formatted {
    let words = words.trim();
    let count = words.split_whitespace().count();
    let is_block = BLOCKS
        .iter()
        .any(|(name, least)| *name == style.name && count >= *least);
    let mut quoted = Formatted::default();
    if is_block {
        quoted.push(words, false);
    } else {
        let (open, close) = match style.locale() {
            Some(_) => ("‘", "’"),
            None => ("“", "”"),
        };
        let inside = match words.strip_suffix('.') {
            Some(rest) if !style.is_note() && !rest.ends_with('.') => rest,
            _ => words,
        };
        quoted.push(&format!("{open}{inside}{close}"), false);
    }
    // A note stands at the foot of the page.
    if !style.is_note() && !in_text.text.is_empty() {
        quoted.push(" ", false);
        quoted.append(in_text);
        quoted.push(if is_block { "" } else { "." }, false);
    }
    quoted
}
