//! Fields of references that others have judged.
//!
//! Fields are compared as their README says: without case, spaces, punctuation and words like “In”
//! and “pp.”; of the authors the family names in order; of dates the year. Where a set gives volume
//! and issue as one field, both together count as the volume.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use lectern::papers::paper::Fields;
use lectern::papers::reference;
use serde_json::Value;

use super::{Tally, folded};

/// The fields that count, as the sets and we name them.
const COUNTED: [(&str, &str); 9] = [
    ("author", "author"),
    ("title", "title"),
    ("container-title", "container"),
    ("year", "year"),
    ("volume", "volume"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("doi", "DOI"),
    ("url", "URL"),
];

#[test]
fn references_that_others_have_judged() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged references");
        return;
    };
    for (file, floor) in [
        ("refs_anystyle/core.jsonl", 0.80),
        ("refs_umass/dev.jsonl", 0.85),
    ] {
        let rows: Vec<Value> = fs::read_to_string(sets.join(file))
            .unwrap()
            .lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        let reached = measure(file, &rows);
        assert!(reached >= floor, "{file}: {reached:.3} is under {floor}");
    }
}

/// Prints the score of each field; answers that of all together.
fn measure(file: &str, rows: &[Value]) -> f64 {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for row in rows {
        let fields = reference::parse(row["raw"].as_str().unwrap());
        for (theirs, ours) in COUNTED {
            let labelled = rows.iter().any(|row| row["fields"][theirs].is_string());
            if labelled {
                tallies.entry(ours).or_default().add(compared(
                    theirs,
                    &row["fields"][theirs],
                    &fields,
                ));
            }
        }
    }
    let mut all = Tally::default();
    for tally in tallies.values() {
        all.add(*tally);
    }
    let each: Vec<String> = tallies
        .iter()
        .map(|(field, tally)| format!("{field} {:.3}", tally.f1()))
        .collect();
    println!("{file:<26} micro {:.3}  {}", all.f1(), each.join("  "));
    all.f1()
}

/// One field of one reference.
fn compared(name: &str, gold: &Value, fields: &Fields) -> Tally {
    let gold = gold.as_str().map(bare).filter(|gold| !gold.is_empty());
    let given = given(name, fields).filter(|given| !given.is_empty());
    let with_issue = fields
        .issue
        .as_deref()
        .filter(|_| name == "volume")
        .and_then(|issue| Some(given.clone()? + bare(issue).as_str()));
    let right = match (&gold, &given) {
        (Some(gold), Some(_)) if name == "author" => same_people(gold, fields),
        (Some(gold), Some(given)) => gold == given || with_issue.as_ref() == Some(gold),
        _ => false,
    };
    Tally {
        right: usize::from(right),
        given: usize::from(given.is_some()),
        gold: usize::from(gold.is_some()),
    }
}

fn given(name: &str, fields: &Fields) -> Option<String> {
    let text = match name {
        "author" => {
            let families: Vec<&str> = fields
                .author
                .iter()
                .map(lectern::papers::paper::Person::family)
                .collect();
            return Some(folded(&families.concat()));
        }
        "year" => return fields.year().map(|year| year.to_string()),
        "title" => &fields.title,
        "container-title" => &fields.container_title,
        "volume" => &fields.volume,
        "pages" => &fields.page,
        "publisher" => &fields.publisher,
        "doi" => &fields.doi,
        _ => &fields.url,
    };
    text.as_deref().map(bare)
}

/// Whether the families stand in the gold text in order, and what is left of it is no family: given
/// names are shorter than what the gold string holds of them.
fn same_people(gold: &str, fields: &Fields) -> bool {
    let mut rest = gold;
    let mut left_out = 0;
    for person in &fields.author {
        let family = folded(person.family());
        let Some((before, after)) = rest.split_once(family.as_str()) else {
            return false;
        };
        left_out += before.len();
        rest = after;
    }
    left_out + rest.len() <= given_names(fields) + 12
}

/// How many letters the given names have.
fn given_names(fields: &Fields) -> usize {
    fields
        .author
        .iter()
        .map(|person| match person {
            lectern::papers::paper::Person::Name {
                given: Some(given), ..
            } => folded(given).len() + 3,
            _ => 3,
        })
        .sum()
}

/// A field without the words that only lead to it.
fn bare(text: &str) -> String {
    const LEADS: [&str; 19] = [
        "in", "pp", "p", "page", "pages", "vol", "volume", "v", "no", "nr", "ed", "eds", "doi",
        "s", "bd", "n", "t", "at", "from",
    ];
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !LEADS.contains(word))
        .collect()
}
