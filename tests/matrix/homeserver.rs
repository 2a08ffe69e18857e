//! A Synapse of its own, or the one that the tests share.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::child::{Script, python};

/// How long what a rule of the proxy waits for may take to come.
const WAIT: Duration = Duration::from_mins(1);

/// Every account has it.
pub(crate) const PASSWORD: &str = "secret";

/// A homeserver that runs.
pub(crate) struct Homeserver {
    script: Script,
    /// Held while it is asked something: its answers carry no name.
    asked: Mutex<()>,
    accounts: AtomicUsize,
    /// Its address.
    pub(crate) url: String,
    /// The Python it runs in.
    pub(crate) python: PathBuf,
}

/// An account that was made for a test.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// Its full id.
    pub(crate) id: String,
    /// Its name on the server.
    pub(crate) name: String,
    /// What it proves by that it is itself.
    token: String,
}

impl Homeserver {
    /// The one that tests share which do it no harm; nothing where there is no Synapse.
    pub(crate) fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Homeserver>> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(&[])).as_ref()
    }

    /// One that a test has for itself, with the limits or the short-lived tokens that it asks for.
    pub(crate) fn start(words: &[&str]) -> Option<Self> {
        let python = python()?;
        let port = free_port();
        let arguments = [&[port.as_str()], words].concat();
        let script = Script::start(&python, "homeserver.py", &arguments);
        script.until("that it is ready", 0, |line| is_ready(line).then_some(()));
        Some(Self {
            script,
            asked: Mutex::new(()),
            accounts: AtomicUsize::new(0),
            url: format!("http://127.0.0.1:{port}"),
            python,
        })
    }

    /// Makes an account whose name begins so.
    pub(crate) fn account(&self, name: &str) -> Account {
        let number = self.accounts.fetch_add(1, Ordering::Relaxed);
        let name = format!("{name}{number}");
        let answer = self.ask(&json!({"do": "user", "name": name, "password": PASSWORD}));
        let id = answer["answer"]["user_id"].as_str();
        let id = id.unwrap_or_else(|| panic!("no account {name}: {answer}"));
        Account {
            id: id.to_owned(),
            name,
            token: answer["answer"]["access_token"]
                .as_str()
                .unwrap()
                .to_owned(),
        }
    }

    /// Calls the client-server API as an account that has no client.
    pub(crate) fn call(&self, as_whom: &Account, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/_matrix/client/v3/{path}");
        let token = &as_whom.token;
        let asked =
            json!({"do": "call", "method": method, "path": path, "body": body, "token": token});
        let answer = self.ask(&asked);
        assert!(answer.get("answer").is_some(), "{path}: {answer}");
        answer["answer"].clone()
    }

    /// Does what only its keeper may.
    pub(crate) fn administrate(&self, method: &str, path: &str, body: &Value) -> Value {
        let asked = json!({"do": "admin", "method": method, "path": path, "body": body});
        let answer = self.ask(&asked);
        assert!(answer.get("answer").is_some(), "{path}: {answer}");
        answer["answer"].clone()
    }

    /// Ends it; its data is kept.
    pub(crate) fn stop(&self) {
        self.ask(&json!({"do": "stop"}));
    }

    /// Starts it again.
    pub(crate) fn start_again(&self) {
        assert!(is_ready(&self.ask(&json!({"do": "start"}))));
    }

    fn ask(&self, what: &Value) -> Value {
        let _alone = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let from = self.script.count();
        self.script.tell(what);
        let what = format!("an answer to {what}");
        self.script.until(&what, from, |line| Some(line.clone()))
    }
}

fn is_ready(line: &Value) -> bool {
    assert!(line["ready"] != false, "Synapse did not start: {line}");
    line["ready"] == true
}

/// A folder that lives as long as it is held, for a client's store.
pub(crate) fn folder() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = folder.path();
    let path = path.display().to_string();
    (folder, path)
}

/// What stands between a bot and its homeserver, and does what no healthy one does.
pub(crate) struct Proxy {
    script: Script,
    /// Its address.
    pub(crate) url: String,
}

impl Proxy {
    /// One before this homeserver.
    pub(crate) fn before(server: &Homeserver) -> Self {
        let port = free_port();
        let script = Script::start(&server.python, "proxy.py", &[&port, &server.url]);
        script.until("that it is ready", 0, |line| is_ready(line).then_some(()));
        Self {
            script,
            url: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Answers so many requests to a path with an error.
    pub(crate) fn refuse(&self, path: &str, status: u16, times: usize) {
        self.tell(&json!({"do": "refuse", "path": path, "status": status, "times": times}));
    }

    /// Says to so many requests to a path that the password is wanted again.
    pub(crate) fn log_out_softly(&self, path: &str, times: usize) {
        let error = json!({
            "errcode": "M_UNKNOWN_TOKEN", "error": "the test wants it so", "soft_logout": true,
        });
        self.tell(&json!({
            "do": "refuse", "path": path, "status": 401, "times": times, "error": error,
        }));
    }

    /// Passes so many requests to a path on, and loses what is answered.
    pub(crate) fn lose(&self, path: &str, times: usize) {
        self.tell(&json!({"do": "lose", "path": path, "times": times}));
    }

    /// Passes so many requests to a path on after a while.
    pub(crate) fn delay(&self, path: &str, seconds: u64, times: usize) {
        self.tell(&json!({"do": "delay", "path": path, "seconds": seconds, "times": times}));
    }

    /// Waits until all that it was to do has come about, and passes everything on again. Fails
    /// where it does not come: then nothing was tried.
    ///
    /// A dialogue may be over before it: what a person sees does not wait for the bot's next sync.
    pub(crate) fn has_done_all(&self) {
        let begun = Instant::now();
        let left = || self.tell(&json!({"do": "left"}))["left"].as_u64();
        while left() != Some(0) {
            let waited = begun.elapsed();
            assert!(waited < WAIT, "requests that were waited for never came");
            std::thread::sleep(Duration::from_millis(100));
        }
        self.end();
    }

    /// Passes everything on again, and gives how much it had still to do.
    pub(crate) fn end(&self) -> u64 {
        self.tell(&json!({"do": "end"}))["left"].as_u64().unwrap()
    }

    fn tell(&self, rule: &Value) -> Value {
        let from = self.script.count();
        self.script.tell(rule);
        let any = |line: &Value| Some(line.clone());
        self.script.until("that it does so", from, any)
    }
}

fn free_port() -> String {
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    port.local_addr().unwrap().port().to_string()
}
