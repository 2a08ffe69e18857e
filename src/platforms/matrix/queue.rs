//! One queue a room: what is heard there is dealt with in its order, and no room waits for another.
//!
//! A queue is there only while something is in it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use matrix_sdk::ruma::OwnedRoomId;

/// The queues of rooms in which something is waiting.
#[derive(Debug)]
pub(super) struct Queues<T> {
    rooms: Mutex<HashMap<OwnedRoomId, VecDeque<T>>>,
}

impl<T> Default for Queues<T> {
    fn default() -> Self {
        Self {
            rooms: Mutex::default(),
        }
    }
}

impl<T> Queues<T> {
    /// Puts something at the end of a room's queue. Where nothing was in it or being dealt with, it is
    /// given back instead: to be dealt with now, and then all that [`next`](Self::next) gives.
    pub(super) fn push(&self, room: &OwnedRoomId, item: T) -> Option<T> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = rooms.get_mut(room) {
            queue.push_back(item);
            return None;
        }
        rooms.insert(room.clone(), VecDeque::new());
        Some(item)
    }

    /// What comes next in a room; after nothing the queue is closed.
    pub(super) fn next(&self, room: &OwnedRoomId) -> Option<T> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let next = rooms.get_mut(room)?.pop_front();
        if next.is_none() {
            rooms.remove(room);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use matrix_sdk::ruma::RoomId;

    use super::*;

    #[test]
    fn a_room_keeps_its_order_and_leaves_nothing_behind() {
        let queues = Queues::default();
        let room = |id: &str| RoomId::parse(id).unwrap();
        let (a, b) = (room("!a:x"), room("!b:x"));
        assert_eq!(queues.push(&a, 1), Some(1));
        assert_eq!((queues.push(&a, 2), queues.push(&a, 3)), (None, None));
        assert_eq!(queues.push(&b, 4), Some(4), "rooms don’t wait for others");
        assert_eq!((queues.next(&a), queues.next(&a)), (Some(2), Some(3)));
        assert_eq!((queues.next(&a), queues.next(&b)), (None, None));
        assert!(queues.rooms.lock().unwrap().is_empty());
        assert_eq!(queues.push(&a, 5), Some(5));
    }
}
