//! The command line: one file a subcommand, and what they share.
//!
//! What a subcommand prints for machines goes to standard output, everything else to standard error.
//! Exit codes: 0 done, 1 nothing found, problems found, or failed while running, 2 usage or
//! configuration.

mod apart;
mod ask;
mod backup;
mod bibliography;
mod chat;
mod check;
mod completions;
mod definitions;
mod evaluate;
mod gaps;
mod index;
pub mod inspect;
mod library;
mod logging;
#[cfg(feature = "matrix")]
mod matrix;
mod output;
mod progress;
mod questions;
mod references;
mod run;
#[cfg(any(feature = "discord", feature = "matrix"))]
pub mod start;
mod store;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{self, Config};

/// A study assistant that answers from a folder of papers, with exact and cited passages.
#[derive(Debug, Parser)]
#[command(
    name = "lectern",
    version,
    after_help = "Without a command, Lectern indexes the papers and opens a chat in the terminal.\n\n\
                  Examples:\n  \
                  lectern                                   chat over the papers in ./corpus\n  \
                  lectern --corpus ~/papers                 chat over your own papers\n  \
                  lectern ask '/search buffer state'        one answer\n  \
                  lectern ask --format json 'who balances'  one answer for a program\n  \
                  lectern inspect paper.txt                 what is understood of a file\n  \
                  lectern references --format bibtex list   a bibliography from raw references"
)]
pub struct Arguments {
    /// What to do; `run` if nothing is named.
    #[command(subcommand)]
    command: Option<Subcommands>,
    #[command(flatten)]
    common: Common,
}

/// What every subcommand takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
struct Common {
    /// The configuration file [default: config/lectern.toml where there is one].
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A folder of papers, instead of those configured; can be given several times.
    #[arg(long, global = true, value_name = "DIR")]
    corpus: Vec<PathBuf>,
    /// The folder for the index and everything that is kept.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Say more in the log: -v what is done, -vv how.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// How the log is written.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    log_format: logging::Format,
    /// Write without colours.
    #[arg(
        long,
        global = true,
        help = "Write without colours, as with the environment variable NO_COLOR"
    )]
    no_color: bool,
}

#[derive(Debug, Subcommand)]
enum Subcommands {
    /// Index the papers and start what is configured; with nothing configured, the chat.
    #[command(after_help = run::HELP)]
    Run(run::Options),
    /// Chat in the terminal, also beside a running bot.
    #[command(after_help = chat::HELP)]
    Chat(chat::Options),
    /// Answer one line and end.
    #[command(after_help = ask::HELP)]
    Ask(ask::Options),
    /// Bring the index up to date with the papers and report on each.
    #[command(after_help = index::HELP)]
    Index(index::Options),
    /// Read files as papers and print what was understood.
    #[command(after_help = inspect::HELP)]
    Inspect(inspect::Options),
    /// Read reference strings, one a line, and print them parsed.
    #[command(after_help = references::HELP, after_long_help = references::long_help())]
    References(references::Options),
    /// Print what sentences define, and their abbreviations with long forms.
    #[command(after_help = definitions::HELP)]
    Definitions(definitions::Options),
    /// Make quiz questions from the papers, each with the passage that proves its answer.
    #[command(after_help = questions::HELP)]
    Questions(questions::Options),
    /// Measure retrieval on a judged collection in BEIR layout.
    #[command(after_help = evaluate::HELP)]
    Evaluate(evaluate::Options),
    /// The bot's account on Matrix: log in, verify, log out.
    #[cfg(feature = "matrix")]
    #[command(after_help = matrix::HELP)]
    Matrix(matrix::Options),
    /// Write everything that is kept of rounds and scores into a file.
    #[command(after_help = backup::BACKUP_HELP)]
    Backup(backup::BackupOptions),
    /// Put what was backed up into the store again.
    #[command(after_help = backup::RESTORE_HELP)]
    Restore(backup::RestoreOptions),
    /// Check the configuration, the papers, the index and the store, and say what would start.
    #[command(after_help = check::HELP)]
    Check(check::Options),
    /// Print completions for a shell.
    #[command(after_help = completions::HELP)]
    Completions(completions::Options),
}

/// What became of a subcommand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// It did what it should.
    Done,
    /// Nothing was found, or problems were.
    Nothing,
    /// The line or the configuration was wrong.
    Mistake,
}

/// Does what the arguments say.
#[must_use]
pub fn run(arguments: &Arguments) -> ExitCode {
    logging::start(&arguments.common);
    let performed = catch_unwind(AssertUnwindSafe(|| perform(arguments)));
    match performed {
        Ok(Ok(Ending::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Ending::Nothing)) => ExitCode::from(1),
        Ok(Ok(Ending::Mistake)) => ExitCode::from(2),
        Ok(Err(error)) => output::failed(&error),
        Err(_) => {
            output::tell(
                "a fault of the program stopped it: please report it, with what is logged with -vv",
            );
            ExitCode::from(1)
        }
    }
}

fn perform(arguments: &Arguments) -> anyhow::Result<Ending> {
    let common = &arguments.common;
    match &arguments.command {
        None => run::run(common, &run::Options::default()),
        Some(Subcommands::Run(options)) => run::run(common, options),
        Some(Subcommands::Chat(options)) => chat::chat(common, options),
        Some(Subcommands::Ask(options)) => ask::ask(common, options),
        Some(Subcommands::Index(options)) => index::index(common, options),
        Some(Subcommands::Inspect(options)) => inspect::inspect(common, options),
        Some(Subcommands::References(options)) => references::references(options),
        Some(Subcommands::Definitions(options)) => definitions::definitions(options),
        Some(Subcommands::Questions(options)) => questions::questions(common, options),
        Some(Subcommands::Evaluate(options)) => evaluate::evaluate(options),
        #[cfg(feature = "matrix")]
        Some(Subcommands::Matrix(options)) => matrix::matrix(common, options),
        Some(Subcommands::Backup(options)) => backup::backup(common, options),
        Some(Subcommands::Restore(options)) => backup::restore(common, options),
        Some(Subcommands::Check(options)) => check::check(common, options),
        Some(Subcommands::Completions(options)) => completions::completions(options),
    }
}

impl Common {
    /// The configuration with what the command line overrides.
    fn configuration(&self) -> Result<Config, config::Error> {
        let mut config = Config::load(self.config.as_deref(), &|name| std::env::var(name).ok())?;
        if !self.corpus.is_empty() {
            config.corpus.clone_from(&self.corpus);
        }
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        tracing::info!(corpus = ?config.corpus, data = ?config.data, "the configuration is read");
        Ok(config)
    }
}
