//! The files of the corpus as they are, and what has to be done so that an index becomes one of them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use walkdir::{DirEntry, WalkDir};

use super::reading::Reading;
use super::work::Work;
use super::{Error, FileReport, How, Report};
use crate::library::index::{self, Builder, FileState};
use crate::papers::bibliography::{self, Marks};
use crate::papers::definition::glossary;
use crate::papers::read;

/// A file changed less than this before it was looked at may have been changed again without
/// another time stamp: file systems keep time as coarsely as this (FAT: two seconds).
const TIME_STAMP_WIDTH: Duration = Duration::from_secs(2);

/// The files of the corpus as they are now.
pub(super) struct Scan {
    files: BTreeMap<PathBuf, Stamp>,
    /// Folders that can't be looked into.
    unreadable: Vec<FileReport>,
}

/// How a file looked when it was looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    pub size: u64,
    pub modified: u128,
    pub seen: u128,
}

impl Scan {
    pub(super) fn of(corpus: &[PathBuf]) -> Result<Self, Error> {
        let mut scan = Self {
            files: BTreeMap::new(),
            unreadable: Vec::new(),
        };
        for folder in corpus {
            let refused = |source| Error::of_folder(folder, source);
            let folder = fs::canonicalize(folder).map_err(refused)?;
            fs::read_dir(&folder).map_err(refused)?;
            let entries = WalkDir::new(&folder).follow_links(true).into_iter();
            for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
                scan.take(entry);
            }
        }
        Ok(scan)
    }

    fn take(&mut self, entry: Result<DirEntry, walkdir::Error>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(Path::to_owned).unwrap_or_default();
                let message = format!("it can't be looked into {}", reason(&path, &error));
                self.unreadable.push(FileReport::skipped(path, message));
                return;
            }
        };
        // A pipe or a device is reported like a file that can't be read; it is never opened.
        let is_ours = |path: &Path| {
            read::is_paper(path)
                || bibliography::is_bibliography(path)
                || glossary::is_glossary(path)
        };
        if !entry.file_type().is_dir() && is_ours(entry.path()) {
            let metadata = entry.metadata().ok();
            let modified = metadata
                .as_ref()
                .and_then(|metadata| metadata.modified().ok())
                .unwrap_or(UNIX_EPOCH);
            let size = metadata.map_or(0, |metadata| metadata.len());
            let stamp = Stamp {
                size,
                modified: nanoseconds(modified),
                seen: nanoseconds(SystemTime::now()),
            };
            self.files.insert(entry.into_path(), stamp);
        }
    }

    /// Makes the next generation.
    pub(super) fn build(
        &self,
        folder: &Path,
        how: How,
        reading: &mut Reading<'_>,
    ) -> Result<Report, Error> {
        let builder = Builder::begin(folder, how.begin, how.wait)?;
        // Another process may have been at work before the lock was ours.
        let work = self.compare(builder.files());
        work.keeping(index::known_keys(folder))
            .perform(Some(builder), reading)
    }

    /// What has to be done so that an index of the files `before` becomes one of these files.
    pub(super) fn compare(&self, before: &[FileState]) -> Work {
        let mut before: BTreeMap<&Path, &FileState> = before
            .iter()
            .map(|state| (state.path.as_path(), state))
            .collect();
        let mut work = Work {
            unreadable: self.unreadable.clone(),
            ..Work::default()
        };
        for (path, stamp) in &self.files {
            match before.remove(path.as_path()) {
                Some(state) if state.is_same(stamp) => work.unchanged.push(state.clone()),
                Some(state) => work
                    .to_read
                    .push((path.clone(), *stamp, Some(state.clone()))),
                None => work.to_read.push((path.clone(), *stamp, None)),
            }
        }
        let is_hidden = |state: &&FileState| {
            let mut folders = self.unreadable.iter().map(|report| &report.path);
            folders.any(|folder| state.path.starts_with(folder))
        };
        // What can't be looked into for now is not gone.
        let (hidden, removed): (Vec<_>, Vec<_>) = before.into_values().partition(is_hidden);
        work.unchanged.extend(hidden.into_iter().cloned());
        work.removed = removed.into_iter().cloned().collect();
        work
    }
}

impl Stamp {
    /// The state of a file of which no more is known yet.
    pub(super) fn state(self, path: PathBuf) -> FileState {
        FileState {
            path,
            size: self.size,
            modified: self.modified,
            seen: self.seen,
            hash: String::new(),
            key: None,
            problems: Vec::new(),
            marks: Marks::default(),
            data: String::new(),
            holds: None,
            terms: 0,
        }
    }

    /// How a file looked that was looked at before.
    pub(super) fn of(state: &FileState) -> Self {
        Self {
            size: state.size,
            modified: state.modified,
            seen: state.seen,
        }
    }
}

impl FileState {
    fn is_same(&self, stamp: &Stamp) -> bool {
        let settled = self.modified + TIME_STAMP_WIDTH.as_nanos() < self.seen;
        settled && self.size == stamp.size && self.modified == stamp.modified
    }
}

/// Why an entry can't be looked into, and what to do about it.
fn reason(path: &Path, error: &walkdir::Error) -> String {
    if let Some(above) = error.loop_ancestor() {
        let above = above.display();
        return format!("(the link leads back to {above}): take it out of the corpus");
    }
    let kind = error.io_error().map(io::Error::kind);
    if path.is_symlink() && kind != Some(io::ErrorKind::PermissionDenied) {
        return "(the link leads nowhere): mend it, or take it out of the corpus".to_owned();
    }
    format!("({error}): check who may read it")
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos())
}
