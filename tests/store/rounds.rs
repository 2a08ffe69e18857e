//! Rounds go on by steps, each of which is kept whole or not at all.

use lectern::store::{Change, Error, Open, Place, Step};

use crate::place::{HERE, SECOND, START, answer, begins, goes, posed, say, speaker, stores, take};

#[tokio::test]
async fn a_round_begins_goes_on_and_ends() {
    for kept in stores().await {
        let store = &kept.store;
        assert_eq!(store.round(HERE).await.unwrap(), None);
        let id = take(store, HERE, begins("{\"n\":1}")).await;
        let mut seen: Option<Open> = None;
        let due = Some(START + 5 * SECOND);
        let go = |open: Option<&Open>| {
            seen = open.cloned();
            let state = "{\"n\":2}".to_owned();
            Step::to(Change::Goes { state, due }, "went on")
        };
        let stepped = store.step(HERE, START, go).await.unwrap();
        assert_eq!((stepped.round, stepped.reply), (Some(id), "went on"));
        let seen = seen.unwrap();
        assert_eq!((seen.id, seen.begun, seen.due), (id, START, None));
        assert_eq!(seen.sheet, "{\"questions\":[]}");
        assert_eq!(seen.state, "{\"n\":1}");
        // What another process finds after a kill.
        let open = kept.again().await.round(HERE).await.unwrap().unwrap();
        assert_eq!((open.state.as_str(), open.due), ("{\"n\":2}", due));
        assert_eq!((open.version, open.sheet), (2, seen.sheet));
        assert_eq!(take(store, HERE, Step::to(Change::Ends, ())).await, id);
        assert_eq!(store.round(HERE).await.unwrap(), None);
        let next = take(store, HERE, begins("{}")).await;
        assert_ne!(next, id);
    }
}

#[tokio::test]
async fn no_second_round_of_a_kind_begins_in_a_room() {
    for kept in stores().await {
        let store = &kept.store;
        let id = take(store, HERE, begins("first")).await;
        let second = store.step(HERE, START, |_| begins("second")).await;
        assert!(matches!(second, Err(Error::OutOfStep { room }) if room == "discord:1"));
        let daily = Place {
            kind: "daily",
            ..HERE
        };
        let elsewhere = Place {
            room: "discord:2",
            ..HERE
        };
        for place in [daily, elsewhere] {
            take(store, place, begins("beside")).await;
        }
        let open = store.round(HERE).await.unwrap().unwrap();
        assert_eq!((open.id, open.state.as_str()), (id, "first"));
    }
}

#[tokio::test]
async fn nothing_of_a_step_is_kept_that_does_not_fit() {
    for kept in stores().await {
        let store = &kept.store;
        let step = Step {
            answers: vec![answer("p", "q", 3)],
            says: vec![say("", "lost")],
            posed: vec![posed("q")],
            ..goes("{}")
        };
        let stepped = store.step(HERE, START, |_| step.clone()).await;
        assert!(matches!(stepped, Err(Error::OutOfStep { .. })));
        let step = Step {
            change: Change::None,
            ..step
        };
        let stepped = store.step(HERE, START, |_| step.clone()).await;
        assert!(matches!(stepped, Err(Error::OutOfStep { .. })));
        assert_eq!(store.items().await.unwrap(), []);
        assert_eq!(store.take(&speaker("me"), START).await.unwrap(), []);
        let nothing = store.step(HERE, START, |_| Step::none(7)).await.unwrap();
        assert_eq!((nothing.round, nothing.reply), (None, 7));
    }
}

#[tokio::test]
async fn an_answer_is_counted_once() {
    for kept in stores().await {
        let store = &kept.store;
        let mut step = Step {
            answers: vec![
                answer("ben", "q1", 2),
                answer("ana", "q1", 3),
                answer("ana", "q1", 9),
            ],
            ..begins("{}")
        };
        let first = store.step(HERE, START, |_| step.clone()).await.unwrap();
        let mut awarded: Vec<_> = first.awarded.iter().map(|one| &*one.person).collect();
        awarded.sort_unstable();
        assert_eq!(awarded, ["ana", "ben"]);
        step.change = Change::None;
        step.answers = vec![answer("ana", "q1", 5), answer("ana", "q2", 1)];
        let second = store.step(HERE, START, |_| step.clone()).await.unwrap();
        assert_eq!(second.awarded.len(), 1);
        assert_eq!(second.awarded[0].question, "q2");
        let sums = crate::scores::points(store, HERE).await;
        assert_eq!(sums, [("ana".to_owned(), 4), ("ben".to_owned(), 2)]);
    }
}

#[tokio::test]
async fn steps_at_the_same_time_follow_one_another() {
    for kept in stores().await {
        take(&kept.store, HERE, begins("0")).await;
        let other = kept.again().await;
        let mut playing = tokio::task::JoinSet::new();
        for number in 0..40 {
            let store = if number % 2 == 0 { &kept.store } else { &other };
            let store = store.clone();
            playing.spawn(async move {
                let more = |open: Option<&Open>| {
                    let before: u64 = open.unwrap().state.parse().unwrap();
                    goes(&(before + 1).to_string())
                };
                store.step(HERE, START, more).await.unwrap();
            });
        }
        playing.join_all().await;
        let open = kept.store.round(HERE).await.unwrap().unwrap();
        assert_eq!((open.state.as_str(), open.version), ("40", 41));
    }
}

#[tokio::test]
async fn of_those_who_begin_at_the_same_time_one_does() {
    for kept in stores().await {
        let other = kept.again().await;
        let mut playing = tokio::task::JoinSet::new();
        for number in 0..20 {
            let store = if number % 2 == 0 { &kept.store } else { &other };
            let store = store.clone();
            playing.spawn(async move {
                let begin = |open: Option<&Open>| match open {
                    None => Step::to(begins("{}").change, true),
                    Some(_) => Step::none(false),
                };
                store.step(HERE, START, begin).await.unwrap().reply
            });
        }
        let begun = playing.join_all().await;
        assert_eq!(begun.iter().filter(|began| **began).count(), 1);
    }
}

#[tokio::test]
async fn what_is_due_is_told_the_longest_waiting_first() {
    for kept in stores().await {
        let store = &kept.store;
        assert_eq!(store.next_due().await.unwrap(), None);
        for (room, due) in [
            ("a", Some(30)),
            ("b", Some(10)),
            ("c", None),
            ("d", Some(20)),
        ] {
            let place = Place {
                room,
                kind: "quiz",
                server: room,
            };
            let change = Change::Begins {
                sheet: String::new(),
                state: String::new(),
                due,
                account: String::new(),
            };
            take(store, place, Step::to(change, ())).await;
        }
        assert_eq!(store.next_due().await.unwrap(), Some(10));
        let due = store.due_rounds(20, 10).await.unwrap();
        let rooms: Vec<_> = due.iter().map(|round| &*round.room).collect();
        assert_eq!(rooms, ["b", "d"]);
        assert_eq!(store.due_rounds(30, 1).await.unwrap().len(), 1);
        take(store, due[0].place(), Step::to(Change::Ends, ())).await;
        assert_eq!(store.next_due().await.unwrap(), Some(20));
    }
}
