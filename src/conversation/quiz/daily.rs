//! One question a day in a room: set, shown and ended by commands, asked when its time has come.

use super::super::command::{Command, DailySet};
use super::super::reply::{Block, Reply};
use super::super::request::{Request, Room};
use super::draw::Wishes;
use super::played::{Game, begun, place, stepped};
use super::{Error, Quiz, told};
use crate::store::{Asked, Change, Daily, Open, Step};
use crate::study::daily::{Clock, Due, Settings, Zone, time};
use crate::study::moment::Moment;
use crate::study::question::Kind;
use crate::study::round::{Event, Pace, Plan, Round, WithRivals};

/// So many questions are drawn for a day, of which the first is taken that was not asked lately.
const DRAWN: u32 = 3;

impl Quiz {
    pub(super) async fn set_daily(
        &self,
        request: &Request,
        asked: &DailySet,
    ) -> Result<Reply, Error> {
        const COMMAND: &str = "daily set";
        if !request.moderates {
            return Ok(for_moderators(COMMAND));
        }
        let zone = match Zone::named(&asked.timezone) {
            Ok(zone) => zone,
            Err(no_zone) => {
                let command = Command::DailySet(asked.clone());
                return Ok(told::no_zone(&command, &no_zone.zone, &no_zone.near));
            }
        };
        let paper = match self.paper(COMMAND, asked.paper.as_deref()).await? {
            Ok(paper) => paper,
            Err(reply) => return Ok(*reply),
        };
        let settings = Settings {
            time: asked.time.clone(),
            zone: zone.name().to_owned(),
            paper,
            kind: asked.kind.as_deref().and_then(Kind::named),
        };
        let Some(time) = time(&settings.time) else {
            return Ok(Reply::word(COMMAND, "That is no time of a day."));
        };
        let next = Clock::new(time, zone.clone()).next(request.at.into()).at;
        let kept = serde_json::to_string(&settings)
            .expect("settings are made of strings, all of which JSON can hold");
        self.store
            .keep_daily(&Daily {
                room: request.room.id.clone(),
                server: request.room.server().to_owned(),
                settings: kept,
                due: next.0,
                asked_on: None,
                account: request.room.account.clone(),
            })
            .await?;
        self.bell.send_replace(());
        Ok(shown(COMMAND, &settings, &zone, next))
    }

    pub(super) async fn show_daily(&self, request: &Request) -> Result<Reply, Error> {
        const COMMAND: &str = "daily show";
        let Some(daily) = self.store.daily(&request.room.id).await? else {
            return Ok(none_set(COMMAND));
        };
        let settings = serde_json::from_str::<Settings>(&daily.settings).ok();
        let read = settings.and_then(|settings| {
            let zone = Zone::named(&settings.zone).ok()?;
            Some((settings, zone))
        });
        Ok(match read {
            Some((settings, zone)) => shown(COMMAND, &settings, &zone, Moment(daily.due)),
            None => none_set(COMMAND),
        })
    }

    pub(super) async fn drop_daily(&self, request: &Request) -> Result<Reply, Error> {
        const COMMAND: &str = "daily off";
        if !request.moderates {
            return Ok(for_moderators(COMMAND));
        }
        if !self.store.drop_daily(&request.room.id).await? {
            return Ok(none_set(COMMAND));
        }
        let text = "This room is asked no daily question any more. One that is open stays open until it closes; its points count.";
        Ok(Reply {
            blocks: vec![Block::Text {
                text: text.to_owned(),
            }],
            ..Reply::to(COMMAND)
        })
    }

    /// Asks a room its daily question. That of the day before is closed first; which days were missed
    /// makes no difference.
    pub(super) async fn ask_daily(&self, daily: &Daily, at: Moment) -> Result<(), Error> {
        let room = Room {
            id: daily.room.clone(),
            direct: false,
            server: Some(daily.server.clone()),
            account: daily.account.clone(),
            prefixes: Vec::new(),
        };
        let settings = serde_json::from_str::<Settings>(&daily.settings).ok();
        let clock = settings.as_ref().and_then(Clock::of);
        let (Some(settings), Some(clock)) = (settings, clock) else {
            tracing::error!(
                room = daily.room,
                "the settings of a daily question can’t be read; it is asked no more: set it again"
            );
            self.store.drop_daily(&daily.room).await?;
            return Ok(());
        };
        let due = clock.due(at);
        self.close_daily(&room, at).await?;
        let Some(date) = due.ask else {
            return Ok(self
                .store
                .keep_daily(&Daily {
                    due: due.next.0,
                    ..daily.clone()
                })
                .await?);
        };
        let question = self
            .daily_question(&settings, &due, &date.to_string())
            .await?;
        let Some((plan, question)) = question else {
            tracing::warn!(
                room = daily.room,
                "there is no question to ask this day: the papers have nothing that can fairly be asked"
            );
            return Ok(self
                .store
                .keep_daily(&Daily {
                    due: due.next.0,
                    ..daily.clone()
                })
                .await?);
        };
        let (round, effects) = Round::start(plan, vec![question], "daily", at);
        let asked = Asked {
            date: date.to_string(),
            next: due.next.0,
        };
        let step = |open: Option<&Open>| {
            let begins = match open {
                Some(_) => Step::to(Change::None, None),
                None => begun(&round, &effects, &room.account),
            };
            Step {
                daily: open.is_none().then(|| asked.clone()),
                ..begins
            }
        };
        self.step(place(&room, Game::Daily), at, step).await?;
        Ok(())
    }

    /// Closes the question of the day before, where it is still open.
    async fn close_daily(&self, room: &Room, at: Moment) -> Result<(), Error> {
        let end = Event::Stop {
            who: "daily".to_owned(),
            moderates: false,
        };
        let place = place(room, Game::Daily);
        if self.store.round(place).await?.is_some() {
            let step = |open: Option<&Open>| stepped(open, &end, None, at);
            self.step(place, at, step).await?;
        }
        Ok(())
    }

    /// The question of a date: the same in every process, whichever asks it.
    async fn daily_question(
        &self,
        settings: &Settings,
        due: &Due,
        date: &str,
    ) -> Result<Option<(Plan, WithRivals)>, Error> {
        let seed = date.bytes().fold(0_u64, |seed, byte| {
            seed.wrapping_mul(31).wrapping_add(byte.into())
        });
        let plan = Plan {
            paper: settings.paper.clone(),
            kind: settings.kind,
            seconds: Some(due.seconds),
            pace: Pace::Everyone,
            seed,
            daily: true,
            ..Plan::default()
        };
        let hidden = self.store.hidden().await?.into_iter().collect();
        let drawn = self
            .draw(Wishes {
                plan: Plan {
                    number: DRAWN,
                    ..plan.clone()
                },
                hidden,
                ..Wishes::default()
            })
            .await?;
        Ok(drawn
            .questions
            .into_iter()
            .next()
            .map(|question| (plan, question)))
    }
}

fn for_moderators(command: &str) -> Reply {
    Reply {
        found: false,
        ..Reply::word(
            command,
            "The daily question of a room is set by those who moderate it. /daily show tells when it is asked.",
        )
    }
}

fn none_set(command: &str) -> Reply {
    Reply {
        found: false,
        ..Reply::word(
            command,
            "This room is asked no daily question. A moderator sets one, as in /daily set 18:00 timezone:Europe/Vienna.",
        )
    }
}

fn shown(command: &str, settings: &Settings, zone: &Zone, next: Moment) -> Reply {
    let about = settings
        .paper
        .as_ref()
        .map_or_else(String::new, |key| format!(" about {key}"));
    let kind = settings
        .kind
        .map_or_else(String::new, |kind| format!(" of the kind {kind}"));
    let text = format!(
        "Every day at {} in {} this room is asked one question{about}{kind}. It can be answered for 23 hours. The next comes on {}.",
        settings.time,
        zone.name(),
        zone.reads(next)
    );
    Reply {
        blocks: vec![Block::Text { text }],
        ..Reply::to(command)
    }
}
