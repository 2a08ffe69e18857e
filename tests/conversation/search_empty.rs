//! `/search` where nothing is found: what was not there, what was left out, what would be.

use super::dialogue::held;

#[test]
fn nothing_has_the_word() {
    insta::assert_snapshot!(held(&["/search cryptography"]), @"
    > /search cryptography
    No paper has “cryptography”.
    ");
}

#[test]
fn near_words_are_counted_and_lead_on() {
    insta::assert_snapshot!(held(&["/search nektor", "1"]), @"
    > /search nektor
    No paper has “nektor”.

    “nectar” is in 1 passage.

    1 Search “nectar”

    > 1
    1 passage in 1 paper

    a  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn one_filter_fewer_leads_on() {
    insta::assert_snapshot!(held(&["/search tides author:grant", "1"]), @"
    > /search tides author:grant
    Nothing found for “tides”.

    Without author:grant: 7 passages.

    1 Without author

    > 1
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

#[test]
fn where_no_single_filter_hides_it_all_of_them_are_left_out() {
    insta::assert_snapshot!(held(&["/search tides author:grant from:1990 to:2001", "1"]), @"
    > /search tides author:grant from:1990 to:2001
    Nothing found for “tides”.

    Without any of the conditions: 7 passages.

    1 Without conditions

    > 1
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

#[test]
fn a_tag_that_no_paper_has() {
    insta::assert_snapshot!(held(&["/search flowers tag:chemistry", "1"]), @"
    > /search flowers tag:chemistry
    Nothing found for “flowers”.

    No paper has the tag “chemistry”.

    Without tag:chemistry: 5 passages.

    1 Without tag

    > 1
    5 passages in 2 papers

    a  Okafor (2014) · The dance · okafor2014:3
       The direction of the run tells the direction of the flowers, measured from
       the sun, and its length tells the distance.

    b  Okafor (2014) · What the watchers learn › Scent · okafor2014:5
       The dancer also carries the scent of the flowers, and a watcher that knows
       the scent often ignores the dance altogether.

    c  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn a_phrase_that_stands_nowhere() {
    insta::assert_snapshot!(held(&[r#"/search mode:phrase "the moon dance""#, "1"]), @r#"
    > /search mode:phrase "the moon dance"
    No passage has the phrase “the moon dance”.

    Without asking for the words together: 9 passages.

    1 Any words

    > 1
    9 passages in 3 papers

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    b  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    c  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    1 More   2 Context   3 Cite   4 Related   5 Source
    "#);
}

#[test]
fn words_that_never_meet() {
    insta::assert_snapshot!(held(&["/search waggle sourdough mode:all", "1"]), @"
    > /search waggle sourdough mode:all
    No passage has all of “waggle sourdough”.

    Without asking for the words together: 8 passages.

    1 Any words

    > 1
    8 passages in 3 papers

    a  “On Sourdough” (n.d.) · sourdoughnd:3
       The best bakers do not measure. They smell.

    b  “On Sourdough” (n.d.) · sourdoughnd:1
       Sourdough is flour and water in which wild yeasts and bacteria have settled.
       The yeasts raise the bread; the bacteria make it sour.

    c  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn what_was_ignored_is_said() {
    insta::assert_snapshot!(held(&["/search the cryptography of the enigma"]), @"
    > /search the cryptography of the enigma
    Nothing found for “the cryptography of the enigma”.

    No paper has “cryptography” or “enigma”.

    Too common to search for: “the” and “of”.
    ");
}
