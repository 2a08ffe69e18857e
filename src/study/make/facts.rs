//! Facts: sentences that can stand alone or with the one before, with what of them can be asked for.

use std::ops::Range;

use rayon::prelude::*;

use super::super::material::{Material, cited};
use super::super::sentence::{Sentence, Text, stems_of};
use super::super::vocabulary::{Class, Vocabulary, is_cited};
use super::super::worth::{Cut, Place, Worth, cites, ends_at, is_text, links, trimmed, worth};
use super::Wanted;
use super::appositions::apposed;
use super::contests::{Contest, contests};
use super::defines::define;
use super::flips::{Turned, turned};
use super::spellings::{Spelling, spellings};
use super::suits::is_share;
use super::swaps::swapped;
use super::targets::{Target, targets};
use crate::papers::paper::{Definition, DefinitionKind, Paper, Passage};
use crate::text::is_stop_word;

/// A sentence with what can be asked of it.
#[derive(Debug)]
pub(super) struct Fact<'m> {
    /// Which paper of the material says so.
    pub paper: usize,
    pub passage: &'m Passage,
    pub sentence: Sentence<'m>,
    /// What was left out of it.
    pub cut: Cut,
    /// The sentence before it, where that says what it speaks of.
    pub leans_on: Option<Before<'m>>,
    /// How much it is worth.
    pub weight: f32,
    /// Whether its paper tells of many years, and so what happened when is its matter.
    pub of_history: bool,
    /// What can be taken out of it.
    pub targets: Vec<Target>,
    /// The sentence made false: with a word turned into its opposite, or two of its things exchanged.
    pub turned: Option<Turned>,
    /// The term that it defines.
    pub defines: Option<Defines>,
    /// What it tells by the way of a thing beside its name.
    pub apposed: Option<Defines>,
    /// The abbreviation that it spells out.
    pub spells: Option<Spelling>,
    /// What others say of the term that it defines.
    pub contest: Option<Contest>,
}

/// A sentence that is shown before another, with its place in the passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'m> {
    pub text: &'m str,
    pub start: usize,
    words: usize,
}

/// A definition.
#[derive(Debug, Clone)]
pub(super) struct Defines {
    pub target: Target,
    /// What is said of the term, in bytes of the sentence.
    pub predicate: Range<usize>,
    /// Whether that begins with what the term does, and does not tell what it is.
    pub acts: bool,
}

/// A sentence that weighs less is not asked about.
const LEAST_WEIGHT: f32 = -0.5;
/// What has fewer words is not asked for its source.
const TOLD: usize = 10;
/// Only what weighs as much is asked for its numbers.
const NUMBERED: f32 = 1.2;
/// And what weighs this is asked for a share.
const SHARED: f32 = 0.6;
/// Two sentences that are shown together have no more words than can be read at a glance.
const TOGETHER: usize = 50;
/// What weighs what a thing is, told by the way.
const APPOSED: f32 = 0.9;
/// How much it takes off that a sentence is understood only with the one before.
const LEANING: f32 = 0.3;
/// How much it takes off that a passage has no other sentence.
const ALONE: f32 = 0.5;
/// How much it takes off that the sentence before can't be shown, which may tell of what it speaks.
const LOST: f32 = 0.7;
/// How much a sentence weighs by how many things it names: what names none is said of anything.
const SPECIFIC: [f32; 4] = [-0.8, -0.5, 0.0, 0.4];
/// How much it adds that a sentence has the words that its paper repeats.
const CENTRAL: f32 = 1.5;

/// Where a paper says what it was found to define: the passage, and where its words begin there.
pub(super) fn place_of<'m>(
    paper: &'m Paper,
    definition: &Definition,
) -> Option<(&'m Passage, usize)> {
    let mut passages = paper.passages.iter();
    let passage = passages.find(|passage| passage.ordinal == definition.passage)?;
    Some((passage, passage.text.find(&definition.text)?))
}

impl<'m> Fact<'m> {
    /// A sentence of which nothing is known to ask for.
    pub(super) fn of(
        paper: usize,
        passage: &'m Passage,
        sentence: Sentence<'m>,
        weight: f32,
    ) -> Self {
        Self {
            paper,
            passage,
            sentence,
            weight,
            cut: Cut::default(),
            leans_on: None,
            of_history: false,
            targets: Vec::new(),
            turned: None,
            defines: None,
            apposed: None,
            spells: None,
            contest: None,
        }
    }

    /// The words of a definition that begin at a place.
    pub(super) fn of_definition(
        paper: usize,
        (passage, start): (&'m Passage, usize),
        definition: &Definition,
        weight: f32,
    ) -> Self {
        let text = &passage.text[start..start + definition.text.len()];
        Self::of(paper, passage, Sentence::new(text, start), weight)
    }

    /// Whether there is anything in it to ask for.
    fn is_asked_for(&self) -> bool {
        let named = !self.targets.is_empty() || self.defines.is_some() || self.turned.is_some();
        let told = self.spells.is_some() || self.contest.is_some() || self.apposed.is_some();
        named || told || self.is_own_claim()
    }

    /// Whether it is a claim that the paper makes itself, in words and not in numbers.
    pub(super) fn is_own_claim(&self) -> bool {
        let text = self.sentence.text;
        let mut words = self.sentence.says();
        let auxiliary = words.find(|word| matches!(*word, "is" | "are" | "was" | "were"));
        // What was done is told in the past, and could have been done by anybody.
        let is_done = matches!(auxiliary, Some("was" | "were"));
        !is_done
            && self.sentence.len() >= TOLD
            && self.spells.is_none()
            && self.contest.is_none()
            && self.apposed.is_none()
            && self.leans_on.is_none()
            && !cites(text)
            && !text.contains(|c: char| c.is_ascii_digit())
    }

    /// Words of it as they are shown: an ellipsis stands for what was left out before or behind them.
    pub(super) fn shown(&self, said: &str) -> String {
        let lead = if self.cut.lead { "… " } else { "" };
        let tail = if self.cut.tail { " …" } else { "" };
        format!("{lead}{said}{tail}")
    }

    /// Whether a number in it is what the paper found, and no detail by the way: a share is sooner, where
    /// nothing was cut off that may tell of what it is one.
    pub(super) fn tells(&self, number: &Target) -> bool {
        let is_whole = self.cut == Cut::default();
        let least = if is_whole && is_share(&self.sentence, number) {
            SHARED
        } else {
            NUMBERED
        };
        self.weight >= least && !cites(self.sentence.text)
    }

    /// What its draws of chance are named by.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.sentence.start, self.passage.text)
    }

    /// The stems of what it says, by which it is known again where the paper repeats it.
    pub(super) fn said(&self) -> Vec<&str> {
        let words = 0..self.sentence.len();
        let tells = words.filter(|at| !is_stop_word(self.sentence.folded(*at)));
        tells.map(|at| &*self.sentence.stems[at]).collect()
    }

    /// Where the sentences begin that are shown with it; a spelled-out abbreviation shows none.
    pub(super) fn shows(&self) -> impl Iterator<Item = (usize, u32, usize)> {
        let own = (self.paper, self.passage.ordinal, self.sentence.start);
        let others = self.contest.iter().flat_map(|contest| &contest.others);
        let before = |before: Before<'_>| (self.paper, self.passage.ordinal, before.start);
        let shown = Some(own).filter(|_| self.spells.is_none());
        shown
            .into_iter()
            .chain(self.leans_on.map(before))
            .chain(others.map(|other| (other.paper, other.ordinal, other.start)))
    }
}

/// The facts of the papers that are asked about, in their order.
pub(super) fn collect<'m>(
    material: &'m Material,
    texts: &[Text<'m>],
    vocabulary: &Vocabulary,
    wanted: &Wanted,
) -> Vec<Fact<'m>> {
    let of_paper = |(number, paper): (usize, &'m Paper)| {
        let is_asked_about = wanted.papers.is_empty() || wanted.papers.contains(&paper.key);
        if is_asked_about && is_english(paper) {
            of_paper(number, paper, &texts[number], vocabulary)
        } else {
            Vec::new()
        }
    };
    let papers = material.papers.par_iter().enumerate();
    let mut facts: Vec<Fact<'m>> = papers.flat_map_iter(of_paper).collect();
    facts.extend(contests(material, wanted));
    let is_wanted = |ordinal: &u32| wanted.passages.is_empty() || wanted.passages.contains(ordinal);
    facts.retain(|fact| fact.is_asked_for() && is_wanted(&fact.passage.ordinal));
    facts
}

/// The facts of a paper, in its order.
fn of_paper<'m>(
    number: usize,
    paper: &'m Paper,
    text: &Text<'m>,
    vocabulary: &Vocabulary,
) -> Vec<Fact<'m>> {
    let mut facts = Vec::new();
    for (passage, sentences) in paper.passages.iter().zip(&text.0) {
        let from = facts.len();
        let source = Source {
            paper: number,
            definitions: &paper.definitions,
            passages: paper.counts.passages,
            passage,
        };
        take(source, sentences, vocabulary, &mut facts);
        define(paper, vocabulary, &mut facts[from..]);
    }
    let words = vocabulary.words_of(number);
    mark_history(words, &mut facts);
    facts.extend(spellings(number, paper, words));
    facts
}

/// Marks the facts of a paper that dates something once in so many of its words.
fn mark_history(words: u32, facts: &mut [Fact<'_>]) {
    let is_dated = |fact: &&Fact<'_>| {
        fact.targets
            .iter()
            .any(|target| target.class == Class::Year)
    };
    let dated = facts.iter().filter(is_dated).count();
    let of_history = dated * DATED_IN >= words as usize;
    for fact in facts {
        fact.of_history = of_history;
    }
}

/// A paper that tells what happened when dates something once in so many words.
const DATED_IN: usize = 500;

/// The rules here are those of English.
pub(super) fn is_english(paper: &Paper) -> bool {
    paper
        .language
        .as_deref()
        .is_none_or(|language| language == "en")
}

/// A passage with its paper.
#[derive(Clone, Copy)]
struct Source<'m> {
    paper: usize,
    definitions: &'m [Definition],
    /// How many passages the paper has.
    passages: u32,
    passage: &'m Passage,
}

/// Whether a passage is one of the first or last of its paper, which tell what matters in it.
fn frames(passages: u32, ordinal: u32) -> bool {
    ordinal <= passages / 20 + 1 || ordinal + passages / 7 > passages
}

fn take<'m>(
    source: Source<'m>,
    sentences: &[Sentence<'m>],
    vocabulary: &Vocabulary,
    facts: &mut Vec<Fact<'m>>,
) {
    let Source {
        paper,
        definitions,
        passages,
        passage,
    } = source;
    if sentences.is_empty() || !is_text(&passage.text) {
        return;
    }
    let end = ends_at(&passage.text);
    let before_end = |sentence: &Sentence<'_>| sentence.start + sentence.text.len() <= end;
    // The sentence before, where it stands alone.
    let mut alone: Option<Before<'m>> = None;
    let mut told_by_others = false;
    for sentence in sentences.iter().filter(|sentence| before_end(sentence)) {
        let others = credits(sentence);
        let is_told = std::mem::replace(&mut told_by_others, others) && !others;
        let (sentence, cut) = trimmed(sentence.clone());
        let place = Place {
            section: &passage.section,
            opens: sentence.start == 0,
            frames: frames(passages, passage.ordinal),
            runs: sentences.len() > 1,
            cut,
        };
        // A reader knows which thing is meant by a term, and by a word of the title.
        let is_term = |at: usize| {
            let term = vocabulary.term_at(&sentence, at);
            let length = term.map_or(0, |(_, length)| length);
            length.max(if vocabulary.is_title_word(paper, &sentence, at) {
                2
            } else {
                0
            })
        };
        let worth = worth(&sentence, place, &is_term);
        if worth != Worth::Nothing
            && let Some(apposed) = apposed(paper, &sentence, vocabulary)
        {
            facts.push(Fact {
                apposed: Some(apposed),
                ..Fact::of(paper, passage, sentence.clone(), APPOSED)
            });
        }
        let before = alone.take();
        if matches!(worth, Worth::Alone(_) | Worth::Telling) && cut == Cut::default() {
            alone = Some(Before {
                text: sentence.text,
                start: sentence.start,
                words: sentence.len(),
            });
        }
        let before = before.filter(|before| before.words + sentence.len() <= TOGETHER);
        let (weight, leans_on) = match worth {
            // What others found is misread without their names.
            Worth::Alone(weight) if is_told => match before {
                Some(_) => (weight - LEANING, before),
                None => (weight - LOST, None),
            },
            Worth::Alone(weight) => (weight, None),
            // In a definition, a pronoun stands for what it says of its term.
            Worth::Behind(weight)
                if is_definition(definitions, passage, &sentence)
                    && !links(&sentence)
                    && sentence.folded(0) != "it" =>
            {
                (weight, None)
            }
            Worth::Behind(weight) if before.is_some() && !cut.lead => (weight - LEANING, before),
            Worth::Behind(_) | Worth::Telling | Worth::Nothing => continue,
        };
        let (mut targets, specific) = targets(paper, &sentence, vocabulary);
        let weight = weight
            + CENTRAL * (vocabulary.centrality(paper, &sentence) - 0.5)
            + SPECIFIC[specific.min(SPECIFIC.len() - 1)];
        if weight >= LEAST_WEIGHT && !vocabulary.runs_in(&sentence) {
            let turned = swapped(&sentence, &targets)
                .map(|said| Turned {
                    said,
                    tells: true,
                    jars: false,
                })
                .or_else(|| turned(&sentence, &|at| vocabulary.is_in_term(&sentence, at)))
                .filter(|turned| !passage.text.contains(&turned.said));
            // A passage of one sentence may be a caption, whose year nobody need know.
            let is_alone =
                cut == Cut::default() && sentence.text.len() + 3 > passage.text.trim().len();
            targets.retain(|target| target.class != Class::Year || !is_alone);
            let weight = if is_alone { weight - ALONE } else { weight };
            facts.push(Fact {
                cut,
                leans_on,
                targets,
                turned,
                ..Fact::of(paper, passage, sentence, weight)
            });
        }
    }
}

/// Whether a sentence tells what others found: `Cendes et al. (2015) searched …`.
fn credits(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| is_cited(sentence, at))
}

/// Whether a sentence begins with a term and defines it.
fn is_definition(definitions: &[Definition], passage: &Passage, sentence: &Sentence<'_>) -> bool {
    definitions.iter().any(|definition| {
        let stems = stems_of(&definition.term);
        let places = sentence.find(&stems);
        definition.passage == passage.ordinal
            && definition.kind == DefinitionKind::Explicit
            && definition.text.starts_with(sentence.text)
            && places.first().is_some_and(|words| words.start < 2)
    })
}

/// The papers whose short citations a source question can offer, by number.
pub(super) fn citable(material: &Material) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (number, paper) in material.papers.iter().enumerate() {
        let citation = cited(paper);
        let is_named = !paper.authors.is_empty() || !paper.title.is_empty();
        if is_named && found.iter().all(|(_, known)| *known != citation) {
            found.push((number, citation));
        }
    }
    found
}
