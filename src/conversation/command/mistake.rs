//! What can be wrong with what was said, as a sentence, with the way out of it.
//!
//! Every suggestion is a command line that is itself right: it was made by correcting what was said
//! and building the command. Whether it finds anything is not known here.

use std::fmt;

use super::line::as_search;
use super::spec::{Kind, Opt, Spec};
use super::table::{family, names, spec};
use super::{Command, LONGEST_VALUE};

/// A line or a set of options that is no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The command that was meant, by name; empty where none was named rightly.
    pub command: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
    /// A correct example.
    pub usage: &'static str,
    /// The nearest command lines that would have been right, at most three.
    pub suggestions: Vec<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.wrong.fmt(f)
    }
}

impl std::error::Error for Mistake {}

/// What is wrong with a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// No command was named where one must be.
    #[error("“{}” is not a command. A command begins with its name after a prefix.", excerpt(.0))]
    Talk(String),
    /// No command has this name.
    #[error("There is no command “{}”.", excerpt(.0))]
    UnknownCommand(String),
    /// Several commands begin with this word.
    #[error("“/{}” is the beginning of several commands: name one of {}.", excerpt(.0), .1)]
    Incomplete(String, String),
    /// The command has no option of this name.
    #[error("“/{}” has no option “{}”.", .0, excerpt(.1))]
    UnknownOption(&'static str, String),
    /// An option was given more than once.
    #[error("The option “{0}” is given twice.")]
    Twice(&'static str),
    /// The value is none that the option takes.
    #[error("“{}” must be {}, not “{}”.", .0.name, .0.kind.allowed(), excerpt(.1))]
    Value(&'static Opt, String),
    /// The value is longer than anybody would ask.
    #[error("“{0}” is {1} characters long; at most {LONGEST_VALUE} are read.")]
    TooLong(&'static str, usize),
    /// The command says nothing without this option.
    #[error("“/{}” needs “{}”: {}.", .0, .1.name, uncapitalised(.1.summary))]
    Missing(&'static str, &'static Opt),
    /// The command says nothing without one of these options.
    #[error("“/{}” needs {}.", .0, listed(.1, "or"))]
    NoneOf(&'static str, &'static [&'static str]),
    /// More than one of several options was given.
    #[error("Only one of {} can be given.", listed(.0, "and"))]
    Several(&'static [&'static str]),
    /// The first option is greater than the second.
    #[error("“{0}” is later than “{1}”.")]
    Order(&'static str, &'static str),
    /// Text was given to a command that takes none.
    #[error("“/{}” takes nothing, but “{}” follows it.", .0, excerpt(.1))]
    Surplus(&'static str, String),
    /// A quotation mark was opened and not closed.
    #[error("The quotation mark after “{0}:” is never closed.")]
    Unclosed(String),
    /// The typed options refused what the table allowed.
    #[error("These options do not go together: {0}.")]
    Refused(String),
}

impl Mistake {
    /// A line without a command, where a command must be named.
    pub(super) fn talk(line: &str) -> Self {
        let mistake = Self {
            command: "",
            wrong: Wrong::Talk(line.to_owned()),
            usage: "/help",
            suggestions: Vec::new(),
        };
        mistake.or_search(line)
    }

    /// A mistake in the options of a command, with the corrections that make it right.
    pub(super) fn in_options(
        spec: &'static Spec,
        wrong: Wrong,
        options: &[(String, String)],
    ) -> Self {
        let mut mistake = Self {
            command: spec.name,
            usage: spec.example,
            suggestions: Vec::new(),
            wrong,
        };
        for corrected in corrections(spec, &mistake.wrong, options) {
            mistake.suggest(Command::build(spec, &corrected).ok());
        }
        if matches!(mistake.wrong, Wrong::Missing("search", _)) && !options.is_empty() {
            // Conditions without words fit a list of papers.
            let papers = self::spec("papers");
            mistake.suggest(papers.and_then(|papers| Command::build(papers, options).ok()));
        }
        if let Wrong::Surplus(_, text) = &mistake.wrong {
            let text = text.clone();
            return mistake.or_search(&text);
        }
        mistake
    }

    /// Suggests a search as well, for a line that may have been meant as one.
    pub(super) fn or_search(mut self, line: &str) -> Self {
        self.suggest(as_search(line));
        self
    }

    fn suggest(&mut self, command: Option<Command>) {
        self.suggestions
            .extend(command.map(|command| command.to_string()));
        self.keep_best();
    }

    fn keep_best(&mut self) {
        let mut kept: Vec<String> = Vec::new();
        for line in self.suggestions.drain(..) {
            let short = line.chars().count() <= LONGEST_SUGGESTION;
            if short && kept.len() < MOST_SUGGESTIONS && !kept.contains(&line) {
                kept.push(line);
            }
        }
        self.suggestions = kept;
    }
}

/// A summary in the middle of a sentence.
fn uncapitalised(summary: &str) -> String {
    let mut characters = summary.chars();
    characters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_lowercase(), characters.as_str())
    })
}

const MOST_SUGGESTIONS: usize = 3;
/// A suggestion is read and chosen, so it must be no longer than a sentence or two.
const LONGEST_SUGGESTION: usize = 300;

/// A command that does not exist, with the lines that the nearest commands make of it.
pub(super) fn unknown_command(
    name: &str,
    corrected: impl Fn(&'static str) -> Result<Command, Mistake>,
) -> Mistake {
    let name = &super::folded(name);
    let near = nearest(name, names());
    let usage = near.first().and_then(|near| spec(near));
    let mut mistake = Mistake {
        command: "",
        wrong: Wrong::UnknownCommand(name.clone()),
        usage: usage.map_or("/help", |spec| spec.example),
        suggestions: Vec::new(),
    };
    for near in near {
        match corrected(near) {
            Ok(command) => mistake.suggest(Some(command)),
            // The rest of the line is wrong as well, but its own corrections are right.
            Err(more) => mistake.suggestions.extend(more.suggestions),
        }
    }
    mistake.keep_best();
    mistake
}

/// The first word of several commands alone.
pub(super) fn incomplete(word: &str) -> Mistake {
    let second = |spec: &&'static Spec| spec.name.split_once(' ').map(|(_, second)| second);
    let words: Vec<&str> = family(word).filter_map(|spec| second(&spec)).collect();
    let usage = family(word).next();
    let mut mistake = Mistake {
        command: "",
        wrong: Wrong::Incomplete(word.to_lowercase(), words.join(", ")),
        usage: usage.map_or("/help", |spec| spec.example),
        suggestions: Vec::new(),
    };
    for spec in family(word) {
        mistake.suggest(Command::build(spec, &[]).ok());
    }
    mistake
}

type Options = Vec<(String, String)>;

/// What the options would be without the mistake, most likely first.
fn corrections(spec: &Spec, wrong: &Wrong, options: &[(String, String)]) -> Vec<Options> {
    match wrong {
        Wrong::UnknownOption(..) => vec![renamed(spec, options), retold(spec, options)],
        Wrong::Twice(name) => vec![
            only_one(name, options.iter()),
            only_one(name, options.iter().rev()),
        ],
        Wrong::Value(option, value) => nearest_values(option.kind, value)
            .into_iter()
            .map(|near| with_value(options, option.name, &near))
            .collect(),
        Wrong::Several(names) => names
            .iter()
            .map(|kept| without(options, |name| names.contains(&name) && name != *kept))
            .collect(),
        Wrong::Order(first, second) => vec![swapped(options, first, second)],
        Wrong::Unclosed(_) | Wrong::Surplus(..) => vec![options.to_vec()],
        _ => Vec::new(),
    }
}

/// Each unknown option by the name of the nearest known one.
fn renamed(spec: &Spec, options: &[(String, String)]) -> Options {
    let rename = |name: &String| {
        let known = spec.options.iter().map(|option| option.name);
        match spec.option(name) {
            Some(option) => option.name.to_owned(),
            None => nearest(name, known)
                .first()
                .map_or(name.clone(), |near| (*near).to_owned()),
        }
    };
    options
        .iter()
        .map(|(name, value)| (rename(name), value.clone()))
        .collect()
}

/// Each unknown option as the free text that it may have been meant to be.
fn retold(spec: &Spec, options: &[(String, String)]) -> Options {
    let mut text = Vec::new();
    let mut known = Vec::new();
    let first = spec.options.first().map(|option| option.name);
    for (name, value) in options {
        match spec.option(name) {
            Some(option) if Some(option.name) == first => text.insert(0, value.clone()),
            Some(_) => known.push((name.clone(), value.clone())),
            None => text.push(format!("{name}:{value}")),
        }
    }
    if let Some(option) = first {
        known.push((option.to_owned(), text.join(" ")));
    }
    known
}

fn only_one<'o>(name: &str, options: impl Iterator<Item = &'o (String, String)>) -> Options {
    let mut kept: Options = Vec::new();
    for (other, value) in options {
        let again = kept
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(other));
        if !(again && other.eq_ignore_ascii_case(name)) {
            kept.push((other.clone(), value.clone()));
        }
    }
    kept
}

fn with_value(options: &[(String, String)], name: &str, near: &str) -> Options {
    options
        .iter()
        .map(|(other, value)| {
            let value = if other.eq_ignore_ascii_case(name) {
                near
            } else {
                value
            };
            (other.clone(), value.to_owned())
        })
        .collect()
}

fn without(options: &[(String, String)], left_out: impl Fn(&str) -> bool) -> Options {
    options
        .iter()
        .filter(|(name, _)| !left_out(&name.to_ascii_lowercase()))
        .cloned()
        .collect()
}

fn swapped(options: &[(String, String)], first: &str, second: &str) -> Options {
    let swap = |name: &String| match name.to_ascii_lowercase() {
        name if name == first => second.to_owned(),
        name if name == second => first.to_owned(),
        name => name,
    };
    options
        .iter()
        .map(|(name, value)| (swap(name), value.clone()))
        .collect()
}

/// The values of a kind that are nearest to one that is none.
fn nearest_values(kind: Kind, value: &str) -> Vec<String> {
    match kind {
        Kind::Choice(words) => owned(&nearest(value, words.iter().copied())),
        Kind::CommandName => owned(&nearest(value, names())),
        Kind::Flag => vec!["yes".to_owned()],
        // A key alone is often typed for the paper's first passage.
        Kind::PassageId if value.ends_with(|c: char| c.is_ascii_digit()) => {
            vec![format!("{value}:1")]
        }
        Kind::Whole { from, to } => value.parse::<i64>().map_or(Vec::new(), |number| {
            vec![number.clamp(from.into(), to.into()).to_string()]
        }),
        _ => Vec::new(),
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The known words that may have been meant: those a few edits away, and those it begins.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    // A short word is within two edits of nearly every other short word.
    let edits = if length < 4 { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = known
        .filter(|known| known.len().abs_diff(length) <= edits || known.starts_with(&word))
        .map(|known| (strsim::damerau_levenshtein(known, &word), known))
        .filter(|(distance, known)| *distance <= edits || (length > 1 && known.starts_with(&word)))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter()
        .map(|(_, known)| known)
        .take(MOST_SUGGESTIONS)
        .collect()
}

/// As much of what was said as a sentence can hold.
fn excerpt(said: &str) -> String {
    const LONGEST: usize = 60;
    if said.chars().count() <= LONGEST {
        return said.to_owned();
    }
    let head: String = said.chars().take(LONGEST).collect();
    format!("{}…", head.trim_end())
}

fn listed(names: &[&str], between: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(&format!(" {between} "))
}
