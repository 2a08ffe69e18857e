//! A work as an item of CSL-JSON, which is handed over as it is and is what styles are applied to.
//!
//! Names of fields and their forms are those of the CSL 1.0.2 schema
//! (<https://docs.citationstyles.org/en/stable/specification.html>, `csl-data.json`).

use hayagriva::citationberg::json::Item;
use serde_json::{Map, Value, json};

use super::Work;
use crate::papers::paper::{Fields, Person};

/// The item, as it is handed over.
pub(super) fn json(work: &Work<'_>) -> Value {
    let fields = work.fields;
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(work.key));
    item.insert("type".to_owned(), json!(kind(fields)));
    for (name, people) in [("author", &fields.author), ("editor", &fields.editor)] {
        if !people.is_empty() {
            let people: Vec<Value> = people.iter().map(person).collect();
            item.insert(name.to_owned(), json!(people));
        }
    }
    for (name, value) in [("issued", &fields.issued), ("accessed", &fields.accessed)] {
        if let Some(parts) = value.as_deref().map(date_parts)
            && !parts.is_empty()
        {
            item.insert(name.to_owned(), json!({ "date-parts": [parts] }));
        }
    }
    for (name, value) in texts(fields) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            item.insert(name.to_owned(), json!(value));
        }
    }
    if let Some(language) = work.language {
        item.insert("language".to_owned(), json!(language));
    }
    Value::Object(item)
}

/// A list of items as text, each field on a line: what the schema of CSL-JSON calls data.
pub(super) fn list(items: &[Value]) -> String {
    let items: Vec<String> = items.iter().map(lines).collect();
    format!("[\n{}\n]", items.join(",\n"))
}

fn lines(item: &Value) -> String {
    let fields = item.as_object().into_iter().flatten();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("    {}: {value}", json!(name)))
        .collect();
    format!("  {{\n{}\n  }}", fields.join(",\n"))
}

/// The item that styles are applied to. Numbers of other registers are left out of it: styles print
/// them as if they were a sentence of the work’s own.
pub(super) fn item(work: &Work<'_>) -> Option<Item> {
    let mut value = json(work);
    if let Value::Object(item) = &mut value {
        item.remove("note");
    }
    serde_json::from_value(value).ok()
}

fn texts(fields: &Fields) -> [(&'static str, Option<String>); 14] {
    let page = fields.page.as_deref().map(hyphened);
    let issue = fields.issue.as_deref().map(hyphened);
    let edition = fields.edition.as_deref().map(super::edition::number);
    [
        ("title", fields.title.clone()),
        ("container-title", fields.container_title.clone()),
        ("volume", fields.volume.clone()),
        ("issue", issue),
        ("page", page),
        ("publisher", fields.publisher.clone()),
        ("publisher-place", fields.publisher_place.clone()),
        ("edition", edition),
        ("DOI", fields.doi.clone()),
        ("URL", fields.url.clone()),
        ("ISBN", fields.isbn.clone()),
        ("ISSN", fields.issn.clone()),
        ("genre", fields.genre.clone()),
        ("note", fields.note.clone()),
    ]
}

/// The types of CSL 1.0.2, Appendix III.
const TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// The type of a work; `document` for what CSL does not know.
pub(super) fn kind(fields: &Fields) -> &'static str {
    let kind = fields.kind.as_deref().unwrap_or("document");
    TYPES
        .iter()
        .find(|known| **known == kind)
        .unwrap_or(&"document")
}

fn person(person: &Person) -> Value {
    match person {
        Person::Literal { literal } => json!({ "literal": literal }),
        Person::Name {
            family,
            given: None,
        } => json!({ "literal": family }),
        Person::Name {
            family,
            given: Some(given),
        } => match particle(family) {
            Some((particle, family)) => {
                json!({ "family": family, "given": given, "non-dropping-particle": particle })
            }
            None => json!({ "family": family, "given": given }),
        },
    }
}

/// The words in lower case before a family name (`van`, `de la`), and the name.
pub(super) fn particle(family: &str) -> Option<(&str, &str)> {
    let at = family
        .split_inclusive(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word))
        })
        .find(|(_, word)| !word.starts_with(char::is_lowercase))
        .map(|(at, _)| at)
        .filter(|at| *at > 0)?;
    Some((family[..at].trim_end(), &family[at..]))
}

/// Year, month and day of a date, as far as they are given and can be.
pub(super) fn date_parts(date: &str) -> Vec<i16> {
    let limits = [1..=9999, 1..=12, 1..=31];
    let parts = date.split('-').zip(limits);
    parts
        .map_while(|(part, limits)| part.parse().ok().filter(|part| limits.contains(part)))
        .collect()
}

/// A range with a hyphen, which is what styles know, and which each writes in its own way.
fn hyphened(range: &str) -> String {
    range
        .replace(['–', '—', '‐', '‑', '−'], "-")
        .replace("--", "-")
        .replace(" - ", "-")
}
