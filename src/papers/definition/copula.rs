//! `X is a Y that …`: a name, its genus, and what sets it apart from others of that genus.
//!
//! No single sign makes a definition of such a sentence, so evidence is summed up: how the subject is
//! named, which article the genus has, and above all whether anything follows that sets X apart.
//! `X is a problem` has nothing of that kind and stays out.

use super::nouns::{DISCOURSE, JUDGING, ORDERING, PRAISING};
use super::sentence::{Sentence, Subject};
use super::token::Tag;

/// So much evidence makes a definition.
const ENOUGH: i32 = 4;

/// The subject of the clause whose verb stands at `verb`, if the clause defines it.
pub(super) fn defined(sentence: &Sentence<'_>, start: usize, verb: usize) -> Option<Subject> {
    let predicate = Predicate::read(sentence, verb + 1)?;
    let subject = sentence.subject(start..verb)?;
    let evidence = of_subject(sentence, &subject)
        + of_predicate(sentence, &predicate)
        + of_tense(sentence, &subject, verb)
        + of_clause(sentence, start, verb);
    (evidence >= ENOUGH).then_some(subject)
}

/// How much speaks for it that `a Y that …`, `the Y of …` stands here and explains something.
pub(super) fn explains(sentence: &Sentence<'_>, at: usize) -> i32 {
    Predicate::read(sentence, at).map_or(0, |predicate| of_predicate(sentence, &predicate))
}

/// Whether `a Y that …` stands here and its genus is one of these nouns.
pub(super) fn has_genus(sentence: &Sentence<'_>, at: usize, nouns: &[&str]) -> bool {
    Predicate::read(sentence, at)
        .is_some_and(|predicate| sentence.is(predicate.genus.end - 1, nouns))
}

/// What follows the verb.
struct Predicate {
    article: Option<Tag>,
    /// The genus: its first word and the place behind its last.
    genus: std::ops::Range<usize>,
    /// Where what sets it apart begins.
    apart: usize,
    participle: bool,
}

impl Predicate {
    fn read(sentence: &Sentence<'_>, from: usize) -> Option<Self> {
        let mut at = from;
        while matches!(sentence.tag(at), Tag::Adverb | Tag::Sign | Tag::Quote) {
            at += 1;
        }
        if sentence.tag(at) == Tag::Comma
            && let Some(close) =
                sentence.find(at + 1..sentence.len().min(at + 12), |tag| tag == Tag::Comma)
        {
            at = close + 1;
        }
        // `is considered a`, `is best described as a`
        if sentence.is(
            at,
            &[
                "considered",
                "described",
                "regarded",
                "understood",
                "viewed",
                "seen",
                "shown",
                "done",
                "characterised",
                "characterized",
            ],
        ) {
            at += 1 + usize::from(sentence.tag(at + 1) == Tag::As);
        }
        let mut article = None;
        match sentence.tag(at) {
            Tag::A | Tag::The | Tag::Any => {
                article = Some(sentence.tag(at));
                at += 1;
                if article == Some(Tag::Any) && sentence.tag(at) == Tag::Of {
                    at += 1;
                    while matches!(sentence.tag(at), Tag::The | Tag::Counting | Tag::Adverb) {
                        at += 1;
                    }
                }
            }
            Tag::One => {
                article = Some(Tag::One);
                at += 1;
                if sentence.tag(at) == Tag::Of {
                    at += 1;
                    while matches!(sentence.tag(at), Tag::The | Tag::Counting | Tag::Pointing) {
                        at += 1;
                    }
                }
            }
            Tag::Word | Tag::Name | Tag::Label => {}
            Tag::Pronoun if sentence.is(at, &["someone", "something", "anyone", "anything"]) => {
                return Some(Self {
                    article: Some(Tag::A),
                    genus: at..at + 1,
                    apart: at + 1,
                    participle: false,
                });
            }
            _ => return None,
        }
        if article == Some(Tag::One)
            && matches!(
                sentence.tag(at),
                Tag::Which | Tag::That | Tag::In | Tag::For
            )
        {
            return Some(Self {
                article: Some(Tag::A),
                genus: at - 1..at,
                apart: at,
                participle: false,
            });
        }
        let (run, participle) = genus(sentence, at);
        let apart = run.end;
        let head = run.rev().find(|at| sentence.tag(*at).is_content())?;
        let genus = at..head + 1;
        // `(a 1, b 1)` is no genus with its article, `is used`, `are growing` no genus at all.
        let is_verb = article.is_none() && sentence.is_participle(at);
        if !sentence.is_word(head) || is_verb {
            return None;
        }
        Some(Self {
            article,
            genus,
            apart,
            participle,
        })
    }
}

/// The genus that begins here, and whether a participle that belongs to what follows ends it.
fn genus(sentence: &Sentence<'_>, from: usize) -> (std::ops::Range<usize>, bool) {
    let mut at = from;
    loop {
        let tag = sentence.tag(at);
        if tag.is_content() {
            if at > from && is_participle(sentence, at) {
                return (from..at, true);
            }
            at += 1;
            continue;
        }
        let listed = matches!(tag, Tag::Comma | Tag::And | Tag::Or | Tag::Conjunction)
            && (sentence.tag(at + 1).is_content() || sentence.tag(at + 1) == Tag::Adverb)
            && goes_on(sentence, at + 1);
        let within = matches!(tag, Tag::Adverb | Tag::Quote | Tag::Sign)
            && sentence.tag(at + 1).is_content();
        if !listed && !within {
            return (from..at, false);
        }
        at += 1;
    }
}

/// Whether an enumeration of adjectives goes on to a noun: no verb or end directly behind.
fn goes_on(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tag(at + 1).is_content()
        || matches!(sentence.tag(at + 1), Tag::Comma | Tag::And | Tag::Of)
}

/// Whether a word in lower case is a participle.
fn is_done(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tag(at) == Tag::Word && (sentence.is_participle(at) || sentence.is(at, IRREGULAR))
}

/// Whether a participle stands here that begins what sets apart: `used to`, `consisting of`.
fn is_participle(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let looks = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    let follows = sentence.is_preposition(at + 1)
        || matches!(
            sentence.tag(at + 1),
            Tag::A | Tag::The | Tag::That | Tag::Adverb
        );
    (looks || sentence.is(at, IRREGULAR)) && follows
}

const IRREGULAR: &[&str] = &[
    "made", "found", "used", "built", "held", "given", "taken", "meant", "set", "born", "written",
    "seen", "drawn", "driven", "grown", "worn", "spoken", "laid", "sent", "run", "led", "kept",
    "sold", "bred", "able", "similar", "capable",
];

fn of_subject(sentence: &Sentence<'_>, subject: &Subject) -> i32 {
    let head = subject.term.end - 1;
    // `Also shown is a …`
    if subject.term.len() == 1 && subject.article.is_none() && is_done(sentence, head) {
        return -4;
    }
    let mut evidence = match subject.article {
        Some(Tag::A) => 2,
        Some(Tag::The) if sentence.tag(subject.term.start) == Tag::Name => 1,
        Some(Tag::The) => 0,
        _ => 1,
    };
    if subject.labelled {
        evidence += 2;
    }
    if !subject.aliases.is_empty() {
        evidence += 1;
    }
    if subject.modified {
        evidence -= 1;
    }
    if subject.term.len() > 4 {
        evidence -= 1;
    }
    if sentence.is(head, DISCOURSE) || sentence.is(subject.term.start, ORDERING) {
        evidence -= 4;
    }
    evidence
}

fn of_predicate(sentence: &Sentence<'_>, predicate: &Predicate) -> i32 {
    let head = predicate.genus.end - 1;
    let mut evidence = match predicate.article {
        Some(Tag::A | Tag::Any) => 2,
        Some(_) => 1,
        // Plural genera have no article: `Mesons are hadrons that …`.
        None if sentence.is_plural(head) => 0,
        None => -1,
    };
    let next = sentence.tag(predicate.apart);
    evidence += match next {
        _ if predicate.participle => 2,
        _ if sentence.is_preposition(predicate.apart)
            && sentence.tag(predicate.apart + 1) == Tag::Which =>
        {
            2
        }
        Tag::That | Tag::Which | Tag::Of => 2,
        _ if sentence.is_preposition(predicate.apart) => 1,
        Tag::Comma if sentence.len() > predicate.apart + 4 => 1,
        tag if tag.is_end() => -2 + i32::from(predicate.genus.len() > 1),
        _ => 0,
    };
    if predicate.genus.len() > 1 {
        evidence += 1;
    }
    if predicate.article == Some(Tag::The) && next == Tag::Of && is_nominal(sentence.word(head)) {
        evidence += 1;
    }
    if predicate.genus.clone().any(|at| sentence.is(at, PRAISING)) {
        evidence -= 2;
    }
    // `a number of` counts, `the number of` measures.
    let counts = predicate.article == Some(Tag::A) && sentence.is(head, &["number"]);
    if counts || sentence.is(head, JUDGING) {
        evidence -= 4;
    }
    evidence
}

/// Whether a noun is made of a verb or an adjective: `the warming of`, `the absence of`.
fn is_nominal(noun: &str) -> bool {
    [
        "ing", "ion", "ment", "ity", "ness", "ence", "ance", "study", "process", "act", "rate",
        "ability", "branch", "set", "state",
    ]
    .iter()
    .any(|ending| noun.ends_with(ending))
}

/// What is also or still something has been defined before; so has what is said in passing.
fn of_clause(sentence: &Sentence<'_>, start: usize, verb: usize) -> i32 {
    let again = sentence.is(
        verb + 1,
        &["also", "still", "now", "again", "just", "only", "even"],
    );
    let in_passing = sentence.is(
        start,
        &[
            "because", "although", "though", "since", "if", "unless", "as", "so",
        ],
    );
    let ranks = sentence.tag(verb + 1) == Tag::The && sentence.is(verb + 2, ORDERING);
    let plural = sentence.is(verb, &["are"]) && sentence.tag(verb + 1).is_content();
    i32::from(plural) - 2 * i32::from(ranks) - 3 * i32::from(again) - 2 * i32::from(in_passing)
}

/// What was something is told of more often than defined.
fn of_tense(sentence: &Sentence<'_>, subject: &Subject, verb: usize) -> i32 {
    if sentence.tag(verb) != Tag::Was {
        return 0;
    }
    let named = sentence.tag(subject.term.start) == Tag::Name;
    if named { -1 } else { -3 }
}
