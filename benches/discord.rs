//! How soon the bot answers on Discord, and how much it takes to, beside a bare bot that says a
//! constant text.
//!
//! ```text
//! cargo bench --bench discord                  # 100,000 passages
//! cargo bench --bench discord -- 20000 --quick # as many as you say, and a tenth of the commands
//! ```
//!
//! Each bot is a process of its own, connected to the fake Discord of the tests, which is in this
//! one. What is timed begins when the gateway sends a `/search` and ends when the callback has
//! arrived. Both bots are asked the same, one after the other, on the same machine in the same run:
//! the differences are what counts, the times are those of this machine.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends at the first fault"
)]

#[path = "../tests/discord"]
mod discord {
    #[allow(dead_code, reason = "the tests use the rest")]
    pub(crate) mod bare;
    #[allow(dead_code, unused_imports, reason = "the tests use the rest")]
    pub(crate) mod fake;
}
#[allow(dead_code, reason = "another benchmark uses the rest")]
mod made_up;

use std::collections::HashMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use discord::bare;
use discord::fake::{APPLICATION, Ask, Fake, TOKEN, command};
use lectern::conversation::bot::{Bot, Manners};
use lectern::conversation::request::{Person, Request, Room, Said};
use lectern::library::Library;
use made_up::{Random, Text};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

// Measured is what runs: with the allocator of the program.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const PASSAGES: usize = 100_000;
const QUESTIONS: usize = 1_000;
/// Commands asked one after the other.
const IDLE: usize = 1_000;
/// Commands asked a second, whatever is answered meanwhile.
const RATE: usize = 200;
const LOAD: Duration = Duration::from_secs(30);
/// Commands that are under way at once, to see how many are answered a second.
const IN_FLIGHT: usize = 64;
const SATURATING: usize = 20_000;
/// Commands between two looks at the memory.
const SERVED: usize = 100_000;
/// What is not answered by then is lost.
const PATIENCE: Duration = Duration::from_secs(10);

/// The argument by which the benchmark calls itself to be the bare bot.
const BARE: &str = "be-the-bare-bot";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    if let [be_bare, proxy, ..] = arguments.as_slice()
        && be_bare == BARE
    {
        return runtime.block_on(async {
            bare::connect(proxy, TOKEN, bare::constant).await;
            std::future::pending::<()>().await;
        });
    }
    let passages = arguments.iter().find_map(|argument| argument.parse().ok());
    let is_quick = arguments.iter().any(|argument| argument == "--quick");
    let plan = Plan::new(if is_quick { 10 } else { 1 });
    let folder = tempfile::tempdir().unwrap();
    let text = Text::new();
    text.index(passages.unwrap_or(PASSAGES), &folder.path().join("index"));
    let mut random = Random(77);
    let questions: Vec<String> = (0..QUESTIONS).map(|_| text.question(&mut random)).collect();
    println!("/search over {} passages", passages.unwrap_or(PASSAGES));
    print_times(
        "Bot::answer alone",
        &alone(folder.path(), &questions, &runtime),
    );
    runtime.block_on(async {
        measure("bare bot", be_bare, &questions, &plan).await;
        let lectern = |proxy: &str| be_lectern(proxy, folder.path());
        measure("lectern", lectern, &questions, &plan).await;
    });
}

/// How many commands each measurement takes.
struct Plan {
    idle: usize,
    load: Duration,
    saturating: usize,
    served: usize,
}

impl Plan {
    fn new(share: usize) -> Self {
        Self {
            idle: IDLE / share,
            load: LOAD / share as u32,
            saturating: SATURATING / share,
            served: SERVED / share,
        }
    }
}

fn be_bare(proxy: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([BARE, proxy]).spawn().unwrap()
}

fn be_lectern(proxy: &str, folder: &Path) -> Child {
    let papers = folder.join("no-papers");
    std::fs::create_dir_all(&papers).unwrap();
    let configuration = format!(
        "corpus = \"no-papers\"\nindex = \"index\"\ndata = \"data\"\n\
         [discord]\nproxy = \"{proxy}\"\napplication_id = \"{APPLICATION}\"\n\
         [limits]\nper_minute = 0\n"
    );
    std::fs::write(folder.join("lectern.toml"), configuration).unwrap();
    Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["run", "--no-index", "--config", "lectern.toml"])
        .current_dir(folder)
        .env("LECTERN_DISCORD_TOKEN", TOKEN)
        .stdin(Stdio::null())
        .spawn()
        .unwrap()
}

/// The same questions put to the bot without Discord.
fn alone(folder: &Path, questions: &[String], runtime: &tokio::runtime::Runtime) -> Vec<Duration> {
    let library = Library::open(&folder.join("index")).unwrap();
    let bot = Bot::new(
        library,
        Manners {
            results: 3,
            per_minute: 0,
        },
    );
    let ask = |question: &String| {
        let request = Request {
            who: Person("bench".to_owned()),
            room: Room {
                id: "bench".to_owned(),
                direct: true,
                server: None,
                account: String::new(),
                prefixes: Vec::new(),
            },
            said: Said::Command {
                name: "search".to_owned(),
                options: vec![("query".to_owned(), question.clone())],
            },
            name: None,
            moderates: false,
            at: SystemTime::now(),
        };
        let begun = Instant::now();
        std::hint::black_box(runtime.block_on(bot.answer(&request)));
        begun.elapsed()
    };
    // The first round fills the caches of the system.
    for question in questions {
        ask(question);
    }
    questions.iter().map(ask).collect()
}

/// A fake, a bot on it, and the times at which its callbacks come.
struct Trial<'q> {
    fake: Fake,
    bot: Child,
    callbacks: UnboundedReceiver<(String, Instant)>,
    questions: &'q [String],
    asked: usize,
    begun: HashMap<String, Instant>,
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        let _ = self.bot.kill();
        let _ = self.bot.wait();
    }
}

async fn measure(name: &str, bot: impl FnOnce(&str) -> Child, questions: &[String], plan: &Plan) {
    let mut trial = Trial::start(bot, questions).await;
    trial.one_by_one(plan.idle / 10).await;
    print_times(&format!("{name}, idle"), &trial.one_by_one(plan.idle).await);
    let loaded = trial.at_a_rate(plan.load).await;
    print_times(&format!("{name}, {RATE} a second"), &loaded);
    println!("{:<28} {} lost", "", trial.lose());
    let (rate, _) = trial.saturated(plan.saturating).await;
    println!(
        "{:<28} {rate:9.0} a second with {IN_FLIGHT} in flight, {} lost",
        format!("{name}, saturated"),
        trial.lose()
    );
    let before = trial.memory();
    trial.saturated(plan.served).await;
    println!(
        "{:<28} {before:9} KiB anonymous memory, {} KiB after {} more commands",
        format!("{name}, memory"),
        trial.memory(),
        plan.served
    );
}

impl<'q> Trial<'q> {
    async fn start(bot: impl FnOnce(&str) -> Child, questions: &'q [String]) -> Self {
        let fake = Fake::start().await;
        let bot = bot(&fake.proxy());
        fake.until_ready().await;
        // The answers to a start that is not done would be timed with it.
        tokio::time::sleep(Duration::from_secs(2)).await;
        let (sender, callbacks) = unbounded_channel();
        fake.with(|state| state.measures = Some(sender));
        Self {
            fake,
            bot,
            callbacks,
            questions,
            asked: 0,
            begun: HashMap::new(),
        }
    }

    fn ask(&mut self) {
        let question = &self.questions[self.asked % self.questions.len()];
        let person = 1_000_000_000_000_000_000 + self.asked as u64;
        self.asked += 1;
        let ask: Ask = command("search")
            .option("query", question.as_str())
            .by(person);
        // Under the fake's lock, as its frame is on the way before this returns.
        let begun = Instant::now();
        let asked = self.fake.with(|state| state.ask(&ask));
        self.begun.insert(asked.token, begun);
    }

    /// The time that the next callback took; none where none comes any more.
    async fn next(&mut self) -> Option<Duration> {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.callbacks.recv()).await;
            let (token, at) = next.ok()??;
            // An edit of what was answered before is no first response.
            if let Some(begun) = self.begun.remove(&token) {
                return Some(at - begun);
            }
        }
    }

    /// What was asked and never answered, given up now.
    fn lose(&mut self) -> usize {
        self.begun.drain().count()
    }

    async fn one_by_one(&mut self, commands: usize) -> Vec<Duration> {
        let mut times = Vec::new();
        for _ in 0..commands {
            self.ask();
            times.extend(self.next().await);
        }
        times
    }

    async fn at_a_rate(&mut self, how_long: Duration) -> Vec<Duration> {
        let commands = how_long.as_secs() as usize * RATE;
        let mut times = Vec::new();
        let mut clock = tokio::time::interval(Duration::from_secs(1) / RATE as u32);
        let mut asked = 0;
        while asked < commands {
            tokio::select! {
                _ = clock.tick() => {
                    self.ask();
                    asked += 1;
                }
                time = self.next() => times.extend(time),
            }
        }
        while !self.begun.is_empty()
            && let Some(time) = self.next().await
        {
            times.push(time);
        }
        times
    }

    /// How many are answered a second, and how long each took.
    async fn saturated(&mut self, commands: usize) -> (f64, Vec<Duration>) {
        let (mut times, begun) = (Vec::new(), Instant::now());
        for _ in 0..IN_FLIGHT {
            self.ask();
        }
        while times.len() < commands
            && let Some(time) = self.next().await
        {
            times.push(time);
            if times.len() + self.begun.len() < commands {
                self.ask();
            }
        }
        (times.len() as f64 / begun.elapsed().as_secs_f64(), times)
    }

    /// Memory of the bot that no file stands behind, in KiB, on Linux.
    fn memory(&self) -> u64 {
        let file = format!("/proc/{}/status", self.bot.id());
        let status = std::fs::read_to_string(file).unwrap_or_default();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"));
        let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
        number
            .and_then(|number| number.trim().parse().ok())
            .unwrap_or(0)
    }
}

fn print_times(name: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: usize| match times.len() {
        0 => f64::NAN,
        length => times[(length * share / 100).min(length - 1)].as_secs_f64() * 1e3,
    };
    println!(
        "{name:<28} {:9.3} ms median {:9.3} ms at 99 % ({} answered)",
        at(50),
        at(99),
        times.len()
    );
}
