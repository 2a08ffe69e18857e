//! The short name of a paper, as in BibTeX: `waltz1979`.
//!
//! A paper proposes one from its author, title and year; among other papers the names that meet
//! are told apart by letters. A paper keeps its key while its file stays in the corpus, so that
//! what people wrote down stays true.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use super::paper::{Key, Paper};
use crate::text;

/// The key that a paper would have alone.
#[must_use]
pub fn propose(paper: &Paper) -> Key {
    let author = paper.authors.first().map(|name| letters(&name.family));
    let stem = author
        .filter(|stem| !stem.is_empty())
        .or_else(|| first_word(&paper.title))
        .or_else(|| {
            let name = paper.file.file_stem()?.to_str()?;
            first_word(name)
        })
        .unwrap_or_else(|| "paper".to_owned());
    let year = paper
        .year
        .map_or_else(|| "nd".to_owned(), |year| year.to_string());
    Key(format!("{stem}{year}"))
}

/// The keys of papers among each other, in the order they were given in. A path in `kept` keeps
/// its key; of the others the first by path has the key as proposed, the next `a`, `b`, and so on.
#[must_use]
pub fn assign(proposed: &[(PathBuf, Key)], kept: &BTreeMap<PathBuf, Key>) -> Vec<Key> {
    let held = |at: usize| kept.get(&proposed[at].0);
    let mut keys = Keys::taken((0..proposed.len()).filter_map(held).cloned());
    let mut order: Vec<usize> = (0..proposed.len()).collect();
    order.sort_by_key(|at| &proposed[*at].0);
    let mut assigned = vec![Key::default(); proposed.len()];
    for at in order {
        assigned[at] = held(at)
            .cloned()
            .unwrap_or_else(|| keys.take(&proposed[at].1));
    }
    assigned
}

/// The keys that are given away, while papers come one after the other in order of their paths.
#[derive(Debug, Default)]
pub struct Keys {
    taken: HashSet<Key>,
    /// How far the letters behind a key have come.
    next: HashMap<Key, usize>,
}

impl Keys {
    /// Begins with the keys that papers already have.
    #[must_use]
    pub fn taken(keys: impl IntoIterator<Item = Key>) -> Self {
        Self {
            taken: keys.into_iter().collect(),
            next: HashMap::new(),
        }
    }

    /// The key for a paper that proposes this one.
    pub fn take(&mut self, proposed: &Key) -> Key {
        let (count, key) = self.next_free(proposed);
        self.next.insert(proposed.clone(), count + 1);
        self.taken.insert(key.clone());
        key
    }

    /// The key that a paper which proposes this one would be given.
    #[must_use]
    pub fn next(&self, proposed: &Key) -> Key {
        self.next_free(proposed).1
    }

    /// Whether a paper has this key.
    #[must_use]
    pub fn is_taken(&self, key: &Key) -> bool {
        self.taken.contains(key)
    }

    fn next_free(&self, proposed: &Key) -> (usize, Key) {
        let mut count = self.next.get(proposed).copied().unwrap_or_default();
        loop {
            let key = Key(format!("{proposed}{}", suffix(count)));
            if !self.taken.contains(&key) {
                return (count, key);
            }
            count += 1;
        }
    }
}

/// Nothing, `a` … `z`, `aa`, `ab` …, as columns of a sheet are named.
fn suffix(count: usize) -> String {
    let mut rest = count;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn first_word(title: &str) -> Option<String> {
    text::words(title)
        .map(|word| letters(word.of(title)))
        .find(|word| !word.is_empty() && !text::is_stop_word(word))
}

fn letters(name: &str) -> String {
    let mut folded = String::new();
    text::fold(name, &mut folded);
    folded.retain(char::is_alphanumeric);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::paper::Name;
    use proptest::prelude::*;

    fn paper(family: &str, title: &str, year: Option<i32>) -> Paper {
        let name = Name {
            family: family.to_owned(),
            given: None,
        };
        Paper {
            authors: if family.is_empty() {
                Vec::new()
            } else {
                vec![name]
            },
            title: title.to_owned(),
            year,
            ..Paper::default()
        }
    }

    #[test]
    fn the_author_or_else_the_title_names_a_paper() {
        let key = |family, title, year| propose(&paper(family, title, year)).0;
        assert_eq!(key("Waltz", "Theory", Some(1979)), "waltz1979");
        assert_eq!(key("O’Neill-Müller", "", Some(2001)), "oneillmuller2001");
        assert_eq!(key("van der Horst", "", None), "vanderhorstnd");
        assert_eq!(key("", "The Dynamics of Fear", None), "dynamicsnd");
        assert_eq!(key("", "", Some(1999)), "paper1999");
    }

    fn assigned(papers: &[(&str, &str)], kept: &[(&str, &str)]) -> Vec<String> {
        let papers: Vec<_> = papers
            .iter()
            .map(|(path, key)| (PathBuf::from(path), Key((*key).to_owned())))
            .collect();
        let kept = kept
            .iter()
            .map(|(path, key)| (PathBuf::from(path), Key((*key).to_owned())))
            .collect();
        assign(&papers, &kept)
            .into_iter()
            .map(|key| key.0)
            .collect()
    }

    #[test]
    fn keys_that_meet_are_told_apart_by_path() {
        assert_eq!(
            assigned(&[("c", "kim2001"), ("a", "kim2001"), ("b", "kim2001")], &[]),
            ["kim2001b", "kim2001", "kim2001a"]
        );
    }

    #[test]
    fn a_paper_keeps_its_key_when_another_comes_before_it() {
        assert_eq!(
            assigned(&[("a", "kim2001"), ("b", "kim2001")], &[("b", "kim2001")]),
            ["kim2001a", "kim2001"]
        );
    }

    #[test]
    fn a_letter_never_meets_another_papers_plain_key() {
        assert_eq!(
            assigned(
                &[("a", "lind"), ("b", "lin"), ("c", "lin"), ("d", "lina")],
                &[]
            ),
            ["lind", "lin", "lina", "linaa"]
        );
    }

    #[test]
    fn after_z_comes_aa() {
        assert_eq!([0, 1, 26, 27, 53].map(suffix), ["", "a", "z", "aa", "ba"]);
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_no_key_is_given_twice(keys in proptest::collection::vec("[ab]{1,2}", 0..20)) {
            let papers: Vec<_> = keys
                .iter()
                .enumerate()
                .map(|(at, key)| (PathBuf::from(format!("{at:02}")), Key(key.clone())))
                .collect();
            let forward = assign(&papers, &BTreeMap::new());
            let unique: HashSet<_> = forward.iter().collect();
            prop_assert_eq!(unique.len(), papers.len());
            let reversed: Vec<_> = papers.iter().rev().cloned().collect();
            let mut backward = assign(&reversed, &BTreeMap::new());
            backward.reverse();
            prop_assert_eq!(forward, backward);
        }
    }
}
