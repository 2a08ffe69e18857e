//! The string of a reference while rules take what they are certain of out of it.
//!
//! What was taken is blanked in a copy of the same length, so that later rules look past it and
//! still give places in the text. White space is folded first, the spaces that some programs put
//! before every comma and stop are dropped, and so is the number or key of the entry.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Stands for each byte that a rule has taken.
pub(super) const TAKEN: char = '\u{1}';

/// A reference is looked at up to this many bytes; what is longer is no reference.
const LONGEST: usize = 4000;

/// A reference's text, and what of it is left to understand.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) left: String,
}

impl Entry {
    pub(super) fn new(raw: &str) -> Self {
        let raw = &raw[..raw.floor_char_boundary(LONGEST)];
        let words = raw.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let folded = words.join(" ");
        let text = if folded.contains(" , ") || folded.contains(" . ") || folded.ends_with(" .") {
            tightened(&folded)
        } else {
            folded
        };
        let text = text[label(&text)..].to_owned();
        Self {
            left: text.clone(),
            text,
        }
    }

    /// Takes a stretch out of what is left.
    pub(super) fn take(&mut self, range: Range<usize>) {
        let blank = TAKEN.to_string().repeat(range.len());
        self.left.replace_range(range, &blank);
    }

    /// Takes the first match of a pattern out; answers its groups' places.
    pub(super) fn take_match(&mut self, pattern: &Regex) -> Option<Vec<Range<usize>>> {
        let groups: Vec<Range<usize>> = {
            let found = pattern.captures(&self.left)?;
            (0..found.len())
                .map(|at| found.get(at).map_or(0..0, |group| group.range()))
                .collect()
        };
        self.take(groups[0].clone());
        Some(groups)
    }

    /// The text of a stretch without the punctuation around it; nothing where none is left.
    pub(super) fn piece(&self, range: Range<usize>) -> Option<String> {
        trimmed(&self.text[range])
    }
}

/// A field's text without the punctuation that set it off.
pub(super) fn trimmed(text: &str) -> Option<String> {
    let mut text = text.trim_matches(|c: char| {
        c.is_whitespace() || c == TAKEN || ",;:“”\"„«»<>‹›*#–—‘’`".contains(c)
    });
    loop {
        let before = text;
        text = text
            .trim_matches(|c: char| c.is_whitespace() || c == TAKEN || ",;:“”\"„«»".contains(c));
        if !text.ends_with("..") && ends_a_sentence(text) {
            text = &text[..text.len() - 1];
        }
        if text.len() > 2 && text.starts_with('\'') && text.ends_with('\'') {
            text = &text[1..text.len() - 1];
        }
        if unbalanced(text, '(', ')') || unbalanced(text, '[', ']') {
            text = text
                .trim_end_matches(['(', '['])
                .trim_start_matches([')', ']']);
            if text.starts_with(['(', '[']) {
                text = &text[1..];
            } else if text.ends_with([')', ']']) {
                text = &text[..text.len() - 1];
            }
        } else if text.starts_with('(') && text.ends_with(')') && !text[1..].contains('(') {
            text = &text[1..text.len() - 1];
        }
        if text == before {
            break;
        }
    }
    let text = text.trim_start_matches(['.', ' ', '-']);
    text.chars()
        .any(char::is_alphanumeric)
        .then(|| text.to_owned())
}

/// Whether the stop at the end is punctuation and no part of an abbreviation. A stop behind a
/// capital or a short capitalised word belongs to it.
fn ends_a_sentence(text: &str) -> bool {
    let Some(rest) = text.strip_suffix('.') else {
        return false;
    };
    let word = rest.rsplit([' ', '.', '-']).next().unwrap_or_default();
    let initial = word.chars().count() <= 1 && word.chars().all(char::is_uppercase);
    !initial
}

fn unbalanced(text: &str, open: char, close: char) -> bool {
    text.matches(open).count() != text.matches(close).count()
}

/// Drops the spaces before stops and commas, and inside brackets.
fn tightened(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    for c in text.chars() {
        if ".,;:)]”".contains(c) && tight.ends_with(' ') {
            tight.pop();
        }
        if c == ' ' && tight.ends_with(['(', '[', '“']) {
            continue;
        }
        tight.push(c);
    }
    tight
}

/// The length of the number or key that an entry carries: `[12]`, `12.`, `(12)`, `KPV06.`
fn label(text: &str) -> usize {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        super::pattern(
            r"^(?:\[[^\]\s]{1,24}(?: [^\]\s]{1,12})?\]|\(\d{1,3}\)|\d{1,3}\s?[.)]|\d{1,3}|[A-Z][A-Za-z+]{0,6}\d{2}[a-z]?\.|[•*–-]|(?i:see(?: also)?|cf\.|vgl\.))\s+([^a-z\d\s])",
        )
    });
    LABEL
        .captures(text)
        .and_then(|found| found.get(1))
        .map_or(0, |rest| rest.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_stray_spaces_go() {
        for (raw, text) in [
            ("[12] K. Waltz, Man", "K. Waltz, Man"),
            ("12. Waltz K. Man", "Waltz K. Man"),
            ("KW59. Waltz . Man , the State", "Waltz. Man, the State"),
            ("(3) Waltz ( 1959 )", "Waltz ( 1959 )"),
            ("1984 was a year", "1984 was a year"),
        ] {
            assert_eq!(Entry::new(raw).text, text);
        }
    }

    #[test]
    fn fields_lose_what_set_them_off_and_keep_their_own_stops() {
        for (raw, field) in [
            ("“Fear.”", Some("Fear")),
            ("(Berlin", Some("Berlin")),
            ("J. Phys. A.", Some("J. Phys. A.")),
            (" – ., ", None),
        ] {
            assert_eq!(trimmed(raw).as_deref(), field, "{raw}");
        }
    }
}
