//! A walk over the passages to which the rarest words of a quotation lead, and what they weigh.
//!
//! The words of a passage are not read: the positions that the index keeps tell which word of the
//! quotation stands where.

use std::collections::HashMap;

use fnv::FnvBuildHasher;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, SegmentReader, TERMINATED, TantivyError, Term};

use super::super::Index;
use super::super::fields::stem_number;
use super::Sought;
use crate::papers::paper::Key;

/// How many distinct words are looked for nearly, the rarest.
const MOST_STEMS: usize = 16;
/// At least so many words lead to passages: with one word wrong, the other is right.
const FEWEST_LEADS: usize = 2;
/// More words lead while together they are in no more passages than this.
const LED_TO: u32 = 20_000;

/// The rarest words of a quotation with their places in it. Each place has a bit, in order.
pub(super) struct WantedWords {
    words: Vec<WantedWord>,
    /// The places, from the first to the last bit.
    places: Vec<u32>,
    /// How many of the words, from the rarest, lead to passages.
    leads: usize,
    /// How many of the words a passage must hold to be weighed.
    fewest: usize,
    /// How far from its place a word may stand.
    slack: usize,
}

struct WantedWord {
    term: Term,
    passages: u32,
    bits: Vec<usize>,
}

impl WantedWords {
    pub(super) fn of(index: &Index, sought: &Sought<'_>) -> Self {
        let mut known: HashMap<&str, Vec<u32>, FnvBuildHasher> = HashMap::default();
        for (place, stem) in sought.stems.iter().enumerate() {
            known.entry(stem).or_default().push(place as u32);
        }
        let mut known: Vec<(u32, &str, Vec<u32>)> = known
            .into_iter()
            .map(|(stem, places)| (index.terms.of(stem_number(stem)), stem, places))
            .filter(|(passages, ..)| *passages > 0)
            .collect();
        known.sort_unstable();
        known.truncate(MOST_STEMS);
        let mut places: Vec<u32> = known
            .iter()
            .flat_map(|(.., places)| places)
            .copied()
            .collect();
        places.truncate(u64::BITS as usize);
        places.sort_unstable();
        let words: Vec<WantedWord> = known
            .into_iter()
            .map(|(passages, stem, of_word)| WantedWord {
                term: Term::from_field_text(index.passages.fields.all, stem),
                passages,
                bits: of_word
                    .iter()
                    .filter_map(|place| places.binary_search(place).ok())
                    .collect(),
            })
            .collect();
        let (leads, led_to) = leads(&words);
        let fewest = if led_to > LED_TO {
            words.len() * 3 / 5
        } else {
            words.len() / 3
        };
        Self {
            leads: if sought.paper.is_some() {
                words.len()
            } else {
                leads
            },
            fewest: fewest.max(2).min(words.len()),
            slack: 2 + (sought.stems.len() / 16).min(4),
            places,
            words,
        }
    }

    /// Whether the index has none of them.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// How many of the words lead, and to how many passages they do so.
fn leads(words: &[WantedWord]) -> (usize, u32) {
    let mut led_to = 0_u32;
    for (count, word) in words.iter().enumerate() {
        let more = led_to.saturating_add(word.passages);
        if count >= FEWEST_LEADS && more > LED_TO {
            return (count, led_to);
        }
        led_to = more;
    }
    (words.len(), led_to)
}

/// A walk over those passages of a segment to which words lead, or over those of one paper.
pub(super) struct Walk<'w> {
    wanted: &'w WantedWords,
    words: Vec<SegmentPostings>,
    of_paper: Option<SegmentPostings>,
    doc: Option<u32>,
    /// Which of the words this passage holds.
    held: Vec<usize>,
    /// The bits of the words at each position of this passage.
    at: Vec<u64>,
    positions: Vec<u32>,
}

/// What a passage holds of a quotation.
pub(super) struct Weighed {
    /// Larger where more of it stands together.
    pub(super) weight: u32,
    /// The bits of the places that are held.
    pub(super) held: u64,
}

impl<'w> Walk<'w> {
    pub(super) fn of(
        index: &Index,
        wanted: &'w WantedWords,
        segment: &SegmentReader,
        paper: Option<&Key>,
    ) -> Result<Self, TantivyError> {
        let fields = &index.passages.fields;
        let inverted = segment.inverted_index(fields.all)?;
        let with_positions = IndexRecordOption::WithFreqsAndPositions;
        let words = wanted.words.iter().map(|word| {
            let postings = inverted.read_postings(&word.term, with_positions)?;
            Ok(postings.unwrap_or_else(SegmentPostings::empty))
        });
        let of_paper = match paper {
            None => None,
            Some(key) => {
                let term = Term::from_field_text(fields.paper, &key.0);
                let papers = segment.inverted_index(fields.paper)?;
                let postings = papers.read_postings(&term, IndexRecordOption::Basic)?;
                Some(postings.unwrap_or_else(SegmentPostings::empty))
            }
        };
        Ok(Self {
            wanted,
            words: words.collect::<Result<_, TantivyError>>()?,
            of_paper,
            doc: None,
            held: Vec::new(),
            at: Vec::new(),
            positions: Vec::new(),
        })
    }

    /// The next passage that holds enough of the words.
    pub(super) fn next(&mut self) -> Option<u32> {
        loop {
            self.leave();
            let doc = match &self.of_paper {
                Some(postings) => postings.doc(),
                None => self.leads().map(|lead| lead.doc()).min()?,
            };
            self.doc = Some(doc).filter(|doc| *doc != TERMINATED);
            let doc = self.doc?;
            if self.hold(doc) {
                return Some(doc);
            }
        }
    }

    fn leads(&mut self) -> impl Iterator<Item = &mut SegmentPostings> {
        self.words[..self.wanted.leads].iter_mut()
    }

    /// Goes on from the present passage, if there is one.
    fn leave(&mut self) {
        let Some(doc) = self.doc else {
            return;
        };
        if let Some(postings) = &mut self.of_paper {
            postings.advance();
            return;
        }
        for lead in self.leads().filter(|lead| lead.doc() == doc) {
            lead.advance();
        }
    }

    /// Notes which words the passage holds, as far as there can be enough of them.
    fn hold(&mut self, doc: u32) -> bool {
        self.held.clear();
        let mut may_lack = self.words.len() - self.wanted.fewest;
        for (number, word) in self.words.iter_mut().enumerate() {
            if word.doc() < doc {
                word.seek(doc);
            }
            if word.doc() == doc {
                self.held.push(number);
            } else if may_lack == 0 {
                return false;
            } else {
                may_lack -= 1;
            }
        }
        true
    }

    /// How much of the quotation stands together in the present passage; nothing for too little.
    pub(super) fn weigh(&mut self) -> Option<Weighed> {
        self.at.clear();
        for number in &self.held {
            self.words[*number].positions(&mut self.positions);
            let bits = self.wanted.words[*number]
                .bits
                .iter()
                .fold(0, |bits, bit| bits | 1 << bit);
            for position in &self.positions {
                let position = *position as usize;
                if self.at.len() <= position {
                    self.at.resize(position + 1, 0);
                }
                self.at[position] |= bits;
            }
        }
        let fewest = self.wanted.fewest.min(self.wanted.places.len());
        let begins = self.begins();
        let weighed = begins.into_iter().filter_map(|begin| {
            let held = self.held_from(begin);
            let together = held.iter().fold(0, |all, bits| all | bits);
            (together.count_ones() as usize >= fewest).then(|| Weighed {
                weight: together.count_ones() + longest_halves(&held, self.wanted.slack),
                held: together,
            })
        });
        weighed.max_by_key(|weighed| weighed.weight)
    }

    /// Where the quotation would begin if one of the leading words stood at its place; before the
    /// first position, numbers wrap.
    fn begins(&self) -> Vec<usize> {
        let leads = &self.wanted.words[..self.wanted.leads];
        let mut begins: Vec<usize> = Vec::new();
        for (position, bits) in self.at.iter().enumerate().filter(|(_, bits)| **bits != 0) {
            for bit in leads
                .iter()
                .flat_map(|word| &word.bits)
                .filter(|bit| bits >> **bit & 1 == 1)
            {
                let place = self.wanted.places[*bit] as usize;
                begins.push(position.wrapping_sub(place));
            }
        }
        begins.sort_unstable();
        begins.dedup();
        begins
    }

    /// Which places of the quotation are held from a beginning on, for each shift within the slack.
    fn held_from(&self, begin: usize) -> Vec<u64> {
        let slack = self.wanted.slack;
        let shifted = |shift: usize| {
            let places = self.wanted.places.iter().enumerate();
            places.fold(0, |held, (bit, place)| {
                // What would stand before the first position is far beyond the last one.
                let at = begin
                    .wrapping_add(*place as usize + shift)
                    .wrapping_sub(slack);
                held | self.at.get(at).unwrap_or(&0) & 1 << bit
            })
        };
        (0..=2 * slack).map(shifted).collect()
    }
}

/// The most places that are held where the quotation is cut in two and one part may be shifted by a
/// word: what is left of it with one word wrong.
fn longest_halves(held: &[u64], middle: usize) -> u32 {
    let mut most = 0;
    for shifted in &held[middle - 1..=middle + 1] {
        for cut in 0..u64::BITS {
            let left = (1_u64 << cut) - 1;
            let one = (held[middle] & left) | (shifted & !left);
            let other = (shifted & left) | (held[middle] & !left);
            most = most.max(one.count_ones()).max(other.count_ones());
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_word_shifts_one_half() {
        // Five places; from the third on they stand one word further.
        let held = [0, 0, 0b00011, 0b11100, 0];
        assert_eq!(longest_halves(&held, 2), 5);
        // In the wrong order they do not add up.
        let held = [0, 0b00100, 0b01000, 0b10011, 0];
        assert_eq!(longest_halves(&held, 2), 3);
    }
}
