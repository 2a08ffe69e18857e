//! What time does to a round, and what a while without the bot does.

use std::time::Duration;

use super::super::moment::Moment;
use super::stage::Stage;
use super::{Effect, IDLE, Round, Say, Why, secs};

/// What is due and happens so much later was not seen by anybody: the bot was away.
const LATE: Duration = Duration::from_secs(5);
/// A word of how many seconds are left is wrong so much later.
const WORD_LATE: Duration = Duration::from_secs(2);
/// After so long, people have gone on to something else.
const GONE: Duration = Duration::from_mins(10);

impl Round {
    /// When it has to hear of time again; never where it is over.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        self.stage_due().into_iter().chain(self.rest).min()
    }

    /// When what is open closes, or the next question comes; while that question is missing, when it is
    /// waited for no more.
    fn stage_due(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Open(open) => {
                let ends = open.ends.unwrap_or_else(|| self.heard.after(IDLE));
                let mark = open.mark().map(|(at, _)| at);
                Some(mark.map_or(ends, |mark| mark.min(ends)))
            }
            Stage::Between { next } if self.waits() => Some(next.after(GONE)),
            Stage::Between { next } => Some(*next),
            Stage::Over => None,
        }
    }

    /// Does what was due by a moment. What should have happened long ago is put right: people could
    /// neither see it nor answer.
    pub(super) fn catch_up(&mut self, at: Moment, effects: &mut Vec<Effect>) {
        while let Some(due) = self.stage_due().filter(|due| *due <= at) {
            let late = at.since(due);
            // A word of how many seconds are left says nothing of whether somebody was there to hear it.
            let is_word = matches!(&self.stage, Stage::Open(open) if open.mark().is_some());
            // Where nobody is waited for any more, nobody has lost any time.
            let is_done = matches!(&self.stage, Stage::Open(open) if open.hurried && late <= GONE);
            let is_missing = matches!(self.stage, Stage::Between { .. }) && self.waits();
            if is_missing {
                self.end(Why::Away, effects);
            } else if late > LATE && !is_word && !is_done && !self.sheet.plan.is_long() {
                if late > GONE {
                    self.end(Why::Away, effects);
                } else {
                    self.resume(at, effects);
                }
            } else {
                self.tick(due, at, effects);
            }
        }
        if self.rest.is_some_and(|due| due <= at) {
            self.want(at, effects);
        }
    }

    /// What is due at a moment happens, at another.
    fn tick(&mut self, due: Moment, at: Moment, effects: &mut Vec<Effect>) {
        match &mut self.stage {
            Stage::Open(open) => {
                let is_mark = open.mark().filter(|(mark, _)| *mark <= due);
                if let Some((_, left)) = is_mark {
                    open.told += 1;
                    if at.since(due) <= WORD_LATE {
                        let asked = self.shown(Some(left), false);
                        effects.extend(asked.map(|asked| Effect::Say(Say::Asked(asked))));
                    }
                } else if open.ends.is_none() && open.answers.is_empty() {
                    self.end(Why::Quiet, effects);
                } else {
                    self.close(effects);
                }
            }
            Stage::Between { .. } => self.ask(at, effects),
            Stage::Over => {}
        }
    }

    /// Goes on after the bot was away: the open question has its whole time again.
    fn resume(&mut self, at: Moment, effects: &mut Vec<Effect>) {
        self.heard = at;
        // It stands in a new message, and the one that asked it before takes no more answers.
        let asked_before = self.shown(None, true);
        match &mut self.stage {
            Stage::Open(open) => {
                effects.extend(asked_before.map(|asked| Effect::Say(Say::Asked(asked))));
                open.since = at;
                open.told = 0;
                open.hurried = false;
                open.again += 1;
                open.ends = self
                    .sheet
                    .plan
                    .seconds
                    .map(|seconds| at.after(secs(seconds)));
                let asked = self.shown(None, false);
                effects.extend(asked.map(|asked| Effect::Say(Say::Again(asked))));
            }
            Stage::Between { .. } => self.ask(at, effects),
            Stage::Over => {}
        }
    }
}
