//! `lectern run`: it ends when told to, is the only one on its data folder, and follows the corpus.

use std::fs;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::place::{OWLS, Place, Started, until};

/// How soon a bot that is told to end has to be gone.
const SOON: Duration = Duration::from_secs(5);

pub(crate) fn tell(program: &Started, signal: Signal) {
    kill(Pid::from_raw(program.0.id().try_into().unwrap()), signal).unwrap();
}

/// A `run` that has answered once, with standard input held open.
fn running(place: &Place) -> Started {
    let mut run = place.start(&["run"]);
    run.say("alder");
    run.answers("alder trees");
    run
}

#[test]
fn it_ends_in_order_when_told_to() {
    let place = Place::with_papers();
    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let mut run = running(&place);
        let begun = Instant::now();
        tell(&run, signal);
        until("it has ended", || run.0.try_wait().unwrap().is_some());
        assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
        let ended = run.ended().with(0);
        assert_eq!(ended.err, "");
    }
}

/// Reading many papers takes a while, and a bot must not be deaf meanwhile.
#[test]
fn it_ended_with_a_failure_when_told_to_end_while_indexing() {
    let place = Place::empty();
    for number in 0..400 {
        place.write(
            &format!("corpus/{number}.txt"),
            format!(
                "Title: Paper {number}\n\n{}",
                "The heron stood in the marsh and waited. ".repeat(100)
            ),
        );
    }
    let run = place.start(&["run"]);
    let at_work = || {
        fs::read_dir(place.path("data")).is_ok_and(|data| data.count() > 1)
            && place.index().join("1.building").exists()
    };
    until("it is indexing", at_work);
    tell(&run, Signal::SIGTERM);
    run.ended().with(0);
    assert!(
        !place.index().join("current").exists(),
        "the test came too late to show anything"
    );
    place.run(&["ask", "heron"]).with(0);
    assert!(!place.index().join("1.building").exists());
}

#[test]
fn a_second_run_on_the_same_data_is_refused_while_others_work_beside_it() {
    let place = Place::with_papers();
    let run = running(&place);
    let ended = place.run(&["run"]).with(1);
    assert_eq!(
        ended.err,
        "lectern: another `lectern run` is using data: end it first, name another folder with --data, or use `lectern chat`, which works beside it\n"
    );
    place.run(&["ask", "alder"]).with(0);
    place.run(&["index", "--rebuild"]).with(0);
    let mut chat = place.start(&["chat"]);
    chat.say("alder");
    assert!(chat.ended().with(0).out.contains("fenwick2003:2"));
    run.ended().with(0);
    // The place is free again.
    place.start(&["run"]).ended().with(0);
}

#[test]
fn it_picks_up_papers_that_come_and_go() {
    let place = Place::with_papers();
    let mut run = running(&place);
    place.write("corpus/later/owls.md", OWLS);
    fs::remove_file(place.path("corpus/quarries.md")).unwrap();
    // The folder as a reader without `run` sees it changes without anybody indexing.
    until("the new paper is in", || {
        place.run(&["ask", "--no-index", "voles"]).code == Some(0)
    });
    run.say("voles");
    run.say("/papers");
    run.say("quit");
    let ended = run.ended().with(0);
    assert!(ended.out.contains("owlsnd:1"), "{}", ended.out);
    assert!(!ended.out.contains("okafor1987"), "{}", ended.out);
    assert_eq!(ended.err, "");
}

/// Looking at the corpus was itself taken for a change of it, every few seconds for ever.
#[test]
fn looking_at_the_corpus_is_no_change_of_it() {
    let place = Place::with_papers();
    let mut run = place.start(&["run", "-v"]);
    run.say("alder");
    run.answers("alder trees");
    place.write("corpus/owls.md", OWLS);
    run.tells("the index is up to date with the corpus");
    // That nothing comes takes some time to see: more than changes are waited for.
    std::thread::sleep(Duration::from_secs(4));
    let ended = run.ended().with(0);
    assert!(!ended.err.contains("up to date"), "{}", ended.err);
}
