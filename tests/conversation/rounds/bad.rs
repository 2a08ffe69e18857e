//! What bad input gets.

use std::fs;

use super::Place;

#[test]
fn a_second_round_in_a_room_is_told_of_the_first_with_a_link() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start list:week1 kind:choice",
        "1 ben: /quiz start",
    ]);
    let after = heard.split_once("1 > ").unwrap().1;
    insta::assert_snapshot!(after, @r"
    ben: /quiz start
    (links to m1)
    (to ben alone)
    A round is running here, started by ANA: question 1 of 1. /quiz join takes you
    in.
    ");
}

#[test]
fn an_answer_after_the_end_is_told_so() {
    let mut place = Place::new();
    place.heard(&[
        "0 ana: /quiz start list:week1 seed:4 seconds:20",
        "1 ben: /quiz join",
    ]);
    let heard = place.heard(&[
        "21 ben: c",
        "22 ben: /quiz stop",
        "23 ana: /quiz stop",
        "24 ben: c",
        "25 ben: /quiz hint",
    ]);
    insta::assert_snapshot!(heard, @r"
    (m1: 10 seconds left)

    (m1: 5 seconds left)

    (m1 is closed)

    Question 1 of 3 is closed

    In which tides do sun and moon pull crosswise?

    The answer is neap tides.

    Nobody answered.

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Flag

    21 > ben: c
    (to ben alone)
    No question is open at this moment; the next one is coming.

    22 > ben: /quiz stop
    (to ben alone)
    ANA started this round: they or a moderator may stop it. /quiz skip votes for
    the next question, /quiz leave takes you out.

    23 > ana: /quiz stop
    (to ana alone)
    The round is stopped.

    The round is over

    ANA stopped it after 1 of 3 questions. All points stay.

    Place  Player  Points  Right
    1      ANA     0       0 of 0
    1      BEN     0       0 of 0

    1 Again   2 My misses   3 Leaderboard

    24 > ben: c
    (to ben alone)
    No round is open here any more, so your answer came after its end. /quiz start
    begins another.

    25 > ben: /quiz hint
    (to ben alone)
    No round is open here. /quiz start begins one.
    ");
}

#[test]
fn a_moderator_may_stop_a_round_in_the_middle_and_what_was_answered_counts() {
    let mut place = Place::new();
    place.heard(&[
        "0 ana: /quiz start list:week1 kind:choice",
        "1 cem: /quiz join",
        "2 ana: c",
    ]);
    let heard = place.heard(&["3 ben the moderator: /quiz stop", "4 ana: /leaderboard"]);
    insta::assert_snapshot!(heard, @r"
    3 > ben the moderator: /quiz stop
    (to ben alone)
    The round is stopped.

    (m1 is closed)

    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player  Points
    1      ANA     15

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    BEN, who moderates here, stopped it after 1 of 1 questions. All points stay.

    Place  Player  Points  Right
    1      ANA     15      1 of 1
    2      CEM     0       0 of 0

    1 Again   2 My misses   3 Leaderboard

    4 > ana: /leaderboard
    Most points in this room

    Place  Player  Points  Right
    1      ANA     15      1 of 1

    1 player.
    ");
}

#[test]
fn who_left_keeps_their_points_and_is_told_what_is_not_theirs_any_more() {
    let mut place = Place::new();
    place.heard(&["0 ana: /quiz start list:week1 seed:4", "1 ben: /quiz join"]);
    let heard = place.heard(&[
        "2 ben: /quiz leave",
        "3 ben: /quiz leave",
        "4 ben: /quiz skip",
        "5 ben: /quiz join",
    ]);
    insta::assert_snapshot!(heard, @r"
    2 > ben: /quiz leave
    (to ben alone)
    You take no part any more and keep 0 points. Whoever answers is back.

    BEN has left the round and keeps 0 points.

    3 > ben: /quiz leave
    (to ben alone)
    That is for those who take part: answer a question, or /quiz join.

    4 > ben: /quiz skip
    (to ben alone)
    That is for those who take part: answer a question, or /quiz join.

    5 > ben: /quiz join
    (to ben alone)
    You take part again, with the points you had.
    ");
}

#[test]
fn a_list_that_vanished_is_told_with_those_that_are_there() {
    let mut place = Place::new();
    fs::copy(place.list(), place.list().with_file_name("week2.yaml")).unwrap();
    fs::remove_file(place.list()).unwrap();
    insta::assert_snapshot!(place.heard(&["0 ana: /quiz start list:week1"]), @r"
    0 > ana: /quiz start list:week1
    (to ana alone)
    There is no list “week1”, or it was removed. There are: week2.

    Try: /quiz start liang2014 kind:choice questions:5

    Perhaps you meant:

    1 /quiz start list:week2
    ");
    fs::remove_file(place.list().with_file_name("week2.yaml")).unwrap();
    insta::assert_snapshot!(place.heard(&["0 ana: /quiz start list:week2"]), @r"
    0 > ana: /quiz start list:week2
    (to ana alone)
    There is no list “week2”, or it was removed. No lists are set up here:
    quiz.lists of the configuration names their files.

    Try: /quiz start liang2014 kind:choice questions:5
    ");
}

#[test]
fn an_entry_of_a_list_that_cannot_be_read_is_told_and_the_rest_is_asked() {
    let mut place = Place::new();
    let text = fs::read_to_string(place.list()).unwrap() + "- prompt: Why?\n";
    fs::write(place.list(), text).unwrap();
    let heard = place.heard(&["0 ana: /quiz start list:week1 kind:choice questions:1 seed:3"]);
    let notice = heard
        .lines()
        .find(|line| line.contains("could be read"))
        .unwrap();
    insta::assert_snapshot!(notice, @"Of the list “week1” not everything could be read: line 12: this question has no");
}

#[test]
fn what_is_none_of_the_options_is_no_wrong_answer() {
    let mut place = Place::new();
    place.direct = true;
    place.heard(&["0 ana: /quiz start list:week1 kind:choice"]);
    insta::assert_snapshot!(place.heard(&["1 ana: buffer state", "2 ana: e", "3 ana: c"]), @r"
    1 > ana: buffer state
    (to ana alone)
    “buffer state” is none of the options: answer with a letter from a to d. While a
    round is open, commands begin with /, as in /search or /quiz stop.

    2 > ana: e
    (to ana alone)
    “e” is none of the options: answer with a letter from a to d. While a round is
    open, commands begin with /, as in /search or /quiz stop.

    3 > ana: c
    (to ana alone)
    Your answer is c, “twenty”.

    (m1 is closed)

    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player  Points
    1      ANA     15

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     15      1 of 1

    1 Again   2 My misses   3 Leaderboard
    ");
}

#[test]
fn a_zone_that_does_not_exist_is_told_with_what_may_have_been_meant() {
    let heard = Place::new().heard(&[
        "0 ana the moderator: /daily set 18:00 timezone:Europe/Vinna",
        "1 ana the moderator: /daily set 18:00 timezone:Mordor",
        "2 ana: /score timezone:\"new york\"",
        "3 ana: /daily set 25:00",
        "4 ana: /daily set 18:00",
        "5 ana: /daily off",
    ]);
    insta::assert_snapshot!(heard, @r#"
    0 > ana the moderator: /daily set 18:00 timezone:Europe/Vinna
    (to ana alone)
    There is no time zone “Europe/Vinna”. Zones are named after a city, as in
    Europe/Vienna.

    Perhaps you meant:

    1 /daily set 18:00 timezone:Europe/Vienna

    1 > ana the moderator: /daily set 18:00 timezone:Mordor
    (to ana alone)
    There is no time zone “Mordor”. Zones are named after a city, as in
    Europe/Vienna.

    Try: /daily set 18:00 timezone:Europe/Vienna

    2 > ana: /score timezone:"new york"
    (to ana alone)
    There is no time zone “new york”. Zones are named after a city, as in
    Europe/Vienna.

    Try: /score server

    Perhaps you meant:

    1 /score timezone:America/New_York

    3 > ana: /daily set 25:00
    (to ana alone)
    “time” must be a time from 00:00 to 23:59, as in 18:00, not “25:00”.

    Try: /daily set 18:00 timezone:Europe/Vienna

    4 > ana: /daily set 18:00
    (to ana alone)
    The daily question of a room is set by those who moderate it. /daily show tells
    when it is asked.

    5 > ana: /daily off
    (to ana alone)
    The daily question of a room is set by those who moderate it. /daily show tells
    when it is asked.
    "#);
}

#[test]
fn a_paper_that_is_not_there_and_nothing_to_ask() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start paper:grnat1998",
        "1 ana: /quiz start tag:unheard",
        "2 ana: /quiz start misses:yes",
        "3 ana: /quiz",
        "4 ana: /quiz strat",
        "5 ana: /quiz flag question:unheard",
        "6 ana: /quiz flag",
        "7 ana: b",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start paper:grnat1998
    (to ana alone)
    There is no paper “grnat1998”. /papers lists those that there are.

    Try: /quiz start liang2014 kind:choice questions:5

    Perhaps you meant:

    1 /quiz start grant1998

    1 > ana: /quiz start tag:unheard
    (to ana alone)
    There is nothing with the tag “unheard” that can fairly be asked. Fewer
    conditions find more.

    2 > ana: /quiz start misses:yes
    (to ana alone)
    There is nothing that you answered wrong the last time you were asked.

    3 > ana: /quiz
    (to ana alone)
    “/quiz” is the beginning of several commands: name one of start, join, leave,
    answer, hint, skip, stop, flag.

    Try: /quiz start liang2014 kind:choice questions:5

    Perhaps you meant:

    1 /quiz start   2 /quiz join   3 /quiz leave

    4 > ana: /quiz strat
    (to ana alone)
    There is no command “quiz strat”.

    Try: /quiz start liang2014 kind:choice questions:5

    Perhaps you meant:

    1 /quiz start

    5 > ana: /quiz flag question:unheard
    (to ana alone)
    No question with the id “unheard” was ever asked.

    6 > ana: /quiz flag
    (to ana alone)
    No question was asked here lately: name one by its id, as in /quiz flag
    question:23f407915c9d5a2e.

    7 > ana: b
    (to ana alone)
    No round is open here any more, so your answer came after its end. /quiz start
    begins another.
    ");
}

#[test]
fn three_flags_hide_a_question() {
    let mut place = Place::new();
    place.heard(&["0 ana: /quiz start list:week1 kind:choice seconds:0"]);
    let heard = place.heard(&[
        "1 ana: /quiz flag",
        "2 ana: /quiz flag",
        "3 ben: /quiz flag",
        "4 cem: /quiz flag",
        "5 ana: /quiz stop",
        "6 ana: /quiz start list:week1 kind:choice",
    ]);
    insta::assert_snapshot!(heard, @r"
    1 > ana: /quiz flag
    (to ana alone)
    Thank you. At 3 flags it is asked no more until a teacher has looked at it; it
    has 1.

    2 > ana: /quiz flag
    (to ana alone)
    You have flagged this question before.

    3 > ben: /quiz flag
    (to ben alone)
    Thank you. At 3 flags it is asked no more until a teacher has looked at it; it
    has 2.

    4 > cem: /quiz flag
    (to cem alone)
    Thank you. 3 people found something wrong with it: it is asked no more until a
    teacher has looked at it.

    5 > ana: /quiz stop
    (to ana alone)
    The round is stopped.

    (m1 is closed)

    The round is over

    ANA stopped it after 1 of 1 questions. All points stay.

    Place  Player  Points  Right
    1      ANA     0       0 of 0

    1 Again   2 My misses   3 Leaderboard

    6 > ana: /quiz start list:week1 kind:choice
    (to ana alone)
    There is nothing from the list “week1”, of the kind choice that can fairly be
    asked. Fewer conditions find more.
    ");
}

#[test]
fn a_round_fell_silent_when_the_bot_got_another_account() {
    let mut place = Place::new();
    place.change_account("@old");
    place.heard(&[
        "0 ana: /quiz start list:week1 kind:choice seconds:20",
        "1 ben: c",
    ]);
    place.change_account("@new");
    let heard = place.heard(&["40 nothing happens", "41 ana: c", "70 nothing happens"]);
    insta::assert_snapshot!(heard, @r"
    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player  Points
    1      BEN     15

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      BEN     15      1 of 1
    2      ANA     0       0 of 0

    1 Again   2 My misses   3 Leaderboard

    40 > nothing happens
    41 > ana: c
    (to ana alone)
    No round is open here any more, so your answer came after its end. /quiz start
    begins another.

    70 > nothing happens
    ");
}
