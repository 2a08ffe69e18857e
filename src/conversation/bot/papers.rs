//! `papers` and `source`, and finding the paper that a person named.

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, MOST_ACTIONS, Reply, Total};
use super::Desk;
use super::card::{cited, published};
use super::references::{cited_by_of, references_of};
use super::wording::{action, card, heading, notice, paper_block, text};
use crate::library::{Error, Named, Papers, Values};
use crate::papers::paper::{Key, Paper, Section};
use crate::text::counted;

/// How many papers a page of the library has.
const PAPERS_A_PAGE: usize = 10;

/// The library, or what of it fits.
pub(super) fn papers(desk: &Desk<'_>, asked: &command::Papers) -> Result<Reply, Error> {
    let page = asked.page as usize;
    let list = desk.library.papers(&wanted(asked))?;
    let first = (page - 1) * PAPERS_A_PAGE;
    let total = Some(Total {
        total: list.total,
        more: false,
    });
    if list.papers.is_empty() {
        return Ok(Reply {
            total,
            ..no_papers(desk, asked, list.total)?
        });
    }
    let count = counted(list.total, "paper");
    let shown = first + list.papers.len();
    let title = if list.total > list.papers.len() {
        format!("{count}: {} to {shown}", first + 1)
    } else {
        count
    };
    let mut reply = Reply {
        total,
        ..Reply::to("papers")
    };
    reply.blocks.push(heading(title));
    reply.blocks.extend(
        list.papers
            .iter()
            .enumerate()
            .map(|(place, paper)| paper_block(paper, place)),
    );
    if shown < list.total {
        let more = command::Papers {
            page: asked.page + 1,
            ..asked.clone()
        };
        reply.actions.push(action("More", &Command::Papers(more)));
    }
    if let Some(first) = list.papers.first() {
        reply
            .actions
            .push(action("Source", &source_of(&first.key.0)));
        reply.actions.push(action("Cite", &cite_of(&first.key.0)));
    }
    Ok(reply)
}

fn wanted(asked: &command::Papers) -> Papers {
    Papers {
        text: asked.query.clone().unwrap_or_default(),
        author: asked.author.clone(),
        from: asked.from,
        to: asked.to,
        tag: asked.tag.clone(),
        page: asked.page as usize,
        results: PAPERS_A_PAGE,
    }
}

/// An honest empty list: what one condition fewer would show.
fn no_papers(desk: &Desk<'_>, asked: &command::Papers, total: usize) -> Result<Reply, Error> {
    let mut reply = Reply {
        found: false,
        audience: Audience::Person,
        ..Reply::to("papers")
    };
    if total > 0 {
        reply.blocks.push(heading(format!(
            "There is no page {}: the list has {}.",
            asked.page,
            counted(total, "paper")
        )));
        let first = command::Papers {
            page: 1,
            ..asked.clone()
        };
        reply
            .actions
            .push(action("First page", &Command::Papers(first)));
        return Ok(reply);
    }
    reply.blocks.push(heading("No paper fits."));
    let values = [(Values::Authors, &asked.author), (Values::Tags, &asked.tag)];
    let (said, offered) = unknown_values(desk, values, &|of, value| {
        let mut other = command::Papers {
            page: 1,
            ..asked.clone()
        };
        match of {
            Values::Tags => other.tag = Some(value),
            _ => other.author = Some(value),
        }
        Command::Papers(other)
    })?;
    reply.blocks.extend(said);
    reply.actions.extend(offered);
    for (option, value) in conditions(asked) {
        let fewer = without(asked, option);
        let total = desk.library.papers(&wanted(&fewer))?.total;
        if total == 0 {
            continue;
        }
        let count = counted(total, "paper");
        let condition = match option {
            "query" => format!("the words “{value}”"),
            option => format!("{option}:{value}"),
        };
        reply
            .blocks
            .push(text(format!("Without {condition}: {count}.")));
        reply
            .actions
            .push(action(label_without(option), &Command::Papers(fewer)));
    }
    Ok(reply)
}

fn label_without(option: &str) -> String {
    match option {
        "query" => "Without words".to_owned(),
        option => format!("Without {option}"),
    }
}

/// What narrows the list, by option and value.
fn conditions(asked: &command::Papers) -> Vec<(&'static str, String)> {
    let year = |year: Option<i32>| year.map(|year| year.to_string());
    let all = [
        ("query", asked.query.clone()),
        ("author", asked.author.clone()),
        ("from", year(asked.from)),
        ("to", year(asked.to)),
        ("tag", asked.tag.clone()),
    ];
    all.into_iter()
        .filter_map(|(option, value)| Some((option, value?)))
        .collect()
}

fn without(asked: &command::Papers, option: &str) -> command::Papers {
    let mut fewer = command::Papers {
        page: 1,
        ..asked.clone()
    };
    match option {
        "query" => fewer.query = None,
        "author" => fewer.author = None,
        "from" => fewer.from = None,
        "to" => fewer.to = None,
        _ => fewer.tag = None,
    }
    fewer
}

/// A paper's card.
pub(super) fn source(desk: &Desk<'_>, asked: &command::Source) -> Result<Reply, Error> {
    let paper = match one_paper(desk, &asked.paper, &source_of)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(reply),
    };
    let mut reply = Reply::to("source");
    reply.blocks.push(Block::Paper(card(&paper)));
    reply.blocks.extend(published(&paper).map(text));
    if !paper.sections.is_empty() {
        reply.blocks.push(sections(&paper));
    }
    reply.blocks.push(text(extent(&paper)));
    let citing = desk.library.citing_papers(&paper)?;
    reply.blocks.push(text(cited(desk, &paper, citing)?));
    let first = command::Passage {
        id: format!("{}:1", paper.key),
        before: 0,
        after: 2,
        notes: false,
    };
    reply.actions.push(action("Read", &Command::Passage(first)));
    reply.actions.push(action("Cite", &cite_of(&paper.key.0)));
    if !paper.references.is_empty() {
        let references = action("References", &references_of(&paper.key));
        reply.actions.push(references);
    }
    if citing > 0 {
        let cited_by = action("Cited by", &cited_by_of(&paper.key));
        reply.actions.push(cited_by);
    }
    let related = command::Related {
        passage: None,
        paper: Some(paper.key.to_string()),
    };
    reply
        .actions
        .push(action("Related", &Command::Related(related)));
    Ok(reply)
}

/// The sections, those within others marked as such, with how many passages stand in each itself.
fn sections(paper: &Paper) -> Block {
    let outermost = paper.sections.iter().map(|section| section.level).min();
    let row = |section: &Section| {
        let depth = section.level.saturating_sub(outermost.unwrap_or_default());
        let passages = match section.passages.len() {
            0 => String::new(),
            number => number.to_string(),
        };
        vec![
            format!("{}{}", "› ".repeat(usize::from(depth)), section.heading),
            passages,
        ]
    };
    Block::Table {
        header: vec!["Section".to_owned(), "Passages".to_owned()],
        rows: paper.sections.iter().map(row).collect(),
    }
}

fn extent(paper: &Paper) -> String {
    let counts = [
        (paper.counts.passages as usize, "passage"),
        (paper.counts.words as usize, "word"),
        (paper.notes.len(), "note"),
        (paper.references.len(), "reference"),
    ];
    let there_are = counts.into_iter().filter(|(number, _)| *number > 0);
    let counts: Vec<String> = there_are
        .map(|(number, one)| counted(number, one))
        .collect();
    format!("{}.", counts.join(", "))
}

/// The key of the paper to which a question is confined, if it is to one.
pub(super) fn only_paper(
    desk: &Desk<'_>,
    name: Option<&str>,
    with: &dyn Fn(&str) -> Command,
) -> Result<Result<Option<Key>, Reply>, Error> {
    match name {
        None => Ok(Ok(None)),
        Some(name) => Ok(one_paper(desk, name, with)?.map(|paper| Some(paper.key))),
    }
}

/// The paper that a name means, or the reply that asks which; `with` makes the command again with
/// a key in the name's place.
pub(super) fn one_paper(
    desk: &Desk<'_>,
    name: &str,
    with: &dyn Fn(&str) -> Command,
) -> Result<Result<Paper, Reply>, Error> {
    Ok(match desk.library.named(name)? {
        Named::One(paper) => Ok(*paper),
        Named::Several(papers) => Err(several(name, &papers, with)),
        Named::Nothing(near) => Err(unknown(name, &near, with)),
    })
}

fn several(name: &str, papers: &[Paper], with: &dyn Fn(&str) -> Command) -> Reply {
    let mut reply = Reply {
        audience: Audience::Person,
        ..Reply::to(with(name).name())
    };
    reply
        .blocks
        .push(heading(format!("Several papers fit “{name}”: which one?")));
    reply.blocks.extend(
        papers
            .iter()
            .enumerate()
            .map(|(place, paper)| paper_block(paper, place)),
    );
    let keys = papers.iter().take(MOST_ACTIONS).map(|paper| &paper.key.0);
    reply.actions = keys.map(|key| action(key, &with(key))).collect();
    reply
}

fn unknown(name: &str, near: &[String], with: &dyn Fn(&str) -> Command) -> Reply {
    let mut reply = Reply {
        found: false,
        audience: Audience::Person,
        ..Reply::to(with(name).name())
    };
    reply
        .blocks
        .push(heading(format!("No paper is called “{name}”.")));
    if near.is_empty() {
        reply.actions.push(all_papers());
    } else {
        reply.blocks.push(text("Did you mean one of these?"));
        reply.actions = near
            .iter()
            .take(MOST_ACTIONS)
            .map(|key| action(key, &with(key)))
            .collect();
    }
    reply
}

/// What to say and offer where no paper has the author or the tag that was asked for; `with` makes
/// the command again with another value of an option.
pub(super) fn unknown_values(
    desk: &Desk<'_>,
    asked: [(Values, &Option<String>); 2],
    with: &dyn Fn(Values, String) -> Command,
) -> Result<(Vec<Block>, Vec<Action>), Error> {
    let (mut said, mut offered) = (Vec::new(), Vec::new());
    for (of, value) in asked {
        let what = if of == Values::Tags {
            "the tag"
        } else {
            "an author"
        };
        for unknown in desk
            .library
            .unknown_values(of, value.as_deref().unwrap_or_default())?
        {
            said.push(notice(format!("No paper has {what} “{}”.", unknown.value)));
            let near = unknown.near.into_iter().next();
            offered.extend(near.map(|near| action(format!("“{near}”"), &with(of, near))));
        }
    }
    Ok((said, offered))
}

fn source_of(key: &str) -> Command {
    Command::Source(command::Source {
        paper: key.to_owned(),
    })
}

fn cite_of(key: &str) -> Command {
    Command::Cite(command::Cite {
        paper: Some(key.to_owned()),
        ..command::Cite::default()
    })
}

/// The offer of the whole library.
pub(super) fn all_papers() -> Action {
    let all = command::Papers {
        query: None,
        author: None,
        from: None,
        to: None,
        tag: None,
        page: 1,
    };
    action("Papers", &Command::Papers(all))
}
