//! The program's side of reading apart: one child, from its start to its end.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{env, fs};

use super::protocol::{self, Answer};
use super::{DEADLINE, MEMORY};

/// A child is replaced after so many files or bytes of them, so that what leaks, or lies about in
/// pieces, does not pile up.
const MOST_FILES: usize = 1_000;
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Of what a child says on standard error so many lines are kept.
const LAST_LINES: usize = 8;
/// A longer line of it is taken for several, in bytes.
const LONGEST_LINE: u64 = 1_000;

/// A child that reads files.
pub(super) struct Process {
    child: Child,
    requests: Option<Sender<Vec<u8>>>,
    answers: Receiver<io::Result<Answer>>,
    /// Gives the last that it said on standard error.
    listener: Option<JoinHandle<String>>,
    files: usize,
    bytes: usize,
}

/// How a child ended over a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum End {
    /// It was ended because it took too long.
    #[error(
        "reading it took longer than {} seconds and was given up; split it, or save it as plain text",
        DEADLINE.as_secs()
    )]
    Deadline,
    /// It came to its limit of memory.
    #[error(
        "reading it took more than {MEMORY} MB of memory and was given up; split it, or save it as plain text"
    )]
    Memory,
    /// It would not stop to answer.
    #[error("it holds more text than any paper has; split it")]
    Length,
    /// It called itself too often.
    #[error("its parts lie deeper within each other than can be read; save it as plain text")]
    Depth,
    /// It ended by itself.
    #[error(
        "the reader broke down over it ({0}); please report it, and save it as plain text meanwhile"
    )]
    Broken(String),
}

/// The command that starts this program as a child.
pub(super) fn own() -> io::Result<Command> {
    // On Linux that is the program that runs, even where its file was replaced meanwhile.
    let running = "/proc/self/exe";
    let is_there = cfg!(target_os = "linux") && fs::exists(running).unwrap_or(false);
    let mut command = if is_there {
        Command::new(running)
    } else {
        Command::new(env::current_exe()?)
    };
    command.args(["inspect", "--apart"]);
    Ok(command)
}

impl Process {
    /// Starts a child and waits until it can read.
    pub(super) fn begin(mut command: Command, deadline: Duration) -> io::Result<Self> {
        command
            .env("RUST_LOG", "lectern=debug,error")
            // Its last lines shall say why it ended.
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, _) in env::vars_os() {
            // Secrets of the bot are none of the business of a parser.
            if name.to_string_lossy().starts_with("LECTERN_") {
                command.env_remove(name);
            }
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            // Ctrl-C is for the program; its children end with it, and no file is blamed.
            command.process_group(0);
        }
        let mut child = command.spawn()?;
        let (requests, asked) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        let (greet, greeting) = mpsc::channel();
        let streams = (child.stdin.take(), child.stdout.take());
        let errors = child.stderr.take();
        let mut process = Self {
            child,
            requests: Some(requests),
            answers,
            listener: None,
            files: 0,
            bytes: 0,
        };
        if let (Some(input), Some(output)) = streams {
            let mut output = BufReader::new(output);
            thread::Builder::new().spawn(move || {
                let _ = greet.send(protocol::hear::<String>(&mut output));
                exchange(input, output, &asked, &answer);
            })?;
        }
        if let Some(errors) = errors {
            process.listener = Some(thread::Builder::new().spawn(move || listen(errors))?);
        }
        match greeting.recv_timeout(deadline) {
            Ok(Ok(version)) if version == env!("CARGO_PKG_VERSION") => Ok(process),
            Ok(Ok(_)) => Err(io::Error::other("its program is of another version")),
            _ => Err(io::Error::other(process.end().to_string())),
        }
    }

    /// Has a file read. After an error there is no child any more.
    pub(super) fn ask(&mut self, request: Vec<u8>, deadline: Duration) -> Result<Answer, End> {
        self.files += 1;
        self.bytes += request.len();
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
        match self.answers.recv_timeout(deadline) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) if error.kind() == io::ErrorKind::FileTooLarge => Err(End::Length),
            Err(RecvTimeoutError::Timeout) => Err(End::Deadline),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.end()),
        }
    }

    /// Whether it has read so much that a new one had better go on.
    pub(super) fn is_worn(&self) -> bool {
        self.files >= MOST_FILES || self.bytes >= MOST_BYTES
    }

    /// Why it ended, told by what it said last.
    fn end(&mut self) -> End {
        let status = self.stop();
        let said = self
            .listener
            .take()
            .and_then(|listener| listener.join().ok());
        let said = said.unwrap_or_default();
        tracing::debug!(?status, said, "a child that reads files has ended");
        if said.contains("memory allocation of") {
            End::Memory
        } else if said.contains("stack overflow") {
            End::Depth
        } else {
            End::Broken(status.map_or_else(|error| error.to_string(), |status| status.to_string()))
        }
    }

    /// Ends it, if it has not ended by itself.
    fn stop(&mut self) -> io::Result<ExitStatus> {
        self.requests = None;
        let _ = self.child.kill();
        self.child.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

/// Passes requests and answers on, until one side ends.
fn exchange(
    mut input: ChildStdin,
    mut output: BufReader<ChildStdout>,
    asked: &Receiver<Vec<u8>>,
    answer: &Sender<io::Result<Answer>>,
) {
    for request in asked {
        let written = input.write_all(&request).and_then(|()| input.flush());
        let answered = written.and_then(|()| protocol::hear(&mut output));
        if answer.send(answered).is_err() {
            return;
        }
    }
}

/// Logs what a child says on standard error, and gives its last lines.
fn listen(errors: ChildStderr) -> String {
    let mut errors = BufReader::new(errors);
    let mut last = VecDeque::new();
    loop {
        let mut line = Vec::new();
        let limited = &mut errors.by_ref().take(LONGEST_LINE);
        if limited.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
            return last.make_contiguous().join("\n");
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        tracing::debug!("a child that reads files says: {line}");
        last.push_back(line);
        if last.len() > LAST_LINES {
            last.pop_front();
        }
    }
}
