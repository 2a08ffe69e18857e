//! A round of questions changes in one way: a step, which reads it, asks a pure function what becomes of
//! it, and writes the whole answer in one transaction. A kill leaves all of a step or nothing of it.

mod write;

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, Row as _, Transaction};

use super::{Error, Store, moment, rows};

/// How often a step is tried where another process was faster. Each time the other has gone on.
const TRIES: usize = 10;

macro_rules! open_round {
    () => {
        "SELECT round.id, sheet.drawn, round.state, round.due, round.begun, round.version, round.said \
         FROM round JOIN sheet ON sheet.round = round.id \
         WHERE round.room = $1 AND round.kind = $2 AND round.ended IS NULL"
    };
}

/// The question for an open round.
const OPEN: &str = open_round!();
/// The same, which locks it: `SQLite` has locked everything by then.
const OPEN_LOCKED: &str = concat!(open_round!(), " FOR UPDATE OF round");

/// Where a round is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'p> {
    /// The room.
    pub room: &'p str,
    /// What is played: one round of each kind can be open in a room.
    pub kind: &'p str,
    /// The server that the room belongs to; the room itself where there is none.
    pub server: &'p str,
}

/// An open round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its id.
    pub id: i64,
    /// What was drawn for it, as JSON.
    pub sheet: String,
    /// How it stands, as JSON.
    pub state: String,
    /// When it must be looked at though nobody says anything.
    pub due: Option<i64>,
    /// When it began.
    pub begun: i64,
    /// How often it was changed.
    pub version: i64,
    said: i64,
}

impl Open {
    fn of(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get(0)?,
            sheet: row.try_get(1)?,
            state: row.try_get(2)?,
            due: row.try_get(3)?,
            begun: row.try_get(4)?,
            version: row.try_get(5)?,
            said: row.try_get(6)?,
        })
    }
}

/// What becomes of a round, and what follows. Everything of it is written, or nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<T> {
    /// What becomes of the round.
    pub change: Change,
    /// The answers that count from now on.
    pub answers: Vec<Answer>,
    /// The questions that are asked from now on.
    pub posed: Vec<Posed>,
    /// What is to be said in the room.
    pub says: Vec<Say>,
    /// The date for which the room is asked its daily question by this.
    pub daily: Option<Asked>,
    /// What the one who called learns of it.
    pub reply: T,
}

impl<T> Step<T> {
    /// A step that changes nothing.
    pub const fn none(reply: T) -> Self {
        Self::to(Change::None, reply)
    }

    /// A step that changes the round and no more.
    pub const fn to(change: Change, reply: T) -> Self {
        Self {
            change,
            answers: Vec::new(),
            posed: Vec::new(),
            says: Vec::new(),
            daily: None,
            reply,
        }
    }
}

/// What becomes of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// It begins, where none is open.
    Begins {
        /// What was drawn for it, as JSON.
        sheet: String,
        /// How it stands, as JSON.
        state: String,
        /// When it must be looked at.
        due: Option<i64>,
        /// The account of ours that says what it wants said, by the platform's id of it; empty where the
        /// platform has but one.
        account: String,
    },
    /// It goes on.
    Goes {
        /// How it stands, as JSON.
        state: String,
        /// When it must be looked at.
        due: Option<i64>,
    },
    /// It goes on, and more was drawn for it.
    Grows {
        /// What was drawn for it in all, as JSON.
        sheet: String,
        /// How it stands, as JSON.
        state: String,
        /// When it must be looked at.
        due: Option<i64>,
    },
    /// It ends; its scores stay.
    Ends,
}

/// What a person answered to a question. Whatever was counted of the same person for the same question of
/// the same round stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The id of the question.
    pub question: String,
    /// The person.
    pub person: String,
    /// How the person is called now; empty where it is not known.
    pub name: String,
    /// The option that was chosen; none for what was typed.
    pub chosen: Option<String>,
    /// Whether it is right.
    pub is_right: bool,
    /// What it is worth.
    pub points: i64,
    /// When it was given, in microseconds since 1970.
    pub at: i64,
}

/// A question that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posed {
    /// Its id.
    pub id: String,
    /// The question, as JSON.
    pub question: String,
}

/// Something to be said in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// The name of the message within the round: what is said again under a name edits it. Empty for what
    /// is never edited.
    pub message: String,
    /// What is said, as JSON.
    pub body: String,
}

/// The daily question of a room that a step asks. Where it was asked for that date before, the step does
/// nothing but set when the next is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The date in the room, as 2026-11-30.
    pub date: String,
    /// When the next is due, in microseconds since 1970.
    pub next: i64,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stepped<T> {
    /// The id of the round that is open, or was until this step.
    pub round: Option<i64>,
    /// Which of the answers were counted now.
    pub awarded: Vec<Awarded>,
    /// Whether nothing was written, because the daily question of the date had been asked before.
    pub was_asked: bool,
    /// What the function had to tell.
    pub reply: T,
}

/// An answer that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarded {
    /// The id of the question.
    pub question: String,
    /// The person.
    pub person: String,
}

/// A round that must be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRound {
    /// The room.
    pub room: String,
    /// What is played.
    pub kind: String,
    /// The server that the room belongs to.
    pub server: String,
    /// Since when.
    pub due: i64,
}

impl DueRound {
    /// Where it is played.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place {
            room: &self.room,
            kind: &self.kind,
            server: &self.server,
        }
    }
}

impl Store {
    /// Takes one step of the round in a place, or of none where none is open. The function is told what is
    /// there and may be asked again, where another process was faster: it must do nothing itself.
    pub async fn step<T: Send>(
        &self,
        place: Place<'_>,
        at: i64,
        mut becomes: impl FnMut(Option<&Open>) -> Step<T> + Send,
    ) -> Result<Stepped<T>, Error> {
        self.forget_sometimes(moment(at)).await?;
        for _ in 1..TRIES {
            match self.try_step(place, at, &mut becomes).await {
                Err(Error::Failed(error)) if passes(&error) => {
                    tracing::debug!(%error, room = place.room, "a step is tried again");
                }
                tried => return tried,
            }
        }
        self.try_step(place, at, &mut becomes).await
    }

    async fn try_step<T: Send>(
        &self,
        place: Place<'_>,
        at: i64,
        becomes: &mut (impl FnMut(Option<&Open>) -> Step<T> + Send),
    ) -> Result<Stepped<T>, Error> {
        let mut write = self.begin().await?;
        let open = self.open_round(place, &mut write).await?;
        let step = becomes(open.as_ref());
        let id = match (&step.change, &open) {
            (Change::Begins { .. }, None) => Some(drawn()),
            (Change::None, open) => open.as_ref().map(|open| open.id),
            (Change::Goes { .. } | Change::Grows { .. } | Change::Ends, Some(open)) => {
                Some(open.id)
            }
            (Change::Begins { .. }, Some(_)) | (_, None) => return Err(out_of_step(place)),
        };
        let mut stepped = Stepped {
            round: id,
            awarded: Vec::new(),
            was_asked: false,
            reply: step.reply,
        };
        let follows = write::Follows {
            change: step.change,
            answers: step.answers,
            posed: step.posed,
            says: step.says,
        };
        if let Some(daily) = &step.daily {
            stepped.was_asked = !write::ask(place, daily, id, &mut write).await?;
            if stepped.was_asked {
                stepped.round = open.as_ref().map(|open| open.id);
            }
        }
        if !stepped.was_asked && !follows.is_empty() {
            let id = id.ok_or_else(|| out_of_step(place))?;
            let said = open.map_or(0, |open| open.said);
            let round = write::Round {
                id,
                said,
                place,
                at,
            };
            stepped.awarded = write::all(round, follows, &mut write).await?;
        }
        write.commit().await?;
        self.settle();
        Ok(stepped)
    }

    /// Begins a transaction that writes.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Any>, Error> {
        // A reader that turns into a writer is refused at once by SQLite, whatever its patience.
        let begun = if self.is_server {
            self.writing.begin().await
        } else {
            self.writing.begin_with("BEGIN IMMEDIATE").await
        };
        Ok(begun?)
    }

    /// The round that is open in a place, as it stands now.
    pub async fn round(&self, place: Place<'_>) -> Result<Option<Open>, Error> {
        let open = sqlx::query(OPEN).bind(place.room).bind(place.kind);
        let row = open.fetch_optional(&self.reading).await?;
        Ok(row.as_ref().map(Open::of).transpose()?)
    }

    async fn open_round(
        &self,
        place: Place<'_>,
        connection: &mut AnyConnection,
    ) -> Result<Option<Open>, Error> {
        let open = sqlx::query(if self.is_server { OPEN_LOCKED } else { OPEN });
        let open = open.bind(place.room).bind(place.kind);
        let row = open.fetch_optional(connection).await?;
        Ok(row.as_ref().map(Open::of).transpose()?)
    }

    /// The rounds that must be looked at by now, the longest waiting first.
    pub async fn due_rounds(&self, at: i64, most: i64) -> Result<Vec<DueRound>, Error> {
        let due = "SELECT room, kind, server, due FROM round \
                   WHERE ended IS NULL AND due <= $1 ORDER BY due LIMIT $2";
        let due = sqlx::query(due).bind(at).bind(most);
        let due = due.fetch_all(&self.reading).await?;
        rows::each(&due, |row| {
            Ok(DueRound {
                room: row.try_get(0)?,
                kind: row.try_get(1)?,
                server: row.try_get(2)?,
                due: row.try_get(3)?,
            })
        })
    }

    /// When something must be looked at next, a round or a daily question.
    pub async fn next_due(&self) -> Result<Option<i64>, Error> {
        let next = "SELECT MIN(due) FROM (SELECT MIN(due) AS due FROM round WHERE ended IS NULL \
                    UNION ALL SELECT MIN(due) AS due FROM daily) AS all_due";
        Ok(sqlx::query_scalar(next).fetch_one(&self.reading).await?)
    }
}

fn out_of_step(place: Place<'_>) -> Error {
    Error::OutOfStep {
        room: place.room.to_owned(),
    }
}

/// A number that nobody else draws: of 53 bits, so that every reader of JSON has it whole.
fn drawn() -> i64 {
    let number = RandomState::new().build_hasher().finish();
    i64::try_from(number >> 11).unwrap_or(i64::MAX)
}

/// Whether what failed can go well the next time: somebody else was in the way (`PostgreSQL`, appendix A:
/// not serialisable, deadlock, unique; `SQLite`, result codes: busy, busy in recovery, with a snapshot, unique).
fn passes(error: &sqlx::Error) -> bool {
    let passing = ["40001", "40P01", "23505", "5", "261", "517", "2067"];
    rows::has_code(error, &passing)
}
