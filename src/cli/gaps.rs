//! What was not found in a paper's notes and references, for the reports of `index` and `inspect`.
//!
//! These are no problems: many notes cite nothing, and some entries have no year.

use crate::papers::paper::{Paper, Reference};

/// So many notes are named; the others are counted.
const NAMED: usize = 8;

/// What is missing, a sentence each.
pub(super) fn of(paper: &Paper) -> Vec<String> {
    let all = paper.references.len();
    let without = |what: &str, lacks: fn(&Reference) -> bool| {
        let count = paper.references.iter().filter(|entry| lacks(entry)).count();
        let noun = if all == 1 { "reference" } else { "references" };
        (count > 0).then(|| format!("{count} of {all} {noun} without {what}"))
    };
    let gaps = [
        without("author", |entry| {
            entry.fields.author.is_empty() && entry.fields.editor.is_empty()
        }),
        without("title", |entry| entry.fields.title.is_none()),
        without("year", |entry| entry.fields.issued.is_none()),
        unled(paper),
    ];
    gaps.into_iter().flatten().collect()
}

/// The notes that lead nowhere, where there is a bibliography they could lead to.
fn unled(paper: &Paper) -> Option<String> {
    if paper.references.is_empty() {
        return None;
    }
    let markers: Vec<&str> = paper
        .notes
        .iter()
        .filter(|note| note.reference.is_none())
        .map(|note| note.marker.as_str())
        .collect();
    match markers[..] {
        [] => None,
        [one] => Some(format!("note {one} leads to no reference")),
        [ref first @ .., last] if markers.len() <= NAMED => Some(format!(
            "notes {} and {last} lead to no reference",
            first.join(", ")
        )),
        _ => Some(format!(
            "notes {} and {} others lead to no reference",
            markers[..NAMED].join(", "),
            markers.len() - NAMED
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::paper::Note;

    #[test]
    fn notes_are_named_and_many_are_counted() {
        let paper = |count: u32| Paper {
            references: vec![Reference {
                number: 1,
                raw: "Kim".to_owned(),
                fields: crate::papers::paper::Fields::default(),
                key: None,
            }],
            notes: (1..=count)
                .map(|number| Note {
                    marker: number.to_string(),
                    text: "A word.".to_owned(),
                    reference: None,
                })
                .collect(),
            ..Paper::default()
        };
        let said = |count| unled(&paper(count)).unwrap_or_default();
        assert_eq!(said(0), "");
        assert_eq!(said(1), "note 1 leads to no reference");
        assert_eq!(said(3), "notes 1, 2 and 3 lead to no reference");
        assert_eq!(
            said(10),
            "notes 1, 2, 3, 4, 5, 6, 7, 8 and 2 others lead to no reference"
        );
    }
}
