//! A place of its own for a test: a few papers, a data folder, and the program to run over them.

use std::fs;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than anything here takes, however busy the machine is.
pub(crate) const LONG: Duration = Duration::from_mins(1);

pub(crate) const HERONS: &str = "---
title: Herons of the tidal marsh
authors: [Ada Fenwick, Tomas Brandt]
date: 2003
tags: [birds]
---

## Feeding

A grey heron waits in the shallow water of the tidal marsh until a fish comes near. It strikes once,
and seldom misses.

## Nests

Herons build their nests in the crowns of alder trees, close to one another.
";

pub(crate) const QUARRIES: &str = "---
title: Granite quarries of the north coast
authors: [Ruth Okafor]
date: 1987
---

The quarry was opened for the granite of the harbour wall. A heron stood on the pump house when it
was closed.
";

pub(crate) const OWLS: &str = "# Owls\n\nOwls hunt voles at night, by ear.\n";

/// A folder with a corpus and a data folder in it, gone with the test.
pub(crate) struct Place {
    folder: TempDir,
}

/// What became of a run of the program.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A place without papers.
    pub(crate) fn empty() -> Self {
        // In memory where the system has a folder for that: every index is synced to its disk.
        let in_memory = tempfile::tempdir_in("/dev/shm");
        let place = Self {
            folder: in_memory.or_else(|_| tempfile::tempdir()).unwrap(),
        };
        fs::create_dir(place.corpus()).unwrap();
        place
    }

    /// A place with two papers.
    pub(crate) fn with_papers() -> Self {
        let place = Self::empty();
        place.write("corpus/herons.md", HERONS);
        place.write("corpus/quarries.md", QUARRIES);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn corpus(&self) -> PathBuf {
        self.path("corpus")
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The program in this place, with nothing of the environment that it would listen to.
    pub(crate) fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("LECTERN_") || ["RUST_LOG", "NO_COLOR", "TERM"].contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env_remove("XDG_DATA_HOME")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// The program over the papers of this place, with its data folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare(arguments);
        command.args(["--corpus", "corpus", "--data", "data"]);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::from(self.command(arguments).output().unwrap())
    }

    /// What `ask --format json` prints for a line.
    pub(crate) fn ask(&self, line: &str) -> serde_json::Value {
        let ended = self.run(&["ask", "--format", "json", line]);
        serde_json::from_str(&ended.out).unwrap_or_else(|_| panic!("{}", ended.err))
    }

    /// The program with its standard input open, as long as the test wants.
    pub(crate) fn start(&self, arguments: &[&str]) -> Started {
        let mut command = self.command(arguments);
        Started(command.stdin(Stdio::piped()).spawn().unwrap())
    }

    /// The one folder of the index in the data folder.
    pub(crate) fn index(&self) -> PathBuf {
        let mut folders: Vec<_> = fs::read_dir(self.path("data"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| name(path).starts_with("index-"))
            .collect();
        assert_eq!(folders.len(), 1, "{folders:?}");
        folders.remove(0)
    }
}

/// The last part of a path.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ended {
    /// Holds the run to an exit code, and to leaving no trace of a panic.
    #[track_caller]
    pub(crate) fn with(self, code: i32) -> Self {
        assert!(!self.err.contains("panicked at"), "{}", self.err);
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }
}

/// A running program, which does not outlive the test.
pub(crate) struct Started(pub(crate) Child);

impl Started {
    pub(crate) fn say(&mut self, line: &str) {
        let input = self.0.stdin.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    }

    /// Waits until a text stands on standard error.
    pub(crate) fn tells(&mut self, text: &str) {
        wait_for(text, self.0.stderr.as_mut().unwrap());
    }

    /// Waits until a text stands on standard output.
    pub(crate) fn answers(&mut self, text: &str) {
        wait_for(text, self.0.stdout.as_mut().unwrap());
    }

    /// Waits for the end.
    pub(crate) fn ended(mut self) -> Ended {
        drop(self.0.stdin.take());
        let begun = Instant::now();
        until("the program ends", || self.0.try_wait().unwrap().is_some());
        assert!(begun.elapsed() < LONG);
        let mut out = String::new();
        let mut err = String::new();
        self.0
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut out)
            .unwrap();
        self.0
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        Ended {
            code: self.0.wait().unwrap().code(),
            out,
            err,
        }
    }
}

fn wait_for(text: &str, stream: &mut impl Read) {
    let mut heard = Vec::new();
    while !heard.ends_with(text.as_bytes()) {
        let mut byte = [0];
        assert_ne!(
            stream.read(&mut byte).unwrap(),
            0,
            "{}",
            String::from_utf8_lossy(&heard)
        );
        heard.extend(byte);
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Looks again and again until something is so.
#[track_caller]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LONG, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
