//! Whether a sentence is made of words, and no formula, list, row of a table or heading that ran into text.

use super::super::sentence::Sentence;
use super::is_month;
use crate::text::is_stop_word;

/// Whether it is made of words, not of names, numbers or the letters of a formula. What stands in brackets
/// is not looked at: works are cited there.
pub(super) fn is_prose(sentence: &Sentence<'_>) -> bool {
    let mut depth = 0_usize;
    let mut said = String::with_capacity(sentence.text.len());
    for c in sentence.text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => said.push(c),
            _ => {}
        }
    }
    let shown = Sentence::new(&said, 0);
    let solid = said.chars().filter(|c| !c.is_whitespace()).count();
    let letters = said.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = (1..shown.len()).filter(|at| shown.is_capital(*at)).count();
    let small = (0..shown.len())
        .filter(|at| is_stop_word(shown.folded(*at)))
        .count();
    let odd = |at: usize| {
        let word = shown.word(at);
        let alone = word.chars().count() == 1 && !matches!(word, "a" | "A");
        // `T cells`, `E. coli`.
        let joined = shown.joins(at + 1) || shown.gap_before(at + 1) == ". ";
        let named = word.chars().all(char::is_uppercase)
            && joined
            && shown.word(at + 1).len() > 3
            && !shown.is_capital(at + 1);
        let letter = alone && !named && !word.chars().all(|c| c.is_ascii_digit());
        letter || word.chars().count() > 26 || is_damaged(word) || is_glued(word)
    };
    // A heading runs into its paragraph where a small word has a capital: `Methods All subjects`.
    let runs_in = |at: usize| {
        let bare = |c: char| c.is_whitespace() || matches!(c, ')' | ']');
        sentence.gap_before(at).chars().all(bare)
            && sentence.is_capital(at)
            && is_stop_word(sentence.folded(at))
            && sentence.word(at).chars().skip(1).all(char::is_lowercase)
            && !is_month(sentence, at)
    };
    letters * 100 >= solid * 80
        && !(1..sentence.len()).any(runs_in)
        && capitals * 100 <= shown.len() * 45
        && small * 100 >= shown.len() * 12
        && !(0..shown.len()).any(odd)
        && said.matches(',').count() <= 4
        && said.matches(';').count() <= 1
        && said.matches(':').count() <= 1
        && !(1..4).any(|at| sentence.gap_before(at).contains(':'))
        && sentence.text.matches('(').count() <= 3
}

/// Whether two words ran into one: `treatmentAPP`.
fn is_glued(word: &str) -> bool {
    let small = word.chars().take_while(|c| c.is_lowercase()).count();
    small > 4 && word.chars().nth(small).is_some_and(char::is_uppercase)
}

/// Whether a word has digits where a dash or a space was lost: `2e76`, `Fig.6`.
fn is_damaged(word: &str) -> bool {
    let mut digits = word.chars().map(|c| c.is_ascii_digit());
    let first = digits.next() == Some(true);
    let figure =
        word.to_lowercase().starts_with("fig") && word.contains(|c: char| c.is_ascii_digit());
    let last = word.ends_with(|c: char| c.is_ascii_digit());
    figure || (first && last && word.contains(|c: char| c.is_alphabetic()))
}
