//! A work as a record of a `.ris` file.
//!
//! Tags and types are those of the format’s description by its maker, Research Information Systems
//! (2011, <https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp>):
//! each line is a tag, two spaces, a hyphen, a space and the value, and ends with CR and LF.

use super::Work;
use super::item::{date_parts, kind};
use crate::papers::paper::{Fields, Person};

/// The record, with its last line ended too.
pub(super) fn write(work: &Work<'_>) -> String {
    let fields = work.fields;
    let mut record = Record::default();
    record.line("TY", Some(type_of(fields)));
    record.line("ID", Some(work.key));
    for author in &fields.author {
        record.line("AU", Some(&person(author)));
    }
    for editor in &fields.editor {
        record.line("ED", Some(&person(editor)));
    }
    record.line("TI", fields.title.as_deref());
    record.line("T2", fields.container_title.as_deref());
    let parts = fields.issued.as_deref().map(date_parts).unwrap_or_default();
    let year = parts.first().map(|year| format!("{year:04}"));
    record.line("PY", year.as_deref());
    if parts.len() > 1 {
        record.line("DA", Some(&slashed(&parts)));
    }
    let pages = fields.page.as_deref().unwrap_or_default();
    let (first, last) = pages.split_once(['-', '–']).unwrap_or((pages, ""));
    let last = last.trim_start_matches(['-', '–']);
    for (tag, value) in [
        ("VL", fields.volume.as_deref()),
        ("IS", fields.issue.as_deref()),
        ("SP", Some(first)),
        ("EP", Some(last)),
        ("PB", fields.publisher.as_deref()),
        ("CY", fields.publisher_place.as_deref()),
        ("ET", fields.edition.as_deref()),
        ("M3", fields.genre.as_deref()),
        ("SN", fields.isbn.as_deref().or(fields.issn.as_deref())),
        ("DO", fields.doi.as_deref()),
        ("UR", fields.url.as_deref()),
        ("LA", work.language),
        ("N1", fields.note.as_deref()),
    ] {
        record.line(tag, value);
    }
    if let Some(accessed) = &fields.accessed {
        record.line("Y2", Some(&slashed(&date_parts(accessed))));
    }
    record.0 + "ER  - \r\n"
}

#[derive(Default)]
struct Record(String);

impl Record {
    /// Adds a line where there is a value. A line feed in it would begin another tag.
    fn line(&mut self, tag: &str, value: Option<&str>) {
        let words: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
        if !words.is_empty() {
            self.0
                .push_str(&[tag, "  - ", &words.join(" "), "\r\n"].concat());
        }
    }
}

fn type_of(fields: &Fields) -> &'static str {
    match kind(fields) {
        "article-journal" | "review" | "review-book" => "JOUR",
        "article-magazine" => "MGZN",
        "article-newspaper" => "NEWS",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "entry-encyclopedia" => "ENCYC",
        "entry-dictionary" => "DICT",
        "paper-conference" => "CONF",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" => "ELEC",
        "post" | "post-weblog" => "BLOG",
        "software" => "COMP",
        "dataset" => "DATA",
        "manuscript" | "article" => "UNPB",
        "patent" => "PAT",
        "map" => "MAP",
        _ => "GEN",
    }
}

fn person(person: &Person) -> String {
    match person {
        Person::Name {
            family,
            given: Some(given),
        } => format!("{family}, {given}"),
        other => other.family().to_owned(),
    }
}

/// `YYYY/MM/DD/`: the slashes stand even where a part is missing.
fn slashed(parts: &[i16]) -> String {
    let part = |at: usize| {
        parts
            .get(at)
            .map(|part| format!("{part:02}"))
            .unwrap_or_default()
    };
    let year = parts
        .first()
        .map(|year| format!("{year:04}"))
        .unwrap_or_default();
    format!("{year}/{}/{}/", part(1), part(2))
}
