//! A dialogue: lines said to the real bot over a few made-up papers, and what is heard.
//!
//! A dialogue is held on every platform there is, and must read the same on each. A platform
//! supplies only how to say a line and how to hear the answer as plain text.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::SystemTime;

use lectern::config::Config;
use lectern::conversation::bot::{Bot, Manners};
use lectern::conversation::render::{self, document::is_unprintable};
use lectern::conversation::talk::Talk;
use lectern::library::Library;
use lectern::library::index::Begin;
use lectern::library::update::{self, How, Reading};
use lectern::platforms::terminal;
use tokio::runtime::Runtime;

/// Where a dialogue can be held.
pub(crate) trait Platform {
    /// Says a line and hears the reply, as a person reads it.
    fn say(&mut self, line: &str) -> String;
}

/// Holds a dialogue on every platform and writes down what was said and heard.
pub(crate) fn held(lines: &[&str]) -> String {
    held_with(&bot(), lines)
}

/// Holds a dialogue with this bot.
pub(crate) fn held_with(bot: &Bot, lines: &[&str]) -> String {
    let mut platforms: Vec<Box<dyn Platform + '_>> = vec![Box::new(Terminal::new(bot))];
    let mut transcripts = platforms
        .iter_mut()
        .map(|platform| transcript(platform.as_mut(), lines));
    let first = transcripts.next().unwrap();
    for other in transcripts {
        assert_eq!(other, first, "a platform holds a rule of its own");
    }
    first
}

fn transcript(platform: &mut dyn Platform, lines: &[&str]) -> String {
    let said_and_heard = lines
        .iter()
        .map(|line| format!("> {}\n{}", visible(line), platform.say(line)));
    said_and_heard.collect::<Vec<_>>().join("\n\n")
}

/// A line with what acts on a screen written out.
fn visible(line: &str) -> String {
    let shown = |c: char| match c {
        c if is_unprintable(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    line.chars().map(shown).collect()
}

/// The papers that dialogues are about.
pub(crate) fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/study")
}

/// A bot over these papers. They are indexed once.
pub(crate) fn bot() -> Bot {
    static INDEX: LazyLock<PathBuf> = LazyLock::new(|| indexed(papers(), "conversation"));
    bot_over(&INDEX)
}

/// A bot over papers that cite each other, each in a style of its own.
pub(crate) fn bot_over_cited() -> Bot {
    static INDEX: LazyLock<PathBuf> = LazyLock::new(|| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cited");
        indexed(corpus, "cited")
    });
    bot_over(&INDEX)
}

/// A bot over the papers that ship.
pub(crate) fn bot_over_the_corpus() -> Bot {
    bot_over(&indexed(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        "corpus",
    ))
}

pub(crate) fn indexed(corpus: PathBuf, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let how = How {
        begin: Begin::Afresh,
        wait: true,
    };
    update::update(&[corpus], &folder, how, Reading::here()).unwrap();
    folder
}

/// A bot made as the command line makes it.
pub(crate) fn bot_over(index: &Path) -> Bot {
    let manners = Manners {
        results: Config::default().search.results,
        per_minute: 0,
    };
    Bot::new(Library::open(index).unwrap(), manners)
}

pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
}

/// The terminal, without its streams.
struct Terminal<'b> {
    runtime: Runtime,
    talk: Talk<'b>,
}

impl<'b> Terminal<'b> {
    fn new(bot: &'b Bot) -> Self {
        Self {
            runtime: runtime(),
            talk: Talk::new(bot, terminal::person(), terminal::room()),
        }
    }
}

impl Platform for Terminal<'_> {
    fn say(&mut self, line: &str) -> String {
        let reply = self
            .runtime
            .block_on(self.talk.say(line, SystemTime::now()));
        render::plain(&reply, 80)
    }
}
