//! Consecutive passages of a paper as one text of pieces, so that their borders are nothing.

use std::ops::RangeInclusive;

use super::super::Error;
use super::super::index::{Excerpt, Index, Trace};
use crate::papers::paper::Pages;
use crate::text::{After, Piece, pieces, sentences};

/// How many passages are taken on either side at most: enough for a long quotation from a list.
const MOST_BESIDE: u32 = 12;
/// How many passages are looked up at once.
const STEP: u32 = 2;

/// Passages of a paper in order, in pieces.
pub(super) struct Stretch {
    pub(super) passages: Vec<Excerpt>,
    pub(super) pieces: Vec<Stored>,
}

/// A piece of a stored passage.
pub(super) struct Stored {
    pub(super) piece: Piece,
    /// Its passage, by its place in the stretch.
    pub(super) passage: usize,
    /// Whether it is the marker of a note, which no one quotes.
    pub(super) is_note: bool,
}

impl Stretch {
    /// The passage to which a trace led, with at least so many pieces of the paper on either side.
    pub(super) fn around(index: &Index, trace: &Trace, reach: usize) -> Result<Self, Error> {
        let middle = index.traced(trace)?;
        let (paper, ordinal) = (middle.paper.clone(), middle.passage.ordinal);
        let mut stretch = Self::of(vec![middle]);
        if reach == 0 {
            return Ok(stretch);
        }
        let (mut first, mut last) = (ordinal, ordinal);
        loop {
            let wanted_before =
                stretch.pieces_before(ordinal) < reach && ordinal - first < MOST_BESIDE;
            let wanted_after =
                stretch.pieces_after(ordinal) < reach && last - ordinal < MOST_BESIDE;
            let from = if wanted_before {
                first.saturating_sub(STEP).max(1)
            } else {
                first
            };
            let to = if wanted_after { last + STEP } else { last };
            if (from, to) == (first, last) {
                return Ok(stretch);
            }
            let passages = index.passages_of(&paper, from..=to)?;
            let is_end = passages.last().is_none_or(|last| last.passage.ordinal < to);
            stretch = Self::of(passages);
            (first, last) = (from, to);
            if is_end {
                // There is nothing after it to look for.
                last = ordinal + MOST_BESIDE;
            }
        }
    }

    fn of(passages: Vec<Excerpt>) -> Self {
        let mut all = Vec::new();
        for (number, excerpt) in passages.iter().enumerate() {
            let text = excerpt.passage.text.as_str();
            all.extend(pieces(text).into_iter().map(|piece| Stored {
                is_note: is_note(excerpt, &piece),
                passage: number,
                piece,
            }));
        }
        Self {
            passages,
            pieces: all,
        }
    }

    /// The ordinals of its passages.
    pub(super) fn ordinals(&self) -> RangeInclusive<u32> {
        let ordinal =
            |excerpt: Option<&Excerpt>| excerpt.map_or(0, |excerpt| excerpt.passage.ordinal);
        ordinal(self.passages.first())..=ordinal(self.passages.last())
    }

    fn pieces_before(&self, ordinal: u32) -> usize {
        self.count(|other| other < ordinal)
    }

    fn pieces_after(&self, ordinal: u32) -> usize {
        self.count(|other| other > ordinal)
    }

    fn count(&self, counts: impl Fn(u32) -> bool) -> usize {
        let in_it = |stored: &&Stored| counts(self.passages[stored.passage].passage.ordinal);
        self.pieces.iter().filter(in_it).count()
    }

    /// The text of a passage.
    pub(super) fn text(&self, passage: usize) -> &str {
        &self.passages[passage].passage.text
    }

    /// The pages from one piece to another.
    pub(super) fn pages(&self, first: usize, last: usize) -> Option<Pages> {
        let (first, last) = (&self.pieces[first], &self.pieces[last]);
        let excerpt = |piece: &Stored| &self.passages[piece.passage];
        let page = |piece: &Stored, byte| excerpt(piece).passage.page_at(byte);
        Pages::between(
            page(first, first.piece.start)?,
            page(last, last.piece.end - 1)?,
            excerpt(first).numbering,
        )
    }

    /// Whether a sentence ends behind a piece.
    pub(super) fn is_sentence_end(&self, number: usize) -> bool {
        let stored = &self.pieces[number];
        if stored.piece.after != After::Stop {
            return false;
        }
        let mut following = self.pieces[number + 1..].iter();
        let next = following
            .next()
            .filter(|next| next.passage == stored.passage);
        let Some(mut next) = next else {
            return true;
        };
        // The marker of a note stands behind the stop and belongs to the sentence before it.
        let is_glued = next.piece.start == stored.piece.end + 1;
        if is_glued
            && next.piece.folded.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(after) = following
                .next()
                .filter(|after| after.passage == stored.passage)
        {
            next = after;
        }
        let between = stored.piece.end + 1..=next.piece.start;
        sentences(self.text(stored.passage))
            .iter()
            .any(|sentence| between.contains(&sentence.start))
    }
}

/// Whether a piece is a number that calls a note: raised, in brackets, or behind a word or mark
/// without a space.
fn is_note(excerpt: &Excerpt, piece: &Piece) -> bool {
    let text = &excerpt.passage.text;
    let is_known = excerpt.passage.notes.contains(&piece.folded);
    // Behind anything else, such as the sign of a currency, it is a number of the text.
    let calls = |before: char| before.is_alphabetic() || ".,;:!?)”’\"»'[^*".contains(before);
    is_known && text[..piece.start].ends_with(calls)
}
