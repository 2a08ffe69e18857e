//! Exact problems and errors from files that are damaged.

use std::path::Path;

use insta::assert_snapshot;
use lectern::papers::read;

use super::fixture;

fn problems(name: &str) -> String {
    let paper = read::file(&fixture(name)).unwrap();
    let problems: Vec<String> = paper.problems.iter().map(ToString::to_string).collect();
    format!("{}\n{}", paper.title, problems.join("\n"))
}

fn error(name: &str) -> String {
    read::file(&fixture(name)).unwrap_err().to_string()
}

#[test]
fn front_matter_that_is_no_yaml_is_read_line_by_line() {
    assert_snapshot!(problems("broken/front-matter.md"), @r#"
    Debts of grain: a history
    line 2: the front matter cannot be read: mapping values are not allowed in this context at line 1 column 22; put values with a colon in quotation marks and check the indentation
    "#);
    let paper = read::file(&fixture("broken/front-matter.md")).unwrap();
    assert_eq!(
        (paper.year, paper.authors[0].family.as_str()),
        (Some(2011), "Okafor")
    );
}

#[test]
fn notes_and_markers_that_do_not_meet() {
    assert_snapshot!(problems("broken/notes.md"), @r#"
    Lost notes
    line 3: the marker “2” leads to no note; add the note’s text or remove the marker
    line 6: the note “3” has no marker in the text; add its marker where it belongs
    "#);
}

#[test]
fn a_marker_in_a_paper_without_any_note() {
    let text = "# Lost notes\n\nThe note was never written.[^7]\n";
    let paper = read::document(Path::new("a.md"), text.as_bytes()).unwrap();
    assert_eq!(
        paper.problems[0].to_string(),
        "line 3: the marker “7” leads to no note; add the note’s text or remove the marker"
    );
}

#[test]
fn bytes_that_are_no_text_in_their_encoding() {
    assert_snapshot!(problems("broken/bytes.md"), @r#"
    Bröken bütes
    line 3: some characters are not valid UTF-8 and are shown as “�”; save the file again as UTF-8
    "#);
}

#[test]
fn files_that_give_no_paper() {
    assert_snapshot!(error("broken/really-a-pdf.txt"), @"the file holds a PDF, not text; save it as plain text or Markdown, or remove it from the corpus");
    assert_snapshot!(error("broken/blank.txt"), @"the file holds no text; fill it or remove it from the corpus");
    assert_snapshot!(error("broken/not-there.txt"), @"the file could not be read (No such file or directory (os error 2)); check that it exists and that its permissions allow reading");
    assert_snapshot!(error("broken/scripted.html"), @"the page makes its text by script and holds none itself; open it in a browser and save its text as a .txt file");
    assert_snapshot!(error("broken/empty.html"), @"the file holds no text; fill it or remove it from the corpus");
    let large = vec![b'a'; read::LARGEST_FILE + 1];
    assert_snapshot!(read::document(Path::new("a.txt"), &large).unwrap_err(), @"the file is larger than 5 MB, more than any paper has; split it");
}

#[test]
fn pdfs_that_give_no_paper() {
    assert_snapshot!(error("broken/locked.pdf"), @"the PDF is protected by a password; save a copy without one, for example with “qpdf --decrypt --password=… in.pdf out.pdf”");
    assert_snapshot!(error("broken/scanned.pdf"), @"the PDF holds pictures of pages and no text; give it a text layer by OCR, for example with “ocrmypdf in.pdf out.pdf”");
    let none = read::document(Path::new("a.pdf"), b"%PDF-1.7 and nothing else").unwrap_err();
    assert_snapshot!(none, @"the PDF is damaged, and no page of it can be read; get it anew, or mend it, for example with “qpdf in.pdf out.pdf”");
    assert_eq!(
        read::document(Path::new("a.pdf"), b"a letter")
            .unwrap_err()
            .to_string(),
        none.to_string()
    );
}

#[test]
fn a_pdf_that_is_cut_off_is_read_as_far_as_it_goes() {
    let whole = std::fs::read(fixture("valid/toll-bridges.pdf")).unwrap();
    let paper = read::document(Path::new("a.pdf"), &whole[..whole.len() * 9 / 10]).unwrap();
    assert_eq!(paper.title, "The Toll Bridges of the Delta");
    assert_snapshot!(paper.problems[0], @"the file is damaged or cut off; what is left of it was read; get it anew");
}

#[test]
fn a_page_that_nests_deeper_than_any_paper() {
    let page = "<div>".repeat(5000) + "<p>The islands lay deep.";
    let paper = read::document(Path::new("a.html"), page.as_bytes()).unwrap();
    assert_eq!(paper.passages[0].text, "The islands lay deep.");
    assert_snapshot!(paper.problems[0], @"the page has more tags, or nests them deeper, than any paper; what they hold is read as plain text");
}
