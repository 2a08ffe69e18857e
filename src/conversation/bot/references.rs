//! `references` and `citedby`: what a paper cites, and who cites it.

use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, Reply, Total};
use super::Desk;
use super::papers::one_paper;
use super::passages::{offer_notes, passage_actions};
use super::wording::{action, citing_block, heading, letter, reference_block, short, text};
use crate::library::{CitedBy, Citing, Error};
use crate::papers::paper::{Key, Paper, Reference};
use crate::text::{counted, fold, stem, words};

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
    let all = paper.references.len();
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
    let shown: Vec<&Reference> = fitting
        .iter()
        .skip(first)
        .take(ENTRIES_A_PAGE)
        .copied()
        .collect();
    let last = first + shown.len();
    let count = if query.is_empty() {
        let here = held.iter().flatten().count();
        format!("{}, {here} of them here", counted(all, "reference"))
    } else {
        format!(
            "{} of {} with “{query}”",
            fitting.len(),
            counted(all, "reference")
        )
    };
    let part = if fitting.len() > shown.len() {
        format!(": {} to {last}", first + 1)
    } else {
        String::new()
    };
    let mut blocks = vec![heading(format!("{} · {count}{part}", short(paper)))];
    let mut letters = 0;
    for entry in shown {
        let paper = place(entry);
        blocks.push(reference_block(
            entry,
            paper,
            paper.and_then(|_| letter(letters)),
        ));
        letters += usize::from(paper.is_some());
    }
    let mut actions = Vec::new();
    if last < fitting.len() {
        actions.push(action("More", &page(asked.page + 1)));
    }
    let mut here = fitting
        .iter()
        .skip(first)
        .take(ENTRIES_A_PAGE)
        .filter_map(|entry| place(entry));
    if let Some(key) = here.next() {
        actions.push(action("Source", &source_of(key)));
    }
    actions.push(action("Cited by", &cited_by_of(&paper.key)));
    Ok(Reply {
        total: Some(total(fitting.len())),
        blocks,
        actions,
        ..Reply::to("references")
    })
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
    let row = |(name, value): (String, serde_json::Value)| {
        let value = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Array(people) => {
                people.iter().map(person).collect::<Vec<_>>().join("; ")
            }
            other => other.to_string(),
        };
        vec![name, value]
    };
    let fields = match serde_json::to_value(&entry.fields) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    Block::Table {
        header: vec!["Field".to_owned(), "Value".to_owned()],
        rows: fields.into_iter().map(row).collect(),
    }
}

fn person(person: &serde_json::Value) -> String {
    let part = |name: &str| person[name].as_str();
    let names = [part("literal"), part("family"), part("given")];
    names.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether an entry has each of the words, in any inflection.
fn has_words(raw: &str, query: &str) -> bool {
    let own = stems(raw);
    stems(query).iter().all(|word| own.contains(word))
}

fn stems(line: &str) -> Vec<String> {
    let mut folded = String::new();
    let stems = words(line).map(|word| {
        fold(word.of(line), &mut folded);
        stem(&folded)
    });
    stems.collect()
}

/// Who cites a paper, and where.
pub(super) fn cited_by(desk: &Desk<'_>, asked: &command::CitedBy) -> Result<Reply, Error> {
    let with = |key: &str| {
        Command::CitedBy(command::CitedBy {
            paper: key.to_owned(),
            ..asked.clone()
        })
    };
    let paper = match one_paper(desk, &asked.paper, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(reply),
    };
    let results = usize::from(desk.manners.results);
    let found = desk
        .library
        .cited_by(&paper, asked.page as usize, results)?;
    let total = Total {
        total: found.total.min(crate::library::COUNTED),
        more: found.more || found.total > crate::library::COUNTED,
    };
    if found.citing.is_empty() {
        return Ok(Reply {
            total: Some(total),
            ..nobody_cites(&paper, asked, &found)
        });
    }
    let first = (asked.page as usize - 1) * results;
    let shown: usize = found
        .citing
        .iter()
        .map(|citing| citing.passages.len().max(1))
        .sum();
    let mut blocks = vec![heading(cited_line(&paper, &found, first, shown))];
    let mut letters = 0;
    for citing in &found.citing {
        blocks.extend(citing_blocks(citing, &paper.key, &mut letters));
    }
    let mut actions = Vec::new();
    if first + shown < found.total {
        let more = command::CitedBy {
            paper: paper.key.to_string(),
            page: asked.page + 1,
        };
        actions.push(action("More", &Command::CitedBy(more)));
    }
    let mut passages = found.citing.iter().flat_map(|citing| &citing.passages);
    match (passages.next(), found.citing.first()) {
        (Some(first), _) => {
            actions.extend(passage_actions(&first.id(), 0, 0));
            offer_notes(&mut actions, first);
        }
        (None, Some(first)) => actions.push(action("Source", &source_of(&first.paper.key))),
        (None, None) => {}
    }
    Ok(Reply {
        total: Some(total),
        blocks,
        actions,
        ..Reply::to("citedby")
    })
}

/// `Haddad (2009) · cited by 4 papers here, in 6 passages`, and which of the results are shown.
fn cited_line(paper: &Paper, found: &CitedBy, first: usize, shown: usize) -> String {
    let at_least = if found.more { "more than " } else { "" };
    let papers = counted(found.papers, "paper");
    let passages = match found.passages {
        0 => String::new(),
        passages => format!(", in {}", counted(passages, "passage")),
    };
    let part = match (first, first + shown) {
        (0, last) if last == found.total => String::new(),
        (first, last) if first + 1 == last => format!(": number {last}"),
        (first, last) => format!(": {} to {last}", first + 1),
    };
    format!(
        "{} · cited by {at_least}{papers} here{passages}{part}",
        short(paper)
    )
}

/// The passages of a paper that cite another, or else the entry of its bibliography.
fn citing_blocks(citing: &Citing, cited: &Key, letters: &mut usize) -> Vec<Block> {
    let number = citing.reference.number;
    if citing.passages.is_empty() {
        let only = format!(
            "{} ({}) lists it, but no passage was found to cite it:",
            short(&citing.paper),
            citing.paper.key
        );
        return vec![
            text(only),
            reference_block(&citing.reference, Some(cited), None),
        ];
    }
    let block = |excerpt| {
        let own = letter(*letters);
        *letters += 1;
        citing_block(excerpt, own, |mention| {
            mention.references().contains(&number)
        })
    };
    citing.passages.iter().map(block).collect()
}

fn nobody_cites(paper: &Paper, asked: &command::CitedBy, found: &CitedBy) -> Reply {
    let (said, offered) = if found.total > 0 {
        let there_are = counted(found.total, "result");
        let first = Command::CitedBy(command::CitedBy {
            paper: paper.key.to_string(),
            page: 1,
        });
        (
            format!("There is no page {}: there are {there_are}.", asked.page),
            action("First page", &first),
        )
    } else {
        let related = command::Related {
            passage: None,
            paper: Some(paper.key.to_string()),
        };
        (
            format!("No paper here cites {}.", paper.key),
            action("Related", &Command::Related(related)),
        )
    };
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![heading(said)],
        actions: vec![offered, action("Source", &source_of(&paper.key))],
        ..Reply::to("citedby")
    }
}

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
