//! How soon the bot answers on Matrix, and how much memory it takes to, beside a bare matrix-sdk bot
//! that echoes.
//!
//! ```text
//! cargo bench --bench matrix                  # 100,000 passages
//! cargo bench --bench matrix -- 20000 --quick # as many as you say, and a tenth of the commands
//! ```
//!
//! The homeserver is a Synapse, and who asks has a client of another make (matrix-nio), as in the
//! tests; `LECTERN_MATRIX_PYTHON` names the Python that has both. What is timed begins before a question
//! is encrypted and ends when the answer has been decrypted. Both bots are asked in turn in encrypted
//! rooms of the same server: the differences are what counts, the times are those of this machine.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark prints, and ends at the first fault"
)]

#[path = "../tests/matrix"]
mod matrix {
    pub(crate) mod bare;
    #[allow(dead_code, reason = "the tests use the rest")]
    pub(crate) mod child;
    #[allow(dead_code, reason = "the tests use the rest")]
    pub(crate) mod homeserver;
    #[allow(dead_code, reason = "the tests use the rest")]
    pub(crate) mod person;
    #[path = "../../src/platforms/matrix/message/tests/html.rs"]
    pub(crate) mod shape;
}
#[allow(dead_code, reason = "another benchmark uses the rest")]
mod made_up;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use made_up::{Random, Text};
use matrix::bare;
use matrix::homeserver::{Account, Homeserver, PASSWORD};
use matrix::person::{Person, Room};

// Measured is what runs: with the allocator of the program.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const PASSAGES: usize = 100_000;
/// Questions in a row, after as many that are not counted.
const QUESTIONS: usize = 10;
/// How often both bots are asked so many, in turn.
const ROUNDS: usize = 10;
/// Commands between two looks at the memory, and the rooms they are asked in.
const SERVED: usize = 10_000;
const ROOMS: usize = 10;

/// The argument by which the benchmark calls itself to be the bare bot.
const BARE: &str = "be-the-bare-bot";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [be_bare, homeserver, user, ..] = arguments.as_slice()
        && be_bare == BARE
    {
        return bare::run(homeserver, user, PASSWORD);
    }
    let passages = arguments.iter().find_map(|argument| argument.parse().ok());
    let passages = passages.unwrap_or(PASSAGES);
    let is_quick = arguments.iter().any(|argument| argument == "--quick");
    let share = if is_quick { 10 } else { 1 };
    let Some(server) = Homeserver::start(&[]) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let text = Text::new();
    text.index(passages, &folder.path().join("index"));
    let mut random = Random(77);
    let questions: Vec<String> = (0..1_000).map(|_| text.question(&mut random)).collect();
    println!("!search over {passages} passages, in encrypted rooms");
    let (bare_account, account) = (server.account("bare"), server.account("lectern"));
    let bare = Process(be_bare_bot(&server, &bare_account));
    let lectern = Process(be_lectern(&server, &account, folder.path()));
    let ana = Person::join(&server, "ana");
    let bare_room = ana.room_with(&bare_account.id, true);
    let room = ana.room_with(&account.id, true);
    ana.message_of(&room, &account.id);
    let mut asked = questions.iter().cycle();
    let (mut bare_times, mut times) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let told = in_a_row(&ana, &bare_room, &mut asked);
        let answered = in_a_row(&ana, &room, &mut asked);
        // In the first round caches are filled and keys are shared.
        if round > 0 {
            bare_times.extend(told);
            times.extend(answered);
        }
    }
    print_times("bare bot", &bare_times);
    print_times("lectern", &times);
    println!(
        "{:<28} {:9.2} times the bare bot's median",
        "",
        median(&times) / median(&bare_times)
    );
    let before = lectern.memory();
    println!("{:<28} {before:9} KiB anonymous memory", "lectern, memory");
    let rooms: Vec<Room> = (0..ROOMS)
        .map(|_| ana.room_with(&account.id, true))
        .collect();
    for served in 1..=4 {
        serve(&ana, &rooms, SERVED / 4 / share, &mut asked);
        let (now, commands) = (lectern.memory(), served * SERVED / 4 / share);
        println!("{:<28} {now:9} KiB after {commands} commands", "");
    }
    println!("{:<28} {:9} KiB the bare bot's", "", bare.memory());
}

/// A child that ends with this.
struct Process(Child);

impl Process {
    /// Memory that no file stands behind, in KiB, on Linux.
    fn memory(&self) -> u64 {
        let file = format!("/proc/{}/status", self.0.id());
        let status = std::fs::read_to_string(file).unwrap_or_default();
        let mut lines = status.lines();
        let line = lines.find_map(|line| line.strip_prefix("RssAnon:"));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
        number
            .and_then(|number| number.trim().parse().ok())
            .unwrap_or(0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn be_bare_bot(server: &Homeserver, account: &Account) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([BARE, &server.url, &account.name])
        .spawn()
        .unwrap()
}

fn be_lectern(server: &Homeserver, account: &Account, folder: &Path) -> Child {
    let papers = folder.join("no-papers");
    std::fs::create_dir_all(&papers).unwrap();
    let (url, id) = (&server.url, &account.id);
    let configuration = format!(
        "corpus = \"no-papers\"\nindex = \"index\"\ndata = \"data\"\n\
         [matrix]\nhomeserver = \"{url}\"\nuser = \"{id}\"\nallowed_inviters = [\"*\"]\n\
         [limits]\nper_minute = 0\n"
    );
    std::fs::write(folder.join("lectern.toml"), configuration).unwrap();
    Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["run", "--no-index", "--config", "lectern.toml"])
        .current_dir(folder)
        .env("LECTERN_MATRIX_PASSWORD", PASSWORD)
        .stdin(Stdio::null())
        .spawn()
        .unwrap()
}

/// Asks a few questions, each when the one before is answered.
fn in_a_row<'q>(
    ana: &Person,
    room: &Room,
    questions: &mut impl Iterator<Item = &'q String>,
) -> Vec<Duration> {
    let ask = |question: &String| {
        let begun = Instant::now();
        let from = ana.seen();
        let asked = ana.say(room, &format!("!search {question}"));
        ana.until("an answer", room, from, |event| {
            (event.replies_to() == Some(&*asked)).then_some(())
        });
        begun.elapsed()
    };
    questions.take(QUESTIONS).map(ask).collect()
}

/// Asks in all rooms at once, again and again.
fn serve<'q>(
    ana: &Person,
    rooms: &[Room],
    commands: usize,
    questions: &mut impl Iterator<Item = &'q String>,
) {
    for _ in 0..commands / rooms.len() {
        let from = ana.seen();
        let asked: Vec<String> = rooms
            .iter()
            .zip(&mut *questions)
            .map(|(room, question)| ana.say(room, &format!("!search {question}")))
            .collect();
        for (room, asked) in rooms.iter().zip(&asked) {
            ana.until("an answer", room, from, |event| {
                (event.replies_to() == Some(asked)).then_some(())
            });
        }
    }
}

fn median(times: &[Duration]) -> f64 {
    at(times, 50)
}

fn at(times: &[Duration], share: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    match times.len() {
        0 => f64::NAN,
        length => times[(length * share / 100).min(length - 1)].as_secs_f64() * 1e3,
    }
}

fn print_times(name: &str, times: &[Duration]) {
    println!(
        "{name:<28} {:9.1} ms median {:9.1} ms at 90 % ({} answered)",
        median(times),
        at(times, 90),
        times.len()
    );
}
