//! `search`: the passages that answer a question, spread over papers, with what matched in them.

use fnv::FnvHashSet;

use super::index::{CANDIDATES, Excerpt, Filters, Hit, Index, Mode, Query};
use super::wording::{Wording, folded, folded_words, near_words};
use super::{Error, Library};
use crate::papers::paper::Key;
use crate::text::{Word, fold, stem_into, stems, words};

/// Hits are counted exactly up to here.
pub const COUNTED: usize = 1_000;
/// How many passages of one paper stand on a page while other papers have something to say.
const MOST_OF_ONE_PAPER: usize = 2;
/// A passage of another paper is preferred if its score is at least this share.
const OTHER_PAPERS_FROM: f32 = 0.6;
/// What is sorted by year comes first if it answers at least this share as well as the best passage;
/// the rest follows, sorted as well.
const SORTED_FROM: f32 = 0.5;
/// How many near words are named for a word that no paper holds.
const NEAR_WORDS: usize = 3;

/// A question for passages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// The words.
    pub text: String,
    /// How they must meet.
    pub mode: Mode,
    /// The order of the results.
    pub sort: Sort,
    /// Only this paper.
    pub paper: Option<Key>,
    /// Only papers with this author.
    pub author: Option<String>,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
    /// Only under headings with these words.
    pub section: Option<String>,
    /// Only papers with this tag.
    pub tag: Option<String>,
    /// Which page of results, from 1.
    pub page: usize,
    /// How many results a page has.
    pub results: usize,
}

/// The order of results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What answers best comes first.
    #[default]
    Relevance,
    /// Of what answers well, the newest comes first.
    Newest,
    /// Of what answers well, the oldest comes first.
    Oldest,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The results of the page that was asked for.
    pub matches: Vec<Match>,
    /// How many passages match, counted up to [`COUNTED`].
    pub total: usize,
    /// Whether there are more than counted.
    pub more: bool,
    /// How many papers the ranked passages come from.
    pub papers: usize,
    /// How many results can be paged through.
    pub ranked: usize,
    /// What became of the words.
    pub wording: Wording,
    /// Where nothing was found: words of the corpus near to those it lacks, with the number of
    /// passages that hold them.
    pub near: Vec<(String, u32)>,
    /// Where nothing was found: what would be, with one condition fewer.
    pub fewer: Vec<Fewer>,
}

/// What narrows a search beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// That the words must stand together.
    Mode,
    /// One paper.
    Paper,
    /// An author.
    Author,
    /// The first year.
    From,
    /// The last year.
    To,
    /// Words of a heading.
    Section,
    /// A tag.
    Tag,
}

impl Condition {
    /// Every condition, in the order of the options.
    pub const ALL: [Self; 7] = [
        Self::Mode,
        Self::Paper,
        Self::Author,
        Self::From,
        Self::To,
        Self::Section,
        Self::Tag,
    ];
}

/// What a question with one condition fewer would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fewer {
    /// The condition that is left out; none where it takes all of them.
    pub without: Option<Condition>,
    /// How many passages match then; one more than [`COUNTED`] stands for all beyond it.
    pub total: usize,
}

/// A passage that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The passage.
    pub excerpt: Excerpt,
    /// Where it matches, as pairs of offsets in characters of its text.
    pub highlights: Vec<(usize, usize)>,
    /// How well it answers.
    pub score: f32,
}

impl Library {
    /// Answers a question with passages.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        let index = &*self.index();
        let wording = Wording::of(&search.text, index)?;
        let query = search.query(&wording);
        let hits = search.arrange(index.rank(&query)?);
        let total = if hits.len() < CANDIDATES {
            hits.len()
        } else {
            index.count(&query, COUNTED + 1)?
        };
        let skipped = search.page.saturating_sub(1).saturating_mul(search.results);
        let page = hits.iter().skip(skipped).take(search.results);
        let matches: Vec<Match> = page
            .map(|hit| query.match_of(hit, index))
            .collect::<Result<_, _>>()?;
        let is_empty = total == 0;
        Ok(Found {
            matches,
            total: total.min(COUNTED),
            more: total > COUNTED,
            papers: hits
                .iter()
                .map(|hit| hit.paper)
                .collect::<FnvHashSet<_>>()
                .len(),
            ranked: hits.len(),
            near: if is_empty {
                nearest_words(&wording, index)?
            } else {
                Vec::new()
            },
            fewer: if is_empty {
                search.fewer(&wording, index)?
            } else {
                Vec::new()
            },
            wording,
        })
    }

    /// The ranking alone, for measuring it.
    pub(super) fn ranking(&self, text: &str) -> Result<Vec<Hit>, Error> {
        let index = &*self.index();
        let wording = Wording::of(text, index)?;
        index.rank(&Search::default().query(&wording))
    }
}

impl Search {
    fn query(&self, wording: &Wording) -> Query {
        Query {
            terms: wording.terms.clone(),
            unknown: wording.unknown.len(),
            mode: self.mode,
            phrase: wording.phrase.clone(),
            filters: self.filters(),
        }
    }

    fn filters(&self) -> Filters {
        Filters {
            paper: self.paper.as_ref().map(|key| key.0.clone()),
            not_paper: None,
            author: self.author.as_deref().map(folded_words).unwrap_or_default(),
            from: self.from,
            to: self.to,
            section: self.section.as_deref().map(stems).unwrap_or_default(),
            tag: self.tag.as_deref().map(folded),
        }
    }

    /// Puts ranked passages into the order in which they are paged through.
    fn arrange(&self, hits: Vec<Hit>) -> Vec<Hit> {
        if self.sort == Sort::Relevance {
            return spread(hits, self.results);
        }
        let best = hits.first().map_or(0.0, |hit| hit.score);
        let mut hits = hits;
        hits.sort_by_key(|hit| {
            let waits = hit.twin || hit.score < best * SORTED_FROM;
            let year = match (self.sort, hit.year) {
                // Papers without a year come last in either order.
                (_, None) => i64::MAX,
                (Sort::Newest, Some(year)) => -i64::from(year),
                (_, Some(year)) => i64::from(year),
            };
            (waits, year)
        });
        hits
    }

    /// What each condition keeps from being found.
    fn fewer(&self, wording: &Wording, index: &Index) -> Result<Vec<Fewer>, Error> {
        let mut fewer = Vec::new();
        let mut bare = self.clone();
        let mut set = 0;
        for condition in Condition::ALL {
            let mut search = self.clone();
            search.leave_out(condition);
            if search == *self {
                continue;
            }
            bare.leave_out(condition);
            set += 1;
            fewer.extend(search.would_find(Some(condition), wording, index)?);
        }
        // Several conditions can each be enough to hide everything.
        if fewer.is_empty() && set > 1 {
            fewer.extend(bare.would_find(None, wording, index)?);
        }
        Ok(fewer)
    }

    fn leave_out(&mut self, condition: Condition) {
        match condition {
            Condition::Mode => self.mode = Mode::Any,
            Condition::Paper => self.paper = None,
            Condition::Author => self.author = None,
            Condition::From => self.from = None,
            Condition::To => self.to = None,
            Condition::Section => self.section = None,
            Condition::Tag => self.tag = None,
        }
    }

    fn would_find(
        &self,
        without: Option<Condition>,
        wording: &Wording,
        index: &Index,
    ) -> Result<Option<Fewer>, Error> {
        let total = index.count(&self.query(wording), COUNTED + 1)?;
        Ok((total > 0).then_some(Fewer { without, total }))
    }
}

/// Keeps one paper from filling a page while others answer nearly as well, and what a page already
/// says from being said again. Nothing is dropped: what waits comes on a later page.
fn spread(hits: Vec<Hit>, page: usize) -> Vec<Hit> {
    let mut waiting = hits;
    let mut arranged = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let mut on_page: Vec<u64> = Vec::with_capacity(page);
        while on_page.len() < page.max(1) && !waiting.is_empty() {
            let hit = waiting.remove(next(&waiting, &on_page));
            on_page.push(hit.paper);
            arranged.push(hit);
        }
    }
    arranged
}

/// The place of the passage that comes next on a page which shows these papers already.
fn next(waiting: &[Hit], on_page: &[u64]) -> usize {
    let full = |hit: &Hit| {
        hit.twin || on_page.iter().filter(|paper| **paper == hit.paper).count() >= MOST_OF_ONE_PAPER
    };
    let Some(first) = waiting.first() else {
        return 0;
    };
    if !full(first) {
        return 0;
    }
    let enough = first.score * OTHER_PAPERS_FROM;
    let other = waiting
        .iter()
        .position(|hit| hit.score >= enough && !full(hit));
    // Only twins wait even if no other paper answers well.
    other
        .or_else(|| waiting.iter().position(|hit| !hit.twin))
        .unwrap_or(0)
}

fn nearest_words(wording: &Wording, index: &Index) -> Result<Vec<(String, u32)>, Error> {
    let mut near = Vec::new();
    for word in &wording.unknown {
        near.extend(near_words(word, index, NEAR_WORDS)?);
    }
    Ok(near)
}

impl Query {
    pub(super) fn match_of(&self, hit: &Hit, index: &Index) -> Result<Match, Error> {
        let excerpt = index.excerpt(hit)?;
        let highlights = self.highlights(&excerpt.passage.text);
        Ok(Match {
            highlights,
            score: hit.score,
            excerpt,
        })
    }

    /// Where a text matches: the words whose stems were asked for, and of a phrase only those that
    /// stand in it.
    pub(super) fn highlights(&self, text: &str) -> Vec<(usize, usize)> {
        let asked: Vec<&str> = match self.mode {
            Mode::Phrase if self.phrase.len() > 1 => {
                self.phrase.iter().map(|(_, stem)| stem.as_str()).collect()
            }
            _ => return in_characters(text, &self.single_words(text)),
        };
        let (mut folded, mut stem) = (String::new(), String::new());
        // Each word as its places in the phrase, none where it is not in it.
        let found: Vec<(Word, Vec<usize>)> = words(text)
            .map(|word| {
                fold(word.of(text), &mut folded);
                stem_into(&folded, &mut stem);
                (
                    word,
                    asked
                        .iter()
                        .enumerate()
                        .filter(|(_, asked)| **asked == stem)
                        .map(|(place, _)| place)
                        .collect(),
                )
            })
            .collect();
        let windows = found.windows(asked.len());
        let phrases = windows.filter(|window| {
            window
                .iter()
                .enumerate()
                .all(|(place, (_, places))| places.contains(&place))
        });
        let ranges: Vec<(usize, usize)> = phrases
            .filter_map(|window| Some((window.first()?.0.start, window.last()?.0.end)))
            .collect();
        in_characters(text, &ranges)
    }

    fn single_words(&self, text: &str) -> Vec<(usize, usize)> {
        let (mut folded, mut stem) = (String::new(), String::new());
        let asked = words(text).filter(|word| {
            fold(word.of(text), &mut folded);
            // A stem begins as its words do, and most words begin as none that was asked for.
            let first = folded.as_bytes().first();
            let mut alike = self
                .terms
                .iter()
                .filter(|term| term.stem.as_bytes().first() == first)
                .peekable();
            if alike.peek().is_none() {
                return false;
            }
            stem_into(&folded, &mut stem);
            alike.any(|term| term.stem == stem)
        });
        asked.map(|word| (word.start, word.end)).collect()
    }
}

/// Turns ordered byte ranges into ranges counted in characters, in one walk over the text.
pub(super) fn in_characters(text: &str, ranges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (mut bytes, mut characters) = (0, 0);
    let mut count_to = |offset: usize| {
        characters += text
            .get(bytes..offset)
            .map_or(0, |between| between.chars().count());
        bytes = offset.max(bytes);
        characters
    };
    ranges
        .iter()
        .map(|(start, end)| (count_to(*start), count_to(*end)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_counted_in_characters() {
        assert_eq!(
            in_characters("«Łódź» war", &[(2, 9), (12, 15)]),
            [(1, 5), (7, 10)]
        );
    }
}
