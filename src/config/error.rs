//! What can be wrong with a configuration: where it stands, and what is allowed there.

use std::io;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::KEYS;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("the configuration {} cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is not TOML.
    #[error("{}, line {line}: this is not TOML: {message}", .file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// There is no key of this name.
    #[error("{}, line {line}: there is no key “{key}”; {}", .file.display(), way_out(*.nearest))]
    UnknownKey {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key, with its section.
        key: String,
        /// The known key, or section, that is most like it.
        nearest: Option<&'static str>,
    },
    /// The value of a key is of a wrong type or out of range.
    #[error("{}, line {line}: “{key}” must be {allowed}", .file.display())]
    Value {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key, with its section.
        key: String,
        /// What it must be.
        allowed: String,
    },
    /// The file that holds a secret cannot be read.
    #[error("the file {} of “{key}” cannot be read: {source}", .file.display())]
    Secret {
        /// The key that names it.
        key: &'static str,
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What may hold a secret is none that its key takes; it is not shown.
    #[error("{place} must be {allowed}")]
    Hidden {
        /// Where it stands.
        place: String,
        /// What it must be.
        allowed: &'static str,
    },
    /// The value of an environment variable is none that its key takes.
    #[error("the environment variable {variable} must be {allowed}, not “{value}”")]
    Variable {
        /// Its name.
        variable: String,
        /// What it must be.
        allowed: &'static str,
        /// What it is.
        value: String,
    },
}

fn way_out(nearest: Option<&str>) -> String {
    match nearest {
        Some(key) => format!("did you mean “{key}”?"),
        None => format!("the keys are {}", KEYS.join(", ")),
    }
}

/// Says what serde found wrong in the text of a file.
pub(super) fn in_file(file: &Path, text: &str, error: &toml::de::Error) -> Error {
    let file = file.to_owned();
    let at = error.span().map_or(0, |span| span.start);
    let line = text
        .get(..at)
        .map_or(1, |head| head.matches('\n').count() + 1);
    let message = error.message();
    let key = DeTable::parse(text)
        .ok()
        .and_then(|table| key_at(table.get_ref(), at));
    let Some(key) = key else {
        let message = message.to_owned();
        return Error::Syntax {
            file,
            line,
            message,
        };
    };
    if message.starts_with("unknown field") {
        let nearest = nearest(&key);
        return Error::UnknownKey {
            file,
            line,
            key,
            nearest,
        };
    }
    let allowed = message
        .rsplit_once("expected ")
        .map_or(message, |(_, allowed)| allowed);
    let allowed = allowed.to_owned();
    Error::Value {
        file,
        line,
        key,
        allowed,
    }
}

/// The key that stands at a byte of the file, or whose value does, with its section.
fn key_at(table: &DeTable, at: usize) -> Option<String> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref();
        let inside = value
            .get_ref()
            .as_table()
            .and_then(|table| key_at(table, at));
        if let Some(inside) = inside {
            return Some(format!("{name}.{inside}"));
        }
        let here = key.span().contains(&at) || value.span().contains(&at);
        here.then(|| name.to_string())
    })
}

/// The known key or section that is most like a key, if one is like it. The section may be missing.
fn nearest(key: &str) -> Option<&'static str> {
    let alone = KEYS
        .iter()
        .map(|known| (known.rsplit('.').next().unwrap_or(known), *known));
    let sections = KEYS.iter().filter_map(|known| known.split_once('.'));
    let all = KEYS.iter().map(|known| (*known, *known));
    all.chain(sections.map(|(section, _)| (section, section)))
        .chain(alone)
        .map(|(name, known)| (strsim::damerau_levenshtein(name, key), known))
        .filter(|(distance, known)| *distance <= 2.max(known.len() / 4))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
