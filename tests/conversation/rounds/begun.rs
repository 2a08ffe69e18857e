//! Rounds of questions that are made of papers: they begin with the first, and the rest is made behind it.

use super::Place;

#[test]
fn a_round_is_made_of_the_papers_and_its_seed_makes_it_again() {
    let round = |seed: u32| {
        let start = format!("0 ana: /quiz start seed:{seed} questions:3 seconds:0");
        Place::new().heard(&[
            &start,
            "1 ana: /quiz skip",
            "2 ana: /quiz skip",
            "3 ana: /quiz skip",
        ])
    };
    let first = round(7);
    assert!(
        first.contains("Question 1 of 3") && first.contains("The round is over"),
        "{first}"
    );
    assert!(
        first.contains("The answer is") && first.contains("1 Context   2 Cite   3 Flag"),
        "{first}"
    );
    assert_eq!(first, round(7));
    assert_ne!(first, round(8));
}

/// The questions that were asked, and what was said of their number.
fn asked(heard: &str) -> Vec<&str> {
    let mut lines = heard.lines().filter(|line| !line.trim().is_empty());
    let mut asked = Vec::new();
    while let Some(line) = lines.next() {
        let is_number = line.starts_with("Question ") && line.contains(" of ");
        if is_number || line.contains("no more could be found") {
            asked.push(line.trim());
        }
        if is_number {
            asked.extend(lines.next().map(str::trim));
        }
    }
    asked
}

const START: &str = "0 ana: /quiz start seed:7 questions:3 seconds:0";
const SKIPS: [&str; 3] = [
    "17 ana: /quiz skip",
    "18 ana: /quiz skip",
    "19 ana: /quiz skip",
];

#[test]
fn a_round_that_is_killed_before_the_rest_of_its_questions_came_is_the_same_round() {
    let mut whole = Place::new();
    whole.tell(START);
    let whole = whole.heard(&SKIPS);
    let mut place = Place::new();
    place.tell(START);
    place.kill();
    let heard = place.heard(&[
        "1 ana: /quiz skip",
        "2 ana: /quiz skip",
        "3 ana: /quiz hint",
        "16 nothing happens",
    ]);
    assert!(heard.contains("the next one is coming"), "{heard}");
    let killed = format!("{heard}{}", place.heard(&SKIPS[1..]));
    assert_eq!(asked(&whole).len(), 6, "{whole}");
    assert_eq!(asked(&whole), asked(&killed), "{killed}");
    assert!(killed.contains("The round is over"), "{killed}");
}

#[test]
fn what_was_drawn_for_a_round_that_was_stopped_is_not_asked_in_the_next() {
    let mut place = Place::new();
    place.tell(START);
    place.tell("0 ana: /quiz stop");
    let other = "0 ana: /quiz start seed:8 questions:3 seconds:0";
    place.tell(other);
    let heard = place.heard(&SKIPS);
    let (_, heard) = heard.split_once("seed:8").unwrap();
    let mut alone = Place::new();
    alone.tell(other);
    assert_eq!(asked(heard), asked(&alone.heard(&SKIPS)), "{heard}");
}

#[test]
fn no_question_of_a_round_is_asked_twice() {
    for seed in 0..8 {
        let start = format!("0 ana: /quiz start seed:{seed} questions:50 seconds:0");
        let mut place = Place::new();
        let mut heard = place.heard(&[&start]);
        for _ in 0..50 {
            heard.push_str(&place.heard(&["1 ana: /quiz skip"]));
        }
        let mut prompts: Vec<&str> = asked(&heard);
        prompts.retain(|line| !line.starts_with("Question ") && !line.contains("no more"));
        let all = prompts.len();
        assert!(all > 5, "{heard}");
        prompts.sort_unstable();
        prompts.dedup();
        assert_eq!(prompts.len(), all, "{heard}");
    }
}

#[test]
fn where_there_are_fewer_questions_than_were_wished_for_the_room_is_told_once_that_is_known() {
    let mut place = Place::new();
    let heard = place.heard(&[
        "0 ana: /quiz start paper:varga1987 questions:50 seed:1 seconds:0",
        "1 ana: /quiz skip",
    ]);
    insta::assert_snapshot!(asked(&heard).join("\n"), @r"
    4 questions and no more could be found that are fair to ask.
    Question 1 of 4
    Which term is missing (two words: n… q…)? Varga (1987): “In the year 1701 the
    Question 2 of 4
    True or false, going by Varga (1987)? In the year 1702 the harbour master
    ");
}

#[test]
fn a_paper_is_told_by_its_source_from_others_about_the_same() {
    let mut place = Place::new();
    let heard = place.heard(&[
        "0 ana: /quiz start kind:source seed:6 questions:2 seconds:0",
        "1 ana: /quiz answer a",
        "2 ana: /quiz skip",
    ]);
    insta::assert_snapshot!(heard, @"
    0 > ana: /quiz start kind:source seed:6 questions:2 seconds:0
    A round begins

    2 questions · no time limit · a race · of the kind source.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:6 it is
    the same round again.

    Question 1 of 2

    Which of these papers says so? “A keeper wrote down every ship, every storm and
    every pint of oil.”

    a  Grant (1998)
    b  Varga (1987)
    c  Ibáñez (2008)

    1 a   2 b   3 c   4 Hint   5 Skip

    1 question and no more could be found that are fair to ask.

    1 > ana: /quiz answer a
    (to ana alone)
    Your answer is a, “Grant (1998)”.

    2 > ana: /quiz skip
    (to ana alone)
    The question is skipped.

    (m1 is closed)

    Question 1 is skipped

    Which of these papers says so? “A keeper wrote down every ship, every storm and
    every pint of oil.”

    a  Grant (1998)  ✓
    b  Varga (1987)
    c  Ibáñez (2008)

    The answer is a: Grant (1998).

    It counts for nobody.

    Grant (1998) · Keepers · grant1998:3
       A keeper wrote down every ship, every storm and every pint of oil. When the
       lamps were made automatic the writing ended, and with it the best weather
       record of the coast.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     0       0 of 0

    1 Again   2 My misses   3 Leaderboard
    ");
}

#[test]
fn a_paper_was_asked_for_its_source_once_only() {
    let mut place = Place::over_the_corpus();
    let start = "0 ana: /quiz start kind:source paper:okonkwo2011 seed:5 questions:3 seconds:0";
    let mut heard = place.heard(&[start]);
    for _ in 0..3 {
        heard.push_str(&place.heard(&["1 ana: /quiz skip"]));
    }
    insta::assert_snapshot!(asked(&heard).join("\n"), @"
    Question 1 of 3
    Which of these papers says so? “Attack has the advantage and cannot be told
    Question 2 of 3
    Which of these papers says so? “A harder question is whether the DPRK itself
    Question 3 of 3
    Which of these papers says so? “Herz began from anarchy, by which he meant
    ");
}
