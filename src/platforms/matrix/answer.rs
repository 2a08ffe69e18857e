//! A question becomes a request, and the reply a message where it was asked; what is asked in private is
//! answered in the direct chat.

use std::time::{Duration, SystemTime};

use matrix_sdk::ruma::UserId;
use matrix_sdk::{Error, Room, RoomState};
use serde::{Deserialize, Serialize};

use super::desk::{Desk, GREETED, logged};
use super::event::{Event, MESSAGE, REACTION};
use super::message::{self, Shown, View};
use super::poll::{VOTE, VOTE_LATER};
use super::rounds;
use super::said::{After, Asked, Ears, Heard, Question, SLASH};
use super::send::{self, Letter};
use super::trouble::{self, Trouble};
use crate::conversation::command::Command;
use crate::conversation::quiz::Quiz;
use crate::conversation::reply::{Block, Offered, Reply};
use crate::conversation::request::{self, Person, Request, Said};
use crate::conversation::talk;
use crate::store::Offer;

/// An answer that takes longer is announced by a typing notice.
const SOON: Duration = Duration::from_millis(300);
/// A typing notice lasts for four seconds, so it is renewed before.
const TYPING: Duration = Duration::from_secs(3);
/// Under this and a person the room of their direct chat is noted.
const DIRECT: &str = "matrix.direct.";

/// What a room is to the bot.
struct Place {
    name: Option<String>,
    is_direct: bool,
}

/// What can be chosen from a message of ours, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Chosen {
    offered: Offered,
    /// The thread that the message stands in.
    thread: Option<String>,
    /// Whether it is a poll.
    #[serde(default)]
    is_poll: bool,
}

/// Where an answer goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) room: &'a Room,
    /// What asks.
    pub(super) event: &'a Event,
    /// The event that is replied to.
    to: &'a str,
    pub(super) thread: Option<&'a str>,
    /// Whether it replies to another event than the one that asks.
    pub(super) points_away: bool,
}

impl<'a> Spot<'a> {
    /// The same, in reply to the message that an answer speaks of.
    fn about(self, reply: &'a Reply) -> Self {
        match reply.speaks_of.as_deref() {
            Some(to) => Spot {
                to,
                points_away: true,
                ..self
            },
            None => self,
        }
    }
}

impl Desk {
    /// Whether an event may ask something, as far as it can be known before its turn has come.
    pub(super) async fn may_ask(&self, room: &Room, event: &Event) -> bool {
        let place = self.place(room).await;
        let ears = self.ears(&place);
        let Some(heard) = heard(event, &ears) else {
            return false;
        };
        let asks = heard.to.is_some()
            || heard.goes_on(&ears)
            || heard.asks(After::Nothing, &ears) != Asked::Nothing;
        asks || (heard.is_to_all(&ears) && self.is_played(room, event.thread()).await)
    }

    /// Answers an event, if it asks something. What goes wrong is logged, for nobody waits for it here.
    pub(super) async fn answer(&self, room: &Room, event: &Event) {
        if room.state() != RoomState::Joined {
            return self.done(&event.id).await;
        }
        let Err(error) = self.answered(room, event).await else {
            return self.done(&event.id).await;
        };
        let id = room.room_id();
        if trouble::of(&error) == Trouble::Refused {
            tracing::warn!(%error, room = %id, "the homeserver refuses an answer");
            self.done(&event.id).await;
        } else {
            tracing::warn!(%error, room = %id, "an answer did not reach Matrix; a start within five minutes gives it");
        }
    }

    async fn answered(&self, room: &Room, event: &Event) -> Result<(), Error> {
        let place = self.place(room).await;
        let ears = self.ears(&place);
        let Some(heard) = heard(event, &ears) else {
            return Ok(());
        };
        let before = self.before(room, event, &heard, &ears).await;
        let thread = event.thread().map(str::to_owned);
        let thread = thread.or_else(|| before.reply.as_ref()?.thread.clone());
        // What is no message can't be replied to in a way that anybody would see.
        let is_sign = event.kind != MESSAGE;
        let spot = Spot {
            room,
            event,
            to: heard.to.as_deref().filter(|_| is_sign).unwrap_or(&event.id),
            thread: thread.as_deref(),
            points_away: false,
        };
        let mut asked = heard.asks(before.after(), &ears);
        if heard.may_be_answer(&asked, &ears)
            && let Some(answer) = self.answer_in(spot, &heard, &ears).await
        {
            asked = Asked::Question(answer);
        }
        match asked {
            Asked::Nothing => Ok(()),
            Asked::Lacking(sentence) => {
                let reply = talk::not_offered(sentence);
                let shown = message::show(
                    &reply,
                    View {
                        command: None,
                        part: 1,
                    },
                );
                self.reply(spot, &shown).await
            }
            Asked::Question(question) => self.look_up(spot, &question, place.is_direct).await,
        }
    }

    async fn look_up(
        &self,
        spot: Spot<'_>,
        question: &Question,
        is_direct: bool,
    ) -> Result<(), Error> {
        let request = self.request(spot, question, is_direct).await;
        let command = question.command();
        // What opens a round stands before its first question.
        let opens = matches!(command, Some(Command::QuizStart(_)));
        let _turn = match self.bot.quiz().filter(|_| opens) {
            Some(quiz) => Some(quiz.turn(&request.room.id).await),
            None => None,
        };
        let is_private = command.as_ref().is_some_and(Command::is_private);
        let looking = async {
            let _turn = self.turns.acquire().await;
            let reply = self.bot.answer(&request).await;
            let (command, part) = (command.as_ref(), question.part);
            let shown = message::show(&reply, View { command, part });
            (reply, shown)
        };
        let ((reply, shown), is_typing) = with_typing(spot.room, looking).await;
        let sent = if Self::is_acknowledged(question, &reply) {
            self.acknowledge(spot, question, (&reply, &shown)).await
        } else if is_private && !is_direct {
            self.reply_in_private(spot, &shown).await
        } else {
            self.reply_with_picture(spot.about(&reply), (&reply, &shown))
                .await
        };
        if is_typing {
            quietly(spot.room.typing_notice(false).await);
        }
        sent
    }

    async fn request(&self, spot: Spot<'_>, question: &Question, is_direct: bool) -> Request {
        let member = self.member(spot.room, &spot.event.sender, is_direct).await;
        let mut room = question.room(&rounds::id(spot.room.room_id(), spot.thread));
        room.server = rounds::server(Some(spot.room), spot.thread);
        room.account = self.account.me.to_string();
        let mut said = question.said.clone();
        if let Some(command) = question.command().filter(Quiz::answers) {
            // Whoever calls the bot by its name is spoken to in plain words, but is not alone with it.
            said = Said::Line(command.to_string());
            room.prefixes.push(SLASH.to_owned());
            room.direct = is_direct;
        }
        Request {
            who: Person(format!("matrix:{}", spot.event.sender)),
            room,
            said,
            name: member.name,
            moderates: member.moderates,
            at: SystemTime::now(),
        }
    }

    /// Sends an answer where it was asked, and keeps what it offers.
    pub(super) async fn reply(&self, spot: Spot<'_>, shown: &Shown) -> Result<(), Error> {
        let letter = Letter {
            message: &shown.message,
            to: Some(spot.to),
            thread: spot.thread,
            concerns: spot.points_away.then_some(spot.event.sender.as_str()),
            answers: spot.event.id.clone(),
        };
        let sent = send::send(spot.room, &letter).await?;
        self.keep(spot.room, spot.event, (sent, shown, spot.thread))
            .await;
        Ok(())
    }

    /// Sends an answer to the one who asked alone, and a line where it was asked that says so.
    async fn reply_in_private(&self, spot: Spot<'_>, shown: &Shown) -> Result<(), Error> {
        let pointer = match self.tell_in_private(spot, shown).await {
            Ok(()) => IN_PRIVATE,
            Err(error) if trouble::of(&error) == Trouble::Refused => {
                tracing::info!(%error, "a direct chat can’t be opened");
                NOT_IN_PRIVATE
            }
            Err(error) => return Err(error),
        };
        let pointer = noticed(pointer);
        let letter = Letter {
            message: &pointer.message,
            to: Some(spot.to),
            thread: spot.thread,
            concerns: Some(&spot.event.sender),
            answers: format!("{} pointer", spot.event.id),
        };
        send::send(spot.room, &letter).await?;
        Ok(())
    }

    async fn tell_in_private(&self, spot: Spot<'_>, shown: &Shown) -> Result<(), Error> {
        let chat = self.direct_chat(&spot.event.sender).await?;
        let letter = Letter {
            message: &shown.message,
            to: None,
            thread: None,
            concerns: None,
            answers: spot.event.id.clone(),
        };
        let sent = send::send(&chat, &letter).await?;
        self.keep(&chat, spot.event, (sent, shown, None)).await;
        Ok(())
    }

    /// The direct chat with a person: the one there is, or a new one, encrypted, to which they are
    /// invited.
    async fn direct_chat(&self, person: &str) -> Result<Room, Error> {
        let user = UserId::parse(person)?;
        let _alone = self.opening.lock().await;
        let client = &self.account.client;
        let name = format!("{DIRECT}{user}");
        let noted = logged(self.store.note(&name).await).flatten();
        let noted =
            noted.and_then(|id| client.get_room(&matrix_sdk::ruma::RoomId::parse(id).ok()?));
        let is_theirs =
            |room: &Room| room.state() == RoomState::Joined && room.active_members_count() <= 2;
        // One that was made just now has not been told of by the homeserver.
        if let Some(room) = noted.filter(is_theirs) {
            return Ok(room);
        }
        let known = client
            .get_dm_rooms(&user)
            .find(|room| is_theirs(room) && room.active_members_count() == 2);
        let room = match known {
            Some(room) => room,
            None => client.create_dm(&user).await?,
        };
        self.is_for_two(&room);
        logged(self.store.keep_note(&name, room.room_id().as_str()).await);
        Ok(room)
    }

    /// Says what is here and how to ask, in a message that answers nothing.
    pub(super) async fn greet(&self, room: &Room, entrance: &str) {
        let place = self.place(room).await;
        let here = request::Room {
            id: format!("matrix:{}", room.room_id()),
            direct: place.is_direct,
            server: None,
            account: self.account.me.to_string(),
            prefixes: vec![self.prefix.clone()],
        };
        let greeting = self.bot.greeting(&here);
        let shown = message::show(
            &greeting,
            View {
                command: None,
                part: 1,
            },
        );
        let letter = Letter {
            message: &shown.message,
            to: None,
            thread: None,
            concerns: None,
            answers: format!("{} {entrance}", room.room_id()),
        };
        match send::send(room, &letter).await {
            Ok(_) => {
                let noted = format!("{GREETED}{}", room.room_id());
                logged(self.store.keep_note(&noted, "").await);
            }
            Err(error) => {
                tracing::warn!(%error, room = %room.room_id(), "a room could not be greeted");
            }
        }
    }

    /// Says something about an event, below it.
    pub(super) async fn say(&self, room: &Room, text: &str, about: &str) {
        let shown = noticed(text);
        let letter = Letter {
            message: &shown.message,
            to: Some(about),
            thread: None,
            concerns: None,
            answers: about.to_owned(),
        };
        quietly(send::send(room, &letter).await.map(drop));
    }

    /// Keeps what a message of ours offers.
    async fn keep(&self, room: &Room, asked: &Event, sent: (String, &Shown, Option<&str>)) {
        let (event, shown, thread) = sent;
        if shown.offered.is_empty() {
            return;
        }
        let chosen = Chosen {
            offered: shown.offered.clone(),
            thread: thread.map(str::to_owned),
            is_poll: false,
        };
        let Ok(chosen) = serde_json::to_string(&chosen) else {
            return;
        };
        let offer = Offer {
            event,
            place: mark(room, &asked.sender),
            is_list: shown.offered.is_list(),
            chosen,
        };
        logged(self.store.keep_offer(&offer, SystemTime::now()).await);
    }

    /// Keeps what a message of a round offers: by its id to everybody, and in a direct chat also as what was
    /// last said there, lists among it.
    pub(super) async fn keep_said(
        &self,
        room: &Room,
        sent: (String, &Shown, Option<&str>),
        is_poll: bool,
    ) {
        let (event, shown, thread) = sent;
        if shown.offered.is_empty() {
            return;
        }
        let person = room.direct_targets().into_iter().next();
        let person = person.filter(|_| self.is_known_direct(room));
        let chosen = Chosen {
            offered: shown.offered.clone(),
            thread: thread.map(str::to_owned),
            is_poll,
        };
        let Ok(chosen) = serde_json::to_string(&chosen) else {
            return;
        };
        let offer = Offer {
            event,
            place: mark(room, person.as_ref().map_or("", |person| person.as_str())),
            is_list: true,
            chosen,
        };
        logged(self.store.keep_offer(&offer, SystemTime::now()).await);
    }

    /// Whether a message of ours is a poll.
    pub(super) async fn is_poll(&self, event: &str) -> bool {
        read(self.store.offer(event).await).is_some_and(|chosen| chosen.is_poll)
    }

    /// What was offered before an event to which it can be the short answer.
    async fn before(&self, room: &Room, event: &Event, heard: &Heard, ears: &Ears<'_>) -> Before {
        let mut before = Before::default();
        if let Some(to) = &heard.to {
            before.reply = read(self.store.offer(to).await);
        } else if heard.goes_on(ears) {
            let place = mark(room, &event.sender);
            before.last = read(self.store.last_offer(&place).await);
            before.list = read(self.store.last_list(&place).await);
            before.goes_on = true;
        }
        before
    }

    async fn place(&self, room: &Room) -> Place {
        let me = room.get_member_no_sync(&self.account.me).await;
        let name = me.ok().flatten();
        let name = name.and_then(|member| member.display_name().map(str::to_owned));
        Place {
            name,
            is_direct: self.is_direct(room).await,
        }
    }

    fn ears<'a>(&'a self, place: &'a Place) -> Ears<'a> {
        Ears {
            me: self.account.me.as_str(),
            name: place.name.as_deref(),
            prefix: &self.prefix,
            direct: place.is_direct,
        }
    }
}

const IN_PRIVATE: &str = "I answered in our direct chat.";
const NOT_IN_PRIVATE: &str = "I can’t open a direct chat with you. Invite me to one and ask there.";

/// What was offered before an event.
#[derive(Default)]
struct Before {
    reply: Option<Chosen>,
    last: Option<Chosen>,
    list: Option<Chosen>,
    goes_on: bool,
}

impl Before {
    fn after(&self) -> After<'_> {
        fn offered(chosen: Option<&Chosen>) -> Option<&Offered> {
            chosen.map(|chosen| &chosen.offered)
        }
        match (&self.reply, self.goes_on) {
            (Some(chosen), _) => After::Reply(&chosen.offered),
            (None, true) => After::Last(offered(self.last.as_ref()), offered(self.list.as_ref())),
            (None, false) => After::Nothing,
        }
    }
}

fn read(kept: Result<Option<String>, crate::store::Error>) -> Option<Chosen> {
    serde_json::from_str(&logged(kept)??).ok()
}

fn heard(event: &Event, ears: &Ears<'_>) -> Option<Heard> {
    match event.kind.as_str() {
        MESSAGE => Heard::message(&event.content, ears),
        REACTION => Heard::reaction(&event.content),
        VOTE | VOTE_LATER => Heard::vote(&event.content),
        _ => None,
    }
}

fn noticed(text: &str) -> Shown {
    let reply = Reply {
        blocks: vec![Block::Notice {
            text: text.to_owned(),
        }],
        ..Reply::to("")
    };
    message::show(
        &reply,
        View {
            command: None,
            part: 1,
        },
    )
}

/// A mark for a person in a room, from which neither can be read.
fn mark(room: &Room, person: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(room.room_id().as_bytes());
    hasher.update(b" ");
    hasher.update(person.as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Works, and shows in the room that it does where it takes long; says whether it showed it.
async fn with_typing<T>(room: &Room, work: impl Future<Output = T>) -> (T, bool) {
    tokio::pin!(work);
    if let Ok(done) = tokio::time::timeout(SOON, &mut work).await {
        return (done, false);
    }
    loop {
        let typing = async {
            quietly(room.typing_notice(true).await);
            tokio::time::sleep(TYPING).await;
        };
        tokio::select! {
            done = &mut work => return (done, true),
            () = typing => {}
        }
    }
}

/// What nobody misses where it fails.
pub(super) fn quietly(done: Result<(), Error>) {
    if let Err(error) = done {
        tracing::debug!(%error, "a notice was not sent");
    }
}
