//! Writing to standard output and telling of failures: a closed pipe is a reader who has enough.

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use crate::config;
use crate::library::{evaluate, index, update};

/// Writes to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes what is no text to standard output.
pub(super) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
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
    let mut sentence = String::new();
    for cause in error.chain() {
        let said = cause.to_string();
        if sentence.is_empty() {
            sentence = said;
        } else if !sentence.contains(&said) {
            // Many sentences name their cause already.
            sentence = format!("{sentence}: {said}");
        }
        // These say what to do; what lies below them is for the log.
        if cause.is::<index::Error>() || cause.is::<update::Error>() {
            break;
        }
    }
    tracing::debug!(error = %format!("{error:#}"), "it failed");
    tell(&sentence);
    ExitCode::from(if is_mistake(error) { 2 } else { 1 })
}

/// Whether the command line or the configuration names what can't be meant.
fn is_mistake(error: &anyhow::Error) -> bool {
    let corpus = matches!(
        error.downcast_ref(),
        Some(
            update::Error::Missing { .. }
                | update::Error::NoFolder { .. }
                | update::Error::Unreadable { .. }
        )
    );
    let collection = matches!(error.downcast_ref(), Some(evaluate::Error::File { .. }));
    corpus || collection || error.is::<config::Error>() || is_platform_mistake(error)
}

/// Whether a platform can't be served before the configuration is changed.
fn is_platform_mistake(error: &anyhow::Error) -> bool {
    is_discord_mistake(error) || is_matrix_mistake(error)
}

#[cfg(feature = "discord")]
fn is_discord_mistake(error: &anyhow::Error) -> bool {
    use crate::platforms::discord::Error;
    let error = error.downcast_ref::<Error>();
    error.is_some_and(Error::is_configuration)
}

#[cfg(not(feature = "discord"))]
fn is_discord_mistake(_: &anyhow::Error) -> bool {
    false
}

#[cfg(feature = "matrix")]
fn is_matrix_mistake(error: &anyhow::Error) -> bool {
    use crate::platforms::matrix::Error;
    let error = error.downcast_ref::<Error>();
    error.is_some_and(Error::is_configuration)
}

#[cfg(not(feature = "matrix"))]
fn is_matrix_mistake(_: &anyhow::Error) -> bool {
    false
}
