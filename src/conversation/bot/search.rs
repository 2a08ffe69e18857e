//! `search`: the passages that answer, or an honest account of why there are none.

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, MOST_ACTIONS, Reply, Total};
use super::Desk;
use super::papers::one_paper;
use super::passages::passage_actions;
use super::wording::{action, counted, grouped, heading, listed, match_block, notice, text};
use crate::library::{Error, Fewer, Found, Mode, Search, Sort, Wording};
use crate::papers::paper::Key;

/// The passages that answer.
pub(super) fn search(desk: &Desk<'_>, asked: &command::Search) -> Result<Reply, Error> {
    let within = |key: &str| {
        Command::Search(command::Search {
            paper: Some(key.to_owned()),
            ..asked.clone()
        })
    };
    let paper = match &asked.paper {
        None => None,
        Some(name) => match one_paper(desk, name, &within)? {
            Ok(paper) => Some(paper.key),
            Err(reply) => return Ok(reply),
        },
    };
    let results = usize::from(asked.results.unwrap_or(desk.manners.results));
    let page = asked.page as usize;
    let found = desk.library.search(&wanted(asked, paper, results))?;
    let audience = if asked.private {
        Audience::Person
    } else {
        Audience::Room
    };
    if found.wording.is_empty() || found.total == 0 {
        return Ok(nothing(asked, &found));
    }
    let first = (page - 1) * results;
    if found.matches.is_empty() {
        return Ok(beyond(asked, &found));
    }
    let mut blocks = vec![heading(count_line(&found, first))];
    blocks.extend(corrections(&found.wording));
    blocks.extend(
        found
            .matches
            .iter()
            .enumerate()
            .map(|(place, found)| match_block(found, place)),
    );
    let total = Some(Total {
        total: found.total,
        more: found.more,
    });
    let actions = search_actions(asked, &found, first + found.matches.len());
    Ok(Reply {
        audience,
        total,
        blocks,
        actions,
        ..Reply::to("search")
    })
}

fn wanted(asked: &command::Search, paper: Option<Key>, results: usize) -> Search {
    let (mode, text) = mode_and_text(asked);
    Search {
        text,
        mode,
        sort: match asked.sort {
            command::Sort::Relevance => Sort::Relevance,
            command::Sort::Newest => Sort::Newest,
            command::Sort::Oldest => Sort::Oldest,
        },
        paper,
        author: asked.author.clone(),
        from: asked.from,
        to: asked.to,
        section: asked.section.clone(),
        tag: asked.tag.clone(),
        page: asked.page as usize,
        results,
    }
}

/// A question that stands in quotation marks as a whole is a phrase: people know this from
/// elsewhere.
fn mode_and_text(asked: &command::Search) -> (Mode, String) {
    let text = asked.query.trim();
    let quoted = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“')];
    let inside = quoted
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    match (asked.mode, inside) {
        (command::Mode::Any, Some(inside)) if !inside.contains(['"', '“', '”']) => {
            (Mode::Phrase, inside.to_owned())
        }
        (command::Mode::Any, _) => (Mode::Any, text.to_owned()),
        (command::Mode::All, _) => (Mode::All, text.to_owned()),
        (command::Mode::Phrase, _) => (Mode::Phrase, text.to_owned()),
    }
}

/// `41 passages in 9 papers`, and which of them are shown on a later page.
fn count_line(found: &Found, first: usize) -> String {
    let papers = counted(found.papers, "paper");
    let count = if found.more {
        format!(
            "More than {} passages; the best {} are in {papers}",
            grouped(found.total),
            grouped(found.ranked)
        )
    } else {
        format!("{} in {papers}", counted(found.total, "passage"))
    };
    match first {
        0 => count,
        _ => format!("{count}: {} to {}", first + 1, first + found.matches.len()),
    }
}

fn corrections(wording: &Wording) -> Vec<Block> {
    let mut said: Vec<Block> = wording
        .mended
        .iter()
        .map(|mended| {
            notice(format!(
                "No paper has “{}”: searched for “{}”.",
                mended.typed, mended.searched
            ))
        })
        .collect();
    if !wording.unknown.is_empty() {
        said.push(notice(format!(
            "No paper has {}.",
            listed(&wording.unknown)
        )));
    }
    said
}

fn search_actions(asked: &command::Search, found: &Found, shown: usize) -> Vec<Action> {
    let mut actions = Vec::new();
    if shown < found.ranked {
        let more = command::Search {
            page: asked.page + 1,
            ..asked.clone()
        };
        actions.push(action("More", &Command::Search(more)));
    }
    if let Some(first) = found.matches.first() {
        actions.extend(passage_actions(&first.excerpt.id(), 0, 0));
    }
    actions
}

/// An honest empty answer: what was not there, what was left out, what would be found instead.
fn nothing(asked: &command::Search, found: &Found) -> Reply {
    let wording = &found.wording;
    let mut blocks = vec![heading(format!("Nothing found for “{}”.", asked.query))];
    if wording.is_empty() && wording.unknown.is_empty() {
        blocks.push(text("There are no words in it to search for."));
    }
    blocks.extend(corrections(wording));
    for (word, passages) in &found.near {
        blocks.push(text(format!(
            "“{word}” is in {}.",
            counted(*passages as usize, "passage")
        )));
    }
    if !wording.ignored.is_empty() && !wording.is_empty() {
        blocks.push(notice(format!(
            "Too common to search for: {}.",
            listed(&wording.ignored)
        )));
    }
    let mut actions = Vec::new();
    for fewer in &found.fewer {
        let count = counted(fewer.total, "passage");
        blocks.push(text(format!(
            "Without {}: {count}.",
            condition(asked, fewer)
        )));
        actions.push(action(
            format!("Without {}", fewer.without),
            &Command::Search(without(asked, fewer.without)),
        ));
    }
    for (word, _) in &found.near {
        let instead = command::Search {
            query: word.clone(),
            ..asked.clone()
        };
        actions.push(action(
            format!("Search “{word}”"),
            &Command::Search(instead),
        ));
    }
    actions.truncate(MOST_ACTIONS);
    let total = Some(Total {
        total: 0,
        more: false,
    });
    Reply {
        found: false,
        audience: Audience::Person,
        total,
        blocks,
        actions,
        ..Reply::to("search")
    }
}

/// The condition as it was typed: `from:1990`.
fn condition(asked: &command::Search, fewer: &Fewer) -> String {
    let value = match fewer.without {
        "mode" => return "asking for the words together".to_owned(),
        "paper" => asked.paper.clone(),
        "author" => asked.author.clone(),
        "from" => asked.from.map(|year| year.to_string()),
        "to" => asked.to.map(|year| year.to_string()),
        "section" => asked.section.clone(),
        _ => asked.tag.clone(),
    };
    format!("{}:{}", fewer.without, value.unwrap_or_default())
}

fn without(asked: &command::Search, option: &str) -> command::Search {
    let mut asked = command::Search {
        page: 1,
        ..asked.clone()
    };
    match option {
        "mode" => {
            asked.query = mode_and_text(&asked).1;
            asked.mode = command::Mode::Any;
        }
        "paper" => asked.paper = None,
        "author" => asked.author = None,
        "from" => asked.from = None,
        "to" => asked.to = None,
        "section" => asked.section = None,
        _ => asked.tag = None,
    }
    asked
}

/// A page after the last one.
fn beyond(asked: &command::Search, found: &Found) -> Reply {
    let ranked = counted(found.ranked, "result");
    let blocks = vec![heading(format!(
        "There is no page {}: {ranked} can be paged through.",
        asked.page
    ))];
    let first = command::Search {
        page: 1,
        ..asked.clone()
    };
    let total = Some(Total {
        total: found.total,
        more: found.more,
    });
    let actions = vec![action("First page", &Command::Search(first))];
    Reply {
        found: false,
        audience: Audience::Person,
        total,
        blocks,
        actions,
        ..Reply::to("search")
    }
}
