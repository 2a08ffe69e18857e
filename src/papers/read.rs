//! From a file to a [`Paper`].
//!
//! [`file()`] is the door; [`document`] does the same for bytes that are already in memory and
//! touches no disk. The form of the file decides between [`plain`], [`markdown`] and [`html`]; all hand
//! what they find to [`draft`], which cuts passages and counts. A damaged file gives a paper with
//! problems or an [`Error`], never a panic. Which papers lie in a corpus is not known here.

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
mod markdown;
mod metadata;
mod note;
mod opening;
mod outline;
mod paragraph;
mod place;
mod plain;
mod summary;

use std::fs::File;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::bibliography::{self as data, Bibliography};
use super::paper::Paper;
use super::{date, key};
use draft::Draft;

/// The longest file that is read. The Bible has 4.4 MB; what is longer is a log or a table.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;

/// Why a file gives no paper.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error(
        "the file could not be read ({0}); check that it exists and that its permissions allow reading"
    )]
    Unreadable(#[from] io::Error),
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
    #[error("the file is larger than {} MB, more than any paper has; split it", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    /// A page whose text only a browser can bring about.
    #[error(
        "the page makes its text by script and holds none itself; open it in a browser and save its text as a .txt file"
    )]
    Scripted,
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

/// Reads one file. The paper's key is the one it would have alone.
pub fn file(path: &Path) -> Result<Paper, Error> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    document(path, &bytes)
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
    if bytes.len() > LARGEST_FILE {
        return Err(Error::TooLarge);
    }
    // The parsers of other crates are not ours to vouch for.
    catch_unwind(AssertUnwindSafe(|| understand(path, bytes))).unwrap_or(Err(Error::Damaged))
}

fn understand(path: &Path, bytes: &[u8]) -> Result<Paper, Error> {
    let is_page = has_extension(path, &PAGES);
    let declared = if is_page {
        encoding::declared(bytes)
    } else {
        None
    };
    let decoded = encoding::decode(bytes, declared)?;
    let mut draft = Draft::new(path);
    draft.paper.problems.extend(decoded.problem);
    if has_extension(path, &["md", "markdown"]) {
        markdown::read(&decoded.text, &mut draft);
    } else if is_page {
        html::read(&decoded.text, &mut draft)?;
    } else {
        plain::read(&decoded.text, &mut draft);
    }
    let mut paper = draft.finish();
    if paper.passages.is_empty() && paper.references.is_empty() && paper.title.is_empty() {
        return Err(Error::Empty);
    }
    paper.key = key::propose(&paper);
    Ok(paper)
}

/// Whether a file of this name is one of a corpus' papers: text, Markdown or HTML, and none of the files
/// that stand in every folder.
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
    (has_extension(path, &["txt", "text", "md", "markdown"]) || has_extension(path, &PAGES))
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
        ] {
            assert!(is_paper(Path::new(paper)), "{paper}");
        }
        for other in [
            "README.md",
            "LICENSE-MIT.txt",
            "licence.txt",
            ".kim.md",
            "glossary.md",
            "a.pdf",
            "a",
        ] {
            assert!(!is_paper(Path::new(other)), "{other}");
        }
    }
}
