//! How a process is called among those that play in one store. What it has taken to say is its own by this
//! name, so no two that live have the same, and one that keeps its name can tidy up after its last life.

use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use crate::store::Speaker;

/// The file of a data folder that holds its process's name.
const FILE: &str = "process";

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    name: String,
    /// Whether an earlier life of it had the same name.
    lives_again: bool,
    /// The data folder that it has to itself.
    folder: Option<PathBuf>,
}

impl Process {
    /// One that may work beside others on the same data folder. It has a name for once.
    #[must_use]
    pub fn passing() -> Self {
        Self {
            name: format!("{:016x}", RandomState::new().build_hasher().finish()),
            lives_again: false,
            folder: None,
        }
    }

    /// The one that has a data folder to itself: its name is kept there.
    pub fn of(data: &Path) -> io::Result<Self> {
        let file = data.join(FILE);
        let kept = match fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read?,
        };
        if !kept.trim().is_empty() {
            return Ok(Self {
                name: kept.trim().to_owned(),
                lives_again: true,
                folder: Some(data.to_owned()),
            });
        }
        let new = Self {
            folder: Some(data.to_owned()),
            ..Self::passing()
        };
        fs::create_dir_all(data)?;
        fs::write(file, format!("{}\n", new.name))?;
        Ok(new)
    }

    /// Whether it may have taken something in an earlier life.
    pub(super) fn lives_again(&self) -> bool {
        self.lives_again
    }

    /// The account for which it spoke last in the rooms whose ids begin so; none where that is not known.
    pub(super) fn spoke_for(&self, rooms: &str) -> io::Result<Option<String>> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        match fs::read_to_string(folder.join(account_file(rooms))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => {
                let account = read?.trim().to_owned();
                // What was cut off while it was written tells of nobody.
                Ok(Some(account).filter(|account| !account.is_empty()))
            }
        }
    }

    /// Notes for which account it speaks there from now on.
    pub(super) fn speaks_for(&self, rooms: &str, account: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        // Whoever is killed meanwhile leaves the old account or the new one, never half of it.
        let file = account_file(rooms);
        let new = folder.join(format!("{file}.new"));
        fs::write(&new, format!("{account}\n"))?;
        fs::rename(new, folder.join(file))
    }

    /// It as one who speaks in the rooms whose ids begin so, for an account of ours there.
    pub(super) fn speaking(&self, rooms: &str, account: &str) -> Speaker {
        Speaker::new(rooms, account, &format!("{rooms}{}", self.name))
    }
}

/// The file of a data folder that holds the account of a platform.
fn account_file(rooms: &str) -> String {
    format!("account-{}", rooms.trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    #[test]
    fn whoever_has_a_data_folder_to_itself_keeps_its_name_and_nobody_else_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Process::of(folder.path()).unwrap();
        let second = Process::of(folder.path()).unwrap();
        assert_eq!(first.name, second.name);
        assert!(!first.lives_again() && second.lives_again());
        let elsewhere = tempfile::tempdir().unwrap();
        let other = Process::of(elsewhere.path()).unwrap();
        assert_ne!(first.name, other.name);
        assert_ne!(Process::passing().name, Process::passing().name);
    }

    #[test]
    fn it_is_known_for_which_account_a_data_folder_spoke_last() {
        let folder = tempfile::tempdir().unwrap();
        let process = Process::of(folder.path()).unwrap();
        assert_eq!(process.spoke_for("matrix:").unwrap(), None);
        process.speaks_for("matrix:", "@old:example.org").unwrap();
        let later = Process::of(folder.path()).unwrap();
        let before = later.spoke_for("matrix:").unwrap();
        assert_eq!(before.as_deref(), Some("@old:example.org"));
        assert_eq!(later.spoke_for("discord:").unwrap(), None);
        Process::passing()
            .speaks_for("matrix:", "@new:example.org")
            .unwrap();
    }

    #[test]
    fn an_account_that_was_cut_off_while_it_was_written_was_taken_for_one_without_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let process = Process::of(folder.path()).unwrap();
        fs::write(folder.path().join(account_file("matrix:")), "\n").unwrap();
        assert_eq!(process.spoke_for("matrix:").unwrap(), None);
        process.speaks_for("matrix:", "@new:example.org").unwrap();
        let account = process.spoke_for("matrix:").unwrap();
        assert_eq!(account.as_deref(), Some("@new:example.org"));
        let files = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(
            files, 2,
            "no file is left behind that was written on the way"
        );
    }

    #[test]
    fn a_folder_that_lost_its_name_gets_another() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "").unwrap();
        assert!(!Process::of(folder.path()).unwrap().lives_again());
    }
}
