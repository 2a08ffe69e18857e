//! Waiting between tries: each time longer, up to a limit, and never quite as long as another bot that
//! began to wait at the same moment.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

/// The waits of something that is tried again and again.
#[derive(Debug)]
pub(super) struct Pause {
    first: Duration,
    next: Duration,
    longest: Duration,
}

impl Pause {
    pub(super) fn new(first: Duration, longest: Duration) -> Self {
        Self {
            first,
            next: first,
            longest,
        }
    }

    /// Waits once.
    pub(super) async fn wait(&mut self) {
        tokio::time::sleep(self.next()).await;
    }

    /// Waits at least so long.
    pub(super) async fn wait_at_least(&mut self, told: Option<Duration>) {
        let next = self.next();
        tokio::time::sleep(told.map_or(next, |told| told.max(next))).await;
    }

    /// Begins anew with the shortest wait.
    pub(super) fn reset(&mut self) {
        self.next = self.first;
    }

    /// The next wait, from half to the whole of what it could be.
    fn next(&mut self) -> Duration {
        let whole = self.next;
        self.next = (whole * 2).min(self.longest);
        // A new state of hashing is random, and no more is needed of chance here.
        let chance = RandomState::new().hash_one(whole) % 1_000;
        whole / 2 + (whole / 2).mul_f64(chance as f64 / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_longer_up_to_the_limit_until_it_is_reset() {
        let seconds = Duration::from_secs;
        let mut pause = Pause::new(seconds(1), seconds(30));
        for whole in [1, 2, 4, 8, 16, 30, 30] {
            let wait = pause.next();
            assert!(
                wait >= seconds(whole) / 2 && wait <= seconds(whole),
                "{whole}: {wait:?}"
            );
        }
        pause.reset();
        assert!(pause.next() <= seconds(1));
    }
}
