//! The question of a day.

use super::{NOON, Place};

/// The second of a time of 30 November 2026 or of days after it, in Vienna.
fn vienna(day: u64, hour: u64, minute: u64) -> u64 {
    // Noon in UTC is 13:00 there.
    let seconds = day * 86_400 + hour * 3600 + minute * 60;
    seconds - 13 * 3600
}

#[test]
fn a_room_is_asked_one_question_a_day_which_closes_before_the_next() {
    assert_eq!(NOON % 86_400, 43_200);
    let mut place = Place::new();
    let set = place.heard(&[
        "0 ana the moderator: /daily set 18:00 timezone:Europe/Vienna",
        "1 ben: /daily show",
    ]);
    insta::assert_snapshot!(set, @r"
    0 > ana the moderator: /daily set 18:00 timezone:Europe/Vienna
    Every day at 18:00 in Europe/Vienna this room is asked one question. It can be
    answered for 23 hours. The next comes on 2026-11-30 18:00.

    1 > ben: /daily show
    Every day at 18:00 in Europe/Vienna this room is asked one question. It can be
    answered for 23 hours. The next comes on 2026-11-30 18:00.
    ");
    let asked = place.heard(&[&format!("{} nothing happens", vienna(0, 18, 0))]);
    assert!(asked.contains("The question of the day\n"), "{asked}");
    let closed = place.heard(&[&format!("{} nothing happens", vienna(1, 17, 0))]);
    assert!(
        closed.contains("The question of the day is closed"),
        "{closed}"
    );
    assert!(closed.contains("Nobody answered."), "{closed}");
    let next = place.heard(&[&format!("{} nothing happens", vienna(1, 18, 0))]);
    assert_eq!(
        next.matches("The question of the day\n").count(),
        1,
        "{next}"
    );
}

#[test]
fn days_that_were_missed_are_caught_up_by_one_question() {
    let mut place = Place::new();
    place.heard(&["0 ana the moderator: /daily set 18:00 timezone:Europe/Vienna"]);
    place.kill();
    let heard = place.heard(&[
        &format!("{} nothing happens", vienna(4, 7, 0)),
        &format!("{} nothing happens", vienna(4, 7, 1)),
    ]);
    assert_eq!(
        heard.matches("The question of the day\n").count(),
        1,
        "{heard}"
    );
    let next = place.heard(&[&format!("{} nothing happens", vienna(4, 18, 0))]);
    assert_eq!(
        next.matches("The question of the day\n").count(),
        1,
        "{next}"
    );
    assert_eq!(
        next.matches("The question of the day is closed").count(),
        1,
        "{next}"
    );
}

#[test]
fn a_round_and_the_question_of_the_day_stand_side_by_side() {
    let mut place = Place::new();
    place.heard(&["0 ana the moderator: /daily set 18:00 timezone:Europe/Vienna kind:cloze"]);
    let asked = place.heard(&[&format!("{} nothing happens", vienna(0, 18, 0))]);
    assert!(asked.contains("The question of the day\n"), "{asked}");
    let quiz = place.bot.quiz().unwrap();
    let room = place.room();
    let of = quiz.question_of(&room, "m1");
    let id = place.runtime.block_on(of).unwrap().unwrap();
    let second = vienna(0, 18, 1);
    let heard = place.heard(&[
        &format!("{second} ana: /quiz start list:week1 kind:choice seconds:0"),
        &format!("{} ben: /quiz answer perhaps question:{id}", second + 1),
        &format!("{} ana: c", second + 2),
        &format!("{} ben: /daily off", second + 3),
        &format!("{} ana the moderator: /daily off", second + 4),
    ]);
    assert!(
        heard.contains("Your answer is “perhaps”. You may change it until the end."),
        "{heard}"
    );
    assert!(heard.contains("Your answer is c, “twenty”.\n"), "{heard}");
    let closed = place.heard(&[&format!("{} nothing happens", vienna(1, 17, 0))]);
    assert!(closed.contains("BEN"), "{closed}");
    let after = place.heard(&[&format!("{} nothing happens", vienna(1, 18, 0))]);
    assert!(!after.contains("The question of the day"), "{after}");
}

#[test]
fn a_question_of_the_day_that_gives_way_to_an_earlier_one_is_answered_first() {
    let mut place = Place::new();
    place.heard(&["0 ana the moderator: /daily set 18:00 timezone:Europe/Vienna"]);
    let asked = place.heard(&[&format!("{} nothing happens", vienna(0, 18, 0))]);
    assert!(asked.contains("The question of the day\n"), "{asked}");
    let again = format!(
        "{} ana the moderator: /daily set 9:00 timezone:Europe/Vienna",
        vienna(0, 20, 0)
    );
    place.heard(&[&again]);
    let next = place.heard(&[&format!("{} nothing happens", vienna(1, 9, 0))]);
    let closed = next.find("The question of the day is closed").unwrap();
    let asked = next.find("The question of the day\n").unwrap();
    assert!(closed < asked && next.contains("The answer is"), "{next}");
    assert!(!next.contains("stopped it"), "{next}");
}
