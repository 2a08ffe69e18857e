//! The section `[matrix]`, and what proves that the bot is the bot, which is no key: a password or a
//! token comes from the environment, or from a file that a key names.

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _};

use super::secret::{self, Secret};
use super::{Error, folder, read_variable};

/// What an operator decides about Matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The address of the homeserver, or the name of the server by which it is found; the server of
    /// the user where it is not given.
    pub homeserver: Option<String>,
    /// The account of the bot, as in `@lectern:example.org`.
    pub user: Option<String>,
    /// What stands before a command in a room.
    pub prefix: String,
    /// Whose invitations are accepted: full ids, or patterns in which `*` stands for anything.
    pub allowed_inviters: Vec<String>,
    /// The password, needed to log in and not after.
    pub password: Option<Secret>,
    /// The token of a login that was made elsewhere.
    pub token: Option<Secret>,
}

impl Default for Matrix {
    fn default() -> Self {
        Self {
            homeserver: None,
            user: None,
            prefix: "!".to_owned(),
            allowed_inviters: Vec::new(),
            password: None,
            token: None,
        }
    }
}

impl Matrix {
    /// Whether Matrix is to be served.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        let secret = self.password.is_some() || self.token.is_some();
        self.user.is_some() || self.homeserver.is_some() || secret
    }
}

const HOMESERVER: &str = "an address that begins with https:// or http://, or a server’s name";
const USER: &str = "a full Matrix id, as in @lectern:example.org";
const PREFIX: &str = "1 to 20 characters, of which the first is no space";
const INVITERS: &str = "a list of Matrix ids or patterns, as in @ana:example.org or @*:example.org";
/// A longer prefix nobody would type.
const LONGEST_PREFIX: usize = 20;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
pub(super) struct Layer {
    #[serde(deserialize_with = "inviters")]
    pub(super) allowed_inviters: Option<Vec<String>>,
    #[serde(deserialize_with = "homeserver")]
    pub(super) homeserver: Option<String>,
    #[serde(deserialize_with = "folder")]
    pub(super) password_file: Option<PathBuf>,
    #[serde(deserialize_with = "prefix")]
    pub(super) prefix: Option<String>,
    #[serde(deserialize_with = "folder")]
    pub(super) token_file: Option<PathBuf>,
    #[serde(deserialize_with = "user")]
    pub(super) user: Option<String>,
}

impl Layer {
    /// Puts what is set into a configuration, with the secrets of the files that are named.
    pub(super) fn settle(self, folder: &Path, matrix: &mut Matrix) -> Result<(), Error> {
        matrix.homeserver = self.homeserver.or(matrix.homeserver.take());
        matrix.user = self.user.or(matrix.user.take());
        if let Some(prefix) = self.prefix {
            matrix.prefix = prefix;
        }
        if let Some(inviters) = self.allowed_inviters {
            matrix.allowed_inviters = inviters;
        }
        if let Some(file) = self.password_file {
            matrix.password = password(&secret::of_file("matrix.password_file", folder, file)?);
        }
        if let Some(file) = self.token_file {
            matrix.token = Secret::copied(&secret::of_file("matrix.token_file", folder, file)?);
        }
        Ok(())
    }

    /// What the environment sets.
    pub(super) fn from_environment(set: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let inviters = |value: &str| {
            let named = value.split([',', ' ']).map(str::trim);
            named.filter(|id| !id.is_empty()).map(inviter).collect()
        };
        // A prefix may end in a space, so it is taken as it is.
        let prefix = set("matrix.prefix").map(|value| {
            some_prefix(&value).ok_or_else(|| Error::Variable {
                variable: super::variable("matrix.prefix"),
                allowed: PREFIX,
                value,
            })
        });
        Ok(Self {
            homeserver: read_variable(set, "matrix.homeserver", HOMESERVER, some_homeserver)?,
            user: read_variable(set, "matrix.user", USER, some_user)?,
            prefix: prefix.transpose()?,
            allowed_inviters: read_variable(set, "matrix.allowed_inviters", INVITERS, inviters)?,
            password_file: set("matrix.password_file").map(PathBuf::from),
            token_file: set("matrix.token_file").map(PathBuf::from),
        })
    }
}

/// A password as it was written: spaces may belong to it, the end of the line does not.
pub(super) fn password(text: &str) -> Option<Secret> {
    let text = text.trim_end_matches(['\r', '\n']);
    (!text.is_empty()).then(|| Secret(text.to_owned()))
}

fn some_homeserver(value: &str) -> Option<String> {
    let address = ["https://", "http://"]
        .iter()
        .find_map(|scheme| value.strip_prefix(scheme));
    let host = address.unwrap_or(value).trim_end_matches('/');
    let of_a_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let is_right = match address {
        Some(_) => !host.is_empty() && !host.contains(char::is_whitespace),
        None => !host.is_empty() && host.chars().all(of_a_name),
    };
    is_right.then(|| value.trim_end_matches('/').to_owned())
}

fn some_user(value: &str) -> Option<String> {
    let (name, server) = value.strip_prefix('@')?.split_once(':')?;
    let is_right = !name.is_empty() && some_homeserver(server).is_some() && !value.contains('*');
    is_right.then(|| value.to_owned())
}

fn some_prefix(value: &str) -> Option<String> {
    let is_right = !value.is_empty()
        && value.chars().count() <= LONGEST_PREFIX
        && !value.starts_with(char::is_whitespace)
        && !value.contains(char::is_control);
    is_right.then(|| value.to_owned())
}

/// An id or a pattern of ids.
fn inviter(value: &str) -> Option<String> {
    let is_right = value == "*"
        || (value.starts_with(['@', '*'])
            && value.contains(':')
            && !value.contains(char::is_whitespace));
    is_right.then(|| value.to_owned())
}

/// A text that is right, or an error that says what would be.
fn text<'de, D: Deserializer<'de>>(
    value: D,
    allowed: &'static str,
    read: impl Fn(&str) -> Option<String>,
) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(value).ok();
    let read = written.and_then(|written| read(&written));
    read.map(Some).ok_or_else(|| D::Error::custom(allowed))
}

fn homeserver<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    text(value, HOMESERVER, |written| some_homeserver(written.trim()))
}

fn user<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    text(value, USER, |written| some_user(written.trim()))
}

fn prefix<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    text(value, PREFIX, some_prefix)
}

fn inviters<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<String>>, D::Error> {
    let written = Vec::<String>::deserialize(value).ok();
    let read = written.and_then(|all| all.iter().map(|one| inviter(one.trim())).collect());
    read.map(Some).ok_or_else(|| D::Error::custom(INVITERS))
}
