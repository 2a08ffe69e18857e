//! What a round wants done: said to the room, told to a person, counted.
//!
//! What is said is data: how it reads is decided where replies are made. It is kept until a platform has
//! said it, so it is readable by later versions as a round is.

use serde::{Deserialize, Serialize};

use super::super::moment::Moment;
use super::super::question::Question;
use super::Hint;
use super::Pace;

/// What a round wants done, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// To be said to the room.
    Say(Say),
    /// To be told to whoever caused it, where the platform can in private.
    Tell(Tell),
    /// To be counted.
    Award(Award),
    /// The rest of its questions is to be drawn, and brought to it.
    Draw,
    /// The round is over.
    End,
}

/// An answer as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// The id of the question.
    pub question: String,
    /// The person.
    pub who: String,
    /// The place of the option that was chosen; none where it was typed.
    pub chosen: Option<usize>,
    /// Whether it is right.
    pub right: bool,
    /// What it is worth.
    pub points: u32,
    /// When it was given.
    pub at: Moment,
}

/// Something said to the room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "lowercase")]
pub enum Say {
    /// A question is asked, or stands a little later than it did: the message is the same.
    Asked(Asked),
    /// A hint to the present question.
    Hinted {
        /// Its number.
        number: u32,
        /// The question.
        question: Shown,
        /// The hint.
        hint: Hint,
    },
    /// Somebody wants the next question, and more have to.
    Skipping {
        /// The person.
        who: String,
        /// How many want it.
        votes: usize,
        /// How many have to.
        needed: usize,
    },
    /// Somebody has left.
    Left {
        /// The person.
        who: String,
        /// The points they keep.
        points: u32,
    },
    /// The bot was away; the question has its whole time again.
    Again(Asked),
    /// There are fewer questions than were wished for.
    Fewer {
        /// How many there are.
        of: u32,
    },
    /// A question is closed.
    Revealed(Revealed),
    /// The round is over.
    Ended(Ended),
}

/// How the names of those messages begin that ask a question; then come its number, a dot, and how often
/// it was asked again.
pub const ASKS: &str = "question ";

impl Say {
    /// The name of the message that it is; what is said under the same name later takes its place. Empty
    /// where nothing ever does.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Asked(asked) | Self::Again(asked) => {
                format!("{ASKS}{}.{}", asked.number, asked.again)
            }
            _ => String::new(),
        }
    }
}

/// A question as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// How it asks.
    pub kind: String,
    /// What is asked.
    pub prompt: String,
    /// What can be chosen.
    pub options: Vec<String>,
}

impl From<&Question> for Shown {
    fn from(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            kind: question.kind.name().to_owned(),
            prompt: question.prompt.clone(),
            options: question.options.clone(),
        }
    }
}

/// A question that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// The question.
    pub question: Shown,
    /// When it closes, where it is timed.
    pub ends: Option<Moment>,
    /// Whether the first counts.
    pub pace: Pace,
    /// The seconds left, where it was asked some time ago.
    #[serde(default)]
    pub left: Option<u32>,
    /// Whether it can't be answered any more.
    #[serde(default)]
    pub closed: bool,
    /// Whether it is the question of a day.
    #[serde(default)]
    pub daily: bool,
    /// For how many seconds it is open, where it is timed.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// How often it was asked again after the bot was away.
    #[serde(default)]
    pub again: u32,
}

/// A question that is closed, with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// The question.
    pub question: Shown,
    /// The right answer.
    pub answer: String,
    /// The id of the passage that proves it; empty where there is none.
    pub passage: String,
    /// Its citation, or the source that a teacher names; may be empty.
    pub citation: String,
    /// Who had it, in order.
    pub right: Vec<Had>,
    /// Who had not, in order, with the place of the option that they chose.
    pub wrong: Vec<Missed>,
    /// Whether it was skipped, so that no answer counts.
    pub skipped: bool,
    /// How people played.
    #[serde(default)]
    pub pace: Pace,
    /// When the next one comes, where it does not come at once.
    #[serde(default)]
    pub next: Option<Moment>,
    /// Whether it was the question of a day.
    #[serde(default)]
    pub daily: bool,
}

/// Somebody who had the right answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Had {
    /// The person.
    pub who: String,
    /// The points they get.
    pub points: u32,
    /// What they meant, where they made a typing mistake.
    #[serde(default)]
    pub mistyped: Option<String>,
}

/// Somebody who had not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The person.
    pub who: String,
    /// The place of the option that they chose.
    pub chosen: Option<usize>,
}

/// A round that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Why.
    pub why: Why,
    /// How many questions were asked.
    pub asked: u32,
    /// How many there were to be.
    pub of: u32,
    /// The players, those with most points first.
    pub standings: Vec<Standing>,
}

/// Why a round is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// All its questions were asked.
    Finished,
    /// Somebody stopped it.
    Stopped {
        /// The person.
        who: String,
        /// Whether they did so as one who looks after the room, and had not started it.
        moderates: bool,
    },
    /// Nobody answered for a while.
    Quiet,
    /// Everybody has left.
    Empty,
    /// The bot was away for too long, or could not bring the next question.
    Away,
}

/// A player's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The place; who have as many points share one.
    pub rank: u32,
    /// The person.
    pub who: String,
    /// Their points.
    pub points: u32,
    /// How many they had right.
    pub right: u32,
    /// How many they answered.
    pub answered: u32,
    /// Whether they left before the end.
    #[serde(default)]
    pub left: bool,
}

/// Something told to the person who caused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// The answer is taken.
    Taken {
        /// What is taken: the option, or what was typed.
        answer: String,
        /// The letter of the option.
        letter: Option<char>,
        /// Whether another answer may take its place before the end.
        open: bool,
        /// Whether it took the place of another.
        instead: bool,
    },
    /// They have answered, and the first answer counts.
    Already {
        /// What counts.
        answer: String,
    },
    /// The question that they answered is closed.
    Closed {
        /// Its number; none where it is none of this round.
        number: Option<u32>,
    },
    /// No question is open at the moment.
    Between,
    /// What they said is none of the options.
    NoOption {
        /// What they said.
        said: String,
        /// How many options there are.
        options: usize,
    },
    /// They take part.
    Joined,
    /// They take part again.
    Back,
    /// They took part already.
    In,
    /// They do not take part any more.
    Out {
        /// The points that they keep.
        points: u32,
    },
    /// They do not take part, and what they asked for is for those who do.
    NotIn,
    /// Every hint would be the answer.
    NoHint,
    /// The hint was given before.
    HintGiven,
    /// The hint is given.
    Hinted,
    /// Their vote for the next question counts.
    Voted {
        /// How many want it.
        votes: usize,
        /// How many have to.
        needed: usize,
    },
    /// They have voted for the next question before.
    VotedBefore {
        /// How many want it.
        votes: usize,
        /// How many have to.
        needed: usize,
    },
    /// They may not stop it.
    MayNotStop {
        /// Who may.
        starter: String,
    },
    /// It is stopped.
    Stopped,
    /// A round is running here.
    Running {
        /// The number of its question.
        number: u32,
        /// How many there are.
        of: u32,
        /// Who started it.
        starter: String,
    },
    /// The round is over.
    Over,
}
