//! The chat at a terminal, as far as it takes a real one: colours, and leaving it as it was.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use nix::pty::openpty;
use nix::sys::signal::Signal;
use nix::sys::termios::{LocalFlags, Termios, tcgetattr};

use crate::place::{LONG, Place, Started, until};
use crate::run::tell;

/// A terminal with a program at it.
struct Terminal {
    keyboard: File,
    screen: Receiver<String>,
    seen: String,
    settings: OwnedFd,
    program: Started,
}

impl Terminal {
    fn with(mut command: Command) -> Self {
        let pty = openpty(None, None).unwrap();
        let end = |fd: &OwnedFd| Stdio::from(fd.try_clone().unwrap());
        command.env("TERM", "xterm");
        command.stdin(end(&pty.slave)).stdout(end(&pty.slave));
        let program: Child = command.spawn().unwrap();
        drop(command);
        let (show, screen) = channel();
        let mut out = File::from(pty.master.try_clone().unwrap());
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = out.read(&mut bytes) {
                if show
                    .send(String::from_utf8_lossy(&bytes[..read]).into_owned())
                    .is_err()
                {
                    return;
                }
            }
        });
        Self {
            keyboard: File::from(pty.master),
            screen,
            seen: String::new(),
            settings: pty.slave,
            program: Started(program),
        }
    }

    fn types(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until a text comes on the screen, and gives what came with it.
    fn shows(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(text) {
                let rest = self.seen.split_off(at + text.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            let more = self.screen.recv_timeout(LONG);
            self.seen
                .push_str(&more.unwrap_or_else(|_| panic!("{}", self.seen)));
        }
    }

    fn settings(&self) -> Termios {
        tcgetattr(&self.settings).unwrap()
    }

    fn is_raw(&self) -> bool {
        !self.settings().local_flags.contains(LocalFlags::ICANON)
    }

    #[track_caller]
    fn ends_with(&mut self, code: i32) {
        let child = &mut self.program.0;
        until("it has ended", || child.try_wait().unwrap().is_some());
        assert_eq!(child.wait().unwrap().code(), Some(code));
    }
}

/// The shell that came back showed nothing of what was typed.
#[test]
fn the_terminal_stayed_raw_when_told_to_end_in_the_middle_of_a_line() {
    let place = Place::with_papers();
    for subcommand in ["run", "chat"] {
        for signal in [Signal::SIGTERM, Signal::SIGINT] {
            let mut terminal = Terminal::with(place.command(&[subcommand]));
            let before = terminal.settings();
            terminal.shows("> ");
            terminal.types("half a li");
            terminal.shows("half a li");
            assert!(terminal.is_raw());
            tell(&terminal.program, signal);
            terminal.ends_with(0);
            assert_eq!(terminal.settings(), before, "{subcommand} {signal}");
        }
    }
}

#[test]
fn ctrl_c_and_ctrl_d_end_the_chat() {
    let place = Place::with_papers();
    for key in ["\x03", "\x04"] {
        let mut terminal = Terminal::with(place.command(&["chat"]));
        terminal.shows("> ");
        terminal.types(key);
        terminal.ends_with(0);
        assert!(!terminal.is_raw());
    }
}

#[test]
fn tab_completes_a_command_and_a_key() {
    let place = Place::with_papers();
    let mut terminal = Terminal::with(place.command(&["chat"]));
    terminal.shows("> ");
    terminal.types("/sou\t");
    terminal.shows("/source");
    terminal.types(" oka\t");
    terminal.shows("okafor1987");
    terminal.types("\r");
    terminal.shows("north coast");
    terminal.shows("> ");
    terminal.types("\x04");
    terminal.ends_with(0);
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let marked = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = place.command(&[&["ask", "alder"], arguments].concat());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        Terminal::with(command).shows("trees").contains("\x1b[")
    };
    assert!(marked(&[], None));
    assert!(marked(&[], Some("")), "an empty NO_COLOR says nothing");
    assert!(!marked(&[], Some("1")));
    assert!(!marked(&["--no-color"], None));
    assert!(!place.run(&["ask", "alder"]).out.contains('\x1b'));
}
