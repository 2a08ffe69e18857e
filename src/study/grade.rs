//! Grading of what somebody typed or chose: right, right but for a typing mistake, or wrong.
//!
//! Case, accents, punctuation, articles, plurals, numbers in words and the order of a name's words make no
//! difference; other names of an answer are right as well. A typing mistake is forgiven within a distance
//! that grows with the length, but never in a number, never where it makes an opposite (`asymmetric`), and
//! never where another term is as near. What only contains the answer is wrong.

pub(super) mod numbers;
mod spelling;

use super::question::{Kind, Question};
use crate::text::{fold, words};
use spelling::{allowed, distance, is_opposite};

/// What an answer is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grade {
    /// It is right.
    Right,
    /// It is accepted with a typing mistake; this was meant.
    Mistyped(String),
    /// It is wrong.
    Wrong,
}

impl Grade {
    /// Whether it counts as right.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        *self != Self::Wrong
    }
}

/// Terms that are no right answer, which a mistyped answer must not be nearer to.
#[derive(Debug, Clone, Default)]
pub struct Others(Vec<Normal>);

impl Others {
    /// The other terms of a corpus or a list.
    #[must_use]
    pub fn of<T: AsRef<str>>(terms: &[T]) -> Self {
        Self(terms.iter().map(|term| Normal::of(term.as_ref())).collect())
    }
}

/// Grades what was typed as the answer to a question, or chosen by its letter or words.
#[must_use]
pub fn grade(question: &Question, typed: &str, others: &Others) -> Grade {
    if question.options.is_empty() {
        return typed_answer(question, typed, others);
    }
    match choice(question, typed) {
        Some(place) if question.options[place] == question.answer => Grade::Right,
        _ => Grade::Wrong,
    }
}

/// The place of the option that somebody chose by its letter, its number or its words; none where what
/// they said is no option.
#[must_use]
pub fn choice(question: &Question, typed: &str) -> Option<usize> {
    let truth = truth(typed).filter(|_| question.kind == Kind::TrueFalse);
    let option = truth.or_else(|| chosen(question, typed))?;
    question.options.iter().position(|known| known == option)
}

/// The option that somebody named by its letter, its number or its words.
fn chosen<'q>(question: &'q Question, typed: &str) -> Option<&'q str> {
    let typed = typed
        .trim()
        .trim_end_matches([')', '.'])
        .trim_start_matches('(');
    let folded = Normal::of(typed);
    let by_words = question.options.iter().find(|option| {
        let option = Normal::of(option);
        !folded.is_empty() && option.same(&folded)
    });
    let letter = match typed.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some(usize::from(letter.to_ascii_lowercase() - b'a'))
        }
        [digit @ b'1'..=b'9'] => Some(usize::from(digit - b'1')),
        _ => None,
    };
    let by_letter = || question.options.get(letter?);
    by_words.or_else(by_letter).map(String::as_str)
}

/// What somebody said of a statement.
fn truth(typed: &str) -> Option<&'static str> {
    match fold_whole(typed).as_str() {
        "true" | "t" | "yes" | "y" | "right" | "correct" => Some("true"),
        "false" | "f" | "no" | "n" | "wrong" | "incorrect" => Some("false"),
        _ => None,
    }
}

fn fold_whole(text: &str) -> String {
    let mut folded = String::new();
    fold(text.trim().trim_end_matches(['.', '!']), &mut folded);
    folded
}

fn typed_answer(question: &Question, typed: &str, others: &Others) -> Grade {
    let given = Normal::of(typed);
    if given.is_empty() {
        return Grade::Wrong;
    }
    let names: Vec<&String> = std::iter::once(&question.answer)
        .chain(&question.accepted)
        .collect();
    let right: Vec<(Normal, &String)> = names
        .into_iter()
        .map(|name| (Normal::of(name), name))
        .collect();
    if right.iter().any(|(name, _)| name.same(&given)) {
        return Grade::Right;
    }
    let near = right
        .iter()
        .filter_map(|(name, written)| Some((name.mistyped(&given)?, *written)))
        .min_by_key(|(edits, _)| *edits);
    let Some((edits, meant)) = near else {
        return Grade::Wrong;
    };
    let is_other = |other: &&Normal| !right.iter().any(|(name, _)| name.same(other));
    let is_nearer = others
        .0
        .iter()
        .filter(is_other)
        .any(|other| other.distance(&given) <= edits);
    if is_nearer {
        Grade::Wrong
    } else {
        Grade::Mistyped(meant.clone())
    }
}

/// An answer as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Normal {
    /// Folded words in the singular, without articles and `and`; numbers in digits.
    words: Vec<String>,
    /// The same as they were written: `crises` is near to `crisis`, and `crise` is not.
    written: Vec<String>,
    /// Whether it is written as names are, so that the order of its words is free.
    is_name: bool,
}

impl Normal {
    fn of(text: &str) -> Self {
        let text = numbers::plain(text)
            .replace('%', " percent ")
            .replace('&', " and ");
        let mut folded = String::new();
        let mut all = Vec::new();
        let mut capitals = 0;
        for word in words(&text) {
            let word = word.of(&text);
            capitals += usize::from(word.starts_with(char::is_uppercase));
            fold(word, &mut folded);
            all.push(folded.clone());
        }
        let count = all.len();
        let small = |word: &String| matches!(word.as_str(), "a" | "an" | "the" | "and");
        let mut kept: Vec<String> = all.iter().filter(|word| !small(word)).cloned().collect();
        if kept.is_empty() {
            kept = all;
        }
        let mut words = numbers::in_digits(&kept);
        let is_number = words
            .iter()
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        if is_number && words.len() > 1 {
            words.retain(|word| word != "percent");
        }
        Self {
            words: words.iter().map(|word| singular(word)).collect(),
            written: words,
            is_name: count > 1 && capitals == count,
        }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The letters in one row, so that a space or hyphen makes no difference.
    fn joined(&self) -> String {
        self.words.concat()
    }

    fn has_number(&self) -> bool {
        self.words
            .iter()
            .any(|word| word.contains(|c: char| c.is_ascii_digit()))
    }

    /// Whether both are the same answer.
    fn same(&self, other: &Self) -> bool {
        // Two numbers side by side are not the number of both.
        let joined = !self.has_number() && self.joined() == other.joined();
        self.words == other.words || joined || self.same_in_any_order(other)
    }

    fn same_in_any_order(&self, other: &Self) -> bool {
        if !(self.is_name || other.is_name) || self.words.len() < 2 {
            return false;
        }
        self.sorted() == other.sorted()
    }

    fn sorted(&self) -> Vec<&String> {
        let mut words: Vec<&String> = self.words.iter().collect();
        words.sort_unstable();
        words
    }

    /// How many typing mistakes make this of what was given.
    fn distance(&self, given: &Self) -> usize {
        let singular = distance(&self.joined(), &given.joined());
        singular.min(distance(&self.written.concat(), &given.written.concat()))
    }

    /// How many typing mistakes there are in what was given, if no more than are forgiven.
    fn mistyped(&self, given: &Self) -> Option<usize> {
        let (right, typed) = (self.joined(), given.joined());
        let edits = self.distance(given);
        let is_forgiven = !self.has_number()
            && !given.has_number()
            && edits <= allowed(&right)
            && !is_opposite(&right, &typed)
            && self.words_are_near(given);
        is_forgiven.then_some(edits)
    }

    /// Whether each word is near its counterpart, so that `South Korea` is not `North Korea`.
    fn words_are_near(&self, given: &Self) -> bool {
        if self.words.len() != given.words.len() {
            // A space too many or too few is the one mistake.
            return self.distance(given) <= 1;
        }
        let near = |right: &[String], typed: &[String]| {
            right.iter().zip(typed).all(|(right, typed)| {
                distance(right, typed) <= allowed(right) && !is_opposite(right, typed)
            })
        };
        near(&self.words, &given.words) || near(&self.written, &given.written)
    }
}

/// A word in the singular, as far as its ending tells.
fn singular(word: &str) -> String {
    let long = word.chars().count() > 3;
    if !long
        || !word.is_ascii()
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["sses", "xes", "ches", "shes", "zzes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests;
