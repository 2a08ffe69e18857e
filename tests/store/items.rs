//! What became of questions, and the terms that were not found.

use lectern::store::{Answer, Change, Drawn, Flagged, Item, Step};

use crate::place::{HERE, START, answer, begins, posed, stores, take};

#[tokio::test]
async fn questions_are_counted_by_rounds_answers_and_options() {
    for kept in stores().await {
        let store = &kept.store;
        for _ in 0..2 {
            let typed = Answer {
                chosen: None,
                ..answer("cleo", "q1", 1)
            };
            let step = Step {
                posed: vec![posed("q2"), posed("q1")],
                answers: vec![answer("ana", "q1", 2), answer("ben", "q1", 0), typed],
                ..begins("{}")
            };
            take(store, HERE, step).await;
            take(store, HERE, Step::to(Change::Ends, ())).await;
        }
        let item = |id: &str, answered, answered_right| Item {
            id: id.to_owned(),
            question: posed(id).question,
            asked: 2,
            last_asked: START,
            answered,
            answered_right,
            flags: 0,
            is_hidden: false,
        };
        let items = store.items().await.unwrap();
        assert_eq!(items, [item("q1", 6, 4), item("q2", 0, 0)]);
        let mut drawn = store.drawn().await.unwrap();
        drawn.sort_by(|a, b| a.chosen.cmp(&b.chosen));
        let times = |chosen: Option<&str>| Drawn {
            question: "q1".to_owned(),
            chosen: chosen.map(str::to_owned),
            times: 2,
        };
        assert_eq!(drawn, [times(None), times(Some("a")), times(Some("b"))]);
    }
}

#[tokio::test]
async fn three_flags_hide_a_question_until_a_teacher_has_looked_at_it() {
    for kept in stores().await {
        let store = &kept.store;
        let step = Step {
            posed: vec![posed("q1")],
            ..begins("{}")
        };
        take(store, HERE, step).await;
        let flag = |person: &'static str| async move {
            let flagged = store.flag(("q1", person), 3, START).await;
            flagged.unwrap().unwrap()
        };
        let came = |is_new, flags, is_hidden| Flagged {
            is_new,
            flags,
            is_hidden,
        };
        assert_eq!(flag("ana").await, came(true, 1, false));
        assert_eq!(flag("ana").await, came(false, 1, false));
        assert_eq!(flag("ben").await, came(true, 2, false));
        assert_eq!(flag("cleo").await, came(true, 3, true));
        assert_eq!(store.hidden().await.unwrap(), ["q1"]);
        assert!(store.review("q1", true).await.unwrap());
        assert_eq!(store.hidden().await.unwrap(), [""; 0]);
        // Who flagged it before has been heard.
        assert_eq!(flag("ana").await, came(false, 0, false));
        assert_eq!(flag("dan").await, came(true, 1, false));
        assert!(store.review("q1", false).await.unwrap());
        assert_eq!(store.hidden().await.unwrap(), ["q1"]);
        assert_eq!(store.flag(("q9", "ana"), 3, START).await.unwrap(), None);
        assert!(!store.review("q9", true).await.unwrap());
    }
}

#[tokio::test]
async fn terms_that_were_not_found_are_counted() {
    for kept in stores().await {
        let store = &kept.store;
        for (number, term) in (0..).zip(["buffer", "tide", "buffer", "moon"]) {
            store.miss(term, START + number).await.unwrap();
        }
        let missed = store.missed(2).await.unwrap();
        let missed: Vec<_> = missed.iter().map(|one| (&*one.term, one.times)).collect();
        assert_eq!(missed, [("buffer", 2), ("moon", 1)]);
    }
}
