//! What a thing is, told by the way beside its name: `FHL3, a LIM-only protein that acts in the nucleus, …`.
//!
//! It stands alone whatever the sentence says, and so is asked for where the sentence itself is not. What is
//! told of a whole clause (`…, a process that takes years`) or in a list is left out.

use super::super::sentence::Sentence;
use super::super::vocabulary::{Class, Vocabulary, in_no_bracket};
use super::super::worth::is_verb;
use super::defines::{LEAST_TOLD, told};
use super::facts::Defines;
use super::targets::target_at;

/// A thing that its paper names less often is no matter of it.
const LEAST_NAMED: u32 = 3;

/// What can be told of a clause, as the noun of an apposition.
const OF_A_CLAUSE: &[&str] = &[
    "process",
    "finding",
    "result",
    "fact",
    "effect",
    "phenomenon",
    "requirement",
    "condition",
    "figure",
    "number",
    "value",
    "step",
    "task",
    "change",
    "difference",
    "increase",
    "decrease",
    "reduction",
    "total",
    "trend",
    "pattern",
    "approach",
    "situation",
    "way",
    "problem",
    "practice",
    "possibility",
    "property",
    "feature",
    "observation",
    "hypothesis",
    "assumption",
];

/// The first thing of a sentence that has an apposition, with it.
pub(super) fn apposed(
    paper: usize,
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
) -> Option<Defines> {
    let begins = |at: &usize| {
        sentence.gap_before(*at) == ", "
            && matches!(sentence.folded(*at), "a" | "an")
            && in_no_bracket(sentence, *at)
    };
    (1..sentence.len()).filter(begins).find_map(|from| {
        let told = told(sentence, from)?;
        let end = sentence.words.partition_point(|word| word.end <= told.end);
        // It may go on behind a comma of its own, where the sentence does.
        let comma = (from + 1..end).find(|at| sentence.gap_before(*at).starts_with(','));
        let end = comma.unwrap_or(end);
        let is_told = end >= from + LEAST_TOLD && is_noun(sentence, from, end);
        let lists = matches!(sentence.folded(end), "and" | "or" | "to");
        if !is_told || lists || !closes(sentence, from, end) {
            return None;
        }
        let target = (from.saturating_sub(LONGEST)..from)
            .filter_map(|at| target_at(paper, sentence, vocabulary, at))
            .find(|target| target.words.end == from)?;
        let is_thing = matches!(target.class, Class::Term | Class::Name);
        let named = vocabulary.items[target.item].papers.get(&paper);
        let is_matter = named.is_some_and(|times| *times >= LEAST_NAMED);
        let is_whole = !sentence
            .gap_before(target.words.start)
            .ends_with(['/', '-']);
        (is_thing && is_matter && is_whole).then(|| Defines {
            predicate: sentence.words[from].start..sentence.words[end - 1].end,
            target,
            acts: false,
        })
    })
}

/// Whether what stands between a comma and a place is enclosed: by another comma, or by the end of a sentence
/// that has its verb before. Else it may be what the sentence is about: `In the marsh, a single heron …`.
fn closes(sentence: &Sentence<'_>, from: usize, end: usize) -> bool {
    let has_verb = (1..from).any(|at| is_verb(sentence.folded(at)));
    let mut behind = end;
    // A bracket is passed over.
    if sentence.gap_before(end).contains(['(', '[']) {
        let closed = |at: &usize| sentence.gap_before(*at).contains([')', ']']);
        let Some(after) = (end + 1..=sentence.len()).find(closed) else {
            return has_verb;
        };
        behind = after;
    }
    let gap = sentence.gap_before(behind);
    if behind >= sentence.len() {
        return has_verb;
    }
    gap.trim_start_matches([')', ']']).starts_with(',')
}

/// So many words has a name at most.
const LONGEST: usize = 4;

/// Whether words are a noun with what belongs to it, and no clause: no verb stands in them but behind
/// `that` or `which`.
fn is_noun(sentence: &Sentence<'_>, from: usize, end: usize) -> bool {
    let relative = |at: usize| matches!(sentence.folded(at), "that" | "which" | "who" | "whose");
    let is_verb = |at: usize| is_verb(sentence.folded(at));
    let verb = (from + 1..end).find(|at| is_verb(*at));
    let is_whole = verb.is_none_or(|verb| (from + 1..verb).any(relative));
    let of_a_clause =
        (from + 1..end.min(from + 4)).any(|at| OF_A_CLAUSE.contains(&sentence.folded(at)));
    is_whole && !of_a_clause
}
