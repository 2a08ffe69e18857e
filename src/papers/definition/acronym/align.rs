//! The letters of a short form among the words of a long one.
//!
//! The cheapest way to place them wins: each letter at the beginning of a word costs nothing, letters
//! within words and words left out cost something.

use std::collections::HashMap;

use fnv::FnvBuildHasher;

/// An alignment that costs more is chance.
const DEAREST: usize = 3;

/// A part of a word between hyphens, which an abbreviation may take a letter of.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub start: usize,
    pub end: usize,
    /// The token it is part of.
    pub token: usize,
    /// Whether it can be left out: an article, a preposition, a conjunction.
    pub is_light: bool,
}

/// Where the letters were found among the units.
pub(super) struct Alignment {
    /// The unit that the first letter begins.
    pub first: usize,
    last: usize,
    /// Words left out and letters within words.
    pub cost: usize,
    /// Whether every letter begins a word.
    is_initials: bool,
}

impl Alignment {
    /// The units of the long form. What initials alone spell out ends with the last of them:
    /// `mean square error method (MSE)`.
    pub(super) fn of<'u>(&self, units: &'u [Unit]) -> &'u [Unit] {
        let last = if self.is_initials {
            self.last
        } else {
            units.len() - 1
        };
        &units[self.first..=last]
    }
}

/// The cheapest alignment of all letters; of those that cost the same, the nearest to the end.
pub(super) fn align(text: &str, letters: &[char], units: &[Unit]) -> Option<Alignment> {
    let mut search = Search {
        text,
        letters,
        units,
        known: HashMap::default(),
    };
    let mut best: Option<Alignment> = None;
    for first in (0..units.len()).rev() {
        let is_article = units[first].is_light && is_lower(text, &units[first]);
        let way = (!is_article).then(|| search.within(0, first)).flatten();
        let Some(way) = way else { continue };
        let left = units[way.last + 1..].iter();
        let trailing = left.filter(|unit| !unit.is_light).count();
        let cost = way.cost + trailing;
        if cost <= DEAREST && best.as_ref().is_none_or(|best| cost < best.cost) {
            best = Some(Alignment {
                first,
                last: way.last,
                cost,
                is_initials: way.cost == 0,
            });
        }
    }
    best
}

/// The cost of some letters among the units, and the last unit they reach.
#[derive(Clone, Copy)]
struct Way {
    cost: usize,
    last: usize,
}

impl Way {
    fn cheaper(this: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (this, other) {
            (Some(this), Some(other)) if other.cost < this.cost => Some(other),
            (Some(this), _) => Some(this),
            (None, other) => other,
        }
    }

    fn dearer(self, by: usize) -> Self {
        Self {
            cost: self.cost + by,
            ..self
        }
    }
}

/// The letters of a short form, looked for in the units. What was found for the letters from one on,
/// the first of them beginning some unit, is remembered: many ways lead there.
struct Search<'a> {
    text: &'a str,
    letters: &'a [char],
    units: &'a [Unit],
    known: HashMap<(usize, usize), Option<Way>, FnvBuildHasher>,
}

impl Search<'_> {
    /// The cheapest way for the letters from `letter` on, if that one begins the unit `at`.
    fn from(&mut self, letter: usize, at: usize) -> Option<Way> {
        if let Some(known) = self.known.get(&(letter, at)) {
            return *known;
        }
        let way = self.within(letter, at);
        self.known.insert((letter, at), way);
        way
    }

    /// A unit may give further letters behind its initial, at some cost.
    fn within(&mut self, letter: usize, at: usize) -> Option<Way> {
        let unit = self.units[at];
        let mut rest = after_initial(&self.text[unit.start..unit.end], self.letters[letter])?;
        let mut best = None;
        for (inner, next) in (letter + 1..=self.letters.len()).enumerate() {
            let cost = usize::from(inner > 0) + usize::from(inner > 2);
            best = Way::cheaper(best, self.onward(next, at).map(|way| way.dearer(cost)));
            let Some(letter) = self.letters.get(next) else {
                break;
            };
            let Some((found, c)) = rest.char_indices().find(|(_, c)| same(*c, *letter)) else {
                break;
            };
            rest = &rest[found + c.len_utf8()..];
        }
        best
    }

    /// The letters that are left, from a unit behind `at`: one word may be left out between.
    fn onward(&mut self, letter: usize, at: usize) -> Option<Way> {
        if letter == self.letters.len() {
            return Some(Way { cost: 0, last: at });
        }
        let mut best = None;
        let mut left_out = 0;
        for next in at + 1..self.units.len() {
            let way = self.from(letter, next).map(|way| way.dearer(left_out));
            best = Way::cheaper(best, way);
            left_out += usize::from(!self.units[next].is_light);
            if left_out > 1 {
                break;
            }
        }
        best
    }
}

fn is_lower(text: &str, unit: &Unit) -> bool {
    text[unit.start..].starts_with(char::is_lowercase)
}

/// Whether a unit is a word that a letter is the initial of, and none that can be left out.
pub(super) fn begins(text: &str, unit: &Unit, letter: char) -> bool {
    let first = text[unit.start..].chars().next();
    !unit.is_light && unit.end - unit.start > 1 && first.is_some_and(|first| same(first, letter))
}

/// What follows the initial of a word, if the letter stands for it.
fn after_initial(word: &str, letter: char) -> Option<&str> {
    let first = word.chars().next()?;
    if same(first, letter) {
        return Some(&word[first.len_utf8()..]);
    }
    if !matches!(letter, 'x' | '1'..='4') {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let stands = match letter {
        'x' => lower.starts_with("ex") || lower.starts_with("cross") || lower.starts_with("trans"),
        '2' => lower == "two" || lower == "to" || lower == "second",
        '3' => lower == "three" || lower == "third",
        '4' => lower == "four" || lower == "for" || lower == "fourth",
        '1' => lower == "one" || lower == "first",
        _ => false,
    };
    stands.then_some("")
}

/// Whether a character is this letter, case aside.
pub(super) fn same(c: char, letter: char) -> bool {
    if c.is_ascii() && letter.is_ascii() {
        return c.eq_ignore_ascii_case(&letter);
    }
    c.to_lowercase().eq(letter.to_lowercase())
}
