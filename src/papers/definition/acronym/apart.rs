//! Long forms that stand near their abbreviation without a bracket to tie them together.
//!
//! Only initials are proof enough here: they must spell the short form wholly.

use std::ops::Range;

use super::align::{Unit, same, spelled};
use super::{LETTERS, Pair, Reader, is_spelled_in_capitals, letters};

/// Without a bracket, a long form is looked for so many tokens around its short form.
const NEAR: usize = 40;

/// The letters of a word, if it may be a short form that needs no bracket.
pub(super) fn letters_of(word: &str) -> Option<Vec<char>> {
    if word.len() < 3 || !is_spelled_in_capitals(word) {
        return None;
    }
    let letters = letters(word);
    (letters.len() > 2 && LETTERS.contains(&letters.len())).then_some(letters)
}

/// A text whose words are parted once for all the names that look for their long forms among them.
pub(super) struct Near<'t> {
    reader: &'t Reader<'t>,
    units: Vec<Unit>,
    /// Where the units of each token begin, and where those of the last end.
    starts: Vec<usize>,
}

impl<'t> Near<'t> {
    pub(super) fn of(reader: &'t Reader<'t>) -> Self {
        let mut units = Vec::new();
        let mut starts = vec![0];
        for at in 0..reader.tokens.len() {
            reader.add_units(at, &mut units);
            starts.push(units.len());
        }
        Self {
            reader,
            units,
            starts,
        }
    }

    /// A long form without brackets, somewhere near, whose initials are these letters of a short form.
    pub(super) fn beside(&self, at: usize, letters: &[char]) -> Option<Pair> {
        let reader = self.reader;
        let place = reader.tokens[at].start..reader.tokens[at].end;
        let near = at.saturating_sub(NEAR)..reader.tokens.len().min(at + NEAR);
        near.clone().find_map(|start| {
            let most = near.end.min(start + letters.len() + 3);
            let run = self.spelling(start..most, letters)?;
            let end = run[run.len() - 1].token;
            let is_whole = !reader
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.tag.is_content())
                || end + 1 == at;
            let in_capitals = run.iter().all(|unit| {
                unit.is_light || reader.text[unit.start..].starts_with(char::is_uppercase)
            });
            let touches = start.abs_diff(at).min(end.abs_diff(at)) < 4;
            let apart = at < start || end < at;
            (apart && is_whole && (in_capitals || touches)).then(|| reader.pair(place.clone(), run))
        })
    }

    /// The units from a token on whose initials are these letters.
    fn spelling(&self, tokens: Range<usize>, letters: &[char]) -> Option<&[Unit]> {
        if !self.begins_with(tokens.start, letters[0]) {
            return None;
        }
        let from = self.starts[tokens.start];
        let words = tokens.take_while(|at| self.reader.is_word(*at));
        let units = words.flat_map(|at| &self.units[self.starts[at]..self.starts[at + 1]]);
        let length = spelled(self.reader.text, letters, units)?;
        Some(&self.units[from..from + length])
    }

    fn begins_with(&self, at: usize, letter: char) -> bool {
        let token = self.reader.tokens[at];
        token.tag.is_content()
            && self.reader.text[token.start..]
                .chars()
                .next()
                .is_some_and(|first| same(first, letter))
    }
}
