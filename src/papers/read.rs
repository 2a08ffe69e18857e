//! From a file to a [`Paper`].
//!
//! [`file()`] is the door; [`document`] does the same for bytes that are already in memory and
//! touches no disk, and [`held`] for whatever else lies beside papers. The form of the file decides
//! between [`plain`], [`markdown`], [`html`] and [`pdf`]; all hand what they find to [`draft`], which
//! cuts passages and counts. A damaged file gives a paper with problems or an [`Error`], never a panic.
//! Which papers lie in a corpus is not known here.

mod bibliography;
mod byline;
mod contents;
mod cut;
mod debris;
mod draft;
mod encoding;
mod front_matter;
mod furniture;
mod head;
mod heading;
mod html;
mod hyphen;
mod item;
mod label;
mod language;
mod line;
mod lines;
mod markdown;
mod metadata;
mod note;
mod opening;
mod outline;
mod paging;
mod paragraph;
mod pdf;
mod place;
mod plain;
mod summary;

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::bibliography::{self as data, Bibliography};
use super::definition::glossary::{self, Glossary};
use super::paper::{Paper, Problem};
use super::{date, key};
use draft::Draft;

pub use heading::captioned_table;
pub use lines::{Decoded, Lines};

/// The longest file that is read. The Bible has 4.4 MB; what is longer is a log or a table.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;

/// The longest PDF that is read. Its pictures make it long: a scanned book has some 50 MB.
pub const LARGEST_PDF: usize = 100 * 1024 * 1024;

/// Why a file gives no paper.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error(
        "the file could not be read ({0}); check that it exists and that its permissions allow reading"
    )]
    Unreadable(#[from] io::Error),
    /// Opening it could wait for ever, and reading it never end.
    #[error(
        "this is a pipe, a device or a socket and no file; save what it gives as a file, or take it out of the corpus"
    )]
    NoFile,
    /// The bytes are no text.
    #[error(
        "the file holds {what}, not text; save it as plain text or Markdown, or remove it from the corpus"
    )]
    Binary {
        /// What the bytes look like.
        what: &'static str,
    },
    /// Nothing is left to read.
    #[error("the file holds no text; fill it or remove it from the corpus")]
    Empty,
    /// The file is longer than any paper.
    #[error("the file is larger than {} MB, more than any paper has; split it", .0 / 1024 / 1024)]
    TooLarge(usize),
    /// A page whose text only a browser can bring about.
    #[error(
        "the page makes its text by script and holds none itself; open it in a browser and save its text as a .txt file"
    )]
    Scripted,
    /// A PDF that only a password opens.
    #[error(
        "the PDF is protected by a password; save a copy without one, for example with “qpdf --decrypt --password=… in.pdf out.pdf”"
    )]
    Locked,
    /// A PDF of pictures.
    #[error(
        "the PDF holds pictures of pages and no text; give it a text layer by OCR, for example with “ocrmypdf in.pdf out.pdf”"
    )]
    Scanned,
    /// A PDF of which no page is left.
    #[error(
        "the PDF is damaged, and no page of it can be read; get it anew, or mend it, for example with “qpdf in.pdf out.pdf”"
    )]
    Broken,
    /// The reader failed on it.
    #[error(
        "the file could not be understood; please report it, and save it as plain text meanwhile"
    )]
    Damaged,
}

/// The forms that are read, as a sentence names them.
pub const FORMS: &str = "PDF, HTML, Markdown or text files";

/// The endings of saved web pages.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// What a file of a corpus holds.
#[derive(Debug)]
pub enum Held {
    /// A paper.
    Paper(Box<Paper>),
    /// Bibliographic data of papers.
    Bibliography(Bibliography),
    /// Terms that somebody defined by hand.
    Glossary(Glossary),
}

impl Held {
    /// The bibliographic data of what was read; none in any other file, nor in one that could not be
    /// read, which is a problem.
    #[must_use]
    pub fn bibliography(read: Result<Self, Problem>) -> Bibliography {
        match read {
            Ok(Self::Bibliography(list)) => list,
            Ok(_) => Bibliography::default(),
            Err(problem) => Bibliography {
                problems: vec![problem],
                ..Bibliography::default()
            },
        }
    }
}

/// Reads a file's bytes as what its name says that they are.
pub fn held(path: &Path, bytes: &[u8]) -> Result<Held, Error> {
    if glossary::is_glossary(path) {
        let read = || {
            let decoded = encoding::decode(bytes, None)?;
            let mut glossary = glossary::read(&decoded.text);
            glossary.problems.extend(decoded.problem);
            Ok(Held::Glossary(glossary))
        };
        return catch_unwind(read).unwrap_or(Err(Error::Damaged));
    }
    if data::is_bibliography(path) {
        return Ok(Held::Bibliography(bibliography(path, bytes)));
    }
    document(path, bytes).map(|paper| Held::Paper(Box::new(paper)))
}

/// Reads one file. The paper's key is the one it would have alone.
pub fn file(path: &Path) -> Result<Paper, Error> {
    document(path, &bytes(path)?)
}

/// The bytes of a file, as long as it is one and not longer than any paper: neither a pipe that
/// nobody writes to nor a file that grows meanwhile can hold up the one who asks.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // What was a file a moment ago may be a pipe by now.
        options.custom_flags(nix::fcntl::OFlag::O_NONBLOCK.bits());
    }
    // Opening a device may set something in motion, so it is looked at first.
    refuse_no_file(&fs::metadata(path)?)?;
    let file = options.open(path)?;
    refuse_no_file(&file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(largest(path) as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > largest(path) {
        return Err(Error::TooLarge(largest(path)));
    }
    Ok(bytes)
}

fn refuse_no_file(found: &Metadata) -> Result<(), Error> {
    if found.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    if found.is_file() {
        Ok(())
    } else {
        Err(Error::NoFile)
    }
}

/// Reads the bytes of a file with bibliographic data. What is wrong with it stands among its problems.
#[must_use]
pub fn bibliography(path: &Path, bytes: &[u8]) -> Bibliography {
    if bytes.len() > data::LARGEST_FILE {
        let most = data::LARGEST_FILE / 1024 / 1024;
        return Bibliography::unreadable(format!("the file is larger than {most} MB; split it"));
    }
    let understood = catch_unwind(|| {
        let decoded = encoding::decode(bytes, None)?;
        let mut read = data::parse(path, &decoded.text);
        read.problems.extend(decoded.problem);
        Ok::<_, Error>(read)
    });
    understood
        .unwrap_or(Err(Error::Damaged))
        .unwrap_or_else(|error| Bibliography::unreadable(error.to_string()))
}

/// Reads a file's bytes. Only the path's name is looked at, for the form of the file.
pub fn document(path: &Path, bytes: &[u8]) -> Result<Paper, Error> {
    if bytes.len() > largest(path) {
        return Err(Error::TooLarge(largest(path)));
    }
    // The parsers of other crates are not ours to vouch for.
    catch_unwind(AssertUnwindSafe(|| understand(path, bytes))).unwrap_or(Err(Error::Damaged))
}

/// The longest file of a form that is read, in bytes.
fn largest(path: &Path) -> usize {
    if has_extension(path, &["pdf"]) {
        LARGEST_PDF
    } else if data::is_bibliography(path) {
        data::LARGEST_FILE
    } else {
        LARGEST_FILE
    }
}

fn understand(path: &Path, bytes: &[u8]) -> Result<Paper, Error> {
    let mut draft = Draft::new(path);
    if has_extension(path, &["pdf"]) {
        pdf::read(bytes, &mut draft)?;
    } else {
        understand_text(path, bytes, &mut draft)?;
    }
    let mut paper = draft.finish();
    if paper.passages.is_empty() && paper.references.is_empty() && paper.title.is_empty() {
        return Err(Error::Empty);
    }
    paper.key = key::propose(&paper);
    Ok(paper)
}

fn understand_text(path: &Path, bytes: &[u8], draft: &mut Draft) -> Result<(), Error> {
    let is_page = has_extension(path, &PAGES);
    let declared = if is_page {
        encoding::declared(bytes)
    } else {
        None
    };
    let decoded = encoding::decode(bytes, declared)?;
    draft.paper.problems.extend(decoded.problem);
    if has_extension(path, &["md", "markdown"]) {
        markdown::read(&decoded.text, draft);
    } else if is_page {
        html::read(&decoded.text, draft)?;
    } else {
        plain::read(&decoded.text, draft);
    }
    Ok(())
}

/// Whether a file of this name is one of a corpus' papers: PDF, HTML, Markdown or text, and none of
/// the files that stand in every folder.
#[must_use]
pub fn is_paper(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return false;
    };
    let name = name.to_lowercase();
    let set_apart = [
        "license",
        "licence",
        "readme",
        "copying",
        "changelog",
        "glossary.",
        ".",
    ];
    (has_extension(path, &["txt", "text", "md", "markdown", "pdf"]) || has_extension(path, &PAGES))
        && !set_apart.iter().any(|start| name.starts_with(start))
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|found| {
            extensions
                .iter()
                .any(|known| found.eq_ignore_ascii_case(known))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_told_by_their_names() {
        for paper in [
            "a/waltz.txt",
            "Kim.MD",
            "notes.markdown",
            "x.text",
            "b.html",
            "c.HTM",
            "d.PDF",
        ] {
            assert!(is_paper(Path::new(paper)), "{paper}");
        }
        for other in [
            "README.md",
            "LICENSE-MIT.txt",
            "licence.txt",
            ".kim.md",
            "glossary.md",
            "a.docx",
            "a",
        ] {
            assert!(!is_paper(Path::new(other)), "{other}");
        }
    }
}
