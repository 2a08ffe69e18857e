//! `lectern evaluate`: measures retrieval on a judged collection.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use tempfile::NamedTempFile;

use super::progress::Progress;
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
    let mut run = options.run.as_deref().map(RunFile::beside).transpose()?;
    let mut progress = Progress::new();
    let measured = evaluate::evaluate(
        &options.collection,
        scratch.path(),
        run.as_mut().map(|run| &mut run.file as &mut dyn Write),
        &mut |done, what| progress.so_far(done, what),
    )?;
    drop(progress);
    if let Some(run) = run {
        run.put_in_place()?;
    }
    output::print(&match options.format {
        Format::Json => format!("{}\n", serde_json::to_string(&measured)?),
        Format::Text => table(&measured),
    })?;
    Ok(Ending::Done)
}

/// A run file in the making: what stood there before stays until the whole run is written.
struct RunFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl RunFile {
    fn beside(path: &Path) -> anyhow::Result<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let file = file.with_context(|| format!("{} can't be written", path.display()))?;
        Ok(Self {
            path: path.to_owned(),
            file: BufWriter::new(file),
        })
    }

    fn put_in_place(self) -> anyhow::Result<()> {
        let Self { path, file } = self;
        let written = file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error);
        let placed = written.and_then(|file| Ok(file.persist(&path)?));
        placed
            .map(drop)
            .with_context(|| format!("{} can't be written", path.display()))
    }
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
