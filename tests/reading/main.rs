//! What a person sees of reading: exact papers from files written for these tests, exact problems
//! from broken ones, and that no damage gets the reader down.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the texts are made here, and so are the files' names"
)]

mod bibliography;
mod broken;
mod citation_data;
mod citations;
mod citeproc;
mod damage;
mod entries;
mod mentions;
mod papers;
mod questions;
mod references;
mod references_abroad;
mod references_made_up;
mod sets;
mod whole;

use std::path::PathBuf;

/// A file written for these tests.
fn fixture(name: &str) -> PathBuf {
    PathBuf::from("tests/fixtures").join(name)
}
