//! Reading the files of the corpus: several at once, handed on in their order.
//!
//! Who reads is given from outside: the program reads each file in a process of its own, which it can
//! end when a file means harm; tests read in theirs ([`Reading::here`]).

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::Error;
use super::scan::Stamp;
use crate::library::index::FileState;
use crate::papers::definition::glossary;
use crate::papers::paper::{Paper, Problem};
use crate::papers::read::{self, Held};

/// A file is read at most so far ahead of the one that the index waits for: enough to keep every
/// core reading while a slow one is at hand, few enough to hold in memory.
const READ_AHEAD: usize = 64;

/// How often is told which file is at hand while nothing happens.
const TICK: Duration = Duration::from_millis(200);

/// Says what a file of this name and these bytes holds, or why that can't be told.
pub type Reader<'a> = Box<dyn Fn(&Path, &[u8]) -> Result<Held, Problem> + Sync + 'a>;

/// Is told how far the work has come: files read, files to read, and the first that is not read yet.
pub type Progress<'a> = Box<dyn FnMut(usize, usize, &Path) + 'a>;

/// Who reads the files, and who is told how far it has come.
pub struct Reading<'a> {
    /// Who reads the files.
    pub reader: Reader<'a>,
    /// Who is told how far it has come.
    pub progress: Progress<'a>,
}

/// A file to be read: what it is called, how it looked, and what it was in the index before.
pub(super) type ToRead = (PathBuf, Stamp, Option<FileState>);

/// A file that was read, or not.
pub(super) struct FileRead {
    pub state: FileState,
    pub paper: Option<Paper>,
    pub glossary: Vec<glossary::Entry>,
    pub before: Option<FileState>,
}

impl Reading<'_> {
    /// Reading in this process, for files that mean no harm; nobody is told how far it has come.
    #[must_use]
    pub fn here() -> Self {
        Self {
            reader: Box::new(|path, bytes| {
                read::held(path, bytes).map_err(|error| Problem::from(&error))
            }),
            progress: Box::new(|_, _, _| {}),
        }
    }

    /// Reads files on every core and hands them on in their order.
    pub(super) fn read(
        &mut self,
        files: &[ToRead],
        mut hand_on: impl FnMut(FileRead) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (assign, assigned) = mpsc::channel();
        let (deliver, delivered) = mpsc::channel();
        let assigned = Mutex::new(assigned);
        let (reader, assigned) = (&self.reader, &assigned);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            // The readers end when this is dropped.
            let assign = assign;
            for _ in 0..cores.min(files.len()) {
                let deliver = deliver.clone();
                let work = move || read_assigned(files, assigned, reader, &deliver);
                // Fewer readers than cores do as well, and without any this thread reads itself.
                let _ = thread::Builder::new().spawn_scoped(scope, work);
            }
            drop(deliver);
            let mut read = BTreeMap::new();
            let mut next_assigned = 0;
            for (next, file) in files.iter().enumerate() {
                while next_assigned < files.len().min(next + READ_AHEAD) {
                    let _ = assign.send(next_assigned);
                    next_assigned += 1;
                }
                let file = loop {
                    if let Some(file) = read.remove(&next) {
                        break file;
                    }
                    (self.progress)(next + read.len(), files.len(), &file.0);
                    match delivered.recv_timeout(TICK) {
                        Ok((at, file)) => drop(read.insert(at, file)),
                        Err(RecvTimeoutError::Timeout) => {}
                        Err(RecvTimeoutError::Disconnected) => break read_file(file, reader),
                    }
                };
                hand_on(file)?;
            }
            Ok(())
        })
    }
}

/// Reads one file after the other, as they are assigned.
fn read_assigned(
    files: &[ToRead],
    assigned: &Mutex<Receiver<usize>>,
    reader: &Reader<'_>,
    deliver: &Sender<(usize, FileRead)>,
) {
    let next = || {
        assigned
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv()
    };
    while let Ok(at) = next() {
        let _ = deliver.send((at, read_file(&files[at], reader)));
    }
}

fn read_file((path, stamp, before): &ToRead, reader: &Reader<'_>) -> FileRead {
    let mut read = FileRead {
        state: stamp.state(path.clone()),
        paper: None,
        glossary: Vec::new(),
        before: before.clone(),
    };
    let bytes = match read::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            read.state.problems.push(Problem::from(&error));
            return read;
        }
    };
    read.state.hash = hash(&bytes);
    if read.is_same() {
        return read;
    }
    match held(path, &bytes, reader) {
        Ok(Held::Paper(paper)) => {
            read.state.problems.clone_from(&paper.problems);
            read.paper = Some(*paper);
        }
        Ok(Held::Glossary(glossary)) => {
            read.state.problems = glossary.problems;
            read.state.terms = glossary.entries.len();
            read.glossary = glossary.entries;
        }
        Ok(Held::Bibliography(list)) => read.state.problems = list.problems,
        Err(problem) => read.state.problems.push(problem),
    }
    read
}

/// What a reader says of a file. A fault of the reader costs this file, not the run.
pub(super) fn held(path: &Path, bytes: &[u8], reader: &Reader<'_>) -> Result<Held, Problem> {
    catch_unwind(AssertUnwindSafe(|| reader(path, bytes)))
        .unwrap_or_else(|_| Err(Problem::from(&read::Error::Damaged)))
}

impl FileRead {
    /// Whether the file holds what it held before.
    pub(super) fn is_same(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| before.hash == self.state.hash)
    }
}

impl From<&read::Error> for Problem {
    fn from(error: &read::Error) -> Self {
        Self {
            line: None,
            message: error.to_string(),
        }
    }
}

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
