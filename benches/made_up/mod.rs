//! Made-up papers and questions for the benchmarks, the same in every run.
//!
//! Words are as frequent as those of natural language (Zipf's law), so that lists of rare and of
//! common words are as long as they are in papers.

use std::path::Path;

use lectern::library::index::{Begin, Builder};
use lectern::papers::paper::{Definition, DefinitionKind, Key, Paper, Passage};

/// How many passages a paper has.
pub(crate) const PASSAGES_A_PAPER: usize = 50;
/// How many terms a paper defines. Some are defined by thousands of papers, as words are used.
const DEFINITIONS_A_PAPER: usize = 5;
/// About how many words a passage has.
pub(crate) const WORDS_A_PASSAGE: usize = 90;
const VOCABULARY: usize = 200_000;
const QUOTATIONS: usize = 300;
/// How many papers of the index quotations are taken from.
const QUOTED_PAPERS: usize = 100;

/// Made-up words whose frequencies follow Zipf's law.
pub(crate) struct Text {
    words: Vec<String>,
    /// Cumulated shares of the words, the most frequent first.
    shares: Vec<f64>,
}

impl Text {
    /// The words, made anew.
    pub(crate) fn new() -> Self {
        let mut random = Random(42);
        let syllables = [
            "ba", "co", "di", "fe", "gu", "la", "mo", "ni", "pe", "ru", "sa", "to", "vi", "ze",
            "tra", "ple", "sti", "gro", "lan", "der",
        ];
        let word = |random: &mut Random| {
            let length = 1 + random.below(3) + random.below(2);
            (0..=length)
                .map(|_| syllables[random.below(syllables.len())])
                .collect::<String>()
        };
        let words: Vec<String> = (0..VOCABULARY).map(|_| word(&mut random)).collect();
        let mut total = 0.0;
        let shares = (1..=VOCABULARY)
            .map(|rank| {
                total += 1.0 / (rank as f64 + 2.7);
                total
            })
            .collect();
        Self { words, shares }
    }

    fn word(&self, random: &mut Random) -> &str {
        let total = self.shares.last().copied().unwrap_or(1.0);
        let share = random.share() * total;
        &self.words[self
            .shares
            .partition_point(|sum| *sum < share)
            .min(VOCABULARY - 1)]
    }

    fn line(&self, words: usize, random: &mut Random) -> String {
        (0..words)
            .map(|_| self.word(random))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Indexes so many passages, in a folder.
    pub(crate) fn index(&self, passages: usize, folder: &Path) {
        let mut random = Random(1);
        let builder = Builder::begin(folder, Begin::Afresh, false).unwrap();
        for number in 0..passages.div_ceil(PASSAGES_A_PAPER) {
            builder.add(self.paper(number, &mut random)).unwrap();
        }
        builder.publish(&Vec::new()).unwrap();
    }

    /// A paper by its number.
    pub(crate) fn paper(&self, number: usize, random: &mut Random) -> Paper {
        let section = vec![self.line(3, random)];
        let passage = |ordinal: usize, random: &mut Random| Passage {
            ordinal: ordinal as u32,
            section: section.clone(),
            paragraph: 1,
            text: self.line(WORDS_A_PASSAGE / 2 + random.below(WORDS_A_PASSAGE), random),
            ..Passage::default()
        };
        let definition = |place: usize, random: &mut Random| Definition {
            term: self.word(random).to_owned(),
            text: self.line(WORDS_A_PASSAGE / 4, random),
            kind: DefinitionKind::Explicit,
            passage: place as u32,
            long: None,
        };
        Paper {
            key: Key(format!("paper{number}")),
            title: self.line(8, random),
            passages: (1..=PASSAGES_A_PAPER)
                .map(|ordinal| passage(ordinal, random))
                .collect(),
            definitions: (1..=DEFINITIONS_A_PAPER)
                .map(|place| definition(place, random))
                .collect(),
            ..Paper::default()
        }
    }

    /// Quotations of 5 to 60 words: from the first papers of the index, from there with an inner word
    /// changed, and from nowhere.
    pub(crate) fn quotations(&self, random: &mut Random) -> [Vec<String>; 3] {
        let mut first = Random(1);
        let passages: Vec<String> = (0..QUOTED_PAPERS)
            .flat_map(|number| self.paper(number, &mut first).passages)
            .map(|passage| passage.text)
            .collect();
        let taken = |random: &mut Random| {
            let words: Vec<&str> = passages[random.below(passages.len())].split(' ').collect();
            let length = (5 + random.below(56)).min(words.len());
            let from = random.below(words.len() - length + 1);
            words[from..from + length].join(" ")
        };
        let changed = |random: &mut Random| {
            let quotation = taken(random);
            let mut words: Vec<&str> = quotation.split(' ').collect();
            let at = 1 + random.below(words.len() - 2);
            words[at] = self.word(random);
            words.join(" ")
        };
        [
            (0..QUOTATIONS).map(|_| taken(random)).collect(),
            (0..QUOTATIONS).map(|_| changed(random)).collect(),
            (0..QUOTATIONS)
                .map(|_| self.line(5 + random.below(56), random))
                .collect(),
        ]
    }

    /// A term to be asked for, as often defined as words are used.
    pub(crate) fn term(&self, random: &mut Random) -> &str {
        self.word(random)
    }

    /// Whether a word is so common that a person leaves it out of a question.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.words[..50].iter().any(|common| common == word)
    }

    /// Two to eight words, as frequent as words of a text but for the commonest, which a person
    /// leaves out or the stop list takes.
    pub(crate) fn question(&self, random: &mut Random) -> String {
        let mut words = Vec::new();
        let wanted = 2 + random.below(7);
        while words.len() < wanted {
            let word = self.word(random);
            if !self.is_common(word) {
                words.push(word);
            }
        }
        words.join(" ")
    }
}

/// A small generator with a seed (`SplitMix64`), so that every run asks the same.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
