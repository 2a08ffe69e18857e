//! `references`: what a paper cites, entry by entry, and which of it is here.

use std::fmt::Write as _;

use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, Reply, Total};
use super::Desk;
use super::papers::one_paper;
use super::passages::{offer_notes, passage_actions};
use super::wording::{action, citing_block, heading, letter, reference_block, short, text};
use crate::library::Error;
use crate::papers::paper::{Key, Paper, Reference};
use crate::text::{counted, stems};

/// How many entries a page of a bibliography has.
const ENTRIES_A_PAGE: usize = 10;
/// How many of the passages that cite an entry are shown with it.
const CITING: usize = 3;

/// A paper's bibliography, or one entry of it.
pub(super) fn references(desk: &Desk<'_>, asked: &command::References) -> Result<Reply, Error> {
    let with = |key: &str| {
        Command::References(command::References {
            paper: key.to_owned(),
            ..asked.clone()
        })
    };
    let paper = match one_paper(desk, &asked.paper, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(reply),
    };
    if paper.references.is_empty() {
        return Ok(no_bibliography(&paper));
    }
    match asked.number {
        Some(number) => one_entry(desk, &paper, number),
        None => list(desk, &paper, asked),
    }
}

fn no_bibliography(paper: &Paper) -> Reply {
    let mut blocks = vec![heading(format!(
        "No bibliography was found in {}.",
        paper.key
    ))];
    if !paper.notes.is_empty() {
        let notes = counted(paper.notes.len(), "note");
        blocks.push(text(format!(
            "It has {notes}: what it cites may stand there."
        )));
    }
    Reply {
        found: false,
        audience: Audience::Person,
        blocks,
        actions: vec![action("Source", &source_of(&paper.key))],
        ..Reply::to("references")
    }
}

fn list(desk: &Desk<'_>, paper: &Paper, asked: &command::References) -> Result<Reply, Error> {
    let query = asked.query.as_deref().unwrap_or_default();
    let fitting: Vec<&Reference> = paper
        .references
        .iter()
        .filter(|entry| has_words(&entry.raw, query))
        .collect();
    let page = |page| {
        Command::References(command::References {
            paper: paper.key.to_string(),
            page,
            ..asked.clone()
        })
    };
    let first = (asked.page as usize - 1) * ENTRIES_A_PAGE;
    if first >= fitting.len() {
        return Ok(nothing_listed(paper, asked, fitting.len(), &page(1)));
    }
    let held = desk.library.held(&paper.key, &paper.references)?;
    let place = |entry: &Reference| held.get(entry.number as usize - 1)?.as_ref();
    let last = (first + ENTRIES_A_PAGE).min(fitting.len());
    let here = held.iter().flatten().count();
    let mut line = list_line(paper, query, fitting.len(), here);
    if last - first < fitting.len() {
        let _ = write!(line, ": {} to {last}", first + 1);
    }
    let mut blocks = vec![heading(line)];
    let mut here = Vec::new();
    for entry in &fitting[first..last] {
        let own = place(entry);
        let letter = own.and_then(|_| letter(here.len()));
        blocks.push(reference_block(entry, own, letter));
        here.extend(own);
    }
    let more = (last < fitting.len()).then(|| action("More", &page(asked.page + 1)));
    let source = here.first().map(|key| action("Source", &source_of(key)));
    let cited_by = action("Cited by", &cited_by_of(&paper.key));
    Ok(Reply {
        total: Some(total(fitting.len())),
        blocks,
        actions: more.into_iter().chain(source).chain([cited_by]).collect(),
        ..Reply::to("references")
    })
}

/// `Liang (2014) · 12 references, 3 of them here`, or how many have the words.
fn list_line(paper: &Paper, query: &str, fitting: usize, here: usize) -> String {
    let all = counted(paper.references.len(), "reference");
    let name = short(paper);
    if query.is_empty() {
        format!("{name} · {all}, {here} of them here")
    } else {
        format!("{name} · {fitting} of {all} with “{query}”")
    }
}

/// A page after the last, or words that no entry has.
fn nothing_listed(
    paper: &Paper,
    asked: &command::References,
    fitting: usize,
    first: &Command,
) -> Reply {
    let (all, key) = (counted(paper.references.len(), "reference"), &paper.key);
    let (said, ways_out) = match &asked.query {
        Some(query) if fitting == 0 => (
            format!("None of the {all} of {key} has “{query}”."),
            action("All references", &references_of(key)),
        ),
        _ => (
            format!(
                "There is no page {}: the list has {}.",
                asked.page,
                counted(fitting, "reference")
            ),
            action("First page", first),
        ),
    };
    Reply {
        found: false,
        audience: Audience::Person,
        total: Some(total(fitting)),
        blocks: vec![heading(said)],
        actions: vec![ways_out],
        ..Reply::to("references")
    }
}

/// An entry in full: its fields, and the passages of the paper that cite it.
fn one_entry(desk: &Desk<'_>, paper: &Paper, number: u32) -> Result<Reply, Error> {
    let all = paper.references.len();
    let Some(entry) = paper.references.get(number as usize - 1) else {
        let last = action("Last reference", &entry_of(&paper.key, all as u32));
        let there_are = match all {
            1 => "1 reference".to_owned(),
            _ => format!("{all} references, 1 to {all}"),
        };
        return Ok(Reply {
            found: false,
            audience: Audience::Person,
            blocks: vec![heading(format!(
                "There is no reference {number}: {} has {there_are}.",
                paper.key
            ))],
            actions: vec![last, action("All references", &references_of(&paper.key))],
            ..Reply::to("references")
        });
    };
    let held = desk.library.held(&paper.key, std::slice::from_ref(entry))?;
    let held = held.into_iter().next().flatten();
    let (passages, cited) = desk.library.cited_at(&paper.key, number, CITING)?;
    let mut blocks = vec![
        heading(format!("{} · reference {number} of {all}", short(paper))),
        reference_block(entry, held.as_ref(), None),
        fields(entry),
        text(match cited {
            0 => "No passage was found to cite it.".to_owned(),
            _ if cited > passages.len() => format!("Cited in {cited} passages, first in these:"),
            _ => format!("Cited in {}:", counted(cited, "passage")),
        }),
    ];
    blocks.extend(passages.iter().enumerate().map(|(place, excerpt)| {
        citing_block(excerpt, letter(place), |mention| {
            mention.references().contains(&number)
        })
    }));
    let mut actions = Vec::new();
    if let Some(key) = &held {
        actions.push(action("Cited paper", &source_of(key)));
    }
    if (number as usize) < all {
        actions.push(action("Next reference", &entry_of(&paper.key, number + 1)));
    }
    match passages.first() {
        Some(first) => {
            actions.extend(passage_actions(&first.id(), 0, 0));
            offer_notes(&mut actions, first);
        }
        None => actions.push(action("Source", &source_of(&paper.key))),
    }
    Ok(Reply {
        blocks,
        actions,
        ..Reply::to("references")
    })
}

/// The fields of an entry, a row each.
fn fields(entry: &Reference) -> Block {
    let row = |(name, value): (&str, String)| vec![name.to_owned(), value];
    Block::Table {
        header: vec!["Field".to_owned(), "Value".to_owned()],
        rows: entry.fields.rows().into_iter().map(row).collect(),
    }
}

/// Whether an entry has each of the words, in any inflection.
fn has_words(raw: &str, query: &str) -> bool {
    let own = stems(raw);
    stems(query).iter().all(|word| own.contains(word))
}

/// A count that is exact.
fn total(total: usize) -> Total {
    Total { total, more: false }
}

pub(super) fn references_of(key: &Key) -> Command {
    Command::References(command::References {
        paper: key.to_string(),
        number: None,
        query: None,
        page: 1,
    })
}

pub(super) fn entry_of(key: &Key, number: u32) -> Command {
    Command::References(command::References {
        paper: key.to_string(),
        number: Some(number),
        query: None,
        page: 1,
    })
}

pub(super) fn cited_by_of(key: &Key) -> Command {
    Command::CitedBy(command::CitedBy {
        paper: key.to_string(),
        page: 1,
    })
}

pub(super) fn source_of(key: &Key) -> Command {
    Command::Source(command::Source {
        paper: key.to_string(),
    })
}
