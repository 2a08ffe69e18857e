//! Names explained beside themselves: `X, a Y that …`, `X: a Y of …`, `X (a Y that …)`, `X, which is`.
//!
//! What stands beside a name often tells who or where rather than what, so persons, lists and plain
//! descriptions stay out: something must set the genus apart.

use super::copula;
use super::nouns::{DISCOURSE, DOINGS, ORDERING, REMARKS};
use super::sentence::{LONGEST_TERM, Sentence, Span};
use super::token::Tag;

/// So much must the explanation itself show, as [`copula::explains`] sums it up.
const ENOUGH: i32 = 4;

const SAYING: &[&str] = &[
    "states",
    "state",
    "holds",
    "hold",
    "refers",
    "refer",
    "describes",
    "denotes",
];

/// The term that the sign at `at` ends and what follows it explains.
pub(super) fn defined(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    match sentence.tag(at) {
        Tag::Comma => after_comma(sentence, at),
        Tag::Colon | Tag::Dash => after_colon(sentence, at),
        Tag::Open => in_brackets(sentence, at),
        _ => None,
    }
}

fn after_comma(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    // `the principle, which states that …`
    let says = sentence.is(at + 1, &["which"]) && sentence.is(at + 2, SAYING);
    if says {
        return term_before(sentence, at);
    }
    let explanation = match sentence.tag(at + 1) {
        Tag::A => at + 1,
        Tag::Which if sentence.is(at + 1, &["which"]) && sentence.tag(at + 2) == Tag::Is => at + 3,
        _ => return None,
    };
    let relative = explanation == at + 3;
    let enough = if relative { ENOUGH - 1 } else { ENOUGH };
    let is_nowhere = sentence.is(explanation + 1, &["nowhere"]);
    let defines = relative && sentence.tag(explanation) == Tag::Define && !is_nowhere;
    if !relative && copula::has_genus(sentence, explanation, REMARKS) {
        return None;
    }
    if !defines && copula::explains(sentence, explanation) < enough {
        return None;
    }
    let term = term_before(sentence, at)?;
    // `the curves differ, which is a surprise` tells of all that was said.
    let plural = sentence.is_plural(term.end - 1);
    let disagrees = relative && plural && sentence.is(at + 2, &["is"]);
    if disagrees {
        return None;
    }
    let is_loose = is_list(sentence, at)
        || introduces(sentence, &term, at)
        || tells_what_goes_on(sentence, &term, at);
    (relative || !is_loose).then_some(term)
}

/// Whether the comma at `at` only ends what introduces the sentence: `In general, a letter …`,
/// `When it loses a limb, a new one …`.
fn introduces(sentence: &Sentence<'_>, term: &Span, at: usize) -> bool {
    let first_comma = sentence.find(0..at, |tag| tag == Tag::Comma).is_none();
    let opens = sentence.is_preposition(0)
        || matches!(sentence.tag(0), Tag::Which | Tag::Conjunction | Tag::Adverb)
        || sentence.is_participle(0);
    first_comma && opens && term.start > 0
}

/// Whether a word in -ing that opens the sentence tells what somebody does, and names no doing: `Walking,
/// a woman who …`, `Fearing war, a state that …`. A doing is said to be one between two commas.
fn tells_what_goes_on(sentence: &Sentence<'_>, term: &Span, at: usize) -> bool {
    let stem = sentence.word(0).strip_suffix("ing").unwrap_or_default();
    // `String theory` has no verb in it.
    let may_be_verb = term.start == 0 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let is_doing = term.len() == 1
        && copula::has_genus(sentence, at + 1, DOINGS)
        && sentence
            .find(at + 1..sentence.len(), |tag| tag == Tag::Comma)
            .is_some();
    may_be_verb && !is_doing
}

/// Only a name that opens the sentence or closes a clause can be explained behind a colon.
fn after_colon(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let term = term_before(sentence, at)?;
    let opens =
        term.start == 0 || (term.start == 1 && matches!(sentence.tag(0), Tag::A | Tag::The));
    let repeats = sentence.tag(at + 1).is_content()
        && sentence.is(at + 1, &[sentence.word(term.end - 1)])
        && matches!(sentence.tag(at + 2), Tag::That | Tag::Which);
    let has_article = matches!(sentence.tag(at + 1), Tag::A | Tag::The | Tag::Any);
    // Within a sentence, a colon mostly gives reasons; only `the X: the Y-ing of` names a thing again.
    let within =
        sentence.tag(term.start.wrapping_sub(1)) == Tag::The && sentence.tag(at + 1) == Tag::The;
    let enough = if opens { ENOUGH - 1 } else { ENOUGH };
    let explained =
        (opens || within) && has_article && copula::explains(sentence, at + 1) >= enough;
    (repeats || explained).then_some(term)
}

fn in_brackets(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let behind = sentence.behind_bracket(at);
    let mut from = at + 1;
    if sentence.is(from, &["i.e", "ie"]) {
        from = sentence.find(from + 1..behind, |tag| {
            !matches!(tag, Tag::Stop | Tag::Comma)
        })?;
    }
    let long = behind > from + 4;
    let article = sentence.word(from);
    let explained = long
        && ["a", "an", "any", "the"].contains(&article)
        && !copula::has_genus(sentence, from, REMARKS)
        && copula::explains(sentence, from) >= ENOUGH;
    explained.then(|| term_before(sentence, at)).flatten()
}

/// The name before the sign, if it can be a term: begun by an article, a comma or the sentence.
fn term_before(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let mut end = at;
    while end > 0 && sentence.tag(end - 1) == Tag::Quote {
        end -= 1;
    }
    if end > 0 && sentence.tag(end - 1) == Tag::Close {
        end = (0..end)
            .rev()
            .find(|open| sentence.tag(*open) == Tag::Open)?;
    }
    let mut term = sentence.name_before(end);
    let article = term.start > 0 && matches!(sentence.tag(term.start - 1), Tag::A | Tag::The);
    // The verb before the name looks like a part of it.
    let verb = (term.start..end.max(1) - 1).rfind(|at| {
        let opens = article && *at == term.start;
        !opens && takes(sentence, *at) || !article && is_verb_like(sentence, &term, *at)
    });
    if let Some(verb) = verb {
        term.start = verb + 1;
    }
    // `like for instance X`
    if sentence.is(term.start, &["instance", "example"]) {
        term.start += 1;
    }
    // `a study evaluating X` has its verb within.
    if article
        && verb.is_none()
        && (term.start + 1..end.max(1) - 1).any(|at| sentence.is_participle(at))
    {
        return None;
    }
    if term.len() > 1 && sentence.tag(term.start) == Tag::Label {
        term.start += 1 + usize::from(sentence.tag(term.start + 1) == Tag::Of);
    }
    if term.is_empty() || term.len() > LONGEST_TERM.min(4) {
        return None;
    }
    // `this time, a …` points back, `as assumed, a …` names nothing.
    let before = term.start.checked_sub(1).map(|before| sentence.tag(before));
    let points = matches!(
        before,
        Some(Tag::Pointing | Tag::Counting | Tag::Pronoun | Tag::Which)
    );
    // What ends in -ing names a doing where it opens the sentence or a verb takes it.
    let names_doing =
        (term.start == 0 || verb.is_some()) && sentence.word(term.start).ends_with("ing");
    let is_verb = term.len() == 1 && !article && !names_doing && sentence.is_participle(term.start);
    if points || is_verb {
        return None;
    }
    let named = (term.start..term.end)
        .filter(|at| sentence.tag(*at) == Tag::Name)
        .count();
    let has_article = term.start > 0 && matches!(sentence.tag(term.start - 1), Tag::A | Tag::The);
    // Capitals without an article are a person, a place or a work.
    let is_proper = named == term.len() && !has_article && (term.start > 0 || term.len() > 1);
    let is_pointer = sentence.is(term.end - 1, ORDERING) || sentence.is(term.end - 1, DISCOURSE);
    let is_number = is_pointer || sentence.tag(term.end - 1) == Tag::Number;
    (!is_proper && !is_number).then_some(term)
}

/// Whether a word of a name may be the verb of the clause: `(Sailors) feared (scurvy)`, `causes
/// (scurvy)`.
fn is_verb_like(sentence: &Sentence<'_>, name: &Span, at: usize) -> bool {
    let word = sentence.word(at);
    let past = word.ends_with("ed") && !word.contains('-');
    let present = at == name.start && word.ends_with('s') && !word.ends_with("ss");
    sentence.tag(at) == Tag::Word && (past || present)
}

/// Whether a verb stands here that takes what follows as its object: `(States) prefer (hedging)`.
fn takes(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let third = word.strip_suffix('s').unwrap_or(word);
    // `(Farmers) exhibit`, but `(wholesale) produce (market)`.
    let is_told_by_subject =
        TAKING_OR_NAMING.contains(&word) && at > 0 && sentence.is_plural(at - 1)
            || word != third && TAKING_OR_NAMING.contains(&third);
    sentence.tag(at) == Tag::Word
        && (TAKING.contains(&word) || TAKING.contains(&third) || is_told_by_subject)
}

/// Verbs that are nouns as well; these forms are verbs behind a plural, those in -s everywhere in a
/// name but at its end.
const TAKING_OR_NAMING: &[&str] = &["exhibit", "favor", "favour", "produce"];

/// Verbs of which neither this form nor the one in -s is part of a name of several words.
const TAKING: &[&str] = &[
    "accept",
    "achieve",
    "acquire",
    "adopt",
    "apply",
    "avoid",
    "become",
    "choose",
    "contain",
    "create",
    "develop",
    "discuss",
    "employ",
    "enjoy",
    "examine",
    "explain",
    "follow",
    "generate",
    "ignore",
    "introduce",
    "invent",
    "obtain",
    "oppose",
    "perform",
    "possess",
    "practise",
    "prefer",
    "prevent",
    "propose",
    "provide",
    "pursue",
    "receive",
    "reject",
    "require",
    "resemble",
    "seek",
    "teach",
    "undergo",
];

/// Whether the comma at `at` parts the items of a list: `a dog, a cat that bites, and a cow`.
fn is_list(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.find(at + 1..sentence.len(), |tag| {
        tag == Tag::Comma || tag.is_end()
    });
    let goes_on = next.is_some_and(|next| {
        sentence.tag(next) == Tag::Comma
            && matches!(
                sentence.tag(next + 1),
                Tag::And | Tag::Or | Tag::A | Tag::The
            )
    });
    let ends = sentence
        .find(at + 1..sentence.len(), |tag| {
            matches!(tag, Tag::And | Tag::Or | Tag::That | Tag::Which)
        })
        .is_some_and(|and| {
            matches!(sentence.tag(and + 1), Tag::A | Tag::The)
                && matches!(sentence.tag(and), Tag::And | Tag::Or)
        });
    goes_on || ends
}
