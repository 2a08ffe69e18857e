//! Bibliographic data beside papers: a change of it takes effect, and only the papers that it
//! concerns are read again.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use lectern::library::Library;
use lectern::library::update::{Change, FileReport, Report};
use lectern::papers::paper::Paper;

use crate::papers::{RENEW, changes, keys, update};
use crate::place::{Place, name};

/// Three papers, and what a folder says of two of them.
fn place() -> Place {
    let place = Place::empty();
    for (file, title) in [("a", "Oaks"), ("b", "Birches"), ("sub/c", "Marble")] {
        let text = format!("Title: {title}\nAuthor: Ada Fenwick\nDate: 2001\n\nOf {title}.\n");
        place.write(&format!("corpus/{file}.txt"), text);
    }
    place.write("corpus/all.bib", LIST);
    place
}

const LIST: &str = "@article{one, title = {Oaks}, journal = {Trees}, volume = 1}
@article{two, title = {Marble}, journal = {Stones}, author = {Brandt, Tomas}, year = 1987}
@book{three, title = {Elsewhere}}
";

fn run(place: &Place) -> Report {
    update(&place.corpus(), &place.path("index"), RENEW)
}

fn changed(place: &Place) -> Vec<String> {
    changes(&run(place)).into_keys().collect()
}

fn read<'r>(report: &'r Report, file: &str) -> &'r FileReport {
    report
        .files
        .iter()
        .find(|report| name(&report.path) == file)
        .unwrap()
}

fn paper<'r>(report: &'r Report, file: &str) -> &'r Paper {
    read(report, file).paper.as_ref().unwrap()
}

#[test]
fn only_the_papers_that_a_change_concerns_are_read_again() {
    let place = place();
    let first = run(&place);
    assert_eq!(paper(&first, "a.txt").details.volume.as_deref(), Some("1"));
    assert_eq!(paper(&first, "c.txt").key.0, "brandt1987");
    let holds = read(&first, "all.bib").holds.unwrap();
    assert_eq!((holds.entries, holds.named), (3, 2));
    assert_eq!(changed(&place), [""; 0]);
    place.write("corpus/all.bib", LIST.replace("volume = 1", "volume = 7"));
    let second = run(&place);
    let expected = [("a.txt", Change::Changed), ("all.bib", Change::Changed)];
    let expected = expected.map(|(file, change)| (file.to_owned(), change));
    assert_eq!(changes(&second), expected.into_iter().collect());
    assert_eq!(paper(&second, "a.txt").details.volume.as_deref(), Some("7"));
    // Spaces and comments are no change of any paper's.
    place.write(
        "corpus/all.bib",
        format!("% new\n\n{}", LIST.replace("volume = 1", "volume = 7")),
    );
    assert_eq!(changed(&place), ["all.bib"]);
}

#[test]
fn a_file_that_comes_or_goes_changes_the_data_and_not_the_key() {
    let place = place();
    run(&place);
    place.write(
        "corpus/b.ris",
        "TY  - BOOK\nTI  - Silver birches\nAU  - Okafor, Ruth\nPY  - 1999\nER  -\n",
    );
    let report = run(&place);
    let birches = paper(&report, "b.txt");
    assert_eq!(
        (birches.title.as_str(), birches.year),
        ("Silver birches", Some(1999))
    );
    assert_eq!(birches.key.0, "fenwick2001a");
    fs::remove_file(place.path("corpus/b.ris")).unwrap();
    let report = run(&place);
    assert_eq!(paper(&report, "b.txt").title, "Birches");
    assert_eq!(read(&report, "b.ris").change, Change::Removed);
    fs::remove_file(place.path("corpus/all.bib")).unwrap();
    assert_eq!(changed(&place), ["a.txt", "all.bib", "c.txt"]);
    let library = Library::open(&place.path("index")).unwrap();
    assert_eq!(keys(&library)["c.txt"], "brandt1987");
}

#[test]
fn a_paper_whose_key_the_data_made_is_still_known_by_the_key_it_had_alone() {
    let place = Place::empty();
    place.write("corpus/x.txt", "Title: Untold\nDate: 1999\n\nA text.\n");
    let list = "@book{untold1999, author = {Brandt, Tomas}, volume = 1}";
    place.write("corpus/all.bib", list);
    assert_eq!(paper(&run(&place), "x.txt").key.0, "brandt1999");
    place.write("corpus/all.bib", list.replace("volume = 1", "volume = 2"));
    let report = run(&place);
    assert_eq!(paper(&report, "x.txt").details.volume.as_deref(), Some("2"));
    // The key that the index shows names it as well.
    place.write("corpus/all.bib", "@book{brandt1999, volume = 3}");
    let report = run(&place);
    assert_eq!(paper(&report, "x.txt").details.volume.as_deref(), Some("3"));
}

#[test]
fn problems_of_a_list_are_reported_and_remembered() {
    let place = place();
    place.write(
        "corpus/all.bib",
        format!("@book{{open, title = {{Oaks\n{LIST}"),
    );
    for _ in 0..2 {
        let report = run(&place);
        let list = read(&report, "all.bib");
        assert_eq!(list.problems[0].line, Some(1));
        assert_eq!((list.key.as_ref(), report.papers()), (None, 3));
    }
    let checked = place.run(&["index", "--check"]).with(1);
    assert!(
        checked
            .out
            .contains("the entry “open” is left out: its last brace is missing"),
        "{}",
        checked.out
    );
    assert!(
        checked.out.contains("2 of 3 entries concern a paper here"),
        "{}",
        checked.out
    );
    assert!(
        checked.out.contains("3 papers read, 0 files skipped"),
        "{}",
        checked.out
    );
}

#[test]
fn inspecting_and_indexing_agree() {
    let place = place();
    place.write(
        "corpus/sub/c.json",
        r#"[{"type": "book", "title": "Marble and more", "publisher": "Harbour Press"}]"#,
    );
    let report = run(&place);
    for file in ["a.txt", "b.txt", "sub/c.txt"] {
        let arguments = ["inspect", "--format", "json", &format!("corpus/{file}")];
        let shown = place.run(&arguments).with(0);
        let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
        let indexed = paper(&report, &name(&PathBuf::from(file)));
        assert_eq!(shown[0]["title"], indexed.title.as_str());
        assert_eq!(shown[0]["kind"], indexed.kind.name());
        assert_eq!(shown[0]["year"], indexed.year.unwrap());
    }
    let shown = place.run(&["inspect", "corpus/all.bib"]).with(0).out;
    assert!(shown.contains("holds     3 entries"), "{shown}");
    assert!(
        shown.contains("two              Brandt (1987): Marble"),
        "{shown}"
    );
}

/// Other people's JSON and YAML lie among papers, too.
#[test]
fn a_file_that_holds_something_else_is_not_spoken_of() {
    let place = place();
    place.write("corpus/data.json", "[1, 2, 3]");
    let report = run(&place);
    assert!(
        report
            .files
            .iter()
            .all(|file| name(&file.path) != "data.json")
    );
    let again = run(&place);
    assert!(
        again
            .files
            .iter()
            .all(|file| name(&file.path) != "data.json")
    );
}

#[test]
fn nothing_is_parsed_where_nothing_changed() {
    let place = place();
    let entry = "@article{k, title = {Elsewhere}, journal = {Trees}, abstract = {Long}}\n";
    let many: String = (0..20_000)
        .map(|at| entry.replace('k', &format!("k{at}")))
        .collect();
    place.write("corpus/all.bib", many);
    let file = fs::File::options()
        .append(true)
        .open(place.path("corpus/all.bib"))
        .unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_hours(1);
    file.set_modified(long_ago).unwrap();
    let begun = Instant::now();
    run(&place);
    let first = begun.elapsed();
    let begun = Instant::now();
    run(&place);
    assert!(
        begun.elapsed() * 4 < first,
        "{:?} after {first:?}",
        begun.elapsed()
    );
}
