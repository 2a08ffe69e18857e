//! Lists of questions in YAML. Each entry is parsed by itself, so that a mistake in one loses no other.

use serde_yaml::Value;

use super::{Entry, FORM, Field, at, value};
use crate::papers::paper::Problem;
use crate::text;

/// A longer entry, in bytes, or one of more brackets, is none. The parser takes ever longer over them.
const LONGEST_ENTRY: usize = 64 * 1024;
const MOST_BRACKETS: usize = 128;

/// The entries of a list, or what is wrong with each.
pub(super) fn entries(text: &str) -> Vec<Result<Entry, Problem>> {
    text::items(text)
        .into_iter()
        .map(|(line, item)| entry(line, item))
        .collect()
}

fn entry(line: u32, item: &str) -> Result<Entry, Problem> {
    if item.len() > LONGEST_ENTRY || item.matches(['[', '{']).count() > MOST_BRACKETS {
        let message = "this entry is left out: no question is so long or so nested";
        return Err(at(line, message.to_owned()));
    }
    let parsed: Value = serde_yaml::from_str(item).map_err(|error| {
        let below = error.location().map_or(0, |place| place.line().saturating_sub(1));
        let message = format!(
            "this entry can't be read ({error}): put text with “: ” or “#” in it between quotation marks"
        );
        at(line + below as u32, message)
    })?;
    let Some(Value::Mapping(fields)) = parsed.get(0) else {
        return Err(at(line, format!("this is no question: {FORM}")));
    };
    let field = |(key, given): (&Value, &Value)| {
        let key = plain(key).unwrap_or_default();
        Field {
            line: line + line_of(item, &key),
            values: values(given),
            key,
        }
    };
    Ok(Entry {
        line,
        fields: fields.iter().map(field).collect(),
    })
}

/// On which line of an entry a key stands, counted from its first.
fn line_of(item: &str, key: &str) -> u32 {
    let stands = |line: &str| {
        line.trim_start_matches([' ', '-', '"', '\''])
            .starts_with(key)
    };
    item.lines().position(stands).unwrap_or(0) as u32
}

fn values(given: &Value) -> Vec<String> {
    match given {
        Value::Sequence(several) => several.iter().filter_map(plain).collect(),
        one => plain(one).into_iter().collect(),
    }
}

/// A plain value as text.
fn plain(given: &Value) -> Option<String> {
    match given {
        Value::String(text) => value(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
