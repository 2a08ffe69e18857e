//! The JSON that the program prints, held to the schemas beside this file.

use serde_json::Value;

/// Parses a text and holds it to a schema.
#[track_caller]
pub(crate) fn checked(schema: &str, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|_| panic!("no JSON: {text}"));
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
    value
}

#[cfg(unix)]
pub(crate) const BACKUP: &str = include_str!("schema/backup.json");
pub(crate) const ASK: &str = include_str!("schema/ask.json");
pub(crate) const INSPECT: &str = include_str!("schema/inspect.json");
pub(crate) const QUESTIONS: &str = include_str!("schema/questions.json");
pub(crate) const EVALUATE: &str = include_str!("schema/evaluate.json");
