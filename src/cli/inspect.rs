//! `lectern inspect`: reads files as papers and prints what was understood.
//!
//! For people who want to see why a paper is found under a wrong title or not at all, and, as JSON,
//! for scripts. Nothing is indexed or written.

mod object;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{Common, Ending, apart, bibliography, gaps, library, output};
use crate::library::update::{Reader, Reading};
use crate::papers::bibliography::is_bibliography;
use crate::papers::definition::glossary::{Glossary, is_glossary};
use crate::papers::key;
use crate::papers::paper::{Definition, DefinitionKind, Kind, Paper, Problem};
use crate::papers::read::{self, Held};
use crate::text::counted;
use object::{Works, object};

/// What `--help` adds.
pub(super) const HELP: &str = "\
Bibliographic data beside a paper (.bib, .json, .ris, .yaml) are put into it; a file of such data is
shown by its entries, a glossary by its terms. Nothing is indexed or written. Ends with 1 if a file
can't be read or has problems.

Examples:
  lectern inspect essay.txt                   title, authors, sections, and what is missing
  lectern inspect references.bib              its entries, and what can't be read
  lectern inspect --format json *.md | jq '.[].title'";

/// What `lectern inspect` takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The files.
    #[arg(required_unless_present = "apart", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read the files that come in on standard input, for the program that started this one.
    #[arg(long, hide = true, conflicts_with_all = ["files", "format"])]
    apart: bool,
    /// How what was understood is written.
    #[arg(long, default_value = "text")]
    format: Format,
}

/// Prints to standard output what is understood of the files.
pub(super) fn inspect(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    if options.apart {
        return apart::child();
    }
    // Of the configuration only the corpus is of use here, and none is needed.
    let configured = common.configuration();
    let corpus = configured.map_or_else(|_| Vec::new(), |config| config.corpus);
    let papers = papers(&options.files, &corpus, &library::reading_unseen().reader);
    let mut text = Vec::new();
    let whole = write_papers(&papers, options.format, &mut text)?;
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(if whole { Ending::Done } else { Ending::Nothing })
}

/// How the result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// An array with one object a file.
    Json,
}

/// The first words of an abstract that are shown.
const ABSTRACT_WORDS: usize = 25;
/// So many of the terms that a paper defines are named.
const TERMS: usize = 8;

/// Reads the files in this process and prints what was understood. Answers whether every file could be
/// read and had no problems. Bibliographic data are looked for in the folders of the files.
pub fn write(files: &[PathBuf], format: Format, out: &mut dyn Write) -> io::Result<bool> {
    write_papers(&papers(files, &[], &Reading::here().reader), format, out)
}

fn write_papers(papers: &[Read<'_>], format: Format, out: &mut dyn Write) -> io::Result<bool> {
    match format {
        Format::Text => {
            for (at, (file, paper)) in papers.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                write_text(file, paper, out)?;
            }
        }
        Format::Json => {
            let works = Works::of(papers);
            let objects: Vec<Value> = papers
                .iter()
                .map(|(file, paper)| object(file, paper, &works))
                .collect();
            serde_json::to_writer_pretty(&mut *out, &objects)?;
            writeln!(out)?;
        }
    }
    Ok(papers
        .iter()
        .all(|(_, paper)| paper.as_ref().is_ok_and(|paper| paper.problems.is_empty())))
}

type Read<'f> = (&'f Path, Result<Paper, Problem>);

/// Reads the files, puts the bibliographic data beside them into them, and settles their keys among
/// each other.
fn papers<'f>(files: &'f [PathBuf], corpus: &[PathBuf], reader: &Reader<'_>) -> Vec<Read<'f>> {
    let read = |file: &Path| {
        let bytes = read::bytes(file).map_err(|error| Problem::from(&error))?;
        Ok(match reader(file, &bytes)? {
            Held::Paper(paper) => *paper,
            Held::Bibliography(list) => bibliography::as_paper(file, list),
            Held::Glossary(glossary) => glossary_as_paper(file, glossary),
        })
    };
    let mut papers: Vec<Read<'_>> = files
        .iter()
        .map(|file| (file.as_path(), read(file)))
        .collect();
    let mut read: Vec<&mut Paper> = papers
        .iter_mut()
        .filter(|(file, _)| !is_list(file))
        .filter_map(|(_, paper)| paper.as_mut().ok())
        .collect();
    settle_keys(&mut read);
    bibliography::apply(&mut read, corpus, reader);
    settle_keys(&mut read);
    papers
}

/// Whether a file holds no paper, but what belongs to papers.
fn is_list(file: &Path) -> bool {
    is_bibliography(file) || is_glossary(file)
}

/// A glossary in the form of a paper: its entries are definitions, which stand in no passage.
fn glossary_as_paper(file: &Path, glossary: Glossary) -> Paper {
    let definitions = glossary.entries.into_iter().map(|entry| Definition {
        term: entry.term,
        text: entry.definition,
        kind: DefinitionKind::Glossary,
        passage: 0,
        long: None,
    });
    Paper {
        file: file.to_owned(),
        definitions: definitions.collect(),
        problems: glossary.problems,
        ..Paper::default()
    }
}

fn settle_keys(papers: &mut [&mut Paper]) {
    let proposed: Vec<_> = papers
        .iter()
        .map(|paper| (paper.file.clone(), paper.key.clone()))
        .collect();
    let keys = key::assign(&proposed, &BTreeMap::new());
    for (paper, key) in papers.iter_mut().zip(keys) {
        paper.key = key;
    }
}

fn write_text(file: &Path, paper: &Result<Paper, Problem>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", file.display())?;
    match paper {
        Ok(list) if is_bibliography(file) => bibliography::write(list, out),
        Ok(list) if is_glossary(file) => {
            write_definitions(list, out)?;
            write_problems(list, out)
        }
        Ok(paper) => write_paper(paper, out),
        Err(problem) => writeln!(out, "  problem   {problem}"),
    }
}

fn write_paper(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let authors: Vec<String> = paper.authors.iter().map(ToString::to_string).collect();
    let date = paper
        .date
        .clone()
        .or_else(|| paper.year.map(|year| year.to_string()));
    let fields = [
        ("key", Some(paper.key.to_string())),
        ("title", Some(paper.title.clone())),
        ("authors", Some(authors.join("; "))),
        ("year", date),
        (
            "kind",
            (paper.kind != Kind::Document).then(|| name(paper.kind)),
        ),
        ("pages", paper.pages.map(|pages| pages.described())),
        ("language", paper.language.clone()),
        ("tags", Some(paper.tags.join(", "))),
        ("abstract", paper.summary.as_deref().map(first_words)),
    ];
    for (label, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "  {label:<9} {value}")?;
        }
    }
    write_sections(paper, out)?;
    let counts = [
        counted(paper.counts.passages as usize, "passage"),
        counted(paper.counts.words as usize, "word"),
        counted(paper.notes.len(), "note"),
        counted(paper.references.len(), "reference"),
    ];
    writeln!(out, "  counts    {}", counts.join(", "))?;
    write_definitions(paper, out)?;
    for gap in gaps::of(paper) {
        writeln!(out, "  missing   {gap}")?;
    }
    write_problems(paper, out)
}

fn write_problems(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    for problem in &paper.problems {
        writeln!(out, "  problem   {problem}")?;
    }
    Ok(())
}

fn write_sections(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    for (at, section) in paper.sections.iter().enumerate() {
        let label = if at == 0 { "sections" } else { "" };
        let indent = "  ".repeat(usize::from(section.level - 1));
        let passages = counted(section.passages.len(), "passage");
        writeln!(out, "  {label:<9} {indent}{} ({passages})", section.heading)?;
    }
    Ok(())
}

/// How many there are, and the first few.
fn write_definitions(paper: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let all = &paper.definitions;
    if all.is_empty() {
        return Ok(());
    }
    let first: Vec<String> = all.iter().take(TERMS).map(term).collect();
    let more = if all.len() > TERMS { ", …" } else { "" };
    writeln!(
        out,
        "  defines   {}: {}{more}",
        counted(all.len(), "term"),
        first.join(", ")
    )
}

/// The term with its long form.
fn term(definition: &Definition) -> String {
    match &definition.long {
        Some(long) => format!("{} ({long})", definition.term),
        None => definition.term.clone(),
    }
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= ABSTRACT_WORDS {
        return text.to_owned();
    }
    format!("{} …", words[..ABSTRACT_WORDS].join(" "))
}

/// The kind as the JSON names it.
fn name(kind: Kind) -> String {
    match json!(kind) {
        Value::String(name) => name,
        other => other.to_string(),
    }
}
