//! Long forms that stand near their abbreviation without a bracket to tie them together.
//!
//! Only initials are proof enough here: they must spell the short form wholly.

use std::ops::Range;

use super::align::{Unit, begins, same};
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

impl Reader<'_> {
    /// A long form without brackets, somewhere near, whose initials are these letters of a short form.
    pub(super) fn beside(&self, at: usize, letters: &[char]) -> Option<Pair> {
        let place = self.tokens[at].start..self.tokens[at].end;
        let near = at.saturating_sub(NEAR)..self.tokens.len().min(at + NEAR);
        near.clone().find_map(|start| {
            let most = near.end.min(start + letters.len() + 3);
            let run = self.spelling(start..most, letters)?;
            let end = run[run.len() - 1].token;
            let is_whole = !self
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.tag.is_content())
                || end + 1 == at;
            let in_capitals = run.iter().all(|unit| {
                unit.is_light || self.text[unit.start..].starts_with(char::is_uppercase)
            });
            let touches = start.abs_diff(at).min(end.abs_diff(at)) < 4;
            let apart = at < start || end < at;
            (apart && is_whole && (in_capitals || touches)).then(|| self.pair(place.clone(), &run))
        })
    }

    /// The units from a token on whose initials are these letters, light words between passed over.
    fn spelling(&self, tokens: Range<usize>, letters: &[char]) -> Option<Vec<Unit>> {
        if !self.begins_with(tokens.start, letters[0]) {
            return None;
        }
        let mut left = letters.iter();
        let mut wanted = left.next()?;
        let mut units = Vec::new();
        // Words are parted one by one: mostly the second has another letter already.
        for at in tokens.take_while(|at| self.is_word(*at)) {
            let known = units.len();
            self.add_units(at, &mut units);
            for place in known..units.len() {
                if begins(self.text, &units[place], *wanted) {
                    let Some(next) = left.next() else {
                        units.truncate(place + 1);
                        return Some(units);
                    };
                    wanted = next;
                } else if !units[place].is_light {
                    return None;
                }
            }
        }
        None
    }

    fn begins_with(&self, at: usize, letter: char) -> bool {
        let token = self.tokens[at];
        token.tag.is_content()
            && self.text[token.start..]
                .chars()
                .next()
                .is_some_and(|first| same(first, letter))
    }
}
