//! Printed lines as lines of a plain text: blank lines where paragraphs part, and captions behind
//! the paragraph they stand in.

use std::collections::HashSet;

use super::super::heading::{self, Known};
use super::super::line::{Line, Print};
use super::super::{opening, summary};
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
pub(super) fn settle(
    pages: Vec<Vec<Row>>,
    body: Body,
    bookmarks: &HashSet<String>,
) -> Vec<Settled> {
    let mut settled: Vec<Settled> = Vec::new();
    let mut waiting: Vec<Settled> = Vec::new();
    let mut in_references = false;
    let mut in_head = pages
        .iter()
        .flatten()
        .any(|row| row.page == 0 && opens_text(row));
    for rows in pages {
        let mut kinds = figure::kinds(&rows, body.size);
        let all: Vec<&Row> = rows.iter().collect();
        let mut styles = print::set_off(&all, body, bookmarks);
        for at in 0..rows.len() {
            let row = &rows[at];
            in_head &= !(opens_text(row) || row.page > 0);
            if in_head {
                styles[at] = None;
            }
            let known = heading::known(&row.text);
            if styles[at].is_some() || known == Some(Known::References) {
                in_references =
                    known == Some(Known::References) || (in_references && known.is_none());
            }
            if in_head || in_references || styles[at].is_some() {
                kinds[at] = match kinds[at] {
                    Kind::Caption { .. } => kinds[at],
                    _ => Kind::Text,
                };
            }
        }
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
                    let begins =
                        is_heading || before.is_none_or(|before| parts(before, &row, body));
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
fn parts(before: &Settled, row: &Row, _body: Body) -> bool {
    let last = &before.row;
    let width = row.column.1 - row.column.0;
    if before.rank.is_some() || (last.size - row.size).abs() > row.size * 0.07 {
        return true;
    }
    let same_block = last.page == row.page && last.block == row.block;
    if same_block {
        let is_left_out = before.text == LEFT_OUT;
        let above = row.y - last.y;
        let apart = match row.pitch {
            Some(pitch) => (pitch * 1.25).max(row.size * 1.1),
            None => row.size * 1.75,
        };
        return !is_left_out && above > apart;
    }
    let ended_short = last.rest() > (last.column.1 - last.column.0) * 0.12;
    let is_set_in = row.indent() > row.size * 0.6 && row.indent() < width * 0.3;
    let ended = last.text.ends_with(['.', '?', '!', '”', '"', ':']);
    (ended && (ended_short || is_set_in))
        || (ended_short && row.text.starts_with(char::is_uppercase))
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
