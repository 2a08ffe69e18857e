//! Whether the store keeps up with a thousand rounds that are open at once: as many answers a second
//! as are wanted, each a step of its own, none lost or counted twice, each acknowledged within a second.
//!
//! ```text
//! cargo bench --bench rounds         # 5 seconds
//! cargo bench --bench rounds -- 60
//! ```
//!
//! `SQLite` with 500 answers a second, `PostgreSQL` with 200, where `LECTERN_POSTGRES` names the folder
//! with its programs; both sync as they do in use. Answers come when their time has come, whether the
//! ones before are acknowledged or not, so that what waits is seen. Beside them what is due is asked for
//! and what is to be said is taken and noted, as by a platform.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark prints, and ends at the first fault"
)]

#[path = "../tests/store/server.rs"]
mod server;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use lectern::store::{
    Address, Answer, Board, Change, Open, Place, Say, Scope, Step, Store, microseconds,
};
use tokio::task::JoinSet;

const ROUNDS: usize = 1_000;
/// Players of a round: so many answers to a question, then the next is asked.
const PLAYERS: usize = 10;
const ON_SQLITE: u32 = 500;
const ON_POSTGRES: u32 = 200;

fn main() {
    let seconds = std::env::args().find_map(|argument| argument.parse().ok());
    let seconds = seconds.unwrap_or(5);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Folder(folder.path().to_owned());
    runtime.block_on(measure("SQLite", &address, (ON_SQLITE, seconds)));
    if let Some(server) = server::server(&[]) {
        let address = Address::Server(server.database());
        runtime.block_on(measure("PostgreSQL", &address, (ON_POSTGRES, seconds)));
    }
}

async fn measure(name: &str, address: &Address, (a_second, seconds): (u32, u32)) {
    let store = Store::open(address, SystemTime::now()).await.unwrap();
    let since = Instant::now();
    for number in 0..ROUNDS {
        step(&store, number, None).await;
    }
    println!("{name}: {ROUNDS} rounds begun in {:.1?}", since.elapsed());
    let ends = Arc::new(AtomicBool::new(false));
    let beside = tokio::spawn(serve(store.clone(), Arc::clone(&ends)));
    let all = (a_second * seconds) as usize;
    let mut answering = JoinSet::new();
    let begun = Instant::now();
    for number in 0..all {
        let due = begun + Duration::from_secs(1) * u32::try_from(number).unwrap() / a_second;
        tokio::time::sleep_until(due.into()).await;
        let store = store.clone();
        answering.spawn(async move {
            // Each round has its turn, and each player in it.
            let player = format!("discord:p{}", number / ROUNDS);
            step(&store, number % ROUNDS, Some(player)).await;
            due.elapsed()
        });
    }
    let mut waited = answering.join_all().await;
    let took = begun.elapsed();
    ends.store(true, Ordering::Relaxed);
    let said = beside.await.unwrap();
    waited.sort();
    let at = |share: f64| waited[((waited.len() - 1) as f64 * share) as usize];
    println!(
        "{name}: {all} answers in {took:.1?} ({a_second} a second); acknowledged within {:.1?} (median), {:.1?} (99 %), {:.1?} (longest); {said} messages said beside",
        at(0.5),
        at(0.99),
        at(1.0),
    );
    counted(&store, all).await;
    assert!(
        at(1.0) < Duration::from_secs(1),
        "an answer waited for longer than a second"
    );
}

/// Begins a round, or answers in it. The state grows and is read and written as a real one is.
async fn step(store: &Store, number: usize, player: Option<String>) {
    let room = format!("discord:{number}");
    let place = Place {
        room: &room,
        kind: "quiz",
        server: "discord:s",
    };
    let at = microseconds(SystemTime::now());
    let due = Some(at + 20_000_000);
    let becomes = |open: Option<&Open>| {
        let Some(open) = open else {
            let change = Change::Begins {
                sheet: format!("{{\"questions\":\"{}\"}}", "x".repeat(6_000)),
                state: "[]".to_owned(),
                due,
            };
            return Step::to(change, ());
        };
        let person = player.clone().unwrap();
        let mut state: Vec<String> = serde_json::from_str(&open.state).unwrap();
        let question = format!("q{}", state.len() / PLAYERS);
        state.push(format!("{person} {question} {}", "x".repeat(60)));
        let given = state.len();
        let state = serde_json::to_string(&state).unwrap();
        let mut step = Step::to(Change::Goes { state, due }, ());
        let points = i64::try_from(given % 3).unwrap();
        step.answers.push(Answer {
            question,
            name: person.clone(),
            person,
            chosen: Some("a".to_owned()),
            is_right: points > 0,
            points,
            at,
        });
        let body = format!("{{\"given\":{given},\"text\":\"{}\"}}", "x".repeat(500));
        let message = "question".to_owned();
        step.says.push(Say { message, body });
        step
    };
    store.step(place, at, becomes).await.unwrap();
}

/// Does what goes on beside answers, and counts what it said.
async fn serve(store: Store, ends: Arc<AtomicBool>) -> usize {
    let mut said = 0;
    while !ends.load(Ordering::Relaxed) {
        let at = microseconds(SystemTime::now());
        store.next_due().await.unwrap();
        store.due_rounds(at, 100).await.unwrap();
        for taken in store.take("discord:", "bench", at).await.unwrap() {
            for saying in &taken.sayings {
                store.said(saying, Some("m"), at).await.unwrap();
                said += 1;
            }
            store.give_back(&taken.room, "bench").await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    said
}

/// Every answer stands once in the state of its round and once in the scores.
async fn counted(store: &Store, all: usize) {
    let mut states = HashMap::new();
    for number in 0..ROUNDS {
        let room = format!("discord:{number}");
        let place = Place {
            room: &room,
            kind: "quiz",
            server: "discord:s",
        };
        let open = store.round(place).await.unwrap().unwrap();
        let state: Vec<String> = serde_json::from_str(&open.state).unwrap();
        states.insert(number, state.len());
    }
    assert_eq!(states.values().sum::<usize>(), all);
    let since = Instant::now();
    let board = Board {
        scope: Scope::Server("discord:s"),
        from: 0,
        until: i64::MAX,
        places: 1_000,
        person: "",
    };
    let standings = store.standings(board).await.unwrap();
    let answered: i64 = standings.iter().map(|one| one.answered).sum();
    assert_eq!(answered, i64::try_from(all).unwrap());
    println!(
        "every answer is counted once; the leaderboard took {:.1?}",
        since.elapsed()
    );
}
