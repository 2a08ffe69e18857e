//! What a file says of itself in keys and values, whatever their notation.
//!
//! Front matter in YAML or TOML and `Key: value` lines above a plain text end here. The names of
//! journal, volume, pages and the like are those of bibliographic files. An unknown key is left
//! alone.

use super::{byline, date};
use crate::papers::bibliography::field;
use crate::papers::paper::{Name, Paper, Person};
use crate::text;

/// A value, free of the notation it was written in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text::normalise(text)).filter(|text| !text.is_empty()),
            Self::List(list) => list.first()?.text(),
            Self::Map(_) => None,
        }
    }

    fn list(&self) -> Vec<&Value> {
        match self {
            Self::List(list) => list.iter().collect(),
            one => vec![one],
        }
    }

    fn get(&self, keys: &[&str]) -> Option<String> {
        let Self::Map(map) = self else { return None };
        keys.iter()
            .find_map(|key| map.iter().find(|(found, _)| found == key)?.1.text())
    }
}

/// What front matter holds besides the fields of a paper.
#[derive(Debug, Default)]
pub(super) struct Rest {
    pub(super) summary: Option<String>,
    pub(super) subtitle: Option<String>,
}

/// Takes one key into the paper. Answers whether the key is known.
pub(super) fn set(paper: &mut Paper, rest: &mut Rest, key: &str, value: &Value) -> bool {
    let text = value.text();
    match key.to_lowercase().replace('_', "-").as_str() {
        "title" | "titel" => paper.title = text.unwrap_or_default(),
        "subtitle" => rest.subtitle = text,
        "author" | "authors" | "by" | "autor" | "byline" => {
            paper.authors = value.list().into_iter().flat_map(authors).collect();
        }
        "date" | "year" | "published" | "issued" | "datum" => set_date(paper, text.as_deref()),
        "type" | "kind" | "document-type" => {
            paper.kind = text.as_deref().map(field::kind).unwrap_or_default();
        }
        "language" | "lang" => paper.language = text.as_deref().and_then(field::language),
        "tags" | "keywords" | "key words" | "subject" | "topics" => paper.tags = tags(value),
        "abstract" | "summary" | "description" => rest.summary = text,
        "editor" | "editors" => {
            let names = value.list().into_iter().flat_map(authors);
            paper.details.editor = names.map(|name| Person::from(&name)).collect();
        }
        "bibliography" => {
            paper.bibliography = value.list().into_iter().filter_map(Value::text).collect();
        }
        other => return field::set(&mut paper.details, other, &text.unwrap_or_default()),
    }
    true
}

/// Whether a key alone makes a first line a line of metadata.
pub(super) fn is_key(key: &str) -> bool {
    let (mut paper, mut rest) = (Paper::default(), Rest::default());
    set(&mut paper, &mut rest, key, &Value::Text(String::new()))
}

fn authors(value: &Value) -> Vec<Name> {
    if let Value::Text(text) = value {
        return byline::names(&text::normalise(text));
    }
    let body = value
        .get(&["literal", "organization", "collaboration"])
        .map(|family| Name {
            family,
            given: None,
        });
    let parts = value
        .get(&["family", "surname", "last", "family-names", "last-name"])
        .map(|family| Name {
            family,
            given: value.get(&["given", "given-names", "first", "firstname", "first-name"]),
        });
    parts
        .or(body)
        .map(|name| vec![name])
        .or_else(|| {
            value
                .get(&["name", "author"])
                .map(|name| byline::names(&name))
        })
        .unwrap_or_default()
}

fn set_date(paper: &mut Paper, text: Option<&str>) {
    if let Some(date) = text.and_then(date::find) {
        paper.year = Some(date.year);
        paper.date = date.exact;
    }
}

fn tags(value: &Value) -> Vec<String> {
    field::tags(value.list().into_iter().filter_map(Value::text))
}

/// Tags from a line of keywords.
pub(super) fn keywords(line: &str) -> Vec<String> {
    tags(&Value::Text(line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::paper::Kind;

    fn paper(pairs: &[(&str, Value)]) -> Paper {
        let (mut paper, mut rest) = (Paper::default(), Rest::default());
        for (key, value) in pairs {
            assert!(set(&mut paper, &mut rest, key, value), "{key}");
        }
        paper
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn authors_come_in_every_notation() {
        let map = Value::Map(vec![
            ("given".to_owned(), text("Bo")),
            ("family".to_owned(), text("Larsen")),
        ]);
        let named = Value::Map(vec![
            ("name".to_owned(), text("Chidi Okafor")),
            ("affiliation".to_owned(), text("1")),
        ]);
        let list = Value::List(vec![text("Lindqvist, Ana"), map, named]);
        let families: Vec<_> = paper(&[("authors", list)])
            .authors
            .into_iter()
            .map(|name| name.to_string())
            .collect();
        assert_eq!(families, ["Ana Lindqvist", "Bo Larsen", "Chidi Okafor"]);
    }

    #[test]
    fn other_fields_are_brought_to_one_form() {
        let paper = paper(&[
            ("Date", text("3 May 2011")),
            ("lang", text("en-GB")),
            ("Keywords", text("Fear, Buffer States; fear")),
            ("doi", text("https://doi.org/10.1234/abc.")),
            ("type", text("Working paper")),
        ]);
        assert_eq!(
            (paper.year, paper.date.as_deref()),
            (Some(2011), Some("2011-05-03"))
        );
        assert_eq!(
            (paper.language.as_deref(), paper.details.doi.as_deref()),
            (Some("en"), Some("10.1234/abc"))
        );
        assert_eq!(
            (paper.tags, paper.kind),
            (
                vec!["fear".to_owned(), "buffer states".to_owned()],
                Kind::Report
            )
        );
    }
}
