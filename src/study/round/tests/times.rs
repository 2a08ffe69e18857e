//! What time does to a round, and what a while without the bot does.

use super::*;

#[test]
fn a_timed_question_says_what_is_left_closes_and_the_next_comes_after_a_pause() {
    let played = played(
        race(Some(30)),
        2,
        &[
            "5 tick",
            "20 tick",
            "25 tick",
            "29 ben: b",
            "30 tick",
            "35 ben: b",
            "36 tick",
            "37 ben: b to q1",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    5 tick
    20 tick
      (1: 10 s left)
    25 tick
      (1: 5 s left)
    29 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    30 tick
      award q1 ben 15
      (closed 1)
      revealed 1: hedging; ben 15
    35 ben: b
      -> Between
    36 tick
      asked 2 of 2
    37 ben: b to q1
      -> Closed { number: Some(1) }
    "#);
}

#[test]
fn an_answer_that_comes_before_the_tick_that_was_due_is_too_late_all_the_same() {
    let played = played(
        race(Some(20)),
        2,
        &["21 ben: b", "22 ben: b to q1", "23 ben: b to q9"],
    );
    insta::assert_snapshot!(played, @r"
    0 ana: start
      asked 1 of 2
    21 ben: b
      (closed 1)
      revealed 1: hedging
      -> Between
    22 ben: b to q1
      -> Closed { number: Some(1) }
    23 ben: b to q9
      -> Closed { number: None }
    ");
}

#[test]
fn a_round_that_nobody_plays_ends_and_one_without_time_after_an_hour() {
    let lines = [
        "20 tick", "26 tick", "46 tick", "52 tick", "72 tick", "80 tick",
    ];
    insta::assert_snapshot!(played(race(Some(20)), 9, &lines), @r"
    0 ana: start
      asked 1 of 9
    20 tick
      (closed 1)
      revealed 1: hedging
    26 tick
      asked 2 of 9
    46 tick
      (closed 2)
      revealed 2: entrapment
    52 tick
      asked 3 of 9
    72 tick
      (closed 3)
      revealed 3: false
      ended after 3 of 9: Quiet; 1. ana 0 (0/0)
      end
    80 tick
    ");
    insta::assert_snapshot!(played(race(None), 9, &["60 ana: hint", "3659 tick", "3660 tick"]), @r#"
    0 ana: start
      asked 1 of 9
    60 ana: hint
      -> Hinted
      Hinted { number: 1, question: Shown { id: "q1", kind: "choice", prompt: "What is the 1. answer?", options: ["balancing", "hedging", "hiding", "bonding"] }, hint: Struck([0, 3]) }
    3659 tick
    3660 tick
      (closed 1)
      ended after 1 of 9: Quiet; 1. ana 0 (0/0)
      end
    "#);
    let one_is_away = ["1 ben: join", "2 ana: a", "3602 tick", "7202 tick"];
    insta::assert_snapshot!(played(race(None), 2, &one_is_away), @r#"
    0 ana: start
      asked 1 of 2
    1 ben: join
      -> Joined
    2 ana: a
      -> Taken { answer: "balancing", letter: Some('a'), open: false, instead: false }
    3602 tick
      award q1 ana 0
      (closed 1)
      revealed 1: hedging; ana not
      asked 2 of 2
    7202 tick
      (closed 2)
      ended after 2 of 2: Quiet; 1. ana 0 (0/1); 1. ben 0 (0/0)
      end
    "#);
}

#[test]
fn a_question_that_was_open_while_the_bot_was_away_has_its_whole_time_again() {
    let played = played(
        everyone(Some(20)),
        2,
        &[
            "1 ben: join",
            "3 ana: b",
            "90 tick",
            "95 ben: a",
            "100 tick",
            "300 tick",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    1 ben: join
      -> Joined
    3 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: false }
    90 tick
      (closed 1)
      asked 1 again
    95 ben: a
      -> Taken { answer: "balancing", letter: Some('a'), open: true, instead: false }
    100 tick
      award q1 ana 10
      award q1 ben 0
      (closed 1)
      revealed 1: hedging; ana 10; ben not
    300 tick
      asked 2 of 2
    "#);
}

#[test]
fn after_ten_minutes_without_the_bot_the_round_ends_with_its_scores_kept() {
    let played = played(
        race(Some(20)),
        5,
        &["1 ben: join", "3 ana: b", "700 ben: a"],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 5
    1 ben: join
      -> Joined
    3 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    700 ben: a
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
      ended after 1 of 5: Away; 1. ana 15 (1/1); 2. ben 0 (0/0)
      end
      -> Over
    "#);
}

#[test]
fn the_question_of_a_day_closes_however_late_and_is_not_asked_again() {
    let day = Plan {
        daily: true,
        ..everyone(Some(23 * 3600))
    };
    let played = played(
        day,
        1,
        &[
            "10 ana: a",
            "20 ana: b",
            "30 ben: c",
            "82799 ben: b",
            "90000 tick",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 1
    10 ana: a
      -> Taken { answer: "balancing", letter: Some('a'), open: true, instead: false }
    20 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: true }
    30 ben: c
      -> Taken { answer: "hiding", letter: Some('c'), open: true, instead: false }
    82799 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: true }
    90000 tick
      award q1 ana 10
      award q1 ben 10
      (closed 1)
      revealed 1: hedging; ana 10; ben 10
      end
    "#);
}

#[test]
fn at_the_first_question_others_in_the_room_have_time_to_answer_without_having_joined() {
    let room = Plan {
        alone: false,
        ..race(Some(30))
    };
    let played = played(
        room,
        2,
        &[
            "1 ana: a",
            "3 ben: b",
            "10 cem: b",
            "11 tick",
            "17 tick",
            "18 ana: x",
            "18 ben: x",
            "19 cem: x",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    1 ana: a
      -> Taken { answer: "balancing", letter: Some('a'), open: false, instead: false }
    3 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    10 cem: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    11 tick
      award q1 ana 0
      award q1 ben 15
      award q1 cem 13
      (closed 1)
      revealed 1: hedging; ben 15; cem 13; ana not
    17 tick
      asked 2 of 2
    18 ana: x
      -> Taken { answer: "x", letter: None, open: false, instead: false }
    18 ben: x
      -> Taken { answer: "x", letter: None, open: false, instead: false }
    19 cem: x
      -> Taken { answer: "x", letter: None, open: false, instead: false }
      award q2 ana 0
      award q2 ben 0
      award q2 cem 0
      (closed 2)
      revealed 2: entrapment; ana not; ben not; cem not
      ended after 2 of 2: Finished; 1. ben 15 (1/2); 2. cem 13 (1/2); 3. ana 0 (0/2)
      end
    "#);
}

#[test]
fn a_clock_that_is_set_back_changes_no_order() {
    let played = played(race(None), 1, &["1 ben: join", "9 ana: b", "4 ben: b"]);
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 1
    1 ben: join
      -> Joined
    9 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    4 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 15
      award q1 ben 13
      (closed 1)
      revealed 1: hedging; ana 15; ben 13
      ended after 1 of 1: Finished; 1. ana 15 (1/1); 2. ben 13 (1/1)
      end
    "#);
}

#[test]
fn a_question_that_was_asked_again_left_its_first_message_open_for_answers() {
    let (mut round, _) = Round::start(race(Some(20)), questions(1), "ana", at(0));
    let effects = round.hear(&Event::Tick, at(90));
    let messages = effects.iter().filter_map(|effect| match effect {
        Effect::Say(say @ (Say::Asked(asked) | Say::Again(asked))) => {
            Some((say.message(), asked.closed))
        }
        _ => None,
    });
    let expected = [("question 1.0", true), ("question 1.1", false)];
    assert!(messages.eq(expected.map(|(name, closed)| (name.to_owned(), closed))));
}
