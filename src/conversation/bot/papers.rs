//! `papers` and `source`, and finding the paper that a person named.

use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, MOST_ACTIONS, Reply, Total};
use super::Desk;
use super::wording::{action, card, counted, heading, paper_block, text};
use crate::library::{Error, Named, Papers};
use crate::papers::paper::Paper;

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
    let all = command::Papers {
        page: 1,
        ..asked.clone()
    };
    let fewer = [
        (
            "query",
            asked.query.is_some(),
            command::Papers {
                query: None,
                ..all.clone()
            },
        ),
        (
            "author",
            asked.author.is_some(),
            command::Papers {
                author: None,
                ..all.clone()
            },
        ),
        (
            "from",
            asked.from.is_some(),
            command::Papers {
                from: None,
                ..all.clone()
            },
        ),
        (
            "to",
            asked.to.is_some(),
            command::Papers {
                to: None,
                ..all.clone()
            },
        ),
        (
            "tag",
            asked.tag.is_some(),
            command::Papers { tag: None, ..all },
        ),
    ];
    for (option, _, fewer) in fewer.into_iter().filter(|(_, is_set, _)| *is_set) {
        let total = desk.library.papers(&wanted(&fewer))?.total;
        if total > 0 {
            reply.blocks.push(text(format!(
                "Without {option}: {}.",
                counted(total, "paper")
            )));
            reply
                .actions
                .push(action(format!("Without {option}"), &Command::Papers(fewer)));
        }
    }
    Ok(reply)
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
    let first = command::Passage {
        id: format!("{}:1", paper.key),
        before: 0,
        after: 2,
    };
    reply.actions.push(action("Read", &Command::Passage(first)));
    let related = command::Related {
        passage: None,
        paper: Some(paper.key.to_string()),
    };
    reply
        .actions
        .push(action("Related", &Command::Related(related)));
    Ok(reply)
}

/// Where and when it appeared, as far as it says.
fn published(paper: &Paper) -> Option<String> {
    let doi = paper
        .doi
        .as_ref()
        .map(|doi| format!("https://doi.org/{doi}"));
    let date = paper.date.clone().filter(|date| date.len() > 4);
    let parts = [
        paper.container.clone(),
        paper.publisher.clone(),
        date,
        doi,
        paper.url.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn sections(paper: &Paper) -> Block {
    let row = |section: &crate::papers::paper::Section| {
        let indent = "  ".repeat(usize::from(section.level.saturating_sub(1)));
        vec![
            format!("{indent}{}", section.heading),
            section.passages.len().to_string(),
        ]
    };
    Block::Table {
        header: vec!["Section".to_owned(), "Passages".to_owned()],
        rows: paper.sections.iter().map(row).collect(),
    }
}

fn extent(paper: &Paper) -> String {
    let counts = [
        counted(paper.counts.passages as usize, "passage"),
        counted(paper.counts.words as usize, "word"),
        counted(paper.notes.len(), "note"),
        counted(paper.references.len(), "reference"),
    ];
    format!("{}.", counts.join(", "))
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
        let all = Command::Papers(command::Papers {
            query: None,
            author: None,
            from: None,
            to: None,
            tag: None,
            page: 1,
        });
        reply.actions.push(action("Papers", &all));
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

fn source_of(key: &str) -> Command {
    Command::Source(command::Source {
        paper: key.to_owned(),
    })
}
