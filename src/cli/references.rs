//! `lectern references`: raw reference strings become fields, or citations in a style.
//!
//! Lines are read and answered one after the other, so that a list has no length at which it is too
//! long. Neither the configuration nor the index is read.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Read, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Ending, output};
use crate::papers::citation::{self, Style, Work, style};
use crate::papers::key::{self, Keys};
use crate::papers::paper::{Fields, Name, Paper, Person};
use crate::papers::read::Lines;
use crate::papers::reference;
use crate::text::counted;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Formats are text, json (an object a line, in the order of the lines), and every citation style: apa,
mla, chicago-notes, chicago-author-date, harvard, ieee, vancouver, bibtex, csl-json, ris and others,
which --help lists.
UTF-8, UTF-16 and older encodings such as Latin-1 are read. Ends with 0 when all lines are read; with 2
if the file can't be read or a line is no text.

Examples:
  lectern references list.txt                           what each line says, field by field
  lectern references --format bibtex list.txt > my.bib
  pdftotext paper.pdf - | lectern references --format json | jq .fields.title";

/// What `--help` adds, with the names of all styles.
pub(super) fn long_help() -> String {
    const WIDEST: usize = 98;
    let mut lines: Vec<String> = Vec::new();
    for style in style::all() {
        let fits = |line: &&mut String| line.len() + style.name.len() + 2 <= WIDEST;
        match lines.last_mut().filter(fits) {
            Some(line) => line.extend([", ", style.name]),
            None => lines.push(style.name.to_owned()),
        }
    }
    format!("{HELP}\n\nCitation styles:\n  {}", lines.join(",\n  "))
}

/// What `lectern references` takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The file, one reference a line; standard input if none is named.
    file: Option<PathBuf>,
    /// How the references are written: text, json, or a citation style.
    #[arg(long, default_value = "text", value_parser = format)]
    format: Format,
}

/// How references are written.
#[derive(Debug, Clone, Copy)]
enum Format {
    Text,
    Json,
    Style(&'static Style),
}

/// Text has fewer than one strange character in so many.
const MOST_STRANGE: usize = 10;

fn format(name: &str) -> Result<Format, String> {
    match (name, style::named(name)) {
        ("text", _) => Ok(Format::Text),
        ("json", _) => Ok(Format::Json),
        (_, Some(style)) => Ok(Format::Style(style)),
        (_, None) => Err(match style::nearest(name).as_slice() {
            [] => "it is neither text nor json nor a citation style, such as apa or bibtex".into(),
            near => format!("there is no such format; near to it: {}", near.join(", ")),
        }),
    }
}

/// Prints what the lines say.
pub(super) fn references(options: &Options) -> anyhow::Result<Ending> {
    let written = if let Some(path) = &options.file {
        match File::open(path) {
            Ok(mut file) => write(&mut file, options.format),
            Err(error) => {
                output::tell(&format!("{} can't be read: {error}", path.display()));
                return Ok(Ending::Mistake);
            }
        }
    } else {
        if io::stdin().is_terminal() {
            output::tell("type references, one a line; Ctrl-D ends");
        }
        write(&mut io::stdin().lock(), options.format)
    };
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Ending::Done),
        Err(error) if error.kind() == ErrorKind::IsADirectory => {
            output::tell("that is a folder: name a file, one reference a line");
            Ok(Ending::Mistake)
        }
        written => Ok(match written? {
            Rubbish { first: None, .. } => Ending::Done,
            rubbish => {
                output::tell(&rubbish.hint());
                Ending::Mistake
            }
        }),
    }
}

/// The lines that are no text, or have bytes that are no characters.
#[derive(Debug, Default)]
struct Rubbish {
    first: Option<usize>,
    last: usize,
    count: usize,
}

impl Rubbish {
    fn note(&mut self, line: usize) {
        self.first.get_or_insert(line);
        self.count += usize::from(self.last < line);
        self.last = line;
    }

    /// What a person can do about them.
    fn hint(&self) -> String {
        let first = self.first.unwrap_or_default();
        let which = match self.count {
            0 | 1 => format!("line {first} has"),
            count => format!("{} from line {first} on have", counted(count, "line")),
        };
        format!(
            "{which} bytes that are no text: save the list as plain text in UTF-8, one reference a line"
        )
    }
}

fn write(input: &mut dyn Read, format: Format) -> io::Result<Rubbish> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut list = List::new(format);
    let mut lines = Lines::of(input);
    let mut number = 0;
    while let Some(line) = lines.line()? {
        number += 1;
        if line.is_damaged {
            list.rubbish.note(number);
        }
        out.write_all(list.written(number, &line.text).as_bytes())?;
        // Whoever pipes lines in one by one wants each answer before the next question.
        if lines.is_waiting() {
            out.flush()?;
        }
    }
    out.write_all(list.end().as_bytes())?;
    out.flush()?;
    Ok(list.rubbish)
}

/// The references so far, as far as the next one must know of them.
struct List {
    format: Format,
    keys: Keys,
    is_begun: bool,
    rubbish: Rubbish,
}

impl List {
    fn new(format: Format) -> Self {
        Self {
            format,
            keys: Keys::taken([]),
            is_begun: false,
            rubbish: Rubbish::default(),
        }
    }

    /// A line of the list as it is written, with its line feeds.
    fn written(&mut self, number: usize, raw: &str) -> String {
        let fields = if is_rubbish(raw) {
            self.rubbish.note(number);
            Fields::default()
        } else {
            understood(raw)
        };
        match self.format {
            Format::Json => object(number, raw, &fields),
            Format::Text => text(number, raw, &fields),
            Format::Style(style) => self.cited(style, &fields),
        }
    }

    fn cited(&mut self, style: &'static Style, fields: &Fields) -> String {
        if *fields == Fields::default() {
            // Lines of words stand opposite to the lines that they were made of.
            let line = if style.is_words() { "\n" } else { "" };
            return line.to_owned();
        }
        let key = self.keys.take(&key::propose(&named(fields)));
        let work = Work {
            key: &key.0,
            fields,
            language: None,
        };
        let entry = citation::cite(style, &work, None).entry.text;
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        match style.name {
            "csl-json" => {
                let item = entry.trim_start_matches("[\n").trim_end_matches("\n]");
                let before = if is_first { "[\n" } else { ",\n" };
                format!("{before}{item}")
            }
            "bibtex" => format!("{}{entry}\n", if is_first { "" } else { "\n" }),
            "ris" => entry,
            _ => format!("{entry}\n"),
        }
    }

    /// What closes the list.
    fn end(&self) -> &'static str {
        match self.format {
            Format::Style(style) if style.name == "csl-json" && self.is_begun => "\n]\n",
            Format::Style(style) if style.name == "csl-json" => "[]\n",
            _ => "",
        }
    }
}

/// The fields of a line; none of a line that says nothing.
fn understood(raw: &str) -> Fields {
    let fields = reference::parse(raw);
    let kind_alone = Fields {
        kind: fields.kind.clone(),
        ..Fields::default()
    };
    if fields == kind_alone {
        return Fields::default();
    }
    fields
}

fn is_rubbish(raw: &str) -> bool {
    let strange = |c: &char| *c == char::REPLACEMENT_CHARACTER || (c.is_control() && *c != '\t');
    raw.chars().filter(strange).count() * MOST_STRANGE > raw.chars().count()
}

/// A paper with so much of the fields as a key is made of.
fn named(fields: &Fields) -> Paper {
    let people = if fields.author.is_empty() {
        &fields.editor
    } else {
        &fields.author
    };
    let name = |person: &Person| Name {
        family: person.family().to_owned(),
        given: None,
    };
    Paper {
        title: fields.title.clone().unwrap_or_default(),
        authors: people.iter().map(name).collect(),
        year: fields.year(),
        ..Paper::default()
    }
}

fn object(number: usize, raw: &str, fields: &Fields) -> String {
    #[derive(Serialize)]
    struct Row<'l> {
        line: usize,
        raw: &'l str,
        fields: &'l Fields,
    }
    let row = Row {
        line: number,
        raw,
        fields,
    };
    let json = serde_json::to_string(&row)
        .expect("fields are strings and lists of strings, all of which JSON can hold");
    json + "\n"
}

/// The line, and below it each field by its name.
fn text(number: usize, raw: &str, fields: &Fields) -> String {
    let plain: Vec<&str> = raw
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let mut lines = vec![
        format!("{number}  {}", plain.join(" "))
            .trim_end()
            .to_owned(),
    ];
    let rows = fields.rows();
    if rows.is_empty() {
        lines.push("   nothing was understood".to_owned());
    }
    for (name, value) in rows {
        lines.push(format!("   {name:<16} {value}"));
    }
    lines.join("\n") + "\n"
}
