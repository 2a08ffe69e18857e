//! Terms that papers define differently: which definition is whose?

use std::collections::BTreeMap;

use super::super::material::Material;
use super::super::sentence::{Sentence, Word, stems_of};
use super::super::worth::{is_asked, is_whole};
use super::Wanted;
use super::facts::{Fact, is_english, place_of};
use crate::papers::paper::{Definition, DefinitionKind, Passage};

/// What other papers say of a term that a paper defines.
#[derive(Debug, Clone)]
pub(super) struct Contest {
    /// The term, as the paper has it.
    pub term: String,
    /// The other papers' definitions, each with its paper and its place there.
    pub others: Vec<Other>,
}

/// Another paper's definition.
#[derive(Debug, Clone)]
pub(super) struct Other {
    pub paper: usize,
    pub ordinal: u32,
    pub start: usize,
    pub text: String,
}

/// How many words a definition has that can be read as an option.
const LENGTHS: std::ops::RangeInclusive<usize> = 7..=48;
/// What such a question weighs: there are few.
const WEIGHT: f32 = 2.5;

/// A definition with its place.
type Placed<'m> = (usize, &'m Passage, &'m Definition, usize);

/// The facts of papers that define what others define as well.
pub(super) fn contests<'m>(material: &'m Material, wanted: &Wanted) -> Vec<Fact<'m>> {
    let mut terms: BTreeMap<Vec<Word>, Vec<Placed<'m>>> = BTreeMap::new();
    for (number, paper) in material.papers.iter().enumerate() {
        for definition in paper.definitions.iter().filter(|_| is_english(paper)) {
            let place = place_of(paper, definition);
            let Some((passage, start)) =
                place.filter(|(passage, _)| can_be_shown(passage, definition))
            else {
                continue;
            };
            let stems = stems_of(&definition.term);
            let known = terms.entry(stems).or_default();
            let placed = (number, passage, definition, start);
            match known.iter_mut().find(|(other, ..)| *other == number) {
                // One that begins with its term is the clearer.
                Some(first) if !begins(first.2) && begins(definition) => *first = placed,
                Some(_) => {}
                None => known.push(placed),
            }
        }
    }
    let several = terms.into_values().filter(|placed| placed.len() > 1);
    let facts = several.flat_map(|placed| facts_of(&placed));
    let is_wanted = |fact: &Fact<'_>| {
        let key = &material.papers[fact.paper].key;
        wanted.papers.is_empty() || wanted.papers.contains(key)
    };
    facts.filter(is_wanted).collect()
}

/// Whether a definition comes to its term at once.
fn begins(definition: &Definition) -> bool {
    let stems = stems_of(&definition.term);
    let places = Sentence::new(&definition.text, 0).find(&stems);
    places.first().is_some_and(|words| words.start < 4)
}

fn can_be_shown(passage: &Passage, definition: &Definition) -> bool {
    let text = definition.text.trim();
    let begins_back = ["This ", "It ", "They ", "These ", "That ", "He ", "She "];
    definition.kind == DefinitionKind::Explicit
        && is_asked(&passage.section)
        && LENGTHS.contains(&text.split(' ').count())
        && is_whole(text)
        && !begins_back.iter().any(|word| text.starts_with(word))
}

fn facts_of<'m>(placed: &[Placed<'m>]) -> Vec<Fact<'m>> {
    let fact = |(number, passage, definition, start): &Placed<'m>| {
        let others = placed.iter().filter(|(other, ..)| other != number);
        let other = |(paper, passage, definition, start): &Placed<'m>| Other {
            paper: *paper,
            ordinal: passage.ordinal,
            start: *start,
            text: definition.text.clone(),
        };
        Fact {
            contest: Some(Contest {
                term: definition.term.clone(),
                others: others.map(other).collect(),
            }),
            ..Fact::of_definition(*number, (*passage, *start), definition, WEIGHT)
        }
    };
    placed.iter().map(fact).collect()
}
