//! Papers with pages: what stands on which, whose numbers they bear, and what runs over from one to
//! the next.

use std::fmt::Write as _;
use std::path::Path;

use lectern::papers::paper::Numbering;
use lectern::papers::read;

use super::tides::{held, printed};
/// A text of pages in which every word ends with the letter of its page; some words are parted by the
/// page’s end.
fn lettered(pages: usize, words_a_paragraph: usize) -> String {
    let mut text = String::from("# The Letters of Pages\nMina Falk\n\n");
    let mut words = 0;
    for (page, letter) in ('a'..).take(pages).enumerate() {
        for line in 0..24 {
            for _ in 0..9 {
                words += 1;
                if words % words_a_paragraph == 0 {
                    let _ = write!(text, "end{letter}.\n\n");
                } else if words % words_a_paragraph == 1 {
                    let _ = write!(text, "It{letter} ");
                } else {
                    let _ = write!(text, "word{letter} ");
                }
            }
            let is_parted = line == 23 && page % 2 == 0 && page + 1 < pages;
            text.push_str(if is_parted { "par-\n" } else { "\n" });
            if is_parted {
                let next = char::from_u32(u32::from(letter) + 1).unwrap();
                let _ = write!(text, "\u{c}\nted{next} ");
            } else if line == 23 && page + 1 < pages {
                text.push_str("\u{c}\n");
            }
        }
    }
    text
}

#[test]
fn every_word_is_known_by_its_own_page() {
    for words_a_paragraph in [50, 170, 700] {
        let text = lettered(8, words_a_paragraph);
        let pdf = printed(&text, |at| format!("{}", 41 + at), "");
        let plain = text.replace("# ", "");
        for (name, bytes) in [("a.pdf", pdf), ("a.txt", plain.into_bytes())] {
            let paper = read::document(Path::new(name), &bytes).unwrap();
            let first = if name == "a.pdf" { 41 } else { 1 };
            let (mut seen, mut parted) = (0, 0);
            for passage in &paper.passages {
                let mut from = 0;
                for word in passage.text.split(' ') {
                    let at = from + word.len() - 1;
                    let letter = word.trim_end_matches('.').chars().last().unwrap();
                    let page = first + u32::from(letter) - u32::from('a');
                    assert_eq!(
                        passage.page_at(at),
                        Some(page),
                        "{name}: {word} in {}",
                        passage.text
                    );
                    let pages = passage.pages_of(from..at + 1, Numbering::Printed).unwrap();
                    let is_parted = word.starts_with("parted");
                    assert_eq!(
                        pages.count(),
                        if is_parted { 2 } else { 1 },
                        "{name}: {word}"
                    );
                    parted += usize::from(is_parted);
                    seen += 1;
                    from = at + 2;
                }
            }
            assert!(seen > 1_600 && parted == 4, "{name}: {seen}, {parted}");
        }
    }
}

#[test]
fn words_stand_on_their_own_page_or_on_the_range_that_they_run_over() {
    insta::assert_snapshot!(held(&[
        "/verify a table that no stranger was to see paper:\"the measuring of tides\"",
        "/verify and to the rulers of the mainland such knowledge paper:\"the measuring of tides\"",
        "/verify Three copies of the table are left paper:\"the measuring of tides\"",
        "/verify paper:\"the measuring of tides\" boats that no longer come … three copies of the table",
    ]), @r#"
    > /verify a table that no stranger was to see paper:"the measuring of tides"
    Verbatim in Falk (n.d., p. 212)

    Falk (n.d., pp. 212–213) · falknda:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source

    > /verify and to the rulers of the mainland such knowledge paper:"the measuring of tides"
    Verbatim in Falk (n.d., pp. 212–213)

    Falk (n.d., pp. 212–213) · falknda:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source

    > /verify Three copies of the table are left paper:"the measuring of tides"
    Verbatim in Falk (n.d., p. 213)

    Falk (n.d., pp. 212–213) · falknda:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source

    > /verify paper:"the measuring of tides" boats that no longer come … three copies of the table
    Verbatim in its parts, in Falk (n.d., pp. 212–213)

    The ellipsis leaves out: “and its wall still stands at the height that the old
    masters chose for the great tide. They measured it with a pole that was” … 49
    more words, “no” among them, … “rulers of the mainland such knowledge was not
    worth much in the years of the long peace and was worth a fleet in any other”.

    It reaches over the border of passages.

    Falk (n.d., p. 212) · falknda:1
       The harbour of the island was built for boats that no longer come, and its
       wall still stands at the height that the old masters chose for the great
       tide. They measured it with a pole that was cut anew in every seventh year.

    Falk (n.d., pp. 212–213) · falknda:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source
    "#);
}

#[test]
fn a_passage_that_runs_over_a_page_is_cited_by_its_range_in_each_style() {
    let lines: Vec<String> = [
        "apa",
        "mla",
        "chicago-notes",
        "chicago-author-date",
        "harvard",
        "ieee",
        "bibtex",
        "csl-json",
    ]
    .iter()
    .map(|style| format!("/cite falknda:2 form:intext style:{style}"))
    .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    insta::assert_snapshot!(held(&lines), @r"
    > /cite falknda:2 form:intext style:apa
    (Falk, n.d., pp. 212–213)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falknda:2 form:intext style:mla
    (Falk 212–13)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falknda:2 form:intext style:chicago-notes
    Mina Falk, “The Measuring of Tides,” n.d., 212–13.

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Harvard   7 BibTeX

    > /cite falknda:2 form:intext style:chicago-author-date
    (Falk, n.d., 212–13)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX

    > /cite falknda:2 form:intext style:harvard
    (Falk, no date, pp. 212–213)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 BibTeX

    > /cite falknda:2 form:intext style:ieee
    [1, pp. 212–213]

    Missing: year.

    The number is the work’s place in your own list; here it stands as 1.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX

    > /cite falknda:2 form:intext style:bibtex
    \cite[pp.~212--213]{falknda}

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard

    > /cite falknda:2 form:intext style:csl-json
    [@falknda, pp. 212-213]

    Missing: year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX
    ");
}

#[test]
fn the_part_of_a_long_paragraph_behind_a_page_is_not_cited_by_the_page_before() {
    insta::assert_snapshot!(held(&["/cite falknda:3 form:intext", "/passage falknda:3"]), @"
    > /cite falknda:3 form:intext
    (Falk, n.d., pp. 213–214)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /passage falknda:3
    Falk (n.d., pp. 213–214) · falknda:3
       The oldest was written by a woman who signed it with the mark of a wheel and
       who added in the margin that the table had been wrong for as long as anybody
       could remember, that the masters had known of it, and that none of them would
       say so, since a table that is wrong in the same way every year can be used
       all the same. The copy of the next century leaves the margin out. It gives
       the hours as if nobody had ever doubted them, and that is how they came into
       print.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn pages_of_the_file_do_not_pass_for_those_of_the_print() {
    insta::assert_snapshot!(held(&[
        "/cite falk1988:4 form:intext",
        "/cite falknd:4 form:intext",
        "/cite falk1988a:4 form:intext",
        "/cite falk1988a:4 form:intext page:417",
        "/cite falk1988a:4 form:intext page:3",
        "/cite falkndb:4 form:intext",
        "/cite falkndb page:4",
    ]), @"
    > /cite falk1988:4 form:intext
    (Falk, 1988, p. 115)

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falknd:4 form:intext
    (Falk, n.d., p. 33)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falk1988a:4 form:intext
    (Falk, 1988, para. 3)

    In print it stands on pp. 401–420, but on which of them the file does not tell:
    here it is p. 3 of the file. Add the printed page with “page:”.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falk1988a:4 form:intext page:417
    (Falk, 1988, p. 417)

    The words stand on p. 3 of the file.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falk1988a:4 form:intext page:3
    falk1988a has no page 3: it stands on pp. 401–420.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite passage:falk1988a:4 form:intext

    > /cite falkndb:4 form:intext
    (Falk, n.d., p. 3)

    Missing: year.

    The printed page numbers are not known: this is p. 3 of the file.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falkndb page:4
    falkndb has no page 4: it stands on pp. 1–3 of the file. Where the print has
    other pages, give them in a .bib, .json, .ris or .yaml file beside it.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite falkndb page:3   2 /cite falkndb
    ");
}

#[test]
fn another_page_than_that_of_the_words_is_spoken_of() {
    insta::assert_snapshot!(held(&[
        "/cite falknda:1 page:213",
        "/cite falknda:1 page:212",
        "/cite falknda:1 page:3",
        "/cite falknda page:212-215",
    ]), @"
    > /cite falknda:1 page:213
    Falk, M. (n.d.). The Measuring of Tides.

    In the text: (Falk, n.d., p. 213)

    Missing: year.

    The words stand on p. 212.

    1 Their own page   2 In text   3 Quote   4 Context   5 MLA   6 Chicago
    7 Harvard   8 BibTeX

    > /cite falknda:1 page:212
    Falk, M. (n.d.). The Measuring of Tides.

    In the text: (Falk, n.d., p. 212)

    Missing: year.

    1 In text   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falknda:1 page:3
    falknda has no page 3: it stands on pp. 212–214.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite passage:falknda:1

    > /cite falknda page:212-215
    falknda has no page 212-215: it stands on pp. 212–214.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite falknda page:214   2 /cite falknda
    ");
}

#[test]
fn a_page_that_bears_no_plain_number_is_not_cited_by_another() {
    insta::assert_snapshot!(held(&[
        "/cite falkndc:1 form:intext",
        "/cite falkndc:2 form:intext",
        "/verify three copies of the table are left paper:falkndc",
        "/cite falkndc:4 form:intext",
    ]), @"
    > /cite falkndc:1 form:intext
    (Falk, n.d., para. 1)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite falkndc:2 form:intext
    (Falk, n.d., para. 2)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /verify three copies of the table are left paper:falkndc
    Verbatim in Falk (n.d., p. 1)

    Falk (n.d.) · falkndc:2
       A tide is known by its height and by its hour, and of both the masters kept a
       table that no stranger was to see.¹ Whoever read it could tell in which month
       a heavy ship would pass the bar, and to the rulers of the mainland such
       knowledge was not worth much in the years of the long peace and was worth a
       fleet in any other. Three copies of the table are left, and they differ in
       the hours of the spring tides alone.

    1 Context   2 Cite   3 Related   4 Source

    > /cite falkndc:4 form:intext
    (Falk, n.d., p. 2)

    Missing: year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}
