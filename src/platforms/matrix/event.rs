//! An event of a room, read as leniently as possible: what is needed of it and no more.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use serde::Deserialize;
use serde_json::Value;

/// The type of a message, of a reaction, of what could not be read, and of who is in a room.
pub(super) const MESSAGE: &str = "m.room.message";
pub(super) const REACTION: &str = "m.reaction";
pub(super) const ENCRYPTED: &str = "m.room.encrypted";
pub(super) const MEMBER: &str = "m.room.member";

/// An event.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Event {
    #[serde(rename = "event_id")]
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) sender: String,
    #[serde(default)]
    pub(super) content: Value,
    #[serde(default)]
    state_key: Option<String>,
    /// When its homeserver took it, in milliseconds since 1970.
    #[serde(default, rename = "origin_server_ts")]
    at: Value,
    #[serde(default)]
    unsigned: Value,
}

impl Event {
    /// Reads an event; nothing where it is none that could concern anybody.
    pub(super) fn read(event: &TimelineEvent) -> Option<Self> {
        serde_json::from_str(event.raw().json().get()).ok()
    }

    /// When it was sent, as far as its homeserver is to be believed.
    pub(super) fn at(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(self.at.as_u64().unwrap_or_default())
    }

    /// The root of the thread it stands in.
    pub(super) fn thread(&self) -> Option<&str> {
        let relation = self.content.get("m.relates_to")?;
        let is_thread = relation.get("rel_type")?.as_str()? == "m.thread";
        is_thread.then(|| relation.get("event_id")?.as_str())?
    }

    /// Whether somebody enters the room by it who was not there before.
    pub(super) fn is_entrance_of(&self, somebody: &str) -> bool {
        let before = self.unsigned.get("prev_content");
        let was_there = before.and_then(membership) == Some("join");
        self.is_about(somebody) && membership(&self.content) == Some("join") && !was_there
    }

    /// Whether somebody else leaves the room by it, or is removed.
    pub(super) fn is_departure(&self) -> bool {
        let gone = matches!(membership(&self.content), Some("leave" | "ban"));
        self.kind == MEMBER && self.state_key.is_some() && gone
    }

    fn is_about(&self, somebody: &str) -> bool {
        self.kind == MEMBER && self.state_key.as_deref() == Some(somebody)
    }
}

fn membership(content: &Value) -> Option<&str> {
    content.get("membership")?.as_str()
}

/// The encrypted form of an event that could not be read.
pub(super) fn unread(event: &TimelineEvent) -> Option<&Raw<AnySyncTimelineEvent>> {
    match &event.kind {
        TimelineEventKind::UnableToDecrypt { event, .. } => Some(event),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use serde_json::json;

    use super::*;

    fn event(value: Value) -> Event {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn what_is_missing_or_odd_does_not_hide_an_event() {
        let bare = event(json!({"event_id": "$1", "type": "m.room.message", "sender": "@a:b"}));
        assert_eq!((bare.at(), bare.thread()), (UNIX_EPOCH, None));
        let odd = json!({"event_id": "$1", "type": "m.room.message", "sender": "@a:b",
            "origin_server_ts": "soon", "content": {"m.relates_to": {"rel_type": 5}}});
        assert_eq!(event(odd).thread(), None);
    }

    #[test]
    fn a_new_name_is_no_entrance() {
        let member = |before: Value| {
            event(
                json!({"event_id": "$1", "type": "m.room.member", "sender": "@me:b",
                "state_key": "@me:b", "content": {"membership": "join"},
                "unsigned": {"prev_content": before}}),
            )
        };
        assert!(member(json!({"membership": "invite"})).is_entrance_of("@me:b"));
        assert!(!member(json!({"membership": "join"})).is_entrance_of("@me:b"));
        assert!(!member(Value::Null).is_entrance_of("@you:b"));
    }
}
