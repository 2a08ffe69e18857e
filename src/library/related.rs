//! `related`: passages of other papers that are about the same, and the words that make them so.

use std::collections::HashMap;

use super::index::{Filters, Index, Query, Term};
use super::wording::folded;
use super::{Error, Library, Match};
use crate::papers::paper::{Key, Paper, PassageId};
use crate::text::{is_stop_word, stem, words};

/// How many of the most telling stems are searched for.
const STEMS: usize = 25;
/// How many shared words are named with a passage.
const SHARED: usize = 6;
/// Of a part of a paper so many stems are looked for that more passages have than so few, and so many of them
/// have to stand in a passage that is about the same.
const AKIN_STEMS: usize = 6;
const AKIN_FEW: u32 = 2;
const AKIN_SHARED: usize = 2;
/// For each paper about the same so many passages are looked at: several may be of one paper.
const AKIN_HITS: usize = 4;
/// How much of a long paper is read to find out what it is about, in passages.
const READ: u32 = 400;

/// What other passages are to be related to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelatedTo {
    /// A passage.
    Passage(PassageId),
    /// A whole paper.
    Paper(Key),
}

/// A passage of another paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The passage, the shared words marked.
    pub found: Match,
    /// The words it shares, as the first text writes them, the most telling first.
    pub shared: Vec<String>,
}

/// A paper about the same as a part of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akin {
    /// Its key.
    pub paper: Key,
    /// Its passages that are nearest, the nearest first.
    pub ordinals: Vec<u32>,
}

/// A stem of a text, with how it is written there.
struct Telling {
    term: Term,
    written: String,
    strength: f32,
}

impl Library {
    /// The nearest passages of other papers, one a paper, the nearest first. Nothing where there is
    /// no such passage or paper.
    pub fn related(&self, to: &RelatedTo, limit: usize) -> Result<Option<Vec<Related>>, Error> {
        let index = &*self.index();
        let (paper, ordinals) = match to {
            RelatedTo::Passage(id) => (&id.paper, id.ordinal..=id.ordinal),
            RelatedTo::Paper(key) => (key, 1..=READ),
        };
        let passages = index.passages_of(paper, ordinals)?;
        if passages.is_empty() {
            return Ok(None);
        }
        let texts = passages.iter().map(|excerpt| excerpt.passage.text.as_str());
        let mut counted = count(texts);
        if let RelatedTo::Passage(id) = to {
            // What the whole paper insists on tells what one of its passages is about.
            let whole = index.passages_of(&id.paper, 1..=READ)?;
            let whole = count(whole.iter().map(|excerpt| excerpt.passage.text.as_str()));
            for (stem, counted) in &mut counted {
                counted.in_paper = whole.get(stem).map_or(counted.times, |whole| whole.times);
            }
        }
        let telling = telling(counted, index);
        let query = Query {
            filters: Filters {
                not_paper: Some(paper.0.clone()),
                ..Filters::default()
            },
            ..query(&telling)
        };
        let mut papers = Vec::new();
        let mut related = Vec::new();
        for hit in index.rank(&query)? {
            if related.len() == limit {
                break;
            }
            if !papers.contains(&hit.paper) {
                papers.push(hit.paper);
                let found = query.match_of(&hit, index)?;
                related.push(Related {
                    shared: shared(&telling, &found.excerpt.passage.text),
                    found,
                });
            }
        }
        Ok(Some(related))
    }

    /// Other papers about the same as a part of a paper, the nearest first. Less is weighed than for
    /// [`related`](Self::related), and it takes no longer than a search.
    pub fn akin(&self, part: &Paper, limit: usize) -> Result<Vec<Akin>, Error> {
        let index = &*self.index();
        let texts = part.passages.iter().map(|passage| passage.text.as_str());
        let mut counted = count(texts);
        // What few passages say leads to too few papers, and a year is no subject.
        let leads = |stem: &str| {
            index.frequency(stem) > AKIN_FEW && !stem.starts_with(|c: char| c.is_ascii_digit())
        };
        counted.retain(|stem, _| leads(stem));
        let mut telling = telling(counted, index);
        telling.truncate(AKIN_STEMS);
        let mut akin: Vec<(u64, Akin)> = Vec::new();
        for hit in index.nearest(&query(&telling), &part.key, AKIN_HITS * limit)? {
            let known = akin.iter_mut().find(|(paper, _)| *paper == hit.paper);
            if let Some((_, known)) = known {
                known.ordinals.push(hit.ordinal);
            } else if akin.len() < limit {
                let excerpt = index.excerpt(&hit)?;
                if shared(&telling, &excerpt.passage.text).len() >= AKIN_SHARED {
                    let PassageId { paper, ordinal } = excerpt.id();
                    let ordinals = vec![ordinal];
                    akin.push((hit.paper, Akin { paper, ordinals }));
                }
            }
        }
        Ok(akin.into_iter().map(|(_, akin)| akin).collect())
    }
}

/// What is said with these stems.
fn query(telling: &[Telling]) -> Query {
    Query {
        terms: telling.iter().map(|telling| telling.term.clone()).collect(),
        ..Query::default()
    }
}

/// How often a stem occurs, and how it is written first.
struct Counted {
    times: f32,
    in_paper: f32,
    written: String,
}

fn count<'t>(texts: impl Iterator<Item = &'t str>) -> HashMap<String, Counted> {
    let mut counted: HashMap<String, Counted> = HashMap::new();
    for text in texts {
        for word in words(text) {
            let folded = folded(word.of(text));
            if folded.len() > 1 && !is_stop_word(&folded) && !is_about_nothing(&folded) {
                let entry = counted.entry(stem(&folded));
                let entry = entry.or_insert_with(|| Counted {
                    times: 0.0,
                    in_paper: 0.0,
                    written: word.of(text).to_owned(),
                });
                entry.times += 1.0;
                entry.in_paper += 1.0;
            }
        }
    }
    counted
}

/// The stems that say most about a text: frequent in it and in its paper, rare elsewhere.
fn telling(counted: HashMap<String, Counted>, index: &Index) -> Vec<Telling> {
    // A stem of one passage only can lead to no other.
    let elsewhere = counted
        .into_iter()
        .filter(|(stem, _)| index.frequency(stem) > 1);
    let mut telling: Vec<Telling> = elsewhere
        .map(
            |(
                stem,
                Counted {
                    times,
                    in_paper,
                    written,
                },
            )| {
                let weight = (1.0 + times.ln()) * in_paper.ln_1p();
                Telling {
                    strength: weight * index.rarity(&stem),
                    term: Term { stem, weight },
                    written,
                }
            },
        )
        .collect();
    telling.sort_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then_with(|| a.term.stem.cmp(&b.term.stem))
    });
    telling.truncate(STEMS);
    telling
}

/// Whether a word carries a sentence rather than a subject. In a small corpus such words can be as
/// rare as those that tell what a passage is about.
fn is_about_nothing(folded: &str) -> bool {
    ABOUT_NOTHING.binary_search(&folded).is_ok()
}

/// Common English words beyond the stop words, in order.
const ABOUT_NOTHING: [&str; 92] = [
    "act",
    "almost",
    "alone",
    "already",
    "although",
    "always",
    "another",
    "anything",
    "away",
    "back",
    "became",
    "become",
    "better",
    "cannot",
    "case",
    "certain",
    "come",
    "consider",
    "differ",
    "difference",
    "different",
    "else",
    "end",
    "enough",
    "especially",
    "even",
    "ever",
    "every",
    "everything",
    "fact",
    "find",
    "first",
    "follow",
    "follows",
    "found",
    "four",
    "give",
    "given",
    "good",
    "great",
    "however",
    "keep",
    "kind",
    "know",
    "large",
    "last",
    "least",
    "left",
    "less",
    "like",
    "little",
    "long",
    "made",
    "make",
    "many",
    "mean",
    "merely",
    "much",
    "need",
    "never",
    "new",
    "next",
    "nothing",
    "often",
    "old",
    "one",
    "others",
    "part",
    "perhaps",
    "point",
    "put",
    "rather",
    "remain",
    "said",
    "say",
    "second",
    "see",
    "seem",
    "several",
    "show",
    "since",
    "something",
    "sort",
    "still",
    "take",
    "third",
    "though",
    "three",
    "two",
    "use",
    "way",
    "well",
];

fn shared(telling: &[Telling], text: &str) -> Vec<String> {
    // Stemming takes the longest, and a word keeps its first letter.
    let may_be = |word: &String| {
        let begins = |telling: &Telling| telling.term.stem.chars().next() == word.chars().next();
        telling.iter().any(begins)
    };
    let folded = words(text).map(|word| folded(word.of(text)));
    let stems: Vec<String> = folded.filter(may_be).map(|word| stem(&word)).collect();
    let shared = telling
        .iter()
        .filter(|telling| stems.contains(&telling.term.stem));
    shared
        .take(SHARED)
        .map(|telling| telling.written.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_about_nothing_are_in_order() {
        assert!(ABOUT_NOTHING.is_sorted());
        assert!(is_about_nothing("kind") && !is_about_nothing("buffer"));
    }
}
