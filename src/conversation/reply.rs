//! What a command gives back, free of any platform and of any mark-up.
//!
//! A reply is blocks to show and actions to offer. [`render`](super::render) writes it; how it
//! reads as JSON is a contract, and the serde names below are that contract.

mod block;
mod offered;

use serde::{Deserialize, Serialize};

pub use block::{
    Block, Change, CitationBlock, DefinitionBlock, FileBlock, Formatted, MistakeBlock, Op,
    PaperBlock, PassageBlock, QuestionBlock, ReferenceBlock, ScoreBlock, ScoreRow, Verdict,
    VerdictBlock,
};
pub use offered::Offered;
use offered::named;

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// The command that was answered, by name; empty for a line that named none rightly.
    pub command: String,
    /// False only where something was looked for and is not there, and for a mistake.
    pub found: bool,
    /// Who should see it, where the platform can keep it private.
    pub audience: Audience,
    /// How many hits there are, for replies that count them.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// What is shown, in order.
    pub blocks: Vec<Block>,
    /// What can be asked next. At most [`MOST_ACTIONS`] are offered.
    pub actions: Vec<Action>,
    /// The platform's id of a message in the room that it speaks of, which the platform links to or
    /// answers where it can.
    #[serde(skip)]
    pub speaks_of: Option<String>,
}

/// An action is chosen by one digit, so there can be no more than nine.
pub const MOST_ACTIONS: usize = 9;

impl Reply {
    /// An empty reply to a command, for the room, that found something.
    #[must_use]
    pub fn to(command: &str) -> Self {
        Self {
            command: command.to_owned(),
            found: true,
            audience: Audience::Room,
            total: None,
            blocks: Vec::new(),
            actions: Vec::new(),
            speaks_of: None,
        }
    }

    /// A word to whoever asked alone, which offers nothing.
    #[must_use]
    pub fn word(command: &str, text: impl Into<String>) -> Self {
        Self {
            audience: Audience::Person,
            blocks: vec![Block::Notice { text: text.into() }],
            ..Self::to(command)
        }
    }

    /// Whether it asks for an answer that is typed, so that a digit is one.
    #[must_use]
    pub fn is_to_be_typed(&self) -> bool {
        let typed = |block: &Block| matches!(block, Block::Question(asked) if asked.is_typed());
        self.blocks.iter().any(typed)
    }

    /// Whether it tells a person that the line was wrong.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Mistake(_)))
    }

    /// What a short answer to it may choose.
    #[must_use]
    pub fn offered(&self) -> Offered {
        Offered {
            actions: self.actions.clone(),
            results: self.blocks.iter().filter_map(named).collect(),
            by_word: self.is_to_be_typed(),
        }
    }
}

/// Who a reply is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody in the room.
    Room,
    /// Only the person who asked.
    Person,
}

/// A count of hits that stops counting where nobody reads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Exact up to 1,000.
    pub total: usize,
    /// Whether there are more than counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// A follow-up that is offered: its label and the command line that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// A word or two.
    pub label: String,
    /// The command line, with the prefix `/`.
    pub command: String,
}
