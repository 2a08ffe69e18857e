//! Encrypted events whose key has not come: it is waited for, and then explained, once a room and hour.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;

use super::event;

/// How long a key may take. It is sent before the event, but by another way.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked for.
const LOOK: Duration = Duration::from_millis(500);
/// How long a room is spared from another explanation.
const SPARED: Duration = Duration::from_hours(1);

/// What is said of an event that can't be read.
pub(super) const EXPLANATION: &str = "I could not decrypt a message here, so I don’t know whether it was \
    for me. Send it again, please. If that does not help, sign in to your client anew or ask in a room \
    without encryption.";

/// Waits for the key of an event; nothing where it does not come.
pub(super) async fn read(room: &Room, raw: &Raw<AnySyncTimelineEvent>) -> Option<TimelineEvent> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        tokio::time::sleep(LOOK).await;
        let read = room.decrypt_event(raw.cast_ref_unchecked(), None).await;
        if let Ok(read) = read
            && event::unread(&read).is_none()
        {
            return Some(read);
        }
    }
    None
}

/// Whether a room may be told now, by what is noted of the last time; with what is to be noted.
pub(super) fn may_explain(noted: Option<&str>, now: SystemTime) -> Option<String> {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let last = noted.and_then(|noted| noted.parse().ok());
    let is_spared = last.is_some_and(|last| now.as_secs().abs_diff(last) < SPARED.as_secs());
    (!is_spared).then(|| now.as_secs().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_told_once_an_hour() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let first = may_explain(None, at(10_000));
        assert_eq!(first.as_deref(), Some("10000"));
        assert_eq!(may_explain(first.as_deref(), at(13_599)), None);
        assert_eq!(
            may_explain(first.as_deref(), at(13_600)).as_deref(),
            Some("13600")
        );
        assert!(may_explain(Some("damaged"), at(5)).is_some());
    }
}
