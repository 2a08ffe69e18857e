//! The desk: what is heard lies here in one queue a room until it is answered.
//!
//! A question is noted in the store before it is queued and once more when it needs no answer any more,
//! so that what is lost with a kill is taken up by the next start.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedRoomId};
use tokio::sync::{Mutex as Turn, Semaphore, watch};
use tokio::task::JoinSet;

use super::account::Account;
use super::event::{self, Event};
use super::gap::{self, Bounds, Gap};
use super::queue::Queues;
use super::rounds::Told;
use super::tries;
use super::unread;
use super::voice::ROOMS;
use crate::config::{Matrix, Quiz};
use crate::conversation::bot::Bot;
use crate::conversation::quiz::Voice;
use crate::store::{self, Question, Store};

/// What was asked while the bot was down is answered if it is younger.
pub(super) const ANSWERED_LATE: Duration = Duration::from_mins(5);
/// So many questions a core are looked up at once; more would only wait for each other.
const AT_ONCE: usize = 2;
/// So many gaps are filled at once.
const GAPS: usize = 8;
/// Under this and the room a gap is noted until it is filled.
pub(super) const GAP: &str = "matrix.gap.";
/// Under this and the room it is noted by which event the bot came in while it has not greeted, and
/// nothing after.
pub(super) const GREETED: &str = "matrix.greeted.";
/// Under this and the room it is noted when a message that can't be read was explained last.
pub(super) const EXPLAINED: &str = "matrix.explained.";

/// Answers what is asked in rooms.
pub(super) struct Desk {
    pub(super) bot: Arc<Bot>,
    pub(super) store: Store,
    pub(super) account: Account,
    pub(super) prefix: String,
    /// Whether a question with options is sent as a poll.
    pub(super) asks_by_poll: bool,
    pub(super) turns: Semaphore,
    /// Held while a direct chat is looked for or opened, so that nobody gets two.
    pub(super) opening: Turn<()>,
    /// What people were told about rounds not long ago.
    pub(super) told: Told,
    /// Rooms with a round that the bot is not in any more.
    silent: Mutex<HashSet<String>>,
    /// Whether nothing new is to be begun.
    finishing: watch::Sender<bool>,
    gaps: Semaphore,
    queues: Queues<Item>,
    /// The queues that are worked on.
    answering: Mutex<JoinSet<()>>,
    /// What goes on beside them.
    beside: Mutex<JoinSet<()>>,
    /// Rooms to which the bot was invited as to a direct chat, which the homeserver tells later.
    for_two: Mutex<HashSet<OwnedRoomId>>,
}

/// What lies in the queue of a room.
#[derive(Debug)]
pub(super) enum Item {
    /// An event that may ask something.
    Event(Box<Event>),
    /// A question of before the start, by its event id.
    Again(String),
    /// A gap, in which nothing older is of interest.
    Gap(Gap, Option<SystemTime>),
    /// The room is new since this event.
    Greeting(String),
    /// An event could not be read.
    Unread(String),
}

impl Desk {
    pub(super) fn new(bot: &Arc<Bot>, store: &Store, of: (&Account, &Matrix, &Quiz)) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (account, settings, quiz) = of;
        Self {
            bot: Arc::clone(bot),
            store: store.clone(),
            account: account.clone(),
            prefix: settings.prefix.clone(),
            asks_by_poll: quiz.polls,
            turns: Semaphore::new(AT_ONCE * cores),
            opening: Turn::new(()),
            told: Told::default(),
            silent: Mutex::default(),
            finishing: watch::Sender::new(false),
            gaps: Semaphore::new(GAPS),
            queues: Queues::default(),
            answering: Mutex::default(),
            beside: Mutex::default(),
            for_two: Mutex::default(),
        }
    }

    /// Does something beside the answers, which nobody waits for at the end.
    pub(super) fn beside(&self, work: impl Future<Output = ()> + Send + 'static) {
        spawn(&self.beside, work);
    }

    /// Begins to say what rounds want said.
    pub(super) fn speak(self: &Arc<Self>) {
        let Some(quiz) = self.bot.quiz() else {
            return;
        };
        let speaker = quiz.speaker(ROOMS, self.account.me.as_str());
        let voice = Voice::new(quiz, speaker, Arc::clone(self), self.finishing.subscribe());
        spawn(&self.answering, voice.speak());
    }

    /// Whether it was not known that the bot is not in a room any more.
    pub(super) fn is_news(&self, room: &str) -> bool {
        locked(&self.silent).insert(room.to_owned())
    }

    /// Waits until all that was heard is answered, and what is being said is said.
    pub(super) async fn finish(&self) {
        self.finishing.send_replace(true);
        let mut answering = std::mem::take(&mut *locked(&self.answering));
        while answering.join_next().await.is_some() {}
    }

    /// Ends whatever still goes on. What was not answered is taken up by the next start.
    pub(super) fn end(&self) {
        locked(&self.answering).abort_all();
        locked(&self.beside).abort_all();
    }

    /// Says of a room that it is a direct chat.
    pub(super) fn is_for_two(&self, room: &Room) {
        locked(&self.for_two).insert(room.room_id().to_owned());
    }

    /// Whether a room is a direct chat: made as one, and with nobody else in it.
    pub(super) async fn is_direct(&self, room: &Room) -> bool {
        let is_known = locked(&self.for_two).contains(room.room_id());
        let is_for_two = is_known || room.is_direct().await.unwrap_or_default();
        is_for_two && room.active_members_count() <= 2
    }

    /// The same, as far as it is known without asking.
    pub(super) fn is_known_direct(&self, room: &Room) -> bool {
        let is_known = locked(&self.for_two).contains(room.room_id());
        (is_known || room.direct_targets_length() > 0) && room.active_members_count() <= 2
    }

    /// Puts something into the queue of a room.
    pub(super) fn put(self: &Arc<Self>, room: &Room, item: Item) {
        let id = room.room_id().to_owned();
        if let Some(first) = self.queues.push(&id, item) {
            let (desk, room) = (Arc::clone(self), room.clone());
            spawn(
                &self.answering,
                async move { desk.work(&room, first).await },
            );
        }
    }

    async fn work(self: &Arc<Self>, room: &Room, first: Item) {
        let mut queue = Open {
            queues: &self.queues,
            room: room.room_id().to_owned(),
            is_done: false,
        };
        let mut next = Some(first);
        while let Some(item) = next {
            self.deal_with(room, item).await;
            next = self.queues.next(&queue.room);
        }
        queue.is_done = true;
    }

    async fn deal_with(self: &Arc<Self>, room: &Room, item: Item) {
        match item {
            Item::Event(event) => self.answer(room, &event).await,
            Item::Again(id) => self.again(room, &id).await,
            Item::Gap(gap, oldest) => self.fill(room, &gap, oldest).await,
            Item::Greeting(by) => self.greet(room, &by).await,
            Item::Unread(id) => self.explain(room, &id).await,
        }
    }

    /// Takes an event in where it may ask something: notes it and queues it.
    pub(super) async fn take(self: &Arc<Self>, room: &Room, event: &TimelineEvent) {
        let Some(read) = Event::read(event) else {
            return;
        };
        if read.sender == self.account.me {
            return;
        }
        if let Some(raw) = event::unread(event) {
            if self.is_new(room, &read).await {
                let (desk, room, raw) = (Arc::clone(self), room.clone(), raw.clone());
                self.beside(async move { desk.wait_for_key(&room, &raw, read.id).await });
            }
            return;
        }
        if self.may_ask(room, &read).await && self.is_new(room, &read).await {
            self.put(room, Item::Event(Box::new(read)));
        }
    }

    /// Notes an event, and says whether it was not heard of before.
    async fn is_new(&self, room: &Room, event: &Event) -> bool {
        let question = Question {
            event: event.id.clone(),
            room: room.room_id().to_string(),
        };
        let heard = self.store.hear(&question, SystemTime::now()).await;
        // Where it can't be noted, an answer too many is better than none.
        logged(heard).unwrap_or(true)
    }

    /// Notes that an event needs no answer any more.
    pub(super) async fn done(&self, event: &str) {
        logged(self.store.answered(event, SystemTime::now()).await);
    }

    async fn wait_for_key(
        self: &Arc<Self>,
        room: &Room,
        raw: &Raw<AnySyncTimelineEvent>,
        id: String,
    ) {
        let read = unread::read(room, raw).await;
        match read.as_ref().and_then(Event::read) {
            Some(event) => self.put(room, Item::Event(Box::new(event))),
            None => self.put(room, Item::Unread(id)),
        }
    }

    /// Answers a question of before the start, if it is young enough.
    async fn again(self: &Arc<Self>, room: &Room, id: &str) {
        let Ok(event_id) = EventId::parse(id) else {
            return self.done(id).await;
        };
        let event = match tries::until_done(|| room.event(&event_id, None)).await {
            Ok(event) => event,
            Err(error) => {
                tracing::warn!(%error, room = %room.room_id(), "a question of before the start can’t be read again");
                return;
            }
        };
        let Some(read) = Event::read(&event) else {
            return self.done(id).await;
        };
        if read.at() + ANSWERED_LATE < SystemTime::now() {
            return self.done(id).await;
        }
        match event::unread(&event) {
            None => self.answer(room, &read).await,
            Some(raw) => {
                let (desk, room, raw) = (Arc::clone(self), room.clone(), raw.clone());
                self.beside(async move { desk.wait_for_key(&room, &raw, read.id).await });
            }
        }
    }

    /// Takes in what was left out.
    async fn fill(self: &Arc<Self>, room: &Room, gap: &Gap, oldest: Option<SystemTime>) {
        let bounds = Bounds {
            me: self.account.me.as_str(),
            oldest,
        };
        let events = {
            let _turn = self.gaps.acquire().await;
            gap::events(room, gap, bounds).await
        };
        match events {
            Ok(events) => {
                for event in &events {
                    self.take_from_gap(room, event).await;
                }
            }
            Err(error) => {
                tracing::warn!(%error, room = %room.room_id(), "a gap in the room can’t be filled; what was asked in it is lost");
            }
        }
        let noted = format!("{GAP}{}", room.room_id());
        logged(self.store.drop_note(&noted).await);
    }

    /// What was in a gap comes before everything that is queued, so it is answered at once.
    async fn take_from_gap(self: &Arc<Self>, room: &Room, event: &TimelineEvent) {
        let Some(read) = Event::read(event) else {
            return;
        };
        let is_readable = event::unread(event).is_none();
        if !is_readable {
            return self.take(room, event).await;
        }
        let is_own = read.sender == self.account.me;
        if !is_own && self.may_ask(room, &read).await && self.is_new(room, &read).await {
            self.answer(room, &read).await;
        }
    }

    /// Explains, once a room and hour, that an event could not be read.
    async fn explain(&self, room: &Room, id: &str) {
        let name = format!("{EXPLAINED}{}", room.room_id());
        let noted = logged(self.store.note(&name).await).flatten();
        if let Some(now) = unread::may_explain(noted.as_deref(), SystemTime::now()) {
            logged(self.store.keep_note(&name, &now).await);
            self.say(room, unread::EXPLANATION, id).await;
        }
        self.done(id).await;
    }
}

fn spawn(tasks: &Mutex<JoinSet<()>>, work: impl Future<Output = ()> + Send + 'static) {
    let mut tasks = locked(tasks);
    while tasks.try_join_next().is_some() {}
    tasks.spawn(work);
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The queue of a room while something of it is dealt with. It is closed even if that goes wrong, else
/// nothing in the room would be answered any more.
struct Open<'q> {
    queues: &'q Queues<Item>,
    room: OwnedRoomId,
    is_done: bool,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // What is left there is in the store as well, for the next start.
        while !self.is_done && self.queues.next(&self.room).is_some() {}
    }
}

/// What the store gave; its trouble is logged and goes no further.
pub(super) fn logged<T>(done: Result<T, store::Error>) -> Option<T> {
    done.inspect_err(|error| tracing::error!(%error, "what Matrix needs to know could not be kept"))
        .ok()
}
