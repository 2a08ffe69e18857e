//! What the table says about itself: an answer to `/help`, and the reference of the README.

use super::spec::{Opt, Spec};
use super::table::{TABLE, spec};

/// An explanation of the commands, or of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What it is about, in a line.
    pub heading: String,
    /// What can be done, in a sentence or two.
    pub text: String,
    /// The columns of the rows.
    pub header: Vec<String>,
    /// One row a command, or one an option.
    pub rows: Vec<Vec<String>>,
    /// A command line to try.
    pub example: &'static str,
}

/// Explains all commands, or one by its name; nothing where there is no such command.
#[must_use]
pub fn help(name: Option<&str>) -> Option<Topic> {
    match name {
        Some(name) => spec(name).map(explain),
        None => Some(list()),
    }
}

fn list() -> Topic {
    Topic {
        heading: "Commands".to_owned(),
        text: "Options are written as option:value, with double quotes around a value of several \
               words. /help and a command’s name explain it.\n\
               What stands under an answer is chosen by its digit or its word, as 1 or more; with a \
               letter it concerns that result, as context b."
            .to_owned(),
        header: row(["Command", "What it does"]),
        rows: TABLE
            .iter()
            .map(|spec| row([&format!("/{}", spec.name), spec.summary]))
            .collect(),
        example: TABLE.first().map_or("", |spec| spec.example),
    }
}

fn explain(spec: &Spec) -> Topic {
    let text = match spec.options.first() {
        Some(first) => format!(
            "{}. Words without an option are its {}.",
            spec.summary,
            free(spec, first)
        ),
        None => format!("{}.", spec.summary),
    };
    Topic {
        heading: format!("/{}", spec.name),
        text,
        header: row(["Option", "What it is", "What it takes"]),
        rows: spec
            .options
            .iter()
            .map(|option| row([option.name, option.summary, &takes(spec, option)]))
            .collect(),
        example: spec.example,
    }
}

/// The option, or the options, that free text fills.
fn free(spec: &Spec, first: &Opt) -> String {
    match spec.alternatives() {
        [] => first.name.to_owned(),
        names => names.join(" or "),
    }
}

fn takes(spec: &Spec, option: &Opt) -> String {
    let allowed = option.kind.allowed();
    match option.default {
        Some(default) => format!("{allowed}; {default} if not given"),
        None if option.required => format!("{allowed}; required"),
        None if spec.alternatives().contains(&option.name) => {
            format!(
                "{allowed}; one of {} is required",
                spec.alternatives().join(" and ")
            )
        }
        None => allowed,
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The command reference of the README, as a Markdown table.
#[must_use]
pub fn reference() -> String {
    let header = "| Command | Options | What it does | Example |\n| --- | --- | --- | --- |\n";
    let rows: Vec<String> = TABLE.iter().map(referred).collect();
    format!("{header}{}", rows.concat())
}

fn referred(spec: &Spec) -> String {
    let options: Vec<String> = spec
        .options
        .iter()
        .map(|option| described(spec, option))
        .collect();
    let options = match options.join("<br>") {
        none if none.is_empty() => "none".to_owned(),
        options => options,
    };
    format!(
        "| `/{}` | {options} | {} | `{}` |\n",
        spec.name, spec.summary, spec.example
    )
}

fn described(spec: &Spec, option: &Opt) -> String {
    format!("`{}` ({})", option.name, takes(spec, option))
}
