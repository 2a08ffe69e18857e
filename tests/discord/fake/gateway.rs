//! The gateway: sessions that survive their connections, events that are numbered and replayed.
//!
//! Op codes and close codes: “Gateway Events” and “Opcodes and Status Codes” of Discord's
//! documentation. A connection's task ([`converse`]) only carries frames; what they lead to is
//! decided in functions of [`State`], which never wait.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::Shared;
use super::state::{APPLICATION, SERVER, State};

/// What the fake says or does on a connection.
#[derive(Clone, Debug)]
pub(crate) enum Order {
    /// Sends this.
    Say(String),
    /// Closes with a code, or without one.
    Close(Option<u16>),
    /// Ends the TCP connection without a word.
    Cut,
}

impl Order {
    /// Asks the client to reconnect (op 7).
    pub(crate) fn reconnect() -> Self {
        Self::frame(&json!({"op": 7, "d": null}))
    }

    /// Tells the client that its session is invalid (op 9), and whether it may resume.
    pub(crate) fn invalid(may_resume: bool) -> Self {
        Self::frame(&json!({"op": 9, "d": may_resume}))
    }

    fn frame(frame: &Value) -> Self {
        Self::Say(frame.to_string())
    }
}

/// What a client gets that introduces itself or resumes, instead of a welcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Greeting {
    /// An invalid session (op 9), which cannot be resumed.
    Invalid,
    /// A close with this code.
    Close(u16),
}

/// A connection that is open.
pub(super) struct Connection {
    orders: UnboundedSender<Order>,
    session: Option<String>,
}

impl Connection {
    pub(super) fn order(&self, order: Order) {
        // One that has just ended takes no more orders.
        let _ = self.orders.send(order);
    }
}

/// What a client is told, over one connection after another.
pub(super) struct Session {
    id: String,
    shard: (u64, u64),
    intents: u64,
    /// Every event so far with its number.
    kept: Vec<Value>,
    number: u64,
}

/// The intents that need an application's review: members, presences, message content.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;
const GUILDS: u64 = 1;
/// What a client may send in one frame.
const LONGEST_FRAME: usize = 4096;
/// How long must lie between two introductions, less what a frame may be late.
const BETWEEN_IDENTIFIES: Duration = Duration::from_millis(4_900);

/// Carries frames between a client and the state until either ends it.
pub(super) async fn converse(shared: Arc<Shared>, mut socket: WebSocket) {
    let (sender, mut orders) = unbounded_channel();
    let (number, interval) = shared.with(|state| (state.open(sender), state.interval));
    let (mut heard, mut is_ignored) = (Instant::now(), false);
    loop {
        let silence = tokio::time::sleep_until((heard + interval * 2).into());
        tokio::select! {
            frame = socket.recv() => match frame {
                Some(Ok(Frame::Text(text))) => {
                    if shared.with(|state| state.hear(number, &text)) == Some(1) {
                        heard = Instant::now();
                        is_ignored |= !shared.lock().acknowledges;
                    }
                }
                Some(Ok(Frame::Close(close))) => {
                    let code = close.map(|close| close.code);
                    shared.with(|state| state.closed(number, code));
                    break;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break,
            },
            order = orders.recv() => if !carry_out(order, &mut socket).await { break },
            () = silence => {
                // A client that is not answered may give up.
                if !is_ignored {
                    shared.with(|state| state.fault("no heartbeat for two intervals"));
                }
                break;
            }
        }
    }
    shared.with(|state| state.connections.remove(&number));
}

/// Does what is ordered; false where that ends the connection.
async fn carry_out(order: Option<Order>, socket: &mut WebSocket) -> bool {
    match order {
        Some(Order::Say(text)) => socket.send(Frame::Text(text.into())).await.is_ok(),
        Some(Order::Close(code)) => {
            let frame = code.map(|code| CloseFrame {
                code,
                reason: "as ordered".into(),
            });
            // The client may be gone already, which is what is wanted.
            let _ = socket.send(Frame::Close(frame)).await;
            // A client that does not take notice is still connected.
            code.is_none()
        }
        Some(Order::Cut) | None => false,
    }
}

impl State {
    fn open(&mut self, orders: UnboundedSender<Order>) -> usize {
        self.opened += 1;
        let connection = Connection {
            orders,
            session: None,
        };
        let interval = self.interval.as_millis() as u64;
        connection.order(Order::frame(
            &json!({"op": 10, "d": {"heartbeat_interval": interval}}),
        ));
        self.connections.insert(self.opened, connection);
        self.opened
    }

    /// Takes note of a frame and orders the answer; gives its op code.
    fn hear(&mut self, connection: usize, text: &str) -> Option<u64> {
        let Ok(frame) = serde_json::from_str::<Value>(text) else {
            self.fault(format!("a frame that is no JSON: {text}"));
            self.close(connection, 4002);
            return None;
        };
        if text.len() > LONGEST_FRAME {
            self.fault(format!("a frame of {} bytes", text.len()));
        }
        let op = frame["op"].as_u64();
        match op {
            Some(1) if self.acknowledges => {
                self.tell(connection, &json!({"op": 11}));
            }
            Some(1 | 3) => {}
            Some(2) => self.identify(connection, &frame["d"]),
            Some(6) => self.resume(connection, &frame["d"]),
            _ => {
                self.fault(format!("a frame with op {op:?}"));
                self.close(connection, 4001);
            }
        }
        self.frames.push(frame);
        op
    }

    fn closed(&mut self, connection: usize, code: Option<u16>) {
        self.closes.push(code);
        // After these a session can't be resumed.
        if let (Some(1000 | 1001), Some(session)) = (code, self.session_of(connection)) {
            self.sessions.retain(|other| other.id != session);
        }
    }

    fn identify(&mut self, connection: usize, wanted: &Value) {
        if let Some(greeting) = self.greetings.pop_front() {
            self.identified = Some(Instant::now());
            return self.greet(connection, greeting);
        }
        let token = wanted["token"].as_str().unwrap_or_default();
        if token.trim_start_matches("Bot ") != self.token {
            return self.close(connection, 4004);
        }
        if self.session_of(connection).is_some() {
            self.fault("IDENTIFY twice on one connection");
            return self.close(connection, 4005);
        }
        let intents = wanted["intents"].as_u64().unwrap_or(u64::MAX);
        if intents & PRIVILEGED != 0 {
            self.fault(format!("privileged intents are asked for: {intents:#b}"));
            return self.close(connection, 4014);
        }
        for key in ["os", "browser", "device"] {
            if !wanted["properties"][key].is_string() {
                self.fault(format!("IDENTIFY without properties.{key}"));
            }
        }
        let shard = shard(&wanted["shard"]);
        // Shards have their turns as well; this fake has one turn for all, as a small bot has.
        let last = self.identified.replace(Instant::now());
        if last.is_some_and(|last| last.elapsed() < BETWEEN_IDENTIFIES) {
            self.fault("IDENTIFY twice within five seconds");
            return self.greet(connection, Greeting::Invalid);
        }
        self.welcome(connection, shard, intents);
    }

    fn welcome(&mut self, connection: usize, shard: (u64, u64), intents: u64) {
        self.sessions.retain(|session| session.shard != shard);
        let id = format!("session-{}", self.next_id());
        if let Some(connection) = self.connections.get_mut(&connection) {
            connection.session = Some(id.clone());
        }
        let ready = ready(&id, shard, self);
        self.sessions.push(Session {
            id: id.clone(),
            shard,
            intents,
            kept: Vec::new(),
            number: 0,
        });
        self.dispatch_in(&id, "READY", &ready);
        if intents & GUILDS != 0 && is_for(shard, SERVER) {
            self.dispatch_in(&id, "GUILD_CREATE", &server());
        }
    }

    fn resume(&mut self, connection: usize, wanted: &Value) {
        if let Some(greeting) = self.greetings.pop_front() {
            return self.greet(connection, greeting);
        }
        let id = wanted["session_id"].as_str().unwrap_or_default();
        let seen = wanted["seq"].as_u64().unwrap_or(0);
        let Some(session) = self.sessions.iter().find(|session| session.id == id) else {
            return self.greet(connection, Greeting::Invalid);
        };
        if seen > session.number {
            return self.close(connection, 4007);
        }
        let missed = session.kept.iter();
        let missed: Vec<Value> = missed
            .filter(|event| event["s"].as_u64() > Some(seen))
            .cloned()
            .collect();
        if let Some(connection) = self.connections.get_mut(&connection) {
            connection.session = Some(id.to_owned());
        }
        for event in missed {
            self.deliver(&event["d"]);
            self.tell(connection, &event);
        }
        self.dispatch_in(id, "RESUMED", &json!({}));
    }

    fn greet(&mut self, connection: usize, greeting: Greeting) {
        match greeting {
            Greeting::Invalid => self.tell(connection, &json!({"op": 9, "d": false})),
            Greeting::Close(code) => self.close(connection, code),
        }
    }

    fn close(&mut self, connection: usize, code: u16) {
        if let Some(connection) = self.connections.get(&connection) {
            connection.order(Order::Close(Some(code)));
        }
    }

    fn tell(&mut self, connection: usize, frame: &Value) {
        if let Some(connection) = self.connections.get(&connection) {
            connection.order(Order::frame(frame));
        }
    }

    fn session_of(&self, connection: usize) -> Option<String> {
        self.connections.get(&connection)?.session.clone()
    }

    fn connected(&self, session: &str) -> Option<&Connection> {
        let mut open = self.connections.values().rev();
        open.find(|connection| connection.session.as_deref() == Some(session))
    }

    /// Whether a client is connected and was told that it is welcome.
    pub(crate) fn is_ready(&self) -> bool {
        let mut sessions = self.sessions.iter();
        sessions.any(|session| self.connected(&session.id).is_some())
    }

    /// Whether there is a client that can still be told what happens, at once or when it resumes.
    pub(super) fn has_session(&self) -> bool {
        !self.sessions.is_empty()
    }

    /// The sessions as clients have asked for them: shard and intents.
    pub(crate) fn welcomed(&self) -> Vec<((u64, u64), u64)> {
        let sessions = self.sessions.iter();
        sessions
            .map(|session| (session.shard, session.intents))
            .collect()
    }

    /// Sends an event of the bot's server.
    pub(crate) fn dispatch(&mut self, kind: &str, data: &Value) -> bool {
        self.dispatch_to(Some(SERVER), kind, data)
    }

    /// Sends an event to the shard that a server, or none, belongs to; false where the client is not
    /// there to hear it.
    pub(super) fn dispatch_to(&mut self, server: Option<u64>, kind: &str, data: &Value) -> bool {
        let mut sessions = self.sessions.iter();
        let session = sessions.find(|session| is_for(session.shard, server.unwrap_or(0)));
        let Some(id) = session.map(|session| session.id.clone()) else {
            return false;
        };
        self.dispatch_in(&id, kind, data)
    }

    fn dispatch_in(&mut self, session: &str, kind: &str, data: &Value) -> bool {
        let is_kept = self.measures.is_none();
        let mut sessions = self.sessions.iter_mut();
        let Some(told) = sessions.find(|other| other.id == session) else {
            return false;
        };
        told.number += 1;
        let event = json!({"op": 0, "t": kind, "s": told.number, "d": data});
        let text = event.to_string();
        if is_kept {
            told.kept.push(event);
        }
        let Some(connection) = self.connected(session) else {
            return false;
        };
        connection.order(Order::Say(text));
        true
    }
}

/// Discord's rule for which shard hears of a server; direct messages go to the first.
fn is_for((shard, shards): (u64, u64), server: u64) -> bool {
    (server >> 22) % shards == shard
}

fn shard(wanted: &Value) -> (u64, u64) {
    let number = |at: usize| wanted[at].as_u64();
    (number(0).unwrap_or(0), number(1).unwrap_or(1).max(1))
}

fn ready(session: &str, shard: (u64, u64), state: &State) -> Value {
    json!({
        "v": 10,
        "user": {"id": APPLICATION.to_string(), "username": "Lectern", "discriminator": "0000",
                 "avatar": null, "bot": true},
        "guilds": [{"id": SERVER.to_string(), "unavailable": true}],
        "session_id": session,
        "resume_gateway_url": format!("ws://{}", state.address),
        "shard": [shard.0, shard.1],
        "application": {"id": APPLICATION.to_string(), "flags": 0},
    })
}

/// A server with all that a client may insist on.
fn server() -> Value {
    let id = SERVER.to_string();
    json!({
        "id": id, "name": "Study hall", "owner_id": "1000000000000000009",
        "joined_at": "2026-01-01T00:00:00+00:00", "large": false, "member_count": 3,
        "members": [], "channels": [], "threads": [], "presences": [], "voice_states": [],
        "stage_instances": [], "guild_scheduled_events": [],
        "roles": [{"id": id, "name": "@everyone", "color": 0,
                   "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
                   "hoist": false, "managed": false, "mentionable": false, "permissions": "0",
                   "position": 0, "flags": 0}],
        "emojis": [], "features": [], "stickers": [], "default_message_notifications": 1,
        "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "verification_level": 0,
        "preferred_locale": "en-US", "premium_tier": 0, "premium_progress_bar_enabled": false,
        "system_channel_flags": 0, "afk_timeout": 300, "nsfw": false,
    })
}
