//! Whether a text gives an answer away: by a word of it in any inflection, by the letters of a short form, by
//! another number of the same value.

use super::super::grade::numbers::in_digits;
use super::super::sentence::Sentence;
use super::targets::is_short_form;
use crate::text::{fold, is_stop_word, stem};

/// Whether a word of the answer, or a part of one, stands in a text in any inflection.
pub(super) fn leaks(answer: &str, text: &str) -> bool {
    let (answer, text) = (parts(answer), parts(text));
    // `4` is given away by `four`.
    let mut numbers = in_digits(&text).into_iter();
    if numbers.any(|number| answer == [number]) {
        return true;
    }
    let kin = |a: &str, b: &str| {
        // No inflection changes the first letter.
        if a.chars().next() != b.chars().next() {
            return false;
        }
        let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let shorter = a.chars().count().min(b.chars().count());
        let number = a.contains(|c: char| c.is_ascii_digit());
        a == b || (!number && (stem(a) == stem(b) || (same >= 4 && same + 2 >= shorter)))
    };
    let mut says = answer.iter().filter(|word| !is_stop_word(word));
    says.any(|word| text.iter().any(|other| kin(word, other)))
}

/// Whether a text has the words or the letters that a short form is made of: `RNN` of `Recurrent Neural
/// Networks`, `RbMDH` of `MDH`, `Wasm` of `WebAssembly`.
pub(super) fn spells_out(answer: &str, text: &str) -> bool {
    if answer.contains(' ') {
        return false;
    }
    let lower = answer.to_lowercase();
    let capitals: String = answer.chars().filter(|c| c.is_uppercase()).collect();
    let sentence = Sentence::unfolded(text);
    let words = || {
        (0..sentence.len())
            .map(|at| sentence.word(at))
            .filter(|word| !word.contains('…'))
    };
    let initials: String = words()
        .flat_map(|word| word.split('-'))
        .filter(|word| !is_stop_word(&word.to_lowercase()))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    let spelled = capitals.chars().count() > 2 && initials.contains(&capitals);
    let shows = |word: &str| {
        let folded = word.to_lowercase();
        let short = is_short_form(word) && word.chars().count() > 2;
        let mut letters = folded.chars();
        let begins = folded.chars().next() == lower.chars().next();
        let runs_in = lower.chars().count() > 3
            && folded.chars().count() > lower.chars().count()
            && begins
            && lower.chars().all(|wanted| letters.any(|c| c == wanted));
        // `xHJURP` of `hHJURP`, `CATD` of `H3CATD`.
        let tail = |word: &str| word.chars().skip(1).collect::<String>();
        let is_kin = lower.chars().count() > 3 && folded.ends_with(&tail(&lower));
        (short && lower.contains(&folded)) || runs_in || is_kin
    };
    spelled || words().any(shows)
}

/// The folded words of a text, those with hyphens and what they are joined of; numbers stay whole.
fn parts(text: &str) -> Vec<String> {
    let sentence = Sentence::unfolded(text);
    let mut parts = Vec::new();
    let mut folded = String::new();
    for at in 0..sentence.len() {
        fold(sentence.word(at), &mut folded);
        let folded = folded.as_str();
        let joined = folded.split(|c: char| !c.is_alphanumeric());
        // `40-60` is two numbers, and `0.5` one.
        let is_number = !folded.contains(|c: char| c.is_alphabetic() || c == '-' || c == '–');
        if !is_number {
            parts.extend(joined.filter(|part| *part != folded).map(str::to_owned));
        }
        parts.push(folded.to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts
}
