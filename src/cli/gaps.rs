//! What was not found in a paper's head, notes, references, citations and tables, for the reports of `index`
//! and `inspect`.
//!
//! These are no problems: many notes cite nothing, and some entries have no year.

use std::collections::HashSet;

use crate::papers::paper::{Leads, Paper, Reference};
use crate::papers::read::captioned_table;

/// So many notes or citations are named; the others are counted.
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
        citations(
            paper,
            ["leads to no reference", "lead to no reference"],
            |leads| matches!(leads, Leads::Nowhere(_)),
        ),
        citations(
            paper,
            ["fits several references", "fit several references"],
            |leads| matches!(leads, Leads::Either(_)),
        ),
        tables(paper),
    ];
    let unsaid = unsaid(paper).into_iter().map(str::to_owned);
    unsaid.chain(gaps.into_iter().flatten()).collect()
}

/// What a paper does not say of itself, and how its file could.
fn unsaid(paper: &Paper) -> Vec<&'static str> {
    let (title, author, year) = match ending(paper).as_str() {
        "md" | "markdown" => (
            "no title: add “title:” in front matter, or a heading of level 1",
            "no author: add “authors:” in front matter",
            "no year: add “date:” in front matter",
        ),
        "html" | "htm" | "xhtml" => (
            "no title: add “<title>…</title>” to the page’s head",
            "no author: add “<meta name=\"author\" content=\"…\">” to the page’s head",
            "no year: add “<meta name=\"date\" content=\"…\">” to the page’s head",
        ),
        // What stands in a PDF can't be mended by hand; what stands beside it can.
        "pdf" => (
            "no title: give it in a .bib, CSL-JSON, RIS or YAML file of the same name beside the PDF",
            "no author: give them in a .bib, CSL-JSON, RIS or YAML file of the same name beside the PDF",
            "no year: give it in a .bib, CSL-JSON, RIS or YAML file of the same name beside the PDF",
        ),
        _ => (
            "no title: put it on the first line, or as “Title: …”",
            "no author: add a line “Author: …” at the top",
            "no year: add a line “Date: …” at the top",
        ),
    };
    [
        paper.title.is_empty().then_some(title),
        paper.authors.is_empty().then_some(author),
        paper.year.is_none().then_some(year),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The ending of a paper's file, in lower case.
fn ending(paper: &Paper) -> String {
    let ending = paper.file.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// The tables of a PDF of which only the captions are read: its cells are places on a page, and what
/// belongs to what is not told.
fn tables(paper: &Paper) -> Option<String> {
    if ending(paper) != "pdf" {
        return None;
    }
    let mut numbers: Vec<String> = Vec::new();
    let passages = paper.passages.iter();
    for number in passages.filter_map(|passage| captioned_table(&passage.text)) {
        if !numbers.iter().any(|known| known == number) {
            numbers.push(number.to_owned());
        }
    }
    said(
        "table",
        &numbers,
        [
            "is read by its caption alone: the rows of a PDF’s tables are left out",
            "are read by their captions alone: the rows of a PDF’s tables are left out",
        ],
    )
}

/// The notes that lead nowhere, where there is a bibliography they could lead to.
fn unled(paper: &Paper) -> Option<String> {
    if paper.references.is_empty() {
        return None;
    }
    let markers = paper
        .notes
        .iter()
        .filter(|note| note.reference.is_none())
        .map(|note| note.marker.clone());
    said(
        "note",
        &markers.collect::<Vec<_>>(),
        ["leads to no reference", "lead to no reference"],
    )
}

/// The citations in the text whose leads are such, each named once.
fn citations(paper: &Paper, ends: [&str; 2], are_such: fn(&Leads) -> bool) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for passage in &paper.passages {
        let such = passage
            .mentions
            .iter()
            .filter(|mention| are_such(&mention.leads));
        for mention in such {
            let citation = mention.of(&passage.text);
            if known.insert(citation) {
                named.push(format!("“{citation}”"));
            }
        }
    }
    said("citation", &named, ends)
}

/// `notes 1, 2 and 3 lead to no reference`; the ends are those of one and of many.
fn said(one: &str, named: &[String], [ends, end]: [&str; 2]) -> Option<String> {
    match named {
        [] => None,
        [only] => Some(format!("{one} {only} {ends}")),
        [first @ .., last] if named.len() <= NAMED => {
            Some(format!("{one}s {} and {last} {end}", first.join(", ")))
        }
        _ => Some(format!(
            "{one}s {} and {} others {end}",
            named[..NAMED].join(", "),
            named.len() - NAMED
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::paper::{Note, Passage};

    #[test]
    fn tables_of_a_pdf_are_said_to_be_left_out() {
        let said = |file: &str, texts: &[&str]| {
            let passage = |text: &&str| Passage {
                text: (*text).to_owned(),
                ..Passage::default()
            };
            tables(&Paper {
                file: file.into(),
                passages: texts.iter().map(passage).collect(),
                ..Paper::default()
            })
        };
        let texts = [
            "Table 1 gives the four series.",
            "Table 2: Large exercises.",
            "TABLE IV",
            "Tables have legs.",
        ];
        assert_eq!(
            said("fear.pdf", &texts).as_deref(),
            Some(
                "tables 2 and IV are read by their captions alone: the rows of a PDF’s tables are left out"
            )
        );
        assert_eq!(said("fear.pdf", &texts[..1]), None);
        assert_eq!(said("fear.txt", &texts), None);
    }

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
                    mentions: Vec::new(),
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
