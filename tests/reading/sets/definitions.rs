//! Definitions and abbreviations that others have judged.
//!
//! A sentence counts as one that defines where any definition is found in it; a term is right where it
//! is equal after case and punctuation are dropped. Of abbreviations the unique long forms of each
//! sentence are compared. Each set is measured in two halves, told apart by a hash of the text, so
//! that a rule that helps one half by chance shows itself in the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use lectern::papers::definition;
use serde_json::Value;

use super::Tally;

/// The least precision, F1 and share of right terms in each half.
const FLOORS: [(&str, [f64; 3]); 2] = [
    ("defs_wcl/sentences.jsonl", [0.89, 0.83, 0.94]),
    ("defs_deft/dev.jsonl", [0.70, 0.51, 0.0]),
];

/// The least F1 of long forms in each half.
const LONG_FORMS: f64 = 0.90;

#[test]
fn definitions_that_others_have_judged() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged definitions");
        return;
    };
    for (file, [precision, f1, terms]) in FLOORS {
        for (half, rows) in halves(&sets.join(file)).iter().enumerate() {
            let (sentences, right) = sentences(rows);
            let found = sentences.right as f64 / sentences.given.max(1) as f64;
            println!(
                "{file:<26} half {half}  P {found:.3} R {:.3} F {:.3}  terms {right:.3}",
                sentences.recall(),
                sentences.f1()
            );
            assert!(found >= precision, "{file}: precision {found:.3}");
            assert!(sentences.f1() >= f1, "{file}: F1 {:.3}", sentences.f1());
            assert!(right >= terms, "{file}: terms {right:.3}");
        }
    }
}

#[test]
fn abbreviations_that_others_have_judged() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged abbreviations");
        return;
    };
    for rows in halves(&sets.join("acro_sdu_ai/dev.jsonl")) {
        let mut tally = Tally::default();
        for row in &rows {
            let mined = definition::mine(row["text"].as_str().unwrap());
            let given = mined.acronyms.iter().map(|acronym| bare(acronym.long));
            let gold = row["long"].as_array().unwrap().iter();
            let gold = gold.map(|long| bare(long.as_str().unwrap()));
            tally.add(Tally::count(&unique(given), &unique(gold)));
        }
        println!("acro_sdu_ai  long forms F {:.3}", tally.f1());
        assert!(tally.f1() >= LONG_FORMS, "{:.3}", tally.f1());
    }
}

/// The sentences told to define, and the share of right terms among those that do.
fn sentences(rows: &[Value]) -> (Tally, f64) {
    let mut tally = Tally::default();
    let (mut named, mut right) = (0_u32, 0_u32);
    for row in rows {
        let mined = definition::mine(row["text"].as_str().unwrap());
        let defines = row["label"] == 1;
        let found = !mined.definitions.is_empty();
        tally.given += usize::from(found);
        tally.gold += usize::from(defines);
        tally.right += usize::from(found && defines);
        if let (true, Some(first), Some(term)) =
            (defines, mined.definitions.first(), row["term"].as_str())
        {
            named += 1;
            right += u32::from(bare(first.term) == bare(term));
        }
    }
    (tally, f64::from(right) / f64::from(named.max(1)))
}

fn halves(file: &Path) -> [Vec<Value>; 2] {
    let mut halves = [Vec::new(), Vec::new()];
    for line in fs::read_to_string(file).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let half = row["text"]
            .as_str()
            .unwrap()
            .bytes()
            .fold(0_u8, u8::wrapping_add)
            & 1;
        halves[usize::from(half)].push(row);
    }
    halves
}

fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn unique(forms: impl Iterator<Item = String>) -> Vec<String> {
    forms.collect::<BTreeSet<_>>().into_iter().collect()
}
