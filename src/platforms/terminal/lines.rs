//! The lines that come in, read on a thread of their own: typed with an editor, or piped.
//!
//! The thread waits to be told before it reads the next line, so that a prompt never stands in the
//! middle of a reply.

mod manners;

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Editor, ExternalPrinter as _, Helper};
use tokio::sync::mpsc as asynchronous;

use crate::conversation::command::{self, Choices};

/// Writes above the line that is being typed.
pub(super) type Printer = Box<dyn FnMut(String) -> io::Result<()> + Send>;

/// What the reading thread says.
pub(super) enum Heard {
    /// A line.
    Line(String),
    /// It wants the values that begin with a text, to complete a line.
    Choices {
        of: Choices,
        begun: String,
        answer: mpsc::Sender<Vec<String>>,
    },
    /// What writes above the line that is being typed.
    Printer(Printer),
    /// Reading failed; there is nothing more to come.
    Trouble(io::Error),
}

/// The hearing end of a reading thread.
pub(super) struct Lines {
    heard: asynchronous::Receiver<Heard>,
    next: mpsc::Sender<()>,
    /// Dropped while a line is being edited, it leaves the terminal as it was before.
    _found: Option<manners::Found>,
}

impl Lines {
    /// What was said, or nothing where the lines have ended.
    pub(super) async fn heard(&mut self) -> Option<Heard> {
        self.heard.recv().await
    }

    /// Lets the next line be read. If the lines have ended, [`heard`](Self::heard) tells.
    pub(super) fn next(&self) {
        self.next.send(()).unwrap_or(());
    }
}

/// The speaking end of a reading thread.
struct Mouth {
    says: asynchronous::Sender<Heard>,
    next: mpsc::Receiver<()>,
}

impl Mouth {
    /// Waits for leave to read a line; there is none where nobody listens any more.
    fn may_read(&self) -> bool {
        self.next.recv().is_ok()
    }

    /// Says something. That nobody listens any more shows in [`may_read`](Self::may_read).
    fn say(&self, heard: Heard) {
        self.says.blocking_send(heard).unwrap_or(());
    }
}

/// Lines typed at the terminal.
pub(super) fn typed(history: Option<PathBuf>) -> io::Result<Lines> {
    let found = manners::Found::now();
    let lines = start(move |mouth| {
        if let Err(error) = edit(&mouth, history.as_deref()) {
            mouth.say(Heard::Trouble(error));
        }
    })?;
    Ok(Lines {
        _found: found,
        ..lines
    })
}

/// Lines from an input that is no terminal.
pub(super) fn piped(input: impl BufRead + Send + 'static) -> io::Result<Lines> {
    start(|mouth| {
        if let Err(error) = pass_on(&mouth, input) {
            mouth.say(Heard::Trouble(error));
        }
    })
}

fn start(read: impl FnOnce(Mouth) + Send + 'static) -> io::Result<Lines> {
    let (says, heard) = asynchronous::channel(1);
    let (next, may_read) = mpsc::channel();
    let mouth = Mouth {
        says,
        next: may_read,
    };
    thread::Builder::new()
        .name("lines".to_owned())
        .spawn(move || read(mouth))?;
    Ok(Lines {
        heard,
        next,
        _found: None,
    })
}

/// Text that is not UTF-8 is passed on as far as it can be read.
fn pass_on(mouth: &Mouth, mut input: impl BufRead) -> io::Result<()> {
    let mut line = Vec::new();
    while mouth.may_read() && input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line).into_owned();
        mouth.say(Heard::Line(text));
        line.clear();
    }
    Ok(())
}

fn edit(mouth: &Mouth, history: Option<&Path>) -> io::Result<()> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .auto_add_history(true)
        .build();
    let mut editor = Editor::with_config(config).map_err(plain)?;
    editor.set_helper(Some(Completes(mouth.says.clone())));
    recall(&mut editor, history);
    // Without it what comes while a line is typed stands in the middle of it.
    if let Ok(mut printer) = editor.create_external_printer() {
        mouth.say(Heard::Printer(Box::new(move |text| {
            printer.print(text).map_err(plain)
        })));
    }
    while mouth.may_read() {
        match editor.readline("> ") {
            Ok(line) => mouth.say(Heard::Line(line)),
            Err(ReadlineError::Interrupted | ReadlineError::Eof | ReadlineError::Signal(_)) => {
                break;
            }
            Err(error) => return Err(plain(error)),
        }
        keep(&mut editor, history);
    }
    Ok(())
}

fn plain(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

type LineEditor = Editor<Completes, DefaultHistory>;

/// Reads the lines of earlier chats. A chat without them is a chat all the same.
fn recall(editor: &mut LineEditor, history: Option<&Path>) {
    let Some(path) = history.filter(|path| path.exists()) else {
        return;
    };
    if let Err(error) = editor.load_history(path) {
        tracing::warn!(path = %path.display(), %error, "the history of the chat cannot be read");
    }
}

/// Keeps the lines typed, one by one, so that they outlive a sudden end.
fn keep(editor: &mut LineEditor, history: Option<&Path>) {
    let Some(path) = history else {
        return;
    };
    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let kept = folder
        .map_err(ReadlineError::from)
        .and_then(|()| editor.append_history(path));
    if let Err(error) = kept {
        tracing::warn!(path = %path.display(), %error, "the history of the chat cannot be kept");
    }
}

/// Completes lines from the table of commands, and asks for what only the library knows.
struct Completes(asynchronous::Sender<Heard>);

impl Completes {
    fn choices(&self, of: Choices, begun: &str) -> Vec<String> {
        let (answer, answered) = mpsc::channel();
        let begun = begun.to_owned();
        let asked = self.0.blocking_send(Heard::Choices { of, begun, answer });
        let listened = asked.is_ok();
        listened
            .then(|| answered.recv().ok())
            .flatten()
            .unwrap_or_default()
    }
}

impl Completer for Completes {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let completion = command::complete(line, cursor, &|of, begun| self.choices(of, begun));
        Ok((completion.from, completion.candidates))
    }
}

impl Hinter for Completes {
    type Hint = String;
}

impl Highlighter for Completes {}

impl Validator for Completes {}

impl Helper for Completes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn piped_lines_come_one_by_one_even_where_they_are_no_utf_8() {
        let mut lines = piped(&b"one\n\xff two\n\nlast"[..]).expect("a thread can be started");
        let mut heard = Vec::new();
        lines.next();
        while let Some(Heard::Line(line)) = lines.heard().await {
            heard.push(line);
            lines.next();
        }
        assert_eq!(heard, ["one\n", "\u{fffd} two\n", "\n", "last"]);
    }
}
