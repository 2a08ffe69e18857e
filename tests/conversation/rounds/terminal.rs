//! A round in the terminal's chat, over streams.

use lectern::platforms::terminal::{Look, pipe};

use super::{Place, opened};

/// What the chat writes for these lines.
fn chat(place: &Place, input: &'static str) -> String {
    let look = Look {
        width: Some(80),
        ..Look::default()
    };
    let bot = opened(&place.runtime, &place.folder);
    let mut output = Vec::new();
    let chat = pipe(&bot, look, input.as_bytes(), &mut output);
    place.runtime.block_on(chat).unwrap();
    String::from_utf8(output).unwrap()
}

#[test]
fn a_round_is_played_alone_by_digits_and_words_and_goes_on_in_the_next_chat() {
    let place = Place::new();
    let first = chat(&place, "/quiz start list:week1 seed:4 seconds:0\n3\nhint\n");
    insta::assert_snapshot!(first, @r"
    A round begins

    3 questions · no time limit · a race · from the list “week1”.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:4 it is
    the same round again.

    Question 1 of 3

    In which tides do sun and moon pull crosswise?

    Type your answer.

    Hint   Skip

    Your answer is “3”.

    Question 1 of 3 is closed

    In which tides do sun and moon pull crosswise?

    The answer is neap tides.

    Nobody had it.

    Player            Points
    user (not right)  0

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Flag

    Question 2 of 3

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    Here is a hint.

    A hint to question 2

    How many miles was a lamp seen after 1822?

    a  eight
    c  twenty

    Whoever answers from now on gets half the points.

    1 a   2 c
    ");
    let second = chat(&place, "neap tide\n3\nt\n");
    insta::assert_snapshot!(second, @r"
    A round is going on here.

    Question 2 of 3

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    “neap tide” is none of the options: answer with a letter from a to d. While a
    round is open, commands begin with /, as in /search or /quiz stop.

    Your answer is c, “twenty”.

    Question 2 of 3 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player  Points
    1      user    8

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    Question 3 of 3

    The weavers struck for a shorter day.

    a  true
    b  false

    1 a   2 b   3 Hint   4 Skip

    Your answer is a, “true”.

    Question 3 of 3 is closed

    The weavers struck for a shorter day.

    a  true  ✓
    b  false

    The answer is a: true.

    Place  Player  Points
    1      user    15

    Wiśniewska (2011) · The strike · wisniewska2011:3
       In 1892 the weavers struck for a shorter day. The strike lasted a week; the
       mills were closed for a month.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      user    23      2 of 3

    1 Again   2 My misses   3 Leaderboard
    ");
}

#[test]
fn whoever_pipes_lines_in_is_not_faster_than_the_questions_are_drawn() {
    let place = Place::new();
    let heard = chat(
        &place,
        "/quiz start seed:7 questions:3 seconds:0\n/quiz skip\n/quiz skip\n/quiz skip\n",
    );
    assert!(heard.contains("Question 3 is skipped"), "{heard}");
    assert!(heard.contains("The round is over"), "{heard}");
}
