//! What serenity says in its log, and nowhere else, when Discord closes a connection.
//!
//! serenity 0.12 tells four close codes to its log alone and goes on reading from the closed connection;
//! after three of them Discord wants nobody to try again. So its own runtime logs through here:
//! everything is passed on, and these four are told to the watch.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Notify;
use tracing::dispatcher::{self, Dispatch};
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Where serenity says it.
const TARGET: &str = "serenity::gateway::shard";

/// What it says (`handle_gateway_closed`), and the close code it is about (Topics > Opcodes and status
/// codes > Gateway close event codes).
const SAID: [(&str, Refusal); 4] = [
    ("Sent no authentication", Refusal::Forgotten),
    ("Sent invalid shard data", Refusal::Shard),
    ("Shard has too many guilds", Refusal::Sharding),
    ("Unknown unclean close 4012", Refusal::Version),
];

/// Why Discord closed the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 4003: it has forgotten who this is. Only here it helps to begin anew.
    Forgotten,
    /// 4010: there is no such shard.
    Shard,
    /// 4011: there must be more shards.
    Sharding,
    /// 4012: there is no such version of the gateway.
    Version,
}

/// The last refusal that was heard of.
#[derive(Default)]
pub(super) struct Refusals {
    last: std::sync::Mutex<Option<Refusal>>,
    heard: Notify,
}

impl Refusals {
    /// Waits for a refusal.
    pub(super) async fn next(&self) -> Refusal {
        loop {
            let heard = self.heard.notified();
            let last = self.last.lock().ok().and_then(|last| *last);
            if let Some(refusal) = last {
                return refusal;
            }
            heard.await;
        }
    }

    fn tell(&self, refusal: Refusal) {
        if let Ok(mut last) = self.last.lock() {
            *last = Some(refusal);
        }
        self.heard.notify_waiters();
    }
}

/// Passes on what is logged in this thread, and listens.
pub(super) fn listen(refusals: Arc<Refusals>) -> Dispatch {
    let log = dispatcher::get_default(Clone::clone);
    Dispatch::new(Overhearing { log, refusals })
}

struct Overhearing {
    log: Dispatch,
    refusals: Arc<Refusals>,
}

fn is_heard(metadata: &Metadata<'_>) -> bool {
    metadata.is_event() && metadata.target() == TARGET && *metadata.level() <= tracing::Level::WARN
}

impl Subscriber for Overhearing {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_heard(metadata) || self.log.enabled(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::current().max(LevelFilter::WARN))
    }

    fn event(&self, event: &Event<'_>) {
        if is_heard(event.metadata()) {
            let mut message = Message(String::new());
            event.record(&mut message);
            let said = SAID.iter().find(|(said, _)| message.0.contains(said));
            if let Some((_, refusal)) = said {
                self.refusals.tell(*refusal);
            }
        }
        if self.log.enabled(event.metadata()) {
            self.log.event(event);
        }
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.log.new_span(span)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.log.record(span, values);
    }

    fn record_follows_from(&self, span: &Id, follows: &Id) {
        self.log.record_follows_from(span, follows);
    }

    fn enter(&self, span: &Id) {
        self.log.enter(span);
    }

    fn exit(&self, span: &Id) {
        self.log.exit(span);
    }

    fn clone_span(&self, span: &Id) -> Id {
        self.log.clone_span(span)
    }

    fn try_close(&self, span: Id) -> bool {
        self.log.try_close(span)
    }
}

/// The message of an event.
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_refusal_in_serenity_s_log_is_heard_and_nothing_else_is() {
        let refusals = Arc::new(Refusals::default());
        let log = listen(Arc::clone(&refusals));
        dispatcher::with_default(&log, || {
            tracing::warn!(target: TARGET, "[0] Sent invalid seq: 3.");
            tracing::error!("Shard has too many guilds.");
        });
        let early = tokio::time::timeout(Duration::from_millis(20), refusals.next()).await;
        assert!(early.is_err());
        dispatcher::with_default(&log, || {
            tracing::error!(target: TARGET, "[0] Shard has too many guilds.");
        });
        assert_eq!(refusals.next().await, Refusal::Sharding);
    }
}
