//! `glossary.yaml`: terms that somebody defined by hand, kept beside the papers.
//!
//! The file is a list of entries, each with `term` and `definition`, and perhaps `aliases` and
//! `source`. One entry with a mistake does not lose the others: each is read by itself, and what is
//! wrong is reported with its line.

use std::collections::HashSet;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use crate::papers::paper::Problem;
use crate::text;

/// A longer entry, in bytes, or one of more brackets, is none. The parser takes ever longer over them.
const LONGEST_ENTRY: usize = 256 * 1024;
const MOST_BRACKETS: usize = 512;

/// What a glossary holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glossary {
    /// Its entries in their order.
    pub entries: Vec<Entry>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A term and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Where the definition comes from, as the glossary says it.
    pub source: Option<String>,
}

/// Whether a file of this name is a glossary.
#[must_use]
pub fn is_glossary(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| {
        ["glossary.yaml", "glossary.yml"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// Reads the text of a glossary.
#[must_use]
pub fn read(text: &str) -> Glossary {
    let text = text.trim_start_matches('\u{feff}');
    let Glossary {
        mut entries,
        mut problems,
    } = Glossary::default();
    let mut terms = HashSet::new();
    for (line, item) in text::items(text) {
        match entry(item) {
            Ok(entry) if !terms.insert(entry.term.clone()) => {
                let term = entry.term;
                problems.push(Problem {
                    line: Some(line),
                    message: format!(
                        "“{term}” was defined above; this entry is left out: join the two"
                    ),
                });
            }
            Ok(entry) => entries.push(entry),
            Err(wrong) => problems.push(Problem {
                line: Some(line + wrong.line),
                message: wrong.message,
            }),
        }
    }
    if entries.is_empty() && problems.is_empty() {
        problems.push(Problem {
            line: None,
            message: format!("no entry was found: {FORM}"),
        });
    }
    Glossary { entries, problems }
}

const FORM: &str = "a glossary is a list, each entry begins with “- term:” and has a “definition:”";
const KEYS: [&str; 4] = ["term", "definition", "aliases", "source"];

struct Wrong {
    /// Counted from the entry's first line.
    line: u32,
    message: String,
}

impl From<String> for Wrong {
    fn from(message: String) -> Self {
        Self { line: 0, message }
    }
}

fn entry(item: &str) -> Result<Entry, Wrong> {
    if item.len() > LONGEST_ENTRY || item.matches(['[', '{']).count() > MOST_BRACKETS {
        return Err(Wrong::from(
            "this entry is left out: no entry is so long or so nested".to_owned(),
        ));
    }
    let value: Value = serde_yaml::from_str(item).map_err(|error| Wrong {
        line: error
            .location()
            .map_or(0, |place| place.line().saturating_sub(1) as u32),
        message: format!("this entry can't be read ({error}): put text with “: ” or “#” in it between quotation marks"),
    })?;
    let Some(Value::Mapping(fields)) = value.get(0) else {
        return Err(Wrong::from(format!("this is no entry: {FORM}")));
    };
    let named = |name: &str| fields.get(name).filter(|value| !value.is_null());
    for key in fields.keys() {
        let key = written(key).unwrap_or_default();
        if !KEYS.contains(&key.as_str()) {
            let line = item
                .lines()
                .position(|line| line.trim_start_matches([' ', '-']).starts_with(&key));
            return Err(Wrong {
                line: line.unwrap_or(0) as u32,
                message: format!("“{key}” is no part of an entry: {} are", KEYS.join(", ")),
            });
        }
    }
    let required = |name: &str| {
        let value = named(name)
            .and_then(written)
            .filter(|value| !value.is_empty());
        value.ok_or_else(|| Wrong::from(format!("this entry has no {name}: add “{name}: …”")))
    };
    Ok(Entry {
        term: required("term")?,
        definition: required("definition")?,
        aliases: match named("aliases") {
            None => Vec::new(),
            Some(Value::Sequence(aliases)) => aliases.iter().filter_map(written).collect(),
            Some(alias) => written(alias).into_iter().collect(),
        },
        source: named("source").and_then(written),
    })
}

/// A plain value as text.
fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    Some(text::normalise(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_with_their_other_names() {
        let Glossary { entries, problems } = read(
            "# Terms of the course.\n\n- term: moat\n  definition: A ditch around a castle.\n  aliases: [fosse, wet ditch]\n  source: Lecture 3\n- term: keep\n  definition: >\n    The strongest tower\n    of a castle.\n",
        );
        assert_eq!(problems, []);
        assert_eq!(
            entries[0],
            Entry {
                term: "moat".to_owned(),
                definition: "A ditch around a castle.".to_owned(),
                aliases: vec!["fosse".to_owned(), "wet ditch".to_owned()],
                source: Some("Lecture 3".to_owned()),
            }
        );
        assert_eq!(entries[1].definition, "The strongest tower of a castle.");
    }

    #[test]
    fn a_wrong_entry_is_reported_with_its_line_and_loses_no_other() {
        let Glossary { entries, problems } = read(
            "- term: moat\n  definition: A ditch.\n- term: keep\n- term: ward\n  definition: A court: inner or outer.\n- term: motte\n  definition: A mound.\n  alias: mound\n- term: moat\n  definition: Again.\n- term: bailey\n  definition: A yard.\n",
        );
        let terms: Vec<&str> = entries.iter().map(|entry| entry.term.as_str()).collect();
        assert_eq!(terms, ["moat", "bailey"]);
        let lines: Vec<Option<u32>> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(3), Some(5), Some(8), Some(9)], "{problems:?}");
        assert_eq!(
            problems[0].message,
            "this entry has no definition: add “definition: …”"
        );
    }

    #[test]
    fn what_is_no_list_says_how_one_looks() {
        for text in [
            "",
            "# nothing\n",
            "term: moat\n",
            "- \n",
            "\u{fffd}",
            "- [a, b]\n",
        ] {
            let Glossary { entries, problems } = read(text);
            assert_eq!(entries, []);
            assert!(
                problems[0].message.contains("- term:") || problems[0].message.contains("no term"),
                "{problems:?}"
            );
        }
    }
}
