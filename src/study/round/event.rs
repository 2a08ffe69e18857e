//! What happens to a round.

use super::sheet::WithRivals;

/// What somebody does, or time.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Somebody asks for a round where this one is running.
    Start {
        /// The person.
        who: String,
    },
    /// Somebody takes part from now on.
    Join {
        /// The person.
        who: String,
    },
    /// Somebody does not take part any more.
    Leave {
        /// The person.
        who: String,
    },
    /// Somebody answers.
    Answer {
        /// The person.
        who: String,
        /// The letter, number or words of an option, or what was typed.
        said: String,
        /// The id of the question that is answered; the present one where nothing is said.
        question: Option<String>,
    },
    /// Somebody asks for a hint.
    Hint {
        /// The person.
        who: String,
    },
    /// Somebody wants the next question.
    Skip {
        /// The person.
        who: String,
    },
    /// Somebody wants the round to end.
    Stop {
        /// The person.
        who: String,
        /// Whether they look after the room.
        moderates: bool,
    },
    /// The rest of its questions was drawn.
    Rest {
        /// The questions; none where no more could be found.
        questions: Vec<WithRivals>,
    },
    /// Time has passed.
    Tick,
}
