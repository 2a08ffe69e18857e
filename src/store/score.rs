//! Scores read back: sums where sums are cheaper than rows. What they mean (accuracy, streaks, weeks)
//! is not the store's to say.

use sqlx::Row as _;

use super::{Error, Store, rows};

/// Whose rounds count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'s> {
    /// Those of a room.
    Room(&'s str),
    /// Those of all rooms of a server.
    Server(&'s str),
    /// All.
    Everywhere,
}

impl<'s> Scope<'s> {
    /// The condition on a row with a room and a server, whose value is the placeholder of that number.
    fn condition(self, number: u8) -> (String, &'s str) {
        match self {
            Self::Room(room) => (format!("room = ${number}"), room),
            Self::Server(server) => (format!("server = ${number}"), server),
            Self::Everywhere => (format!("${number} = ''"), ""),
        }
    }
}

/// Which leaderboard is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Board<'b> {
    /// Whose rounds count.
    pub scope: Scope<'b>,
    /// From when on, in microseconds since 1970.
    pub from: i64,
    /// Until when; this moment does not count any more.
    pub until: i64,
    /// Down to which place. Those who share the last one all stand on it.
    pub places: i64,
    /// Who stands on it whatever their place; empty for nobody.
    pub person: &'b str,
}

/// A person on a leaderboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Their place: as many are better, and one. Those with the same points share it.
    pub place: i64,
    /// Of how many.
    pub of: i64,
    /// The person.
    pub person: String,
    /// How they were last called; empty where it is not known.
    pub name: String,
    /// How many of their answers were counted.
    pub answered: i64,
    /// How many of them were right.
    pub answered_right: i64,
    /// Their points.
    pub points: i64,
}

/// What a person answered in a quarter of an hour: every time zone is some quarters off, so that its
/// days and weeks are made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// When it began, in microseconds since 1970.
    pub at: i64,
    /// How many answers were counted.
    pub answered: i64,
    /// How many of them were right.
    pub answered_right: i64,
    /// Their points.
    pub points: i64,
}

/// A question that a person last answered wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub id: String,
    /// The question as it was last asked, as JSON.
    pub question: String,
}

impl Store {
    /// A leaderboard: those with most points first, without those who want to stand on none.
    pub async fn standings(&self, board: Board<'_>) -> Result<Vec<Standing>, Error> {
        let (condition, value) = board.scope.condition(1);
        let standings = format!(
            "WITH sums AS (SELECT person, CAST(SUM(answered) AS BIGINT) AS answered, \
                 CAST(SUM(answered_right) AS BIGINT) AS answered_right, \
                 CAST(SUM(points) AS BIGINT) AS points FROM mark \
                 WHERE {condition} AND at >= $2 AND at < $3 GROUP BY person), \
             placed AS (SELECT sums.person, COALESCE(player.name, '') AS name, sums.answered, \
                 sums.answered_right, sums.points, RANK() OVER (ORDER BY sums.points DESC) AS place, \
                 COUNT(*) OVER () AS among FROM sums \
                 LEFT JOIN player ON player.person = sums.person \
                 WHERE COALESCE(player.is_unlisted, 0) = 0) \
             SELECT place, among, person, name, answered, answered_right, points FROM placed \
             WHERE place <= $4 OR person = $5 ORDER BY place, name, person"
        );
        let standings = rows::query(standings).bind(value).bind(board.from);
        let standings = standings.bind(board.until).bind(board.places);
        let standings = standings
            .bind(board.person)
            .fetch_all(&self.reading)
            .await?;
        rows::each(&standings, |row| {
            Ok(Standing {
                place: row.try_get(0)?,
                of: row.try_get(1)?,
                person: row.try_get(2)?,
                name: row.try_get(3)?,
                answered: row.try_get(4)?,
                answered_right: row.try_get(5)?,
                points: row.try_get(6)?,
            })
        })
    }

    /// What a person answered from some moment on, by quarters of an hour, the first first. Quarters in
    /// which nothing was answered are left out.
    pub async fn quarters(
        &self,
        person: &str,
        scope: Scope<'_>,
        from: i64,
    ) -> Result<Vec<Quarter>, Error> {
        let (condition, value) = scope.condition(3);
        let quarters = format!(
            "SELECT answer.at / 900000000 * 900000000 AS quarter, COUNT(*), \
             CAST(SUM(answer.is_right) AS BIGINT), CAST(SUM(answer.points) AS BIGINT) \
             FROM answer JOIN round ON round.id = answer.round \
             WHERE answer.person = $1 AND answer.at >= $2 AND {condition} \
             GROUP BY answer.at / 900000000 * 900000000 ORDER BY quarter"
        );
        let quarters = rows::query(quarters).bind(person).bind(from).bind(value);
        rows::each(&quarters.fetch_all(&self.reading).await?, |row| {
            Ok(Quarter {
                at: row.try_get(0)?,
                answered: row.try_get(1)?,
                answered_right: row.try_get(2)?,
                points: row.try_get(3)?,
            })
        })
    }

    /// The questions that a person last answered wrong, the latest first. What is hidden is left out.
    pub async fn misses(&self, person: &str, most: i64) -> Result<Vec<Missing>, Error> {
        let misses = "SELECT item.id, item.question FROM \
             (SELECT question, is_right, at, ROW_NUMBER() OVER \
                 (PARTITION BY question ORDER BY at DESC) AS back FROM answer WHERE person = $1) \
             AS last JOIN item ON item.id = last.question \
             WHERE last.back = 1 AND last.is_right = 0 AND item.is_hidden = 0 \
             ORDER BY last.at DESC, item.id LIMIT $2";
        let misses = sqlx::query(misses).bind(person).bind(most);
        rows::each(&misses.fetch_all(&self.reading).await?, |row| {
            Ok(Missing {
                id: row.try_get(0)?,
                question: row.try_get(1)?,
            })
        })
    }
}
