//! The rest of a round's questions, which is drawn while people think about the first.
//!
//! One round's at a time, so that those who begin others are not held up by it. What is drawn waits for
//! [`Quiz::tick`], by which everything happens to a round that nobody does. What goes down with the process
//! is asked for again by the round.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

use super::draw::{Wishes, drawn, looking};
use super::played::{Game, Stood, stepped};
use super::{Error, Quiz};
use crate::library::Library;
use crate::store::{Open, Place, Step, Store};
use crate::study::moment::Moment;
use crate::study::round::{self, Event, Round};

/// So long the first question has for itself: nothing else is done while it is said.
const BEAT: Duration = Duration::from_millis(250);

/// What is being drawn, and what is drawn.
#[derive(Clone)]
pub(super) struct Rests {
    /// The rounds whose rest is being drawn, by their ids in the store.
    wanted: watch::Sender<HashSet<i64>>,
    turn: Arc<Semaphore>,
    drawn: Arc<Mutex<Vec<Rest>>>,
}

/// The rest of the questions of a round.
struct Rest {
    id: i64,
    room: String,
    server: String,
    questions: Vec<round::Drawn>,
}

impl Rest {
    fn place(&self) -> Place<'_> {
        Place {
            room: &self.room,
            kind: Game::Quiz.name(),
            server: &self.server,
        }
    }
}

impl Default for Rests {
    fn default() -> Self {
        Self {
            wanted: watch::Sender::default(),
            turn: Arc::new(Semaphore::new(1)),
            drawn: Arc::default(),
        }
    }
}

impl Rests {
    /// Notes that the rest of a round is being drawn, unless it was already.
    fn begin(&self, id: i64) -> bool {
        self.wanted.send_if_modified(|wanted| wanted.insert(id))
    }

    fn end(&self, rest: Rest) {
        let id = rest.id;
        self.all().push(rest);
        self.wanted.send_modify(|wanted| {
            wanted.remove(&id);
        });
    }

    fn take(&self) -> Option<Rest> {
        self.all().pop()
    }

    fn all(&self) -> MutexGuard<'_, Vec<Rest>> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Quiz {
    /// Draws the rest of the questions of a round, in the background.
    pub(super) fn draw_rest(&self, id: i64, place: Place<'_>, round: &Round) {
        if !self.rests.begin(id) {
            return;
        }
        let wishes = Wishes {
            plan: round.plan().clone(),
            asked: round.questions().to_vec(),
            ..Wishes::default()
        };
        let mut rest = Rest {
            id,
            room: place.room.to_owned(),
            server: place.server.to_owned(),
            questions: Vec::new(),
        };
        let (library, store) = (Arc::clone(&self.library), self.store.clone());
        let (rests, bell) = (self.rests.clone(), self.bell.clone());
        tokio::spawn(async move {
            tokio::time::sleep(BEAT).await;
            let turn = rests.turn.acquire().await;
            match drawn_behind(library, &store, &rest, wishes).await {
                Ok(questions) => rest.questions = questions,
                Err(error) => {
                    let room = &rest.room;
                    tracing::error!(%error, room, "a round has fewer questions than it should");
                }
            }
            drop(turn);
            rests.end(rest);
            bell.send_replace(());
        });
    }

    /// Brings rounds what was drawn for them.
    pub(super) async fn bring_rests(&self, at: Moment) -> Result<(), Error> {
        while let Some(rest) = self.rests.take() {
            let event = Event::Rest {
                questions: rest.questions.clone(),
            };
            let step = |open: Option<&Open>| -> Step<Stood> {
                match open {
                    Some(open) if open.id == rest.id => stepped(Some(open), &event, None, at),
                    // It was stopped, and another may have begun.
                    _ => Step::none(None),
                }
            };
            self.step(rest.place(), at, step).await?;
        }
        Ok(())
    }

    /// Waits until no questions are being drawn for rounds that have begun.
    pub async fn has_drawn(&self) {
        let mut wanted = self.rests.wanted.subscribe();
        // The sender lives as long as the quiz.
        let _ = wanted.wait_for(HashSet::is_empty).await;
    }
}

async fn drawn_behind(
    library: Arc<Library>,
    store: &Store,
    rest: &Rest,
    wishes: Wishes,
) -> Result<Vec<round::Drawn>, Error> {
    let open = store.round(rest.place()).await?;
    if open.is_none_or(|open| open.id != rest.id) {
        // It was stopped, and nobody waits for any more.
        return Ok(Vec::new());
    }
    let hidden = store.hidden().await?.into_iter().collect();
    let wishes = Wishes { hidden, ..wishes };
    let drawn = looking(move || drawn(&library, wishes)).await??;
    Ok(drawn.questions)
}
