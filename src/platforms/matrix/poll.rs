//! Questions as polls (MSC3381): people vote with their clients' own buttons, and see nobody's vote before
//! the end. Pure.
//!
//! A poll holds the whole message as well, for clients that show none. What is sent bears the names that
//! clients know today, those of before the proposal was accepted; votes are heard by both.

use serde_json::{Value, json};

use super::send::Letter;
use crate::conversation::reply::{Block, QuestionBlock, Reply};

/// The types of the events that begin a poll, vote in it and end it.
pub(super) const START: &str = "org.matrix.msc3381.poll.start";
pub(super) const VOTE: &str = "org.matrix.msc3381.poll.response";
pub(super) const VOTE_LATER: &str = "m.poll.response";
pub(super) const END: &str = "org.matrix.msc3381.poll.end";
/// The key of a text for every client.
const TEXT: &str = "org.matrix.msc1767.text";
/// Votes are shown at the end only.
const UNDISCLOSED: &str = "org.matrix.msc3381.poll.undisclosed";
/// A poll has no more options (MSC3381).
const MOST_OPTIONS: usize = 20;

/// The question that a reply asks to be voted on; none where it asks none.
pub(super) fn question(reply: &Reply) -> Option<&QuestionBlock> {
    reply.blocks.iter().find_map(|block| match block {
        Block::Question(question) if is_open(question) => Some(question),
        _ => None,
    })
}

/// What a hint has left of a question is no second poll.
fn is_open(question: &QuestionBlock) -> bool {
    let count = question.options.len();
    question.open && question.struck.is_empty() && (1..=MOST_OPTIONS).contains(&count)
}

/// The content of the event that begins a poll.
pub(super) fn begun(letter: &Letter<'_>, reply: &Reply, question: &QuestionBlock) -> Value {
    let answers: Vec<Value> = ('a'..='z')
        .zip(&question.options)
        .map(|(letter, option)| json!({"id": letter.to_string(), TEXT: option}))
        .collect();
    let beside = beside(reply);
    let mut lines = vec![title(reply), &question.prompt, &beside];
    lines.retain(|line| !line.is_empty());
    let asked = lines.join("\n");
    let mut content = letter.content();
    content[TEXT] = content["body"].clone();
    content[START] = json!({
        "kind": UNDISCLOSED,
        "max_selections": 1,
        "question": {TEXT: asked},
        "answers": answers,
    });
    content
}

/// The content of the event that ends a poll.
pub(super) fn ended(poll: &str, reply: &Reply) -> Value {
    json!({
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll},
        "body": title(reply),
        TEXT: title(reply),
        END: {},
    })
}

/// The poll that an event votes in, and the option that it chooses; nothing for one that takes a vote back
/// or chooses what no poll of ours has.
pub(super) fn vote(content: &Value) -> Option<(&str, &str)> {
    let relation = content.get("m.relates_to")?;
    let is_vote = relation.get("rel_type")?.as_str()? == "m.reference";
    let chosen = content
        .get("m.selections")
        .or_else(|| content.get(VOTE)?.get("answers"))?;
    let letter = chosen.as_array()?.first()?.as_str()?;
    let is_letter = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_vote && is_letter).then_some((relation.get("event_id")?.as_str()?, letter))
}

/// Which question it is, as its heading says.
fn title(reply: &Reply) -> &str {
    let heading = reply.blocks.iter().find_map(|block| match block {
        Block::Heading { text } => Some(text.as_str()),
        _ => None,
    });
    heading.unwrap_or_default()
}

/// What else can be replied to the question than an option: a poll has no buttons for it.
fn beside(reply: &Reply) -> String {
    let words = reply.actions.iter().map(|action| &action.label);
    let words: Vec<String> = words
        .filter(|label| label.chars().count() > 1)
        .map(|label| label.to_lowercase())
        .collect();
    if words.is_empty() {
        return String::new();
    }
    format!("Reply: {}", words.join(" or "))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;
    use crate::conversation::reply::Action;
    use crate::platforms::matrix::message::Message;

    fn asked() -> Reply {
        let action = |label: &str| Action {
            label: label.to_owned(),
            command: String::new(),
        };
        Reply {
            blocks: vec![
                Block::Heading {
                    text: "Question 1 of 3 · 20 seconds".to_owned(),
                },
                Block::Question(QuestionBlock {
                    prompt: "How many legs has a bee?".to_owned(),
                    options: vec!["four".to_owned(), "six".to_owned()],
                    open: true,
                    ..QuestionBlock::default()
                }),
            ],
            actions: ["a", "b", "Hint", "Skip"].map(action).to_vec(),
            ..Reply::to("quiz")
        }
    }

    #[test]
    fn a_question_is_a_poll_that_reads_as_the_message_where_there_are_none() {
        let message = Message {
            body: "the message".to_owned(),
            html: "<p>the message</p>".to_owned(),
        };
        let letter = Letter {
            message: &message,
            to: None,
            thread: None,
            concerns: None,
            answers: String::new(),
        };
        let reply = asked();
        let poll = begun(&letter, &reply, question(&reply).unwrap());
        insta::assert_snapshot!(serde_json::to_string_pretty(&poll).unwrap(), @r#"
        {
          "body": "the message",
          "format": "org.matrix.custom.html",
          "formatted_body": "<p>the message</p>",
          "m.mentions": {},
          "msgtype": "m.notice",
          "org.matrix.msc1767.text": "the message",
          "org.matrix.msc3381.poll.start": {
            "answers": [
              {
                "id": "a",
                "org.matrix.msc1767.text": "four"
              },
              {
                "id": "b",
                "org.matrix.msc1767.text": "six"
              }
            ],
            "kind": "org.matrix.msc3381.poll.undisclosed",
            "max_selections": 1,
            "question": {
              "org.matrix.msc1767.text": "Question 1 of 3 · 20 seconds\nHow many legs has a bee?\nReply: hint or skip"
            }
          }
        }
        "#);
    }

    #[test]
    fn what_is_typed_closed_or_struck_is_no_poll() {
        let with = |change: &dyn Fn(&mut QuestionBlock)| {
            let mut reply = asked();
            if let Some(Block::Question(question)) = reply.blocks.last_mut() {
                change(question);
            }
            reply
        };
        assert!(question(&with(&|_| {})).is_some());
        for change in [
            |question: &mut QuestionBlock| question.options.clear(),
            |question: &mut QuestionBlock| question.open = false,
            |question: &mut QuestionBlock| question.struck.push(0),
            |question: &mut QuestionBlock| question.options = vec![String::new(); 21],
        ] {
            assert_eq!(question(&with(&change)), None);
        }
    }

    #[test]
    fn a_vote_is_heard_by_both_names_and_an_empty_one_is_none() {
        let relation = json!({"rel_type": "m.reference", "event_id": "$poll"});
        let old = |answers: Value| json!({"m.relates_to": relation, VOTE: {"answers": answers}});
        assert_eq!(vote(&old(json!(["b"]))), Some(("$poll", "b")));
        let new = json!({"m.relates_to": relation, "m.selections": ["c"]});
        assert_eq!(vote(&new), Some(("$poll", "c")));
        for none in [
            old(json!([])),
            old(json!(["other-poll-1"])),
            old(json!([7])),
            json!({VOTE: {"answers": ["a"]}}),
        ] {
            assert_eq!(vote(&none), None, "{none}");
        }
    }
}
