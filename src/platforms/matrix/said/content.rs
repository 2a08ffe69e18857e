//! The content of events, as JSON: which parts of it say something. What they mean is not known here.

use serde_json::{Map, Value};

use crate::conversation::request::Said;

/// The parts of a message that say something.
pub(super) struct Message<'c> {
    /// The body, without a fallback for a reply.
    pub(super) text: &'c str,
    /// The event that it replies to.
    pub(super) to: Option<&'c str>,
    /// The ids of those it mentions; nothing where the client does not say.
    pub(super) mentions: Option<Vec<&'c str>>,
    /// A command with its arguments.
    pub(super) block: Option<&'c Map<String, Value>>,
}

/// The names of the block that holds a command: the one in use while MSC4391 is open, and the one
/// after.
const BLOCKS: [&str; 2] = ["org.matrix.msc4391.command", "m.bot.command"];

/// Reads a message; nothing for one of another type than text, and for an edit.
pub(super) fn message(content: &Value) -> Option<Message<'_>> {
    let relation = content.get("m.relates_to");
    let relation_is = |kind| relation.and_then(|relation| text(relation, "rel_type")) == Some(kind);
    if text(content, "msgtype") != Some("m.text") || relation_is("m.replace") {
        return None;
    }
    let body = text(content, "body")?;
    let to = relation.and_then(|relation| text(relation.get("m.in_reply_to")?, "event_id"));
    let falls_back = relation.and_then(|relation| relation.get("is_falling_back")?.as_bool());
    // In a thread, clients without threads are shown a reply that nobody made.
    let is_reply = !(relation_is("m.thread") && falls_back == Some(true));
    let mentions = content.get("m.mentions").map(|mentions| {
        let ids = mentions.get("user_ids").and_then(Value::as_array);
        let ids = ids.map(|ids| ids.iter().filter_map(Value::as_str).collect());
        ids.unwrap_or_default()
    });
    Some(Message {
        text: if to.is_some() {
            without_fallback(body)
        } else {
            body
        },
        to: to.filter(|_| is_reply),
        mentions,
        block: BLOCKS
            .iter()
            .find_map(|name| content.get(name)?.as_object()),
    })
}

/// Reads a reaction: the event it stands under, and its key.
pub(super) fn reaction(content: &Value) -> Option<(&str, &str)> {
    let relation = content.get("m.relates_to")?;
    let is_reaction = text(relation, "rel_type") == Some("m.annotation");
    is_reaction.then_some(())?;
    Some((text(relation, "event_id")?, text(relation, "key")?))
}

/// The command in a block; nothing where it names none.
pub(super) fn command(block: &Map<String, Value>) -> Option<Said> {
    let name = block.get("command")?.as_str()?.to_owned();
    let arguments = block.get("arguments").and_then(Value::as_object);
    let options = arguments.into_iter().flatten();
    let options = options.filter_map(|(name, value)| Some((name.clone(), typed(value)?)));
    Some(Said::Command {
        name,
        options: options.collect(),
    })
}

/// A value as it would be typed.
fn typed(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().filter_map(typed).collect();
            Some(values.join(" "))
        }
        Value::Null | Value::Object(_) => None,
    }
}

fn text<'c>(value: &'c Value, key: &str) -> Option<&'c str> {
    value.get(key)?.as_str()
}

/// What follows the quotation that old clients put before a reply.
fn without_fallback(body: &str) -> &str {
    if !body.starts_with("> <@") && !body.starts_with("> * <@") {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest.strip_prefix('\n').unwrap_or(rest)
}
