//! The chat in a terminal: a line in, a reply out, with history, completion and numbered actions.
//!
//! Rounds of questions are played here as well ([`rounds`]).
//!
//! Where standard input is no terminal, lines are read plainly and nothing but replies is written.
//! Reading blocks, so it happens on a thread of its own (`lines`), which also asks here for what it
//! needs to complete a line.

mod lines;
mod rounds;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::time::SystemTime;

use crate::conversation::bot::Bot;
use crate::conversation::render;
use crate::conversation::reply::{Block, Reply};
use crate::conversation::request::{Person, Room};
use crate::conversation::talk::Talk;
use lines::{Heard, Lines, Printer};

/// How the chat looks, and what it keeps.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Whether replies have colours.
    pub colour: bool,
    /// The width in columns; the terminal’s own, read afresh for each reply, where it is absent.
    pub width: Option<usize>,
    /// The file that keeps the lines typed; without it they are forgotten.
    pub history: Option<PathBuf>,
}

/// Talks with whoever sits at the terminal, until they end it or there is nothing more to read.
///
/// A closed output ends it quietly.
pub async fn run(bot: &Bot, look: Look) -> io::Result<()> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return pipe(bot, look, io::BufReader::new(io::stdin()), io::stdout()).await;
    }
    let lines = lines::typed(look.history.clone())?;
    let mut chat = Chat::new(bot, look, io::stdout());
    let greeted = chat.show(&greeting(bot));
    ended(match greeted {
        Ok(()) => chat.converse(lines).await,
        Err(error) => Err(error),
    })
}

/// Talks over streams: each line of the input is answered on the output, and nothing else is
/// written there.
pub async fn pipe(
    bot: &Bot,
    look: Look,
    input: impl BufRead + Send + 'static,
    output: impl Write,
) -> io::Result<()> {
    let lines = lines::piped(input)?;
    ended(Chat::new(bot, look, output).converse(lines).await)
}

fn ended(chat: io::Result<()>) -> io::Result<()> {
    match chat {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

/// Whether colours are wanted: `NO_COLOR` and a dumb terminal speak against them, and so does an
/// output that is no terminal.
pub fn colour(
    no_color: bool,
    environment: &dyn Fn(&str) -> Option<String>,
    terminal: bool,
) -> bool {
    let set = |name| environment(name).is_some_and(|value| !value.is_empty());
    let dumb = environment("TERM").is_some_and(|kind| kind == "dumb");
    terminal && !no_color && !set("NO_COLOR") && !dumb
}

/// How many columns a reply may take: those of the terminal, within what can be read well.
#[must_use]
pub fn width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.map_or(WITHOUT_TERMINAL, |columns| columns.clamp(NARROWEST, WIDEST))
}

/// Longer lines are hard to read.
const WIDEST: usize = 100;
/// Below this hardly a word fits beside the indent.
const NARROWEST: usize = 20;
const WITHOUT_TERMINAL: usize = 80;

/// The terminal as a room: every line is meant for the bot.
#[must_use]
pub fn room() -> Room {
    Room {
        id: "terminal".to_owned(),
        direct: true,
        server: None,
        account: String::new(),
        prefixes: vec!["/".to_owned(), "!".to_owned()],
    }
}

/// Whoever sits at the terminal.
#[must_use]
pub fn person() -> Person {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    Person(format!("terminal:{}", user.as_deref().unwrap_or("user")))
}

fn greeting(bot: &Bot) -> Reply {
    let mut greeting = bot.greeting(&room());
    greeting.blocks.push(Block::Notice {
        text: "Tab completes what you type; quit or Ctrl-D ends the chat.".to_owned(),
    });
    greeting
}

struct Chat<'b, W> {
    bot: &'b Bot,
    talk: Talk<'b>,
    look: Look,
    output: W,
    /// Writes above the line that is being typed, where there is one.
    printer: Option<Printer>,
    /// Whether a line is waited for, which may have been begun.
    waits: bool,
}

impl<'b, W: Write> Chat<'b, W> {
    fn new(bot: &'b Bot, look: Look, output: W) -> Self {
        Self {
            bot,
            talk: Talk::new(bot, person(), room()),
            look,
            output,
            printer: None,
            waits: false,
        }
    }

    async fn converse(&mut self, mut lines: Lines) -> io::Result<()> {
        self.come_back(SystemTime::now()).await?;
        self.waits = true;
        lines.next();
        loop {
            let due = self.until_due(SystemTime::now()).await;
            tokio::select! {
                heard = lines.heard() => match heard {
                    Some(heard) => {
                        if self.hear(heard, &lines).await? {
                            return Ok(());
                        }
                    }
                    None => return Ok(()),
                },
                () = tokio::time::sleep(due) => self.pass_time(SystemTime::now()).await?,
            }
        }
    }

    /// Hears something from the reading thread, and says whether the chat is over.
    async fn hear(&mut self, heard: Heard, lines: &Lines) -> io::Result<bool> {
        match heard {
            Heard::Line(line) => {
                self.waits = false;
                match meant(&line) {
                    Meant::Nothing => {}
                    Meant::End => return Ok(true),
                    Meant::Line(line) => {
                        let at = SystemTime::now();
                        self.drawn(at).await;
                        let reply = self.talk.say(line, at).await;
                        self.show(&reply)?;
                        self.pass_time(at).await?;
                    }
                }
                self.waits = true;
                lines.next();
            }
            // Where nobody waits for them any more, the choices are not needed.
            Heard::Choices { of, begun, answer } => {
                answer.send(self.bot.choices(of, &begun)).unwrap_or(());
            }
            Heard::Printer(printer) => self.printer = Some(printer),
            Heard::Trouble(error) => return Err(error),
        }
        Ok(false)
    }

    fn show(&mut self, reply: &Reply) -> io::Result<()> {
        let width = self.look.width.unwrap_or_else(width);
        let text = if self.look.colour {
            render::ansi(reply, width)
        } else {
            render::plain(reply, width)
        };
        match &mut self.printer {
            Some(print) if self.waits => print(format!("{text}\n\n")),
            _ => {
                write!(self.output, "{text}\n\n")?;
                self.output.flush()
            }
        }
    }
}

/// What a line at the terminal is for.
#[derive(Debug, PartialEq, Eq)]
enum Meant<'l> {
    Nothing,
    End,
    /// A line to answer.
    Line(&'l str),
}

fn meant(line: &str) -> Meant<'_> {
    let said = line.trim();
    let word = said.trim_start_matches(['/', '!']);
    let is_end = ["quit", "exit"]
        .iter()
        .any(|end| word.eq_ignore_ascii_case(end));
    match said {
        "" => Meant::Nothing,
        _ if is_end => Meant::End,
        said => Meant::Line(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_need_a_terminal_that_nobody_speaks_against() {
        let none = |_: &str| None;
        assert!(colour(false, &none, true));
        assert!(!colour(true, &none, true));
        assert!(!colour(false, &none, false));
        let set = |name: &'static str, value: &'static str| {
            move |asked: &str| (asked == name).then(|| value.to_owned())
        };
        assert!(!colour(false, &set("NO_COLOR", "1"), true));
        assert!(colour(false, &set("NO_COLOR", ""), true));
        assert!(!colour(false, &set("TERM", "dumb"), true));
        assert!(colour(false, &set("TERM", "xterm"), true));
    }

    #[test]
    fn a_line_ends_the_chat_or_is_said() {
        assert_eq!(meant(" \t"), Meant::Nothing);
        assert_eq!(meant("quit"), Meant::End);
        assert_eq!(meant("/Exit "), Meant::End);
        assert_eq!(meant("quit smoking\n"), Meant::Line("quit smoking"));
    }
}
