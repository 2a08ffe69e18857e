//! How well a fact can be asked in a kind, before its wrong answers are looked for: 1 is as good as any, and
//! what is far below 0 is asked when nothing better is left. How much that counts beside what the sentence
//! is worth, and how kinds are kept even, stands in [`make`](super).
//!
//! Who has read a paper knows what it says, and not in which words. So names and terms are typed and
//! phrases rather chosen; numbers are never typed, and those that a result is told in come before those of
//! how it was come by. What is true or false is what a sentence finds, not what everybody would say.

use super::super::question::Kind;
use super::super::sentence::Sentence;
use super::super::vocabulary::{Class, after, is_cited, is_general};
use super::super::worth::{findings, is_broad, is_finding, is_hedged};
use super::facts::Fact;
use super::near::value;
use super::targets::{Target, is_short_form};
use crate::text::is_stop_word;

/// How well a fact suits a kind; not at all where there is nothing of the kind in it.
pub(super) fn suits(fact: &Fact<'_>, kind: Kind) -> Option<f32> {
    let best = |suits: fn(&Fact<'_>, &Target) -> Option<f32>| {
        let targets = fact.targets.iter();
        let suiting = targets.filter_map(|target| suits(fact, target));
        suiting.max_by(f32::total_cmp)
    };
    let can = |can: bool, suits: f32| can.then_some(suits);
    let is_defined = fact.defines.is_some();
    match kind {
        Kind::Cloze | Kind::Choice if is_defined => Some(0.8),
        Kind::Cloze => best(typed),
        Kind::Choice => best(|fact, target| Some(chosen(fact, target))),
        Kind::TrueFalse => true_or_false(fact),
        // Knowing who says a thing is not knowing it.
        Kind::Source => can(fact.is_own_claim(), -0.9),
        // What is said of a term asks for it better than a sentence without it.
        Kind::Define if fact.contest.is_some() => Some(1.0),
        Kind::Define => can(is_defined, 0.5),
        Kind::Open => {
            let is_told = is_defined || fact.apposed.is_some() || fact.spells.is_some();
            can(is_told, 1.0)
        }
    }
}

/// How well a sentence is asked to be true or false: the more it finds, the less anybody can guess.
fn true_or_false(fact: &Fact<'_>) -> Option<f32> {
    let sentence = &fact.sentence;
    // What only may be is neither.
    if is_hedged(sentence) {
        return None;
    }
    if let Some(turned) = &fact.turned {
        let found = match findings(sentence) {
            0 => -0.8,
            1 => 0.6,
            _ => 1.2,
        };
        let exact = sentence.text.contains(|c: char| c.is_ascii_digit());
        let exact = if exact { 0.3 } else { 0.0 };
        let broad = if is_broad(sentence) { 0.7 } else { 0.0 };
        let blunt = if turned.tells { 0.0 } else { 0.7 };
        return Some(found + exact - broad - blunt);
    }
    let exchanged = fact.targets.iter().filter_map(|target| match target.class {
        Class::Number => Some(number(sentence, target) - 0.3),
        Class::Year => Some(year(fact) - 0.3),
        _ => None,
    });
    // A definition of something else is soon seen to be one.
    let defined = fact.defines.as_ref().map(|_| -1.2);
    exchanged.chain(defined).max_by(f32::total_cmp)
}

/// How well a target is asked to be typed: best where it is a matter of its paper, but not the one of which
/// all of it speaks.
pub(super) fn typed(fact: &Fact<'_>, target: &Target) -> Option<f32> {
    let known = match target.often {
        _ if matches!(target.class, Class::Year | Class::Number) => 0.0,
        often if often > EVERYWHERE => -0.3,
        often if often > OFTEN => 0.4,
        _ => 0.0,
    };
    Some(typed_so(fact, target)? + known - by_the_way(fact, target))
}

/// How much it takes off that a sentence names a thing where it tells in what, on what or beside what something
/// was, and may be about something else.
fn by_the_way(fact: &Fact<'_>, target: &Target) -> f32 {
    let (sentence, start) = (&fact.sentence, target.words.start);
    let has_article = matches!(sentence.before(start), "the" | "a" | "an");
    let first = start.saturating_sub(usize::from(has_article));
    match sentence.before(first) {
        "on" | "at" => 0.5,
        "in" => 0.2,
        _ if first > 0 && sentence.gap_before(first).starts_with(',') => 0.2,
        _ => 0.0,
    }
}

/// How well a target of its class is asked to be typed.
fn typed_so(fact: &Fact<'_>, target: &Target) -> Option<f32> {
    let sentence = &fact.sentence;
    let written = sentence.phrase(&target.words);
    let words = written.split(' ');
    // A digit among the first letters that the hint shows is half of the answer.
    let shows = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match target.class {
        Class::Number => None,
        Class::Year => Some(year(fact) - 0.4),
        _ if words.clone().any(shows) => None,
        // Who is cited for a thing is known to few.
        Class::Name if is_cited(sentence, target.words.end) => Some(-1.0),
        // What a paper spells out or defines is its matter, and what merely has a capital may be a reagent.
        Class::Term if is_short_form(written) => Some(0.8),
        Class::Name if words.count() > 1 => Some(0.3),
        Class::Name if is_short_form(written) => Some(0.2),
        // `Nmax` may be a quantity.
        Class::Name if written.len() < 5 => Some(-0.2),
        Class::Name => Some(0.1),
        // A common word is guessed, or another fits.
        Class::Term | Class::Phrase if is_common_word(sentence, target) => None,
        Class::Term | Class::Phrase => Some(telling(sentence, target)),
    }
}

/// Whether a target is one word that is common everywhere.
fn is_common_word(sentence: &Sentence<'_>, target: &Target) -> bool {
    let at = target.words.start;
    target.words.len() == 1 && is_general(sentence.folded(at), &sentence.stems[at])
}

/// How well a target is asked to be chosen.
pub(super) fn chosen(fact: &Fact<'_>, target: &Target) -> f32 {
    let sentence = &fact.sentence;
    match target.class {
        Class::Number => number(sentence, target),
        Class::Year => year(fact),
        // Of what sort things are can't be told, and one of another sort is seen to be wrong.
        Class::Name => -0.8,
        Class::Term | Class::Phrase => telling(sentence, target) - 0.5,
    }
}

/// How well a year is asked for, which few know by heart: elsewhere than in papers of what happened when,
/// it is that of the work of others.
fn year(fact: &Fact<'_>) -> f32 {
    if fact.of_history { 0.2 } else { -0.7 }
}

/// How well a phrase is asked for: best where none of its words is common everywhere.
fn telling(sentence: &Sentence<'_>, target: &Target) -> f32 {
    let words = target.words.clone();
    let is_common = |at: usize| {
        let word = sentence.folded(at);
        is_general(word, &sentence.stems[at]) || word.ends_with("est")
    };
    let is_single = words.len() == 1 && !is_short_form(sentence.phrase(&words));
    let defined = if target.class == Class::Term {
        0.2
    } else {
        0.0
    };
    match words.filter(|at| is_common(*at)).count() {
        0 if is_single => defined - 2.0,
        0 => defined - 0.1,
        _ => defined - 0.6,
    }
}

/// Whether a number tells a share, or by how much one thing is more than another: `40%`, `three orders of
/// magnitude`.
pub(super) fn is_share(sentence: &Sentence<'_>, target: &Target) -> bool {
    let unit = after(sentence, target.words.end);
    matches!(unit, "%" | "per" | "percent" | "times" | "fold" | "orders")
}

/// How well a number is asked for: a share tells a result; how wide a sample is, how many took part and
/// into how many parts a thing falls are told by the way.
fn number(sentence: &Sentence<'_>, target: &Target) -> f32 {
    let word = sentence.phrase(&target.words);
    let unit = after(sentence, target.words.end);
    let is_share = is_share(sentence, target);
    // `A 40 nm thick film`, `a 2% solution`: the unit belongs to the next word, and `a 2% increase` is one.
    let behind = target.words.end + usize::from(unit != "%");
    let is_attribute = behind < sentence.len()
        && !sentence.gap_before(behind).contains([',', ';', '.', '('])
        && !is_stop_word(sentence.folded(behind))
        && !is_finding(sentence.folded(behind));
    let is_dose = is_attribute || value(word) <= FEW && !word.contains('.');
    let found = if findings(sentence) > 0 { 0.2 } else { -0.2 };
    match () {
        () if word.starts_with(char::is_alphabetic) => -1.5,
        () if is_share && !is_attribute => 0.9 + found,
        () if is_dose || sentence.text.contains('%') => -1.5,
        () => -0.2 + found,
    }
}

/// A matter of a paper is named so often in a thousand words; and what is named more often, everywhere.
const OFTEN: f32 = 3.0;
const EVERYWHERE: f32 = 12.0;

/// So many are counted at a glance.
const FEW: f64 = 12.0;
