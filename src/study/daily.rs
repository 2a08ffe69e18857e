//! One question a day: when it is asked in a room, and until when it can be answered.
//!
//! The time is the room's own. On a day on which summer time skips it, it is asked as much later as the
//! clocks go forward; on one that has it twice, the first time. Days missed while the bot was down are
//! caught up by one question, unless the next is near. There is no clock here.

use std::time::Duration;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::question::Kind;

/// How long a question of a day can be answered: it closes before the next is asked.
pub const OPEN: Duration = Duration::from_hours(23);
/// A question that would be open for less is not caught up: the next one is near.
const WORTH_IT: Duration = Duration::from_hours(1);
/// Zones that are offered for one that does not exist.
const MOST_NEAR: usize = 3;

/// What is set for a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The local time, as 18:00.
    pub time: String,
    /// The name of the time zone (Europe/Vienna).
    pub zone: String,
    /// The paper it is about, by key.
    #[serde(default)]
    pub paper: Option<String>,
    /// The kind of its questions.
    #[serde(default)]
    pub kind: Option<Kind>,
}

/// A time zone that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone “{zone}”")]
pub struct NoZone {
    /// What was named.
    pub zone: String,
    /// Zones that may have been meant.
    pub near: Vec<String>,
}

/// A local time in a zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    time: Time,
    zone: Zone,
}

/// A time zone that exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone(TimeZone);

/// A day's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The date in the room.
    pub date: Date,
    /// The moment.
    pub at: Moment,
}

/// What a moment asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The date for which a question is to be asked now; none where the next is near.
    pub ask: Option<Date>,
    /// For how many seconds it is open.
    pub seconds: u32,
    /// When the next is due.
    pub next: Moment,
}

impl Zone {
    /// The zone of this name, whatever its case.
    pub fn named(name: &str) -> Result<Self, NoZone> {
        let name = name.trim();
        let found = TimeZone::get(name).ok().filter(|_| !name.is_empty());
        found.map(Self).ok_or_else(|| NoZone {
            zone: name.to_owned(),
            near: near(name),
        })
    }

    /// The zone of those who gave none.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Its name, as the database writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The date at a moment.
    #[must_use]
    pub fn date(&self, at: Moment) -> Date {
        timestamp(at).to_zoned_datetime(self.0.clone()).date()
    }

    /// The moment at which a day begins.
    #[must_use]
    pub fn begins(&self, date: Date) -> Moment {
        self.at(date, Time::midnight())
    }

    /// The moment of a local time: the first where there are two, the one after the gap where there is
    /// none.
    fn at(&self, date: Date, time: Time) -> Moment {
        let zoned = self.0.to_ambiguous_zoned_datetime(date.to_datetime(time));
        let moment = zoned.compatible().map(|zoned| zoned.timestamp());
        moment.map_or(Moment(i64::MAX), |at| Moment(at.as_microsecond()))
    }

    /// A moment as people there read it: the date, and hours and minutes.
    #[must_use]
    pub fn reads(&self, at: Moment) -> String {
        let zoned = timestamp(at).to_zoned_datetime(self.0.clone());
        zoned.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn timestamp(at: Moment) -> Timestamp {
    Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A time of a day as it is typed: `18:00`, `7:30`.
#[must_use]
pub fn time(typed: &str) -> Option<Time> {
    let (hour, minute) = typed.trim().split_once(':')?;
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<i8>().ok()).flatten()
    };
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

/// The time as it is written.
#[must_use]
pub fn written(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

impl Clock {
    /// A time in a zone.
    #[must_use]
    pub fn new(time: Time, zone: Zone) -> Self {
        Self { time, zone }
    }

    /// The clock that settings set; none where they were not made by this program.
    #[must_use]
    pub fn of(settings: &Settings) -> Option<Self> {
        let zone = Zone::named(&settings.zone).ok()?;
        Some(Self::new(time(&settings.time)?, zone))
    }

    /// The turn of a day.
    fn on(&self, date: Date) -> Turn {
        let at = self.zone.at(date, self.time);
        Turn { date, at }
    }

    /// The first turn after a moment.
    #[must_use]
    pub fn next(&self, after: Moment) -> Turn {
        let mut date = self.zone.date(after).yesterday().unwrap_or(Date::MIN);
        loop {
            let turn = self.on(date);
            if turn.at > after {
                return turn;
            }
            match date.tomorrow() {
                Ok(next) => date = next,
                Err(_) => return turn,
            }
        }
    }

    /// The last turn at or before a moment.
    #[must_use]
    pub fn last(&self, at: Moment) -> Turn {
        let mut date = self.zone.date(at).tomorrow().unwrap_or(Date::MAX);
        loop {
            let turn = self.on(date);
            if turn.at <= at {
                return turn;
            }
            match date.yesterday() {
                Ok(before) => date = before,
                Err(_) => return turn,
            }
        }
    }

    /// What is to be done at a moment at which something is due: however many days were missed, one
    /// question is asked, for the last of them.
    #[must_use]
    pub fn due(&self, at: Moment) -> Due {
        let next = self.next(at).at;
        let left = next.since(at).min(OPEN);
        let ask = (left >= WORTH_IT).then(|| self.last(at).date);
        Due {
            ask,
            seconds: left.as_secs() as u32,
            next,
        }
    }
}

/// The names of zones that begin so, or whose city does.
#[must_use]
pub fn zones(beginning: &str, most: usize) -> Vec<String> {
    let wanted = beginning.to_lowercase().replace(' ', "_");
    let begins = |zone: &String| {
        let zone = zone.to_lowercase();
        let city = zone.rsplit('/').next().unwrap_or_default();
        zone.starts_with(&wanted) || city.starts_with(&wanted)
    };
    let all = jiff::tz::db().available();
    let all = all.map(|zone| zone.as_str().to_owned());
    let mut zones: Vec<String> = all.filter(begins).collect();
    zones.sort();
    zones.truncate(most);
    zones
}

/// Zones whose names are like one that does not exist: its city, or a few letters off.
fn near(name: &str) -> Vec<String> {
    let wanted = name.to_lowercase().replace(' ', "_");
    let city = wanted.rsplit('/').next().unwrap_or_default().to_owned();
    if city.chars().count() < 3 {
        return Vec::new();
    }
    let mut near: Vec<(usize, String)> = jiff::tz::db()
        .available()
        .map(|zone| zone.as_str().to_owned())
        .filter_map(|zone| {
            let lower = zone.to_lowercase();
            let own = lower.rsplit('/').next().unwrap_or_default();
            let edits = strsim::damerau_levenshtein(own, &city);
            // Of a place in a region only names that stand in one are worth an offer.
            (edits <= 2 && edits < city.chars().count() / 2 && zone.contains('/'))
                .then(|| (edits * 100 + strsim::levenshtein(&lower, &wanted), zone))
        })
        .collect();
    near.sort();
    near.into_iter()
        .take(MOST_NEAR)
        .map(|(_, zone)| zone)
        .collect()
}

/// The days between two dates.
#[must_use]
pub fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The Monday of a date's week.
#[must_use]
pub fn monday(date: Date) -> Date {
    let since = date.weekday().to_monday_zero_offset();
    date.checked_sub(i32::from(since).days()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    fn clock(at: &str, zone: &str) -> Clock {
        Clock::new(time(at).unwrap(), Zone::named(zone).unwrap())
    }

    fn moment(utc: &str) -> Moment {
        Moment(utc.parse::<Timestamp>().unwrap().as_microsecond())
    }

    fn shown(at: Moment) -> String {
        timestamp(at).to_string()
    }

    #[test]
    fn a_day_without_the_time_is_asked_after_the_gap_and_one_with_two_once() {
        let vienna = clock("02:30", "Europe/Vienna");
        // Clocks went forward at 02:00 on 2026-03-29.
        let turn = vienna.next(moment("2026-03-28T12:00:00Z"));
        assert_eq!(
            (turn.date.to_string(), shown(turn.at)),
            ("2026-03-29".to_owned(), "2026-03-29T01:30:00Z".to_owned())
        );
        // They went back at 03:00 on 2026-10-25: 02:30 was at 00:30Z and at 01:30Z.
        let turn = vienna.next(moment("2026-10-24T12:00:00Z"));
        assert_eq!(shown(turn.at), "2026-10-25T00:30:00Z");
        let again = vienna.next(turn.at);
        assert_eq!(shown(again.at), "2026-10-26T01:30:00Z");
        assert_eq!(vienna.last(moment("2026-10-25T01:45:00Z")), turn);
    }

    #[test]
    fn a_day_that_a_zone_skipped_as_a_whole_asks_nothing_twice() {
        // Samoa had no 2011-12-30.
        let apia = clock("09:00", "Pacific/Apia");
        let first = apia.next(moment("2011-12-29T18:00:00Z"));
        let second = apia.next(first.at);
        assert!(second.at > first.at && second.date > first.date);
    }

    #[test]
    fn days_that_were_missed_are_caught_up_once() {
        let clock = clock("18:00", "Europe/Vienna");
        let due = clock.due(moment("2026-11-27T17:00:00Z"));
        assert_eq!(
            (due.ask.unwrap().to_string(), due.seconds),
            ("2026-11-27".to_owned(), 23 * 3600)
        );
        // Down for three days and a night.
        let due = clock.due(moment("2026-12-01T06:00:00Z"));
        assert_eq!(due.ask.unwrap().to_string(), "2026-11-30");
        assert_eq!(
            (due.seconds, shown(due.next)),
            (11 * 3600, "2026-12-01T17:00:00Z".to_owned())
        );
        // Half an hour before the next it is not worth it.
        let due = clock.due(moment("2026-12-01T16:30:00Z"));
        assert_eq!(
            (due.ask, shown(due.next)),
            (None, "2026-12-01T17:00:00Z".to_owned())
        );
    }

    #[test]
    fn a_day_of_23_hours_ends_where_the_next_begins() {
        let clock = clock("12:00", "Europe/Vienna");
        let due = clock.due(moment("2026-03-28T11:00:00Z"));
        assert_eq!(due.seconds, 23 * 3600);
        assert_eq!(shown(due.next), "2026-03-29T10:00:00Z");
    }

    #[test]
    fn a_zone_that_does_not_exist_is_told_with_what_may_have_been_meant() {
        assert_eq!(
            Zone::named("europe/vienna").unwrap().name(),
            "Europe/Vienna"
        );
        let near = |name: &str| Zone::named(name).unwrap_err().near;
        assert_eq!(near("Europe/Vinna"), ["Europe/Vienna"]);
        assert_eq!(near("Vienna"), ["Europe/Vienna"]);
        assert_eq!(near("new york"), ["America/New_York"]);
        assert_eq!(near("Middle Earth"), [""; 0]);
        assert_eq!(near(""), [""; 0]);
    }

    #[test]
    fn times_are_read_as_they_are_typed() {
        let reads = |typed| time(typed).map(written);
        assert_eq!(reads("18:00").as_deref(), Some("18:00"));
        assert_eq!(reads("7:05").as_deref(), Some("07:05"));
        for typed in ["24:00", "18", "18:60", "18:0x", "-1:00", "", "018:00"] {
            assert_eq!(reads(typed), None, "{typed}");
        }
    }
}
