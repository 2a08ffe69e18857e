//! `/search`: words and phrases, and how to say it wrongly.

use super::dialogue::held;

#[test]
fn passages_answer_with_their_place() {
    insta::assert_snapshot!(held(&["/search waggle dance", "2", "context b"]), @"
    > /search waggle dance
    7 passages in 2 papers

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    c  Okafor (2014) · The dance · okafor2014:2
       The waggle dance is a short run along the comb, during which the bee shakes
       her body from side to side and then circles back to where she began.

    1 More   2 Context   3 Related   4 Source

    > 2
    Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    Müller and Okafor (2019) · An experiment · muller2019:2
       We turned the light in the hive, so that the dances pointed the wrong way.
       Only one follower in nine was misled.

    1 Context   2 Related   3 Source

    > context b
    Müller and Okafor (2019) · An experiment · muller2019:2
       We turned the light in the hive, so that the dances pointed the wrong way.
       Only one follower in nine was misled.

    Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Related   3 Source
    ");
}

#[test]
fn words_without_a_command_are_a_search() {
    insta::assert_snapshot!(held(&["why are there two tides a day"]), @"
    > why are there two tides a day
    13 passages in 4 papers

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

    c  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    1 More   2 Context   3 Related   4 Source
    ");
}

#[test]
fn an_inflected_word_finds_the_others() {
    insta::assert_snapshot!(held(&["/search weaving looms"]), @"
    > /search weaving looms
    3 passages in 1 paper

    No paper has “weaving”.

    a  Wiśniewska (2011) · The naïve weaver · wisniewska2011:2
       The naïve weaver of the ballads, who trusts the merchant and loses his loom,
       is an invention of the 1890s. The weavers of Łódź knew the price of yarn in
       Manchester to the penny.

    b  Wiśniewska (2011) · The strike · wisniewska2011:3
       In 1892 the weavers struck for a shorter day. The strike lasted a week; the
       mills were closed for a month.

    c  Wiśniewska (2011) · A city of cotton · wisniewska2011:1
       In 1820 Łódź was a village with a church and a few hundred people. Eighty
       years later it spun and wove for the whole of the empire, and its chimneys
       were counted by the hundred.

    1 Context   2 Related   3 Source
    ");
}

#[test]
fn a_mistyped_word_is_mended_and_said_to_be() {
    insta::assert_snapshot!(held(&["/search lighthuose keeprs"]), @"
    > /search lighthuose keeprs
    5 passages in 2 papers

    No paper has “lighthuose” or “keeprs”: searched for “lighthouse” and “keepers”.

    a  Grant (1998) · Keepers · grant1998:3
       A keeper wrote down every ship, every storm and every pint of oil. When the
       lamps were made automatic the writing ended, and with it the best weather
       record of the coast.

    b  Grant (1998) · The first towers · grant1998:1
       The oldest lighthouse of the northern coast was a coal fire in an iron
       basket. Its keeper was paid in barrels of coal and burned as few of them as
       he dared.

    c  Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    1 More   2 Context   3 Related   4 Source
    ");
}

#[test]
fn a_word_that_no_paper_has_is_named() {
    insta::assert_snapshot!(held(&["/search waggle cryptography"]), @"
    > /search waggle cryptography
    5 passages in 2 papers

    No paper has “cryptography”.

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Müller and Okafor (2019) · An experiment · muller2019:2
       We turned the light in the hive, so that the dances pointed the wrong way.
       Only one follower in nine was misled.

    c  Okafor (2014) · Abstract · okafor2014:1
       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    1 More   2 Context   3 Related   4 Source
    ");
}

#[test]
fn accents_do_not_matter() {
    insta::assert_snapshot!(held(&["/search naive", "/search lodz results:1", "/search author:ibanez results:1 harbour"]), @"
    > /search naive
    1 passage in 1 paper

    a  Wiśniewska (2011) · The naïve weaver · wisniewska2011:2
       The naïve weaver of the ballads, who trusts the merchant and loses his loom,
       is an invention of the 1890s. The weavers of Łódź knew the price of yarn in
       Manchester to the penny.

    1 Context   2 Related   3 Source

    > /search lodz results:1
    3 passages in 1 paper

    a  Wiśniewska (2011) · The naïve weaver · wisniewska2011:2
       The naïve weaver of the ballads, who trusts the merchant and loses his loom,
       is an invention of the 1890s. The weavers of Łódź knew the price of yarn in
       Manchester to the penny.

    1 More   2 Context   3 Related   4 Source

    > /search author:ibanez results:1 harbour
    1 passage in 1 paper

    a  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Context   2 Related   3 Source
    ");
}

#[test]
fn all_words_must_meet() {
    insta::assert_snapshot!(held(&["/search harbour light mode:all"]), @"
    > /search harbour light mode:all
    1 passage in 1 paper

    a  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Context   2 Related   3 Source
    ");
}

#[test]
fn a_phrase_stands_as_it_was_said() {
    insta::assert_snapshot!(held(&["/search mode:phrase harbour master results:2"]), @"
    > /search mode:phrase harbour master results:2
    5 passages in 2 papers

    a  Varga (1987) · Entries · varga1987:1
       In the year 1701 the harbour master counted twelve grain ships at the
       northern quay, wrote their names into the great ledger before noon, and sent
       a copy to the council by the evening tide.

    b  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 More   2 Context   3 Related   4 Source
    ");
}

#[test]
fn a_question_in_quotation_marks_is_a_phrase() {
    insta::assert_snapshot!(held(&[r#"/search "spring tides""#, "/search “neap tides”"]), @r#"
    > /search "spring tides"
    1 passage in 1 paper

    a  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Related   3 Source

    > /search “neap tides”
    1 passage in 1 paper

    a  Brandt (2003) · 2. The sun · brandt2003:2
       The sun does the same with somewhat less than half the strength. When sun and
       moon pull along one line the tides are greatest, and sailors speak of spring
       tides; when they pull crosswise the tides are least, and sailors speak of
       neap tides.

    1 Context   2 Related   3 Source
    "#);
}

#[test]
fn an_answer_for_one_person() {
    insta::assert_snapshot!(held(&["/search moon private:yes results:1"]), @"
    > /search moon private:yes results:1
    2 passages in 1 paper

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Related   4 Source
    ");
}

#[test]
fn a_mistake_in_an_option() {
    insta::assert_snapshot!(held(&["/search tides form:1990", "/search tides from:soon", "/search tides from:2010 to:1990", "/search tides results:9", "/search tides mode:exact"]), @"
    > /search tides form:1990
    “/search” has no option “form”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search tides from:1990   2 /search -- tides form:1990

    > /search tides from:soon
    “from” must be a year, as in 1990, not “soon”.

    Try: /search buffer state from:1990

    > /search tides from:2010 to:1990
    “from” is later than “to”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search tides from:1990 to:2010

    > /search tides results:9
    “results” must be a whole number from 1 to 5, not “9”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search tides results:5

    > /search tides mode:exact
    “mode” must be any, all or phrase, not “exact”.

    Try: /search buffer state from:1990
    ");
}

#[test]
fn a_mistyped_command() {
    insta::assert_snapshot!(held(&["/serch spring tides"]), @"
    > /serch spring tides
    There is no command “serch”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search spring tides
    ");
}

#[test]
fn no_words() {
    insta::assert_snapshot!(held(&["/search", "/search author:grant"]), @"
    > /search
    “/search” needs “query”: what to look for, in plain words.

    Try: /search buffer state from:1990

    > /search author:grant
    “/search” needs “query”: what to look for, in plain words.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /papers author:grant
    ");
}

#[test]
fn the_source_of_a_result_named_by_its_letter() {
    insta::assert_snapshot!(held(&["/search harbour results:2", "source b", "source c"]), @"
    > /search harbour results:2
    12 passages in 4 papers

    a  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    b  Levi (2016) · Two scripts · levi2016:5
       Both refrains greet the sea and the harbour in the same order, though they
       are written in two scripts and were collected by people who had not met.

    1 More   2 Context   3 Related   4 Source

    > source b
    Songs of the Harbour

    Dalia Levi

    Levi (2016) · article · 5 passages · music · levi2016

    Section       Passages
    Two refrains  4
    Two scripts   1

    5 passages, 63 words.

    No paper here cites it.

    1 Read   2 Related

    > source c
    No result carries the letter c.
    ");
}
