//! The section `[discord]`, and the token, which is no key: it comes from the environment, or from a
//! file that a key names, and is never shown.

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _};

use super::secret::{self, Secret};
use super::{Error, folder, read_variable};

/// What an operator decides about Discord.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discord {
    /// What proves that the bot is the bot; without it Discord is not served.
    pub token: Option<Secret>,
    /// The id of the application; Discord is asked where it is not given.
    pub application_id: Option<String>,
    /// The servers in which the commands are registered; everywhere if none is named.
    pub guilds: Vec<String>,
    /// An address that stands in for Discord’s.
    pub proxy: Option<String>,
    /// Which connections this process holds.
    pub shards: Shards,
}

/// The connections that one process holds (Discord’s documentation, Gateway > Sharding).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shards {
    /// All, and as many as Discord advises.
    #[default]
    Auto,
    /// Some of so many.
    Range {
        /// The first.
        first: u32,
        /// The last.
        last: u32,
        /// How many there are in all processes.
        of: u32,
    },
}

const ID: &str = "an id of Discord’s, which is a long number";
const IDS: &str = "a list of ids of Discord’s, which are long numbers";
const PROXY: &str = "an address that begins with http:// or https://";
const SHARDS: &str = "“auto”, a number of shards, or some of them, as in \"0-3/8\"";

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
pub(super) struct Layer {
    #[serde(deserialize_with = "an_id")]
    pub(super) application_id: Option<String>,
    #[serde(deserialize_with = "ids")]
    pub(super) guilds: Option<Vec<String>>,
    #[serde(deserialize_with = "proxy")]
    pub(super) proxy: Option<String>,
    #[serde(deserialize_with = "shards")]
    pub(super) shards: Option<Shards>,
    #[serde(deserialize_with = "folder")]
    pub(super) token_file: Option<PathBuf>,
}

impl Layer {
    /// Puts what is set into a configuration, with the token of the file that is named.
    pub(super) fn settle(self, folder: &Path, discord: &mut Discord) -> Result<(), Error> {
        if let Some(id) = self.application_id {
            discord.application_id = Some(id);
        }
        if let Some(guilds) = self.guilds {
            discord.guilds = guilds;
        }
        if let Some(proxy) = self.proxy {
            discord.proxy = Some(proxy);
        }
        if let Some(shards) = self.shards {
            discord.shards = shards;
        }
        if let Some(file) = self.token_file {
            discord.token = token(&secret::of_file("discord.token_file", folder, file)?);
        }
        Ok(())
    }

    /// What the environment sets.
    pub(super) fn from_environment(set: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let guilds = |value: &str| {
            let named = value.split([',', ' ']).map(str::trim);
            named.filter(|id| !id.is_empty()).map(id).collect()
        };
        Ok(Self {
            application_id: read_variable(set, "discord.application_id", ID, id)?,
            guilds: read_variable(set, "discord.guilds", IDS, guilds)?,
            proxy: read_variable(set, "discord.proxy", PROXY, address)?,
            shards: read_variable(set, "discord.shards", SHARDS, some_shards)?,
            token_file: set("discord.token_file").map(PathBuf::from),
        })
    }
}

/// A token as it was copied, with or without the word that stands before it in requests.
pub(super) fn token(token: &str) -> Option<Secret> {
    let token = token.trim();
    Secret::copied(token.strip_prefix("Bot ").unwrap_or(token))
}

fn id(value: &str) -> Option<String> {
    let is_id = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    (is_id && value.len() <= 20).then(|| value.to_owned())
}

fn address(value: &str) -> Option<String> {
    let host = ["http://", "https://"]
        .iter()
        .find_map(|scheme| value.strip_prefix(scheme));
    let is_address = host.is_some_and(|host| !host.trim_matches('/').is_empty());
    is_address.then(|| value.trim_end_matches('/').to_owned())
}

fn some_shards(value: &str) -> Option<Shards> {
    if value.eq_ignore_ascii_case("auto") {
        return Some(Shards::Auto);
    }
    let (range, of) = value.split_once('/').unwrap_or(("", value));
    let of: u32 = of.trim().parse().ok()?;
    let (first, last) = match range.trim() {
        "" => (0, of.checked_sub(1)?),
        range => {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            (first.trim().parse().ok()?, last.trim().parse().ok()?)
        }
    };
    (first <= last && last < of).then_some(Shards::Range { first, last, of })
}

/// A value that may be written as a number or as text.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u64),
    Text(String),
}

impl Written {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }
}

fn an_id<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    let written = Written::deserialize(value).ok();
    let read = written.and_then(|written| id(&written.text()));
    read.map(Some).ok_or_else(|| D::Error::custom(ID))
}

fn ids<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<String>>, D::Error> {
    let written = Vec::<Written>::deserialize(value).ok();
    let read = written.and_then(|all| all.iter().map(|written| id(&written.text())).collect());
    read.map(Some).ok_or_else(|| D::Error::custom(IDS))
}

fn proxy<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(value).ok();
    let read = written.and_then(|written| address(written.trim()));
    read.map(Some).ok_or_else(|| D::Error::custom(PROXY))
}

fn shards<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Shards>, D::Error> {
    let written = Written::deserialize(value).ok();
    let read = written.and_then(|written| some_shards(&written.text()));
    read.map(Some).ok_or_else(|| D::Error::custom(SHARDS))
}
