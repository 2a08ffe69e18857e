//! A handful of stems to look for in many texts, quickly: a text has a hundred stems, of which one
//! or two are among the few.

/// A few stems with what is known of each, made to be asked for thousands of other stems: most of
/// those are turned away by a bit.
pub(super) struct Few<V> {
    pub(super) stems: Vec<(u32, V)>,
    bits: [u64; 16],
}

impl<V> Few<V> {
    pub(super) fn of(stems: Vec<(u32, V)>) -> Self {
        let mut bits = [0; 16];
        for (stem, _) in &stems {
            let (word, bit) = Self::bit(*stem);
            bits[word] |= bit;
        }
        Self { stems, bits }
    }

    fn bit(stem: u32) -> (usize, u64) {
        ((stem >> 6 & 15) as usize, 1 << (stem & 63))
    }

    /// The place of a stem among the few.
    pub(super) fn place(&self, stem: u32) -> Option<usize> {
        let (word, bit) = Self::bit(stem);
        if self.bits[word] & bit == 0 {
            return None;
        }
        self.stems.iter().position(|(other, _)| *other == stem)
    }

    /// How often each of the few occurs in a text.
    pub(super) fn times(&self, text: &[u32], times: &mut Vec<u32>) {
        times.clear();
        times.resize(self.stems.len(), 0);
        for stem in text {
            if let Some(place) = self.place(*stem) {
                times[place] += 1;
            }
        }
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.stems.iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_that_share_a_bit_are_told_apart() {
        // The lowest ten bits choose the bit.
        let few = Few::of(vec![(5, "a"), (1029, "b")]);
        assert_eq!(
            [few.place(5), few.place(1029), few.place(2053), few.place(6)],
            [Some(0), Some(1), None, None]
        );
        let mut times = Vec::new();
        few.times(&[5, 7, 1029, 5, 2053], &mut times);
        assert_eq!(times, [2, 1]);
    }
}
