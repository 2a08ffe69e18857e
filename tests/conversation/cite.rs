//! `/cite`: a paper, a passage or a quotation, in a style.

use lectern::conversation::render;
use lectern::conversation::reply::{Block, CitationBlock, Formatted, Reply};

use crate::dialogue::held;

#[test]
fn a_paper_is_cited_and_what_it_lacks_is_named() {
    insta::assert_snapshot!(held(&["/cite okafor2014", "/cite grant1998 style:mla", "bibtex"]), @r"
    > /cite okafor2014
    Okafor, R. (2014). How Honeybees Share a Map. Journal of Small Creatures. https://doi.org/10.5555/bees.2014

    In the text: (Okafor, 2014)

    Missing: volume, pages.

    1 In text   2 Source   3 MLA   4 Chicago   5 Harvard   6 BibTeX

    > /cite grant1998 style:mla
    Grant, Eilidh. Lighthouses of the Northern Coast. 1998.

    In the text: (Grant)

    Missing: publisher.

    1 In text   2 Source   3 APA   4 Chicago   5 Harvard   6 BibTeX

    > bibtex
    @book{grant1998,
      author = {Grant, Eilidh},
      title  = {Lighthouses of the Northern Coast},
      year   = {1998},
    }

    In the text: \cite{grant1998}

    Missing: publisher.

    1 In text   2 Source   3 APA   4 MLA   5 Chicago   6 Harvard
    ");
}

#[test]
fn a_passage_is_cited_with_its_place() {
    insta::assert_snapshot!(held(&[
        "/cite okafor2014:2 form:intext",
        "/cite okafor2014:2 form:intext style:mla",
        "/cite okafor2014:2 form:note style:chicago-notes",
        "/cite okafor2014:2 form:intext style:harvard",
        "/cite okafor2014:2 form:intext style:ieee",
        "/cite okafor2014:2 form:note",
        "/cite okafor2014:2 form:intext page:12",
    ]), @"
    > /cite okafor2014:2 form:intext
    (Okafor, 2014, The dance section)

    Missing: volume, pages.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:intext style:mla
    (Okafor)

    Missing: volume, pages.

    MLA Handbook, 9th edition names no heading in a citation; the place is “The
    dance”: say it in your own sentence.

    1 Entry   2 Quote   3 Context   4 APA   5 Chicago   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:note style:chicago-notes
    Ruth Okafor, “How Honeybees Share a Map,” Journal of Small Creatures, October 2014, under “The dance,” https://doi.org/10.5555/bees.2014.

    Missing: volume, pages.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:intext style:harvard
    (Okafor, 2014, sect. “The dance”)

    Missing: volume, pages.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 BibTeX

    > /cite okafor2014:2 form:intext style:ieee
    [1, Sec. “The dance”]

    Missing: volume, pages.

    The number is the work’s place in your own list; here it stands as 1.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard   8 BibTeX

    > /cite okafor2014:2 form:note
    (Okafor, 2014, The dance section)

    Missing: volume, pages.

    APA Style, 7th edition has no notes of its own; this is its citation in the
    text.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:intext page:12
    (Okafor, 2014, p. 12)

    Missing: volume, pages.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn a_quotation_is_found_and_quoted_exactly() {
    insta::assert_snapshot!(held(&[
        "/cite text:\"the WAGGLE dance is a short run\" form:quote",
        "/cite okafor2014:2 form:quote",
        "/cite okafor2014:2 form:quote style:harvard",
        "/cite okafor2014:2 form:quote style:chicago-notes",
        "/cite okafor2014:2 form:quote style:ieee",
    ]), @r#"
    > /cite text:"the WAGGLE dance is a short run" form:quote
    “The waggle dance is a short run” (Okafor, 2014, The dance section).

    In the text: (Okafor, 2014, The dance section)

    Missing: volume, pages.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:quote
    “The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began” (Okafor, 2014, The dance section).

    In the text: (Okafor, 2014, The dance section)

    Missing: volume, pages.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:quote style:harvard
    ‘The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began’ (Okafor, 2014, sect. “The dance”).

    In the text: (Okafor, 2014, sect. “The dance”)

    Missing: volume, pages.

    1 Entry   2 In text   3 Context   4 APA   5 MLA   6 Chicago   7 BibTeX

    > /cite okafor2014:2 form:quote style:chicago-notes
    “The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began.”

    As a note: Ruth Okafor, “How Honeybees Share a Map,” Journal of Small Creatures, October 2014, under “The dance,” https://doi.org/10.5555/bees.2014.

    Missing: volume, pages.

    1 Entry   2 Note   3 Context   4 APA   5 MLA   6 Harvard   7 BibTeX

    > /cite okafor2014:2 form:quote style:ieee
    “The waggle dance is a short run along the comb, during which the bee shakes her body from side to side and then circles back to where she began” [1, Sec. “The dance”].

    In the text: [1, Sec. “The dance”]

    Missing: volume, pages.

    The number is the work’s place in your own list; here it stands as 1.

    1 Entry   2 In text   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard
    8 BibTeX
    "#);
}

#[test]
fn data_for_other_programs() {
    insta::assert_snapshot!(held(&[
        "/cite grant1998 style:bibtex",
        "/cite grant1998:2 style:bibtex form:intext page:12-14",
        "/cite grant1998 style:csl-json",
        "/cite grant1998 style:ris",
        "/cite grant1998 style:ris form:intext",
    ]), @r#"
    > /cite grant1998 style:bibtex
    @book{grant1998,
      author = {Grant, Eilidh},
      title  = {Lighthouses of the Northern Coast},
      year   = {1998},
    }

    In the text: \cite{grant1998}

    Missing: publisher.

    1 In text   2 Source   3 APA   4 MLA   5 Chicago   6 Harvard

    > /cite grant1998:2 style:bibtex form:intext page:12-14
    \cite[pp.~12--14]{grant1998}

    Missing: publisher.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Chicago   7 Harvard

    > /cite grant1998 style:csl-json
    [
      {
        "author": [{"family":"Grant","given":"Eilidh"}],
        "id": "grant1998",
        "issued": {"date-parts":[[1998]]},
        "language": "en",
        "title": "Lighthouses of the Northern Coast",
        "type": "book"
      }
    ]

    In the text: [@grant1998]

    Missing: publisher.

    1 In text   2 Source   3 APA   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite grant1998 style:ris
    TY  - BOOK
    ID  - grant1998
    AU  - Grant, Eilidh
    TI  - Lighthouses of the Northern Coast
    PY  - 1998
    LA  - en
    ER  - 

    Missing: publisher.

    1 Source   2 APA   3 MLA   4 Chicago   5 Harvard   6 BibTeX

    > /cite grant1998 style:ris form:intext
    TY  - BOOK
    ID  - grant1998
    AU  - Grant, Eilidh
    TI  - Lighthouses of the Northern Coast
    PY  - 1998
    LA  - en
    ER  - 

    Missing: publisher.

    RIS has no form for a text; this is the record.

    1 Source   2 APA   3 MLA   4 Chicago   5 Harvard   6 BibTeX
    "#);
}

#[test]
fn a_result_of_a_search_is_cited_by_its_letter() {
    insta::assert_snapshot!(held(&["/search dance results:2", "cite b", "quote"]), @"
    > /search dance results:2
    7 passages in 2 papers

    a  Müller and Okafor (2019) · Doubts · muller2019:1
       Most followers of a waggle dance do not fly where it points. They return to
       flowers that they knew before, as if the dance merely reminded them of food.

    b  Müller and Okafor (2019) · What remains · muller2019:3
       The dance is of use in hard seasons, when flowers are scarce and far apart.
       In easy seasons a colony that cannot dance gathers as much nectar as any
       other.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > cite b
    Müller, J., & Okafor, R. (2019). The Waggle Dance Reconsidered.

    In the text: (Müller & Okafor, 2019, What remains section)

    Missing: journal, volume, pages.

    1 In text   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > quote
    “The dance is of use in hard seasons, when flowers are scarce and far apart. In easy seasons a colony that cannot dance gathers as much nectar as any other” (Müller & Okafor, 2019, What remains section).

    In the text: (Müller & Okafor, 2019, What remains section)

    Missing: journal, volume, pages.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn words_that_stand_nowhere_are_not_cited() {
    insta::assert_snapshot!(held(&[
        "/cite text:\"the waggle dance is a long run\"",
        "/cite the waggle dance is a short run",
        "1",
        "/cite nobody1999",
    ]), @r#"
    > /cite text:"the waggle dance is a long run"
    No paper has these words; the nearest are in Okafor (2014).

    1 What differs   2 Search the words

    > /cite the waggle dance is a short run
    No paper is called “the waggle dance is a short run”.

    Did you mean one of these?

    1 As a quotation   2 muller2019

    > 1
    Okafor, R. (2014). How Honeybees Share a Map. Journal of Small Creatures. https://doi.org/10.5555/bees.2014

    In the text: (Okafor, 2014, The dance section)

    Missing: volume, pages.

    1 In text   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite nobody1999
    No paper is called “nobody1999”.

    1 Papers
    "#);
}

#[test]
fn what_cannot_be_cited_is_a_mistake_with_a_way_out() {
    insta::assert_snapshot!(held(&[
        "/cite",
        "/cite okafor2014 style:aap",
        "/cite okafor2014 style:alchemy",
        "/cite okafor2014:99",
        "/cite okafor2013:1",
        "/cite text:\"two words\"",
        "/cite okafor2014 form:quote",
        "/cite okafor2014 page:xii",
        "/cite okafor2014 form:footnote",
    ]), @r#"
    > /cite
    “/cite” needs “passage” or “paper” or “text”.

    Try: /cite passage:liang2014:10 style:mla form:intext

    > /cite okafor2014 style:aap
    There is no style “aap”. There are apa, mla, chicago-notes, chicago-author-date,
    harvard, ieee, vancouver, bibtex, csl-json, ris, and 72 others, which /help cite
    lists.

    Perhaps you meant:

    1 /cite okafor2014 style:apa

    > /cite okafor2014 style:alchemy
    There is no style “alchemy”. There are apa, mla, chicago-notes,
    chicago-author-date, harvard, ieee, vancouver, bibtex, csl-json, ris, and 72
    others, which /help cite lists.

    Perhaps you meant:

    1 /cite okafor2014 style:apa   2 /cite okafor2014 style:mla
    3 /cite okafor2014 style:chicago-notes
    4 /cite okafor2014 style:chicago-author-date   5 /cite okafor2014 style:harvard
    6 /cite okafor2014 style:ieee   7 /cite okafor2014 style:vancouver
    8 /cite okafor2014 style:bibtex   9 /cite okafor2014 style:csl-json

    > /cite okafor2014:99
    There is no passage okafor2014:99: okafor2014 has 6 passages now. The paper may
    have changed since.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite passage:okafor2014:6   2 /cite okafor2014

    > /cite okafor2013:1
    There is no passage okafor2013:1: no paper has the key okafor2013.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite passage:okafor2014:1

    > /cite text:"two words"
    2 words can stand anywhere: a quotation has at least 3.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /search two words mode:phrase

    > /cite okafor2014 form:quote
    There is nothing to quote yet: name a passage of okafor2014, or its words.

    Try: /cite passage:liang2014:10 style:mla form:intext

    Perhaps you meant:

    1 /cite passage:okafor2014:1 form:quote

    > /cite okafor2014 page:xii
    “page” must be a page or pages, as in 12 or 12-14, not “xii”.

    Try: /cite passage:liang2014:10 style:mla form:intext

    > /cite okafor2014 form:footnote
    “form” must be bibliography, intext, note or quote, not “footnote”.

    Try: /cite passage:liang2014:10 style:mla form:intext
    "#);
}

/// A citation whose texts want to be more than text.
fn awkward() -> Reply {
    let formatted = |text: &str, italics: &[(usize, usize)]| Formatted {
        text: text.to_owned(),
        italics: italics.to_vec(),
    };
    let citation = |style: &str, text, intext, is_data| {
        Block::Citation(CitationBlock {
            style: style.to_owned(),
            text,
            intext,
            missing: vec!["pages".to_owned()],
            is_note: false,
            is_data,
        })
    };
    Reply {
        blocks: vec![
            citation(
                "apa",
                formatted(
                    "Ito, K. (2011). Salt_roads of <Łódź> & *more*. Tides, 12(3). https://doi.org/10.1/x",
                    &[(47, 56), (200, 300)],
                ),
                formatted("(Ito, 2011)", &[]),
                false,
            ),
            citation(
                "bibtex",
                formatted("@article{ito2011,\n  title = {```<b>},\n}", &[]),
                formatted("\\cite{ito2011}", &[]),
                true,
            ),
        ],
        ..Reply::to("cite")
    }
}

#[test]
fn a_citation_in_every_form() {
    let reply = awkward();
    insta::assert_snapshot!(render::plain(&reply, 40), @r"
    Ito, K. (2011). Salt_roads of <Łódź> & *more*. Tides, 12(3). https://doi.org/10.1/x

    In the text: (Ito, 2011)

    Missing: pages.

    @article{ito2011,
      title = {```<b>},
    }

    In the text: \cite{ito2011}

    Missing: pages.
    ");
    insta::assert_snapshot!(render::ansi(&reply, 40).replace('\u{1b}', "␛"), @r"
    Ito, K. (2011). Salt_roads of <Łódź> & *more*. ␛[3mTides, 12␛[0m(3). https://doi.org/10.1/x

    ␛[2mIn the text: ␛[0m(Ito, 2011)

    ␛[3mMissing: pages.␛[0m

    @article{ito2011,
      title = {```<b>},
    }

    ␛[2mIn the text: ␛[0m␛[36m\cite{ito2011}␛[0m

    ␛[3mMissing: pages.␛[0m
    ");
    insta::assert_snapshot!(render::markdown(&reply), @r"
    Ito, K. (2011). Salt\_roads of \<Łódź> & \*more\*. *Tides, 12*(3). https\://doi.org/10.1/x

    In the text: (Ito, 2011)

    *Missing: pages.*

    ````
    @article{ito2011,
      title = {```<b>},
    }
    ````

    In the text: `\cite{ito2011}`

    *Missing: pages.*
    ");
    insta::assert_snapshot!(render::html(&reply), @r"
    <p>Ito, K. (2011). Salt_roads of &lt;Łódź&gt; &amp; *more*. <em>Tides, 12</em>(3). https://doi.org/10.1/x</p>
    <p>In the text: (Ito, 2011)</p>
    <p><em>Missing: pages.</em></p>
    <pre><code>@article{ito2011,
      title = {```&lt;b&gt;},
    }</code></pre>
    <p>In the text: <code>\cite{ito2011}</code></p>
    <p><em>Missing: pages.</em></p>
    ");
    insta::assert_snapshot!(render::json(&reply), @r#"{"schema":1,"command":"cite","found":true,"audience":"room","blocks":[{"type":"citation","style":"apa","text":"Ito, K. (2011). Salt_roads of <Łódź> & *more*. Tides, 12(3). https://doi.org/10.1/x","intext":"(Ito, 2011)","missing":["pages"]},{"type":"citation","style":"bibtex","text":"@article{ito2011,\n  title = {```<b>},\n}","intext":"\\cite{ito2011}","missing":["pages"]}],"actions":[]}"#);
}

#[test]
fn without_pages_and_headings_the_paragraph_is_the_place() {
    insta::assert_snapshot!(held(&[
        "/cite sourdoughnd:2 form:intext",
        "/cite sourdoughnd:2 form:intext style:chicago-notes",
        "/cite sourdoughnd:2 form:intext style:mla",
    ]), @"
    > /cite sourdoughnd:2 form:intext
    (On Sourdough, n.d., para. 2)

    Missing: author, year.

    1 Entry   2 Quote   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX

    > /cite sourdoughnd:2 form:intext style:chicago-notes
    “On Sourdough,” n.d., para. 2.

    Missing: author, year.

    1 Entry   2 Quote   3 Context   4 APA   5 MLA   6 Harvard   7 BibTeX

    > /cite sourdoughnd:2 form:intext style:mla
    (“On Sourdough”)

    Missing: author, year.

    MLA Handbook, 9th edition names no paragraph in a citation; the place is
    paragraph 2: say it in your own sentence.

    1 Entry   2 Quote   3 Context   4 APA   5 Chicago   6 Harvard   7 BibTeX
    ");
}

#[test]
fn a_quotation_over_the_border_of_passages_is_cited() {
    insta::assert_snapshot!(held(&[
        "/cite text:\"begin anew. The best bakers … smell\" form:quote",
    ]), @r#"
    > /cite text:"begin anew. The best bakers … smell" form:quote
    “begin anew. The best bakers … smell” (On Sourdough, n.d., para. 2).

    In the text: (On Sourdough, n.d., para. 2)

    Missing: author, year.

    The ellipsis leaves out: “do not measure. They”.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    "#);
}

#[test]
fn a_quotation_has_no_markers_of_notes() {
    insta::assert_snapshot!(held(&["/cite okafor2014:6 form:quote"]), @"
    > /cite okafor2014:6 form:quote
    “The map is shared, but nobody is obliged to read it” (Okafor, 2014, Conclusion section).

    In the text: (Okafor, 2014, Conclusion section)

    Missing: volume, pages.

    The markers of notes are left out of the quotation.

    1 Entry   2 In text   3 Context   4 MLA   5 Chicago   6 Harvard   7 BibTeX
    ");
}
