//! Words as a quotation is compared by them: every word counts, what is only for the eye does not.
//!
//! Case, white space, quotation marks, brackets, dashes and the hyphen at a line's end are nothing;
//! `don’t` is one piece, and so is `12.5`; `well-known` is two that may as well be one. A minus and
//! the sign of a currency count. Unlike the words of search, no
//! ending and no accent is folded away: `can’t` is not `can`. What stands between two pieces is told
//! by [`After`], since a full stop there matters. Who compares pieces decides what a difference is.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::raised::is_raised;
use super::words::is_written_without_spaces;

/// A word or a sign of mathematics, with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is compared by.
    pub folded: String,
    /// Whether it begins what a person would count as a word: no part of a hyphenated one.
    pub begins_word: bool,
    /// Whether it may be one word with the next: nothing but a dash stands between them.
    pub joins: bool,
    /// What else stands between it and the next.
    pub after: After,
}

/// What stands behind a piece, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// White space, a comma, a quotation mark and the like.
    Nothing,
    /// What can end a sentence.
    Stop,
    /// An ellipsis: in a quotation, words are left out there.
    Ellipsis,
}

/// The pieces of a text in order. A bracketed `[sic]` is passed over.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_piece(text, at) {
        let end = end_of_piece(text, start);
        at = end;
        let piece = Piece {
            start,
            end,
            folded: folded(&text[start..end]),
            begins_word: true,
            joins: false,
            after: After::Nothing,
        };
        if !is_sic(text, &piece) && !piece.folded.is_empty() {
            pieces.push(piece);
        }
    }
    for next in 1..pieces.len() {
        let gap = &text[pieces[next - 1].end..pieces[next].start];
        let rest = &text[pieces[next].start..];
        let is_character = rest.starts_with(is_written_without_spaces);
        // Two numbers with a dash between them are a range, and not one number.
        let is_range = text[..pieces[next - 1].end].ends_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit());
        let joins = is_join(gap) && !is_range;
        let is_part = joins && (!gap.is_empty() || rest.starts_with(is_raised));
        pieces[next].begins_word = is_character || !is_part || gap.contains(char::is_whitespace);
        pieces[next - 1].joins = joins;
        pieces[next - 1].after = after(gap);
    }
    if let Some(last) = pieces.last_mut() {
        last.after = after(&text[last.end..]);
    }
    pieces
}

/// The mark by which a text between two pieces ends a sentence, as it stands there.
#[must_use]
pub fn stop(gap: &str) -> Option<&str> {
    let at = gap.find(is_stop)?;
    let mark = &gap[at..];
    Some(&mark[..mark.find(|c| !is_stop(c)).unwrap_or(mark.len())])
}

/// Where the next piece begins, from a place on.
fn next_piece(text: &str, from: usize) -> Option<usize> {
    let begins = |(at, c): (usize, char)| {
        let is_piece = c.is_alphanumeric() || is_sign(c) || is_minus(text, from + at);
        is_piece.then_some(from + at)
    };
    text[from..].char_indices().find_map(begins)
}

/// Whether a dash stands before a number with nothing that it could join to it: `r = −0.45`.
fn is_minus(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    rest.next()
        .is_some_and(|c| is_dash(c) && !matches!(c, '\u{ad}' | '—' | '―'))
        && rest.next().is_some_and(|c| c.is_ascii_digit())
        && !text[..at].ends_with(|c: char| c.is_alphanumeric() || is_dash(c))
}

/// Signs that say something between words. A minus is a dash, and a dash is nothing.
fn is_sign(c: char) -> bool {
    match c {
        '=' | '<' | '>' | '+' | '±' | '×' | '÷' | '%' | '‰' | '&' | '$' | '€' | '£' | '¥' | '¢'
        | '₽' | '₹' => true,
        '\u{2212}' | '\u{2217}' | '\u{22ef}' => false,
        // Arrows and mathematical operators, blocks of the Unicode Standard.
        c => matches!(c, '\u{2190}'..='\u{22ff}'),
    }
}

fn end_of_piece(text: &str, start: usize) -> usize {
    let mut characters = text[start..].char_indices().peekable();
    let Some((_, first)) = characters.next() else {
        return start;
    };
    let mut end = start + first.len_utf8();
    if is_sign(first) || is_dash(first) || is_written_without_spaces(first) {
        return end;
    }
    let raised = is_raised(first);
    let mut before = first;
    // Letters since the last dot.
    let mut letters = 1;
    while let Some((offset, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let goes_on = match c {
            c if is_invisible(c) => next.is_some_and(char::is_alphanumeric),
            c if is_combining_mark(c) => true,
            c if is_written_without_spaces(c) => false,
            c if c.is_alphanumeric() => is_raised(c) == raised,
            '.' | ',' if before.is_ascii_digit() => next.is_some_and(|next| next.is_ascii_digit()),
            '.' => letters == 1 && begins_initial(&text[start + offset + 1..]),
            c if is_apostrophe(c) || c == '[' || c == ']' => {
                before.is_alphabetic() && next.is_some_and(char::is_alphabetic)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        letters = match c {
            '.' => 0,
            c if c.is_alphanumeric() => letters + 1,
            _ => letters,
        };
        if c.is_alphanumeric() {
            before = c;
        }
        end = start + offset + c.len_utf8();
    }
    end
}

/// Whether a text begins with a letter that stands alone, as after the first dot of `U.S.`
fn begins_initial(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && !characters.next().is_some_and(char::is_alphanumeric)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '′')
}

/// Soft hyphens and what has no width.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '。' | '？' | '！')
}

fn is_join(gap: &str) -> bool {
    gap.is_empty()
        || (gap.contains(is_dash)
            && gap
                .chars()
                .all(|c| is_dash(c) || c.is_whitespace() || is_invisible(c)))
}

fn after(gap: &str) -> After {
    if !gap.contains(|c| is_stop(c) || matches!(c, '…' | '⋯')) {
        return After::Nothing;
    }
    let dense: String = gap.split_whitespace().collect();
    if dense.contains(['…', '⋯']) || dense.contains("...") {
        After::Ellipsis
    } else {
        After::Stop
    }
}

fn is_sic(text: &str, piece: &Piece) -> bool {
    piece.folded == "sic"
        && text[..piece.start].ends_with('[')
        && text[piece.end..].starts_with(']')
}

/// What every dash before a number is compared as, and every apostrophe inside a word.
const MINUS: &str = "\u{2212}";
const APOSTROPHE: char = '\'';

/// Letters and digits without case and compatibility forms, whichever way they are composed.
fn folded(piece: &str) -> String {
    if piece.chars().count() == 1 && piece.starts_with(is_dash) {
        return MINUS.to_owned();
    }
    let is_number = piece.starts_with(|c: char| c.is_ascii_digit());
    if piece.is_ascii() {
        let bytes = piece
            .bytes()
            .filter(|byte| !matches!(byte, b'[' | b']') && (is_number || *byte != b'.'));
        return bytes
            .map(|byte| match byte {
                b'`' => APOSTROPHE,
                byte => char::from(byte.to_ascii_lowercase()),
            })
            .collect();
    }
    // Upper case first, so that `ß` meets `SS` and a final sigma the others.
    piece
        .chars()
        .map(|c| if is_apostrophe(c) { APOSTROPHE } else { c })
        .nfkc()
        .filter(|c| {
            let is_mark = *c == APOSTROPHE || (is_number && matches!(c, '.' | ','));
            is_mark || c.is_alphanumeric() || is_combining_mark(*c) || is_sign(*c)
        })
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|piece| piece.folded).collect()
    }

    #[test]
    fn marks_around_and_inside_words_are_nothing() {
        assert_eq!(
            all("“[T]he state’s ‘fear’,” he"),
            ["the", "state's", "fear", "he"]
        );
        assert_eq!(
            all("ef\u{ad}ﬁcient STRASSE straße"),
            ["efficient", "strasse", "strasse"]
        );
        assert_eq!(
            all("the U.S. and e.g. A.Snyder"),
            ["the", "us", "and", "eg", "a", "snyder"]
        );
        assert_eq!(all("it were [sic] so"), ["it", "were", "so"]);
    }

    #[test]
    fn what_changes_the_sense_is_a_piece() {
        assert_eq!(all("can’t can\u{b4}t can"), ["can't", "can't", "can"]);
        assert_eq!(all("naïve naive"), ["naïve", "naive"]);
        assert_eq!(all("p < 0.05"), ["p", "<", "0.05"]);
        assert_eq!(all("−12.5 – 5,000"), ["−", "12.5", "5,000"]);
        assert_eq!(all("$5, 10–20, x-5"), ["$", "5", "10", "20", "x", "5"]);
        assert_eq!(all("fear² m2"), ["fear", "2", "m2"]);
    }

    #[test]
    fn a_dash_joins_and_white_space_does_not() {
        let joins = |text| pieces(text)[0].joins;
        assert!(joins("govern-\nment") && joins("govern\u{ad} ment") && joins("war – peace"));
        assert!(!joins("may be") && !joins("this, that"));
        let words = pieces("a well-known state")
            .iter()
            .filter(|piece| piece.begins_word)
            .count();
        assert_eq!(words, 3);
    }

    #[test]
    fn stops_and_ellipses_are_told_apart() {
        let after = |text| pieces(text)[0].after;
        assert_eq!(after("ended.” The"), After::Stop);
        assert_eq!(after("ended, the"), After::Nothing);
        for ellipsis in [
            "ended … the",
            "ended ... the",
            "ended. […] the",
            "ended . . . . the",
        ] {
            assert_eq!(after(ellipsis), After::Ellipsis, "{ellipsis}");
        }
        assert_eq!(stop(".” "), Some("."));
    }
}
