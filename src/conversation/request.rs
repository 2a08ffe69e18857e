//! What somebody asks, free of any platform.

use std::time::SystemTime;

/// One question put to the bot.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who asks.
    pub who: Person,
    /// Where it is asked.
    pub room: Room,
    /// What is asked.
    pub said: Said,
    /// How they are called, where it is known.
    pub name: Option<String>,
    /// Whether they look after the room.
    pub moderates: bool,
    /// When it was asked. Time enters the program here, so that tests can move it.
    pub at: SystemTime,
}

/// A person, told apart by an id that names their platform (`terminal:ana`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person(pub String);

/// A channel, thread or room, or the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// An id that names its platform.
    pub id: String,
    /// Whether everything said here is meant for the bot, so that a line that names no command is
    /// a search: a direct chat, the terminal.
    pub direct: bool,
    /// The server or space that it belongs to, by an id that names its platform; none where it stands
    /// alone.
    pub server: Option<String>,
    /// The account of ours that hears and speaks there, by its platform's id of it; empty where the
    /// platform has but one.
    pub account: String,
    /// What may stand before a command's name.
    pub prefixes: Vec<String>,
}

/// The doors into the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A line of text, as typed in a terminal or a Matrix room.
    Line(String),
    /// A command's name and options, as Discord sends them.
    Command {
        /// The command's name, without a prefix.
        name: String,
        /// Option names with their values as text.
        options: Vec<(String, String)>,
    },
    /// An answer to a quiz question: a vote of a poll, what was typed into a form, or a message that
    /// answers the question's.
    Answer {
        /// The letter, number or words of an option, or what is asked for.
        text: String,
        /// The id of the question; the one that is open where it is not known.
        question: Option<String>,
    },
    /// A text of which every term that is defined here is to be explained, as the menu of a message
    /// asks.
    Terms(String),
    /// A text that quotes the papers, of which a quiz question is to be made, as the menu of a message
    /// asks.
    Question(String),
}

impl Room {
    /// The server that it belongs to; the room itself where it stands alone.
    #[must_use]
    pub fn server(&self) -> &str {
        self.server.as_deref().unwrap_or(&self.id)
    }
}
