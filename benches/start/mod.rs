//! How soon `/quiz start` has its first question in the room, beside a `/search`, whatever the round is to
//! be about.

mod made;

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use lectern::conversation::bot::{Bot, Manners};
use lectern::conversation::quiz::Process;
use lectern::conversation::render;
use lectern::conversation::request::{Person, Request, Room, Said};
use lectern::library::Library;
use lectern::store::{Address, Store};
use tokio::runtime::Runtime;

use super::made_up::Random;
use super::readable::{FEW, MANY, Readable};

/// How many times the time of a search it may take at most.
const MOST: f64 = 5.0;
/// How often each is asked for.
const TIMES: usize = 40;
/// How many answers are given wrong, to be asked for again.
const WRONG: usize = 200;
/// How long it takes until all of a round is drawn, with time to spare.
const REST: Duration = Duration::from_millis(600);

struct Bench<'b> {
    runtime: &'b Runtime,
    bot: Bot,
    random: Random,
    readable: &'b Readable,
    papers: usize,
    rooms: usize,
    /// How long every search took.
    searching: Vec<Duration>,
}

/// Measures over so many passages; the rounds are kept at an address.
pub(crate) fn measure(runtime: &Runtime, readable: &Readable, passages: usize) {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let papers = readable.index(passages, &index);
    let list = folder.path().join("week.yaml");
    std::fs::write(&list, week()).unwrap();
    let address = Address::Folder(folder.path().to_owned());
    let mut bench = Bench {
        runtime,
        bot: bot(runtime, &index, &address, &list),
        random: Random(5),
        readable,
        papers,
        rooms: 0,
        searching: Vec::new(),
    };
    println!("\n/quiz start beside /search, {passages} passages of {papers} papers");
    bench.miss();
    bench.begin("now and then", "", true);
    for (name, conditions) in [
        ("back to back", ""),
        ("seed", "seed:#"),
        ("paper", "paper:paper#"),
        ("tag of few", &*format!("tag:{FEW}")),
        ("tag of many", &*format!("tag:{MANY}")),
        ("kind:cloze", "kind:cloze"),
        ("kind:choice", "kind:choice"),
        ("kind:truefalse", "kind:truefalse"),
        ("kind:define", "kind:define"),
        ("kind:open", "kind:open"),
        ("kind:source", "kind:source"),
        ("open of a tag", &*format!("kind:open tag:{MANY}")),
        ("open of a paper", "kind:open paper:paper#"),
        ("choice of few", &*format!("kind:choice tag:{FEW}")),
        ("source, seed", "kind:source seed:#"),
        ("50 questions", "questions:50"),
        ("list", "list:week"),
        ("misses", "misses:yes"),
    ] {
        bench.begin(name, conditions, false);
    }
    let search = middle(&mut bench.searching);
    made::hundred(folder.path(), &index, search);
    made::papers(readable);
}

/// The median in milliseconds.
fn middle(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn bot(runtime: &Runtime, index: &Path, address: &Address, list: &Path) -> Bot {
    let library = Library::open(index).unwrap();
    let store = runtime.block_on(Store::open(address, SystemTime::now()));
    let manners = Manners {
        results: 3,
        per_minute: 0,
    };
    Bot::new(library, manners).playing(store.unwrap(), vec![list.to_owned()], Process::passing())
}

/// A teacher's list of a hundred questions.
fn week() -> String {
    let question = |number: usize| {
        format!(
            "- prompt: How is the {number}. of a hundred called?\n  answers: [\"name {number}\"]\n  source: paper{number}:2\n"
        )
    };
    (1..=100).map(question).collect()
}

impl Bench<'_> {
    /// Answers many questions wrong.
    fn miss(&mut self) {
        for _ in 0..WRONG / 10 {
            let room = self.room();
            self.start(room, "seconds:0");
            for _ in 0..10 {
                self.say(room, "/quiz answer no such thing".to_owned());
                self.say(room, "/quiz answer a".to_owned());
            }
            self.say(room, "/quiz stop".to_owned());
        }
    }

    fn room(&mut self) -> usize {
        self.rooms += 1;
        self.rooms
    }

    fn say(&self, room: usize, line: String) -> String {
        let request = request(room, line);
        render::plain(&self.runtime.block_on(self.bot.answer(&request)), 80)
    }

    /// Starts a round; gives how long it took until its first question could be said, if it could.
    fn start(&self, room: usize, conditions: &str) -> (Duration, bool) {
        let begun = Instant::now();
        self.say(room, format!("/quiz start {conditions}"));
        let quiz = self.bot.quiz().unwrap();
        let speaker = quiz.speaker("bench:", "");
        // As a voice does that is woken.
        self.runtime.block_on(quiz.tick(SystemTime::now())).unwrap();
        let taken = quiz.take(&speaker, SystemTime::now(), room_of);
        let taken = self.runtime.block_on(taken).unwrap();
        let said = taken.iter().flat_map(|room| &room.says);
        let said: Vec<String> = said.map(|say| render::plain(&say.reply, 80)).collect();
        let took = begun.elapsed();
        for room in &taken {
            for say in &room.says {
                let said = quiz.said(&say.saying, Some("m"), SystemTime::now());
                self.runtime.block_on(said).unwrap();
            }
            let back = quiz.give_back(&room.room, &speaker);
            self.runtime.block_on(back);
        }
        let is_asked = said.iter().any(|said| said.starts_with("Question 1 of"));
        (took, is_asked)
    }

    fn begin(&mut self, name: &str, conditions: &str, rests: bool) {
        let (mut starting, mut searching) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            if rests {
                std::thread::sleep(REST);
            }
            let (room, number) = (self.room(), self.random.below(self.papers));
            let line = conditions.replace('#', &number.to_string());
            let question = self.question();
            searching.push(timed(|| self.say(room, format!("/search {question}"))).0);
            let (took, is_asked) = self.start(room, &line);
            // Much is read before it is said that there is nothing to ask.
            if is_asked {
                starting.push(took);
            }
        }
        // The rest of the questions is drawn meanwhile, and none of it later.
        let quiz = self.bot.quiz().unwrap();
        self.runtime.block_on(quiz.has_drawn());
        self.runtime.block_on(quiz.tick(SystemTime::now())).unwrap();
        for room in self.rooms - TIMES + 1..=self.rooms {
            self.say(room, "/quiz stop".to_owned());
        }
        let (start, search) = (middle(&mut starting), middle(&mut searching));
        let asked = starting.len();
        let longest = starting[asked - 1].as_secs_f64() * 1e3;
        self.searching.append(&mut searching);
        let ratio = start / search;
        let verdict = if ratio > MOST {
            ", which is too long"
        } else {
            ""
        };
        println!(
            "{name:15} {start:8.2} ms (longest {longest:8.2}), {ratio:6.2} times {search:.2} ms; {asked} of {TIMES} asked{verdict}"
        );
    }

    /// Two to eight words of a passage.
    fn question(&mut self) -> String {
        let number = self.random.below(self.papers);
        let paper = self.readable.paper(number);
        let passage = &paper.passages[self.random.below(paper.passages.len())];
        let words: Vec<&str> = passage
            .text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 3)
            .collect();
        let wanted = 2 + self.random.below(7);
        let words = (0..wanted).filter_map(|_| {
            let at = self.random.below(words.len().max(1));
            words.get(at).copied()
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

fn request(room: usize, line: String) -> Request {
    Request {
        who: Person("bench:ana".to_owned()),
        room: room_of(&format!("bench:{room}")),
        said: Said::Line(line),
        name: None,
        moderates: true,
        at: SystemTime::now(),
    }
}

fn room_of(id: &str) -> Room {
    Room {
        id: id.to_owned(),
        direct: false,
        server: Some("bench:server".to_owned()),
        prefixes: vec!["/".to_owned()],
        account: String::new(),
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = Instant::now();
    let done = std::hint::black_box(work());
    (begun.elapsed(), done)
}
