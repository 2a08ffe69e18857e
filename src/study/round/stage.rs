//! Where a round stands between two events.

use serde::{Deserialize, Serialize};

use super::super::moment::Moment;
use super::{MARKS, secs};

/// Where a round stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stage {
    /// A question can be answered.
    Open(Open),
    /// The next question comes at a moment.
    Between { next: Moment },
    /// It is over.
    Over,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Open {
    pub(super) since: Moment,
    pub(super) ends: Option<Moment>,
    /// In the order in which they count, one a person.
    pub(super) answers: Vec<Given>,
    pub(super) hinted: bool,
    /// Who wants the next question.
    pub(super) skips: Vec<String>,
    /// How many of the marks were passed.
    pub(super) told: usize,
    /// Whether its end came nearer.
    pub(super) hurried: bool,
    /// How often it was asked again after the bot was away.
    #[serde(default)]
    pub(super) again: u32,
}

/// An answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    pub(super) who: String,
    /// The option, or what was typed.
    pub(super) said: String,
    pub(super) chosen: Option<usize>,
    pub(super) right: bool,
    pub(super) mistyped: Option<String>,
    pub(super) hinted: bool,
    pub(super) at: Moment,
}

impl Open {
    pub(super) fn new(since: Moment, ends: Option<Moment>) -> Self {
        Self {
            since,
            ends,
            answers: Vec::new(),
            hinted: false,
            skips: Vec::new(),
            told: 0,
            hurried: false,
            again: 0,
        }
    }

    /// The next moment at which the question says how many seconds are left.
    pub(super) fn mark(&self) -> Option<(Moment, u32)> {
        let ends = self.ends.filter(|_| !self.hurried)?;
        let time = ends.since(self.since);
        // What is short has hardly been read by then, and what is long is not watched.
        let fit = |mark: &&u32| time >= secs(2 * **mark) && time <= secs(super::SECONDS.1);
        let left = *MARKS.iter().filter(fit).nth(self.told)?;
        Some((ends.before(secs(left)), left))
    }
}
