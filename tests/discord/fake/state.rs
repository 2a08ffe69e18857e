//! What the fake knows: what was asked and answered, who is connected, what was wrong.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::gateway::{Connection, Greeting, Order, Session};
use super::interaction::Ask;
use super::message::Message;
use super::rule::Rule;
use super::turn::{Asked, Turn};

/// The bot's token; it has the form of a real one and is none.
pub(crate) const TOKEN: &str =
    "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gfaked.for-tests-on-loopback-only-0123456789";
/// The application, which is also the bot's user.
pub(crate) const APPLICATION: u64 = 1_100_000_000_000_000_001;
/// The one server that the bot is in.
pub(crate) const SERVER: u64 = 1_200_000_000_000_000_001;

/// A REST call as it came, and what it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// `POST /interactions/…/callback`, without what stands after a question mark.
    pub(crate) what: String,
    /// The body, if it was JSON.
    pub(crate) body: Value,
    /// The status of the answer.
    pub(crate) status: u16,
}

/// Everything the fake knows.
pub(crate) struct State {
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// The only token it lets in.
    pub(crate) token: String,
    /// How often it wants a heartbeat.
    pub(crate) interval: Duration,
    /// Whether it acknowledges heartbeats.
    pub(crate) acknowledges: bool,
    /// Whether it refuses gateway connections.
    pub(crate) is_closed: bool,
    /// What the next clients that introduce themselves or resume get instead of a welcome.
    pub(crate) greetings: VecDeque<Greeting>,
    /// What the next calls get.
    pub(super) rules: Vec<Rule>,
    /// Every REST call.
    pub(crate) calls: Vec<Call>,
    /// Every frame of a client.
    pub(crate) frames: Vec<Value>,
    /// Every close code that a client sent; none for a close without one.
    pub(crate) closes: Vec<Option<u16>>,
    /// How many gateway connections were ever opened.
    pub(crate) opened: usize,
    /// How many were refused.
    pub(crate) refused: usize,
    /// When a client last introduced itself.
    pub(super) identified: Option<Instant>,
    pub(super) connections: BTreeMap<usize, Connection>,
    pub(super) sessions: Vec<Session>,
    /// The commands, by server, and for none.
    pub(crate) commands: BTreeMap<Option<u64>, Vec<Value>>,
    pub(super) turns: HashMap<String, Turn>,
    /// Every message by its id.
    pub(crate) messages: HashMap<String, Message>,
    /// What the bot has posted by itself, in order.
    pub(crate) posted: Vec<String>,
    /// What Discord would not have.
    pub(super) faults: Vec<String>,
    /// Where measurements go: the token of what is answered, and when. Nothing is checked or kept
    /// then.
    pub(crate) measures: Option<tokio::sync::mpsc::UnboundedSender<(String, Instant)>>,
    last_id: u64,
}

impl State {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            token: TOKEN.to_owned(),
            interval: Duration::from_millis(41_250),
            acknowledges: true,
            is_closed: false,
            greetings: VecDeque::new(),
            rules: Vec::new(),
            calls: Vec::new(),
            frames: Vec::new(),
            closes: Vec::new(),
            opened: 0,
            refused: 0,
            identified: None,
            connections: BTreeMap::new(),
            sessions: Vec::new(),
            commands: BTreeMap::new(),
            turns: HashMap::new(),
            messages: HashMap::new(),
            posted: Vec::new(),
            faults: Vec::new(),
            measures: None,
            last_id: 1_300_000_000_000_000_000,
        }
    }

    /// A new snowflake.
    pub(super) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Notes what Discord would not have.
    pub(super) fn fault(&mut self, what: impl Into<String>) {
        self.faults.push(what.into());
    }

    /// How many calls contain something in their method and path.
    pub(crate) fn called(&self, part: &str) -> usize {
        let calls = self.calls.iter();
        calls.filter(|call| call.what.contains(part)).count()
    }

    /// How many rules no call has met yet.
    pub(crate) fn rules_left(&self) -> usize {
        self.rules.len()
    }

    /// The interaction as the fake has followed it.
    pub(crate) fn turn(&self, asked: &Asked) -> Option<&Turn> {
        self.turns.get(&asked.token)
    }

    /// Sends an interaction to the bot.
    pub(crate) fn ask(&mut self, ask: &Ask) -> Asked {
        let is_followed = self.measures.is_none();
        if is_followed {
            ask.hold_to(self.definitions());
        }
        let id = self.next_id();
        let token = format!("token-of-{id}");
        let mut event = ask.event(id, &token);
        if let (Some(key), Some(event)) = (ask.left_out, event.as_object_mut()) {
            event.remove(key);
        }
        let mut turn = is_followed.then(|| Turn::new(id, ask));
        let is_delivered = self.dispatch_to(ask.server(), "INTERACTION_CREATE", &event);
        if let Some(mut turn) = turn.take() {
            turn.is_delivered = is_delivered;
            self.turns.insert(token.clone(), turn);
        }
        Asked { id, token, event }
    }

    /// Does not ask for an answer to this: the bot could not give one.
    pub(crate) fn excuse(&mut self, asked: &Asked) {
        if let Some(turn) = self.turns.get_mut(&asked.token) {
            turn.is_excused = true;
        }
    }

    /// Lets so much time pass that a client may introduce itself again.
    pub(crate) fn let_time_pass(&mut self) {
        self.identified = None;
    }

    /// Every command that a person on the server can see.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = &Value> {
        self.commands.values().flatten()
    }

    /// The faults, and as such what was never answered.
    pub(super) fn faults_at_the_end(&mut self) -> Vec<String> {
        let mut faults = std::mem::take(&mut self.faults);
        let unanswered = self.turns.values().filter(|turn| turn.is_unanswered());
        faults.extend(unanswered.map(|turn| format!("{turn}: no answer")));
        faults
    }

    /// Everything that happened, for the message of a test that fails.
    pub(super) fn account(&self) -> String {
        let mut account = String::new();
        for call in &self.calls {
            let _ = writeln!(account, "{} {} {}", call.status, call.what, call.body);
        }
        for frame in &self.frames {
            let shown = json!({"op": frame["op"], "d": frame["d"]["intents"]});
            let _ = writeln!(account, "frame {shown}");
        }
        let _ = writeln!(
            account,
            "{} connections opened, closed with {:?}",
            self.opened, self.closes
        );
        for fault in &self.faults {
            let _ = writeln!(account, "fault: {fault}");
        }
        account
    }

    /// Says or does something on every open connection.
    pub(super) fn order(&mut self, order: &Order) {
        for connection in self.connections.values() {
            connection.order(order.clone());
        }
    }
}
