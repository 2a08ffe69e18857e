//! The rest of a round's questions, which is drawn while people think about the first.
//!
//! One round's at a time, so that those who begin others are not held up by it. What is drawn waits for
//! [`Quiz::tick`], by which everything happens to a round that nobody does. What goes down with the process
//! is asked for again by the round.

use std::collections::{HashSet, VecDeque};
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
    drawn: Arc<Mutex<VecDeque<Rest>>>,
}

/// The rest of the questions of a round.
struct Rest {
    id: i64,
    room: String,
    server: String,
    questions: Vec<round::WithRivals>,
    /// Whether it could not be brought before.
    is_late: bool,
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

    /// Takes what was drawn for a round. Where nothing could be, the round asks again.
    fn end(&self, id: i64, rest: Option<Rest>) {
        self.all().extend(rest);
        self.wanted.send_modify(|wanted| {
            wanted.remove(&id);
        });
    }

    fn take_all(&self) -> VecDeque<Rest> {
        std::mem::take(&mut *self.all())
    }

    /// Takes back what could not be brought: it comes before what was drawn later.
    fn put_back(&self, mut late: VecDeque<Rest>) {
        let mut all = self.all();
        late.append(&mut all);
        *all = late;
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Rest>> {
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
            is_late: false,
        };
        let (library, store) = (Arc::clone(&self.library), self.store.clone());
        let (rests, bell) = (self.rests.clone(), self.bell.clone());
        tokio::spawn(async move {
            tokio::time::sleep(BEAT).await;
            let turn = rests.turn.acquire().await;
            let rest = match drawn_behind(library, &store, &rest, wishes).await {
                Ok(questions) => {
                    rest.questions = questions;
                    Some(rest)
                }
                Err(error) => {
                    let room = rest.room;
                    tracing::error!(%error, room, "the rest of a round could not be drawn; it asks again");
                    None
                }
            };
            drop(turn);
            rests.end(id, rest);
            bell.send_replace(());
        });
    }

    /// Brings rounds what was drawn for them. What can't be brought to one holds up no other.
    pub(super) async fn bring_rests(&self, at: Moment) {
        let mut late = VecDeque::new();
        for mut rest in self.rests.take_all() {
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
            if let Err(error) = self.step(rest.place(), at, step).await {
                if !rest.is_late {
                    let room = &rest.room;
                    tracing::error!(%error, room, "the rest of a round could not be brought; it is tried until it can");
                }
                rest.is_late = true;
                late.push_back(rest);
            }
        }
        self.rests.put_back(late);
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
) -> Result<Vec<round::WithRivals>, Error> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(id: i64) -> Rest {
        Rest {
            id,
            room: "test:room".to_owned(),
            server: String::new(),
            questions: Vec::new(),
            is_late: false,
        }
    }

    fn ids(rests: &VecDeque<Rest>) -> Vec<i64> {
        rests.iter().map(|rest| rest.id).collect()
    }

    #[test]
    fn what_could_not_be_drawn_was_brought_as_if_there_were_no_more() {
        let rests = Rests::default();
        assert!(rests.begin(1) && !rests.begin(1));
        rests.end(1, None);
        assert!(rests.take_all().is_empty(), "nothing is brought");
        assert!(rests.begin(1), "it can be drawn again");
    }

    #[test]
    fn what_could_not_be_brought_was_lost() {
        let rests = Rests::default();
        for id in [1, 2, 3] {
            rests.end(id, Some(rest(id)));
        }
        let late = rests.take_all();
        assert_eq!(ids(&late), [1, 2, 3]);
        rests.end(4, Some(rest(4)));
        rests.put_back(late);
        assert_eq!(ids(&rests.take_all()), [1, 2, 3, 4]);
    }
}
