//! Asking the operator at the terminal: openly, or for what nobody should see.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

/// Asks for a line.
pub(super) fn line(question: &str) -> io::Result<String> {
    ask(question)?;
    read()
}

/// Asks for a line that is not shown while it is typed; nothing where nothing was given. Where no
/// terminal is there the line comes from standard input.
pub(super) fn secret(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(Some(read()?).filter(|line| !line.is_empty()));
    }
    ask(question)?;
    let hidden = Hidden::begin()?;
    let line = read();
    drop(hidden);
    writeln!(io::stderr())?;
    Ok(Some(line?).filter(|line| !line.is_empty()))
}

fn ask(question: &str) -> io::Result<()> {
    let mut err = io::stderr().lock();
    err.write_all(question.as_bytes())?;
    err.flush()
}

fn read() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line)
}

/// While it is there, the terminal does not show what is typed.
struct Hidden {
    #[cfg(unix)]
    before: nix::sys::termios::Termios,
}

impl Hidden {
    #[cfg(unix)]
    fn begin() -> io::Result<Self> {
        use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};

        let before = tcgetattr(io::stdin())?;
        let mut hidden = before.clone();
        hidden.local_flags.remove(LocalFlags::ECHO);
        tcsetattr(io::stdin(), SetArg::TCSAFLUSH, &hidden)?;
        Ok(Self { before })
    }

    /// The console of Windows shows it; the environment is the safer place there.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
    fn begin() -> io::Result<Self> {
        Ok(Self {})
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        use nix::sys::termios::{SetArg, tcsetattr};

        // At the end there is nobody to be told of a failure.
        let _ = tcsetattr(io::stdin(), SetArg::TCSANOW, &self.before);
    }
}
