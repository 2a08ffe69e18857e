//! What was said becomes a [`Command`] or a [`Mistake`]. Pure functions; nothing is looked up here.
//!
//! Two doors lead to one constructor: a platform brings a name with options
//! ([`Command::from_options`]), a terminal or a room brings a line ([`Command::from_line`]). The
//! grammar of a line:
//!
//! ```text
//! name    = letters | letters " " letters     `quiz start` is one of several that begin with `quiz`
//! line    = prefix name words      in any room; the prefix is followed by a letter, else it is talk
//!         | name words             in a direct room
//!         | words                  in a direct room: a search, where it begins with no command’s name
//! words   = (option | word)* ["--" anything]
//! option  = letters ":" value      not before a space or "/"; the letters are, or are within two
//!                                  edits of, the name of an option of some command; but the id of a
//!                                  passage (papernd:1) is no option
//! value   = characters without a space
//!         | '"' characters '"'     where \" and \\ stand for " and \; “ and ” quote as well
//! ```
//!
//! Words that are no option are free text and fill the command's first option. Letter case of names
//! does not matter. In every value, runs of white space and control characters become one space, and
//! an empty value counts as not given. Formatting a command and parsing it again gives the same one.

mod complete;
mod help;
mod line;
mod menu;
mod mistake;
mod options;
mod spec;
mod table;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use complete::{Choices, Completion, complete};
pub use help::{Topic, help, reference};
pub use line::{Grammar, is_talk};
pub use menu::{Asks, MENUS, Menu, asked_of, menu};
pub use mistake::{Mistake, Wrong};
pub use options::{
    About, Cite, CitedBy, DailyOff, DailySet, DailyShow, Define, Form, Help, Leaderboard, Mode,
    Pace, Papers, Passage, Period, QuizAnswer, QuizFlag, QuizHint, QuizJoin, QuizLeave, QuizSkip,
    QuizStart, QuizStop, References, Related, Scope, Score, Search, Sort, Source, Verify,
};
pub use spec::{Kind, LONGEST_TERM, Opt, Rule, Spec};
pub use table::{FAMILIES, TABLE, begins_name, family, names, spec};

/// The longest value of an option, in characters. No question of a person is longer, and what is
/// pasted by mistake should be said to be too long rather than searched for.
pub const LONGEST_VALUE: usize = 10_000;

/// A command with its options, checked against the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// Passages that answer.
    Search(Search),
    /// One passage with its neighbours.
    Passage(Passage),
    /// Who defines a term, and how.
    Define(Define),
    /// The library.
    Papers(Papers),
    /// A citation.
    Cite(Cite),
    /// A paper's card.
    Source(Source),
    /// A paper's bibliography.
    References(References),
    /// Who cites a paper.
    CitedBy(CitedBy),
    /// Whether a quotation is right.
    Verify(Verify),
    /// Near passages of other papers.
    Related(Related),
    /// A round begins.
    #[serde(rename = "quiz start")]
    QuizStart(QuizStart),
    /// Somebody takes part in it.
    #[serde(rename = "quiz join")]
    QuizJoin(QuizJoin),
    /// Somebody takes part no more.
    #[serde(rename = "quiz leave")]
    QuizLeave(QuizLeave),
    /// An answer.
    #[serde(rename = "quiz answer")]
    QuizAnswer(QuizAnswer),
    /// A hint.
    #[serde(rename = "quiz hint")]
    QuizHint(QuizHint),
    /// A vote for the next question.
    #[serde(rename = "quiz skip")]
    QuizSkip(QuizSkip),
    /// A round ends.
    #[serde(rename = "quiz stop")]
    QuizStop(QuizStop),
    /// Something is wrong with a question.
    #[serde(rename = "quiz flag")]
    QuizFlag(QuizFlag),
    /// One question a day is to be asked.
    #[serde(rename = "daily set")]
    DailySet(DailySet),
    /// When it is asked.
    #[serde(rename = "daily show")]
    DailyShow(DailyShow),
    /// It is asked no more.
    #[serde(rename = "daily off")]
    DailyOff(DailyOff),
    /// What somebody's answers amount to.
    Score(Score),
    /// Who has most points.
    Leaderboard(Leaderboard),
    /// What can be asked.
    Help(Help),
    /// Version and index.
    About(About),
}

impl Command {
    /// Makes a command of its name and options, as text. Every way into the program ends here.
    pub fn from_options(name: &str, options: &[(String, String)]) -> Result<Self, Mistake> {
        let Some(spec) = spec(name) else {
            return Err(mistake::unknown_command(name, |near| {
                Self::from_options(near, options)
            }));
        };
        Self::build(spec, options).map_err(|wrong| Mistake::in_options(spec, wrong, options))
    }

    /// The one constructor, without the way out of a mistake.
    fn build(spec: &Spec, options: &[(String, String)]) -> Result<Self, Wrong> {
        let values = checked(spec, options)?;
        let command = Map::from_iter([(spec.name.to_owned(), Value::Object(values))]);
        serde_json::from_value(Value::Object(command))
            .map_err(|error| Wrong::Refused(error.to_string()))
    }

    /// Its name in the table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.parts().map_or("", |(spec, _)| spec.name)
    }

    /// Whether the answer is asked for in private.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.value("private").and_then(|value| value.as_bool()) == Some(true)
    }

    /// Which page of a list it asks for, from 1.
    #[must_use]
    pub fn page(&self) -> u64 {
        // The page of a citation is a place in a paper, and no number.
        let page = self.value("page").and_then(|value| value.as_u64());
        page.unwrap_or(1)
    }

    /// The same command for the page before, where there is one.
    #[must_use]
    pub fn page_before(&self) -> Option<Self> {
        let before = self.page().checked_sub(1).filter(|page| *page > 0)?;
        self.with("page", Some(Value::from(before)))
    }

    /// The same command, with an answer that everybody in the room may see.
    #[must_use]
    pub fn for_the_room(&self) -> Self {
        let open = || self.with("private", None);
        let open = self.is_private().then(open).flatten();
        open.unwrap_or_else(|| self.clone())
    }

    fn value(&self, option: &str) -> Option<Value> {
        let (_, mut values) = self.parts()?;
        values.remove(option)
    }

    /// The same command with another value of an option, or without it.
    fn with(&self, option: &str, value: Option<Value>) -> Option<Self> {
        let (spec, mut values) = self.parts()?;
        values.remove(option);
        values.extend(value.map(|value| (option.to_owned(), value)));
        let command = Map::from_iter([(spec.name.to_owned(), Value::Object(values))]);
        serde_json::from_value(Value::Object(command)).ok()
    }

    /// Its row of the table, and its options that are not at their default.
    fn parts(&self) -> Option<(&'static Spec, Map<String, Value>)> {
        let Ok(Value::Object(command)) = serde_json::to_value(self) else {
            return None;
        };
        let (name, values) = command.into_iter().next()?;
        let Value::Object(values) = values else {
            return None;
        };
        Some((spec(&name)?, values))
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (spec, values) = self.parts().ok_or(fmt::Error)?;
        write!(f, "/{}", spec.name)?;
        let given = spec
            .options
            .iter()
            .filter_map(|option| Some((option, written(values.get(option.name)?))));
        let mut after = None;
        for (option, value) in given {
            // Of options that exclude each other only the first goes without its name.
            let free = spec.options.first() == Some(option)
                && spec
                    .free(&value)
                    .is_some_and(|free| free.name == option.name);
            if !free {
                write!(f, " {}:{}", option.name, line::quote(&value))?;
            } else if line::is_plain(&value) {
                write!(f, " {value}")?;
            } else {
                after = Some(value);
            }
        }
        match after {
            Some(text) => write!(f, " -- {text}"),
            None => Ok(()),
        }
    }
}

/// A value as it is typed.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

/// The options as the typed ones hold them, or the first thing wrong with them.
fn checked(spec: &Spec, options: &[(String, String)]) -> Result<Map<String, Value>, Wrong> {
    let mut values = Map::new();
    let mut seen = Vec::new();
    for (name, value) in options {
        let Some(option) = spec.option(name) else {
            return Err(Wrong::UnknownOption(spec.name, name.clone()));
        };
        if seen.contains(&option.name) {
            return Err(Wrong::Twice(option.name));
        }
        seen.push(option.name);
        let value = folded(value);
        let length = value.chars().count();
        if length > LONGEST_VALUE {
            return Err(Wrong::TooLong(option.name, length));
        }
        if !value.is_empty() {
            let read = option
                .kind
                .read(&value)
                .ok_or(Wrong::Value(option, value))?;
            values.insert(option.name.to_owned(), read);
        }
    }
    if let Some(missing) = spec
        .options
        .iter()
        .find(|option| option.required && !values.contains_key(option.name))
    {
        return Err(Wrong::Missing(spec.name, missing));
    }
    for rule in spec.rules {
        hold(spec, *rule, &values)?;
    }
    Ok(values)
}

fn hold(spec: &Spec, rule: Rule, values: &Map<String, Value>) -> Result<(), Wrong> {
    match rule {
        Rule::OneOf(names) => match names
            .iter()
            .filter(|name| values.contains_key(**name))
            .count()
        {
            0 => Err(Wrong::NoneOf(spec.name, names)),
            1 => Ok(()),
            _ => Err(Wrong::Several(names)),
        },
        Rule::Ordered(first, second) => {
            let number = |name| values.get(name).and_then(Value::as_i64);
            match (number(first), number(second)) {
                (Some(low), Some(high)) if low > high => Err(Wrong::Order(first, second)),
                _ => Ok(()),
            }
        }
    }
}

/// A value without what cannot be told apart on a line.
fn folded(value: &str) -> String {
    let words: Vec<&str> = value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
