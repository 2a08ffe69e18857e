//! A quiz question about what a message quotes, for whoever asked; its answer is covered, so that it can
//! be tried first.

use super::super::quiz::glossary;
use super::super::reply::{Audience, Block, QuestionBlock, Reply};
use super::Desk;
use super::passages::passage_actions;
use super::wording::{heading, hidden};
use crate::library::{Error, Verdict};
use crate::papers::paper::Key;
use crate::study::make::{Wanted, make};
use crate::study::material::Material;
use crate::study::question::Question;

/// Beside the paper that is asked about, so many lend wrong answers.
const BESIDE: usize = 4;
/// So many questions are made, of which the one is taken whose sentence is most of the message.
const MADE: usize = 8;

/// A question made of the passage that a text quotes.
pub(super) fn made_of(desk: &Desk<'_>, said: &str) -> Result<Reply, Error> {
    let found = desk.library.find_quotation(said, None)?.ok();
    let quoted = found.filter(|finding| finding.verdict != Verdict::Absent);
    let Some(place) = quoted.and_then(|finding| finding.place) else {
        let nothing = "No paper here says this, so there is nothing to ask: a question is made of a message that quotes a paper, in four words or more.";
        return Ok(private(vec![heading(nothing)], false));
    };
    let Some(first) = place.passages.first() else {
        return Ok(private(
            vec![heading("There is no passage to ask about.")],
            false,
        ));
    };
    let wanted = Wanted {
        papers: vec![first.paper.clone()],
        passages: place
            .passages
            .iter()
            .map(|excerpt| excerpt.passage.ordinal)
            .collect(),
        number: MADE,
        ..Wanted::default()
    };
    let questions = make(&material(desk, &first.paper)?, &wanted);
    let asked = questions
        .into_iter()
        .max_by_key(|question| (said.contains(&question.proof), question.proof.len()));
    let mut reply = if let Some(question) = asked {
        private(shown(&question), true)
    } else {
        let nothing = "Nothing in this passage can fairly be asked: no sentence of it stands alone and has a term, a name or a number to ask for.";
        private(vec![heading(nothing)], false)
    };
    reply.actions = passage_actions(&first.id(), 0, 0);
    Ok(reply)
}

/// The question, and covered its answer with the sentence that proves it. The passage is an action away.
fn shown(question: &Question) -> Vec<Block> {
    vec![
        heading("A question about this"),
        Block::Question(QuestionBlock {
            id: question.id.clone(),
            kind: question.kind.name().to_owned(),
            prompt: question.prompt.clone(),
            options: question.options.clone(),
            ..QuestionBlock::default()
        }),
        hidden(format!("Answer: {}", question.answer)),
        hidden(format!("“{}” {}", question.proof, question.citation)),
    ]
}

/// The paper, a few others that lend wrong answers, and the glossaries.
fn material(desk: &Desk<'_>, about: &Key) -> Result<Material, Error> {
    let all = desk.library.keys()?;
    let others = all.iter().filter(|key| *key != about);
    let keys = std::iter::once(about).chain(others.take(BESIDE));
    let mut papers = Vec::new();
    for key in keys {
        papers.extend(desk.library.whole(key)?);
    }
    Ok(Material {
        papers,
        glossary: glossary(desk.library)?,
        ..Material::default()
    })
}

fn private(blocks: Vec<Block>, found: bool) -> Reply {
    Reply {
        found,
        audience: Audience::Person,
        blocks,
        ..Reply::to("")
    }
}
