//! A child process that is spoken to in lines of JSON, and everything it has said.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Nothing that a test waits for takes longer, however busy the machine is, unless it never comes.
const PATIENCE: Duration = Duration::from_mins(2);

/// The Python with Synapse and matrix-nio; where there is none, that is said.
pub(crate) fn python() -> Option<PathBuf> {
    let python = std::env::var_os("LECTERN_MATRIX_PYTHON").map(PathBuf::from);
    if python.is_none() {
        eprintln!("left out: LECTERN_MATRIX_PYTHON names no Python with Synapse and matrix-nio");
    }
    python
}

/// A script that runs until it is dropped.
pub(crate) struct Script {
    child: Child,
    input: Mutex<Option<ChildStdin>>,
    said: Arc<Said>,
    name: String,
}

/// The lines that a child wrote, in order.
#[derive(Default)]
struct Said {
    lines: Mutex<(Vec<Value>, bool)>,
    more: Condvar,
}

impl Script {
    /// Starts a script that lies beside this file.
    pub(crate) fn start(python: &Path, script: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix");
        let mut child = Command::new(python)
            .arg(folder.join(script))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Said::default());
        let (output, kept) = (child.stdout.take().unwrap(), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                kept.add(serde_json::from_str(&line).unwrap_or(Value::String(line)));
            }
            kept.end();
        });
        Self {
            input: Mutex::new(child.stdin.take()),
            child,
            said,
            name: format!("{script} {}", arguments.join(" ")),
        }
    }

    /// Writes it a line.
    pub(crate) fn tell(&self, line: &Value) {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(input.as_mut().unwrap(), "{line}").unwrap();
    }

    /// How many lines it has written.
    pub(crate) fn count(&self) -> usize {
        self.said.locked().0.len()
    }

    /// The lines that it has written so far.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.said.locked().0.clone()
    }

    /// Waits until what is looked for stands in a line, from one on. Without it within two minutes
    /// the test fails, and shows what was said instead.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        from: usize,
        find: impl Fn(&Value) -> Option<T>,
    ) -> T {
        let until = Instant::now() + PATIENCE;
        let mut lines = self.said.locked();
        loop {
            if let Some(found) = lines.0.iter().skip(from).find_map(&find) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || lines.1 {
                let said: Vec<String> = lines.0.iter().map(Value::to_string).collect();
                drop(lines);
                panic!("{} never told: {what}\n{}", self.name, said.join("\n"));
            }
            let waited = self.said.more.wait_timeout(lines, left);
            lines = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Said {
    fn locked(&self) -> std::sync::MutexGuard<'_, (Vec<Value>, bool)> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, line: Value) {
        self.locked().0.push(line);
        self.more.notify_all();
    }

    fn end(&self) {
        self.locked().1 = true;
        self.more.notify_all();
    }
}

impl Drop for Script {
    /// Scripts end, and clean up, at the end of their input; that comes with the end of this process
    /// as well.
    fn drop(&mut self) {
        let input = self.input.get_mut();
        drop(input.unwrap_or_else(PoisonError::into_inner).take());
        let _ = self.child.wait();
    }
}
