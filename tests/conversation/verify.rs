//! `/verify`: a quotation, word by word.

use lectern::conversation::render;
use lectern::conversation::request::{Request, Said};
use lectern::platforms::terminal;
use std::time::SystemTime;

use super::dialogue::{bot, held, runtime};

#[test]
fn a_quotation_that_is_right() {
    insta::assert_snapshot!(held(&["/verify squeezed upwards, and the harbour at its end", "1"]), @"
    > /verify squeezed upwards, and the harbour at its end
    Verbatim in Brandt (2003)

    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source

    > 1
    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn of_a_quotation_that_differs_the_papers_words_are_cited() {
    insta::assert_snapshot!(held(&["/verify squeezed upward and the harbour at its end", "cite"]), @"
    > /verify squeezed upward and the harbour at its end
    Differs from Brandt (2003)

       squeezed [-upwards-] {+upward+} and the harbour at its end

    [-only in the paper-] · {+only in the quotation+}

    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source

    > cite
    “squeezed upwards, and the harbour at its end” (Brandt, 2003, Section 3).

    In the text: (Brandt, 2003, Section 3)

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn marks_dashes_case_and_spaces_do_not_matter() {
    insta::assert_snapshot!(held(&["/verify «THE LEDGERS say other-\nwise».  –  [P]rivate owners built dozens of lighthouses"]), @r"
    > /verify «THE LEDGERS say other-\u{a}wise».  –  [P]rivate owners built dozens of lighthouses
    Verbatim in Ibáñez (2008)

    Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn commas_are_no_words_but_are_spoken_of() {
    insta::assert_snapshot!(held(&["/verify squeezed upwards and the harbour at its end"]), @"
    > /verify squeezed upwards and the harbour at its end
    Verbatim in Brandt (2003)

    Commas or colons differ; the paper’s are below.

    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_changed_word_is_shown() {
    insta::assert_snapshot!(held(&["/verify A run of one minute stands for about a kilometre"]), @"
    > /verify A run of one minute stands for about a kilometre
    Differs from Okafor (2014)

       A run of one [-second-] {+minute+} stands for about a kilometre

    [-only in the paper-] · {+only in the quotation+}

    Okafor (2014) · What the watchers learn › Distance · okafor2014:4
       A run of one second stands for about a kilometre of flight. Watchers that
       followed fewer than five runs searched in the wrong meadow.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_dropped_not_is_shown() {
    insta::assert_snapshot!(held(&["/verify followers of a waggle dance do fly where it points"]), @"
    > /verify followers of a waggle dance do fly where it points
    Differs from Müller and Okafor (2019)

       followers of a waggle dance do [-not-] fly where it points

    [-only in the paper-]

    Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn two_sentences_welded_together_are_shown() {
    insta::assert_snapshot!(held(&[
        "/verify less than half the strength when they pull crosswise the tides are least",
        "/verify stands for about a kilometre of flight, watchers that followed fewer than five runs",
    ]), @"
    > /verify less than half the strength when they pull crosswise the tides are least
    Differs from Brandt (2003)

       less than half the strength [-.-] When [-sun and moon pull along one line the
       tides are greatest, and sailors speak of spring tides; when-] they pull
       crosswise the tides are least

    [-only in the paper-]

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Related   4 Source

    > /verify stands for about a kilometre of flight, watchers that followed fewer than five runs
    Differs from Okafor (2014)

       stands for about a kilometre of flight [-.-] {+,+} Watchers that followed
       fewer than five runs

    [-only in the paper-] · {+only in the quotation+}

    Okafor (2014) · What the watchers learn › Distance · okafor2014:4
       A run of one second stands for about a kilometre of flight. Watchers that
       followed fewer than five runs searched in the wrong meadow.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn an_ellipsis_leaves_words_out() {
    insta::assert_snapshot!(held(&["/verify the harbour master counted nine grain ships … before noon"]), @"
    > /verify the harbour master counted nine grain ships … before noon
    Verbatim in its parts, in Varga (1987)

    The ellipsis leaves out: “at the northern quay, wrote their names into the great
    ledger”.

    Varga (1987) · Entries · varga1987:3
       In the year 1703 the harbour master counted nine grain ships at the northern
       quay, wrote their names into the great ledger before noon, and sent a copy to
       the council by the evening tide.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_quotation_over_the_border_of_passages() {
    insta::assert_snapshot!(held(&["/verify what they ignore. The waggle dance is a short run along the comb"]), @"
    > /verify what they ignore. The waggle dance is a short run along the comb
    Verbatim in Okafor (2014)

    It reaches over the border of passages.

    Okafor (2014) · Abstract · okafor2014:1
       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn what_stands_in_several_places_is_shown_once() {
    insta::assert_snapshot!(held(&[
        "/verify wrote their names into the great ledger before noon",
        "/verify wrote their names into the great ledger before noon paper:okafor2014",
        "1",
    ]), @"
    > /verify wrote their names into the great ledger before noon
    Verbatim in Varga (1987)

    It stands verbatim in 3 more passages.

    Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    1 Context   2 Cite   3 Related   4 Source

    > /verify wrote their names into the great ledger before noon paper:okafor2014
    Not in okafor2014, nor anything near to it.

    1 In all papers

    > 1
    Verbatim in Varga (1987)

    It stands verbatim in 3 more passages.

    Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn the_citation_behind_a_quotation_is_not_taken_for_it() {
    insta::assert_snapshot!(held(&["/verify “sailors speak of spring tides” (Brandt, 2003, p. 4)"]), @"
    > /verify “sailors speak of spring tides” (Brandt, 2003, p. 4)
    Verbatim in Brandt (2003)

    Taken for the citation, not the quotation: (Brandt, 2003, p. 4)

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_quotation_that_is_not_there() {
    insta::assert_snapshot!(held(&[
        "/verify the moon pulls weakly at the far side of each planet and its rings",
        "/verify parliaments debate about taxation whenever kings are bankrupt",
        "/verify colourless green ideas sleep furiously paper:brandt2003",
    ]), @"
    > /verify the moon pulls weakly at the far side of each planet and its rings
    Not in the papers; the nearest is in Brandt (2003)

       The moon pulls {+weakly+} at the [-near-] {+far+} side of {+each planet and
       its rings+}

    [-only in the paper-] · {+only in the quotation+}

    Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 Context   2 Cite   3 Related   4 Source

    > /verify parliaments debate about taxation whenever kings are bankrupt
    Not in the papers, nor anything near to it.

    > /verify colourless green ideas sleep furiously paper:brandt2003
    Not in brandt2003, nor anything near to it.

    1 In all papers
    ");
}

#[test]
fn too_few_words_to_tell() {
    insta::assert_snapshot!(held(&["/verify the harbour", "1", "/verify “…”", "/verify"]), @"
    > /verify the harbour
    2 words can stand anywhere: a quotation has at least 3.

    Try: /verify so do prestige and fear of enemies within

    Perhaps you meant:

    1 /search the harbour mode:phrase

    > 1
    7 passages in 4 papers

    a  Levi (2016) · Two scripts · levi2016:5
       Both refrains greet the sea and the harbour in the same order, though they
       are written in two scripts and were collected by people who had not met.

    b  Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    c  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > /verify “…”
    There are no words in it to look for.

    Try: /verify so do prestige and fear of enemies within

    > /verify
    “/verify” needs “text”: the quotation, as you have it.

    Try: /verify so do prestige and fear of enemies within
    ");
}

#[test]
fn too_many_words_to_compare() {
    let page = "harbour ".repeat(700);
    insta::assert_snapshot!(held(&[&format!("/verify {page}")]).split_once('\n').unwrap().1, @"
    700 words are too many to compare: at most 600 at once. Take it in parts.

    Try: /verify so do prestige and fear of enemies within
    ");
    let book = "harbour ".repeat(5_000);
    insta::assert_snapshot!(held(&[&format!("/verify {book}")]).split_once('\n').unwrap().1, @"
    “text” is 39999 characters long; at most 10000 are read.

    Try: /verify so do prestige and fear of enemies within
    ");
}

#[test]
fn a_difference_in_every_form() {
    let line = "/verify stands for about a mile of flight, watchers that followed fewer than five";
    let request = Request {
        who: terminal::person(),
        room: terminal::room(),
        said: Said::Line(line.to_owned()),
        name: None,
        moderates: false,
        at: SystemTime::now(),
    };
    let mut reply = runtime().block_on(bot().answer(&request));
    // The verdict alone: passages are tested elsewhere.
    reply.blocks.truncate(2);
    reply.actions.clear();
    insta::assert_snapshot!(render::ansi(&reply, 80).replace('\u{1b}', "␛"), @"
    ␛[1mDiffers from Okafor (2014)␛[0m

       stands for about a ␛[31m[-kilometre-]␛[0m ␛[32m{+mile+}␛[0m of flight ␛[31m[-.-]␛[0m ␛[32m{+,+}␛[0m Watchers that
       followed fewer than five

    ␛[31m[-only in the paper-]␛[0m␛[2m · ␛[0m␛[32m{+only in the quotation+}␛[0m
    ");
    insta::assert_snapshot!(render::markdown(&reply), @"
    ### Differs from Okafor (2014)

    > stands for about a ~~kilometre~~ **mile** of flight ~~.~~ **,** Watchers that followed fewer than five

    ~~only in the paper~~ · **only in the quotation**
    ");
    insta::assert_snapshot!(render::html(&reply), @"
    <h3>Differs from Okafor (2014)</h3>
    <blockquote>stands for about a <del>kilometre</del> <u>mile</u> of flight <del>.</del> <u>,</u> Watchers that followed fewer than five</blockquote>
    <p><del>only in the paper</del> · <u>only in the quotation</u></p>
    ");
    insta::assert_snapshot!(render::json(&reply), @r#"{"schema":1,"command":"verify","found":true,"audience":"room","blocks":[{"type":"heading","text":"Differs from Okafor (2014)"},{"type":"verdict","verdict":"differs","passage":"okafor2014:4","difference":[{"op":"same","text":"stands for about a"},{"op":"drop","text":"kilometre"},{"op":"add","text":"mile"},{"op":"same","text":"of flight"},{"op":"drop","text":"."},{"op":"add","text":","},{"op":"same","text":"Watchers that followed fewer than five"}]}],"actions":[]}"#);
}
