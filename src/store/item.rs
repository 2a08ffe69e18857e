//! What became of questions: how often they were asked, what was answered, who finds something wrong;
//! and the terms that were asked for and not found.

use sqlx::Row as _;

use super::{Error, Store, rows};

/// A question that was asked, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The question as it was last asked, as JSON.
    pub question: String,
    /// In how many rounds it was asked.
    pub asked: i64,
    /// When it was last.
    pub last_asked: i64,
    /// How many answers were counted.
    pub answered: i64,
    /// How many of them were right.
    pub answered_right: i64,
    /// How many persons find something wrong that no teacher has looked at.
    pub flags: i64,
    /// Whether it is asked no more.
    pub is_hidden: bool,
}

/// How often something was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The id of the question.
    pub question: String,
    /// The option; none for all that was typed.
    pub chosen: Option<String>,
    /// How often it was chosen.
    pub times: i64,
}

/// What came of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flagged {
    /// Whether this person had not flagged the question before.
    pub is_new: bool,
    /// How many flags no teacher has looked at.
    pub flags: i64,
    /// Whether the question is asked no more.
    pub is_hidden: bool,
}

/// A term that was asked for and not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The term.
    pub term: String,
    /// How often.
    pub times: i64,
    /// When it was last asked for.
    pub last_asked: i64,
}

impl Store {
    /// The questions that were asked, by their ids.
    pub async fn items(&self) -> Result<Vec<Item>, Error> {
        let items = "SELECT item.id, item.question, item.asked, item.last_asked, \
             COALESCE(given.answered, 0), COALESCE(given.answered_right, 0), \
             COALESCE(flagged.flags, 0), item.is_hidden FROM item \
             LEFT JOIN (SELECT question, COUNT(*) AS answered, \
                 CAST(SUM(is_right) AS BIGINT) AS answered_right FROM answer GROUP BY question) \
                 AS given ON given.question = item.id \
             LEFT JOIN (SELECT item, COUNT(*) AS flags FROM flag WHERE is_reviewed = 0 \
                 GROUP BY item) AS flagged ON flagged.item = item.id \
             ORDER BY item.id";
        let items = sqlx::query(items).fetch_all(&self.reading).await?;
        rows::each(&items, |row| {
            Ok(Item {
                id: row.try_get(0)?,
                question: row.try_get(1)?,
                asked: row.try_get(2)?,
                last_asked: row.try_get(3)?,
                answered: row.try_get(4)?,
                answered_right: row.try_get(5)?,
                flags: row.try_get(6)?,
                is_hidden: row.try_get::<i64, _>(7)? != 0,
            })
        })
    }

    /// How often each option was chosen, by question and option.
    pub async fn drawn(&self) -> Result<Vec<Drawn>, Error> {
        let drawn = "SELECT question, chosen, COUNT(*) FROM answer \
                     GROUP BY question, chosen ORDER BY question, chosen";
        let drawn = sqlx::query(drawn).fetch_all(&self.reading).await?;
        rows::each(&drawn, |row| {
            Ok(Drawn {
                question: row.try_get(0)?,
                chosen: row.try_get(1)?,
                times: row.try_get(2)?,
            })
        })
    }

    /// The ids of the questions that are asked no more until a teacher has looked at them.
    pub async fn hidden(&self) -> Result<Vec<String>, Error> {
        let hidden = sqlx::query_scalar("SELECT id FROM item WHERE is_hidden = 1 ORDER BY id");
        Ok(hidden.fetch_all(&self.reading).await?)
    }

    /// Notes that a person finds something wrong with a question, which is hidden at so many flags.
    /// Nothing comes of it for a question that was never asked.
    pub async fn flag(
        &self,
        (question, person): (&str, &str),
        hides_at: i64,
        at: i64,
    ) -> Result<Option<Flagged>, Error> {
        let mut write = self.begin().await?;
        let flag = "INSERT INTO flag (item, person, at, is_reviewed) \
                    SELECT id, $2, $3, 0 FROM item WHERE id = $1 \
                    ON CONFLICT (item, person) DO NOTHING";
        let flag = sqlx::query(flag).bind(question).bind(person).bind(at);
        let is_new = flag.execute(&mut *write).await?.rows_affected() > 0;
        let hide = "UPDATE item SET is_hidden = 1 WHERE id = $1 AND is_hidden = 0 AND $2 <= \
                    (SELECT COUNT(*) FROM flag WHERE item = $1 AND is_reviewed = 0)";
        let hide = sqlx::query(hide).bind(question).bind(hides_at);
        hide.execute(&mut *write).await?;
        let found = "SELECT is_hidden, (SELECT COUNT(*) FROM flag WHERE item = $1 \
                     AND is_reviewed = 0) FROM item WHERE id = $1";
        let found = sqlx::query(found).bind(question);
        let found = found.fetch_optional(&mut *write).await?;
        write.commit().await?;
        let Some(row) = found else { return Ok(None) };
        Ok(Some(Flagged {
            is_new,
            is_hidden: row.try_get::<i64, _>(0)? != 0,
            flags: row.try_get(1)?,
        }))
    }

    /// Notes that a teacher has looked at a question: it is asked again, or not, and its flags count no
    /// more. Says whether it was ever asked.
    pub async fn review(&self, question: &str, is_asked_again: bool) -> Result<bool, Error> {
        let mut write = self.begin().await?;
        let show = sqlx::query("UPDATE item SET is_hidden = $2 WHERE id = $1").bind(question);
        let show = show.bind(i64::from(!is_asked_again));
        let is_known = show.execute(&mut *write).await?.rows_affected() > 0;
        let look = sqlx::query("UPDATE flag SET is_reviewed = 1 WHERE item = $1").bind(question);
        look.execute(&mut *write).await?;
        write.commit().await?;
        Ok(is_known)
    }

    /// Counts a term that was asked for and not found.
    pub async fn miss(&self, term: &str, at: i64) -> Result<(), Error> {
        let miss = "INSERT INTO missed (term, times, last_asked) VALUES ($1, 1, $2) \
                    ON CONFLICT (term) DO UPDATE SET times = missed.times + 1, \
                    last_asked = excluded.last_asked";
        let miss = sqlx::query(miss).bind(term).bind(at);
        miss.execute(&self.writing).await?;
        Ok(())
    }

    /// The terms that were asked for most and not found.
    pub async fn missed(&self, most: i64) -> Result<Vec<Missed>, Error> {
        let missed = "SELECT term, times, last_asked FROM missed \
                      ORDER BY times DESC, last_asked DESC, term LIMIT $1";
        let missed = sqlx::query(missed).bind(most);
        rows::each(&missed.fetch_all(&self.reading).await?, |row| {
            Ok(Missed {
                term: row.try_get(0)?,
                times: row.try_get(1)?,
                last_asked: row.try_get(2)?,
            })
        })
    }
}
