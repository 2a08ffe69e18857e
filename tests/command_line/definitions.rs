//! `lectern definitions`: lines in, what they define out.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use serde_json::json;

use crate::place::{Ended, Place};

#[test]
fn each_line_is_answered_by_an_object_in_its_order() {
    let place = Place::empty();
    place.write(
        "lines.txt",
        b"A moat is a ditch that is dug around a castle.\r\n\nThe World Health Organization (WHO) met.\nBad \xff bytes" as &[u8],
    );
    let ended = place
        .run(&["definitions", "lines.txt", "--format", "json"])
        .with(0);
    let objects: Vec<serde_json::Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let moat = json!({ "term": "moat", "text": "A moat is a ditch that is dug around a castle.", "kind": "explicit" });
    let who = json!({ "short": "WHO", "long": "World Health Organization" });
    assert_eq!(
        objects,
        [
            json!({ "line": 1, "definitions": [moat], "acronyms": [] }),
            json!({ "line": 2, "definitions": [], "acronyms": [] }),
            json!({ "line": 3, "definitions": [], "acronyms": [who] }),
            json!({ "line": 4, "definitions": [], "acronyms": [] }),
        ]
    );
    assert_eq!(ended.err, "");
}

#[test]
fn people_read_only_the_lines_that_define() {
    let place = Place::empty();
    place.write(
        "lines.txt",
        "Nothing here.\nA moat is a ditch that is dug around a castle.\nThe World Health Organization (WHO) met.\n",
    );
    let ended = place.run(&["definitions", "lines.txt"]).with(0);
    insta::assert_snapshot!(ended.out, @"
    2: moat (explicit)
        A moat is a ditch that is dug around a castle.
    3: WHO = World Health Organization
    ");
}

#[test]
fn a_line_is_answered_before_the_next_one_comes() {
    let place = Place::empty();
    let mut command = place.command(&["definitions", "--format", "json"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut input = child.stdin.take().unwrap();
    for number in 1..=2 {
        writeln!(input, "A moat is a ditch that is dug around a castle.").unwrap();
        let answer = lines.next().unwrap().unwrap();
        assert!(answer.contains(&format!("\"line\":{number}")), "{answer}");
    }
    drop(input);
    Ended::from(child.wait_with_output().unwrap()).with(0);
}

#[test]
fn a_file_that_is_not_there_is_a_mistake() {
    let place = Place::empty();
    for file in ["nowhere.txt", "corpus"] {
        let ended = place.run(&["definitions", file]).with(2);
        assert_eq!(ended.out, "");
        assert!(
            ended.err.contains(file) && ended.err.contains("name a text file"),
            "{}",
            ended.err
        );
    }
}
