//! What a citation leaves out is said: a place that its style does not name, words under an ellipsis.

use super::tides::held;

#[test]
fn a_style_that_names_no_place_is_said_to() {
    insta::assert_snapshot!(held(&[
        "/cite falknda:2 form:intext style:vancouver",
        "/cite falknda:2 form:intext style:nature",
        "/cite falknda page:213 style:ris",
        "/cite falknda:2 form:note style:mla page:212",
        "/cite falk1988a:4 form:intext style:mla",
        "/cite falknda style:vancouver",
    ]), @"
    > /cite falknda:2 form:intext style:vancouver
    (1)

    Missing: year.

    Vancouver (NLM, Citing Medicine) names no page in a citation; the place is pp.
    212–213: say it in your own sentence.

    The number is the work’s place in your own list; here it stands as 1.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX

    > /cite falknda:2 form:intext style:nature
    1

    Missing: year.

    Nature names no page in a citation; the place is pp. 212–213: say it in your own
    sentence.

    The number is the work’s place in your own list; here it stands as 1.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX

    > /cite falknda page:213 style:ris
    TY  - GEN
    ID  - falknda
    AU  - Falk, Mina
    TI  - The Measuring of Tides
    LA  - en
    ER  - 

    Missing: year.

    RIS names no page in a citation; the place is p. 213: say it in your own
    sentence.

    1 Source   2 APA   3 MLA   4 Chicago   5 Harvard   6 BibTeX

    > /cite falknda:2 form:note style:mla page:212
    (Falk 212)

    Missing: year.

    MLA Handbook, 9th edition has no notes of its own; this is its citation in the
    text.

    The words stand on pp. 212–213.

    1 Their own page   2 Entry   3 Quote   4 Context   5 APA   6 Chicago   7 Harvard
    8 BibTeX

    > /cite falk1988a:4 form:intext style:mla
    (Falk)

    MLA Handbook, 9th edition names no paragraph in a citation; the place is
    paragraph 3: say it in your own sentence.

    In print it stands on pp. 401–420, but on which of them the file does not tell:
    here it is p. 3 of the file. Add the printed page with “page:”.

    1 Entry   2 Quote   3 Context   4 APA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falknda style:vancouver
    1. Falk M. The Measuring of Tides.

    In the text: (1)

    Missing: year.

    The number is the work’s place in your own list; here it stands as 1.

    1 In text   2 Source   3 APA   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn a_not_under_an_ellipsis_is_said_to_be_left_out() {
    insta::assert_snapshot!(held(&[
        "/verify such knowledge was … worth much",
        "/cite text:\"such knowledge was [...] worth much in the years … worth a fleet\" form:quote",
        "/verify such knowledge was … not worth much",
    ]), @r#"
    > /verify such knowledge was … worth much
    Verbatim in its parts, in Falk (1988, p. 114)

    It stands verbatim in 5 more passages.

    The ellipsis leaves out: “not”.

    Falk (1988, pp. 113–114) · falk1988:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source

    > /cite text:"such knowledge was [...] worth much in the years … worth a fleet" form:quote
    “such knowledge was … worth much in the years … worth a fleet” (Falk, 1988, p. 114).

    In the text: (Falk, 1988, p. 114)

    The same words stand in 5 other places.

    The ellipses leave out: “not”; then “of the long peace and was”.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /verify such knowledge was … not worth much
    Verbatim in Falk (1988, p. 114)

    It stands verbatim in 5 more passages.

    Falk (1988, pp. 113–114) · falk1988:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source
    "#);
}
