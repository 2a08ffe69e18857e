//! Which lines are set off from the text as headings are: by size, weight, slant, capitals, or by a
//! bookmark of the same words.
//!
//! Lines of the same looks get the same rank, 1 for those that stand out most. Whether such a line
//! is a heading, and of which level, is the business of [`outline`](super::super::outline).

use std::collections::HashSet;

use super::super::{contents, heading, item};
use super::row::Row;
use crate::papers::date;

/// A heading is at most so long.
const MOST_WORDS: usize = 24;

/// How a line is printed. The order is that of standing out: size, weight, capitals, upright type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Style {
    /// In half points.
    size: i32,
    bold: bool,
    upper: bool,
    upright: bool,
}

/// The text's own type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) font: u32,
}

/// The style of each line that is set off as a heading.
pub(super) fn set_off(
    rows: &[&Row],
    body: Body,
    bookmarks: &HashSet<String>,
) -> Vec<Option<Style>> {
    let mut styles: Vec<Option<Style>> = (0..rows.len())
        .map(|at| {
            let around = Around {
                row: rows[at],
                before: at.checked_sub(1).map(|at| rows[at]),
                after: rows.get(at + 1).copied(),
            };
            around.is_set_off(body, bookmarks).then(|| style(rows[at]))
        })
        .collect();
    // Several lines in a row that stand out alike are no headings: a quotation, a box.
    let mut at = 0;
    while at < rows.len() {
        let same = styles[at..]
            .iter()
            .take_while(|style| style.is_some() && **style == styles[at])
            .count();
        if same > 4 && heading::number(&rows[at].text).is_none() {
            styles[at..at + same].fill(None);
        }
        at += same.max(1);
    }
    styles
}

fn style(row: &Row) -> Style {
    Style {
        size: (row.size * 2.0).round() as i32,
        bold: row.bold,
        upper: heading::is_upper(&row.text),
        upright: !row.italic,
    }
}

struct Around<'r> {
    row: &'r Row,
    before: Option<&'r Row>,
    after: Option<&'r Row>,
}

impl Around<'_> {
    fn is_set_off(&self, body: Body, bookmarks: &HashSet<String>) -> bool {
        let row = self.row;
        let numbered = heading::number(&row.text);
        let name = numbered
            .as_ref()
            .map_or(row.text.as_str(), |(_, name)| name);
        if !may_be_heading(&row.text, name) {
            return false;
        }
        if name.len() > 3 && bookmarks.contains(&contents::folded(&row.text)) {
            return true;
        }
        let is_listed = item::bullet(&row.text).is_some();
        if is_listed || row.size < body.size * 0.8 {
            return false;
        }
        let larger = row.size > body.size * 1.07;
        let bold = row.bold && !body.bold;
        let upper = heading::is_upper(name) && name.len() > 4;
        // A line in italics that ends as a sentence does is a quotation.
        let italic =
            row.italic && !body.italic && !row.text.ends_with(['.', '?', '!', ')', '”', '’']);
        let alone = self.is_alone();
        let other = row.font != body.font && self.is_above_text(body) && !row.text.ends_with('.');
        larger
            || (bold && (alone || numbered.is_some()))
            || (other && alone)
            || (upper && alone && self.is_apart())
            || (italic && alone && (self.is_apart() || numbered.is_some() || is_lettered(name)))
    }

    /// It ends before the margin, or the next line is printed otherwise.
    fn is_alone(&self) -> bool {
        let row = self.row;
        let width = row.column.1 - row.column.0;
        let ends = row.rest() > width * 0.12;
        let differs = self.after.is_none_or(|after| {
            after.block != row.block
                || after.bold != row.bold
                || after.italic != row.italic
                || after.font != row.font
        });
        let unlike_before = self.before.is_none_or(|before| {
            before.block != row.block
                || before.bold != row.bold
                || before.italic != row.italic
                || before.font != row.font
                || before.rest() > width * 0.12
                || self.is_apart()
        });
        (ends || differs) && unlike_before
    }

    /// It is a little larger than the text that begins below it.
    fn is_above_text(&self, body: Body) -> bool {
        let text = self.after.filter(|after| after.block == self.row.block);
        self.row.size > body.size * 1.02
            && text.is_some_and(|text| text.font == body.font && text.size < self.row.size * 0.99)
    }

    /// More white space stands above it than between lines.
    fn is_apart(&self) -> bool {
        let row = self.row;
        row.above.is_none_or(|above| above > row.size * 1.45)
            || self
                .after
                .and_then(|after| after.above)
                .is_some_and(|below| below > row.size * 1.6)
    }
}

fn may_be_heading(text: &str, name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // A year says as much as a word; other digits are those of tables.
    let years = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| date::year(word).is_some());
    let visible = name.chars().filter(|c| !c.is_whitespace()).count();
    let visible = visible - years.map(str::len).sum::<usize>();
    letters >= 3
        && letters * 10 >= visible * 6
        && text.split(' ').count() <= MOST_WORDS
        && !text.ends_with([',', ';', '-'])
        && text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'¿(§".contains(c))
        && !heading::is_caption(text)
        && !text.contains('@')
        && !text.contains("://")
}

/// `A. Fear`, `b) Trust`.
fn is_lettered(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && matches!(characters.next(), Some('.' | ')'))
        && characters.next() == Some(' ')
}

/// The rank of each style: 1 for the one that stands out most.
pub(super) fn ranks(styles: &[Option<Style>]) -> Vec<Option<u8>> {
    let mut all: Vec<Style> = styles.iter().flatten().copied().collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    styles
        .iter()
        .map(|style| {
            let style = style.as_ref()?;
            let rank = all.iter().position(|one| one == style)?;
            Some(rank.min(250) as u8 + 1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Body = Body {
        size: 10.0,
        bold: false,
        italic: false,
        font: 0,
    };

    fn row(text: &str, size: f32, bold: bool) -> Row {
        Row {
            text: text.to_owned(),
            size,
            bold,
            left: 50.0,
            right: 50.0 + text.len() as f32 * 5.0,
            column: (50.0, 300.0),
            above: Some(12.0),
            ..Row::default()
        }
    }

    fn ranked(rows: &[Row]) -> Vec<Option<u8>> {
        let rows: Vec<&Row> = rows.iter().collect();
        ranks(&set_off(&rows, BODY, &HashSet::new()))
    }

    #[test]
    fn size_and_weight_set_headings_off() {
        let rows = [
            row("1 The Fear", 12.0, true),
            row("the war was long and the peace was longer in", 10.0, false),
            row("1.1 Its Roots", 10.0, true),
            row("the north, where bread was dear to all of us", 10.0, false),
        ];
        assert_eq!(ranked(&rows), [Some(1), None, Some(2), None]);
    }

    #[test]
    fn a_year_in_a_heading_is_a_word_of_it() {
        assert_eq!(ranked(&[row("Lund, 1658", 10.0, true)]), [Some(1)]);
        assert_eq!(ranked(&[row("Lund, 42.7", 10.0, true)]), [None]);
    }

    #[test]
    fn a_bold_line_that_runs_on_is_no_heading() {
        let full = "Fear was what the people of the two states knew best";
        let rows = [row(full, 10.0, true), row("and what they had.", 10.0, true)];
        assert_eq!(ranked(&rows)[1], None);
        assert_eq!(ranked(&[row("ends with a comma,", 12.0, true)]), [None]);
    }

    #[test]
    fn a_bookmark_makes_a_heading() {
        let plain = row("The Roots of Fear", 10.0, false);
        let bookmarks = HashSet::from([contents::folded("The roots of fear")]);
        assert!(set_off(&[&plain], BODY, &bookmarks)[0].is_some());
        assert!(set_off(&[&plain], BODY, &HashSet::new())[0].is_none());
    }
}
