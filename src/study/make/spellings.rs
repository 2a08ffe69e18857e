//! What abbreviations stand for, where a paper spells them out and goes on to use them.

use super::super::worth::is_asked;
use super::facts::{Fact, place_of};
use super::targets::is_everyday;
use crate::papers::paper::{Definition, Paper};
use crate::text::is_stop_word;

/// What the long form of an abbreviation weighs.
const SPELLING: f32 = 0.9;

/// The abbreviations that a paper spells out.
pub(super) fn spellings(number: usize, paper: &Paper, words: u32) -> Vec<Fact<'_>> {
    let mut found: Vec<Fact<'_>> = Vec::new();
    for definition in &paper.definitions {
        let Some(long) = &definition.long else {
            continue;
        };
        let known = found.iter().any(|fact| {
            fact.spells
                .as_ref()
                .is_some_and(|(short, _)| *short == definition.term)
        });
        let place = place_of(paper, definition);
        let Some(place) = place.filter(|(passage, _)| !known && is_asked(&passage.section)) else {
            continue;
        };
        if stand_side_by_side(definition, long)
            && !is_everyday(&definition.term)
            && is_spelling(&definition.term, long)
            && stands_again(paper, &definition.term, words)
        {
            found.push(Fact {
                spells: Some((definition.term.clone(), long.clone())),
                ..Fact::of_definition(number, place, definition, SPELLING)
            });
        }
    }
    found
}

/// Whether nothing but a bracket stands between both forms, so that no word of the long one is lost.
fn stand_side_by_side(definition: &Definition, long: &str) -> bool {
    let (short, text) = (definition.term.as_str(), &definition.text);
    let is_told = |one: &str, other: &str| {
        text.contains(&format!("{one} ({other}")) || text.contains(&format!("{one} [{other}"))
    };
    is_told(long, short) || is_told(short, long)
}

/// Whether the short form is made of the first letters of the long one's words.
fn is_spelling(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let words: Vec<&str> = long
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let heads: Vec<char> = words
        .iter()
        .filter(|word| !is_stop_word(&word.to_lowercase()))
        .filter_map(|word| word.chars().next())
        .collect();
    let wanted: Vec<char> = letters
        .iter()
        .filter(|c| c.is_uppercase())
        .copied()
        .collect();
    let agree = heads.len() == wanted.len()
        && heads
            .iter()
            .zip(&wanted)
            .all(|(head, letter)| head.to_uppercase().eq(letter.to_uppercase()));
    let is_word = short.chars().all(|c| c.is_alphanumeric() || c == '-');
    let plain = is_word
        && long
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    agree && plain && capitals > 1 && capitals + 1 >= letters.len() && words.len() > 1
}

/// What an abbreviation stands for is worth knowing where it is used so often.
const LEAST_USES: usize = 3;
/// And once in so many words: in a long paper much is spelled out that is no matter of it.
const A_USE: usize = 1_500;

/// Whether an abbreviation is used after it was spelled out, and so is worth knowing.
fn stands_again(paper: &Paper, short: &str, words: u32) -> bool {
    let uses = paper
        .passages
        .iter()
        .map(|passage| passage.text.matches(short).count());
    // Two letters everybody knows who knows the field.
    short.len() > 2 && uses.sum::<usize>() >= LEAST_USES.max(words as usize / A_USE)
}
