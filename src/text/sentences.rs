//! Where sentences begin and end.
//!
//! The rules of `sentencex` do most of the work; a second pass joins what they cut after the
//! abbreviations of scholarly prose (`Eq. 3`, `et al. [4]`, `Psychol. Bull.`). Nothing is changed
//! or lost: the answer is ranges of the text that was given.

use std::ops::Range;

/// Where the rules of `sentencex` take too long: a text beyond this is looked at in parts, cut at
/// white space. No paragraph of prose is as long.
const LONGEST_PART: usize = 8 * 1024;

/// The sentences of a text as byte ranges, in order, without the white space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = end_of_part(text, start);
        for piece in pieces(&text[start..end]) {
            let piece = start + piece.start..start + piece.end;
            match found.last_mut() {
                Some(last)
                    if last.end > start && belongs(&text[last.clone()], &text[piece.clone()]) =>
                {
                    last.end = piece.end;
                }
                _ => found.push(piece),
            }
        }
        start = end;
    }
    found
}

/// What `sentencex` finds, trimmed, with whatever it may leave out given to its neighbour.
fn pieces(part: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = sentencex::get_sentence_boundaries("en", part)
        .iter()
        .map(|sentence| sentence.start_byte)
        .filter(|cut| part.is_char_boundary(*cut))
        .collect();
    cuts.push(part.len());
    cuts.sort_unstable();
    let mut from = 0;
    let mut pieces = Vec::new();
    for cut in cuts {
        let piece = &part[from..cut];
        let trimmed = piece.trim();
        if trimmed.is_empty() {
            continue;
        }
        let lead = piece.len() - piece.trim_start().len();
        pieces.push(from + lead..from + lead + trimmed.len());
        from = cut;
    }
    pieces
}

fn end_of_part(text: &str, start: usize) -> usize {
    let limit = text.floor_char_boundary(start.saturating_add(LONGEST_PART));
    if limit >= text.len() {
        return text.len();
    }
    text[start..limit]
        .rfind(char::is_whitespace)
        .map_or(limit, |at| (start + at).max(start + 1))
}

/// Whether a piece only continues the sentence before it.
fn belongs(sentence: &str, piece: &str) -> bool {
    let Some(first) = piece.chars().next() else {
        return true;
    };
    if first.is_lowercase() || matches!(first, ')' | ']' | ',' | ';') {
        return true;
    }
    let last = sentence
        .trim_end_matches(['.', ' '])
        .rsplit([' ', '(', '[', '\u{a0}'])
        .next()
        .unwrap_or_default();
    let abbreviated = sentence.ends_with('.') && ABBREVIATIONS.contains(&last);
    let opens = first.is_ascii_digit() || first == '[' || first == '(';
    abbreviated && (opens || !NUMBERED.contains(&last))
}

/// Abbreviations that end no sentence.
const ABBREVIATIONS: [&str; 46] = [
    "Acad", "Am", "Ann", "Appl", "Assoc", "Bull", "Ch", "Chem", "Comput", "Dept", "Ed", "Eds",
    "Eq", "Eqs", "Exp", "Fig", "Figs", "Int", "J", "Math", "Med", "No", "Nos", "Phil", "Phys",
    "Proc", "Psychol", "Ref", "Refs", "Rev", "Sci", "Sec", "Soc", "Tab", "Trans", "Univ", "Vol",
    "al", "art", "cf", "ed", "no", "p", "pp", "trans", "vol",
];

/// Those of them that are words or ends of sentences as well: they join only what opens with a
/// digit or a bracket.
const NUMBERED: [&str; 10] = [
    "No", "al", "art", "ed", "no", "trans", "vol", "Am", "Tab", "p",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn plain_prose_is_cut_at_its_stops() {
        assert_eq!(
            cut("States balance. Do they always? Waltz says so!"),
            ["States balance.", "Do they always?", "Waltz says so!"]
        );
    }

    #[test]
    fn scholarly_abbreviations_end_no_sentence() {
        for whole in [
            "It was shown by Walt et al. [3] in detail.",
            "This follows from Eq. 4 and Fig. 2 of the paper.",
            "It appeared in Psychol. Bull. 84 last year.",
            "Compare vol. 3, pp. 14 to 20, of the series.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn a_no_at_the_end_of_a_sentence_still_ends_it() {
        assert_eq!(cut("He said no. They left."), ["He said no.", "They left."]);
    }

    proptest! {
        #[test]
        fn every_letter_stands_in_one_sentence(text in "(?s).{0,300}") {
            let mut from = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= from);
                prop_assert!(text[from..range.start].trim().is_empty());
                from = range.end;
            }
            prop_assert!(text[from..].trim().is_empty());
        }
    }
}
