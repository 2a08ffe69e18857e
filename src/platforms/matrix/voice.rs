//! The voice: lets time pass in rounds, and says in their rooms what they want said.
//!
//! What is said is taken from the store, sent as one event however often it has to be tried, and noted with
//! the event's id. A question that stands there is edited, seldom: each edit is an event as well, and a
//! homeserver counts them.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use matrix_sdk::{Error, Room, RoomState};
use tokio::task::JoinSet;

use super::desk::Desk;
use super::message::{self, View};
use super::rounds::{logged, parted};
use super::send::{self, Letter};
use super::trouble::{self, Trouble};
use crate::conversation::quiz::{self, Manner, Quiz, RoomSays, ToSay};
use crate::conversation::reply::{Block, Reply};

/// What the ids of rooms on Matrix begin with.
const ROOMS: &str = "matrix:";
/// How often at most and at least it is looked. What another platform's voice lets happen here is not told
/// to this one, so it never waits for long.
const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(1);
/// A question says how many seconds are left where at least so many are: once, and not at every mark.
const LAST_MARK: u32 = 10;

impl Desk {
    /// Says what rounds want said, until the desk finishes.
    pub(super) async fn voice(self: Arc<Self>) {
        let Some(quiz) = self.bot.quiz() else {
            return;
        };
        let mut speaking: JoinSet<String> = JoinSet::new();
        let mut busy: HashSet<String> = HashSet::new();
        let mut is_trouble = false;
        while !self.is_finishing() {
            while let Some(spoken) = speaking.try_join_next() {
                match spoken {
                    Ok(room) => {
                        busy.remove(&room);
                    }
                    // Which room it was is not known; what is said twice is one event.
                    Err(_) => busy.clear(),
                }
            }
            match self.to_say(quiz).await {
                Ok(rooms) => {
                    is_trouble = false;
                    for says in rooms {
                        if busy.insert(says.room.clone()) {
                            speaking.spawn(Arc::clone(&self).say_in(says));
                        }
                    }
                }
                Err(error) => {
                    if !is_trouble {
                        tracing::error!(%error, "rounds on Matrix can’t go on; it is tried until they can");
                    }
                    is_trouble = true;
                }
            }
            let wait = if is_trouble {
                LONG
            } else {
                let due = quiz.until_due(SystemTime::now(), SHORT..=LONG);
                logged(due.await).unwrap_or(LONG)
            };
            tokio::select! {
                () = self.round_changed.notified() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        while speaking.join_next().await.is_some() {}
    }

    /// What is to be said by now.
    async fn to_say(&self, quiz: &Quiz) -> Result<Vec<RoomSays>, quiz::Error> {
        let now = SystemTime::now();
        quiz.tick(now).await?;
        let room = |id: &str| self.as_asked(id);
        quiz.take(ROOMS, &self.speaker(), now, room).await
    }

    /// The name of this process, among several that play in one store: a device has one.
    fn speaker(&self) -> String {
        let device = self.account.client.device_id();
        let device = device.map_or("", |device| device.as_str());
        format!("matrix-{}-{device}", self.account.me)
    }

    /// Says what is to be said in a room, and gives the room's id.
    async fn say_in(self: Arc<Self>, says: RoomSays) -> String {
        let order = self.in_order(&says.room);
        let _turn = order.lock().await;
        if let Some(quiz) = self.bot.quiz() {
            self.say_all(quiz, &says).await;
            logged(quiz.give_back(&says.room, &self.speaker()).await);
        }
        // More may have come meanwhile.
        self.round_changed.notify_one();
        says.room
    }

    async fn say_all(&self, quiz: &Quiz, says: &RoomSays) {
        let (room, thread) = parted(&says.room).unzip();
        let room = room.and_then(|room| self.account.client.get_room(&room));
        let room = room.filter(|room| room.state() == RoomState::Joined);
        if room.is_none() && self.is_news(&says.room) {
            tracing::warn!(
                room = says.room,
                "the bot is not in a room with a round any more"
            );
        }
        for say in &says.says {
            if self.is_finishing() {
                return;
            }
            let said = match &room {
                Some(room) => self.utter(room, thread.flatten(), say).await,
                None => Ok(None),
            };
            let handle = match said {
                Ok(handle) => handle,
                Err(error) if trouble::of(&error) == Trouble::Refused => {
                    tracing::warn!(%error, room = says.room, "the homeserver refuses what a round says");
                    None
                }
                Err(error) => {
                    tracing::warn!(%error, room = says.room, "what a round says did not reach Matrix yet");
                    return;
                }
            };
            let now = SystemTime::now();
            logged(quiz.said(&say.saying, handle.as_deref(), now).await);
        }
    }

    /// Says one thing, and gives the id of the message that it is now.
    async fn utter(
        &self,
        room: &Room,
        thread: Option<&str>,
        say: &ToSay,
    ) -> Result<Option<String>, Error> {
        let view = View {
            command: None,
            part: 1,
        };
        let shown = message::show(&say.reply, view);
        let saying = &say.saying;
        if let Some(edited) = &saying.edits {
            if matches!(say.manner, Manner::Countdown { left } if left < LAST_MARK) {
                return Ok(None);
            }
            let edit = format!(
                "{} {} edit {}",
                room.room_id(),
                saying.round,
                saying.sequence
            );
            send::edit(room, (edited.as_str(), &shown.message), &edit).await?;
            return Ok(Some(edited.clone()));
        }
        let letter = Letter {
            message: &shown.message,
            to: None,
            thread,
            concerns: None,
            answers: key(room, say),
        };
        let sent = send::send(room, &letter).await?;
        self.keep_said(room, (sent.clone(), &shown, thread)).await;
        Ok(Some(sent))
    }
}

/// What a new message is the only one of. A question is the same one with some seconds less, so that it is
/// asked once, whatever was due when it was noted. The question's id or the text tells this round from one
/// in a store that was there before.
fn key(room: &Room, say: &ToSay) -> String {
    let saying = &say.saying;
    let name = if saying.message.is_empty() {
        let hash = blake3::hash(saying.body.as_bytes()).to_hex();
        format!("{} {}", saying.sequence, &hash[..16])
    } else {
        format!(
            "{} {}",
            saying.message,
            question(&say.reply).unwrap_or_default()
        )
    };
    format!("{} {} {name}", room.room_id(), saying.round)
}

fn question(reply: &Reply) -> Option<&str> {
    reply.blocks.iter().find_map(|block| match block {
        Block::Question(question) => Some(question.id.as_str()),
        _ => None,
    })
}
