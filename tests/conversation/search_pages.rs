//! `/search` page by page: order, number, and what follows an answer.

use super::dialogue::held;

#[test]
fn the_newest_first() {
    insta::assert_snapshot!(held(&["/search harbour sort:newest"]), @"
    > /search harbour sort:newest
    12 passages in 4 papers

    a  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    b  Levi (2016) · Two scripts · levi2016:5
       Both refrains greet the sea and the harbour in the same order, though they
       are written in two scripts and were collected by people who had not met.

    c  Levi (2016) · Two refrains · levi2016:4
       سلام على البحر وسلام على الميناء

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn the_oldest_first() {
    insta::assert_snapshot!(held(&["/search harbour sort:oldest"]), @"
    > /search harbour sort:oldest
    12 passages in 4 papers

    a  Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    b  Varga (1987) · What is missing · varga1987:5
       The ledger is silent about fishing boats, which paid nothing and were
       therefore not counted.

    c  Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn more_leads_to_the_end_and_not_beyond() {
    insta::assert_snapshot!(held(&["/search flowers results:2", "more", "more", "more", "/search flowers results:2 page:9", "1"]), @"
    > /search flowers results:2
    5 passages in 2 papers

    a  Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    b  Okafor (2014) · What the watchers learn › Scent · okafor2014:5
       The dancer also carries the scent of the flowers, and a watcher that knows
       the scent often ignores the dance altogether.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > more
    5 passages in 2 papers: 3 to 4

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Okafor (2014) · Abstract · okafor2014:1
       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > more
    5 passages in 2 papers: number 5

    a  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Cite   3 Related   4 Source

    > more
    There is no more to show.

    > /search flowers results:2 page:9
    There is no page 9: 5 results can be paged through.

    1 First page

    > 1
    5 passages in 2 papers

    a  Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    b  Okafor (2014) · What the watchers learn › Scent · okafor2014:5
       The dancer also carries the scent of the flowers, and a watcher that knows
       the scent often ignores the dance altogether.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn five_on_a_page() {
    insta::assert_snapshot!(held(&["/search bees flowers results:5"]), @"
    > /search bees flowers results:5
    6 passages in 2 papers

    a  Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    b  Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    c  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    d  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    e  Okafor (2014) · What the watchers learn › Scent · okafor2014:5
       The dancer also carries the scent of the flowers, and a watcher that knows
       the scent often ignores the dance altogether.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn near_identical_passages_of_one_paper_do_not_crowd_out_the_others() {
    insta::assert_snapshot!(held(&["/search harbour master ship", "more"]), @"
    > /search harbour master ship
    14 passages in 5 papers

    a  Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    b  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    c  Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > more
    14 passages in 5 papers: 4 to 6

    a  Grant (1998) · Keepers · grant1998:3
       A keeper wrote down every ship, every storm and every pint of oil. When the
       lamps were made automatic the writing ended, and with it the best weather
       record of the coast.

    b  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    c  Levi (2016) · Two scripts · levi2016:5
       Both refrains greet the sea and the harbour in the same order, though they
       are written in two scripts and were collected by people who had not met.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn a_mistake_leaves_what_was_offered() {
    insta::assert_snapshot!(held(&["/search moon results:1", "/serch", "context a"]), @"
    > /search moon results:1
    2 passages in 1 paper

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > /serch
    There is no command “serch”.

    Try: /search buffer state from:1990

    > context a
    Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_short_answer_to_what_is_not_there() {
    insta::assert_snapshot!(held(&["/search moon results:1", "9", "context c", "more"]), @"
    > /search moon results:1
    2 passages in 1 paper

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > 9
    There is no 9 to choose, only 1 to 5.

    > context c
    No result carries the letter c.

    > more
    2 passages in 1 paper: number 2

    a  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Cite   3 Related   4 Source
    ");
}
