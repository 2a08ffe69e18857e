//! What players wish for beside answering: a hint, the next question, the end.

use super::hint::hint;
use super::stage::Stage;
use super::{Effect, Round, Say, Shown, Tell, Why};

impl Round {
    pub(super) fn hint(&mut self, who: &str, effects: &mut Vec<Effect>) {
        if !self.is_here(who) {
            effects.push(Effect::Tell(Tell::NotIn));
            return;
        }
        let given = self
            .open()
            .map(|question| (Shown::from(question), hint(question, self.sheet.plan.seed)));
        let Stage::Open(open) = &mut self.stage else {
            effects.push(Effect::Tell(Tell::Between));
            return;
        };
        match given {
            _ if open.hinted => effects.push(Effect::Tell(Tell::HintGiven)),
            Some((question, Some(hint))) => {
                open.hinted = true;
                effects.push(Effect::Tell(Tell::Hinted));
                effects.push(Effect::Say(Say::Hinted {
                    number: self.asked,
                    question,
                    hint,
                }));
            }
            _ => effects.push(Effect::Tell(Tell::NoHint)),
        }
    }

    /// How many of those who are there want the next question.
    pub(super) fn votes(&self) -> usize {
        let Stage::Open(open) = &self.stage else {
            return 0;
        };
        let here = |who: &&String| self.is_here(who);
        open.skips.iter().filter(here).count()
    }

    /// How many have to.
    pub(super) fn needed(&self) -> usize {
        self.here() / 2 + 1
    }

    pub(super) fn skip(&mut self, who: &str, effects: &mut Vec<Effect>) {
        if !self.is_here(who) {
            effects.push(Effect::Tell(Tell::NotIn));
            return;
        }
        let Stage::Open(open) = &mut self.stage else {
            effects.push(Effect::Tell(Tell::Between));
            return;
        };
        let has_voted = open.skips.iter().any(|voter| voter == who);
        if !has_voted {
            open.skips.push(who.to_owned());
        }
        let (votes, needed) = (self.votes(), self.needed());
        if has_voted {
            effects.push(Effect::Tell(Tell::VotedBefore { votes, needed }));
            return;
        }
        effects.push(Effect::Tell(Tell::Voted { votes, needed }));
        if votes >= needed {
            self.skipped(effects);
        } else {
            effects.push(Effect::Say(Say::Skipping {
                who: who.to_owned(),
                votes,
                needed,
            }));
        }
    }

    pub(super) fn stop(&mut self, who: &str, moderates: bool, effects: &mut Vec<Effect>) {
        let is_starter = who == self.sheet.starter;
        if !is_starter && !moderates {
            effects.push(Effect::Tell(Tell::MayNotStop {
                starter: self.sheet.starter.clone(),
            }));
            return;
        }
        effects.push(Effect::Tell(Tell::Stopped));
        if self.sheet.plan.daily {
            // It was the question of a whole room, which is owed the answer.
            self.close(effects);
            return;
        }
        let why = Why::Stopped {
            who: who.to_owned(),
            moderates: !is_starter,
        };
        self.end(why, effects);
    }
}
