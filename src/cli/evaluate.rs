//! `lectern evaluate`: measures retrieval on a judged collection.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::{Ending, output};
use crate::library::evaluate::{self, Measured};

/// What `--help` adds.
pub(super) const HELP: &str = "\
The folder holds corpus.jsonl (an object a line with _id, title and text), queries.jsonl (_id and text)
and qrels.tsv (a header, then query, document and grade, separated by tabs). Neither your papers nor
your index are touched.

Examples:
  lectern evaluate collections/cranfield
  lectern evaluate collections/cranfield --format json --run cranfield.run";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder of the collection.
    #[arg(value_name = "DIR")]
    collection: PathBuf,
    /// How the figures are written.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write the first 200 documents a query to this file, in TREC run format.
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Text,
    /// One object.
    Json,
}

pub(super) fn evaluate(options: &Options) -> anyhow::Result<Ending> {
    let scratch = tempfile::tempdir().context("no folder for a temporary index can be made")?;
    let unwritable = |path: &PathBuf| format!("{} can't be written", path.display());
    let mut run = match &options.run {
        Some(path) => Some(BufWriter::new(
            File::create(path).with_context(|| unwritable(path))?,
        )),
        None => None,
    };
    let measured = evaluate::evaluate(
        &options.collection,
        scratch.path(),
        run.as_mut().map(|run| run as &mut dyn Write),
    )?;
    if let (Some(run), Some(path)) = (&mut run, &options.run) {
        run.flush().with_context(|| unwritable(path))?;
    }
    output::print(&match options.format {
        Format::Json => format!("{}\n", serde_json::to_string(&measured)?),
        Format::Text => table(&measured),
    })?;
    Ok(Ending::Done)
}

fn table(measured: &Measured) -> String {
    format!(
        "queries     {:>8}\nnDCG@10     {:>8.3}\nRecall@10   {:>8.3}\nRecall@100  {:>8.3}\nMRR@10      {:>8.3}\n\
         median      {:>8.2} ms\n99 %        {:>8.2} ms\n",
        measured.queries,
        measured.ndcg_10,
        measured.recall_10,
        measured.recall_100,
        measured.mrr_10,
        measured.median_ms,
        measured.p99_ms
    )
}
