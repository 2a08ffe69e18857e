//! `lectern definitions`: what sentences define, one line of text at a time.
//!
//! For people who want to see what is mined from a paper, and, as JSON lines, for scripts. Each line
//! is answered as it comes, so that it works in a pipe. Neither glossary nor index is read.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Ending, output};
use crate::papers::definition::{self, Mined};
use crate::papers::read::Lines;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Each line is a sentence or a paragraph. A definition has a term, the sentence as it stands, and how it
was found: explicit (“X is defined as …”) or apposition (“X, a Y that …”). As JSON, an object a line:
{\"line\":1,\"definitions\":[{\"term\":…,\"text\":…,\"kind\":…}],\"acronyms\":[{\"short\":…,\"long\":…}]}

Examples:
  lectern definitions notes.txt               what the file defines, line by line
  pbpaste | lectern definitions               what was just copied defines
  lectern definitions --format json notes.txt | jq -r '.definitions[].term'";

/// What `lectern definitions` takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The file; standard input if none is named, or for `-`.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How what was found is written.
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object a line.
    Json,
}

pub(super) fn definitions(options: &Options) -> anyhow::Result<Ending> {
    let file = options
        .file
        .as_deref()
        .filter(|file| *file != Path::new("-"));
    let mut input: Box<dyn Read> = match file {
        None => Box::new(io::stdin()),
        Some(file) => match File::open(file).and_then(refuse_folder) {
            Ok(opened) => Box::new(opened),
            Err(error) => {
                let file = file.display();
                output::tell(&format!("{file} can't be read ({error}): name a text file"));
                return Ok(Ending::Mistake);
            }
        },
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut input, options.format, &mut out) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Ending::Done),
        written => written
            .map(|()| Ending::Done)
            .context("the lines could not be read or answered"),
    }
}

fn refuse_folder(file: File) -> io::Result<File> {
    if file.metadata()?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

/// Answers each line. Bytes that are no characters are shown as U+FFFD.
fn write(input: &mut dyn Read, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::of(input);
    let mut number = 0_u64;
    while let Some(line) = lines.line()? {
        number += 1;
        let mined = definition::mine(&line.text);
        match format {
            Format::Json => writeln!(out, "{}", object(number, &mined))?,
            Format::Text => write_text(number, &mined, out)?,
        }
        // Before waiting for more, what was found so far is shown.
        if lines.is_waiting() {
            out.flush()?;
        }
    }
    out.flush()
}

/// The documented object of a line.
fn object(number: u64, mined: &Mined<'_>) -> Value {
    let definitions: Vec<Value> = mined
        .definitions
        .iter()
        .map(|defined| json!({ "term": defined.term, "text": defined.text, "kind": defined.kind }))
        .collect();
    let acronyms: Vec<Value> = mined
        .acronyms
        .iter()
        .map(|acronym| json!({ "short": acronym.short, "long": acronym.long }))
        .collect();
    json!({ "line": number, "definitions": definitions, "acronyms": acronyms })
}

/// Lines that define nothing are passed over.
fn write_text(number: u64, mined: &Mined<'_>, out: &mut dyn Write) -> io::Result<()> {
    for defined in &mined.definitions {
        writeln!(
            out,
            "{number}: {} ({})\n    {}",
            defined.term,
            defined.kind.name(),
            defined.text
        )?;
    }
    for acronym in &mined.acronyms {
        writeln!(out, "{number}: {} = {}", acronym.short, acronym.long)?;
    }
    Ok(())
}
