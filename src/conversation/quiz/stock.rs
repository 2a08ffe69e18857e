//! Rounds that are drawn before anybody asks for one, so that `/quiz start` without conditions asks at
//! once. Each is what its seed draws, and is thrown away when the papers have changed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;

use super::draw::{Drawn, Wishes, drawn};
use crate::library::{About, Library};
use crate::study::round::{Plan, QUESTIONS};

/// So many rounds are kept ready.
const READY: usize = 4;

/// Rounds that are ready.
#[derive(Clone, Default)]
pub(super) struct Stock(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    ready: Vec<Ready>,
    is_filling: bool,
}

/// A round that is ready.
struct Ready {
    seed: u64,
    /// The papers that it was drawn from.
    of: About,
    drawn: Drawn,
}

impl Stock {
    /// Takes a round with its seed, where one is ready that was drawn from the present papers.
    pub(super) fn take(&self, library: &Library) -> Option<(u64, Drawn)> {
        let present = library.about();
        let mut stock = self.shelf();
        stock.ready.retain(|ready| ready.of == present);
        let ready = stock.ready.pop()?;
        Some((ready.seed, ready.drawn))
    }

    /// Draws as many as are missing, in the background; the first by this seed.
    pub(super) fn fill(&self, library: &Arc<Library>, seed: u64) {
        let Ok(here) = Handle::try_current() else {
            return;
        };
        let mut stock = self.shelf();
        if stock.is_filling || stock.ready.len() >= READY {
            return;
        }
        stock.is_filling = true;
        drop(stock);
        let (own, library) = (self.clone(), Arc::clone(library));
        here.spawn_blocking(move || own.fill_now(&library, seed));
    }

    fn fill_now(&self, library: &Library, seed: u64) {
        for seed in seed.. {
            let of = library.about();
            let drawn = drawn(library, plain(seed));
            let mut stock = self.shelf();
            // Where the papers can't be read, whoever starts a round is told.
            if let Ok(drawn) = drawn
                && !drawn.questions.is_empty()
            {
                stock.ready.push(Ready { seed, of, drawn });
            } else {
                stock.is_filling = false;
                return;
            }
            if stock.ready.len() >= READY {
                stock.is_filling = false;
                return;
            }
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody wishes for who wishes for nothing in particular.
fn plain(seed: u64) -> Wishes {
    Wishes {
        plan: Plan {
            seed,
            ..Plan::default()
        },
        number: QUESTIONS.2 as usize,
        ..Wishes::default()
    }
}
