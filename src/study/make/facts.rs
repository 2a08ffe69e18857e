//! Facts: sentences that can stand alone, with what of them can be asked for.

use std::ops::Range;

use super::super::material::{Material, cited};
use super::super::question::Kind;
use super::super::sentence::{Sentence, sentences_of, stems_of};
use super::super::vocabulary::{self, Class, Vocabulary, after, before, in_no_bracket};
use super::super::worth::{Place, Worth, is_asked, links, worth};
use super::Wanted;
use super::contests::{Contest, contests};
use crate::papers::paper::{Definition, DefinitionKind, Paper, Passage};
use crate::text::is_stop_word;

/// A sentence with what can be asked of it.
#[derive(Debug)]
pub(super) struct Fact<'m> {
    /// Which paper of the material says so.
    pub paper: usize,
    pub passage: &'m Passage,
    pub sentence: Sentence<'m>,
    /// What stands before it and has to be shown with it.
    pub lead: &'m str,
    /// How much it is worth.
    pub weight: f32,
    /// What can be taken out of it.
    pub targets: Vec<Target>,
    /// The term that it defines.
    pub defines: Option<Defines>,
    /// The abbreviation and the long form that it has.
    pub spells: Option<(String, String)>,
    /// What others say of the term that it defines.
    pub contest: Option<Contest>,
}

/// Words of a sentence that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    pub words: Range<usize>,
    /// What they are in the vocabulary.
    pub item: usize,
    pub class: Class,
}

/// A definition.
#[derive(Debug, Clone)]
pub(super) struct Defines {
    pub target: Target,
    /// What is said of the term, in bytes of the sentence, where it can be parted from it.
    pub predicate: Option<Range<usize>>,
}

/// A sentence that weighs less is not asked about.
const LEAST_WEIGHT: f32 = 0.3;
/// What a sentence loses that has to be shown with the one before it.
const LEANING: f32 = 0.4;
/// How much a definition adds.
const DEFINING: f32 = 1.2;
/// What the long form of an abbreviation weighs.
const SPELLING: f32 = 0.9;

impl Fact<'_> {
    /// Whether there is anything in it to ask for.
    fn is_asked_for(&self) -> bool {
        let named = !self.targets.is_empty() || self.defines.is_some();
        named || self.spells.is_some() || self.contest.is_some()
    }

    /// What its draws of chance are named by.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.sentence.start, self.passage.text)
    }

    /// Where the sentences begin that are shown with it; a spelled-out abbreviation shows none.
    pub(super) fn shows(&self) -> impl Iterator<Item = (usize, u32, usize)> {
        let starts = [self.sentence.start - self.lead.len(), self.sentence.start];
        let (paper, ordinal) = (self.paper, self.passage.ordinal);
        let others = self.contest.iter().flat_map(|contest| &contest.others);
        let shows = self.spells.is_none();
        starts
            .into_iter()
            .filter(move |_| shows)
            .map(move |start| (paper, ordinal, start))
            .chain(others.map(|other| (other.paper, other.ordinal, other.start)))
    }

    pub(super) fn section(&self) -> String {
        self.passage.section.join("\n")
    }

    /// Whether it can be asked in a kind, before its wrong answers are looked for.
    pub(super) fn suits(&self, kind: Kind) -> bool {
        match kind {
            Kind::Cloze | Kind::Choice => !self.targets.is_empty(),
            Kind::TrueFalse => !self.targets.is_empty() && self.lead.is_empty(),
            Kind::Source => !self.targets.is_empty() && self.lead.is_empty() && self.weight > 1.2,
            Kind::Define => self.defines.is_some() || self.contest.is_some(),
            Kind::Open => {
                let predicate = |defines: &Defines| defines.predicate.is_some();
                self.spells.is_some() || self.defines.as_ref().is_some_and(predicate)
            }
        }
    }
}

/// The facts of the papers that are asked about, in their order.
pub(super) fn collect<'m>(
    material: &'m Material,
    vocabulary: &Vocabulary,
    wanted: &Wanted,
) -> Vec<Fact<'m>> {
    let mut facts = Vec::new();
    for (number, paper) in material.papers.iter().enumerate() {
        let is_asked_about = wanted.papers.is_empty() || wanted.papers.contains(&paper.key);
        if is_asked_about && is_english(paper) {
            for passage in paper
                .passages
                .iter()
                .filter(|passage| is_asked(&passage.section))
            {
                let from = facts.len();
                take(
                    (number, &paper.definitions),
                    passage,
                    vocabulary,
                    &mut facts,
                );
                define(paper, vocabulary, &mut facts[from..]);
            }
            facts.extend(spellings(number, paper));
        }
    }
    facts.extend(contests(material, wanted));
    let is_wanted = |ordinal: &u32| wanted.passages.is_empty() || wanted.passages.contains(ordinal);
    facts.retain(|fact| fact.is_asked_for() && is_wanted(&fact.passage.ordinal));
    facts
}

/// The rules here are those of English.
pub(super) fn is_english(paper: &Paper) -> bool {
    paper
        .language
        .as_deref()
        .is_none_or(|language| language == "en")
}

fn take<'m>(
    (paper, definitions): (usize, &[Definition]),
    passage: &'m Passage,
    vocabulary: &Vocabulary,
    facts: &mut Vec<Fact<'m>>,
) {
    // Where a sentence begins that can stand alone and has the next one behind it.
    let mut stands: Option<usize> = None;
    for sentence in sentences_of(&passage.text) {
        let place = Place {
            section: &passage.section,
            opens: sentence.start == 0,
        };
        let is_term = |at: usize| {
            let term = vocabulary.term_at(&sentence, at);
            term.map_or(0, |(_, length)| length)
        };
        let mut worth = worth(&sentence, place, &is_term);
        // In a definition, a pronoun stands for what it says of its term.
        if let Worth::Behind(weight) = worth
            && is_definition(definitions, passage, &sentence)
            && !links(&sentence)
        {
            worth = Worth::Alone(weight);
        }
        let (weight, from) = match (worth, stands.take()) {
            (Worth::Alone(weight), _) => {
                stands = Some(sentence.start);
                (weight, sentence.start)
            }
            (Worth::Behind(weight), Some(from)) => (weight - LEANING, from),
            _ => continue,
        };
        if weight >= LEAST_WEIGHT {
            facts.push(Fact {
                paper,
                passage,
                targets: targets(&sentence, vocabulary),
                lead: &passage.text[from..sentence.start],
                sentence,
                weight,
                defines: None,
                spells: None,
                contest: None,
            });
        }
    }
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

/// What of a sentence can be asked for: each thing that stands in it once.
fn targets(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let target = target_at(sentence, vocabulary, at);
        at = target.as_ref().map_or(at + 1, |target| target.words.end);
        found.extend(target.filter(|target| can_be_missing(sentence, vocabulary, target)));
    }
    let once = |target: &Target| sentence.find(&sentence.stems[target.words.clone()]).len() == 1;
    found.retain(once);
    found
}

fn target_at(sentence: &Sentence<'_>, vocabulary: &Vocabulary, at: usize) -> Option<Target> {
    if let Some((item, length)) = vocabulary.term_at(sentence, at) {
        return Some(Target {
            words: at..at + length,
            item,
            class: vocabulary.items[item].class,
        });
    }
    if let Some((item, words)) = vocabulary.name_at(sentence, at) {
        return Some(Target {
            words,
            item,
            class: Class::Name,
        });
    }
    let class = match () {
        () if vocabulary::is_dated(sentence, at) => Class::Year,
        () if vocabulary::counts(sentence, at) => Class::Number,
        () => return None,
    };
    let item = vocabulary.number(sentence.word(at))?;
    Some(Target {
        words: at..at + 1,
        item,
        class,
    })
}

/// Whether a reader can tell what is missing where this is taken out.
fn can_be_missing(sentence: &Sentence<'_>, vocabulary: &Vocabulary, target: &Target) -> bool {
    let item = &vocabulary.items[target.item];
    let words = &target.words;
    let (before, after) = (before(sentence, words.start), after(sentence, words.end));
    // One of several that stand side by side could be any other.
    let lists = |word: &str| matches!(word, "and" | "or" | "nor");
    let listed = after == "," && lists(sentence.folded(words.end));
    let in_list = listed || lists(&before) || lists(&after) || (before == "," && after == ",");
    let whole = after == "." || after == "," || after == "'s" || is_stop_word(&after);
    let place = sentence.bytes(words);
    let joints = ['-', '/', '‐', '–'];
    let hyphened = sentence.text[place.end..].starts_with(joints)
        || sentence.text[..place.start].ends_with(joints);
    // `60 MHz`: a unit, and no name.
    let measured = before.starts_with(|c: char| c.is_ascii_digit());
    let article = matches!(before.as_str(), "a" | "an" | "the");
    let attributive = article && !whole && after != "(";
    let text = sentence.phrase(words);
    let is_short_form = text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let fits = match target.class {
        Class::Year => true,
        Class::Number => !in_list,
        Class::Name => !in_list && !attributive && text.len() > 2 && is_readable(text),
        Class::Term => {
            !in_list
                && whole
                && item.count() > 1
                && (words.len() > 1 || item.in_glossary || is_short_form)
        }
        Class::Phrase => {
            let noun = words.len() > 1
                || matches!(
                    before.as_str(),
                    "the" | "a" | "an" | "of" | "its" | "their" | "no" | "any" | "every"
                );
            !in_list
                && whole
                && noun
                && (matches!(before.as_str(), "^" | ",") || is_stop_word(&before))
        }
    };
    fits && !hyphened && !measured && in_no_bracket(sentence, words.start)
}

/// Whether a name is made of letters, and is no formula or code.
fn is_readable(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'))
        && name.split(['-', ' ']).any(|word| word.chars().count() > 2)
}

/// Adjectives that weigh a thing and do not tell what it is.
const WEIGHING: [&str; 25] = [
    "very",
    "more",
    "most",
    "key",
    "important",
    "central",
    "critical",
    "crucial",
    "major",
    "common",
    "popular",
    "essential",
    "powerful",
    "useful",
    "good",
    "great",
    "significant",
    "new",
    "main",
    "potential",
    "promising",
    "valuable",
    "possible",
    "better",
    "recent",
];

/// Marks the facts that define what the paper was found to define.
fn define(paper: &Paper, vocabulary: &Vocabulary, facts: &mut [Fact<'_>]) {
    for fact in facts.iter_mut().filter(|fact| fact.lead.is_empty()) {
        let here = paper.definitions.iter().filter(|definition| {
            definition.passage == fact.passage.ordinal
                && definition.kind == DefinitionKind::Explicit
                && definition.text.starts_with(fact.sentence.text)
        });
        let defined: Vec<&Definition> = here.collect();
        if let [definition] = defined[..] {
            fact.defines = defines(&fact.sentence, vocabulary, definition);
            if fact.defines.is_some() {
                fact.weight += DEFINING;
            }
        }
    }
}

/// A definition whose term stands at the beginning of its sentence, and once.
fn defines(
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
    definition: &Definition,
) -> Option<Defines> {
    let stems = stems_of(&definition.term);
    let [words] = &sentence.find(&stems)[..] else {
        return None;
    };
    let (item, length) = vocabulary.term_at(sentence, words.start)?;
    let article = matches!(sentence.folded(0), "a" | "an" | "the");
    let opens = words.start == 0 || (words.start == 1 && article);
    let is_whole = length == words.len() && in_no_bracket(sentence, words.start);
    let first = sentence.folded(words.start);
    let is_doing = (words.len() > 2 && first.ends_with("ing")) || first.ends_with("ed");
    if !is_whole || is_doing || !sentence.joins(words.end) {
        return None;
    }
    let verb = (sentence.folded(words.end), sentence.folded(words.end + 1));
    let from = match verb {
        ("is" | "are", "defined") if sentence.folded(words.end + 2) == "as" => words.end + 3,
        ("is" | "are", "a" | "an" | "the" | "any" | "those" | "one")
        | ("means" | "denotes" | "describes", _) => words.end + 1,
        ("refers" | "refer", "to") => words.end + 2,
        _ => sentence.len(),
    };
    let leans = sentence.folded[from.min(sentence.len())..]
        .iter()
        .any(|word| word == "another" || word == "other");
    let weighs = leans
        || WEIGHING.contains(&sentence.folded(from + 1))
        || WEIGHING.contains(&sentence.folded(from));
    let predicate = (opens && !weighs && from + 5 <= sentence.len()).then(|| {
        let end = sentence.text.trim_end_matches(['.', '”', '"']).len();
        sentence.words[from].start..end
    });
    // Where nothing but the name of the term would be asked for, its verb must say that it defines.
    predicate.as_ref()?;
    Some(Defines {
        target: Target {
            words: words.clone(),
            item,
            class: Class::Term,
        },
        predicate,
    })
}

/// The abbreviations that a paper spells out.
fn spellings(number: usize, paper: &Paper) -> Vec<Fact<'_>> {
    let mut found: Vec<Fact<'_>> = Vec::new();
    for definition in &paper.definitions {
        let Some(long) = &definition.long else {
            continue;
        };
        let passage = paper
            .passages
            .iter()
            .find(|passage| passage.ordinal == definition.passage);
        let known = found.iter().any(|fact| {
            fact.spells
                .as_ref()
                .is_some_and(|(short, _)| *short == definition.term)
        });
        let Some(passage) = passage.filter(|passage| !known && is_asked(&passage.section)) else {
            continue;
        };
        let Some(start) = passage.text.find(&definition.text) else {
            continue;
        };
        if is_spelling(&definition.term, long) && stands_again(paper, &definition.term) {
            let sentence =
                Sentence::new(&passage.text[start..start + definition.text.len()], start);
            found.push(Fact {
                paper: number,
                passage,
                sentence,
                lead: "",
                weight: SPELLING,
                targets: Vec::new(),
                defines: None,
                spells: Some((definition.term.clone(), long.clone())),
                contest: None,
            });
        }
    }
    found
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
    let plain = long
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    agree && plain && capitals > 1 && capitals + 1 >= letters.len() && words.len() > 1
}

/// Whether an abbreviation is used after it was spelled out, and so is worth knowing.
fn stands_again(paper: &Paper, short: &str) -> bool {
    let uses = paper
        .passages
        .iter()
        .map(|passage| passage.text.matches(short).count());
    uses.sum::<usize>() > 2
}

/// The papers whose short citations a source question can offer, by number.
pub(super) fn citable(material: &Material) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (number, paper) in material.papers.iter().enumerate() {
        let citation = cited(paper);
        let is_named = !paper.authors.is_empty();
        if is_named && found.iter().all(|(_, known)| *known != citation) {
            found.push((number, citation));
        }
    }
    found
}
