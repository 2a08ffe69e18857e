//! What a page says of itself as linked data: headline, authors, date, publisher.

use dom_query::Document;
use serde_json::Value;

/// The facts of the first article or page that is described.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub(super) kind: String,
    /// Its headline and its name, which may differ.
    pub(super) titles: Vec<String>,
    /// Each with whether it is a body rather than a person.
    pub(super) authors: Vec<(String, bool)>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) keywords: Option<String>,
}

/// Reads the data of a page. What is no JSON is left alone: it is made by programs for programs.
pub(super) fn of(page: &Document) -> LinkedData {
    let scripts = page.select("script[type*='ld+json']");
    let values = scripts
        .nodes()
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(&script.text()).ok());
    let mut things = Vec::new();
    for value in values {
        flatten(value, &mut things);
    }
    things
        .iter()
        .find(|thing| is_text(thing))
        .map(of_thing)
        .unwrap_or_default()
}

/// A list or graph is the things in it.
fn flatten(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| flatten(value, things)),
        Value::Object(mut map) => match map.remove("@graph") {
            Some(graph) => flatten(graph, things),
            None => things.push(Value::Object(map)),
        },
        _ => {}
    }
}

fn kind(thing: &Value) -> String {
    texts(&thing["@type"]).join(" ")
}

fn is_text(thing: &Value) -> bool {
    let kind = kind(thing);
    ["Article", "Posting", "Report", "Thesis", "Chapter"]
        .iter()
        .any(|known| kind.contains(known))
}

fn of_thing(thing: &Value) -> LinkedData {
    let one = |value: &Value| texts(value).into_iter().next();
    let creators = if thing["author"].is_null() {
        &thing["creator"]
    } else {
        &thing["author"]
    };
    let authors = match creators {
        Value::Array(list) => list.iter().filter_map(author).collect(),
        one => author(one).into_iter().collect(),
    };
    LinkedData {
        kind: kind(thing),
        titles: one(&thing["headline"])
            .into_iter()
            .chain(one(&thing["name"]))
            .collect(),
        authors,
        date: one(&thing["datePublished"]).or_else(|| one(&thing["dateCreated"])),
        publisher: one(&thing["publisher"]).or_else(|| one(&thing["isPartOf"])),
        keywords: Some(texts(&thing["keywords"]).join(", ")),
    }
}

fn author(value: &Value) -> Option<(String, bool)> {
    let name = texts(value).into_iter().next()?;
    let is_body = value["@type"]
        .as_str()
        .is_some_and(|kind| kind.contains("Organi"));
    Some((name, is_body))
}

/// The texts of a value: itself, its name, or those of its list.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(map) => map.get("name").map(texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}
