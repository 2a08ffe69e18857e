//! Questions are made here: facts are collected, asked in a kind that suits them, and spread.
//!
//! A fact is a sentence that can stand alone with what can be asked of it ([`facts`]). How it is put as a
//! question is decided in [`put`], wrong answers are found in [`rivals`]. A fact is asked once, an answer
//! once a paper; papers take turns, and within a paper its sections.

mod contests;
mod facts;
mod flips;
mod near;
mod put;
mod rivals;
mod targets;

use std::collections::{HashMap, HashSet};

use super::chance::Chance;
use super::material::Material;
use super::question::{Kind, Question};
use super::sentence::{Text, sentences_of};
use super::vocabulary::Vocabulary;
use super::worth::is_asked;
use crate::papers::paper::{Key, Paper};
use facts::Fact;
use put::Asker;

/// What questions are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only about these papers; about all where none is named.
    pub papers: Vec<Key>,
    /// Only about passages with these ordinals in them; about all where none is named.
    pub passages: Vec<u32>,
    /// Only of these kinds; of all where none is named.
    pub kinds: Vec<Kind>,
    /// How many at most.
    pub number: usize,
    /// What decides which.
    pub seed: u64,
}

/// Makes questions of a material. The same material, wishes and seed give the same questions; fewer
/// than were wanted come where there is no more that is fair to ask.
#[must_use]
pub fn make(material: &Material, wanted: &Wanted) -> Vec<Question> {
    let texts: Vec<Text<'_>> = material.papers.iter().map(text).collect();
    let vocabulary = Vocabulary::of(material, &texts);
    let facts = facts::collect(material, &texts, &vocabulary, wanted);
    let asker = Asker::new(material, &vocabulary);
    let kinds = if wanted.kinds.is_empty() {
        &Kind::ALL[..]
    } else {
        &wanted.kinds[..]
    };
    let mut chosen = Chosen::default();
    let mut turns = turns(&facts, wanted.seed);
    while chosen.questions.len() < wanted.number && !turns.is_empty() {
        turns.retain_mut(|turn| {
            chosen.questions.len() >= wanted.number
                || ask_next(turn, &asker, kinds, wanted, &mut chosen)
        });
    }
    chosen.questions
}

/// The sentences of a paper that are asked about.
fn text(paper: &Paper) -> Text<'_> {
    let passages = paper.passages.iter();
    let sentences = passages.map(|passage| {
        if is_asked(&passage.section) {
            sentences_of(&passage.text)
        } else {
            Vec::new()
        }
    });
    Text(sentences.collect())
}

/// The facts of a paper that were not asked yet, with what chance adds to their weight.
struct Turn<'f> {
    facts: Vec<(f32, &'f Fact<'f>)>,
}

/// What was chosen so far, by which repetitions are told.
#[derive(Default)]
struct Chosen {
    questions: Vec<Question>,
    ids: HashSet<String>,
    /// Where the sentences begin that a question shows: another about them would be answered by it.
    shown: HashSet<(usize, u32, usize)>,
    /// What was said in them: abstracts are repeated in conclusions.
    said: HashSet<(usize, String)>,
    answers: HashSet<(usize, String)>,
    kinds: HashMap<Kind, usize>,
    sections: HashMap<(usize, String), usize>,
    passages: HashMap<(usize, u32), usize>,
}

/// How far chance may lift a fact above a better one.
const LUCK: f32 = 1.0;

/// How often a question is tried that turns out to be asked already: chance may put it another way.
const TRIES: usize = 3;
/// One question of so many is for the source.
const SOURCES: usize = 5;

/// How far a fact falls behind that suits but a kind of which there are enough.
const EVEN: f32 = 3.0;

fn turns<'f>(facts: &'f [Fact<'f>], seed: u64) -> Vec<Turn<'f>> {
    let mut chance = Chance::of(seed, "turns");
    let mut papers: Vec<usize> = facts.iter().map(|fact| fact.paper).collect();
    papers.sort_unstable();
    papers.dedup();
    chance.shuffle(&mut papers);
    papers
        .into_iter()
        .map(|paper| Turn {
            facts: facts
                .iter()
                .filter(|fact| fact.paper == paper)
                .map(|fact| (fact.weight + LUCK * chance.part(), fact))
                .collect(),
        })
        .collect()
}

/// Asks one more question about a paper; whether there may be more.
fn ask_next(
    turn: &mut Turn<'_>,
    asker: &Asker<'_>,
    kinds: &[Kind],
    wanted: &Wanted,
    chosen: &mut Chosen,
) -> bool {
    while let Some(at) = best(&turn.facts, chosen) {
        let (_, fact) = turn.facts.swap_remove(at);
        let is_shown = fact.shows().any(|shown| chosen.shown.contains(&shown));
        if is_shown || (fact.spells.is_none() && chosen.said.contains(&fact.said())) {
            continue;
        }
        let mut chance = Chance::of(wanted.seed, &fact.name());
        // Where nothing else is wanted, there is nothing that they would crowd out.
        let has_sources = kinds.len() > 1 && chosen.has_sources();
        let mut kinds: Vec<(usize, usize, Kind)> = kinds
            .iter()
            .filter(|kind| fact.suits(**kind) && !(**kind == Kind::Source && has_sources))
            .map(|kind| {
                (
                    chosen.kinds.get(kind).copied().unwrap_or(0),
                    chance.below(100),
                    *kind,
                )
            })
            .collect();
        kinds.sort_unstable();
        // Of two statements of a passage one has to be true and one false, or they share their name.
        for (_, _, kind) in kinds.into_iter().flat_map(|kind| [kind; TRIES]) {
            let question = asker.ask(fact, kind, &mut chance, &|answer| {
                chosen.answers.contains(&(fact.paper, answer.to_owned()))
            });
            if let Some((question, answer)) = question
                && chosen.take(fact, question, answer)
            {
                return true;
            }
        }
    }
    false
}

/// The fact whose turn it is: a weighty one, from a section and of a kind that was asked least.
fn best(facts: &[(f32, &Fact<'_>)], chosen: &Chosen) -> Option<usize> {
    let value = |(weight, fact): &(f32, &Fact<'_>)| {
        let section = chosen.sections.get(&(fact.paper, fact.section())).copied();
        let passage = chosen
            .passages
            .get(&(fact.paper, fact.passage.ordinal))
            .copied();
        let spread = 0.4 * section.unwrap_or(0) as f32 + 0.8 * passage.unwrap_or(0) as f32;
        weight - spread - EVEN * chosen.share(fact)
    };
    (0..facts.len()).max_by(|a, b| value(&facts[*a]).total_cmp(&value(&facts[*b])))
}

impl Chosen {
    /// Whether there are enough questions for the source: knowing who says a thing is not knowing it.
    fn has_sources(&self) -> bool {
        let sources = self.kinds.get(&Kind::Source).copied().unwrap_or(0);
        sources * SOURCES > self.questions.len()
    }

    /// Which part of the questions is of the rarest kind that a fact suits.
    fn share(&self, fact: &Fact<'_>) -> f32 {
        let kinds = Kind::ALL.into_iter().filter(|kind| fact.suits(*kind));
        let counts = kinds.map(|kind| self.kinds.get(&kind).copied().unwrap_or(0));
        counts.min().unwrap_or(0) as f32 / self.questions.len().max(1) as f32
    }

    /// Takes a question unless it was asked already.
    fn take(&mut self, fact: &Fact<'_>, question: Question, answer: String) -> bool {
        if !self.ids.insert(question.id.clone()) {
            return false;
        }
        self.answers.insert((fact.paper, answer));
        self.shown.extend(fact.shows());
        self.said.insert(fact.said());
        *self.kinds.entry(question.kind).or_default() += 1;
        *self
            .sections
            .entry((fact.paper, fact.section()))
            .or_default() += 1;
        *self
            .passages
            .entry((fact.paper, fact.passage.ordinal))
            .or_default() += 1;
        self.questions.push(question);
        true
    }
}
