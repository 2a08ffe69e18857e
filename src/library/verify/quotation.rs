//! What a person pasted, as it is looked for.

use super::super::index::Index;
use crate::text::{After, Piece, is_raised, pieces, stems};

/// Fewer words stand everywhere.
pub const FEWEST_PIECES: usize = 3;
/// More are no quotation but a text; comparing takes as long as they are many times the passages.
pub const MOST_PIECES: usize = 600;
/// How many words a citation in brackets behind a quotation may have.
const LONGEST_CITATION: usize = 16;
/// How many words a name behind a dash may have.
const LONGEST_NAME: usize = 5;

/// Why a text can't be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has only so many words.
    TooShort(usize),
    /// It has as many as this.
    TooLong(usize),
}

/// A quotation in pieces.
pub(super) struct Quotation {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    /// Whether words are left out inside.
    pub(super) has_ellipsis: bool,
}

impl Quotation {
    pub(super) fn of(text: &str) -> Result<Self, Unfit> {
        // Copied from a message that quotes, every line begins so.
        let is_quoting = text.trim_start().starts_with('>');
        let text = if is_quoting {
            text.replace('>', " ")
        } else {
            text.to_owned()
        };
        let mut pieces = pieces(&text);
        if pieces.len() < FEWEST_PIECES {
            return Err(Unfit::TooShort(pieces.len()));
        }
        if pieces.len() > MOST_PIECES {
            return Err(Unfit::TooLong(pieces.len()));
        }
        // What follows the last word says nothing: quotations end in stops that are not the paper's.
        if let Some(last) = pieces.last_mut() {
            last.after = After::Nothing;
        }
        Ok(Self {
            has_ellipsis: pieces.iter().any(|piece| piece.after == After::Ellipsis),
            text,
            pieces,
        })
    }

    /// How many words it has, as a person counts them.
    pub(super) fn words(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.begins_word).count()
    }

    /// The stems of its longest part without an ellipsis, in order, as the index has them.
    pub(super) fn stems(&self, index: &Index) -> Vec<String> {
        let parts = self
            .pieces
            .split_inclusive(|piece| piece.after == After::Ellipsis);
        let longest = parts.max_by_key(|part| part.len()).unwrap_or(&[]);
        let part = if longest.len() < FEWEST_PIECES {
            &self.pieces
        } else {
            longest
        };
        stems(&self.as_indexed(part, index))
    }

    /// The text of some pieces in the form in which the index cuts words: without brackets inside
    /// them, and with the words together that a line's end has parted.
    fn as_indexed(&self, part: &[Piece], index: &Index) -> String {
        let mut text = String::new();
        let mut next = part.iter().peekable();
        while let Some(piece) = next.next() {
            let letters = self.text[piece.start..piece.end]
                .chars()
                .filter_map(|c| match c {
                    '[' | ']' => None,
                    '‘' | '`' | '´' | '′' => Some('’'),
                    c => Some(c),
                });
            text.extend(letters);
            let Some(following) = next.peek() else {
                break;
            };
            let gap = &self.text[piece.end..following.start];
            let is_parted = piece.joins && is_line_end(&self.text, piece.end, gap) && {
                let together = format!("{}{}", piece.folded, following.folded);
                stems(&together)
                    .iter()
                    .all(|stem| index.frequency(stem) > 0)
            };
            if !is_parted {
                text.push_str(gap);
            }
        }
        text
    }
}

/// Whether letters, a dash, white space and small letters stand there, as where a line’s end parts
/// a word. A minus before the next number is no such dash.
fn is_line_end(text: &str, at: usize, gap: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(char::is_lowercase);
    text[..at].ends_with(char::is_alphabetic)
        && !gap.starts_with(char::is_whitespace)
        && gap.ends_with(char::is_whitespace)
        && goes_on(&text[at + gap.len()..])
}

/// What is quoted of a text, and what follows it, where that looks like a citation:
/// `“…” (Waltz 1979, p. 52)`, `“…” – Waltz`, or a bracket with a year or a page at the end.
pub(super) fn without_citation(text: &str) -> Option<(&str, String)> {
    let text = text.trim();
    behind_marks(text).or_else(|| at_the_end(text))
}

/// A bracket at the end that holds a year or a page.
fn at_the_end(text: &str) -> Option<(&str, String)> {
    let bare = text.trim_end_matches(['.', ',', ' ']);
    let closed = bare.strip_suffix(')')?;
    let (inside, cited) = closed.rsplit_once('(')?;
    let is_year = |word: &str| word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
    let words = || cited.split(|c: char| !c.is_alphanumeric());
    let is_citation = words().any(|word| is_year(word) || matches!(word, "p" | "pp" | "S"));
    let is_short = pieces(cited).len() <= LONGEST_CITATION;
    (is_citation && is_short).then(|| (inside.trim_end(), text[inside.len()..].to_owned()))
}

/// What stands in the marks with which a text begins, where a citation is all that follows.
fn behind_marks(text: &str) -> Option<(&str, String)> {
    let first = text.chars().next()?;
    let closing = match first {
        '"' => '"',
        '\'' => '\'',
        '‘' => '’',
        '‚' => '‘',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '»' => '«',
        _ => return None,
    };
    let (inside, after) = text[first.len_utf8()..].rsplit_once(closing)?;
    let after = after.trim_start_matches(['.', ',', ' ']).trim_end();
    let words = pieces(after).len();
    let bare = after.trim_end_matches(['.', ',']);
    let is_citation = match after.chars().next()? {
        '(' => bare.ends_with(')') && words <= LONGEST_CITATION,
        '[' => bare.ends_with(']') && words <= LONGEST_CITATION,
        '-' | '–' | '—' => words <= LONGEST_NAME,
        first => is_raised(first) && words == 1,
    };
    is_citation.then(|| (inside, after.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_behind_the_marks_is_told_from_the_quotation() {
        assert_eq!(
            without_citation("“To be is to do” (Grant, 1998, p. 3)."),
            Some(("To be is to do", "(Grant, 1998, p. 3).".to_owned()))
        );
        assert_eq!(
            without_citation("\"To be is to do\" – Grant"),
            Some(("To be is to do", "– Grant".to_owned()))
        );
        assert_eq!(
            without_citation("To be is to do (Grant, 1998)"),
            Some(("To be is to do", "(Grant, 1998)".to_owned()))
        );
        assert_eq!(
            without_citation("‘To be is to do’ (p. 3)"),
            Some(("To be is to do", "(p. 3)".to_owned()))
        );
        for no_citation in [
            "“To be is to do.”",
            "He wrote “so”, and left",
            "“To be” – he wrote in the end – is to do",
            "“To be” is (as he wrote) to do",
            "To be is to do (as he wrote)",
        ] {
            assert_eq!(without_citation(no_citation), None, "{no_citation}");
        }
    }

    #[test]
    fn what_is_too_short_or_too_long_is_counted() {
        assert_eq!(Quotation::of("two words").err(), Some(Unfit::TooShort(2)));
        let long = "word ".repeat(5_000);
        assert_eq!(Quotation::of(&long).err(), Some(Unfit::TooLong(5_000)));
        assert!(Quotation::of("three short words").is_ok());
    }

    #[test]
    fn a_line_that_quotes_begins_with_no_sign() {
        let words = |text| Quotation::of(text).map(|quotation| quotation.words()).ok();
        assert_eq!(words("> a quoted line\n> and another"), Some(5));
        assert_eq!(words("where p > q holds"), Some(5));
    }
}
