//! What a person sees of reading: exact papers from files written for these tests, exact problems
//! from broken ones, and that no damage gets the reader down.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod sets;

#[test]
fn scratch() {
    let Some(path) = std::env::var_os("SCRATCH") else {
        return;
    };
    lectern::cli::inspect::write(
        &[path.into()],
        lectern::cli::inspect::Format::Text,
        &mut std::io::stdout(),
    )
    .unwrap();
    lectern::cli::inspect::write(
        &[std::env::var_os("SCRATCH").unwrap().into()],
        lectern::cli::inspect::Format::Json,
        &mut std::io::stdout(),
    )
    .unwrap();
}
