//! Scores, leaderboards, misses.

use super::Place;
use lectern::conversation::reply::Block;
use lectern::conversation::request::{Person, Request, Said};

fn played() -> Place {
    let mut place = Place::new();
    place.heard(&[
        "0 ana: /quiz start list:week1 kind:choice seconds:20 pace:everyone",
        "1 ben: c",
        "2 cem: c",
        "3 dora: a",
        "4 ana: c",
        "14 nothing happens",
    ]);
    place
}

#[test]
fn a_leaderboard_has_ties_and_leaves_out_who_wants_to_be_left_out() {
    let mut place = played();
    place.heard(&["30 ana: /leaderboard listed:no"]);
    let heard = place.heard(&[
        "31 dora: /leaderboard",
        "32 ben: /leaderboard scope:server period:day",
        "86400 ben: /leaderboard scope:all period:day",
    ]);
    insta::assert_snapshot!(heard, @r"
    31 > dora: /leaderboard
    Most points in this room

    Place  Player  Points  Right
    1      BEN     10      1 of 1
    1      CEM     10      1 of 1
    3      DORA    0       0 of 1

    3 players.

    32 > ben: /leaderboard scope:server period:day
    Most points on this server, today

    Place  Player  Points  Right
    1      BEN     10      1 of 1
    1      CEM     10      1 of 1
    3      DORA    0       0 of 1

    3 players.

    86400 > ben: /leaderboard scope:all period:day
    (to ben alone)
    Nobody has points here yet. /quiz start begins a round.
    ");
}

#[test]
fn a_score_has_streak_and_weeks() {
    let heard = played().heard(&["40 ana: /score", "41 dora: /score room", "42 eva: /score"]);
    insta::assert_snapshot!(heard, @r"
    40 > ana: /score
    Your score

    10 points, 1 of 1 answer right (100 %), a streak of 1 day; the longest was 1
    day. Days are those of UTC.

    12 Oct  ·
    19 Oct  ·
    26 Oct  ·
     2 Nov  ·
     9 Nov  ·
    16 Nov  ·
    23 Nov  ·
    30 Nov  ████████████████████ 1 of 1 right (100 %), 10 points

    41 > dora: /score room
    Your score in this room

    0 points, 0 of 1 answer right (0 %), a streak of 1 day; the longest was 1 day.
    Days are those of UTC.

    12 Oct  ·
    19 Oct  ·
    26 Oct  ·
     2 Nov  ·
     9 Nov  ·
    16 Nov  ·
    23 Nov  ·
    30 Nov  ░░░░░░░░░░░░░░░░░░░░ 0 of 1 right (0 %), 0 points

    42 > eva: /score
    (to eva alone)
    No answer of yours has counted here yet. /quiz start begins a round.
    ");
}

#[test]
fn a_score_brings_its_picture() {
    let place = played();
    let request = Request {
        who: Person("test:ana".to_owned()),
        room: place.room(),
        said: Said::Line("/score".to_owned()),
        name: None,
        moderates: false,
        at: place.now(),
    };
    let reply = place.runtime.block_on(place.bot.answer(&request));
    let file = reply.blocks.iter().find_map(|block| match block {
        Block::File(file) => Some(file),
        _ => None,
    });
    let file = file.unwrap();
    assert_eq!(
        (file.name.as_str(), file.media.as_str()),
        ("score.png", "image/png")
    );
    assert!(file.data.starts_with(b"\x89PNG"));
    let json = lectern::conversation::render::json(&reply);
    assert!(
        json.contains(
            r#""type":"file","name":"score.png","media":"image/png","data":"iVBORw0KGgo"#
        )
    );
}

#[test]
fn what_was_wrong_is_asked_again() {
    let heard = played().heard(&[
        "50 dora: /quiz start misses:yes seconds:0",
        "51 dora: c",
        "61 nothing happens",
        "62 dora: /quiz start misses:yes",
    ]);
    insta::assert_snapshot!(heard, @r"
    50 > dora: /quiz start misses:yes seconds:0
    A round begins

    1 question · no time limit · a race · what its starter got wrong before.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:665566 it
    is the same round again.

    Question 1 of 1

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    51 > dora: c
    (to dora alone)
    Your answer is c, “twenty”.

    (m4 is closed)

    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player  Points
    1      DORA    15

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      DORA    15      1 of 1

    1 Again   2 My misses   3 Leaderboard

    61 > nothing happens
    62 > dora: /quiz start misses:yes
    (to dora alone)
    There is nothing that you answered wrong the last time you were asked.
    ");
}
