//! Two rounds of twenty people, as a script that every platform plays: what each does and is told, what the
//! room reads, and what everybody has at the end.

use lectern::store::{Board, Scope, Store};

/// How many play.
pub(crate) const PEOPLE: usize = 20;

/// What a teacher asks.
pub(crate) const LIST: &str = "\
- prompt: How many legs has a bee?
  answers: [six]
  options: [four, six, eight, ten]
- prompt: Which bee lays the eggs?
  answers: [the queen]
  options: [a drone, a worker, a guard, the queen]
- prompt: What do bees make of nectar?
  answers: [honey]
- prompt: What is a hive’s comb made of?
  answers: [wax]
  options: [wax, resin, clay, silk]
";

/// A part of the script.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scene {
    /// Somebody, from 1, does something, and is told something with these words.
    Does(usize, Deed, &'static str),
    /// The room reads something with these words.
    Reads(&'static str),
}

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Starts a round of the list, at a pace.
    Start(&'static str),
    /// Joins.
    Join,
    /// Answers the question that is open: right or wrong.
    Answer(bool),
    /// Answers the last question that is closed, right.
    Late,
    /// Asks for a hint.
    Hint,
    /// Wants the next question.
    Skip,
    /// Stops the round.
    Stop,
    /// Stops it as somebody who moderates the room: the last of all does.
    Moderate,
}

use Deed::{Answer, Hint, Join, Late, Moderate, Skip, Start, Stop};
use Scene::{Does, Reads};

const TAKEN: &str = "Your answer is";

/// A race: the first answer counts.
pub(crate) fn race() -> Vec<Scene> {
    let mut scenes = vec![
        Does(1, Start("race"), "A round begins"),
        Reads("Question 1 of 4\n"),
    ];
    scenes.extend((2..=PEOPLE).map(|who| Does(who, Join, "You take part.")));
    scenes.push(Does(5, Start("race"), "A round is running here"));
    scenes.extend((4..=19).map(|who| Does(who, Answer(false), TAKEN)));
    scenes.push(Does(4, Answer(true), "You have answered"));
    scenes.extend([2, 1, 20].map(|who| Does(who, Answer(true), TAKEN)));
    scenes.extend([
        Reads("Question 1 of 4 is closed"),
        Reads("Question 2 of 4\n"),
        Does(3, Late, "Question 1 is closed"),
        Does(7, Hint, "Here is a hint."),
        Reads("A hint to question 2"),
    ]);
    scenes.extend((5..=PEOPLE).map(|who| Does(who, Answer(false), TAKEN)));
    // Nobody is waited for when the last of them has answered.
    scenes.extend([3, 4, 1, 2].map(|who| Does(who, Answer(true), TAKEN)));
    scenes.extend([
        Reads("Question 2 of 4 is closed"),
        Reads("Question 3 of 4\n"),
    ]);
    scenes.extend((9..=18).map(|who| Does(who, Skip, "Your vote counts")));
    scenes.extend([
        Does(9, Skip, "You have voted already"),
        // It counts for nobody, also not for who has it.
        Does(8, Answer(true), TAKEN),
        Does(19, Skip, "The question is skipped."),
        Reads("Question 3 is skipped"),
        Reads("Question 4 of 4\n"),
        Does(6, Answer(true), TAKEN),
        Does(8, Answer(false), TAKEN),
        Does(2, Stop, "started this round"),
        Does(PEOPLE, Moderate, "The round is stopped."),
        Reads("The round is over"),
        Does(9, Late, "came after its end"),
    ]);
    scenes
}

/// What everybody has after the race: points, right answers, answers.
pub(crate) const AFTER_RACE: &str = "\
p2 20 2/2
p1 19 2/2
p6 15 1/3
p20 11 1/2
p3 8 1/1
p4 7 1/2
p5 0 0/2
p7 0 0/2
p8 0 0/3
p9 0 0/2
p10 0 0/2
p11 0 0/2
p12 0 0/2
p13 0 0/2
p14 0 0/2
p15 0 0/2
p16 0 0/2
p17 0 0/2
p18 0 0/2
p19 0 0/2
";

/// Everyone has the same time: the last answer counts.
pub(crate) fn everyone() -> Vec<Scene> {
    let odd = |who: usize| !who.is_multiple_of(2);
    let mut scenes = vec![
        Does(1, Start("everyone"), "A round begins"),
        Reads("Question 1 of 4\n"),
    ];
    scenes.extend((2..=PEOPLE).map(|who| Does(who, Answer(odd(who)), TAKEN)));
    scenes.extend([
        // The starter is waited for, so there is time to think again.
        Does(2, Answer(true), "Your answer is now"),
        Does(3, Answer(false), "Your answer is now"),
        Does(1, Answer(true), TAKEN),
        Reads("Question 1 of 4 is closed"),
        Reads("Question 2 of 4\n"),
        Does(4, Late, "Question 1 is closed"),
    ]);
    scenes.extend((2..=PEOPLE).map(|who| Does(who, Answer(!odd(who)), TAKEN)));
    scenes.extend([
        Does(1, Answer(false), TAKEN),
        Reads("Question 2 of 4 is closed"),
        Reads("Question 3 of 4\n"),
        Does(1, Stop, "The round is stopped."),
        Reads("The round is over"),
    ]);
    scenes
}

/// What everybody has after the round in which everyone had the same time.
pub(crate) const AFTER_EVERYONE: &str = "\
p2 20 2/2
p1 10 1/2
p4 10 1/2
p5 10 1/2
p6 10 1/2
p7 10 1/2
p8 10 1/2
p9 10 1/2
p10 10 1/2
p11 10 1/2
p12 10 1/2
p13 10 1/2
p14 10 1/2
p15 10 1/2
p16 10 1/2
p17 10 1/2
p18 10 1/2
p19 10 1/2
p20 10 1/2
p3 0 0/2
";

/// An answer to the question that a text asks.
pub(crate) fn answer(asked: &str, right: bool) -> &'static str {
    let (_, right_one, wrong_one) = [
        ("legs", "six", "four"),
        ("eggs", "the queen", "a drone"),
        ("nectar", "honey", "milk"),
        ("comb", "wax", "clay"),
    ]
    .into_iter()
    .find(|(word, ..)| asked.contains(word))
    .unwrap();
    if right { right_one } else { wrong_one }
}

/// What everybody has got since a moment, by the ids of people in the order of their numbers.
pub(crate) async fn scores(store: &Store, people: &[String], from: i64) -> String {
    let board = Board {
        scope: Scope::Everywhere,
        from,
        until: i64::MAX,
        places: 100,
        person: "",
    };
    let standings = store.standings(board).await.unwrap();
    let mut rows: Vec<_> = standings
        .iter()
        .map(|standing| {
            let number = people.iter().position(|person| *person == standing.person);
            let number = number.unwrap_or_else(|| panic!("{} does not play", standing.person)) + 1;
            let line = format!(
                "p{number} {} {}/{}\n",
                standing.points, standing.answered_right, standing.answered
            );
            (-standing.points, number, line)
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(.., line)| line).collect()
}
