//! Leaving a terminal as it was found.
//!
//! The editor sets the terminal to its own ways while a line is typed, and back when the line ends.
//! A program that is told to end in the middle of a line has to do this itself, else the shell it
//! returns to shows nothing of what is typed.

/// A terminal's settings as they were before a line was edited.
pub(super) struct Found {
    #[cfg(unix)]
    settings: nix::sys::termios::Termios,
}

impl Found {
    /// The present settings of the terminal at standard input, where the system has such settings.
    #[cfg(unix)]
    pub(super) fn now() -> Option<Self> {
        let settings = nix::sys::termios::tcgetattr(std::io::stdin()).ok()?;
        Some(Self { settings })
    }

    /// The console of Windows takes its settings back by itself.
    #[cfg(not(unix))]
    pub(super) fn now() -> Option<Self> {
        None
    }
}

#[cfg(unix)]
impl Drop for Found {
    fn drop(&mut self) {
        use nix::sys::termios::{SetArg, tcgetattr, tcsetattr};
        use std::io::Write as _;

        /// Ends the mode in which the terminal marks what is pasted.
        const NO_MARKS_AROUND_PASTED_TEXT: &str = "\x1b[?2004l";

        let changed = tcgetattr(std::io::stdin()).is_ok_and(|now| now != self.settings);
        if !changed {
            return;
        }
        // At the end there is nobody to be told of a failure.
        let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, &self.settings);
        let _ = writeln!(std::io::stdout(), "{NO_MARKS_AROUND_PASTED_TEXT}");
    }
}
