//! A progress bar on standard error, for work that takes longer than a moment.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::text::counted;

/// Work that is done by then shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// A file that is at hand for so long is named.
const SLOW: Duration = Duration::from_secs(1);
/// So many papers take a while to write, however quickly they were read.
const LONG_TO_WRITE: usize = 500;

/// The bar, which shows itself when the work turns out to be long.
pub(super) struct Progress {
    begun: Instant,
    bar: Option<ProgressBar>,
    /// The file at hand, and since when.
    at_hand: (PathBuf, Instant),
}

impl Progress {
    pub(super) fn new() -> Self {
        let begun = Instant::now();
        Self {
            begun,
            bar: None,
            at_hand: (PathBuf::new(), begun),
        }
    }

    /// Takes note that so many of so many files are read, and that this one is waited for.
    pub(super) fn at(&mut self, done: usize, total: usize, path: &Path) {
        if self.at_hand.0 != path {
            self.at_hand = (path.to_owned(), Instant::now());
        }
        let is_long = done == total && total >= LONG_TO_WRITE;
        if self.bar.is_none() && self.begun.elapsed() < PATIENCE && !is_long {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| bar(total));
        bar.set_position(done as u64);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let message = if done == total {
            "writing the index".to_owned()
        } else if self.at_hand.1.elapsed() >= SLOW {
            format!("reading {name}")
        } else {
            String::new()
        };
        bar.set_message(message);
    }
}

impl Progress {
    /// Takes note that so many of something are done, where nobody knows how many there are.
    pub(super) fn so_far(&mut self, done: usize, what: &str) {
        if self.bar.is_none() && self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(spinner);
        bar.set_message(counted(done, what));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:30} {pos} of {len} papers, {eta} to go  {wide_msg}");
    let bar = ProgressBar::new(total as u64);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn spinner() -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    spinner.enable_steady_tick(Duration::from_millis(200));
    spinner
}
