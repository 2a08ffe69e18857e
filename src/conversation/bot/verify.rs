//! `verify`: whether a quotation is the paper's, where it stands, and what differs.

use super::super::command::{self, Command, Form};
use super::super::reply::{self, Action, Audience, Block, Reply, VerdictBlock};
use super::Desk;
use super::omission::left_out;
use super::papers::only_paper;
use super::passages::{CITE, passage_actions};
use super::wording::{action, cited_at, excerpt_block, heading, mistake, notice, text};
use crate::library::{Error, FEWEST_PIECES, Finding, MOST_PIECES, Op, Place, Unfit, Verdict};
use crate::papers::paper::Key;
use crate::text::counted;

/// The verdict, with the place.
pub(super) fn verify(desk: &Desk<'_>, asked: &command::Verify) -> Result<Reply, Error> {
    let within = |key: &str| {
        Command::Verify(command::Verify {
            paper: Some(key.to_owned()),
            ..asked.clone()
        })
    };
    let paper = match only_paper(desk, asked.paper.as_deref(), &within)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(reply),
    };
    let finding = match desk.library.find_quotation(&asked.text, paper.as_ref())? {
        Ok(finding) => finding,
        Err(why) => return Ok(unfit("verify", &asked.text, why)),
    };
    let mut reply = Reply::to("verify");
    reply.blocks.push(heading(said(&finding, paper.as_ref())));
    if finding.verdict == Verdict::Absent {
        reply.found = false;
        reply.audience = Audience::Person;
    }
    reply.blocks.extend(remarks(&finding));
    reply.blocks.push(Block::Verdict(verdict_block(&finding)));
    if let Some(place) = &finding.place {
        reply.blocks.extend(passages(place));
        reply.actions = place
            .passages
            .first()
            .map_or_else(Vec::new, |first| passage_actions(&first.id(), 0, 0));
        // Among all papers, the words lead to this place again.
        if paper.is_none() && finding.verdict != Verdict::Absent {
            cite_words(&mut reply.actions, &place.quoted);
        }
    }
    if paper.is_some() && finding.verdict != Verdict::Verbatim {
        reply.actions.insert(0, everywhere(asked));
    }
    Ok(reply)
}

/// The verdict in a line.
fn said(finding: &Finding, paper: Option<&Key>) -> String {
    let within = paper.map_or_else(|| "the papers".to_owned(), ToString::to_string);
    let cited = |place: &Place| {
        let first = place.passages.first();
        first.map_or_else(String::new, |first| cited_at(first, place.pages))
    };
    match (finding.verdict, &finding.place) {
        (Verdict::Verbatim, Some(place)) if place.left_out.is_empty() => {
            format!("Verbatim in {}", cited(place))
        }
        (Verdict::Verbatim, Some(place)) => format!("Verbatim in its parts, in {}", cited(place)),
        (Verdict::Differs, Some(place)) => format!("Differs from {}", cited(place)),
        (_, Some(place)) => format!("Not in {within}; the nearest is in {}", cited(place)),
        (_, None) => format!("Not in {within}, nor anything near to it."),
    }
}

/// What should be known beside the verdict.
fn remarks(finding: &Finding) -> Vec<Block> {
    let mut remarks = Vec::new();
    let others = counted(finding.others, "more passage");
    if finding.more && finding.others > 0 {
        remarks.push(text(format!("It stands verbatim in at least {others}.")));
    } else if finding.others > 0 {
        remarks.push(text(format!("It stands verbatim in {others}.")));
    }
    let place = finding.place.as_ref();
    remarks.extend(
        place
            .and_then(|place| left_out(&place.left_out))
            .map(notice),
    );
    if place.is_some_and(|place| place.is_marked_otherwise) {
        remarks.push(notice("Commas or colons differ; the paper’s are below."));
    }
    if place.is_some_and(|place| place.passages.len() > 1) {
        remarks.push(notice("It reaches over the border of passages."));
    }
    if let Some(aside) = &finding.aside {
        remarks.push(notice(format!(
            "Taken for the citation, not the quotation: {aside}"
        )));
    }
    remarks
}

fn verdict_block(finding: &Finding) -> VerdictBlock {
    let op = |op| match op {
        Op::Same => reply::Op::Same,
        Op::Add => reply::Op::Add,
        Op::Drop => reply::Op::Drop,
    };
    let place = finding.place.as_ref();
    let difference = place.map_or(&[][..], |place| &place.difference);
    VerdictBlock {
        verdict: match finding.verdict {
            Verdict::Verbatim => reply::Verdict::Verbatim,
            Verdict::Differs => reply::Verdict::Differs,
            Verdict::Absent => reply::Verdict::Absent,
        },
        passage: place.and_then(|place| Some(place.passages.first()?.id().to_string())),
        difference: difference
            .iter()
            .map(|change| reply::Change {
                op: op(change.op),
                text: change.text.clone(),
            })
            .collect(),
    }
}

fn passages(place: &Place) -> impl Iterator<Item = Block> {
    let marked = place.passages.iter().zip(&place.highlights);
    marked.map(|(excerpt, highlights)| {
        Block::Passage(reply::PassageBlock {
            highlights: highlights.clone(),
            ..excerpt_block(excerpt)
        })
    })
}

/// Lets “Cite” cite these words instead of their passage.
fn cite_words(actions: &mut [Action], words: &str) {
    let cite = Command::Cite(command::Cite {
        text: Some(words.to_owned()),
        form: Form::Quote,
        ..command::Cite::default()
    });
    for offered in actions.iter_mut().filter(|offered| offered.label == CITE) {
        offered.command = cite.to_string();
    }
}

/// The same question of all papers.
fn everywhere(asked: &command::Verify) -> Action {
    let command = command::Verify {
        paper: None,
        ..asked.clone()
    };
    action("In all papers", &Command::Verify(command))
}

/// Tells a person who asked a command what is no quotation: too few words to tell, or a whole text.
pub(super) fn unfit(command: &str, quotation: &str, why: Unfit) -> Reply {
    let message = match why {
        Unfit::TooShort(0) => "There are no words in it to look for.".to_owned(),
        Unfit::TooShort(words) => format!(
            "{} can stand anywhere: a quotation has at least {FEWEST_PIECES}.",
            counted(words, "word")
        ),
        Unfit::TooLong(words) => format!(
            "{} are too many to compare: at most {MOST_PIECES} at once. Take it in parts.",
            counted(words, "word")
        ),
    };
    let is_phrase = matches!(why, Unfit::TooShort(1..));
    let phrase = is_phrase.then(|| as_phrase(quotation)).flatten();
    mistake(command, message, phrase.as_slice())
}

/// A search for the words as they follow each other.
fn as_phrase(quotation: &str) -> Option<Command> {
    let options = [("query", quotation), ("mode", "phrase")];
    let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Command::from_options("search", &options).ok()
}
