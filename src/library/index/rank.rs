//! The passages that answer best.
//!
//! tantivy's BM25 gives the first [`CANDIDATES`]; three things that it can't see then move them:
//!
//! 1. *Nearness.* The words of the question within one short window count again, by their rarity: a
//!    proximity measure in the family of Tao and Zhai (2007) and Büttcher, Clarke and Lushman (2006).
//! 2. *Feedback.* The words that the best five passages share are looked for in all candidates
//!    (Rocchio 1971), the more so the fewer words of the question the best passages hold, and only
//!    to re-order: nothing is searched twice.
//! 3. *Twins.* A passage that nearly repeats a better one of the same paper is marked, so that it
//!    need not be shown beside it.
//!
//! The figures below were chosen on several judged collections at once, not on any one of them.

mod few;
mod first;
mod sketch;

use std::collections::{HashMap, VecDeque};

use fnv::FnvBuildHasher;
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25StatisticsProvider as _, EnableScoring};
use tantivy::schema::Field;
use tantivy::{DocAddress, DocSet as _, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::fields::{SAYS_LITTLE, stem_number};
use super::query::Query;
use super::{Error, Excerpt, Index, number_of};
use crate::papers::paper::Key;
use few::Few;
use sketch::Sketch;

/// How many passages are ranked. What comes after them is counted, not shown.
pub const CANDIDATES: usize = 200;
/// How many of the candidates, from the best, nearness can lift.
const NEARNESS_REACH: usize = 100;
/// The width of the window, in words that are no stop words.
const WINDOW: usize = 18;
const NEARNESS_WEIGHT: f32 = 0.4;
/// How many passages feedback learns from, and how many stems it keeps.
const FEEDBACK_PASSAGES: usize = 5;
const FEEDBACK_STEMS: usize = 20;
/// The share of feedback where the best passages hold none of the question's words.
const FEEDBACK_WEIGHT: f32 = 0.5;
/// Stems in more than this share of all passages tell nothing.
const FEEDBACK_COMMONEST: f32 = 0.1;
/// tantivy's constants of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// How many of the best candidates are compared: nobody pages further to be bored by repetition.
const TWIN_REACH: usize = 50;

/// A passage that was ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    address: DocAddress,
    /// How well it answers; comparable only within one ranking.
    pub score: f32,
    /// A number that stands for its paper.
    pub paper: u64,
    /// Its place in its paper.
    pub ordinal: u32,
    /// The year of its paper.
    pub year: Option<i32>,
    /// Whether a better passage of the same paper says nearly the same.
    pub twin: bool,
}

impl Index {
    /// The best passages, at most [`CANDIDATES`], the best first.
    pub fn rank(&self, query: &Query) -> Result<Vec<Hit>, Error> {
        self.ranked(query).map_err(|source| self.trouble(source))
    }

    /// The best passages of other papers than one by BM25 alone, at most so many, the best first: neither
    /// nearness nor feedback is weighed.
    pub fn nearest(&self, query: &Query, not: &Key, limit: usize) -> Result<Vec<Hit>, Error> {
        if query.terms.is_empty() {
            return Ok(Vec::new());
        }
        let (passages, not) = (&self.passages, number_of(not));
        let scored = query.scored(&passages.fields);
        let is_other = |address| passages.columns_of(address).paper_of(address) != not;
        let found = first::best(&passages.searcher, &*scored, limit, &is_other);
        let found = found.map_err(|source| self.trouble(source))?;
        let hit = |(score, address)| self.passages.columns_of(address).hit(address, score);
        let mut hits: Vec<Hit> = found.into_iter().map(hit).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(hits)
    }

    /// How many passages match, counting no further than `limit`.
    pub fn count(&self, query: &Query, limit: usize) -> Result<usize, Error> {
        self.counted(query, limit)
            .map_err(|source| self.trouble(source))
    }

    /// The passage that a hit stands for.
    pub fn excerpt(&self, hit: &Hit) -> Result<Excerpt, Error> {
        self.passages
            .excerpt(hit.address)
            .map_err(|source| self.trouble(source))
    }

    pub(super) fn trouble(&self, source: TantivyError) -> Error {
        Error::Trouble {
            folder: self.generation.path.clone(),
            source,
        }
    }

    fn counted(&self, query: &Query, limit: usize) -> Result<usize, TantivyError> {
        if query.terms.is_empty() {
            return Ok(0);
        }
        let searcher = &self.passages.searcher;
        let weight = query
            .matching(&self.passages.fields)
            .weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut count = 0;
        for segment in searcher.segment_readers() {
            let mut matching = weight.scorer(segment, 1.0)?;
            let alive = segment.alive_bitset();
            while matching.doc() != TERMINATED && count < limit {
                if alive.is_none_or(|alive| alive.is_alive(matching.doc())) {
                    count += 1;
                }
                matching.advance();
            }
        }
        Ok(count)
    }

    fn ranked(&self, query: &Query) -> Result<Vec<Hit>, TantivyError> {
        if query.terms.is_empty() {
            return Ok(Vec::new());
        }
        let (searcher, fields) = (&self.passages.searcher, &self.passages.fields);
        let mut found = first::best(searcher, &*query.scored(fields), CANDIDATES, &|_| true)?;
        first::add_titles(searcher, query.in_titles(fields), &mut found)?;
        let question = Question::of(self, query)?;
        let mut candidates = Candidates::load(self, &found);
        candidates.rescore(&question);
        Ok(candidates.into_hits())
    }
}

/// What the candidates are weighed by.
struct Question<'a> {
    index: &'a Index,
    /// Weight and rarity of each stem.
    stems: Few<(f32, f32)>,
    /// What a passage that held every word of the question would sum up to.
    greatest: f32,
    passages: f32,
    average_length: f32,
}

impl<'a> Question<'a> {
    fn of(index: &'a Index, query: &Query) -> Result<Self, TantivyError> {
        let (searcher, field) = (&index.passages.searcher, index.passages.fields.all);
        let passages = searcher.total_num_docs()? as f32;
        let average_length = searcher.total_num_tokens(field)? as f32 / passages;
        let weighed = query.terms.iter().map(|term| {
            let number = stem_number(&term.stem);
            (
                number,
                (term.weight, rarity(index.terms.of(number), passages)),
            )
        });
        let stems = Few::of(weighed.collect());
        let unknown = query.unknown as f32 * rarity(0, passages);
        let greatest = stems
            .values()
            .map(|(weight, rarity)| weight * rarity)
            .sum::<f32>()
            + unknown;
        Ok(Self {
            index,
            stems,
            greatest,
            passages,
            average_length,
        })
    }

    fn bm25(&self, rarity: f32, times: u32, length: f32) -> f32 {
        let times = times as f32;
        rarity * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / self.average_length))
    }
}

/// Inverse document frequency as tantivy has it.
pub(super) fn rarity(passages_with: u32, passages: f32) -> f32 {
    let with = passages_with as f32;
    (1.0 + (passages - with + 0.5) / (with + 0.5)).ln()
}

struct Candidates {
    list: Vec<Candidate>,
    /// The stem numbers of all candidates, one after the other.
    stems: Vec<u32>,
}

struct Candidate {
    hit: Hit,
    /// BM25 of the first stage.
    first: f32,
    /// Worked out where it counts.
    nearness: Option<f32>,
    length: f32,
    /// Its stems within [`Candidates::stems`].
    from: usize,
    to: usize,
}

/// What is read of the passages of one segment.
pub(super) struct Columns {
    paper: Column<u64>,
    ordinal: Column<u64>,
    year: Column<i64>,
    stems: Column<u64>,
    lengths: FieldNormReader,
}

impl Columns {
    fn open(reader: &SegmentReader, all: Field) -> Result<Self, TantivyError> {
        let fast = reader.fast_fields();
        Ok(Self {
            paper: fast.u64("paper_number")?,
            ordinal: fast.u64("ordinal")?,
            year: fast.i64("year")?,
            stems: fast.u64("stems")?,
            lengths: reader.get_fieldnorms_reader(all)?,
        })
    }

    /// The number of the paper of a passage of their segment.
    fn paper_of(&self, address: DocAddress) -> u64 {
        self.paper.first(address.doc_id).unwrap_or_default()
    }

    /// The passage at an address of their segment.
    fn hit(&self, address: DocAddress, score: f32) -> Hit {
        let doc = address.doc_id;
        Hit {
            address,
            score,
            paper: self.paper_of(address),
            ordinal: self.ordinal.first(doc).unwrap_or_default() as u32,
            year: self.year.first(doc).map(|year| year as i32),
            twin: false,
        }
    }

    /// The columns of every segment.
    pub(super) fn of(searcher: &Searcher, all: Field) -> Result<Vec<Self>, TantivyError> {
        let segments = searcher.segment_readers().iter();
        segments.map(|reader| Self::open(reader, all)).collect()
    }
}

impl Candidates {
    fn load(index: &Index, found: &[(f32, DocAddress)]) -> Self {
        let mut stems = Vec::with_capacity(found.len() * 128);
        let mut values = Vec::new();
        let mut list = Vec::with_capacity(found.len());
        for &(first, address) in found {
            let columns = index.passages.columns_of(address);
            let doc = address.doc_id;
            let from = stems.len();
            // One call a passage: a call a value would cost more than all that is done with it.
            let rows = columns.stems.index.value_row_ids(doc);
            values.resize(rows.len(), 0);
            columns
                .stems
                .values
                .get_range(u64::from(rows.start), &mut values);
            stems.extend(values.iter().map(|number| *number as u32));
            let hit = columns.hit(address, first);
            let length = columns.lengths.fieldnorm(doc) as f32;
            list.push(Candidate {
                hit,
                first,
                nearness: None,
                length,
                from,
                to: stems.len(),
            });
        }
        Self { list, stems }
    }

    fn rescore(&mut self, question: &Question<'_>) {
        self.lift(question);
        let share = FEEDBACK_WEIGHT * (1.0 - self.confidence(question));
        let learned = self.learn(question);
        let share = if learned.stems.is_empty() { 0.0 } else { share };
        let weight: f32 = question.stems.values().map(|(weight, _)| weight).sum();
        let mut times = Vec::new();
        for candidate in &mut self.list {
            let mut expanded = 0.0;
            if share > 0.0 {
                learned.times(&self.stems[candidate.from..candidate.to], &mut times);
                for ((share, rarity), times) in learned
                    .values()
                    .zip(&times)
                    .filter(|(_, times)| **times > 0)
                {
                    expanded += share * question.bm25(*rarity, *times, candidate.length);
                }
            }
            candidate.hit.score = (1.0 - share) * candidate.first + share * weight * expanded;
        }
        self.lift(question);
        self.mark_twins();
    }

    /// Sorts by score, adds nearness to the best of them and sorts again.
    fn lift(&mut self, question: &Question<'_>) {
        self.sort();
        if question.stems.stems.len() < 2 {
            return;
        }
        let mut inside = VecDeque::new();
        for candidate in self.list.iter_mut().take(NEARNESS_REACH) {
            let stems = &self.stems[candidate.from..candidate.to];
            candidate.hit.score += *candidate.nearness.get_or_insert_with(|| {
                NEARNESS_WEIGHT * nearness(stems, &question.stems, &mut inside)
            });
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.list.sort_unstable_by(|a, b| {
            let by_score = b.hit.score.total_cmp(&a.hit.score);
            by_score.then_with(|| (a.hit.paper, a.hit.ordinal).cmp(&(b.hit.paper, b.hit.ordinal)))
        });
    }

    /// How much of the question the best passages hold, in [0, 1]: 1 where one of them holds every
    /// word. Words count by their rarity.
    fn confidence(&self, question: &Question<'_>) -> f32 {
        let mut times = Vec::new();
        let best = self.best().map(|candidate| {
            question
                .stems
                .times(&self.stems[candidate.from..candidate.to], &mut times);
            let held = question
                .stems
                .values()
                .zip(&times)
                .filter(|(_, times)| **times > 0);
            held.map(|((weight, rarity), _)| weight * rarity).sum()
        });
        let best = best.fold(0.0, f32::max);
        if question.greatest > 0.0 {
            best / question.greatest
        } else {
            0.0
        }
    }

    fn best(&self) -> impl Iterator<Item = &Candidate> {
        self.list.iter().take(FEEDBACK_PASSAGES)
    }

    /// The stems that the best passages share, with their share (1 in sum) and rarity.
    fn learn(&self, question: &Question<'_>) -> Few<(f32, f32)> {
        let total: f32 = self.best().map(|candidate| candidate.hit.score).sum();
        let commonest = question.passages * FEEDBACK_COMMONEST;
        let mut learned: HashMap<u32, (f32, f32), FnvBuildHasher> = HashMap::default();
        for candidate in self.best() {
            let mut stems: Vec<u32> = self.stems[candidate.from..candidate.to].to_vec();
            stems.sort_unstable();
            for same in stems
                .chunk_by(|a, b| a == b)
                .filter(|same| same[0] & SAYS_LITTLE == 0)
            {
                let (sum, rarity) = learned.entry(same[0]).or_insert_with(|| {
                    let passages = question.index.terms.of(same[0]);
                    let tells = passages >= 2 && passages as f32 <= commonest;
                    (
                        0.0,
                        if tells {
                            rarity(passages, question.passages)
                        } else {
                            0.0
                        },
                    )
                });
                *sum += candidate.hit.score / total
                    * question.bm25(*rarity, same.len() as u32, candidate.length);
            }
        }
        let mut strongest: Vec<(u32, (f32, f32))> = learned
            .into_iter()
            .filter(|(_, (sum, _))| *sum > 0.0)
            .collect();
        let by_share = |(a, (x, _)): &(u32, (f32, f32)), (b, (y, _)): &(u32, (f32, f32))| {
            y.total_cmp(x).then(a.cmp(b))
        };
        if strongest.len() > FEEDBACK_STEMS {
            strongest.select_nth_unstable_by(FEEDBACK_STEMS, by_share);
            strongest.truncate(FEEDBACK_STEMS);
        }
        strongest.sort_unstable_by(by_share);
        let sum: f32 = strongest.iter().map(|(_, (share, _))| share).sum();
        Few::of(
            strongest
                .into_iter()
                .map(|(stem, (share, rarity))| (stem, (share / sum, rarity)))
                .collect(),
        )
    }

    /// Compares each passage with the better ones of its paper.
    fn mark_twins(&mut self) {
        let mut of_paper: HashMap<u64, Vec<usize>, FnvBuildHasher> = HashMap::default();
        for (place, candidate) in self.list.iter().enumerate().take(TWIN_REACH) {
            of_paper.entry(candidate.hit.paper).or_default().push(place);
        }
        for places in of_paper.into_values().filter(|places| places.len() > 1) {
            let texts = places
                .iter()
                .map(|place| &self.stems[self.list[*place].from..self.list[*place].to]);
            let sketches: Vec<Sketch> = texts.map(Sketch::of).collect();
            for (worse, place) in places.iter().enumerate() {
                self.list[*place].hit.twin = sketches[..worse]
                    .iter()
                    .any(|better| better.is_twin_of(&sketches[worse]));
            }
        }
    }

    fn into_hits(self) -> Vec<Hit> {
        self.list
            .into_iter()
            .map(|candidate| candidate.hit)
            .collect()
    }
}

/// The largest sum of the rarity of distinct stems of the question within one window. `inside` is
/// room to work in.
fn nearness(stems: &[u32], asked: &Few<(f32, f32)>, inside: &mut VecDeque<(usize, usize)>) -> f32 {
    inside.clear();
    let mut best = 0.0_f32;
    for (position, stem) in stems.iter().enumerate() {
        let Some(place) = asked.place(*stem) else {
            continue;
        };
        while inside
            .front()
            .is_some_and(|(first, _)| first + WINDOW <= position)
        {
            inside.pop_front();
        }
        inside.push_back((position, place));
        // No question has more stems than a number has bits.
        let distinct = inside
            .iter()
            .fold(0_u64, |seen, (_, place)| seen | 1 << (place & 63));
        let sum = asked
            .values()
            .enumerate()
            .filter(|(place, _)| distinct & 1 << (place & 63) != 0);
        best = best.max(sum.map(|(_, (_, rarity))| rarity).sum());
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_each_stem_once_and_reaches_no_further_than_its_width() {
        let few = Few::of(vec![(1, (1.0, 2.0)), (2, (1.0, 3.0))]);
        let mut inside = VecDeque::new();
        let mut near = |stems: &[u32]| nearness(stems, &few, &mut inside);
        assert!((near(&[1, 9, 1, 9, 2]) - 5.0).abs() < f32::EPSILON);
        let mut apart = vec![1];
        apart.extend([9; WINDOW]);
        apart.push(2);
        assert!((near(&apart) - 3.0).abs() < f32::EPSILON);
        assert!(near(&[9, 9]).abs() < f32::EPSILON);
    }
}
