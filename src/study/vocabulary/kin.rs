//! Which papers are about the same, by the names and terms that they share.

use super::super::material::Material;
use super::{Class, Item, Vocabulary};

/// Papers that share so many names and terms, and so many in a hundred of them, are about the same.
const RELATED: usize = 6;
const RELATED_PART: usize = 20;

impl Vocabulary {
    /// How many names and terms two papers share.
    pub(in crate::study) fn shares(&self, one: usize, other: usize) -> usize {
        self.shared[one][other]
    }

    /// Whether two papers speak of the same things, so that one lends the other wrong answers.
    pub(in crate::study) fn are_related(&self, one: usize, other: usize) -> bool {
        one == other || self.related[one][other]
    }

    /// Compares the names and terms of all papers, each with each.
    pub(super) fn relate(&mut self, material: &Material) {
        let papers = material.papers.len();
        let mut shared = vec![vec![0_usize; papers]; papers];
        let named = |item: &&Item| matches!(item.class, Class::Term | Class::Name);
        for item in self.items.iter().filter(named) {
            for one in item.papers.keys() {
                for other in item.papers.keys() {
                    shared[*one][*other] += 1;
                }
            }
        }
        let is_related = |one: usize, other: usize| {
            let both = shared[one][other];
            let fewer = shared[one][one].min(shared[other][other]);
            material.are_akin || both >= RELATED && both * 100 >= RELATED_PART * fewer
        };
        self.related = (0..papers)
            .map(|one| (0..papers).map(|other| is_related(one, other)).collect())
            .collect();
        self.shared = shared;
    }
}
