//! How a channel is spoken in where nobody has asked at that moment: what rounds and the daily question
//! want said is posted, and messages that stand are changed (less time, closed).
//!
//! A post bears a number made from what is said, so that Discord shows it once even where the program ended
//! between the post and its note. What is said, and when, is decided in the core.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::answer::{PREFIX, keep};
use super::message::Posted;
use super::render::{self, Shown};
use super::rest::{self, Rest};
use crate::conversation::quiz::{self, Manner, ToSay, Unsaid};
use crate::conversation::request::Room;
use crate::store::Store;

/// How the ids of rooms on Discord begin.
pub(super) const ROOMS: &str = "discord:";
/// The longest nonce (Resources > Message > Create message).
const NONCE: usize = 25;

/// What every channel is spoken in with.
pub(super) struct Mouth {
    store: Store,
    rest: Rest,
    /// The id of the application, which is the account of ours.
    application: String,
    /// Channels of which the operator has been told that nothing can be said there.
    closed: Mutex<HashSet<String>>,
}

impl quiz::Mouth for Mouth {
    /// As far as its id tells.
    fn room(&self, id: &str) -> Room {
        Room {
            id: id.to_owned(),
            direct: false,
            server: None,
            account: self.application.clone(),
            prefixes: vec![PREFIX.to_owned()],
        }
    }

    async fn say(&self, room: &str, say: &ToSay, until: Instant) -> Result<Option<String>, Unsaid> {
        let channel = room.strip_prefix(ROOMS).unwrap_or_default();
        self.utter(channel, say, until).await.map_err(|error| {
            if is_final(&error) {
                self.explain(channel, &error);
                return Unsaid::Ever;
            }
            tracing::warn!(%error, channel, "a message of a round did not reach Discord; it is tried again");
            Unsaid::Yet
        })
    }
}

impl Mouth {
    pub(super) fn new(store: Store, rest: Rest, application: String) -> Self {
        Self {
            store,
            rest,
            application,
            closed: Mutex::default(),
        }
    }

    /// Says one thing; gives the message that it has become, where it can be changed.
    async fn utter(
        &self,
        channel: &str,
        say: &ToSay,
        until: Instant,
    ) -> Result<Option<String>, rest::Error> {
        let parts = render::parts(&say.reply);
        for part in &parts {
            keep(&self.store, part).await;
        }
        if let (Some(message), Some(last)) = (&say.saying.edits, parts.last()) {
            let changed = self
                .rest
                .change_post(channel, message, &last.message, until);
            return changed.await.map(|()| Some(message.clone()));
        }
        self.post(channel, say, &parts, until).await
    }

    /// Posts the parts of a message; gives the last, which has the buttons.
    async fn post(
        &self,
        channel: &str,
        say: &ToSay,
        parts: &[Shown],
        until: Instant,
    ) -> Result<Option<String>, rest::Error> {
        let mut handle = None;
        for (number, part) in parts.iter().enumerate() {
            let posted = Posted {
                message: &part.message,
                nonce: nonce(say, number),
                enforce_nonce: true,
            };
            handle = self.rest.post(channel, &posted, until).await?;
        }
        if let (Manner::Countdown { .. }, Some(posted), Some(last)) =
            (say.manner, &handle, parts.last())
        {
            // Where it was posted before and not noted, Discord has given the message as it was.
            self.rest
                .change_post(channel, posted, &last.message, until)
                .await?;
        }
        Ok(handle)
    }

    /// Tells the operator, once for each channel, what is to be done.
    fn explain(&self, channel: &str, error: &rest::Error) {
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = closed.insert(channel.to_owned());
        if !is_closed(error) {
            tracing::error!(%error, channel, "Discord does not take a message of a round; it is left out");
        } else if is_new {
            tracing::warn!(
                %error,
                channel,
                "rounds can’t be played in this channel: give the bot the permissions View Channel, Send Messages (in threads Send Messages in Threads), Embed Links and Attach Files there"
            );
        }
    }
}

/// Whether it is no use to try once more.
fn is_final(error: &rest::Error) -> bool {
    // A token that is refused ends the program, and the next one goes on.
    matches!(error.status(), 400..=499) && !matches!(error.status(), 401 | 429)
}

/// Whether the bot may not write in the channel, or it is gone.
fn is_closed(error: &rest::Error) -> bool {
    // Opcodes and status codes > JSON error codes: missing access, missing permissions, an unknown channel;
    // 10008 is a message that somebody has taken away.
    matches!(error.status(), 403 | 404) && error.code() != 10_008
}

/// What makes a message the same as one that was sent before.
fn nonce(say: &ToSay, part: usize) -> String {
    let saying = &say.saying;
    let of = match saying.message.as_str() {
        "" => format!("{} {} {part}", saying.round, saying.sequence),
        // However late it is said, the question is the same.
        message => format!("{} {message} {part}", saying.round),
    };
    blake3::hash(of.as_bytes()).to_hex()[..NONCE - 1].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::reply::Reply;
    use crate::store::Saying;

    fn said(message: &str, sequence: i64, manner: Manner) -> ToSay {
        let saying = Saying {
            round: 7,
            sequence,
            message: message.to_owned(),
            body: String::new(),
            edits: None,
        };
        ToSay {
            saying,
            reply: Reply::to("quiz"),
            manner,
        }
    }

    #[test]
    fn a_question_is_the_same_message_however_late_it_is_said() {
        let asked = nonce(&said("question 1.0", 3, Manner::New), 0);
        let late = nonce(&said("question 1.0", 5, Manner::Countdown { left: 5 }), 0);
        assert_eq!(asked, late);
        assert!(asked.len() <= NONCE);
        let others = [
            nonce(&said("question 1.1", 3, Manner::New), 0),
            nonce(&said("question 1.0", 3, Manner::New), 1),
            nonce(&said("", 3, Manner::New), 0),
            nonce(&said("", 4, Manner::New), 0),
        ];
        for (at, other) in others.iter().enumerate() {
            assert!(*other != asked && !others[..at].contains(other));
        }
    }

    #[test]
    fn what_can_t_be_sent_is_left_out_and_what_may_be_is_tried_again() {
        let refused = |status, code| rest::Error::Refused {
            status,
            code,
            message: String::new(),
        };
        for (status, code, leaves, closed) in [
            (403, 50_013, true, true),
            (403, 50_001, true, true),
            (404, 10_003, true, true),
            (404, 10_008, true, false),
            (400, 50_035, true, false),
            (401, 0, false, false),
            (429, 0, false, false),
            (500, 0, false, false),
        ] {
            let error = refused(status, code);
            let is = (is_final(&error), is_closed(&error));
            assert_eq!(is, (leaves, closed), "{status}");
        }
    }
}
