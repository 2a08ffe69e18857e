//! Only what changed is read again, a paper keeps its key as long as its file is there, and readers
//! see a new generation without a restart.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use lectern::library::index::Begin;
use lectern::library::update::{Change, How};
use lectern::library::{Define, Defined, Library};

use crate::papers::{RENEW, changes, generations, hits, keys, leftovers, paper, update};
use crate::place::Place;

const AFRESH: How = How {
    begin: Begin::Afresh,
    wait: false,
};

/// Four papers of one author and year, which need letters to be told apart.
fn place() -> Place {
    let place = Place::empty();
    for number in 0..4 {
        place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
    }
    place
}

/// Gives a file another time, as if it had lain there for long.
fn age(path: &Path, by: Duration) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - by).unwrap();
}

fn named<T: Copy>(files: &[(&str, T)]) -> BTreeMap<String, T> {
    files
        .iter()
        .map(|(file, value)| ((*file).to_owned(), *value))
        .collect()
}

#[test]
fn only_new_changed_and_removed_files_are_touched() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    let all = update(&corpus, &index, RENEW);
    assert_eq!(changes(&all).len(), 4);
    assert!(all.files.iter().all(|file| file.paper.is_some()));
    place.write("corpus/1.txt", paper(1, "zephyrine"));
    place.write("corpus/new/9.txt", paper(9, "zephyrine"));
    fs::remove_file(place.path("corpus/2.txt")).unwrap();
    let report = update(&corpus, &index, RENEW);
    let expected = [
        ("1.txt", Change::Changed),
        ("2.txt", Change::Removed),
        ("9.txt", Change::Added),
    ];
    assert_eq!(changes(&report), named(&expected));
    // A report has the paper of a file that was read, and of no other.
    let read = report.files.iter().filter(|file| file.paper.is_some());
    assert_eq!(read.count(), 2);
    let library = Library::open(&index).unwrap();
    assert_eq!(
        (hits(&library, "oaken"), hits(&library, "zephyrine")),
        (2, 2)
    );
    assert_eq!(update(&corpus, &index, RENEW).files.len(), 4);
    assert!(changes(&update(&corpus, &index, RENEW)).is_empty());
}

#[test]
fn files_that_were_touched_but_hold_the_same_are_no_change() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    for number in 0..4 {
        age(
            &place.path(&format!("corpus/{number}.txt")),
            Duration::from_hours(1),
        );
    }
    assert!(changes(&update(&corpus, &index, RENEW)).is_empty());
    assert_eq!(generations(&index), [index.join("1")]);
    assert_eq!(leftovers(&index), [""; 0]);
    // Their new times are noted, so that they need not be read another time.
    let noted = fs::read(index.join("1/files.json")).unwrap();
    assert!(changes(&update(&corpus, &index, RENEW)).is_empty());
    assert_eq!(fs::read(index.join("1/files.json")).unwrap(), noted);
}

/// The same size and the same time: only the bytes tell.
#[test]
fn a_file_that_is_replaced_within_the_same_moment_is_seen() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    let path = place.path("corpus/0.txt");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    update(&corpus, &index, RENEW);
    place.write("corpus/0.txt", paper(0, "birch"));
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(modified).unwrap();
    let report = update(&corpus, &index, RENEW);
    assert_eq!(changes(&report), named(&[("0.txt", Change::Changed)]));
    assert_eq!(hits(&Library::open(&index).unwrap(), "birch"), 1);
}

#[test]
fn a_paper_keeps_its_key_as_long_as_its_file_is_there() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    let first = [
        ("0.txt", "fenwick2001"),
        ("1.txt", "fenwick2001a"),
        ("2.txt", "fenwick2001b"),
        ("3.txt", "fenwick2001c"),
    ];
    let keys = || {
        let named = keys(&library);
        named
            .into_iter()
            .map(|(file, key)| (file, key.trim_start_matches("fenwick2001").to_owned()))
            .collect::<BTreeMap<_, _>>()
    };
    let letters = |files: &[(&str, &str)]| {
        files
            .iter()
            .map(|(file, letter)| ((*file).to_owned(), (*letter).to_owned()))
            .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(keys().len(), first.len());
    assert_eq!(
        keys(),
        letters(&[
            ("0.txt", ""),
            ("1.txt", "a"),
            ("2.txt", "b"),
            ("3.txt", "c")
        ])
    );
    // One goes, one changes, and one comes that is the first by path: it takes the free key.
    fs::remove_file(place.path("corpus/0.txt")).unwrap();
    place.write("corpus/1.txt", paper(1, "zephyrine"));
    place.write("corpus/00.txt", paper(7, "oaken"));
    update(&corpus, &index, RENEW);
    let now = letters(&[
        ("00.txt", ""),
        ("1.txt", "a"),
        ("2.txt", "b"),
        ("3.txt", "c"),
    ]);
    assert_eq!(keys(), now);
    // A renamed file is one that went and one that came.
    fs::rename(place.path("corpus/2.txt"), place.path("corpus/0.txt")).unwrap();
    let report = update(&corpus, &index, RENEW);
    let expected = [("0.txt", Change::Added), ("2.txt", Change::Removed)];
    assert_eq!(changes(&report), named(&expected));
    assert_eq!(
        keys(),
        letters(&[
            ("0.txt", "b"),
            ("00.txt", ""),
            ("1.txt", "a"),
            ("3.txt", "c")
        ])
    );
}

/// Making the index anew gave the keys anew, and what people had written down was wrong.
#[test]
fn keys_changed_when_the_index_was_made_anew() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    place.write("corpus/00.txt", paper(7, "oaken"));
    update(&corpus, &index, RENEW);
    let before = keys(&Library::open(&index).unwrap());
    assert_eq!(before["00.txt"], "fenwick2001d");
    assert!(!update(&corpus, &index, AFRESH).repaired);
    assert_eq!(keys(&Library::open(&index).unwrap()), before);
    // The same for an index of another version and for a damaged one.
    for file in ["about.json", "terms", "passages/meta.json"] {
        fs::write(
            generations(&index).last().unwrap().join(file),
            "{\"format\":9}",
        )
        .unwrap();
        assert!(update(&corpus, &index, RENEW).repaired, "{file}");
        assert_eq!(keys(&Library::open(&index).unwrap()), before, "{file}");
    }
    fs::write(index.join("current"), "nonsense").unwrap();
    assert!(update(&corpus, &index, RENEW).repaired);
    assert_eq!(keys(&Library::open(&index).unwrap()), before);
}

#[test]
fn readers_see_a_new_generation_without_a_restart() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    assert_eq!(hits(&library, "oaken"), 4);
    for state in ["zephyrine", "birch", "marble"] {
        place.write("corpus/0.txt", paper(0, state));
        update(&corpus, &index, RENEW);
        assert_eq!(hits(&library, state), 1);
        assert_eq!(library.about().papers, 4);
    }
    // Two generations are kept: the current one, and the one that a reader may be opening.
    assert_eq!(generations(&index), [index.join("3"), index.join("4")]);
}

/// Superseded segments took as much space again as those that had replaced them.
#[test]
fn segments_that_were_merged_stayed_in_a_generation() {
    let place = place();
    let (corpus, index) = (place.corpus(), place.path("index"));
    for (round, state) in ["oaken", "birch", "marble"].into_iter().enumerate() {
        place.write("corpus/0.txt", paper(0, state));
        update(&corpus, &index, RENEW);
        let generation = index.join((round + 1).to_string());
        for part in ["passages", "papers"] {
            let folder = generation.join(part);
            let living = tantivy::Index::open_in_dir(&folder).unwrap();
            let living = living.searchable_segment_ids().unwrap().len();
            let entries = fs::read_dir(folder).unwrap();
            let paths = entries.map(|entry| entry.unwrap().path());
            let stores = paths.filter(|path| path.extension().is_some_and(|kind| kind == "store"));
            assert_eq!(stores.count(), living, "{part} after {round} changes");
        }
    }
}

#[test]
fn a_changed_glossary_touches_no_paper() {
    let place = place();
    place.write(
        "corpus/glossary.yaml",
        "- term: moat\n  definition: A ditch.\n",
    );
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    let defined = |term: &str| match library.define(&Define {
        term: term.to_owned(),
        author: None,
        page: 1,
        results: 5,
    }) {
        Ok(Defined::Found(found)) => found.definitions[0].definition.text.clone(),
        _ => String::new(),
    };
    assert_eq!(defined("moats"), "A ditch.");
    place.write(
        "corpus/glossary.yaml",
        "- term: moat\n  definition: A wet ditch.\n- term: keep\n",
    );
    let report = update(&corpus, &index, RENEW);
    assert_eq!(
        changes(&report),
        named(&[("glossary.yaml", Change::Changed)])
    );
    let problems: Vec<_> = report
        .files
        .iter()
        .flat_map(|file| &file.problems)
        .collect();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].line, Some(3));
    assert_eq!(defined("moat"), "A wet ditch.");
    fs::remove_file(place.path("corpus/glossary.yaml")).unwrap();
    update(&corpus, &index, RENEW);
    assert_eq!((defined("moat").as_str(), hits(&library, "oaken")), ("", 4));
}

#[test]
fn a_paper_that_is_gone_defines_nothing() {
    let place = Place::empty();
    place.write(
        "corpus/a.txt",
        "Castles\n\nA moat is a ditch that is dug around a castle.\n",
    );
    place.write("corpus/b.txt", paper(1, "oaken"));
    let (corpus, index) = (place.corpus(), place.path("index"));
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    assert_eq!(library.terms("mo", 5).unwrap(), ["moat"]);
    fs::remove_file(place.path("corpus/a.txt")).unwrap();
    update(&corpus, &index, RENEW);
    assert_eq!(library.terms("mo", 5).unwrap(), [""; 0]);
}
