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
    pub(super) guild_id: Option<Snowflake>,
    /// Where it was done: in a server, in the chat with the bot, or in another direct chat.
    #[serde(default)]
    context: Option<u8>,
    /// By whom it was installed that is asked here.
    #[serde(default, rename = "authorizing_integration_owners")]
    owners: Value,
    /// What the bot may do there, as bits in text.
    #[serde(default)]
    app_permissions: Option<Snowflake>,
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
/// A form was filled in.
pub(super) const FORM: u8 = 5;

/// The chat with the bot (Interactions > Receiving and responding > Interaction context types).
const CHAT_WITH_BOT: u8 = 1;
/// A direct chat that the bot is not in.
const OTHER_CHAT: u8 = 2;

// Topics > Permissions > Bitwise permission flags.

const ADMINISTRATOR: u64 = 1 << 3;
const MANAGE_CHANNELS: u64 = 1 << 4;
const VIEW_CHANNEL: u64 = 1 << 10;
const SEND_MESSAGES: u64 = 1 << 11;
const MANAGE_MESSAGES: u64 = 1 << 13;
const EMBED_LINKS: u64 = 1 << 14;
const ATTACH_FILES: u64 = 1 << 15;
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// What the bot needs to post questions into channels and threads: answers to commands need nothing.
pub(super) const TO_POST: u64 =
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | SEND_MESSAGES_IN_THREADS;

/// The type of a command that a message's menu offers (Application commands > Command types).
pub(super) const OF_A_MESSAGE: u8 = 3;

impl Interaction {
    /// Who did it; nobody where Discord does not say.
    pub(super) fn user(&self) -> Option<&User> {
        let member = self.member.as_ref().and_then(|member| member.user.as_ref());
        member.or(self.user.as_ref())
    }

    /// How they are called there.
    pub(super) fn name(&self) -> Option<String> {
        let nick = self.member.as_ref().and_then(|member| member.nick.clone());
        let name = |user: &User| user.global_name.clone().or_else(|| user.username.clone());
        nick.or_else(|| self.user().and_then(name))
    }

    /// Whether they look after the channel.
    pub(super) fn moderates(&self) -> bool {
        let member = self.member.as_ref();
        let may = bits(member.and_then(|member| member.permissions.as_ref()));
        may.unwrap_or(0) & (ADMINISTRATOR | MANAGE_CHANNELS | MANAGE_MESSAGES) != 0
    }

    /// Whether nobody but them and the bot is there.
    pub(super) fn is_alone_with_bot(&self) -> bool {
        self.context == Some(CHAT_WITH_BOT)
    }

    /// Whether the bot can post there what nobody asked for at that moment, as far as Discord says.
    pub(super) fn lets_bot_post(&self) -> bool {
        if self.is_alone_with_bot() {
            return true;
        }
        let may = bits(self.app_permissions.as_ref());
        let posts = |may: u64| {
            let sends = may & (SEND_MESSAGES | SEND_MESSAGES_IN_THREADS) != 0;
            may & ADMINISTRATOR != 0 || (may & VIEW_CHANNEL != 0 && sends && may & EMBED_LINKS != 0)
        };
        // A bot that only a person has installed is not on the server (Receiving and responding >
        // Authorizing integration owners object).
        let is_there = self.guild_id.is_none() || self.owners.get(OF_A_SERVER).is_some();
        let is_known = !self.owners.is_null();
        self.context != Some(OTHER_CHAT) && (is_there || !is_known) && may.is_none_or(posts)
    }

    /// The channel, thread or direct chat it was done in.
    pub(super) fn channel(&self) -> &str {
        self.channel_id.as_ref().map_or("", |id| id.0.as_str())
    }
}

/// The key of the server that has installed the bot, among those by whom it was installed.
const OF_A_SERVER: &str = "0";

/// Permissions, which are sent as a number in text.
fn bits(permissions: Option<&Snowflake>) -> Option<u64> {
    permissions?.0.parse().ok()
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
    #[serde(default)]
    username: Option<String>,
    /// The name that they have chosen to be shown.
    #[serde(default)]
    global_name: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Member {
    #[serde(default)]
    user: Option<User>,
    /// The name that they have on this server.
    #[serde(default)]
    nick: Option<String>,
    /// What they may do in this channel.
    #[serde(default)]
    permissions: Option<Snowflake>,
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
    /// The rows of a form.
    #[serde(default)]
    components: Value,
}

impl Data {
    /// The id of the button that was pressed, or of the entry that was chosen.
    pub(super) fn pressed(&self) -> &str {
        let chosen = self.values.as_ref().and_then(|values| values.first());
        chosen.unwrap_or(&self.custom_id)
    }

    /// What was typed into a form of one input: in its row, or under its label in Discord's newer form.
    pub(super) fn typed(&self) -> String {
        fn value(of: &Value) -> Option<&str> {
            let own = of.get("value").and_then(Value::as_str);
            let list = of.as_array().or_else(|| of.get("components")?.as_array());
            let inner = || list.into_iter().flatten().find_map(value);
            own.or_else(inner)
                .or_else(|| of.get("component").and_then(value))
        }
        value(&self.components).unwrap_or_default().to_owned()
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
        let ana: User = serde_json::from_value(json!({"id": "7"})).unwrap();
        let read = |value| serde_json::from_value::<Message>(value).unwrap();
        assert!(read(json!({"interaction_metadata": {"user": {"id": "7"}}})).answers(&ana));
        assert!(read(json!({"interaction": {"user": {"id": "7"}}})).answers(&ana));
        assert!(!read(json!({"interaction_metadata": {"user": {"id": "8"}}})).answers(&ana));
        assert!(!read(json!({})).answers(&ana));
        assert!(read(json!({"flags": 64})).is_private() && !read(json!({"flags": 4})).is_private());
    }

    fn done(keys: &Value) -> Interaction {
        let mut done = json!({"id": "1", "application_id": "2", "type": 3, "token": "t"});
        for (key, value) in keys.as_object().unwrap() {
            done[key] = value.clone();
        }
        serde_json::from_value(done).unwrap()
    }

    #[test]
    fn a_person_is_called_as_the_server_calls_them_else_as_they_wish() {
        let user = json!({"id": "7", "username": "ana_1", "global_name": "Ana"});
        let nick = done(&json!({"member": {"user": user, "nick": "A."}}));
        let wish = done(&json!({"member": {"user": user, "nick": null}}));
        let bare = done(&json!({"user": {"id": "7", "username": "ana_1", "global_name": null}}));
        let names = [nick, wish, bare].map(|done| done.name());
        assert_eq!(names.map(Option::unwrap), ["A.", "Ana", "ana_1"]);
    }

    #[test]
    fn who_may_manage_a_channel_or_its_messages_moderates() {
        let moderates =
            |permissions: Value| done(&json!({"member": {"permissions": permissions}})).moderates();
        assert!(moderates(json!("8")) && moderates(json!("16")) && moderates(json!("8192")));
        assert!(!moderates(json!("3072")) && !moderates(Value::Null));
        assert!(!done(&json!({"user": {"id": "7"}})).moderates());
    }

    #[test]
    fn the_bot_can_post_where_it_is_and_may() {
        let lets = |keys: Value| done(&keys).lets_bot_post();
        let here = json!({"0": "5"});
        let on = |may: &str, owners: &Value| {
            json!({"guild_id": "5", "context": 0, "app_permissions": may,
                   "authorizing_integration_owners": owners})
        };
        assert!(lets(on(&TO_POST.to_string(), &here)) && lets(on("8", &here)));
        assert!(!lets(on("1024", &here)) && !lets(on("3072", &here)));
        assert!(
            !lets(on("8", &json!({"1": "7"}))),
            "only a person has installed it"
        );
        assert!(lets(json!({"context": 1})) && !lets(json!({"context": 2})));
        assert!(
            lets(json!({"guild_id": "5"})),
            "what is not said does not count"
        );
    }

    #[test]
    fn what_is_typed_into_a_form_is_read_in_either_of_its_shapes() {
        let typed = |components: Value| {
            let data = json!({"custom_id": "form 1", "components": components});
            serde_json::from_value::<Data>(data).unwrap().typed()
        };
        let input = json!({"type": 4, "custom_id": "answer", "value": "neap tides"});
        assert_eq!(
            typed(json!([{"type": 1, "components": [input]}])),
            "neap tides"
        );
        assert_eq!(
            typed(json!([{"type": 18, "component": input}])),
            "neap tides"
        );
        assert_eq!(typed(json!([])), "");
    }
}
