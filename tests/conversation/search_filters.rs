//! `/search` in some of the papers: filters, and the papers they name.

use super::dialogue::held;

#[test]
fn one_paper_by_its_key() {
    insta::assert_snapshot!(held(&["/search light paper:grant1998"]), @"
    > /search light paper:grant1998
    1 passage in 1 paper

    a  Grant (1998) · Lenses · grant1998:2
       The new lens of 1822 bent the light of one lamp into a single beam. A lamp
       that had been seen for eight miles was now seen for twenty.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn one_paper_by_words_of_its_title() {
    insta::assert_snapshot!(held(&["/search flowers paper:reconsidered"]), @"
    > /search flowers paper:reconsidered
    2 passages in 1 paper

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_paper_that_several_fit_is_asked_for() {
    insta::assert_snapshot!(held(&["/search ship paper:lighthouses", "2"]), @"
    > /search ship paper:lighthouses
    Several papers fit “lighthouses”: which one?

    a  Grant (1998) · Lighthouses of the Northern Coast · book · 3 passages ·
       harbours, history · grant1998
    b  Ibáñez (2008) · Lighthouses and the Price of Light · chapter · 2 passages ·
       harbours, economics · ibanez2008

    1 grant1998   2 ibanez2008

    > 2
    2 passages in 1 paper

    a  Ibáñez (2008) · Who pays · ibanez2008:1
       A lighthouse shines for every ship, whether the ship has paid or not.
       Economists call such a thing a public good, and long held that no private
       owner would build one.

    b  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_paper_that_is_not_there() {
    insta::assert_snapshot!(held(&["/search ship paper:grant1999", "1"]), @"
    > /search ship paper:grant1999
    No paper is called “grant1999”.

    Did you mean one of these?

    1 grant1998

    > 1
    1 passage in 1 paper

    a  Grant (1998) · Keepers · grant1998:3
       A keeper wrote down every ship, every storm and every pint of oil. When the
       lamps were made automatic the writing ended, and with it the best weather
       record of the coast.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn one_author() {
    insta::assert_snapshot!(held(&["/search flowers author:müller"]), @"
    > /search flowers author:müller
    2 passages in 1 paper

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn from_a_year_to_a_year() {
    insta::assert_snapshot!(held(&["/search harbour from:1990 to:2010"]), @"
    > /search harbour from:1990 to:2010
    2 passages in 2 papers

    a  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    b  Brandt (2003) · 3. The shore · brandt2003:3
       The shape of a bay can double a tide or drown it. In a long funnel the flood
       is squeezed upwards, and the harbour at its end may see the water rise by ten
       metres.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn under_a_heading() {
    insta::assert_snapshot!(held(&["/search dance section:watchers"]), @"
    > /search dance section:watchers
    1 passage in 1 paper

    a  Okafor (2014) · What the watchers learn › Scent · okafor2014:5
       The dancer also carries the scent of the flowers, and a watcher that knows
       the scent often ignores the dance altogether.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn under_a_tag() {
    insta::assert_snapshot!(held(&["/search harbour tag:economics"]), @"
    > /search harbour tag:economics
    1 passage in 1 paper

    a  Ibáñez (2008) · What the ledgers say · ibanez2008:2
       The ledgers say otherwise. Private owners built dozens of lighthouses, and
       the harbour master collected a due from each ship that came in, before it was
       allowed to unload.

    1 Context   2 Cite   3 Related   4 Source
    ");
}
