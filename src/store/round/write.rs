//! What a step writes: each kind of row in one statement, whatever their number.
//!
//! Rows that other rooms' steps write as well are written in the order of their keys, so that no two
//! transactions wait for each other.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Row as _};

use super::{Answer, Asked, Awarded, Change, Place, Posed, Say};
use crate::store::{Error, rows};

/// The round that a step concerns.
#[derive(Clone, Copy)]
pub(super) struct Round<'p> {
    pub(super) id: i64,
    /// How many things were said of it.
    pub(super) said: i64,
    pub(super) place: Place<'p>,
    pub(super) at: i64,
}

/// What a step changes.
pub(super) struct Follows {
    pub(super) change: Change,
    pub(super) answers: Vec<Answer>,
    pub(super) posed: Vec<Posed>,
    pub(super) says: Vec<Say>,
}

impl Follows {
    pub(super) fn is_empty(&self) -> bool {
        let nothing_follows =
            self.answers.is_empty() && self.posed.is_empty() && self.says.is_empty();
        self.change == Change::None && nothing_follows
    }
}

/// Writes that a daily question is asked, and says whether it was not before.
pub(super) async fn ask(
    place: Place<'_>,
    asked: &Asked,
    round: Option<i64>,
    write: &mut AnyConnection,
) -> Result<bool, Error> {
    let ask = "INSERT INTO asked (room, date, round) VALUES ($1, $2, $3) \
               ON CONFLICT (room, date) DO NOTHING";
    let ask = sqlx::query(ask).bind(place.room).bind(&asked.date);
    let is_new = ask.bind(round.unwrap_or(0)).execute(&mut *write).await?;
    let next = "UPDATE daily SET due = $2, asked_on = $3 WHERE room = $1";
    let next = sqlx::query(next).bind(place.room).bind(asked.next);
    next.bind(&asked.date).execute(write).await?;
    Ok(is_new.rows_affected() > 0)
}

/// Writes all of a step, and gives the answers that were counted by it.
pub(super) async fn all(
    round: Round<'_>,
    follows: Follows,
    write: &mut AnyConnection,
) -> Result<Vec<Awarded>, Error> {
    let said = round.said + i64::try_from(follows.says.len()).unwrap_or(0);
    match &follows.change {
        Change::Begins {
            sheet,
            state,
            due,
            account,
        } => begin(round, (sheet, state, account), (*due, said), write).await?,
        Change::Goes { state, due } => go(round, (state, *due, said), write).await?,
        Change::Grows { sheet, state, due } => {
            let draw = sqlx::query("UPDATE sheet SET drawn = $2 WHERE round = $1");
            draw.bind(round.id).bind(sheet).execute(&mut *write).await?;
            go(round, (state, *due, said), write).await?;
        }
        Change::Ends => end(round, said, write).await?,
        Change::None => count(round, said, write).await?,
    }
    pose(round, follows.posed, write).await?;
    say(round, &follows.says, write).await?;
    award(round, follows.answers, write).await
}

async fn begin(
    round: Round<'_>,
    (sheet, state, account): (&str, &str, &str),
    (due, said): (Option<i64>, i64),
    write: &mut AnyConnection,
) -> Result<(), Error> {
    let begin = "INSERT INTO round \
                 (id, room, kind, server, state, due, version, said, begun, account) \
                 VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9)";
    let place = round.place;
    let begin = sqlx::query(begin).bind(round.id).bind(place.room);
    let begin = begin.bind(place.kind).bind(place.server).bind(state);
    let begin = begin.bind(due).bind(said).bind(round.at);
    let begin = begin.bind(account);
    begin.execute(&mut *write).await?;
    let draw = sqlx::query("INSERT INTO sheet (round, drawn) VALUES ($1, $2)");
    draw.bind(round.id).bind(sheet).execute(write).await?;
    Ok(())
}

async fn go(
    round: Round<'_>,
    (state, due, said): (&str, Option<i64>, i64),
    write: &mut AnyConnection,
) -> Result<(), Error> {
    let go =
        "UPDATE round SET state = $2, due = $3, said = $4, version = version + 1 WHERE id = $1";
    let go = sqlx::query(go).bind(round.id).bind(state);
    go.bind(due).bind(said).execute(write).await?;
    Ok(())
}

async fn end(round: Round<'_>, said: i64, write: &mut AnyConnection) -> Result<(), Error> {
    let end = "UPDATE round SET state = '', due = NULL, said = $2, version = version + 1, \
               ended = $3 WHERE id = $1";
    let end = sqlx::query(end).bind(round.id).bind(said);
    end.bind(round.at).execute(&mut *write).await?;
    let clear = sqlx::query("DELETE FROM sheet WHERE round = $1");
    clear.bind(round.id).execute(write).await?;
    Ok(())
}

async fn count(round: Round<'_>, said: i64, write: &mut AnyConnection) -> Result<(), Error> {
    let count = sqlx::query("UPDATE round SET said = $2 WHERE id = $1");
    count.bind(round.id).bind(said).execute(write).await?;
    Ok(())
}

async fn pose(round: Round<'_>, posed: Vec<Posed>, write: &mut AnyConnection) -> Result<(), Error> {
    let posed: BTreeMap<String, String> = posed
        .into_iter()
        .map(|posed| (posed.id, posed.question))
        .collect();
    let posed: Vec<_> = posed.into_iter().collect();
    for posed in posed.chunks(rows::VALUES / 5) {
        let pose = format!(
            "INSERT INTO item (id, question, last_asked, asked, is_hidden) VALUES {} \
             ON CONFLICT (id) DO UPDATE SET question = excluded.question, \
             last_asked = excluded.last_asked, asked = item.asked + 1",
            rows::places(posed.len(), 5)
        );
        let pose = posed
            .iter()
            .fold(rows::query(pose), |pose, (id, question)| {
                pose.bind(id)
                    .bind(question)
                    .bind(round.at)
                    .bind(1_i64)
                    .bind(0_i64)
            });
        pose.execute(&mut *write).await?;
    }
    Ok(())
}

async fn say(round: Round<'_>, says: &[Say], write: &mut AnyConnection) -> Result<(), Error> {
    let numbered: Vec<(i64, &Say)> = (round.said..).zip(says).collect();
    for says in numbered.chunks(rows::VALUES / 6) {
        let say = format!(
            "INSERT INTO say (round, sequence, room, message, body, at) VALUES {}",
            rows::places(says.len(), 6)
        );
        let say = says
            .iter()
            .fold(rows::query(say), |query, (sequence, say)| {
                let query = query.bind(round.id).bind(*sequence).bind(round.place.room);
                query.bind(&say.message).bind(&say.body).bind(round.at)
            });
        say.execute(&mut *write).await?;
    }
    Ok(())
}

async fn award(
    round: Round<'_>,
    mut answers: Vec<Answer>,
    write: &mut AnyConnection,
) -> Result<Vec<Awarded>, Error> {
    answers.sort_by(|a, b| (&a.person, &a.question).cmp(&(&b.person, &b.question)));
    answers.dedup_by(|b, a| (&a.person, &a.question) == (&b.person, &b.question));
    let mut counted = Vec::new();
    for answers in answers.chunks(rows::VALUES / 8) {
        let awarded = keep(round.id, answers, write).await?;
        let is_new = |answer: &&Answer| {
            let of = |new: &Awarded| new.person == answer.person && new.question == answer.question;
            awarded.iter().any(of)
        };
        let new: Vec<&Answer> = answers.iter().filter(is_new).collect();
        mark(round, &new, write).await?;
        name(&new, write).await?;
        counted.extend(awarded);
    }
    Ok(counted)
}

/// Keeps answers, and gives those that were not kept before.
async fn keep(
    round: i64,
    answers: &[Answer],
    write: &mut AnyConnection,
) -> Result<Vec<Awarded>, Error> {
    let keep = format!(
        "INSERT INTO answer (round, question, person, chosen, is_right, points, at) VALUES {} \
         ON CONFLICT (round, question, person) DO NOTHING RETURNING question, person",
        rows::places(answers.len(), 7)
    );
    let keep = answers.iter().fold(rows::query(keep), |keep, answer| {
        let keep = keep.bind(round).bind(&answer.question);
        let keep = keep.bind(&answer.person).bind(&answer.chosen);
        let keep = keep.bind(i64::from(answer.is_right));
        keep.bind(answer.points).bind(answer.at)
    });
    rows::each(&keep.fetch_all(write).await?, |row| {
        Ok(Awarded {
            question: row.try_get(0)?,
            person: row.try_get(1)?,
        })
    })
}

/// Adds answers to the sums of who gave them.
async fn mark(
    round: Round<'_>,
    answers: &[&Answer],
    write: &mut AnyConnection,
) -> Result<(), Error> {
    let mut sums: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
    for answer in answers {
        let [answered, right, points, at] = sums.entry(&answer.person).or_default();
        *answered += 1;
        *right += i64::from(answer.is_right);
        *points += answer.points;
        *at = (*at).max(answer.at);
    }
    if sums.is_empty() {
        return Ok(());
    }
    let mark = format!(
        "INSERT INTO mark (round, person, room, server, answered, answered_right, points, at) \
         VALUES {} ON CONFLICT (round, person) DO UPDATE SET \
         answered = mark.answered + excluded.answered, \
         answered_right = mark.answered_right + excluded.answered_right, \
         points = mark.points + excluded.points, at = excluded.at",
        rows::places(sums.len(), 8)
    );
    let place = round.place;
    let mark = sums.iter().fold(rows::query(mark), |mark, (person, sums)| {
        let mark = mark.bind(round.id).bind(*person);
        let mark = mark.bind(place.room).bind(place.server);
        sums.iter().fold(mark, |mark, sum| mark.bind(*sum))
    });
    mark.execute(write).await?;
    Ok(())
}

/// Keeps how those who answered are called now.
async fn name(answers: &[&Answer], write: &mut AnyConnection) -> Result<(), Error> {
    let names: BTreeMap<&str, &str> = answers
        .iter()
        .filter(|answer| !answer.name.is_empty())
        .map(|answer| (answer.person.as_str(), answer.name.as_str()))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let name = format!(
        "INSERT INTO player (person, name, is_unlisted) VALUES {} \
         ON CONFLICT (person) DO UPDATE SET name = excluded.name WHERE player.name <> excluded.name",
        rows::places(names.len(), 3)
    );
    let name = names
        .iter()
        .fold(rows::query(name), |query, (person, name)| {
            query.bind(*person).bind(*name).bind(0_i64)
        });
    name.execute(write).await?;
    Ok(())
}
