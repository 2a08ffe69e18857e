//! Whole rounds.

use super::Place;

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a round is read from its start to its end"
)]
fn a_race_of_three_from_its_start_to_its_end() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start list:week1 seed:4 seconds:20",
        "2 ben: /quiz join",
        "4 ana: spring tides",
        "5 ana: neap tides",
        "6 ben: naep tides",
        "23 ben: /quiz hint",
        "24 ana: C",
        "25 ben: /quiz answer 1",
        "32 cem: t",
        "33 ana: false",
        "34 ben: true",
        "40 cem: t",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start list:week1 seed:4 seconds:20
    A round begins

    3 questions · 20 seconds each · a race · from the list “week1”.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:4 it is
    the same round again.

    Question 1 of 3 · 20 seconds

    In which tides do sun and moon pull crosswise?

    Answer this message, or type /quiz answer and your answer.

    Hint   Skip

    2 > ben: /quiz join
    (to ben alone)
    You take part. Good luck!

    4 > ana: spring tides
    (to ana alone)
    Your answer is “spring tides”.

    5 > ana: neap tides
    (to ana alone)
    You have answered “spring tides”, and in a race the first answer counts.

    6 > ben: naep tides
    (to ben alone)
    Your answer is “naep tides”.

    (m1 is closed)

    Question 1 of 3 is closed

    In which tides do sun and moon pull crosswise?

    The answer is neap tides.

    Place  Player                                            Points
    1      BEN (accepted with a typing mistake, neap tides)  15
           ANA (not right)                                   0

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Flag

    Question 2 of 3 · 20 seconds

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    23 > ben: /quiz hint
    (to ben alone)
    Here is a hint.

    A hint to question 2

    How many miles was a lamp seen after 1822?

    a  eight
    c  twenty

    Whoever answers from now on gets half the points.

    1 a   2 c

    24 > ana: C
    (to ana alone)
    Your answer is c, “twenty”.

    25 > ben: /quiz answer 1
    (to ben alone)
    Your answer is a, “eight”.

    (m3 is closed)

    Question 2 of 3 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player         Points
    1      ANA            8
           BEN (chose a)  0

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    Question 3 of 3 · 20 seconds

    The weavers struck for a shorter day.

    a  true
    b  false

    1 a   2 b   3 Hint   4 Skip

    32 > cem: t
    (to cem alone)
    Your answer is a, “true”.

    33 > ana: false
    (to ana alone)
    Your answer is b, “false”.

    34 > ben: true
    (to ben alone)
    Your answer is a, “true”.

    (m6 is closed)

    Question 3 of 3 is closed

    The weavers struck for a shorter day.

    a  true  ✓
    b  false

    The answer is a: true.

    Place  Player         Points
    1      CEM            15
    2      BEN            13
           ANA (chose b)  0

    Wiśniewska (2011) · The strike · wisniewska2011:3
       In 1892 the weavers struck for a shorter day. The strike lasted a week; the
       mills were closed for a month.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      BEN     28      2 of 3
    2      CEM     15      1 of 1
    3      ANA     8       1 of 3

    1 Again   2 My misses   3 Leaderboard

    40 > cem: t
    (to cem alone)
    No round is open here any more, so your answer came after its end. /quiz start
    begins another.
    ");
}

#[test]
fn where_everyone_has_the_same_time_the_answers_may_be_changed() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start list:week1 kind:choice pace:everyone seconds:20 seed:1",
        "2 ana: a",
        "3 ben: c",
        "4 ana: c",
        "14 ana: /quiz flag",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start list:week1 kind:choice pace:everyone seconds:20 seed:1
    A round begins

    1 question · 20 seconds each · everyone has the same time · from the list
    “week1” · of the kind choice.

    Your last answer before the end counts. A right answer gives 10 points, however
    late; an answer after a hint gives half. With seed:1 it is the same round again.

    Question 1 of 1 · 20 seconds

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    2 > ana: a
    (to ana alone)
    Your answer is a, “eight”. You may change it until the end.

    3 > ben: c
    (to ben alone)
    Your answer is c, “twenty”. You may change it until the end.

    4 > ana: c
    (to ana alone)
    Your answer is now c, “twenty”. You may change it until the end.

    (m1 is closed)

    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Player  Points
    BEN     10
    ANA     10

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     10      1 of 1
    1      BEN     10      1 of 1

    1 Again   2 My misses   3 Leaderboard

    14 > ana: /quiz flag
    (to ana alone)
    Thank you. At 3 flags it is asked no more until a teacher has looked at it; it
    has 1.
    ");
}

#[test]
fn time_passes_by_edits_of_one_message() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start list:week1 kind:truefalse seconds:30",
        "20 nothing happens",
        "25 nothing happens",
        "30 nothing happens",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start list:week1 kind:truefalse seconds:30
    A round begins

    1 question · 30 seconds each · a race · from the list “week1” · of the kind
    truefalse.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:13397 it
    is the same round again.

    Question 1 of 1 · 30 seconds

    The weavers struck for a shorter day.

    a  true
    b  false

    1 a   2 b   3 Hint   4 Skip

    (m1: 10 seconds left)

    20 > nothing happens
    (m1: 5 seconds left)

    25 > nothing happens
    (m1 is closed)

    Question 1 of 1 is closed

    The weavers struck for a shorter day.

    a  true  ✓
    b  false

    The answer is a: true.

    Nobody answered.

    Wiśniewska (2011) · The strike · wisniewska2011:3
       In 1892 the weavers struck for a shorter day. The strike lasted a week; the
       mills were closed for a month.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     0       0 of 0

    1 Again   2 My misses   3 Leaderboard

    30 > nothing happens
    ");
}

#[test]
fn a_question_is_skipped_by_vote() {
    let heard = Place::new().heard(&[
        "0 ana: /quiz start list:week1 kind:open seconds:0",
        "1 ben: /quiz join",
        "2 cem: /quiz skip",
        "3 ana: /quiz skip",
        "4 ben: /quiz skip",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start list:week1 kind:open seconds:0
    A round begins

    1 question · no time limit · a race · from the list “week1” · of the kind open.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:13397 it
    is the same round again.

    Question 1 of 1

    In which tides do sun and moon pull crosswise?

    Answer this message, or type /quiz answer and your answer.

    Hint   Skip

    1 > ben: /quiz join
    (to ben alone)
    You take part. Good luck!

    2 > cem: /quiz skip
    (to cem alone)
    That is for those who take part: answer a question, or /quiz join.

    3 > ana: /quiz skip
    (to ana alone)
    Your vote counts: 1 of 2 want the next question.

    ANA wants to skip this question: 1 of 2 votes. /quiz skip adds yours.

    4 > ben: /quiz skip
    (to ben alone)
    The question is skipped.

    (m1 is closed)

    Question 1 is skipped

    In which tides do sun and moon pull crosswise?

    The answer is neap tides.

    It counts for nobody.

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     0       0 of 0
    1      BEN     0       0 of 0

    1 Again   2 My misses   3 Leaderboard
    ");
}

#[test]
fn a_round_that_was_killed_in_the_middle_goes_on_with_what_was_answered() {
    let mut place = Place::new();
    let before = place.heard(&[
        "0 ana: /quiz start list:week1 kind:choice seconds:20",
        "2 ben: /quiz join",
        "4 ana: a",
    ]);
    assert!(before.contains("Your answer is a, “eight”."), "{before}");
    place.kill();
    let after = place.heard(&["60 ben: c", "70 nothing happens"]);
    insta::assert_snapshot!(after, @r"
    (m1 is closed)

    The bot was away for a moment. This question has its whole time again, and what
    was answered counts.

    Question 1 of 1 · 20 seconds

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty
    d  fifty

    1 a   2 b   3 c   4 d   5 Hint   6 Skip

    60 > ben: c
    (to ben alone)
    Your answer is c, “twenty”.

    (m2 is closed)

    Question 1 of 1 is closed

    How many miles was a lamp seen after 1822?

    a  eight
    b  twelve
    c  twenty  ✓
    d  fifty

    The answer is c: twenty.

    Place  Player         Points
    1      BEN            15
           ANA (chose a)  0

    Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      BEN     15      1 of 1
    2      ANA     0       0 of 1

    1 Again   2 My misses   3 Leaderboard

    70 > nothing happens
    ");
}

#[test]
fn twenty_people_play_and_a_kill_between_any_two_of_them_changes_nothing() {
    let mut lines = vec!["0 p00: /quiz start list:week1 seed:2 seconds:0".to_owned()];
    for (second, answer) in [(10, "c"), (30, "neap tides"), (50, "true")] {
        // In the order of the seed: everybody answers as if each question were the one.
        for who in 0..20 {
            let said = if who % 4 == 3 { "fifty" } else { answer };
            lines.push(format!("{} p{who:02}: {said}", second + who / 2));
        }
    }
    lines.insert(1, "1 p01: /quiz join".to_owned());
    for who in 2..20 {
        lines.insert(2, format!("1 p{who:02}: /quiz join"));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let whole = Place::new().heard(&lines);
    let mut place = Place::new();
    let mut killed = String::new();
    for line in &lines {
        place.kill();
        killed += &*place.heard(&[line]);
    }
    assert_eq!(killed, whole);
    assert!(whole.matches("is closed").count() >= 1, "{whole}");
}

#[test]
fn in_a_direct_chat_what_is_typed_is_an_answer_while_a_round_is_open() {
    let mut place = Place::new();
    place.direct = true;
    let heard = place.heard(&[
        "0 ana: /quiz start list:week1 kind:open seconds:0",
        "1 ana: spring tide",
        "2 ana: neap tide",
    ]);
    insta::assert_snapshot!(heard, @r"
    0 > ana: /quiz start list:week1 kind:open seconds:0
    A round begins

    1 question · no time limit · a race · from the list “week1” · of the kind open.

    Your first answer counts. A right answer gives 10 points, the first three to
    have it 5, 3 and 1 more; an answer after a hint gives half. With seed:13397 it
    is the same round again.

    Question 1 of 1

    In which tides do sun and moon pull crosswise?

    Type your answer.

    Hint   Skip

    1 > ana: spring tide
    (to ana alone)
    Your answer is “spring tide”.

    (m1 is closed)

    Question 1 of 1 is closed

    In which tides do sun and moon pull crosswise?

    The answer is neap tides.

    Nobody had it.

    Player           Points
    ANA (not right)  0

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Flag

    The round is over

    Place  Player  Points  Right
    1      ANA     0       0 of 1

    1 Again   2 My misses   3 Leaderboard

    2 > ana: neap tide
    7 passages in 2 papers

    a  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    b  Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    c  Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}
