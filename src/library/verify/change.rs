//! What is the same at a place of the papers, and what differs, as slices of both texts.

use std::ops::Range;

use super::super::index::Excerpt;
use super::super::search::in_characters;
use super::align::{Aim, Step, align};
use super::quotation::Quotation;
use super::stretch::Stretch;
use crate::papers::paper::{Pages, PassageId};
use crate::text::{After, stop};

/// A place of the papers beside which a quotation was laid.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The passages it reaches over, in order.
    pub passages: Vec<Excerpt>,
    /// In each of them the words that are the same, as pairs of offsets in characters.
    pub highlights: Vec<Vec<(usize, usize)>>,
    /// The quotation and the paper word by word, in order.
    pub difference: Vec<Change>,
    /// The quotation as the paper has it: a slice of its passage, or several with an ellipsis where
    /// words are left out.
    pub quoted: String,
    /// The pages that the words of the paper stand on which the quotation has.
    pub pages: Option<Pages>,
    /// What the paper has at each ellipsis of the quotation that leaves words out.
    pub left_out: Vec<String>,
    /// Whether it has other commas and colons between words that are the same.
    pub is_marked_otherwise: bool,
    /// How far it is from the quotation: the length of the shortest edit.
    cost: u64,
    /// Where sentences end in one of the two only.
    stops: usize,
    /// In how many spots words differ.
    spots: usize,
    /// How many words of the quotation are not here.
    lost: usize,
    /// How many pieces of the quotation are here.
    same: usize,
}

/// A run of words that are the same in both texts, or stand in one only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where they stand.
    pub op: Op,
    /// The words, as they stand there: the paper’s where both have them. An ellipsis for what the
    /// quotation leaves out and says so.
    pub text: String,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// In both.
    Same,
    /// In the quotation only.
    Add,
    /// In the paper only.
    Drop,
}

impl Place {
    /// The first of its passages. A place where nothing is the same has none, and is not asked.
    pub(super) fn id(&self) -> PassageId {
        self.passages[0].id()
    }

    pub(super) fn is_verbatim(&self) -> bool {
        !self.difference.is_empty() && self.difference.iter().all(|change| change.op == Op::Same)
    }

    /// The nearer, the smaller: of edits of one length, that in the fewest spots.
    pub(super) fn distance(&self) -> (u64, usize, usize, PassageId) {
        (self.cost, self.spots, self.stops, self.id())
    }

    /// Whether it is the quoted sentence with a word changed here or there: at most one in four.
    pub(super) fn is_same_sentence(&self, quotation: &Quotation) -> bool {
        let most = quotation.pieces.len() / 4;
        self.spots <= most && self.lost <= most
    }

    /// Whether it is worth showing: most of the quotation is here.
    pub(super) fn is_near(&self, quotation: &Quotation) -> bool {
        let most = quotation.words() / 2;
        self.spots <= most && self.lost <= most && self.same >= 2
    }
}

impl Stretch {
    /// Lays a quotation beside the part of the stretch that is nearest to it. Where the shortest edit
    /// gives up words that stand a little further on, an edit that keeps them may tell better that
    /// it is the same sentence.
    pub(super) fn place(&self, quotation: &Quotation) -> Place {
        let shortest = self.laid(quotation, Aim::Shortest);
        let is_far = 3 * shortest.same < quotation.pieces.len();
        if is_far || shortest.is_same_sentence(quotation) {
            return shortest;
        }
        let cost = shortest.cost;
        let keeping = self.laid(quotation, Aim::Keeping);
        if keeping.is_same_sentence(quotation) {
            Place { cost, ..keeping }
        } else {
            shortest
        }
    }

    fn laid(&self, quotation: &Quotation, aim: Aim) -> Place {
        let alignment = align(quotation, self, aim);
        let mut writing = Writing::new(quotation, self, alignment.cost);
        writing.write(alignment.steps);
        writing.into_place()
    }
}

/// The marks of a gap that matter less than a word, and more than nothing.
fn small_marks(gap: &str) -> String {
    gap.chars()
        .filter(|c| matches!(c, ',' | ';' | ':'))
        .collect()
}

/// The difference being written down.
struct Writing<'a> {
    quotation: &'a Quotation,
    stretch: &'a Stretch,
    /// The pieces of the stretch in the run of words that are the same.
    run: Range<usize>,
    /// The pieces of both that differ since then.
    added: Vec<usize>,
    dropped: Vec<usize>,
    /// All runs that are the same.
    runs: Vec<Range<usize>>,
    /// How many runs there were at each ellipsis.
    parts: Vec<usize>,
    place: Place,
}

impl<'a> Writing<'a> {
    fn new(quotation: &'a Quotation, stretch: &'a Stretch, cost: u64) -> Self {
        Self {
            quotation,
            stretch,
            run: 0..0,
            added: Vec::new(),
            dropped: Vec::new(),
            runs: Vec::new(),
            parts: vec![0],
            place: Place {
                passages: Vec::new(),
                highlights: Vec::new(),
                difference: Vec::new(),
                quoted: String::new(),
                pages: None,
                left_out: Vec::new(),
                is_marked_otherwise: false,
                cost,
                stops: 0,
                spots: 0,
                lost: 0,
                same: 0,
            },
        }
    }

    fn write(&mut self, steps: Vec<Step>) {
        // The last pieces of both that are the same.
        let mut before: Option<(usize, usize)> = None;
        for step in steps {
            match step {
                Step::Add(asked) => self.added.push(asked),
                Step::Drop(stored) => self.dropped.push(stored),
                Step::Pass(_) => {}
                Step::Same(asked, stored) => {
                    let between =
                        before.map(|(left, right)| (left..asked.start, right..stored.start));
                    self.reach(between);
                    before = Some((asked.end - 1, stored.end - 1));
                    self.place.same += asked.len();
                    self.go_on(stored);
                }
            }
        }
        self.close_run();
        self.close_spot();
    }

    /// Writes what lies before the next words that are the same: from the last ones to them.
    fn reach(&mut self, between: Option<(Range<usize>, Range<usize>)>) {
        let has_spot = !self.added.is_empty() || !self.dropped.is_empty();
        let Some((asked, stored)) = between else {
            return self.close_spot();
        };
        if self.is_left_out(&asked, &stored) {
            self.close_run();
            self.leave_out(&stored);
        }
        if has_spot {
            self.close_run();
            self.close_spot();
        } else if self.quotation.pieces[asked.start].after != After::Ellipsis {
            self.compare_stops(asked.start, stored);
        }
    }

    /// Whether an ellipsis stands for words between two pieces of the stretch.
    fn is_left_out(&self, asked: &Range<usize>, stored: &Range<usize>) -> bool {
        let passed = &self.stretch.pieces[stored.start + 1..stored.end];
        let has_ellipsis = |piece: &usize| self.quotation.pieces[*piece].after == After::Ellipsis;
        asked.clone().any(|piece| has_ellipsis(&piece))
            && passed.iter().any(|passed| !passed.is_note)
    }

    /// An ellipsis reaches into the next passage, and no further: there it would stand for anything.
    fn leave_out(&mut self, stored: &Range<usize>) {
        let passage = |number: usize| self.stretch.pieces[number].passage;
        if passage(stored.end) > passage(stored.start) + 1 {
            self.dropped.extend(stored.start + 1..stored.end);
            return self.close_spot();
        }
        let words = self.stored(stored.start + 1, stored.end - 1);
        self.place.left_out.push(words);
        self.parts.push(self.runs.len());
        self.change(Op::Same, "…".to_owned());
    }

    /// Compares whether a sentence ends between two pieces.
    fn compare_stops(&mut self, asked: usize, stored: Range<usize>) {
        let pieces = &self.stretch.pieces;
        let ours = &self.quotation.pieces;
        let gap = &self.quotation.text[ours[asked].end..ours[asked + 1].start];
        // A passage ends with or without a stop.
        let is_border = pieces[stored.start].passage != pieces[stored.end].passage;
        let is_closed = |number: usize| pieces[number].piece.after != After::Nothing;
        let ended = || {
            stored
                .clone()
                .find(|number| self.stretch.is_sentence_end(*number))
        };
        if ours[asked].after == After::Stop {
            if let Some(theirs) = self.other_stop(&stored, gap) {
                let mark = stop(gap).unwrap_or(".").to_owned();
                self.close_run();
                self.change(Op::Drop, theirs);
                self.change(Op::Add, mark);
                self.place.stops += 1;
            } else if !is_border && !stored.clone().any(is_closed) {
                let mark = stop(gap).unwrap_or(".").to_owned();
                self.close_run();
                self.change(Op::Add, mark);
                self.place.stops += 1;
            }
        } else if let Some(number) = ended() {
            let mark = self.stop_behind(number).to_owned();
            let instead = small_marks(gap);
            self.close_run();
            self.change(Op::Drop, mark);
            self.change(Op::Add, instead);
            self.place.stops += 1;
        } else if !is_border {
            let theirs = &self.stretch.text(pieces[stored.start].passage)
                [pieces[stored.start].piece.end..pieces[stored.end].piece.start];
            self.place.is_marked_otherwise |= small_marks(theirs) != small_marks(gap);
        }
    }

    /// The paper's mark where one of both asks and the other does not.
    fn other_stop(&self, stored: &Range<usize>, gap: &str) -> Option<String> {
        let asks = |mark: &str| mark.contains(['?', '？']);
        let number = stored
            .clone()
            .find(|number| self.stretch.pieces[*number].piece.after == After::Stop)?;
        let theirs = self.stop_behind(number);
        let ours = stop(gap)?;
        (asks(theirs) != asks(ours)).then(|| theirs.to_owned())
    }

    fn stop_behind(&self, number: usize) -> &str {
        let stored = &self.stretch.pieces[number];
        stop(&self.stretch.text(stored.passage)[stored.piece.end..]).unwrap_or(".")
    }

    /// Goes on with the run of words that are the same; a run ends with its passage.
    fn go_on(&mut self, stored: Range<usize>) {
        let passage = |number: usize| self.stretch.pieces[number].passage;
        if !self.run.is_empty() && passage(self.run.start) == passage(stored.end - 1) {
            self.run.end = stored.end;
            return;
        }
        self.close_run();
        self.run = stored;
    }

    fn close_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.is_empty() {
            let text = self.stored(run.start, run.end - 1);
            self.change(Op::Same, text);
            self.runs.push(run);
        }
    }

    /// Writes the words that differ: the paper’s, then the quotation’s.
    fn close_spot(&mut self) {
        let (added, dropped) = (
            std::mem::take(&mut self.added),
            std::mem::take(&mut self.dropped),
        );
        if let (Some(first), Some(last)) = (dropped.first(), dropped.last()) {
            let text = self.stored(*first, *last);
            self.change(Op::Drop, text);
        }
        if let (Some(first), Some(last)) = (added.first(), added.last()) {
            let pieces = &self.quotation.pieces;
            let text = self.quotation.text[pieces[*first].start..pieces[*last].end].to_owned();
            self.change(Op::Add, text);
            let begun = added
                .iter()
                .filter(|piece| pieces[**piece].begins_word)
                .count();
            self.place.lost += begun.max(1);
        }
        if !added.is_empty() || !dropped.is_empty() {
            self.place.spots += 1;
        }
    }

    fn change(&mut self, op: Op, text: String) {
        if !text.is_empty() {
            self.place.difference.push(Change { op, text });
        }
    }

    /// The stored text from one piece to another, over the border of passages if need be.
    fn stored(&self, first: usize, last: usize) -> String {
        let (first, last) = (&self.stretch.pieces[first], &self.stretch.pieces[last]);
        let slices = (first.passage..=last.passage).map(|passage| {
            let text = self.stretch.text(passage);
            let from = if passage == first.passage {
                first.piece.start
            } else {
                0
            };
            let to = if passage == last.passage {
                last.piece.end
            } else {
                text.len()
            };
            &text[from..to]
        });
        slices.collect::<Vec<_>>().join(" ")
    }

    /// What the paper has from the first to the last word of each part.
    fn quoted(&self) -> String {
        let last = std::iter::once(self.runs.len());
        let ends = self.parts[1..].iter().copied().chain(last);
        let parts = self.parts.iter().zip(ends).filter_map(|(begin, end)| {
            let part = &self.runs[*begin..end];
            Some(self.stored(part.first()?.start, part.last()?.end - 1))
        });
        parts.collect::<Vec<_>>().join(" … ")
    }

    fn into_place(self) -> Place {
        let quoted = self.quoted();
        let passage = |number: usize| self.stretch.pieces[number].passage;
        let mut place = self.place;
        let (Some(first), Some(last)) = (self.runs.first(), self.runs.last()) else {
            return place;
        };
        for number in passage(first.start)..=passage(last.start) {
            let own = self.runs.iter().filter(|run| passage(run.start) == number);
            let ranges: Vec<(usize, usize)> = own
                .map(|run| {
                    let piece = |number: usize| &self.stretch.pieces[number].piece;
                    (piece(run.start).start, piece(run.end - 1).end)
                })
                .collect();
            place
                .highlights
                .push(in_characters(self.stretch.text(number), &ranges));
            place.passages.push(self.stretch.passages[number].clone());
        }
        place.quoted = quoted;
        place.pages = self.stretch.pages(first.start, last.end - 1);
        place
    }
}
