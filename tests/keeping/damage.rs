//! Damage to each kind of file of an index: it is repaired, or told in a sentence, and no panic
//! reaches the person.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::{OWLS, Place, name};

/// What befalls a file.
type Damage = fn(&Path);

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The files of an index, but for locks.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !name(&path).ends_with("lock") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Damages one file after the other of a good index, and each time asks, checks, adds a paper and
/// asks for that.
fn each_file(damage: Damage) {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let index = place.index();
    let good = place.path("good");
    copy(&index, &good);
    let all = files(&index);
    assert!(all.len() > 14, "{all:?}");
    for path in all {
        let what = path.strip_prefix(&index).unwrap().display().to_string();
        fs::remove_dir_all(&index).unwrap();
        copy(&good, &index);
        damage(&path);

        let looked = place.run(&["ask", "--no-index", "alder"]);
        assert!(
            !looked.err.contains("panicked at"),
            "{what}: {}",
            looked.err
        );
        let sentence =
            looked.err.contains("lectern") || looked.out.contains("Something went wrong here");
        assert!(
            looked.code == Some(0) || sentence,
            "{what}: {}{}",
            looked.out,
            looked.err
        );

        let told = looked
            .err
            .lines()
            .find(|line| line.starts_with("lectern: "));
        let is_sentence =
            told.is_none_or(|told| told.ends_with("from the papers") || told.contains("yet: run"));
        assert!(is_sentence, "{what}: {}", looked.err);

        let checked = place.run(&["check"]);
        assert!(
            !checked.err.contains("panicked at"),
            "{what}: {}",
            checked.err
        );
        let is_bad = !looked.out.contains("alder trees");
        let is_told = checked
            .out
            .contains("is damaged: run `lectern index --rebuild`")
            || checked.out.contains("none yet");
        assert!(
            !is_bad || is_told,
            "{what}: {:?} {}{}",
            checked.code,
            checked.out,
            checked.err
        );

        // A question repairs what it notices; what it does not notice it does not need, or tells.
        let asked = place.run(&["ask", "alder"]);
        let is_repaired = asked.err.contains("made anew from the papers");
        let is_answered = asked.out.contains("alder trees");
        assert!(!asked.err.contains("panicked at"), "{what}: {}", asked.err);
        assert!(
            is_answered || asked.out.contains("Something went wrong here"),
            "{what}: {}",
            asked.out
        );
        if is_repaired {
            assert!(is_answered, "{what}");
            place.run(&["check"]).with(0);
        }

        place.write("corpus/owls.md", OWLS);
        place.run(&["index"]).with(0);
        let renewed = place.run(&["ask", "voles"]);
        assert!(
            renewed.out.contains("owlsnd:1"),
            "{what}: {}{}",
            renewed.out,
            renewed.err
        );
        fs::remove_file(place.path("corpus/owls.md")).unwrap();
    }
}

#[test]
fn files_that_are_gone() {
    each_file(|path| fs::remove_file(path).unwrap());
}

#[test]
fn files_that_are_cut_short() {
    each_file(|path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    });
}

#[test]
fn files_that_hold_something_else() {
    each_file(|path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, vec![0x5a; bytes.len()]).unwrap();
    });
}

/// As a disk does that fails: the length and the end are right, and some of the rest is not.
#[test]
fn files_with_a_hole() {
    each_file(|path| {
        let mut bytes = fs::read(path).unwrap();
        let half = bytes.len() / 2;
        bytes[..half].fill(0);
        fs::write(path, bytes).unwrap();
    });
}

/// Only the current generation is looked at when an index is opened.
#[test]
fn other_generations_are_not_looked_at() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    place.run(&["index", "--rebuild"]).with(0);
    for path in files(&place.index().join("1")) {
        fs::write(path, "nonsense").unwrap();
    }
    let asked = place.run(&["ask", "alder"]).with(0);
    assert_eq!(asked.err, "");
}
