//! Whether the store keeps up with a thousand rounds that are open at once: as many answers a second
//! as are wanted, each a step of its own, none lost or counted twice, each acknowledged within a second;
//! and how soon a round begins, beside a search.
//!
//! ```text
//! cargo bench --bench rounds               # 5 seconds, and scores over 100,000 answers
//! cargo bench --bench rounds -- 60 1000000 # as many as you say
//! cargo bench --bench rounds -- start      # how soon a round begins, over 100,000 passages
//! ```
//!
//! `SQLite` with 500 answers a second, `PostgreSQL` with 200, where `LECTERN_POSTGRES` names the folder
//! with its programs; both sync as they do in use. Answers come when their time has come, whether the
//! ones before are acknowledged or not, so that what waits is seen. Beside them what is due is asked for
//! and what is to be said is taken and noted, as by a platform. Afterwards scores are read back from many
//! answers.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark prints, and ends at the first fault"
)]

#[allow(dead_code, reason = "another benchmark uses the rest")]
mod made_up;
mod readable;
#[path = "../tests/store/server.rs"]
mod server;
mod start;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use lectern::store::{
    Address, Answer, Board, Change, Error, Open, Place, Posed, Say, Scope, Speaker, Step, Store,
    microseconds,
};
use tokio::task::JoinSet;

// Measured is what runs: with the allocator of the program.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const ROUNDS: usize = 1_000;
/// Players of a round: so many answers to a question, then the next is asked.
const PLAYERS: usize = 10;
const ON_SQLITE: u32 = 500;
const ON_POSTGRES: u32 = 200;

fn main() {
    let numbers = std::env::args().filter_map(|argument| argument.parse().ok());
    let numbers: Vec<u32> = numbers.collect();
    let seconds = numbers.first().copied().unwrap_or(5);
    let answers = numbers.get(1).copied().unwrap_or(100_000) as usize;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if std::env::args().any(|argument| argument == "start") {
        let passages = numbers.first().copied().unwrap_or(100_000) as usize;
        return start::measure(&runtime, &readable::Readable::new(), passages);
    }
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Folder(folder.path().to_owned());
    runtime.block_on(measure("SQLite", &address, (ON_SQLITE, seconds)));
    runtime.block_on(read_back("SQLite", &address, answers));
    if let Some(server) = server::server(&[]) {
        let address = Address::Server(server.database());
        runtime.block_on(measure("PostgreSQL", &address, (ON_POSTGRES, seconds)));
        runtime.block_on(read_back("PostgreSQL", &address, answers));
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
    if at(1.0) > Duration::from_secs(1) {
        println!("{name}: an answer waited for longer than a second, which it must not");
    }
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
                account: String::new(),
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
    let speaker = Speaker::new("discord:", "", "bench");
    let mut said = 0;
    while !ends.load(Ordering::Relaxed) {
        let at = microseconds(SystemTime::now());
        store.next_due().await.unwrap();
        store.due_rounds(at, 100).await.unwrap();
        for taken in store.take(&speaker, at).await.unwrap() {
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

/// How long it takes to read scores back: so many answers of 500 people in one room, over half a year, to
/// 5,000 questions.
async fn read_back(name: &str, address: &Address, answers: usize) {
    let store = Store::open(address, SystemTime::now()).await.unwrap();
    let place = Place {
        room: "discord:many",
        kind: "quiz",
        server: "discord:many",
    };
    let now = microseconds(SystemTime::now());
    let since = Instant::now();
    // Rounds of ten questions and twenty people.
    let rounds = answers / 200;
    for number in 0..rounds {
        let ago = i64::try_from((rounds - number) * 180 * 86_400 / rounds).unwrap();
        let at = now - ago * 1_000_000;
        let answer = |given: usize| {
            let person = format!("discord:p{}", (number * 7 + given % 20) % 500);
            Answer {
                question: format!("q{}", (number * 10 + given / 20) % 5_000),
                name: person.clone(),
                person,
                chosen: Some(["a", "b", "c", "d"][(number + given) % 4].to_owned()),
                is_right: given.is_multiple_of(3),
                points: i64::try_from(given % 5).unwrap(),
                at,
            }
        };
        let posed = |question: usize| Posed {
            id: format!("q{}", (number * 10 + question) % 5_000),
            question: "x".repeat(400),
        };
        let begin = Change::Begins {
            sheet: String::new(),
            state: String::new(),
            due: None,
            account: String::new(),
        };
        let step = Step {
            answers: (0..200).map(answer).collect(),
            posed: (0..10).map(posed).collect(),
            ..Step::to(begin, ())
        };
        store.step(place, at, |_| step.clone()).await.unwrap();
        let end = |_: Option<&Open>| Step::to(Change::Ends, ());
        store.step(place, at, end).await.unwrap();
    }
    println!(
        "{name}: {} answers of {rounds} rounds counted in {:.1?}",
        rounds * 200,
        since.elapsed()
    );
    let board = Board {
        scope: Scope::Room(place.room),
        from: 0,
        until: i64::MAX,
        places: 10,
        person: "discord:p3",
    };
    let week = Board {
        from: now - 7 * 86_400 * 1_000_000,
        ..board
    };
    let all = timed(store.standings(board)).await;
    let week = timed(store.standings(week)).await;
    let quarters = timed(store.quarters("discord:p3", board.scope, 0)).await;
    let misses = timed(store.misses("discord:p3", 20)).await;
    let items = timed(store.items()).await;
    let drawn = timed(store.drawn()).await;
    println!(
        "{name}: a leaderboard {all:.1?}, of a week {week:.1?}; a person’s quarters {quarters:.1?}, misses {misses:.1?}; all questions {items:.1?}, their options {drawn:.1?}"
    );
}

async fn timed<T>(work: impl Future<Output = Result<T, Error>>) -> Duration {
    let since = Instant::now();
    work.await.unwrap();
    since.elapsed()
}
