//! `lectern index` and `lectern check`.

use std::fs;

use crate::place::{Ended, OWLS, Place};

#[test]
fn a_report_names_every_file_and_what_became_of_it() {
    let place = Place::with_papers();
    place.write("corpus/noise.txt", b"\x00\x01\x02\x03 not a text \x00\xff");
    let ended = place.run(&["index"]).with(0);
    insta::assert_snapshot!(ended.out, @"
    added      fenwick2003          corpus/herons.md
               2 passages, 37 words, 2 sections, 0 notes, 0 references, 0 definitions
    skipped    -                    corpus/noise.txt
               the file holds binary data, not text; save it as plain text or Markdown, or remove it from the corpus
    added      okafor1987           corpus/quarries.md
               1 passage, 22 words, 0 sections, 0 notes, 0 references, 0 definitions
    2 papers: 2 added, 0 changed, 0 removed, 0 unchanged, 1 file skipped.
    ");
    assert_eq!(ended.err, "");

    place.write(
        "corpus/quarries.md",
        crate::place::QUARRIES.replace("1987", "1988"),
    );
    fs::remove_file(place.path("corpus/noise.txt")).unwrap();
    fs::remove_file(place.path("corpus/herons.md")).unwrap();
    place.write("corpus/owls.md", OWLS);
    let ended = place.run(&["index"]).with(0);
    insta::assert_snapshot!(ended.out, @"
    removed    fenwick2003          corpus/herons.md
    removed    -                    corpus/noise.txt
    added      owlsnd               corpus/owls.md
               1 passage, 7 words, 0 sections, 0 notes, 0 references, 0 definitions
               no author: add “authors:” in front matter
               no year: add “date:” in front matter
    changed    okafor1987           corpus/quarries.md
               1 passage, 22 words, 0 sections, 0 notes, 0 references, 0 definitions
    2 papers: 1 added, 1 changed, 2 removed, 0 unchanged, 0 files skipped.
    ");
}

#[test]
fn a_glossary_is_not_counted_as_a_paper() {
    let place = Place::with_papers();
    place.write(
        "corpus/glossary.yaml",
        "- term: roost\n  definition: A place where birds sleep.\n",
    );
    let ended = place.run(&["index"]).with(0);
    assert!(ended.out.contains("1 term defined"), "{}", ended.out);
    assert!(ended.out.contains("\n2 papers: 2 added, "), "{}", ended.out);
}

#[test]
fn an_index_that_is_up_to_date_is_left_alone() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let generation = fs::read_to_string(place.index().join("current")).unwrap();
    let ended = place.run(&["index"]).with(0);
    assert!(
        ended
            .out
            .ends_with("2 papers: 0 added, 0 changed, 0 removed, 2 unchanged, 0 files skipped.\n")
    );
    assert_eq!(
        fs::read_to_string(place.index().join("current")).unwrap(),
        generation
    );
    place.run(&["index", "--rebuild"]).with(0);
    assert_ne!(
        fs::read_to_string(place.index().join("current")).unwrap(),
        generation
    );
}

#[test]
fn check_reads_and_reports_and_writes_nothing() {
    let place = Place::with_papers();
    let ended = place.run(&["index", "--check"]).with(0);
    assert!(
        ended
            .out
            .contains("2 papers read, 0 files skipped; nothing was written."),
        "{}",
        ended.out
    );
    place.write("corpus/noise.txt", b"\x00\x01\x02\x03 not a text \x00\xff");
    let ended = place.run(&["index", "--check"]).with(1);
    assert!(ended.out.contains("noise.txt"), "{}", ended.out);
    assert!(!place.path("data").exists());
    place.run(&["index", "--check", "--rebuild"]).with(2);
}

#[test]
fn two_corpora_do_not_disturb_each_other() {
    let place = Place::empty();
    place.write("birds/herons.md", crate::place::HERONS);
    place.write("stones/quarries.md", crate::place::QUARRIES);
    let ask = |arguments: &[&str]| {
        let mut command = place.bare(&["ask", "--data", "data", "--format", "json", "/papers"]);
        let ended = Ended::from(command.args(arguments).output().unwrap()).with(0);
        let reply: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        (
            reply["total"].as_u64().unwrap(),
            ended.out.contains("fenwick2003"),
        )
    };
    for _ in 0..2 {
        assert_eq!(ask(&["--corpus", "birds"]), (1, true));
        assert_eq!(ask(&["--corpus", "stones"]), (1, false));
        assert_eq!(ask(&["--corpus", "stones", "--corpus", "birds"]), (2, true));
    }
    // One index for each set of folders, by whatever path they are named.
    assert_eq!(ask(&["--corpus", "stones/../birds"]), (1, true));
    assert_eq!(fs::read_dir(place.path("data")).unwrap().count(), 3);
}

#[test]
fn the_check_says_what_would_start_and_what_is_wrong() {
    let place = Place::with_papers();
    let ended = place.run(&["check"]).with(0);
    assert!(
        ended.out.contains("would start    the terminal chat"),
        "{}",
        ended.out
    );
    assert!(
        ended.out.contains("index          none yet"),
        "{}",
        ended.out
    );
    assert!(!place.path("data").exists(), "a check writes nothing");
    place.run(&["index"]).with(0);
    let ended = place.run(&["check"]).with(0);
    assert!(
        ended.out.contains("index          2 papers, 3 passages"),
        "{}",
        ended.out
    );
    place.write("corpus/noise.txt", b"\x00\x01\x02\x03 not a text \x00\xff");
    let ended = place.run(&["check"]).with(1);
    assert!(
        ended
            .out
            .ends_with("problem: problems in 1 file of the corpus, named above\n"),
        "{}",
        ended.out
    );
}
