//! The section `[database]`: where the store is, if not in a file of the data folder. The URL may hold a
//! password, so that it is shown nowhere, not even where it is wrong.

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _};

use super::secret::{self, Secret};
use super::{Error, folder, variable};

/// Where the store is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Database {
    /// A database of `PostgreSQL`; without it the store is a file of the data folder.
    pub url: Option<Secret>,
}

const KEY: &str = "database.url";
const FILE_KEY: &str = "database.url_file";
const URL: &str = "the URL of a PostgreSQL database, as in postgres://lectern@localhost/lectern";

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
pub(super) struct Layer {
    #[serde(deserialize_with = "url")]
    url: Option<Secret>,
    #[serde(deserialize_with = "folder")]
    url_file: Option<PathBuf>,
}

impl Layer {
    /// Puts what is set into a configuration, with the URL of the file that is named.
    pub(super) fn settle(self, folder: &Path, database: &mut Database) -> Result<(), Error> {
        if let Some(file) = self.url_file {
            let text = secret::of_file(FILE_KEY, folder, file)?;
            let url = named(&text).ok_or_else(|| Error::Hidden {
                place: format!("what the file of “{FILE_KEY}” holds"),
                allowed: URL,
            })?;
            database.url = Some(url);
        }
        if let Some(url) = self.url {
            database.url = Some(url);
        }
        Ok(())
    }

    /// What the environment sets.
    pub(super) fn from_environment(set: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let wrong = || Error::Hidden {
            place: format!("the environment variable {}", variable(KEY)),
            allowed: URL,
        };
        let url = set(KEY).map(|url| named(&url).ok_or_else(wrong));
        Ok(Self {
            url: url.transpose()?,
            url_file: set(FILE_KEY).map(PathBuf::from),
        })
    }
}

/// The URL of a text, if it is one of `PostgreSQL` with something behind.
fn named(text: &str) -> Option<Secret> {
    let url = text.trim();
    let rest = ["postgres://", "postgresql://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme))?;
    let is_one_word = !rest.contains(char::is_whitespace);
    (is_one_word && !rest.is_empty()).then(|| Secret(url.to_owned()))
}

fn url<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Secret>, D::Error> {
    let text = String::deserialize(value).map_err(|_| D::Error::custom(URL))?;
    named(&text).map(Some).ok_or_else(|| D::Error::custom(URL))
}
