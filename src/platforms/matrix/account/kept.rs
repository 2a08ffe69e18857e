//! What is kept of a login in the data folder, for the eyes of its owner alone: who the bot is and on
//! which device, the tokens, the keys of encryption, and the recovery key.
//!
//! A file is always replaced whole, so that a kill at any point leaves the one before.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::{SessionMeta, SessionTokens};
use serde::{Deserialize, Serialize};

/// The folder in the data folder.
const FOLDER: &str = "matrix";
const LOGIN: &str = "login.json";
const RECOVERY_KEY: &str = "recovery-key";
const STORE: &str = "store";
/// The file of matrix-sdk's store that holds the keys of encryption.
const KEYS: &str = "matrix-sdk-crypto.sqlite3";

/// A login.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Login {
    /// The address of the homeserver, as it was found.
    pub(in super::super) homeserver: String,
    #[serde(flatten)]
    meta: SessionMeta,
    #[serde(flatten)]
    tokens: SessionTokens,
}

impl Login {
    pub(super) fn new(homeserver: String, session: MatrixSession) -> Self {
        Self {
            homeserver,
            meta: session.meta,
            tokens: session.tokens,
        }
    }

    pub(super) fn session(&self) -> MatrixSession {
        MatrixSession {
            meta: self.meta.clone(),
            tokens: self.tokens.clone(),
        }
    }

    pub(in super::super) fn user(&self) -> &str {
        self.meta.user_id.as_str()
    }

    pub(in super::super) fn device(&self) -> &str {
        self.meta.device_id.as_str()
    }

    /// Whether it was made from this token.
    pub(super) fn is_of(&self, token: &str) -> bool {
        self.tokens.access_token == token
    }

    /// Whether the homeserver renews its token.
    pub(super) fn is_renewed(&self) -> bool {
        self.tokens.refresh_token.is_some()
    }
}

/// The folder of what is kept.
#[derive(Debug, Clone)]
pub(in super::super) struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub(in super::super) fn of(data: &Path) -> Self {
        let folder = data.join(FOLDER);
        Self { folder }
    }

    /// Makes the folder, which nobody else may look into.
    pub(super) fn make(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// The login, if there is one.
    pub(in super::super) fn login(&self) -> io::Result<Option<Login>> {
        let text = match fs::read_to_string(self.folder.join(LOGIN)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let login = serde_json::from_str(&text);
        login.map(Some).map_err(|_| {
            // The error of the reader could quote a token.
            let path = self.folder.join(LOGIN);
            io::Error::other(format!("{} is damaged", path.display()))
        })
    }

    pub(super) fn keep_login(&self, login: &Login) -> io::Result<()> {
        let text = serde_json::to_string(login)?;
        self.write(LOGIN, &text)
    }

    /// Forgets the login and the keys of its device, which are of no use to another.
    pub(in super::super) fn forget_login(&self) -> io::Result<()> {
        gone(fs::remove_file(self.folder.join(LOGIN)))?;
        self.forget_keys()
    }

    pub(super) fn forget_keys(&self) -> io::Result<()> {
        gone(fs::remove_dir_all(self.store()))
    }

    /// The folder of matrix-sdk's store.
    pub(super) fn store(&self) -> PathBuf {
        self.folder.join(STORE)
    }

    /// Whether the keys of encryption are there.
    pub(in super::super) fn has_keys(&self) -> bool {
        self.store().join(KEYS).exists()
    }

    /// The file of the recovery key.
    pub(in super::super) fn recovery_key_file(&self) -> PathBuf {
        self.folder.join(RECOVERY_KEY)
    }

    pub(super) fn recovery_key(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(self.recovery_key_file()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => Ok(Some(read?.trim().to_owned())),
        }
    }

    pub(super) fn keep_recovery_key(&self, key: &str) -> io::Result<()> {
        self.write(RECOVERY_KEY, &format!("{key}\n"))
    }

    /// Puts a text in the place of a file, readable by its owner alone.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        self.make()?;
        // Files of this kind are made for their owner alone.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.folder.join(name))?;
        Ok(())
    }
}

/// What is not there is gone already.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    fn login(token: &str) -> Login {
        let session = serde_json::json!({
            "user_id": "@l:localhost", "device_id": "D", "access_token": token,
        });
        Login::new(
            "http://localhost".to_owned(),
            serde_json::from_value(session).unwrap(),
        )
    }

    #[test]
    fn what_is_kept_is_read_again_and_forgotten_but_for_the_recovery_key() {
        let data = tempfile::tempdir().unwrap();
        let kept = Kept::of(data.path());
        assert!(kept.login().unwrap().is_none() && kept.recovery_key().unwrap().is_none());
        for token in ["one", "two"] {
            kept.keep_login(&login(token)).unwrap();
        }
        kept.keep_recovery_key("Es T a").unwrap();
        let read = kept.login().unwrap().unwrap();
        assert!(read.is_of("two") && read.device() == "D" && !read.is_renewed());
        kept.forget_login().unwrap();
        kept.forget_login().unwrap();
        assert!(kept.login().unwrap().is_none());
        assert_eq!(kept.recovery_key().unwrap().as_deref(), Some("Es T a"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;

        let data = tempfile::tempdir().unwrap();
        let kept = Kept::of(data.path());
        kept.keep_login(&login("one")).unwrap();
        kept.keep_recovery_key("Es T a").unwrap();
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = data.path().join(FOLDER);
        assert_eq!(mode(folder.clone()), 0o700);
        assert_eq!(mode(folder.join(LOGIN)), 0o600);
        assert_eq!(mode(kept.recovery_key_file()), 0o600);
    }

    #[test]
    fn a_damaged_login_is_named_without_quoting_it() {
        let data = tempfile::tempdir().unwrap();
        let kept = Kept::of(data.path());
        kept.make().unwrap();
        fs::write(
            data.path().join(FOLDER).join(LOGIN),
            "{\"access_token\": \"hidden\"",
        )
        .unwrap();
        let error = kept.login().err().unwrap().to_string();
        assert!(
            error.contains(LOGIN) && !error.contains("hidden"),
            "{error}"
        );
    }
}
