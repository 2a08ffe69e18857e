//! The program as a script sees it: what it prints where, how it ends, and what bad input gets.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that is left out says so")]

mod ask;
#[cfg(unix)]
mod backup;
mod bad_input;
mod bombs;
mod definitions;
mod evaluate;
#[cfg(unix)]
mod harm;
mod help;
mod index;
mod inspect;
mod log;
#[cfg(feature = "matrix")]
mod matrix;
#[path = "../fixtures/pdf.rs"]
mod pdf;
mod pipes;
mod place;
mod questions;
mod references;
#[cfg(unix)]
mod run;
mod schema;
#[cfg(unix)]
#[path = "../store/server.rs"]
mod server;
mod sets;
mod settings;
#[cfg(unix)]
mod typed;
