//! How a round was asked for.

use serde::{Deserialize, Serialize};

use super::super::question::Kind;

/// The fewest and the most questions of a round, and how many it has if nobody says.
pub const QUESTIONS: (u32, u32, u32) = (1, 50, 10);
/// The fewest and the most seconds of a question, and how many it has if nobody says.
pub const SECONDS: (u32, u32, u32) = (5, 300, 30);

/// A round as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The paper it is about, by key.
    pub paper: Option<String>,
    /// The tag of the papers it is about.
    pub tag: Option<String>,
    /// The teacher's list it is from.
    pub list: Option<String>,
    /// Whether it asks what its starter got wrong before.
    pub misses: bool,
    /// The kind of its questions, where it is one.
    pub kind: Option<Kind>,
    /// How many questions it is to have. It may begin with fewer, and is brought the rest.
    pub number: u32,
    /// How long a question is open; for as long as it takes where nothing is said.
    pub seconds: Option<u32>,
    /// Whether the first counts.
    pub pace: Pace,
    /// Whether only those who have joined can play, so that nobody else is waited for.
    pub alone: bool,
    /// What decides which questions, and which hints.
    pub seed: u64,
    /// Whether it is the question of a day, which is answered at leisure and ends with its one reveal.
    pub daily: bool,
}

/// How people play.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Who has it first gets more, and a person's first answer counts.
    #[default]
    Race,
    /// Everybody has the same time, and a person's last answer counts.
    Everyone,
}

/// A question that is open for so many seconds is not a matter of being there at the right moment.
const LONG: u32 = 3600;

impl Plan {
    /// Whether a question stays open for so long that a while without the bot is no loss.
    pub(super) fn is_long(&self) -> bool {
        self.seconds.is_some_and(|seconds| seconds >= LONG)
    }

    /// Whether the first answers get more.
    #[must_use]
    pub fn is_race(&self) -> bool {
        self.pace == Pace::Race
    }
}
