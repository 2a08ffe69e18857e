//! What is to be said is said in order, by one process at a time, and again only where one died.

use lectern::store::{Change, Place, Saying, Sayings, Speaker, Step};

use crate::daily::set as daily;
use crate::place::{HERE, SECOND, START, begins, goes, say, speaker, stores, take};

fn bodies(taken: &[Sayings]) -> Vec<Vec<&str>> {
    fn bodies(room: &Sayings) -> Vec<&str> {
        let sayings = room.sayings.iter();
        sayings.map(|saying| saying.body.as_str()).collect()
    }
    taken.iter().map(bodies).collect()
}

fn says(says: &[(&str, &str)]) -> Step<()> {
    Step {
        says: says
            .iter()
            .map(|(message, body)| say(message, body))
            .collect(),
        ..goes("{}")
    }
}

#[tokio::test]
async fn rooms_are_taken_by_one_process_until_it_gives_them_back_or_dies() {
    for kept in stores().await {
        let (one, two) = (&kept.store, &kept.again().await);
        take(one, HERE, begins("{}")).await;
        let there = Place {
            room: "matrix:!r",
            ..HERE
        };
        take(one, there, begins("{}")).await;
        take(one, HERE, says(&[("", "a"), ("", "b")])).await;
        take(one, there, says(&[("", "elsewhere")])).await;
        let taken = one.take(&speaker("one"), START).await.unwrap();
        assert_eq!(bodies(&taken), [["a", "b"]]);
        take(one, HERE, says(&[("", "c")])).await;
        assert_eq!(two.take(&speaker("two"), START).await.unwrap(), []);
        one.said(&taken[0].sayings[0], Some("m1"), START)
            .await
            .unwrap();
        // The first dies before it notes what it said next.
        let later = START + 30 * SECOND;
        let taken = two.take(&speaker("two"), later).await.unwrap();
        assert_eq!(bodies(&taken), [["b", "c"]]);
        // A late word of the first takes nothing from the second.
        one.give_back(HERE.room, "one").await.unwrap();
        assert_eq!(one.take(&speaker("one"), later).await.unwrap(), []);
        for saying in &taken[0].sayings {
            two.said(saying, None, later).await.unwrap();
        }
        two.give_back(HERE.room, "two").await.unwrap();
        assert_eq!(one.take(&speaker("one"), later).await.unwrap(), []);
        take(one, HERE, says(&[("", "d")])).await;
        let taken = one.take(&speaker("one"), later).await.unwrap();
        assert_eq!(bodies(&taken), [["d"]]);
        let on_matrix = Speaker::new("matrix:", "bot", "one");
        let taken = one.take(&on_matrix, later).await.unwrap();
        assert_eq!(bodies(&taken), [["elsewhere"]]);
    }
}

#[tokio::test]
async fn what_a_round_says_is_said_by_the_account_that_it_was_begun_through() {
    for kept in stores().await {
        let store = &kept.store;
        let other = Speaker::new("discord:", "another bot", "two");
        take(store, HERE, begins("{}")).await;
        let daily = Place {
            kind: "daily",
            ..HERE
        };
        let mut by_another = begins("{}");
        if let Change::Begins { account, .. } = &mut by_another.change {
            *account = "another bot".to_owned();
        }
        take(store, daily, by_another).await;
        take(store, HERE, says(&[("", "a")])).await;
        assert_eq!(store.take(&other, START).await.unwrap(), []);
        take(store, daily, says(&[("", "b")])).await;
        let taken = store.take(&speaker("one"), START).await.unwrap();
        assert_eq!(bodies(&taken), [["a"]]);
        // One speaks in a room at a time, whoever it is.
        assert_eq!(store.take(&other, START).await.unwrap(), []);
        store.give_back(HERE.room, "one").await.unwrap();
        let taken = store.take(&other, START).await.unwrap();
        assert_eq!(bodies(&taken), [["b"]]);
    }
}

#[tokio::test]
async fn what_was_begun_before_accounts_were_noted_is_said_by_any() {
    for kept in stores().await {
        let store = &kept.store;
        let mut old = begins("{}");
        if let Change::Begins { account, .. } = &mut old.change {
            account.clear();
        }
        take(store, HERE, old).await;
        take(store, HERE, says(&[("", "a")])).await;
        let taken = store.take(&speaker("one"), START).await.unwrap();
        assert_eq!(bodies(&taken), [["a"]]);
    }
}

#[tokio::test]
async fn a_process_gives_back_what_its_last_life_had_when_it_was_killed() {
    for kept in stores().await {
        let store = &kept.store;
        let there = Place {
            room: "discord:2",
            ..HERE
        };
        for (place, who) in [(HERE, "killed"), (there, "other")] {
            take(store, place, begins("{}")).await;
            take(store, place, says(&[("", who)])).await;
            let taken = store.take(&speaker(who), START).await.unwrap();
            assert_eq!(bodies(&taken), [[who]]);
        }
        store.give_all_back("killed").await.unwrap();
        let taken = store.take(&speaker("killed"), START).await.unwrap();
        assert_eq!(bodies(&taken), [["killed"]]);
    }
}

#[tokio::test]
async fn rounds_of_an_account_that_was_changed_fell_silent() {
    for kept in stores().await {
        let store = &kept.store;
        let there = Place {
            room: "matrix:!r",
            ..HERE
        };
        for place in [HERE, there] {
            take(store, place, begins("{}")).await;
            take(store, place, says(&[("q1", "asked")])).await;
        }
        let taken = store.take(&speaker("old"), START).await.unwrap();
        let said = &taken[0].sayings[0];
        store.said(said, Some("m1"), START).await.unwrap();
        store.give_back(HERE.room, "old").await.unwrap();
        take(store, HERE, says(&[("q1", "closed"), ("", "revealed")])).await;
        store.keep_daily(&daily(START)).await.unwrap();
        let new = Speaker::new("discord:", "new account", "new");
        assert_eq!(store.take(&new, START).await.unwrap(), []);
        store
            .take_over(&speaker("old").account, &new)
            .await
            .unwrap();
        let taken = store.take(&new, START).await.unwrap();
        assert_eq!(bodies(&taken), [["closed", "revealed"]]);
        // It can't edit what another account has said.
        assert_eq!(taken[0].sayings[0].edits, None);
        let asked = store.daily(HERE.room).await.unwrap().unwrap();
        assert_eq!(asked.account, "new account");
        // On another platform nothing was changed.
        let on_matrix = Speaker::new("matrix:", &speaker("old").account, "old");
        let taken = store.take(&on_matrix, START).await.unwrap();
        assert_eq!(bodies(&taken), [["asked"]]);
    }
}

#[tokio::test]
async fn a_message_is_edited_and_what_is_outdated_is_never_said() {
    for kept in stores().await {
        let store = &kept.store;
        let round = take(store, HERE, begins("{}")).await;
        take(
            store,
            HERE,
            says(&[("q1", "20 s"), ("", "hint"), ("q1", "10 s")]),
        )
        .await;
        let taken = store.take(&speaker("me"), START).await.unwrap();
        assert_eq!(bodies(&taken), [["10 s", "hint"]]);
        let question = &taken[0].sayings[0];
        assert_eq!(question.edits, None);
        store.said(question, Some("m1"), START).await.unwrap();
        store
            .said(&taken[0].sayings[1], Some("m2"), START)
            .await
            .unwrap();
        store.give_back(HERE.room, "me").await.unwrap();
        take(store, HERE, says(&[("q1", "closed")])).await;
        let taken = store.take(&speaker("me"), START).await.unwrap();
        let edit = Saying {
            round,
            sequence: 3,
            message: "q1".to_owned(),
            body: "closed".to_owned(),
            edits: Some("m1".to_owned()),
        };
        assert_eq!(taken[0].sayings, [edit]);
    }
}

#[tokio::test]
async fn a_message_leads_to_its_round_while_it_is_open_and_after() {
    for kept in stores().await {
        let store = &kept.store;
        let round = take(store, HERE, begins("{}")).await;
        take(store, HERE, says(&[("q1", "?")])).await;
        let taken = store.take(&speaker("me"), START).await.unwrap();
        store
            .said(&taken[0].sayings[0], Some("m1"), START)
            .await
            .unwrap();
        let said = store.said_as(HERE.room, "m1").await.unwrap().unwrap();
        assert_eq!((said.round, said.is_open), (round, true));
        assert_eq!((said.message.as_str(), said.kind.as_str()), ("q1", "quiz"));
        assert_eq!(store.said_as("discord:2", "m1").await.unwrap(), None);
        assert_eq!(store.messages(round).await.unwrap(), [said]);
        take(store, HERE, Step::to(Change::Ends, ())).await;
        let said = store.said_as(HERE.room, "m1").await.unwrap().unwrap();
        assert!(!said.is_open);
    }
}
