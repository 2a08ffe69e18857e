//! `lectern inspect`: what is understood of files.

use crate::place::{Ended, Place, QUARRIES};
use crate::schema::{INSPECT, checked};

fn inspect(place: &Place, arguments: &[&str]) -> Ended {
    let command = [&["inspect"], arguments].concat();
    Ended::from(place.bare(&command).output().unwrap())
}

#[test]
fn json_keeps_to_its_schema() {
    let place = Place::with_papers();
    place.write("corpus/noise.txt", b"\x00\x01\x02\x03 not a text \x00\xff");
    place.write(
        "corpus/notes.md",
        "# Tides\n\nThe tide turns.[^1]\n\n[^1]: Okafor 1987, 4.\n\n## References\n\nOkafor, R. (1987). *Granite quarries*. Harbour Press.\n",
    );
    let files = [
        "corpus/herons.md",
        "corpus/notes.md",
        "corpus/noise.txt",
        "missing.md",
    ];
    let ended = inspect(&place, &[&["--format", "json"], &files[..]].concat()).with(1);
    let papers = checked(INSPECT, &ended.out);
    let named: Vec<&str> = papers
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| paper["file"].as_str().unwrap())
        .collect();
    assert_eq!(named, files);
    assert_eq!(papers[0]["key"], "fenwick2003");
    assert_eq!(papers[0]["authors"][1]["family"], "Brandt");
    assert_eq!(papers[0]["sections"][1]["passages"][0], "fenwick2003:2");
    assert_eq!(papers[1]["notes"][0]["marker"], "1");
    assert_eq!(papers[1]["references"][0]["number"], 1);
    assert_eq!(papers[2]["key"], serde_json::Value::Null);
    assert!(
        papers[3]["problems"][0]["message"]
            .as_str()
            .unwrap()
            .contains("could not be read")
    );
}

#[test]
fn a_glossary_is_shown_by_its_terms() {
    let place = Place::empty();
    place.write(
        "glossary.yaml",
        "- term: roost\n  definition: A place where birds sleep.\n- term: crown\n",
    );
    insta::assert_snapshot!(inspect(&place, &["glossary.yaml"]).with(1).out, @"
    glossary.yaml
      defines   1 term: roost
      problem   line 3: this entry has no definition: add “definition: …”
    ");
    let json = inspect(&place, &["--format", "json", "glossary.yaml"]).with(1);
    let glossary = &checked(INSPECT, &json.out)[0];
    assert_eq!(glossary["definitions"][0]["kind"], "glossary");
    assert_eq!(
        glossary["definitions"][0]["passage"],
        serde_json::Value::Null
    );
}

#[test]
fn an_entry_leads_to_another_of_the_files_that_it_names() {
    let place = Place::with_papers();
    place.write("corpus/nests.md", CITING);
    let named = |files: &[&str]| {
        let ended = inspect(&place, &[&["--format", "json"], files].concat()).with(0);
        checked(INSPECT, &ended.out)[0]["references"][0]["paper"].clone()
    };
    assert_eq!(
        named(&["corpus/nests.md", "corpus/herons.md"]),
        "fenwick2003"
    );
    assert_eq!(named(&["corpus/nests.md"]), serde_json::Value::Null);
}

#[test]
fn citations_that_lead_nowhere_are_missing() {
    let place = Place::empty();
    place.write("corpus/nests.md", CITING);
    let said = |ended: &str| {
        assert!(
            ended.contains("  citation “(Fenwick 2004)” leads to no reference\n"),
            "{ended}"
        );
    };
    said(&inspect(&place, &["corpus/nests.md"]).with(0).out);
    said(&place.run(&["index"]).with(0).out);
}

const CITING: &str = "# Nests reviewed\n\nAlders hold nests (Fenwick & Brandt, 2003), though not all (Fenwick 2004).\n\n\
    ## References\n\nFenwick, A., & Brandt, T. (2003). Herons of the tidal marsh. Marsh Press.\n";

#[test]
fn keys_do_not_depend_on_the_order_of_the_files() {
    let place = Place::empty();
    let files = ["c.md", "a.md", "b.md"];
    for file in files {
        place.write(file, QUARRIES);
    }
    let keys = |files: &[&str]| {
        let ended = inspect(&place, &[&["--format", "json"], files].concat()).with(0);
        let papers = checked(INSPECT, &ended.out);
        let mut keys: Vec<String> = papers
            .as_array()
            .unwrap()
            .iter()
            .map(|paper| format!("{} {}", paper["file"], paper["key"]))
            .collect();
        keys.sort();
        keys
    };
    let expected = [
        r#""a.md" "okafor1987""#,
        r#""b.md" "okafor1987a""#,
        r#""c.md" "okafor1987b""#,
    ];
    assert_eq!(keys(&files), expected);
    assert_eq!(keys(&["b.md", "c.md", "a.md"]), expected);
}

#[test]
fn text_is_for_people() {
    let place = Place::with_papers();
    let ended = inspect(&place, &["corpus/herons.md"]).with(0);
    insta::assert_snapshot!(ended.out, @"
    corpus/herons.md
      key       fenwick2003
      title     Herons of the tidal marsh
      authors   Ada Fenwick; Tomas Brandt
      year      2003
      language  en
      tags      birds
      sections  Feeding (1 passage)
                Nests (1 passage)
      counts    2 passages, 37 words, 0 notes, 0 references
    ");
    assert_eq!(ended.err, "");
}
