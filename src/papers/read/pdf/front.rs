//! The title of a paper: the largest type on its first page, above the text.
//!
//! What stands above it is the journal's: it may tell date and identifier, and is no text. What the
//! file says of its own title helps to choose between lines, and counts alone only where no line of
//! the page says it.

use std::collections::BTreeMap;

use super::super::{byline, contents, heading, label, place, summary};
use super::row::Row;

/// A title has at most so many lines, and so many words.
const MOST_LINES: usize = 6;
const MOST_WORDS: usize = 40;

/// It stands within this share of the page's height.
const LOWEST: f32 = 0.6;

/// What was found at the top of the first page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Front {
    pub(super) title: String,
    /// The lines above the title.
    pub(super) above: Vec<String>,
}

/// A column beside the text that is narrower than this share of the page is the journal's.
const NARROW: f32 = 0.3;

/// Takes the title and what stands above it out of the first page.
pub(super) fn take(rows: &mut Vec<Row>, body: f32, height: f32, promised: Option<&str>) -> Front {
    let beside = take_beside(rows, body);
    let end = rows
        .iter()
        .position(|row| opens_text(row) || row.y > height * LOWEST)
        .unwrap_or(rows.len());
    let groups = groups(&rows[..end]);
    let promised = promised
        .map(contents::folded)
        .filter(|title| title.len() > 8);
    let named = groups.iter().find(|group| {
        let said = contents::folded(&joined(&rows[(**group).clone()]));
        promised.as_ref().is_some_and(|title| said == *title)
    });
    let largest = groups
        .iter()
        .filter(|group| may_be_title(&rows[(**group).clone()], body))
        .max_by(|a, b| {
            let size = |group: &std::ops::Range<usize>| rows[group.start].size;
            size(a)
                .total_cmp(&size(b))
                .then_with(|| b.start.cmp(&a.start))
        });
    let Some(title) = named.or(largest).cloned() else {
        return Front {
            above: beside,
            ..Front::default()
        };
    };
    let above = rows[..title.start].iter().map(|row| row.text.clone());
    let found = Front {
        title: joined(&rows[title.clone()]),
        above: above.chain(beside).collect(),
    };
    rows.drain(..title.end);
    found
}

/// Takes out narrow columns of small type that stand beside the text: addresses, dates, licences.
fn take_beside(rows: &mut Vec<Row>, body: f32) -> Vec<String> {
    let left = rows.iter().map(|row| row.column.0).fold(f32::MAX, f32::min);
    let right = rows.iter().map(|row| row.column.1).fold(f32::MIN, f32::max);
    let mut blocks: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    for row in rows.iter() {
        let (top, bottom) = blocks.entry(row.block).or_insert((row.y, row.y));
        (*top, *bottom) = (top.min(row.y), bottom.max(row.y));
    }
    let is_beside = |row: &Row| {
        let (top, bottom) = blocks[&row.block];
        let others = blocks.iter().filter(|(block, _)| **block != row.block);
        let has_neighbour = others
            .into_iter()
            .any(|(_, (above, below))| *above < bottom && *below > top);
        let is_narrow = row.column.1 - row.column.0 < (right - left) * NARROW;
        is_narrow && row.size < body * 0.97 && bottom > top && has_neighbour
    };
    let gone: Vec<bool> = rows.iter().map(is_beside).collect();
    let mut gone = gone.into_iter();
    let mut beside = Vec::new();
    rows.retain(|row| {
        let goes = gone.next().unwrap_or(false);
        if goes {
            beside.push(row.text.clone());
        }
        !goes
    });
    beside
}

fn opens_text(row: &Row) -> bool {
    heading::is_abstract(&row.text)
        || summary::summary_lead(&row.text).is_some()
        || (heading::is_known(&row.text) && row.text.to_lowercase().contains("introduction"))
}

/// Lines below each other in the same type.
fn groups(rows: &[Row]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if goes_on(&rows[group.clone()], row) && group.len() < MOST_LINES => {
                group.end = at + 1;
            }
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

fn goes_on(group: &[Row], next: &Row) -> bool {
    let Some(row) = group.last() else {
        return false;
    };
    let step = next.y - row.y;
    let usual = group
        .get(1)
        .map_or(row.size * 1.8, |second| (second.y - group[0].y) * 1.2);
    (row.size - next.size).abs() < row.size * 0.06
        && row.bold == next.bold
        && row.italic == next.italic
        && step > 0.0
        && step < usual
        && !(row.font != next.font && byline::is_byline(&next.raw))
}

fn may_be_title(rows: &[Row], body: f32) -> bool {
    let text = joined(rows);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split(' ').count();
    let is_set_off = rows[0].size > body * 1.12 || (rows[0].bold && rows[0].size > body * 0.98);
    is_set_off
        && words <= MOST_WORDS
        && (words > 1 || letters > 9)
        && letters > 4
        && !label::is_label(&text)
        && !place::is_contact(&text)
}

/// The lines of a title as one, its hyphens kept: a title is hardly ever cut inside a word.
fn joined(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        if !text.is_empty() && !text.ends_with(['-', '–', '/']) {
            text.push(' ');
        }
        text.push_str(&row.text);
    }
    let marks = |c: char| "*∗†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹ ".contains(c);
    text.trim_end_matches(marks).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, y: f32, size: f32) -> Row {
        Row {
            text: text.to_owned(),
            y,
            size,
            ..Row::default()
        }
    }

    fn page() -> Vec<Row> {
        vec![
            row("Journal of Northern Peace", 50.0, 9.0),
            row("Fear and Trust in the", 90.0, 17.0),
            row("Long Peace∗", 110.0, 17.0),
            row("Ana Lindqvist", 140.0, 12.0),
            row("Abstract", 180.0, 12.0),
            row("A Large Heading", 300.0, 20.0),
        ]
    }

    #[test]
    fn the_largest_lines_above_the_abstract_are_the_title() {
        let mut rows = page();
        let front = take(&mut rows, 10.0, 800.0, None);
        assert_eq!(front.title, "Fear and Trust in the Long Peace");
        assert_eq!(front.above, ["Journal of Northern Peace"]);
        assert_eq!(rows[0].text, "Ana Lindqvist");
    }

    #[test]
    fn what_the_file_says_chooses_between_lines() {
        let mut rows = page();
        rows.insert(0, row("The Northern Review of Books", 30.0, 26.0));
        let front = take(
            &mut rows,
            10.0,
            800.0,
            Some("Fear and Trust in the Long Peace*"),
        );
        assert_eq!(front.title, "Fear and Trust in the Long Peace");
        assert_eq!(
            take(&mut page()[3..].to_vec(), 14.0, 800.0, None),
            Front::default()
        );
    }
}
