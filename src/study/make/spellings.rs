//! What abbreviations stand for, where a paper spells them out and goes on to use them.

use super::super::sentence::stems_of;
use super::super::worth::is_asked;
use super::facts::{Fact, place_of};
use super::targets::is_everyday;
use crate::papers::paper::{Definition, Paper};
use crate::text::is_stop_word;

/// What the long form of an abbreviation weighs.
const SPELLING: f32 = 0.9;

/// An abbreviation and what it stands for.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    pub short: String,
    pub long: String,
    /// Other long forms of it that its paper has.
    pub others: Vec<String>,
}

/// The abbreviations that a paper spells out.
pub(super) fn spellings(number: usize, paper: &Paper, words: u32) -> Vec<Fact<'_>> {
    let mut found: Vec<Fact<'_>> = Vec::new();
    for definition in &paper.definitions {
        let (short, Some(long)) = (&definition.term, &definition.long) else {
            continue;
        };
        let mut spelled = found.iter().filter_map(|fact| fact.spells.as_ref());
        let known = spelled.any(|known| is_same(&known.short, short));
        let place = place_of(paper, definition);
        let Some(place) = place.filter(|(passage, _)| !known && is_asked(&passage.section)) else {
            continue;
        };
        let is_fair = stand_side_by_side(definition, long)
            && !is_everyday(short)
            && is_spelling(short, long)
            && stands_again(paper, short, words);
        if let Some(others) = others(paper, short, long).filter(|_| is_fair) {
            found.push(Fact {
                spells: Some(Spelling {
                    short: short.clone(),
                    long: long.clone(),
                    others,
                }),
                ..Fact::of_definition(number, place, definition, SPELLING)
            });
        }
    }
    found
}

/// Whether two abbreviations are one, but for the plural or a number: who knows `HDAC1` knows `HDAC2`.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |short: &'_ str| {
        short
            .trim_end_matches(|c: char| c == 's' || c.is_ascii_digit())
            .len()
    };
    one[..bare(one)] == other[..bare(other)]
}

/// The other long forms that a paper has of an abbreviation; none where it is not spelled out so most times.
fn others(paper: &Paper, short: &str, long: &str) -> Option<Vec<String>> {
    let same = |definition: &&Definition| definition.term == short;
    let forms = paper.definitions.iter().filter(same);
    let forms: Vec<&String> = forms
        .filter_map(|definition| definition.long.as_ref())
        .collect();
    let stems = stems_of(long);
    let is_other = |form: &&&String| stems_of(form) != stems;
    let mut others: Vec<String> = forms
        .iter()
        .filter(is_other)
        .map(|form| (**form).clone())
        .collect();
    let is_usual = forms.len() > 2 * others.len();
    others.sort_unstable();
    others.dedup();
    is_usual.then_some(others)
}

/// Whether nothing but a bracket stands between both forms, so that no word of the long one is lost.
fn stand_side_by_side(definition: &Definition, long: &str) -> bool {
    let (short, text) = (definition.term.as_str(), &definition.text);
    let is_told = |one: &str, other: &str| {
        text.contains(&format!("{one} ({other}")) || text.contains(&format!("{one} [{other}"))
    };
    is_told(long, short) || is_told(short, long)
}

/// Whether the short form is made of the words of the long one: of the first letter of each, and of letters
/// within them at most, as in `MDH` for malate dehydrogenase.
fn is_spelling(short: &str, long: &str) -> bool {
    let is_word = short.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_plain = long
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’'));
    let folded = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let single = short.strip_suffix('s').unwrap_or(short);
    let letters: Vec<char> = folded(single)
        .into_iter()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let words: Vec<Vec<char>> = long
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .map(folded)
        .collect();
    // What is short in the long form as well, as in `oAβ` for oligomeric Aβ, is half of the answer.
    let is_told = |word: &str| word.chars().count() > 1 && short.contains(word);
    let is_capital = single.chars().filter(|c| c.is_uppercase()).count() > 1;
    let is_full = |word: &&Vec<char>| word.len() > 2;
    is_word
        && is_plain
        && is_capital
        && words.iter().filter(is_full).count() > 1
        && !long.split([' ', '-']).any(is_told)
        && spells(&letters, &words)
}

/// How many letters a word of the long form gives at most.
const OF_A_WORD: usize = 3;

/// Whether letters are those of words, in their order: each word gives its first, but for small words.
fn spells(letters: &[char], words: &[Vec<char>]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return letters.is_empty();
    };
    let is_small = is_stop_word(&word.iter().collect::<String>());
    if is_small && spells(letters, rest) {
        return true;
    }
    let mut within = word.iter();
    for given in 1..=letters.len().min(OF_A_WORD) {
        let letter = letters[given - 1];
        let is_there = if given == 1 {
            within.next() == Some(&letter)
        } else {
            within.any(|c| *c == letter)
        };
        if !is_there {
            return false;
        }
        if spells(&letters[given..], rest) {
            return true;
        }
    }
    false
}

/// What an abbreviation stands for is worth knowing where it is used in so many passages.
const LEAST_USES: usize = 3;
/// And in one for so many words: in a long paper much is spelled out that is no matter of it.
const A_USE: usize = 4_000;

/// Whether an abbreviation is used after it was spelled out, and so is worth knowing.
fn stands_again(paper: &Paper, short: &str, words: u32) -> bool {
    let passages = paper.passages.iter();
    let uses = passages.filter(|passage| stands_in(&passage.text, short));
    // Two letters everybody knows who knows the field.
    short.len() > 2 && uses.count() >= LEAST_USES.max(words as usize / A_USE)
}

/// Whether an abbreviation stands in a text as a word: no `WAS` is in `WASP`.
fn stands_in(text: &str, short: &str) -> bool {
    let mut places = text.match_indices(short);
    places.any(|(at, _)| {
        let rest = &text[at + short.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !text[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_the_long_form_gives_its_first_letter() {
        for (short, long) in [
            ("BHM", "British harbour mortar"),
            ("LQH", "lime-quay hypothesis"),
            ("SMs", "sea mortars"),
            ("TQD", "tide quotient of days"),
            // Letters from within a word.
            ("MDH", "malate dehydrogenase"),
            ("iLH", "inner lime harbour"),
            ("LM2", "lime mortar 2"),
        ] {
            assert!(is_spelling(short, long), "{short}: {long}");
        }
        for (short, long) in [
            // A word that gives nothing.
            ("BM", "British harbour mortar"),
            // A letter that no word gives, or in another order.
            ("BHX", "British harbour mortar"),
            ("MHB", "British harbour mortar"),
            // One word, however it is made.
            ("MTR", "mortar"),
            // Half of the answer is in the question.
            ("oBQ", "old BQ"),
            ("Sea", "sea east arm"),
        ] {
            assert!(!is_spelling(short, long), "{short}: {long}");
        }
    }
}
