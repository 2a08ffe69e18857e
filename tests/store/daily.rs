//! The daily question of a room is asked once a date, by whoever asks first.

use lectern::store::{Asked, Daily, Open, Place, Step};

use crate::place::{HERE, SECOND, START, begins, say, speaker, stores};

const DAY: i64 = 24 * 3600 * SECOND;
const PLACE: Place<'_> = Place {
    kind: "daily",
    ..HERE
};

pub(crate) fn set(due: i64) -> Daily {
    Daily {
        room: HERE.room.to_owned(),
        server: HERE.server.to_owned(),
        settings: "{\"time\":\"09:00\"}".to_owned(),
        due,
        asked_on: None,
        account: "bot".to_owned(),
    }
}

fn asks(date: &str, next: i64) -> Step<()> {
    let date = date.to_owned();
    Step {
        says: vec![say("", "asked")],
        daily: Some(Asked { date, next }),
        ..begins("{}")
    }
}

#[tokio::test]
async fn what_is_set_is_due_changed_and_dropped() {
    for kept in stores().await {
        let store = &kept.store;
        store.keep_daily(&set(START)).await.unwrap();
        assert_eq!(store.daily(HERE.room).await.unwrap(), Some(set(START)));
        assert_eq!(store.next_due().await.unwrap(), Some(START));
        assert_eq!(store.due_dailies(START - 1, 9).await.unwrap(), []);
        assert_eq!(store.due_dailies(START, 9).await.unwrap(), [set(START)]);
        store.keep_daily(&set(START + 1)).await.unwrap();
        assert_eq!(store.due_dailies(START, 9).await.unwrap(), []);
        assert!(store.drop_daily(HERE.room).await.unwrap());
        assert!(!store.drop_daily(HERE.room).await.unwrap());
        assert_eq!(store.daily(HERE.room).await.unwrap(), None);
    }
}

#[tokio::test]
async fn of_two_who_ask_the_same_day_one_does() {
    for kept in stores().await {
        let store = &kept.store;
        store.keep_daily(&set(START)).await.unwrap();
        let ask = |open: Option<&Open>| {
            assert_eq!(open, None);
            asks("2026-11-22", START + DAY)
        };
        let first = store.step(PLACE, START, ask).await.unwrap();
        assert!(!first.was_asked);
        let daily = store.daily(HERE.room).await.unwrap().unwrap();
        assert_eq!(daily.asked_on.as_deref(), Some("2026-11-22"));
        assert_eq!(daily.due, START + DAY);
        let end = Step::to(lectern::store::Change::Ends, ());
        store.step(PLACE, START, |_| end.clone()).await.unwrap();
        // One whose clock is late, or who was stopped on the way.
        let second = store.step(PLACE, START, ask).await.unwrap();
        assert!(second.was_asked);
        assert_eq!(store.round(PLACE).await.unwrap(), None);
        let said = store.take(&speaker("me"), START).await.unwrap();
        assert_eq!(said[0].sayings.len(), 1);
        let next = |_: Option<&Open>| asks("2026-11-23", START + 2 * DAY);
        assert!(!store.step(PLACE, START, next).await.unwrap().was_asked);
    }
}
