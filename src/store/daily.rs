//! The rooms that are asked one question a day. That it is asked belongs to the step that asks it.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Error, Store, rows};

/// A room that is asked one question a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daily {
    /// The room.
    pub room: String,
    /// The server that the room belongs to; the room itself where there is none.
    pub server: String,
    /// What was set, as JSON.
    pub settings: String,
    /// When the next is due, in microseconds since 1970.
    pub due: i64,
    /// The date in the room for which the last was asked, as 2026-11-30.
    pub asked_on: Option<String>,
    /// The account of ours through which it was set, by the platform's id of it.
    pub account: String,
}

impl Daily {
    fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            room: row.try_get(0)?,
            server: row.try_get(1)?,
            settings: row.try_get(2)?,
            due: row.try_get(3)?,
            asked_on: row.try_get(4)?,
            account: row.try_get(5)?,
        })
    }
}

impl Store {
    /// Sets the daily question of a room, in the place of what was set before. For which date the last was
    /// asked stays as it is.
    pub async fn keep_daily(&self, daily: &Daily) -> Result<(), Error> {
        let keep = "INSERT INTO daily (room, server, settings, due, account) \
                    VALUES ($1, $2, $3, $4, $5) \
                    ON CONFLICT (room) DO UPDATE SET server = excluded.server, \
                    settings = excluded.settings, due = excluded.due, account = excluded.account";
        let keep = sqlx::query(keep).bind(&daily.room).bind(&daily.server);
        let keep = keep.bind(&daily.settings).bind(daily.due);
        let keep = keep.bind(&daily.account);
        keep.execute(&self.writing).await?;
        Ok(())
    }

    /// What is set for a room.
    pub async fn daily(&self, room: &str) -> Result<Option<Daily>, Error> {
        let daily =
            "SELECT room, server, settings, due, asked_on, account FROM daily WHERE room = $1";
        let row = sqlx::query(daily).bind(room);
        let row = row.fetch_optional(&self.reading).await?;
        Ok(row.as_ref().map(Daily::of).transpose()?)
    }

    /// Asks a room no more, and says whether it was asked before.
    pub async fn drop_daily(&self, room: &str) -> Result<bool, Error> {
        let drop = sqlx::query("DELETE FROM daily WHERE room = $1").bind(room);
        Ok(drop.execute(&self.writing).await?.rows_affected() > 0)
    }

    /// The rooms that are to be asked by now, the longest waiting first.
    pub async fn due_dailies(&self, at: i64, most: i64) -> Result<Vec<Daily>, Error> {
        let due = "SELECT room, server, settings, due, asked_on, account FROM daily \
                   WHERE due <= $1 ORDER BY due LIMIT $2";
        let due = sqlx::query(due).bind(at).bind(most);
        rows::each(&due.fetch_all(&self.reading).await?, Daily::of)
    }
}
