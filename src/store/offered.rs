//! What messages of the bot offer: the lines of buttons, and what can be chosen from a message; and
//! what the program notes for itself.

use std::time::SystemTime;

use sqlx::Row as _;

use super::{Error, Store, microseconds, rows, seconds};

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
    /// Keeps the command lines of buttons under their ids, which differ, all at once.
    pub async fn keep_actions(
        &self,
        actions: &[(String, String)],
        at: SystemTime,
    ) -> Result<(), Error> {
        for actions in actions.chunks(rows::VALUES / 3) {
            let keep = format!(
                "INSERT INTO action (id, line, offered) VALUES {} \
                 ON CONFLICT (id) DO UPDATE SET offered = excluded.offered",
                rows::places(actions.len(), 3)
            );
            let keep = actions.iter().fold(rows::query(keep), |keep, (id, line)| {
                keep.bind(id).bind(line).bind(seconds(at))
            });
            keep.execute(&self.writing).await?;
        }
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
        keep.execute(&self.writing).await?;
        Ok(())
    }

    /// The names under which something is noted that begin so, with what is noted.
    pub async fn notes(&self, beginning: &str) -> Result<Vec<(String, String)>, Error> {
        let notes = "SELECT name, value FROM note \
                     WHERE substr(name, 1, CAST($1 AS INTEGER)) = $2 ORDER BY name";
        let notes = sqlx::query(notes).bind(length(beginning)).bind(beginning);
        let notes = notes.fetch_all(&self.reading).await?;
        rows::each(&notes, |row| Ok((row.try_get(0)?, row.try_get(1)?)))
    }

    /// Forgets what was noted under a name.
    pub async fn drop_note(&self, name: &str) -> Result<(), Error> {
        let drop = sqlx::query("DELETE FROM note WHERE name = $1").bind(name);
        drop.execute(&self.writing).await?;
        Ok(())
    }

    /// Keeps what a message offers to whoever answers it.
    pub async fn keep_offer(&self, offer: &Offer, at: SystemTime) -> Result<(), Error> {
        let keep = "INSERT INTO offer (event, place, is_list, chosen, offered) \
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (event) DO NOTHING";
        let keep = sqlx::query(keep).bind(&offer.event).bind(&offer.place);
        let keep = keep.bind(i64::from(offer.is_list)).bind(&offer.chosen);
        keep.bind(microseconds(at)).execute(&self.writing).await?;
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
}

/// The length of a text as databases count it.
pub(super) fn length(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}
