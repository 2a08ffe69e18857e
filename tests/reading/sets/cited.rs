//! What Markdown papers of others cite by keys, against the keys that others have found in them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use lectern::papers::bibliography::{Marks, Shelf};
use lectern::papers::read;
use serde_json::Value;

fn keys(value: &Value) -> BTreeSet<String> {
    let keys = value.as_array().unwrap().iter();
    keys.map(|key| key.as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_papers_cite_by_keys_that_others_have_found() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged papers");
        return;
    };
    let folder = sets.join("papers_joss_md");
    let gold = fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    let (mut right, mut given, mut expected, mut entries, mut lost) = (0, 0, 0, 0, 0);
    for line in gold.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let path = folder.join(format!("{}.md", row["id"].as_str().unwrap()));
        let beside = path.with_extension("bib");
        let mut paper = read::file(&path).unwrap();
        let title = paper.title.clone();
        let held = read::bibliography(&beside, &fs::read(&beside).unwrap());
        let in_list = keys(&row["bib_keys"]);
        entries += in_list.len();
        let read: BTreeSet<_> = held.entries.iter().map(|entry| entry.key.clone()).collect();
        lost += in_list.difference(&read).count();
        for problem in &held.problems {
            println!("{}: {problem}", beside.display());
        }
        let shelf = Shelf::of([(beside, held.entries)], [path.as_path()]);
        let marks = Marks::of(&paper);
        let alone = [paper.key.clone()];
        shelf.find(&path, &marks, &alone).apply(&mut paper);
        assert_eq!(
            paper.title, title,
            "the references of a paper are not its data"
        );
        let found = paper
            .references
            .iter()
            .filter_map(|reference| reference.key.clone());
        let found: BTreeSet<String> = found.collect();
        let cited = keys(&row["cited_keys"])
            .intersection(&in_list)
            .cloned()
            .collect();
        for key in found.symmetric_difference(&cited) {
            println!("{}: {key}", path.display());
        }
        right += found.intersection(&cited).count();
        given += found.len();
        expected += cited.len();
    }
    println!(
        "cited: {right} right of {given} given and {expected} expected; {lost} of {entries} entries lost"
    );
    assert_eq!(lost, 0);
    assert!(right * 100 >= given.max(expected) * 97);
}
