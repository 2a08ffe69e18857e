//! A message of the bot: as it was sent, as a client is told of it, as a person sees it.

use std::fmt;

use serde_json::{Value, json};

use super::interaction::{Place, user};
use super::state::APPLICATION;

/// A message that somebody can see.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// Its id.
    pub(crate) id: String,
    /// Whether only the one who asked sees it.
    pub(crate) is_private: bool,
    /// What the bot sent, with every edit.
    pub(crate) body: Value,
    pub(super) channel: String,
    pub(super) place: Place,
    /// Who made the bot send it; for what it posts by itself, the bot.
    pub(super) asker: u64,
    /// What makes it the same as another (for what is posted).
    pub(super) nonce: Option<String>,
    /// How often it was changed.
    pub(crate) edits: usize,
}

/// What of a body makes the message.
const KEPT: &[&str] = &["content", "embeds", "components", "attachments", "poll"];

impl Message {
    /// Puts a body over what there is, as an edit does.
    pub(super) fn edit(&mut self, body: &Value) {
        for key in KEPT {
            if let Some(value) = body.get(key) {
                self.body[key] = value.clone();
            }
        }
    }

    /// A message that the bot posts by itself.
    pub(super) fn posted(id: String, channel: &str, body: &Value) -> Self {
        let nonce = match &body["nonce"] {
            Value::String(nonce) => Some(nonce.clone()),
            Value::Null => None,
            number => Some(number.to_string()),
        };
        let mut message = Self {
            id,
            is_private: false,
            body: json!({}),
            channel: channel.to_owned(),
            place: Place::of(channel).unwrap_or(Place::Channel),
            asker: APPLICATION,
            nonce,
            edits: 0,
        };
        message.edit(body);
        message
    }

    /// The `custom_id` of the button that carries a label.
    pub(crate) fn button(&self, label: &str) -> Option<String> {
        let mut components = self.components();
        let found = components.find(|component| component["label"] == label)?;
        found["custom_id"].as_str().map(str::to_owned)
    }

    /// Every component of its rows.
    pub(crate) fn components(&self) -> impl Iterator<Item = &Value> {
        let rows = self.body["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }

    /// The message object of the API.
    pub(super) fn full(&self, seen_by: u64) -> Value {
        let kept = |key: &str, empty: Value| match &self.body[key] {
            Value::Null => empty,
            value => value.clone(),
        };
        let is_answer = self.asker != APPLICATION;
        let mut full = json!({
            "id": self.id, "channel_id": self.channel, "type": if is_answer { 20 } else { 0 }, "tts": false, "pinned": false,
            "author": {"id": APPLICATION.to_string(), "username": "Lectern", "discriminator": "0000",
                       "avatar": null, "bot": true},
            "content": kept("content", json!("")), "embeds": kept("embeds", json!([])),
            "components": kept("components", json!([])), "attachments": [],
            "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null,
            "mention_everyone": false, "mentions": [], "mention_roles": [],
            "flags": if self.is_private { 64 } else { 0 },
        });
        if is_answer {
            full["interaction_metadata"] = json!({
                "id": self.id, "type": 2, "user": user(self.asker),
                "authorizing_integration_owners": {"1": seen_by.to_string()},
            });
        }
        full
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_private {
            writeln!(f, "(only you can see this)")?;
        }
        if let Some(content) = self.body["content"]
            .as_str()
            .filter(|text| !text.is_empty())
        {
            writeln!(f, "{content}")?;
        }
        for embed in self.body["embeds"].as_array().into_iter().flatten() {
            write_embed(f, embed)?;
        }
        for row in self.body["components"].as_array().into_iter().flatten() {
            let components = row["components"].as_array().into_iter().flatten();
            let shown: Vec<String> = components.map(component).collect();
            writeln!(f, "{}", shown.join(" "))?;
        }
        Ok(())
    }
}

fn write_embed(f: &mut fmt::Formatter<'_>, embed: &Value) -> fmt::Result {
    let mut parts = Vec::new();
    let mut part = |text: &Value, mark: &str| {
        if let Some(text) = text.as_str() {
            parts.push(format!("{mark}{text}"));
        }
    };
    part(&embed["author"]["name"], "");
    part(&embed["title"], "# ");
    part(&embed["url"], "→ ");
    part(&embed["description"], "");
    for field in embed["fields"].as_array().into_iter().flatten() {
        part(&field["name"], "## ");
        part(&field["value"], "");
    }
    part(&embed["image"]["url"], "picture ");
    part(&embed["footer"]["text"], "— ");
    for line in parts.join("\n").lines() {
        writeln!(f, "{}", format!("| {line}").trim_end())?;
    }
    Ok(())
}

fn component(component: &Value) -> String {
    let label = component["label"].as_str();
    let label = label.or_else(|| component["emoji"]["name"].as_str());
    let off = if component["disabled"] == true {
        " (off)"
    } else {
        ""
    };
    if let Some(options) = component["options"].as_array() {
        let names = options.iter().filter_map(|option| option["label"].as_str());
        let names: Vec<&str> = names.collect();
        let placeholder = component["placeholder"].as_str().unwrap_or_default();
        return format!("[{placeholder} ▾ {}{off}]", names.join(" / "));
    }
    format!("[{}{off}]", label.unwrap_or_default())
}
