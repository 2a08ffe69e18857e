//! How a process is called among those that play in one store. What it has taken to say is its own by this
//! name, so no two that live have the same, and one that keeps its name can tidy up after its last life.

use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::Path;

use crate::store::Speaker;

/// The file of a data folder that holds its process's name.
const FILE: &str = "process";

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    name: String,
    /// Whether an earlier life of it had the same name.
    lives_again: bool,
}

impl Process {
    /// One that may work beside others on the same data folder. It has a name for once.
    #[must_use]
    pub fn passing() -> Self {
        Self {
            name: format!("{:016x}", RandomState::new().build_hasher().finish()),
            lives_again: false,
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
            });
        }
        let new = Self::passing();
        fs::create_dir_all(data)?;
        fs::write(file, format!("{}\n", new.name))?;
        Ok(new)
    }

    /// Whether it may have taken something in an earlier life.
    pub(super) fn lives_again(&self) -> bool {
        self.lives_again
    }

    /// It as one who speaks in the rooms whose ids begin so, for an account of ours there.
    pub(super) fn speaking(&self, rooms: &str, account: &str) -> Speaker {
        Speaker::new(rooms, account, &format!("{rooms}{}", self.name))
    }
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
    fn a_folder_that_lost_its_name_gets_another() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "").unwrap();
        assert!(!Process::of(folder.path()).unwrap().lives_again());
    }
}
