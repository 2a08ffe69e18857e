//! RIS, as publishers and Zotero write it: lines of a tag of two letters and a value.
//!
//! A record begins with `TY` and ends with `ER`; one without its end ends where the next begins, and
//! is said to. The tags are those of the RIS specification (Research Information Systems, 2011).

use super::{Bibliography, Entry, LONGEST_ENTRY, field, kept, last_part};
use crate::papers::date;
use crate::papers::paper::{Fields, Person};
use crate::text;

/// Reads a file.
pub(super) fn parse(text: &str) -> Bibliography {
    let mut read = Bibliography::default();
    let mut open: Option<Record> = None;
    let mut is_lost = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start_matches('\u{feff}');
        match tagged(line) {
            Some(("TY", kind)) => {
                close(open.take(), &mut read, false);
                open = Some(Record::new(kind, number));
                is_lost = false;
            }
            Some(("ER", _)) => close(open.take(), &mut read, true),
            Some((tag, value)) => {
                match &mut open {
                    Some(record) => record.values.push((tag.to_owned(), value.to_owned())),
                    None if !is_lost => {
                        is_lost = true;
                        read.problem(number, "a record begins without its type; put a line “TY  - JOUR” before this one".to_owned());
                    }
                    None => {}
                }
            }
            None => {
                // A long value goes on in the next lines.
                if let Some((_, value)) = open.as_mut().and_then(|record| record.values.last_mut())
                {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
        }
        if let Some(record) = &mut open {
            record.raw.push_str(line);
            record.raw.push('\n');
        }
    }
    close(open, &mut read, false);
    if read.entries.is_empty() && read.problems.is_empty() && !text.trim().is_empty() {
        read.problem(
            1,
            "it holds no record; a record begins with a line “TY  - JOUR” and ends with “ER  -”"
                .to_owned(),
        );
    }
    read
}

fn close(record: Option<Record>, read: &mut Bibliography, ended: bool) {
    let Some(record) = record else {
        return;
    };
    if record.raw.len() > LONGEST_ENTRY {
        read.problem(
            record.line,
            "the record is left out: no record is so long; end each with a line “ER  -”".to_owned(),
        );
        return;
    }
    if !ended {
        read.problem(
            record.line,
            "the record has no end; put a line “ER  -” behind it".to_owned(),
        );
    }
    read.entries.push(record.entry());
}

/// `AU  - Waltz, Kenneth`: two letters or digits, space, a hyphen.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let is_set_off = rest.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    (is_tag && is_set_off).then(|| (tag, value.trim()))
}

struct Record {
    kind: String,
    line: u32,
    values: Vec<(String, String)>,
    raw: String,
}

impl Record {
    fn new(kind: &str, line: u32) -> Self {
        Self {
            kind: kind.to_uppercase(),
            line,
            values: Vec::new(),
            raw: String::new(),
        }
    }

    fn all(&self, tags: &[&str]) -> Vec<String> {
        let of = |tag: &str| {
            self.values
                .iter()
                .filter(move |(found, _)| found == tag)
                .filter_map(|(_, value)| kept(value))
                .collect::<Vec<_>>()
        };
        tags.iter().flat_map(|tag| of(tag)).collect()
    }

    /// The value of the first of these tags that has one.
    fn first(&self, tags: &[&str]) -> Option<String> {
        self.all(tags).into_iter().next()
    }

    fn people(&self, tags: &[&str]) -> Vec<Person> {
        self.all(tags).iter().map(|name| person(name)).collect()
    }

    fn entry(&self) -> Entry {
        let files = self.all(&["L1", "L2"]);
        Entry {
            key: self.first(&["ID", "LB"]).unwrap_or_default(),
            files: files
                .iter()
                .map(|file| last_part(file).to_owned())
                .collect(),
            fields: self.fields(),
            tags: field::tags(self.all(&["KW"])),
            summary: self.first(&["AB", "N2"]),
            language: self.first(&["LA"]).as_deref().and_then(field::language),
            raw: text::normalise(&self.raw),
            line: self.line,
        }
    }

    fn fields(&self) -> Fields {
        let kind = kind(&self.kind);
        let is_book = matches!(kind, Some("book" | "chapter" | "thesis" | "report"));
        let is_own = matches!(kind, Some("book"));
        let own_title = if is_own {
            &["TI", "T1", "CT", "BT"][..]
        } else {
            &["TI", "T1", "CT"]
        };
        let around = if is_own {
            &["T2", "JF"][..]
        } else {
            &["JF", "T2", "JO", "BT", "JA", "J2"]
        };
        let mut fields = Fields {
            kind: kind.map(str::to_owned),
            author: self.people(&["AU", "A1"]),
            editor: self.people(&["A2", "ED"]),
            title: self.first(own_title),
            issued: self.issued(),
            page: self.pages(),
            ..Fields::default()
        };
        let named = [
            ("container-title", around),
            ("volume", &["VL"]),
            ("issue", &["IS"]),
            ("publisher", &["PB"]),
            ("place", &["CY", "PP"]),
            ("edition", &["ET"]),
            ("doi", &["DO"]),
            ("url", &["UR"]),
            (if is_book { "isbn" } else { "issn" }, &["SN"]),
            ("note", &["N1"]),
            ("accessed", &["Y2"]),
        ];
        for (name, tags) in named {
            if let Some(value) = self.first(tags) {
                field::set(&mut fields, name, &value);
            }
        }
        if matches!(kind, Some("thesis" | "report")) {
            fields.genre = self.first(&["M3"]);
        }
        fields
    }

    /// The date that says most among those of the same year.
    fn issued(&self) -> Option<String> {
        let dates = self.all(&["PY", "Y1", "DA"]);
        let dates: Vec<String> = dates.iter().filter_map(|date| date::issued(date)).collect();
        let first = dates.first()?;
        let same = dates.iter().filter(|date| date[..4] == first[..4]);
        same.max_by_key(|date| date.len()).cloned()
    }

    fn pages(&self) -> Option<String> {
        match (self.first(&["SP"]), self.first(&["EP"])) {
            (Some(start), Some(end)) if start != end && !start.contains(['-', '–']) => {
                Some(format!("{start}–{end}"))
            }
            (start, end) => start.or(end),
        }
    }
}

/// `Family, Given, Suffix`; a name without a comma is a body's.
fn person(name: &str) -> Person {
    let mut parts = name.split(',').map(str::trim);
    let family = parts.next().unwrap_or_default();
    let given = parts.next().and_then(kept);
    let suffix = parts.next().and_then(kept);
    match given {
        Some(given) if !family.is_empty() => Person::Name {
            family: suffix.map_or_else(|| family.to_owned(), |suffix| format!("{family} {suffix}")),
            given: Some(given),
        },
        _ => Person::Literal {
            literal: name.trim_matches([',', ' ']).to_owned(),
        },
    }
}

/// What CSL calls a type of RIS.
fn kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "JOUR" | "EJOUR" | "INPR" | "ABST" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" | "EDBOOK" | "SER" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "THES" => "thesis",
        "RPRT" => "report",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "UNPB" | "MANSCPT" => "manuscript",
        "DATA" => "dataset",
        "COMP" => "software",
        "VIDEO" | "MPCT" => "motion_picture",
        "PAT" => "patent",
        "STAND" => "standard",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "SLIDE" => "speech",
        _ => return None,
    })
}
