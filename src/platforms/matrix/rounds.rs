//! Rounds, as far as people take part in them: which messages are answers to a question, and how what
//! somebody did is acknowledged.
//!
//! What an answer is worth is the core's to know. In a room that is shared, a word that is meant for
//! somebody else must cost nobody anything: what is no answer there is passed over.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use matrix_sdk::ruma::{OwnedRoomId, RoomId, UserId};
use matrix_sdk::{Error, Room};

use super::answer::{Spot, quietly};
use super::desk::Desk;
use super::event::{MESSAGE, REACTION};
use super::message::Shown;
use super::said::{Ears, Heard, Question};
use super::send;
use super::voice::ROOMS;
use crate::conversation::quiz;
use crate::conversation::reply::{Audience, Reply};
use crate::conversation::request;

/// Where a question is answered in words, talk of more words than this is no answer; whoever has a longer
/// one replies to the question.
const MOST_WORDS: usize = 5;
/// A person is told no sooner than this once more what they were told.
const SPARED: Duration = Duration::from_mins(1);
/// What people do in a round, and the room sees: each needs a sign that it was heard, and no more.
const DEEDS: [&str; 6] = [
    "quiz answer",
    "quiz join",
    "quiz leave",
    "quiz hint",
    "quiz skip",
    "quiz stop",
];

/// Stands between a room's id and the root of a thread in it.
const THREAD: &str = "/$";

/// The id of a room or of a thread in it: rounds and scores have one each.
pub(super) fn id(room: &RoomId, thread: Option<&str>) -> String {
    match thread {
        Some(thread) => format!("{ROOMS}{room}/{thread}"),
        None => format!("{ROOMS}{room}"),
    }
}

/// The room and the thread of an id.
pub(super) fn parted(id: &str) -> Option<(OwnedRoomId, Option<&str>)> {
    let id = id.strip_prefix(ROOMS)?;
    let (room, thread) = match id.rfind(THREAD) {
        Some(at) => (&id[..at], Some(&id[at + 1..])),
        None => (id, None),
    };
    Some((RoomId::parse(room).ok()?, thread))
}

/// Who was told what not long ago.
#[derive(Debug, Default)]
pub(super) struct Told(Mutex<HashMap<String, Instant>>);

impl Told {
    /// Whether somebody may be told something now; that they are is noted.
    fn may(&self, what: String) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| at.elapsed() < SPARED);
        told.insert(what, Instant::now()).is_none()
    }
}

/// Who somebody is in a room.
#[derive(Debug, Default)]
pub(super) struct Member {
    pub(super) name: Option<String>,
    pub(super) moderates: bool,
}

impl Desk {
    /// Whether a round is open where something was said.
    pub(super) async fn is_played(&self, room: &Room, thread: Option<&str>) -> bool {
        let Some(quiz) = self.bot.quiz() else {
            return false;
        };
        let here = self.as_asked(&id(room.room_id(), thread));
        logged(quiz.is_open(&here).await).unwrap_or_default()
    }

    /// A room or thread, by its id, as a request from it gives it.
    pub(super) fn as_asked(&self, id: &str) -> request::Room {
        let (room, thread) = parted(id).unzip();
        let room = room.and_then(|room| self.account.client.get_room(&room));
        request::Room {
            id: id.to_owned(),
            direct: room.as_ref().is_some_and(|room| self.is_known_direct(room)),
            server: server(room.as_ref(), thread.flatten()),
            account: self.account.me.to_string(),
            prefixes: vec![self.prefix.clone()],
        }
    }

    /// The answer that an event is, to the question that it replies to or the one that is open.
    pub(super) async fn answer_in(
        &self,
        spot: Spot<'_>,
        heard: &Heard,
        ears: &Ears<'_>,
    ) -> Option<Question> {
        let quiz = self.bot.quiz()?;
        let here = self.as_asked(&id(spot.room.room_id(), spot.thread));
        let asked = logged(quiz.present(&here).await).flatten();
        let is_typed = asked.as_ref().is_some_and(Reply::is_to_be_typed);
        if let Some(to) = &heard.to {
            // No sign says what is to be typed, and but for the digits none is an option.
            let is_sign = spot.event.kind == REACTION;
            if is_sign && (is_typed || heard.text().parse::<u8>().is_err()) {
                return None;
            }
            let question = logged(quiz.question_of(&here, to).await)??;
            return Some(Question::answer(heard.text(), Some(question), ears));
        }
        let may_be = heard.is_to_all(ears) && asked.is_some();
        let is_answer = may_be && (!is_typed || is_short(heard.text()));
        is_answer.then(|| Question::answer(heard.text(), None, ears))
    }

    /// Who somebody is in a room.
    pub(super) async fn member(&self, room: &Room, person: &str, is_direct: bool) -> Member {
        let Ok(user) = UserId::parse(person) else {
            return Member::default();
        };
        let member = room.get_member_no_sync(&user).await;
        let Some(member) = member.ok().flatten() else {
            return Member {
                moderates: is_direct,
                ..Member::default()
            };
        };
        let name = member.display_name().map(|name| {
            if member.name_ambiguous() {
                format!("{name} ({person})")
            } else {
                name.to_owned()
            }
        });
        Member {
            name,
            // Who talks with the bot alone looks after the room.
            moderates: is_direct || member.can_redact_other() || member.can_kick(),
        }
    }

    /// Whether a reply only says what became of what somebody did in a round, or answers talk that may
    /// not have been meant for the bot.
    pub(super) fn is_acknowledged(question: &Question, reply: &Reply) -> bool {
        let is_deed = reply.audience == Audience::Person && DEEDS.contains(&&*reply.command);
        is_deed || question.is_to_all()
    }

    /// Tells somebody what became of what they did in a round: by a sign under it where it counts, else by
    /// a sentence, where they meant the bot and have not been told just now.
    pub(super) async fn acknowledge(
        &self,
        spot: Spot<'_>,
        question: &Question,
        (reply, shown): (&Reply, &Shown),
    ) -> Result<(), Error> {
        if reply.found {
            if spot.event.kind == MESSAGE {
                let (room, event) = (spot.room.clone(), spot.event.id.clone());
                // Nobody else's answer waits for it.
                self.beside(async move { quietly(send::sign(&room, &event).await) });
            }
            return Ok(());
        }
        let body = &shown.message.body;
        let what = format!("{} {} {body}", spot.room.room_id(), spot.event.sender);
        if question.is_to_all() || !self.told.may(what) {
            return Ok(());
        }
        // A vote or a reaction can't be replied to: what is told stands below the question.
        let mut spot = spot;
        spot.points_away = spot.event.kind != MESSAGE;
        self.reply(spot, shown).await
    }
}

/// What a room belongs to: a thread to its room.
pub(super) fn server(room: Option<&Room>, thread: Option<&str>) -> Option<String> {
    thread.and(room).map(|room| id(room.room_id(), None))
}

fn is_short(text: &str) -> bool {
    !text.contains('\n') && text.split_whitespace().count() <= MOST_WORDS
}

/// What the quiz gave; its trouble is logged and goes no further.
pub(super) fn logged<T>(done: Result<T, quiz::Error>) -> Option<T> {
    done.inspect_err(|error| tracing::error!(%error, "a round on Matrix could not be looked at"))
        .ok()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    #[test]
    fn a_room_and_a_thread_in_it_are_found_by_their_ids() {
        for room in ["!abc:example.org", "!49oCfkz1", "!a/b:example.org"] {
            let room = RoomId::parse(room).unwrap();
            for thread in [None, Some("$root_-1")] {
                let id = id(&room, thread);
                assert_eq!(parted(&id), Some((room.clone(), thread)), "{id}");
            }
        }
        assert_eq!(parted("discord:1"), None);
    }

    #[test]
    fn what_somebody_was_told_is_not_told_again_at_once() {
        let told = Told::default();
        let ana = "ana that is closed";
        assert!(told.may(ana.to_owned()));
        assert!(!told.may(ana.to_owned()));
        assert!(told.may("ben that is closed".to_owned()));
    }

    #[test]
    fn a_few_words_may_be_an_answer_and_talk_is_none() {
        assert!(is_short("the waggle dance"));
        assert!(!is_short("what did you have for lunch today"));
        assert!(!is_short("a\nb"));
    }
}
