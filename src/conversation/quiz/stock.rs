//! Rounds that are drawn before anybody asks for one, so that `/quiz start` asks at once where it has no
//! conditions but a kind of question. Each is what its seed draws, and is thrown away when the papers have
//! changed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;

use super::draw::{Drawn, Wishes, drawn};
use crate::library::{About, Library};
use crate::study::question::Kind;
use crate::study::round::{Plan, QUESTIONS};

/// So many rounds of all kinds of questions are kept ready, and of each kind.
const READY: usize = 4;
const READY_OF_A_KIND: usize = 2;

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
    /// Of which kind its questions are; of all where none is named.
    kind: Option<Kind>,
    seed: u64,
    /// The papers that it was drawn from.
    of: About,
    drawn: Drawn,
}

impl Stock {
    /// Takes a round with its seed, where one of that kind is ready that was drawn from the present papers.
    pub(super) fn take(&self, library: &Library, kind: Option<Kind>) -> Option<(u64, Drawn)> {
        let present = library.about();
        let mut stock = self.shelf();
        stock.ready.retain(|ready| ready.of == present);
        let at = stock.ready.iter().position(|ready| ready.kind == kind)?;
        let ready = stock.ready.swap_remove(at);
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
        let kinds = Kind::ALL.map(|kind| (Some(kind), READY_OF_A_KIND));
        for (kind, wanted) in std::iter::once((None, READY)).chain(kinds) {
            while self.ready(kind) < wanted {
                let of = library.about();
                let seed = seeds.next().unwrap_or_default();
                // Where it can't be read, whoever starts a round is told. That there is nothing of a kind is
                // worth keeping most: much was read to know it.
                let Ok(drawn) = drawn(library, wishes(seed, kind)) else {
                    break;
                };
                let ready = Ready {
                    kind,
                    seed,
                    of,
                    drawn,
                };
                self.shelf().ready.push(ready);
            }
        }
        self.shelf().is_filling = false;
    }

    /// How many rounds of a kind are ready.
    fn ready(&self, kind: Option<Kind>) -> usize {
        let stock = self.shelf();
        let ready = stock.ready.iter().filter(|ready| ready.kind == kind);
        ready.count()
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody wishes for who wishes for nothing in particular but perhaps a kind.
fn wishes(seed: u64, kind: Option<Kind>) -> Wishes {
    Wishes {
        plan: Plan {
            kind,
            seed,
            ..Plan::default()
        },
        number: QUESTIONS.2 as usize,
        ..Wishes::default()
    }
}
