//! What `lectern inspect --format json` prints of a file: the documented object.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{Read, is_list};
use crate::papers::paper::{Definition, Key, Paper, PassageId, Problem, Reference};
use crate::papers::work;

/// The documented object of a file.
pub(super) fn object(file: &Path, paper: &Result<Paper, Problem>, works: &Works<'_>) -> Value {
    match paper {
        Ok(list) if is_list(file) => list_object(file, list, works),
        Ok(paper) => paper_object(file, paper, works),
        Err(problem) => {
            json!({
                "schema": 1, "file": file, "key": null, "kind": null, "title": null, "authors": [], "year": null,
                "doi": null, "language": null, "abstract": null, "sections": [], "passages": [], "notes": [],
                "references": [], "definitions": [], "problems": [problem],
            })
        }
    }
}

/// The papers among the files, by the signs of the works they are.
pub(super) struct Works<'p>(HashMap<String, Vec<&'p Paper>>);

impl<'p> Works<'p> {
    pub(super) fn of(papers: &'p [Read<'_>]) -> Self {
        let mut by_sign: HashMap<String, Vec<&Paper>> = HashMap::new();
        for paper in papers.iter().filter_map(|(_, paper)| paper.as_ref().ok()) {
            for sign in work::signs(&paper.fields()) {
                by_sign.entry(sign).or_default().push(paper);
            }
        }
        Self(by_sign)
    }

    /// The other paper that an entry of one names.
    fn named(&self, citing: &Paper, entry: &Reference) -> Option<&Key> {
        let signs = work::signs(&entry.fields);
        let papers = signs.iter().filter_map(|sign| self.0.get(sign)).flatten();
        let named = papers.filter(|paper| {
            paper.key != citing.key && work::same(&entry.fields, &entry.raw, &paper.fields())
        });
        named.map(|paper| &paper.key).min()
    }
}

/// A file that holds no paper: its entries are references or definitions.
fn list_object(file: &Path, list: &Paper, works: &Works<'_>) -> Value {
    let mut object = paper_object(file, list, works);
    for name in ["key", "kind", "title"] {
        object[name] = Value::Null;
    }
    object
}

fn id(paper: &Paper, ordinal: u32) -> String {
    PassageId {
        paper: paper.key.clone(),
        ordinal,
    }
    .to_string()
}

fn definitions(paper: &Paper) -> Vec<Value> {
    let object = |definition: &Definition| {
        let passage = (definition.passage > 0).then(|| id(paper, definition.passage));
        let mut object = json!({
            "term": definition.term, "text": definition.text, "kind": definition.kind, "passage": passage,
        });
        if let Some(long) = &definition.long {
            object["long"] = json!(long);
        }
        object
    };
    paper.definitions.iter().map(object).collect()
}

fn paper_object(file: &Path, paper: &Paper, works: &Works<'_>) -> Value {
    let sections: Vec<Value> = paper
        .sections
        .iter()
        .map(|section| {
            let passages: Vec<String> = section
                .passages
                .iter()
                .map(|ordinal| id(paper, *ordinal))
                .collect();
            json!({ "level": section.level, "heading": section.heading, "passages": passages })
        })
        .collect();
    let passages: Vec<Value> = paper
        .passages
        .iter()
        .map(|passage| {
            json!({
                "id": id(paper, passage.ordinal), "page": passage.page, "section": passage.section, "text": passage.text,
                "notes": passage.notes,
            })
        })
        .collect();
    let notes: Vec<Value> = paper
        .notes
        .iter()
        .map(
            |note| json!({ "marker": note.marker, "text": note.text, "reference": note.reference }),
        )
        .collect();
    let references: Vec<Value> = paper
        .references
        .iter()
        .map(|reference| {
            let named = works.named(paper, reference);
            json!({ "number": reference.number, "raw": reference.raw, "fields": reference.fields, "paper": named })
        })
        .collect();
    json!({
        "schema": 1, "file": file, "key": paper.key, "kind": paper.kind, "title": paper.title, "authors": paper.authors,
        "year": paper.year, "doi": paper.details.doi, "language": paper.language, "abstract": paper.summary,
        "sections": sections, "passages": passages, "notes": notes, "references": references,
        "definitions": definitions(paper), "problems": paper.problems,
    })
}
