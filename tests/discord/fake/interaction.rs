//! What people do: commands, completions, presses, menus, forms, as Discord sends them.

use serde_json::{Map, Value, json};

use super::message::Message;
use super::state::{APPLICATION, SERVER};

/// Who asks, unless another is named.
const ANA: u64 = 1_000_000_000_000_000_001;
/// Another person.
pub(crate) const BEN: u64 = 1_000_000_000_000_000_002;
/// And another.
pub(crate) const CEM: u64 = 1_000_000_000_000_000_003;
/// What everybody may do in a channel (View Channel, Send Messages), and who looks after it (Manage Channels
/// too).
const MEMBER: &str = "3072";
const MODERATOR: &str = "3088";
const CHANNEL: u64 = 1_400_000_000_000_000_001;
const THREAD: u64 = 1_400_000_000_000_000_002;
const DIRECT: u64 = 1_400_000_000_000_000_003;
const ELSEWHERE: u64 = 1_500_000_000_000_000_001;

/// Where something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A channel of the bot's server.
    Channel,
    /// A thread there.
    Thread,
    /// A direct message to a bot that the person has installed.
    Direct,
    /// A server that the bot is not in, for a person who has installed it.
    Elsewhere,
}

impl Place {
    /// Where a channel is that the bot can post into.
    pub(super) fn of(channel: &str) -> Option<Self> {
        match channel.parse().ok()? {
            CHANNEL => Some(Self::Channel),
            THREAD => Some(Self::Thread),
            DIRECT => Some(Self::Direct),
            _ => None,
        }
    }
}

/// Something that a person does.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(super) kind: u8,
    pub(super) data: Map<String, Value>,
    /// The message whose button was pressed.
    pub(super) message: Option<Message>,
    pub(super) who: u64,
    pub(super) place: Place,
    pub(super) left_out: Option<&'static str>,
    is_outdated: bool,
    moderates: bool,
    /// Whether the bot may not post where it is asked.
    is_mute: bool,
}

/// A slash command; one of two words is a subcommand.
pub(crate) fn command(name: &str) -> Ask {
    let (name, options) = match name.split_once(' ') {
        Some((name, sub)) => (name, json!([{"name": sub, "type": 1, "options": []}])),
        None => (name, json!([])),
    };
    let data = json!({"id": "1600000000000000001", "name": name, "type": 1, "options": options});
    Ask::new(2, data)
}

/// The form that a press has opened, filled in and sent.
pub(crate) fn fill(message: &Message, form: &Value, text: &str) -> Ask {
    let input = &form["data"]["components"][0]["components"][0];
    let longest = input["max_length"].as_u64().unwrap_or(4_000);
    assert!(
        text.chars().count() as u64 <= longest,
        "a client takes no more"
    );
    let input = json!({"type": 4, "custom_id": input["custom_id"], "value": text});
    let rows = json!([{"type": 1, "components": [input]}]);
    Ask::new(
        5,
        json!({"custom_id": form["data"]["custom_id"], "components": rows}),
    )
    .on(message)
}

/// A command of a message's menu, on a message that somebody wrote.
pub(crate) fn menu(name: &str, text: &str) -> Ask {
    let id = "1700000000000000001";
    let message = json!({
        "id": id, "channel_id": CHANNEL.to_string(), "content": text, "type": 0, "tts": false,
        "author": user(BEN), "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": null,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": false, "flags": 0, "components": [],
    });
    let data = json!({
        "id": "1600000000000000002", "name": name, "type": 3, "target_id": id,
        "resolved": {"messages": {id: message}},
    });
    Ask::new(2, data)
}

/// A press of the button that carries a label.
#[track_caller]
pub(crate) fn press(message: &Message, label: &str) -> Ask {
    let Some(id) = message.button(label) else {
        panic!("no button “{label}” in\n{message}");
    };
    press_id(message, &id)
}

/// A press of a button, which the message need not have any more.
pub(crate) fn press_id(message: &Message, custom_id: &str) -> Ask {
    let data = json!({"custom_id": custom_id, "component_type": 2});
    Ask::new(3, data).on(message)
}

/// A choice of the entry of a list that carries a label.
#[track_caller]
pub(crate) fn choose(message: &Message, label: &str) -> Ask {
    let found = message.components().find_map(|list| {
        let mut entries = list["options"].as_array()?.iter();
        let entry = entries.find(|entry| entry["label"] == label)?;
        Some((&list["custom_id"], &entry["value"]))
    });
    let Some((id, value)) = found else {
        panic!("no entry “{label}” in\n{message}");
    };
    let data = json!({"custom_id": id, "component_type": 3, "values": [value]});
    Ask::new(3, data).on(message)
}

impl Ask {
    fn new(kind: u8, data: Value) -> Self {
        let Value::Object(data) = data else {
            unreachable!("every caller gives an object");
        };
        Self {
            kind,
            data,
            message: None,
            who: ANA,
            place: Place::Channel,
            left_out: None,
            is_outdated: false,
            moderates: false,
            is_mute: false,
        }
    }

    fn on(mut self, message: &Message) -> Self {
        self.message = Some(message.clone());
        self.place = message.place;
        self
    }

    /// With an option of the type that its value has.
    pub(crate) fn option(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let kind = kind(&value);
        self.push(json!({"name": name, "type": kind, "value": value}));
        self
    }

    /// While an option is being typed.
    pub(crate) fn typing(mut self, name: &str, so_far: &str) -> Self {
        self.kind = 4;
        self.push(json!({"name": name, "type": 3, "value": so_far, "focused": true}));
        self
    }

    /// By another person.
    pub(crate) fn by(mut self, who: u64) -> Self {
        self.who = who;
        self
    }

    /// By somebody who looks after the channel.
    pub(crate) fn moderating(mut self) -> Self {
        self.moderates = true;
        self
    }

    /// Where the bot may not post.
    pub(crate) fn muted(mut self) -> Self {
        self.is_mute = true;
        self
    }

    /// In another place.
    pub(crate) fn inside(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// With a key missing.
    pub(crate) fn without(mut self, key: &'static str) -> Self {
        self.left_out = Some(key);
        self
    }

    /// By a client that has an old definition, which the fake would otherwise call a fault of the
    /// test.
    pub(crate) fn outdated(mut self) -> Self {
        self.is_outdated = true;
        self
    }

    fn push(&mut self, option: Value) {
        let Some(options) = self.data.get_mut("options") else {
            return;
        };
        let is_sub = options[0]["type"] == 1;
        let options = if is_sub {
            &mut options[0]["options"]
        } else {
            options
        };
        if let Some(options) = options.as_array_mut() {
            options.push(option);
        }
    }

    /// The server it is asked in.
    pub(super) fn server(&self) -> Option<u64> {
        match self.place {
            Place::Channel | Place::Thread => Some(SERVER),
            // A shard hears of what happens on a server without the bot as of a direct message.
            Place::Direct | Place::Elsewhere => None,
        }
    }

    /// A client offers only what is registered: holds a command to its definition, if there is any.
    pub(super) fn hold_to<'d>(&self, definitions: impl Iterator<Item = &'d Value>) {
        if !matches!(self.kind, 2 | 4) || self.is_outdated {
            return;
        }
        let definitions: Vec<&Value> = definitions.collect();
        let is_this = |definition: &&&Value| {
            definition["name"] == self.data["name"] && definition["type"] == self.data["type"]
        };
        let Some(definition) = definitions.iter().find(is_this) else {
            assert!(
                definitions.is_empty(),
                "{} is not registered",
                self.data["name"]
            );
            return;
        };
        hold_options(self.data.get("options").unwrap_or(&Value::Null), definition);
    }

    /// The event by which the bot hears of it.
    pub(super) fn event(&self, id: u64, token: &str) -> Value {
        let channel = self.channel();
        let may = if self.is_mute { "1024" } else { "274877959168" };
        let mut event = json!({
            "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": self.kind,
            "token": token, "version": 1, "data": self.data, "channel_id": channel["id"],
            "channel": channel, "app_permissions": may, "locale": "en-US",
            "entitlements": [], "attachment_size_limit": 10_485_760,
        });
        let event_mut = event.as_object_mut();
        let place = self.place_keys();
        if let (Some(event), Value::Object(place)) = (event_mut, place) {
            event.extend(place);
            if let Some(message) = &self.message {
                event.insert("message".to_owned(), message.full(self.who));
            }
        }
        event
    }

    fn channel(&self) -> Value {
        match self.place {
            Place::Channel | Place::Elsewhere => json!({
                "id": CHANNEL.to_string(), "type": 0, "name": "reading", "guild_id": SERVER.to_string(),
                "position": 0, "permission_overwrites": [], "flags": 0, "permissions": "2147483647",
            }),
            Place::Thread => json!({
                "id": THREAD.to_string(), "type": 11, "name": "on dances", "guild_id": SERVER.to_string(),
                "parent_id": CHANNEL.to_string(), "permissions": "2147483647", "flags": 0,
                "thread_metadata": {"archived": false, "auto_archive_duration": 1440, "locked": false,
                                    "archive_timestamp": "2026-01-01T00:00:00+00:00"},
            }),
            Place::Direct => json!({
                "id": DIRECT.to_string(), "type": 1, "recipients": [user(self.who)], "flags": 0,
            }),
        }
    }

    fn place_keys(&self) -> Value {
        let may = if self.moderates { MODERATOR } else { MEMBER };
        let member = json!({
            "user": user(self.who), "roles": [], "deaf": false, "mute": false, "flags": 0,
            "joined_at": "2026-01-01T00:00:00+00:00", "permissions": may, "nick": null,
            "avatar": null, "pending": false,
        });
        let on = |server: u64, owners: Value| {
            json!({
                "guild_id": server.to_string(), "guild_locale": "en-US", "member": member,
                "guild": {"id": server.to_string(), "locale": "en-US", "features": []},
                "context": 0, "authorizing_integration_owners": owners,
            })
        };
        match self.place {
            Place::Channel | Place::Thread => on(SERVER, json!({"0": SERVER.to_string()})),
            Place::Elsewhere => on(ELSEWHERE, json!({"1": self.who.to_string()})),
            Place::Direct => json!({
                "user": user(self.who), "context": 1,
                "authorizing_integration_owners": {"1": self.who.to_string()},
            }),
        }
    }
}

/// Holds options to their definitions, and those of a subcommand to its own.
fn hold_options(given: &Value, definition: &Value) {
    for option in given.as_array().into_iter().flatten() {
        let mut defined = definition["options"].as_array().into_iter().flatten();
        let defined = defined.find(|defined| {
            let typed = option["focused"] != true || defined["autocomplete"] == true;
            defined["name"] == option["name"] && defined["type"] == option["type"] && typed
        });
        let Some(defined) = defined else {
            panic!("{option} is no option of {}", definition["name"]);
        };
        hold_options(&option["options"], defined);
    }
}

/// The option type that a client sends a value as.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Bool(_) => 5,
        Value::Number(number) if number.is_f64() => 10,
        Value::Number(_) => 4,
        _ => 3,
    }
}

/// A person as Discord names them.
pub(super) fn user(id: u64) -> Value {
    let name = match id {
        ANA => "ana".to_owned(),
        BEN => "ben".to_owned(),
        CEM => "cem".to_owned(),
        other => format!("p{}", other % 1_000),
    };
    json!({"id": id.to_string(), "username": name, "discriminator": "0", "global_name": null,
           "avatar": null, "bot": false})
}
