//! Rounds that ask for sources, drawn before anybody asks for one: a paper is told by its source among
//! others about the same, and much is read to find those, which nobody should have to wait for. Each is
//! what its seed draws, and is thrown away when the papers have changed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;

use super::draw::{Drawn, Wishes, drawn};
use crate::library::{About, Library};
use crate::study::question::Kind;
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
    /// Whether such rounds are kept.
    pub(super) fn keeps(plan: &Plan) -> bool {
        let Plan {
            paper: None,
            tag: None,
            list: None,
            misses: false,
            kind: Some(Kind::Source),
            number,
            ..
        } = plan
        else {
            return false;
        };
        *number == QUESTIONS.2
    }

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
        if stock.is_filling {
            return;
        }
        stock.is_filling = true;
        drop(stock);
        let (own, library) = (self.clone(), Arc::clone(library));
        here.spawn_blocking(move || own.fill_now(&library, seed));
    }

    fn fill_now(&self, library: &Library, seed: u64) {
        let mut seeds = seed..;
        while self.shelf().ready.len() < READY {
            let of = library.about();
            let seed = seeds.next().unwrap_or_default();
            // Where it can't be read, whoever starts a round is told. That there is nothing is worth keeping
            // most: much was read to know it.
            let Ok(drawn) = drawn(library, wishes(seed)) else {
                break;
            };
            self.shelf().ready.push(Ready { seed, of, drawn });
        }
        self.shelf().is_filling = false;
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody wishes for who wishes for nothing but questions for sources.
fn wishes(seed: u64) -> Wishes {
    Wishes {
        plan: Plan {
            kind: Some(Kind::Source),
            number: QUESTIONS.2,
            seed,
            ..Plan::default()
        },
        ..Wishes::default()
    }
}
