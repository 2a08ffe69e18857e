//! The log, on standard error: plain for people, JSON for collectors.

use std::io::IsTerminal as _;

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

use super::Common;
use crate::platforms::terminal;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A line a person can read.
    Text,
    /// A line of JSON.
    Json,
}

/// The parts of matrix-sdk.
const MATRIX_SDK: [&str; 5] = [
    "matrix_sdk",
    "matrix_sdk_base",
    "matrix_sdk_common",
    "matrix_sdk_crypto",
    "matrix_sdk_sqlite",
];

/// Starts logging: warnings, and more with each `-v`; `RUST_LOG` decides where it is set.
pub(super) fn start(common: &Common) {
    let level = match common.verbose {
        0 => "warn",
        1 => "lectern=info,warn",
        2 => "lectern=debug,info",
        _ => "trace",
    };
    // tantivy tells of every merge and collection; that is detail, and its errors come back to us.
    // lopdf tells of every name in a PDF that it does not know; what is lost is for the report.
    // serenity's warnings quote what it could not read, which is for nobody's log; what it could not
    // read is told of by the adapter.
    // matrix-sdk logs as errors what is none, such as data that an account does not have; what it fails
    // at comes back to us as well.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| {
        EnvFilter::new(format!(
            "{level},tantivy=error,lopdf=off,serenity=error,{}",
            MATRIX_SDK.map(|part| format!("{part}=off")).join(",")
        ))
    });
    let colour = terminal::colour(
        common.no_color,
        &|name| std::env::var(name).ok(),
        std::io::stderr().is_terminal(),
    );
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colour)
        .with_writer(std::io::stderr);
    // A second start, as in tests that run several commands, keeps the first.
    let _ = match common.log_format {
        Format::Text => log.with_target(false).try_init(),
        Format::Json => log.json().try_init(),
    };
    // A panic is caught where it is told of in a sentence; where it happened is for the log.
    std::panic::set_hook(Box::new(|panic| {
        tracing::debug!("a fault of the program: {panic}");
    }));
}
