//! Rounds in a room with several people: what each says, what is told to them alone, what the room reads.
//! The clock is moved by the test, and the store is a file that outlives the bot.

mod account;
mod bad;
mod begun;
mod days;
mod played;
mod scores;
mod terminal;
mod together;
mod twenty;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lectern::conversation::bot::Bot;
use lectern::conversation::quiz::{Manner, Process};
use lectern::conversation::render;
use lectern::conversation::reply::{Audience, Reply};
use lectern::conversation::request::{Person, Request, Room, Said};
use lectern::store::{Address, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::dialogue;

/// Monday, 30 November 2026, 12:00:00 UTC.
const NOON: u64 = 1_796_040_000;

/// A list that a teacher has written about the papers of the dialogues.
const WEEK1: &str = include_str!("../fixtures/week1.yaml");

/// A room in which people play.
struct Place {
    folder: TempDir,
    runtime: Runtime,
    bot: Bot,
    seconds: u64,
    heard: String,
    /// How many messages the room has.
    messages: usize,
    /// Whether every line is meant for the bot.
    direct: bool,
    /// Whether nobody was there to see time pass.
    away: bool,
    /// The account that the bot has here.
    account: &'static str,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("lists")).unwrap();
        fs::write(folder.path().join("lists/week1.yaml"), WEEK1).unwrap();
        let runtime = dialogue::runtime();
        let bot = opened(&runtime, &folder);
        Self {
            folder,
            runtime,
            bot,
            seconds: 0,
            heard: String::new(),
            messages: 0,
            direct: false,
            away: false,
            account: "@old",
        }
    }

    /// A place whose bot knows the papers that ship.
    fn over_the_corpus() -> Self {
        let mut place = Self::new();
        let bot = dialogue::bot_over_the_corpus();
        place.bot = playing(bot, &place.runtime, &place.folder);
        place
    }

    /// Ends the bot without a word and starts another on the same store.
    fn kill(&mut self) {
        self.bot = opened(&self.runtime, &self.folder);
        self.away = true;
    }

    /// Ends the bot, and gives it another account.
    fn change_account(&mut self, account: &'static str) {
        self.kill();
        self.account = account;
        let quiz = self.bot.quiz().unwrap();
        let speaker = quiz.speaker("test:", account);
        self.runtime.block_on(quiz.begin_to_speak(&speaker));
    }

    /// Lets the clock run to a second: what is due happens in its time.
    fn run_to(&mut self, second: u64) {
        loop {
            let quiz = self.bot.quiz().unwrap();
            let due = self.runtime.block_on(quiz.next_due()).unwrap();
            let due = due.map(|due| due.duration_since(UNIX_EPOCH).unwrap().as_secs());
            match due {
                Some(due) if !self.away && due <= NOON + second => {
                    self.seconds = self.seconds.max(due.saturating_sub(NOON));
                    self.pass();
                }
                _ => break,
            }
        }
        self.away = false;
        self.seconds = second;
        self.pass();
    }

    fn list(&self) -> PathBuf {
        self.folder.path().join("lists/week1.yaml")
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(NOON + self.seconds)
    }

    fn room(&self) -> Room {
        Room {
            id: "test:room".to_owned(),
            direct: self.direct,
            server: Some("test:server".to_owned()),
            account: self.account.to_owned(),
            prefixes: vec!["/".to_owned()],
        }
    }

    /// What is due by now happens, and what is to be said is read by everybody.
    fn pass(&mut self) {
        let quiz = self.bot.quiz().unwrap();
        let (now, room) = (self.now(), self.room());
        let mut messages = self.messages;
        let speaker = quiz.speaker("test:", self.account);
        let said = self.runtime.block_on(async {
            quiz.tick(now).await.unwrap();
            // What is drawn behind the first question is there before anybody says more.
            quiz.has_drawn().await;
            quiz.tick(now).await.unwrap();
            let taken = quiz.take(&speaker, now, |_| room.clone()).await;
            let mut said = Vec::new();
            for room in taken.unwrap() {
                for say in room.says {
                    let handle = say.saying.edits.clone().unwrap_or_else(|| {
                        messages += 1;
                        format!("m{messages}")
                    });
                    quiz.said(&say.saying, Some(&handle), now).await.unwrap();
                    said.push((say, handle));
                }
                quiz.give_back(&room.room, &speaker).await;
            }
            said
        });
        self.messages = messages;
        for (say, handle) in said {
            match say.manner {
                Manner::New => self.write(&say.reply),
                Manner::Countdown { left } => {
                    let _ = writeln!(self.heard, "({handle}: {left} seconds left)\n");
                }
                // Nobody has seen it open.
                Manner::Closed if say.saying.edits.is_none() => {}
                Manner::Closed => {
                    let _ = writeln!(self.heard, "({handle} is closed)\n");
                }
            }
        }
    }

    fn write(&mut self, reply: &Reply) {
        let text = render::plain(reply, 80);
        let _ = writeln!(self.heard, "{text}\n");
    }

    /// Somebody says something at a second: a command, or an answer to the question that is open.
    fn say(&mut self, line: &str) {
        let (second, _) = line.split_once(' ').unwrap();
        self.run_to(second.parse().unwrap());
        self.tell(line);
        self.pass();
    }

    /// The same, and there is no time for anything to follow from it.
    fn tell(&mut self, line: &str) {
        let (second, line) = line.split_once(' ').unwrap();
        let _ = writeln!(self.heard, "{second} > {line}");
        if line == "nothing happens" {
            return;
        }
        let (who, said) = line.split_once(": ").unwrap();
        let (who, moderates) = match who.strip_suffix(" the moderator") {
            Some(who) => (who, true),
            None => (who, false),
        };
        let request = Request {
            who: Person(format!("test:{who}")),
            room: self.room(),
            said: if said.starts_with('/') || self.direct {
                Said::Line(said.to_owned())
            } else {
                Said::Answer {
                    text: said.to_owned(),
                    question: None,
                }
            },
            name: Some(who.to_uppercase()),
            moderates,
            at: self.now(),
        };
        let reply = self.runtime.block_on(self.bot.answer(&request));
        if let Some(message) = &reply.speaks_of {
            let _ = writeln!(self.heard, "(links to {message})");
        }
        if reply.audience == Audience::Person {
            let _ = writeln!(self.heard, "(to {who} alone)");
        }
        self.write(&reply);
    }

    /// What was said and heard since the last time.
    fn heard(&mut self, lines: &[&str]) -> String {
        for line in lines {
            self.say(line);
        }
        std::mem::take(&mut self.heard)
    }
}

fn opened(runtime: &Runtime, folder: &TempDir) -> Bot {
    playing(dialogue::bot(), runtime, folder)
}

fn playing(bot: Bot, runtime: &Runtime, folder: &TempDir) -> Bot {
    let address = Address::of(None, folder.path());
    let store = runtime.block_on(Store::open(&address, UNIX_EPOCH)).unwrap();
    let process = Process::of(folder.path()).unwrap();
    bot.playing(store, vec![folder.path().join("lists")], process)
}
