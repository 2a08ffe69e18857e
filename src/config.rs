//! The configuration: one TOML file, environment variables over single keys, defaults below both.
//!
//! A key that is not known is refused, because a misspelt one would otherwise be a setting that
//! silently does nothing. What the command line overrides is not known here.

mod database;
mod discord;
mod error;
mod matrix;
mod secret;

use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _};

pub use database::Database;
pub use discord::{Discord, Shards};
pub use error::Error;
pub use matrix::Matrix;
pub use secret::Secret;

/// Where the configuration lies if no file is named, from the current folder.
pub const FILE: &str = "config/lectern.toml";

/// The environment variable that holds the token of the Discord bot.
pub const DISCORD_TOKEN: &str = "LECTERN_DISCORD_TOKEN";
/// The environment variable that holds the password of the Matrix account.
pub const MATRIX_PASSWORD: &str = "LECTERN_MATRIX_PASSWORD";
/// The environment variable that holds a token of the Matrix account.
pub const MATRIX_TOKEN: &str = "LECTERN_MATRIX_TOKEN";

/// What an operator can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The file that was read; none where there are only defaults.
    pub file: Option<PathBuf>,
    /// The folders that hold the papers.
    pub corpus: Vec<PathBuf>,
    /// The folder for what is kept: the index, and the history of the chat.
    pub data: PathBuf,
    /// The folder of the index, where it does not lie in the data folder.
    pub index: Option<PathBuf>,
    /// Where the store is, if not in the data folder.
    pub database: Database,
    /// Discord.
    pub discord: Discord,
    /// Matrix.
    pub matrix: Matrix,
    /// What a person may do at most.
    pub limits: Limits,
    /// What rounds ask.
    pub quiz: Quiz,
    /// How searches answer.
    pub search: Search,
}

/// What rounds ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quiz {
    /// The files and folders of teachers' lists that rooms may name.
    pub lists: Vec<PathBuf>,
    /// Whether a question with options is a poll where the platform has polls: on Matrix.
    pub polls: bool,
}

/// What a person may do at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How many commands a person may ask in a minute on a platform; 0 for as many as they like.
    pub per_minute: u32,
}

/// How searches answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// How many passages a search shows where it does not say itself, from 1 to 5.
    pub results: u8,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            file: None,
            corpus: vec![PathBuf::from("corpus")],
            data: data_folder(),
            index: None,
            database: Database::default(),
            discord: Discord::default(),
            matrix: Matrix::default(),
            limits: Limits { per_minute: 20 },
            quiz: Quiz {
                lists: Vec::new(),
                polls: true,
            },
            search: Search { results: 3 },
        }
    }
}

/// The platform’s data folder; without a home it is a folder of the current one.
fn data_folder() -> PathBuf {
    directories::ProjectDirs::from("", "", "lectern").map_or_else(
        || PathBuf::from("lectern-data"),
        |folders| folders.data_dir().to_owned(),
    )
}

impl Config {
    /// Loads the named file, else [`FILE`] if it is there, else the defaults; then the environment.
    pub fn load(
        named: Option<&Path>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let usual = Path::new(FILE);
        let file = named.or_else(|| usual.exists().then_some(usual));
        let mut config = Self::default();
        if let Some(file) = file {
            let folder = file.parent().unwrap_or(Path::new(""));
            read(file)?.settle(folder, &mut config)?;
            config.file = Some(file.to_owned());
        }
        from_environment(environment)?.settle(Path::new(""), &mut config)?;
        let token = environment(DISCORD_TOKEN).and_then(|token| discord::token(&token));
        config.discord.token = token.or(config.discord.token);
        let password = environment(MATRIX_PASSWORD).and_then(|text| matrix::password(&text));
        config.matrix.password = password.or(config.matrix.password);
        let token = environment(MATRIX_TOKEN).and_then(|token| Secret::copied(&token));
        config.matrix.token = token.or(config.matrix.token);
        Ok(config)
    }
}

/// The keys of a file, or of the environment, that were set.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Layer {
    #[serde(deserialize_with = "folders")]
    corpus: Option<Vec<PathBuf>>,
    #[serde(deserialize_with = "folder")]
    data: Option<PathBuf>,
    #[serde(deserialize_with = "folder")]
    index: Option<PathBuf>,
    database: database::Layer,
    discord: discord::Layer,
    matrix: matrix::Layer,
    limits: LimitsLayer,
    quiz: QuizLayer,
    search: SearchLayer,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
struct QuizLayer {
    #[serde(deserialize_with = "lists")]
    lists: Option<Vec<PathBuf>>,
    #[serde(deserialize_with = "polls")]
    polls: Option<bool>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
struct LimitsLayer {
    #[serde(deserialize_with = "per_minute")]
    per_minute: Option<u32>,
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a section of keys")]
struct SearchLayer {
    #[serde(deserialize_with = "results")]
    results: Option<u8>,
}

/// Every key, as it is written with its section.
const KEYS: &[&str] = &[
    "corpus",
    "data",
    "index",
    "database.url",
    "database.url_file",
    "discord.application_id",
    "discord.guilds",
    "discord.proxy",
    "discord.shards",
    "discord.token_file",
    "limits.per_minute",
    "matrix.allowed_inviters",
    "matrix.homeserver",
    "matrix.password_file",
    "matrix.prefix",
    "matrix.token_file",
    "matrix.user",
    "quiz.lists",
    "quiz.polls",
    "search.results",
];

const FOLDER: &str = "a folder, in quotes";
const FOLDERS: &str = "a folder, or a list of at least one, in quotes";
const LISTS: &str = "a file or folder, or a list of them, in quotes";
const PER_MINUTE: &str = "a whole number, 0 for no limit";
const POLLS: &str = "true or false";
const RESULTS: &str = "a whole number from 1 to 5";

impl Layer {
    /// Puts what is set into a configuration. Relative paths start from a folder.
    fn settle(self, folder: &Path, config: &mut Config) -> Result<(), Error> {
        if let Some(corpus) = self.corpus {
            config.corpus = corpus.iter().map(|path| folder.join(path)).collect();
        }
        if let Some(data) = self.data {
            config.data = folder.join(data);
        }
        if let Some(index) = self.index {
            config.index = Some(folder.join(index));
        }
        if let Some(per_minute) = self.limits.per_minute {
            config.limits.per_minute = per_minute;
        }
        if let Some(results) = self.search.results {
            config.search.results = results;
        }
        self.database.settle(folder, &mut config.database)?;
        if let Some(lists) = self.quiz.lists {
            config.quiz.lists = lists.iter().map(|path| folder.join(path)).collect();
        }
        if let Some(polls) = self.quiz.polls {
            config.quiz.polls = polls;
        }
        self.discord.settle(folder, &mut config.discord)?;
        self.matrix.settle(folder, &mut config.matrix)
    }
}

fn read(file: &Path) -> Result<Layer, Error> {
    let text = std::fs::read_to_string(file).map_err(|source| Error::Unreadable {
        file: file.to_owned(),
        source,
    })?;
    toml::from_str(&text).map_err(|error| error::in_file(file, &text, &error))
}

/// What the environment sets. A variable that is empty sets nothing.
fn from_environment(environment: &dyn Fn(&str) -> Option<String>) -> Result<Layer, Error> {
    let set = |key: &str| environment(&variable(key)).filter(|value| !value.is_empty());
    let folders = set("corpus").map(|value| {
        let folders = std::env::split_paths(&value);
        folders.filter(|path| *path != PathBuf::new()).collect()
    });
    let lists = set("quiz.lists").map(|value| {
        let lists = std::env::split_paths(&value);
        lists.filter(|path| *path != PathBuf::new()).collect()
    });
    let per_minute = set("limits.per_minute").map(|value| {
        value.trim().parse().map_err(|_| Error::Variable {
            variable: variable("limits.per_minute"),
            allowed: PER_MINUTE,
            value,
        })
    });
    let results = set("search.results").map(|value| {
        let number = value.trim().parse().ok().and_then(some_results);
        number.ok_or_else(|| Error::Variable {
            variable: variable("search.results"),
            allowed: RESULTS,
            value,
        })
    });
    Ok(Layer {
        corpus: folders.filter(|folders: &Vec<PathBuf>| !folders.is_empty()),
        data: set("data").map(PathBuf::from),
        index: set("index").map(PathBuf::from),
        database: database::Layer::from_environment(&set)?,
        discord: discord::Layer::from_environment(&set)?,
        matrix: matrix::Layer::from_environment(&set)?,
        limits: LimitsLayer {
            per_minute: per_minute.transpose()?,
        },
        quiz: QuizLayer {
            lists,
            polls: read_variable(&set, "quiz.polls", POLLS, |value| value.parse().ok())?,
        },
        search: SearchLayer {
            results: results.transpose()?,
        },
    })
}

/// What the variable of a key sets, if it is one of the values that the key takes.
fn read_variable<T>(
    set: &dyn Fn(&str) -> Option<String>,
    key: &str,
    allowed: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Error> {
    let Some(value) = set(key) else {
        return Ok(None);
    };
    let wrong = || Error::Variable {
        variable: variable(key),
        allowed,
        value: value.clone(),
    };
    read(value.trim()).ok_or_else(wrong).map(Some)
}

/// The environment variable that overrides a key.
fn variable(key: &str) -> String {
    format!("LECTERN_{}", key.replace('.', "_").to_uppercase())
}

fn folder<'de, D: Deserializer<'de>>(value: D) -> Result<Option<PathBuf>, D::Error> {
    let path = PathBuf::deserialize(value).map_err(|_| D::Error::custom(FOLDER))?;
    let named = !path.as_os_str().is_empty();
    named
        .then_some(Some(path))
        .ok_or_else(|| D::Error::custom(FOLDER))
}

fn folders<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<PathBuf>>, D::Error> {
    let folders = paths(value).filter(|folders| !folders.is_empty());
    folders.map(Some).ok_or_else(|| D::Error::custom(FOLDERS))
}

fn lists<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<PathBuf>>, D::Error> {
    let lists = paths(value);
    lists.map(Some).ok_or_else(|| D::Error::custom(LISTS))
}

fn polls<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    let polls = bool::deserialize(value);
    polls.map(Some).map_err(|_| D::Error::custom(POLLS))
}

/// One path or several; nothing where one of them is empty or no path.
fn paths<'de, D: Deserializer<'de>>(value: D) -> Option<Vec<PathBuf>> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Paths {
        One(PathBuf),
        Several(Vec<PathBuf>),
    }
    let paths = match Paths::deserialize(value).ok()? {
        Paths::One(path) => vec![path],
        Paths::Several(paths) => paths,
    };
    let named = |path: &PathBuf| !path.as_os_str().is_empty();
    paths.iter().all(named).then_some(paths)
}

fn results<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u8>, D::Error> {
    i64::deserialize(value)
        .ok()
        .and_then(some_results)
        .map(Some)
        .ok_or_else(|| D::Error::custom(RESULTS))
}

fn per_minute<'de, D: Deserializer<'de>>(value: D) -> Result<Option<u32>, D::Error> {
    let number = i64::deserialize(value).ok();
    let number = number.and_then(|number| u32::try_from(number).ok());
    number.map(Some).ok_or_else(|| D::Error::custom(PER_MINUTE))
}

fn some_results(number: i64) -> Option<u8> {
    u8::try_from(number)
        .ok()
        .filter(|number| (1..=5).contains(number))
}

#[cfg(test)]
mod tests;
