//! Listening: one look at the homeserver after the other, at once and without end.
//!
//! What was heard is noted before the place up to which it was heard, so that a kill between the two
//! costs nothing: the next start sees that matrix-sdk is further than we are, and reads what lies
//! between once more.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::api::client::filter::{Filter, FilterDefinition, RoomEventFilter};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter as Filtered;
use matrix_sdk::ruma::{OwnedRoomId, RoomId, UInt};
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use matrix_sdk::sync::{JoinedRoomUpdate, SyncResponse};
use matrix_sdk::{Client, Room};

use super::Error;
use super::account::{self, Account};
use super::desk::{ANSWERED_LATE, Desk, GAP, GREETED, Item, logged};
use super::event::Event;
use super::gap::Gap;
use super::pause::Pause;
use super::rooms::Rooms;
use super::trouble::{self, Trouble};
use crate::config::Matrix;

/// How long the homeserver holds an answer back while there is nothing new.
const LOOK: Duration = Duration::from_secs(30);
/// So many events of a room come in one answer; what is more is a gap, which is read by itself.
const EVENTS: u32 = 50;
/// The waits after a look that failed.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A homeserver that has nothing new and says so sooner than this is not asked again at once.
const TOO_SOON: Duration = Duration::from_millis(50);
const BREATH: Duration = Duration::from_millis(500);
/// Under these it is noted up to where was heard, and when the bot was first started.
const POSITION: &str = "matrix.position";
const FIRST_START: &str = "matrix.first_start";
/// An entrance that the homeserver did not show.
const UNSEEN: &str = "unseen";

/// The ear.
pub(super) struct Ear {
    client: Client,
    account: Account,
    desk: Arc<Desk>,
    rooms: Rooms,
    /// Up to where was heard; nothing before the first look ever.
    since: Option<String>,
    /// When was heard last.
    heard: Option<Instant>,
    first_start: SystemTime,
}

/// Why there is nothing more to hear.
pub(super) enum Ended {
    /// The homeserver ended the login.
    LoggedOut,
    /// The homeserver wants the password again.
    AskedAgain,
    /// What is kept can't be read.
    Trouble(Error),
}

impl Ear {
    pub(super) fn new(account: &Account, desk: Arc<Desk>, settings: &Matrix) -> Self {
        Self {
            client: account.client.clone(),
            account: account.clone(),
            rooms: Rooms::new(Arc::clone(&desk), settings.allowed_inviters.clone()),
            desk,
            since: None,
            heard: None,
            first_start: UNIX_EPOCH,
        }
    }

    /// Listens until the login is at an end.
    pub(super) async fn listen(&mut self) -> Ended {
        if let Err(error) = self.take_up().await {
            return Ended::Trouble(error);
        }
        self.secure().await;
        let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
        let mut is_trouble = false;
        loop {
            let begun = Instant::now();
            match self.client.sync_once(self.settings()).await {
                Ok(response) => {
                    if is_trouble || self.heard.is_none() {
                        tracing::info!(user = %self.account.me, "listening on Matrix");
                    }
                    is_trouble = false;
                    pause.reset();
                    let is_empty = is_empty(&response);
                    self.hear(response).await;
                    if is_empty && begun.elapsed() < TOO_SOON {
                        tokio::time::sleep(BREATH).await;
                    }
                }
                Err(error) => {
                    let told = match trouble::of(&error) {
                        Trouble::LoggedOut => return Ended::LoggedOut,
                        Trouble::AskedAgain => return Ended::AskedAgain,
                        Trouble::TooFast(told) => told,
                        Trouble::Passing | Trouble::Refused => None,
                    };
                    if !is_trouble {
                        let error = trouble::told(&error);
                        tracing::warn!(
                            error,
                            "the homeserver can’t be heard; it is tried until it can"
                        );
                    }
                    is_trouble = true;
                    pause.wait_at_least(told).await;
                }
            }
        }
    }

    /// Takes up what the last start left: where it stopped, what it did not answer, who invited it.
    async fn take_up(&mut self) -> Result<(), Error> {
        let store = self.desk.store.clone();
        let kept = self.client.state_store();
        let kept = kept.get_kv_data(StateStoreDataKey::SyncToken).await;
        let kept = kept.map_err(matrix_sdk::Error::from)?;
        self.since = kept.and_then(StateStoreDataValue::into_sync_token);
        let noted = store.note(FIRST_START).await?;
        self.first_start = if let Some(noted) = noted.and_then(|noted| noted.parse().ok()) {
            UNIX_EPOCH + Duration::from_millis(noted)
        } else {
            let now = SystemTime::now();
            let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
            store
                .keep_note(FIRST_START, &since.as_millis().to_string())
                .await?;
            // Where the bot was before, it needs not be introduced.
            for room in self.client.joined_rooms() {
                self.rooms.is_known(&room).await;
            }
            now
        };
        for question in store.unanswered().await? {
            match self.room(&question.room) {
                Some(room) => self.desk.put(&room, Item::Again(question.event)),
                None => self.desk.done(&question.event).await,
            }
        }
        self.look_back(store.note(POSITION).await?).await?;
        for (name, by) in store.notes(GREETED).await? {
            let room = self.room(name.strip_prefix(GREETED).unwrap_or_default());
            if let Some(room) = room.filter(|_| !by.is_empty()) {
                self.desk.put(&room, Item::Greeting(by));
            }
        }
        for room in self.client.invited_rooms() {
            self.rooms.invited(&room).await;
        }
        Ok(())
    }

    /// Reads once more what matrix-sdk had and we had not noted, and what gaps were left.
    async fn look_back(&self, position: Option<String>) -> Result<(), Error> {
        let oldest = Some(late(SystemTime::now()).max(self.first_start));
        if let (Some(to), Some(from)) = (position, self.since.clone())
            && to != from
        {
            for room in self.client.joined_rooms() {
                let gap = Gap {
                    from: from.clone(),
                    to: to.clone(),
                };
                self.note_gap(&room, &gap).await;
            }
        }
        for (name, gap) in self.desk.store.notes(GAP).await? {
            let room = self.room(name.strip_prefix(GAP).unwrap_or_default());
            match (room, serde_json::from_str(&gap)) {
                (Some(room), Ok(gap)) => self.desk.put(&room, Item::Gap(gap, oldest)),
                _ => {
                    logged(self.desk.store.drop_note(&name).await);
                }
            }
        }
        Ok(())
    }

    /// Makes or uses the recovery key: before anything is heard on a new device, else beside it.
    async fn secure(&self) {
        if self.account.is_new {
            return account::secure(&self.client, &self.account.kept).await;
        }
        let account = self.account.clone();
        self.desk.beside(async move {
            account::secure(&account.client, &account.kept).await;
        });
    }

    fn settings(&self) -> SyncSettings {
        let timeout = self.heard.map_or(Duration::ZERO, |_| LOOK);
        SyncSettings::new()
            .timeout(timeout)
            .filter(Filtered::FilterDefinition(filter()))
    }

    /// Deals with what the homeserver tells.
    async fn hear(&mut self, response: SyncResponse) {
        let oldest = self.oldest();
        for (id, update) in &response.rooms.joined {
            if let Some(room) = self.client.get_room(id) {
                self.hear_in(&room, update, oldest).await;
            }
        }
        for id in response.rooms.invited.keys() {
            if let Some(room) = self.client.get_room(id) {
                self.rooms.invited(&room).await;
            }
        }
        for id in response.rooms.left.keys() {
            if let Some(room) = self.client.get_room(id) {
                self.rooms.left(&room).await;
            }
        }
        let position = response.next_batch;
        logged(self.desk.store.keep_note(POSITION, &position).await);
        self.since = Some(position);
        self.heard = Some(Instant::now());
    }

    /// Nothing older than this is answered. While the bot listens without a break, it is not for a clock
    /// to say what is old.
    fn oldest(&self) -> Option<SystemTime> {
        let late = late(SystemTime::now());
        let is_late = self
            .heard
            .is_none_or(|heard| heard.elapsed() > ANSWERED_LATE);
        match self.since {
            None => Some(late.max(self.first_start)),
            Some(_) => is_late.then(|| late.max(self.first_start)),
        }
    }

    async fn hear_in(
        &mut self,
        room: &Room,
        update: &JoinedRoomUpdate,
        oldest: Option<SystemTime>,
    ) {
        let events = &update.timeline.events;
        let read: Vec<Option<Event>> = events.iter().map(Event::read).collect();
        let me = self.account.me.as_str();
        let entrance =
            |event: &Option<Event>| event.as_ref().is_some_and(|event| event.is_entrance_of(me));
        let entered = read.iter().rposition(entrance);
        let entrance = entered.and_then(|at| read[at].as_ref());
        if self.since.is_none() {
            self.rooms.is_known(room).await;
        } else {
            // Whatever brought the bot into the room tells this coming from another.
            let by = entrance.map_or_else(|| UNSEEN.to_owned(), |event| event.id.clone());
            if self.rooms.is_new(room, &by).await {
                self.desk.put(room, Item::Greeting(by));
            }
        }
        if entered.is_none() {
            self.mind_gap(room, update, oldest).await;
        }
        // What was said before the bot came in was not said to it.
        for at in entered.map_or(0, |at| at + 1)..events.len() {
            let Some(event) = &read[at] else {
                continue;
            };
            if event.is_departure() {
                self.rooms.is_deserted(room);
            }
            if oldest.is_none_or(|oldest| event.at() >= oldest) {
                self.desk.take(room, &events[at]).await;
            }
        }
    }

    /// Queues what the homeserver left out before what it told.
    async fn mind_gap(&self, room: &Room, update: &JoinedRoomUpdate, oldest: Option<SystemTime>) {
        let timeline = &update.timeline;
        let (Some(to), Some(from)) = (&self.since, &timeline.prev_batch) else {
            return;
        };
        if !timeline.limited {
            return;
        }
        let gap = Gap {
            from: from.clone(),
            to: to.clone(),
        };
        self.note_gap(room, &gap).await;
        self.desk.put(room, Item::Gap(gap, oldest));
    }

    async fn note_gap(&self, room: &Room, gap: &Gap) {
        let name = format!("{GAP}{}", room.room_id());
        let noted = logged(self.desk.store.note(&name).await).flatten();
        let noted = noted.and_then(|noted| serde_json::from_str::<Gap>(&noted).ok());
        // With one that is not filled yet it is one gap.
        let gap = Gap {
            to: noted.map_or_else(|| gap.to.clone(), |noted| noted.to),
            from: gap.from.clone(),
        };
        if let Ok(gap) = serde_json::to_string(&gap) {
            logged(self.desk.store.keep_note(&name, &gap).await);
        }
    }

    fn room(&self, id: &str) -> Option<Room> {
        let id: OwnedRoomId = RoomId::parse(id).ok()?;
        self.client.get_room(&id)
    }
}

/// What is asked now is answered late if it was asked after this.
fn late(now: SystemTime) -> SystemTime {
    now.checked_sub(ANSWERED_LATE).unwrap_or(UNIX_EPOCH)
}

fn is_empty(response: &SyncResponse) -> bool {
    let rooms = &response.rooms;
    let no_room = rooms.joined.is_empty() && rooms.invited.is_empty() && rooms.left.is_empty();
    no_room && response.to_device.is_empty()
}

/// What the homeserver need not tell: who is there, who types, who has read what.
fn filter() -> FilterDefinition {
    let mut filter = FilterDefinition::with_lazy_loading();
    filter.presence = Filter::ignore_all();
    filter.room.ephemeral = RoomEventFilter::ignore_all();
    filter.room.timeline.limit = Some(UInt::from(EVENTS));
    filter
}
