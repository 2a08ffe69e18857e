//! The first stage of ranking: tantivy's BM25, over what was searched and over titles.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, DocSet as _, Searcher, TantivyError};

/// The first so many by BM25 of those that are wanted, in the order in which they were indexed.
///
/// tantivy's own collector looks for so many in each segment and knows nothing of the segments before.
/// Here what was found in one is what the next has to surpass, so that most of it is passed over.
pub(super) fn best(
    searcher: &Searcher,
    query: &dyn tantivy::query::Query,
    limit: usize,
    is_wanted: &dyn Fn(DocAddress) -> bool,
) -> Result<Vec<(f32, DocAddress)>, TantivyError> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    // The worst of the best lies on top.
    let mut best: BinaryHeap<Reverse<First>> = BinaryHeap::with_capacity(limit + 1);
    let mut least = f32::MIN;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let alive = reader.alive_bitset();
        weight.for_each_pruning(least, reader, &mut |doc, score| {
            if alive.is_some_and(|alive| alive.is_deleted(doc)) {
                return least;
            }
            let address = DocAddress::new(segment, doc);
            if !is_wanted(address) {
                return least;
            }
            best.push(Reverse(First { score, address }));
            if best.len() > limit {
                best.pop();
            }
            if best.len() == limit {
                least = best.peek().map_or(least, |worst| worst.0.score);
            }
            least
        })?;
    }
    let mut found: Vec<(f32, DocAddress)> = best
        .into_iter()
        .map(|Reverse(first)| (first.score, first.address))
        .collect();
    found.sort_unstable_by_key(|(_, address)| *address);
    Ok(found)
}

/// Adds what words in titles and headings add. These stand in what was searched as well, so that they
/// hardly decide who is found; to look for them beside it would cost a third of the search.
pub(super) fn add_titles(
    searcher: &Searcher,
    words: impl Iterator<Item = Box<dyn tantivy::query::Query>>,
    found: &mut [(f32, DocAddress)],
) -> Result<(), TantivyError> {
    for word in words {
        let weight = word.weight(EnableScoring::enabled_from_searcher(searcher))?;
        for found in found.chunk_by_mut(|(_, a), (_, b)| a.segment_ord == b.segment_ord) {
            let segment = found[0].1.segment_ord;
            let mut titles = weight.scorer(searcher.segment_reader(segment), 1.0)?;
            for (score, address) in found {
                if titles.doc() < address.doc_id {
                    titles.seek(address.doc_id);
                }
                if titles.doc() == address.doc_id {
                    *score += titles.score();
                }
            }
        }
    }
    Ok(())
}

/// A passage of the first stage. The better one is the greater; of two that are as good, the one that
/// was indexed earlier.
struct First {
    score: f32,
    address: DocAddress,
}

impl Ord for First {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = self.score.total_cmp(&other.score);
        by_score.then_with(|| other.address.cmp(&self.address))
    }
}

impl PartialOrd for First {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for First {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for First {}
