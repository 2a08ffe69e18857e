//! `cite`: a paper, a passage or a quotation in a style, with what the paper does not say named.

mod marker;
mod place;
mod quotation;

use super::super::command::{self, Command, Form};
use super::super::reply::{Action, Block, CitationBlock, Formatted, MOST_ACTIONS, Reply};
use super::Desk;
use super::passages::passage_actions;
use super::wording::{action, mistake, mistake_to_try, notice};
use crate::library::Error;
use crate::papers::citation::{self, Citation, Style, Work, style};
use crate::text::counted;
use place::Source;

/// Stands in a text for what is left out of it.
const LEFT_OUT: &str = "[…]";

/// Styles that are offered beside the one that was asked for, with what they are called for short.
const OFFERED: [(&str, &str); 5] = [
    ("apa", "APA"),
    ("mla", "MLA"),
    ("chicago-notes", "Chicago"),
    ("harvard", "Harvard"),
    ("bibtex", "BibTeX"),
];

/// A citation, ready to be copied.
pub(super) fn cite(desk: &Desk<'_>, asked: &command::Cite) -> Result<Reply, Error> {
    let name = asked.style.as_deref().unwrap_or(style::DEFAULT);
    let Some(style) = style::named(name) else {
        return Ok(unknown_style(asked, name));
    };
    let source = match place::source(desk, asked)? {
        Ok(source) => source,
        Err(reply) => return Ok(reply),
    };
    if asked.form == Form::Quote && source.quotation.is_none() {
        return Ok(nothing_to_quote(asked, &source));
    }
    let fields = source.paper.fields();
    let work = Work {
        key: &source.paper.key.0,
        fields: &fields,
        language: source.paper.language.as_deref(),
    };
    let cited = citation::cite(style, &work, source.place.as_ref());
    let mut reply = Reply::to("cite");
    reply.blocks.push(Block::Citation(CitationBlock {
        style: style.name.to_owned(),
        text: formatted(wanted(asked.form, style, &cited, &source)),
        intext: formatted(cited.in_text.clone()),
        missing: owned(&citation::missing(&fields)),
        is_note: style.is_note(),
        is_data: !style.is_words(),
    }));
    if let Some(place) = source.place.as_ref().filter(|_| !cited.names_place) {
        reply.blocks.push(notice(format!(
            "{} names no {} in a citation; the place is {}: say it in your own sentence.",
            style.title,
            place.kind(),
            source.in_file.clone().unwrap_or_else(|| place.said())
        )));
    }
    reply.blocks.extend(remarks(asked, style, &source));
    reply.actions = actions(asked, style, &source);
    Ok(reply)
}

/// The citation in the form that was asked for, or in the nearest that the style has.
fn wanted(form: Form, style: &Style, cited: &Citation, source: &Source) -> citation::Formatted {
    let has_in_text = !cited.in_text.text.is_empty();
    match (form, &source.quotation) {
        (Form::Quote, Some(words)) => citation::quoted(style, words, &cited.in_text),
        (Form::Intext | Form::Note, _) if has_in_text => cited.in_text.clone(),
        _ => cited.entry.clone(),
    }
}

fn formatted(text: citation::Formatted) -> Formatted {
    Formatted {
        text: text.text,
        italics: text.italics,
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// What a person should know before the citation is copied.
fn remarks(asked: &command::Cite, style: &Style, source: &Source) -> Vec<Block> {
    let mut said = Vec::new();
    let is_in_text = matches!(asked.form, Form::Intext | Form::Note);
    if is_in_text && style.name == "ris" {
        said.push(notice("RIS has no form for a text; this is the record."));
    } else if asked.form == Form::Note && style.is_words() && !style.is_note() {
        said.push(notice(format!(
            "{} has no notes of its own; this is its citation in the text.",
            style.title
        )));
    }
    if style.is_numeric() {
        said.push(notice(
            "The number is the work’s place in your own list; here it stands as 1.",
        ));
    }
    if source.places > 1 {
        let others = counted(source.places - 1, "other place");
        said.push(notice(format!("The same words stand in {others}.")));
    }
    said.extend(source.remarks.iter().map(notice));
    let words = source.quotation.as_deref().unwrap_or_default();
    if asked.form == Form::Quote && words.contains(LEFT_OUT) {
        said.push(notice(format!(
            "Where “{LEFT_OUT}” stands, something is left out: by the paper itself, or because it is no text in the file, such as a formula. Look there before you quote."
        )));
    }
    said
}

/// Other forms, the place in the paper, other styles.
fn actions(asked: &command::Cite, style: &Style, source: &Source) -> Vec<Action> {
    let mut actions = Vec::new();
    if source.is_elsewhere {
        let own = command::Cite {
            page: None,
            ..asked.clone()
        };
        actions.push(action("Their own page", &Command::Cite(own)));
    }
    let forms = [
        (Form::Bibliography, "Entry"),
        (
            Form::Intext,
            if style.is_note() { "Note" } else { "In text" },
        ),
        (Form::Quote, "Quote"),
    ];
    for (form, label) in forms {
        let has_it = form != Form::Quote || source.quotation.is_some();
        let is_shown = form == asked.form || (form, asked.form) == (Form::Intext, Form::Note);
        if has_it && !is_shown && style.name != "ris" {
            actions.push(action(label, &with_form(asked, form)));
        }
    }
    match &source.passage {
        Some(id) => {
            let context = passage_actions(id, 0, 0).into_iter();
            actions.extend(context.filter(|action| action.label == "Context"));
        }
        None => actions.push(action(
            "Source",
            &Command::Source(command::Source {
                paper: source.paper.key.to_string(),
            }),
        )),
    }
    for (name, label) in OFFERED {
        if name != style.name {
            actions.push(action(label, &with_style(asked, name)));
        }
    }
    actions.truncate(MOST_ACTIONS);
    actions
}

fn with_form(asked: &command::Cite, form: Form) -> Command {
    Command::Cite(command::Cite {
        form,
        ..asked.clone()
    })
}

fn with_style(asked: &command::Cite, name: &str) -> Command {
    Command::Cite(command::Cite {
        style: Some(name.to_owned()),
        ..asked.clone()
    })
}

/// Says that there is no such style, and offers the nearest, else the usual ones.
fn unknown_style(asked: &command::Cite, name: &str) -> Reply {
    let usual: Vec<&str> = style::usual().map(|style| style.name).collect();
    let near = style::nearest(name);
    let offered = if near.is_empty() { &usual } else { &near };
    let suggestions: Vec<Command> = offered
        .iter()
        .take(MOST_ACTIONS)
        .map(|name| with_style(asked, name))
        .collect();
    let others = style::all().count() - usual.len();
    let message = format!(
        "There is no style “{}”. There are {}, and {others} others, which /help cite lists.",
        excerpt(name),
        usual.join(", ")
    );
    mistake_to_try("cite", message, &suggestions)
}

fn nothing_to_quote(asked: &command::Cite, source: &Source) -> Reply {
    let key = &source.paper.key;
    let message = format!("There is nothing to quote yet: name a passage of {key}, or its words.");
    let first = command::Cite {
        paper: None,
        passage: Some(format!("{key}:1")),
        ..asked.clone()
    };
    mistake("cite", message, &[Command::Cite(first)])
}

/// As much of a person’s words as a sentence can hold.
fn excerpt(said: &str) -> String {
    const LONGEST: usize = 60;
    if said.chars().count() <= LONGEST {
        return said.to_owned();
    }
    let head: String = said.chars().take(LONGEST).collect();
    format!("{}…", head.trim_end())
}
