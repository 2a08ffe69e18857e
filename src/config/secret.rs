//! Texts that prove who the bot is: they come from the environment, or from a file that a key names,
//! and are neither shown nor logged.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Error;

/// A text that is neither shown nor logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Secret {
    /// The secret of a text as it was copied; none where nothing was.
    pub(super) fn copied(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }
}

/// The text of the file that a key names. Relative paths start from a folder.
pub(super) fn of_file(key: &'static str, folder: &Path, file: PathBuf) -> Result<String, Error> {
    let file = folder.join(file);
    let text = std::fs::read_to_string(&file);
    text.map_err(|source| Error::Secret { key, file, source })
}
