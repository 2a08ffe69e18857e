//! Trying what may fail for a while, until it is done or refused.

use std::time::{Duration, Instant};

use matrix_sdk::Error;

use super::pause::Pause;
use super::trouble::{self, Trouble};

/// How long something is tried before nobody waits for it any more.
const PATIENCE: Duration = Duration::from_mins(5);
/// The waits between tries.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Does something with the homeserver. What passes is tried again, as late as the homeserver wants.
pub(super) async fn until_done<T, W>(mut work: impl FnMut() -> W) -> Result<T, Error>
where
    W: Future<Output = Result<T, Error>>,
{
    let begun = Instant::now();
    let mut pause = Pause::new(FIRST_WAIT, LONGEST_WAIT);
    loop {
        let error = match work().await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        let told = match trouble::of(&error) {
            Trouble::TooFast(told) => told,
            Trouble::Passing => None,
            Trouble::Refused | Trouble::LoggedOut | Trouble::AskedAgain => return Err(error),
        };
        if begun.elapsed() > PATIENCE {
            return Err(error);
        }
        tracing::debug!(%error, "the homeserver is tried again");
        pause.wait_at_least(told).await;
    }
}
