//! The voice: what rounds and the daily question want said in channels without anybody's asking at that
//! moment.
//!
//! It lets time pass for the quiz, posts what is to be said then, changes the messages that stand (less
//! time, closed), and notes each as said. A post bears a number made from what is said, so that Discord
//! shows it once even where the program ended between the post and its note. What is said, and when, is
//! decided in the core.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use super::answer::{PREFIX, keep};
use super::message::Posted;
use super::render::{self, Shown};
use super::rest::{self, Rest};
use crate::conversation::bot::Bot;
use crate::conversation::quiz::{self, Manner, Quiz, RoomSays, ToSay};
use crate::conversation::request::Room;
use crate::store::Store;

/// How the ids of rooms on Discord begin.
pub(super) const ROOMS: &str = "discord:";
/// It is looked so often at least: what another process has left unsaid waits for nobody's word.
const LONG: Duration = Duration::from_secs(5);
/// It is not looked again sooner where something is overdue, or the store fails.
const SHORT: Duration = Duration::from_millis(50);
const PAUSE: Duration = Duration::from_secs(1);
/// For how long is spoken in one room before it is given back: less than the store lends it for.
const TURN: Duration = Duration::from_secs(25);
/// The longest nonce (Resources > Message > Create message).
const NONCE: usize = 25;

/// Wakes the voice when there may be something to say.
#[derive(Clone, Default)]
pub(super) struct Bell(Arc<Notify>);

impl Bell {
    /// There may be something to say.
    pub(super) fn ring(&self) {
        self.0.notify_one();
    }
}

/// Says in channels what rounds want said.
pub(super) struct Voice {
    mouth: Arc<Mouth>,
    bell: Bell,
}

/// What every room is spoken in with.
struct Mouth {
    bot: Arc<Bot>,
    store: Store,
    rest: Rest,
    /// The name of this process, among several that play in one store.
    name: String,
    /// Channels of which the operator has been told that nothing can be said there.
    closed: Mutex<HashSet<String>>,
}

impl Voice {
    pub(super) fn new(bot: Arc<Bot>, store: Store, rest: Rest, bell: Bell) -> Self {
        let mouth = Mouth {
            bot,
            store,
            rest,
            name: format!("discord-{}", std::process::id()),
            closed: Mutex::default(),
        };
        Self {
            mouth: Arc::new(mouth),
            bell,
        }
    }

    /// Speaks until told to end; what was begun to be said is finished then.
    pub(super) async fn speak(self, mut ending: watch::Receiver<bool>) {
        let mut rooms = JoinSet::new();
        while !*ending.borrow() {
            let wait = match self.mouth.bot.quiz() {
                Some(quiz) => self.look(quiz, &mut rooms).await,
                None => LONG,
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.bell.0.notified() => {}
                // A sender that is gone tells to end as well.
                _ = ending.wait_for(|ends| *ends) => break,
            }
            while rooms.try_join_next().is_some() {}
        }
        while rooms.join_next().await.is_some() {}
    }

    /// Lets what is due happen and begins to say what is to be said; gives how long nothing is due then.
    async fn look(&self, quiz: &Quiz, rooms: &mut JoinSet<()>) -> Duration {
        let now = SystemTime::now();
        let taken = async {
            quiz.tick(now).await?;
            let taken = quiz.take(ROOMS, &self.mouth.name, now, room).await?;
            Ok::<_, quiz::Error>((taken, quiz.until_due(now, SHORT..=LONG).await?))
        };
        match taken.await {
            Ok((taken, wait)) => {
                for says in taken {
                    let (mouth, bell) = (Arc::clone(&self.mouth), self.bell.clone());
                    // A channel that is slow holds nobody else up.
                    rooms.spawn(async move {
                        if mouth.speak_in(&says).await {
                            // What was added meanwhile could not be taken.
                            bell.ring();
                        }
                    });
                }
                wait
            }
            Err(error) => {
                tracing::error!(%error, "rounds on Discord could not go on; it is tried again");
                PAUSE
            }
        }
    }
}

impl Mouth {
    /// Says what is to be said in a room, in order, and gives the room back; whether all was said.
    async fn speak_in(&self, says: &RoomSays) -> bool {
        let Some(quiz) = self.bot.quiz() else {
            return false;
        };
        let until = Instant::now() + TURN;
        let channel = says.room.strip_prefix(ROOMS).unwrap_or_default();
        let mut is_all_said = true;
        for say in &says.says {
            let handle = match self.say(channel, say, until).await {
                Ok(handle) => handle,
                Err(error) if is_final(&error) => {
                    self.explain(channel, &error);
                    None
                }
                Err(error) => {
                    tracing::warn!(%error, channel, "a message of a round did not reach Discord; it is tried again");
                    is_all_said = false;
                    break;
                }
            };
            let noted = quiz
                .said(&say.saying, handle.as_deref(), SystemTime::now())
                .await;
            if let Err(error) = noted {
                tracing::error!(%error, "what was said could not be noted; it is said once more");
                is_all_said = false;
                break;
            }
        }
        if let Err(error) = quiz.give_back(&says.room, &self.name).await {
            tracing::error!(%error, "a channel could not be given back; nothing is said there for half a minute");
        }
        is_all_said
    }

    /// Says one thing; gives the message that it has become, where it can be changed.
    async fn say(
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
        if say.manner == Manner::Closed {
            // Nobody has seen it open.
            return Ok(None);
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

/// A room as a request from it would give it, as far as its id tells.
fn room(id: &str) -> Room {
    Room {
        id: id.to_owned(),
        direct: false,
        server: None,
        prefixes: vec![PREFIX.to_owned()],
    }
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
