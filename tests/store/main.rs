//! The store, as `SQLite` and as `PostgreSQL`.
//!
//! Where `LECTERN_POSTGRES` names the folder with the programs of a `PostgreSQL`, as `tests/run` finds or
//! installs them, each test runs against a server that it starts as well; elsewhere that is said.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "what is left out is said")]

mod daily;
mod items;
mod older;
mod place;
mod processes;
mod rounds;
mod sayings;
mod scores;
mod server;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod tls;
