//! What Discord sends when somebody asks something: an interaction, read as leniently as possible.
//!
//! Only the keys that an answer needs are read, and of these only the id and the token must be there.
//! So an interaction of a kind that serenity does not know is still answered.

use serde::Deserialize;
use serde_json::Value;

use super::message::EPHEMERAL;

/// Something that a person did with the bot (Interactions > Receiving and responding).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Interaction {
    pub(super) id: Snowflake,
    /// The bot that was asked; its answers go under this id.
    pub(super) application_id: Snowflake,
    #[serde(rename = "type")]
    pub(super) kind: u8,
    /// What allows to answer, for 15 minutes.
    pub(super) token: String,
    #[serde(default)]
    pub(super) data: Option<Data>,
    #[serde(default)]
    channel_id: Option<Snowflake>,
    #[serde(default)]
    member: Option<Member>,
    #[serde(default)]
    user: Option<User>,
    /// The message under which a button was pressed.
    #[serde(default)]
    pub(super) message: Option<Message>,
}

/// A command was given.
pub(super) const COMMAND: u8 = 2;
/// A button was pressed, or an entry of a list chosen.
pub(super) const COMPONENT: u8 = 3;
/// An option is being typed.
pub(super) const COMPLETION: u8 = 4;

/// The type of a command that a message's menu offers (Application commands > Command types).
pub(super) const OF_A_MESSAGE: u8 = 3;

impl Interaction {
    /// Who did it; nobody where Discord does not say.
    pub(super) fn user(&self) -> Option<&User> {
        let member = self.member.as_ref().and_then(|member| member.user.as_ref());
        member.or(self.user.as_ref())
    }

    /// The channel, thread or direct chat it was done in.
    pub(super) fn channel(&self) -> &str {
        self.channel_id.as_ref().map_or("", |id| id.0.as_str())
    }
}

/// An id of Discord's. It is sent as text, since numbers of its length are not safe in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "Value")]
pub(super) struct Snowflake(pub(super) String);

impl From<Value> for Snowflake {
    fn from(value: Value) -> Self {
        match value {
            Value::String(id) => Self(id),
            other => Self(other.to_string()),
        }
    }
}

/// A person or a program.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct User {
    pub(super) id: Snowflake,
    #[serde(default)]
    pub(super) bot: bool,
}

#[derive(Debug, Clone, Deserialize)]
struct Member {
    #[serde(default)]
    user: Option<User>,
}

/// What was asked or pressed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Data {
    /// The command's name.
    #[serde(default)]
    pub(super) name: String,
    /// The command's type.
    #[serde(default, rename = "type")]
    pub(super) kind: u8,
    #[serde(default)]
    pub(super) options: Vec<Given>,
    /// The id of the button or of the list.
    #[serde(default)]
    custom_id: String,
    /// What was chosen from a list; null for a button, as serenity writes it.
    #[serde(default)]
    values: Option<Vec<String>>,
    #[serde(default)]
    target_id: Option<Snowflake>,
    #[serde(default)]
    resolved: Value,
}

impl Data {
    /// The id of the button that was pressed, or of the entry that was chosen.
    pub(super) fn pressed(&self) -> &str {
        let chosen = self.values.as_ref().and_then(|values| values.first());
        chosen.unwrap_or(&self.custom_id)
    }

    /// The options with their values as text, as the core takes them.
    pub(super) fn options(&self) -> Vec<(String, String)> {
        let named = |option: &Given| (option.name.clone(), option.text());
        self.given().iter().map(named).collect()
    }

    /// The options of the command, or of the subcommand that was chosen.
    pub(super) fn given(&self) -> &[Given] {
        self.subcommand()
            .map_or(&self.options, |chosen| &chosen.options)
    }

    /// The command's name as it stands in the table: of two words for a subcommand.
    pub(super) fn command(&self) -> String {
        match self.subcommand() {
            Some(chosen) => format!("{} {}", self.name, chosen.name),
            None => self.name.clone(),
        }
    }

    fn subcommand(&self) -> Option<&Given> {
        self.options.iter().find(|option| option.kind == SUBCOMMAND)
    }

    /// What the message says from whose menu the command was chosen: its text, and the boxes of a bot.
    pub(super) fn message(&self) -> Option<String> {
        let target = self.target_id.as_ref()?;
        let message = self.resolved.get("messages")?.get(&target.0)?;
        let text = |of: &Value, key: &str| of.get(key)?.as_str().map(str::to_owned);
        let mut said: Vec<String> = text(message, "content").into_iter().collect();
        let embeds = message.get("embeds").and_then(Value::as_array);
        for embed in embeds.into_iter().flatten() {
            said.extend(text(embed, "description"));
        }
        Some(said.join("\n"))
    }
}

/// The type of an option that is a subcommand (Application Commands > Option type).
const SUBCOMMAND: u8 = 1;

/// An option with its value, or a subcommand.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Given {
    pub(super) name: String,
    #[serde(default, rename = "type")]
    kind: u8,
    #[serde(default)]
    value: Value,
    /// Of a subcommand, its own options.
    #[serde(default)]
    options: Vec<Given>,
    /// Whether it is the one that is being typed.
    #[serde(default)]
    pub(super) focused: bool,
}

impl Given {
    /// The value as it would be typed.
    pub(super) fn text(&self) -> String {
        match &self.value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}

/// A message of the bot's, with what is needed of it when one of its buttons is pressed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Message {
    #[serde(default)]
    flags: Option<u32>,
    #[serde(default)]
    interaction_metadata: Option<Asked>,
    /// The same in Discord's older form.
    #[serde(default)]
    interaction: Option<Asked>,
}

#[derive(Debug, Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    user: Option<User>,
}

impl Message {
    /// Whether one person alone sees it.
    pub(super) fn is_private(&self) -> bool {
        self.flags.is_some_and(|flags| flags & EPHEMERAL != 0)
    }

    /// Whether it answers this person.
    pub(super) fn answers(&self, user: &User) -> bool {
        let asked = self
            .interaction_metadata
            .as_ref()
            .or(self.interaction.as_ref());
        asked
            .and_then(|asked| asked.user.as_ref())
            .is_some_and(|asker| asker.id == user.id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use serde_json::json;

    use super::*;

    #[test]
    fn an_interaction_with_nothing_but_what_answering_needs_is_read() {
        let read = |value| serde_json::from_value::<Interaction>(value);
        let bare = json!({"id": 5, "application_id": "6", "type": 2, "token": "t"});
        let interaction = read(bare).unwrap();
        assert_eq!(
            (interaction.id.0.as_str(), interaction.channel()),
            ("5", "")
        );
        assert!(interaction.user().is_none() && interaction.data.is_none());
        assert!(read(json!({"id": "5", "application_id": "6", "type": 2})).is_err());
    }

    #[test]
    fn a_person_is_known_in_a_server_and_in_a_direct_chat() {
        let read = |key: &str, value: Value| {
            let mut all = json!({"id": "5", "application_id": "6", "type": 2, "token": "t"});
            all[key] = value;
            serde_json::from_value::<Interaction>(all)
                .unwrap()
                .user()
                .cloned()
        };
        let ana = json!({"id": "7", "username": "ana"});
        let there = read("member", json!({"user": ana, "roles": []})).unwrap();
        assert_eq!(Some(&there), read("user", ana).as_ref());
        assert!(!there.bot && there.id.0 == "7");
    }

    #[test]
    fn values_are_text_as_it_would_be_typed() {
        let data = json!({"name": "search", "type": 1, "options": [
            {"name": "query", "type": 3, "value": "a b"},
            {"name": "from", "type": 4, "value": 1990},
            {"name": "private", "type": 5, "value": true, "focused": true},
        ]});
        let data: Data = serde_json::from_value(data).unwrap();
        let values: Vec<String> = data.options().into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, ["a b", "1990", "true"]);
        assert!(data.options[2].focused);
    }

    #[test]
    fn a_subcommand_is_a_command_of_two_words() {
        let data = json!({"name": "quiz", "type": 1, "options": [{"name": "start", "type": 1, "options": [
            {"name": "paper", "type": 3, "value": "lia", "focused": true},
        ]}]});
        let data: Data = serde_json::from_value(data).unwrap();
        assert_eq!(data.command(), "quiz start");
        assert_eq!(data.options(), [("paper".to_owned(), "lia".to_owned())]);
        assert!(data.given()[0].focused);
        let bare: Data = serde_json::from_value(json!({"name": "about"})).unwrap();
        assert_eq!((bare.command().as_str(), bare.given().len()), ("about", 0));
    }

    #[test]
    fn a_message_says_its_text_and_its_boxes() {
        let data = json!({"name": "x", "type": 3, "target_id": "9", "resolved": {"messages": {"9": {
            "content": "one", "embeds": [{"description": "two"}, {"title": "no"}]}}}});
        let data: Data = serde_json::from_value(data).unwrap();
        assert_eq!(data.message().unwrap(), "one\ntwo");
    }

    #[test]
    fn a_message_answers_who_asked_whichever_way_discord_says_it() {
        let ana = User {
            id: Snowflake("7".to_owned()),
            bot: false,
        };
        let read = |value| serde_json::from_value::<Message>(value).unwrap();
        assert!(read(json!({"interaction_metadata": {"user": {"id": "7"}}})).answers(&ana));
        assert!(read(json!({"interaction": {"user": {"id": "7"}}})).answers(&ana));
        assert!(!read(json!({"interaction_metadata": {"user": {"id": "8"}}})).answers(&ana));
        assert!(!read(json!({})).answers(&ana));
        assert!(read(json!({"flags": 64})).is_private() && !read(json!({"flags": 4})).is_private());
    }
}
