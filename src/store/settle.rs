//! What is written to `SQLite` stands in its log first and is moved into the file by and by. Whoever moves it
//! waits for the disk, and whoever writes meanwhile waits for them: so it is done beside the writers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use super::Store;

/// After so many steps the log is moved, which has some thousand pages by then.
const EVERY: usize = 100;

/// How far it is until the log is moved, and whose turn it is.
#[derive(Debug, Clone)]
pub(super) struct Settling {
    steps: Arc<AtomicUsize>,
    turn: Arc<Semaphore>,
}

impl Default for Settling {
    fn default() -> Self {
        Self {
            steps: Arc::default(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Store {
    /// Counts a step, and has the log moved where it is time, without waiting for it.
    pub(super) fn settle(&self) {
        let step = 1 + self.settling.steps.fetch_add(1, Ordering::Relaxed);
        if self.is_server || !step.is_multiple_of(EVERY) {
            return;
        }
        let Ok(turn) = Arc::clone(&self.settling.turn).try_acquire_owned() else {
            return;
        };
        let reading = self.reading.clone();
        tokio::spawn(async move {
            // What somebody reads just now stays for the next time.
            let settle = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)");
            if let Err(error) = settle.execute(&reading).await {
                tracing::warn!(%error, "what was written could not be moved into the store’s file yet");
            }
            drop(turn);
        });
    }
}
