//! A Discord on loopback: REST v10 and gateway v10, as far as a bot like this one uses them.
//!
//! It keeps what it was sent, answers as Discord does, and holds every body and every step against
//! Discord's rules. What Discord would refuse, or a person would miss, is a fault: a fake that ends
//! with faults fails its test. It knows no more of the bot than Discord does, and nothing is waited
//! for by sleeping: [`Fake::until`] looks again whenever something has happened.

mod commands;
mod components;
mod gateway;
mod interaction;
mod limits;
mod message;
mod multipart;
mod official;
mod rest;
mod rule;
mod state;
mod turn;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub(crate) use gateway::{Greeting, Order};
pub(crate) use interaction::{Ask, BEN, CEM, Place, choose, command, fill, menu, press, press_id};
pub(crate) use message::Message;
pub(crate) use rule::Rule;
pub(crate) use state::{APPLICATION, SERVER, State, TOKEN};
pub(crate) use turn::{Asked, Callback};

/// How long something that must happen may take. Only a test that fails waits so long; the longest
/// way back of a client, through a silent gateway, takes a third of it.
const LONGEST_WAIT: Duration = Duration::from_secs(45);

/// The fake, at work until it is dropped.
pub(crate) struct Fake {
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

/// What the fake's tasks have in common.
struct Shared {
    state: Mutex<State>,
    changes: watch::Sender<()>,
}

impl Shared {
    /// Reads or changes the state, and lets everybody who waits look again.
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let done = act(&mut self.lock());
        self.changes.send_replace(());
        done
    }

    /// The state, also of a fake whose test has failed while it held it.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fake {
    /// Starts on a free port of this machine.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0))
            .await
            .unwrap();
        let shared = Arc::new(Shared {
            state: Mutex::new(State::new(listener.local_addr().unwrap())),
            changes: watch::Sender::new(()),
        });
        let server = tokio::spawn(rest::serve(listener, Arc::clone(&shared)));
        Self { shared, server }
    }

    /// The address that stands in for Discord's.
    pub(crate) fn proxy(&self) -> String {
        format!("http://{}", self.address())
    }

    fn address(&self) -> SocketAddr {
        self.shared.lock().address
    }

    /// Reads or changes what the fake does and knows.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        self.shared.with(act)
    }

    /// Waits until something is so, or fails with what happened meanwhile.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&State) -> bool) {
        self.some(what, |state| is_so(state).then_some(())).await;
    }

    /// Waits for something to be there.
    pub(crate) async fn some<T>(&self, what: &str, find: impl Fn(&State) -> Option<T>) -> T {
        let mut changes = self.shared.changes.subscribe();
        let waiting = async {
            loop {
                changes.borrow_and_update();
                if let Some(found) = find(&self.shared.lock()) {
                    return found;
                }
                changes.changed().await.unwrap();
            }
        };
        let found = tokio::time::timeout(LONGEST_WAIT, waiting).await;
        found.unwrap_or_else(|_| panic!("{what}: not seen\n{}", self.shared.lock().account()))
    }

    /// Waits until a bot is connected and has been told what there is.
    pub(crate) async fn until_ready(&self) {
        self.until("a bot that is connected", State::is_ready).await;
    }

    /// Lets a person do something; waits for a bot that can be told.
    pub(crate) async fn ask(&self, ask: Ask) -> Asked {
        self.until("a bot to ask", State::has_session).await;
        self.with(|state| state.ask(&ask))
    }

    /// Sends what was asked once more, as a gateway does that replays too much.
    pub(crate) fn ask_again(&self, asked: &Asked) {
        self.with(|state| state.dispatch("INTERACTION_CREATE", &asked.event));
    }

    /// What the person gets to see first: a message that is no longer “thinking”.
    pub(crate) async fn reply(&self, asked: &Asked) -> Message {
        self.reply_number(asked, 1).await
    }

    /// The first, second … message, or change of one, that the person gets to see.
    pub(crate) async fn reply_number(&self, asked: &Asked, number: usize) -> Message {
        let what = format!("reply {number} to {asked}");
        self.some(&what, |state| {
            let id = state.turn(asked)?.shown.get(number - 1)?;
            state.messages.get(id).cloned()
        })
        .await
    }

    /// Asks and waits for the reply.
    pub(crate) async fn answered(&self, ask: Ask) -> Message {
        let asked = self.ask(ask).await;
        self.reply(&asked).await
    }

    /// The first, second … message that the bot posts by itself, as it stands now.
    pub(crate) async fn posted(&self, number: usize) -> Message {
        self.some(&format!("posted message {number}"), |state| {
            let id = state.posted.get(number - 1)?;
            state.messages.get(id).cloned()
        })
        .await
    }

    /// The first message that the bot posts by itself which says something.
    pub(crate) async fn posting(&self, says: &str) -> Message {
        self.some(&format!("a posted message with “{says}”"), |state| {
            let mut posted = state.posted.iter().filter_map(|id| state.messages.get(id));
            posted
                .find(|message| message.to_string().contains(says))
                .cloned()
        })
        .await
    }

    /// What is offered while an option is typed.
    pub(crate) async fn choices(&self, typing: Ask) -> Vec<(String, Value)> {
        let asked = self.ask(typing).await;
        let offered = self.callback(&asked).await;
        let choices = offered.body["data"]["choices"].as_array();
        let pair = |choice: &Value| {
            let name = choice["name"].as_str().unwrap_or_default();
            (name.to_owned(), choice["value"].clone())
        };
        choices.into_iter().flatten().map(pair).collect()
    }

    /// The first response, whatever it is.
    pub(crate) async fn callback(&self, asked: &Asked) -> Callback {
        self.some(&format!("a first response to {asked}"), |state| {
            state.turn(asked)?.callback.clone()
        })
        .await
    }

    /// Says or does something on every open gateway connection.
    pub(crate) fn order(&self, order: &Order) {
        self.with(|state| state.order(order));
    }

    /// Answers calls in another way than Discord would at its best.
    pub(crate) fn rule(&self, rule: Rule) {
        self.with(|state| state.rules.push(rule));
    }

    /// Takes the faults out, so that the test does not fail by them.
    pub(crate) fn take_faults(&self) -> Vec<String> {
        self.with(|state| std::mem::take(&mut state.faults))
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
        let mut state = self.shared.lock();
        let faults = state.faults_at_the_end();
        drop(state);
        if !std::thread::panicking() {
            assert!(
                faults.is_empty(),
                "Discord would not have it:\n{}\n",
                faults.join("\n")
            );
        }
    }
}
