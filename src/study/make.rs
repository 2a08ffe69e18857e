//! Questions are made here: facts are collected, asked in a kind that suits them, and spread.
//!
//! A fact is a sentence that can stand alone, or with the one before, with what can be asked of it ([`facts`]). How it is put as a
//! question is decided in [`put`], wrong answers are found in [`rivals`]. A fact is asked once, an answer
//! several times in a paper at most, of other sentences; papers take turns, and so do sections and kinds.

mod appositions;
mod contests;
mod defines;
mod facts;
mod flips;
mod hints;
mod leaks;
mod near;
mod put;
mod rivals;
mod spellings;
mod suits;
mod swaps;
mod targets;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::chance::Chance;
use super::material::Material;
use super::question::{Kind, Question};
use super::sentence::{Text, Words};
use super::vocabulary::Vocabulary;
use super::worth::is_asked;
use crate::papers::paper::{Key, Paper};
use facts::Fact;
use put::Asker;
use suits::suits;

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
    let papers = material.papers.par_iter();
    let texts: Vec<Text<'_>> = papers.map_init(Words::default, text).collect();
    let vocabulary = Vocabulary::of(material, &texts);
    let facts = facts::collect(material, &texts, &vocabulary, wanted);
    let asker = Asker::new(material, &vocabulary);
    let kinds = if wanted.kinds.is_empty() {
        &Kind::ALL[..]
    } else {
        &wanted.kinds[..]
    };
    let mut chosen = Chosen {
        wants_one_kind: kinds.len() == 1,
        ..Chosen::default()
    };
    let mut turns = turns(&facts, kinds, wanted.seed);
    while chosen.questions.len() < wanted.number
        && let Some((at, best)) = next(&turns, &chosen)
    {
        ask_next(&mut turns[at], best, &asker, wanted, &mut chosen);
    }
    chosen.questions
}

/// The sentences of a paper that are asked about.
fn text<'p>(words: &mut Words<'p>, paper: &'p Paper) -> Text<'p> {
    let passages = paper.passages.iter();
    let sentences = passages.map(|passage| {
        if is_asked(&passage.section) {
            words.sentences_of(&passage.text)
        } else {
            Vec::new()
        }
    });
    Text(sentences.collect())
}

/// Whose turn it is, and with what: that of a paper that nothing was asked about, then of the one with the
/// weightiest fact, which falls behind with each question. None where nothing is left to ask.
fn next(turns: &[Turn<'_>], chosen: &Chosen<'_>) -> Option<(usize, Best)> {
    let value = |(at, turn): (usize, &Turn<'_>)| {
        let best = best(turn, chosen)?;
        let value = if turn.asked == 0 {
            f32::MAX
        } else {
            best.value - TURN * chosen.share(turn.asked)
        };
        Some((at, best, value))
    };
    let values = turns.iter().enumerate().filter_map(value);
    let first = values.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)));
    first.map(|(at, best, _)| (at, best))
}

/// The facts of a paper that were not asked yet.
struct Turn<'f> {
    facts: Vec<Candidate<'f>>,
    /// How often it was this paper's turn.
    asked: u32,
}

/// A fact that may be asked.
struct Candidate<'f> {
    fact: &'f Fact<'f>,
    /// What it weighs, with what chance adds to it.
    weight: f32,
    /// The kinds in which it was not tried, and how well it suits each.
    kinds: Vec<(Kind, f32)>,
    /// How often its answer may be asked for.
    times: u32,
    /// The stems of what it says.
    said: Vec<&'f str>,
    /// Its section, by a number.
    section: usize,
}

/// What was chosen so far, by which repetitions are told.
#[derive(Default)]
struct Chosen<'f> {
    /// Whether nothing but one kind is wanted, which then crowds out nothing.
    wants_one_kind: bool,
    questions: Vec<Question>,
    ids: HashSet<String>,
    /// Where the sentences begin that a question shows: another about them would be answered by it.
    shown: HashSet<(usize, u32, usize)>,
    /// What was said in them, of each paper: abstracts are repeated in conclusions, in other words.
    said: HashMap<usize, Vec<Vec<&'f str>>>,
    /// How often each answer was asked for.
    answers: HashMap<(usize, String), u32>,
    kinds: HashMap<Kind, usize>,
    sections: HashMap<usize, usize>,
    passages: HashMap<(usize, u32), usize>,
}

/// How far chance may lift a fact above a better one, and a kind above one that suits it better.
const LUCK: f32 = 0.8;
const KIND_LUCK: f32 = 0.2;

/// How often a question is tried that turns out to be asked already: chance may put it another way.
const TRIES: usize = 3;
/// One question of so many is for the source.
const SOURCES: usize = 5;

/// How far a paper falls behind that all questions were about.
const TURN: f32 = 3.0;
/// How far a section falls behind that all questions about its paper were about, and a passage with each
/// of its own.
const SECTION: f32 = 0.8;
const PASSAGE: f32 = 0.6;

/// A sentence with more than so many of another's words says the same.
const SAME: f32 = 0.7;

/// How much it matters what is asked for in a sentence, beside what the sentence is worth.
const SUITS: f32 = 2.0;

/// How far a kind falls behind that all questions were of.
const EVEN: f32 = 2.0;

/// A matter of a paper may be asked for so often, of another sentence each time; and how far a fact falls
/// behind for it.
const AGAIN: u32 = 4;
const KNOWN: f32 = 0.6;

fn turns<'f>(facts: &'f [Fact<'f>], kinds: &[Kind], seed: u64) -> Vec<Turn<'f>> {
    let mut chance = Chance::of(seed, "turns");
    let mut papers: Vec<usize> = facts.iter().map(|fact| fact.paper).collect();
    papers.sort_unstable();
    papers.dedup();
    chance.shuffle(&mut papers);
    let mut sections: HashMap<(usize, &[String]), usize> = HashMap::new();
    let mut candidate = |fact: &'f Fact<'f>| {
        let next = sections.len();
        let place = (fact.paper, &fact.passage.section[..]);
        Candidate {
            fact,
            weight: fact.weight + LUCK * chance.part(),
            kinds: kinds
                .iter()
                .filter_map(|kind| {
                    let luck = KIND_LUCK * chance.part();
                    Some((*kind, SUITS * suits(fact, *kind)? + luck))
                })
                .collect(),
            times: 1,
            said: fact.said(),
            section: *sections.entry(place).or_insert(next),
        }
    };
    papers
        .into_iter()
        .map(|paper| Turn {
            facts: facts
                .iter()
                .filter(|fact| fact.paper == paper)
                .map(&mut candidate)
                .collect(),
            asked: 0,
        })
        .collect()
}

/// Asks one more question about a paper, if there is one.
///
/// Where a fact can't be asked in the kind that suits it best, it is put back and waits for its turn in
/// another; where its answer was asked for, it waits as well.
fn ask_next<'f>(
    turn: &mut Turn<'f>,
    first: Best,
    asker: &Asker<'f>,
    wanted: &Wanted,
    chosen: &mut Chosen<'f>,
) {
    turn.asked += 1;
    let mut first = Some(first);
    while let Some(Best { at, kind, .. }) = first.take().or_else(|| best(turn, chosen)) {
        let mut candidate = turn.facts.swap_remove(at);
        let fact = candidate.fact;
        let is_shown = fact.shows().any(|shown| chosen.shown.contains(&shown));
        if is_shown || chosen.has_said(&candidate) {
            continue;
        }
        let (kind, suits) = candidate.kinds.swap_remove(kind);
        let mut chance = Chance::of(wanted.seed, &format!("{kind} {}", fact.name()));
        let was_known = Cell::new(false);
        // Of two statements of a passage one has to be true and one false, or they share their name.
        for _ in 0..TRIES {
            let question = asker.ask(fact, kind, &mut chance, &|answer| {
                let times = chosen.answers.get(&(fact.paper, answer.to_owned()));
                let is_known = times.is_some_and(|times| *times >= candidate.times);
                was_known.set(was_known.get() || is_known);
                is_known
            });
            let Some((question, answer)) = question else {
                break;
            };
            if chosen.take(&candidate, question, answer) {
                return;
            }
        }
        if was_known.get() && candidate.times < AGAIN {
            candidate.times += 1;
            candidate.kinds.push((kind, suits - KNOWN));
        }
        if !candidate.kinds.is_empty() {
            turn.facts.push(candidate);
        }
    }
}

/// Which fact is best asked, in which of its kinds, and how good that is.
struct Best {
    at: usize,
    kind: usize,
    value: f32,
}

/// The fact whose turn it is: a weighty one that suits its kind, from a section and of a kind that was
/// asked least.
fn best(turn: &Turn<'_>, chosen: &Chosen<'_>) -> Option<Best> {
    let has_sources = chosen.has_sources();
    let value = |(at, candidate): (usize, &Candidate<'_>)| {
        let fact = candidate.fact;
        let section = chosen.sections.get(&candidate.section);
        let passage = chosen.passages.get(&(fact.paper, fact.passage.ordinal));
        let spread = SECTION * section.copied().unwrap_or(0) as f32 / turn.asked.max(1) as f32
            + PASSAGE * passage.copied().unwrap_or(0) as f32;
        let kinds = candidate.kinds.iter().enumerate();
        let suits = kinds
            .filter(|(_, (kind, _))| !(*kind == Kind::Source && has_sources))
            .map(|(at, (kind, suits))| (at, suits - chosen.falls_behind(*kind)));
        let (kind, suits) = suits.max_by(|a, b| a.1.total_cmp(&b.1))?;
        let value = candidate.weight - spread + suits;
        Some(Best { at, kind, value })
    };
    let values = turn.facts.iter().enumerate().filter_map(value);
    values.max_by(|a, b| a.value.total_cmp(&b.value))
}

impl<'f> Chosen<'f> {
    /// Whether a question about the paper shows nearly the same sentence.
    fn has_said(&self, candidate: &Candidate<'_>) -> bool {
        let (fact, own) = (candidate.fact, &candidate.said);
        let is_same = |said: &Vec<&str>| {
            let is_new = |stem: &&str| !said.contains(stem);
            let both = own.iter().filter(|stem| !is_new(stem)).count();
            // What was so in another year is another matter.
            let dates = |stem: &&&str| stem.contains(|c: char| c.is_ascii_digit());
            both as f32 > SAME * own.len().min(said.len()) as f32
                && !own.iter().filter(dates).any(is_new)
        };
        let said = self.said.get(&fact.paper);
        fact.spells.is_none() && said.is_some_and(|said| said.iter().any(is_same))
    }

    /// Whether there are enough questions for the source: knowing who says a thing is not knowing it.
    fn has_sources(&self) -> bool {
        if self.wants_one_kind {
            return false;
        }
        let sources = self.kinds.get(&Kind::Source).copied().unwrap_or(0);
        sources * SOURCES > self.questions.len()
    }

    /// Which part of the questions so many are.
    fn share(&self, count: u32) -> f32 {
        count as f32 / self.questions.len().max(1) as f32
    }

    /// How far a kind falls behind others, by how many of the questions are of it.
    fn falls_behind(&self, kind: Kind) -> f32 {
        EVEN * self.share(self.kinds.get(&kind).copied().unwrap_or(0) as u32)
    }

    /// Takes a question unless it was asked already.
    fn take(&mut self, candidate: &Candidate<'f>, question: Question, answer: String) -> bool {
        let fact = candidate.fact;
        if !self.ids.insert(question.id.clone()) {
            return false;
        }
        *self.answers.entry((fact.paper, answer)).or_default() += 1;
        self.shown.extend(fact.shows());
        let said = candidate.said.clone();
        self.said.entry(fact.paper).or_default().push(said);
        *self.kinds.entry(question.kind).or_default() += 1;
        *self.sections.entry(candidate.section).or_default() += 1;
        *self
            .passages
            .entry((fact.paper, fact.passage.ordinal))
            .or_default() += 1;
        self.questions.push(question);
        true
    }
}
