//! Telling passages that say nearly the same, without comparing them word by word.
//!
//! The smallest of a passage's stem numbers, which are as good as drawn at random, stand for all of
//! them: two passages share as many of these as of their words (Broder 1997).

/// How many numbers stand for a passage, and how many of them twins share.
const SIZE: usize = 16;
const SHARED_BY_TWINS: usize = 13;

/// What stands for a passage.
pub(super) struct Sketch(Vec<u32>);

impl Sketch {
    /// The sketch of a passage's stems.
    pub(super) fn of(stems: &[u32]) -> Self {
        let mut smallest: Vec<u32> = Vec::with_capacity(SIZE + 1);
        for stem in stems {
            if smallest.len() == SIZE && smallest.last().is_some_and(|last| stem >= last) {
                continue;
            }
            if let Err(place) = smallest.binary_search(stem) {
                smallest.insert(place, *stem);
                smallest.truncate(SIZE);
            }
        }
        Self(smallest)
    }

    /// Whether two passages say nearly the same.
    pub(super) fn is_twin_of(&self, other: &Self) -> bool {
        let shared = self
            .0
            .iter()
            .filter(|number| other.0.binary_search(number).is_ok())
            .count();
        let larger = self.0.len().max(other.0.len()).max(1);
        shared * SIZE >= SHARED_BY_TWINS * larger
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: impl Iterator<Item = u32>) -> Vec<u32> {
        words.map(|word| word.wrapping_mul(0x9e37_79b9)).collect()
    }

    #[test]
    fn a_word_changed_makes_a_twin_and_another_text_does_not() {
        let one = Sketch::of(&text(0..80));
        let changed = Sketch::of(&text((0..79).chain([500])));
        let other = Sketch::of(&text(1_000..1_080));
        let half = Sketch::of(&text(40..120));
        assert!(one.is_twin_of(&changed));
        assert!(!one.is_twin_of(&other));
        assert!(!one.is_twin_of(&half));
    }

    #[test]
    fn short_texts_are_twins_only_if_they_are_alike() {
        assert!(Sketch::of(&[1, 2, 3]).is_twin_of(&Sketch::of(&[3, 2, 1])));
        assert!(!Sketch::of(&[1, 2, 3]).is_twin_of(&Sketch::of(&[1, 2, 4])));
    }
}
