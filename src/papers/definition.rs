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
            // A letter with a stop may look like an initial and be the end of a sentence.
            .filter(|defined| defined.text.contains(defined.term))
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
            tag if explicit::may_define(tag) => {
                explicit.extend(explicit::defined(sentence, start, at));
            }
            _ => {}
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
mod tests;
