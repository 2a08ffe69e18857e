//! Verifying the bot by emoji: two people compare seven pictures, one at the screen of the bot's
//! operator and one at their own.

use std::time::{Duration, Instant};

use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::verification::{
    SasState, SasVerification, Verification, VerificationRequest, VerificationRequestState,
};
use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::key::verification::VerificationMethod;
use matrix_sdk::sync::SyncResponse;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use super::Error;
use super::account::Account;
use super::event::{Event, MESSAGE};
use super::inviters;
use super::pause::Pause;
use super::trouble::{self, Trouble};

/// How long somebody may take to begin, and how long to go on.
const PATIENCE: Duration = Duration::from_mins(10);
/// The other side is let begin with the emoji; after this we do.
const THEIR_TURN: Duration = Duration::from_secs(5);
/// How often it is looked how far it is.
const LOOK: Duration = Duration::from_millis(100);
/// The type of what asks for a verification, and of what begins one without asking.
const REQUEST: &str = "m.key.verification.request";
const START: &str = "m.key.verification.start";
/// The waits after a look at the homeserver that failed.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A picture and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Emoji {
    /// The picture.
    pub symbol: &'static str,
    /// Its name, as every client has it.
    pub name: &'static str,
}

/// A verification in which the emoji are to be compared.
pub struct Verifying {
    sas: SasVerification,
    emoji: Vec<Emoji>,
    /// Kept alive: it listens while the emoji are compared.
    _listening: Listening,
}

/// Somebody asks for a verification.
struct Asking {
    user: String,
    flow: String,
}

struct Listening(JoinHandle<()>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Verifying {
    /// Waits for a request, or sends one to somebody, and goes on until there are emoji to compare.
    pub(super) async fn begin(
        account: Account,
        allowed_inviters: Vec<String>,
        whom: Option<&str>,
    ) -> Result<Self, Error> {
        let (says, mut asked) = unbounded_channel();
        let ear = tokio::spawn(listen(account.clone(), allowed_inviters, says));
        let listening = Listening(ear);
        let begun = match whom {
            Some(whom) => self::begun(&ask(&account, whom, &mut asked).await?).await?,
            None => requested(&account, &mut asked).await?,
        };
        let emoji = compared(&begun).await?;
        Ok(Self {
            sas: begun,
            emoji,
            _listening: listening,
        })
    }

    /// Who verifies the bot.
    #[must_use]
    pub fn with(&self) -> String {
        self.sas.other_user_id().to_string()
    }

    /// What both sides must see, in this order.
    #[must_use]
    pub fn emoji(&self) -> &[Emoji] {
        &self.emoji
    }

    /// Ends the verification: whether both sides see the same.
    pub async fn end(self, is_same: bool) -> Result<(), Error> {
        if !is_same {
            self.sas.mismatch().await?;
            return Err(not_verified(
                "the emoji differ, so somebody may be listening in",
            ));
        }
        self.sas.confirm().await?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.sas.state() {
                SasState::Done { .. } => return Ok(()),
                SasState::Cancelled(why) => return Err(not_verified(why.reason())),
                _ => tokio::time::sleep(LOOK).await,
            }
        }
        Err(not_verified("the other side did not confirm"))
    }
}

fn not_verified(reason: &str) -> Error {
    Error::NotVerified {
        reason: reason.to_owned(),
    }
}

/// Listens without answering anything, and tells who asks for a verification.
async fn listen(
    account: Account,
    allowed_inviters: Vec<String>,
    says: UnboundedSender<Result<Asking, Error>>,
) {
    let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
    loop {
        let heard = account.client.sync_once(SyncSettings::new()).await;
        let response = match heard {
            Ok(response) => response,
            Err(error) => {
                let ended = match trouble::of(&error) {
                    Trouble::LoggedOut => Error::LoggedOut,
                    Trouble::AskedAgain => Error::AskedAgain,
                    _ => {
                        tracing::debug!(%error, "the homeserver can’t be heard");
                        pause.wait().await;
                        continue;
                    }
                };
                // Nobody may be waiting any more.
                let _ = says.send(Err(ended));
                return;
            }
        };
        pause.reset();
        come(&account, &response, &allowed_inviters).await;
        for asking in asking(&response, account.me.as_str()) {
            if says.send(Ok(asking)).is_err() {
                return;
            }
        }
    }
}

/// Comes into the rooms that the bot is invited to: clients ask for a verification in a direct chat.
async fn come(account: &Account, response: &SyncResponse, allowed_inviters: &[String]) {
    for id in response.rooms.invited.keys() {
        let Some(room) = account.client.get_room(id) else {
            continue;
        };
        let Ok(invitation) = room.invite_details().await else {
            continue;
        };
        if inviters::may_invite(invitation.inviter_id.as_str(), allowed_inviters)
            && let Err(error) = room.join().await
        {
            tracing::warn!(%error, room = %id, "an invitation could not be accepted");
        }
    }
}

/// Who asks for a verification, between devices or in a room.
fn asking(response: &SyncResponse, me: &str) -> Vec<Asking> {
    let between_devices = response.to_device.iter().filter_map(|event| {
        #[derive(Deserialize)]
        struct Told {
            sender: String,
            #[serde(rename = "type")]
            kind: String,
            content: Value,
        }
        let told: Told = serde_json::from_str(event.as_raw().json().get()).ok()?;
        let flow = told.content.get("transaction_id")?.as_str()?.to_owned();
        let asks = [REQUEST, START].contains(&told.kind.as_str());
        asks.then_some(Asking {
            user: told.sender,
            flow,
        })
    });
    let updates = response.rooms.joined.values();
    let events = updates.flat_map(|update| &update.timeline.events);
    let in_rooms = events.filter_map(Event::read).filter_map(|event| {
        let text = |key: &str| event.content.get(key).and_then(Value::as_str);
        let asks = event.kind == MESSAGE && text("msgtype") == Some(REQUEST);
        (asks && text("to") == Some(me)).then_some(Asking {
            user: event.sender,
            flow: event.id,
        })
    });
    between_devices.chain(in_rooms).collect()
}

/// Waits for somebody's request, accepts it, and goes on until one side has begun with the emoji.
async fn requested(
    account: &Account,
    asked: &mut UnboundedReceiver<Result<Asking, Error>>,
) -> Result<SasVerification, Error> {
    let waiting = async {
        while let Some(asking) = asked.recv().await {
            let asking = asking?;
            let Ok(user) = UserId::parse(&asking.user) else {
                continue;
            };
            let encryption = account.client.encryption();
            let request = encryption
                .get_verification_request(&user, &asking.flow)
                .await;
            if let Some(request) = request.filter(|request| !request.is_cancelled()) {
                request
                    .accept_with_methods(vec![VerificationMethod::SasV1])
                    .await?;
                return begun(&request).await;
            }
            // Older clients begin without asking.
            let begun = encryption.get_verification(&user, &asking.flow).await;
            if let Some(Verification::SasV1(sas)) = begun {
                sas.accept().await?;
                return Ok(sas);
            }
        }
        Err(not_verified("the homeserver can’t be heard"))
    };
    let waited = tokio::time::timeout(PATIENCE, waiting).await;
    waited.unwrap_or_else(|_| Err(not_verified("nobody asked for it in ten minutes")))
}

/// Asks somebody to verify the bot.
async fn ask(
    account: &Account,
    whom: &str,
    asked: &mut UnboundedReceiver<Result<Asking, Error>>,
) -> Result<VerificationRequest, Error> {
    let user = UserId::parse(whom).map_err(|_| not_verified("this is no full Matrix id"))?;
    let encryption = account.client.encryption();
    let identity = encryption.request_user_identity(&user).await?;
    let identity = identity.ok_or_else(|| {
        not_verified("they have not set up encryption, or the homeserver does not know them")
    })?;
    let methods = vec![VerificationMethod::SasV1];
    let request = identity.request_verification_with_methods(methods).await;
    let request = request.map_err(|error| not_verified(&error.to_string()))?;
    let begun = Instant::now();
    while !request.is_ready() {
        if request.is_cancelled() || begun.elapsed() > PATIENCE {
            return Err(not_verified("they did not accept"));
        }
        if let Ok(Err(ended)) = asked.try_recv() {
            return Err(ended);
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(request)
}

/// Goes on until one side has begun with the emoji.
async fn begun(request: &VerificationRequest) -> Result<SasVerification, Error> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match request.state() {
            VerificationRequestState::Transitioned {
                verification: Verification::SasV1(sas),
            } => {
                if !sas.we_started() {
                    sas.accept().await?;
                }
                return Ok(sas);
            }
            VerificationRequestState::Ready { .. }
                if request.we_started() || begun.elapsed() > THEIR_TURN =>
            {
                if let Some(sas) = request.start_sas().await? {
                    return Ok(sas);
                }
            }
            VerificationRequestState::Cancelled(why) => return Err(not_verified(why.reason())),
            VerificationRequestState::Done => return Err(not_verified("it was done elsewhere")),
            _ => {}
        }
        tokio::time::sleep(LOOK).await;
    }
    Err(not_verified("the other side did not go on"))
}

/// Waits for the emoji.
async fn compared(sas: &SasVerification) -> Result<Vec<Emoji>, Error> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match sas.state() {
            SasState::KeysExchanged { .. } => {
                let emoji = sas
                    .emoji()
                    .ok_or_else(|| not_verified("the other client shows no emoji"))?;
                let shown = |emoji: &matrix_sdk::encryption::verification::Emoji| Emoji {
                    symbol: emoji.symbol,
                    name: emoji.description,
                };
                return Ok(emoji.iter().map(shown).collect());
            }
            SasState::Cancelled(why) => return Err(not_verified(why.reason())),
            _ => tokio::time::sleep(LOOK).await,
        }
    }
    Err(not_verified("the other side did not go on"))
}
