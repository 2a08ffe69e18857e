//! Names of people and bodies in BibTeX.

use biblatex::{Chunk, Chunks, ChunksExt as _, Spanned};

use crate::papers::bibliography::kept;
use crate::papers::paper::Person;

/// The people of an `author` or `editor` field. `and others` names nobody.
pub(super) fn people(chunks: &[Spanned<Chunk>]) -> Vec<Person> {
    parted(chunks)
        .iter()
        .filter_map(|name| person(name))
        .collect()
}

fn person(chunks: &[Spanned<Chunk>]) -> Option<Person> {
    let whole = kept(&chunks.format_verbatim())?;
    if whole == "others" || whole == "et al." {
        return None;
    }
    let outside = chunks
        .iter()
        .any(|chunk| matches!(&chunk.v, Chunk::Normal(text) if !text.trim().is_empty()));
    // A name in braces is a body's: `{World Bank}`.
    if !outside {
        return Some(Person::Literal { literal: whole });
    }
    let name = biblatex::Person::parse(chunks);
    let parts = [&name.prefix, &name.name, &name.suffix];
    let parts: Vec<String> = parts.into_iter().filter_map(|part| kept(part)).collect();
    let family = parts.join(" ");
    if family.is_empty() {
        return Some(Person::Literal { literal: whole });
    }
    Some(match kept(&name.given_name) {
        None => Person::Literal { literal: family },
        given => Person::Name { family, given },
    })
}

/// The names between the `and`s outside braces.
fn parted(chunks: &[Spanned<Chunk>]) -> Vec<Chunks> {
    let mut names = vec![Chunks::new()];
    let push = |names: &mut Vec<Chunks>, chunk: Chunk| {
        if let Some(name) = names.last_mut() {
            name.push(Spanned::detached(chunk));
        }
    };
    for chunk in chunks {
        let Chunk::Normal(text) = &chunk.v else {
            push(&mut names, chunk.v.clone());
            continue;
        };
        let spaced = text.replace(['\n', '\t'], " ");
        for (at, part) in split_at_and(&spaced).into_iter().enumerate() {
            if at > 0 {
                names.push(Chunks::new());
            }
            push(&mut names, Chunk::Normal(part.to_owned()));
        }
    }
    names.iter().map(|name| trimmed(name)).collect()
}

/// Parts at ` and ` in any case.
fn split_at_and(text: &str) -> Vec<&str> {
    let lower = text.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, found) in lower.match_indices(" and ") {
        if at >= from {
            parts.push(&text[from..at]);
            from = at + found.len();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// A name without the space around it, which would be taken for a part of it.
fn trimmed(name: &[Spanned<Chunk>]) -> Chunks {
    let mut name = name.to_vec();
    if let Some(Chunk::Normal(text)) = name.first_mut().map(|chunk| &mut chunk.v) {
        *text = text.trim_start().to_owned();
    }
    if let Some(Chunk::Normal(text)) = name.last_mut().map(|chunk| &mut chunk.v) {
        *text = text.trim_end().to_owned();
    }
    name.retain(|chunk| !chunk.v.get().is_empty());
    name
}
