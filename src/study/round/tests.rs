//! Rounds played without clock, store or platform: what happens at a second, and what the round wants.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod any_order;
mod many;
mod rest;
mod times;

use std::fmt::Write as _;

use super::super::question::Kind;
use super::*;

fn question(number: usize, kind: Kind, options: &[&str], answer: &str) -> Question {
    Question {
        id: format!("q{number}"),
        kind,
        prompt: format!("What is the {number}. answer?"),
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        answer: answer.to_owned(),
        accepted: Vec::new(),
        passage: format!("liang2014:{number}"),
        paper: "liang2014".to_owned(),
        citation: "Liang (2014)".to_owned(),
        difficulty: 0.5,
        proof: "kept nowhere".to_owned(),
        tags: vec!["kept nowhere".to_owned()],
    }
}

/// A choice, a typed one, a true or false, and so on.
fn questions(number: usize) -> Vec<(Question, Vec<String>)> {
    let one = |number: usize| match number % 3 {
        1 => question(
            number,
            Kind::Choice,
            &["balancing", "hedging", "hiding", "bonding"],
            "hedging",
        ),
        2 => question(number, Kind::Open, &[], "entrapment"),
        _ => question(number, Kind::TrueFalse, &["true", "false"], "false"),
    };
    let rivals = vec!["entrainment".to_owned()];
    (1..=number)
        .map(|number| (one(number), rivals.clone()))
        .collect()
}

fn at(second: u32) -> Moment {
    Moment(1_700_000_000_000_000).after(secs(second))
}

fn race(seconds: Option<u32>) -> Plan {
    Plan {
        seconds,
        alone: true,
        ..Plan::default()
    }
}

fn everyone(seconds: Option<u32>) -> Plan {
    Plan {
        pace: Pace::Everyone,
        ..race(seconds)
    }
}

/// What a line of a dialogue says happens: `ana: hint`, `tick`, `rest to 3`, and else an answer.
fn event(line: &str) -> Event {
    if let Some(last) = line.strip_prefix("rest to ") {
        let mut questions = questions(last.parse().unwrap());
        return Event::Rest {
            questions: questions.split_off(1),
        };
    }
    let Some((who, said)) = line.split_once(": ") else {
        assert_eq!(line, "tick");
        return Event::Tick;
    };
    let who = who.to_owned();
    match said {
        "start" => Event::Start { who },
        "join" => Event::Join { who },
        "leave" => Event::Leave { who },
        "hint" => Event::Hint { who },
        "skip" => Event::Skip { who },
        "stop" => Event::Stop {
            who,
            moderates: false,
        },
        "stop as moderator" => Event::Stop {
            who,
            moderates: true,
        },
        said => {
            let (said, question) = match said.split_once(" to ") {
                Some((said, question)) => (said, Some(question.to_owned())),
                None => (said, None),
            };
            Event::Answer {
                who,
                said: said.to_owned(),
                question,
            }
        }
    }
}

fn told(effect: &Effect) -> String {
    match effect {
        Effect::Say(Say::Asked(asked)) if asked.closed => format!("  (closed {})", asked.number),
        Effect::Say(Say::Asked(asked)) => match asked.left {
            Some(left) => format!("  ({}: {left} s left)", asked.number),
            None => format!("  asked {} of {}", asked.number, asked.of),
        },
        Effect::Say(Say::Again(asked)) => format!("  asked {} again", asked.number),
        Effect::Say(Say::Revealed(revealed)) => {
            let mut line = format!("  revealed {}: {}", revealed.number, revealed.answer);
            if revealed.skipped {
                line += ", skipped";
            }
            for had in &revealed.right {
                let _ = write!(line, "; {} {}", had.who, had.points);
                if let Some(meant) = &had.mistyped {
                    let _ = write!(line, " (meant {meant})");
                }
            }
            for missed in &revealed.wrong {
                let _ = write!(line, "; {} not", missed.who);
            }
            line
        }
        Effect::Say(Say::Ended(ended)) => {
            let mut line = format!(
                "  ended after {} of {}: {:?}",
                ended.asked, ended.of, ended.why
            );
            for standing in &ended.standings {
                let _ = write!(
                    line,
                    "; {}. {} {} ({}/{})",
                    standing.rank, standing.who, standing.points, standing.right, standing.answered
                );
            }
            line
        }
        Effect::Say(say) => format!("  {say:?}"),
        Effect::Tell(tell) => format!("  -> {tell:?}"),
        Effect::Award(award) => {
            format!("  award {} {} {}", award.question, award.who, award.points)
        }
        Effect::Draw => "  draw".to_owned(),
        Effect::End => "  end".to_owned(),
    }
}

/// Plays a round. Each line is a second and what happens then. After each event the round is written and
/// read again, as if the program had been killed.
fn played(plan: Plan, number: usize, lines: &[&str]) -> String {
    let (mut round, effects) = Round::start(plan, questions(number), "ana", at(0));
    let mut played = String::new();
    let mut write = |line: &str, effects: &[Effect]| {
        let _ = writeln!(played, "{line}");
        for effect in effects {
            let _ = writeln!(played, "{}", told(effect));
        }
    };
    write("0 ana: start", &effects);
    for line in lines {
        let (second, said) = line.split_once(' ').unwrap();
        let effects = round.hear(&event(said), at(second.parse().unwrap()));
        write(line, &effects);
        let kept = Round::read(&round.sheet(), &round.written()).unwrap();
        assert_eq!(kept, round);
        round = kept;
    }
    played
}

#[test]
fn in_a_race_the_first_answer_counts_and_who_has_it_first_gets_more() {
    let played = played(
        race(Some(20)),
        2,
        &[
            "1 ben: join",
            "2 ana: a",
            "3 ana: b",
            "4 ben: Hedging",
            "10 ana: entrapement",
            "11 ben: entrapment to q1",
            "12 ben: entrapment",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    1 ben: join
      -> Joined
    2 ana: a
      -> Taken { answer: "balancing", letter: Some('a'), open: false, instead: false }
    3 ana: b
      -> Already { answer: "balancing" }
    4 ben: Hedging
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 0
      award q1 ben 15
      (closed 1)
      revealed 1: hedging; ben 15; ana not
    10 ana: entrapement
      asked 2 of 2
      -> Taken { answer: "entrapement", letter: None, open: false, instead: false }
    11 ben: entrapment to q1
      -> Closed { number: Some(1) }
    12 ben: entrapment
      -> Taken { answer: "entrapment", letter: None, open: false, instead: false }
      award q2 ana 15
      award q2 ben 13
      (closed 2)
      revealed 2: entrapment; ana 15 (meant entrapment); ben 13
      ended after 2 of 2: Finished; 1. ben 28 (2/2); 2. ana 15 (1/2)
      end
    "#);
}

#[test]
fn where_everyone_has_the_same_time_the_last_answer_before_the_end_counts() {
    let played = played(
        everyone(Some(20)),
        1,
        &[
            "1 ben: join",
            "2 ana: a",
            "3 ana: b",
            "4 ben: b",
            "5 ana: b",
            "9 tick",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 1
    1 ben: join
      -> Joined
    2 ana: a
      -> Taken { answer: "balancing", letter: Some('a'), open: true, instead: false }
    3 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: true }
    4 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: false }
    5 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: true, instead: false }
    9 tick
      award q1 ana 10
      award q1 ben 10
      (closed 1)
      revealed 1: hedging; ana 10; ben 10
      ended after 1 of 1: Finished; 1. ana 10 (1/1); 1. ben 10 (1/1)
      end
    "#);
}

#[test]
fn a_hint_costs_half_and_is_given_once() {
    let played = played(
        race(None),
        3,
        &[
            "1 ana: hint",
            "2 ana: hint",
            "3 ana: b",
            "4 ana: hint",
            "5 ana: entrapment",
            "6 ana: hint",
            "7 cem: hint",
            "8 ana: perhaps",
            "9 ana: f",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 3
    1 ana: hint
      -> Hinted
      Hinted { number: 1, question: Shown { id: "q1", kind: "choice", prompt: "What is the 1. answer?", options: ["balancing", "hedging", "hiding", "bonding"] }, hint: Struck([0, 3]) }
    2 ana: hint
      -> HintGiven
    3 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
      award q1 ana 8
      (closed 1)
      revealed 1: hedging; ana 8
      asked 2 of 3
    4 ana: hint
      -> Hinted
      Hinted { number: 2, question: Shown { id: "q2", kind: "open", prompt: "What is the 2. answer?", options: [] }, hint: Letters("e_t_a_m_n_") }
    5 ana: entrapment
      -> Taken { answer: "entrapment", letter: None, open: false, instead: false }
      award q2 ana 8
      (closed 2)
      revealed 2: entrapment; ana 8
      asked 3 of 3
    6 ana: hint
      -> NoHint
    7 cem: hint
      -> NotIn
    8 ana: perhaps
      -> NoOption { said: "perhaps", options: 2 }
    9 ana: f
      -> Taken { answer: "false", letter: Some('b'), open: false, instead: false }
      award q3 ana 15
      (closed 3)
      revealed 3: false; ana 15
      ended after 3 of 3: Finished; 1. ana 31 (3/3)
      end
    "#);
}

#[test]
fn more_than_half_of_the_players_skip_a_question() {
    let played = played(
        race(None),
        2,
        &[
            "1 ben: join",
            "1 cem: join",
            "2 dora: skip",
            "3 ben: b",
            "4 ana: skip",
            "5 ana: skip",
            "6 cem: skip",
            "7 cem: skip",
            "8 ana: leave",
            "9 ben: leave",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    1 ben: join
      -> Joined
    1 cem: join
      -> Joined
    2 dora: skip
      -> NotIn
    3 ben: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    4 ana: skip
      -> Voted { votes: 1, needed: 2 }
      Skipping { who: "ana", votes: 1, needed: 2 }
    5 ana: skip
      -> VotedBefore { votes: 1, needed: 2 }
    6 cem: skip
      -> Voted { votes: 2, needed: 2 }
      (closed 1)
      revealed 1: hedging, skipped
      asked 2 of 2
    7 cem: skip
      -> Voted { votes: 1, needed: 2 }
      Skipping { who: "cem", votes: 1, needed: 2 }
    8 ana: leave
      -> Out { points: 0 }
      Left { who: "ana", points: 0 }
    9 ben: leave
      -> Out { points: 0 }
      Left { who: "ben", points: 0 }
      (closed 2)
      revealed 2: entrapment, skipped
      ended after 2 of 2: Finished; 1. ana 0 (0/0); 1. ben 0 (0/0); 1. cem 0 (0/0)
      end
    "#);
}

#[test]
fn a_round_is_stopped_by_its_starter_or_a_moderator_and_what_was_answered_counts() {
    let lines = ["1 ben: join", "2 ana: b", "3 ben: stop"];
    let by_starter = played(race(None), 3, &[&lines[..], &["4 ana: stop"]].concat());
    insta::assert_snapshot!(by_starter, @r#"
    0 ana: start
      asked 1 of 3
    1 ben: join
      -> Joined
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    3 ben: stop
      -> MayNotStop { starter: "ana" }
    4 ana: stop
      -> Stopped
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
      ended after 1 of 3: Stopped { who: "ana", moderates: false }; 1. ana 15 (1/1); 2. ben 0 (0/0)
      end
    "#);
    let by_moderator = played(
        race(None),
        3,
        &[
            &lines[..],
            &["4 ben: stop as moderator", "5 ana: b", "6 ana: b to q1"],
        ]
        .concat(),
    );
    insta::assert_snapshot!(by_moderator, @r#"
    0 ana: start
      asked 1 of 3
    1 ben: join
      -> Joined
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    3 ben: stop
      -> MayNotStop { starter: "ana" }
    4 ben: stop as moderator
      -> Stopped
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
      ended after 1 of 3: Stopped { who: "ben", moderates: true }; 1. ana 15 (1/1); 2. ben 0 (0/0)
      end
    5 ana: b
      -> Over
    6 ana: b to q1
      -> Over
    "#);
}

#[test]
fn nobody_waits_for_a_player_who_left() {
    let played = played(
        race(None),
        2,
        &[
            "1 ben: join",
            "2 ana: b",
            "3 ben: leave",
            "4 ben: leave",
            "5 ben: entrapment",
            "6 ana: leave",
            "7 ben: leave",
        ],
    );
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    1 ben: join
      -> Joined
    2 ana: b
      -> Taken { answer: "hedging", letter: Some('b'), open: false, instead: false }
    3 ben: leave
      -> Out { points: 0 }
      Left { who: "ben", points: 0 }
      award q1 ana 15
      (closed 1)
      revealed 1: hedging; ana 15
      asked 2 of 2
    4 ben: leave
      -> NotIn
    5 ben: entrapment
      -> Taken { answer: "entrapment", letter: None, open: false, instead: false }
    6 ana: leave
      -> Out { points: 15 }
      Left { who: "ana", points: 15 }
      award q2 ben 15
      (closed 2)
      revealed 2: entrapment; ben 15
      ended after 2 of 2: Finished; 1. ana 15 (1/1); 1. ben 15 (1/1)
      end
    7 ben: leave
      -> Over
    "#);
}

#[test]
fn a_second_start_is_told_of_the_first() {
    let played = played(race(Some(20)), 2, &["3 ben: start"]);
    insta::assert_snapshot!(played, @r#"
    0 ana: start
      asked 1 of 2
    3 ben: start
      -> Running { number: 1, of: 2, starter: "ana" }
    "#);
}

#[test]
fn without_questions_a_round_is_over_at_once() {
    let (round, effects) = Round::start(race(None), Vec::new(), "ana", at(0));
    assert!(round.is_over() && round.due().is_none() && round.question().is_none());
    assert_eq!(effects.last(), Some(&Effect::End));
}

#[test]
fn a_round_of_the_first_version_can_be_read_and_one_of_a_newer_is_refused() {
    let sheet = r#"{"plan":{"seconds":20,"seed":7},"starter":"ana","questions":[]}"#;
    let first = r#"{"version":1,
        "players":[{"who":"ana","points":15,"right":1,"answered":1}],"asked":0,
        "stage":{"between":{"next":1700000000000000}},"heard":0,"now":0}"#;
    let round = Round::read(sheet, first).unwrap();
    assert_eq!((round.plan().pace, round.plan().seed), (Pace::Race, 7));
    assert_eq!(round.standings()[0].points, 15);
    let newer = first.replace("\"version\":1", "\"version\":2");
    assert_eq!(
        Round::read(sheet, &newer).unwrap_err().to_string(),
        "a newer version of the program wrote this round (2)"
    );
    assert!(Round::read(sheet, "{}").is_err());
}

#[test]
fn a_name_with_a_nul_in_it_could_not_be_kept_by_postgresql() {
    let (mut round, _) = Round::start(race(None), questions(1), "ana", at(0));
    round.call("ana", "A\0na\u{7}  N.");
    round.call("ben", "\0");
    let names: Vec<_> = round.names().iter().collect();
    assert_eq!(names, [(&"ana".to_owned(), &"Ana N.".to_owned())]);
}
