//! One interaction from the moment somebody acts: its one callback within three seconds, then edits
//! and follow-ups for fifteen minutes.
//!
//! The rules are those of “Receiving and Responding to Interactions” in Discord's documentation; the
//! error codes those of “Opcodes and Status Codes”.

use std::fmt;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::interaction::{Ask, Place};
use super::message::Message;
use super::state::State;

/// What was asked, as a test holds it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The interaction's id.
    pub(crate) id: u64,
    /// The interaction's token.
    pub(crate) token: String,
    pub(super) event: Value,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "interaction {} {}", self.id, self.event["data"])
    }
}

/// The first response.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// What it does: 4 says, 5 promises, 6 and 7 change the message, 8 offers, 9 asks.
    pub(crate) kind: u64,
    /// The whole of it.
    pub(crate) body: Value,
    /// How long it took.
    pub(crate) after: Duration,
}

/// An interaction as the fake has followed it.
pub(crate) struct Turn {
    id: u64,
    kind: u8,
    who: u64,
    place: Place,
    channel: String,
    /// The message whose button was pressed.
    pressed: Option<Message>,
    begun: Instant,
    /// The first response, once it is there.
    pub(crate) callback: Option<Callback>,
    /// Every message by the order in which the person got to see it or a change of it.
    pub(crate) shown: Vec<String>,
    original: Original,
    is_private: bool,
    pub(super) is_delivered: bool,
    pub(super) is_excused: bool,
}

/// What became of the message that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Original {
    Missing,
    /// “… is thinking”.
    Thinking,
    Shown(String),
    Deleted,
}

/// The bot must have answered by then.
const FIRST_RESPONSE: Duration = Duration::from_secs(3);
/// A token is good for this long.
const TOKEN_LIFE: Duration = Duration::from_mins(15);
/// The flag of a message that only the asker sees.
const EPHEMERAL: u64 = 64;

/// A status and a body.
pub(super) type Answer = (StatusCode, Value);

impl Turn {
    pub(super) fn new(id: u64, ask: &Ask) -> Self {
        let channel = ask.event(id, "")["channel_id"].as_str().map(str::to_owned);
        Self {
            id,
            kind: ask.kind,
            who: ask.who,
            place: ask.place,
            channel: channel.unwrap_or_default(),
            pressed: ask.message.clone(),
            begun: Instant::now(),
            callback: None,
            shown: Vec::new(),
            original: Original::Missing,
            is_private: false,
            is_delivered: false,
            is_excused: false,
        }
    }

    pub(super) fn is_unanswered(&self) -> bool {
        self.is_delivered && !self.is_excused && self.callback.is_none()
    }

    /// Whether this kind of callback answers this kind of interaction.
    fn takes(&self, kind: u64) -> bool {
        match kind {
            4 | 5 => self.kind != 4,
            6 | 7 => self.kind == 3 || (self.kind == 5 && self.pressed.is_some()),
            8 => self.kind == 4,
            9 => matches!(self.kind, 2 | 3),
            _ => false,
        }
    }

    fn message(&self, id: String, body: &Value, is_private: bool) -> Message {
        let mut message = Message {
            id,
            is_private,
            body: json!({}),
            channel: self.channel.clone(),
            place: self.place,
            asker: self.who,
            nonce: None,
            edits: 0,
        };
        message.edit(body);
        message
    }
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "interaction {} of type {}", self.id, self.kind)
    }
}

impl State {
    /// Notes that an interaction has reached the bot.
    pub(super) fn deliver(&mut self, event: &Value) {
        let token = event["token"].as_str().unwrap_or_default();
        if let Some(turn) = self.turns.get_mut(token) {
            turn.is_delivered = true;
        }
    }

    /// POST `/interactions/{id}/{token}/callback`.
    pub(super) fn call_back(&mut self, token: &str, body: &Value, at: Instant) -> Answer {
        let Some(mut turn) = self.turns.remove(token) else {
            return self.refuse(404, 10062, "Unknown interaction", "a callback for no one");
        };
        let answer = self.call_back_to(&mut turn, body, at);
        self.turns.insert(token.to_owned(), turn);
        answer
    }

    fn call_back_to(&mut self, turn: &mut Turn, body: &Value, at: Instant) -> Answer {
        let after = at.saturating_duration_since(turn.begun);
        let kind = body["type"].as_u64().unwrap_or(0);
        if turn.callback.is_some() {
            let what = format!("{turn}: a second callback");
            return self.refuse(
                400,
                40060,
                "Interaction has already been acknowledged.",
                &what,
            );
        }
        if after > FIRST_RESPONSE {
            let what = format!("{turn}: a callback after {after:?}");
            return self.refuse(404, 10062, "Unknown interaction", &what);
        }
        if !turn.takes(kind) {
            let what = format!("{turn}: a callback of type {kind}");
            return self.refuse(400, 50035, "Invalid Form Body", &what);
        }
        turn.is_private = body["data"]["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0;
        match kind {
            4 => {
                let id = self.next_id().to_string();
                let message = turn.message(id.clone(), &body["data"], turn.is_private);
                self.messages.insert(id.clone(), message);
                turn.original = Original::Shown(id.clone());
                turn.shown.push(id);
            }
            5 => turn.original = Original::Thinking,
            6 | 7 => self.change_pressed(turn, &body["data"], kind == 7),
            _ => {}
        }
        turn.callback = Some(Callback {
            kind,
            body: body.clone(),
            after,
        });
        (StatusCode::NO_CONTENT, Value::Null)
    }

    /// The message with the button becomes the one that edits are about.
    fn change_pressed(&mut self, turn: &mut Turn, body: &Value, is_shown: bool) {
        let Some(pressed) = &turn.pressed else { return };
        let message = self.messages.get_mut(&pressed.id);
        let Some(message) = message else { return };
        turn.is_private = message.is_private;
        turn.original = Original::Shown(message.id.clone());
        if is_shown {
            message.edit(body);
            turn.shown.push(message.id.clone());
        }
    }

    /// POST `/webhooks/{application}/{token}`.
    pub(super) fn follow_up(&mut self, token: &str, body: &Value) -> Answer {
        let turn = match self.turn_to_go_on(token) {
            Ok(turn) => turn,
            Err(answer) => return answer,
        };
        // What follows a promise first keeps it, and is as private as the promise was.
        let keeps = turn.original == Original::Thinking;
        let wanted = body["flags"].as_u64().unwrap_or(0) & EPHEMERAL != 0;
        let is_private = if keeps { turn.is_private } else { wanted };
        let mismatch = (keeps && wanted != is_private).then(|| {
            format!("{turn}: the first follow-up of a promise keeps the promise’s privacy")
        });
        if let Some(mismatch) = mismatch {
            self.fault(mismatch);
        }
        let id = self.next_id().to_string();
        self.show(token, id, body, (is_private, keeps))
    }

    /// PATCH `/webhooks/{application}/{token}/messages/{id}`.
    pub(super) fn edit(&mut self, token: &str, id: &str, body: &Value) -> Answer {
        let turn = match self.turn_to_go_on(token) {
            Ok(turn) => turn,
            Err(answer) => return answer,
        };
        let (original, is_private) = (turn.original.clone(), turn.is_private);
        let id = match (id, original) {
            ("@original", Original::Thinking) => {
                let id = self.next_id().to_string();
                return self.show(token, id, body, (is_private, true));
            }
            ("@original", Original::Shown(id)) => id,
            ("@original", _) => {
                return self.refuse(404, 10008, "Unknown Message", "an edit of no message");
            }
            (id, _) => id.to_owned(),
        };
        let Some(message) = self.messages.get_mut(&id) else {
            return self.refuse(
                404,
                10008,
                "Unknown Message",
                "an edit of an unknown message",
            );
        };
        message.edit(body);
        let full = message.full(message.asker);
        if let Some(turn) = self.turns.get_mut(token) {
            turn.shown.push(id);
        }
        (StatusCode::OK, full)
    }

    fn show(
        &mut self,
        token: &str,
        id: String,
        body: &Value,
        (is_private, is_original): (bool, bool),
    ) -> Answer {
        let Some(turn) = self.turns.get_mut(token) else {
            return self.refuse(404, 10015, "Unknown Webhook", "a message for no one");
        };
        let message = turn.message(id.clone(), body, is_private);
        if is_original {
            turn.original = Original::Shown(id.clone());
        }
        turn.shown.push(id.clone());
        let full = message.full(turn.who);
        self.messages.insert(id, message);
        (StatusCode::OK, full)
    }

    /// DELETE `/webhooks/{application}/{token}/messages/{id}`.
    pub(super) fn delete(&mut self, token: &str, id: &str) -> Answer {
        if let Err(answer) = self.turn_to_go_on(token) {
            return answer;
        }
        let Some(turn) = self.turns.get_mut(token) else {
            return self.refuse(404, 10015, "Unknown Webhook", "a deletion for no one");
        };
        let mut gone = id.to_owned();
        if id == "@original" {
            match std::mem::replace(&mut turn.original, Original::Deleted) {
                Original::Shown(id) => gone = id,
                Original::Thinking => return (StatusCode::NO_CONTENT, Value::Null),
                Original::Missing | Original::Deleted => {
                    return self.refuse(404, 10008, "Unknown Message", "a deletion of nothing");
                }
            }
        }
        turn.shown.retain(|id| *id != gone);
        self.messages.remove(&gone);
        (StatusCode::NO_CONTENT, Value::Null)
    }

    /// GET `/webhooks/{application}/{token}/messages/{id}`.
    pub(super) fn look_at(&mut self, token: &str, id: &str) -> Answer {
        let turn = match self.turn_to_go_on(token) {
            Ok(turn) => turn,
            Err(answer) => return answer,
        };
        let id = match (&turn.original, id) {
            (Original::Shown(original), "@original") => original.clone(),
            _ => id.to_owned(),
        };
        match self.messages.get(&id) {
            Some(message) => (StatusCode::OK, message.full(message.asker)),
            None => self.refuse(404, 10008, "Unknown Message", "a look at no message"),
        }
    }

    /// The turn of a token that was called back and is not too old.
    fn turn_to_go_on(&mut self, token: &str) -> Result<&Turn, Answer> {
        let Some(turn) = self.turns.get(token) else {
            return Err(self.refuse(404, 10015, "Unknown Webhook", "a token that is not known"));
        };
        if turn.callback.is_none() {
            let what = format!("{turn}: a follow-up or an edit before the callback");
            return Err(self.refuse(404, 10015, "Unknown Webhook", &what));
        }
        if turn.begun.elapsed() > TOKEN_LIFE {
            let what = format!("{turn}: a follow-up or an edit after 15 minutes");
            return Err(self.refuse(401, 50027, "Invalid Webhook Token", &what));
        }
        Ok(&self.turns[token])
    }

    /// Refuses what a bot should not have asked.
    pub(super) fn refuse(&mut self, status: u16, code: u32, message: &str, fault: &str) -> Answer {
        self.fault(fault);
        error(status, code, message)
    }
}

/// An error as Discord words it.
pub(super) fn error(status: u16, code: u32, message: &str) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, json!({"message": message, "code": code}))
}
