//! Pipes: a reader who has enough, and a chat that comes through one.

use std::io::Write as _;
use std::process::Stdio;

use crate::place::{Ended, Place};

/// What `lectern … | head -1` does once `head` has gone.
#[test]
fn a_reader_who_has_enough_is_no_failure() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    for arguments in [
        &["ask", "heron"][..],
        &["index"],
        &["check"],
        &["inspect", "corpus/herons.md"],
        &["completions", "bash"],
        &["--help"],
        &["chat"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = place.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(writer)
            .spawn()
            .unwrap();
        drop(command);
        // It may be gone before it has read all.
        let _ = child.stdin.take().unwrap().write_all(b"heron\n/papers\n");
        let ended = Ended::from(child.wait_with_output().unwrap()).with(0);
        assert_eq!(ended.err, "", "{arguments:?}");
    }
}

#[test]
fn a_chat_from_a_pipe_prints_answers_and_nothing_else() {
    let place = Place::with_papers();
    let mut chat = place.start(&["chat"]);
    for line in ["alder", "source", "", "/serch heron", "quit", "never heard"] {
        chat.say(line);
    }
    let ended = chat.ended().with(0);
    assert_eq!(ended.err, "");
    let landmarks = ["alder trees", "Herons of the tidal marsh", "/search heron"];
    let places = landmarks.map(|landmark| ended.out.find(landmark));
    assert!(places.is_sorted() && places[0].is_some(), "{}", ended.out);
    assert!(!ended.out.contains("never heard") && !ended.out.contains("> "));
}

#[test]
fn a_pipe_that_ends_ends_the_chat() {
    let place = Place::with_papers();
    for arguments in [&["chat"][..], &["run"], &[]] {
        let mut chat = place.start(arguments);
        chat.say("/about");
        let ended = chat.ended().with(0);
        assert!(ended.out.starts_with("Lectern "), "{}", ended.out);
        assert_eq!(ended.err, "");
    }
}
