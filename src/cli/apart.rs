//! Reading files apart: in child processes of the program itself, which a file that means harm can
//! crash, fill or hold up without any harm to the run.
//!
//! [`Apart`] keeps as many children as files are read at once, and starts them when they are first
//! needed. A child is `lectern inspect --apart`, a form that no person types: it gets a file's name and
//! bytes on its standard input, and answers with what the file holds or with what is wrong
//! ([`protocol`]). It opens no file, has limits on memory ([`MEMORY`]) and time ([`DEADLINE`]), is
//! replaced after some files ([`process`]), and ends when its standard input does ([`mod@child`]). A
//! file that costs a child its life is reported, and the next one is read by a new child.

mod child;
mod process;
mod protocol;

use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use crate::papers::paper::Problem;
use crate::papers::read::{self, Held};
pub(super) use child::child;
use process::{End, Process};

/// How long one file may be read. Papers take milliseconds, and the longest books a few seconds.
const DEADLINE: Duration = Duration::from_secs(20);

/// How much memory a child may take, in MB. Books of 1,000 pages stay below it.
const MEMORY: u64 = 500;

/// Reads files in child processes.
pub(super) struct Apart {
    start: fn() -> io::Result<Command>,
    deadline: Duration,
    idle: Mutex<Vec<Process>>,
    /// Done when no child could be started: files are read in this process from then on.
    refused: Once,
}

impl Apart {
    /// Nothing is started before the first file.
    pub(super) fn new() -> Self {
        Self {
            start: process::own,
            deadline: DEADLINE,
            idle: Mutex::default(),
            refused: Once::new(),
        }
    }

    /// Says what a file of this name and these bytes holds, or why that can't be told.
    pub(super) fn read(&self, path: &Path, bytes: &[u8]) -> Result<Held, Problem> {
        let used = self.take_idle();
        let was_used = used.is_some();
        let Some(mut process) = used.or_else(|| self.begin()) else {
            return read::held(path, bytes).map_err(|error| Problem::from(&error));
        };
        let mut answer = process.ask(protocol::request(path, bytes), self.deadline);
        // What other files left behind in a child is not this file's fault.
        if was_used && matches!(answer, Err(End::Broken(_) | End::Memory)) {
            process = self.begin().unwrap_or(process);
            answer = process.ask(protocol::request(path, bytes), self.deadline);
        }
        let answer = answer.map_err(|end| Problem {
            line: None,
            message: end.to_string(),
        })?;
        self.put_back(process);
        answer.held(path)
    }

    fn take_idle(&self) -> Option<Process> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop()
    }

    fn put_back(&self, process: Process) {
        if !process.is_worn() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(process);
        }
    }

    fn begin(&self) -> Option<Process> {
        if self.refused.is_completed() {
            return None;
        }
        let begun = (self.start)().and_then(|command| Process::begin(command, self.deadline));
        match begun {
            Ok(process) => Some(process),
            Err(error) => {
                self.refused.call_once(|| {
                    tracing::warn!(%error, "no process could be started to read files in; they are read in this one, without a limit");
                });
                None
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// A child of few words: what it does with a file is what the file says.
    const SCRIPT: &str = r#"
        said=0
        printf '\036"%s"\n' "$VERSION"
        while read -r head && read -r word; do
            case "$word" in
                starve) printf 'memory allocation of 9 bytes failed\nnote: run again\n' >&2; kill -ABRT $$ ;;
                dig) echo 'fatal runtime error: stack overflow, aborting' >&2; kill -ABRT $$ ;;
                die) exit 7 ;;
                sleep) sleep 600 ;;
                tire) [ $said = 0 ] || exit 7 ;;
                babble) printf '\036'; yes | tr -d '\n' ;;
                stammer) printf '\036?\n' ;;
            esac
            printf 'noise\036{"problem":{"line":%s,"message":"%s"}}\n' $said "$word"
            said=$((said + 1))
        done"#;

    fn script(version: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]).env("VERSION", version);
        command
    }

    fn apart(start: fn() -> io::Result<Command>) -> Apart {
        Apart {
            start,
            deadline: Duration::from_secs(2),
            ..Apart::new()
        }
    }

    fn of_few_words() -> Apart {
        apart(|| Ok(script(env!("CARGO_PKG_VERSION"))))
    }

    fn said(apart: &Apart, word: &str) -> String {
        let bytes = format!("{word}\n");
        let read = apart.read(Path::new("a.txt"), bytes.as_bytes());
        read.unwrap_err().to_string()
    }

    #[test]
    fn a_file_that_costs_a_child_its_life_is_reported_and_the_next_is_read() {
        let apart = of_few_words();
        for (word, sentence) in [
            ("starve", "reading it took more than 500 MB of memory"),
            ("dig", "its parts lie deeper within each other"),
            ("die", "the reader broke down over it (exit status: 7)"),
            ("sleep", "reading it took longer than 20 seconds"),
            ("babble", "it holds more text than any paper has"),
            ("stammer", "the reader broke down over it"),
        ] {
            let found = said(&apart, word);
            assert!(found.starts_with(sentence), "{word}: {found}");
            assert_eq!(said(&apart, "well"), "line 0: well");
        }
    }

    #[test]
    fn one_child_reads_one_file_after_the_other() {
        let apart = of_few_words();
        assert_eq!(said(&apart, "well"), "line 0: well");
        assert_eq!(said(&apart, "well"), "line 1: well");
    }

    #[test]
    fn a_file_is_not_blamed_for_what_others_left_behind() {
        let apart = of_few_words();
        assert_eq!(said(&apart, "well"), "line 0: well");
        assert_eq!(said(&apart, "tire"), "line 0: tire");
    }

    #[test]
    fn where_no_child_can_be_started_files_are_read_here() {
        let starts: [fn() -> io::Result<Command>; 4] = [
            || Ok(Command::new("/not/there")),
            || Ok(Command::new("false")),
            || Ok(script("0.0.0")),
            || Err(io::ErrorKind::NotFound.into()),
        ];
        for start in starts {
            let apart = apart(start);
            let read = apart.read(Path::new("a.md"), b"# Owls\n\nOwls hunt voles at night.\n");
            let Ok(Held::Paper(paper)) = read else {
                panic!("no paper: {read:?}");
            };
            assert_eq!(paper.title, "Owls");
        }
    }
}
