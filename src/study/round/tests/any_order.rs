//! Whatever happens in whatever order, nothing counts twice and nothing is lost by a kill.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::*;

fn events() -> impl Strategy<Value = Vec<(u32, Event)>> {
    let who = (0..6_u8).prop_map(|number| format!("p{number}"));
    let said = prop::sample::select(vec![
        "a",
        "b",
        "false",
        "entrapment",
        "entrapement",
        "x",
        "",
    ]);
    let id = prop::option::of((1..5_u8).prop_map(|number| format!("q{number}")));
    let event = (0..20_u8, who, said, id, any::<bool>()).prop_map(
        |(kind, who, said, question, moderates)| match kind {
            0 => Event::Start { who },
            1 | 2 => Event::Join { who },
            3 => Event::Leave { who },
            4 => Event::Hint { who },
            5 | 6 => Event::Skip { who },
            7 => Event::Stop {
                who,
                moderates: moderates && kind == 7,
            },
            8..=10 => Event::Tick,
            11 => Event::Rest {
                questions: questions(4).split_off(3),
            },
            _ => Event::Answer {
                who,
                said: said.to_owned(),
                question,
            },
        },
    );
    // Mostly seconds pass, sometimes so many that the bot must have been away.
    let passes = prop_oneof![12 => 0..8_u32, 2 => 8..40_u32, 1 => 100..900_u32];
    prop::collection::vec((passes, event), 0..60)
}

fn plans() -> impl Strategy<Value = Plan> {
    let seconds = prop_oneof![Just(None), Just(Some(20)), Just(Some(82_800))];
    (seconds, any::<bool>(), any::<bool>()).prop_map(|(seconds, is_race, alone)| {
        let plan = if is_race {
            race(seconds)
        } else {
            everyone(seconds)
        };
        Plan { alone, ..plan }
    })
}

proptest! {
    #[test]
    fn nothing_counts_twice_and_a_kill_between_any_two_events_changes_nothing(
        plan in plans(),
        is_whole in any::<bool>(),
        events in events(),
    ) {
        let drawn = if is_whole { 4 } else { 3 };
        let plan = Plan { number: 4, ..plan };
        let (mut round, mut effects) = Round::start(plan, questions(drawn), "p0", at(0));
        let mut killed = Round::read(&round.sheet(), &round.written()).unwrap();
        let mut second = 0;
        for (passes, event) in &events {
            second += passes;
            let heard = round.hear(event, at(second));
            prop_assert_eq!(&heard, &killed.hear(event, at(second)));
            killed = Round::read(&killed.sheet(), &killed.written()).unwrap();
            prop_assert_eq!(&killed, &round);
            prop_assert!(round.due().is_none_or(|due| due > at(second)), "what is due has happened");
            prop_assert_eq!(round.due().is_none(), round.is_over());
            effects.extend(heard);
        }
        sound(&round, &effects)?;
    }
}

/// What must hold of everything that a round ever wanted.
fn sound(round: &Round, effects: &[Effect]) -> Result<(), TestCaseError> {
    let mut counted = HashSet::new();
    let mut points: HashMap<&str, u32> = HashMap::new();
    let (mut asked, mut revealed, mut ends) = (Vec::new(), Vec::new(), 0);
    let mut row: Vec<&Award> = Vec::new();
    for effect in effects {
        let is_word = matches!(effect, Effect::Tell(_));
        prop_assert!(
            ends == 0 || is_word,
            "nothing is wanted after the end but words"
        );
        match effect {
            Effect::Award(award) => {
                prop_assert!(
                    counted.insert((&award.question, &award.who)),
                    "counted twice"
                );
                prop_assert!(award.right || award.points == 0);
                *points.entry(&award.who).or_default() += award.points;
                row.push(award);
            }
            Effect::Say(Say::Asked(one)) if !one.closed && one.left.is_none() => {
                asked.push(one.number);
            }
            Effect::Say(Say::Revealed(one)) => {
                revealed.push(one.number);
                let told: Vec<&String> = one.right.iter().map(|had| &had.who).collect();
                let counted: Vec<&String> = row
                    .iter()
                    .filter(|award| award.right)
                    .map(|award| &award.who)
                    .collect();
                prop_assert_eq!(told, counted, "the reveal keeps the order");
                let in_order = row.windows(2).all(|pair| pair[0].at <= pair[1].at);
                prop_assert!(in_order, "answers count in the order in which they came");
                row.clear();
            }
            Effect::End => ends += 1,
            _ => {}
        }
    }
    prop_assert!(ends <= 1);
    prop_assert_eq!(ends == 1, round.is_over());
    let one_by_one = |numbers: &[u32]| (1..).zip(numbers).all(|(wanted, number)| wanted == *number);
    prop_assert!(
        one_by_one(&asked) && one_by_one(&revealed),
        "{asked:?} {revealed:?}"
    );
    for standing in round.standings() {
        let own = points.get(standing.who.as_str()).copied().unwrap_or(0);
        prop_assert_eq!(
            own,
            standing.points,
            "{} has what was counted",
            standing.who
        );
    }
    Ok(())
}
