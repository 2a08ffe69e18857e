//! What bad input gets: for each its own sentence and exit code, and never a panic.

use std::fs;

use crate::place::{Ended, OWLS, Place, name};

const SUBCOMMANDS: &[&[&str]] = &[&["ask", "heron"], &["index"], &["chat"], &["run"]];

#[track_caller]
fn says(ended: Ended, code: i32, sentence: &str) {
    let ended = ended.with(code);
    assert!(
        ended.err.contains(&format!("lectern: {sentence}")),
        "{}",
        ended.err
    );
    assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
}

#[test]
fn a_corpus_folder_that_is_not_there() {
    let place = Place::empty();
    fs::remove_dir(place.corpus()).unwrap();
    let sentence = "there is no corpus folder corpus: make it and put papers into it, or name another with --corpus\n";
    for subcommand in SUBCOMMANDS {
        says(place.run(subcommand), 2, sentence);
    }
    says(place.run(&["index", "--check"]), 2, sentence);
    let ended = place.run(&["check"]).with(1);
    assert!(
        ended
            .out
            .contains("problem: there is no corpus folder corpus"),
        "{}",
        ended.out
    );
}

#[test]
fn a_file_that_is_given_as_corpus_folder() {
    let place = Place::empty();
    fs::remove_dir(place.corpus()).unwrap();
    place.write("corpus", "a file");
    for subcommand in SUBCOMMANDS {
        says(
            place.run(subcommand),
            2,
            "corpus is no folder: name the folder that holds the papers with --corpus\n",
        );
    }
}

/// `/proc/1/map_files` and the like are closed even to root, but only in some containers; a folder
/// without permissions is closed to everybody else.
#[cfg(unix)]
#[test]
fn a_corpus_folder_that_nobody_may_read() {
    use std::os::unix::fs::PermissionsExt as _;
    if nix::unistd::Uid::effective().is_root() {
        eprintln!("left out: root may read every folder");
        return;
    }
    let place = Place::empty();
    let closed =
        |mode| fs::set_permissions(place.corpus(), fs::Permissions::from_mode(mode)).unwrap();
    closed(0o000);
    let ended = place.run(&["index"]);
    closed(0o700);
    says(
        ended,
        2,
        "the corpus folder corpus can't be read (Permission denied (os error 13)): check who may read it",
    );
}

#[test]
fn an_empty_corpus() {
    let place = Place::empty();
    place.write("corpus/README.md", "No paper.");
    place.write("corpus/picture.png", b"\x89PNG");
    let sentence = "no papers in corpus: put PDF, HTML, Markdown or text files there\n";
    says(place.run(&["index"]), 1, sentence);
    says(place.run(&["ask", "heron"]), 1, sentence);
    says(place.run(&["chat"]), 0, sentence);
    let ended = place.run(&["check"]).with(1);
    assert!(
        ended.out.ends_with(&format!("problem: {sentence}")),
        "{}",
        ended.out
    );
}

#[test]
fn a_corpus_of_one_binary_file_named_txt() {
    let place = Place::empty();
    place.write(
        "corpus/noise.txt",
        b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00",
    );
    let ended = place.run(&["index"]).with(0);
    assert!(
        ended
            .out
            .starts_with("skipped    -                    corpus/noise.txt\n"),
        "{}",
        ended.out
    );
    assert!(
        ended
            .out
            .contains("not text; save it as plain text or Markdown"),
        "{}",
        ended.out
    );
    assert_eq!(
        ended.err,
        "lectern: none of the files in corpus could be read as a paper\n"
    );
    let ended = place.run(&["ask", "heron"]).with(1);
    assert!(
        ended
            .err
            .contains("lectern: corpus/noise.txt was skipped: "),
        "{}",
        ended.err
    );
    // One bad file does not stop the others.
    place.write("corpus/herons.md", crate::place::HERONS);
    place.run(&["ask", "heron"]).with(0);
}

#[test]
fn files_that_are_skipped_are_named_up_to_three() {
    let place = Place::with_papers();
    for number in 0..5 {
        place.write(&format!("corpus/{number}.txt"), "");
    }
    let ended = place.run(&["ask", "heron"]).with(0);
    assert_eq!(ended.err.matches("was skipped").count(), 3);
    assert!(
        ended
            .err
            .ends_with("2 more files were skipped; `lectern index` names them\n"),
        "{}",
        ended.err
    );
}

/// Below a file not even root can make a folder.
#[test]
fn a_data_folder_that_can_t_be_written() {
    let place = Place::with_papers();
    place.write("file", "");
    for subcommand in SUBCOMMANDS {
        let mut command = place.bare(subcommand);
        command.args(["--corpus", "corpus", "--data", "file/data"]);
        let ended = Ended::from(command.output().unwrap());
        says(ended, 1, "file/data");
    }
    let mut command = place.bare(&["check", "--corpus", "corpus", "--data", "file/data"]);
    let ended = Ended::from(command.output().unwrap()).with(1);
    assert!(
        ended.out.contains("problem: file/data can't be written"),
        "{}",
        ended.out
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_folder_of_a_system_that_takes_no_files() {
    let place = Place::with_papers();
    let mut command = place.bare(&["index", "--corpus", "corpus", "--data", "/proc/lectern"]);
    let ended = Ended::from(command.output().unwrap());
    says(ended, 1, "/proc/lectern/index-");
}

/// A small file system of its own stands for a full disk. Mounting one takes root, or a user name
/// space where the system allows it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let place = Place::with_papers();
    for number in 0..30 {
        let words = (0..3_000).map(|word| (word * 7919 + number * 104_729) % 60_000);
        let words: Vec<String> = words.map(|word| format!("w{word}")).collect();
        let text = words.join(" ");
        place.write(
            &format!("corpus/{number}.txt"),
            format!("Title: Paper {number}\n\n{text}"),
        );
    }
    fs::create_dir(place.path("data")).unwrap();
    for (size, subcommand) in [
        ("64k", "index"),
        ("256k", "index"),
        ("600k", "ask heron"),
        ("1m", "index"),
    ] {
        let script = format!(
            "mount -t tmpfs -o size={size} tmpfs data || exit 77; \
             {} {subcommand} --corpus corpus --data data; code=$?; \
             ls data/*; umount data; exit $code",
            env!("CARGO_BIN_EXE_lectern")
        );
        let mut command = place.bare(&[]);
        command = {
            let mut unshared = std::process::Command::new("unshare");
            unshared
                .args(["-rm", "sh", "-c", &script])
                .current_dir(place.path("."));
            unshared.env("HOME", command.get_current_dir().unwrap());
            unshared
        };
        let Ok(output) = command.output() else {
            eprintln!("left out: there is no `unshare` here");
            return;
        };
        let ended = Ended::from(output);
        if ended.code == Some(77) || ended.err.contains("unshare") {
            eprintln!(
                "left out: nothing can be mounted here ({})",
                ended.err.trim()
            );
            return;
        }
        let ended = ended.with(1);
        let sentence = "No space left on device (os error 28)): free some space, or name another folder with --data\n";
        assert!(
            ended
                .err
                .starts_with("lectern: the disk is full at data/index-"),
            "{size}: {}",
            ended.err
        );
        assert!(ended.err.ends_with(sentence), "{size}: {}", ended.err);
        assert_eq!(
            ended.out, "lock\n",
            "{size}: nothing half-made stays behind"
        );
    }
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let generation = place.index().join("1/about.json");
    let about = fs::read_to_string(&generation).unwrap();
    let mut about: serde_json::Value = serde_json::from_str(&about).unwrap();
    let present = about["format"].take();
    about["format"] = 999.into();
    let other = about.to_string();
    let spoil = || {
        let current = fs::read_to_string(place.index().join("current")).unwrap();
        fs::write(place.index().join(current).join("about.json"), &other).unwrap();
    };
    spoil();
    let ended = place.run(&["ask", "--no-index", "heron"]).with(1);
    assert!(
        ended.err.contains(&format!(
            "has format 999, this Lectern reads {present}: run `lectern index`, which makes it anew"
        )),
        "{}",
        ended.err
    );
    let ended = place.run(&["check"]).with(1);
    assert!(
        ended.out.contains("problem: the index in data/index-"),
        "{}",
        ended.out
    );
    let made_anew =
        "the index was damaged or of another version; it was made anew from the papers\n";
    says(place.run(&["index"]), 0, made_anew);
    spoil();
    says(place.run(&["ask", "heron"]), 0, made_anew);
}

/// A paper that is not where the index has it, because its folder can't be looked into, stays in.
#[cfg(unix)]
#[test]
fn a_folder_of_the_corpus_that_can_t_be_looked_into_keeps_its_papers() {
    let place = Place::with_papers();
    place.write("away/owls.md", OWLS);
    std::os::unix::fs::symlink(place.path("away"), place.path("corpus/linked")).unwrap();
    place.run(&["ask", "voles"]).with(0);
    fs::rename(place.path("away"), place.path("gone")).unwrap();
    let ended = place.run(&["ask", "voles"]).with(0);
    assert!(
        ended
            .err
            .contains("corpus/linked was skipped: it can't be looked into"),
        "{}",
        ended.err
    );
    fs::rename(place.path("gone"), place.path("away")).unwrap();
    assert_eq!(place.run(&["ask", "voles"]).with(0).err, "");
}

#[test]
fn without_an_index_there_is_nothing_to_answer_from() {
    let place = Place::with_papers();
    for subcommand in [&["ask", "heron"][..], &["chat"], &["run"]] {
        let ended = place.run(&[subcommand, &["--no-index"]].concat());
        says(
            ended,
            1,
            "the papers can't be searched: there is no index in data/index-",
        );
    }
    let left: Vec<String> = fs::read_dir(place.path("data"))
        .unwrap()
        .map(|entry| name(&entry.unwrap().path()))
        .collect();
    assert_eq!(left, ["run.lock"]);
}
