//! Coming into rooms and going out of them: invitations are accepted from those who may invite, and a
//! room that the bot is no longer in, or in which nobody else is, is forgotten.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::{Room, RoomState};

use super::desk::{Desk, EXPLAINED, GAP, GREETED, logged};
use super::inviters;
use super::pause::Pause;

/// An invitation over federation can arrive before the room can be joined, so it is tried for minutes.
const TRIES: usize = 8;
/// The waits between tries.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(64);

/// What is known of rooms and invitations.
pub(super) struct Rooms {
    desk: Arc<Desk>,
    allowed_inviters: Vec<String>,
    /// What is being done with which room.
    busy: Arc<Mutex<HashSet<(OwnedRoomId, Doing)>>>,
    /// Rooms that were greeted, or need no greeting.
    greeted: HashSet<OwnedRoomId>,
}

/// What is done with a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Doing {
    Accepts,
    Leaves,
    Forgets,
}

impl Rooms {
    pub(super) fn new(desk: Arc<Desk>, allowed_inviters: Vec<String>) -> Self {
        Self {
            desk,
            allowed_inviters,
            busy: Arc::default(),
            greeted: HashSet::new(),
        }
    }

    /// Accepts an invitation, if it is from somebody who may invite.
    pub(super) async fn invited(&self, room: &Room) {
        let inviter = match room.invite_details().await {
            Ok(invitation) => invitation.inviter_id,
            Err(error) => {
                tracing::debug!(%error, room = %room.room_id(), "an invitation can’t be read");
                return;
            }
        };
        if !inviters::may_invite(inviter.as_str(), &self.allowed_inviters) {
            tracing::warn!(
                %inviter,
                room = %room.room_id(),
                "an invitation is not accepted: matrix.allowed_inviters does not name who invites"
            );
            return;
        }
        if room.is_direct().await.unwrap_or_default() {
            self.desk.is_for_two(room);
        }
        self.once(
            room,
            Doing::Accepts,
            |room| async move { accept(&room).await },
        );
    }

    /// Whether a room that the bot is in since an event is new to it, and so to be greeted.
    pub(super) async fn is_new(&mut self, room: &Room, by: &str) -> bool {
        if !self.greeted.insert(room.room_id().to_owned()) {
            return false;
        }
        // Whoever is in a room that the bot opened knows why. Others who count as its creators, as
        // those do for whom a direct chat is opened, come after who opened it.
        let creators = room.creators().unwrap_or_default();
        if creators.first() == Some(&self.desk.account.me) {
            return false;
        }
        let name = format!("{GREETED}{}", room.room_id());
        let noted = logged(self.desk.store.note(&name).await);
        // Where it is not known, a greeting too few is better than one too many.
        let is_new = noted.is_some_and(|noted| noted.is_none());
        if is_new {
            logged(self.desk.store.keep_note(&name, by).await);
        }
        is_new
    }

    /// Notes that a room needs no greeting.
    pub(super) async fn is_known(&mut self, room: &Room) {
        self.greeted.insert(room.room_id().to_owned());
        let noted = format!("{GREETED}{}", room.room_id());
        logged(self.desk.store.keep_note(&noted, "").await);
    }

    /// Forgets a room that the bot is not in any more.
    pub(super) async fn left(&mut self, room: &Room) {
        self.greeted.remove(room.room_id());
        for what in [GREETED, EXPLAINED, GAP] {
            let noted = format!("{what}{}", room.room_id());
            logged(self.desk.store.drop_note(&noted).await);
        }
        self.once(
            room,
            Doing::Forgets,
            |room| async move { forget(&room).await },
        );
    }

    /// Leaves a room from which somebody went, if nobody is left there.
    pub(super) fn is_deserted(&self, room: &Room) {
        if room.joined_members_count() == 1 && room.invited_members_count() == 0 {
            self.once(
                room,
                Doing::Leaves,
                |room| async move { leave(&room).await },
            );
        }
    }

    /// Does something with a room, unless it is being done.
    fn once<W>(&self, room: &Room, doing: Doing, work: impl FnOnce(Room) -> W)
    where
        W: Future<Output = ()> + Send + 'static,
    {
        let doing = (room.room_id().to_owned(), doing);
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if !busy.insert(doing.clone()) {
            return;
        }
        let (work, busy) = (work(room.clone()), Arc::clone(&self.busy));
        self.desk.beside(async move {
            work.await;
            let mut busy = busy.lock().unwrap_or_else(PoisonError::into_inner);
            busy.remove(&doing);
        });
    }
}

async fn accept(room: &Room) {
    let is_direct = room.is_direct().await.unwrap_or_default();
    let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
    for left in (0..TRIES).rev() {
        if room.state() == RoomState::Invited
            && let Err(error) = room.join().await
        {
            if left == 0 {
                tracing::warn!(%error, room = %room.room_id(), "an invitation could not be accepted");
                return;
            }
            tracing::debug!(%error, room = %room.room_id(), "the room can’t be joined yet");
        }
        if room.state() != RoomState::Invited {
            break;
        }
        pause.wait().await;
    }
    // What was made for two is known to be, also where the room was joined and then something failed.
    let joined = room.state() == RoomState::Joined;
    if joined && is_direct && !room.is_direct().await.unwrap_or(true) {
        let marked = room.set_is_direct(true).await;
        marked.unwrap_or_else(
            |error| tracing::warn!(%error, room = %room.room_id(), "a direct chat could not be marked as one"),
        );
    }
    tracing::info!(room = %room.room_id(), "joined a room");
}

async fn leave(room: &Room) {
    if let Err(error) = room.leave().await {
        tracing::warn!(%error, room = %room.room_id(), "a room in which nobody else is could not be left");
    }
}

async fn forget(room: &Room) {
    let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
    for _ in 0..TRIES {
        if matches!(room.state(), RoomState::Joined | RoomState::Invited) {
            // Somebody has invited the bot again.
            return;
        }
        match room.forget().await {
            Ok(()) => return,
            Err(error) => {
                tracing::debug!(%error, room = %room.room_id(), "a room can’t be forgotten yet");
            }
        }
        pause.wait().await;
    }
}
