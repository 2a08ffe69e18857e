//! `/papers` and `/source`.

use super::dialogue::held;

#[test]
fn the_library() {
    insta::assert_snapshot!(held(&["/papers", "context a", "source b"]), @"
    > /papers
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

    1 Source

    > context a
    Nothing found for “context a”.

    No paper has “context”.

    Too common to search for: “a”.

    > source b
    Lighthouses of the Northern Coast

    Eilidh Grant

    Grant (1998) · book · 3 passages · harbours, history · grant1998

    Section           Passages
    The first towers  1
    Lenses            1
    Keepers           1

    3 passages, 93 words.

    No paper here cites it.

    1 Read   2 Related
    ");
}

#[test]
fn papers_with_words() {
    insta::assert_snapshot!(held(&["/papers waggle", "/papers okafor from:2015"]), @"
    > /papers waggle
    2 papers

    a  Müller and Okafor (2019) · The Waggle Dance Reconsidered · article · 3
       passages · bees · muller2019
    b  Okafor (2014) · How Honeybees Share a Map · article · 6 passages · bees,
       animals · okafor2014

    1 Source

    > /papers okafor from:2015
    1 paper

    a  Müller and Okafor (2019) · The Waggle Dance Reconsidered · article · 3
       passages · bees · muller2019

    1 Source
    ");
}

#[test]
fn papers_under_a_tag() {
    insta::assert_snapshot!(held(&["/papers tag:economics"]), @"
    > /papers tag:economics
    2 papers

    a  Ibáñez (2008) · Lighthouses and the Price of Light · chapter · 2 passages ·
       harbours, economics · ibanez2008
    b  Wiśniewska (2011) · The Looms of Łódź · article · 3 passages · history,
       economics · wisniewska2011

    1 Source
    ");
}

#[test]
fn papers_between_years_by_an_author() {
    insta::assert_snapshot!(held(&["/papers author:okafor to:2015"]), @"
    > /papers author:okafor to:2015
    1 paper

    a  Okafor (2014) · How Honeybees Share a Map · article · 6 passages · bees,
       animals · okafor2014

    1 Source
    ");
}

#[test]
fn no_papers() {
    insta::assert_snapshot!(held(&["/papers alchemy", "/papers lighthouses from:2000 to:2005", "1"]), @"
    > /papers alchemy
    No paper fits.

    Without the words “alchemy”: 9 papers.

    1 Without words

    > /papers lighthouses from:2000 to:2005
    No paper fits.

    Without the words “lighthouses”: 1 paper.

    Without from:2000: 1 paper.

    Without to:2005: 1 paper.

    1 Without words   2 Without from   3 Without to

    > 1
    1 paper

    a  Brandt (2003) · Why the Sea Rises Twice a Day · 3 passages · brandt2003

    1 Source
    ");
}

#[test]
fn a_page_of_the_library_after_the_last() {
    insta::assert_snapshot!(held(&["/papers page:7", "1"]), @"
    > /papers page:7
    There is no page 7: the list has 9 papers.

    1 First page

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

    1 Source
    ");
}

#[test]
fn a_mistake_about_papers() {
    insta::assert_snapshot!(held(&["/papers tga:bees", "/papers form:twelve"]), @"
    > /papers tga:bees
    “/papers” has no option “tga”.

    Try: /papers sanctions from:2000

    Perhaps you meant:

    1 /papers tag:bees   2 /papers -- tga:bees

    > /papers form:twelve
    “/papers” has no option “form”.

    Try: /papers sanctions from:2000

    Perhaps you meant:

    1 /papers -- form:twelve
    ");
}

#[test]
fn a_card() {
    insta::assert_snapshot!(held(&["/source okafor2014", "1"]), @"
    > /source okafor2014
    How Honeybees Share a Map

    Ruth Okafor

    Okafor (2014) · article · 6 passages · bees, animals · okafor2014

       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    Published 2014-10 · Journal of Small Creatures ·
    https://doi.org/10.5555/bees.2014

    Section                  Passages
    Abstract                 1
    The dance                2
    What the watchers learn
    › Distance               1
    › Scent                  1
    Conclusion               1

    6 passages, 137 words, 1 note, 1 reference.

    Its only reference is not here. No paper here cites it.

    1 Read   2 References   3 Related

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

    1 Context   2 Related   3 Source
    ");
}

#[test]
fn a_card_without_author_or_year() {
    insta::assert_snapshot!(held(&["/source sourdough"]), @"
    > /source sourdough
    On Sourdough

    “On Sourdough” (n.d.) · 3 passages · sourdoughnd

    3 passages, 61 words.

    No paper here cites it.

    1 Read   2 Related
    ");
}

#[test]
fn a_card_by_words_of_the_title_where_several_fit() {
    insta::assert_snapshot!(held(&["/source lighthouses", "/source price of light"]), @"
    > /source lighthouses
    Several papers fit “lighthouses”: which one?

    a  Grant (1998) · Lighthouses of the Northern Coast · book · 3 passages ·
       harbours, history · grant1998
    b  Ibáñez (2008) · Lighthouses and the Price of Light · chapter · 2 passages ·
       harbours, economics · ibanez2008

    1 grant1998   2 ibanez2008

    > /source price of light
    Lighthouses and the Price of Light

    Tomás Ibáñez

    Ibáñez (2008) · chapter · 2 passages · harbours, economics · ibanez2008

    Section               Passages
    Who pays              1
    What the ledgers say  1

    2 passages, 60 words.

    No paper here cites it.

    1 Read   2 Related
    ");
}

#[test]
fn a_card_of_an_unknown_paper() {
    insta::assert_snapshot!(held(&["/source okafor2041", "1", "/source alchemy", "1", "/source"]), @"
    > /source okafor2041
    No paper is called “okafor2041”.

    Did you mean one of these?

    1 okafor2014

    > 1
    How Honeybees Share a Map

    Ruth Okafor

    Okafor (2014) · article · 6 passages · bees, animals · okafor2014

       A honeybee that has found flowers tells her nestmates where they are by
       dancing. This article describes the waggle dance, what the watchers learn
       from it, and what they ignore.

    Published 2014-10 · Journal of Small Creatures ·
    https://doi.org/10.5555/bees.2014

    Section                  Passages
    Abstract                 1
    The dance                2
    What the watchers learn
    › Distance               1
    › Scent                  1
    Conclusion               1

    6 passages, 137 words, 1 note, 1 reference.

    Its only reference is not here. No paper here cites it.

    1 Read   2 References   3 Related

    > /source alchemy
    No paper is called “alchemy”.

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

    1 Source

    > /source
    “/source” needs “paper”: the paper, by key or title.

    Try: /source liang2014
    ");
}
