//! The store goes into a file and back, from one database into the other, whole or not at all.

mod read_back;

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use lectern::store::{
    Address, Answer, Asked, Change, Daily, Offer, Open, Place as Room, Posed, Question, Say,
    Speaker, Step, Store, microseconds,
};
use serde_json::Value;

use crate::place::{Ended, Place};
use crate::schema;
use crate::server::server;

/// The version of the store: the number of its changes.
fn version() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    std::fs::read_dir(folder).unwrap().count()
}

/// The first line of a backup of a version.
fn first(version: usize) -> String {
    format!("{{\"schema\":1,\"store\":{version}}}\n")
}

const HERE: Room<'_> = Room {
    room: "discord:1",
    kind: "quiz",
    server: "discord:s",
};

/// What is too old is forgotten.
fn now() -> i64 {
    microseconds(SystemTime::now())
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread();
    { runtime }.enable_all().build().unwrap().block_on(work)
}

async fn open(folder: &Path) -> Store {
    std::fs::create_dir_all(folder).unwrap();
    let address = Address::Folder(folder.to_owned());
    Store::open(&address, SystemTime::now()).await.unwrap()
}

/// One step of a round: somebody answers, and something is said. The state counts the answers.
fn step(open: Option<&Open>) -> Step<()> {
    let given: u32 = open.map_or(0, |open| open.state.parse().unwrap());
    let (state, due) = ((given + 1).to_string(), Some(9_000_000_000_000_000));
    let change = match open {
        None => Change::Begins {
            sheet: "{\"questions\":[\"“ä”\\n\"]}".to_owned(),
            state,
            due,
            account: "bot".to_owned(),
        },
        Some(_) => Change::Goes { state, due },
    };
    Step {
        answers: vec![Answer {
            question: "q1".to_owned(),
            person: format!("discord:p{given}"),
            name: "Zoë \"Z\"\u{7}\\ 🦉".to_owned(),
            chosen: None,
            is_right: given.is_multiple_of(2),
            points: i64::from(given),
            at: 1_795_341_600_000_000,
        }],
        posed: vec![Posed {
            id: "q1".to_owned(),
            question: "{}".to_owned(),
        }],
        says: vec![Say {
            message: "m".to_owned(),
            body: "{}".to_owned(),
        }],
        ..Step::to(change, ())
    }
}

/// Something of everything.
async fn fill(store: &Store) {
    let at = SystemTime::now();
    let actions = [("#1".to_owned(), "/search ‘x’\ty".to_owned())];
    store.keep_actions(&actions, at).await.unwrap();
    store
        .keep_note("name", "value\nof two lines")
        .await
        .unwrap();
    let question = Question {
        event: "$1".to_owned(),
        room: "!r".to_owned(),
    };
    store.hear(&question, at).await.unwrap();
    let offer = Offer {
        event: "$1".to_owned(),
        place: "here".to_owned(),
        is_list: true,
        chosen: String::new(),
    };
    store.keep_offer(&offer, at).await.unwrap();
    for _ in 0..1_200 {
        store.step(HERE, now(), step).await.unwrap();
    }
    let daily = Daily {
        room: "discord:1".to_owned(),
        server: "discord:s".to_owned(),
        settings: "{}".to_owned(),
        due: 7,
        asked_on: None,
        account: "bot".to_owned(),
    };
    store.keep_daily(&daily).await.unwrap();
    let ask = |open: Option<&Open>| Step {
        daily: Some(Asked {
            date: "2026-11-22".to_owned(),
            next: 8,
        }),
        ..step(open)
    };
    store.step(HERE, now(), ask).await.unwrap();
    store.flag(("q1", "discord:p1"), 3, now()).await.unwrap();
    store.miss("buffer", now()).await.unwrap();
    store
        .keep_zone("discord:p1", "Europe/Vienna")
        .await
        .unwrap();
    let taken = store
        .take(&Speaker::new("discord:", "bot", "me"), now())
        .await
        .unwrap();
    store
        .said(&taken[0].sayings[0], Some("m1"), now())
        .await
        .unwrap();
}

/// A place with a store that holds something of everything.
fn filled() -> Place {
    let place = Place::empty();
    wait(async { fill(&open(&place.path("data")).await).await });
    place
}

fn backup(place: &Place) -> String {
    place.run(&["backup", "-"]).with(0).out
}

/// Runs `restore` over a text.
fn restore(place: &Place, arguments: &[&str], text: &str) -> Ended {
    place.write("given.jsonl", text);
    let mut command = place.command(&["restore"]);
    let given = std::fs::File::open(place.path("given.jsonl")).unwrap();
    let output = command
        .args(arguments)
        .arg("-")
        .stdin(Stdio::from(given))
        .output();
    Ended::from(output.unwrap())
}

#[test]
fn what_is_backed_up_is_restored_from_one_database_into_the_other() {
    let place = filled();
    let kept = place.run(&["backup", "kept.jsonl"]).with(0);
    assert_eq!((kept.out.as_str(), kept.err.lines().count()), ("", 1));
    assert!(
        kept.err.ends_with(" rows of the store in kept.jsonl\n"),
        "{}",
        kept.err
    );
    let text = std::fs::read_to_string(place.path("kept.jsonl")).unwrap();
    assert_eq!(backup(&place), text);
    let rows: Vec<Value> = text
        .lines()
        .map(|line| schema::checked(schema::BACKUP, line))
        .collect();
    let mut tables: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["table"].as_str())
        .collect();
    assert!(tables.len() > 3_600, "{} rows", tables.len());
    tables.dedup();
    assert_eq!(
        tables.join(" "),
        "action note question offer round sheet answer mark say daily asked item flag missed player"
    );
    let again = Place::empty();
    again.write("kept.jsonl", &text);
    let restored = again.run(&["restore", "kept.jsonl"]).with(0);
    assert!(
        restored
            .err
            .ends_with(" rows restored into data/store.sqlite\n"),
        "{}",
        restored.err
    );
    assert_eq!(backup(&again), text);
    // The round goes on where it stood.
    let open = wait(async {
        let store = open(&again.path("data")).await;
        store.step(HERE, now(), step).await.unwrap();
        store.round(HERE).await.unwrap().unwrap()
    });
    assert_eq!((open.state.as_str(), open.version), ("1202", 1_202));
    let Some(server) = server(&["-c", "fsync=off"]) else {
        return;
    };
    let url = server.database();
    let over_there = |arguments: &[&str]| {
        let mut command = again.command(arguments);
        Ended::from(command.env("LECTERN_DATABASE_URL", &url).output().unwrap())
    };
    over_there(&["restore", "kept.jsonl"]).with(0);
    let refused = over_there(&["restore", "kept.jsonl"]).with(1);
    assert!(
        refused.err.contains("holds something already"),
        "{}",
        refused.err
    );
    over_there(&["restore", "--replace", "kept.jsonl"]).with(0);
    over_there(&["backup", "there.jsonl"]).with(0);
    let there = std::fs::read_to_string(again.path("there.jsonl")).unwrap();
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    // The databases put ids in different orders.
    assert_eq!(sorted(&there), sorted(&text));
    let restored = again.run(&["restore", "--replace", "there.jsonl"]).with(0);
    assert_eq!(restored.err.lines().count(), 1);
    assert_eq!(backup(&again), text);
}

#[test]
fn what_is_there_stays_unless_it_is_to_be_replaced_and_where_the_backup_is_no_good() {
    let place = filled();
    let text = backup(&place);
    let refused = restore(&place, &[], &text).with(1);
    assert_eq!(
        refused.err,
        "lectern: the store holds something already (1 in “action”); --replace puts the backup in the place of everything in it\n"
    );
    let torn = &text[..text.len() / 2];
    restore(&place, &["--replace"], torn).with(1);
    assert_eq!(backup(&place), text);
    let little = first(version()) + "{\"rows\":0}\n";
    let restored = restore(&place, &["--replace"], &little).with(0);
    assert_eq!(
        restored.err,
        "lectern: 0 rows restored into data/store.sqlite\n"
    );
    assert_eq!(backup(&place), little);
}

#[test]
fn without_a_store_there_is_no_backup_and_the_last_one_stays() {
    let place = Place::empty();
    place.write("kept.jsonl", "the last one");
    let refused = place.run(&["backup", "kept.jsonl"]).with(1);
    assert_eq!(
        refused.err,
        "lectern: there is no store to back up: data/store.sqlite is not there\n"
    );
    let kept = std::fs::read_to_string(place.path("kept.jsonl")).unwrap();
    assert_eq!(kept, "the last one");
    assert!(!place.path("data/store.sqlite").exists());
    let place = filled();
    let refused = place.run(&["backup", "nowhere/kept.jsonl"]).with(1);
    assert!(
        refused
            .err
            .starts_with("lectern: nowhere/kept.jsonl can’t be written: "),
        "{}",
        refused.err
    );
}

#[test]
fn a_backup_while_a_round_goes_on_is_of_one_moment() {
    let place = Place::empty();
    let folder = place.path("data");
    wait(async { open(&folder).await });
    let ends = Arc::new(AtomicBool::new(false));
    let playing = {
        let ends = Arc::clone(&ends);
        std::thread::spawn(move || {
            wait(async {
                let store = open(&folder).await;
                while !ends.load(Ordering::Relaxed) {
                    store.step(HERE, now(), step).await.unwrap();
                }
            });
        })
    };
    let mut most = 0;
    for _ in 0..8 {
        let text = backup(&place);
        let count = |table: &str| text.matches(&format!("{{\"table\":\"{table}\"")).count();
        let state = text
            .lines()
            .find(|line| line.starts_with("{\"table\":\"round\""));
        let state: Value = state.map_or(Value::Null, |line| serde_json::from_str(line).unwrap());
        let state = state["row"]["state"].as_str().unwrap_or("0");
        let given: usize = state.parse().unwrap();
        let counts = [
            count("answer"),
            count("mark"),
            count("say"),
            count("player"),
        ];
        assert_eq!(counts, [given; 4]);
        most = most.max(given);
    }
    ends.store(true, Ordering::Relaxed);
    playing.join().unwrap();
    assert!(most > 0, "nothing was played meanwhile");
}

#[test]
fn check_says_where_the_store_is_whether_it_opens_and_no_password() {
    let place = Place::with_papers();
    let store = |ended: &Ended| -> Vec<String> {
        let told = |line: &&str| line.starts_with("store ") || line.contains("problem: the store");
        ended.out.lines().filter(told).map(str::to_owned).collect()
    };
    let checked = place.run(&["check"]).with(0);
    let none_yet = "store          data/store.sqlite, none yet; the next start makes it";
    assert_eq!(store(&checked), [none_yet]);
    assert!(!place.path("data/store.sqlite").exists());
    wait(async { open(&place.path("data")).await });
    let checked = place.run(&["check"]).with(0);
    assert_eq!(store(&checked), ["store          data/store.sqlite"]);
    std::fs::write(place.path("data/store.sqlite"), "no database, ".repeat(400)).unwrap();
    let told = store(&place.run(&["check"]).with(1));
    assert_eq!(
        told[0],
        "store          data/store.sqlite, which does not open"
    );
    assert!(
        told[1].starts_with("problem: the store data/store.sqlite can’t be opened: "),
        "{}",
        told[1]
    );
    let with_url = |url: &str, code| {
        let mut command = place.command(&["check", "-vv"]);
        let output = command.env("LECTERN_DATABASE_URL", url).output().unwrap();
        let checked = Ended::from(output).with(code);
        assert!(
            !format!("{}{}", checked.out, checked.err).contains("hush"),
            "{}",
            checked.err
        );
        store(&checked)
    };
    let told = with_url("postgres://ana:hush@127.0.0.1:1/lectern?password=hush", 1);
    assert_eq!(
        told[0],
        "store          postgres://ana@127.0.0.1:1/lectern, which does not open"
    );
    assert!(told[1].ends_with("see that the server runs and that database.url names it, a database of it, and somebody who may use it"), "{}", told[1]);
    let told = with_url("postgres://ana:hu/hush@127.0.0.1/lectern", 1);
    assert_eq!(told[0], "store          postgres://…, which does not open");
    with_url("sqlite://hush", 2);
    let Some(server) = server(&["-c", "fsync=off"]) else {
        return;
    };
    let url = server.database();
    let address = Address::Server(url.clone()).to_string();
    let none_yet = format!("store          {address}, none yet; the next start makes it");
    assert_eq!(with_url(&url, 0), [none_yet]);
}
