//! Answers to the open question: which of them count, and when nobody has to be waited for any more.

use super::super::grade::{Grade, Others, choice, grade};
use super::stage::{Given, Stage};
use super::{Effect, FIRST_WINDOW, LONGEST_ANSWER, Player, Question, Round, Tell, WINDOW, letter};

impl Round {
    pub(super) fn answered(
        &mut self,
        who: &str,
        said: &str,
        question: Option<&str>,
        effects: &mut Vec<Effect>,
    ) {
        let tell = self.taken(who, said, question);
        let counts = matches!(tell, Tell::Taken { .. });
        effects.push(Effect::Tell(tell));
        if counts {
            self.join(who);
            self.hurry(effects);
        }
    }

    /// Takes an answer where it counts, and what the person is told.
    pub(super) fn taken(&mut self, who: &str, said: &str, id: Option<&str>) -> Tell {
        let Stage::Open(open) = &mut self.stage else {
            return match id {
                Some(id) => closed(&self.sheet.questions, self.asked, id),
                None => Tell::Between,
            };
        };
        let at = self.asked as usize - 1;
        let question = &self.sheet.questions[at];
        if let Some(id) = id.filter(|id| *id != question.id) {
            return closed(&self.sheet.questions, self.asked.saturating_sub(1), id);
        }
        let chosen = choice(question, said);
        if chosen.is_none() && !question.options.is_empty() {
            return Tell::NoOption {
                said: said.chars().take(LONGEST_ANSWER).collect(),
                options: question.options.len(),
            };
        }
        let said: String = match chosen {
            Some(chosen) => question.options[chosen].clone(),
            None => said.trim().chars().take(LONGEST_ANSWER).collect(),
        };
        let before = open.answers.iter().position(|given| given.who == who);
        if let Some(before) = before {
            let given = &open.answers[before];
            if self.sheet.plan.is_race() {
                return Tell::Already {
                    answer: given.said.clone(),
                };
            }
            if given.said == said {
                // Saying it again must not cost the place that it had.
                return Tell::Taken {
                    answer: said,
                    letter: chosen.and_then(letter),
                    open: true,
                    instead: false,
                };
            }
            open.answers.remove(before);
        }
        let rivals = self
            .sheet
            .rivals
            .get(at)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let graded = match chosen {
            Some(_) => grade(question, &said, &Others::default()),
            None => grade(question, &said, &Others::of(rivals)),
        };
        open.answers.push(Given {
            who: who.to_owned(),
            said: said.clone(),
            chosen,
            right: graded.is_accepted(),
            mistyped: match graded {
                Grade::Mistyped(meant) => Some(meant),
                Grade::Right | Grade::Wrong => None,
            },
            hinted: open.hinted,
            at: self.now,
        });
        Tell::Taken {
            answer: said,
            letter: chosen.and_then(letter),
            open: !self.sheet.plan.is_race(),
            instead: before.is_some(),
        }
    }

    /// Closes the question, or lets its end come nearer, where nobody has to be waited for.
    pub(super) fn hurry(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        if self.sheet.plan.is_long() {
            return;
        }
        let Stage::Open(open) = &mut self.stage else {
            return;
        };
        let has = |player: &Player| open.answers.iter().any(|given| given.who == player.who);
        let mut here = self.players.iter().filter(|player| !player.left);
        let is_all = here.all(has) && !open.answers.is_empty();
        let is_found = open.answers.iter().any(|given| given.right);
        let is_race = self.sheet.plan.is_race();
        // Who else would play is not known before the first question is over.
        let is_known = self.sheet.plan.alone || self.asked > 1;
        if is_race && is_all && is_known {
            self.close(effects);
        } else if (is_all && is_known) || ((is_all || (is_race && is_found)) && !open.hurried) {
            let soon = now.after(if is_known { WINDOW } else { FIRST_WINDOW });
            open.hurried = true;
            open.ends = Some(open.ends.map_or(soon, |ends| ends.min(soon)));
        }
    }
}

/// What is told to somebody who answers a question that is not open: one of those asked so far, or none.
fn closed(questions: &[Question], asked: u32, id: &str) -> Tell {
    let mut asked = questions.iter().take(asked as usize);
    let place = asked.position(|question| question.id == id);
    Tell::Closed {
        number: place.map(|place| place as u32 + 1),
    }
}
