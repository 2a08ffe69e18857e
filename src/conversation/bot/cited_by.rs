//! `citedby`: who in the library cites a paper, and where.

use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, Reply, Total};
use super::Desk;
use super::papers::one_paper;
use super::passages::{offer_notes, passage_actions};
use super::references::source_of;
use super::wording::{action, citing_block, heading, letter, reference_block, short, text};
use crate::library::{COUNTED, CitedBy, Citing, Error};
use crate::papers::paper::{Key, Paper};
use crate::text::counted;

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
        total: found.total.min(COUNTED),
        more: found.more || found.total > COUNTED,
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
