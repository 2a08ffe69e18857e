//! Sending a message, as one event however often it has to be tried.
//!
//! The transaction id comes from what the message answers, so that the homeserver takes it once even if
//! the bot is killed between sending and knowing that it was sent.

use matrix_sdk::ruma::{OwnedTransactionId, TransactionId};
use matrix_sdk::{Error, Room};
use serde_json::{Value, json};

use super::event::{MESSAGE, REACTION};
use super::message::Message;
use super::poll::END;
use super::tries;

/// What stands under a message that was heard in a round.
const HEARD: &str = "☑️";

/// A message and where it belongs.
#[derive(Debug, Clone)]
pub(super) struct Letter<'m> {
    pub(super) message: &'m Message,
    /// The event that it answers.
    pub(super) to: Option<&'m str>,
    /// The root of the thread it belongs to.
    pub(super) thread: Option<&'m str>,
    /// The one person whom it concerns and who is to be told.
    pub(super) concerns: Option<&'m str>,
    /// What it is the only answer of, for the transaction id.
    pub(super) answers: String,
}

impl Letter<'_> {
    pub(super) fn content(&self) -> Value {
        let mentions = match self.concerns {
            Some(person) => json!({"user_ids": [person]}),
            None => json!({}),
        };
        let mut content = json!({
            // Nobody is notified of it, and no other bot answers it.
            "msgtype": "m.notice",
            "body": self.message.body,
            "format": "org.matrix.custom.html",
            "formatted_body": self.message.html,
            "m.mentions": mentions,
        });
        if let Some(relation) = self.relation() {
            content["m.relates_to"] = relation;
        }
        content
    }

    fn relation(&self) -> Option<Value> {
        let reply = self.to.map(|to| json!({"event_id": to}));
        match (self.thread, reply) {
            (Some(root), reply) => {
                let mut relation = json!({"rel_type": "m.thread", "event_id": root});
                if let Some(reply) = reply {
                    relation["m.in_reply_to"] = reply;
                    relation["is_falling_back"] = Value::Bool(false);
                }
                Some(relation)
            }
            (None, Some(reply)) => Some(json!({"m.in_reply_to": reply})),
            (None, None) => None,
        }
    }

    fn transaction(&self) -> OwnedTransactionId {
        transaction(&self.answers)
    }
}

/// The transaction id of the only answer to something.
pub(super) fn transaction(of: &str) -> OwnedTransactionId {
    let hash = blake3::hash(of.as_bytes()).to_hex();
    <&TransactionId>::from(&hash[..32]).to_owned()
}

/// Sends a message and gives its event id. What passes is tried again for a while.
pub(super) async fn send(room: &Room, letter: &Letter<'_>) -> Result<String, Error> {
    sent(room, MESSAGE, &letter.content(), &letter.transaction()).await
}

/// Sends a letter in another form than a message's, and gives its event id.
pub(super) async fn send_as(
    room: &Room,
    letter: &Letter<'_>,
    (kind, content): (&str, &Value),
) -> Result<String, Error> {
    sent(room, kind, content, &letter.transaction()).await
}

/// Ends a poll of ours.
pub(super) async fn end(room: &Room, poll: &str, content: &Value) -> Result<(), Error> {
    let transaction = transaction(&format!("{poll} end"));
    sent(room, END, content, &transaction).await.map(drop)
}

/// Edits a message of ours; the key tells this edit from every other.
pub(super) async fn edit(
    room: &Room,
    (edited, message): (&str, &Message),
    key: &str,
) -> Result<(), Error> {
    let content = edited_content(edited, message);
    sent(room, MESSAGE, &content, &transaction(key))
        .await
        .map(drop)
}

/// Puts the sign under an event that it was heard. It is tried once: late it would tell nothing.
pub(super) async fn sign(room: &Room, event: &str) -> Result<(), Error> {
    let relation = json!({"rel_type": "m.annotation", "event_id": event, "key": HEARD});
    let sending = room.send_raw(REACTION, json!({"m.relates_to": relation}));
    let transaction = transaction(&format!("{event} heard"));
    sending.with_transaction_id(&transaction).await?;
    Ok(())
}

/// A message in the place of another, with a fallback for clients that know no edits.
fn edited_content(edited: &str, message: &Message) -> Value {
    let letter = Letter {
        message,
        to: None,
        thread: None,
        concerns: None,
        answers: String::new(),
    };
    let new = letter.content();
    let mut content = new.clone();
    content["body"] = json!(format!("* {}", message.body));
    content["formatted_body"] = json!(format!("* {}", message.html));
    content["m.new_content"] = new;
    content["m.relates_to"] = json!({"rel_type": "m.replace", "event_id": edited});
    content
}

async fn sent(
    room: &Room,
    kind: &str,
    content: &Value,
    transaction: &TransactionId,
) -> Result<String, Error> {
    tries::until_done(|| async move {
        let sending = room.send_raw(kind, content.clone());
        let sent = sending.with_transaction_id(transaction).await?;
        Ok(sent.response.event_id.to_string())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter<'m>(
        message: &'m Message,
        to: Option<&'m str>,
        thread: Option<&'m str>,
    ) -> Letter<'m> {
        Letter {
            message,
            to,
            thread,
            concerns: None,
            answers: "$q".to_owned(),
        }
    }

    #[test]
    fn a_message_stands_where_it_was_asked_for_and_mentions_nobody() {
        let message = Message {
            body: "a".to_owned(),
            html: "<p>a</p>".to_owned(),
        };
        insta::assert_snapshot!(letter(&message, Some("$q"), None).content(), @r#"{"body":"a","format":"org.matrix.custom.html","formatted_body":"<p>a</p>","m.mentions":{},"m.relates_to":{"m.in_reply_to":{"event_id":"$q"}},"msgtype":"m.notice"}"#);
        insta::assert_snapshot!(letter(&message, Some("$q"), Some("$root")).content()["m.relates_to"], @r#"{"event_id":"$root","is_falling_back":false,"m.in_reply_to":{"event_id":"$q"},"rel_type":"m.thread"}"#);
        insta::assert_snapshot!(letter(&message, None, None).content(), @r#"{"body":"a","format":"org.matrix.custom.html","formatted_body":"<p>a</p>","m.mentions":{},"msgtype":"m.notice"}"#);
        let pointer = Letter {
            concerns: Some("@ana:x"),
            ..letter(&message, Some("$q"), None)
        };
        insta::assert_snapshot!(pointer.content()["m.mentions"], @r#"{"user_ids":["@ana:x"]}"#);
    }

    #[test]
    fn an_edit_holds_the_whole_message_and_a_fallback() {
        let message = Message {
            body: "a".to_owned(),
            html: "<p>a</p>".to_owned(),
        };
        insta::assert_snapshot!(edited_content("$q", &message), @r#"{"body":"* a","format":"org.matrix.custom.html","formatted_body":"* <p>a</p>","m.mentions":{},"m.new_content":{"body":"a","format":"org.matrix.custom.html","formatted_body":"<p>a</p>","m.mentions":{},"msgtype":"m.notice"},"m.relates_to":{"event_id":"$q","rel_type":"m.replace"},"msgtype":"m.notice"}"#);
    }

    #[test]
    fn the_same_question_has_the_same_transaction() {
        let message = Message {
            body: String::new(),
            html: String::new(),
        };
        let one = letter(&message, Some("$q"), None);
        assert_eq!(
            one.transaction(),
            letter(&message, None, None).transaction()
        );
        let other = Letter {
            answers: "$q pointer".to_owned(),
            ..one.clone()
        };
        assert_ne!(one.transaction(), other.transaction());
    }
}
