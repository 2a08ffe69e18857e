//! What an error of the homeserver or the way to it means for us: whether it passes, and how long to
//! wait until then.

use std::time::Duration;

use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{Error, HttpError, RefreshTokenError};

/// What an error means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The homeserver has ended the login for good; the device is gone.
    LoggedOut,
    /// The homeserver wants the password again, for the same device.
    AskedAgain,
    /// We were too fast and are to wait, so long where it is said.
    TooFast(Option<Duration>),
    /// It passes: the homeserver is not there, or has trouble of its own.
    Passing,
    /// It would be refused again.
    Refused,
}

/// An error in the words of its innermost cause; what lies above tells of long addresses.
pub(super) fn told(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

pub(super) fn of(error: &Error) -> Trouble {
    match error {
        Error::Http(error) => of_request(error),
        // The room is not ours any more.
        Error::WrongRoomState(_) => Trouble::Refused,
        _ => Trouble::Passing,
    }
}

pub(super) fn of_request(error: &HttpError) -> Trouble {
    match error {
        HttpError::RefreshToken(RefreshTokenError::MatrixAuth(error)) => of_renewal(error),
        HttpError::Cached(error) => of_request(error),
        HttpError::Reqwest(_) => Trouble::Passing,
        error => of_answer(error),
    }
}

/// What it means that the token was not renewed. A token for it that is known no more, or too old, ends
/// the login; the device is gone only where the homeserver says so.
fn of_renewal(error: &HttpError) -> Trouble {
    match of_request(error) {
        Trouble::Refused => Trouble::AskedAgain,
        other => other,
    }
}

fn of_answer(error: &HttpError) -> Trouble {
    let Some(told) = error.as_client_api_error() else {
        return match error.as_ruma_api_error() {
            Some(_) => Trouble::Refused,
            // What could not be read may come from something on the way.
            None => Trouble::Passing,
        };
    };
    match told.error_kind() {
        Some(ErrorKind::UnknownToken(data)) if data.soft_logout => Trouble::AskedAgain,
        Some(ErrorKind::UnknownToken(_)) => Trouble::LoggedOut,
        Some(ErrorKind::LimitExceeded(data)) => Trouble::TooFast(match data.retry_after {
            Some(RetryAfter::Delay(delay)) => Some(delay),
            _ => None,
        }),
        _ if told.status_code.as_u16() == 429 => Trouble::TooFast(None),
        _ if told.status_code.is_server_error() => Trouble::Passing,
        _ => Trouble::Refused,
    }
}
