//! What is drawn for a round: how it was asked for, and its questions.

use serde::{Deserialize, Serialize};

use super::super::question::{Kind, Question};
use super::Plan;

/// A question with the terms that are wrong and look like its answer.
pub type WithRivals = (Question, Vec<String>);

/// What is drawn for a round. It changes once at most: when the rest of the questions comes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub(super) plan: Plan,
    pub(super) starter: String,
    pub(super) questions: Vec<Question>,
    /// Of each question, terms that are wrong and look like the right answer.
    #[serde(default)]
    pub(super) rivals: Vec<Vec<String>>,
}

impl Sheet {
    pub(super) fn of(plan: Plan, starter: &str) -> Self {
        Self {
            plan,
            starter: starter.to_owned(),
            ..Self::default()
        }
    }

    /// Puts questions behind those that it has.
    pub(super) fn add(&mut self, drawn: impl IntoIterator<Item = WithRivals>) {
        for (mut question, rivals) in drawn {
            // What is not written would be missing after a restart: it is missing from the beginning.
            question.proof.clear();
            question.tags.clear();
            if question.kind == Kind::TrueFalse && question.options.is_empty() {
                // Teachers leave them out.
                question.options = vec!["true".to_owned(), "false".to_owned()];
            }
            self.questions.push(question);
            self.rivals.push(rivals);
        }
    }
}
