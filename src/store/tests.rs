//! What was kept before there were rounds; the rest of the store is tested from outside.
#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use std::path::Path;

use super::*;

async fn open(folder: &Path, at: SystemTime) -> Result<Store, Error> {
    Store::open(&Address::of(None, folder), at).await
}

fn kept(id: &str, line: &str) -> (String, String) {
    (id.to_owned(), line.to_owned())
}

#[tokio::test]
async fn a_button_is_known_after_a_restart_until_nobody_was_offered_it_for_long() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let store = open(folder.path(), start).await.unwrap();
    let actions = [kept("#1", "/search one"), kept("#2", "/search two")];
    store.keep_actions(&actions, start).await.unwrap();
    drop(store);
    let later = start + FORGOTTEN_AFTER - Duration::from_secs(5);
    let store = open(folder.path(), later).await.unwrap();
    let known = store.action("#1").await.unwrap();
    assert_eq!(known.as_deref(), Some("/search one"));
    store.keep_actions(&actions[1..], later).await.unwrap();
    drop(store);
    let store = open(folder.path(), later + Duration::from_secs(10))
        .await
        .unwrap();
    assert_eq!(store.action("#1").await.unwrap(), None);
    assert!(store.action("#2").await.unwrap().is_some());
}

#[tokio::test]
async fn a_note_is_replaced_listed_and_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), UNIX_EPOCH).await.unwrap();
    for value in ["one", "two"] {
        store.keep_note("a_b", value).await.unwrap();
    }
    store.keep_note("axb", "other").await.unwrap();
    assert_eq!(store.note("a_b").await.unwrap().as_deref(), Some("two"));
    assert_eq!(store.notes("a_").await.unwrap(), [kept("a_b", "two")]);
    store.drop_note("a_b").await.unwrap();
    assert_eq!(store.note("a_b").await.unwrap(), None);
}

#[tokio::test]
async fn a_question_is_new_once_and_open_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let store = open(folder.path(), start).await.unwrap();
    let question = |event: &str| Question {
        event: event.to_owned(),
        room: "!r".to_owned(),
    };
    let (one, two) = (question("$1"), question("$2"));
    assert!(store.hear(&one, start).await.unwrap());
    assert!(!store.hear(&one, start).await.unwrap());
    assert!(store.hear(&two, start).await.unwrap());
    store.answered("$1", start).await.unwrap();
    drop(store);
    let store = open(folder.path(), start).await.unwrap();
    assert_eq!(store.unanswered().await.unwrap(), [two]);
    assert!(!store.hear(&one, start).await.unwrap());
    drop(store);
    let later = start + QUESTION_AGAIN + Duration::from_secs(2);
    let store = open(folder.path(), later).await.unwrap();
    assert_eq!(store.unanswered().await.unwrap(), []);
}

#[tokio::test]
async fn questions_of_one_second_were_taken_up_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let store = open(folder.path(), start).await.unwrap();
    let events = ["$3", "$1", "$2"];
    for (number, event) in events.iter().enumerate() {
        let question = Question {
            event: (*event).to_owned(),
            room: "!r".to_owned(),
        };
        let at = start + Duration::from_micros(number as u64);
        store.hear(&question, at).await.unwrap();
    }
    let unanswered = store.unanswered().await.unwrap();
    let order: Vec<&str> = unanswered.iter().map(|one| one.event.as_str()).collect();
    assert_eq!(order, events);
}

#[tokio::test]
async fn an_offer_is_known_after_a_restart_for_as_long_as_a_button() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let store = open(folder.path(), start).await.unwrap();
    let offer = Offer {
        event: "$1".to_owned(),
        place: "here".to_owned(),
        is_list: false,
        chosen: "lines".to_owned(),
    };
    store.keep_offer(&offer, start).await.unwrap();
    drop(store);
    let kept = start + FORGOTTEN_AFTER - Duration::from_secs(5);
    let store = open(folder.path(), kept).await.unwrap();
    assert_eq!(store.offer("$1").await.unwrap().as_deref(), Some("lines"));
    drop(store);
    let gone = start + FORGOTTEN_AFTER + Duration::from_secs(5);
    let store = open(folder.path(), gone).await.unwrap();
    assert_eq!(store.offer("$1").await.unwrap(), None);
}

#[tokio::test]
async fn the_last_offer_and_the_last_list_of_a_place_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let start = SystemTime::now();
    let store = open(folder.path(), start).await.unwrap();
    for (number, (place, is_list)) in [("a", true), ("a", true), ("a", false), ("b", true)]
        .into_iter()
        .enumerate()
    {
        let offer = Offer {
            event: format!("${number}"),
            place: place.to_owned(),
            is_list,
            chosen: number.to_string(),
        };
        let at = start + Duration::from_millis(number as u64);
        store.keep_offer(&offer, at).await.unwrap();
    }
    let last = store.last_offer("a").await.unwrap();
    assert_eq!(last.as_deref(), Some("2"));
    let last = store.last_list("a").await.unwrap();
    assert_eq!(last.as_deref(), Some("1"));
    assert_eq!(store.last_offer("c").await.unwrap(), None);
}

#[tokio::test]
async fn a_store_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE), "no database at all, ".repeat(200)).unwrap();
    let error = open(folder.path(), UNIX_EPOCH).await.unwrap_err();
    assert!(error.to_string().contains(FILE), "{error}");
}
