//! How many passages hold each stem, by the stem's number.
//!
//! tantivy keeps this by the stem's text; learning from good passages needs it for hundreds of stems
//! a question, of which only the numbers are at hand. The table is made with the generation, in
//! order of numbers, and read where it lies: a count, then the numbers, then the frequencies, each
//! four bytes, least significant first.

use std::collections::HashMap;
use std::path::Path;

use tantivy::directory::{Directory as _, MmapDirectory, OwnedBytes};
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError};

use super::fields::{SAYS_LITTLE, stem_number};
use super::generation::write_synced;

const FILE: &str = "terms";
const WIDTH: usize = size_of::<u32>();

/// The table, opened.
pub(super) struct Frequencies {
    bytes: OwnedBytes,
    count: usize,
}

impl Frequencies {
    pub(super) fn open(generation: &Path) -> Result<Self, TantivyError> {
        let bytes = MmapDirectory::open(generation)?
            .open_read(Path::new(FILE))?
            .read_bytes()?;
        let count = read(&bytes, 0).unwrap_or(0) as usize;
        if bytes.len() != WIDTH * (1 + 2 * count) {
            return Err(TantivyError::InternalError(
                "the table of stems has another length than it says".to_owned(),
            ));
        }
        Ok(Self { bytes, count })
    }

    /// Counts every stem of a field over all segments and writes the table.
    pub(super) fn write(
        generation: &Path,
        searcher: &Searcher,
        field: Field,
    ) -> Result<(), TantivyError> {
        let mut counted: HashMap<u32, u32> = HashMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stems = inverted.terms().stream()?;
            while let Some((stem, info)) = stems.next() {
                let number = stem_number(&String::from_utf8_lossy(stem));
                *counted.entry(number).or_default() += info.doc_freq;
            }
        }
        let mut counted: Vec<(u32, u32)> = counted.into_iter().collect();
        counted.sort_unstable();
        let numbers = counted.iter().map(|(number, _)| number);
        let frequencies = counted.iter().map(|(_, frequency)| frequency);
        let count = counted.len() as u32;
        let bytes: Vec<u8> = std::iter::once(&count)
            .chain(numbers)
            .chain(frequencies)
            .flat_map(|value| value.to_le_bytes())
            .collect();
        Ok(write_synced(&generation.join(FILE), &bytes)?)
    }

    /// How many passages hold the stem with this number.
    pub(super) fn of(&self, number: u32) -> u32 {
        let (mut low, mut high) = self.around(number);
        while low < high {
            let middle = usize::midpoint(low, high);
            match read(&self.bytes, 1 + middle) {
                Some(found) if found < number => low = middle + 1,
                _ => high = middle,
            }
        }
        if low < self.count && read(&self.bytes, 1 + low) == Some(number) {
            read(&self.bytes, 1 + self.count + low).unwrap_or(0)
        } else {
            0
        }
    }

    /// Between which places a number stands, if it is there. Numbers are as good as drawn at random, so
    /// each stands near the place that its size says; the search widens from there.
    fn around(&self, number: u32) -> (usize, usize) {
        let drawn = number & !SAYS_LITTLE;
        let last = self.count.saturating_sub(1);
        let guess = if number == drawn {
            ((u64::from(drawn) * self.count as u64) >> 31) as usize
        } else {
            last
        };
        let guess = guess.min(last);
        let is_before = |place: usize| read(&self.bytes, 1 + place).is_some_and(|at| at < number);
        let (mut low, mut high, mut step) = (guess, guess, NEAR);
        while low > 0 && !is_before(low) {
            low = low.saturating_sub(step);
            step *= 2;
        }
        step = NEAR;
        while high < self.count && is_before(high) {
            high = (high + step).min(self.count);
            step *= 2;
        }
        (low, high)
    }
}

/// How far the search for a number goes at first.
const NEAR: usize = 64;

fn read(bytes: &[u8], index: usize) -> Option<u32> {
    let bytes = bytes.get(index * WIDTH..(index + 1) * WIDTH)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(numbers: &[u32]) -> Frequencies {
        let count = numbers.len();
        let frequencies = (0..count as u32).map(|place| place + 1);
        let values = std::iter::once(count as u32)
            .chain(numbers.iter().copied())
            .chain(frequencies);
        let bytes: Vec<u8> = values.flat_map(u32::to_le_bytes).collect();
        Frequencies {
            bytes: OwnedBytes::new(bytes),
            count,
        }
    }

    #[test]
    fn every_number_is_found_wherever_it_stands() {
        let even: Vec<u32> = (0..3_000).map(|place| place * 715_000 + 7).collect();
        let crowded: Vec<u32> = (0..3_000).collect();
        let high: Vec<u32> = (0..3_000)
            .map(|place| SAYS_LITTLE - 1_500 + place)
            .collect();
        for numbers in [even, crowded, high, vec![5], Vec::new()] {
            let table = table(&numbers);
            for (number, frequency) in numbers.iter().zip(1..) {
                assert_eq!(table.of(*number), frequency);
            }
            for number in [3_000_000_001, u32::MAX, SAYS_LITTLE + 9_999, 3_001] {
                assert_eq!(table.of(number), 0);
            }
        }
    }
}
