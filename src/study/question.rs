//! What a question is, as plain data: the contract of `lectern questions --format json`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What stands for the gap in a prompt.
pub const GAP: &str = "____";

/// A question with its answer and the place that proves it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// A hash of the passage, the kind and the answer; of a teacher's question, of prompt and answer.
    pub id: String,
    /// How it asks.
    pub kind: Kind,
    /// What is asked.
    pub prompt: String,
    /// What can be chosen, in the order in which it is shown; empty where the answer is typed.
    pub options: Vec<String>,
    /// The right answer.
    pub answer: String,
    /// What else is right.
    pub accepted: Vec<String>,
    /// The id of the passage that proves the answer; empty where a teacher's list names none.
    pub passage: String,
    /// The key of its paper.
    pub paper: String,
    /// Its short citation, or the source that a teacher names.
    pub citation: String,
    /// An estimate from 0, easy, to 1, hard.
    pub difficulty: f32,
    /// The sentence that proves the answer, as it stands there.
    #[serde(skip)]
    pub proof: String,
    /// What a teacher filed it under.
    #[serde(skip)]
    pub tags: Vec<String>,
}

/// How a question asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What is missing in a sentence?
    Cloze,
    /// Which of four is it?
    Choice,
    /// Is it true?
    TrueFalse,
    /// Which paper says so?
    Source,
    /// Which term is defined by a sentence, or which definition is an author's?
    Define,
    /// Which term, or which long form, is it?
    Open,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Cloze,
        Self::Choice,
        Self::TrueFalse,
        Self::Source,
        Self::Define,
        Self::Open,
    ];

    /// Its name, as it stands in JSON and is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cloze => "cloze",
            Self::Choice => "choice",
            Self::TrueFalse => "truefalse",
            Self::Source => "source",
            Self::Define => "define",
            Self::Open => "open",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of a question: a hash of the text that proves it, its kind and its answer.
#[must_use]
pub fn id(proof: &str, kind: Kind, answer: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(blake3::hash(proof.as_bytes()).as_bytes());
    hasher.update(kind.name().as_bytes());
    hasher.update(b"\0");
    hasher.update(answer.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}
