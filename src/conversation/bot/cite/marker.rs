//! The markers of notes in what is quoted. Where a note stands, and what it leads to, is known to the
//! note.

use crate::papers::paper::Passage;
use crate::text::{is_raised, may_be_raised, raised_digit};

/// Words of a passage without the markers of its notes, which no quotation repeats. A marker that has
/// no brackets and is not raised can't be told from a number, and stays.
pub(super) fn unmarked(passage: &Passage, words: &str) -> String {
    let mut bare = String::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        if let Some(length) = marker(passage, words, at) {
            at += length;
        } else {
            bare.push(c);
            at += c.len_utf8();
        }
    }
    bare
}

/// How long the marker is that stands at a place, in bytes: `[^5]` or `⁵`.
fn marker(passage: &Passage, words: &str, at: usize) -> Option<usize> {
    let is_known = |marker: &str| passage.notes.iter().any(|note| note == marker);
    if let Some(inside) = words[at..].strip_prefix("[^") {
        let (marker, _) = inside.split_once(']')?;
        return is_known(marker).then_some(marker.len() + "[^]".len());
    }
    let raised = words[at..].split(|c| !is_raised(c)).next()?;
    let number: String = raised.chars().filter_map(raised_digit).collect();
    (may_be_raised(words, at) && is_known(&number)).then_some(raised.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_exponents_and_from_other_brackets() {
        let passage = Passage {
            notes: vec!["2".to_owned(), "12".to_owned()],
            ..Passage::default()
        };
        for (words, bare) in [
            ("It ends.¹² The", "It ends. The"),
            ("fear² and", "fear and"),
            ("fear.[^12] The", "fear. The"),
            ("12 m² of", "12 m² of"),
            ("fear³ and", "fear³ and"),
            ("fear³² and", "fear³² and"),
            ("[T]he [^7]", "[T]he [^7]"),
        ] {
            assert_eq!(unmarked(&passage, words), bare);
        }
    }
}
