//! The limits of what a bot may send, those included that Discord's official description misses.
//!
//! Numbers are those of “Message”, “Embed Limits” and “Receiving and Responding” in Discord's
//! documentation. A character is a code point: Discord's own count, as its developers say in issue
//! 1315 of discord/discord-api-docs. What is found is put as the place in the body and the reason.

use serde_json::Value;

use super::components;

/// What Discord would refuse, each as `place: reason`.
pub(super) type Faults = Vec<String>;

/// Whether a message is new, or a change of one that is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    New,
    Edit,
}

const CONTENT: usize = 2_000;
const EMBEDS: usize = 10;
const ALL_EMBEDS: usize = 6_000;
const TITLE: usize = 256;
const DESCRIPTION: usize = 4_096;
const FIELDS: usize = 25;
const FIELD_NAME: usize = 256;
const FIELD_VALUE: usize = 1_024;
const FOOTER: usize = 2_048;
const AUTHOR: usize = 256;
const CHOICES: usize = 25;
const CHOICE: usize = 100;
const MODAL_TITLE: usize = 45;
const NONCE: usize = 25;
/// Suppressed embeds, only for the asker, silent.
const FLAGS: u64 = 1 << 2 | 1 << 6 | 1 << 12;
const EPHEMERAL: u64 = 1 << 6;

const MESSAGE_KEYS: &[&str] = &[
    "allowed_mentions",
    "attachments",
    "components",
    "content",
    "embeds",
    "enforce_nonce",
    "flags",
    "nonce",
    "poll",
    "tts",
];
const EMBED_KEYS: &[&str] = &[
    "author",
    "color",
    "description",
    "fields",
    "footer",
    "image",
    "thumbnail",
    "timestamp",
    "title",
    "type",
    "url",
];

/// A callback of any type.
pub(super) fn callback(body: &Value) -> Faults {
    let data = &body["data"];
    match body["type"].as_u64() {
        Some(4) => message("data", data, Written::New),
        Some(5) => flags("data", data),
        Some(6) => Faults::new(),
        Some(7) => message("data", data, Written::Edit),
        Some(8) => choices(data),
        Some(9) => modal(data),
        other => vec![format!("type: {other:?} is none that this bot needs")],
    }
}

/// A message, new or changed.
pub(super) fn message(at: &str, message: &Value, written: Written) -> Faults {
    let mut faults = keys(at, message, MESSAGE_KEYS);
    let Some(_) = message.as_object() else {
        return vec![format!("{at}: no message")];
    };
    faults.extend(text(
        &format!("{at}.content"),
        &message["content"],
        0,
        CONTENT,
    ));
    faults.extend(embeds(&format!("{at}.embeds"), &message["embeds"]));
    faults.extend(components::rows(at, &message["components"]));
    faults.extend(mentions(at, &message["allowed_mentions"]));
    faults.extend(flags(at, message));
    let says = |key: &str| match &message[key] {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(_) => true,
        _ => false,
    };
    let is_empty = !["content", "embeds", "attachments", "poll"]
        .into_iter()
        .any(says);
    if written == Written::New && is_empty {
        faults.push(format!("{at}: an empty message"));
    }
    let wanted = message["flags"].as_u64().unwrap_or(0);
    if written == Written::Edit && wanted & EPHEMERAL != 0 {
        faults.push(format!("{at}.flags: an edit makes nothing private"));
    }
    faults
}

/// What is posted bears a number, so that a repeat is not shown twice.
pub(super) fn nonce(message: &Value) -> Faults {
    let mut faults = text("body.nonce", &message["nonce"], 1, NONCE);
    if message["enforce_nonce"] != true {
        faults.push("body.enforce_nonce: a repeat would be shown twice".to_owned());
    }
    faults
}

/// No message of this bot may ping anybody, whatever it quotes.
fn mentions(at: &str, mentions: &Value) -> Faults {
    let is_empty = |key: &str| mentions[key].as_array().is_none_or(Vec::is_empty);
    let is_closed = mentions["parse"].as_array().is_some_and(Vec::is_empty)
        && is_empty("users")
        && is_empty("roles")
        && mentions["replied_user"] != true;
    let fault = format!("{at}.allowed_mentions: {mentions} lets the message ping");
    (!is_closed).then_some(fault).into_iter().collect()
}

fn flags(at: &str, message: &Value) -> Faults {
    let flags = message["flags"].as_u64().unwrap_or(0);
    let fault = format!("{at}.flags: {flags:#b} has flags that this bot needs not");
    (flags & !FLAGS != 0).then_some(fault).into_iter().collect()
}

fn embeds(at: &str, embeds: &Value) -> Faults {
    let embeds = list(embeds);
    let mut faults = most(at, embeds.len(), EMBEDS);
    let mut total = 0;
    for (number, embed) in embeds.iter().enumerate() {
        faults.extend(one_embed(&format!("{at}[{number}]"), embed));
        total += shown(embed).iter().map(|text| length(text)).sum::<usize>();
    }
    if total > ALL_EMBEDS {
        faults.push(format!(
            "{at}: {total} characters together, at most {ALL_EMBEDS}"
        ));
    }
    faults
}

fn one_embed(at: &str, embed: &Value) -> Faults {
    let mut faults = keys(at, embed, EMBED_KEYS);
    let mut check = |key: &str, value: &Value, (least, longest): (usize, usize)| {
        faults.extend(text(&format!("{at}.{key}"), value, least, longest));
    };
    check("title", &embed["title"], (0, TITLE));
    check("description", &embed["description"], (0, DESCRIPTION));
    if embed["footer"].is_object() {
        check("footer.text", &embed["footer"]["text"], (1, FOOTER));
    }
    if embed["author"].is_object() {
        check("author.name", &embed["author"]["name"], (1, AUTHOR));
    }
    let fields = list(&embed["fields"]);
    for (number, field) in fields.iter().enumerate() {
        let named = |key: &str| format!("fields[{number}].{key}");
        check(&named("name"), &field["name"], (1, FIELD_NAME));
        check(&named("value"), &field["value"], (1, FIELD_VALUE));
    }
    faults.extend(most(&format!("{at}.fields"), fields.len(), FIELDS));
    for key in ["url", "image.url", "thumbnail.url", "footer.icon_url"] {
        let value = &embed.pointer(&format!("/{}", key.replace('.', "/")));
        let address = value.and_then(Value::as_str);
        let is_sent = |address: &str| key == "image.url" && address.starts_with("attachment://");
        if address.is_some_and(|address| !is_web(address) && !is_sent(address)) {
            faults.push(format!("{at}.{key}: no web address"));
        }
    }
    let is_picture = embed["image"].is_object() || embed["thumbnail"].is_object();
    if !is_picture && shown(embed).iter().all(|text| text.trim().is_empty()) {
        faults.push(format!("{at}: an empty embed"));
    }
    if embed["color"]
        .as_u64()
        .is_some_and(|color| color > 0xff_ffff)
    {
        faults.push(format!("{at}.color: no colour"));
    }
    faults
}

/// The texts of an embed that count towards the limit of all.
fn shown(embed: &Value) -> Vec<&str> {
    let fields = list(&embed["fields"]).iter();
    let fields = fields.flat_map(|field| [&field["name"], &field["value"]]);
    [
        &embed["title"],
        &embed["description"],
        &embed["footer"]["text"],
        &embed["author"]["name"],
    ]
    .into_iter()
    .chain(fields)
    .filter_map(Value::as_str)
    .collect()
}

fn choices(data: &Value) -> Faults {
    let Some(choices) = data["choices"].as_array() else {
        return vec!["data.choices: missing".to_owned()];
    };
    let mut faults = most("data.choices", choices.len(), CHOICES);
    for (number, choice) in choices.iter().enumerate() {
        let at = format!("data.choices[{number}]");
        faults.extend(self::choice(&at, choice));
    }
    faults
}

/// A choice, offered while typing or in a definition.
pub(super) fn choice(at: &str, choice: &Value) -> Faults {
    let mut faults = keys(at, choice, &["name", "name_localizations", "value"]);
    faults.extend(text(&format!("{at}.name"), &choice["name"], 1, CHOICE));
    match &choice["value"] {
        Value::Number(_) => {}
        value => faults.extend(text(&format!("{at}.value"), value, 1, CHOICE)),
    }
    faults
}

fn modal(data: &Value) -> Faults {
    let mut faults = text("data.title", &data["title"], 1, MODAL_TITLE);
    faults.extend(text(
        "data.custom_id",
        &data["custom_id"],
        1,
        components::CUSTOM_ID,
    ));
    faults.extend(components::inputs(&data["components"]));
    faults
}

/// A text between two lengths; one that may be empty may be missing too. White space around it does
/// not count as text, as Discord takes it away.
pub(super) fn text(at: &str, value: &Value, least: usize, longest: usize) -> Faults {
    let fault = match value {
        Value::Null if least == 0 => None,
        Value::String(text) if length(text.trim()) < least => Some("empty".to_owned()),
        Value::String(text) if length(text) > longest => {
            Some(format!("{} characters, at most {longest}", length(text)))
        }
        Value::String(_) => None,
        other => Some(format!("{other} is no text")),
    };
    let fault = fault.map(|reason| format!("{at}: {reason}"));
    fault.into_iter().collect()
}

/// At most so many of something.
pub(super) fn most(at: &str, number: usize, most: usize) -> Faults {
    let fault = (number > most).then(|| format!("{at}: {number}, at most {most}"));
    fault.into_iter().collect()
}

/// Only keys that Discord knows. It passes over others, so that what they were meant to do is lost.
pub(super) fn keys(at: &str, value: &Value, known: &[&str]) -> Faults {
    let keys = value
        .as_object()
        .into_iter()
        .flat_map(|object| object.keys());
    keys.filter(|key| !known.contains(&key.as_str()))
        .map(|key| format!("{at}.{key}: Discord knows no such key"))
        .collect()
}

/// Names that stand more than once.
pub(super) fn twice<'v>(at: &str, names: impl Iterator<Item = &'v str>) -> Faults {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let pairs = names.windows(2).filter(|pair| pair[0] == pair[1]);
    pairs
        .map(|pair| format!("{at}: “{}” twice", pair[0]))
        .collect()
}

/// The elements of a list, none where it is missing.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The length as Discord counts it.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

#[cfg(test)]
mod tests;
