//! A fair hint: it narrows down what can be right and never gives it.
//!
//! Of several options half are struck out, the right one never among them. Of what is typed every other
//! letter shows. Of what is either true or false there is none.

use serde::{Deserialize, Serialize};

use super::super::chance::Chance;
use super::super::question::Question;

/// A hint to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hint {
    /// These options are wrong, by their places in the question, in order.
    Struck(Vec<usize>),
    /// The answer with half of its letters.
    Letters(String),
}

/// The hint to a question, the same for the same seed; none where every hint would be the answer.
#[must_use]
pub fn hint(question: &Question, seed: u64) -> Option<Hint> {
    if question.options.is_empty() {
        return letters(&question.answer).map(Hint::Letters);
    }
    let mut wrong: Vec<usize> = (0..question.options.len())
        .filter(|at| question.options[*at] != question.answer)
        .collect();
    // Of two, the one left would be the answer.
    let struck = question.options.len() / 2;
    if question.options.len() < 3 || struck >= wrong.len() {
        return None;
    }
    Chance::of(seed, &question.id).shuffle(&mut wrong);
    wrong.truncate(struck);
    wrong.sort_unstable();
    Some(Hint::Struck(wrong))
}

/// Every other letter of each word; none where nothing would be hidden.
fn letters(answer: &str) -> Option<String> {
    let mut place = 0;
    let mut hidden = 0;
    let shown = answer
        .chars()
        .map(|c| {
            if !c.is_alphanumeric() {
                place = 0;
                return c;
            }
            place += 1;
            if place % 2 == 1 {
                return c;
            }
            hidden += 1;
            '_'
        })
        .collect();
    (hidden > 0).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::super::super::question::Kind;
    use super::*;

    fn question(options: &[&str], answer: &str) -> Question {
        Question {
            id: "q".to_owned(),
            kind: Kind::Choice,
            prompt: String::new(),
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            answer: answer.to_owned(),
            accepted: Vec::new(),
            passage: String::new(),
            paper: String::new(),
            citation: String::new(),
            difficulty: 0.5,
            proof: String::new(),
            tags: Vec::new(),
        }
    }

    #[test]
    fn half_of_the_options_are_struck_and_never_the_right_one() {
        let asked = question(&["a", "b", "c", "d"], "c");
        for seed in 0..50 {
            let Some(Hint::Struck(struck)) = hint(&asked, seed) else {
                panic!("four options give a hint");
            };
            assert!(struck.len() == 2 && !struck.contains(&2), "{struck:?}");
            assert_eq!(hint(&asked, seed), Some(Hint::Struck(struck)));
        }
        assert_eq!(hint(&question(&["true", "false"], "true"), 1), None);
    }

    #[test]
    fn every_other_letter_of_what_is_typed_shows() {
        let shown = |answer| hint(&question(&[], answer), 1);
        assert_eq!(
            shown("buffer state"),
            Some(Hint::Letters("b_f_e_ s_a_e".to_owned()))
        );
        assert_eq!(shown("1979"), Some(Hint::Letters("1_7_".to_owned())));
        assert_eq!(shown("x"), None);
    }
}
