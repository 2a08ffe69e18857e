//! The chat in a terminal: a line in, a reply out, with history, completion and numbered actions.
//!
//! Where standard input is no terminal, lines are read plainly and nothing but replies is written.
//! Reading blocks, so it happens on a thread of its own (`lines`), which also asks here for what it
//! needs to complete a line.

mod lines;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::SystemTime;

use crate::conversation::bot::Bot;
use crate::conversation::render;
use crate::conversation::reply::{Block, Reply};
use crate::conversation::request::{Person, Request, Room, Said};
use lines::{Heard, Lines};

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
    let typed = io::stdin().is_terminal() && io::stdout().is_terminal();
    let lines = if typed {
        lines::typed(look.history.clone())?
    } else {
        lines::piped()?
    };
    let greeting = typed.then(|| greeting(bot));
    let mut chat = Chat {
        bot,
        look,
        room: room(),
        last: None,
    };
    match chat.converse(greeting, lines).await {
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

fn room() -> Room {
    Room {
        id: "terminal".to_owned(),
        direct: true,
        prefixes: vec!["/".to_owned(), "!".to_owned()],
    }
}

fn person() -> Person {
    let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    Person(format!("terminal:{}", user.as_deref().unwrap_or("user")))
}

fn greeting(bot: &Bot) -> Reply {
    let mut greeting = bot.greeting();
    greeting.blocks.push(Block::Notice {
        text: "Tab completes what you type; quit or Ctrl-D ends the chat.".to_owned(),
    });
    greeting
}

struct Chat<'b> {
    bot: &'b Bot,
    look: Look,
    room: Room,
    /// The reply that a digit or a label refers to.
    last: Option<Reply>,
}

impl Chat<'_> {
    async fn converse(&mut self, greeting: Option<Reply>, mut lines: Lines) -> io::Result<()> {
        if let Some(greeting) = greeting {
            self.say(greeting)?;
        }
        lines.next();
        while let Some(heard) = lines.heard().await {
            match heard {
                Heard::Line(line) => match meant(&line, self.last.as_ref()) {
                    Meant::Nothing => lines.next(),
                    Meant::End => return Ok(()),
                    Meant::Line(line) => {
                        let reply = self.answer(line).await;
                        self.say(reply)?;
                        lines.next();
                    }
                },
                // Where nobody waits for them any more, the choices are not needed.
                Heard::Choices { of, begun, answer } => {
                    answer.send(self.bot.choices(of, &begun)).unwrap_or(());
                }
                Heard::Trouble(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn answer(&self, line: String) -> Reply {
        let request = Request {
            who: person(),
            room: self.room.clone(),
            said: Said::Line(line),
            at: SystemTime::now(),
        };
        self.bot.answer(&request).await
    }

    fn say(&mut self, reply: Reply) -> io::Result<()> {
        let width = self.look.width.unwrap_or_else(width);
        let text = if self.look.colour {
            render::ansi(&reply, width)
        } else {
            render::plain(&reply, width)
        };
        let mut out = io::stdout().lock();
        write!(out, "{text}\n\n")?;
        out.flush()?;
        // A mistyped line must not take away what the reply before it offered.
        if !reply.is_mistake() || !reply.actions.is_empty() {
            self.last = Some(reply);
        }
        Ok(())
    }
}

/// What a line at the terminal is for.
#[derive(Debug, PartialEq, Eq)]
enum Meant {
    Nothing,
    End,
    /// A line to answer.
    Line(String),
}

fn meant(line: &str, last: Option<&Reply>) -> Meant {
    let said = line.trim();
    let word = said.trim_start_matches(['/', '!']);
    if said.is_empty() {
        return Meant::Nothing;
    }
    if ["quit", "exit"]
        .iter()
        .any(|end| word.eq_ignore_ascii_case(end))
    {
        return Meant::End;
    }
    let follow_up = last.and_then(|reply| reply.follow_up(said));
    Meant::Line(follow_up.unwrap_or_else(|| said.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::reply::Action;

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
    fn a_line_ends_the_chat_or_follows_up_or_is_said() {
        let reply = Reply {
            actions: vec![Action {
                label: "More".to_owned(),
                command: "/search x page:2".to_owned(),
            }],
            ..Reply::to("search")
        };
        let said = |line| meant(line, Some(&reply));
        assert_eq!(said(" \t"), Meant::Nothing);
        assert_eq!(said("quit"), Meant::End);
        assert_eq!(said("/Exit "), Meant::End);
        assert_eq!(said("quit smoking"), Meant::Line("quit smoking".to_owned()));
        assert_eq!(said("1"), Meant::Line("/search x page:2".to_owned()));
        assert_eq!(said("more"), Meant::Line("/search x page:2".to_owned()));
        assert_eq!(meant("1", None), Meant::Line("1".to_owned()));
    }
}
