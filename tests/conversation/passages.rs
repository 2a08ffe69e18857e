//! `/passage` and `/related`.

use super::dialogue::held;

#[test]
fn a_passage_with_its_neighbours() {
    insta::assert_snapshot!(held(&["/passage okafor2014:2", "/passage okafor2014:2 before:1 after:1", "1"]), @"
    > /passage okafor2014:2
    Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    1 Context   2 Cite   3 Related   4 Source

    > /passage okafor2014:2 before:1 after:1
    Okafor (2014) · Abstract · okafor2014:1
       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    1 Context   2 Cite   3 Related   4 Source

    > 1
    Okafor (2014) · Abstract · okafor2014:1
       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    Okafor (2014) · What the watchers learn › Distance · okafor2014:4
       A run of one second stands for about a kilometre of flight. Watchers that
       followed fewer than five runs searched in the wrong meadow.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_passage_at_the_end_of_a_paper() {
    insta::assert_snapshot!(held(&["/passage brandt2003:3 before:1 after:3"]), @"
    > /passage brandt2003:3 before:1 after:3
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
fn a_paper_shown_whole_has_no_more_context() {
    insta::assert_snapshot!(held(&["/passage ibanez2008:1 after:2"]), @"
    > /passage ibanez2008:1 after:2
    Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Cite   2 Related   3 Source
    ");
}

#[test]
fn a_passage_after_the_last() {
    insta::assert_snapshot!(held(&["/passage brandt2003:4", "1"]), @"
    > /passage brandt2003:4
    There is no passage brandt2003:4: brandt2003 has 3 passages.

    1 Last passage

    > 1
    Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_passage_of_no_paper() {
    insta::assert_snapshot!(held(&["/passage brandt2004:1", "1", "/passage nobody:1", "1"]), @"
    > /passage brandt2004:1
    There is no passage brandt2004:1: no paper has the key brandt2004.

    1 brandt2003:1

    > 1
    Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 Context   2 Cite   3 Related   4 Source

    > /passage nobody:1
    There is no passage nobody:1: no paper has the key nobody.

    1 Papers

    > 1
    9 papers

    a  Brandt (2003) · Why the Sea Rises Twice a Day · 3 passages · brandt2003
    b  Grant (1998) · Lighthouses of the Northern Coast · book · 3 passages ·
       harbours, history · grant1998
    c  Ibáñez (2008) · Lighthouses and the Price of Light · chapter · 2 passages ·
       harbours, economics · ibanez2008
    d  Levi (2016) · Songs of the Harbour · article · 5 passages · music · levi2016
    e  Müller and Okafor (2019) · The Waggle Dance Reconsidered · article · 3
       passages · bees · muller2019
    f  Okafor (2014) · How Honeybees Share a Map · article · 6 passages · bees,
       animals · okafor2014
    g  “On Sourdough” (n.d.) · 3 passages · sourdoughnd
    h  Varga (1987) · The Harbour Ledger of a Small Port · report · 5 passages ·
       harbours, history · varga1987
    i  Wiśniewska (2011) · The Looms of Łódź · article · 3 passages · history,
       economics · wisniewska2011

    1 Source   2 Cite
    ");
}

#[test]
fn no_passage() {
    insta::assert_snapshot!(held(&["/passage brandt2003", "/passage"]), @"
    > /passage brandt2003
    “id” must be a passage, as in liang2014:10, not “brandt2003”.

    Try: /passage liang2014:10 before:1 after:1

    Perhaps you meant:

    1 /passage brandt2003:1

    > /passage
    “/passage” needs “id”: the passage, as in liang2014:10.

    Try: /passage liang2014:10 before:1 after:1
    ");
}

#[test]
fn near_passages_of_other_papers() {
    insta::assert_snapshot!(held(&["/related okafor2014:2"]), @"
    > /related okafor2014:2
    Near to okafor2014:2 in other papers

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    Both speak of “dance” and “waggle”.

    b  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    Both speak of “side” and “along”.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn near_a_paper() {
    insta::assert_snapshot!(held(&["/related grant1998"]), @"
    > /related grant1998
    Near to grant1998 in other papers

    a  Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    Both speak of “paid”, “lighthouse” and “ship”.

    b  Varga (1987) · Entries · varga1987:3
       In the year 1703 the harbour master counted nine grain ships at the northern
       quay, wrote their names into the great ledger before noon, and sent a copy to
       the council by the evening tide.

    Both speak of “wrote”, “northern” and “ship”.

    c  Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    Both speak of “ended”.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn nothing_is_near() {
    insta::assert_snapshot!(held(&["/related levi2016:2"]), @"
    > /related levi2016:2
    No other paper has anything near to levi2016:2.
    ");
}

#[test]
fn near_to_what_is_not_there() {
    insta::assert_snapshot!(held(&["/related nobody:1", "/related alchemy", "/related passage:okafor2014:99"]), @"
    > /related nobody:1
    There is no passage nobody:1: no paper has the key nobody.

    1 Papers

    > /related alchemy
    No paper is called “alchemy”.

    1 Papers

    > /related passage:okafor2014:99
    There is no passage okafor2014:99: okafor2014 has 6 passages.

    1 Last passage
    ");
}

#[test]
fn related_to_what() {
    insta::assert_snapshot!(held(&["/related", "/related passage:okafor2014:2 paper:grant1998"]), @"
    > /related
    “/related” needs “passage” or “paper”.

    Try: /related liang2014:10

    > /related passage:okafor2014:2 paper:grant1998
    Only one of “passage” and “paper” can be given.

    Try: /related liang2014:10

    Perhaps you meant:

    1 /related okafor2014:2   2 /related paper:grant1998
    ");
}

#[test]
fn the_id_of_a_paper_without_a_year_is_no_option() {
    insta::assert_snapshot!(held(&["/passage papernd:1"]), @"
    > /passage papernd:1
    There is no passage papernd:1: no paper has the key papernd.

    1 Papers
    ");
}
