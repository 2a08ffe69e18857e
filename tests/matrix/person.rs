//! A person whose client is matrix-nio: what they say, and what they see.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::child::Script;
use super::homeserver::{Account, Homeserver, PASSWORD, folder};
use super::shape::Shape;

/// A person with a client that runs.
pub(crate) struct Person {
    script: Script,
    asked: AtomicU64,
    /// Who it is.
    pub(crate) account: Account,
    _store: TempDir,
}

/// A room, as one of the people in it sees it.
#[derive(Debug, Clone)]
pub(crate) struct Room {
    /// Its id.
    pub(crate) id: String,
    /// Whether what is said here is encrypted.
    pub(crate) encrypted: bool,
}

/// An event that somebody else sent.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// Its id.
    pub(crate) id: String,
    /// Who sent it.
    pub(crate) sender: String,
    /// Its type.
    pub(crate) kind: String,
    /// What an event of the room's state is about; a message is none.
    pub(crate) about: Option<String>,
    /// Its content, readable.
    pub(crate) content: Value,
    /// Whether it came encrypted.
    pub(crate) encrypted: bool,
    /// Whether it could be read.
    pub(crate) readable: bool,
}

impl Person {
    /// A new account with a client.
    pub(crate) fn join(server: &Homeserver, name: &str) -> Self {
        let account = server.account(name);
        let (store, path) = folder();
        let arguments = [&server.url, &account.name, PASSWORD, &path];
        let script = Script::start(&server.python, "person.py", &arguments);
        script.until("ready", 0, |line| line.get("ready").map(|_| ()));
        Self {
            script,
            asked: AtomicU64::new(0),
            account,
            _store: store,
        }
    }

    /// Makes a room with somebody, who has joined when this returns.
    pub(crate) fn room_with(&self, whom: &str, encrypted: bool) -> Room {
        let room = self.room(whom, encrypted, &json!({"preset": "private_chat"}));
        self.until_member(&room, whom, "join");
        room
    }

    /// Makes a direct chat with somebody, who has joined when this returns.
    pub(crate) fn direct_with(&self, whom: &str, encrypted: bool) -> Room {
        let body = json!({"preset": "trusted_private_chat", "is_direct": true});
        let room = self.room(whom, encrypted, &body);
        self.until_member(&room, whom, "join");
        room
    }

    /// Makes a room to which somebody is invited.
    pub(crate) fn room(&self, whom: &str, encrypted: bool, body: &Value) -> Room {
        let mut body = body.clone();
        body["invite"] = json!([whom]);
        if encrypted {
            let algorithm = json!({"algorithm": "m.megolm.v1.aes-sha2"});
            let state = json!({"type": "m.room.encryption", "state_key": "", "content": algorithm});
            body["initial_state"] = json!([state]);
        }
        let made = self.call("POST", "createRoom", &body);
        Room {
            id: made["room_id"].as_str().unwrap().to_owned(),
            encrypted,
        }
    }

    /// Waits until somebody has joined or left a room.
    pub(crate) fn until_member(&self, room: &Room, whom: &str, membership: &str) {
        let what = format!("{membership} of {whom}");
        self.until(&what, room, 0, |event| {
            let is_meant = event.kind == "m.room.member"
                && event.content["membership"] == membership
                && event.about.as_deref() == Some(whom);
            is_meant.then_some(())
        });
    }

    /// Says something in a room, and gives the id of the event.
    pub(crate) fn say(&self, room: &Room, text: &str) -> String {
        self.send(room, "m.room.message", &said(text))
    }

    /// Says something that replies to an event.
    pub(crate) fn reply(&self, room: &Room, to: &Event, text: &str) -> String {
        let mut content = said(text);
        content["m.relates_to"] = json!({"m.in_reply_to": {"event_id": to.id}});
        // As clients do for who wrote what is replied to.
        content["m.mentions"] = json!({"user_ids": [to.sender]});
        self.send(room, "m.room.message", &content)
    }

    /// Reacts to an event.
    pub(crate) fn react(&self, room: &Room, to: &Event, key: &str) -> String {
        let relation = json!({"rel_type": "m.annotation", "event_id": to.id, "key": key});
        self.send(room, "m.reaction", &json!({"m.relates_to": relation}))
    }

    /// Sends an event, encrypted where the room is, and gives its id.
    pub(crate) fn send(&self, room: &Room, kind: &str, content: &Value) -> String {
        let what = json!({"do": "send", "room": room.id, "type": kind, "content": content});
        let sent = self.ask(what);
        sent["event_id"].as_str().unwrap().to_owned()
    }

    /// Calls the client-server API as this person.
    pub(crate) fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(json!({"do": "call", "method": method, "path": path, "body": body}))
    }

    fn ask(&self, mut what: Value) -> Value {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let told = format!("an answer to {what}");
        what["id"] = json!(number);
        let from = self.script.count();
        self.script.tell(&what);
        self.script.until(&told, from, |line| {
            assert!(line["failed"] != number, "{told}: {line}");
            (line["done"] == number).then(|| line["answer"].clone())
        })
    }

    /// Asks something in a room, and waits for the answer.
    pub(crate) fn ask_in(&self, room: &Room, text: &str) -> Event {
        let asked = self.say(room, text);
        self.answer_to(room, &asked)
    }

    /// Waits for the answer to an event.
    pub(crate) fn answer_to(&self, room: &Room, asked: &str) -> Event {
        let what = format!("an answer to {asked}");
        let answer = self.until(&what, room, 0, |event| {
            (event.replies_to() == Some(asked)).then(|| event.clone())
        });
        answer.is_right(room);
        answer
    }

    /// Whether an event has been answered by now.
    pub(crate) fn is_answered(&self, room: &Room, asked: &str) -> bool {
        let lines = self.script.lines().into_iter();
        let mut here = lines.filter(|line| line["room"] == *room.id);
        here.any(|line| Event::read(&line).is_some_and(|event| event.replies_to() == Some(asked)))
    }

    /// Waits for a message of somebody that answers nothing.
    pub(crate) fn message_of(&self, room: &Room, whom: &str) -> Event {
        let what = format!("a message of {whom}");
        let message = self.until(&what, room, 0, |event| {
            let is_meant = event.sender == whom && event.kind == "m.room.message";
            (is_meant && event.replies_to().is_none()).then(|| event.clone())
        });
        message.is_right(room);
        message
    }

    /// Waits for an event in a room.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        room: &Room,
        from: usize,
        find: impl Fn(&Event) -> Option<T>,
    ) -> T {
        self.script.until(what, from, |line| {
            find(&Event::read(line).filter(|_| line["room"] == *room.id)?)
        })
    }

    /// The room that somebody invites this person to.
    pub(crate) fn until_invited(&self, by: &str) -> Room {
        let invited = |line: &Value| (line["from"] == by).then(|| line["invite"].clone());
        let id = self.script.until("an invitation", 0, invited);
        Room {
            id: id.as_str().unwrap().to_owned(),
            encrypted: true,
        }
    }

    /// How much has been seen so far.
    pub(crate) fn seen(&self) -> usize {
        self.script.count()
    }

    /// What somebody has sent into a room so far, readable or not, but for what only keeps the room.
    pub(crate) fn events_of(&self, room: &Room, whom: &str) -> Vec<Event> {
        let lines = self.script.lines().into_iter();
        let here = lines.filter(|line| line["room"] == *room.id);
        here.filter_map(|line| Event::read(&line))
            .filter(|event| event.sender == whom && event.about.is_none())
            .collect()
    }
}

fn said(text: &str) -> Value {
    json!({"msgtype": "m.text", "body": text, "m.mentions": {}})
}

impl Event {
    fn read(line: &Value) -> Option<Self> {
        let event = line.get("event")?;
        Some(Self {
            id: event["event_id"].as_str()?.to_owned(),
            sender: event["sender"].as_str()?.to_owned(),
            kind: event["type"].as_str()?.to_owned(),
            content: event["content"].clone(),
            about: event["state_key"].as_str().map(str::to_owned),
            encrypted: line["encrypted"] == true,
            readable: line["readable"] == true,
        })
    }

    /// The event that it replies to.
    pub(crate) fn replies_to(&self) -> Option<&str> {
        self.content["m.relates_to"]["m.in_reply_to"]["event_id"].as_str()
    }

    /// The thread that it stands in.
    pub(crate) fn thread(&self) -> Option<&str> {
        let relation = &self.content["m.relates_to"];
        let root = relation["event_id"].as_str()?;
        (relation["rel_type"] == "m.thread").then_some(root)
    }

    /// Whether it says something new: a message or a poll, and no change of one.
    pub(crate) fn is_said(&self) -> bool {
        let is_edit = self.content["m.relates_to"]["rel_type"] == "m.replace";
        let kinds = ["m.room.message", "org.matrix.msc3381.poll.start"];
        kinds.contains(&&*self.kind) && !is_edit
    }

    /// Whether it says under an event that that was heard.
    pub(crate) fn is_sign_under(&self, id: &str) -> bool {
        let relation = &self.content["m.relates_to"];
        self.kind == "m.reaction" && relation["event_id"] == id && relation["key"] == "☑️"
    }

    /// The content of a vote for an option, where it is a poll.
    pub(crate) fn vote_for(&self, option: &str) -> Option<Value> {
        let answers = self.content["org.matrix.msc3381.poll.start"]["answers"].as_array()?;
        let is_meant = |answer: &&Value| answer["org.matrix.msc1767.text"] == option;
        let id = &answers.iter().find(is_meant).unwrap()["id"];
        Some(json!({
            "m.relates_to": {"rel_type": "m.reference", "event_id": self.id},
            "org.matrix.msc3381.poll.response": {"answers": [id]},
        }))
    }

    /// What it says.
    pub(crate) fn body(&self) -> &str {
        self.content["body"].as_str().unwrap_or_default()
    }

    /// Holds a message of the bot to what each must be.
    pub(crate) fn is_right(&self, room: &Room) {
        let content = &self.content;
        assert!(self.readable, "it could not be read: {self:?}");
        assert_eq!(self.encrypted, room.encrypted, "{self:?}");
        assert_eq!(content["msgtype"], "m.notice", "{self:?}");
        assert_eq!(content["format"], "org.matrix.custom.html", "{self:?}");
        assert!(content["m.mentions"].is_object(), "{self:?}");
        assert!(content["m.mentions"].get("room").is_none(), "{self:?}");
        let html = content["formatted_body"].as_str().unwrap();
        let shape = Shape::of(html).unwrap_or_else(|fault| panic!("{fault}: {self:?}"));
        assert!(html.len() <= LARGEST && self.body().len() <= LARGEST);
        assert!(!shape.text.trim().is_empty() && !self.body().trim().is_empty());
    }
}

/// The most bytes that a body has.
const LARGEST: usize = 10_000;
