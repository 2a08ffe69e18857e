//! Which interactions were heard of lately, so that none is answered twice: a resumed connection tells
//! of some again.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::interaction::Snowflake;

/// So many are remembered: far more than a gateway replays.
const REMEMBERED: usize = 4_096;

/// The latest interactions.
#[derive(Default)]
pub(super) struct Seen {
    ids: Mutex<(HashSet<Snowflake>, VecDeque<Snowflake>)>,
}

impl Seen {
    /// Whether this one was not heard of before.
    pub(super) fn is_new(&self, id: &Snowflake) -> bool {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, order) = &mut *ids;
        if !known.insert(id.clone()) {
            return false;
        }
        order.push_back(id.clone());
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_new_once_and_the_oldest_are_forgotten() {
        let seen = Seen::default();
        let id = |number: usize| Snowflake(number.to_string());
        for number in 0..=REMEMBERED {
            assert!(seen.is_new(&id(number)));
        }
        assert!(!seen.is_new(&id(1)) && !seen.is_new(&id(REMEMBERED)));
        assert!(seen.is_new(&id(0)), "the memory must not grow");
        assert_eq!(
            seen.ids.lock().map(|ids| ids.0.len()).ok(),
            Some(REMEMBERED)
        );
    }
}
