//! What somebody's answers amount to: accuracy, streaks, weeks; and the periods of leaderboards.
//!
//! All of it is reckoned from plain rows of moments, in one time zone, whatever zone somebody was in when
//! they answered: a journey neither makes two days of one nor breaks a streak.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::daily::{Zone, days, monday};
use super::moment::Moment;

/// What was answered about one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Row {
    /// The moment.
    pub at: Moment,
    /// How many answers counted.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// Their points.
    pub points: u32,
}

/// Somebody's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// All points.
    pub points: u32,
    /// How many answers counted.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// How many days in a row, up to today or yesterday, they answered.
    pub streak: u32,
    /// The longest such row there was.
    pub longest: u32,
    /// The last weeks, the present one last.
    pub weeks: Vec<Week>,
}

/// A week of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// How many answers counted.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// Their points.
    pub points: u32,
}

/// How many weeks are looked back on.
pub const WEEKS: u32 = 8;

/// What rows amount to at a moment, with the days of a zone.
#[must_use]
pub fn score(rows: &[Row], zone: &Zone, at: Moment) -> Score {
    let today = zone.date(at);
    let mut dates: Vec<Date> = rows
        .iter()
        .filter(|row| row.answered > 0)
        .map(|row| zone.date(row.at))
        .collect();
    dates.sort_unstable();
    dates.dedup();
    let (streak, longest) = streaks(&dates, today);
    let sum = |part: fn(&Row) -> u32| rows.iter().map(part).sum();
    Score {
        points: sum(|row| row.points),
        answered: sum(|row| row.answered),
        right: sum(|row| row.right),
        streak,
        longest,
        weeks: weeks(rows, zone, today),
    }
}

/// The row of days that reaches to today or yesterday, and the longest row; the dates are in order.
fn streaks(dates: &[Date], today: Date) -> (u32, u32) {
    let (mut row, mut longest) = (0, 0);
    let mut before: Option<Date> = None;
    for date in dates {
        let follows = before.is_some_and(|before| days(before, *date) == 1);
        row = if follows { row + 1 } else { 1 };
        longest = longest.max(row);
        before = Some(*date);
    }
    // Today is not over: who has not answered yet has broken nothing.
    let reaches = before.is_some_and(|last| days(last, today) <= 1);
    (if reaches { row } else { 0 }, longest)
}

fn weeks(rows: &[Row], zone: &Zone, today: Date) -> Vec<Week> {
    let present = monday(today);
    let mut weeks: Vec<Week> = (0..WEEKS)
        .rev()
        .filter_map(|back| present.checked_sub(i64::from(back).weeks()).ok())
        .map(|monday| Week {
            monday,
            answered: 0,
            right: 0,
            points: 0,
        })
        .collect();
    for row in rows {
        let of = monday(zone.date(row.at));
        if let Some(week) = weeks.iter_mut().find(|week| week.monday == of) {
            week.answered += row.answered;
            week.right += row.right;
            week.points += row.points;
        }
    }
    weeks
}

/// The share of answers that were right, in whole per cent; none where nothing was answered.
#[must_use]
pub fn accuracy(right: u32, answered: u32) -> Option<u32> {
    (answered > 0).then(|| (u64::from(right) * 100 / u64::from(answered)) as u32)
}

/// A time that a leaderboard is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// The present day.
    Day,
    /// The present week, from Monday.
    Week,
    /// The present month.
    Month,
    /// All the time there was.
    #[default]
    All,
}

impl Period {
    /// The moment at which it began.
    #[must_use]
    pub fn began(self, zone: &Zone, at: Moment) -> Moment {
        let today = zone.date(at);
        match self {
            Self::Day => zone.begins(today),
            Self::Week => zone.begins(monday(today)),
            Self::Month => zone.begins(today.first_of_month()),
            Self::All => Moment(0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    fn moment(utc: &str) -> Moment {
        Moment(utc.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    fn row(utc: &str) -> Row {
        Row {
            at: moment(utc),
            answered: 2,
            right: 1,
            points: 15,
        }
    }

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    #[test]
    fn a_streak_counts_the_days_of_one_zone() {
        // Late in the evening and early in the morning in Auckland; one day in Vienna.
        let rows = [row("2026-11-28T10:30:00Z"), row("2026-11-28T11:30:00Z")];
        let at = moment("2026-11-28T12:00:00Z");
        assert_eq!(score(&rows, &zone("Pacific/Auckland"), at).streak, 2);
        assert_eq!(score(&rows, &zone("Europe/Vienna"), at).streak, 1);
    }

    #[test]
    fn a_streak_lasts_until_the_day_after_is_over_and_summer_time_breaks_none() {
        let rows = [
            row("2026-03-20T12:00:00Z"),
            row("2026-03-27T22:59:00Z"),
            row("2026-03-28T23:30:00Z"),
            row("2026-03-29T22:30:00Z"),
        ];
        let vienna = zone("Europe/Vienna");
        let streak = |at| score(&rows, &vienna, moment(at)).streak;
        // In Vienna these were the 27th, 29th and 30th.
        assert_eq!(streak("2026-03-30T12:00:00Z"), 2);
        assert_eq!(streak("2026-03-31T21:59:00Z"), 2);
        assert_eq!(streak("2026-03-31T22:00:00Z"), 0);
        assert_eq!(
            score(&rows, &vienna, moment("2026-05-01T00:00:00Z")).longest,
            2
        );
        assert_eq!(
            score(&[], &vienna, moment("2026-05-01T00:00:00Z")).streak,
            0
        );
    }

    #[test]
    fn weeks_begin_on_monday_in_the_zone() {
        let rows = [
            row("2026-11-29T23:30:00Z"),
            row("2026-11-29T22:30:00Z"),
            row("2026-01-01T00:00:00Z"),
        ];
        let score = score(
            &rows,
            &zone("Europe/Vienna"),
            moment("2026-11-30T12:00:00Z"),
        );
        assert_eq!(score.weeks.len(), WEEKS as usize);
        let last: Vec<_> = score.weeks[6..]
            .iter()
            .map(|week| (week.monday.to_string(), week.points))
            .collect();
        assert_eq!(
            last,
            [("2026-11-23".to_owned(), 15), ("2026-11-30".to_owned(), 15)]
        );
        assert_eq!((score.points, score.answered, score.right), (45, 6, 3));
    }

    #[test]
    fn periods_begin_where_the_day_does() {
        let at = moment("2026-11-30T23:30:00Z");
        let began = |period: Period, name: &str| {
            jiff::Timestamp::from_microsecond(period.began(&zone(name), at).0)
                .unwrap()
                .to_string()
        };
        assert_eq!(began(Period::Day, "Europe/Vienna"), "2026-11-30T23:00:00Z");
        assert_eq!(
            began(Period::Month, "Europe/Vienna"),
            "2026-11-30T23:00:00Z"
        );
        assert_eq!(began(Period::Month, "UTC"), "2026-11-01T00:00:00Z");
        assert_eq!(began(Period::Week, "UTC"), "2026-11-30T00:00:00Z");
    }

    #[test]
    fn accuracy_is_never_rounded_up_to_all() {
        assert_eq!(accuracy(299, 300), Some(99));
        assert_eq!((accuracy(3, 3), accuracy(0, 0)), (Some(100), None));
    }
}
