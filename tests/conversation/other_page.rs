//! Pages that a person gives, where the words stand on others.

use super::tides::held;

#[test]
fn another_page_than_that_of_the_words_was_offered_first() {
    for (asked, own) in [
        ("/cite falknda:1 page:3", "1 /cite passage:falknda:1"),
        ("/cite falkndb:1 page:9", "1 /cite passage:falkndb:1"),
    ] {
        let offered = held(&[asked]);
        assert!(offered.trim_end().ends_with(own), "{offered}");
    }
}

#[test]
fn the_page_of_the_words_was_not_among_the_actions() {
    insta::assert_snapshot!(held(&["/cite falknda:1 page:213 form:intext", "1"]), @"
    > /cite falknda:1 page:213 form:intext
    (Falk, n.d., p. 213)

    Missing: year.

    The words stand on p. 212.

    1 Their own page   2 Entry   3 Quote   4 Context   5 MLA   6 Chicago   7 Harvard
    8 BibTeX

    > 1
    (Falk, n.d., p. 212)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn a_wider_range_than_that_of_the_words_was_let_pass() {
    insta::assert_snapshot!(held(&["/cite falknda:1 page:212-214 form:intext"]), @"
    > /cite falknda:1 page:212-214 form:intext
    (Falk, n.d., pp. 212–214)

    Missing: year.

    The words stand on p. 212.

    1 Their own page   2 Entry   3 Quote   4 Context   5 MLA   6 Chicago   7 Harvard
    8 BibTeX
    ");
}

#[test]
fn a_page_of_the_file_was_named_as_one_of_the_print() {
    insta::assert_snapshot!(held(&["/cite falkndb:4 form:intext style:nature"]), @"
    > /cite falkndb:4 form:intext style:nature
    1

    Missing: year.

    Nature names no page in a citation; the place is p. 3 of the file: say it in
    your own sentence.

    The number is the work’s place in your own list; here it stands as 1.

    The printed page numbers are not known: this is p. 3 of the file.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX
    ");
}
