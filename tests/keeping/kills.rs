//! A process that is killed while it indexes, at many different moments.

use std::time::{Duration, Instant};

use lectern::library::{Error, Library};

use crate::papers::{RENEW, changes, generations, hits, leftovers, paper, update};
use crate::place::Place;

const PAPERS: usize = 100;
/// How many moments of a run are tried.
const MOMENTS: u32 = 8;

/// A place with many papers, all of the first state.
fn many_papers() -> Place {
    let place = Place::empty();
    for number in 0..PAPERS {
        place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
    }
    place
}

/// Makes half of the papers those of the second state.
fn change_half(place: &Place) {
    for number in (0..PAPERS).step_by(2) {
        place.write(&format!("corpus/{number}.txt"), paper(number, "zephyrine"));
    }
}

/// Starts indexing, kills it after a while, and says whether it was still at it.
fn index_and_kill(place: &Place, after: Duration) -> bool {
    let mut child = place.command(&["index"]).spawn().unwrap();
    std::thread::sleep(after);
    let was_at_it = child.try_wait().unwrap().is_none();
    let _ = child.kill();
    child.wait().unwrap();
    was_at_it
}

/// How long indexing takes here and now.
fn time_to_index(place: &Place) -> Duration {
    let begun = Instant::now();
    place.run(&["index"]).with(0);
    begun.elapsed()
}

/// Which state an index answers from, as far as it is one of those that the corpus was in.
#[track_caller]
fn state(library: &Library) -> &'static str {
    assert_eq!(library.about().papers, PAPERS as u64);
    match (hits(library, "oaken"), hits(library, "zephyrine")) {
        (PAPERS, _) => "first",
        (old, new) if old + new == PAPERS && old == new => "second",
        mixed => panic!("an index of no state of the corpus: {mixed:?}"),
    }
}

#[test]
fn a_first_index_that_is_killed_is_whole_or_not_there() {
    let place = many_papers();
    let time = time_to_index(&place);
    let folder = place.index();
    let mut killed = 0;
    for moment in 1..=MOMENTS {
        std::fs::remove_dir_all(&folder).unwrap();
        killed += u32::from(index_and_kill(&place, time * moment / MOMENTS));
        match Library::open(&folder) {
            Ok(library) => assert_eq!(state(&library), "first"),
            Err(Error::Missing { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        update(&place.corpus(), &folder, RENEW);
        assert_eq!(state(&Library::open(&folder).unwrap()), "first");
        assert_eq!(leftovers(&folder), [""; 0]);
        assert!(generations(&folder).len() <= 2);
    }
    assert!(killed > 0, "no run was killed while it was at it");
}

#[test]
fn an_index_that_is_killed_while_it_is_renewed_answers_as_before_or_as_after() {
    let place = many_papers();
    place.run(&["index"]).with(0);
    let folder = place.index();
    let reader = Library::open(&folder).unwrap();
    assert_eq!(state(&reader), "first");
    // How long it takes to renew half of it.
    change_half(&place);
    let time = time_to_index(&place);
    let mut killed = 0;
    for moment in 1..=MOMENTS {
        for number in 0..PAPERS {
            place.write(&format!("corpus/{number}.txt"), paper(number, "oaken"));
        }
        update(&place.corpus(), &folder, RENEW);
        assert_eq!(state(&reader), "first", "a reader sees what was published");
        change_half(&place);
        killed += u32::from(index_and_kill(&place, time * moment / MOMENTS));
        let after = state(&Library::open(&folder).unwrap());
        assert_eq!(state(&reader), after, "every reader sees the same");
        let report = update(&place.corpus(), &folder, RENEW);
        assert!(!report.repaired);
        assert_eq!(
            changes(&report).len(),
            if after == "first" { PAPERS / 2 } else { 0 }
        );
        assert_eq!(state(&reader), "second");
        assert_eq!(leftovers(&folder), [""; 0]);
        assert!(
            generations(&folder).len() <= 2,
            "{:?}",
            generations(&folder)
        );
    }
    assert!(killed > 0, "no run was killed while it was at it");
}

/// What lay half-made stayed as long as no paper changed.
#[test]
fn what_a_kill_left_stayed_until_a_paper_changed() {
    let place = Place::with_papers();
    place.run(&["index"]).with(0);
    let index = place.index();
    let name = index.file_name().unwrap().to_str().unwrap();
    place.write(&format!("data/{name}/2.building/passages/meta.json"), "{");
    place.write(&format!("data/{name}/2/about.json"), "{");
    place.write(&format!("data/{name}/current.new"), "2");
    place.run(&["ask", "heron"]).with(0);
    assert_eq!(leftovers(&index), [""; 0]);
    assert_eq!(generations(&index), [index.join("1")]);
}
