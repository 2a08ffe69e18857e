//! Which facts define a term: sentences that the reading of definitions found, whose term can be parted from
//! what is said of it.

use super::super::sentence::{Sentence, stems_of};
use super::super::vocabulary::{Class, Vocabulary, in_no_bracket, is_abstract, is_general};
use super::facts::{Defines, Fact};
use super::targets::Target;
use crate::papers::paper::{Definition, DefinitionKind, Paper};

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
    // `The estimation is a direct application` defines nothing.
    let says_little = is_general(first, &sentence.stems[words.start]) || is_abstract(first);
    let is_common = words.len() == 1 && says_little && !vocabulary.items[item].in_glossary;
    if !is_whole
        || is_doing
        || (is_common && sentence.folded(0) == "the")
        || !sentence.joins(words.end)
    {
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
        .any(|word| matches!(&**word, "another" | "other"));
    let is_weighing = |at: usize| {
        let first = sentence.folded(at).split('-').next();
        first.is_some_and(|word| WEIGHING.contains(&word))
    };
    let weighs = leans || is_weighing(from) || is_weighing(from + 1);
    let predicate = (opens && !weighs && from + 6 <= sentence.len()).then(|| {
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
