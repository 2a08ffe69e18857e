//! The bot as its operator has it: `lectern run` with a configuration and a data folder, against a
//! fake.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use lectern::library::index::Begin;
use lectern::library::update::{self, How, Reading};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

use super::fake::{APPLICATION, Fake, TOKEN};

/// A configuration and a data folder, which outlive the bots that run on them.
#[derive(Clone)]
pub(crate) struct Home {
    folder: Arc<TempDir>,
}

/// A bot that runs.
pub(crate) struct Bot {
    child: Option<Child>,
    log: Arc<Mutex<String>>,
    reader: Option<std::thread::JoinHandle<()>>,
    /// Where it lives.
    pub(crate) home: Home,
}

/// What became of a bot.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// What it wrote to standard error.
    pub(crate) log: String,
    /// How long it took from being told.
    pub(crate) after: Duration,
}

impl Home {
    /// A home for bots that take a fake for Discord, with keys of the configuration's section
    /// `[discord]`, and sections after it.
    pub(crate) fn new(proxy: &str, keys: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Self {
            folder: Arc::new(folder),
        };
        home.configure(proxy, keys);
        home
    }

    /// Writes the configuration anew.
    pub(crate) fn configure(&self, proxy: &str, keys: &str) {
        let index = indexed("tests/fixtures/study", &STUDY);
        self.configure_over("tests/fixtures/study", index, proxy, keys);
    }

    /// Writes a configuration for other papers, which are those that everybody gets with Lectern.
    pub(crate) fn configure_for_readers(&self, proxy: &str) {
        self.configure_over("corpus", indexed("corpus", &CORPUS), proxy, "");
    }

    fn configure_over(&self, papers: &str, index: &Path, proxy: &str, keys: &str) {
        let mut text = String::new();
        let quoted = |path: &Path| format!("{:?}", path.display().to_string());
        let _ = writeln!(text, "corpus = {}", quoted(&beside(papers)));
        let _ = writeln!(text, "index = {}", quoted(index));
        let _ = writeln!(text, "data = \"data\"");
        let _ = writeln!(text, "[discord]\nproxy = {proxy:?}");
        let _ = writeln!(text, "application_id = \"{APPLICATION}\"\n{keys}");
        fs::write(self.configuration(), text).unwrap();
    }

    /// The file of the configuration.
    pub(crate) fn configuration(&self) -> PathBuf {
        self.path("lectern.toml")
    }

    /// The file of the store.
    pub(crate) fn store(&self) -> PathBuf {
        self.path("data").join(lectern::store::FILE)
    }

    /// A file beside the configuration.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a bot here, as `main` does.
    pub(crate) fn start(&self) -> Bot {
        self.start_with(TOKEN)
    }

    /// Starts a bot that thinks that this is its token.
    pub(crate) fn start_with(&self, token: &str) -> Bot {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("LECTERN_") || ["RUST_LOG", "NO_COLOR"].contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        let mut child = command
            .args(["run", "--no-index", "--config", "lectern.toml"])
            .current_dir(self.folder.path())
            .env("LECTERN_DISCORD_TOKEN", token)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, kept) = (child.stderr.take().unwrap(), Arc::clone(&log));
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                let mut log = kept.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        Bot {
            child: Some(child),
            log,
            reader: Some(reader),
            home: self.clone(),
        }
    }
}

impl Bot {
    /// A fake with a bot that is connected to it and has registered its commands.
    pub(crate) async fn at_work() -> (Fake, Self) {
        let fake = Fake::start().await;
        let bot = Self::on(&fake, "").await;
        (fake, bot)
    }

    /// A bot that works on this fake, with keys of its own.
    pub(crate) async fn on(fake: &Fake, keys: &str) -> Self {
        Self::at(&Home::new(&fake.proxy(), keys), fake).await
    }

    /// A bot that works on this fake and lives here.
    pub(crate) async fn at(home: &Home, fake: &Fake) -> Self {
        let bot = home.start();
        fake.until_ready().await;
        fake.until("registered commands", |state| {
            state.definitions().next().is_some()
        })
        .await;
        bot
    }

    /// Tells it to end, as a service's keeper does.
    pub(crate) fn tell_to_end(&self) {
        let child = self.child.as_ref().unwrap();
        kill(Pid::from_raw(child.id().cast_signed()), Signal::SIGTERM).unwrap();
    }

    /// Tells it to end and waits.
    pub(crate) async fn stop(self) -> Ended {
        self.tell_to_end();
        self.ended().await
    }

    /// Waits for its end, however it comes.
    pub(crate) async fn ended(mut self) -> Ended {
        let (mut child, reader) = (self.child.take().unwrap(), self.reader.take().unwrap());
        let begun = Instant::now();
        let waiting = tokio::task::spawn_blocking(move || {
            let status = child.wait().unwrap();
            let after = begun.elapsed();
            reader.join().unwrap();
            (status.code(), after)
        });
        let (code, after) = waiting.await.unwrap();
        let log = self.log();
        Ended { code, log, after }
    }

    /// What it has written to standard error so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
            if std::thread::panicking() {
                eprintln!("the bot's log:\n{}", self.log());
            }
        }
    }
}

/// The indices of the papers that dialogues are about, and of those that come with Lectern.
static STUDY: OnceLock<PathBuf> = OnceLock::new();
static CORPUS: OnceLock<PathBuf> = OnceLock::new();

fn beside(papers: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(papers)
}

/// The index of papers, made once.
fn indexed(papers: &str, kept: &'static OnceLock<PathBuf>) -> &'static Path {
    kept.get_or_init(|| {
        let name = format!("discord-{}", papers.replace('/', "-"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let how = How {
            begin: Begin::Afresh,
            wait: true,
        };
        update::update(&[beside(papers)], &folder, how, Reading::here()).unwrap();
        folder
    })
}
