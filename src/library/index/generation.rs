//! Generations on disk: immutable once made, swapped by one rename, repaired by being made again.
//!
//! ```text
//! <index folder>/
//!   lock            held by the process that builds
//!   current         the number of the current generation
//!   7/              a generation
//!     about.json    when it was made and how much it holds
//!     files.json    the files it was made from, read only when it is renewed
//!     terms         how many passages hold each stem
//!     passages/  papers/  definitions/    three tantivy indexes
//!   8.building/     the next one, worthless until it is renamed
//! ```
//!
//! A process killed at any point leaves `current` pointing at a whole generation, or no `current` at
//! all. What it left half-made is swept away by the next process that looks. The generation before
//! the current one stays until the build after, so that a reader which has just read `current` finds
//! it.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Error;
use crate::papers::bibliography::Marks;
use crate::papers::paper::{Key, Problem};

/// The format of what is written here. A change of fields, words, stems or files raises it.
const FORMAT: u32 = 9;
const CURRENT: &str = "current";
const CURRENT_NEW: &str = "current.new";
const FILES: &str = "files.json";

/// One generation on disk.
#[derive(Debug, Clone)]
pub(super) struct Generation {
    /// The index folder.
    folder: PathBuf,
    number: u64,
    /// The generation's own folder.
    pub path: PathBuf,
    /// What it says of itself.
    pub about: About,
}

/// When a generation was made and how much it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The format it was written in.
    pub(super) format: u32,
    /// When it was made, in seconds since 1970.
    pub built: u64,
    /// Papers in it.
    pub papers: u64,
    /// Passages in it.
    pub passages: u64,
}

/// The files that a generation was made from, in order of their paths.
pub type Files = Vec<FileState>;

/// A file of the corpus as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: u128,
    /// When it was looked at, in nanoseconds since 1970. A file changed at that very moment may
    /// have changed again since without showing it.
    pub seen: u128,
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub hash: String,
    /// The key of the paper it gave; none if it gave no paper.
    pub key: Option<Key>,
    /// How many terms it defines, if it is a glossary.
    #[serde(default)]
    pub terms: usize,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
    /// What decides which bibliographic data concern the paper it gave.
    #[serde(default)]
    pub marks: Marks,
    /// The hash of the bibliographic data that concern that paper; empty where none do.
    #[serde(default)]
    pub data: String,
    /// What it holds, where it is a file of bibliographic data.
    #[serde(default)]
    pub holds: Option<Holds>,
}

/// How much a file of bibliographic data holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// Its entries.
    pub entries: usize,
    /// Those that concern a paper of the corpus.
    pub named: usize,
}

/// The files that the current generation of an index folder was made from.
pub fn files(folder: &Path) -> Result<Files, Error> {
    Generation::current(folder)?.files()
}

/// The keys of papers by their files, as the last generation had them, whatever else is wrong with it:
/// a paper keeps its key though the index is made anew.
#[must_use]
pub fn known_keys(folder: &Path) -> BTreeMap<PathBuf, Key> {
    // All that is asked of a format that may be another one.
    #[derive(Deserialize)]
    struct Named {
        path: PathBuf,
        key: Option<Key>,
    }
    let newest = || numbers(folder).ok()?.into_iter().max();
    let number = current_number(folder).ok().or_else(newest);
    let files = number.and_then(|number| {
        let path = folder.join(number.to_string()).join(FILES);
        read_json::<Vec<Named>>(&path).ok()
    });
    let named = files.into_iter().flatten();
    named
        .filter_map(|file| Some((file.path, file.key?)))
        .collect()
}

/// Sweeps away what a killed process left, unless another one is at work in the folder.
pub fn tidy(folder: &Path) {
    let Ok(current) = current_number(folder) else {
        return;
    };
    let is_clean = leftovers(folder, current).is_ok_and(|left| left.is_empty());
    if is_clean || take_lock(folder, false).is_err() {
        return;
    }
    sweep(folder);
}

/// Notes that files were touched but hold the same bytes, so that they need not be looked into
/// again. Left undone while another process is indexing: it will see for itself.
pub fn restamp(folder: &Path, files: &Files) -> Result<(), Error> {
    let _lock = match take_lock(folder, false) {
        Err(Error::Busy { .. }) => return Ok(()),
        lock => lock?,
    };
    let path = Generation::current(folder)?.path.join(FILES);
    let new = path.with_extension("new");
    write_json(&new, files)
        .and_then(|()| fs::rename(&new, &path))
        .map_err(Error::disk(&path))
}

impl Generation {
    /// The generation that `current` names.
    pub(super) fn current(folder: &Path) -> Result<Self, Error> {
        let mut number = current_number(folder)?;
        loop {
            match Self::read(folder, number) {
                // The generation may have been swept away between reading its name and opening it.
                Err(error) => match current_number(folder)? {
                    newer if newer == number => return Err(error),
                    newer => number = newer,
                },
                opened => return opened,
            }
        }
    }

    fn read(folder: &Path, number: u64) -> Result<Self, Error> {
        let path = folder.join(number.to_string());
        let about: About = read_json(&path.join("about.json"))
            .map_err(|error| Error::damaged(folder, error.into()))?;
        if about.format != FORMAT {
            return Err(Error::Version {
                folder: folder.to_owned(),
                found: about.format,
                expected: FORMAT,
            });
        }
        Ok(Self {
            folder: folder.to_owned(),
            number,
            path,
            about,
        })
    }

    /// The index folder it lies in.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn passages(&self) -> PathBuf {
        self.path.join("passages")
    }

    pub(super) fn papers(&self) -> PathBuf {
        self.path.join("papers")
    }

    pub(super) fn definitions(&self) -> PathBuf {
        self.path.join("definitions")
    }

    pub(super) fn is_outdated(&self) -> bool {
        current_number(&self.folder).is_ok_and(|number| number != self.number)
    }

    /// The files it was made from.
    pub(super) fn files(&self) -> Result<Files, Error> {
        read_json(&self.path.join(FILES))
            .map_err(|error| Error::damaged(&self.folder, error.into()))
    }
}

/// A generation in the making: holds the lock on the index folder until it is published or dropped.
pub(super) struct Draft {
    folder: PathBuf,
    number: u64,
    /// Where its files go until it is published.
    pub path: PathBuf,
    _lock: File,
}

impl Draft {
    /// Takes the lock and begins a new generation with the files of the present one, or with
    /// nothing where there is none that can be used.
    pub(super) fn begin(folder: &Path, wait: bool) -> Result<(Self, Option<Generation>), Error> {
        fs::create_dir_all(folder).map_err(Error::disk(folder))?;
        let lock = take_lock(folder, wait)?;
        sweep(folder);
        let present = Generation::current(folder).ok();
        let number = numbers(folder)
            .map_err(Error::disk(folder))?
            .into_iter()
            .max()
            .unwrap_or(0)
            + 1;
        let path = folder.join(format!("{number}.building"));
        fs::create_dir_all(&path).map_err(Error::disk(&path))?;
        Ok((
            Self {
                folder: folder.to_owned(),
                number,
                path,
                _lock: lock,
            },
            present,
        ))
    }

    pub(super) fn passages(&self) -> PathBuf {
        self.path.join("passages")
    }

    pub(super) fn papers(&self) -> PathBuf {
        self.path.join("papers")
    }

    pub(super) fn definitions(&self) -> PathBuf {
        self.path.join("definitions")
    }

    /// Takes over the files of a generation. They are linked, not copied, where the file system
    /// can: tantivy never changes a file it has written, it only replaces it.
    pub(super) fn take_over(&self, present: &Generation) -> Result<(), Error> {
        for name in ["passages", "papers", "definitions"] {
            let (from, to) = (present.path.join(name), self.path.join(name));
            link_files(&from, &to).map_err(Error::disk(&to))?;
        }
        Ok(())
    }

    /// Makes the draft the current generation.
    pub(super) fn publish(self, mut about: About, files: &Files) -> Result<(), Error> {
        about.format = FORMAT;
        let published = self.folder.join(self.number.to_string());
        write_json(&self.path.join("about.json"), &about).map_err(Error::disk(&self.path))?;
        write_json(&self.path.join(FILES), files).map_err(Error::disk(&self.path))?;
        fs::rename(&self.path, &published).map_err(Error::disk(&published))?;
        if let Err(error) = self.name_current() {
            // Whole, but nobody will ever ask for it.
            let _ = fs::remove_dir_all(&published);
            return Err(error);
        }
        sync_folder(&self.folder);
        sweep(&self.folder);
        Ok(())
    }

    fn name_current(&self) -> Result<(), Error> {
        let (current, new) = (self.folder.join(CURRENT), self.folder.join(CURRENT_NEW));
        write_synced(&new, self.number.to_string().as_bytes())
            .and_then(|()| fs::rename(&new, &current))
            .map_err(Error::disk(&current))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Published, the folder has another name and this finds nothing.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn take_lock(folder: &Path, wait: bool) -> Result<File, Error> {
    let path = folder.join("lock");
    let file = File::options()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(Error::disk(&path))?;
    if wait {
        file.lock().map_err(Error::disk(&path))?;
        return Ok(file);
    }
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Busy {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(Error::Disk { path, source }),
    }
}

fn current_number(folder: &Path) -> Result<u64, Error> {
    let path = folder.join(CURRENT);
    match fs::read_to_string(&path) {
        Ok(text) => text.trim().parse().map_err(|_| {
            let unreadable =
                io::Error::new(io::ErrorKind::InvalidData, "`current` names no generation");
            Error::damaged(folder, unreadable.into())
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::Missing {
            folder: folder.to_owned(),
        }),
        Err(source) => Err(Error::Disk { path, source }),
    }
}

/// Removes what nobody will ask for, under the lock. Only disk space is at stake, so what can't be
/// removed now waits for the next time.
fn sweep(folder: &Path) {
    let current = current_number(folder).unwrap_or(0);
    for path in leftovers(folder, current).unwrap_or_default() {
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        if let Err(error) = removed {
            tracing::debug!(%error, path = %path.display(), "a leftover could not be removed");
        }
    }
}

/// Drafts that nobody will finish, generations that never became current, and those older than the
/// one before the current. Without a current generation the numbered ones stay: the newest of them
/// still knows the keys of its papers.
fn leftovers(folder: &Path, current: u64) -> io::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let passed_over = name
            .parse::<u64>()
            .is_ok_and(|number| current > 0 && (number + 1 < current || number > current));
        if passed_over || name.ends_with(".building") || name == CURRENT_NEW {
            left.push(entry.path());
        }
    }
    Ok(left)
}

fn numbers(folder: &Path) -> io::Result<Vec<u64>> {
    let names =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().parse().ok()));
    names.filter_map(Result::transpose).collect()
}

fn link_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        // Lock files belong to the writer that made them.
        if !entry.file_type()?.is_file() || name.to_string_lossy().ends_with(".lock") {
            continue;
        }
        let target = to.join(&name);
        if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> io::Result<T> {
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    write_synced(path, &serde_json::to_vec(value)?)
}

/// Writes a file and waits until the disk has it, so that no later rename can overtake it.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename last through a power cut, on systems where a folder can be synced.
fn sync_folder(folder: &Path) {
    if let Ok(file) = File::open(folder) {
        let _ = file.sync_all();
    }
}
