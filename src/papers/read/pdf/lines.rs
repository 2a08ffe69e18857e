//! Printed lines as lines of a plain text: blank lines where paragraphs part, and captions behind
//! the paragraph they stand in.

use std::collections::HashSet;

use super::super::heading::{self, Known};
use super::super::line::{Line, Print};
use super::super::{bibliography, opening, summary};
use super::figure::{self, Kind};
use super::print::{self, Body, Style};
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
    let mut sorting = Sorting::of(&pages, body, bookmarks);
    let mut settling = Settling::default();
    for rows in pages {
        let told = sorting.tell(&rows);
        for (row, told) in rows.into_iter().zip(told) {
            settling.add(row, told);
        }
    }
    let mut settled = settling.settled;
    settled.append(&mut settling.waiting);
    rank(&mut settled, body, bookmarks);
    join_headings(settled)
}

/// What a line was told to be.
#[derive(Debug, Clone, Copy)]
struct Told {
    kind: Kind,
    style: Option<Style>,
    /// It belongs to an entry of the bibliography.
    is_entry: bool,
}

/// Tells the lines of page after page apart, with what is known of the pages before.
struct Sorting<'b> {
    body: Body,
    bookmarks: &'b HashSet<String>,
    in_head: bool,
    in_references: bool,
    /// The style of the bibliography's heading.
    references: Option<Style>,
    /// Where entries without a heading begin, in lines.
    tail: usize,
    passed: usize,
}

impl<'b> Sorting<'b> {
    fn of(pages: &[Vec<Row>], body: Body, bookmarks: &'b HashSet<String>) -> Self {
        let rows = || pages.iter().flatten();
        let texts: Vec<&str> = rows().map(|row| row.text.as_str()).collect();
        Self {
            body,
            bookmarks,
            in_head: rows().any(|row| row.page == 0 && opens_text(row)),
            in_references: false,
            references: None,
            tail: bibliography::labelled_tail(&texts).unwrap_or(texts.len()),
            passed: 0,
        }
    }

    fn tell(&mut self, rows: &[Row]) -> Vec<Told> {
        let kinds = figure::kinds(rows, self.body.size);
        let all: Vec<&Row> = rows.iter().collect();
        let styles = print::set_off(&all, self.body, self.bookmarks);
        let each = rows.iter().zip(kinds.into_iter().zip(styles));
        each.map(|(row, (kind, style))| self.settle(row, kind, style))
            .collect()
    }

    fn settle(&mut self, row: &Row, kind: Kind, style: Option<Style>) -> Told {
        self.in_head &= !(opens_text(row) || row.page > 0);
        let style = self.follow_references(row, style.filter(|_| !self.in_head));
        let is_entry = self.in_references;
        let is_cells = kind == Kind::Debris && row.gaps >= 2;
        let is_caption = matches!(kind, Kind::Caption { .. });
        let stays = self.in_head || style.is_some() || (is_entry && !is_cells);
        Told {
            kind: if stays && !is_caption {
                Kind::Text
            } else {
                kind
            },
            style,
            is_entry,
        }
    }

    /// Notes where the bibliography begins and ends; among its entries nothing is a heading.
    fn follow_references(&mut self, row: &Row, style: Option<Style>) -> Option<Style> {
        let known = heading::known(&row.text);
        self.in_references |= self.passed == self.tail;
        self.passed += 1;
        if known == Some(Known::References) {
            (self.in_references, self.references) = (true, style);
            return style;
        }
        let ends = style.is_some() && (known.is_some() || style >= self.references);
        self.in_references &= !ends;
        style.filter(|_| !self.in_references)
    }
}

/// Lines as they are put in order.
#[derive(Debug, Default)]
struct Settling {
    settled: Vec<Settled>,
    /// Captions that wait for the end of the paragraph they stand in.
    waiting: Vec<Settled>,
}

impl Settling {
    fn add(&mut self, row: Row, told: Told) {
        match told.kind {
            Kind::Debris => {}
            Kind::Formula => self.leave_out(row),
            Kind::Caption { first } => self.waiting.push(Settled {
                text: row.text.clone(),
                row,
                begins: first,
                rank: None,
            }),
            Kind::Text => {
                let begins = told.style.is_some() || self.begins(&row, told.is_entry);
                if begins {
                    self.settled.append(&mut self.waiting);
                }
                self.settled.push(Settled {
                    text: row.text.clone(),
                    row,
                    begins,
                    rank: told.style.map(|_| 0),
                });
            }
        }
    }

    fn begins(&self, row: &Row, is_entry: bool) -> bool {
        self.settled.last().is_none_or(|before| {
            if is_entry {
                parts_entries(before, row)
            } else {
                parts(before, row)
            }
        })
    }

    /// A formula within a sentence leaves a mark there.
    fn leave_out(&mut self, row: Row) {
        let is_open = self
            .settled
            .last()
            .is_some_and(|before| before.rank.is_none() && !before.text.ends_with(['.', '…', ']']));
        if is_open {
            self.settled.push(Settled {
                text: LEFT_OUT.to_owned(),
                row,
                begins: false,
                rank: None,
            });
        }
    }
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
    (ended && (ended_short || is_set_in))
        || (ended_short && row.text.starts_with(char::is_uppercase))
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
    let ended = last
        .text
        .ends_with(|c: char| c.is_numeric() || ".)]/”’".contains(c));
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
                before.text.extend([" ", &line.text]);
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
pub(super) fn lines<'r>(
    settled: &'r [Settled],
    body: Body,
    numbers: &[Option<u32>],
) -> Vec<Line<'r>> {
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
        // The mark is none of the text: behind the last word of a page it begins no new one.
        let before = lines.last().and_then(|line| line.page);
        let is_mark = at > 0 && line.text == LEFT_OUT && !line.begins;
        let page = numbers.get(line.row.page).copied().flatten();
        lines.push(Line {
            number: lines.len() as u32 + 1,
            page: if is_mark { before } else { page },
            raw: &line.row.raw,
            text: line.text.clone(),
            indent: (line.row.indent() / (body.size * LETTER)).round() as usize,
            print,
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_for_a_formula_counted_for_the_next_page() {
        let settled = |text: &str, page| Settled {
            text: text.to_owned(),
            row: Row {
                page,
                ..Row::default()
            },
            begins: false,
            rank: None,
        };
        let settled = [
            settled("the force that", 0),
            settled(LEFT_OUT, 1),
            settled("gives", 1),
        ];
        let body = Body {
            size: 10.0,
            bold: false,
            italic: false,
            font: 0,
        };
        let lines = lines(&settled, body, &[Some(5), Some(6)]);
        let pages: Vec<Option<u32>> = lines.iter().map(|line| line.page).collect();
        assert_eq!(pages, [Some(5), Some(5), Some(6)]);
    }
}
