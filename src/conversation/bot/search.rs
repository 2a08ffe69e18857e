//! `search`: the passages that answer, or an honest account of why there are none.

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, MOST_ACTIONS, Reply, Total};
use super::Desk;
use super::papers::{only_paper, unknown_values};
use super::passages::{offer_notes, passage_actions};
use super::wording::{action, either, heading, listed, match_block, notice, text};
use crate::library::{COUNTED, Condition, Error, Found, Mode, Search, Sort, Values, Wording};
use crate::papers::paper::Key;
use crate::text::{counted, grouped};

/// The passages that answer.
pub(super) fn search(desk: &Desk<'_>, asked: &command::Search) -> Result<Reply, Error> {
    let within = |key: &str| {
        Command::Search(command::Search {
            paper: Some(key.to_owned()),
            ..asked.clone()
        })
    };
    let paper = match only_paper(desk, asked.paper.as_deref(), &within)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(reply),
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
        return nothing(desk, asked, &found);
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
        text: text.to_owned(),
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
fn mode_and_text(asked: &command::Search) -> (Mode, &str) {
    match (asked.mode, unquoted(&asked.query)) {
        (command::Mode::Any | command::Mode::Phrase, Some(inside)) => (Mode::Phrase, inside),
        (command::Mode::Any, None) => (Mode::Any, &asked.query),
        (command::Mode::All, _) => (Mode::All, &asked.query),
        (command::Mode::Phrase, None) => (Mode::Phrase, &asked.query),
    }
}

/// What stands between the quotation marks around a whole question.
fn unquoted(query: &str) -> Option<&str> {
    let quoted = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“')];
    quoted
        .iter()
        .find_map(|(open, close)| query.trim().strip_prefix(*open)?.strip_suffix(*close))
        .filter(|inside| !inside.contains(['"', '“', '”']) && !inside.trim().is_empty())
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
    match (first, first + found.matches.len()) {
        (0, _) => count,
        (first, last) if first + 1 == last => format!("{count}: number {last}"),
        (first, last) => format!("{count}: {} to {last}", first + 1),
    }
}

/// What became of words that no paper has.
pub(super) fn corrections(wording: &Wording) -> Vec<Block> {
    let (typed, searched): (Vec<&str>, Vec<&str>) = wording
        .mended
        .iter()
        .map(|mended| (mended.typed.as_str(), mended.searched.as_str()))
        .unzip();
    let mut said = Vec::new();
    if !typed.is_empty() {
        said.push(notice(format!(
            "No paper has {}: searched for {}.",
            either(&typed),
            listed(&searched)
        )));
    }
    if wording.is_common {
        said.push(notice(
            "These words are in nearly every passage; put them in quotation marks to find them together.",
        ));
    }
    if !wording.unknown.is_empty() {
        said.push(notice(format!(
            "No paper has {}.",
            either(&wording.unknown)
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
        offer_notes(&mut actions, &first.excerpt);
    }
    actions
}

/// An honest empty answer: what was not there, what was left out, what would be found instead.
fn nothing(desk: &Desk<'_>, asked: &command::Search, found: &Found) -> Result<Reply, Error> {
    let wording = &found.wording;
    let (mode, words) = mode_and_text(asked);
    let is_one_unknown_word = mode == Mode::Any && wording.unknown == [words];
    let mut blocks = vec![heading(match mode {
        Mode::Phrase => format!("No passage has the phrase “{words}”."),
        Mode::All => format!("No passage has all of “{words}”."),
        Mode::Any if is_one_unknown_word => format!("No paper has “{words}”."),
        Mode::Any => format!("Nothing found for “{words}”."),
    })];
    if wording.is_empty() && wording.unknown.is_empty() {
        blocks.push(text("There are no words in it to search for."));
    }
    if !is_one_unknown_word {
        blocks.extend(corrections(wording));
    }
    // A phrase keeps its common words.
    if !wording.ignored.is_empty() && mode != Mode::Phrase {
        blocks.push(notice(format!(
            "Too common to search for: {}.",
            listed(&wording.ignored)
        )));
    }
    let values = [(Values::Authors, &asked.author), (Values::Tags, &asked.tag)];
    let (said, mut actions) = unknown_values(desk, values, &|of, value| {
        let mut other = command::Search {
            page: 1,
            ..asked.clone()
        };
        match of {
            Values::Tags => other.tag = Some(value),
            _ => other.author = Some(value),
        }
        Command::Search(other)
    })?;
    let (ways, offered) = ways_out(asked, found);
    blocks.extend(said.into_iter().chain(ways));
    actions.extend(offered);
    actions.truncate(MOST_ACTIONS);
    let total = Some(Total {
        total: 0,
        more: false,
    });
    Ok(Reply {
        found: false,
        audience: Audience::Person,
        total,
        blocks,
        actions,
        ..Reply::to("search")
    })
}

/// What would be found with another word or with one condition fewer, said and offered.
fn ways_out(asked: &command::Search, found: &Found) -> (Vec<Block>, Vec<Action>) {
    let near = found.near.iter().map(|(word, passages)| {
        let count = counted(*passages as usize, "passage");
        let instead = command::Search {
            query: word.clone(),
            ..asked.clone()
        };
        (
            text(format!("“{word}” is in {count}.")),
            action(format!("Search “{word}”"), &Command::Search(instead)),
        )
    });
    let fewer = found.fewer.iter().map(|fewer| {
        let count = would_find(fewer.total);
        let (condition, label) = match fewer.without {
            None => (
                "any of the conditions".to_owned(),
                "Without conditions".to_owned(),
            ),
            Some(Condition::Mode) => (
                "asking for the words together".to_owned(),
                "Any words".to_owned(),
            ),
            Some(condition) => {
                let (option, value) = written(asked, condition);
                (format!("{option}:{value}"), format!("Without {option}"))
            }
        };
        (
            text(format!("Without {condition}: {count}.")),
            action(label, &Command::Search(without(asked, fewer.without))),
        )
    });
    near.chain(fewer).unzip()
}

fn would_find(total: usize) -> String {
    if total > COUNTED {
        format!("more than {} passages", grouped(COUNTED))
    } else {
        counted(total, "passage")
    }
}

/// A condition as it is typed: the option and its value.
fn written(asked: &command::Search, condition: Condition) -> (&'static str, String) {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let year = |value: Option<i32>| value.map(|year| year.to_string()).unwrap_or_default();
    match condition {
        Condition::Mode => ("mode", "any".to_owned()),
        Condition::Paper => ("paper", text(&asked.paper)),
        Condition::Author => ("author", text(&asked.author)),
        Condition::From => ("from", year(asked.from)),
        Condition::To => ("to", year(asked.to)),
        Condition::Section => ("section", text(&asked.section)),
        Condition::Tag => ("tag", text(&asked.tag)),
    }
}

/// The same search without a condition, or without any.
fn without(asked: &command::Search, condition: Option<Condition>) -> command::Search {
    let left_out = match &condition {
        Some(condition) => std::slice::from_ref(condition),
        None => &Condition::ALL,
    };
    let mut fewer = command::Search {
        page: 1,
        ..asked.clone()
    };
    for condition in left_out {
        match condition {
            Condition::Mode => {
                fewer.mode = command::Mode::Any;
                let words = unquoted(&asked.query).unwrap_or(&asked.query);
                words.clone_into(&mut fewer.query);
            }
            Condition::Paper => fewer.paper = None,
            Condition::Author => fewer.author = None,
            Condition::From => fewer.from = None,
            Condition::To => fewer.to = None,
            Condition::Section => fewer.section = None,
            Condition::Tag => fewer.tag = None,
        }
    }
    fewer
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
