//! The voice: what rounds and the daily question want said in rooms without anybody's asking at that
//! moment.
//!
//! It lets time pass for the quiz, takes what is to be said then, has it said room by room, and notes each
//! thing as said. That is the same on every platform; a platform brings along the [`Mouth`] that says one
//! thing in a room, and no rule of its own. What is said, and when, is the round's to know.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::super::request::Room;
use super::{Error, Manner, Quiz, RoomSays, ToSay};
use crate::store::Speaker;

/// It is looked so often at least: what another process has left unsaid waits for nobody's word.
const LONG: Duration = Duration::from_secs(5);
/// It is not looked again sooner where something is overdue.
const SHORT: Duration = Duration::from_millis(50);
/// How long is waited where the store failed, or something could not be said.
const PAUSE: Duration = Duration::from_secs(1);
/// For how long is spoken in one room before it is given back: less than the store lends it for.
const TURN: Duration = Duration::from_secs(25);

/// Says things in the rooms of a platform.
pub trait Mouth: Send + Sync + 'static {
    /// A room, by its id, as a request from it would give it.
    fn room(&self, id: &str) -> Room;

    /// Says one thing in a room, as a new message or in the place of the one that it edits, and gives the
    /// platform's id of the message that it is now; none where it can't be edited later. By `until` it is
    /// said or given up.
    fn say(
        &self,
        room: &str,
        say: &ToSay,
        until: Instant,
    ) -> impl Future<Output = Result<Option<String>, Unsaid>> + Send;
}

/// What was not said. Why not is logged by whoever could not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// It is to be tried again.
    Yet,
    /// It can never be said; what follows it can.
    Ever,
}

/// Says in the rooms of a platform what rounds want said there.
pub struct Voice<M> {
    quiz: Arc<Quiz>,
    speaker: Arc<Speaker>,
    mouth: Arc<M>,
    ending: watch::Receiver<bool>,
    /// The rooms in which is being spoken.
    busy: HashSet<String>,
    speaking: JoinSet<String>,
}

impl<M: Mouth> Voice<M> {
    /// A voice for a speaker, until it is told to end.
    pub fn new(
        quiz: &Arc<Quiz>,
        speaker: Speaker,
        mouth: Arc<M>,
        ending: watch::Receiver<bool>,
    ) -> Self {
        Self {
            quiz: Arc::clone(quiz),
            speaker: Arc::new(speaker),
            mouth,
            ending,
            busy: HashSet::new(),
            speaking: JoinSet::new(),
        }
    }

    /// Speaks until told to end; what was begun to be said is finished then.
    pub async fn speak(mut self) {
        let mut bell = self.quiz.bell.subscribe();
        let mut is_trouble = false;
        self.quiz.begin_to_speak(&self.speaker).await;
        while !*self.ending.borrow() {
            let wait = match self.look().await {
                Ok(wait) => {
                    is_trouble = false;
                    wait
                }
                Err(error) => {
                    if !is_trouble {
                        let rooms = &self.speaker.rooms;
                        tracing::error!(%error, rooms, "rounds can’t go on; it is tried until they can");
                    }
                    is_trouble = true;
                    PAUSE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                // The bell lives as long as the quiz.
                _ = bell.changed() => {}
                // More may have come in a room meanwhile.
                Some(spoken) = self.speaking.join_next() => free(&mut self.busy, spoken),
                // A sender that is gone tells to end as well.
                _ = self.ending.wait_for(|ends| *ends) => break,
            }
            while let Some(spoken) = self.speaking.try_join_next() {
                free(&mut self.busy, spoken);
            }
        }
        while self.speaking.join_next().await.is_some() {}
    }

    /// Lets what is due happen and begins to say what is to be said; gives for how long nothing is due then.
    async fn look(&mut self) -> Result<Duration, Error> {
        let now = SystemTime::now();
        self.quiz.tick(now).await?;
        let room = |id: &str| self.mouth.room(id);
        for says in self.quiz.take(&self.speaker, now, room).await? {
            if !self.busy.insert(says.room.clone()) {
                continue;
            }
            let turn = Turn {
                quiz: Arc::clone(&self.quiz),
                speaker: Arc::clone(&self.speaker),
                mouth: Arc::clone(&self.mouth),
                ending: self.ending.clone(),
            };
            // A room that is slow holds nobody else up.
            self.speaking.spawn(async move {
                if !turn.say_all(&says).await {
                    tokio::time::sleep(PAUSE).await;
                }
                says.room
            });
        }
        self.quiz.until_due(now, SHORT..=LONG).await
    }
}

/// Notes that in a room is not spoken any more.
fn free(busy: &mut HashSet<String>, spoken: Result<String, JoinError>) {
    match spoken {
        Ok(room) => {
            busy.remove(&room);
        }
        // Which room it was is not known; the store lends none twice at a time.
        Err(_) => busy.clear(),
    }
}

/// What it takes to speak in a room.
struct Turn<M> {
    quiz: Arc<Quiz>,
    speaker: Arc<Speaker>,
    mouth: Arc<M>,
    ending: watch::Receiver<bool>,
}

impl<M: Mouth> Turn<M> {
    /// Says what was taken of a room, in order, and gives the room back; whether all was said.
    async fn say_all(&self, says: &RoomSays) -> bool {
        let until = Instant::now() + TURN;
        // Whoever answers with what must stand above comes first.
        let turn = self.quiz.turn(&says.room).await;
        let mut is_all_said = true;
        for say in &says.says {
            let ends = *self.ending.borrow();
            is_all_said = !ends && {
                let uttered = self.utter(&says.room, say, until).await;
                self.quiz.uttered(say, uttered).await
            };
            if !is_all_said {
                break;
            }
        }
        self.quiz.give_back(&says.room, &self.speaker).await;
        drop(turn);
        is_all_said
    }

    async fn utter(
        &self,
        room: &str,
        say: &ToSay,
        until: Instant,
    ) -> Result<Option<String>, Unsaid> {
        if say.manner == Manner::Closed && say.saying.edits.is_none() {
            // Nobody has seen it open.
            return Ok(None);
        }
        self.mouth.say(room, say, until).await
    }
}

impl Quiz {
    /// This process as one who speaks in the rooms whose ids begin so, for an account of ours there.
    #[must_use]
    pub fn speaker(&self, rooms: &str, account: &str) -> Speaker {
        self.process.speaking(rooms, account)
    }

    /// Gives back what an earlier life of this process had taken when it was killed, and takes over what
    /// an account was to say in whose place there is another now.
    pub async fn begin_to_speak(&self, speaker: &Speaker) {
        if !self.process.lives_again() {
            return self.note_account(speaker);
        }
        match self.take_over(speaker).await {
            Ok(()) => self.note_account(speaker),
            Err(error) => {
                // It is not noted, so that the next start tries again.
                tracing::error!(%error, "where the account is changed, its rounds are silent until the next start");
            }
        }
        if let Err(error) = self.store.give_all_back(&speaker.name).await {
            tracing::error!(%error, "rooms could not be given back; nothing is said in them for half a minute");
        }
    }

    /// Takes over what another account was to say that was here before; or why it could not.
    async fn take_over(&self, speaker: &Speaker) -> Result<(), String> {
        let before = self.process.spoke_for(&speaker.rooms);
        match before.map_err(|error| error.to_string())? {
            Some(before) if before != speaker.account => {
                let taken = self.store.take_over(&before, speaker).await;
                taken.map_err(|error| error.to_string())
            }
            _ => Ok(()),
        }
    }

    fn note_account(&self, speaker: &Speaker) {
        if let Err(error) = self.process.speaks_for(&speaker.rooms, &speaker.account) {
            tracing::error!(%error, "where the account is changed, its rounds will fall silent");
        }
    }

    /// Notes what became of something that was to be said, and tells whether what follows it can be said.
    pub async fn uttered(&self, say: &ToSay, became: Result<Option<String>, Unsaid>) -> bool {
        let handle = match became {
            Ok(handle) => handle,
            Err(Unsaid::Ever) => None,
            Err(Unsaid::Yet) => return false,
        };
        let now = SystemTime::now();
        let noted = self.said(&say.saying, handle.as_deref(), now).await;
        if let Err(error) = &noted {
            tracing::error!(%error, "what was said could not be noted; it is said once more");
        }
        noted.is_ok()
    }

    /// Gives a room back in which nothing is said any more for now.
    pub async fn give_back(&self, room: &str, by: &Speaker) {
        if let Err(error) = self.store.give_back(room, &by.name).await {
            tracing::error!(%error, room, "a room could not be given back; nothing is said there for half a minute");
        }
    }
}
