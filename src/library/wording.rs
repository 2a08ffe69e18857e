//! What a person's words come to: which of them are searched, which are ignored, and which are
//! mended because no paper spells them so.

use std::collections::HashSet;

use super::Error;
use super::index::{Index, NearWord, Term};
use crate::text::{Word, fold, is_stop_word, stem, words};

/// A question longer than this is searched by its rarest words: more of them cost time and find
/// nothing else.
const MOST_TERMS: usize = 32;
/// How many unknown words of one question are looked up under other spellings.
const MOST_MENDED: usize = 8;
/// Words shorter than this have too many neighbours to guess at.
const SHORTEST_MENDED: usize = 4;
/// From this length on, two edits are allowed.
const LONG_WORD: usize = 8;

/// A person's words, understood against one index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wording {
    /// The distinct stems that are searched, with their weights.
    pub(super) terms: Vec<Term>,
    /// All stems in order with their positions, stop words included.
    pub(super) phrase: Vec<(usize, String)>,
    /// Words that occur in no paper, as they were typed, and were searched under another spelling.
    pub mended: Vec<Mended>,
    /// Words that occur in no paper under any near spelling.
    pub unknown: Vec<String>,
    /// Words that were left out because they are in nearly every passage.
    pub ignored: Vec<String>,
    /// Whether there are only such words, which then are searched after all.
    pub is_common: bool,
}

/// A word that was searched under another spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// As it was typed.
    pub typed: String,
    /// As papers spell it.
    pub searched: String,
}

struct Asked {
    folded: String,
    shown: String,
    is_stop_word: bool,
}

impl Wording {
    pub(super) fn of(text: &str, index: &Index) -> Result<Self, Error> {
        let mut asked: Vec<Asked> = words(text).map(|word| Asked::new(word, text)).collect();
        // Where nothing else was said, the common words are the question.
        let only_stop_words = asked.iter().all(|word| word.is_stop_word);
        if only_stop_words {
            for word in &mut asked {
                word.is_stop_word = false;
            }
        }
        let mut wording = Self {
            is_common: only_stop_words && !asked.is_empty(),
            ..Self::default()
        };
        let mut seen: HashSet<String> = HashSet::new();
        for (position, word) in asked.into_iter().enumerate() {
            if word.is_stop_word {
                wording.phrase.push((position, stem(&word.folded)));
                if seen.insert(word.folded) {
                    wording.ignored.push(word.shown);
                }
                continue;
            }
            let stem = wording.stem_of(&word, index, seen.insert(word.folded.clone()))?;
            wording.phrase.push((position, stem.clone()));
            match wording.terms.iter_mut().find(|term| term.stem == stem) {
                Some(term) => term.weight += 1.0,
                None => wording.terms.push(Term { stem, weight: 1.0 }),
            }
        }
        wording.weigh(index);
        Ok(wording)
    }

    /// Whether there is nothing to search for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The stem to search for a word: its own where papers have it, else that of the nearest word.
    fn stem_of(&mut self, word: &Asked, index: &Index, is_new: bool) -> Result<String, Error> {
        let own = stem(&word.folded);
        if index.frequency(&own) > 0 {
            return Ok(own);
        }
        if let Some(mended) = self.mended.iter().find(|mended| mended.typed == word.shown) {
            return Ok(stem(&folded(&mended.searched)));
        }
        if self.mended.len() < MOST_MENDED
            && let Some(nearest) = nearest(&word.folded, index)?
        {
            let stem = stem(&nearest);
            self.mended.push(Mended {
                typed: word.shown.clone(),
                searched: nearest,
            });
            return Ok(stem);
        }
        if is_new {
            self.unknown.push(word.shown.clone());
        }
        Ok(own)
    }

    /// Repeated words count more, but less with each repetition (Salton and Buckley 1988); of a
    /// long question only the rarest words are kept.
    fn weigh(&mut self, index: &Index) {
        for term in &mut self.terms {
            term.weight = 1.0 + term.weight.ln();
        }
        self.terms.retain(|term| index.frequency(&term.stem) > 0);
        if self.terms.len() > MOST_TERMS {
            let strength = |term: &Term| term.weight * index.rarity(&term.stem);
            self.terms
                .sort_by(|a, b| strength(b).total_cmp(&strength(a)));
            self.terms.truncate(MOST_TERMS);
        }
    }
}

impl Asked {
    fn new(word: Word, text: &str) -> Self {
        let shown = word.of(text);
        let folded = folded(shown);
        Self {
            is_stop_word: is_stop_word(&folded),
            shown: shown.to_owned(),
            folded,
        }
    }
}

/// The word of the corpus that was most likely meant.
fn nearest(folded: &str, index: &Index) -> Result<Option<String>, Error> {
    likely(folded, |edits| index.near(folded, edits))
}

/// Of what is spelled almost so, with so many edits, what was most likely meant.
pub(super) fn likely(
    folded: &str,
    near: impl Fn(u8) -> Result<Vec<NearWord>, Error>,
) -> Result<Option<String>, Error> {
    let length = folded.chars().count();
    if length < SHORTEST_MENDED || folded.chars().any(|c| c.is_ascii_digit()) {
        return Ok(None);
    }
    // A word with one edit is nearer than any with two, and found in a fraction of the time.
    let mut near_words = near(1)?;
    if near_words.is_empty() && length >= LONG_WORD {
        near_words = near(2)?;
    }
    let first = folded.chars().next();
    // A first letter is rarely mistyped: with two edits, it must be right.
    let likely = near_words
        .into_iter()
        .find(|near| near.edits < 2 || near.word.chars().next() == first);
    Ok(likely.map(|near| near.word))
}

/// Words of the corpus near to one that it lacks, with the number of passages that hold each.
pub(super) fn near_words(
    word: &str,
    index: &Index,
    limit: usize,
) -> Result<Vec<(String, u32)>, Error> {
    let folded = folded(word);
    let mut near = if folded.chars().count() < SHORTEST_MENDED {
        Vec::new()
    } else {
        index.near(&folded, 2)?
    };
    near.truncate(limit);
    Ok(near
        .into_iter()
        .map(|near| (index.frequency(&stem(&near.word)), near.word))
        .map(|(passages, word)| (word, passages))
        .collect())
}

pub(super) fn folded(text: &str) -> String {
    let mut buffer = String::new();
    fold(text, &mut buffer);
    buffer
}

/// The folded words of a text, as filters by author compare them.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|word| folded(word.of(text))).collect()
}
