//! The shortest edit that makes a quotation of some part of a text.
//!
//! The quotation is fitted into the text by dynamic programming (Sellers 1980), a word dropped or
//! added costing one each and a changed one both. Of edits of one length the one that keeps more
//! words is taken, and made in as few spots as it can be. Free are: what stands at an ellipsis, the
//! markers of notes, and a dash that joins two words or parts them. A long run that was silently left
//! out costs no more than [`JUMP`] words, so that two sentences welded together are seen for what they
//! are.

mod slide;

use std::collections::HashMap;
use std::ops::Range;

use super::quotation::Quotation;
use super::stretch::Stretch;
use crate::text::{After, Piece};

/// What a run of left-out words costs at most, in words.
const JUMP: u64 = 5;

/// Costs are compared by words dropped or added first, then by words of the quotation that are lost,
/// then by what an ellipsis leaves out. No quotation or stretch has as many of one as the next is
/// worth.
const EDIT: u64 = 1 << 40;
const LOST: u64 = 1 << 20;
const LEFT_OUT: u64 = 1;

/// A step of an edit: pieces of the quotation and pieces of the text, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// They are the same: one each, or two that a dash joins on one side.
    Same(Range<usize>, Range<usize>),
    /// The text lacks it.
    Add(usize),
    /// The quotation lacks it.
    Drop(usize),
    /// An ellipsis stands for it, or it is the marker of a note.
    Pass(usize),
}

/// An edit, and its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    pub(super) steps: Vec<Step>,
    /// Comparable between alignments of one quotation: the nearer, the smaller.
    pub(super) cost: u64,
}

/// How a cell of the table is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Move {
    Begin,
    Same,
    TwoToOne,
    OneToTwo,
    Add,
    Drop,
    /// The end of a long run that was left out.
    Land,
}

/// Whether a run that is being left out at a cell began before it.
const RUNS_ON: u8 = 0x80;

/// What an edit is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// As short as it can be.
    Shortest,
    /// Such that few words of the quotation are lost, though more of the text are left out.
    Keeping,
}

impl Aim {
    /// What it costs that the text lacks a word of the quotation.
    fn add_cost(self) -> u64 {
        match self {
            Self::Shortest => EDIT + LOST,
            Self::Keeping => (JUMP + 1) * EDIT,
        }
    }
}

/// Fits a quotation into a stretch.
pub(super) fn align(quotation: &Quotation, stretch: &Stretch, aim: Aim) -> Alignment {
    let table = Table::of(quotation, stretch, aim);
    let (moves, end, cost) = table.fill();
    Alignment {
        steps: slide::gather(&table.trace(&moves, end), &table.left, &table.right),
        cost,
    }
}

struct Table<'a> {
    /// What adding a word costs.
    add_cost: u64,
    asked: &'a [Piece],
    stretch: &'a Stretch,
    /// A number for each distinct piece, so that numbers are compared.
    left: Numbers,
    right: Numbers,
}

/// The pieces as numbers, and each with the next where a dash joins them.
struct Numbers {
    single: Vec<u32>,
    joined: Vec<Option<u32>>,
}

impl<'a> Table<'a> {
    fn of(quotation: &'a Quotation, stretch: &'a Stretch, aim: Aim) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let asked = &quotation.pieces;
        let left = Numbers::of(asked.iter(), &mut known);
        let right = Numbers::of(
            stretch.pieces.iter().map(|stored| &stored.piece),
            &mut known,
        );
        Self {
            add_cost: aim.add_cost(),
            asked,
            stretch,
            left,
            right,
        }
    }

    /// Every cell's move, the column in which the cheapest fit ends, and its cost.
    fn fill(&self) -> (Vec<u8>, usize, u64) {
        let (rows, columns) = (self.asked.len() + 1, self.stretch.pieces.len() + 1);
        let mut moves = vec![Move::Begin as u8; rows * columns];
        // The last three rows of costs, for pieces that stand for two.
        let mut costs = [vec![0; columns], vec![0; columns], vec![0; columns]];
        for row in 1..rows {
            let [before_last, last, this] = &mut costs;
            let moves = &mut moves[row * columns..(row + 1) * columns];
            this[0] = last[0] + self.add_cost;
            moves[0] = Move::Add as u8;
            let mut run = u64::MAX;
            for column in 1..columns {
                let mut best = (last[column] + self.add_cost, Move::Add);
                let mut offer = |cost: u64, way: Move| {
                    if cost < best.0 {
                        best = (cost, way);
                    }
                };
                if row < rows - 1 {
                    offer(this[column - 1] + self.drop_cost(row, column), Move::Drop);
                    let opened = this[column - 1] + JUMP * EDIT;
                    if run <= opened {
                        moves[column] |= RUNS_ON;
                    }
                    run = run.min(opened);
                    offer(run, Move::Land);
                }
                if self.left.single[row - 1] == self.right.single[column - 1] {
                    offer(last[column - 1], Move::Same);
                }
                if row > 1 && self.left.joined[row - 2] == Some(self.right.single[column - 1]) {
                    offer(before_last[column - 1], Move::TwoToOne);
                }
                if column > 1 && self.right.joined[column - 2] == Some(self.left.single[row - 1]) {
                    offer(last[column - 2], Move::OneToTwo);
                }
                this[column] = best.0;
                moves[column] |= best.1 as u8;
            }
            costs.rotate_left(1);
        }
        let ends = costs[1].iter().enumerate();
        let (end, cost) = ends
            .min_by_key(|(_, cost)| **cost)
            .map_or((0, 0), |(end, cost)| (end, *cost));
        (moves, end, cost)
    }

    /// What it costs that the quotation lacks the piece before a column, after the piece before a row.
    fn drop_cost(&self, row: usize, column: usize) -> u64 {
        let is_free =
            self.asked[row - 1].after == After::Ellipsis || self.stretch.pieces[column - 1].is_note;
        if is_free { LEFT_OUT } else { EDIT }
    }

    fn trace(&self, moves: &[u8], end: usize) -> Vec<Step> {
        let columns = self.stretch.pieces.len() + 1;
        let (mut row, mut column) = (self.asked.len(), end);
        let mut steps = Vec::new();
        let mut is_running = false;
        while row > 0 {
            let cell = moves[row * columns + column];
            let way = cell & !RUNS_ON;
            if is_running || way == Move::Land as u8 {
                column -= 1;
                steps.push(self.dropped(row, column));
                is_running = cell & RUNS_ON != 0;
                continue;
            }
            let (rows, cells) = match way {
                way if way == Move::Same as u8 => (1, 1),
                way if way == Move::TwoToOne as u8 => (2, 1),
                way if way == Move::OneToTwo as u8 => (1, 2),
                way if way == Move::Drop as u8 => (0, 1),
                _ => (1, 0),
            };
            row -= rows;
            column -= cells;
            steps.push(match (rows, cells) {
                (0, _) => self.dropped(row, column),
                (_, 0) => Step::Add(row),
                _ => Step::Same(row..row + rows, column..column + cells),
            });
        }
        steps.reverse();
        steps
    }

    fn dropped(&self, row: usize, column: usize) -> Step {
        if self.drop_cost(row, column + 1) == LEFT_OUT {
            Step::Pass(column)
        } else {
            Step::Drop(column)
        }
    }
}

impl Numbers {
    fn of<'p>(pieces: impl Iterator<Item = &'p Piece>, known: &mut HashMap<String, u32>) -> Self {
        let mut number = |text: &str| {
            let next = known.len() as u32;
            if let Some(number) = known.get(text) {
                return *number;
            }
            known.insert(text.to_owned(), next);
            next
        };
        let (mut single, mut joined) = (Vec::new(), Vec::new());
        let mut pieces = pieces.peekable();
        while let Some(piece) = pieces.next() {
            single.push(number(&piece.folded));
            let next = pieces.peek().filter(|_| piece.joins);
            joined.push(next.map(|next| number(&format!("{}{}", piece.folded, next.folded))));
        }
        Self { single, joined }
    }
}
