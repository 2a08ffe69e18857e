//! Passages that hold words of a quotation where the quotation has them.
//!
//! Two questions, both answered from the positions of `all`. [`Index::exactly`] asks for the rarest
//! few words at their exact distances. [`Index::nearly`] allows for words that were changed, dropped
//! or added: it walks the passages of the rarest words, of which one at least must be right, and
//! weighs how many of the others stand about where they should. What a passage then really says is
//! compared by who asks, on its text.

mod walk;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use fnv::FnvBuildHasher;
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::{DocAddress, DocSet as _, SegmentReader, TERMINATED, TantivyError, Term};

use super::{Error, Excerpt, Index, number_of};
use crate::papers::paper::Key;
use walk::{Walk, WantedWords};

/// So many words at their distances let hardly another passage through.
const RARE_WORDS: usize = 4;
/// Where even the rarest word is in more passages than this, twice as many are asked for.
const COMMON_FROM: u32 = 10_000;
/// More passages than this are not weighed, so that a quotation of nothing but the commonest words
/// takes no longer than a second.
const MOST_WEIGHED: usize = 500_000;
/// How many of the weighed passages are kept to be compared with their neighbours.
const KEPT: usize = 256;

/// The words of a quotation, for the index.
pub struct Sought<'a> {
    /// Their stems in order, stop words included.
    pub stems: &'a [String],
    /// Only this paper.
    pub paper: Option<&'a Key>,
}

/// A passage that holds words of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    address: DocAddress,
    /// A number that stands for its paper.
    pub paper: u64,
    /// Its place in its paper.
    pub ordinal: u32,
    /// How much of the quotation seems to be there; comparable only within one answer.
    pub weight: u32,
}

impl Index {
    /// The passages in which the rarest words of a quotation have the distances that they have in
    /// it, at most `limit`.
    pub fn exactly(&self, sought: &Sought<'_>, limit: usize) -> Result<Vec<Trace>, Error> {
        self.exact(sought, limit)
            .map_err(|source| self.trouble(source))
    }

    /// The passages that hold most of a quotation about where it has it, the fullest first.
    pub fn nearly(&self, sought: &Sought<'_>, limit: usize) -> Result<Vec<Trace>, Error> {
        self.near_to(sought, limit)
            .map_err(|source| self.trouble(source))
    }

    /// The passage to which a trace led.
    pub fn traced(&self, trace: &Trace) -> Result<Excerpt, Error> {
        self.passages
            .excerpt(trace.address)
            .map_err(|source| self.trouble(source))
    }

    fn exact(&self, sought: &Sought<'_>, limit: usize) -> Result<Vec<Trace>, TantivyError> {
        let mut places: Vec<(u32, usize)> = sought
            .stems
            .iter()
            .enumerate()
            .map(|(place, stem)| (self.frequency(stem), place))
            .collect();
        places.sort_unstable();
        let rarest = places.first().map_or(0, |(passages, _)| *passages);
        if rarest == 0 || places.len() < 2 {
            return Ok(Vec::new());
        }
        let enough = if rarest > COMMON_FROM { 2 } else { 1 } * RARE_WORDS;
        let terms = places.iter().take(enough).map(|(_, place)| {
            let term = Term::from_field_text(self.passages.fields.all, &sought.stems[*place]);
            (*place, term)
        });
        let searcher = &self.passages.searcher;
        let weight = PhraseQuery::new_with_offset(terms.collect())
            .weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut traces = Vec::new();
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let columns = Columns::of(segment, sought.paper)?;
            let mut found = weight.scorer(segment, 1.0)?;
            while found.doc() != TERMINATED && traces.len() < limit {
                let doc = found.doc();
                if columns.has(doc) {
                    traces.push(columns.trace(DocAddress::new(number as u32, doc), 0));
                }
                found.advance();
            }
        }
        Ok(traces)
    }

    fn near_to(&self, sought: &Sought<'_>, limit: usize) -> Result<Vec<Trace>, TantivyError> {
        let wanted = WantedWords::of(self, sought);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut fullest = BinaryHeap::with_capacity(KEPT + 1);
        let mut left = MOST_WEIGHED;
        let segments = self.passages.searcher.segment_readers();
        let columns = segments
            .iter()
            .map(|segment| Columns::of(segment, sought.paper));
        let columns: Vec<Columns<'_>> = columns.collect::<Result<_, _>>()?;
        for (number, (segment, columns)) in segments.iter().zip(&columns).enumerate() {
            let mut walk = Walk::of(self, &wanted, segment, sought.paper)?;
            while left > 0
                && let Some(doc) = walk.next()
            {
                if !columns.has(doc) {
                    continue;
                }
                left -= 1;
                let Some(found) = walk.weigh() else {
                    continue;
                };
                fullest.push(Reverse((found.weight, number as u32, doc, found.held)));
                if fullest.len() > KEPT {
                    fullest.pop();
                }
            }
        }
        let kept = fullest
            .into_iter()
            .map(|Reverse((weight, segment, doc, held))| {
                let address = DocAddress::new(segment, doc);
                (columns[segment as usize].trace(address, weight), held)
            });
        Ok(over_borders(kept.collect(), limit))
    }
}

/// Sorts, and keeps the fullest: those that are full alone, and after them half as many that are
/// full together with the next passage. Of formulas, any two together hold nearly all the signs, and
/// must not crowd out the one that is meant.
fn over_borders(mut kept: Vec<(Trace, u64)>, limit: usize) -> Vec<Trace> {
    let held: HashMap<(u64, u32), u64, FnvBuildHasher> = kept
        .iter()
        .map(|(trace, held)| ((trace.paper, trace.ordinal), *held))
        .collect();
    let fullest = |trace: &Trace| (Reverse(trace.weight), trace.paper, trace.ordinal);
    kept.sort_unstable_by_key(|(trace, _)| fullest(trace));
    let beyond = kept.split_off(limit.min(kept.len()));
    let mut together: Vec<Trace> = beyond
        .into_iter()
        .filter_map(|(trace, own)| {
            let next = held.get(&(trace.paper, trace.ordinal + 1))?;
            let weight = 2 * going_on(own, *next);
            (weight > trace.weight).then_some(Trace { weight, ..trace })
        })
        .collect();
    together.sort_unstable_by_key(fullest);
    together.truncate(limit / 2);
    kept.into_iter()
        .map(|(trace, _)| trace)
        .chain(together)
        .collect()
}

/// The most places that are held where a passage has the beginning of a quotation, and the next one
/// goes on with it.
fn going_on(own: u64, next: u64) -> u32 {
    let cuts = (0..u64::BITS).map(|cut| (1_u64 << cut) - 1);
    let held = cuts.map(|left| ((own & left) | (next & !left)).count_ones());
    held.max().unwrap_or_default()
}

/// What is read of the passages of a segment.
struct Columns<'s> {
    segment: &'s SegmentReader,
    paper: Column<u64>,
    ordinal: Column<u64>,
    only: Option<u64>,
}

impl<'s> Columns<'s> {
    fn of(segment: &'s SegmentReader, only: Option<&Key>) -> Result<Self, TantivyError> {
        let fast = segment.fast_fields();
        Ok(Self {
            segment,
            paper: fast.u64("paper_number")?,
            ordinal: fast.u64("ordinal")?,
            only: only.map(number_of),
        })
    }

    /// Whether a passage is there and of the paper that alone counts.
    fn has(&self, doc: u32) -> bool {
        !self.segment.is_deleted(doc) && (self.only.is_none() || self.paper.first(doc) == self.only)
    }

    fn trace(&self, address: DocAddress, weight: u32) -> Trace {
        Trace {
            address,
            paper: self.paper.first(address.doc_id).unwrap_or_default(),
            ordinal: self.ordinal.first(address.doc_id).unwrap_or_default() as u32,
            weight,
        }
    }
}
