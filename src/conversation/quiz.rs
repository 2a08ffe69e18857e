//! Rounds, the daily question and scores: where the machine of [`round`](crate::study::round) meets the
//! library and the store.
//!
//! What people do comes in as requests, time by [`Quiz::tick`]; what is to be said goes into the store in
//! the same transaction that changes the round, and is taken from there by the [`voice`], which alone looks
//! at the clock. There is no rule of a round here.

mod daily;
mod draw;
mod lists;
mod played;
mod process;
mod rest;
mod said;
mod score;
mod told;
mod voice;

use std::collections::{BTreeMap, HashMap};
use std::error::Error as StdError;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard, watch};

use super::bot::prefix;
use super::command::Command;
use super::reply::Reply;
use super::request::{Request, Room};
use crate::library::{self, Library};
pub use crate::store::Speaker;
use crate::store::{self, Change, Open, Place, Saying, Step, Stepped, Store};
use crate::study::chance::Chance;
use crate::study::moment::Moment;
use crate::study::round::{ASKS, Event, Round, Say, Tell, Unreadable};
pub use draw::glossary;
pub use lists::Lists;
use played::Game;
pub use process::Process;
use rest::Rests;
pub use voice::{Mouth, Unsaid, Voice};

/// So many rounds are looked at in one go; what is left is due still.
const MOST_DUE: i64 = 500;

/// Plays rounds in rooms.
pub struct Quiz {
    library: Arc<Library>,
    store: Store,
    lists: Lists,
    rests: Rests,
    process: Process,
    /// Rung when there may be something to say, or something is due sooner than it was.
    bell: watch::Sender<()>,
    /// Held in a room, by its id, by whoever says something there that others must wait for.
    turns: Mutex<HashMap<String, Arc<Turn<()>>>>,
}

/// Why the quiz could not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The papers can't be read.
    #[error(transparent)]
    Library(#[from] library::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A round that is kept can't be read.
    #[error(transparent)]
    Round(#[from] Unreadable),
    /// A picture could not be made.
    #[error("the picture of a score could not be made: {0}")]
    Picture(Box<dyn StdError + Send + Sync>),
    /// Work on another thread was given up.
    #[error("the work was given up: {0}")]
    GivenUp(String),
}

/// Something to be said in a room.
#[derive(Debug, Clone)]
pub struct ToSay {
    /// What it is in the store, to be noted as said.
    pub saying: Saying,
    /// What is said.
    pub reply: Reply,
    /// What it is to the messages before it.
    pub manner: Manner,
}

/// What a message is to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A new one.
    New,
    /// The same question with less time: where messages can't be edited, a word.
    Countdown {
        /// The seconds left.
        left: u32,
    },
    /// The same question, which can't be answered any more: where messages can't be edited, nothing.
    Closed,
}

/// What is kept of something that is to be said.
#[derive(Debug, Serialize, Deserialize)]
struct Body {
    say: Say,
    /// How people are called.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

/// What is to be said in a room.
#[derive(Debug, Clone)]
pub struct RoomSays {
    /// The room's id.
    pub room: String,
    /// What is to be said, in order.
    pub says: Vec<ToSay>,
}

/// Whether a change makes something due sooner than it was.
fn is_sooner(change: &Change, open: Option<&Open>) -> bool {
    let due = match change {
        Change::Begins { due, .. } | Change::Goes { due, .. } | Change::Grows { due, .. } => *due,
        Change::None | Change::Ends => None,
    };
    let before = open.and_then(|open| open.due);
    due.is_some_and(|due| before.is_none_or(|before| due < before))
}

/// A seed that nobody named: it is told, so that the round can be played again.
fn seed(at: Moment, name: &str) -> u64 {
    Chance::of(at.0.cast_unsigned(), name).below(1_000_000) as u64
}

impl Quiz {
    /// Plays with questions from a library and from teachers' lists, and keeps what happens in a store, as
    /// one process among those that do.
    #[must_use]
    pub fn new(library: Arc<Library>, store: Store, lists: Vec<PathBuf>, process: Process) -> Self {
        Self {
            library,
            store,
            lists: Lists::in_places(lists),
            rests: Rests::default(),
            process,
            bell: watch::Sender::default(),
            turns: Mutex::default(),
        }
    }

    /// Whether a command is one of those that are answered here.
    #[must_use]
    pub fn answers(command: &Command) -> bool {
        matches!(
            command,
            Command::QuizStart(_)
                | Command::QuizJoin(_)
                | Command::QuizLeave(_)
                | Command::QuizAnswer(_)
                | Command::QuizHint(_)
                | Command::QuizSkip(_)
                | Command::QuizStop(_)
                | Command::QuizFlag(_)
                | Command::DailySet(_)
                | Command::DailyShow(_)
                | Command::DailyOff(_)
                | Command::Score(_)
                | Command::Leaderboard(_)
        )
    }

    /// Answers a command.
    pub async fn answer(&self, request: &Request, command: &Command) -> Result<Reply, Error> {
        let who = request.who.0.clone();
        let event = match command {
            Command::QuizStart(asked) => return self.start(request, asked).await,
            Command::QuizAnswer(given) => {
                let question = given.question.as_deref();
                return self.hear_answer(request, &given.answer, question).await;
            }
            Command::QuizFlag(flag) => return self.flag(request, flag.question.as_deref()).await,
            Command::DailySet(asked) => return self.set_daily(request, asked).await,
            Command::DailyShow(_) => return self.show_daily(request).await,
            Command::DailyOff(_) => return self.drop_daily(request).await,
            Command::Score(asked) => return self.score(request, asked).await,
            Command::Leaderboard(asked) => return self.leaderboard(request, asked).await,
            Command::QuizJoin(_) => Event::Join { who },
            Command::QuizLeave(_) => Event::Leave { who },
            Command::QuizHint(_) => Event::Hint { who },
            Command::QuizSkip(_) => Event::Skip { who },
            Command::QuizStop(_) => Event::Stop {
                who,
                moderates: request.moderates,
            },
            _ => return Ok(Reply::word("", "That is no command of the quiz.")),
        };
        let heard = self.hear(request, Game::Quiz, &event).await?;
        Ok(told::reply(command.name(), heard.as_ref(), &request.room))
    }

    /// Hears an answer to a question: of the round, or the question of the day.
    pub async fn hear_answer(
        &self,
        request: &Request,
        said: &str,
        question: Option<&str>,
    ) -> Result<Reply, Error> {
        let event = Event::Answer {
            who: request.who.0.clone(),
            said: said.to_owned(),
            question: question.map(str::to_owned),
        };
        let heard = self.hear(request, Game::Quiz, &event).await?;
        let is_of_no_round = heard
            .as_ref()
            .is_none_or(|heard| matches!(heard.tells.last(), Some(Tell::Closed { number: None })));
        if let Some(id) = question.filter(|_| is_of_no_round) {
            let daily = self.round(&request.room, Game::Daily).await?;
            if daily.is_some_and(|daily| daily.asked(id).is_some()) {
                let heard = self.hear(request, Game::Daily, &event).await?;
                return Ok(told::reply("quiz answer", heard.as_ref(), &request.room));
            }
        }
        Ok(told::reply("quiz answer", heard.as_ref(), &request.room))
    }

    /// Whether a round is open in a room, so that what is typed there may be an answer.
    pub async fn is_open(&self, room: &Room) -> Result<bool, Error> {
        let place = played::place(room, Game::Quiz);
        Ok(self.store.round(place).await?.is_some())
    }

    /// Lets time pass: what is due by now happens. What is to be said then can be taken.
    pub async fn tick(&self, at: SystemTime) -> Result<(), Error> {
        let at = Moment::from(at);
        self.bring_rests(at).await;
        for due in self.store.due_rounds(at.0, MOST_DUE).await? {
            self.due(&due, at).await?;
        }
        for daily in self.store.due_dailies(at.0, MOST_DUE).await? {
            self.ask_daily(&daily, at).await?;
        }
        Ok(())
    }

    /// When [`tick`](Self::tick) has something to do next.
    pub async fn next_due(&self) -> Result<Option<SystemTime>, Error> {
        let due = self.store.next_due().await?;
        let micros = due.map(|due| u64::try_from(due).unwrap_or(0));
        Ok(micros.map(|micros| UNIX_EPOCH + Duration::from_micros(micros)))
    }

    /// For how long nothing is due, no shorter and no longer than so.
    pub async fn until_due(
        &self,
        now: SystemTime,
        within: RangeInclusive<Duration>,
    ) -> Result<Duration, Error> {
        let (shortest, longest) = within.into_inner();
        let due = self.next_due().await?;
        Ok(due.map_or(longest, |due| {
            let wait = due.duration_since(now).unwrap_or(shortest);
            wait.clamp(shortest, longest)
        }))
    }

    /// Takes a step of a round, and tells the voices where one may have to wait less long for it.
    async fn step<T: Send>(
        &self,
        place: Place<'_>,
        at: Moment,
        mut becomes: impl FnMut(Option<&Open>) -> Step<T> + Send,
    ) -> Result<Stepped<T>, Error> {
        let mut is_news = false;
        let step = |open: Option<&Open>| {
            let step = becomes(open);
            is_news = !step.says.is_empty() || is_sooner(&step.change, open);
            step
        };
        let stepped = self.store.step(place, at.0, step).await?;
        if is_news {
            self.bell.send_replace(());
        }
        Ok(stepped)
    }

    /// Waits for the turn to say something in a room that what a round says must stand below, and holds it.
    pub async fn turn(&self, room: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            Arc::clone(turns.entry(room.to_owned()).or_default())
        };
        turn.lock_owned().await
    }

    /// Takes what a speaker is to say; `room` gives each room as a request from it would. What was said is
    /// then [noted](Self::said), and the room [given back](Self::give_back).
    pub async fn take(
        &self,
        by: &Speaker,
        at: SystemTime,
        room: impl Fn(&str) -> Room,
    ) -> Result<Vec<RoomSays>, Error> {
        let taken = self.store.take(by, Moment::from(at).0).await?;
        let mut all = Vec::new();
        for sayings in taken {
            let here = room(&sayings.room);
            let mut says = Vec::new();
            for saying in sayings.sayings {
                match serde_json::from_str::<Body>(&saying.body) {
                    Ok(body) => says.push(self.to_say(saying, body, &here).await?),
                    Err(error) => {
                        // A newer program wrote it; it will never be readable here.
                        tracing::warn!(%error, "something to be said could not be read and is left out");
                        self.store.said(&saying, None, Moment::from(at).0).await?;
                    }
                }
            }
            all.push(RoomSays {
                room: sayings.room,
                says,
            });
        }
        Ok(all)
    }

    /// Notes that something was said, as the message of that id.
    pub async fn said(
        &self,
        saying: &Saying,
        handle: Option<&str>,
        at: SystemTime,
    ) -> Result<(), Error> {
        Ok(self.store.said(saying, handle, Moment::from(at).0).await?)
    }

    /// The question that is open in a room, for who comes back to it; none where none is.
    pub async fn present(&self, room: &Room) -> Result<Option<Reply>, Error> {
        let round = self.round(room, Game::Quiz).await?;
        let present = round.and_then(|round| round.present());
        let asked = present.map(|asked| said::asked(&asked, room));
        Ok(asked.map(|asked| prefix::as_typed_in(room, asked)))
    }

    /// The id of the question that a platform's message in a room asks, by the message's id; none where
    /// it asks none, or one that is not open any more.
    pub async fn question_of(&self, room: &Room, handle: &str) -> Result<Option<String>, Error> {
        let Some(said) = self.store.said_as(&room.id, handle).await? else {
            return Ok(None);
        };
        let game = Game::named(&said.kind);
        let open = self.store.round(played::place(room, game)).await?;
        let Some(open) = open.filter(|open| open.id == said.round) else {
            return Ok(None);
        };
        let round = Round::read(&open.sheet, &open.state)?;
        let number = said.message.strip_prefix(ASKS);
        let number = number.and_then(|name| name.split('.').next()?.parse().ok());
        Ok(number.and_then(|number| Some(round.numbered(number)?.id.clone())))
    }

    /// The names of teachers' lists that begin so.
    #[must_use]
    pub fn lists(&self, beginning: &str) -> Vec<String> {
        self.lists.names(beginning)
    }

    /// Counts a term that was asked for and not found, for the teacher.
    pub(super) async fn miss(&self, term: &str, at: SystemTime) {
        let term = term.to_lowercase();
        let missed = self.store.miss(&term, Moment::from(at).0);
        if let Err(error) = missed.await {
            tracing::error!(%error, "a term that was not found could not be counted");
        }
    }

    async fn flag(&self, request: &Request, question: Option<&str>) -> Result<Reply, Error> {
        let id = match question {
            Some(id) => Some(id.to_owned()),
            None => self.last_asked(&request.room).await?,
        };
        let Some(id) = id else {
            return Ok(Reply::word(
                "quiz flag",
                "No question was asked here lately: name one by its id, as in /quiz flag question:23f407915c9d5a2e.",
            ));
        };
        let at = Moment::from(request.at).0;
        let hides_at = i64::from(crate::study::report::FLAGS_HIDE);
        let flagged = self.store.flag((&id, &request.who.0), hides_at, at).await?;
        Ok(told::flagged(&id, flagged.as_ref()))
    }

    /// The question asked last in a room, whether its round is open or not.
    async fn last_asked(&self, room: &Room) -> Result<Option<String>, Error> {
        let said = self.store.last_said(&room.id, ASKS).await?;
        let said = said.and_then(|said| serde_json::from_str::<Body>(&said).ok());
        Ok(said.and_then(|said| match said.say {
            Say::Asked(asked) | Say::Again(asked) => Some(asked.question.id),
            _ => None,
        }))
    }

    /// The round that is open in a room.
    async fn round(&self, room: &Room, game: Game) -> Result<Option<Round>, Error> {
        let open = self.store.round(played::place(room, game)).await?;
        let read = |open: store::Open| Round::read(&open.sheet, &open.state);
        Ok(open.map(read).transpose()?)
    }
}
