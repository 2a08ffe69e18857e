//! `verify`: whether a quotation stands in the papers, where, and how it differs.
//!
//! Words are compared as [`pieces`](crate::text::pieces) of text: every word counts, and where a
//! sentence ends; quotation marks, dashes, brackets, case and white space do not. An ellipsis stands
//! for words left out, in the same passage or the one beside it. The index leads to the passages
//! that may hold a quotation; what they say is compared here, on their stored text, and what is
//! shown is a slice of it.

mod align;
mod change;
mod quotation;
mod stretch;

use std::collections::BTreeMap;

pub use change::{Change, Op, Place};
pub use quotation::{FEWEST_PIECES, MOST_PIECES, Unfit};

use super::index::{Index, Sought, Trace};
use super::{Error, Library};
use crate::papers::paper::{Key, PassageId};
use quotation::Quotation;
use stretch::Stretch;

/// How many passages are compared that hold the rare words of a quotation exactly; so many places
/// are counted.
const MOST_EXACT: usize = 100;
/// How many passages are compared that hold its words nearly.
const MOST_NEAR: usize = 24;

/// What is known of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Whether it stands there.
    pub verdict: Verdict,
    /// Where it stands, or the nearest place to it; none where nothing is near.
    pub place: Option<Place>,
    /// In how many more passages it stands verbatim.
    pub others: usize,
    /// Whether there may be more of them than were counted.
    pub more: bool,
    /// What the text held beside the quotation, such as its citation, and was not looked for.
    pub aside: Option<String>,
}

/// Whether a quotation stands in the papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Word for word.
    Verbatim,
    /// With other words.
    Differs,
    /// Not at all, or so differently that it is another sentence.
    Absent,
}

impl Library {
    /// Looks for a quotation in the papers, or in one of them.
    pub fn find_quotation(
        &self,
        text: &str,
        paper: Option<&Key>,
    ) -> Result<Result<Finding, Unfit>, Error> {
        let index = &*self.index();
        let whole = match Quotation::of(text) {
            Ok(quotation) => quotation,
            Err(unfit) => return Ok(Err(unfit)),
        };
        let found = whole.find(index, paper)?;
        if found.verdict != Verdict::Verbatim
            && let Some((inside, aside)) = quotation::without_citation(text)
            && let Ok(quotation) = Quotation::of(inside)
        {
            let aside = Some(aside);
            return Ok(Ok(Finding {
                aside,
                ..quotation.find(index, paper)?
            }));
        }
        Ok(Ok(found))
    }
}

impl Quotation {
    fn find(&self, index: &Index, paper: Option<&Key>) -> Result<Finding, Error> {
        let stems = self.stems(index);
        let sought = Sought {
            stems: &stems,
            paper,
        };
        let mut compared = Compared::default();
        let exact = index.exactly(&sought, MOST_EXACT)?;
        let more = exact.len() == MOST_EXACT;
        for trace in exact {
            // All of it stands in one passage, unless words are left out.
            let reach = usize::from(self.has_ellipsis);
            compared.compare(self, index, &trace, reach)?;
        }
        if compared.verbatim.is_empty() {
            let near = index.nearly(&sought, MOST_NEAR)?;
            for trace in near {
                compared.compare(self, index, &trace, self.pieces.len())?;
            }
        }
        Ok(compared.into_finding(self, more))
    }
}

/// The places at which a quotation was compared.
#[derive(Default)]
struct Compared {
    verbatim: BTreeMap<PassageId, Place>,
    nearest: Option<Place>,
    /// The passages that were compared together with others, so that they need not be again.
    seen: Vec<(u64, std::ops::RangeInclusive<u32>)>,
}

impl Compared {
    fn compare(
        &mut self,
        quotation: &Quotation,
        index: &Index,
        trace: &Trace,
        reach: usize,
    ) -> Result<(), Error> {
        let is_seen = |(paper, ordinals): &(u64, std::ops::RangeInclusive<u32>)| {
            *paper == trace.paper && ordinals.contains(&trace.ordinal)
        };
        if reach > 0 && self.seen.iter().any(is_seen) {
            return Ok(());
        }
        let stretch = Stretch::around(index, trace, reach)?;
        if reach > 0 {
            self.seen.push((trace.paper, stretch.ordinals()));
        }
        let place = stretch.place(quotation);
        if place.is_verbatim() {
            self.verbatim.entry(place.id()).or_insert(place);
        } else if !place.passages.is_empty() {
            // A place that differs comes before one that is another sentence of as many words.
            let far = |place: &Place| (!place.is_same_sentence(quotation), place.distance());
            let is_nearer = |nearest: &Place| far(&place) < far(nearest);
            if self.nearest.as_ref().is_none_or(is_nearer) {
                self.nearest = Some(place);
            }
        }
        Ok(())
    }

    fn into_finding(self, quotation: &Quotation, more: bool) -> Finding {
        let places = self.verbatim.len();
        if let Some(first) = self.verbatim.into_values().next() {
            return Finding {
                verdict: Verdict::Verbatim,
                place: Some(first),
                others: places - 1,
                more,
                aside: None,
            };
        }
        let near = self.nearest.filter(|place| place.is_near(quotation));
        let differs = near
            .as_ref()
            .is_some_and(|place| place.is_same_sentence(quotation));
        Finding {
            verdict: if differs {
                Verdict::Differs
            } else {
                Verdict::Absent
            },
            place: near,
            others: 0,
            more: false,
            aside: None,
        }
    }
}
