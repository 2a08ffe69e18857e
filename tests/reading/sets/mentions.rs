//! Citations in running text that publishers have marked in their own files.
//!
//! The text of a paper is read from its plain rendering; the file it was made from marks which entry each
//! citation leads to. How often each entry is cited is compared.

use std::path::PathBuf;
use std::{env, fs};

use lectern::papers::paper::{Leads, Paper};
use lectern::papers::read;
use serde_json::Value;

use super::Tally;

#[test]
fn citations_that_publishers_have_marked() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of marked citations");
        return;
    };
    let folder = sets.join("papers_jats");
    let gold = fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    let mut all = Tally::default();
    for row in gold.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let id = row["id"].as_str().unwrap();
        let xml = fs::read_to_string(folder.join(format!("{id}.xml"))).unwrap();
        let paper = read::file(&folder.join(format!("{id}.derived.md"))).unwrap();
        let tally = Tally::count(&led(&paper), &marked(&xml, &row));
        println!(
            "{id:<16} right {} given {} marked {}",
            tally.right, tally.given, tally.gold
        );
        all.add(tally);
    }
    let precision = all.right as f64 / all.given as f64;
    println!(
        "citations        precision {precision:.3}  recall {:.3}",
        all.recall()
    );
    assert!(precision >= 0.5 && all.recall() >= 0.5);
}

/// The number of the entry that each citation leads to.
fn led(paper: &Paper) -> Vec<String> {
    for passage in &paper.passages {
        for mention in &passage.mentions {
            if env::var_os("SHOW").is_some() && !matches!(mention.leads, Leads::To(_)) {
                println!("   {:?} {:?}", mention.of(&passage.text), mention.leads);
            }
        }
    }
    let mentions = paper.passages.iter().flat_map(|passage| &passage.mentions);
    let numbers = mentions.flat_map(|mention| mention.references().iter().map(u32::to_string));
    numbers.collect()
}

/// The number of the entry that each mark in the body of the file names.
fn marked(xml: &str, row: &Value) -> Vec<String> {
    let body = xml
        .split("<body>")
        .nth(1)
        .unwrap()
        .split("</body>")
        .next()
        .unwrap();
    let ids: Vec<&str> = row["references"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["id"].as_str().unwrap())
        .collect();
    let tags = body
        .split("<xref ")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap());
    let marks = tags.filter(|tag| tag.contains("\"bibr\""));
    let named = marks.filter_map(|tag| tag.split("rid=\"").nth(1)?.split('"').next());
    named
        .flat_map(|id| id.split(' '))
        .filter_map(|id| Some((ids.iter().position(|known| *known == id)? + 1).to_string()))
        .collect()
}
