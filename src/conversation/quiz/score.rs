//! `score` and `leaderboard`: what answers amount to, for one person and for all.

use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, FileBlock, Reply, ScoreBlock, ScoreRow};
use super::super::request::Request;
use super::said::{Names, name};
use super::{Error, Quiz, told};
use crate::store::{Board, Quarter, Scope, Standing};
use crate::study::daily::Zone;
use crate::study::moment::Moment;
use crate::study::plot;
use crate::study::score::{Period, Row, Score, accuracy, score};
use crate::text::counted;

/// Down to which place a leaderboard goes; whoever asks sees their own as well.
const PLACES: i64 = 10;

impl Quiz {
    pub(super) async fn score(
        &self,
        request: &Request,
        asked: &command::Score,
    ) -> Result<Reply, Error> {
        let who = request.who.0.as_str();
        if let Some(named) = &asked.timezone {
            match Zone::named(named) {
                Ok(zone) => self.store.keep_zone(who, zone.name()).await?,
                Err(none) => {
                    let command = Command::Score(asked.clone());
                    return Ok(told::no_zone(&command, &none.zone, &none.near));
                }
            }
        }
        let zone = self.zone(who).await?;
        let at = Moment::from(request.at);
        let scope = scope(asked.scope, request);
        let quarters = self.store.quarters(who, scope, 0).await?;
        let rows: Vec<Row> = quarters.iter().map(row).collect();
        let whole = score(&rows, &zone, at);
        if whole.answered == 0 {
            return Ok(Reply {
                found: false,
                ..Reply::word(
                    "score",
                    "No answer of yours has counted here yet. /quiz start begins a round.",
                )
            });
        }
        let from = period(asked.period).began(&zone, at);
        let recent: Vec<Row> = rows.into_iter().filter(|row| row.at >= from).collect();
        let counts = score(&recent, &zone, at);
        let picture = plot::picture(&whole.weeks).map_err(|error| Error::Picture(error.into()))?;
        Ok(Reply {
            audience: Audience::Room,
            blocks: vec![
                Block::Heading {
                    text: format!("Your score{}", told_of(asked.scope, asked.period)),
                },
                Block::Text {
                    text: summed(&counts, &whole, &zone),
                },
                Block::File(FileBlock {
                    name: "score.png".to_owned(),
                    media: "image/png".to_owned(),
                    data: picture,
                    lines: plot::bars(&whole.weeks),
                }),
            ],
            ..Reply::to("score")
        })
    }

    pub(super) async fn leaderboard(
        &self,
        request: &Request,
        asked: &command::Leaderboard,
    ) -> Result<Reply, Error> {
        let who = request.who.0.as_str();
        if let Some(listed) = asked.listed {
            self.store.unlist(who, !listed).await?;
            let text = if listed {
                "You stand on leaderboards again."
            } else {
                "You stand on no leaderboard any more. Your points stay, and /score shows them to you."
            };
            return Ok(Reply::word("leaderboard", text));
        }
        let zone = self.zone(who).await?;
        let at = Moment::from(request.at);
        let board = Board {
            scope: scope(asked.scope, request),
            from: period(asked.period).began(&zone, at).0,
            until: i64::MAX,
            places: PLACES,
            person: who,
        };
        let standings = self.store.standings(board).await?;
        if standings.is_empty() {
            return Ok(Reply {
                found: false,
                ..Reply::word(
                    "leaderboard",
                    "Nobody has points here yet. /quiz start begins a round.",
                )
            });
        }
        let of = standings.first().map_or(0, |first| first.of);
        Ok(Reply {
            blocks: vec![
                Block::Heading {
                    text: format!("Most points{}", told_of(asked.scope, asked.period)),
                },
                Block::Score(ScoreBlock {
                    rows: standings.iter().map(standing).collect(),
                }),
                Block::Text {
                    text: format!("{}.", counted(usize::try_from(of).unwrap_or(0), "player")),
                },
            ],
            ..Reply::to("leaderboard")
        })
    }

    /// The zone in which a person's days are counted.
    async fn zone(&self, who: &str) -> Result<Zone, Error> {
        let player = self.store.player(who).await?;
        let zone = player.zone.and_then(|zone| Zone::named(&zone).ok());
        Ok(zone.unwrap_or_else(Zone::utc))
    }
}

fn summed(counts: &Score, whole: &Score, zone: &Zone) -> String {
    let share = accuracy(counts.right, counts.answered)
        .map_or_else(String::new, |share| format!(" ({share} %)"));
    let streak = match whole.streak {
        0 => "no streak".to_owned(),
        days => format!("a streak of {}", counted(days as usize, "day")),
    };
    format!(
        "{}, {} of {} right{share}, {streak}; the longest was {}. Days are those of {}.",
        counted(counts.points as usize, "point"),
        counts.right,
        counted(counts.answered as usize, "answer"),
        counted(whole.longest as usize, "day"),
        zone.name()
    )
}

fn told_of(scope: command::Scope, period: command::Period) -> String {
    let scope = match scope {
        command::Scope::Room => " in this room",
        command::Scope::Server => " on this server",
        command::Scope::All => "",
    };
    let period = match period {
        command::Period::Day => ", today",
        command::Period::Week => ", this week",
        command::Period::Month => ", this month",
        command::Period::All => "",
    };
    format!("{scope}{period}")
}

fn scope(asked: command::Scope, request: &Request) -> Scope<'_> {
    match asked {
        command::Scope::Room => Scope::Room(&request.room.id),
        command::Scope::Server => Scope::Server(request.room.server()),
        command::Scope::All => Scope::Everywhere,
    }
}

fn period(asked: command::Period) -> Period {
    match asked {
        command::Period::Day => Period::Day,
        command::Period::Week => Period::Week,
        command::Period::Month => Period::Month,
        command::Period::All => Period::All,
    }
}

fn row(quarter: &Quarter) -> Row {
    Row {
        at: Moment(quarter.at),
        answered: number(quarter.answered),
        right: number(quarter.answered_right),
        points: number(quarter.points),
    }
}

fn standing(standing: &Standing) -> ScoreRow {
    let names = Names::from_iter([(standing.person.clone(), standing.name.clone())]);
    ScoreRow {
        rank: Some(number(standing.place)),
        person: standing.person.clone(),
        name: name(&standing.person, &names).to_owned(),
        points: number(standing.points),
        right: Some(number(standing.answered_right)),
        answered: Some(number(standing.answered)),
        note: String::new(),
    }
}

fn number(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}
