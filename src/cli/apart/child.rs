//! The child's side of reading apart: what it may take, and its loop.

use std::io::{self, BufReader, BufWriter};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::super::Ending;
use super::protocol::{self, Answer};
use crate::papers::paper::Problem;
use crate::papers::read;

/// Room for parsers that call themselves, in bytes.
const STACK: usize = 32 * 1024 * 1024;

/// Reads the files that come in on standard input, and ends with it: also in the middle of a file,
/// since nobody is left then who would take the answer.
pub(in crate::cli) fn child() -> anyhow::Result<Ending> {
    limit();
    protocol::say(&env!("CARGO_PKG_VERSION"), &mut io::stdout().lock())?;
    let (hand_on, files) = mpsc::sync_channel(0);
    thread::Builder::new().stack_size(STACK).spawn(move || {
        let _ = catch_unwind(AssertUnwindSafe(|| answer_all(&files)));
        // Nobody would answer any more.
        process::exit(1);
    })?;
    let mut input = BufReader::new(io::stdin());
    while let Some(file) = protocol::next_request(&mut input)? {
        hand_on.send(file)?;
    }
    Ok(Ending::Done)
}

fn answer_all(files: &Receiver<(String, Vec<u8>)>) -> io::Result<()> {
    for (name, bytes) in files {
        let held = read::held(Path::new(&name), &bytes);
        let answer = Answer::of(held.map_err(|error| Problem::from(&error)));
        drop(bytes);
        protocol::say(&answer, &mut BufWriter::new(io::stdout().lock()))?;
    }
    Ok(())
}

/// Takes no more memory than [`MEMORY`](super::MEMORY) from here on, and leaves no image of it behind.
///
/// On Linux the limit on data counts what is private and can be written to, which is what a reader
/// fills; address space is counted with room for the program, its libraries and reserved stacks,
/// for systems whose limit on data covers less. A system that refuses leaves the deadline.
#[cfg(unix)]
fn limit() {
    use nix::sys::resource::{Resource, setrlimit};
    const MB: u64 = 1024 * 1024;
    let limits = [
        (Resource::RLIMIT_CORE, 0),
        (Resource::RLIMIT_DATA, super::MEMORY * MB),
        (Resource::RLIMIT_AS, 2 * super::MEMORY * MB),
    ];
    for (resource, most) in limits {
        if let Err(error) = setrlimit(resource, most, most) {
            tracing::debug!(%error, ?resource, "the system sets no limit");
        }
    }
}

#[cfg(not(unix))]
fn limit() {}
