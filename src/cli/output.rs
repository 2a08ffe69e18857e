//! Writing to standard output and telling of failures: a closed pipe is a reader who has enough.

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use crate::config;

/// Writes to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Tells a person at the terminal something beside the output.
pub(super) fn tell(sentence: &str) {
    // Nobody is there to hear that nobody hears.
    let _ = writeln!(io::stderr(), "lectern: {sentence}");
}

/// Tells of a failure with its causes and gives its exit code.
pub(super) fn failed(error: &anyhow::Error) -> ExitCode {
    let mut sentence = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // Many sentences name their cause already.
        if !sentence.contains(&cause) {
            sentence = format!("{sentence}: {cause}");
        }
    }
    tell(&sentence);
    ExitCode::from(if error.is::<config::Error>() { 2 } else { 1 })
}
