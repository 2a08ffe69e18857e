//! How a question closes and a round ends: what counts, what is shown, and what comes next.

use super::effect::{Award, Effect, Ended, Had, Missed, Revealed, Say, Shown, Why};
use super::stage::{Given, Stage};
use super::{PAUSE, Player, QUIET, Round, points};

impl Round {
    /// Closes the present question: no answer to it counts.
    pub(super) fn skipped(&mut self, effects: &mut Vec<Effect>) {
        if let Stage::Open(open) = &mut self.stage {
            open.answers.clear();
            self.reveal(true, None, effects);
        }
    }

    /// Closes the present question: its answers count.
    pub(super) fn close(&mut self, effects: &mut Vec<Effect>) {
        let Stage::Open(open) = &self.stage else {
            return;
        };
        self.quiet = if open.answers.is_empty() {
            self.quiet + 1
        } else {
            0
        };
        self.reveal(false, None, effects);
    }

    /// Shows the answer, and goes on or ends.
    pub(super) fn reveal(&mut self, skipped: bool, why: Option<Why>, effects: &mut Vec<Effect>) {
        let at = self.now;
        let standing = self.shown(None, true);
        let stage = std::mem::replace(&mut self.stage, Stage::Between { next: at });
        let (Stage::Open(open), Some(question)) = (stage, self.question()) else {
            return;
        };
        let (id, answer) = (question.id.clone(), question.answer.clone());
        let mut revealed = Revealed {
            number: self.asked,
            of: self.of(),
            question: Shown::from(question),
            answer,
            passage: question.passage.clone(),
            citation: question.citation.clone(),
            right: Vec::new(),
            wrong: Vec::new(),
            skipped,
            pace: self.sheet.plan.pace,
            next: None,
            daily: self.sheet.plan.daily,
        };
        for given in open.answers {
            effects.push(Effect::Award(self.award(&id, given, &mut revealed)));
        }
        let why = why.or(match () {
            () if self.asked >= self.of() => Some(Why::Finished),
            () if self.quiet >= QUIET => Some(Why::Quiet),
            () => None,
        });
        if why.is_none() && self.sheet.plan.seconds.is_some() {
            revealed.next = Some(at.after(PAUSE));
        }
        effects.extend(standing.map(|asked| Effect::Say(Say::Asked(asked))));
        let next = revealed.next;
        effects.push(Effect::Say(Say::Revealed(revealed)));
        match (why, next) {
            (Some(why), _) => self.end(why, effects),
            (None, Some(next)) => self.stage = Stage::Between { next },
            (None, None) => self.ask(at, effects),
        }
    }

    /// Counts an answer, and notes who had it or not.
    pub(super) fn award(&mut self, question: &str, given: Given, revealed: &mut Revealed) -> Award {
        let before = self.sheet.plan.is_race().then_some(revealed.right.len());
        let points = if given.right {
            points::points(before, given.hinted)
        } else {
            0
        };
        // Who has answered is a player, even one who has left since.
        let player = |player: &&mut Player| player.who == given.who;
        if let Some(player) = self.players.iter_mut().find(player) {
            player.points += points;
            player.answered += 1;
            player.right += u32::from(given.right);
        }
        let who = given.who.clone();
        if given.right {
            revealed.right.push(Had {
                who,
                points,
                mistyped: given.mistyped,
            });
        } else {
            revealed.wrong.push(Missed {
                who,
                chosen: given.chosen,
            });
        }
        Award {
            question: question.to_owned(),
            who: given.who,
            chosen: given.chosen,
            right: given.right,
            points,
            at: given.at,
        }
    }

    /// Ends the round. What was answered to a question that is still open counts: no score is lost.
    pub(super) fn end(&mut self, why: Why, effects: &mut Vec<Effect>) {
        if let Stage::Open(open) = &self.stage {
            if !open.answers.is_empty() {
                self.reveal(false, Some(why), effects);
                return;
            }
            let asked = self.shown(None, true);
            effects.extend(asked.map(|asked| Effect::Say(Say::Asked(asked))));
        }
        self.stage = Stage::Over;
        // Of the question of a day the reveal has said it all.
        if !self.sheet.plan.daily {
            effects.push(Effect::Say(Say::Ended(Ended {
                why,
                asked: self.asked,
                of: self.of(),
                standings: self.standings(),
            })));
        }
        self.rest = None;
        effects.push(Effect::End);
    }
}
