//! Bringing the index up to date with the folders of the corpus.
//!
//! Only new, changed and removed files are touched; where none is, nothing is written and no lock is
//! taken. A file that can't be read is reported and skipped, and everything else goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use walkdir::{DirEntry, WalkDir};

use super::index::{self, Begin, Builder, FileState, Files, Index};
use crate::papers::key::Keys;
use crate::papers::paper::{Key, Paper, Problem};
use crate::papers::read;

/// A file changed less than this before it was looked at may have been changed again without
/// another time stamp: file systems keep time as coarsely as this (FAT: two seconds).
const TIME_STAMP_WIDTH: Duration = Duration::from_secs(2);
/// How many files are read before their papers are put into the index: enough to keep every core
/// reading, few enough to hold in memory.
const READ_AT_ONCE: usize = 64;

/// How the index is to be brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Whether to make it anew from all papers.
    pub begin: Begin,
    /// Whether to wait for another process that is indexing.
    pub wait: bool,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Every file of the corpus, in order of their paths, and those that were removed from it.
    pub files: Vec<FileReport>,
    /// Whether a damaged or foreign index was made anew.
    pub repaired: bool,
}

impl Report {
    /// How many papers the corpus has.
    #[must_use]
    pub fn papers(&self) -> usize {
        let is_paper = |file: &&FileReport| file.key.is_some() && file.change != Change::Removed;
        self.files.iter().filter(is_paper).count()
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// The key of its paper; none if it gives none.
    pub key: Option<Key>,
    /// What was done about it.
    pub change: Change,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The paper, where the file was read.
    pub paper: Option<Box<Paper>>,
}

/// What was done about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was there before and is the same.
    Unchanged,
    /// It was read, and nothing was written.
    Read,
    /// It is new.
    Added,
    /// It was read again because it changed.
    Changed,
    /// It is gone.
    Removed,
    /// It could not be read and is not in the index.
    Skipped,
}

/// How far the work has come: files read, files to read, and the file at hand.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize, &Path);

/// Why the index could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder of the corpus is not there.
    #[error(
        "there is no corpus folder {}: make it and put papers into it, or name another with --corpus",
        .path.display()
    )]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// What is named as a folder of the corpus is a file.
    #[error(
        "{} is no folder: name the folder that holds the papers with --corpus",
        .path.display()
    )]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// A folder of the corpus can't be read.
    #[error(
        "the corpus folder {} can't be read ({source}): check who may read it, or name another with --corpus",
        .path.display()
    )]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The index can't be made.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Error {
    fn of_folder(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::NotADirectory => Self::NoFolder { path },
            _ => Self::Unreadable { path, source },
        }
    }
}

/// Brings the index in `folder` up to date with the files of the corpus.
pub fn update(
    corpus: &[PathBuf],
    folder: &Path,
    how: How,
    progress: Progress<'_>,
) -> Result<Report, Error> {
    let scan = Scan::of(corpus)?;
    let present = index::files(folder);
    let usable = present.is_ok() && Index::open(folder).is_ok();
    if how.begin == Begin::Renew && usable {
        let work = scan.compare(present.as_deref().unwrap_or_default());
        if let Some(files) = work.nothing_changed() {
            if !work.to_read.is_empty() {
                index::restamp(folder, &files)?;
            }
            index::tidy(folder);
            return Ok(Report {
                files: work.reports(),
                repaired: false,
            });
        }
    }
    let afresh = How {
        begin: Begin::Afresh,
        ..how
    };
    let there_was_one = !matches!(present, Err(index::Error::Missing { .. }));
    if how.begin == Begin::Afresh || !usable {
        let report = scan.build(folder, afresh, progress)?;
        let repaired = there_was_one && !usable;
        return Ok(Report { repaired, ..report });
    }
    // Some damage shows only when segments are merged, and to that tantivy may panic.
    let renewed = catch_unwind(AssertUnwindSafe(|| scan.build(folder, how, progress)));
    match renewed {
        Err(_) | Ok(Err(Error::Index(index::Error::Trouble { .. }))) => {
            tracing::warn!("the index could not be renewed; it is made anew");
            let report = scan.build(folder, afresh, progress)?;
            Ok(Report {
                repaired: true,
                ..report
            })
        }
        Ok(report) => report,
    }
}

/// Reads every file of the corpus and reports, and writes nothing. Papers have the keys that they
/// have in the index in `folder`, if there is one.
pub fn check(corpus: &[PathBuf], folder: &Path, progress: Progress<'_>) -> Result<Report, Error> {
    let work = Scan::of(corpus)?.compare(&[]);
    work.keeping(index::known_keys(folder))
        .perform(None, progress)
}

/// The files of the corpus as they are now.
struct Scan {
    files: BTreeMap<PathBuf, Stamp>,
    /// Folders that can't be looked into.
    unreadable: Vec<FileReport>,
}

#[derive(Debug, Clone, Copy)]
struct Stamp {
    size: u64,
    modified: u128,
    seen: u128,
}

impl Scan {
    fn of(corpus: &[PathBuf]) -> Result<Self, Error> {
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
                self.unreadable.push(FileReport::skipped(
                    path,
                    format!("it can't be looked into ({error}): check who may read it"),
                ));
                return;
            }
        };
        if entry.file_type().is_file() && read::is_paper(entry.path()) {
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
    fn build(&self, folder: &Path, how: How, progress: Progress<'_>) -> Result<Report, Error> {
        let builder = Builder::begin(folder, how.begin, how.wait)?;
        // Another process may have been at work before the lock was ours.
        let work = self.compare(builder.files());
        work.keeping(index::known_keys(folder))
            .perform(Some(builder), progress)
    }

    /// What has to be done so that an index of the files `before` becomes one of these files.
    fn compare(&self, before: &[FileState]) -> Work {
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

impl FileState {
    fn is_same(&self, stamp: &Stamp) -> bool {
        let settled = self.modified + TIME_STAMP_WIDTH.as_nanos() < self.seen;
        settled && self.size == stamp.size && self.modified == stamp.modified
    }
}

/// What has to be done.
#[derive(Default)]
struct Work {
    unchanged: Vec<FileState>,
    to_read: Vec<(PathBuf, Stamp, Option<FileState>)>,
    removed: Vec<FileState>,
    unreadable: Vec<FileReport>,
    /// The keys that papers have and keep, by their files.
    kept: BTreeMap<PathBuf, Key>,
}

/// A file that was read, or not.
struct FileRead {
    state: FileState,
    paper: Option<Paper>,
    before: Option<FileState>,
}

impl Work {
    /// Lets papers keep the keys they are known by, as far as their files are still there.
    fn keeping(mut self, known: BTreeMap<PathBuf, Key>) -> Self {
        let unchanged = self.unchanged.iter().map(|state| &state.path);
        let to_read = self.to_read.iter().map(|(path, ..)| path);
        let present: BTreeSet<&PathBuf> = unchanged.chain(to_read).collect();
        self.kept = known
            .into_iter()
            .filter(|(path, _)| present.contains(path))
            .collect();
        self
    }

    /// The files as they are now, if all hold the bytes they held before.
    fn nothing_changed(&self) -> Option<Files> {
        let same = |(path, stamp, before): &(PathBuf, Stamp, Option<FileState>)| {
            let before = before.clone()?;
            let bytes = fs::read(path).ok()?;
            (hash(&bytes) == before.hash).then_some(FileState {
                size: stamp.size,
                modified: stamp.modified,
                seen: stamp.seen,
                ..before
            })
        };
        let touched: Option<Files> = self.to_read.iter().map(same).collect();
        let mut files: Files = self.unchanged.iter().cloned().chain(touched?).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        self.removed.is_empty().then_some(files)
    }

    /// The reports where nothing has to be done.
    fn reports(self) -> Vec<FileReport> {
        let touched = self.to_read.into_iter().filter_map(|(.., before)| before);
        sorted(
            self.unreadable
                .into_iter()
                .chain(
                    self.unchanged
                        .into_iter()
                        .chain(touched)
                        .map(FileReport::unchanged),
                )
                .collect(),
        )
    }

    /// Does it: reads what has to be read, and puts it into the builder's index, if there is one.
    fn perform(self, builder: Option<Builder>, progress: Progress<'_>) -> Result<Report, Error> {
        let Self {
            unchanged,
            to_read,
            removed,
            unreadable,
            kept,
        } = self;
        let mut keys = Keys::taken(kept.values().cloned());
        let mut files: Vec<FileState> = unchanged.clone();
        let mut reports: Vec<FileReport> = unreadable;
        reports.extend(unchanged.into_iter().map(FileReport::unchanged));
        for state in removed {
            if let (Some(builder), Some(key)) = (&builder, &state.key) {
                builder.remove(key);
            }
            reports.push(FileReport {
                change: Change::Removed,
                problems: Vec::new(),
                ..FileReport::unchanged(state)
            });
        }
        let total = to_read.len();
        let mut read = 0;
        for some in to_read.chunks(READ_AT_ONCE) {
            for file in read_files(some) {
                progress(read, total, &file.state.path);
                read += 1;
                let kept = kept.get(&file.state.path).cloned();
                let (state, report) = file.put_into(builder.as_ref(), |key| {
                    kept.unwrap_or_else(|| keys.take(key))
                })?;
                files.push(state);
                reports.push(report);
            }
        }
        progress(total, total, Path::new(""));
        if let Some(builder) = builder {
            files.sort_by(|a, b| a.path.cmp(&b.path));
            builder.publish(&files)?;
            tracing::info!(files = files.len(), read, "a new index is in place");
        }
        Ok(Report {
            files: sorted(reports),
            repaired: false,
        })
    }
}

impl FileRead {
    fn put_into(
        self,
        builder: Option<&Builder>,
        settle: impl FnOnce(&Key) -> Key,
    ) -> Result<(FileState, FileReport), Error> {
        let Self {
            mut state,
            paper,
            before,
        } = self;
        if let Some(before) = &before
            && before.hash == state.hash
        {
            state.key.clone_from(&before.key);
            state.problems.clone_from(&before.problems);
            return Ok((state.clone(), FileReport::unchanged(state)));
        }
        let old_key = before.and_then(|before| before.key);
        if let (Some(builder), Some(key)) = (builder, &old_key) {
            builder.remove(key);
        }
        let Some(mut paper) = paper else {
            let report = FileReport {
                change: Change::Skipped,
                ..FileReport::unchanged(state.clone())
            };
            return Ok((state, report));
        };
        let change = match (builder, &old_key) {
            (None, _) => Change::Read,
            (Some(_), Some(_)) => Change::Changed,
            (Some(_), None) => Change::Added,
        };
        paper.key = settle(&paper.key);
        state.key = Some(paper.key.clone());
        let report = FileReport {
            change,
            paper: Some(Box::new(Paper {
                passages: Vec::new(),
                ..paper.clone()
            })),
            ..FileReport::unchanged(state.clone())
        };
        if let Some(builder) = builder {
            builder.add(paper)?;
        }
        Ok((state, report))
    }
}

impl FileReport {
    fn unchanged(state: FileState) -> Self {
        let change = if state.key.is_some() {
            Change::Unchanged
        } else {
            Change::Skipped
        };
        Self {
            path: state.path,
            key: state.key,
            change,
            problems: state.problems,
            paper: None,
        }
    }

    fn skipped(path: PathBuf, message: String) -> Self {
        let problems = vec![Problem {
            line: None,
            message,
        }];
        Self {
            path,
            key: None,
            change: Change::Skipped,
            problems,
            paper: None,
        }
    }
}

/// Reads files on every core, in their order.
fn read_files(files: &[(PathBuf, Stamp, Option<FileState>)]) -> Vec<FileRead> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let readers: Vec<_> = files
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(read_file).collect::<Vec<_>>()))
            .collect();
        readers
            .into_iter()
            .flat_map(|reader| reader.join().unwrap_or_default())
            .collect()
    })
}

fn read_file((path, stamp, before): &(PathBuf, Stamp, Option<FileState>)) -> FileRead {
    let mut state = FileState {
        path: path.clone(),
        size: stamp.size,
        modified: stamp.modified,
        seen: stamp.seen,
        hash: String::new(),
        key: None,
        problems: Vec::new(),
    };
    let mut paper = None;
    match fs::read(path) {
        Ok(bytes) => {
            state.hash = hash(&bytes);
            // A fault of the reader costs this file, not the run.
            match catch_unwind(|| read::document(path, &bytes)) {
                Ok(Ok(read)) => {
                    state.problems.clone_from(&read.problems);
                    paper = Some(read);
                }
                Ok(Err(error)) => state.problems.push(Problem { line: None, message: error.to_string() }),
                Err(_) => state.problems.push(Problem {
                    line: None,
                    message: "the reader failed on it: please report this file, it is a fault of the program".to_owned(),
                }),
            }
        }
        Err(error) => {
            let message = format!("it can't be read ({error}): check who may read it");
            state.problems.push(Problem {
                line: None,
                message,
            });
        }
    }
    FileRead {
        state,
        paper,
        before: before.clone(),
    }
}

fn sorted(mut reports: Vec<FileReport>) -> Vec<FileReport> {
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    reports
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn nanoseconds(time: SystemTime) -> u128 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos())
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
