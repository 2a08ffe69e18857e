//! Whether text came through whole and is running text: no caption, no row of a table, no word that was
//! parted, glued or robbed of a ligature on its way out of a file.

use super::words::DAMAGED;
use crate::text::is_raised;

/// Whether a passage is running text: no caption, no credits, no rows of a table.
pub(in crate::study) fn is_text(passage: &str) -> bool {
    let mut words = passage.split_whitespace();
    let first = words.next().unwrap_or_default();
    let bare = first
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    let second = words.next().unwrap_or_default();
    let second = if bare == "supplementary" || bare == "extended" {
        words.next().unwrap_or_default()
    } else {
        second
    };
    let numbered = second.contains(|c: char| c.is_ascii_digit())
        || (second.len() < 4 && second.ends_with(['.', ':', ')']))
        || first.contains(|c: char| c.is_ascii_digit());
    let is_caption = CAPTIONS.contains(&bare.as_str()) && numbered;
    let is_credited = first.ends_with(':') && CREDITS.contains(&bare.as_str());
    let is_panelled = first.starts_with('(')
        && first.chars().filter(|c| c.is_alphabetic()).count() < 4
        && first.contains(|c: char| c.is_uppercase());
    let rows = passage.contains('\t') || passage.matches('|').count() > 1;
    !is_caption && !is_credited && !is_panelled && !rows && !is_drawn(passage)
}

/// Whether a passage tells what a drawing shows, and in which colour.
fn is_drawn(passage: &str) -> bool {
    let mut shown = passage.match_indices("shown in ");
    shown.any(|(at, shown)| {
        let rest = &passage[at + shown.len()..];
        COLOURS.iter().any(|colour| {
            let behind = rest.strip_prefix(colour);
            behind.is_some_and(|behind| !behind.starts_with(char::is_alphabetic))
        })
    })
}

/// In what things of a drawing are shown.
const COLOURS: &[&str] = &[
    "black", "white", "grey", "gray", "red", "green", "blue", "yellow", "orange", "purple", "pink",
    "magenta", "cyan", "brown", "color", "colour",
];

/// Where running text ends in a passage into which captions with their DOIs ran.
pub(in crate::study) fn ends_at(passage: &str) -> usize {
    let is_number = |at: usize| {
        let mut rest = passage[at + 3..].chars();
        let digits = rest.by_ref().take_while(char::is_ascii_digit).count();
        (4..6).contains(&digits)
    };
    let is_captioned = |at: usize| {
        let behind: String = passage[at..]
            .chars()
            .take(90)
            .collect::<String>()
            .to_lowercase();
        ["fig", "video", "table", "movie", "scheme", "box"]
            .iter()
            .any(|word| behind.contains(word))
    };
    let numbers = passage.match_indices("10.").map(|(at, _)| at);
    let marks = passage.match_indices("DOI:").map(|(at, _)| at);
    numbers
        .filter(|at| is_number(*at))
        .chain(marks)
        .filter(|at| is_captioned(*at))
        .min()
        .unwrap_or(passage.len())
}

/// Whether a sentence points at a panel of a figure: `(A, B)`, `(C)`.
fn points_at_panel(text: &str) -> bool {
    let mut places = text.match_indices('(').map(|(at, _)| &text[at + 1..]);
    places.any(|inside| {
        let mut letters = inside.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters
                .next()
                .is_some_and(|c| matches!(c, ')' | ',' | '–' | '-' | ';'))
    })
}

/// What captions begin with, before their number.
const CAPTIONS: &[&str] = &[
    "figure",
    "fig",
    "table",
    "tab",
    "video",
    "movie",
    "photo",
    "plate",
    "scheme",
    "chart",
    "box",
    "map",
    "image",
    "listing",
    "algorithm",
    "illustration",
    "supplementary",
    "extended",
    "appendix",
    "panel",
    "exhibit",
    "graph",
];
const CREDITS: &[&str] = &[
    "photo",
    "image",
    "credit",
    "source",
    "photograph",
    "picture",
    "illustration",
    "video",
    "credits",
    "note",
    "keywords",
];

/// Whether the text of a sentence begins as one and came through whole.
pub(in crate::study) fn is_whole(text: &str) -> bool {
    begins(text) && ends(text) && is_undamaged(text)
}

pub(super) fn ends(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')']).ends_with('.')
}

pub(super) fn begins(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '‘', '\'', '«']);
    first.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a sentence came through whole and is no formula, address or list.
pub(super) fn is_undamaged(text: &str) -> bool {
    // `(p < 0.05)`: what a formula has is text in a bracket.
    let (mut round, mut square, mut quoted, mut straight) = (0_i32, 0_i32, 0_i32, 0_i32);
    // What is looked for below is looked for only where its characters are.
    let mut has_bracket = false;
    let mut has_digit = false;
    let mut has_dash = false;
    for c in text.chars() {
        match c {
            '(' => {
                round += 1;
                has_bracket = true;
            }
            ')' => round -= 1,
            '[' => square += 1,
            ']' => square -= 1,
            '“' => quoted += 1,
            '”' => quoted -= 1,
            '"' => straight += 1,
            '=' | '<' | '>' | '±' | '@' if round + square == 0 => return false,
            '-' => has_dash = true,
            c if c.is_ascii_digit() => has_digit = true,
            c if is_strange(c) => return false,
            _ => {}
        }
    }
    let is_even = round == 0 && square == 0 && quoted == 0 && straight % 2 == 0;
    // `Results -Using …`: a heading ran into the text.
    let ran_in =
        |(at, dash): (usize, &str)| text[at + dash.len()..].starts_with(char::is_alphabetic);
    let is_damaged = text.contains("...")
        || straight > 0 && text.contains(" \" ")
        || text.contains("/'")
        || has_dash && text.match_indices(" -").any(ran_in)
        || text.contains("http")
        || text.contains("www.")
        || names_others(text)
        || has_digit && is_misread(text)
        || !text.is_ascii() && has_symbol(text)
        || has_bracket && points_at_panel(text)
        || has_lost(text)
        || is_broken(text)
        || lost_ligature(text);
    is_even && !is_damaged
}

/// Whether a stop or an accent stands alone, as where a formula was lost: `the rate of '.`, `the sum of x ,`.
fn has_lost(text: &str) -> bool {
    let mut spaces = text.match_indices(' ');
    spaces.any(|(at, _)| {
        let mut rest = text[at + 1..].chars();
        let is_stop = rest
            .next()
            .is_some_and(|c| matches!(c, ',' | '.' | ';' | '\''));
        is_stop
            && rest
                .next()
                .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';'))
    })
}

/// Whether a character belongs to formulas, lists and addresses.
fn is_strange(c: char) -> bool {
    !c.is_ascii_alphanumeric()
        && (is_raised(c)
            || matches!(
                c,
                '?' | '!'
                    | '…'
                    | '¼'
                    | '½'
                    | '¾'
                    | '|'
                    | '*'
                    | '_'
                    | '\\'
                    | '{'
                    | '}'
                    | '^'
                    | '•'
                    | '→'
                    | '\u{fffd}'
                    | '+'
                    | '×'
                    | '#'
                    | '©'
                    | '®'
                    | '∞'
                    | '∂'
                    | '∑'
                    | '∫'
                    | '√'
                    | '∇'
            ))
}

/// Whether a number came out as something else: `$1.3%`, `107-fold` for 10⁷.
fn is_misread(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let power = word
            .strip_prefix("10")
            .and_then(|rest| rest.split_once("-fold"))
            .is_some_and(|(power, _)| power.len() == 1 && power != "0");
        power || (word.contains('$') && word.contains('%'))
    })
}

/// Whether a letter stands for a quantity, which only the text before says: `θ2L`.
fn has_symbol(text: &str) -> bool {
    let is_symbol = |c: char| "θνεσλφψωτρξηζΘΣΦΨΩ".contains(c);
    text.split(|c: char| c.is_whitespace() || c == '(')
        .any(|word| word.starts_with(is_symbol))
}

/// Whether `et al` stands in it outside brackets, where it is no mere citation.
fn names_others(text: &str) -> bool {
    let mut places = text.match_indices("et al").map(|(at, _)| &text[..at]);
    places.any(|before| before.matches(['(', '[']).count() == before.matches([')', ']']).count())
}

/// Whether a common word stands in it that lost its `fi`, `fl` or `ff` on the way out of a file.
fn lost_ligature(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        if word.chars().any(char::is_uppercase) {
            DAMAGED.contains(&word.to_lowercase())
        } else {
            DAMAGED.contains(word)
        }
    })
}

/// Whether a word was parted at a line's end, or two words lost the space between them.
fn is_broken(text: &str) -> bool {
    let mut characters = text.chars();
    let mut four = [' '; 4];
    let next = || {
        four = [four[1], four[2], four[3], characters.next()?];
        Some(four)
    };
    std::iter::from_fn(next).any(|four| {
        let parted = four[0].is_alphabetic() && four[1] == '-' && four[2] == ' ';
        let glued = four[0].is_lowercase()
            && matches!(four[1], '.' | ',' | ';' | ')')
            && four[2].is_alphabetic()
            && four[3].is_lowercase();
        // `E. coli` goes on, and nothing is broken there.
        let goes_on =
            four[0].is_lowercase() && four[1] == '.' && four[2] == ' ' && four[3].is_lowercase();
        parted
            || glued
            || goes_on
            || (four[0].is_alphabetic() && four[1] == ' ' && matches!(four[2], ',' | '.' | ';'))
    })
}
