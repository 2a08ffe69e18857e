//! The bot on Matrix, against a real Synapse on loopback and people whose client is of another make.
//!
//! Where `LECTERN_MATRIX_PYTHON` names a Python with Synapse and matrix-nio, as `tests/run` installs
//! them, each test holds its dialogue with the program itself; elsewhere it says that it was left out.

#![cfg(all(unix, feature = "matrix"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that fails shows the bot's log")]

mod account;
mod bot;
mod child;
mod days;
mod dialogue;
#[path = "../discord/due.rs"]
mod due;
mod homeserver;
mod person;
mod rounds;
#[path = "../../src/platforms/matrix/message/tests/html.rs"]
mod shape;
mod staying;
mod together;
#[path = "../conversation/rounds/twenty.rs"]
mod twenty;
mod verify;
