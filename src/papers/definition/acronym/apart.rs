//! Long forms that stand near their abbreviation without a bracket to tie them together.
//!
//! Only initials are proof enough here: they must spell the short form wholly.

use super::align::{Unit, same, spelled};
use super::{Pair, Reader, is_spelled_in_capitals, letters};

/// Without a bracket, a long form is looked for so many tokens around its short form.
const NEAR: usize = 40;

impl Reader<'_> {
    /// A long form without brackets, somewhere near, whose initials are the short form.
    pub(super) fn beside(&self, at: usize) -> Option<Pair> {
        let place = self.tokens[at].start..self.tokens[at].end;
        let short = &self.text[place.clone()];
        if short.len() < 3 || !is_spelled_in_capitals(short) {
            return None;
        }
        let letters = letters(short);
        if letters.len() < 3 {
            return None;
        }
        let near = at.saturating_sub(NEAR)..self.tokens.len().min(at + NEAR);
        let mut run: Vec<Unit> = Vec::new();
        near.clone().find_map(|start| {
            if !self.begins_with(start, letters[0]) {
                return None;
            }
            run.clear();
            for next in start..near.end.min(start + letters.len() + 3) {
                if !self.is_word(next) {
                    break;
                }
                run.extend(self.units(next..next + 1));
            }
            let last = spelled(self.text, &letters, &run)?;
            let end = run[last].token;
            let is_whole = !self
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.tag.is_content())
                || end + 1 == at;
            let in_capitals = run[..=last].iter().all(|unit| {
                unit.is_light || self.text[unit.start..].starts_with(char::is_uppercase)
            });
            let touches = start.abs_diff(at).min(end.abs_diff(at)) < 4;
            let apart = at < start || end < at;
            (apart && is_whole && (in_capitals || touches))
                .then(|| self.pair(place.clone(), &run[..=last]))
        })
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
