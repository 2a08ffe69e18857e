//! A claim made false by exchanging two of its own things: what it says of one is said of the other.
//!
//! The sentence stays good English, and all its words are the paper's, so only who knows what is said of
//! which can tell. Exchanged are things of one kind that the sentence sets against each other, or of which
//! one acts on the other; where both act alike (`interacts with`, `and`) the claim would stay true.

use super::super::sentence::{Sentence, Word};
use super::super::vocabulary::{Class, after, is_plural};
use super::targets::{Target, is_short_form};

/// Words that set what stands before them against what follows.
const AGAINST: &[&str] = &["whereas", "while", "than", "unlike", "but"];

/// Words by which the first thing acts on the second and not the second on the first, as stems of them
/// begin.
const ACTING: &[&str] = &[
    "activat",
    "inhibit",
    "suppress",
    "caus",
    "produc",
    "control",
    "regulat",
    "outperform",
    "exceed",
    "replac",
    "precede",
    "contain",
    "includ",
    "phosphorylat",
    "convert",
    "promot",
    "prevent",
    "depend",
    "derive",
    "recruit",
    "induc",
    "encod",
    "repress",
    "trigger",
];

/// Words behind which a claim is one of both things alike, or of neither.
const ALIKE: &[&str] = &[
    "between", "from", "either", "neither", "both", "not", "no", "or",
];

/// The sentence with two of its things exchanged, if that makes it false.
pub(super) fn swapped(sentence: &Sentence<'_>, targets: &[Target]) -> Option<String> {
    let pairs = targets
        .iter()
        .enumerate()
        .flat_map(|(at, one)| targets[at + 1..].iter().map(move |other| (one, other)));
    if sentence.says().any(|word| ALIKE.contains(&word)) {
        return None;
    }
    let (one, other) = pairs
        .filter(|(one, other)| are_of_a_kind(sentence, one, other))
        .find(|(one, other)| is_said_of_one(sentence, one, other))?;
    let (first, second) = (sentence.bytes(&one.words), sentence.bytes(&other.words));
    let text = sentence.text;
    Some(format!(
        "{}{}{}{}{}",
        &text[..first.start],
        &text[second.clone()],
        &text[first.end..second.start],
        &text[first],
        &text[second.end..]
    ))
}

/// Whether each can stand in the place of the other.
fn are_of_a_kind(sentence: &Sentence<'_>, one: &Target, other: &Target) -> bool {
    let (first, second) = (sentence.phrase(&one.words), sentence.phrase(&other.words));
    let is_small = |text: &str| text.starts_with(char::is_lowercase);
    let article = |target: &Target| match target.words.start {
        0 => "",
        at => match sentence.before(at) {
            before @ ("a" | "an") => before,
            _ => "",
        },
    };
    let fits = match one.class {
        // What opens a sentence has its capital from there.
        Class::Name | Class::Term => {
            one.words.start > 0 || is_short_form(first) || one.class == Class::Name
        }
        Class::Number => {
            after(sentence, one.words.end) == after(sentence, other.words.end)
                && first.contains('.') == second.contains('.')
        }
        Class::Phrase | Class::Year => false,
    };
    fits && one.class == other.class
        && is_short_form(first) == is_short_form(second)
        && is_small(first) == is_small(second)
        && is_plural(first) == is_plural(second)
        && article(one) == article(other)
}

/// Whether what is said of the first is not said of the second alike.
fn is_said_of_one(sentence: &Sentence<'_>, one: &Target, other: &Target) -> bool {
    let between = &sentence.folded[one.words.end..other.words.start];
    let acts = |word: &Word| ACTING.iter().any(|stem| word.starts_with(stem));
    let against = |word: &Word| AGAINST.contains(&&**word);
    match one.class {
        // Each number is that of something else that is named between them.
        Class::Number => between.len() > 3,
        _ => between.iter().any(against) || (between.len() < 5 && between.iter().any(acts)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::vocabulary::Class;
    use super::*;

    fn swap(text: &str, words: [std::ops::Range<usize>; 2], class: Class) -> Option<String> {
        let targets = words.map(|words| Target {
            words,
            item: 0,
            class,
            often: 1.0,
        });
        swapped(&Sentence::new(text, 0), &targets)
    }

    #[test]
    fn what_is_said_of_one_is_said_of_the_other() {
        assert_eq!(
            swap(
                "The wall of Kisumu is higher than the wall of Mombasa.",
                [3..4, 10..11],
                Class::Name
            ),
            Some("The wall of Mombasa is higher than the wall of Kisumu.".to_owned())
        );
        assert_eq!(
            swap(
                "Granite held 40.5 tonnes, and slate gave way at 12.5 tonnes.",
                [2..3, 9..10],
                Class::Number
            ),
            Some("Granite held 12.5 tonnes, and slate gave way at 40.5 tonnes.".to_owned())
        );
    }

    #[test]
    fn what_is_said_of_both_alike_is_not_exchanged() {
        assert_eq!(
            swap(
                "Kisumu trades with Mombasa in spring.",
                [0..1, 3..4],
                Class::Name
            ),
            None
        );
        assert_eq!(
            swap(
                "Between Kisumu and Mombasa no ship sank, while Kisumu lost one.",
                [1..2, 3..4],
                Class::Name
            ),
            None
        );
    }
}
