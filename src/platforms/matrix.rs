//! Lectern on Matrix: an event comes in, a message goes out, in plain and encrypted rooms alike.
//!
//! [`run`] is the whole of it: it opens the account ([`account`]), listens ([`listen`]) until it is told
//! to end, keeps the order within each room ([`queue`]), answers what is asked ([`answer`]) and finishes
//! what it began. matrix-sdk keeps the keys and the rooms; its own loop and its event handlers are not
//! used, since nothing may be lost between them and the store. What is asked ([`said`]) and how a reply
//! looks ([`message`]) is decided without it. Rounds are played beside that: what they want said is said
//! when its time has come ([`voice`]). There is no rule here of what a command means.

mod account;
mod answer;
mod desk;
mod event;
mod gap;
mod inviters;
mod listen;
pub mod message;
mod pause;
mod picture;
mod poll;
mod queue;
mod rooms;
mod rounds;
pub mod said;
mod send;
mod tries;
mod trouble;
mod unread;
mod verify;
mod voice;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::HttpError;
use matrix_sdk::ruma::api::error::ErrorKind;

use crate::config::{Matrix, Quiz, Secret};
use crate::conversation::bot::Bot;
use crate::store::{self, Store};
use account::{Account, Kept};
use desk::Desk;
use listen::{Ear, Ended};
use pause::Pause;
pub use verify::{Emoji, Verifying};

/// How long answers that are under way may take when the bot ends.
const LAST_WORDS: Duration = Duration::from_millis(3_500);
/// The waits between tries to log in again.
const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Why Matrix can't be served, or not any more.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bot's account is not named.
    #[error(
        "the bot’s account on Matrix is not named: set matrix.user to its full id, as in @lectern:example.org"
    )]
    NoUser,
    /// There is no login and nothing to log in by.
    #[error(
        "the bot is not logged in on Matrix: run `lectern matrix login`, or set LECTERN_MATRIX_PASSWORD"
    )]
    NotLoggedIn,
    /// The login that is kept is somebody else's.
    #[error(
        "the login in the data folder is that of {kept}, but matrix.user is {user}: run `lectern matrix logout` first, or name another folder with --data"
    )]
    OtherUser {
        /// Whose login is kept.
        kept: String,
        /// Who is configured.
        user: String,
    },
    /// The password is wrong.
    #[error(
        "{homeserver} refuses the name or the password of {user}: check matrix.user, and log in again with `lectern matrix login`"
    )]
    Password {
        /// The homeserver.
        homeserver: String,
        /// Who wanted to log in.
        user: String,
    },
    /// The account is closed.
    #[error("the account {user} is deactivated or locked: its homeserver’s operator can open it")]
    Closed {
        /// Whose it is.
        user: String,
    },
    /// The homeserver does not take passwords.
    #[error(
        "{homeserver} takes no passwords: log the bot in with another program, and set LECTERN_MATRIX_TOKEN to the token that it gets"
    )]
    NoPasswords {
        /// The homeserver.
        homeserver: String,
    },
    /// The homeserver wants fewer attempts.
    #[error("{homeserver} wants fewer attempts to log in: try again in a few minutes")]
    TooFast {
        /// The homeserver.
        homeserver: String,
    },
    /// The homeserver can't be reached, or is none.
    #[error(
        "the homeserver {address} can’t be reached ({reason}): check matrix.homeserver, and that the server is there"
    )]
    Unreachable {
        /// Its address or name.
        address: String,
        /// Why not.
        reason: String,
    },
    /// The token is refused.
    #[error("{homeserver} refuses the token: make a new one, and set LECTERN_MATRIX_TOKEN to it")]
    Token {
        /// The homeserver.
        homeserver: String,
    },
    /// The token is that of another account.
    #[error("the token is that of {other}, but matrix.user is {user}")]
    TokenOfAnother {
        /// Who is configured.
        user: String,
        /// Whose it is.
        other: String,
    },
    /// The token belongs to no device.
    #[error(
        "the token belongs to no device, so nothing could be encrypted with it: make one by logging in"
    )]
    TokenWithoutDevice,
    /// Another program uses the token's device.
    #[error(
        "the device {device} of the token has keys already, of another program or of a data folder that is lost: make a new token by logging in once more"
    )]
    TokenInUse {
        /// The device.
        device: String,
    },
    /// The keys of the device are gone.
    #[error(
        "the keys of the device {device} are lost from the data folder: run `lectern matrix login` for a new device; the recovery key in the folder gives it the bot’s identity"
    )]
    KeysLost {
        /// The device.
        device: String,
    },
    /// The homeserver ended the login.
    #[error(
        "the homeserver has ended the login of the bot, so its device is gone: run `lectern matrix login` for a new one"
    )]
    LoggedOut,
    /// The homeserver wants the password again, and there is none.
    #[error(
        "the homeserver wants the bot’s password again: set LECTERN_MATRIX_PASSWORD, or run `lectern matrix login`"
    )]
    AskedAgain,
    /// A verification did not come about.
    #[error("nothing was verified: {reason}")]
    NotVerified {
        /// Why not.
        reason: String,
    },
    /// What is kept can't be read or written.
    #[error("what is kept of Matrix in the data folder can’t be read or written: {0}")]
    Kept(#[from] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// matrix-sdk failed.
    #[error("Matrix failed: {0}")]
    Failed(#[from] matrix_sdk::Error),
}

impl Error {
    /// Whether the configuration has to be changed before another start can succeed.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::NoUser
                | Self::NotLoggedIn
                | Self::OtherUser { .. }
                | Self::Password { .. }
                | Self::NoPasswords { .. }
                | Self::Token { .. }
                | Self::TokenOfAnother { .. }
                | Self::TokenWithoutDevice
                | Self::TokenInUse { .. }
        )
    }

    fn unreachable(address: &str, error: &dyn std::error::Error) -> Self {
        Self::Unreachable {
            address: address.to_owned(),
            reason: trouble::told(error),
        }
    }

    /// Why a login was refused.
    fn of_login(user: &str, homeserver: &str, error: &matrix_sdk::Error) -> Self {
        let (homeserver, user) = (homeserver.to_owned(), user.to_owned());
        match kind(error) {
            Some(ErrorKind::Forbidden) => Self::Password { homeserver, user },
            Some(ErrorKind::UserDeactivated | ErrorKind::UserLocked) => Self::Closed { user },
            Some(ErrorKind::LimitExceeded(_)) => Self::TooFast { homeserver },
            _ => Self::unreachable(&homeserver, error),
        }
    }

    /// Why a token was refused.
    fn of_token(homeserver: &str, error: &HttpError) -> Self {
        match error.client_api_error_kind() {
            Some(ErrorKind::UnknownToken(_) | ErrorKind::Forbidden | ErrorKind::MissingToken) => {
                Self::Token {
                    homeserver: homeserver.to_owned(),
                }
            }
            _ => Self::unreachable(homeserver, error),
        }
    }
}

fn kind(error: &matrix_sdk::Error) -> Option<&ErrorKind> {
    match error {
        matrix_sdk::Error::Http(error) => error.client_api_error_kind(),
        _ => None,
    }
}

/// Answers on Matrix until it is told to end, or the homeserver ends the login for good.
pub async fn run(
    bot: Arc<Bot>,
    store: Store,
    (settings, quiz, data): (&Matrix, &Quiz, &Path),
    told_to_end: impl Future<Output = ()>,
) -> Result<(), Error> {
    tokio::pin!(told_to_end);
    let mut account = tokio::select! {
        opened = account::open(settings, data) => opened?,
        () = &mut told_to_end => return Ok(()),
    };
    loop {
        let desk = Arc::new(Desk::new(&bot, &store, (&account, settings, quiz)));
        desk.speak();
        let mut ear = Ear::new(&account, Arc::clone(&desk), settings);
        let ended = tokio::select! {
            ended = ear.listen() => Some(ended),
            () = &mut told_to_end => None,
        };
        // Nothing new is heard while what was heard is answered.
        let finished = tokio::time::timeout(LAST_WORDS, desk.finish()).await;
        desk.end();
        if finished.is_err() {
            tracing::warn!(
                "some answers to Matrix were not finished in time; the next start gives them"
            );
        }
        match ended {
            None => return Ok(()),
            Some(Ended::Trouble(error)) => return Err(error),
            Some(Ended::LoggedOut) => return Err(Error::LoggedOut),
            Some(Ended::AskedAgain) => {
                tracing::warn!("the homeserver wants the password again");
                // Two must not use the same keys.
                drop((ear, desk, account));
                account = tokio::select! {
                    renewed = renewed(settings, data) => renewed?,
                    () = &mut told_to_end => return Ok(()),
                };
            }
        }
    }
}

/// Logs in anew on the same device, as soon as the homeserver lets us.
async fn renewed(settings: &Matrix, data: &Path) -> Result<Account, Error> {
    let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
    loop {
        match account::renew(settings, data).await {
            Err(error @ (Error::Unreachable { .. } | Error::TooFast { .. })) => {
                tracing::warn!(%error, "the bot is not logged in again yet");
                pause.wait().await;
            }
            renewed => return renewed,
        }
    }
}

/// Who the bot is, and on which device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its Matrix id.
    pub user: String,
    /// Its device.
    pub device: String,
    /// The file that holds the recovery key, where it is there.
    pub recovery_key: Option<std::path::PathBuf>,
}

/// Logs the bot in, unless it is; says who it is, and whether it was logged in just now.
pub async fn login(settings: &Matrix, data: &Path) -> Result<(Identity, bool), Error> {
    let account = account::open(settings, data).await?;
    let whose = account.client.whoami().await;
    if let Err(error) = whose {
        use trouble::Trouble;
        return match trouble::of_request(&error) {
            Trouble::LoggedOut => {
                account.kept.forget_login()?;
                Box::pin(login(settings, data)).await
            }
            Trouble::AskedAgain => {
                drop(account);
                account::renew(settings, data).await?;
                Box::pin(login(settings, data)).await
            }
            _ => Err(Error::unreachable(
                account.client.homeserver().as_str(),
                &error,
            )),
        };
    }
    account::secure(&account.client, &account.kept).await;
    let identity = identity(data)?.ok_or(Error::NotLoggedIn)?;
    Ok((identity, account.is_new))
}

/// Ends the login of the bot, and forgets its keys; says whose it was, where there was one.
pub async fn logout(data: &Path) -> Result<Option<String>, Error> {
    account::leave(data).await
}

/// Who is logged in by what the data folder has; the homeserver is not asked.
pub fn identity(data: &Path) -> Result<Option<Identity>, Error> {
    let kept = Kept::of(data);
    let login = kept.login()?;
    Ok(login.map(|login| Identity {
        user: login.user().to_owned(),
        device: login.device().to_owned(),
        recovery_key: Some(kept.recovery_key_file()).filter(|file| file.exists()),
    }))
}

/// Waits for somebody who wants to verify the bot, or asks them to.
pub async fn verify(
    settings: &Matrix,
    data: &Path,
    whom: Option<&str>,
) -> Result<Verifying, Error> {
    let account = account::open(settings, data).await?;
    Verifying::begin(account, settings.allowed_inviters.clone(), whom).await
}

/// What the configuration and the data folder lack for a start, as far as it can be seen without asking
/// the homeserver.
#[must_use]
pub fn lacks(settings: &Matrix, data: &Path) -> Option<Error> {
    let login = match Kept::of(data).login() {
        Ok(login) => login,
        Err(error) => return Some(error.into()),
    };
    match (login, &settings.user) {
        (None, None) => Some(Error::NoUser),
        (None, Some(_)) if can_log_in(settings) => None,
        (None, Some(_)) => Some(Error::NotLoggedIn),
        (Some(login), Some(user)) if user != login.user() => Some(Error::OtherUser {
            kept: login.user().to_owned(),
            user: user.clone(),
        }),
        (Some(login), _) if !has_keys(data) && !can_log_in(settings) => Some(Error::KeysLost {
            device: login.device().to_owned(),
        }),
        (Some(_), _) => None,
    }
}

/// Whether the keys of the device that is logged in are there.
#[must_use]
pub fn has_keys(data: &Path) -> bool {
    Kept::of(data).has_keys()
}

/// Whether the bot could log in without being asked for a password.
#[must_use]
pub fn can_log_in(settings: &Matrix) -> bool {
    let secret: Option<&Secret> = settings.password.as_ref().or(settings.token.as_ref());
    secret.is_some()
}
