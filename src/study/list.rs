//! Teachers' own questions: lists in YAML or CSV, checked entry by entry.
//!
//! Both forms give the same fields ([`KEYS`]) with the line of each; here they are checked and become
//! questions. One entry with a mistake loses no other: what is wrong is reported with its line and key.

mod csv;
mod yaml;

use std::path::Path;

use super::question::{GAP, Kind, Question, id};
use crate::papers::paper::{PassageId, Problem};
use crate::text::{fold, normalise, words};

/// What an entry may say.
pub const KEYS: [&str; 6] = ["prompt", "answers", "kind", "options", "source", "tags"];

/// How a list looks, said where something is none.
const FORM: &str = "a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first";

/// What a list holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Its questions in their order.
    pub questions: Vec<Question>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A value of an entry with the line it stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Field {
    key: String,
    line: u32,
    values: Vec<String>,
}

/// An entry with the line it begins on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    line: u32,
    fields: Vec<Field>,
}

/// Reads a list by the ending of its name.
#[must_use]
pub fn read(path: &Path, bytes: &[u8]) -> List {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let entries = match (
        std::str::from_utf8(bytes),
        ending.to_ascii_lowercase().as_str(),
    ) {
        (Err(_), _) => Err("this file is no text in UTF-8: save it as such".to_owned()),
        (Ok(text), "yaml" | "yml") => Ok(yaml::entries(without_mark(text))),
        (Ok(text), "csv" | "tsv") => csv::entries(without_mark(text)),
        (Ok(_), _) => Err(format!(
            "this file is neither YAML nor CSV by its name: {FORM}"
        )),
    };
    let entries = match entries {
        Ok(entries) => entries,
        Err(message) => {
            return List {
                problems: vec![Problem {
                    line: None,
                    message,
                }],
                ..List::default()
            };
        }
    };
    let mut list = List::default();
    for entry in entries {
        let asked = entry.and_then(|entry| Ok((entry.line, question(&entry)?)));
        match asked {
            Ok((line, question)) if list.asks(&question) => {
                let message = format!(
                    "“{}” was asked above: leave one of them out",
                    question.prompt
                );
                list.problems.push(at(line, message));
            }
            Ok((_, question)) => list.questions.push(question),
            Err(problem) => list.problems.push(problem),
        }
    }
    if list.questions.is_empty() && list.problems.is_empty() {
        let message = format!("there is no question in it: {FORM}");
        list.problems.push(Problem {
            line: None,
            message,
        });
    }
    list
}

impl List {
    fn asks(&self, question: &Question) -> bool {
        self.questions.iter().any(|known| known.id == question.id)
    }
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// The question that an entry asks, or what is wrong with it.
fn question(entry: &Entry) -> Result<Question, Problem> {
    for field in &entry.fields {
        if !KEYS.contains(&field.key.as_str()) {
            let message = format!(
                "“{}” is no part of a question: {} are",
                field.key,
                KEYS.join(", ")
            );
            return Err(at(field.line, message));
        }
    }
    let prompt = entry.required("prompt")?;
    let answers = entry.required("answers")?;
    let options = entry.all("options");
    let kind = entry.kind(!options.is_empty(), &answers.values)?;
    let answer = answers.values[0].clone();
    check_options(entry, kind, &options, answers)?;
    let prompt_text = prompt.values.join(" ");
    if kind == Kind::Cloze && !prompt_text.contains(GAP) {
        return Err(at(
            prompt.line,
            format!("the prompt of a cloze has {GAP} where something is missing"),
        ));
    }
    let source = entry.all("source").join(", ");
    let place: Option<PassageId> = source.parse().ok();
    let accepted = answers.values[1..].to_vec();
    Ok(Question {
        id: id(&prompt_text, kind, &answer),
        kind,
        prompt: prompt_text,
        options,
        answer,
        accepted,
        passage: place.as_ref().map(ToString::to_string).unwrap_or_default(),
        paper: place
            .map(|place| place.paper.to_string())
            .unwrap_or_default(),
        citation: source,
        difficulty: 0.5,
        proof: String::new(),
        tags: entry.all("tags"),
    })
}

/// Whether the options are such that one of them is right and each can be told from the others.
fn check_options(
    entry: &Entry,
    kind: Kind,
    options: &[String],
    answers: &Field,
) -> Result<(), Problem> {
    let line = entry
        .field("options")
        .map_or(entry.line, |field| field.line);
    if kind == Kind::TrueFalse {
        let known = ["true", "false"].contains(&answers.values[0].as_str());
        return match known {
            true if options.is_empty() => Ok(()),
            true => Err(at(
                line,
                "a question of kind truefalse has no options: leave them out".to_owned(),
            )),
            false => Err(at(
                answers.line,
                "the answer of a truefalse is true or false".to_owned(),
            )),
        };
    }
    let chooses = matches!(kind, Kind::Choice | Kind::Source);
    if options.is_empty() {
        return if chooses {
            Err(at(
                entry.line,
                format!("a question of kind {kind} needs options: add “options: […]”"),
            ))
        } else {
            Ok(())
        };
    }
    if matches!(kind, Kind::Cloze | Kind::Open) {
        let message = format!(
            "a question of kind {kind} has no options: leave them out, or say “kind: choice”"
        );
        return Err(at(line, message));
    }
    for (place, option) in options.iter().enumerate() {
        if options[..place]
            .iter()
            .any(|known| folded(known) == folded(option))
        {
            return Err(at(
                line,
                format!("the option “{option}” stands there twice"),
            ));
        }
    }
    let missing = answers
        .values
        .iter()
        .find(|answer| !options.contains(answer));
    if let Some(answer) = missing {
        return Err(at(
            answers.line,
            format!("the answer “{answer}” is none of the options"),
        ));
    }
    match options.len() {
        1 => Err(at(line, "one option is no choice: add others".to_owned())),
        2..=26 if answers.values.len() == 1 => Ok(()),
        2..=26 => Err(at(
            answers.line,
            "a question with options has one answer".to_owned(),
        )),
        _ => Err(at(line, "a question has at most 26 options".to_owned())),
    }
}

/// The words of an option, by which two are told to be the same.
fn folded(option: &str) -> String {
    let mut word = String::new();
    let mut all = String::new();
    for place in words(option) {
        fold(place.of(option), &mut word);
        all.push_str(&word);
        all.push(' ');
    }
    if all.is_empty() {
        option.to_owned()
    } else {
        all
    }
}

fn at(line: u32, message: String) -> Problem {
    Problem {
        line: Some(line),
        message,
    }
}

impl Entry {
    fn field(&self, key: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.key == key && !field.values.is_empty())
    }

    fn all(&self, key: &str) -> Vec<String> {
        self.field(key)
            .map(|field| field.values.clone())
            .unwrap_or_default()
    }

    fn required(&self, key: &str) -> Result<&Field, Problem> {
        let missing = || {
            at(
                self.line,
                format!("this question has no {key}: add “{key}: …”"),
            )
        };
        self.field(key).ok_or_else(missing)
    }

    /// The kind that it names, or the one that fits what it has.
    fn kind(&self, has_options: bool, answers: &[String]) -> Result<Kind, Problem> {
        let Some(field) = self.field("kind") else {
            let truth = answers.len() == 1 && ["true", "false"].contains(&answers[0].as_str());
            let prompt = self.all("prompt").join(" ");
            return Ok(match () {
                () if has_options => Kind::Choice,
                () if truth => Kind::TrueFalse,
                () if prompt.contains(GAP) => Kind::Cloze,
                () => Kind::Open,
            });
        };
        let names = Kind::ALL.map(Kind::name);
        let unknown = || {
            let message = format!(
                "“{}” is no kind of question: {} are",
                field.values[0],
                names.join(", ")
            );
            at(field.line, message)
        };
        Kind::named(&field.values[0]).ok_or_else(unknown)
    }
}

/// A value as it is kept: in the form in which texts are compared, without what is empty.
fn value(text: &str) -> Option<String> {
    Some(normalise(text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
