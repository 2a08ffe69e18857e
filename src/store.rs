//! What has to survive a restart: in an `SQLite` file of the data folder, or in a `PostgreSQL`
//! database that several processes share.
//!
//! One set of SQL for both, by sqlx's `Any`. The schema is described where it is made, in
//! `store/migrations`. The store knows neither rounds nor replies: what it is given as JSON it gives
//! back. [`Store::step`] is the one way in which a round changes. Nothing that anybody said is kept but
//! the command lines that are offered, and those are forgotten when nobody was offered them for long.

mod backup;
mod daily;
mod item;
mod offered;
mod open;
mod player;
mod question;
mod round;
mod rows;
mod saying;
mod score;
mod settle;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::AnyPool;

pub use backup::BackupError;
pub use daily::Daily;
pub use item::{Drawn, Flagged, Item, Missed};
pub use offered::Offer;
pub use open::{Address, FILE, Seen};
pub use player::Player;
pub use question::Question;
pub use round::{Answer, Asked, Awarded, Change, DueRound, Open, Place, Posed, Say, Step, Stepped};
pub use saying::{Said, Saying, Sayings, Speaker};
pub use score::{Board, Missing, Quarter, Scope, Standing};

/// A button that was not offered for so long is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(180 * 24);
/// A question can come again, and a message of a round be answered, for so long.
const QUESTION_AGAIN: Duration = Duration::from_hours(7 * 24);
/// How often it is looked whether something is to be forgotten.
const FORGETS_EVERY: Duration = Duration::from_hours(1);

/// The open store; its copies are the same one.
#[derive(Debug, Clone)]
pub struct Store {
    reading: AnyPool,
    /// `SQLite` has one writer at a time: with one connection, writers of a process wait in a queue
    /// instead of trying again and again. On `PostgreSQL` it is the same pool.
    writing: AnyPool,
    is_server: bool,
    /// When it was last looked whether something is to be forgotten, in microseconds since 1970.
    forgot: Arc<AtomicI64>,
    settling: settle::Settling,
}

/// Why the store could not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file can't be opened.
    #[error(
        "the store {path} can’t be opened: {source}; `lectern check` says more, and a damaged file may be moved away: it is made anew"
    )]
    Closed {
        /// The file.
        path: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// The server can't be reached, or refuses.
    #[error(
        "the store {address} can’t be opened: {source}; see that the server runs and that database.url names it, a database of it, and somebody who may use it"
    )]
    Unreachable {
        /// The server, without a password.
        address: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// It is of a version that this program does not know.
    #[error(
        "the store {path} can’t be brought up to date: {source}; a newer Lectern may have written it"
    )]
    Version {
        /// The file or the server.
        path: String,
        /// Why not.
        source: sqlx::migrate::MigrateError,
    },
    /// A step changed a round that is not there, or began one beside one that is.
    #[error("a step in {room} does not fit the round that is open there, or not")]
    OutOfStep {
        /// The room.
        room: String,
    },
    /// A question to it failed.
    #[error("the store failed: {0}")]
    Failed(#[from] sqlx::Error),
}

impl Store {
    async fn text(&self, question: &'static str, about: &str) -> Result<Option<String>, Error> {
        let row = sqlx::query_scalar(question).bind(about);
        Ok(row.fetch_optional(&self.reading).await?)
    }

    /// Forgets what is old, once in a while.
    async fn forget_sometimes(&self, at: SystemTime) -> Result<(), Error> {
        let (now, before) = (microseconds(at), self.forgot.load(Ordering::Relaxed));
        let every = i64::try_from(FORGETS_EVERY.as_micros()).unwrap_or(i64::MAX);
        if now.saturating_sub(before) < every {
            return Ok(());
        }
        let turn = self
            .forgot
            .compare_exchange(before, now, Ordering::Relaxed, Ordering::Relaxed);
        if turn.is_ok() {
            self.forget(at).await?;
        }
        Ok(())
    }

    async fn forget(&self, at: SystemTime) -> Result<(), Error> {
        let long_ago = at.checked_sub(FORGOTTEN_AFTER).unwrap_or(UNIX_EPOCH);
        let ago = at.checked_sub(QUESTION_AGAIN).unwrap_or(UNIX_EPOCH);
        for (forget, before) in [
            ("DELETE FROM action WHERE offered < $1", seconds(long_ago)),
            (
                "DELETE FROM offer WHERE offered < $1",
                microseconds(long_ago),
            ),
            (
                "DELETE FROM missed WHERE times = 1 AND last_asked < $1",
                microseconds(long_ago),
            ),
            ("DELETE FROM question WHERE heard < $1", microseconds(ago)),
            ("DELETE FROM say WHERE sent < $1", microseconds(ago)),
        ] {
            let forget = sqlx::query(forget).bind(before);
            forget.execute(&self.writing).await?;
        }
        Ok(())
    }
}

fn seconds(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// A time as the store keeps it: in microseconds since 1970.
#[must_use]
pub fn microseconds(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

/// The time of so many microseconds since 1970.
#[must_use]
pub fn moment(microseconds: i64) -> SystemTime {
    let since = Duration::from_micros(u64::try_from(microseconds).unwrap_or(0));
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}
