//! `lectern references`: raw reference strings become fields, or citations in a style.
//!
//! Lines are read and answered one after the other, so that a list has no length at which it is too
//! long. Neither the configuration nor the index is read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, IsTerminal as _, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{Ending, output};
use crate::papers::citation::{self, Style, Work, style};
use crate::papers::key::{self, Keys};
use crate::papers::paper::{Fields, Name, Paper, Person};
use crate::papers::reference;
use crate::text::counted;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Formats are text, json (an object a line, in the order of the lines), and every citation style: apa,
mla, chicago-notes, chicago-author-date, harvard, ieee, vancouver, bibtex, csl-json, ris and others.
Ends with 0 when all lines are read; with 2 if the file can't be read or a line is no text.

Examples:
  lectern references list.txt                           what each line says, field by field
  lectern references --format bibtex list.txt > my.bib
  pdftotext paper.pdf - | lectern references --format json | jq .fields.title";

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
            Ok(file) => write(&mut BufReader::new(file), options.format),
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

/// The lines that are no text.
#[derive(Debug, Default)]
struct Rubbish {
    first: Option<usize>,
    count: usize,
}

impl Rubbish {
    fn note(&mut self, line: usize) {
        self.first.get_or_insert(line);
        self.count += 1;
    }

    /// What a person can do about them.
    fn hint(&self) -> String {
        let first = self.first.unwrap_or_default();
        let which = match self.count {
            0 | 1 => format!("line {first} is"),
            count => format!("{} from line {first} on are", counted(count, "line")),
        };
        format!("{which} no text: references are plain text in UTF-8, one a line")
    }
}

fn write(lines: &mut dyn BufRead, format: Format) -> io::Result<Rubbish> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut list = List::new(format);
    let mut line = Vec::new();
    let mut number = 0;
    while lines.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        let raw = String::from_utf8_lossy(&line);
        let raw = raw.trim_end_matches(['\r', '\n']);
        out.write_all(list.written(number, raw).as_bytes())?;
        // Whoever pipes lines in one by one wants each answer before the next question.
        out.flush()?;
        line.clear();
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
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(fields) else {
        return String::new();
    };
    if fields.is_empty() {
        lines.push("   nothing was understood".to_owned());
    }
    for (name, value) in &fields {
        lines.push(format!("   {name:<16} {}", shown(value)));
    }
    lines.join("\n") + "\n"
}

/// A value as a person reads it: people by their names.
fn shown(value: &serde_json::Value) -> String {
    let person = |person: &serde_json::Value| {
        let part = |name: &str| person[name].as_str().map(str::to_owned);
        let parts = [part("literal"), part("family"), part("given")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(people) => {
            people.iter().map(person).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
