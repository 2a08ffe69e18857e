//! What stands among the text and is none: tables, labels in figures, formulas set apart; and the
//! captions that go with them.
//!
//! A line is told by itself (cells, digits, signs) or by its neighbours: a short line among such
//! lines is one of them.

use super::super::heading;
use super::row::Row;
use crate::text;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A line of a caption; `true` for its first.
    Caption {
        first: bool,
    },
    /// A formula between lines of text.
    Formula,
    /// A cell, a label, a number on an axis.
    Debris,
}

/// A caption has at most so many lines.
const LONGEST_CAPTION: usize = 24;

/// Tells the rows of a page apart.
pub(super) fn kinds(rows: &[Row], body: f32) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = rows.iter().map(|row| alone(row, body)).collect();
    captions(rows, body, &mut kinds);
    labels(rows, body, &mut kinds);
    between(rows, &mut kinds);
    kinds
}

fn alone(row: &Row, body: f32) -> Kind {
    let visible = row.text.chars().filter(|c| !c.is_whitespace()).count();
    let letters = row.text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = row.text.chars().filter(char::is_ascii_digit).count();
    let in_words: usize = row
        .text
        .split(|c: char| !c.is_alphabetic())
        .map(|word| word.chars().count())
        .filter(|length| *length >= 3)
        .sum();
    let width = row.column.1 - row.column.0;
    let is_set_in = row.indent() > width * 0.06 && row.rest() > -1.0;
    let is_cells = row.gaps >= 2 || (row.gaps == 1 && digits * 4 > visible);
    let is_large = row.size > body * 1.1;
    if is_cells && !is_large {
        return Kind::Debris;
    }
    if in_words * 100 < visible * 35 && (is_set_in || row.gaps > 0 || row.math >= 30) && !is_large {
        return if letters > 0 || row.math > 0 {
            Kind::Formula
        } else {
            Kind::Debris
        };
    }
    if row.math >= 45 && is_set_in {
        return Kind::Formula;
    }
    if letters * 2 < visible && !is_large && !text_goes_on(row) {
        return Kind::Debris;
    }
    Kind::Text
}

/// A line that is full to its margin belongs to a paragraph, whatever it is full of.
fn text_goes_on(row: &Row) -> bool {
    row.rest() < (row.column.1 - row.column.0) * 0.1 && row.words() > 3
}

fn captions(rows: &[Row], body: f32, kinds: &mut [Kind]) {
    let mut at = 0;
    while at < rows.len() {
        let follows = at
            .checked_sub(1)
            .map(|before| (&rows[before], kinds[before]));
        if !begins_caption(&rows[at], follows, body) {
            at += 1;
            continue;
        }
        kinds[at] = Kind::Caption { first: true };
        let (first, begin) = (&rows[at], at);
        at += 1;
        while at < rows.len()
            && at - begin < LONGEST_CAPTION
            && goes_on(&rows[at], first, &rows[at - 1])
        {
            kinds[at] = Kind::Caption { first: false };
            at += 1;
        }
    }
}

fn begins_caption(row: &Row, before: Option<(&Row, Kind)>, body: f32) -> bool {
    if !heading::is_caption(&row.text) {
        return false;
    }
    let mut words = row.text.splitn(3, ' ');
    let number = words.nth(1).unwrap_or_default();
    let rest = words.next().unwrap_or_default();
    let is_stopped = number.ends_with(['.', ':', '|', '—', '–'])
        || rest.starts_with(['|', '–', '—', ':', '.'])
        || row.text.starts_with("TABLE")
        || row.text.starts_with("FIG");
    let opens = rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || c == '(');
    let is_apart = before.is_none_or(|(before, kind)| {
        kind != Kind::Text
            || before.block != row.block
            || row.above.is_some_and(|above| above > row.size * 1.5)
            || (before.size - row.size).abs() > row.size * 0.04
    });
    is_apart && (is_stopped || (opens && (row.size < body * 0.97 || row.bold)))
}

fn goes_on(row: &Row, first: &Row, before: &Row) -> bool {
    let step = row.above.unwrap_or(f32::MAX);
    let is_same = (row.size - first.size).abs() < first.size * 0.05 && row.block == first.block;
    // The last line of a caption in the text's own type ends before the margin.
    let ended =
        before.text.ends_with('.') && before.rest() > (before.column.1 - before.column.0) * 0.2;
    is_same && step < row.size * 1.45 && !heading::is_caption(&row.text) && !ended
}

/// Short lines in smaller type without a word of grammar, several of them together.
fn labels(rows: &[Row], body: f32, kinds: &mut [Kind]) {
    let is_label: Vec<bool> = rows.iter().map(|row| looks_like_label(row, body)).collect();
    let is_part = |at: usize, kinds: &[Kind]| {
        is_label[at] || matches!(kinds[at], Kind::Debris | Kind::Formula)
    };
    let parts: Vec<bool> = (0..rows.len()).map(|at| is_part(at, kinds)).collect();
    for at in 0..rows.len() {
        let from = at.saturating_sub(2);
        let near = parts[from..rows.len().min(at + 3)]
            .iter()
            .filter(|part| **part)
            .count();
        if is_label[at] && kinds[at] == Kind::Text && near >= 3 {
            kinds[at] = Kind::Debris;
        }
    }
}

fn looks_like_label(row: &Row, body: f32) -> bool {
    let mut folded = String::new();
    let mut has_grammar = false;
    for word in text::words(&row.text) {
        text::fold(word.of(&row.text), &mut folded);
        has_grammar |= text::is_stop_word(&folded);
    }
    row.words() <= 6
        && !has_grammar
        && !row.text.ends_with(['.', ';', ','])
        && (row.size < body * 0.95 || row.rest() > (row.column.1 - row.column.0) * 0.3)
        && !(row.bold || row.size > body * 1.05)
}

/// A short line between two that are no text is none either.
fn between(rows: &[Row], kinds: &mut [Kind]) {
    for at in 1..rows.len().saturating_sub(1) {
        let is_part = |kind: Kind| matches!(kind, Kind::Debris | Kind::Formula);
        let is_short = rows[at].words() <= 3 && rows[at].size < rows[at].column.1 * 0.1;
        let is_plain = !rows[at].bold && !rows[at].text.ends_with('.');
        if kinds[at] == Kind::Text
            && is_short
            && is_plain
            && is_part(kinds[at - 1])
            && is_part(kinds[at + 1])
        {
            kinds[at] = Kind::Debris;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, y: f32) -> Row {
        Row {
            text: text.to_owned(),
            raw: text.to_owned(),
            gaps: text.matches("   ").count(),
            y,
            size: 10.0,
            left: 50.0,
            right: 50.0 + text.len() as f32 * 5.0,
            column: (50.0, 300.0),
            above: Some(12.0),
            ..Row::default()
        }
    }

    fn told(rows: &[Row]) -> Vec<Kind> {
        kinds(rows, 10.0)
    }

    #[test]
    fn tables_and_axes_are_no_text() {
        let rows = [
            row("Lund   4.2   3.9", 0.0),
            row("0.1 0.2 0.3", 12.0),
            row("The war was over in the year of the long peace and", 24.0),
        ];
        assert_eq!(told(&rows), [Kind::Debris, Kind::Debris, Kind::Text]);
    }

    #[test]
    fn formulas_set_apart_are_told_from_lines_with_signs() {
        let mut formula = row("f(x) = a + b² (3)", 0.0);
        formula.left = 100.0;
        let text = row("where f(x) is the fear and b the bread of x", 12.0);
        assert_eq!(told(&[formula, text]), [Kind::Formula, Kind::Text]);
    }

    #[test]
    fn captions_are_told_from_sentences_about_figures() {
        let mut caption = row("Figure 3: The fear in the", 0.0);
        caption.above = Some(30.0);
        let mut next = row("north.", 12.0);
        next.size = 10.0;
        let sentence = row("Figure 3 shows that the fear was great in the", 24.0);
        assert_eq!(
            told(&[caption, next, sentence]),
            [
                Kind::Caption { first: true },
                Kind::Caption { first: false },
                Kind::Text
            ]
        );
    }
}
