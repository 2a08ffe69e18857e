//! The YAML of hayagriva, in which the journal or book that a work stands in is its `parent`.
//!
//! Each entry is a key at the start of a line, parsed alone by the crate, so that a broken one
//! costs itself alone. YAML that holds no bibliographic data is somebody else's.

use hayagriva::Entry as Work;
use hayagriva::types::{EntryType, MaybeTyped, Person as HayagrivaPerson};

use super::{Bibliography, Entry, LONGEST_ENTRY, field, kept};
use crate::papers::date;
use crate::papers::paper::{Fields, Person};
use crate::text;

/// Lines indented by more than this are no entry's. The parser goes down with them.
const DEEPEST_INDENT: usize = 64;

/// Reads a file.
pub(super) fn parse(text: &str) -> Bibliography {
    let mut read = Bibliography::default();
    if !(has_key(text, "title") && has_key(text, "type")) {
        read.foreign = true;
        return read;
    }
    for part in parts(text) {
        if part.text.len() > LONGEST_ENTRY || is_deep(&part.text) {
            read.problem(
                part.line,
                format!(
                    "the entry “{}” is left out: no entry is so long or so nested",
                    part.name()
                ),
            );
            continue;
        }
        match hayagriva::io::from_yaml_str(&part.text) {
            Ok(library) => {
                let entries = library.iter().map(|work| entry(work, &part));
                read.entries.extend(entries);
            }
            Err(error) => {
                let below = error
                    .location()
                    .map_or(0, |place| place.line().saturating_sub(1));
                let said = error.to_string();
                let said = said.split(" at line ").next().unwrap_or_default();
                let said = said.trim_start_matches(&format!("{}: ", part.name()));
                read.problem(
                    part.line + below as u32,
                    format!("the entry “{}” is left out: {said}; an entry is a key, and below it, indented, “type:”, “title:” and so on", part.name()),
                );
            }
        }
    }
    if read.entries.is_empty() && read.problems.is_empty() {
        read.problem(1, "it holds no entry; an entry is a key at the start of a line, and below it, indented, “type:”, “title:” and so on".to_owned());
    }
    read
}

/// Whether a key stands anywhere in a text.
fn has_key(text: &str, key: &str) -> bool {
    text.lines().any(|line| {
        let line = line
            .trim_start()
            .trim_start_matches(['-', '"', '\'', ' ', '{']);
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':'))
    })
}

fn is_deep(text: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let brackets = text.matches(['{', '[']).count();
    brackets > DEEPEST_INDENT * 8 || text.lines().any(|line| indent(line) > DEEPEST_INDENT)
}

/// The lines of one entry.
struct Part {
    text: String,
    line: u32,
}

impl Part {
    fn name(&self) -> &str {
        let first = self.text.lines().next().unwrap_or_default();
        first
            .split(':')
            .next()
            .unwrap_or(first)
            .trim_matches(['"', '\'', ' '])
    }
}

/// Parts a file where a line begins with a key.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start_matches('\u{feff}');
        let is_inside = line.starts_with([' ', '\t', '}', ']']);
        let is_mark = line.starts_with('#')
            || line.starts_with("---")
            || line.starts_with("...")
            || line.starts_with('%');
        if is_mark || line.trim().is_empty() && parts.is_empty() {
            continue;
        }
        match parts.last_mut() {
            Some(part) if is_inside || line.trim().is_empty() => {
                part.text.push_str(line);
                part.text.push('\n');
            }
            _ => parts.push(Part {
                text: format!("{line}\n"),
                line: number,
            }),
        }
    }
    parts
}

fn entry(work: &Work, part: &Part) -> Entry {
    Entry {
        key: work.key().to_owned(),
        files: Vec::new(),
        fields: fields(work),
        tags: Vec::new(),
        summary: work.abstract_().and_then(|text| kept(&text.to_string())),
        language: work
            .language()
            .and_then(|language| field::language(&language.to_string())),
        raw: text::normalise(&part.text),
        line: part.line,
    }
}

fn fields(work: &Work) -> Fields {
    let mut fields = Fields {
        kind: kind(work).map(str::to_owned),
        author: work.authors().into_iter().flatten().map(person).collect(),
        editor: work
            .map(|work| work.editors())
            .into_iter()
            .flatten()
            .map(person)
            .collect(),
        title: work.title().and_then(|title| kept(&title.to_string())),
        issued: work
            .date_any()
            .and_then(|date| date::issued(&date_text(date))),
        ..Fields::default()
    };
    let publisher = work.map(|work| work.publisher());
    let address = work.url_any();
    let named = [
        (
            "container-title",
            work.map_parents(|parent| parent.title())
                .map(ToString::to_string),
        ),
        ("volume", work.map(|work| work.volume()).map(written)),
        ("issue", work.map(|work| work.issue()).map(written)),
        ("page", work.page_range().map(written)),
        (
            "publisher",
            publisher
                .and_then(|publisher| publisher.name())
                .map(ToString::to_string),
        ),
        (
            "publisher",
            work.map(|work| work.organization())
                .map(ToString::to_string),
        ),
        (
            "place",
            publisher
                .and_then(|publisher| publisher.location())
                .map(ToString::to_string),
        ),
        (
            "place",
            work.map(|work| work.location()).map(ToString::to_string),
        ),
        ("edition", work.map(|work| work.edition()).map(written)),
        ("doi", work.map(|work| work.doi()).map(str::to_owned)),
        ("url", address.map(|address| address.value.to_string())),
        (
            "accessed",
            address
                .and_then(|address| address.visit_date.as_ref())
                .map(date_text),
        ),
        ("isbn", work.map(|work| work.isbn()).map(str::to_owned)),
        ("issn", work.map(|work| work.issn()).map(str::to_owned)),
        ("note", work.note().map(ToString::to_string)),
        ("note", work.arxiv().map(|number| format!("arXiv:{number}"))),
        ("genre", work.genre().map(ToString::to_string)),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            field::fill(&mut fields, name, &value);
        }
    }
    fields
}

fn written<T: std::fmt::Display>(value: &MaybeTyped<T>) -> String {
    value.to_string()
}

/// Months and days are counted from 0 there.
fn date_text(date: &hayagriva::types::Date) -> String {
    let parts = [date.month, date.day];
    let parts = parts
        .iter()
        .flatten()
        .map(|part| format!("-{:02}", part + 1));
    format!("{:04}{}", date.year, parts.collect::<String>())
}

fn person(person: &HayagrivaPerson) -> Person {
    let parts = [
        person.prefix.as_deref(),
        Some(person.name.as_str()),
        person.suffix.as_deref(),
    ];
    let family = text::normalise(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    match person.given_name.as_deref().and_then(kept) {
        given @ Some(_) => Person::Name { family, given },
        None => Person::Literal { literal: family },
    }
}

/// What CSL calls a type of hayagriva, which depends on where the work stands.
fn kind(work: &Work) -> Option<&'static str> {
    let parent = work.parents().first().map(Work::entry_type);
    Some(match work.entry_type() {
        EntryType::Article => match parent {
            Some(EntryType::Newspaper) => "article-newspaper",
            Some(EntryType::Proceedings | EntryType::Conference) => "paper-conference",
            Some(EntryType::Blog) => "post-weblog",
            Some(EntryType::Web) => "webpage",
            _ => "article-journal",
        },
        EntryType::Chapter | EntryType::Anthos => "chapter",
        EntryType::Entry => "entry",
        EntryType::Report => "report",
        EntryType::Thesis => "thesis",
        EntryType::Web | EntryType::Blog => "webpage",
        EntryType::Book | EntryType::Anthology | EntryType::Reference | EntryType::Proceedings => {
            "book"
        }
        EntryType::Manuscript => "manuscript",
        EntryType::Periodical | EntryType::Newspaper => "periodical",
        EntryType::Patent => "patent",
        EntryType::Case => "legal_case",
        EntryType::Legislation => "legislation",
        EntryType::Post | EntryType::Thread => "post",
        EntryType::Repository => "software",
        EntryType::Video | EntryType::Scene => "motion_picture",
        EntryType::Audio => "song",
        EntryType::Conference => "speech",
        _ => return None,
    })
}
