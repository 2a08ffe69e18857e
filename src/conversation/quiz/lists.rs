//! Teachers' lists of questions, by name. They are read when they are asked for, so that a change in a file
//! shows at once, and a list that is gone is told.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::study::list::{self, List};

/// No list of questions is longer, in bytes.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;
/// The endings of lists.
const ENDINGS: [&str; 4] = ["yaml", "yml", "csv", "tsv"];

/// Where lists lie: files, and folders of them.
#[derive(Debug, Clone, Default)]
pub struct Lists(Vec<PathBuf>);

impl Lists {
    /// The lists in these files and folders.
    #[must_use]
    pub fn in_places(places: Vec<PathBuf>) -> Self {
        Self(places)
    }

    /// The names that begin so, in order.
    #[must_use]
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let beginning = beginning.to_lowercase();
        let mut names: Vec<String> = self
            .files()
            .iter()
            .filter_map(|file| name(file))
            .filter(|name| name.to_lowercase().starts_with(&beginning))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The list of a name, whatever the case; none where there is no such list, or none any more.
    pub(super) fn read(&self, wanted: &str) -> Option<List> {
        let is_wanted = |file: &&PathBuf| {
            name(file).is_some_and(|name| name.to_lowercase() == wanted.to_lowercase())
        };
        let files = self.files();
        let file = files.iter().find(is_wanted)?;
        let mut bytes = Vec::new();
        let opened = File::open(file).ok()?;
        opened.take(LONGEST_LIST + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= LONGEST_LIST).then(|| list::read(file, &bytes))
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for place in &self.0 {
            match fs::read_dir(place) {
                Ok(entries) => {
                    let mut inside: Vec<PathBuf> =
                        entries.flatten().map(|entry| entry.path()).collect();
                    inside.sort();
                    files.extend(inside);
                }
                Err(_) => files.push(place.clone()),
            }
        }
        files.retain(|file| is_list(file) && file.is_file());
        files
    }
}

fn is_list(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn name(file: &Path) -> Option<String> {
    file.file_stem()?.to_str().map(str::to_owned)
}
