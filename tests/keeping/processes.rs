//! Several processes at one index. The other process is this one, which holds the lock as long as it
//! wants.

use std::fs::File;

use crate::place::{OWLS, Place};

const BUSY: &str = "another process is indexing";
const WAITING: &str = "another process is making the index; waiting for it\n";

/// Takes the lock of the index as a process does that builds.
fn at_work(place: &Place) -> File {
    let lock = File::options()
        .create(true)
        .append(true)
        .open(place.index().join("lock"))
        .unwrap();
    lock.try_lock().unwrap();
    lock
}

#[test]
fn index_ends_with_1_while_another_process_indexes() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let lock = at_work(&place);
    place.write("corpus/owls.md", OWLS);
    for arguments in [&["index"][..], &["index", "--rebuild"]] {
        let ended = place.run(arguments).with(1);
        assert!(
            ended
                .err
                .starts_with(&format!("lectern: {BUSY} into data/index-")),
            "{}",
            ended.err
        );
        assert!(
            ended
                .err
                .ends_with(": wait for it, or use `lectern index --wait`\n"),
            "{}",
            ended.err
        );
        assert_eq!(ended.out, "");
    }
    drop(lock);
    place.run(&["index"]).with(0);
}

#[test]
fn index_waits_where_it_is_told_to() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let lock = at_work(&place);
    place.write("corpus/owls.md", OWLS);
    let mut waiting = place.start(&["index", "--wait"]);
    waiting.tells(WAITING);
    assert!(waiting.0.try_wait().unwrap().is_none());
    drop(lock);
    let ended = waiting.ended().with(0);
    assert!(ended.out.contains("3 papers: 1 added"), "{}", ended.out);
}

#[test]
fn questions_are_answered_from_the_present_generation_meanwhile() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let _lock = at_work(&place);
    // Where nothing changed there is nothing to wait for and nothing to say.
    assert_eq!(place.run(&["ask", "heron"]).with(0).err, "");
    assert_eq!(place.run(&["index"]).with(0).err, "");
    place.write("corpus/owls.md", OWLS);
    let told = format!("lectern: {BUSY}; answers come from the index as it was\n");
    for arguments in [&["ask", "heron"][..], &["chat"], &["run"]] {
        assert_eq!(place.run(arguments).with(0).err, told);
    }
    let ended = place.run(&["ask", "voles"]).with(1);
    assert_eq!(ended.err, told);
    assert!(
        !ended.out.contains("indexing"),
        "what is for people is no machine output"
    );
}

#[test]
fn a_first_index_is_waited_for() {
    let place = Place::with_papers();
    // The folder as a process makes it that has just begun.
    place.run(&["index"]).with(0);
    let index = place.index();
    std::fs::remove_file(index.join("current")).unwrap();
    std::fs::remove_dir_all(index.join("1")).unwrap();
    let lock = at_work(&place);
    let mut asked = place.start(&["ask", "alder"]);
    asked.tells(WAITING);
    assert!(asked.0.try_wait().unwrap().is_none());
    drop(lock);
    let ended = asked.ended().with(0);
    assert!(ended.out.contains("fenwick2003:2"), "{}", ended.out);
}

#[test]
fn two_that_index_at_the_same_time_leave_one_good_index() {
    let place = Place::with_papers();
    let all: Vec<_> = (0..4)
        .map(|_| place.start(&["index", "--rebuild", "--wait"]))
        .collect();
    for one in all {
        one.ended().with(0);
    }
    place.run(&["ask", "alder"]).with(0);
    assert_eq!(
        std::fs::read_to_string(place.index().join("current")).unwrap(),
        "4"
    );
}
