//! `passage` and `related`: a passage with its neighbours, and what other papers have near to it.

use std::str::FromStr as _;

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, Reply};
use super::Desk;
use super::papers::one_paper;
use super::wording::{action, counted, excerpt_block, heading, listed, match_block, text};
use crate::library::{Around, Error, RelatedTo};
use crate::papers::paper::PassageId;

/// How many passages `related` shows.
const RELATED: usize = 3;
/// How many neighbours a passage can be shown with on either side; the table allows no more.
const MOST_NEIGHBOURS: u8 = 3;

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

/// What can be asked about a passage that is shown with so many neighbours.
pub(super) fn passage_actions(id: &PassageId, before: u8, after: u8) -> Vec<Action> {
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
