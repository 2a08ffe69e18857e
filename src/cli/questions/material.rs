//! What questions are made of, fetched from the library: papers in an order of chance, no more than needed.

use rayon::prelude::*;

use crate::conversation::quiz::glossary;
use crate::library::{Error, Library};
use crate::papers::paper::{Key, Paper};
use crate::study::chance::Chance;
use crate::study::make::{Wanted, make};
use crate::study::material::Material;
use crate::study::question::Question;

/// A library of so many passages is read as a whole, so that the best of all is asked.
const SMALL: u64 = 1_000;
/// Of a larger one so many passages a question are read first, within these bounds; if they do not give
/// enough questions, as many more as it takes by what they gave, up to [`MORE`] times as many. Working
/// through them is what takes the time; a passage gives from half a question to two.
const READ_A_QUESTION: usize = 2;
const FIRST_READ: std::ops::RangeInclusive<usize> = 150..=1_000;
const MORE: usize = 4;
/// Hardly more are ever read: who wants more questions names papers.
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
        glossary: glossary(library)?,
        ..Material::default()
    };
    let first = READ_A_QUESTION * wanted.number;
    let mut limit = if library.about().passages <= SMALL {
        usize::MAX
    } else {
        first.clamp(*FIRST_READ.start(), *FIRST_READ.end())
    };
    let mut read = 0;
    loop {
        let is_all = take(library, &mut keys, &mut material, &mut read, limit)?;
        let made = make(&material, wanted);
        if is_all || made.len() >= wanted.number || limit >= MOST_READ {
            return Ok(made);
        }
        // Half as many again, since the best is asked first.
        let more = 3 * wanted.number / (2 * made.len().max(1));
        limit = MOST_READ.min(limit * more.clamp(2, MORE));
    }
}

/// Reads papers until so many passages are read, several at once; whether there are no more.
fn take<'k>(
    library: &Library,
    keys: &mut impl Iterator<Item = &'k Key>,
    material: &mut Material,
    read: &mut usize,
    limit: usize,
) -> Result<bool, Error> {
    let about = library.about();
    let usual = (about.passages / about.papers.max(1)).max(1) as usize;
    while *read < limit {
        let wanted = (limit - *read).div_ceil(usual);
        let next: Vec<&Key> = keys.by_ref().take(wanted).collect();
        if next.is_empty() {
            return Ok(true);
        }
        let papers: Result<Vec<Option<Paper>>, Error> =
            next.into_par_iter().map(|key| library.whole(key)).collect();
        for paper in papers?.into_iter().flatten() {
            *read += paper.passages.len();
            material.papers.push(paper);
        }
    }
    Ok(false)
}
