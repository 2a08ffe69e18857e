//! What questions are made of, fetched from the library: papers in an order of chance, no more than needed.

use crate::library::{Entry, Error, Library};
use crate::papers::paper::Key;
use crate::study::chance::Chance;
use crate::study::make::{Wanted, make};
use crate::study::material::{Material, Term};
use crate::study::question::Question;

/// So many passages a question are read first, within these bounds; if they do not give enough questions,
/// [`MORE`] times as many. Reading is what takes the time, and three passages give about two questions.
const READ_A_QUESTION: usize = 3;
const FIRST_READ: std::ops::RangeInclusive<usize> = 150..=1_000;
const MORE: usize = 4;
/// More are never read: who wants more questions names papers.
const MOST_READ: usize = 20_000;
/// Beside one paper that is asked about, so many lend wrong answers.
const BESIDE: usize = 5;

/// Makes questions of the papers of a library.
pub(super) fn ask(library: &Library, wanted: &Wanted) -> Result<Vec<Question>, Error> {
    let mut others = library.keys()?.to_vec();
    others.retain(|key| !wanted.papers.contains(key));
    Chance::of(wanted.seed, "papers").shuffle(&mut others);
    if !wanted.papers.is_empty() {
        others.truncate(BESIDE);
    }
    let mut keys = wanted.papers.iter().chain(&others);
    let mut material = Material {
        papers: Vec::new(),
        glossary: library.glossary()?.into_iter().map(term).collect(),
        ..Material::default()
    };
    let first = READ_A_QUESTION * wanted.number;
    let mut limit = first.clamp(*FIRST_READ.start(), *FIRST_READ.end());
    let mut read = 0;
    loop {
        let is_all = take(library, &mut keys, &mut material, &mut read, limit)?;
        let made = make(&material, wanted);
        if is_all || made.len() >= wanted.number || limit >= MOST_READ {
            return Ok(made);
        }
        limit *= MORE;
    }
}

/// Reads papers until so many passages are read; whether there are no more.
fn take<'k>(
    library: &Library,
    keys: &mut impl Iterator<Item = &'k Key>,
    material: &mut Material,
    read: &mut usize,
    limit: usize,
) -> Result<bool, Error> {
    while *read < limit {
        let Some(key) = keys.next() else {
            return Ok(true);
        };
        if let Some(paper) = library.whole(key)? {
            *read += paper.passages.len();
            material.papers.push(paper);
        }
    }
    Ok(false)
}

fn term(entry: Entry) -> Term {
    Term {
        term: entry.definition.term,
        definition: entry.definition.text,
        aliases: entry.aliases,
    }
}
