//! What is to be said in rooms, and by whom: a process takes a room for some time, says what waits there
//! in order, and notes each message as said. A process that dies leaves the room to others when its time
//! is over, and what it said last but did not note is said once more.

use std::time::Duration;

use sqlx::Row as _;
use sqlx::any::AnyRow;
use sqlx::query::Query;

use super::offered::length;
use super::{Error, Store, rows};

/// For how long a process has a room for itself: longer than a platform takes for some messages.
const LEASE: Duration = Duration::from_secs(30);
/// From how many rooms something is taken at once.
const ROOMS: i64 = 50;

/// Who says what is to be said: a process, for an account of ours on a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// What the ids of its rooms begin with.
    pub rooms: String,
    /// The platform's id of the account; empty where the platform has but one.
    pub account: String,
    /// The name of the process, which no other that lives has.
    pub name: String,
}

impl Speaker {
    /// Who speaks in the rooms whose ids begin so, for that account, as the process of that name.
    #[must_use]
    pub fn new(rooms: &str, account: &str, name: &str) -> Self {
        Self {
            rooms: rooms.to_owned(),
            account: account.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// What is to be said in a room, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sayings {
    /// The room.
    pub room: String,
    /// What is to be said.
    pub sayings: Vec<Saying>,
}

/// One message that is to be sent or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// The round that it is of.
    pub round: i64,
    /// Its number in the round; the last of those that it says at once.
    pub sequence: i64,
    /// The name of the message within the round; empty for what is never edited.
    pub message: String,
    /// What is said, as JSON.
    pub body: String,
    /// The platform's id of the message that this edits; none where it is new.
    pub edits: Option<String>,
}

/// A message that was sent, or is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The round that it is of.
    pub round: i64,
    /// Whether that round is still open.
    pub is_open: bool,
    /// What is played in the round.
    pub kind: String,
    /// The name of the message within the round.
    pub message: String,
    /// The platform's id of the message.
    pub handle: String,
}

impl Said {
    fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            round: row.try_get(0)?,
            is_open: row.try_get::<Option<i64>, _>(1)?.is_none(),
            kind: row.try_get(2)?,
            message: row.try_get(3)?,
            handle: row.try_get(4)?,
        })
    }
}

impl Store {
    /// Takes what a speaker is to say. Nobody else is given anything of these rooms for 30 seconds, or
    /// until they are [given back](Self::give_back). What was begun through another account is left to it;
    /// what was begun before accounts were noted is anybody's.
    pub async fn take(&self, by: &Speaker, at: i64) -> Result<Vec<Sayings>, Error> {
        let waiting = "SELECT say.room FROM say JOIN round ON round.id = say.round \
             WHERE say.sent IS NULL AND substr(say.room, 1, CAST($1 AS INTEGER)) = $2 \
             AND round.account IN ('', $5) AND NOT EXISTS \
             (SELECT 1 FROM lease WHERE lease.room = say.room AND lease.until > $3) \
             GROUP BY say.room ORDER BY MIN(say.at) LIMIT $4";
        let waiting = sqlx::query_scalar(waiting).bind(length(&by.rooms));
        let waiting = waiting.bind(&by.rooms).bind(at).bind(ROOMS);
        let waiting = waiting.bind(&by.account);
        let mut waiting: Vec<String> = waiting.fetch_all(&self.reading).await?;
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        waiting.sort();
        let taken = self.lease(&waiting, &by.name, at).await?;
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        self.unsaid(&taken, &by.account).await
    }

    /// Takes rooms that nobody has, and gives those that were taken.
    async fn lease(&self, rooms: &[String], by: &str, at: i64) -> Result<Vec<String>, Error> {
        let lease = format!(
            "INSERT INTO lease (room, holder, until) VALUES {} ON CONFLICT (room) DO UPDATE \
             SET holder = excluded.holder, until = excluded.until WHERE lease.until <= ${} \
             RETURNING room",
            rows::places(rooms.len(), 3),
            rooms.len() * 3 + 1
        );
        let until = at.saturating_add(i64::try_from(LEASE.as_micros()).unwrap_or(i64::MAX));
        let lease = rooms.iter().fold(rows::query(lease), |lease, room| {
            lease.bind(room).bind(by).bind(until)
        });
        let taken = lease.bind(at).fetch_all(&self.writing).await?;
        rows::each(&taken, |row| row.try_get(0))
    }

    async fn unsaid(&self, rooms: &[String], account: &str) -> Result<Vec<Sayings>, Error> {
        let unsaid = format!(
            "SELECT say.room, say.round, say.sequence, say.message, say.body, \
             (SELECT first.handle FROM say AS first WHERE first.round = say.round \
                 AND say.message <> '' AND first.message = say.message \
                 AND first.handle IS NOT NULL ORDER BY first.sequence LIMIT 1) \
             FROM say JOIN round ON round.id = say.round \
             WHERE say.sent IS NULL AND say.room IN {} AND round.account IN ('', ${}) \
             ORDER BY say.room, round.begun, say.round, say.sequence",
            rows::places(1, rooms.len()),
            rooms.len() + 1
        );
        let unsaid = rooms.iter().fold(rows::query(unsaid), Query::bind);
        let unsaid = unsaid.bind(account);
        let unsaid = unsaid.fetch_all(&self.reading).await?;
        let unsaid = rows::each(&unsaid, |row| {
            let saying = Saying {
                round: row.try_get(1)?,
                sequence: row.try_get(2)?,
                message: row.try_get(3)?,
                body: row.try_get(4)?,
                edits: row.try_get(5)?,
            };
            Ok((row.try_get(0)?, saying))
        })?;
        Ok(by_room(unsaid))
    }

    /// Notes that something was said, as the message of that id; without one it can't be edited. What
    /// can never be said is noted in the same way.
    pub async fn said(&self, saying: &Saying, handle: Option<&str>, at: i64) -> Result<(), Error> {
        let said = "UPDATE say SET sent = $4, handle = $5 WHERE round = $1 AND sequence <= $2 \
                    AND (sequence = $2 OR ($3 <> '' AND message = $3)) AND sent IS NULL";
        let said = sqlx::query(said).bind(saying.round).bind(saying.sequence);
        let said = said.bind(&saying.message).bind(at).bind(handle);
        said.execute(&self.writing).await?;
        Ok(())
    }

    /// Gives a room back that a process of that name took.
    pub async fn give_back(&self, room: &str, by: &str) -> Result<(), Error> {
        let back = sqlx::query("DELETE FROM lease WHERE room = $1 AND holder = $2");
        back.bind(room).bind(by).execute(&self.writing).await?;
        Ok(())
    }

    /// Gives back what a process of that name took: the earlier life of one that has just begun, and has no
    /// room yet.
    pub async fn give_all_back(&self, by: &str) -> Result<(), Error> {
        let back = sqlx::query("DELETE FROM lease WHERE holder = $1").bind(by);
        back.execute(&self.writing).await?;
        Ok(())
    }

    /// Takes over what an account was to say that is not there any more: its open rounds, its last words,
    /// and its daily questions. What it said can't be edited by another.
    pub async fn take_over(&self, before: &str, by: &Speaker) -> Result<(), Error> {
        let of_the_account = "account = $1 AND substr(room, 1, CAST($2 AS INTEGER)) = $3";
        let unfinished = format!(
            "{of_the_account} \
             AND (ended IS NULL OR id IN (SELECT round FROM say WHERE sent IS NULL))"
        );
        let mut write = self.begin().await?;
        let forget = format!(
            "UPDATE say SET handle = NULL WHERE handle IS NOT NULL \
             AND round IN (SELECT id FROM round WHERE {unfinished})"
        );
        let forget = rows::query(forget).bind(before);
        let forget = forget.bind(length(&by.rooms)).bind(&by.rooms);
        forget.execute(&mut *write).await?;
        for take in [
            format!("UPDATE round SET account = $4 WHERE {unfinished}"),
            format!("UPDATE daily SET account = $4 WHERE {of_the_account}"),
        ] {
            let take = rows::query(take).bind(before);
            let take = take.bind(length(&by.rooms)).bind(&by.rooms);
            take.bind(&by.account).execute(&mut *write).await?;
        }
        write.commit().await?;
        Ok(())
    }

    /// What was said as the message of that id; the last where it was edited.
    pub async fn said_as(&self, room: &str, handle: &str) -> Result<Option<Said>, Error> {
        let said = "SELECT say.round, round.ended, round.kind, say.message, say.handle FROM say \
                    JOIN round ON round.id = say.round WHERE say.handle = $1 AND say.room = $2 \
                    ORDER BY say.sequence DESC LIMIT 1";
        let said = sqlx::query(said).bind(handle).bind(room);
        let row = said.fetch_optional(&self.reading).await?;
        Ok(row.as_ref().map(Said::of).transpose()?)
    }

    /// What was last said in a room, or is to be, of the messages whose names begin so; as JSON.
    pub async fn last_said(&self, room: &str, beginning: &str) -> Result<Option<String>, Error> {
        let said = "SELECT say.body FROM round JOIN say ON say.round = round.id \
                    WHERE round.room = $1 AND substr(say.message, 1, CAST($2 AS INTEGER)) = $3 \
                    ORDER BY say.at DESC, round.begun DESC, say.sequence DESC LIMIT 1";
        let said = sqlx::query_scalar(said).bind(room);
        let said = said.bind(length(beginning)).bind(beginning);
        Ok(said.fetch_optional(&self.reading).await?)
    }

    /// The messages of a round that were sent, in order.
    pub async fn messages(&self, round: i64) -> Result<Vec<Said>, Error> {
        let said = "SELECT say.round, round.ended, round.kind, say.message, say.handle FROM say \
                    JOIN round ON round.id = say.round \
                    WHERE say.round = $1 AND say.handle IS NOT NULL ORDER BY say.sequence";
        let said = sqlx::query(said).bind(round);
        rows::each(&said.fetch_all(&self.reading).await?, Said::of)
    }
}

/// What is to be said, room by room; of what is said several times under a name only the last is, at the
/// place of the first.
fn by_room(unsaid: Vec<(String, Saying)>) -> Vec<Sayings> {
    let mut all: Vec<Sayings> = Vec::new();
    for (room, saying) in unsaid {
        if all.last().is_none_or(|last| last.room != room) {
            let sayings = Vec::new();
            all.push(Sayings { room, sayings });
        }
        let Some(last) = all.last_mut() else { continue };
        let same = |before: &&mut Saying| {
            before.round == saying.round
                && before.message == saying.message
                && !saying.message.is_empty()
        };
        match last.sayings.iter_mut().find(same) {
            Some(before) => *before = saying,
            None => last.sayings.push(saying),
        }
    }
    all
}
