//! Several files read at once: what is read first and what fails leaves no trace in the result.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use lectern::library::Library;
use lectern::library::update::{self, Change, Reading};

use crate::papers::{RENEW, changes, keys, paper};
use crate::place::Place;

/// Reading in this process, with something done before each file.
fn reading_after<'a>(before: impl Fn(&Path) + Sync + 'a) -> Reading<'a> {
    let here = Reading::here().reader;
    Reading {
        reader: Box::new(move |path, bytes| {
            before(path);
            here(path, bytes)
        }),
        ..Reading::here()
    }
}

#[test]
fn keys_follow_the_paths_whoever_is_read_first() {
    let place = Place::empty();
    let files: Vec<String> = (0..8).map(|number| format!("{number}.txt")).collect();
    for file in &files {
        place.write(&format!("corpus/{file}"), paper(1, file));
    }
    let index = place.path("index");
    let reading = reading_after(|path| {
        let number: u64 = path.file_stem().unwrap().to_str().unwrap().parse().unwrap();
        thread::sleep(Duration::from_millis(80 - 10 * number));
    });
    update::update(&[place.corpus()], &index, RENEW, reading).unwrap();
    let keys: Vec<(String, String)> = keys(&Library::open(&index).unwrap()).into_iter().collect();
    let expected =
        ["", "a", "b", "c", "d", "e", "f", "g"].map(|letter| format!("fenwick2001{letter}"));
    assert_eq!(keys, files.into_iter().zip(expected).collect::<Vec<_>>());
}

#[test]
fn a_file_that_vanishes_while_others_are_read_is_skipped() {
    let place = Place::empty();
    for number in 10..40 {
        place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
    }
    let last = place.path("corpus/39.txt");
    let reading = reading_after(|_| drop(fs::remove_file(&last)));
    let report = update::update(&[place.corpus()], &place.path("index"), RENEW, reading).unwrap();
    assert_eq!(changes(&report)["39.txt"], Change::Skipped);
    assert_eq!(report.papers(), 29);
    let message = report.files.last().unwrap().problems[0].to_string();
    assert!(
        message.starts_with("the file could not be read (No such file"),
        "{message}"
    );
}

#[test]
fn a_reader_that_panics_costs_one_file() {
    let place = Place::empty();
    for number in 0..5 {
        place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
    }
    let reading = reading_after(|path| assert!(!path.ends_with("3.txt"), "the file is damaged"));
    let report = update::update(&[place.corpus()], &place.path("index"), RENEW, reading).unwrap();
    assert_eq!(changes(&report)["3.txt"], Change::Skipped);
    assert_eq!(report.papers(), 4);
}

#[test]
fn the_file_that_is_waited_for_is_named_and_the_others_are_counted() {
    let place = Place::empty();
    for number in 0..6 {
        place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
    }
    let told = Mutex::new(Vec::new());
    let slow = reading_after(|path| {
        let is_slow = path.ends_with("2.txt");
        thread::sleep(Duration::from_millis(if is_slow { 900 } else { 1 }));
    });
    let reading = Reading {
        progress: Box::new(|done, total, path| {
            told.lock().unwrap().push((done, total, path.to_owned()));
        }),
        ..slow
    };
    update::check(&[place.corpus()], &place.path("index"), reading).unwrap();
    let told = told.into_inner().unwrap();
    let waited: Vec<usize> = told
        .iter()
        .filter(|told| told.2.ends_with("2.txt"))
        .map(|told| told.0)
        .collect();
    assert!(waited.len() >= 3 && waited.is_sorted(), "{told:?}");
    if thread::available_parallelism().is_ok_and(|cores| cores.get() > 1) {
        assert_eq!(waited.last(), Some(&5), "the others were read meanwhile");
    }
    assert!(told.iter().all(|told| told.1 == 6));
}
