//! How often a person may ask: so many commands in any minute.
//!
//! Time comes in with the question. Nothing is kept of who has been quiet for a minute.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::request::Person;

/// The time in which commands are counted.
const MINUTE: Duration = Duration::from_secs(60);
/// Those who have become quiet are looked for whenever so many more people have asked.
const SWEPT_AFTER: usize = 256;

/// Who asked when, in the last minute.
#[derive(Debug, Default)]
pub struct Pace {
    asked: Mutex<HashMap<Person, VecDeque<SystemTime>>>,
}

impl Pace {
    /// Counts a command. Where there were as many in the last minute as allowed it does not count,
    /// and how long it takes until the next one may be asked is given.
    pub fn ask(&self, who: &Person, at: SystemTime, allowed: u32) -> Result<(), Duration> {
        if allowed == 0 {
            return Ok(());
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.len().is_multiple_of(SWEPT_AFTER) && !asked.contains_key(who) {
            asked.retain(|_, times| times.back().is_some_and(|last| left(*last, at).is_some()));
        }
        let times = asked.entry(who.clone()).or_default();
        times.retain(|time| left(*time, at).is_some());
        if times.len() >= allowed as usize {
            let first = times.front().and_then(|first| left(*first, at));
            return Err(first.unwrap_or(MINUTE));
        }
        times.push_back(at);
        Ok(())
    }
}

/// How long a command still counts; nothing where it does not any more.
fn left(asked: SystemTime, now: SystemTime) -> Option<Duration> {
    // A clock that was set back must not count a command for hours.
    let since = now.duration_since(asked).unwrap_or_default();
    MINUTE.checked_sub(since).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000 + seconds)
    }

    #[test]
    fn so_many_a_minute_and_then_the_time_to_wait() {
        let pace = Pace::default();
        let (ana, ben) = (Person("ana".to_owned()), Person("ben".to_owned()));
        let asks =
            |who: &Person, second| pace.ask(who, at(second), 2).map_err(|wait| wait.as_secs());
        assert_eq!((asks(&ana, 0), asks(&ana, 10)), (Ok(()), Ok(())));
        assert_eq!((asks(&ana, 20), asks(&ben, 20)), (Err(40), Ok(())));
        assert_eq!(
            (asks(&ana, 59), asks(&ana, 60), asks(&ana, 61)),
            (Err(1), Ok(()), Err(9))
        );
        assert_eq!(pace.ask(&ana, at(61), 0), Ok(()), "0 is no limit");
    }

    #[test]
    fn people_who_are_quiet_again_are_forgotten() {
        let pace = Pace::default();
        for number in 0..5_000_u64 {
            let who = Person(number.to_string());
            assert_eq!(pace.ask(&who, at(number), 20), Ok(()));
        }
        let known = pace.asked.lock().map(|asked| asked.len());
        assert!(
            known.is_ok_and(|known| known <= SWEPT_AFTER),
            "the memory must not grow"
        );
    }
}
