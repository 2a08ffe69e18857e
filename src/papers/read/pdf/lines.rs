//! Printed lines as lines of a plain text: blank lines where paragraphs part, and captions behind
//! the paragraph they stand in.

use std::collections::HashSet;

use super::super::heading::{self, Known};
use super::super::line::{Line, Print};
use super::super::{bibliography, opening, summary};
use super::figure::{self, Kind};
use super::print::{self, Body};
use super::row::Row;

/// Indentations are counted in parts of the size, about as wide as a letter.
const LETTER: f32 = 0.4;

/// What a formula leaves in the sentence it stands in.
const LEFT_OUT: &str = "[…]";

/// A line that stays, and what it is.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) text: String,
    pub(super) row: Row,
    /// Whether a paragraph begins with it, as far as its place tells.
    begins: bool,
    rank: Option<u8>,
}

/// Leaves out what is no text, puts captions behind the paragraph they interrupt, and ranks the
/// lines that are set off.
pub(super) fn settle(pages: Vec<Vec<Row>>, body: Body, bookmarks: &HashSet<String>) -> Vec<Settled> {
    let mut settled: Vec<Settled> = Vec::new();
    let mut waiting: Vec<Settled> = Vec::new();
    let texts: Vec<&str> = pages.iter().flatten().map(|row| row.text.as_str()).collect();
    let tail = bibliography::labelled_tail(&texts).unwrap_or(texts.len());
    let mut passed = 0;
    // The style of the bibliography's heading while its entries last.
    let mut references: Option<Option<print::Style>> = None;
    let mut in_head = pages
        .iter()
        .flatten()
        .any(|row| row.page == 0 && opens_text(row));
    for rows in pages {
        let mut kinds = figure::kinds(&rows, body.size);
        let all: Vec<&Row> = rows.iter().collect();
        let mut styles = print::set_off(&all, body, bookmarks);
        let mut is_entry = vec![false; rows.len()];
        for at in 0..rows.len() {
            let row = &rows[at];
            in_head &= !(opens_text(row) || row.page > 0);
            if in_head {
                styles[at] = None;
            }
            let known = heading::known(&row.text);
            if passed + at == tail && references.is_none() {
                references = Some(None);
            }
            if known == Some(Known::References) {
                references = Some(styles[at]);
            } else if let Some(heading) = references
                && styles[at].is_some()
                && (known.is_some() || styles[at] >= heading)
            {
                references = None;
            } else if references.is_some() {
                styles[at] = None;
            }
            is_entry[at] = references.is_some();
            let is_cells = kinds[at] == Kind::Debris && row.gaps >= 2;
            let is_caption = matches!(kinds[at], Kind::Caption { .. });
            let stays = in_head || styles[at].is_some() || (is_entry[at] && !is_cells);
            if stays && !is_caption {
                kinds[at] = Kind::Text;
            }
        }
        passed += rows.len();
        for (at, row) in rows.into_iter().enumerate() {
            let before = settled.last();
            match kinds[at] {
                Kind::Debris => {}
                Kind::Formula => {
                    let is_open = before.is_some_and(|before| {
                        before.rank.is_none() && !before.text.ends_with(['.', '…', ']'])
                    });
                    if is_open && before.is_some_and(|before| before.text != LEFT_OUT) {
                        settled.push(Settled {
                            text: LEFT_OUT.to_owned(),
                            row,
                            begins: false,
                            rank: None,
                        });
                    }
                }
                Kind::Caption { first } => waiting.push(Settled {
                    text: row.text.clone(),
                    row,
                    begins: first,
                    rank: None,
                }),
                Kind::Text => {
                    let is_heading = styles[at].is_some();
                    let begins = is_heading || before.is_none_or(|before| {
                            if is_entry[at] {
                                parts_entries(before, &row)
                            } else {
                                parts(before, &row)
                            }
                        });
                    if begins {
                        settled.append(&mut waiting);
                    }
                    settled.push(Settled {
                        text: row.text.clone(),
                        row,
                        begins,
                        rank: styles[at].map(|_| 0),
                    });
                }
            }
        }
    }
    settled.append(&mut waiting);
    rank(&mut settled, body, bookmarks);
    join_headings(settled)
}

fn opens_text(row: &Row) -> bool {
    heading::is_known(&row.text)
        || summary::summary_lead(&row.text).is_some()
        || (row.words() > 6 && opening::small_share(&row.text) >= 60 && row.rest() < row.size)
}

/// Whether a paragraph ends before a line, told by place and type.
fn parts(before: &Settled, row: &Row) -> bool {
    let last = &before.row;
    let width = row.column.1 - row.column.0;
    if before.text == LEFT_OUT {
        return row.indent() > row.size * 0.6;
    }
    if before.rank.is_some() || (last.size - row.size).abs() > row.size * 0.07 {
        return true;
    }
    if is_same_block(last, row) {
        return is_apart(last, row);
    }
    let ended_short = last.rest() > (last.column.1 - last.column.0) * 0.12;
    let is_set_in = row.indent() > row.size * 0.6 && row.indent() < width * 0.3;
    let ended = last.text.ends_with(['.', '?', '!', '”', '"', ':']);
    (ended && (ended_short || is_set_in)) || (ended_short && row.text.starts_with(char::is_uppercase))
}

/// Whether an entry of a bibliography ends before a line. At the top of a column one goes on where it
/// is set in, or where it had not come to an end.
fn parts_entries(before: &Settled, row: &Row) -> bool {
    let last = &before.row;
    if before.rank.is_some() {
        return true;
    }
    if is_same_block(last, row) {
        return is_apart(last, row);
    }
    let ended = last.text.ends_with(|c: char| c.is_numeric() || ".)]/”’".contains(c));
    let is_set_in = row.indent() > row.size * 0.5;
    let ended_short = last.rest() > (last.column.1 - last.column.0) * 0.12;
    ended && !is_set_in && (ended_short || row.text.starts_with('['))
}

fn is_same_block(last: &Row, row: &Row) -> bool {
    (last.page, last.block) == (row.page, row.block)
}

/// More white space stands above a line than between the lines of its block.
fn is_apart(last: &Row, row: &Row) -> bool {
    let apart = match row.pitch {
        Some(pitch) => (pitch * 1.25).max(row.size * 1.1),
        None => row.size * 1.75,
    };
    row.y - last.y > apart
}

/// Gives the lines that are set off their ranks over the whole paper.
fn rank(settled: &mut [Settled], body: Body, bookmarks: &HashSet<String>) {
    let rows: Vec<&Row> = settled.iter().map(|line| &line.row).collect();
    let mut styles = print::set_off(&rows, body, bookmarks);
    for (line, style) in settled.iter().zip(&mut styles) {
        if line.rank.is_none() {
            *style = None;
        }
    }
    let ranks = print::ranks(&styles);
    for (line, rank) in settled.iter_mut().zip(ranks) {
        line.rank = rank;
    }
}

/// A heading of several lines becomes one.
fn join_headings(settled: Vec<Settled>) -> Vec<Settled> {
    let mut joined: Vec<Settled> = Vec::new();
    for line in settled {
        match joined.last_mut() {
            Some(before) if goes_on(before, &line) => {
                before.text = format!("{} {}", before.text, line.text);
                before.row.y = line.row.y;
            }
            _ => joined.push(line),
        }
    }
    joined
}

fn goes_on(before: &Settled, line: &Settled) -> bool {
    let step = line.row.y - before.row.y;
    before.rank.is_some()
        && before.rank == line.rank
        && (before.row.page, before.row.block) == (line.row.page, line.row.block)
        && step < line.row.size * 1.6
        && heading::number(&line.text).is_none()
        && !heading::is_known(&line.text)
        && !heading::is_known(&before.text)
}

/// The lines as plain text has them.
pub(super) fn lines<'r>(settled: &'r [Settled], body: Body, numbers: &[u32]) -> Vec<Line<'r>> {
    let mut lines: Vec<Line<'r>> = Vec::new();
    for (at, line) in settled.iter().enumerate() {
        let after_heading = at > 0 && settled[at - 1].rank.is_some();
        if line.begins || after_heading {
            lines.push(Line::blank(lines.len() as u32 + 1));
        }
        let print = match line.rank {
            Some(rank) => Print::SetOff(rank),
            _ => Print::AsText,
        };
        lines.push(Line {
            number: lines.len() as u32 + 1,
            page: numbers.get(line.row.page).copied(),
            raw: &line.row.raw,
            text: line.text.clone(),
            indent: (line.row.indent() / (body.size * LETTER)).round() as usize,
            print,
        });
    }
    lines
}
