//! CSL-JSON, as Zotero, Mendeley and Crossref write it (CSL-JSON schema 1.0).
//!
//! Items are parted before any is parsed, so that a broken one costs itself alone. JSON that holds
//! no bibliographic data is somebody else's.

mod items;

use serde_json::{Map, Value};

use super::{Bibliography, Entry, LONGEST_ENTRY, field, kept, lines_before};
use crate::papers::date;
use crate::papers::paper::{Fields, Person};

/// Reads a file: an array of items, one item, or an object that has them under `items`.
pub(super) fn parse(text: &str) -> Bibliography {
    let mut read = Bibliography::default();
    // Nothing in it speaks for bibliographic data.
    if !(text.contains("\"title\"") && text.contains("\"type\"")) {
        read.foreign = true;
        return read;
    }
    let (mut line, mut counted) = (1, 0);
    for item in items::of(text) {
        line += lines_before(&text[counted..], item.start - counted);
        counted = item.start;
        let raw = &text[item.start..item.end];
        match understood(raw, item.is_whole) {
            Ok(Value::Object(map)) if is_item(&map) => read.entries.push(entry(&map, raw, line)),
            Ok(other) => read.problem(
                line,
                format!(
                    "{} is no item: an item is an object with “type” and “title”",
                    named(&other)
                ),
            ),
            Err((below, message)) => {
                read.problem(line + below, format!("an item is left out: {message}"));
            }
        }
    }
    read
}

fn is_item(map: &Map<String, Value>) -> bool {
    let has = |key| map.get(key).is_some_and(|value: &Value| !value.is_null());
    has("type") && (has("title") || has("id") || has("DOI"))
}

fn named(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object here",
        Value::Array(_) => "a list here",
        Value::String(_) => "a text here",
        _ => "a value here",
    }
}

fn understood(text: &str, is_whole: bool) -> Result<Value, (u32, String)> {
    if !is_whole {
        return Err((0, "its last brace is missing; close it".to_owned()));
    }
    if text.len() > LONGEST_ENTRY {
        return Err((
            0,
            "no item is so long; check its quotation marks and braces".to_owned(),
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let said = said
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        (
            error.line().saturating_sub(1) as u32,
            format!("{said}; mend it here"),
        )
    })
}

fn entry(map: &Map<String, Value>, raw: &str, line: u32) -> Entry {
    let text = |key: &str| map.get(key).and_then(plain);
    let kind = text("type").filter(|kind| kind != "document");
    let mut fields = Fields {
        author: people(map.get("author")),
        editor: people(map.get("editor")),
        title: text("title"),
        issued: map.get("issued").and_then(date_of),
        accessed: map.get("accessed").and_then(date_of),
        kind,
        ..Fields::default()
    };
    for name in map.keys() {
        if let Some(text) = text(name) {
            let name = name.to_lowercase();
            // A number is that of a report or a patent here; an issue has its own name.
            if !matches!(name.as_str(), "number" | "accessed" | "journal") {
                field::fill(&mut fields, &name, &text);
            }
        }
    }
    fields.note = fields
        .note
        .or_else(|| text("number").map(|number| format!("No. {number}")));
    Entry {
        key: text("citation-key")
            .or_else(|| text("id"))
            .unwrap_or_default(),
        tags: field::tags(text("keyword")),
        summary: text("abstract"),
        language: text("language").as_deref().and_then(field::language),
        fields,
        raw: crate::text::normalise(raw),
        line,
        files: Vec::new(),
    }
}

/// A text or number, without the mark-up that CSL allows in texts.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => kept(&without_tags(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.first().and_then(plain),
        _ => None,
    }
}

fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].trim_start_matches('/');
        let known = [
            "i>", "b>", "sup>", "sub>", "sc>", "span>", "span ", "em>", "strong>", "p>", "jats:",
        ];
        let end = rest
            .find('>')
            .filter(|_| known.iter().any(|tag| name.starts_with(tag)));
        if let Some(end) = end {
            rest = &rest[end + 1..];
        } else {
            plain.push('<');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn people(value: Option<&Value>) -> Vec<Person> {
    let list = match value {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(person).collect()
}

fn person(value: &Value) -> Option<Person> {
    let Value::Object(map) = value else {
        return plain(value).map(|literal| Person::Literal { literal });
    };
    let part = |key: &str| map.get(key).and_then(plain);
    if let Some(literal) = part("literal") {
        return Some(Person::Literal { literal });
    }
    let family = [
        "dropping-particle",
        "non-dropping-particle",
        "family",
        "suffix",
    ];
    let family: Vec<String> = family.into_iter().filter_map(part).collect();
    match (family.join(" "), part("given")) {
        (family, given @ Some(_)) if !family.is_empty() => Some(Person::Name { family, given }),
        (family, None) if !family.is_empty() => Some(Person::Literal { literal: family }),
        (_, given) => given.map(|literal| Person::Literal { literal }),
    }
}

/// `{"date-parts": [[2014, 10, 3]]}`, `{"raw": "…"}`, `{"literal": "…"}`, a text, or a year.
fn date_of(value: &Value) -> Option<String> {
    let Value::Object(map) = value else {
        return plain(value).and_then(|text| date::issued(&text));
    };
    let parts = map
        .get("date-parts")
        .and_then(|parts| parts.get(0))
        .and_then(Value::as_array);
    let parts: Vec<String> = parts.into_iter().flatten().filter_map(plain).collect();
    let joined = parts
        .iter()
        .map(|part| format!("{part:0>2}"))
        .collect::<Vec<_>>()
        .join("-");
    date::issued(&joined).or_else(|| {
        let said = ["raw", "literal"]
            .into_iter()
            .find_map(|key| map.get(key).and_then(plain))?;
        date::issued(&said)
    })
}
