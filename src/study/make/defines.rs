//! Which facts define a term: sentences that the reading of definitions found, whose term can be parted from
//! what is said of it.

use std::ops::Range;

use super::super::sentence::{Sentence, stems_of};
use super::super::vocabulary::{Class, Vocabulary, in_no_bracket, is_abstract, is_general};
use super::super::worth::is_verb;
use super::facts::{Defines, Fact};
use super::targets::{Target, is_short_form};
use crate::papers::paper::{Definition, DefinitionKind, Paper};
use crate::text::is_stop_word;

/// How much a definition adds.
const DEFINING: f32 = 1.2;

/// Words that weigh a thing or tell its part in another, and do not tell what it is.
const WEIGHING: &[&str] = &[
    "very",
    "more",
    "most",
    "key",
    "fundamental",
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
    "biggest",
    "largest",
    "only",
    "first",
    "direct",
    "function",
    "result",
    "application",
    "example",
    "consequence",
    "extension",
];

/// Marks the facts that define what the paper was found to define.
pub(super) fn define(paper: &Paper, vocabulary: &Vocabulary, facts: &mut [Fact<'_>]) {
    for fact in facts.iter_mut() {
        let here = paper.definitions.iter().filter(|definition| {
            definition.passage == fact.passage.ordinal
                && definition.kind == DefinitionKind::Explicit
                && definition.text.starts_with(fact.sentence.text)
        });
        let defined: Vec<&Definition> = here.collect();
        if let [definition] = defined[..] {
            fact.defines = defines(fact.paper, &fact.sentence, vocabulary, definition);
            if fact.defines.is_some() {
                fact.weight += DEFINING;
            }
        }
    }
}

/// A definition whose term stands at the beginning of its sentence, and once.
fn defines(
    paper: usize,
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
    // `The estimation is a direct application` defines nothing.
    let says_little = is_general(first, &sentence.stems[words.start]) || is_abstract(first);
    let is_common = words.len() == 1 && says_little && !vocabulary.items[item].in_glossary;
    // `Relative specificity (RS) is …`
    let is_shortened = sentence.gap_before(words.end).ends_with('(')
        && sentence.gap_before(words.end + 1).starts_with(')')
        && is_short_form(sentence.word(words.end));
    let verb = words.end + usize::from(is_shortened);
    if !opens
        || !is_whole
        || is_doing
        || (is_common && sentence.folded(0) == "the")
        || !(is_shortened || sentence.joins(verb))
    {
        return None;
    }
    let (from, acts) = match (sentence.folded(verb), sentence.folded(verb + 1)) {
        ("is" | "are", "defined") if sentence.folded(verb + 2) == "as" => (verb + 3, false),
        ("is" | "are", "a" | "an" | "the" | "any" | "those" | "one")
        | ("means" | "denotes" | "describes", _) => (verb + 1, false),
        ("refers" | "refer", "to") => (verb + 2, false),
        ("occurs" | "arises", "when" | "if") | ("involves" | "measures" | "quantifies", _) => {
            (verb, true)
        }
        _ => return None,
    };
    let is_weighing = |at: usize| {
        let first = sentence.folded(at).split('-').next();
        first.is_some_and(|word| WEIGHING.contains(&word))
    };
    if is_weighing(from) || is_weighing(from + 1) {
        return None;
    }
    Some(Defines {
        target: Target::new(vocabulary, paper, (item, words.clone()), Class::Term),
        predicate: told(sentence, from)?,
        acts,
    })
}

/// What is said of a thing has so many words at least.
pub(super) const LEAST_TOLD: usize = 6;

/// What is said from a word on, in bytes: up to a bracket, or a comma behind which more is added, if that is
/// enough to know the thing by. Not what leans on something else.
pub(super) fn told(sentence: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let ends = |at: usize| {
        let gap = sentence.gap_before(at);
        let next = sentence.folded(at);
        let adds = matches!(
            next,
            "which" | "who" | "where" | "with" | "while" | "whereas" | "but" | "although" | "such"
        );
        // `…, making it heavier`, and no `…, during which it is heavy`.
        let goes_on = (next.ends_with("ly") || next.ends_with("ing")) && !is_stop_word(next);
        // `A protein and binds to …` goes on with another verb.
        let (second, behind) = (sentence.folded(at + 1), sentence.folded(at + 2));
        let acts = is_verb(second)
            || second.ends_with('s') && matches!(behind, "with" | "to" | "the" | "a" | "an");
        gap.contains(['(', '[', ';', ':'])
            || next == "and" && acts && !(from..at).any(|at| sentence.folded(at) == "both")
            || gap.starts_with(',') && (adds || goes_on)
    };
    let mut places = from + 1..sentence.len();
    let end = places.find(|at| ends(*at)).unwrap_or(sentence.len());
    // `Other residues` are other than those that were named; and `a dam that raises the water above it` has
    // named what it is.
    let leans = |at: usize| match sentence.folded(at) {
        "another" | "compared" | "similar" => true,
        "it" | "itself" => at < from + LEAST_TOLD,
        "above" => at + 1 == end || sentence.before(at).ends_with("ed"),
        "other" => !sentence.stems[from..at]
            .contains(sentence.stems.get(at + 1).unwrap_or(&sentence.stems[at])),
        _ => false,
    };
    let is_enough = end >= from + LEAST_TOLD && is_closed(sentence, end) && !(from..end).any(leans);
    is_enough.then(|| sentence.words[from].start..sentence.words[end - 1].end)
}

/// Whether no word behind a bracket that opens at a place belongs to the one before it: `the ISM (short) band`.
fn is_closed(sentence: &Sentence<'_>, end: usize) -> bool {
    if !sentence.gap_before(end).contains(['(', '[']) {
        return true;
    }
    let closed = |at: &usize| sentence.gap_before(*at).contains([')', ']']);
    (end + 1..sentence.len()).find(closed).is_none_or(|at| {
        let next = sentence.folded(at);
        !sentence.gap_before(at).ends_with([')', ']', ' ']) || is_stop_word(next) || is_verb(next)
    })
}
