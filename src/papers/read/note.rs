//! Notes: their texts at the end or foot of a paper, and their markers in the running text.
//!
//! A marker counts only where a note with that marker exists, since `[3]` may as well cite the
//! third reference and `m²` is no note at all. Which reference a note leads to is not found here.

use std::collections::{BTreeMap, BTreeSet};

use crate::papers::paper::{Note, Passage, Problem};

/// Ranges such as `[3-7]` are followed up to this many notes.
const LONGEST_RANGE: u32 = 20;

/// Splits a note's text from its printed marker: `[1] Text`, `[^1]: Text`, `¹ Text`, `1. Text`.
pub(super) fn split(line: &str) -> Option<(String, &str)> {
    if let Some(inside) = line.strip_prefix('[') {
        let (marker, rest) = inside.split_once(']')?;
        let marker = marker.trim_start_matches('^').trim();
        let is_short =
            !marker.is_empty() && marker.len() <= 4 && marker.chars().all(char::is_alphanumeric);
        return is_short.then(|| (marker.to_owned(), rest.trim_start_matches([':', '.', ' '])));
    }
    let raised: String = line.chars().map_while(superscript).collect();
    if !raised.is_empty() {
        let rest = line.trim_start_matches(|c| superscript(c).is_some());
        return Some((raised, rest.trim_start_matches(['.', ' '])));
    }
    let (number, rest) = numbered(line)?;
    Some((number.to_string(), rest))
}

/// A number with a stop, bracket or space behind it at the start of a line.
pub(super) fn numbered(line: &str) -> Option<(u32, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = line[digits..]
        .strip_prefix(['.', ')', ':'])
        .unwrap_or(&line[digits..]);
    let text = rest.strip_prefix(' ')?;
    Some((line[..digits].parse().ok()?, text.trim_start()))
}

/// Records in each passage the notes that stand in it; answers what does not fit together.
pub(super) fn attach(
    passages: &mut [Passage],
    lines: &[u32],
    notes: &[(Note, u32)],
    numbered_references: bool,
) -> Vec<Problem> {
    let known: BTreeSet<&str> = notes.iter().map(|(note, _)| note.marker.as_str()).collect();
    // Where brackets cite entries by their numbers, notes are called by raised ones.
    let raised: BTreeSet<String> = passages
        .iter()
        .filter(|_| numbered_references)
        .flat_map(|passage| markers(&passage.text))
        .filter_map(|(marker, sure)| (!sure).then_some(marker))
        .collect();
    let mut seen = BTreeSet::new();
    let mut unknown = BTreeMap::new();
    for (passage, line) in passages.iter_mut().zip(lines) {
        for (marker, sure) in markers(&passage.text) {
            if sure && raised.contains(&marker) {
                continue;
            }
            if known.contains(marker.as_str()) {
                seen.insert(marker.clone());
                if !passage.notes.contains(&marker) {
                    passage.notes.push(marker);
                }
            } else if sure
                && !numbered_references
                && (!notes.is_empty() || passage.text.contains(&format!("[^{marker}]")))
            {
                unknown.entry(marker).or_insert(*line);
            }
        }
    }
    let orphans = notes
        .iter()
        .filter(|(note, _)| !seen.contains(&note.marker))
        .map(|(note, line)| Problem {
            line: (*line > 0).then_some(*line),
            message: format!(
                "the note “{}” has no marker in the text; add its marker where it belongs",
                note.marker
            ),
        });
    let strays = unknown.into_iter().map(|(marker, line)| Problem {
        line: (line > 0).then_some(line),
        message: format!(
            "the marker “{marker}” leads to no note; add the note’s text or remove the marker"
        ),
    });
    orphans.chain(strays).collect()
}

/// How many paragraphs call each marker. A footnote is called once; what is called from several is
/// an entry of a bibliography.
pub(super) fn calls<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut calls = BTreeMap::new();
    for text in texts {
        let called: BTreeSet<String> = markers(text)
            .into_iter()
            .map(|(marker, _)| marker)
            .collect();
        for marker in called {
            *calls.entry(marker).or_default() += 1;
        }
    }
    calls
}

/// What looks like a marker, in order, and whether it can hardly be anything else.
fn markers(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = &text[at..];
        if c == '[' {
            skip_to = at + bracketed(rest, &mut found);
        } else if superscript(c).is_some() {
            let raised: String = rest.chars().map_while(superscript).collect();
            let end = rest
                .find(|c| superscript(c).is_none())
                .unwrap_or(rest.len());
            skip_to = at + end;
            // Before a word it is part of a name: `the ²⁰⁸Pb nucleus`.
            if !before.is_whitespace() || !rest[end..].starts_with(char::is_alphanumeric) {
                found.push((raised, false));
            }
        } else if is_sign(c) && !before.is_whitespace() {
            let signs: String = rest.chars().take_while(|c| is_sign(*c)).collect();
            skip_to = at + signs.len();
            found.push((signs, false));
        } else if c.is_ascii_digit() && matches!(before, '.' | ',' | '”' | '"' | '’' | ')' | ';')
        {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            skip_to = at + digits;
            let stands_alone = rest[digits..]
                .chars()
                .next()
                .is_none_or(char::is_whitespace);
            let after_word = text[..at]
                .chars()
                .nth_back(1)
                .is_some_and(char::is_alphabetic);
            if stands_alone && digits <= 3 && after_word {
                found.push((rest[..digits].to_owned(), false));
            }
        }
        before = c;
    }
    found
}

/// `[3]`, `[3, 4]`, `[3-5]`, `[^3]`; answers how many bytes to go on.
fn bracketed(rest: &str, found: &mut Vec<(String, bool)>) -> usize {
    let window = &rest[..rest.floor_char_boundary(24)];
    let Some(end) = window.find(']') else {
        return 1;
    };
    let inside = &rest[1..end];
    if let Some(label) = inside.strip_prefix('^') {
        if label.chars().all(char::is_alphanumeric) {
            found.push((label.to_owned(), true));
        }
        return end + 1;
    }
    for part in inside.split([',', ';']).map(str::trim) {
        let mut ends = part
            .split(['-', '–'])
            .map(|end| end.trim().parse::<u32>().ok());
        match (ends.next().flatten(), ends.next()) {
            (Some(from), Some(Some(to))) if to > from && to - from <= LONGEST_RANGE => {
                found.extend((from..=to).map(|number| (number.to_string(), true)));
            }
            (Some(number), None) if number < 1000 => found.push((number.to_string(), true)),
            _ if is_letter_label(part) => found.push((part.to_owned(), false)),
            _ => {}
        }
    }
    end + 1
}

/// The printers' signs for notes.
fn is_sign(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶')
}

/// `a`, `bc`, `iii`, `†` between brackets.
fn is_letter_label(part: &str) -> bool {
    let letters = part.chars().all(|c| c.is_ascii_lowercase());
    let short = letters && part.len() <= 2 || part.chars().all(|c| "ivx".contains(c) || is_sign(c));
    !part.is_empty() && short && part.len() <= 6
}

/// The digit that a superscript stands for.
pub(super) fn superscript(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .position(|digit| digit == c)
        .and_then(|value| char::from_digit(value as u32, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        markers(text)
            .into_iter()
            .map(|(marker, _)| marker)
            .collect()
    }

    #[test]
    fn markers_of_every_form_are_seen() {
        assert_eq!(
            found("It held.[3] Then²³ it broke [4, 5] and ended.[^a]"),
            ["3", "23", "4", "5", "a"]
        );
        assert_eq!(
            found("It held.7 So it was (1.5 times, in 1.3) [2-4]"),
            ["7", "2", "3", "4"]
        );
        assert_eq!(
            found("It held.* So† it was [a] and [iii]"),
            ["*", "†", "a", "iii"]
        );
        assert_eq!(found("It held. ¹² So the ²⁰⁸Pb nucleus"), ["12"]);
        assert_eq!(found("plain [sic] text, 3 of 4"), Vec::<String>::new());
    }

    #[test]
    fn a_notes_text_is_told_from_its_marker() {
        let split = |line| split(line).map(|(marker, text)| format!("{marker}|{text}"));
        assert_eq!(
            split("[12] Waltz, Theory.").as_deref(),
            Some("12|Waltz, Theory.")
        );
        assert_eq!(split("³ Waltz.").as_deref(), Some("3|Waltz."));
        assert_eq!(split("4. Waltz.").as_deref(), Some("4|Waltz."));
        assert_eq!(split("1979 was a year"), None);
        assert_eq!(split("Waltz 4"), None);
    }
}
