//! What was asked where no platform remembers for the bot that it was answered.

use std::time::SystemTime;

use sqlx::Row as _;

use super::{Error, Store, microseconds, rows};

/// Something asked, by the ids of a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The event that asks it.
    pub event: String,
    /// The room it was asked in.
    pub room: String,
}

impl Store {
    /// Hears of a question, and says whether it is a new one.
    pub async fn hear(&self, question: &Question, at: SystemTime) -> Result<bool, Error> {
        let hear = "INSERT INTO question (event, room, heard) VALUES ($1, $2, $3) \
                    ON CONFLICT (event) DO NOTHING";
        let hear = sqlx::query(hear).bind(&question.event).bind(&question.room);
        let heard = hear.bind(microseconds(at)).execute(&self.writing).await?;
        self.forget_sometimes(at).await?;
        Ok(heard.rows_affected() > 0)
    }

    /// Notes that a question needs no answer any more.
    pub async fn answered(&self, event: &str, at: SystemTime) -> Result<(), Error> {
        let answered = "UPDATE question SET answered = $2 WHERE event = $1";
        let answered = sqlx::query(answered).bind(event).bind(microseconds(at));
        answered.execute(&self.writing).await?;
        Ok(())
    }

    /// The questions that were heard and never answered, in the order they were heard.
    pub async fn unanswered(&self) -> Result<Vec<Question>, Error> {
        let unanswered = "SELECT event, room FROM question WHERE answered IS NULL ORDER BY heard";
        let unanswered = sqlx::query(unanswered).fetch_all(&self.reading).await?;
        rows::each(&unanswered, |row| {
            Ok(Question {
                event: row.try_get(0)?,
                room: row.try_get(1)?,
            })
        })
    }
}
