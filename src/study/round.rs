//! A round of questions as a state machine: events in, effects out.
//!
//! There is no clock, no store and no platform here, and no chance but by a seed. An event comes with its
//! moment; what was due before it happens first. The rules are the same everywhere:
//!
//! - A round has one open question at a time. In a race a person's first answer counts, and the question
//!   closes when everybody has answered, or [`WINDOW`] after the first who has it. Where everyone has the
//!   same time a person's last answer counts, and it closes when its time is up, or [`WINDOW`] after the
//!   last one has answered. Whoever answers takes part.
//! - Who else in a room would play is not known at the first question: there others have [`FIRST_WINDOW`].
//! - What was answered is graded at once and told at the reveal.
//! - A round may begin before all of its questions are drawn, and waits for the others where it must.
//! - A question that more than half of the players want to skip counts for nobody.
//! - Nobody's moment counts twice: who was away while the bot was down loses nothing by it.

mod answers;
mod closing;
mod effect;
mod event;
mod hint;
mod plan;
pub mod points;
mod rest;
mod sheet;
mod stage;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod wishes;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use effect::{
    ASKS, Asked, Award, Effect, Ended, Had, Missed, Revealed, Say, Shown, Standing, Tell, Why,
};
pub use event::Event;
pub use hint::{Hint, hint};
pub use plan::{Pace, Plan, QUESTIONS, SECONDS};
pub use sheet::WithRivals;
pub use table::{Place, ranked};

use super::moment::Moment;
use super::question::Question;
use crate::text::normalise;
use sheet::Sheet;
use stage::{Open, Stage};

/// How long others may still answer after the first who has it, or may change their minds after the last.
pub const WINDOW: Duration = Duration::from_secs(5);
/// The same at the first question of a round, by which others in the room find out that there is one.
pub const FIRST_WINDOW: Duration = Duration::from_secs(10);
/// How long an answer can be read before the next question, where questions are timed.
pub const PAUSE: Duration = Duration::from_secs(6);
/// How many questions nobody may answer before it is clear that nobody is there.
pub const QUIET: u32 = 3;
/// After so long without a word, a round without time is over.
pub const IDLE: Duration = Duration::from_hours(1);
/// At so many seconds left a question says so.
const MARKS: [u32; 2] = [10, 5];
/// Of an answer no more is kept, in characters.
const LONGEST_ANSWER: usize = 200;
/// The version of what is written.
const VERSION: u32 = 1;

/// A round, at any moment of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Written apart: it is long, and hardly ever changes.
    #[serde(skip)]
    sheet: Sheet,
    version: u32,
    players: Vec<Player>,
    /// How many questions were asked, the present one among them.
    asked: u32,
    stage: Stage,
    /// Where more questions are to come: when they are asked for again.
    #[serde(default)]
    rest: Option<Moment>,
    /// How many questions in a row nobody answered.
    #[serde(default)]
    quiet: u32,
    /// How people are called, where it is known.
    #[serde(default)]
    names: BTreeMap<String, String>,
    /// When somebody did something last.
    heard: Moment,
    /// The moment of the latest event.
    now: Moment,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Player {
    who: String,
    points: u32,
    right: u32,
    answered: u32,
    #[serde(default)]
    left: bool,
}

/// A round that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A newer program wrote it.
    #[error("a newer version of the program wrote this round ({0})")]
    Newer(u32),
    /// It is no round.
    #[error("this is no round: {0}")]
    Broken(#[from] serde_json::Error),
}

impl Round {
    /// Begins a round with these questions. The first is asked; without questions it is over. Where the
    /// plan has more of them, the rest is to be brought.
    #[must_use]
    pub fn start(
        plan: Plan,
        questions: Vec<WithRivals>,
        starter: &str,
        at: Moment,
    ) -> (Self, Vec<Effect>) {
        let mut sheet = Sheet::of(plan, starter);
        sheet.add(questions);
        let mut round = Self {
            sheet,
            version: VERSION,
            players: Vec::new(),
            asked: 0,
            stage: Stage::Between { next: at },
            rest: None,
            quiet: 0,
            names: BTreeMap::new(),
            heard: at,
            now: at,
        };
        if !round.sheet.plan.daily {
            round.join(starter);
        }
        let mut effects = Vec::new();
        let there = round.sheet.questions.len();
        if (1..round.sheet.plan.number as usize).contains(&there) {
            round.want(at, &mut effects);
        }
        round.ask(at, &mut effects);
        (round, effects)
    }

    /// Reads a round by its [sheet](Self::sheet) and as it [stood](Self::written), written by this version
    /// or an earlier one.
    pub fn read(sheet: &str, text: &str) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let Versioned { version } = serde_json::from_str(text)?;
        if version > VERSION {
            return Err(Unreadable::Newer(version));
        }
        let mut round: Self = serde_json::from_str(text)?;
        round.sheet = serde_json::from_str(sheet)?;
        Ok(round)
    }

    /// What is drawn for the round, as text.
    #[must_use]
    #[expect(
        clippy::missing_panics_doc,
        reason = "JSON can hold every sheet, so it never panics"
    )]
    pub fn sheet(&self) -> String {
        serde_json::to_string(&self.sheet)
            .expect("a sheet is made of strings, numbers and lists, all of which JSON can hold")
    }

    /// How the round stands, as text.
    #[must_use]
    #[expect(
        clippy::missing_panics_doc,
        reason = "JSON can hold every round, so it never panics"
    )]
    pub fn written(&self) -> String {
        serde_json::to_string(self)
            .expect("a round is made of strings, numbers and lists, all of which JSON can hold")
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Over
    }

    /// How it was asked for.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.sheet.plan
    }

    /// Who started it.
    #[must_use]
    pub fn starter(&self) -> &str {
        &self.sheet.starter
    }

    /// The questions that are there, in their order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.sheet.questions
    }

    /// The question that is open, or was asked last.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.sheet
            .questions
            .get(self.asked.checked_sub(1)? as usize)
    }

    /// The question that is open.
    #[must_use]
    pub fn open(&self) -> Option<&Question> {
        let is_open = matches!(self.stage, Stage::Open(_));
        is_open.then(|| self.question()).flatten()
    }

    /// A question of it that was asked, by its id.
    #[must_use]
    pub fn asked(&self, id: &str) -> Option<&Question> {
        let asked = self.sheet.questions.iter().take(self.asked as usize);
        asked.into_iter().find(|question| question.id == id)
    }

    /// Notes how somebody is called. Names come from platforms that look at them less closely than we do at
    /// what is typed: what does not show goes, such as the NUL that `PostgreSQL` can't keep.
    pub fn call(&mut self, who: &str, name: &str) {
        let name = normalise(name);
        if !name.is_empty() {
            self.names.insert(who.to_owned(), name);
        }
    }

    /// How people are called, by their ids, where it is known.
    #[must_use]
    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// The present question as it would be asked now; none where none is open.
    #[must_use]
    pub fn present(&self) -> Option<Asked> {
        self.open()?;
        self.shown(None, false)
    }

    /// A question of it that was asked, by its number.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<&Question> {
        let place = number.checked_sub(1).filter(|_| number <= self.asked)?;
        self.sheet.questions.get(place as usize)
    }

    /// The players as they stand.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        ranked(self.players.iter(), |player| player.points)
            .into_iter()
            .map(|place| Standing {
                rank: place.rank,
                who: place.of.who.clone(),
                points: place.of.points,
                right: place.of.right,
                answered: place.of.answered,
                left: place.of.left,
            })
            .collect()
    }

    /// Hears what happens at a moment; what was due before happens first.
    pub fn hear(&mut self, event: &Event, at: Moment) -> Vec<Effect> {
        let at = at.max(self.now);
        self.now = at;
        let mut effects = Vec::new();
        if let Event::Rest { questions } = event {
            self.bring(questions, &mut effects);
        }
        self.catch_up(at, &mut effects);
        if let Event::Start { .. } = event
            && !self.is_over()
        {
            effects.push(Effect::Tell(Tell::Running {
                number: self.asked,
                of: self.of(),
                starter: self.sheet.starter.clone(),
            }));
            return effects;
        }
        let who = match event {
            Event::Tick | Event::Rest { .. } => return effects,
            Event::Start { who }
            | Event::Join { who }
            | Event::Leave { who }
            | Event::Answer { who, .. }
            | Event::Hint { who }
            | Event::Skip { who }
            | Event::Stop { who, .. } => who,
        };
        if self.is_over() {
            effects.push(Effect::Tell(Tell::Over));
            return effects;
        }
        self.heard = at;
        match event {
            Event::Answer { said, question, .. } => {
                self.answered(who, said, question.as_deref(), &mut effects);
            }
            Event::Join { .. } => {
                let tell = self.join(who);
                effects.push(Effect::Tell(tell));
            }
            Event::Leave { .. } => self.leave(who, &mut effects),
            Event::Hint { .. } => self.hint(who, &mut effects),
            Event::Skip { .. } => self.skip(who, &mut effects),
            Event::Stop { moderates, .. } => self.stop(who, *moderates, &mut effects),
            Event::Start { .. } | Event::Tick | Event::Rest { .. } => {}
        }
        effects
    }

    /// Asks the next question, waits for it, or ends where there is none.
    fn ask(&mut self, at: Moment, effects: &mut Vec<Effect>) {
        if self.waits() {
            return;
        }
        if self.asked as usize >= self.sheet.questions.len() {
            self.end(Why::Finished, effects);
            return;
        }
        self.asked += 1;
        self.heard = at;
        let ends = self
            .sheet
            .plan
            .seconds
            .map(|seconds| at.after(secs(seconds)));
        self.stage = Stage::Open(Open::new(at, ends));
        let asked = self.shown(None, false);
        effects.extend(asked.map(|asked| Effect::Say(Say::Asked(asked))));
    }

    /// The present question as it stands.
    fn shown(&self, left: Option<u32>, closed: bool) -> Option<Asked> {
        let (ends, again) = match &self.stage {
            Stage::Open(open) => (open.ends, open.again),
            Stage::Between { .. } | Stage::Over => (None, 0),
        };
        Some(Asked {
            number: self.asked,
            of: self.of(),
            question: Shown::from(self.question()?),
            ends,
            pace: self.sheet.plan.pace,
            left,
            closed,
            daily: self.sheet.plan.daily,
            seconds: self.sheet.plan.seconds,
            again,
        })
    }

    /// How many questions there are, or will be as far as is known.
    fn of(&self) -> u32 {
        match self.rest {
            Some(_) => self.sheet.plan.number,
            None => self.sheet.questions.len() as u32,
        }
    }

    fn join(&mut self, who: &str) -> Tell {
        match self.players.iter_mut().find(|player| player.who == who) {
            Some(player) if player.left => {
                player.left = false;
                Tell::Back
            }
            Some(_) => Tell::In,
            None => {
                self.players.push(Player {
                    who: who.to_owned(),
                    points: 0,
                    right: 0,
                    answered: 0,
                    left: false,
                });
                Tell::Joined
            }
        }
    }

    fn leave(&mut self, who: &str, effects: &mut Vec<Effect>) {
        let here = |player: &&mut Player| player.who == who && !player.left;
        let Some(player) = self.players.iter_mut().find(here) else {
            effects.push(Effect::Tell(Tell::NotIn));
            return;
        };
        player.left = true;
        let points = player.points;
        effects.push(Effect::Tell(Tell::Out { points }));
        effects.push(Effect::Say(Say::Left {
            who: who.to_owned(),
            points,
        }));
        if !self.sheet.plan.is_long() && self.here() == 0 {
            self.end(Why::Empty, effects);
            return;
        }
        // Nobody waits for them any more, nor for their vote.
        if self.votes() >= self.needed() {
            self.skipped(effects);
        } else {
            self.hurry(effects);
        }
    }

    /// How many players are there.
    fn here(&self) -> usize {
        self.players.iter().filter(|player| !player.left).count()
    }

    fn is_here(&self, who: &str) -> bool {
        let here = |player: &Player| player.who == who && !player.left;
        self.players.iter().any(here)
    }
}

/// The letter of an option, by its place.
#[must_use]
pub fn letter(place: usize) -> Option<char> {
    ('a'..='z').nth(place)
}

fn secs(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}
