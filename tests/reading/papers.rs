//! Exact papers, as `lectern inspect` and the passages show them.

use std::fmt::Write as _;
use std::path::Path;

use insta::assert_snapshot;
use lectern::cli::inspect::{self, Format};
use lectern::papers::read;

use super::fixture;

/// What `lectern inspect` prints, then everything that was read.
fn seen(name: &str) -> String {
    let mut out = Vec::new();
    inspect::write(&[fixture(name)], Format::Text, &mut out).unwrap();
    let mut seen = String::from_utf8(out).unwrap();
    let paper = read::file(&fixture(name)).unwrap();
    for passage in &paper.passages {
        let section = passage.section.join(" > ");
        writeln!(
            seen,
            "{} [{section}] {}{}",
            passage.ordinal,
            passage.text,
            notes(&passage.notes)
        )
        .unwrap();
    }
    for note in &paper.notes {
        writeln!(seen, "note {}: {}", note.marker, note.text).unwrap();
    }
    for reference in &paper.references {
        writeln!(seen, "reference {}: {}", reference.number, reference.raw).unwrap();
    }
    seen
}

fn notes(markers: &[String]) -> String {
    if markers.is_empty() {
        String::new()
    } else {
        format!(" (notes {})", markers.join(", "))
    }
}

#[test]
fn a_saved_page() {
    assert_snapshot!(seen("valid/saved-page.txt"), @r#"
    tests/fixtures/valid/saved-page.txt
      key       lindqvist2014
      title     Why small neighbours keep large friends
      authors   Ana Lindqvist; Bo Larsen
      year      2014-03-12
      language  en
      sections  The price of friendship (4 passages)
                What the islands gained (1 passage)
      counts    6 passages, 100 words, 2 notes, 3 references
    1 [] Small states seldom choose their neighbours, but they do choose how to live beside them. [1] The islands of the north lived beside an empire for two hundred years and kept their own laws. (notes 1)
    2 [The price of friendship] Friendship was paid for in fish, in timber and in silence. The council of the islands wrote in 1871 that silence was the dearest of the three. [2] (notes 2)
    3 [The price of friendship] There were two kinds of debt:
    4 [The price of friendship] debts of honour
    5 [The price of friendship] debts of grain
    6 [What the islands gained] The islands gained time. Time is what a small state needs most, because large neighbours change their minds more often than small ones change their place.
    note 1: Larsen, Bo. Fish and Silence. Northern University Press, 1998.
    note 2: Lindqvist, Ana. “A Law of Their Own.” Journal of Island Studies, 2003.
    reference 1: Larsen, Bo. Fish and Silence. Northern University Press, 1998.
    reference 2: Lindqvist, Ana. “A Law of Their Own.” Journal of Island Studies, 2003.
    reference 3: Okafor, Chidi. Islands.example. May 2, 2011. http://islands.example/debts (accessed June 4, 2013).
    "#);
}

#[test]
fn a_paper_with_wrapped_lines() {
    assert_snapshot!(seen("valid/wrapped.txt"), @r#"
    tests/fixtures/valid/wrapped.txt
      key       okafornd
      title     THE HERRING TREATY AND ITS ENEMIES
      authors   Chidi Okafor
      language  en
      tags      treaties, fishing, small states
      abstract  The treaty of the herring fleets is remembered as a peace. This paper shows that it was a truce, kept by those who had most …
      sections  Abstract (1 passage)
                1 Introduction (1 passage)
                  1.1 A word on sources (1 passage)
                2 The truce (1 passage)
      counts    4 passages, 115 words, 0 notes, 2 references
      missing   no year: add a line “Date: …” at the top
    1 [Abstract] The treaty of the herring fleets is remembered as a peace. This paper shows that it was a truce, kept by those who had most to fear from its ending, and that its enemies knew it.
    2 [1 Introduction] Treaties end in two ways. They are broken, or they are forgotten. The second way is the more common one, and a well-kept treaty may be forgotten by the very people it feeds.
    3 [1 Introduction > 1.1 A word on sources] The letters of the council survive in three archives. None of them is complete, and the well-kept one burnt in 1904.
    4 [2 The truce] For two decades the fleets met each spring and counted their nets. Counting was the treaty; nothing else in it was ever done.
    reference 1: Larsen, B. 1998. Fish and Silence. Northern University Press.
    reference 2: Lindqvist, A. 2003. A law of their own. Journal of Island Studies 4, 17-33.
    "#);
}

#[test]
fn markdown_with_front_matter() {
    assert_snapshot!(seen("valid/with-front-matter.md"), @"
    tests/fixtures/valid/with-front-matter.md
      key       lindqvist2016
      title     The Quiet Harbour: trade without treaties
      authors   Ana Lindqvist; Bo van der Meer
      year      2016-05-04
      kind      report
      language  en
      tags      trade, small states
      abstract  Trade came to the harbour before any treaty did.
      sections  Abstract (1 passage)
                  Custom (5 passages)
      counts    6 passages, 40 words, 1 note, 2 references
      defines   1 term: custom
    1 [Abstract] Trade came to the harbour before any treaty did.
    2 [Abstract > Custom] A custom is a rule that nobody wrote[^1] and everybody knows, as @larsen1998 says. (notes 1)
    3 [Abstract > Custom] The harbour was quiet because everyone was busy.
    4 [Abstract > Custom] year | ships; 1901 | 12; 1902 | 15
    5 [Abstract > Custom] fish
    6 [Abstract > Custom] timber
    note 1: Larsen (1998) calls it a habit with witnesses.
    reference 1: Larsen, B. (1998). Fish and Silence. Northern University Press.
    reference 2: Okafor, C. (2011). Debts of grain. Journal of Island Studies, 12, 1–9.
    ");
}

#[test]
fn markdown_without_front_matter() {
    assert_snapshot!(seen("valid/bare.md"), @r#"
    tests/fixtures/valid/bare.md
      key       larsen1999
      title     The Law of the Nets
      authors   Bo Larsen
      year      1999-05
      language  en
      sections  How nets were counted (1 passage)
                  By whom (1 passage)
      counts    2 passages, 25 words, 0 notes, 0 references
    1 [How nets were counted] Each spring the nets were counted twice, once by the owner and once by a neighbour who had none.
    2 [How nets were counted > By whom] The neighbour was paid in bread.
    "#);
}

#[test]
fn an_older_encoding() {
    assert_snapshot!(seen("valid/windows.txt"), @r#"
    tests/fixtures/valid/windows.txt
      key       cafend
      title     A café by the sea
      language  en
      counts    1 passage, 21 words, 0 notes, 0 references
      missing   no author: add a line “Author: …” at the top
      missing   no year: add a line “Date: …” at the top
    1 [] The café stood by the sea for “many” years, and the régime of the day did not mind it at all.
    "#);
}

#[test]
fn as_json() {
    let mut out = Vec::new();
    let good = inspect::write(
        &[fixture("valid/bare.md"), fixture("broken/blank.txt")],
        Format::Json,
        &mut out,
    )
    .unwrap();
    assert!(!good);
    assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
    [
      {
        "abstract": null,
        "authors": [
          {
            "family": "Larsen",
            "given": "Bo"
          }
        ],
        "definitions": [],
        "doi": null,
        "file": "tests/fixtures/valid/bare.md",
        "key": "larsen1999",
        "kind": "document",
        "language": "en",
        "notes": [],
        "passages": [
          {
            "id": "larsen1999:1",
            "notes": [],
            "page": null,
            "section": [
              "How nets were counted"
            ],
            "text": "Each spring the nets were counted twice, once by the owner and once by a neighbour who had none."
          },
          {
            "id": "larsen1999:2",
            "notes": [],
            "page": null,
            "section": [
              "How nets were counted",
              "By whom"
            ],
            "text": "The neighbour was paid in bread."
          }
        ],
        "problems": [],
        "references": [],
        "schema": 1,
        "sections": [
          {
            "heading": "How nets were counted",
            "level": 1,
            "passages": [
              "larsen1999:1"
            ]
          },
          {
            "heading": "By whom",
            "level": 2,
            "passages": [
              "larsen1999:2"
            ]
          }
        ],
        "title": "The Law of the Nets",
        "year": 1999
      },
      {
        "abstract": null,
        "authors": [],
        "definitions": [],
        "doi": null,
        "file": "tests/fixtures/broken/blank.txt",
        "key": null,
        "kind": null,
        "language": null,
        "notes": [],
        "passages": [],
        "problems": [
          {
            "line": null,
            "message": "the file holds no text; fill it or remove it from the corpus"
          }
        ],
        "references": [],
        "schema": 1,
        "sections": [],
        "title": null,
        "year": null
      }
    ]
    "#);
}

#[test]
fn a_saved_blog_essay_without_its_furniture() {
    assert_snapshot!(seen("valid/blog.html"), @r#"
    tests/fixtures/valid/blog.html
      key       lindqvist2016
      title     Why quiet harbours fill
      authors   Ana Lindqvist
      year      2016-05-04
      kind      webpage
      language  en
      tags      harbours, trade
      sections  Customs (5 passages)
                  Debts of grain (3 passages)
      counts    9 passages, 143 words, 2 notes, 0 references
    1 [] A harbour is quiet for one of two reasons: nobody comes, or everybody who comes knows the customs of the place, which are unwritten and strict.
    2 [Customs] The first custom concerns ropes.¹ A captain who ties up without asking is helped by no one, and in a north wind that is the end of him, as the captains of three ships could say if they were still here. (notes 1)
    3 [Customs] Ask for the rope and you shall have the rope; take the rope, and you shall have the sea.
    4 [Customs] The second custom concerns debts, which are paid in this order:
    5 [Customs] fish, before the week is out
    6 [Customs] timber, before the year is out
    7 [Customs > Debts of grain] Grain was never lent, since 10³ sacks were all the islands had; it was given, and remembered, for longer than any loan.² (notes 2)
    8 [Customs > Debts of grain] Ships in the harbour
    9 [Customs > Debts of grain] Year | Ships; 1901 | 12; 1902 | 15
    note 1: Larsen calls ropes the law of the islands.
    note 2: It is remembered still.
    "#);
}

#[test]
fn a_scholarly_article_as_a_page() {
    assert_snapshot!(seen("valid/article.html"), @"
    tests/fixtures/valid/article.html
      key       okafor2011
      title     Debts of Grain: Gifts between Islands
      authors   Chidi Okafor; Bo van der Meer
      year      2011-03-09
      kind      article
      language  en
      abstract  Gifts of grain bound the islands closer than any treaty, because a gift can be returned but never repaid. We show this for the years …
      sections  Abstract (1 passage)
                1. Introduction (2 passages)
                2. The letters (3 passages)
      counts    6 passages, 117 words, 2 notes, 2 references
      defines   1 term: treaty
      missing   notes * and a lead to no reference
    1 [Abstract] Gifts of grain bound the islands closer than any treaty, because a gift can be returned but never repaid. We show this for the years from 1871 to 1904.
    2 [1. Introduction] A treaty is a promise between strangers [1], whereas a gift is a promise between neighbours [2]. The councils of the islands knew the difference, and wrote their letters accordingly, in two colours of ink.* (notes *)
    3 [1. Introduction] Later councils used one colour only, which is the reason that their letters are so hard to read.[a] (notes a)
    4 [2. The letters] Of the letters in the three archives, most concern weights, and only a few of them concern the people who carried the weights.
    5 [2. The letters] Archive | Letters; North | 41; South | 17
    6 [2. The letters] grain = sacks * 2 debt = 0
    note *: The red ink has faded.
    note a: The archive of the south lost its catalogue.
    reference 1: Larsen, B. (1998). Fish and Silence. Northern University Press.
    reference 2: Lindqvist, A. (2003). A law of their own. Journal of Island Studies, 4, 17–33.
    ");
}

#[test]
fn a_page_of_two_paragraphs() {
    assert_snapshot!(seen("valid/minimal.html"), @r#"
    tests/fixtures/valid/minimal.html
      key       minimalnd
      kind      webpage
      language  en
      counts    2 passages, 10 words, 0 notes, 0 references
      missing   no title: add “<title>…</title>” to the page’s head
      missing   no author: add “<meta name="author" content="…">” to the page’s head
      missing   no year: add “<meta name="date" content="…">” to the page’s head
    1 [] The nets are counted in spring.
    2 [] Nobody counts them twice.
    "#);
}

#[test]
fn a_page_in_the_encoding_that_it_declares() {
    assert_snapshot!(seen("valid/latin2.html"), @r#"
    tests/fixtures/valid/latin2.html
      key       lodznd
      title     Łódź
      kind      webpage
      language  pl
      counts    1 passage, 8 words, 0 notes, 0 references
      missing   no author: add “<meta name="author" content="…">” to the page’s head
      missing   no year: add “<meta name="date" content="…">” to the page’s head
    1 [] Miasto nad rzeką, w którym było dużo statków.
    "#);
}

#[test]
fn a_list_beside_the_article_was_taken_for_its_references() {
    let text =
        "The ferries of the river run from May to October and carry what the bridges can't. ";
    let page = format!(
        "<body><main><article><h1>Ferries</h1><p>{}<sup><a href='#n1'>1</a></sup></p><h2>Notes</h2>\
         <ol><li id='n1'>Rusk, Ferries, p. 3.</li></ol><h2>References</h2>\
         <ul><li>Rusk, Anna. 1999. Ferries of the North. Oslo: Fjord Press.</li></ul></article></main>\
         <aside><h3>More to read</h3><ul><li><a href='/a'>Old maps</a></li></ul></aside></body>",
        text.repeat(4)
    );
    let paper = read::document(Path::new("ferries.html"), page.as_bytes()).unwrap();
    let entries: Vec<&str> = paper
        .references
        .iter()
        .map(|entry| entry.raw.as_str())
        .collect();
    assert_eq!(
        entries,
        ["Rusk, Anna. 1999. Ferries of the North. Oslo: Fjord Press."]
    );
    assert_eq!(paper.notes[0].text, "Rusk, Ferries, p. 3.");
    assert!(paper.sections.is_empty(), "{:?}", paper.sections);
}

#[test]
fn a_printed_paper_in_two_columns() {
    assert_snapshot!(seen("valid/granaries.pdf"), @"");
}

#[test]
fn a_printed_paper_with_notes_a_table_and_a_list() {
    assert_snapshot!(seen("valid/toll-bridges.pdf"), @"");
}
