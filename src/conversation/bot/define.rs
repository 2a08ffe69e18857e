//! `define`: what a term means, by everybody who says so.

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, DefinitionBlock, Reply, Total};
use super::Desk;
use super::papers::unknown_values;
use super::passages::passage_actions;
use super::search::corrections;
use super::wording::{action, definition_block, heading, match_block, notice, text};
use crate::library::{Define, Defined, Definitions, Error, Found, Values};
use crate::papers::paper::PassageId;
use crate::text::{counted, grouped};

/// How many definitions a page has.
const DEFINITIONS_A_PAGE: usize = 5;

/// How many terms of a text are explained: as many as definitions stand on a page.
const TERMS_OF_A_TEXT: usize = DEFINITIONS_A_PAGE;

/// Every definition of a term, best first, each with its source.
pub(super) fn define(desk: &Desk<'_>, asked: &command::Define) -> Result<Reply, Error> {
    let defined = desk.library.define(&Define {
        term: asked.term.clone(),
        author: asked.author.clone(),
        page: asked.page as usize,
        results: DEFINITIONS_A_PAGE,
    })?;
    match defined {
        Defined::Found(found) if found.definitions.is_empty() => Ok(beyond(asked, &found)),
        Defined::Found(found) => Ok(shown(asked, &found)),
        Defined::ByOthers(others) => by_others(desk, asked, others),
        Defined::Used(uses) => Ok(not_defined(asked, &uses)),
        Defined::NoWords => {
            let nothing = format!("There are no words in “{}” to look up.", asked.term);
            Ok(empty(vec![heading(nothing)], Vec::new()))
        }
    }
}

/// The terms of a text that are defined here, each with its best definition.
pub(super) fn terms_of(desk: &Desk<'_>, said: &str) -> Result<Reply, Error> {
    let found = desk.library.terms_in(said, TERMS_OF_A_TEXT)?;
    if found.is_empty() {
        let nothing = "No term of this text is defined here.".to_owned();
        return Ok(empty(vec![heading(nothing)], Vec::new()));
    }
    let terms = counted(found.len(), "term");
    let verb = if found.len() == 1 { "is" } else { "are" };
    let mut blocks = vec![heading(format!("{terms} of this text {verb} defined here"))];
    let mut actions = Vec::new();
    for entry in &found {
        let term = entry.definition.term.clone();
        let define = command::Define {
            term: term.clone(),
            author: None,
            page: 1,
            private: false,
        };
        actions.push(action(format!("Define {term}"), &Command::Define(define)));
    }
    let definitions = lettered(found.iter().map(definition_block));
    blocks.extend(definitions.into_iter().map(Block::Definition));
    Ok(Reply {
        blocks,
        actions,
        ..Reply::to("define")
    })
}

/// A page of definitions.
fn shown(asked: &command::Define, found: &Definitions) -> Reply {
    let first = (asked.page as usize - 1) * DEFINITIONS_A_PAGE;
    let last = first + found.definitions.len();
    let mut blocks = vec![heading(title(found, first..last))];
    if let Some(mended) = &found.mended {
        blocks.push(notice(format!(
            "Nobody defines “{}”: looked up “{}”.",
            mended.typed, mended.searched
        )));
    }
    let definitions = lettered(found.definitions.iter().map(definition_block));
    let mut actions = Vec::new();
    if last < found.total {
        let more = command::Define {
            page: asked.page + 1,
            ..asked.clone()
        };
        actions.push(action("More", &Command::Define(more)));
    }
    let passage = definitions.iter().find_map(|block| block.passage.as_ref());
    if let Some(id) = passage.and_then(|id| id.parse::<PassageId>().ok()) {
        actions.extend(passage_actions(&id, 0, 0));
    }
    blocks.extend(definitions.into_iter().map(Block::Definition));
    Reply {
        audience: if asked.private {
            Audience::Person
        } else {
            Audience::Room
        },
        total: Some(Total {
            total: found.total,
            more: false,
        }),
        blocks,
        actions,
        ..Reply::to("define")
    }
}

/// Letters for what can be named in an answer: a glossary has no passage to go to.
fn lettered(blocks: impl Iterator<Item = DefinitionBlock>) -> Vec<DefinitionBlock> {
    let mut letters = 'a'..='z';
    let letter = |mut block: DefinitionBlock| {
        block.letter = block.passage.is_some().then(|| letters.next()).flatten();
        block
    };
    blocks.map(letter).collect()
}

/// `“buffer state”: 4 definitions in 3 papers and the glossary`, and which of them a page shows.
fn title(found: &Definitions, shown: std::ops::Range<usize>) -> String {
    let count = counted(found.total, "definition");
    let papers = counted(found.papers, "paper");
    let place = match (found.papers, found.in_glossary) {
        (0, _) => "the glossary".to_owned(),
        (_, true) => format!("{papers} and the glossary"),
        (_, false) => papers,
    };
    let term = &found.term;
    if shown.len() == 1 && found.total > 1 {
        return format!("“{term}”: {count} in {place}, number {}", shown.end);
    }
    if shown.len() == found.total {
        return format!("“{term}”: {count} in {place}");
    }
    format!(
        "“{term}”: {count} in {place}, {} to {}",
        shown.start + 1,
        shown.end
    )
}

/// An honest empty answer: where the term is used, though nobody says what it means.
fn not_defined(asked: &command::Define, uses: &Found) -> Reply {
    let term = &asked.term;
    let search = |words: &str| Command::Search(command::Search::of(words.to_owned()));
    if uses.total == 0 {
        let mut actions: Vec<Action> = Vec::new();
        let mut blocks = vec![heading(format!(
            "“{term}” is neither defined nor used here."
        ))];
        for (word, passages) in &uses.near {
            let count = counted(*passages as usize, "passage");
            blocks.push(text(format!("“{word}” is in {count}.")));
            let near = command::Define {
                term: word.clone(),
                page: 1,
                ..asked.clone()
            };
            actions.push(action(format!("Define “{word}”"), &Command::Define(near)));
        }
        actions.push(action("Search the words", &search(term)));
        return empty(blocks, actions);
    }
    let count = if uses.more {
        format!("more than {} passages", grouped(uses.total))
    } else {
        counted(uses.total, "passage")
    };
    let respelled = if uses.wording.mended.is_empty() {
        ""
    } else {
        " and, spelled otherwise"
    };
    let mut blocks = vec![heading(format!(
        "“{term}” is not defined here{respelled}, used in {count}."
    ))];
    blocks.extend(corrections(&uses.wording));
    blocks.extend(
        uses.matches
            .iter()
            .enumerate()
            .map(|(place, found)| match_block(found, place)),
    );
    let mut actions = Vec::new();
    if uses.total > uses.matches.len() {
        actions.push(action("More", &search(&format!("\"{term}\""))));
    }
    if let Some(first) = uses.matches.first() {
        actions.extend(passage_actions(&first.excerpt.id(), 0, 0));
    }
    empty(blocks, actions)
}

/// Nobody of that name defines it, but others do.
fn by_others(desk: &Desk<'_>, asked: &command::Define, others: usize) -> Result<Reply, Error> {
    let author = asked.author.clone().unwrap_or_default();
    let mut blocks = vec![heading(format!(
        "No definition of “{}” is by “{author}”.",
        asked.term
    ))];
    let values = [(Values::Authors, &asked.author), (Values::Tags, &None)];
    let (said, mut actions) = unknown_values(desk, values, &|_, author| {
        Command::Define(command::Define {
            author: Some(author),
            page: 1,
            ..asked.clone()
        })
    })?;
    blocks.extend(said);
    let count = counted(others, "definition");
    blocks.push(text(format!("Without author:{author}: {count}.")));
    let anybody = command::Define {
        author: None,
        page: 1,
        ..asked.clone()
    };
    actions.push(action("Without author", &Command::Define(anybody)));
    Ok(empty(blocks, actions))
}

fn beyond(asked: &command::Define, found: &Definitions) -> Reply {
    let count = counted(found.total, "definition");
    let first = command::Define {
        page: 1,
        ..asked.clone()
    };
    let there_is_none = format!(
        "There is no page {}: “{}” has {count}.",
        asked.page, asked.term
    );
    empty(
        vec![heading(there_is_none)],
        vec![action("First page", &Command::Define(first))],
    )
}

fn empty(blocks: Vec<Block>, actions: Vec<Action>) -> Reply {
    Reply {
        found: false,
        audience: Audience::Person,
        blocks,
        actions,
        ..Reply::to("define")
    }
}
