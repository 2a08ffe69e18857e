//! What a text defines: terms with the sentences that define them, and abbreviations with their long
//! forms.
//!
//! One pass cuts the text into tokens with closed classes of words; the rules look only at the few
//! tokens that can begin a definition. Nothing was learnt from a collection: the weights in
//! [`copula`] were set by hand. How to rank definitions is not decided here.

mod acronym;
mod apposition;
mod copula;
mod explicit;
pub mod glossary;
mod nouns;
mod sentence;
mod token;

use std::ops::Range;

use sentence::{Sentence, Span};
use token::{Tag, Token, tokens};

use super::paper::{Definition, DefinitionKind, Passage};
use crate::text::sentences;

/// What a text defines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mined<'t> {
    /// Terms with their sentences, in order.
    pub definitions: Vec<Defined<'t>>,
    /// Abbreviations with their long forms, in order.
    pub acronyms: Vec<Acronym<'t>>,
}

/// A term and the sentence that defines it, both slices of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defined<'t> {
    /// The term, without article and quotation marks.
    pub term: &'t str,
    /// The sentence as it stands.
    pub text: &'t str,
    /// Explicit or by apposition.
    pub kind: DefinitionKind,
}

/// An abbreviation and what it stands for, both slices of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acronym<'t> {
    /// The short form.
    pub short: &'t str,
    /// The long form.
    pub long: &'t str,
    /// The sentence that has the short form.
    pub text: &'t str,
}

/// Finds what a text defines.
#[must_use]
pub fn mine(text: &str) -> Mined<'_> {
    let tokens = tokens(text);
    let found = defined(text, &tokens);
    let pairs = acronym::pairs(text, &tokens);
    if found.is_empty() && pairs.is_empty() {
        return Mined::default();
    }
    // Few texts define anything, and only those are cut into sentences by the careful rules.
    let sentences = sentences(text);
    let around = |place: &Range<usize>| {
        let at = sentences.partition_point(|sentence| sentence.end <= place.start);
        sentences
            .get(at)
            .map_or(text, |sentence| &text[sentence.clone()])
    };
    Mined {
        definitions: found
            .iter()
            .map(|(term, kind)| Defined {
                term: &text[term.clone()],
                text: around(term),
                kind: *kind,
            })
            .collect(),
        acronyms: pairs
            .into_iter()
            .map(|pair| Acronym {
                text: around(&pair.short),
                short: &text[pair.short],
                long: &text[pair.long],
            })
            .collect(),
    }
}

/// What the passages of a paper define, in order.
#[must_use]
pub fn of(passages: &[Passage]) -> Vec<Definition> {
    let mut found = Vec::new();
    for passage in passages {
        let mined = mine(&passage.text);
        let defined = mined.definitions.iter().map(|defined| Definition {
            term: defined.term.to_owned(),
            text: defined.text.to_owned(),
            kind: defined.kind,
            passage: passage.ordinal,
            long: None,
        });
        found.extend(defined);
        let acronyms = mined.acronyms.iter().map(|acronym| Definition {
            term: acronym.short.to_owned(),
            text: acronym.text.to_owned(),
            kind: DefinitionKind::Acronym,
            passage: passage.ordinal,
            long: Some(acronym.long.to_owned()),
        });
        found.extend(acronyms);
    }
    found
}

/// The places of defined terms, each term once a sentence.
fn defined(text: &str, tokens: &[Token]) -> Vec<(Range<usize>, DefinitionKind)> {
    let mut found: Vec<(Range<usize>, DefinitionKind)> = Vec::new();
    for range in rough_sentences(text, tokens) {
        let sentence = Sentence {
            text,
            tokens: &tokens[range],
        };
        if !LENGTHS.contains(&sentence.len()) || sentence.tag(sentence.len() - 1) == Tag::Ask {
            continue;
        }
        let first = found.len();
        for (term, kind) in terms(&sentence) {
            let place = sentence.place(&term);
            let same = |known: &Range<usize>| {
                text[known.clone()].eq_ignore_ascii_case(&text[place.clone()])
            };
            if found[first..].iter().all(|(known, _)| !same(known)) {
                found.push((place, kind));
            }
        }
    }
    found
}

/// A sentence of fewer tokens says too little to define; what has more is no sentence.
const LENGTHS: Range<usize> = 5..300;

/// The terms that a sentence defines. A verb that defines is asked first; what stands beside a name
/// counts only where no verb did.
fn terms(sentence: &Sentence<'_>) -> Vec<(Span, DefinitionKind)> {
    let mut explicit: Vec<Span> = Vec::new();
    let mut apposed: Vec<Span> = Vec::new();
    let mut start = 0;
    for at in 0..sentence.len() {
        match sentence.tag(at) {
            Tag::Semicolon => start = at + 1,
            Tag::Is | Tag::Was => {
                if let Some(subject) = copula::defined(sentence, start, at) {
                    explicit.push(subject.term);
                    explicit.extend(subject.aliases);
                }
            }
            Tag::Comma | Tag::Colon | Tag::Dash | Tag::Open => {
                apposed.extend(apposition::defined(sentence, at));
            }
            _ => explicit.extend(explicit::defined(sentence, start, at)),
        }
    }
    explicit.retain(|term| sentence.is_term(term));
    apposed.retain(|term| sentence.is_term(term));
    let kind = |kind| move |term| (term, kind);
    let explicit = explicit.into_iter().map(kind(DefinitionKind::Explicit));
    explicit
        .chain(apposed.into_iter().map(kind(DefinitionKind::Apposition)))
        .collect()
}

/// Sentences cut at their stops, without the care that quoting needs.
fn rough_sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if ends(text, tokens, at) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    if !matches!(token.tag, Tag::Stop | Tag::Ask) || at + 1 == tokens.len() {
        return false;
    }
    let next = tokens[at + 1];
    let first = text[next.start..].chars().next().unwrap_or(' ');
    let before = at
        .checked_sub(1)
        .map_or("", |before| &text[tokens[before].start..tokens[before].end]);
    let is_initial = before.chars().count() == 1 && before.chars().all(char::is_alphabetic);
    let is_abbreviated = is_initial || ABBREVIATED.contains(&before);
    next.start > token.end && !first.is_lowercase() && !is_abbreviated
}

const ABBREVIATED: [&str; 12] = [
    "al", "Eq", "Fig", "cf", "vs", "e.g", "i.e", "ca", "St", "Dr", "pp", "vol",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(&str, DefinitionKind)> {
        let found = mine(text).definitions.into_iter();
        found.map(|defined| (defined.term, defined.kind)).collect()
    }

    fn explicit(text: &str) -> Vec<&str> {
        let found = terms(text).into_iter();
        found
            .filter(|(_, kind)| *kind == DefinitionKind::Explicit)
            .map(|(term, _)| term)
            .collect()
    }

    fn apposed(text: &str) -> Vec<&str> {
        let found = terms(text).into_iter();
        found
            .filter(|(_, kind)| *kind == DefinitionKind::Apposition)
            .map(|(term, _)| term)
            .collect()
    }

    #[test]
    fn what_is_denied_or_supposed_is_not_defined() {
        for text in [
            "Deterrence cannot be defined as the absence of war.",
            "It is a common mistake to define power as money.",
            "There is no such thing as deterrence, which is defined nowhere.",
            "If hegemony is defined as leadership, there is none.",
        ] {
            assert_eq!(terms(text), [], "{text}");
        }
        assert_eq!(
            explicit("The standard error is defined as the deviation of a mean."),
            ["standard error"]
        );
        assert_eq!(
            explicit("What cannot be settled is here called a standing dispute."),
            ["standing dispute"]
        );
    }

    #[test]
    fn verbs_that_define_give_their_term() {
        for (sentence, term) in [
            (
                "A lever is defined as a rigid bar that turns on a fixed point.",
                "lever",
            ),
            (
                "By a tariff we mean a tax on what is brought into a country.",
                "tariff",
            ),
            (
                "In grammar, ellipsis refers to the leaving out of words that are understood.",
                "ellipsis",
            ),
            (
                "The term “moraine” denotes rubble that a glacier carries and leaves behind.",
                "moraine",
            ),
            (
                "We call a valley whose floor lies below the sea a depression.",
                "depression",
            ),
            (
                "A wall that carries no load but its own is called a curtain wall.",
                "curtain wall",
            ),
            (
                "We define bandwidth as the amount of data that a line carries in a second.",
                "bandwidth",
            ),
            (
                "The word quorum is used to describe the least number of members who may decide.",
                "quorum",
            ),
            (
                "When two lines never meet, they are said to be parallel.",
                "parallel",
            ),
        ] {
            assert_eq!(explicit(sentence), [term], "{sentence}");
        }
    }

    #[test]
    fn a_genus_with_what_sets_it_apart_defines() {
        for (sentence, term) in [
            (
                "A sextant is an instrument that measures the angle between two objects.",
                "sextant",
            ),
            (
                "In geology, loess is a sediment formed by wind-blown dust.",
                "loess",
            ),
            (
                "Estuaries are inlets in which fresh water meets the sea.",
                "Estuaries",
            ),
            (
                "The piccolo is a small flute with half the length of the usual one.",
                "piccolo",
            ),
            ("A cooper is someone who makes barrels.", "cooper"),
        ] {
            assert_eq!(explicit(sentence), [term], "{sentence}");
        }
    }

    #[test]
    fn other_names_beside_the_term_are_terms_too() {
        assert_eq!(
            explicit("The cougar, also known as the puma, is a large cat of the Americas."),
            ["cougar", "puma"]
        );
        assert_eq!(
            explicit("A drystone wall or dyke is a wall built of stones without mortar."),
            ["drystone wall", "dyke"]
        );
    }

    #[test]
    fn what_stands_beside_a_name_can_define_it() {
        for (sentence, term) in [
            (
                "They practised appeasement, a policy that gives way in order to keep the peace.",
                "appeasement",
            ),
            (
                "Hedging, a policy that mixes deterrence with trade, has spread.",
                "Hedging",
            ),
            (
                "States prefer hedging, a policy that mixes deterrence with trade.",
                "hedging",
            ),
            (
                "The weak may pursue hedging, a policy that mixes deterrence with trade.",
                "hedging",
            ),
            (
                "Japan prefers strategic hedging, a policy that mixes deterrence with trade.",
                "strategic hedging",
            ),
            (
                "Sailors feared scurvy, which is a disease caused by want of vitamin C.",
                "scurvy",
            ),
            (
                "Isthmus: a narrow strip of land that joins two larger ones.",
                "Isthmus",
            ),
            (
                "The roof rests on a purlin (a beam that runs along its length) and on posts.",
                "purlin",
            ),
        ] {
            assert_eq!(apposed(sentence), [term], "{sentence}");
        }
    }

    #[test]
    fn what_only_looks_like_a_definition_stays_out() {
        for sentence in [
            "Inflation is a problem.",
            "Middlemarch is Eliot’s sixth novel.",
            "This is a method that saves time.",
            "It is the study of rocks.",
            "These are animals that live in water.",
            "The main reason is a lack of money that nobody foresaw.",
            "Is a lever a rigid bar that turns on a fixed point?",
            "A lever is not a wheel that turns.",
            "She met Anna Karlsson, a teacher from Lund, at the station.",
            "They sold a dog, a cat that bit, and a cow.",
            "After waiting, a man who had come late went home.",
            "Defeated, a general who had once been feared wrote his memoirs.",
            "In general, a tax that is hard to collect brings little.",
            "It would be called a failure by its critics.",
            "The harbour has an unhappy history: a fleet that sank in it.",
        ] {
            assert_eq!(terms(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn the_sentence_is_quoted_as_it_stands() {
        let text = "Nobody knew why. A  moat is a ditch that is dug around a castle, e.g. at Bodiam. It was wet.";
        let mined = mine(text);
        assert_eq!(
            mined.definitions[0].text,
            "A  moat is a ditch that is dug around a castle, e.g. at Bodiam."
        );
    }

    #[test]
    fn odd_text_ends_and_defines_nothing() {
        for text in [
            "",
            " ",
            "(",
            "((((((",
            "(i.e.",
            "i.e",
            ", , ,",
            "is is is is is",
            "\u{301}\u{301}",
            "term of the",
        ] {
            assert_eq!(mine(text), Mined::default(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn terms_and_sentences_are_slices_of_each_other(text in "(a |the |is |of |that |which |, |\\(|\\) |: |X |word |called |means |or |ABC |\\. |é|“){0,40}") {
            for defined in mine(&text).definitions {
                proptest::prop_assert!(defined.text.contains(defined.term) && !defined.term.is_empty());
            }
        }
    }
}
