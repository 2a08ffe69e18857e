//! Steps of rounds: an event goes to the machine, and what it wants goes into the store, in one
//! transaction. Beginning a round is here as well.

use std::time::Duration;

use super::super::bot::prefix;
use super::super::command::{self, QuizStart};
use super::super::reply::{Audience, Block, Reply};
use super::super::request::{Request, Room};
use super::draw::{self, Wishes};
use super::{Body, Error, Manner, Quiz, ToSay, said, seed, told};
use crate::store::{Answer, Change, DueRound, Open, Place, Posed, Saying, Step, Stepped};
use crate::study::moment::Moment;
use crate::study::question::Kind;
use crate::study::round::{
    ASKS, Award, Effect, Event, Pace, Plan, Round, SECONDS, Say, Tell, Unreadable, WithRivals,
    points,
};
use crate::text::counted;

/// What is played in a room: one round of each can be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Game {
    /// A round that somebody started.
    Quiz,
    /// The question of a day.
    Daily,
}

impl Game {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Quiz => "quiz",
            Self::Daily => "daily",
        }
    }

    pub(super) fn named(name: &str) -> Self {
        if name == Self::Daily.name() {
            Self::Daily
        } else {
            Self::Quiz
        }
    }
}

/// Where a game is played.
pub(super) fn place(room: &Room, game: Game) -> Place<'_> {
    Place {
        room: &room.id,
        kind: game.name(),
        server: room.server(),
    }
}

/// What somebody is told who did something to a round.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) tells: Vec<Tell>,
    /// The round as it stands.
    pub(super) round: Round,
    /// The platform's id of the message that asks its question.
    pub(super) message: Option<String>,
}

/// What a step of a round comes to, besides what is written; none where no round is open.
pub(super) type Stood = Option<Result<Stand, Unreadable>>;

/// How a round stands after a step.
#[derive(Debug)]
pub(super) struct Stand {
    tells: Vec<Tell>,
    round: Round,
    /// Whether the rest of its questions is to be drawn.
    draws: bool,
}

impl Quiz {
    /// Lets a round hear of what somebody does; none where no round is open.
    pub(super) async fn hear(
        &self,
        request: &Request,
        game: Game,
        event: &Event,
    ) -> Result<Option<Heard>, Error> {
        let at = Moment::from(request.at);
        let place = place(&request.room, game);
        let name = request.name.as_deref();
        let called = name.map(|name| (request.who.0.as_str(), name));
        let step = |open: Option<&Open>| stepped(open, event, called, at);
        let stepped = self.play(place, at, step).await?;
        let Some(stood) = stepped.reply else {
            return Ok(None);
        };
        let Stand { tells, round, .. } = stood?;
        let is_second = matches!(tells.last(), Some(Tell::Running { .. }));
        let message = match stepped.round.filter(|_| is_second) {
            Some(id) => self.question_message(id).await?,
            None => None,
        };
        Ok(Some(Heard {
            tells,
            round,
            message,
        }))
    }

    /// Takes a step of a round, and draws the rest of its questions where it wants them.
    async fn play(
        &self,
        place: Place<'_>,
        at: Moment,
        becomes: impl FnMut(Option<&Open>) -> Step<Stood> + Send,
    ) -> Result<Stepped<Stood>, Error> {
        let stepped = self.step(place, at, becomes).await?;
        if let (Some(id), Some(Ok(stand))) = (stepped.round, &stepped.reply)
            && stand.draws
        {
            self.draw_rest(id, place, &stand.round);
        }
        Ok(stepped)
    }

    /// The platform's id of the last message that asked a question of a round.
    async fn question_message(&self, round: i64) -> Result<Option<String>, Error> {
        let messages = self.store.messages(round).await?;
        let asks = |said: &&crate::store::Said| said.message.starts_with(ASKS);
        let last = messages.iter().rev().find(asks).or(messages.last());
        Ok(last.map(|said| said.handle.clone()))
    }

    /// Lets a round hear that time has passed.
    pub(super) async fn due(&self, due: &DueRound, at: Moment) -> Result<(), Error> {
        let step = |open: Option<&Open>| stepped(open, &Event::Tick, None, at);
        let stepped = self.play(due.place(), at, step).await?;
        if let Some(Err(error)) = stepped.reply {
            // It would be due for ever.
            tracing::error!(%error, room = due.room, "a round can't be read; it is left as it is");
        }
        Ok(())
    }

    /// Begins a round, or tells of the one that is running.
    pub(super) async fn start(&self, request: &Request, asked: &QuizStart) -> Result<Reply, Error> {
        const COMMAND: &str = "quiz start";
        let who = request.who.0.clone();
        let running = self
            .hear(request, Game::Quiz, &Event::Start { who })
            .await?;
        if let Some(running) = running.filter(|heard| !heard.round.is_over()) {
            return Ok(told::reply(COMMAND, Some(&running), &request.room));
        }
        let at = Moment::from(request.at);
        let wishes = match self.wishes(request, asked, at).await? {
            Ok(wishes) => wishes,
            Err(reply) => return Ok(*reply),
        };
        let mut plan = wishes.plan.clone();
        let drawn = self.draw_first(wishes).await?;
        if drawn.questions.is_empty() {
            return Ok(told::nothing_to_ask(COMMAND, &plan));
        }
        let is_list = plan.list.is_some() || plan.misses;
        // Nobody counts what is in a list before asking for it.
        let notes = drawn.notes(if is_list { 0 } else { plan.number });
        if drawn.is_all {
            plan.number = drawn.questions.len() as u32;
        }
        let begun = self
            .begin(request, plan.clone(), drawn.questions, at)
            .await?;
        if let Some(running) = begun {
            return Ok(told::reply(COMMAND, Some(&running), &request.room));
        }
        Ok(opening(COMMAND, &plan, notes))
    }

    /// Begins a round with these questions; what is told where one was begun in the meantime.
    async fn begin(
        &self,
        request: &Request,
        plan: Plan,
        questions: Vec<WithRivals>,
        at: Moment,
    ) -> Result<Option<Heard>, Error> {
        let who = request.who.0.clone();
        let name = request.name.clone();
        let event = Event::Start { who: who.clone() };
        let (mut round, effects) = Round::start(plan, questions, &who, at);
        if let Some(name) = &name {
            round.call(&who, name);
        }
        let called = name.as_deref().map(|name| (who.as_str(), name));
        let step = |open: Option<&Open>| match open {
            Some(_) => stepped(open, &event, called, at),
            None => begun(&round, &effects, &request.room.account),
        };
        let place = place(&request.room, Game::Quiz);
        let stepped = self.play(place, at, step).await?;
        let Some(stood) = stepped.reply else {
            if let Some(id) = stepped.round
                && effects.contains(&Effect::Draw)
            {
                self.draw_rest(id, place, &round);
            }
            return Ok(None);
        };
        let Stand { tells, round, .. } = stood?;
        let message = match stepped.round {
            Some(id) => self.question_message(id).await?,
            None => None,
        };
        Ok(Some(Heard {
            tells,
            round,
            message,
        }))
    }

    /// What is wished for, or what to tell who wished for what is not there.
    async fn wishes(
        &self,
        request: &Request,
        asked: &QuizStart,
        at: Moment,
    ) -> Result<Result<Wishes, Box<Reply>>, Error> {
        let paper = match self.paper("quiz start", asked.paper.as_deref()).await? {
            Ok(paper) => paper,
            Err(reply) => return Ok(Err(reply)),
        };
        let seed = asked
            .seed
            .map_or_else(|| seed(at, &request.room.id), u64::from);
        let plan = Plan {
            paper,
            tag: asked.tag.clone(),
            list: asked.list.clone(),
            misses: asked.misses,
            number: asked.questions,
            kind: asked.kind.as_deref().and_then(Kind::named),
            seconds: (asked.seconds > 0).then(|| asked.seconds.max(SECONDS.0)),
            pace: match asked.pace {
                command::Pace::Race => Pace::Race,
                command::Pace::Everyone => Pace::Everyone,
            },
            alone: request.room.direct,
            seed,
            daily: false,
        };
        self.own_questions(request, plan).await
    }

    /// Says what was put into the store.
    pub(super) async fn to_say(
        &self,
        saying: Saying,
        body: Body,
        room: &Room,
    ) -> Result<ToSay, Error> {
        let manner = match &body.say {
            Say::Asked(asked) if asked.closed => Manner::Closed,
            Say::Asked(asked) => asked
                .left
                .map_or(Manner::New, |left| Manner::Countdown { left }),
            _ => Manner::New,
        };
        let reply = match &body.say {
            Say::Revealed(revealed) => {
                let proof = self.passage(&revealed.passage).await?;
                said::revealed(revealed, proof, &body.names)
            }
            say => said::reply(say, &body.names, room),
        };
        Ok(ToSay {
            saying,
            reply: prefix::as_typed_in(room, reply),
            manner,
        })
    }
}

/// What an event makes of an open round, as a step of the store.
pub(super) fn stepped(
    open: Option<&Open>,
    event: &Event,
    called: Option<(&str, &str)>,
    at: Moment,
) -> Step<Stood> {
    let Some(open) = open else {
        return Step::none(None);
    };
    let mut round = match Round::read(&open.sheet, &open.state) {
        Ok(round) => round,
        Err(error) => return Step::none(Some(Err(error))),
    };
    if let Some((who, name)) = called {
        round.call(who, name);
    }
    let effects = round.hear(event, at);
    let change = match event {
        _ if round.is_over() => Change::Ends,
        Event::Rest { .. } => Change::Grows {
            sheet: round.sheet(),
            state: round.written(),
            due: round.due().map(|due| due.0),
        },
        _ => Change::Goes {
            state: round.written(),
            due: round.due().map(|due| due.0),
        },
    };
    let draws = effects.contains(&Effect::Draw);
    let step = wanted(&round, &effects, change);
    let tells = effects.into_iter().filter_map(|effect| match effect {
        Effect::Tell(tell) => Some(tell),
        _ => None,
    });
    let tells = tells.collect();
    Step {
        change: step.change,
        answers: step.answers,
        posed: step.posed,
        says: step.says,
        daily: None,
        reply: Some(Ok(Stand {
            tells,
            round,
            draws,
        })),
    }
}

/// The beginning of a round, as a step of the store; the account says what it wants said.
pub(super) fn begun(round: &Round, effects: &[Effect], account: &str) -> Step<Stood> {
    let change = Change::Begins {
        sheet: round.sheet(),
        state: round.written(),
        due: round.due().map(|due| due.0),
        account: account.to_owned(),
    };
    wanted(round, effects, change)
}

/// What a round wants, as a step of the store.
fn wanted(round: &Round, effects: &[Effect], change: Change) -> Step<Stood> {
    let mut step: Step<Stood> = Step::to(change, None);
    for effect in effects {
        match effect {
            Effect::Award(award) => step.answers.push(counts(round, award)),
            Effect::Say(say) => {
                if let Say::Asked(asked) = say
                    && asked.left.is_none()
                    && !asked.closed
                {
                    step.posed.extend(posed(round, &asked.question.id));
                }
                step.says.push(kept(round, say));
            }
            Effect::Tell(_) | Effect::Draw | Effect::End => {}
        }
    }
    step
}

fn counts(round: &Round, award: &Award) -> Answer {
    let question = round.asked(&award.question);
    let option = |chosen: usize| question?.options.get(chosen).cloned();
    Answer {
        question: award.question.clone(),
        person: award.who.clone(),
        name: round.names().get(&award.who).cloned().unwrap_or_default(),
        chosen: award.chosen.and_then(option),
        is_right: award.right,
        points: i64::from(award.points),
        at: award.at.0,
    }
}

fn posed(round: &Round, id: &str) -> Option<Posed> {
    let question = serde_json::to_string(round.asked(id)?).ok()?;
    Some(Posed {
        id: id.to_owned(),
        question,
    })
}

fn kept(round: &Round, say: &Say) -> crate::store::Say {
    let names = match say {
        Say::Asked(_) | Say::Again(_) | Say::Hinted { .. } => std::collections::BTreeMap::new(),
        _ => round.names().clone(),
    };
    let body = Body {
        say: say.clone(),
        names,
    };
    crate::store::Say {
        message: say.message(),
        body: serde_json::to_string(&body)
            .expect("what is said is made of strings and numbers, all of which JSON can hold"),
    }
}

/// What is said where a round begins: how it goes, and what it is about.
fn opening(command: &str, plan: &Plan, notes: Vec<String>) -> Reply {
    let mut parts = vec![counted(plan.number as usize, "question")];
    parts.push(plan.seconds.map_or_else(
        || "no time limit".to_owned(),
        |seconds| format!("{} each", counted(seconds as usize, "second")),
    ));
    parts.push(
        match plan.pace {
            Pace::Race => "a race",
            Pace::Everyone => "everyone has the same time",
        }
        .to_owned(),
    );
    let about = [
        plan.paper.as_ref().map(|key| format!("about {key}")),
        plan.tag
            .as_ref()
            .map(|tag| format!("about papers with the tag “{tag}”")),
        plan.list
            .as_ref()
            .map(|list| format!("from the list “{list}”")),
        plan.misses
            .then(|| "what its starter got wrong before".to_owned()),
        plan.kind.map(|kind| format!("of the kind {kind}")),
    ];
    parts.extend(about.into_iter().flatten());
    let answers = match plan.pace {
        Pace::Race => "Your first answer counts.",
        Pace::Everyone => "Your last answer before the end counts.",
    };
    let mut blocks = vec![
        Block::Heading {
            text: "A round begins".to_owned(),
        },
        Block::Text {
            text: format!("{}.", parts.join(" · ")),
        },
        Block::Text {
            text: format!(
                "{answers} {} With seed:{} it is the same round again.",
                points::rule(plan.is_race()),
                plan.seed
            ),
        },
    ];
    blocks.extend(notes.into_iter().map(|text| Block::Notice { text }));
    Reply {
        audience: Audience::Room,
        blocks,
        ..Reply::to(command)
    }
}

/// For how long drawing questions may take before nobody waits for them any more.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

impl draw::Draw {
    /// What is to be said of what was drawn, where it is not what was wished for.
    fn notes(&self, wanted: u32) -> Vec<String> {
        let mut notes = self.problems.clone();
        if self.is_all && self.questions.len() < wanted as usize {
            notes.push(said::fewer(self.questions.len()));
        }
        notes
    }
}
