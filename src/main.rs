//! The program: arguments in, exit code out. Everything else is the library's.

use std::process::ExitCode;

use clap::Parser as _;

// The system's allocator keeps what many threads free in pieces: a bot in ten encrypted rooms came to
// hold four times what was alive in it.
#[cfg(all(feature = "jemalloc", not(target_env = "msvc")))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    lectern::cli::run(&lectern::cli::Arguments::parse())
}
