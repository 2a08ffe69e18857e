//! A round that begins with one question and is brought the rest.

use super::*;

/// A race that begins with one question of several.
fn begun(of: u32, lines: &[&str]) -> String {
    let plan = Plan {
        number: of,
        ..race(Some(20))
    };
    played(plan, 1, lines)
}

#[test]
fn a_round_begins_with_one_question_and_goes_on_with_the_rest() {
    let lines = ["1 rest to 3", "2 ana: b", "8 tick"];
    insta::assert_snapshot!(begun(3, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 rest to 3
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    8 tick
      asked 2 of 3
    "#);
}

#[test]
fn a_round_that_is_faster_than_its_questions_waits_for_them() {
    let lines = [
        "1 ana: b",
        "7 tick",
        "8 ana: a",
        "8 ana: hint",
        "8 ana: skip",
        "8 eva: start",
        "9 rest to 3",
        "10 ana: entrapment",
    ];
    insta::assert_snapshot!(begun(3, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    7 tick
    8 ana: a
      -> Between
    8 ana: hint
      -> Between
    8 ana: skip
      -> Between
    8 eva: start
      -> Running { number: 1, of: 3, starter: "ana" }
    9 rest to 3
      asked 2 of 3
    10 ana: entrapment
      -> Taken { answer: "entrapment", letter: None, open: false, instead: false }
      award q2 ana 15
      (closed 2)
      revealed 2: entrapment; ana 15
    "#);
}

#[test]
fn without_time_the_next_question_comes_as_soon_as_it_is_there() {
    let plan = Plan {
        number: 3,
        ..race(None)
    };
    let lines = ["1 ana: b", "2 ana: b to q1", "5 rest to 3"];
    insta::assert_snapshot!(played(plan, 1, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    2 ana: b to q1
      -> Closed { number: Some(1) }
    5 rest to 3
      asked 2 of 3
    "#);
}

#[test]
fn where_fewer_questions_come_than_were_wished_for_that_is_said() {
    let lines = ["1 rest to 2", "2 ana: b", "8 tick", "9 ana: entrapment"];
    insta::assert_snapshot!(begun(10, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 10
    1 rest to 2
      Fewer { of: 2 }
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    8 tick
      asked 2 of 2
    9 ana: entrapment
      -> Taken { answer: "entrapment", letter: None, open: false, instead: false }
      award q2 ana 15
      (closed 2)
      revealed 2: entrapment; ana 15
      ended after 2 of 2: Finished; 1. ana 30 (2/2)
      end
    "#);
}

#[test]
fn where_none_come_the_round_ends_with_its_first() {
    insta::assert_snapshot!(begun(10, &["1 rest to 1", "2 ana: b"]), @r#"
    0 ana: start
      draw
      asked 1 of 10
    1 rest to 1
      Fewer { of: 1 }
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
      ended after 1 of 1: Finished; 1. ana 15 (1/1)
      end
    "#);
    insta::assert_snapshot!(begun(10, &["2 ana: b", "9 rest to 1"]), @r#"
    0 ana: start
      draw
      asked 1 of 10
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    9 rest to 1
      Fewer { of: 1 }
      ended after 1 of 1: Finished; 1. ana 15 (1/1)
      end
    "#);
}

#[test]
fn what_went_down_with_a_process_is_asked_for_again() {
    let lines = [
        "1 ana: b",
        "14 tick",
        "15 tick",
        "16 tick",
        "30 ben: join",
        "31 rest to 2",
    ];
    insta::assert_snapshot!(begun(2, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 2
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    14 tick
    15 tick
      draw
    16 tick
    30 ben: join
      draw
      -> Joined
    31 rest to 2
      asked 2 of 2
    "#);
}

#[test]
fn what_two_bring_counts_once_and_what_is_too_much_is_left() {
    let lines = ["1 rest to 4", "2 rest to 5", "3 ana: b", "9 tick"];
    insta::assert_snapshot!(begun(3, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 rest to 4
    2 rest to 5
    3 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    9 tick
      asked 2 of 3
    "#);
}

#[test]
fn a_round_that_is_over_before_the_rest_comes_stays_over() {
    let lines = ["1 ana: b", "2 ana: stop", "3 rest to 3", "20 tick"];
    insta::assert_snapshot!(begun(3, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    2 ana: stop
      -> Stopped
      ended after 1 of 3: Stopped { who: "ana", moderates: false }; 1. ana 15 (1/1)
      end
    3 rest to 3
    20 tick
    "#);
    insta::assert_snapshot!(begun(3, &["1 ana: leave", "3 rest to 3"]), @r#"
    0 ana: start
      draw
      asked 1 of 3
    1 ana: leave
      -> Out { points: 0 }
      Left { who: "ana", points: 0 }
      (closed 1)
      ended after 1 of 3: Empty; 1. ana 0 (0/0)
      end
    3 rest to 3
    "#);
}

#[test]
fn a_round_that_was_away_while_it_waited_still_asks_the_rest() {
    let lines = ["1 ana: b", "300 tick", "301 rest to 2"];
    insta::assert_snapshot!(begun(2, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 2
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    300 tick
      draw
    301 rest to 2
      asked 2 of 2
    "#);
}

#[test]
fn a_round_whose_rest_never_came_kept_the_room_for_ever() {
    let lines = ["1 ana: b", "606 tick", "607 tick", "608 ana: a"];
    insta::assert_snapshot!(begun(2, &lines), @r#"
    0 ana: start
      draw
      asked 1 of 2
    1 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
    606 tick
      draw
    607 tick
      ended after 1 of 2: Away; 1. ana 15 (1/1)
      end
    608 ana: a
      -> Over
    "#);
}
