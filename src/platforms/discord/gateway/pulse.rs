//! Whether a shard is alive: events, and heartbeats that Discord acknowledges, are signs of life.
//!
//! How often heartbeats come is Discord's to say and serenity's to know; here it is learned from the
//! signs themselves. Time comes in from outside, and nothing is done here about a silence.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A shard that is not ready by then is begun anew. Discord takes seconds.
const NOT_READY: Duration = Duration::from_secs(30);
/// So long a silence is one, before it is known how often heartbeats come: more than two of the usual
/// 41 s, after which serenity has noticed by itself.
const SILENT: Duration = Duration::from_secs(100);
/// After the silence of so many heartbeats serenity should have noticed.
const HEARTBEATS: u32 = 4;
/// A silence is not shorter: serenity takes 5 s to begin anew.
const SHORTEST: Duration = Duration::from_secs(12);
/// A shard that is not even tried any more for so long needs a new beginning of everything.
const GONE: Duration = Duration::from_mins(2);

/// The signs of life of every shard.
pub(super) struct Pulses {
    shards: Mutex<HashMap<u32, Pulse>>,
}

/// How a shard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Health {
    /// There are signs of life, or it is too early to say.
    Well,
    /// There has been no sign for too long; it is counted anew from here.
    Silent(Duration),
    /// serenity does not hold it any more.
    Gone,
}

/// A shard that serenity holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    /// How long its last heartbeat took.
    pub(super) latency: Option<Duration>,
}

#[derive(Debug, Clone, Copy)]
struct Pulse {
    last: Instant,
    is_ready: bool,
    /// How long the last heartbeat took, which tells one from the next.
    latency: Option<Duration>,
    beaten: Option<Instant>,
    /// The longest time seen between two heartbeats.
    interval: Option<Duration>,
}

impl Pulses {
    pub(super) fn new(ids: &[u32], now: Instant) -> Self {
        let pulse = Pulse {
            last: now,
            is_ready: false,
            latency: None,
            beaten: None,
            interval: None,
        };
        let shards = ids.iter().map(|id| (*id, pulse)).collect();
        Self {
            shards: Mutex::new(shards),
        }
    }

    /// An event came.
    pub(super) fn beat(&self, id: u32, is_ready: bool, now: Instant) {
        let mut shards = self.shards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pulse) = shards.get_mut(&id) {
            pulse.last = now;
            pulse.is_ready |= is_ready;
        }
    }

    /// Looks at a shard: nothing where serenity holds none.
    pub(super) fn look(&self, id: u32, held: Option<Held>, now: Instant) -> Health {
        let mut shards = self.shards.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(pulse) = shards.get_mut(&id) else {
            return Health::Well;
        };
        let Some(Held { latency }) = held else {
            pulse.is_ready = false;
            let is_gone = now.duration_since(pulse.last) > GONE;
            return if is_gone { Health::Gone } else { Health::Well };
        };
        pulse.listen(latency, now);
        let silence = now.duration_since(pulse.last);
        if silence <= pulse.patience() {
            return Health::Well;
        }
        (pulse.last, pulse.is_ready) = (now, false);
        Health::Silent(silence)
    }
}

impl Pulse {
    /// A heartbeat that took another time than the one before is another one.
    fn listen(&mut self, latency: Option<Duration>, now: Instant) {
        if latency.is_none() || latency == self.latency {
            return;
        }
        let since = self.beaten.map(|beaten| now.duration_since(beaten));
        self.interval = self.interval.max(since);
        (self.latency, self.beaten, self.last) = (latency, Some(now), now);
    }

    fn patience(&self) -> Duration {
        if !self.is_ready {
            return NOT_READY;
        }
        self.interval
            .map_or(SILENT, |interval| (interval * HEARTBEATS).max(SHORTEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shard whose last heartbeat took so many milliseconds.
    fn held(latency: Option<u64>) -> Held {
        let latency = latency.map(Duration::from_millis);
        Held { latency }
    }

    #[test]
    fn a_shard_that_gets_ready_and_beats_is_well() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let pulses = Pulses::new(&[0], start);
        assert_eq!(pulses.look(0, Some(held(None)), at(29)), Health::Well);
        pulses.beat(0, true, at(29));
        for minute in 1..60 {
            assert_eq!(
                pulses.look(0, Some(held(Some(minute))), at(29 + minute * 41)),
                Health::Well
            );
        }
    }

    #[test]
    fn a_silence_is_told_once_and_counted_anew() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let pulses = Pulses::new(&[0], start);
        let look = |second| pulses.look(0, Some(held(None)), at(second));
        assert_eq!(
            look(31),
            Health::Silent(Duration::from_secs(31)),
            "it never got ready"
        );
        assert_eq!(look(32), Health::Well);
        pulses.beat(0, true, at(40));
        assert_eq!(
            (look(140), look(141)),
            (Health::Well, Health::Silent(Duration::from_secs(101)))
        );
    }

    #[test]
    fn where_heartbeats_come_often_a_silence_is_shorter() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let pulses = Pulses::new(&[0], start);
        pulses.beat(0, true, start);
        for second in 1..5 {
            pulses.look(0, Some(held(Some(second))), at(second));
        }
        let last = Some(held(Some(4)));
        assert_eq!(pulses.look(0, last, at(16)), Health::Well);
        assert!(matches!(pulses.look(0, last, at(17)), Health::Silent(_)));
    }

    #[test]
    fn a_shard_that_serenity_has_lost_is_gone_after_a_while() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let pulses = Pulses::new(&[0], start);
        pulses.beat(0, true, at(1));
        assert_eq!(pulses.look(0, None, at(121)), Health::Well);
        assert_eq!(pulses.look(0, None, at(122)), Health::Gone);
    }
}
