//! `lectern questions`: what is printed, and what bad input gets.

use std::fs;
use std::process::Command;

use crate::place::{Ended, Place};
use crate::schema::{self, QUESTIONS};

const CANALS: &str = "---
title: Canals of the lowlands
authors: [Ada Fenwick]
date: 2003
---

## How they came about

A lock is a chamber with gates that lifts boats from one level of water to the next. The first lock of
the lowlands was built by Tomas Brandt in 1564. A towpath is a path along the bank on which horses pull
boats against the stream. The canal from Arden to Morland was opened in 1611 and closed in 1874.

## What they carried

Coal from Morland made up 62 percent of the freight in 1840. A weir is a low dam across a river that
raises the water above it. Tomas Brandt called the lock of Arden his best work. Horses pulled the boats
between Arden and Morland until 1866.
";

fn place() -> Place {
    let place = Place::empty();
    place.write("corpus/canals.md", CANALS);
    place
}

fn asked(place: &Place, arguments: &[&str]) -> Ended {
    place.run(&[&["questions"], arguments].concat())
}

#[test]
fn questions_and_answers_are_printed_apart() {
    let ended = asked(&place(), &["--number", "4"]).with(0);
    insta::assert_snapshot!(ended.out, @"
    Questions

    1. In Fenwick (2003), what is “a path along the bank on which horses pull boats
       against the stream”?

    2. Which number is missing? Fenwick (2003): “Coal from Morland made up ____
       percent of the freight in 1840.”
        a) 25
        b) 78
        c) 99
        d) 62

    3. Which term is defined here? Fenwick (2003): “A ____ is a chamber with gates
       that lifts boats from one level of water to the next.”

    4. In Fenwick (2003), what is “a low dam across a river that raises the water
       above it”?

    Answers

    1. towpath
       “A towpath is a path along the bank on which horses pull boats against the
       stream.”
       Fenwick (2003) · fenwick2003:1

    2. d) 62
       “Coal from Morland made up 62 percent of the freight in 1840.”
       Fenwick (2003) · fenwick2003:2

    3. lock
       “A lock is a chamber with gates that lifts boats from one level of water to
       the next.”
       Fenwick (2003) · fenwick2003:1

    4. weir
       “A weir is a low dam across a river that raises the water above it.”
       Fenwick (2003) · fenwick2003:2
    ");
}

#[test]
fn json_is_an_object_a_line_that_keeps_the_contract() {
    let ended = asked(&place(), &["--format", "json"]).with(0);
    assert!(ended.out.lines().count() > 4, "{}", ended.out);
    for line in ended.out.lines() {
        schema::checked(QUESTIONS, line);
    }
}

#[test]
fn the_same_seed_prints_the_same_and_another_seed_does_not() {
    let place = place();
    let printed = |seed| {
        asked(&place, &["--seed", seed, "--format", "json"])
            .with(0)
            .out
    };
    assert_eq!(printed("7"), printed("7"));
    assert_ne!(printed("7"), printed("8"));
}

#[test]
fn a_file_for_anki_has_a_note_a_line() {
    let ended = asked(
        &place(),
        &["--format", "tsv", "--kind", "cloze", "--number", "1"],
    )
    .with(0);
    insta::assert_snapshot!(ended.out, @"
    #separator:tab
    #html:false
    #guid column:1
    #tags column:7
    #columns:Id	Question	Options	Answer	Source	Passage	Tags
    a0246cc51a56f181	Which name is missing (two words: T… B…)? Fenwick (2003): “A lock is a chamber with gates that lifts boats from one level of water to the next. The first lock of the lowlands was built by ____ in 1564.”		Tomas Brandt	Fenwick (2003) · fenwick2003:1	The first lock of the lowlands was built by Tomas Brandt in 1564.
    ");
}

#[test]
fn fewer_questions_than_were_wanted_are_said_to_be_all() {
    let ended = asked(&place(), &["--number", "500"]).with(0);
    assert!(
        ended
            .err
            .contains("and no more could be made that are fair to ask"),
        "{}",
        ended.err
    );
}

#[test]
fn one_paper_has_no_wrong_sources_to_offer() {
    let ended = asked(&place(), &["--kind", "source"]).with(1);
    insta::assert_snapshot!(ended.err, @"lectern: no questions for the source can be made: their wrong answers come from other papers, and the corpus has too few");
    assert_eq!(ended.out, "");
}

#[test]
fn a_paper_with_nothing_to_ask_says_so() {
    let place = place();
    place.write(
        "corpus/owls.md",
        "# Owls\n\nThey hunt at night. It may be so.\n",
    );
    let ended = asked(&place, &["--paper", "owlsnd"]).with(1);
    insta::assert_snapshot!(ended.err, @"lectern: owlsnd has nothing that can fairly be asked: no sentence stands alone and has a term, a name or a number to ask for");
}

#[test]
fn a_paper_that_is_not_there_and_a_kind_that_is_none_are_mistakes() {
    let place = place();
    let ended = asked(&place, &["--paper", "fenwick2004"]).with(2);
    insta::assert_snapshot!(ended.err, @"lectern: there is no paper “fenwick2004”: perhaps you meant fenwick2003");
    let ended = asked(&place, &["--kind", "riddle"]).with(2);
    assert!(ended.err.contains("truefalse"), "{}", ended.err);
    asked(&place, &["--number", "0"]).with(2);
}

#[test]
fn an_empty_corpus_is_nothing_to_ask_about() {
    let ended = asked(&Place::empty(), &[]).with(1);
    assert!(
        ended.err.contains("there are no papers to ask about"),
        "{}",
        ended.err
    );
}

const WEEK: &str = "
- prompt: Who built the first lock of the lowlands?
  answers: [Tomas Brandt, Brandt]
  source: fenwick2003:1
- prompt: Which of these is a low dam?
  answers: weir
  options: [weir, lock, towpath]
  source: Lecture 2
- prompt: What is a gate?
  source: fenwick2003:99
  answers: a door of a lock
- prompt: Nobody answers this.
";

#[test]
fn a_teachers_list_is_mixed_with_what_is_made() {
    let place = place();
    place.write("week.yaml", WEEK);
    let ended = asked(&place, &["--list", "week.yaml", "--number", "6"]).with(0);
    insta::assert_snapshot!(ended.err, @"
    lectern: week.yaml: line 12: this question has no answers: add “answers: …”
    lectern: week.yaml: no paper has the passage fenwick2003:99 that “What is a gate?” names as its source
    ");
    let listed = ["first lock of the lowlands?", "low dam?", "gate?"];
    let (questions, answers) = ended.out.split_once("Answers").unwrap();
    for prompt in listed {
        assert!(questions.contains(prompt), "{questions}");
    }
    assert!(
        questions.contains("\n6. ") && !questions.contains("\n7. "),
        "{questions}"
    );
    assert!(answers.contains("Fenwick (2003) · fenwick2003:1") && answers.contains("Lecture 2"));
}

#[test]
fn lists_work_without_papers_and_only_in_the_kinds_that_are_wanted() {
    let place = Place::empty();
    place.write(
        "week.csv",
        "prompt,answers,options\nWhich?,a,a|b\nWhat?,b\n",
    );
    let ended = asked(
        &place,
        &["--list", "week.csv", "--kind", "choice", "--format", "json"],
    )
    .with(0);
    assert_eq!(ended.out.lines().count(), 1, "{}", ended.out);
    schema::checked(QUESTIONS, ended.out.trim());
}

#[test]
fn a_list_that_is_not_there_or_none_is_told() {
    let place = place();
    place.write("week.docx", "PK");
    for name in ["nowhere.yaml", "corpus"] {
        let ended = asked(&place, &["--list", name]).with(2);
        assert!(
            ended.err.contains(name) && ended.err.contains("list of questions"),
            "{}",
            ended.err
        );
    }
    let ended = asked(&place, &["--list", "week.docx"]).with(0);
    assert!(
        ended
            .err
            .contains("week.docx: this file is neither YAML nor CSV"),
        "{}",
        ended.err
    );
}

/// A package of questions as it is printed.
fn package(place: &Place, arguments: &[&str]) -> Vec<u8> {
    let whole = [&["questions", "--format", "apkg"], arguments].concat();
    let output = place.command(&whole).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    output.stdout
}

#[test]
fn a_package_for_anki_is_an_archive_with_a_collection() {
    let bytes = package(&place(), &["--number", "3"]);
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(holds(b"collection.anki2") && holds(b"SQLite format 3\0"));
    assert!(holds("Fenwick (2003)".as_bytes()) && holds(b"fenwick2003:1"));
}

#[test]
fn anki_imports_a_package_and_knows_its_notes_again() {
    let Some(python) = std::env::var_os("LECTERN_ANKI_PYTHON") else {
        eprintln!("left out: LECTERN_ANKI_PYTHON names no Python with the package anki");
        return;
    };
    let place = place();
    place.write(
        "week.yaml",
        "- prompt: Is 1 < 2 & 3 > 2?\n  answers: \"true\"\n  tags: [week 1]\n",
    );
    let few = ["--list", "week.yaml", "--number", "4"];
    let more = ["--list", "week.yaml", "--number", "8"];
    fs::write(place.path("few.apkg"), package(&place, &few)).unwrap();
    fs::write(place.path("more.apkg"), package(&place, &more)).unwrap();
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/command_line/anki/import.py"
    );
    let output = Command::new(python)
        .arg(script)
        .args([place.path("few.apkg"), place.path("more.apkg")])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let found: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(found["logs"][0]["new"], 4, "{found:#}");
    assert_eq!(
        found["logs"][1]["new"], 4,
        "the second brings only what the first had not"
    );
    assert_eq!(found["fine"], true, "{found:#}");
    let notes = found["notes"].as_array().unwrap();
    let json = asked(&place, &[&more[..], &["--format", "json"]].concat())
        .with(0)
        .out;
    for line in json.lines() {
        let question: serde_json::Value = serde_json::from_str(line).unwrap();
        let note = notes
            .iter()
            .find(|note| note["guid"] == question["id"])
            .unwrap();
        let fields = &note["fields"];
        assert_eq!(note["deck"], "Lectern");
        assert_eq!(fields["Citation"], question["citation"]);
        assert_eq!(fields["Source"], question["passage"]);
        assert_eq!(fields["Answer"], question["answer"]);
    }
    let own = notes
        .iter()
        .find(|note| note["tags"].as_array().unwrap().contains(&"week-1".into()));
    assert_eq!(
        own.unwrap()["fields"]["Question"],
        "Is 1 &lt; 2 &amp; 3 &gt; 2?"
    );
}
