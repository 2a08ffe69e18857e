//! What has to survive a restart, in a file of the data folder, by `SQLite`.
//!
//! Only what a platform needs is here: the command lines of buttons and of replies, the ids of
//! questions, and notes of the program for itself. The SQL keeps to what `PostgreSQL` reads as well.
//! Nothing that anybody said is kept but the command lines that are offered, and those are forgotten
//! when nobody was offered them for long.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{QueryBuilder, Row as _, Sqlite};

/// The name of the file in the data folder.
pub const FILE: &str = "store.sqlite";

/// A button that was not offered for so long is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(180 * 24);
/// A question can come again for so long.
const QUESTION_AGAIN: Duration = Duration::from_hours(7 * 24);
/// How often it is looked whether something is to be forgotten, in questions.
const FORGETS_EVERY: u64 = 1_000;
/// How much of the file each connection keeps in memory, in KiB where negative (`SQLite`, `PRAGMA
/// cache_size`). Without it memory grows for as long as the file does, up to 2 MiB a connection.
const PAGES_KEPT: &str = "-256";
/// How long one writer waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// The open store; its copies are the same one.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    heard: Arc<AtomicU64>,
}

/// Something asked, by the ids of a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The event that asks it.
    pub event: String,
    /// The room it was asked in.
    pub room: String,
}

/// Why the store could not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It can't be opened.
    #[error(
        "the store {path} can’t be opened: {source}; `lectern check` says more, and a damaged file may be moved away: it is made anew"
    )]
    Closed {
        /// The file.
        path: String,
        /// Why not.
        source: sqlx::Error,
    },
    /// It is of a version that this program does not know.
    #[error(
        "the store {path} can’t be brought up to date: {source}; a newer Lectern may have written it"
    )]
    Version {
        /// The file.
        path: String,
        /// Why not.
        source: sqlx::migrate::MigrateError,
    },
    /// A question to it failed.
    #[error("the store failed: {0}")]
    Failed(#[from] sqlx::Error),
}

/// What a message offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The message.
    pub event: String,
    /// Where it was offered and to whom, in one mark of the platform's.
    pub place: String,
    /// Whether results with letters can be chosen.
    pub is_list: bool,
    /// What can be chosen, as the platform writes it.
    pub chosen: String,
}

impl Store {
    /// Opens the store of a data folder, made or brought up to date where it must be.
    pub async fn open(folder: &Path, at: SystemTime) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let shown = path.display().to_string();
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("cache_size", PAGES_KEPT)
            .busy_timeout(PATIENCE);
        let opened = SqlitePoolOptions::new().connect_with(options).await;
        let pool = opened.map_err(|source| Error::Closed {
            path: shown.clone(),
            source,
        })?;
        let migrated = sqlx::migrate!("src/store/migrations").run(&pool).await;
        migrated.map_err(|source| Error::Version {
            path: shown,
            source,
        })?;
        let heard = Arc::default();
        let store = Self { pool, heard };
        store.forget(at).await?;
        Ok(store)
    }

    /// Keeps the command lines of buttons under their ids, which differ, all at once.
    pub async fn keep_actions(
        &self,
        actions: &[(String, String)],
        at: SystemTime,
    ) -> Result<(), Error> {
        if actions.is_empty() {
            return Ok(());
        }
        let mut keep = QueryBuilder::<Sqlite>::new("INSERT INTO action (id, line, offered) ");
        keep.push_values(actions, |mut row, (id, line)| {
            row.push_bind(id).push_bind(line).push_bind(seconds(at));
        });
        keep.push(" ON CONFLICT (id) DO UPDATE SET offered = excluded.offered");
        keep.build().execute(&self.pool).await?;
        Ok(())
    }

    /// The command line that a button stands for.
    pub async fn action(&self, id: &str) -> Result<Option<String>, Error> {
        self.text("SELECT line FROM action WHERE id = $1", id).await
    }

    /// What was noted under a name.
    pub async fn note(&self, name: &str) -> Result<Option<String>, Error> {
        self.text("SELECT value FROM note WHERE name = $1", name)
            .await
    }

    /// Notes a value under a name, in the place of the one before.
    pub async fn keep_note(&self, name: &str, value: &str) -> Result<(), Error> {
        let keep = "INSERT INTO note (name, value) VALUES ($1, $2) \
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let keep = sqlx::query(keep).bind(name).bind(value);
        keep.execute(&self.pool).await?;
        Ok(())
    }

    /// The names under which something is noted that begin so, with what is noted.
    pub async fn notes(&self, beginning: &str) -> Result<Vec<(String, String)>, Error> {
        let notes = "SELECT name, value FROM note WHERE substr(name, 1, $1) = $2 ORDER BY name";
        let length = i64::try_from(beginning.chars().count()).unwrap_or(i64::MAX);
        let notes = sqlx::query(notes).bind(length).bind(beginning);
        let rows = notes.fetch_all(&self.pool).await?;
        let note = |row: &sqlx::sqlite::SqliteRow| Ok((row.try_get(0)?, row.try_get(1)?));
        rows.iter().map(note).collect()
    }

    /// Forgets what was noted under a name.
    pub async fn drop_note(&self, name: &str) -> Result<(), Error> {
        let drop = sqlx::query("DELETE FROM note WHERE name = $1").bind(name);
        drop.execute(&self.pool).await?;
        Ok(())
    }

    /// Hears of a question, and says whether it is a new one.
    pub async fn hear(&self, question: &Question, at: SystemTime) -> Result<bool, Error> {
        let hear = "INSERT INTO question (event, room, heard) VALUES ($1, $2, $3) \
                    ON CONFLICT (event) DO NOTHING";
        let hear = sqlx::query(hear).bind(&question.event).bind(&question.room);
        let heard = hear.bind(microseconds(at)).execute(&self.pool).await?;
        if self.heard.fetch_add(1, Ordering::Relaxed) % FORGETS_EVERY == FORGETS_EVERY - 1 {
            self.forget(at).await?;
        }
        Ok(heard.rows_affected() > 0)
    }

    /// Notes that a question needs no answer any more.
    pub async fn answered(&self, event: &str, at: SystemTime) -> Result<(), Error> {
        let answered = "UPDATE question SET answered = $2 WHERE event = $1";
        let answered = sqlx::query(answered).bind(event).bind(microseconds(at));
        answered.execute(&self.pool).await?;
        Ok(())
    }

    /// The questions that were heard and never answered, in the order they were heard.
    pub async fn unanswered(&self) -> Result<Vec<Question>, Error> {
        let unanswered = "SELECT event, room FROM question WHERE answered IS NULL ORDER BY heard";
        let rows = sqlx::query(unanswered).fetch_all(&self.pool).await?;
        let question = |row: &sqlx::sqlite::SqliteRow| {
            Ok(Question {
                event: row.try_get(0)?,
                room: row.try_get(1)?,
            })
        };
        rows.iter().map(question).collect()
    }

    /// Keeps what a message offers to whoever answers it.
    pub async fn keep_offer(&self, offer: &Offer, at: SystemTime) -> Result<(), Error> {
        let keep = "INSERT INTO offer (event, place, is_list, chosen, offered) \
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event) DO NOTHING";
        let keep = sqlx::query(keep).bind(&offer.event).bind(&offer.place);
        let keep = keep.bind(i64::from(offer.is_list)).bind(&offer.chosen);
        keep.bind(microseconds(at)).execute(&self.pool).await?;
        Ok(())
    }

    /// What can be chosen from a message; nothing from one that offers nothing or is forgotten.
    pub async fn offer(&self, event: &str) -> Result<Option<String>, Error> {
        self.text("SELECT chosen FROM offer WHERE event = $1", event)
            .await
    }

    /// What can be chosen from the last message in a place.
    pub async fn last_offer(&self, place: &str) -> Result<Option<String>, Error> {
        let last = "SELECT chosen FROM offer WHERE place = $1 ORDER BY offered DESC LIMIT 1";
        self.text(last, place).await
    }

    /// What can be chosen from the last list in a place.
    pub async fn last_list(&self, place: &str) -> Result<Option<String>, Error> {
        let last = "SELECT chosen FROM offer WHERE place = $1 AND is_list = 1 \
                    ORDER BY offered DESC LIMIT 1";
        self.text(last, place).await
    }

    async fn text(&self, question: &'static str, about: &str) -> Result<Option<String>, Error> {
        let row = sqlx::query(question).bind(about);
        let row = row.fetch_optional(&self.pool).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    async fn forget(&self, at: SystemTime) -> Result<(), Error> {
        let oldest = at.checked_sub(FORGOTTEN_AFTER).unwrap_or(UNIX_EPOCH);
        let forget = sqlx::query("DELETE FROM action WHERE offered < $1").bind(seconds(oldest));
        forget.execute(&self.pool).await?;
        let forget = sqlx::query("DELETE FROM offer WHERE offered < $1").bind(microseconds(oldest));
        forget.execute(&self.pool).await?;
        let oldest = at.checked_sub(QUESTION_AGAIN).unwrap_or(UNIX_EPOCH);
        let forget =
            sqlx::query("DELETE FROM question WHERE heard < $1").bind(microseconds(oldest));
        forget.execute(&self.pool).await?;
        Ok(())
    }
}

fn seconds(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

fn microseconds(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    fn kept(id: &str, line: &str) -> (String, String) {
        (id.to_owned(), line.to_owned())
    }

    #[tokio::test]
    async fn a_button_is_known_after_a_restart_until_nobody_was_offered_it_for_long() {
        let folder = tempfile::tempdir().unwrap();
        let start = SystemTime::now();
        let store = Store::open(folder.path(), start).await.unwrap();
        let actions = [kept("#1", "/search one"), kept("#2", "/search two")];
        store.keep_actions(&actions, start).await.unwrap();
        drop(store);
        let later = start + FORGOTTEN_AFTER - Duration::from_secs(5);
        let store = Store::open(folder.path(), later).await.unwrap();
        let known = store.action("#1").await.unwrap();
        assert_eq!(known.as_deref(), Some("/search one"));
        store.keep_actions(&actions[1..], later).await.unwrap();
        drop(store);
        let store = Store::open(folder.path(), later + Duration::from_secs(10))
            .await
            .unwrap();
        assert_eq!(store.action("#1").await.unwrap(), None);
        assert!(store.action("#2").await.unwrap().is_some());
    }

    #[tokio::test]
    async fn a_note_is_replaced_listed_and_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), UNIX_EPOCH).await.unwrap();
        for value in ["one", "two"] {
            store.keep_note("a_b", value).await.unwrap();
        }
        store.keep_note("axb", "other").await.unwrap();
        assert_eq!(store.note("a_b").await.unwrap().as_deref(), Some("two"));
        assert_eq!(store.notes("a_").await.unwrap(), [kept("a_b", "two")]);
        store.drop_note("a_b").await.unwrap();
        assert_eq!(store.note("a_b").await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_question_is_new_once_and_open_until_it_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let start = SystemTime::now();
        let store = Store::open(folder.path(), start).await.unwrap();
        let question = |event: &str| Question {
            event: event.to_owned(),
            room: "!r".to_owned(),
        };
        let (one, two) = (question("$1"), question("$2"));
        assert!(store.hear(&one, start).await.unwrap());
        assert!(!store.hear(&one, start).await.unwrap());
        assert!(store.hear(&two, start).await.unwrap());
        store.answered("$1", start).await.unwrap();
        drop(store);
        let store = Store::open(folder.path(), start).await.unwrap();
        assert_eq!(store.unanswered().await.unwrap(), [two]);
        assert!(!store.hear(&one, start).await.unwrap());
        drop(store);
        let later = start + QUESTION_AGAIN + Duration::from_secs(2);
        let store = Store::open(folder.path(), later).await.unwrap();
        assert_eq!(store.unanswered().await.unwrap(), []);
    }

    #[tokio::test]
    async fn questions_of_one_second_were_taken_up_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let start = SystemTime::now();
        let store = Store::open(folder.path(), start).await.unwrap();
        let events = ["$3", "$1", "$2"];
        for (number, event) in events.iter().enumerate() {
            let question = Question {
                event: (*event).to_owned(),
                room: "!r".to_owned(),
            };
            let at = start + Duration::from_micros(number as u64);
            store.hear(&question, at).await.unwrap();
        }
        let unanswered = store.unanswered().await.unwrap();
        let order: Vec<&str> = unanswered.iter().map(|one| one.event.as_str()).collect();
        assert_eq!(order, events);
    }

    #[tokio::test]
    async fn an_offer_is_known_after_a_restart_for_as_long_as_a_button() {
        let folder = tempfile::tempdir().unwrap();
        let start = SystemTime::now();
        let store = Store::open(folder.path(), start).await.unwrap();
        let offer = Offer {
            event: "$1".to_owned(),
            place: "here".to_owned(),
            is_list: false,
            chosen: "lines".to_owned(),
        };
        store.keep_offer(&offer, start).await.unwrap();
        drop(store);
        let kept = start + FORGOTTEN_AFTER - Duration::from_secs(5);
        let store = Store::open(folder.path(), kept).await.unwrap();
        assert_eq!(store.offer("$1").await.unwrap().as_deref(), Some("lines"));
        drop(store);
        let gone = start + FORGOTTEN_AFTER + Duration::from_secs(5);
        let store = Store::open(folder.path(), gone).await.unwrap();
        assert_eq!(store.offer("$1").await.unwrap(), None);
    }

    #[tokio::test]
    async fn the_last_offer_and_the_last_list_of_a_place_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let start = SystemTime::now();
        let store = Store::open(folder.path(), start).await.unwrap();
        for (number, (place, is_list)) in [("a", true), ("a", true), ("a", false), ("b", true)]
            .into_iter()
            .enumerate()
        {
            let offer = Offer {
                event: format!("${number}"),
                place: place.to_owned(),
                is_list,
                chosen: number.to_string(),
            };
            let at = start + Duration::from_millis(number as u64);
            store.keep_offer(&offer, at).await.unwrap();
        }
        let last = store.last_offer("a").await.unwrap();
        assert_eq!(last.as_deref(), Some("2"));
        let last = store.last_list("a").await.unwrap();
        assert_eq!(last.as_deref(), Some("1"));
        assert_eq!(store.last_offer("c").await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_store_that_is_no_database_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "no database at all, ".repeat(200)).unwrap();
        let error = Store::open(folder.path(), UNIX_EPOCH).await.unwrap_err();
        assert!(error.to_string().contains(FILE), "{error}");
    }
}
