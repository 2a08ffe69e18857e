//! The block of keys above a Markdown file: YAML between `---`, TOML between `+++`.
//!
//! A block that cannot be parsed is a problem with its line, and its simple `key: value` lines are
//! read all the same.

use super::draft::Draft;
use super::metadata::{self, Rest, Value};
use crate::papers::paper::Problem;

/// A longer block is text between rules, not front matter. In bytes.
const LONGEST: usize = 64 * 1024;

/// No front matter has more brackets. The parser takes ever longer over those within each other.
const MOST_BRACKETS: usize = 1_000;

/// Deeper values are not looked into.
const DEEPEST: usize = 8;

/// Reads front matter into the draft; answers the number of bytes it takes.
pub(super) fn take(text: &str, draft: &mut Draft) -> usize {
    let Some(block) = Block::find(text) else {
        return 0;
    };
    let parsed = if block.is_toml {
        toml(block.inside)
    } else {
        yaml(block.inside)
    };
    let pairs = parsed.unwrap_or_else(|problem| {
        draft.paper.problems.push(problem);
        simple_lines(block.inside)
    });
    let mut rest = Rest::default();
    for (key, value) in &pairs {
        metadata::set(&mut draft.paper, &mut rest, key, value);
    }
    if let Some(subtitle) = rest.subtitle.filter(|_| !draft.paper.title.is_empty()) {
        draft.paper.title = format!("{}: {subtitle}", draft.paper.title);
    }
    if let Some(summary) = rest.summary {
        draft.summary(&summary, &[]);
    }
    block.end
}

struct Block<'t> {
    inside: &'t str,
    end: usize,
    is_toml: bool,
}

impl<'t> Block<'t> {
    fn find(text: &'t str) -> Option<Self> {
        let first = text.split('\n').next()?;
        let fence = first.trim_end();
        let is_toml = fence == "+++";
        if fence != "---" && !is_toml {
            return None;
        }
        let start = first.len() + 1;
        let mut at = start;
        let body = text.get(start..)?;
        for line in body.split_inclusive('\n') {
            if at - start > LONGEST {
                return None;
            }
            let closes = line.trim_end() == fence || (!is_toml && line.trim_end() == "...");
            if closes {
                let (inside, end) = (&text[start..at], at + line.len());
                let holds_keys =
                    inside.trim().is_empty() || inside.contains(if is_toml { '=' } else { ':' });
                return holds_keys.then_some(Self {
                    inside,
                    end,
                    is_toml,
                });
            }
            at += line.len();
        }
        None
    }
}

type Pairs = Vec<(String, Value)>;

fn yaml(inside: &str) -> Result<Pairs, Problem> {
    if inside.matches(['[', '{']).count() > MOST_BRACKETS {
        return Err(problem(1, "it has more brackets than any has"));
    }
    let value: serde_yaml::Value = serde_yaml::from_str(inside).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line());
        problem(line, &error.to_string())
    })?;
    match from_yaml(&value, 0) {
        Some(Value::Map(pairs)) => Ok(pairs),
        None => Ok(Vec::new()),
        Some(_) => Err(problem(1, "it has no keys")),
    }
}

fn from_yaml(value: &serde_yaml::Value, depth: usize) -> Option<Value> {
    use serde_yaml::Value as Yaml;
    if depth > DEEPEST {
        return None;
    }
    Some(match value {
        Yaml::Null => return None,
        Yaml::Bool(yes) => Value::Text(yes.to_string()),
        Yaml::Number(number) => Value::Text(number.to_string()),
        Yaml::String(text) => Value::Text(text.clone()),
        Yaml::Sequence(list) => Value::List(
            list.iter()
                .filter_map(|value| from_yaml(value, depth + 1))
                .collect(),
        ),
        Yaml::Mapping(map) => Value::Map(
            map.iter()
                .filter_map(|(key, value)| {
                    Some((key.as_str()?.to_owned(), from_yaml(value, depth + 1)?))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => return from_yaml(&tagged.value, depth + 1),
    })
}

fn toml(inside: &str) -> Result<Pairs, Problem> {
    let table: toml::Table = toml::from_str(inside).map_err(|error| {
        let before = error.span().map_or(0, |span| span.start.min(inside.len()));
        let line = inside
            .get(..before)
            .map_or(0, |before| before.matches('\n').count())
            + 1;
        problem(line, error.message())
    })?;
    Ok(table
        .into_iter()
        .filter_map(|(key, value)| Some((key, from_toml(&value, 0)?)))
        .collect())
}

fn from_toml(value: &toml::Value, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    Some(match value {
        toml::Value::String(text) => Value::Text(text.clone()),
        toml::Value::Array(list) => Value::List(
            list.iter()
                .filter_map(|value| from_toml(value, depth + 1))
                .collect(),
        ),
        toml::Value::Table(map) => Value::Map(
            map.iter()
                .filter_map(|(key, value)| Some((key.clone(), from_toml(value, depth + 1)?)))
                .collect(),
        ),
        other => Value::Text(other.to_string()),
    })
}

/// The lines `key: value` of a block that does not parse.
fn simple_lines(inside: &str) -> Pairs {
    inside
        .lines()
        .filter(|line| !line.starts_with([' ', '\t', '-', '#']))
        .filter_map(|line| line.split_once([':', '=']))
        .map(|(key, value)| {
            let value = value
                .trim()
                .trim_matches(['"', '\''])
                .trim_matches(['[', ']']);
            (key.trim().to_owned(), Value::Text(value.to_owned()))
        })
        .collect()
}

/// The line counts in the file, whose first is the fence.
fn problem(line: usize, what: &str) -> Problem {
    let what = what.lines().next().unwrap_or_default();
    Problem {
        line: Some(line as u32 + 1),
        message: format!(
            "the front matter cannot be read: {what}; put values with a colon in quotation marks and check the indentation"
        ),
    }
}
