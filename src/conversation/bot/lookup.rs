//! `search`, `passage`, `related`: the commands that show passages.

use std::str::FromStr as _;

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, MOST_ACTIONS, Reply, Total};
use super::Desk;
use super::papers::one_paper;
use super::wording::{
    action, counted, excerpt_block, grouped, heading, listed, match_block, notice, text,
};
use crate::library::{Around, Error, Fewer, Found, Mode, RelatedTo, Search, Sort, Wording};
use crate::papers::paper::{Key, PassageId};

/// How many passages `related` shows.
const RELATED: usize = 3;
/// How many neighbours a passage can be shown with on either side; the table allows no more.
const MOST_NEIGHBOURS: u8 = 3;

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

/// What can be asked about a passage that is shown with so many neighbours.
fn passage_actions(id: &PassageId, before: u8, after: u8) -> Vec<Action> {
    let mut actions = Vec::new();
    let (wider_before, wider_after) = (
        (before + 1).min(MOST_NEIGHBOURS),
        (after + 1).min(MOST_NEIGHBOURS),
    );
    if (wider_before, wider_after) != (before, after) {
        let wider = command::Passage {
            id: id.to_string(),
            before: wider_before,
            after: wider_after,
        };
        actions.push(action("Context", &Command::Passage(wider)));
    }
    let related = command::Related {
        passage: Some(id.to_string()),
        paper: None,
    };
    actions.push(action("Related", &Command::Related(related)));
    actions.push(action(
        "Source",
        &Command::Source(command::Source {
            paper: id.paper.to_string(),
        }),
    ));
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

/// A passage with its neighbours.
pub(super) fn passage(desk: &Desk<'_>, asked: &command::Passage) -> Result<Reply, Error> {
    let reply = Reply::to("passage");
    let Ok(id) = PassageId::from_str(&asked.id) else {
        return Ok(no_passage(reply, asked, &[]));
    };
    let passages = match desk
        .library
        .around(&id, asked.before.into(), asked.after.into())?
    {
        Around::Found(passages) => passages,
        Around::NoPaper(near) => return Ok(no_passage(reply, asked, &near)),
        Around::Beyond(paper) => {
            let last = PassageId {
                paper: paper.key.clone(),
                ordinal: paper.counts.passages,
            };
            let count = counted(paper.counts.passages as usize, "passage");
            let blocks = vec![heading(format!(
                "There is no passage {id}: {} has {count}.",
                paper.key
            ))];
            let command = Command::Passage(command::Passage {
                id: last.to_string(),
                ..asked.clone()
            });
            return Ok(Reply {
                found: false,
                audience: Audience::Person,
                blocks,
                actions: vec![action("Last passage", &command)],
                ..reply
            });
        }
    };
    let blocks = passages
        .iter()
        .map(|excerpt| Block::Passage(excerpt_block(excerpt)))
        .collect();
    let actions = passage_actions(&id, asked.before, asked.after);
    Ok(Reply {
        blocks,
        actions,
        ..reply
    })
}

fn no_passage(reply: Reply, asked: &command::Passage, near: &[String]) -> Reply {
    let (key, ordinal) = asked.id.rsplit_once(':').unwrap_or((&asked.id, "1"));
    let blocks = vec![heading(format!(
        "There is no passage {}: no paper has the key {key}.",
        asked.id
    ))];
    let instead = |near: &String| {
        let id = format!("{near}:{ordinal}");
        action(
            id.clone(),
            &Command::Passage(command::Passage {
                id,
                ..asked.clone()
            }),
        )
    };
    Reply {
        found: false,
        audience: Audience::Person,
        blocks,
        actions: near.iter().map(instead).collect(),
        ..reply
    }
}

/// Near passages of other papers.
pub(super) fn related(desk: &Desk<'_>, asked: &command::Related) -> Result<Reply, Error> {
    let (to, name) = match (&asked.passage, &asked.paper) {
        (Some(id), _) => match PassageId::from_str(id) {
            Ok(passage) => (RelatedTo::Passage(passage), id.clone()),
            Err(_) => return Ok(nothing_related(id)),
        },
        (None, paper) => {
            let name = paper.as_deref().unwrap_or_default();
            let of = |key: &str| {
                Command::Related(command::Related {
                    passage: None,
                    paper: Some(key.to_owned()),
                })
            };
            match one_paper(desk, name, &of)? {
                Ok(paper) => (RelatedTo::Paper(paper.key.clone()), paper.key.to_string()),
                Err(reply) => return Ok(reply),
            }
        }
    };
    let Some(related) = desk.library.related(&to, RELATED)? else {
        return Ok(nothing_related(&name));
    };
    let mut reply = Reply::to("related");
    let Some(first) = related.first() else {
        reply.blocks.push(heading(format!(
            "No other paper has anything near to {name}."
        )));
        return Ok(Reply {
            found: false,
            audience: Audience::Person,
            ..reply
        });
    };
    reply.actions = passage_actions(&first.found.excerpt.id(), 0, 0);
    reply
        .blocks
        .push(heading(format!("Near to {name} in other papers")));
    for (place, related) in related.iter().enumerate() {
        reply.blocks.push(match_block(&related.found, place));
        if !related.shared.is_empty() {
            reply
                .blocks
                .push(text(format!("Both speak of {}.", listed(&related.shared))));
        }
    }
    Ok(reply)
}

fn nothing_related(name: &str) -> Reply {
    let blocks = vec![heading(format!("There is no passage {name}."))];
    Reply {
        found: false,
        audience: Audience::Person,
        blocks,
        ..Reply::to("related")
    }
}
