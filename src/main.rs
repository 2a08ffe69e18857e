//! The program: arguments in, exit code out. Everything else is the library's.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    lectern::cli::run(&lectern::cli::Arguments::parse())
}
