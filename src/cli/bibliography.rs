//! Bibliographic data for `lectern inspect`: what lies beside the inspected papers is put into them
//! as indexing would, and a file of such data is itself shown by its entries.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::library::update::Reader;
use crate::papers::bibliography::{Bibliography, Marks, Shelf, is_bibliography};
use crate::papers::citation;
use crate::papers::key::{self, Keys};
use crate::papers::paper::{Name, Paper, Problem, Reference};
use crate::papers::read::{self, Held};

/// Puts into papers what lies beside them: in their folders, and in the folders of the corpus above.
/// The papers have the keys that they have among each other.
pub(super) fn apply(papers: &mut [&mut Paper], corpus: &[PathBuf], reader: &Reader<'_>) {
    let corpus: Vec<PathBuf> = corpus
        .iter()
        .filter_map(|folder| fs::canonicalize(folder).ok())
        .collect();
    let whole =
        |paper: &Paper| fs::canonicalize(&paper.file).unwrap_or_else(|_| paper.file.clone());
    let paths: Vec<PathBuf> = papers.iter().map(|paper| whole(paper)).collect();
    let shelf = shelf(&paths, &corpus, reader);
    let taken = Keys::taken(papers.iter().map(|paper| paper.key.clone()));
    for (paper, path) in papers.iter_mut().zip(&paths) {
        let given = std::mem::take(&mut paper.key);
        paper.key = key::propose(paper);
        let marks = Marks::of(paper);
        let is_free = given != paper.key && !taken.is_taken(&paper.key);
        let keys = [Some(given), is_free.then(|| paper.key.clone())];
        let keys: Vec<_> = keys.into_iter().flatten().collect();
        shelf.find(path, &marks, &keys).apply(paper);
        paper.key = key::propose(paper);
    }
}

/// The files of bibliographic data that concern these papers.
fn shelf(papers: &[PathBuf], corpus: &[PathBuf], reader: &Reader<'_>) -> Shelf {
    let mut folders: BTreeSet<&Path> = BTreeSet::new();
    for paper in papers {
        let root = corpus.iter().find(|folder| paper.starts_with(folder));
        let above = paper.ancestors().skip(1);
        let within = above.enumerate().take_while(|(at, folder)| {
            *at == 0 || root.is_some_and(|root| folder.starts_with(root))
        });
        folders.extend(within.map(|(_, folder)| folder));
    }
    let files = folders
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    let files: BTreeSet<PathBuf> = files
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    let lists = files.iter().filter(|path| is_bibliography(path));
    let lists: Vec<_> = lists
        .map(|path| (path.clone(), read_list(path, reader).entries))
        .collect();
    let beside = files.iter().filter(|path| read::is_paper(path));
    Shelf::of(lists, beside.chain(papers).map(PathBuf::as_path))
}

/// Reads a file of bibliographic data.
fn read_list(path: &Path, reader: &Reader<'_>) -> Bibliography {
    let bytes = read::bytes(path).map_err(|error| Problem::from(&error));
    Held::bibliography(bytes.and_then(|bytes| reader(path, &bytes)))
}

/// A file of bibliographic data in the form of a paper: its entries are the references.
pub(super) fn as_paper(path: &Path, list: Bibliography) -> Paper {
    let mut problems = list.problems;
    if list.foreign {
        problems.push(problem(
            "the file holds no bibliographic data; nothing is done with it".to_owned(),
        ));
    }
    let references = (1..).zip(list.entries).map(|(number, entry)| Reference {
        number,
        raw: entry.raw,
        fields: entry.fields,
        key: Some(entry.key),
    });
    Paper {
        file: path.to_owned(),
        references: references.collect(),
        problems,
        ..Paper::default()
    }
}

/// Prints the entries of a file.
pub(super) fn write(list: &Paper, out: &mut dyn Write) -> io::Result<()> {
    let entries = list.references.len();
    let noun = if entries == 1 { "entry" } else { "entries" };
    writeln!(out, "  holds     {entries} {noun}")?;
    for reference in &list.references {
        let fields = &reference.fields;
        let people = if fields.author.is_empty() {
            &fields.editor
        } else {
            &fields.author
        };
        let names: Vec<Name> = people.iter().map(Name::from).collect();
        let title = fields.title.as_deref().unwrap_or_default();
        let who = citation::short(&names, title, fields.year(), None);
        let title = if names.is_empty() || title.is_empty() {
            String::new()
        } else {
            format!(": {title}")
        };
        let key = reference.key.as_deref().unwrap_or_default();
        writeln!(out, "  entry     {key:<16} {who}{title}")?;
    }
    for problem in &list.problems {
        writeln!(out, "  problem   {problem}")?;
    }
    Ok(())
}

fn problem(message: String) -> Problem {
    Problem {
        line: None,
        message,
    }
}
