//! Whether a sentence is made of words, and no formula, list, row of a table or heading that ran into text.

use super::super::sentence::Sentence;
use super::is_month;
use crate::text::{fold, is_stop_word};

/// Whether it is made of words, not of names, numbers or the letters of a formula. What stands in brackets
/// is not looked at: works are cited there.
pub(super) fn is_prose(sentence: &Sentence<'_>) -> bool {
    let said = without_brackets(sentence.text);
    let shown = Sentence::unfolded(&said);
    let (mut solid, mut letters) = (0, 0);
    let [mut commas, mut semicolons, mut colons] = [0; 3];
    for c in said.chars() {
        solid += usize::from(!c.is_whitespace());
        letters += usize::from(c.is_alphabetic());
        match c {
            ',' => commas += 1,
            ';' => semicolons += 1,
            ':' => colons += 1,
            _ => {}
        }
    }
    if letters * 100 < solid * 80 || commas > 4 || semicolons > 1 || colons > 1 {
        return false;
    }
    let capitals = (1..shown.len()).filter(|at| shown.is_capital(*at)).count();
    let mut folded = String::new();
    let mut is_small = |at: &usize| {
        fold(shown.word(*at), &mut folded);
        is_stop_word(&folded)
    };
    let small = (0..shown.len()).filter(|at| is_small(at)).count();
    let odd = |at: usize| {
        let word = shown.word(at);
        let length = word.chars().count();
        let alone = length == 1 && !matches!(word, "a" | "A");
        // `T cells`, `E. coli`.
        let joined = || shown.joins(at + 1) || shown.gap_before(at + 1) == ". ";
        let named = || {
            word.chars().all(char::is_uppercase)
                && shown.word(at + 1).len() > 3
                && !shown.is_capital(at + 1)
                && joined()
        };
        let letter = alone && !word.chars().all(|c| c.is_ascii_digit()) && !named();
        letter || length > 26 || is_damaged(word) || is_glued(word)
    };
    // A heading runs into its paragraph where a small word has a capital: `Methods All subjects`.
    let runs_in = |at: usize| {
        let bare = |c: char| c.is_whitespace() || matches!(c, ')' | ']');
        sentence.is_capital(at)
            && sentence.gap_before(at).chars().all(bare)
            && is_stop_word(sentence.folded(at))
            && sentence.word(at).chars().skip(1).all(char::is_lowercase)
            && !is_month(sentence, at)
    };
    !(1..sentence.len()).any(runs_in)
        && capitals * 100 <= shown.len() * 45
        && small * 100 >= shown.len() * 12
        && !(0..shown.len()).any(odd)
        && !(1..4).any(|at| sentence.gap_before(at).contains(':'))
        && sentence.text.matches('(').count() <= 3
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => said.push(c),
            _ => {}
        }
    }
    said
}

/// Whether two words ran into one: `treatmentAPP`.
fn is_glued(word: &str) -> bool {
    let small = word.chars().take_while(|c| c.is_lowercase()).count();
    small > 4 && word.chars().nth(small).is_some_and(char::is_uppercase)
}

/// Whether a word has digits where a dash or a space was lost: `2e76`, `Fig.6`.
fn is_damaged(word: &str) -> bool {
    if !word.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let first = word.starts_with(|c: char| c.is_ascii_digit());
    let figure = word.to_lowercase().starts_with("fig");
    let last = word.ends_with(|c: char| c.is_ascii_digit());
    figure || (first && last && word.contains(|c: char| c.is_alphabetic()))
}
