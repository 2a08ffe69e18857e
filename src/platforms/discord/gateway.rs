//! The ear: serenity's connection to Discord's gateway, and a watch over it.
//!
//! Every event is heard raw, so that one whose form serenity does not know is answered as well. serenity
//! notices most failures by itself and comes back; a connection that stays silent is begun anew by the
//! watch ([`pulse`]), first the shard, then all of it. serenity runs in a runtime of its own: whatever
//! it waits for, dropping that runtime ends it.

mod overheard;
mod pulse;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use serenity::all::{
    ActivityData, ClientBuilder, Context, Event, GatewayIntents, RawEventHandler, ShardId,
    ShardManager,
};
use serenity::http::HttpBuilder;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinHandle;

use super::answer::Desk;
use super::interaction::Interaction;
use super::rest::Rest;
use super::{Error, START};
use crate::config::{Discord, Shards};
use crate::conversation::bot::Bot;
use crate::text::counted;
use overheard::{Refusal, Refusals};
use pulse::{Health, Held, Pulses};

/// How long a goodbye to the gateway may take.
const GOODBYE: Duration = Duration::from_millis(1_500);
/// How often the watch looks.
const LOOK: Duration = Duration::from_secs(1);
/// How long it is waited before all is begun anew once more.
const PAUSE: Duration = Duration::from_secs(15);
/// The shortest time between two introductions of a bot.
const INTRODUCTIONS: Duration = Duration::from_secs(5);
/// How often the number of papers is looked at that the bot shows beside its name.
const PRESENCE: Duration = Duration::from_mins(1);

/// The connection.
pub(super) struct Gateway {
    settings: Discord,
    rest: Rest,
    desk: Arc<Desk>,
    bot: Arc<Bot>,
    line: Line,
}

/// A running client of serenity's.
struct Line {
    /// Taken when it is dropped, which async code may not do.
    runtime: Option<Runtime>,
    running: JoinHandle<Result<(), serenity::Error>>,
    watch: Watch,
    refusals: Arc<Refusals>,
}

/// What looks after a client of serenity's.
struct Watch {
    runtime: Handle,
    shards: Arc<ShardManager>,
    pulses: Arc<Pulses>,
    ids: Vec<u32>,
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Gateway {
    /// Finds the gateway and connects to it.
    pub(super) async fn open(
        settings: &Discord,
        rest: &Rest,
        desk: Arc<Desk>,
        bot: Arc<Bot>,
    ) -> Result<Self, Error> {
        let line = Line::open(settings, rest, &desk, &bot).await?;
        Ok(Self {
            settings: settings.clone(),
            rest: rest.clone(),
            desk,
            bot,
            line,
        })
    }

    /// Listens until Discord refuses for good.
    pub(super) async fn listen(&mut self) -> Error {
        loop {
            tokio::select! {
                ended = &mut self.line.running => {
                    if let Some(refused) = refused(ended) {
                        return refused;
                    }
                    tracing::warn!("the connection to Discord ended; it is begun anew");
                }
                refusal = self.line.refusals.next() => {
                    if let Some(refused) = closed(refusal) {
                        return refused;
                    }
                    tracing::warn!("Discord has forgotten the connection; it is begun anew");
                }
                () = self.line.watch.until_gone(&self.bot) => {
                    tracing::error!("Discord’s gateway stays silent; the connection is begun anew from the start");
                }
            }
            // The next one may not introduce itself at once (Gateway > Rate limiting).
            tokio::time::sleep(INTRODUCTIONS).await;
            while let Err(error) = self.renew().await {
                if matches!(error, Error::Token | Error::Refused { .. }) {
                    return error;
                }
                tracing::error!(%error, "Discord can’t be reached; trying again in {} s", PAUSE.as_secs());
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn renew(&mut self) -> Result<(), Error> {
        self.line = Line::open(&self.settings, &self.rest, &self.desk, &self.bot).await?;
        Ok(())
    }

    /// Says goodbye, in bounded time.
    pub(super) async fn close(&self) {
        let goodbye = tokio::time::timeout(GOODBYE, self.line.watch.shards.shutdown_all()).await;
        if goodbye.is_err() {
            tracing::debug!("the gateway did not answer the goodbye");
        }
    }
}

/// What a close that serenity only logs means, where it is no use to begin again.
fn closed(refusal: Refusal) -> Option<Error> {
    let (reason, way_out) = match refusal {
        Refusal::Forgotten => return None,
        Refusal::Shard => ("there is no such shard", SHARDS),
        Refusal::Sharding => ("it wants more shards", SHARDS),
        Refusal::Version => (
            "it speaks this version of its gateway no longer",
            "a newer Lectern is needed",
        ),
    };
    let reason = reason.to_owned();
    Some(Error::Refused { reason, way_out })
}

const SHARDS: &str = "set discord.shards to \"auto\", or to more shards in all processes together";

/// Why a client of serenity's ended, where it is no use to begin again.
fn refused(ended: Result<Result<(), serenity::Error>, tokio::task::JoinError>) -> Option<Error> {
    use serenity::gateway::GatewayError as Gateway;
    let Ok(Err(serenity::Error::Gateway(error))) = ended else {
        return None;
    };
    let reason = error.to_string();
    match error {
        Gateway::InvalidAuthentication | Gateway::NoAuthentication => Some(Error::Token),
        Gateway::InvalidGatewayIntents | Gateway::DisallowedGatewayIntents => {
            Some(Error::Refused {
                reason,
                way_out: "Lectern asks for no privileged intent, so this version is too old or the stand-in for Discord differs: see discord.proxy, else report it",
            })
        }
        Gateway::InvalidShardData | Gateway::OverloadedShard => Some(Error::Refused {
            reason,
            way_out: SHARDS,
        }),
        _ => None,
    }
}

impl Line {
    async fn open(
        settings: &Discord,
        rest: &Rest,
        desk: &Arc<Desk>,
        bot: &Bot,
    ) -> Result<Self, Error> {
        let address = address(rest).await?;
        let (first, last, of) = match settings.shards {
            Shards::Range { first, last, of } => (first, last, of),
            Shards::Auto => {
                let advised = advised(rest).await?;
                (0, advised - 1, advised)
            }
        };
        let ids: Vec<u32> = (first..=last).collect();
        let pulses = Arc::new(Pulses::new(&ids, Instant::now()));
        let ear = Ear {
            desk: Arc::clone(desk),
            pulses: Arc::clone(&pulses),
            answering: Handle::current(),
        };
        let token = settings.token.as_ref().ok_or(Error::NoToken)?;
        let mut http = HttpBuilder::new(&token.0).ratelimiter_disabled(true);
        if let Some(proxy) = &settings.proxy {
            http = http.proxy(proxy.trim_end_matches('/'));
        }
        let client = ClientBuilder::new_with_http(http.build(), GatewayIntents::empty())
            .activity(activity(bot))
            .raw_event_handler(ear);
        let refusals = Arc::new(Refusals::default());
        let log = overheard::listen(Arc::clone(&refusals));
        let runtime = Builder::new_multi_thread()
            .on_thread_start(move || {
                // For as long as the thread lives.
                std::mem::forget(tracing::dispatcher::set_default(&log));
            })
            .worker_threads(1)
            .thread_name("gateway")
            .enable_all()
            .build()?;
        let built = runtime.spawn(async move { tokio::time::timeout(START, client).await });
        let built = built.await.ok().and_then(Result::ok).and_then(Result::ok);
        let Some(mut client) = built else {
            runtime.shutdown_background();
            return Err(Error::Address {
                address: rest.address().to_owned(),
                reason: "no answer in time".to_owned(),
            });
        };
        // serenity has asked too, but goes to Discord's own gateway where it got no answer.
        *client.ws_url.lock().await = address;
        let shards = Arc::clone(&client.shard_manager);
        let running = runtime.spawn(async move { client.start_shard_range(first..last, of).await });
        let watch = Watch {
            runtime: runtime.handle().clone(),
            shards,
            pulses,
            ids,
        };
        Ok(Self {
            runtime: Some(runtime),
            running,
            watch,
            refusals,
        })
    }
}

impl Watch {
    /// Watches until nothing but a new beginning helps.
    async fn until_gone(&self, bot: &Bot) {
        let mut shown = (Instant::now(), bot.papers());
        loop {
            tokio::time::sleep(LOOK).await;
            for id in &self.ids {
                match self.look(*id).await {
                    Health::Well => {}
                    Health::Silent(since) => {
                        tracing::warn!(shard = id, silent_for = ?since, "the gateway is silent; the shard is begun anew");
                        let shards = Arc::clone(&self.shards);
                        let id = ShardId(*id);
                        self.runtime.spawn(async move { shards.restart(id).await });
                    }
                    Health::Gone => return,
                }
            }
            if shown.0.elapsed() > PRESENCE {
                if shown.1 != bot.papers() {
                    self.show(activity(bot)).await;
                }
                shown = (Instant::now(), bot.papers());
            }
        }
    }

    async fn look(&self, id: u32) -> Health {
        let runners = self.shards.runners.lock().await;
        let runner = runners.get(&ShardId(id));
        let runner = runner.map(|runner| Held {
            latency: runner.latency,
        });
        drop(runners);
        self.pulses.look(id, runner, Instant::now())
    }

    async fn show(&self, activity: ActivityData) {
        for runner in self.shards.runners.lock().await.values() {
            runner.runner_tx.set_activity(Some(activity.clone()));
        }
    }
}

/// What stands beside the bot's name.
fn activity(bot: &Bot) -> ActivityData {
    ActivityData::custom(format!("Answers from {}", counted(bot.papers(), "paper")))
}

/// Where the gateway is.
async fn address(rest: &Rest) -> Result<String, Error> {
    let unknown = |reason: String| Error::Address {
        address: rest.address().to_owned(),
        reason,
    };
    let told = rest.get("gateway", Instant::now() + START).await;
    let told = told.map_err(|error| match error.status() {
        401 => Error::Token,
        _ => unknown(error.to_string()),
    })?;
    let url = told.get("url").and_then(Value::as_str);
    let url = url.filter(|url| url.starts_with("ws://") || url.starts_with("wss://"));
    url.map(str::to_owned)
        .ok_or_else(|| unknown("its answer names no address".to_owned()))
}

/// How many shards Discord advises. A stand-in that gives no advice has no use for more than one.
async fn advised(rest: &Rest) -> Result<u32, Error> {
    let advised = match rest.get("gateway/bot", Instant::now() + START).await {
        Ok(told) => told.get("shards").and_then(Value::as_u64),
        Err(error) if error.status() == 401 => return Err(Error::Token),
        Err(error) => {
            tracing::warn!(%error, "Discord does not say how many shards it advises; one is used");
            None
        }
    };
    Ok(advised
        .and_then(|shards| u32::try_from(shards).ok())
        .unwrap_or(1)
        .max(1))
}

/// An interaction in Discord's form. serenity leaves its type out when it writes one.
fn as_it_was_sent(interaction: &serenity::all::Interaction) -> Option<Value> {
    let mut sent = serde_json::to_value(interaction).ok()?;
    let kind = u8::from(interaction.kind());
    sent.as_object_mut()?.insert("type".to_owned(), kind.into());
    Some(sent)
}

/// Hears events in serenity's runtime and has them answered in ours.
struct Ear {
    desk: Arc<Desk>,
    pulses: Arc<Pulses>,
    answering: Handle,
}

#[serenity::async_trait]
impl RawEventHandler for Ear {
    async fn raw_event(&self, context: Context, event: Event) {
        let is_ready = matches!(event, Event::Ready(_) | Event::Resumed(_));
        self.pulses
            .beat(context.shard_id.0, is_ready, Instant::now());
        let told = match event {
            Event::InteractionCreate(event) => as_it_was_sent(&event.interaction),
            Event::Unknown(event) if event.kind == "INTERACTION_CREATE" => {
                tracing::warn!(
                    "Discord sent an interaction in a form that serenity does not know; it is read leniently"
                );
                Some(event.value)
            }
            Event::Unknown(event) => {
                tracing::warn!(kind = %event.kind, "Discord sent an event that serenity does not know");
                None
            }
            _ => None,
        };
        let Some(told) = told else {
            return;
        };
        match serde_json::from_value::<Interaction>(told) {
            Ok(interaction) => {
                let desk = Arc::clone(&self.desk);
                self.answering
                    .spawn(async move { desk.hear(&interaction).await });
            }
            Err(error) => {
                tracing::error!(%error, "Discord sent an interaction that can’t be answered");
            }
        }
    }
}
