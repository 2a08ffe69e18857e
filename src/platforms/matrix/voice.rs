//! How a room is spoken in where nobody has asked at that moment: what rounds and the daily question want
//! said is sent as one event however often it has to be tried. What is said, and when, is decided in the
//! core.
//!
//! A question with options is a poll, which is ended when the question is closed. Another is edited, seldom:
//! each edit is an event as well, and a homeserver counts them.

use std::time::Instant;

use matrix_sdk::{Error, Room, RoomState};

use super::desk::Desk;
use super::message::{self, View};
use super::poll;
use super::rounds::parted;
use super::send::{self, Letter};
use super::trouble::{self, Trouble};
use crate::conversation::quiz::{Manner, Mouth, ToSay, Unsaid};
use crate::conversation::reply::{Block, Reply};
use crate::conversation::request;

/// What the ids of rooms on Matrix begin with.
pub(super) const ROOMS: &str = "matrix:";
/// A question says how many seconds are left where at least so many are: once, and not at every mark.
const LAST_MARK: u32 = 10;

impl Mouth for Desk {
    fn room(&self, id: &str) -> request::Room {
        self.as_asked(id)
    }

    async fn say(&self, id: &str, say: &ToSay, until: Instant) -> Result<Option<String>, Unsaid> {
        let (room, thread) = parted(id).unzip();
        let room = room.and_then(|room| self.account.client.get_room(&room));
        let room = room.filter(|room| room.state() == RoomState::Joined);
        let Some(room) = room else {
            if self.is_news(id) {
                tracing::warn!(room = id, "the bot is not in a room with a round any more");
            }
            return Err(Unsaid::Ever);
        };
        // What was sent and not heard of is the same event when it is sent again.
        let uttered = self.utter(&room, thread.flatten(), say);
        let Ok(uttered) = tokio::time::timeout_at(until.into(), uttered).await else {
            tracing::warn!(
                room = id,
                "what a round says did not reach Matrix; it is tried again"
            );
            return Err(Unsaid::Yet);
        };
        uttered.map_err(|error| {
            if trouble::of(&error) == Trouble::Refused {
                tracing::warn!(%error, room = id, "the homeserver refuses what a round says");
                return Unsaid::Ever;
            }
            tracing::warn!(%error, room = id, "what a round says did not reach Matrix; it is tried again");
            Unsaid::Yet
        })
    }
}

impl Desk {
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
            let is_poll = self.is_poll(edited).await;
            if is_poll && say.manner == Manner::Closed {
                let ended = poll::ended(edited, &say.reply);
                send::end(room, edited, &ended).await?;
                return Ok(Some(edited.clone()));
            }
            // Who has voted would see their vote gone.
            let is_late = matches!(say.manner, Manner::Countdown { left } if left < LAST_MARK);
            if is_poll || is_late {
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
        let question = poll::question(&say.reply).filter(|_| self.asks_by_poll);
        let sent = match question {
            Some(question) => {
                let content = poll::begun(&letter, &say.reply, question);
                send::send_as(room, &letter, (poll::START, &content)).await?
            }
            None => send::send(room, &letter).await?,
        };
        let is_poll = question.is_some();
        self.keep_said(room, (sent.clone(), &shown, thread), is_poll)
            .await;
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
