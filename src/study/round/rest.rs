//! The rest of the questions: a round begins with those that are there, and is brought the others while
//! people think about the first.
//!
//! It asks for them when it begins, and again where they have not come for a while, since whoever was to
//! bring them may have been killed. A round that runs out of questions before they come waits for them.

use std::time::Duration;

use super::super::moment::Moment;
use super::sheet::WithRivals;
use super::stage::Stage;
use super::{Effect, Round, Say};

/// After so long, whoever was to bring the rest is taken to be gone.
const PATIENCE: Duration = Duration::from_secs(15);

impl Round {
    /// Asks for the questions that are wished for and not there.
    pub(super) fn want(&mut self, at: Moment, effects: &mut Vec<Effect>) {
        self.rest = Some(at.after(PATIENCE));
        effects.push(Effect::Draw);
    }

    /// Takes the rest of the questions; where they are fewer than was said, that is said.
    pub(super) fn bring(&mut self, drawn: &[WithRivals], effects: &mut Vec<Effect>) {
        if self.rest.is_none() {
            // Two have brought it.
            return;
        }
        let waits = self.waits();
        let wished = self.of();
        let missing = wished as usize - self.sheet.questions.len();
        self.sheet.add(drawn.iter().take(missing).cloned());
        self.rest = None;
        if self.of() < wished {
            effects.push(Effect::Say(Say::Fewer { of: self.of() }));
        }
        if let Stage::Between { next } = &mut self.stage
            && waits
        {
            // Nobody was away: it could not have come sooner.
            *next = (*next).max(self.now);
        }
    }

    /// Whether all questions that are there were asked, and more are to come.
    pub(super) fn waits(&self) -> bool {
        self.rest.is_some() && self.asked as usize >= self.sheet.questions.len()
    }
}
