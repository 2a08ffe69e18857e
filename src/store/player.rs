//! What people who play have decided.

use sqlx::Row as _;

use super::{Error, Store};

/// What a person has decided, and how they are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Player {
    /// How they were last called; empty where it is not known.
    pub name: String,
    /// Whether they stand on no leaderboard.
    pub is_unlisted: bool,
    /// Their time zone, where they gave one.
    pub zone: Option<String>,
}

impl Store {
    /// What a person has decided; nothing for one who never played.
    pub async fn player(&self, person: &str) -> Result<Player, Error> {
        let player = "SELECT name, is_unlisted, zone FROM player WHERE person = $1";
        let row = sqlx::query(player).bind(person);
        let Some(row) = row.fetch_optional(&self.reading).await? else {
            return Ok(Player::default());
        };
        Ok(Player {
            name: row.try_get(0)?,
            is_unlisted: row.try_get::<i64, _>(1)? != 0,
            zone: row.try_get(2)?,
        })
    }

    /// Keeps whether a person stands on no leaderboard.
    pub async fn unlist(&self, person: &str, is_unlisted: bool) -> Result<(), Error> {
        let keep = "INSERT INTO player (person, name, is_unlisted) VALUES ($1, '', $2) \
                    ON CONFLICT (person) DO UPDATE SET is_unlisted = excluded.is_unlisted";
        let keep = sqlx::query(keep).bind(person).bind(i64::from(is_unlisted));
        keep.execute(&self.writing).await?;
        Ok(())
    }

    /// Keeps the time zone of a person.
    pub async fn keep_zone(&self, person: &str, zone: &str) -> Result<(), Error> {
        let keep = "INSERT INTO player (person, name, is_unlisted, zone) VALUES ($1, '', 0, $2) \
                    ON CONFLICT (person) DO UPDATE SET zone = excluded.zone";
        let keep = sqlx::query(keep).bind(person).bind(zone);
        keep.execute(&self.writing).await?;
        Ok(())
    }
}
