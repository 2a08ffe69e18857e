//! Papers with pages: what stands on which, whose numbers they bear, and what runs over from one to
//! the next.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lectern::conversation::bot::Bot;
use lectern::papers::paper::Numbering;
use lectern::papers::read;

use super::dialogue::{bot_over, held_with, indexed};

/// Two paragraphs of three pages, the second of which runs over both borders: from the first page with
/// a parted word, and past a footnote.
const TIDES: &str = "\
# The Measuring of Tides
Mina Falk

The harbour of the island was built for boats that no longer come, and its
wall still stands at the height that the old masters chose for the great
tide. They measured it with a pole that was cut anew in every seventh year.

A tide is known by its height and by its hour, and of both the masters
kept a table that no stranger was to see.¹ Whoever read it could tell in
which month a heavy ship would pass the bar, and to the rulers of the main-
^ ¹ Falk, The Pole and the Table, p. 9.
\u{c}
land such knowledge was not worth much in the years of the long peace and
was worth a fleet in any other. Three copies of the table are left, and they
differ in the hours of the spring tides alone. The oldest was written by a
woman who signed it with the mark of a wheel and who added in the margin
that the table had been wrong for as long as anybody could remember, that
the masters had known of it, and that none of them would say so, since a
\u{c}
table that is wrong in the same way every year can be used all the same.
The copy of the next century leaves the margin out. It gives the hours as
if nobody had ever doubted them, and that is how they came into print.

What was printed was believed. The pilots of the main coast went aground
by the book for thirty years before one of them asked for the pole.
";

/// A paper of these pages as a PDF. A line that begins with `#` is the title, one with `^` stands at
/// the foot; `head` is printed at the upper edge of each page, `labels` are those of pages (ISO 32000-1, 12.4.2).
fn pdf(text: &str, head: impl Fn(usize) -> String, labels: &str) -> Vec<u8> {
    let pages: Vec<String> = text
        .split('\u{c}')
        .enumerate()
        .map(|(at, page)| content(page, &head(at)))
        .collect();
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let labels = format!("/PageLabels<</Nums[{labels}]>>");
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{labels}>>"),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            pages.len(),
            kids.join(" ")
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>", 5 + 2 * at));
        objects.push(format!(
            "<</Length {}>>stream\n{page}\nendstream",
            page.len()
        ));
    }
    file(&objects)
}

/// The lines of a page, drawn one below the other.
fn content(page: &str, head: &str) -> String {
    let mut drawn = String::new();
    let mut draw = |text: &str, size: usize, y: usize| {
        let mut bytes = String::new();
        for c in text.chars() {
            // In WinAnsi the raised digits are those of Latin 1.
            let _ = write!(bytes, "{:02x}", u32::from(c));
        }
        let _ = writeln!(drawn, "BT /F {size} Tf 60 {y} Td <{bytes}> Tj ET");
    };
    draw(head, 9, 675);
    let mut y = 620;
    for line in page.trim().lines() {
        match (line.strip_prefix("# "), line.strip_prefix("^ ")) {
            (Some(title), _) => draw(title, 18, y),
            (_, Some(note)) => draw(note, 8, 70),
            _ => draw(line, 11, y),
        }
        y -= if line.is_empty() { 8 } else { 13 };
    }
    drawn
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (size, start) = (objects.len() + 1, file.len());
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

fn record(title: &str, pages: &str) -> String {
    let (first, last) = pages.split_once('-').unwrap();
    format!(
        "TY  - JOUR\nAU  - Falk, Mina\nTI  - {title}\nT2  - Annals of the Shore\nVL  - 4\nPY  - 1988\nSP  - {first}\nEP  - {last}\nER  -\n"
    )
}

/// The same paper as it may come: printed numbers, labels, as many pages as the print has, other
/// pages than the print, nothing known.
fn bot() -> Bot {
    static INDEX: LazyLock<PathBuf> = LazyLock::new(|| {
        let corpus = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paged-corpus");
        let _ = fs::remove_dir_all(&corpus);
        fs::create_dir_all(&corpus).unwrap();
        let put = |name: &str, bytes: &[u8]| fs::write(corpus.join(name), bytes).unwrap();
        let named = |name: &str| TIDES.replace("The Measuring of Tides", name);
        let heads = |at: usize| match at {
            0 => String::new(),
            at if at % 2 == 0 => format!("{} Mina Falk", 212 + at),
            at => format!("The Measuring of Tides {}", 212 + at),
        };
        let none = |_| String::new();
        put("printed.pdf", &pdf(TIDES, heads, ""));
        put(
            "labelled.pdf",
            &pdf(&named("Labelled Tides"), none, "0<</S/D/St 31>>"),
        );
        put(
            "fitting.pdf",
            &pdf(&named("Fitting Tides"), none, "0<</S/D>>"),
        );
        put("fitting.ris", record("Fitting Tides", "113-115").as_bytes());
        put("other.pdf", &pdf(&named("Other Tides"), none, "0<</S/D>>"));
        put("other.ris", record("Other Tides", "401-420").as_bytes());
        let front = "0<</S/r>>1<</S/D>>";
        put(
            "with-preface.pdf",
            &pdf(&named("Tides with a Preface"), none, front),
        );
        put(
            "unknown.pdf",
            &pdf(&named("Unknown Tides"), none, "0<</S/D>>"),
        );
        indexed(corpus, "paged")
    });
    bot_over(&INDEX)
}

pub(super) fn held(lines: &[&str]) -> String {
    held_with(&bot(), lines)
}

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
        let printed = pdf(&text, |at| format!("{}", 41 + at), "");
        let plain = text.replace("# ", "");
        for (name, bytes) in [("a.pdf", printed), ("a.txt", plain.into_bytes())] {
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
