//! What is kept on disk: generations of the index under kills, damage, changes of the corpus and
//! several processes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bibliography;
mod changes;
mod citations;
mod damage;
mod kills;
mod papers;
#[path = "../command_line/place.rs"]
#[allow(dead_code, reason = "the tests of the command line use more of it")]
mod place;
mod processes;
mod reading;
