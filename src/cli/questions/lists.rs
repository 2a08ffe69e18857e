//! Teachers' lists for `lectern questions`: read, their problems told, and mixed with what is made.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::super::output;
use crate::library::{Around, Error, Excerpt, Library};
use crate::papers::citation;
use crate::papers::paper::Key;
use crate::study::chance::Chance;
use crate::study::list;
use crate::study::make::Wanted;
use crate::study::question::Question;

/// No list of questions is longer, in bytes.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;

/// The questions of the lists, or what to tell who named a file that can't be read.
pub(super) fn read(
    files: &[PathBuf],
    library: &Library,
) -> Result<Result<Vec<Question>, String>, Error> {
    let mut questions: Vec<Question> = Vec::new();
    for file in files {
        let bytes = match bytes(file) {
            Ok(bytes) => bytes,
            Err(sentence) => return Ok(Err(sentence)),
        };
        let list = list::read(file, &bytes);
        for problem in &list.problems {
            output::tell(&format!("{}: {problem}", file.display()));
        }
        for question in list.questions {
            if !questions.iter().any(|known| known.id == question.id) {
                questions.push(placed(question, file, library)?);
            }
        }
    }
    Ok(Ok(questions))
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let name = file.display();
    let refused = |why: &str| format!("{name} can't be read as a list of questions: {why}");
    if fs::metadata(file).is_ok_and(|metadata| metadata.is_dir()) {
        return Err(refused("it is a folder; name its files one by one"));
    }
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(LONGEST_LIST + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(&error.to_string()))?;
    if bytes.len() as u64 > LONGEST_LIST {
        return Err(refused("it is longer than 4 MB"));
    }
    Ok(bytes)
}

/// A question whose source is a passage cites it; one that no paper has is told.
fn placed(mut question: Question, file: &Path, library: &Library) -> Result<Question, Error> {
    let Ok(id) = question.passage.parse() else {
        return Ok(question);
    };
    let paper = library.paper(&Key(question.paper.clone()))?;
    let around = library.around(&id, 0, 0)?;
    if let (Some(paper), Around::Found { passages, .. }) = (paper, around) {
        let pages = passages.first().and_then(Excerpt::pages);
        question.citation = citation::short(&paper.authors, &paper.title, paper.year, pages);
        return Ok(question);
    }
    let name = file.display();
    output::tell(&format!(
        "{name}: no paper has the passage {id} that “{}” names as its source",
        question.prompt
    ));
    question.passage.clear();
    question.paper.clear();
    Ok(question)
}

/// Those that are asked in one of the kinds, and about one of the papers where they name one.
pub(super) fn of_kinds(mut listed: Vec<Question>, wanted: &Wanted) -> Vec<Question> {
    listed.retain(|question| {
        let kind = wanted.kinds.is_empty() || wanted.kinds.contains(&question.kind);
        let paper = wanted.papers.is_empty()
            || question.paper.is_empty()
            || wanted.papers.iter().any(|key| key.0 == question.paper);
        kind && paper
    });
    listed
}

/// One of the list, one of those made, and so on, until there are enough; in an order of chance.
pub(super) fn mixed(
    mut listed: Vec<Question>,
    made: Vec<Question>,
    wanted: &Wanted,
) -> Vec<Question> {
    Chance::of(wanted.seed, "lists").shuffle(&mut listed);
    let (mut listed, mut made) = (listed.into_iter(), made.into_iter());
    let mut mixed = Vec::new();
    while mixed.len() < wanted.number {
        let turn = if mixed.len().is_multiple_of(2) {
            listed.next().or_else(|| made.next())
        } else {
            made.next().or_else(|| listed.next())
        };
        match turn {
            Some(question) => mixed.push(question),
            None => break,
        }
    }
    mixed
}
