//! `passage` and `related`: a passage with its neighbours, and what other papers have near to it.

use std::str::FromStr as _;

use super::super::command::{self, Command};
use super::super::reply::{Action, Audience, Block, Reply};
use super::Desk;
use super::notes::{apparatus, has_apparatus};
use super::papers::{all_papers, one_paper};
use super::wording::{action, citing_block, excerpt_block, heading, listed, match_block, text};
use crate::library::{Around, Error, Excerpt, RelatedTo};
use crate::papers::paper::{Paper, PassageId};
use crate::text::counted;

/// How many passages `related` shows.
const RELATED: usize = 3;
/// How many neighbours a passage can be shown with on either side; the table allows no more.
const MOST_NEIGHBOURS: u8 = 3;
/// Offers a passage with more of its neighbours.
const CONTEXT: &str = "Context";
/// Offers to cite what is shown.
pub(super) const CITE: &str = "Cite";

/// A passage with its neighbours.
pub(super) fn passage(desk: &Desk<'_>, asked: &command::Passage) -> Result<Reply, Error> {
    let with = |id: &str| {
        Command::Passage(command::Passage {
            id: id.to_owned(),
            ..asked.clone()
        })
    };
    let Ok(id) = PassageId::from_str(&asked.id) else {
        return Ok(no_paper(&asked.id, &[], &with));
    };
    let (before, after) = (asked.before, asked.after);
    let (passages, more) = match desk.library.around(&id, before.into(), after.into())? {
        Around::Found { passages, more } => (passages, more),
        Around::NoPaper(near) => return Ok(no_paper(&asked.id, &near, &with)),
        Around::Beyond(paper) => return Ok(beyond(&id, &paper, &with)),
    };
    let mut blocks = Vec::new();
    let mut actions = passage_actions(&id, before, after);
    if !more {
        actions.retain(|action| action.label != CONTEXT);
    }
    for excerpt in &passages {
        let is_asked = excerpt.passage.ordinal == id.ordinal;
        if is_asked && asked.notes {
            let apparatus = apparatus(desk, excerpt)?;
            blocks.push(citing_block(excerpt, None, |_| true));
            blocks.extend(apparatus.blocks);
            actions.splice(0..0, apparatus.actions);
            continue;
        }
        let block = excerpt_block(excerpt);
        if is_asked {
            blocks.push(Block::Passage(block));
            offer_notes(&mut actions, excerpt);
        } else {
            blocks.push(Block::Context(block));
        }
    }
    Ok(Reply {
        blocks,
        actions,
        ..Reply::to("passage")
    })
}

/// Offers the notes of a passage behind its context, where it has any or cites something.
pub(super) fn offer_notes(actions: &mut Vec<Action>, excerpt: &Excerpt) {
    if !has_apparatus(&excerpt.passage) {
        return;
    }
    let with_notes = command::Passage {
        id: excerpt.id().to_string(),
        before: 0,
        after: 0,
        notes: true,
    };
    let behind = actions.iter().position(|action| action.label == CONTEXT);
    let offered = action("Notes", &Command::Passage(with_notes));
    actions.insert(behind.map_or(0, |at| at + 1), offered);
}

/// A passage of a paper that has fewer; `with` makes the command again with another id.
fn beyond(id: &PassageId, paper: &Paper, with: &dyn Fn(&str) -> Command) -> Reply {
    let last = PassageId {
        paper: paper.key.clone(),
        ordinal: paper.counts.passages,
    };
    let count = counted(paper.counts.passages as usize, "passage");
    let there_is_none = format!("There is no passage {id}: {} has {count}.", paper.key);
    not_there(
        there_is_none,
        vec![action("Last passage", &with(&last.to_string()))],
        with,
    )
}

fn no_paper(id: &str, near: &[String], with: &dyn Fn(&str) -> Command) -> Reply {
    let (key, ordinal) = id.rsplit_once(':').unwrap_or((id, "1"));
    let mut actions: Vec<Action> = near
        .iter()
        .map(|near| format!("{near}:{ordinal}"))
        .map(|id| action(id.clone(), &with(&id)))
        .collect();
    if actions.is_empty() {
        actions.push(all_papers());
    }
    let there_is_none = format!("There is no passage {id}: no paper has the key {key}.");
    not_there(there_is_none, actions, with)
}

fn not_there(said: String, actions: Vec<Action>, with: &dyn Fn(&str) -> Command) -> Reply {
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![heading(said)],
        actions,
        ..Reply::to(with("a:1").name())
    }
}

/// Near passages of other papers.
pub(super) fn related(desk: &Desk<'_>, asked: &command::Related) -> Result<Reply, Error> {
    let to = match related_to(desk, asked)? {
        Ok(to) => to,
        Err(reply) => return Ok(reply),
    };
    let name = match &to {
        RelatedTo::Passage(id) => id.to_string(),
        RelatedTo::Paper(key) => key.to_string(),
    };
    let related = desk.library.related(&to, RELATED)?.unwrap_or_default();
    let mut reply = Reply::to("related");
    let Some(first) = related.first() else {
        let nothing = format!("No other paper has anything near to {name}.");
        return Ok(Reply {
            found: false,
            audience: Audience::Person,
            blocks: vec![heading(nothing)],
            ..reply
        });
    };
    reply.actions = passage_actions(&first.found.excerpt.id(), 0, 0);
    offer_notes(&mut reply.actions, &first.found.excerpt);
    reply
        .blocks
        .push(heading(format!("Near to {name} in other papers")));
    for (place, related) in related.iter().enumerate() {
        reply.blocks.push(match_block(&related.found, place));
        if !related.shared.is_empty() {
            let shared = listed(&related.shared);
            reply.blocks.push(text(format!("Both speak of {shared}.")));
        }
    }
    Ok(reply)
}

/// The passage or paper that was named, or the reply that there is none.
fn related_to(
    desk: &Desk<'_>,
    asked: &command::Related,
) -> Result<Result<RelatedTo, Reply>, Error> {
    let Some(id) = &asked.passage else {
        let name = asked.paper.as_deref().unwrap_or_default();
        let with = |key: &str| {
            Command::Related(command::Related {
                passage: None,
                paper: Some(key.to_owned()),
            })
        };
        let named = one_paper(desk, name, &with)?;
        return Ok(named.map(|paper| RelatedTo::Paper(paper.key)));
    };
    let with = |id: &str| {
        Command::Related(command::Related {
            passage: Some(id.to_owned()),
            paper: None,
        })
    };
    let Ok(passage) = PassageId::from_str(id) else {
        return Ok(Err(no_paper(id, &[], &with)));
    };
    Ok(match desk.library.around(&passage, 0, 0)? {
        Around::Found { .. } => Ok(RelatedTo::Passage(passage)),
        Around::NoPaper(near) => Err(no_paper(id, &near, &with)),
        Around::Beyond(paper) => Err(beyond(&passage, &paper, &with)),
    })
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
            notes: false,
        };
        actions.push(action(CONTEXT, &Command::Passage(wider)));
    }
    let cite = command::Cite {
        passage: Some(id.to_string()),
        ..command::Cite::default()
    };
    actions.push(action(CITE, &Command::Cite(cite)));
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
