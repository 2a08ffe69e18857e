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
    assert_snapshot!(seen("valid/granaries.pdf"), @"
    tests/fixtures/valid/granaries.pdf
      key       larsennd
      title     Granaries and Garrisons: Feeding the Northern Frontier
      authors   Bo Larsen; Chidi Okafor
      pages     1–2, as printed
      language  en
      abstract  We ask how the garrisons of a northern frontier were fed in the years of the long peace. The ledgers of four granaries show that …
      sections  ABSTRACT (1 passage)
                1. Introduction (2 passages)
                2. Sources and Methods (0 passages)
                  2.1. The ledgers (1 passage)
                  2.2. The letters (2 passages)
                3. Results (3 passages)
                4. Conclusion (1 passage)
      counts    10 passages, 643 words, 2 notes, 3 references
      defines   1 term: item
      missing   no year: give it in a .bib, CSL-JSON, RIS or YAML file of the same name beside the PDF
      missing   note 1 leads to no reference
    1 [ABSTRACT] We ask how the garrisons of a northern frontier were fed in the years of the long peace. The ledgers of four granaries show that the price of rye rose before each muster and fell after it, and that the officers knew of it.
    2 [1. Introduction] The garrisons of the frontier were fed from four granaries, and each of them kept a ledger.¹ A ledger tells what was bought, from whom and at what price; it does not tell why. The difference between what was asked and what was paid is the subject of this paper, and it was never small. The officers of the commissariat wrote letters about it, and the letters were kept as well, so that we can read both sides of many bargains. (notes 1)
    3 [1. Introduction] We find three regularities. The price of rye rose by a third before each muster. It fell to its old level within forty days. And the granary that lay farthest from the road paid the most and asked the least, which no theory of transport explains.² (notes 2)
    4 [2. Sources and Methods > 2.1. The ledgers] The ledgers were written by clerks who changed every second year. Their hands differ, and so do their abbreviations. Both of us have read all of them and compared what we had read; where we differed, a third reader decided. An item is a purchase with a date, a weight and a price. There are 4,112 of them, of which 39 have no price at all, mostly in the winter of the great frost, when the clerk of the eastern granary was ill and his brother wrote in his place.
    5 [2. Sources and Methods > 2.2. The letters] The letters of the commissariat are fewer. They were copied into a book before they were sent, and the book was found in a chest that had served as a bench in the harbour office. About a tenth of them speak of rye. We have counted a letter as speaking of a purchase where it names the seller or the day; letters that only complain are left aside, though there are many of those, and they are the better reading.
    6 [2. Sources and Methods > 2.2. The letters] Letters that were answered have the answer on the back of the same leaf. This was a custom of the office and no order; it ended when paper became cheap, and with it ended what we can know of the bargains.
    7 [3. Results] Before each muster the price rose, in all four granaries and in every year but one. The rise began about thirty days before the first company arrived, when the harvest was long in and nothing but the muster itself could have caused it. In the year in which it did not rise the muster had been called off, but too late for the sellers to know of it; they had heard of it all the same.
    8 [3. Results] That the officers knew is plain from the book of letters. In the third year the quartermaster writes that it would be well to buy in summer, and that he will not do so, since the money comes with the muster and not before it. In the fifth he writes the same, in the same words, and adds that he is tired of writing it. The treasury answers that money which lies about is lost.
    9 [3. Results] The granary farthest from the road was cheaper for another reason. It bought from one family, and it paid that family all the year round, a little every week, whether rye was delivered or not. What looks like generosity was insurance. The family had no reason to wait for the muster, and the granary had none to fear it.
    10 [4. Conclusion] The frontier was fed at the price of its own habits. Nobody was cheated, and nobody was ignorant; the money came when it came. A treasury that had paid in summer would have saved a third of what it spent, and it was told so every second year.
    note 1: The ledgers lie in the archive of the province, in boxes 14 to 31.
    note 2: One has been tried; see Okafor (1987).
    reference 1: Larsen, B. 2004. Who counted the barrels? Annals of Supply 3, 101–130.
    reference 2: Lindqvist, A. and Moreau, D. 1999. Silver, copper and the mint of the province. In Coins of the North, pages 1–20. Meridian Press.
    reference 3: Okafor, C. 1987. Roads and Rye. Harbour Press.
    ");
}

#[test]
fn a_printed_paper_with_notes_a_table_and_a_list() {
    assert_snapshot!(seen("valid/toll-bridges.pdf"), @"
    tests/fixtures/valid/toll-bridges.pdf
      key       lindqvistnd
      title     The Toll Bridges of the Delta
      authors   Ana Lindqvist; Bo van der Meer
      pages     1–2, counted in the file
      language  en
      abstract  Bridges over the delta were built by guilds, and each guild asked a toll. We compare forty charters and find that tolls followed the depth …
      sections  Abstract (1 passage)
                1 Introduction (2 passages)
                2 Charters (0 passages)
                  2.1 Forms (3 passages)
                  2.2 Reasons (2 passages)
                3 Conclusion (1 passage)
      counts    9 passages, 246 words, 1 note, 2 references
      defines   1 term: toll
      missing   no year: give it in a .bib, CSL-JSON, RIS or YAML file of the same name beside the PDF
      missing   note 1 leads to no reference
      missing   table 1 is read by its caption alone: the rows of a PDF’s tables are left out
    1 [Abstract] Bridges over the delta were built by guilds, and each guild asked a toll. We compare forty charters and find that tolls followed the depth of the water and not the width of the river.
    2 [1 Introduction] A bridge is a promise.¹ It tells those who live on one bank that those on the other will still be there tomorrow. A toll is the price of that promise, and the guilds that built the bridges of the delta wrote down what they asked and why. (notes 1)
    3 [1 Introduction] Forty of these charters are left. They differ in length, in language and in the number of seals, but all of them name a sum, and all but three give a reason for it.
    4 [2 Charters > 2.1 Forms] A charter begins with the names of the masters and ends with those of the witnesses. Between them stand the sum, the reason, and who is free of it:
    5 [2 Charters > 2.1 Forms] the sick, and those who carry them;
    6 [2 Charters > 2.1 Forms] carts with salt, but only on the day before a feast, since the guild of the salters had paid for the middle pier.
    7 [2 Charters > 2.2 Reasons] The reasons speak of piers. A pier in deep water costs more than two in shallow water, and the masters say so at length. The width of the river is named in one charter alone, and there as an excuse.
    8 [2 Charters > 2.2 Reasons] Table 1: Depth of the water in fathoms, and toll in copper.
    9 [3 Conclusion] Tolls followed the depth. Whoever crossed paid for what stood under the water, where nobody saw it.
    note 1: The phrase is that of an old ferryman, who did not mean it kindly.
    reference 1: Larsen, B. (2001). Bridges of the Delta. Harbour Press.
    reference 2: Novak, E. (1988). Who pays the ferryman when the bridge is built and nobody crosses by boat? Annals of Transport, 7, 1–29.
    ");
}

#[test]
fn the_number_of_a_house_was_taken_for_the_year_of_a_paper() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("harbour.txt");
    let text = "Old Walls of the Northern Harbour\nTakeshi Mori\nInstitute of Stone, Coast University\n\
        1753 Shimonumabe, Nakahara, Kawasaki, Japan\n\nAbstract\n\
        The walls of the harbour were built of granite, and they were mended with slate in every winter.\n";
    std::fs::write(&file, text).unwrap();
    assert_eq!(read::file(&file).unwrap().year, None);
}
