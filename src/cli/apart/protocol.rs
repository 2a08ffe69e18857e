//! What is said between the program and a child that reads for it.
//!
//! ```text
//! child    RS "0.1.0" LF                                its version, once, when it can read
//! program  {"name":"waltz.md","length":5120} LF bytes   one file
//! child    RS {"paper":{…}} LF                          or "bibliography", "glossary", "problem"
//! ```
//!
//! Answers are JSON text sequences (RFC 7464): RS is the byte 0x1E, which JSON never holds, so that what
//! a foreign crate prints in between does no harm.

use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::papers::bibliography::{Bibliography, Entry};
use crate::papers::definition::glossary::Glossary;
use crate::papers::paper::{Paper, Passage, Problem, Sheet};
use crate::papers::read::Held;

const RECORD_SEPARATOR: u8 = 0x1e;

/// The longest answer that is taken, in bytes: several times the longest file that is read.
const LONGEST_ANSWER: u64 = 64 * 1024 * 1024;

/// What a child says of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Answer {
    /// A paper.
    Paper {
        /// The paper, which leaves its passages and sheets out where it is written.
        paper: Box<Paper>,
        /// The passages.
        passages: Vec<Passage>,
        /// The sheets.
        sheets: Vec<Sheet>,
    },
    /// Bibliographic data.
    Bibliography {
        /// The entries, which leave their lines out where they are written.
        entries: Vec<Entry>,
        /// The lines.
        lines: Vec<u32>,
        /// What could not be read.
        problems: Vec<Problem>,
        /// Whether it is something else.
        foreign: bool,
    },
    /// Terms defined by hand.
    Glossary(Glossary),
    /// Why there is none of it.
    Problem(Problem),
}

impl Answer {
    /// The answer for what a file holds.
    pub(super) fn of(held: Result<Held, Problem>) -> Self {
        match held {
            Ok(Held::Paper(mut paper)) => Self::Paper {
                passages: std::mem::take(&mut paper.passages),
                sheets: std::mem::take(&mut paper.sheets),
                paper,
            },
            Ok(Held::Bibliography(list)) => Self::Bibliography {
                lines: list.entries.iter().map(|entry| entry.line).collect(),
                entries: list.entries,
                problems: list.problems,
                foreign: list.foreign,
            },
            Ok(Held::Glossary(glossary)) => Self::Glossary(glossary),
            Err(problem) => Self::Problem(problem),
        }
    }

    /// What the file at a path holds.
    pub(super) fn held(self, path: &Path) -> Result<Held, Problem> {
        match self {
            Self::Paper {
                mut paper,
                passages,
                sheets,
            } => {
                path.clone_into(&mut paper.file);
                paper.passages = passages;
                paper.sheets = sheets;
                Ok(Held::Paper(paper))
            }
            Self::Bibliography {
                mut entries,
                lines,
                problems,
                foreign,
            } => {
                for (entry, line) in entries.iter_mut().zip(lines) {
                    entry.line = line;
                }
                Ok(Held::Bibliography(Bibliography {
                    entries,
                    problems,
                    foreign,
                }))
            }
            Self::Glossary(glossary) => Ok(Held::Glossary(glossary)),
            Self::Problem(problem) => Err(problem),
        }
    }
}

/// What stands before the bytes of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    name: String,
    length: usize,
}

/// The question for a file. Only its name is told, which decides on how it is read.
pub(super) fn request(path: &Path, bytes: &[u8]) -> Vec<u8> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let head = Head {
        name: name.into_owned(),
        length: bytes.len(),
    };
    let mut request = serde_json::json!(head).to_string().into_bytes();
    request.push(b'\n');
    request.extend_from_slice(bytes);
    request
}

/// The next question: a file's name and bytes; none at the end.
pub(super) fn next_request(input: &mut impl BufRead) -> io::Result<Option<(String, Vec<u8>)>> {
    let mut head = String::new();
    if input.read_line(&mut head)? == 0 {
        return Ok(None);
    }
    let head: Head = serde_json::from_str(&head)?;
    let mut bytes = vec![0; head.length];
    input.read_exact(&mut bytes)?;
    Ok(Some((head.name, bytes)))
}

/// Says something: the version, or an answer.
pub(super) fn say(what: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[RECORD_SEPARATOR])?;
    serde_json::to_writer(&mut *out, what)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Hears what is said next, whatever else was printed before it. A record of no end is an error of
/// the kind [`FileTooLarge`](io::ErrorKind::FileTooLarge).
pub(super) fn hear<T: DeserializeOwned>(input: &mut impl BufRead) -> io::Result<T> {
    skip_past(RECORD_SEPARATOR, input)?;
    let mut record = Vec::new();
    let mut limited = input.take(LONGEST_ANSWER);
    limited.read_until(b'\n', &mut record)?;
    if limited.limit() == 0 {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    if !record.ends_with(b"\n") {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(serde_json::from_slice(&record)?)
}

/// Skips what stands up to a byte and the byte, and keeps nothing of it.
fn skip_past(wanted: u8, input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let found = buffer.iter().position(|byte| *byte == wanted);
        let used = found.map_or(buffer.len(), |at| at + 1);
        input.consume(used);
        if found.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn what_is_printed_between_two_answers_is_skipped() {
        let mut said = b"unknown glyph\nno line end".to_vec();
        say(&"first", &mut said).unwrap();
        said.extend(b"\"not this\"\n");
        say(&"second", &mut said).unwrap();
        let mut said = &said[..];
        for word in ["first", "second"] {
            assert_eq!(hear::<String>(&mut said).unwrap(), word);
        }
        assert!(hear::<String>(&mut said).is_err());
    }

    #[test]
    fn an_answer_without_end_is_not_kept() {
        let mut endless = io::Cursor::new(b"\x1e\"").chain(io::repeat(b'a'));
        let error = hear::<String>(&mut BufReader::new(&mut endless)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_file_arrives_as_it_was_sent_and_half_a_file_does_not() {
        let bytes = b"\x1e{}\n\0\xff".as_slice();
        let request = request(Path::new("a/b \"c\".txt"), bytes);
        let (name, found) = next_request(&mut &request[..]).unwrap().unwrap();
        assert_eq!((name.as_str(), &found[..]), ("b \"c\".txt", bytes));
        assert!(next_request(&mut &request[..request.len() - 1]).is_err());
        assert!(next_request(&mut &b""[..]).unwrap().is_none());
    }

    #[test]
    fn what_a_preprint_bears_itself_was_lost_between_two_programs() {
        let sheet = |number, is_own| Sheet {
            number: Some(number),
            is_own,
        };
        let paper = Paper {
            file: "preprint.txt".into(),
            sheets: vec![sheet(1, false), sheet(2, true)],
            passages: vec![Passage::default()],
            ..Paper::default()
        };
        let answer = Answer::of(Ok(Held::Paper(Box::new(paper.clone()))));
        let mut said = Vec::new();
        say(&answer, &mut said).unwrap();
        let heard: Answer = hear(&mut &said[..]).unwrap();
        let Ok(Held::Paper(arrived)) = heard.held(&paper.file) else {
            panic!("a paper was sent");
        };
        assert_eq!(*arrived, paper);
    }
}
