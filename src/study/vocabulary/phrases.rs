//! Key phrases: what a paper says again and again between small words. What else can be asked for, and how it
//! is written, is told in [`vocabulary`](super).

use fnv::FnvHashMap;

use super::super::sentence::{Text, Word};
use super::Stock;
use super::shape::{is_of_a_trade, phrase_at};

/// A paper of so many sentences repeats a phrase more than twice if it matters.
const LONG_PAPER: usize = 150;

/// A single word that stands so often between small words may be a key word.
const KEY_WORD: u32 = 3;

/// Phrases of up to three words that a paper repeats between small words, in the order of its text.
pub(super) fn phrases<'t>(text: &'t Text<'_>, stock: &Stock) -> Vec<&'t str> {
    let mut met: FnvHashMap<&[Word], [u32; 2]> = FnvHashMap::default();
    let mut written: FnvHashMap<&[Word], &str> = FnvHashMap::default();
    let mut order: Vec<&[Word]> = Vec::new();
    for sentence in text.sentences() {
        for at in 0..sentence.len() {
            for length in 1..=3 {
                let Some(is_clean) = phrase_at(sentence, at, length) else {
                    continue;
                };
                let range = at..at + length;
                let stems = &sentence.stems[range.clone()];
                let counts = met.entry(stems).or_insert_with(|| {
                    order.push(stems);
                    [0, 0]
                });
                counts[0] += 1;
                if is_clean {
                    counts[1] += 1;
                    written
                        .entry(stems)
                        .or_insert_with(|| sentence.phrase(&range));
                }
            }
        }
    }
    let least = if text.sentences().count() > LONG_PAPER {
        3
    } else {
        2
    };
    order.retain(|stems| {
        let [all, clean] = met[stems];
        let scarcest = stems.iter().map(|stem| stock.words[stem]).min();
        let is_common = all * 4 < scarcest.unwrap_or(1);
        // A single word is a key word only if it is used as a noun, and the title has it or it is long,
        // as words of a trade are.
        let word = written.get(stems).copied().unwrap_or_default();
        let is_known = stock.title.contains(&stems[0]) || is_of_a_trade(word, &stems[0]);
        let is_weak = stems.len() == 1 && (clean < KEY_WORD || clean * 2 < all || !is_known);
        all >= least && clean >= 2 && !is_common && !is_weak
    });
    let phrase = |stems: &[Word]| written.get(stems).copied();
    order.into_iter().filter_map(phrase).collect()
}
