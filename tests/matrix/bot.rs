//! The bot as its operator has it: `lectern run` with a configuration and a data folder, on a
//! homeserver.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use lectern::library::index::Begin;
use lectern::library::update::{self, How, Reading};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

use super::homeserver::{Account, Homeserver, PASSWORD, Proxy};

/// The key by which every invitation is followed.
pub(crate) const EVERYBODY: &str = "allowed_inviters = [\"*\"]";

/// A configuration and a data folder, which outlive the bots that run on them.
pub(crate) struct Home {
    folder: TempDir,
    /// The bot's account.
    pub(crate) account: Account,
}

/// A bot that runs.
pub(crate) struct Bot {
    child: Option<Child>,
    log: Arc<Mutex<String>>,
    reader: Option<std::thread::JoinHandle<()>>,
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
    /// A home for a bot with an account of its own, which follows every invitation.
    pub(crate) fn new(server: &Homeserver) -> Self {
        Self::with(server, EVERYBODY)
    }

    /// A home for a bot with keys of the configuration's section `[matrix]`.
    pub(crate) fn with(server: &Homeserver, keys: &str) -> Self {
        let home = Self {
            folder: tempfile::tempdir().unwrap(),
            account: server.account("bot"),
        };
        home.configure(&server.url, keys);
        home
    }

    /// A home for a bot that reaches its homeserver by way of a proxy.
    pub(crate) fn behind(proxy: &Proxy, server: &Homeserver) -> Self {
        let home = Self::new(server);
        home.configure(&proxy.url, EVERYBODY);
        home
    }

    /// Writes the configuration anew.
    pub(crate) fn configure(&self, url: &str, keys: &str) {
        let quoted = |path: &Path| format!("{:?}", path.display().to_string());
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/study");
        let (corpus, index, user) = (quoted(&corpus), quoted(indexed()), &self.account.id);
        let text = format!(
            "corpus = {corpus}\nindex = {index}\ndata = \"data\"\n\
             [matrix]\nhomeserver = {url:?}\nuser = {user:?}\n{keys}\n"
        );
        fs::write(self.path("lectern.toml"), text).unwrap();
    }

    /// A home for a bot that reads one paper when it starts.
    pub(crate) fn with_paper(server: &Homeserver, name: &str, text: &str) -> Self {
        let home = Self::new(server);
        let configuration = fs::read_to_string(home.path("lectern.toml")).unwrap();
        let (_, section) = configuration.split_once("[matrix]").unwrap();
        let configuration = format!("corpus = \"papers\"\ndata = \"data\"\n[matrix]{section}");
        fs::write(home.path("lectern.toml"), configuration).unwrap();
        fs::create_dir(home.path("papers")).unwrap();
        fs::write(home.path("papers").join(name), text).unwrap();
        home
    }

    /// A file or folder of it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with arguments, in this home.
    pub(crate) fn lectern(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("LECTERN_") || ["RUST_LOG", "NO_COLOR"].contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command
            .args(arguments)
            .args(["--config", "lectern.toml"])
            .current_dir(self.folder.path())
            .env("LECTERN_MATRIX_PASSWORD", PASSWORD)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// Starts a bot here, as `main` does.
    pub(crate) fn start(&self) -> Bot {
        Bot::of(self.lectern(&["run", "--no-index"]))
    }

    /// Starts a bot here that first brings its index up to date.
    pub(crate) fn start_with_papers(&self) -> Bot {
        Bot::of(self.lectern(&["run"]))
    }

    /// Starts a bot here that knows no password.
    pub(crate) fn start_without_password(&self) -> Bot {
        let mut command = self.lectern(&["run", "--no-index"]);
        command.env_remove("LECTERN_MATRIX_PASSWORD");
        Bot::of(command)
    }
}

impl Bot {
    /// A bot that a command starts.
    pub(crate) fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (lines, kept) = (child.stderr.take().unwrap(), Arc::clone(&log));
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(lines).lines().map_while(Result::ok) {
                let mut log = kept.lock().unwrap_or_else(PoisonError::into_inner);
                log.push_str(&line);
                log.push('\n');
            }
        });
        Self {
            child: Some(child),
            log,
            reader: Some(reader),
        }
    }

    /// Tells it to end, as a service's keeper does, and waits.
    pub(crate) fn stop(self) -> Ended {
        self.signal(Signal::SIGTERM);
        self.ended()
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(self) -> Ended {
        self.signal(Signal::SIGKILL);
        self.ended()
    }

    fn signal(&self, signal: Signal) {
        let child = self.child.as_ref().unwrap();
        kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
    }

    /// Waits for its end, however it comes.
    pub(crate) fn ended(mut self) -> Ended {
        let begun = Instant::now();
        let status = self.child.take().unwrap().wait().unwrap();
        let after = begun.elapsed();
        self.reader.take().unwrap().join().unwrap();
        Ended {
            code: status.code(),
            log: self.log(),
            after,
        }
    }

    /// Memory that no file stands behind, in KiB; nothing where the system does not say.
    pub(crate) fn memory(&self) -> Option<u64> {
        let file = format!("/proc/{}/status", self.child.as_ref()?.id());
        let status = fs::read_to_string(file).ok()?;
        let mut lines = status.lines();
        let line = lines.find_map(|line| line.strip_prefix("RssAnon:"))?;
        line.trim().strip_suffix(" kB")?.trim().parse().ok()
    }

    /// What it has written to standard error so far.
    pub(crate) fn log(&self) -> String {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.clone()
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

/// The index of the papers that dialogues are about, made once.
fn indexed() -> &'static Path {
    static INDEXED: OnceLock<PathBuf> = OnceLock::new();
    INDEXED.get_or_init(|| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/study");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix-study");
        let how = How {
            begin: Begin::Afresh,
            wait: true,
        };
        update::update(&[corpus], &folder, how, Reading::here()).unwrap();
        folder
    })
}
