//! What the homeserver left out between two looks at a room, because it was too much for one answer, or
//! because the bot was killed before it had noted what it heard.

use std::time::SystemTime;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::room::{Messages, MessagesOptions};
use matrix_sdk::ruma::UInt;
use matrix_sdk::{Error, Room};
use serde::{Deserialize, Serialize};

use super::event::{ENCRYPTED, Event, MEMBER, MESSAGE, REACTION};
use super::poll::{VOTE, VOTE_LATER};
use super::tries;

/// Events of one request, and requests of one gap: more than that nobody expects to be answered.
const EVENTS: u32 = 100;
const REQUESTS: usize = 20;

/// A gap, by the marks that the homeserver gives to places in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gap {
    /// Its end, from which it is read backwards.
    pub(super) from: String,
    /// Its beginning.
    pub(super) to: String,
}

/// What is of interest in a gap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds<'a> {
    /// Who the bot is: what was before it entered is not its business.
    pub(super) me: &'a str,
    /// Nothing older is of interest.
    pub(super) oldest: Option<SystemTime>,
}

/// The events of a gap, in their order.
pub(super) async fn events(
    room: &Room,
    gap: &Gap,
    bounds: Bounds<'_>,
) -> Result<Vec<TimelineEvent>, Error> {
    let mut found = Vec::new();
    let mut from = gap.from.clone();
    'all: for _ in 0..REQUESTS {
        let part = before(&from, room, &gap.to).await?;
        for event in part.chunk {
            let Some(read) = Event::read(&event) else {
                continue;
            };
            let is_too_old = bounds.oldest.is_some_and(|oldest| read.at() < oldest);
            if read.is_entrance_of(bounds.me) || is_too_old {
                break 'all;
            }
            found.push(event);
        }
        match part.end {
            Some(end) if end != from => from = end,
            _ => break,
        }
    }
    found.reverse();
    Ok(found)
}

/// The events before a mark, latest first.
async fn before(from: &str, room: &Room, to: &str) -> Result<Messages, Error> {
    tries::until_done(|| {
        let mut options = MessagesOptions::backward().from(from);
        options.to = Some(to.to_owned());
        options.limit = UInt::from(EVENTS);
        let kinds = [MESSAGE, REACTION, VOTE, VOTE_LATER, ENCRYPTED, MEMBER];
        options.filter.types = Some(kinds.map(str::to_owned).to_vec());
        room.messages(options)
    })
    .await
}
