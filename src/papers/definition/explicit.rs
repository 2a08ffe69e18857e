//! Sentences whose verb says that they define: `X is defined as`, `X refers to`, `we call Y an X`.
//!
//! The term stands before the verb (`X denotes Y`), behind it (`Y is called X`) or between its parts
//! (`by X we mean Y`). Each rule answers with the term it found.

use super::nouns::{DISCOURSE, ORDERING};
use super::sentence::{LONGEST_TERM, Sentence, Span, Subject};
use super::token::Tag;

/// Whether a word of this class may be a verb that defines, or stand for one.
pub(super) fn may_define(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Define
            | Tag::Refer
            | Tag::Known
            | Tag::Denote
            | Tag::Mean
            | Tag::Call
            | Tag::Word
            | Tag::Describe
            | Tag::Label
    )
}

/// The terms defined by the verb at `at`, in a clause that begins at `start`.
pub(super) fn defined(sentence: &Sentence<'_>, start: usize, at: usize) -> Vec<Span> {
    let terms = said(sentence, start, at);
    // Asked last, since few verbs define anything.
    if terms.is_empty() || is_denied(sentence, start, at) {
        return Vec::new();
    }
    terms
}

/// The terms that the verb defines, if what it says holds.
fn said(sentence: &Sentence<'_>, start: usize, at: usize) -> Vec<Span> {
    let subject = || before_verb(sentence, start, at);
    let all = |subject: Subject| {
        std::iter::once(subject.term)
            .chain(subject.aliases)
            .collect()
    };
    match sentence.tag(at) {
        Tag::Define if is_passive(sentence, at) => match sentence.tag(at + 1) {
            Tag::As | Tag::By | Tag::To => subject().map(all),
            _ => None,
        },
        Tag::Define => between(sentence, at + 1, Tag::As).map(|term| vec![term]),
        Tag::Refer if refers_to(sentence, at) => subject().map(all),
        Tag::Refer if referred_to_as(sentence, at) => {
            behind(sentence, at + 3, at).map(|term| vec![term])
        }
        Tag::Known if sentence.tag(at + 1) == Tag::As => {
            behind(sentence, at + 2, at).map(|term| vec![term])
        }
        Tag::Denote if is_passive(sentence, at) => {
            let from = at + 1 + usize::from(matches!(sentence.tag(at + 1), Tag::By | Tag::As));
            behind(sentence, from, at).map(|term| vec![term])
        }
        Tag::Denote => subject().map(all),
        Tag::Mean if we_mean(sentence, at) => by_term(sentence, at).map(|term| vec![term]),
        Tag::Mean if means(sentence, at) => subject()
            .filter(|subject| has_meaning(sentence, at, subject))
            .map(all),
        Tag::Call if sentence.is(at, &["call", "calls"]) => {
            we_call(sentence, at).map(|term| vec![term])
        }
        Tag::Call => behind(sentence, at + 1, at).map(|term| vec![term]),
        Tag::Word => match sentence.word(at) {
            "said" => said_to_be(sentence, at).map(|term| vec![term]),
            "used" if used_for_a_term(sentence, at) => {
                subject().filter(|subject| subject.labelled).map(all)
            }
            "stands" | "stand" if sentence.tag(at + 1) == Tag::For => subject().map(all),
            _ => None,
        },
        Tag::Describe
            if sentence.is(at, &["involves", "comprises"])
                || sentence.is(at, &["occurs"]) && sentence.is(at + 1, &["when", "if"]) =>
        {
            subject()
                .filter(|subject| {
                    subject.article != Some(Tag::The)
                        && !subject.modified
                        && !subject.introduced
                        && subject.term.len() < 4
                })
                .map(all)
        }
        Tag::Describe => subject().filter(|subject| subject.labelled).map(all),
        Tag::Label if sentence.tag(at.wrapping_sub(1)) == Tag::The => {
            used_term(sentence, at).map(|term| vec![term])
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// `said to be X`, where nothing but a condition follows.
fn said_to_be(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let names = sentence.tag(at + 1) == Tag::To
        && sentence.is(at + 2, &["be"])
        && matches!(sentence.tag(at + 3), Tag::Word | Tag::Quote | Tag::A);
    let ends = |term: &Span| {
        sentence.tag(term.end).is_end()
            || sentence.is(
                term.end,
                &["if", "when", "iff", "for", "provided", "whenever"],
            )
    };
    names
        .then(|| named(sentence, at + 3))
        .flatten()
        .filter(ends)
}

/// Whether a clause says that its verb does not hold, or only supposes it: `cannot be defined as`, `it
/// is a mistake to define X as`, `if X is defined as`, `is defined nowhere`.
fn is_denied(sentence: &Sentence<'_>, start: usize, at: usize) -> bool {
    const MISTAKES: [&str; 5] = ["mistake", "wrong", "error", "misleading", "mistaken"];
    const SUPPOSED: [&str; 3] = ["if", "unless", "whether"];
    let is_supposed = sentence.tag(at) == Tag::Define && sentence.is(start, &SUPPOSED);
    let is_mistake =
        |word: usize| sentence.is(word, &MISTAKES) && sentence.tag(word + 1) == Tag::To;
    let auxiliaries = (start..at).rev().take_while(|before| {
        matches!(
            sentence.tag(*before),
            Tag::Adverb | Tag::Is | Tag::Was | Tag::Be | Tag::Modal
        )
    });
    is_supposed
        || (start..at).any(is_mistake)
        || auxiliaries
            .into_iter()
            .any(|word| sentence.is(word, &["cannot"]))
        || sentence.is(at + 1, &["nowhere"])
}

/// Whether an auxiliary stands before the participle: `is often defined as`.
fn is_passive(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = auxiliary(sentence, at);
    before < at && matches!(sentence.tag(before), Tag::Is | Tag::Was | Tag::Be)
}

/// The auxiliary before a verb, or the verb itself where there is none.
fn auxiliary(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut before = at;
    while before > 0 {
        match sentence.tag(before - 1) {
            Tag::Adverb => before -= 1,
            Tag::Is | Tag::Was | Tag::Be | Tag::Modal => return before - 1,
            _ => return at,
        }
    }
    at
}

/// The subject of a verb, its auxiliaries left out.
fn before_verb(sentence: &Sentence<'_>, start: usize, at: usize) -> Option<Subject> {
    let mut end = at;
    while end > start
        && (sentence.is(end - 1, &["most", "more"])
            || matches!(
                sentence.tag(end - 1),
                Tag::Adverb | Tag::Is | Tag::Was | Tag::Be | Tag::Modal | Tag::Auxiliary
            ))
    {
        end -= 1;
    }
    let subject = sentence.subject(start..end)?;
    let head = subject.term.end - 1;
    let points = sentence.is(head, DISCOURSE) || sentence.is(subject.term.start, ORDERING);
    (!points).then_some(subject)
}

/// `refers to`, with adverbs and `either` between.
fn refers_to(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.is(at, &["referring"]) || is_passive(sentence, at) {
        return false;
    }
    let Some(to) = sentence.find(at + 1..at + 4, |tag| tag == Tag::To) else {
        return false;
    };
    // `Walt refers to this as X` names something else.
    let object = sentence.find(to..sentence.len().min(to + 8), |tag| tag == Tag::As);
    object.is_none_or(|at| sentence.is(at - 1, &["such", "as", "well"]))
}

fn referred_to_as(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, &["referred"])
        && sentence.tag(at + 1) == Tag::To
        && sentence.tag(at + 2) == Tag::As
}

/// `means that`, `means the`: the verb, not the noun.
fn means(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, &["means", "mean", "meant"])
        && !matches!(
            sentence.tag(at + 1),
            Tag::Of | Tag::To | Tag::For | Tag::By | Tag::And | Tag::Or | Tag::Comma
        )
}

/// Whether it is a name that means, not a fact that has consequences: `the delay meant that …`.
fn has_meaning(sentence: &Sentence<'_>, at: usize, subject: &Subject) -> bool {
    let so_it_happens = sentence.tag(at + 1) == Tag::That
        && (subject.article == Some(Tag::The) || subject.modified || subject.introduced);
    let happened = sentence.is(at, &["meant"]);
    let may_mean = at > 0 && sentence.tag(at - 1) == Tag::Modal;
    let is_adjective = sentence.is(at, &["mean"]) && sentence.tag(at + 1).is_content();
    let unlikely = so_it_happens || happened || may_mean || is_adjective || subject.modified;
    subject.labelled || !unlikely
}

/// `by X we mean`.
fn we_mean(sentence: &Sentence<'_>, at: usize) -> bool {
    at > 2 && sentence.is(at, &["mean", "means", "meant"]) && sentence.tag(at - 1) == Tag::Pronoun
}

fn by_term(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let by = (0..at)
        .rev()
        .find(|before| sentence.tag(*before) == Tag::By)?;
    let term = named(sentence, by + 1)?;
    let close = sentence.find(term.end..at, |tag| {
        !matches!(tag, Tag::Quote | Tag::Comma | Tag::Adverb)
    })?;
    (sentence.tag(close) == Tag::Pronoun).then_some(term)
}

/// `define X as`: the name between the verb and the particle.
fn between(sentence: &Sentence<'_>, from: usize, particle: Tag) -> Option<Span> {
    let term = named(sentence, from)?;
    let end = sentence.find(term.end..sentence.len().min(term.end + 6), |tag| {
        tag == particle || tag.is_end() || tag == Tag::Comma
    })?;
    (sentence.tag(end) == particle).then_some(term)
}

/// `use the term X to`, `use the term X for`.
fn used_term(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let uses = at > 1
        && sentence.is(
            at - 2,
            &["use", "uses", "used", "using", "coined", "introduced"],
        );
    let term = uses.then(|| named(sentence, at + 1)).flatten()?;
    let mut next = term.end;
    while matches!(sentence.tag(next), Tag::Quote | Tag::Comma) {
        next += 1;
    }
    matches!(sentence.tag(next), Tag::To | Tag::For | Tag::As).then_some(term)
}

fn used_for_a_term(sentence: &Sentence<'_>, at: usize) -> bool {
    is_passive(sentence, at)
        && matches!(
            sentence.tag(at + 1),
            Tag::To | Tag::For | Tag::Adverb | Tag::In
        )
}

/// `what economists call X`, `we call this an X`.
fn we_call(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let before = (at.saturating_sub(4)..at).rev();
    let what = before.clone().any(|before| sentence.is(before, &["what"]));
    let we = at > 0 && sentence.is(at - 1, &["we", "i"]);
    if what {
        return named(sentence, at + 1);
    }
    if !we {
        return None;
    }
    let articles: Vec<usize> = (at + 1..sentence.len())
        .filter(|at| sentence.tag(*at) == Tag::A)
        .collect();
    let last = named(sentence, *articles.last()?)?;
    // `we call an alliance a promise to …` has its term first.
    let ends = sentence.tag(last.end).is_end() || sentence.tag(last.end) == Tag::Comma;
    if ends {
        Some(last)
    } else {
        named(sentence, articles[0])
    }
}

/// The name that a verb of naming gives: `is called X`, `known as X`, `structures called X`.
fn behind(sentence: &Sentence<'_>, from: usize, verb: usize) -> Option<Span> {
    let mut first = verb;
    while first > 0 && matches!(sentence.tag(first - 1), Tag::Adverb | Tag::Comma) {
        // What is also called X is defined by its other name, if at all.
        if sentence.is(
            first - 1,
            &[
                "also",
                "sometimes",
                "so",
                "formerly",
                "originally",
                "better",
                "locally",
            ],
        ) {
            return None;
        }
        first -= 1;
    }
    let before = sentence.tag(first.checked_sub(1)?);
    // `would be called`, `to be called`: by somebody, somewhere.
    let wished = before == Tag::Be
        && (sentence.tag(first.saturating_sub(2)) == Tag::To
            || (0..first).any(|at| sentence.is(at, &["would", "should"])));
    let adjective = sentence.is(verb, &["named"]) && sentence.tag(verb - 1) == Tag::Comma;
    if wished || adjective {
        return None;
    }
    let after_verb = matches!(before, Tag::Is | Tag::Was | Tag::Be);
    let after_noun = before.is_content() || before == Tag::Close;
    if !after_verb && !after_noun || first < 4 {
        return None;
    }
    let begins_with_pronoun = sentence.tag(first - 2) == Tag::Pronoun;
    if after_verb && begins_with_pronoun {
        return None;
    }
    let term = named(sentence, from)?;
    let proper = (term.start..term.end).all(|at| sentence.tag(at) == Tag::Name);
    if proper && sentence.tag(term.start - 1) != Tag::The {
        return None;
    }
    Some(term)
}

/// The name behind adverbs, articles, quotation marks and labels.
fn named(sentence: &Sentence<'_>, from: usize) -> Option<Span> {
    let mut at = from;
    while matches!(
        sentence.tag(at),
        Tag::Adverb | Tag::A | Tag::The | Tag::Quote | Tag::As | Tag::Sign
    ) {
        at += 1;
    }
    if sentence.tag(at) == Tag::Label
        && matches!(sentence.tag(at + 1), Tag::Quote | Tag::Word | Tag::Name)
    {
        at += 1;
        while sentence.tag(at) == Tag::Quote {
            at += 1;
        }
    }
    let term = sentence.name_from(at);
    (!term.is_empty() && term.len() <= LONGEST_TERM).then_some(term)
}
