//! `/search` for what nobody expects: no words, other scripts, too much.

use super::dialogue::held;

#[test]
fn stop_words_alone_are_the_question() {
    insta::assert_snapshot!(held(&["/search of the and"]), @"
    > /search of the and
    33 passages in 9 papers

    These words are in nearly every passage; put them in quotation marks to find
    them together.

    a  Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    b  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    c  Wiśniewska (2011) · The naïve weaver · wisniewska2011:2
       The naïve weaver of the ballads, who trusts the merchant and loses his loom,
       is an invention of the 1890s. The weavers of Łódź knew the price of yarn in
       Manchester to the penny.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn only_emoji() {
    insta::assert_snapshot!(held(&["/search 🐝🌊"]), @"
    > /search 🐝🌊
    Nothing found for “🐝🌊”.

    There are no words in it to search for.
    ");
}

#[test]
fn emoji_beside_words() {
    insta::assert_snapshot!(held(&["/search 🐝 nectar"]), @"
    > /search 🐝 nectar
    1 passage in 1 paper

    a  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn only_punctuation() {
    insta::assert_snapshot!(held(&["/search ?!…", r#"/search """#]), @r#"
    > /search ?!…
    Nothing found for “?!…”.

    There are no words in it to search for.

    > /search ""
    Nothing found for “""”.

    There are no words in it to search for.
    "#);
}

#[test]
fn right_to_left_text() {
    insta::assert_snapshot!(held(&["/search שלום", "/search الميناء"]), @"
    > /search שלום
    1 passage in 1 paper

    a  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    1 Context   2 Cite   3 Related   4 Source

    > /search الميناء
    1 passage in 1 paper

    a  Levi (2016) · Two refrains · levi2016:4
       سلام على البحر وسلام على الميناء

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn right_to_left_text_among_other_words() {
    insta::assert_snapshot!(held(&["/search refrain שלום results:1"]), @"
    > /search refrain שלום results:1
    5 passages in 1 paper

    a  Levi (2016) · Two refrains · levi2016:2
       שלום לים ושלום לנמל

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn control_characters() {
    insta::assert_snapshot!(held(&["/search wag\u{7}gle \u{1b}[31mdance\u{0} results:1", "/search \u{202e}moon results:1"]), @r"
    > /search wag\u{7}gle \u{1b}[31mdance\u{0} results:1
    Nothing found for “wag gle [31mdance”.

    No paper has “wag”, “gle” or “31mdance”.

    > /search \u{202e}moon results:1
    2 passages in 1 paper

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn mark_up_is_text() {
    insta::assert_snapshot!(held(&["/search <b>moon</b> *tides* @everyone results:1"]), @"
    > /search <b>moon</b> *tides* @everyone results:1
    7 passages in 2 papers

    No paper has “b” or “everyone”.

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn operators_of_other_engines_are_words() {
    insta::assert_snapshot!(held(&["/search moon AND (tides OR NOT sun) title:x^2 results:1"]), @r"
    > /search moon AND (tides OR NOT sun) title:x^2 results:1
    “/search” has no option “title”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search results:1 -- moon AND (tides OR NOT sun) title:x^2
    ");
}

/// The longest question that is read, all of it one word or another.
fn long(characters: usize) -> String {
    "tides of the moon "
        .chars()
        .cycle()
        .take(characters - 1)
        .chain(['s'])
        .collect()
}

#[test]
fn ten_thousand_characters_are_read() {
    let question = long(10_000);
    let heard = held(&[&format!("/search results:1 {question}")]);
    insta::assert_snapshot!(heard.replace(&question, "…"), @"
    > /search results:1 …
    7 passages in 2 papers

    No paper has “s”.

    a  Brandt (2003) · 1. The moon · brandt2003:1
       The moon pulls at the near side of the earth more strongly than at its
       centre, and at the centre more strongly than at the far side. The water is
       stretched along the line to the moon, and so there are two bulges and two
       high tides a day.

    1 More   2 Context   3 Cite   4 Related   5 Source
    ");
}

#[test]
fn ten_thousand_and_one_are_too_many() {
    let question = long(10_001);
    let heard = held(&[&format!("/search results:1 {question}")]);
    insta::assert_snapshot!(heard.replace(&question, "…"), @"
    > /search results:1 …
    “query” is 10001 characters long; at most 10000 are read.

    Try: /search buffer state from:1990
    ");
}
