//! `lectern references`: raw strings in, fields and citations out.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Stdio;

use lectern::papers::citation::style;
use serde_json::Value;

use crate::place::{Ended, Place};

/// Runs the program over lines from standard input.
fn piped(arguments: &[&str], lines: &[u8]) -> Ended {
    let place = Place::empty();
    let mut child = place
        .bare(&[&["references"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(&lines));
    let ended = Ended::from(child.wait_with_output().unwrap());
    // A program that has heard enough may close its end.
    let _ = writer.join().unwrap();
    ended
}

const LINES: &str = "Marsh, A. (1999). Tides & fog. Harbour Press.\n\nMarsh, A. (1999). \
                     Fog alone. Journal of Fog, 3(1), 2-9.\n";

#[test]
fn json_has_an_object_a_line_in_their_order() {
    let ended = piped(&["--format", "json"], LINES.as_bytes()).with(0);
    let rows: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["line"], 1);
    assert_eq!(
        rows[0]["raw"],
        "Marsh, A. (1999). Tides & fog. Harbour Press."
    );
    assert_eq!(rows[0]["fields"]["author"][0]["family"], "Marsh");
    assert_eq!(
        rows[1],
        serde_json::json!({ "line": 2, "raw": "", "fields": {} })
    );
    assert_eq!(rows[2]["fields"]["container-title"], "Journal of Fog");
    assert_eq!(ended.err, "");
}

#[test]
fn a_list_becomes_a_bibliography() {
    let written = |format| piped(&["--format", format], LINES.as_bytes()).with(0).out;
    insta::assert_snapshot!(written("apa"), @"
    Marsh, A. (1999). Tides & fog. Harbour Press.

    Marsh, A. (1999). Fog alone. Journal of Fog, 3(1), 2–9.
    ");
    insta::assert_snapshot!(written("bibtex"), @r"
    @book{marsh1999,
      author    = {Marsh, A.},
      title     = {Tides \& fog},
      year      = {1999},
      publisher = {Harbour Press},
    }

    @article{marsh1999a,
      author  = {Marsh, A.},
      title   = {Fog alone},
      journal = {Journal of Fog},
      year    = {1999},
      volume  = {3},
      number  = {1},
      pages   = {2--9},
    }
    ");
    insta::assert_snapshot!(written("text"), @"
    1  Marsh, A. (1999). Tides & fog. Harbour Press.
       author           Marsh, A.
       issued           1999
       publisher        Harbour Press
       title            Tides & fog
       type             book
    2
       nothing was understood
    3  Marsh, A. (1999). Fog alone. Journal of Fog, 3(1), 2-9.
       author           Marsh, A.
       container-title  Journal of Fog
       issue            1
       issued           1999
       page             2-9
       title            Fog alone
       type             article-journal
       volume           3
    ");
    let items: Value = serde_json::from_str(&written("csl-json")).unwrap();
    assert_eq!(items[1]["id"], "marsh1999a");
    assert_eq!(written("ris").matches("ER  - \r\n").count(), 2);
    assert_eq!(piped(&["--format", "csl-json"], b"").with(0).out, "[]\n");
}

#[test]
fn binary_rubbish_gives_empty_fields_and_a_hint() {
    let noise: Vec<u8> = (0..40_000u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for format in ["json", "text", "bibtex", "apa", "ris"] {
        let said = piped(&["--format", format], &noise).with(2).err;
        assert!(
            said.contains("lines from line 1 on have bytes that are no text"),
            "{said}"
        );
    }
    let mixed = [LINES.as_bytes(), b"\xff\xfe\x00\x01\x02 \x9b\xc3\n"].concat();
    let ended = piped(&["--format", "json"], &mixed).with(2);
    let last: Value = serde_json::from_str(ended.out.lines().next_back().unwrap()).unwrap();
    assert_eq!(
        (&last["line"], &last["fields"]),
        (&4.into(), &serde_json::json!({}))
    );
    insta::assert_snapshot!(ended.err, @"lectern: line 4 has bytes that are no text: save the list as plain text in UTF-8, one reference a line");
}

#[test]
fn a_list_in_an_older_encoding_is_not_damaged() {
    const GERMAN: &str = "Müller, Jörg (1999). Die Ängste der Großmächte. Suhrkamp.\n";
    let latin = GERMAN.chars().map(|c| u8::try_from(u32::from(c)).unwrap());
    let wide = "\u{feff}".encode_utf16().chain(GERMAN.encode_utf16());
    let wide: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
    let lists = [
        [LINES.as_bytes(), &latin.collect::<Vec<u8>>()].concat(),
        [LINES, GERMAN].concat().into_bytes(),
        wide,
    ];
    for list in lists {
        let ended = piped(&["--format", "json"], &list).with(0);
        let last: Value = serde_json::from_str(ended.out.lines().next_back().unwrap()).unwrap();
        assert_eq!(last["raw"], GERMAN.trim_end());
        assert_eq!(last["fields"]["title"], "Die Ängste der Großmächte");
        assert_eq!(ended.err, "");
    }
}

#[test]
fn a_broken_character_is_told() {
    let broken = [LINES.as_bytes(), "Süß, Jörg: Über Größe, \u{e9}".as_bytes()].concat();
    let ended = piped(&["--format", "json"], broken.split_last().unwrap().1).with(2);
    let last: Value = serde_json::from_str(ended.out.lines().next_back().unwrap()).unwrap();
    assert_eq!(last["fields"]["author"][0]["family"], "Süß");
    assert!(ended.err.contains("line 4 has bytes"), "{}", ended.err);
}

#[test]
fn the_help_names_every_style() {
    let help = Ended::from(
        Place::empty()
            .bare(&["references", "--help"])
            .output()
            .unwrap(),
    )
    .out;
    let (_, listed) = help.split_once("Citation styles:").unwrap();
    let listed: Vec<&str> = listed.split([',', '\n']).map(str::trim).collect();
    let all: Vec<&str> = style::all().map(|style| style.name).collect();
    assert!(all.len() > 80);
    for name in all {
        assert!(listed.contains(&name), "{name}");
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let place = Place::empty();
    let said = |arguments: &[&str]| {
        let arguments = [&["references"], arguments].concat();
        Ended::from(place.bare(&arguments).output().unwrap())
            .with(2)
            .err
    };
    assert!(said(&["missing.txt"]).contains("missing.txt can't be read"));
    assert!(said(&["corpus"]).contains("that is a folder"));
    assert!(said(&["--format", "bibtx", "missing.txt"]).contains("near to it: bibtex"));
}

/// The fields that count, as the sets and we name them.
const COUNTED: [(&str, &str); 9] = [
    ("author", "author"),
    ("title", "title"),
    ("container-title", "container-title"),
    ("year", "issued"),
    ("volume", "volume"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("doi", "DOI"),
    ("url", "URL"),
];

/// A field without case, spaces, punctuation and the words that only lead to it.
fn bare(text: &str) -> String {
    const LEADS: [&str; 12] = [
        "in", "pp", "p", "pages", "vol", "volume", "no", "ed", "eds", "doi", "s", "bd",
    ];
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !LEADS.contains(word))
        .collect()
}

/// Whether a field is what the set has there; of authors the families must stand in order.
fn agrees(name: &str, gold: &str, given: &Value) -> bool {
    match given {
        Value::Array(people) => {
            let gold = bare(gold);
            let mut rest = gold.as_str();
            people.iter().all(|person| {
                let family = person["family"].as_str().or(person["literal"].as_str());
                let found = rest.split_once(bare(family.unwrap_or_default()).as_str());
                rest = found.map_or("", |(_, after)| after);
                found.is_some()
            })
        }
        Value::String(given) if name == "year" => gold.contains(&given[..given.len().min(4)]),
        Value::String(given) => bare(gold) == bare(given),
        _ => false,
    }
}

#[test]
fn references_of_outside_sets() {
    let Some(sets) = std::env::var_os("LECTERN_SETS") else {
        eprintln!("left out: LECTERN_SETS names no folder of judged sets");
        return;
    };
    for (set, floor) in [
        ("refs_anystyle/core.jsonl", 0.76),
        ("refs_umass/dev.jsonl", 0.72),
    ] {
        let rows = std::fs::read_to_string(std::path::Path::new(&sets).join(set)).unwrap();
        let rows: Vec<Value> = rows
            .lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        let raw: String = rows
            .iter()
            .map(|row| row["raw"].as_str().unwrap().replace('\n', " ") + "\n")
            .collect();
        let out = piped(&["--format", "json"], raw.as_bytes()).with(0).out;
        let parsed: Vec<Value> = out
            .lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect();
        assert_eq!(parsed.len(), rows.len());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (row, parsed) in rows.iter().zip(&parsed) {
            for (theirs, ours) in COUNTED {
                let (gold, given) = (&row["fields"][theirs], &parsed["fields"][ours]);
                let labelled = rows.iter().any(|row| row["fields"][theirs].is_string());
                let right = gold
                    .as_str()
                    .is_some_and(|gold| agrees(theirs, gold, given));
                *counts.entry("right").or_default() += usize::from(right);
                *counts.entry("given").or_default() += usize::from(labelled && !given.is_null());
                *counts.entry("gold").or_default() += usize::from(gold.is_string());
            }
        }
        let f1 = 2.0 * counts["right"] as f64 / (counts["given"] + counts["gold"]) as f64;
        eprintln!("{set}: micro F1 {f1:.3}, at least {floor}");
        assert!(f1 >= floor, "{set}: micro F1 {f1:.3} is below {floor}");
    }
}
