//! The log, on standard error: plain for people, JSON for collectors.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A line a person can read.
    Text,
    /// A line of JSON.
    Json,
}

/// Starts logging: warnings, and more with each `-v`; `RUST_LOG` decides where it is set.
pub(super) fn start(verbose: u8, format: Format) {
    let level = match verbose {
        0 => "warn",
        1 => "lectern=info,warn",
        2 => "lectern=debug,info",
        _ => "trace",
    };
    // tantivy tells of every merge and collection; that is detail.
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new(format!("{level},tantivy=warn")));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start, as in tests that run several commands, keeps the first.
    let _ = match format {
        Format::Text => log.with_target(false).try_init(),
        Format::Json => log.json().try_init(),
    };
}
