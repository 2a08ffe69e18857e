//! `/define`: what is asked of a few papers on gardens with a glossary beside them.

use std::sync::LazyLock;

use lectern::conversation::bot::Bot;
use lectern::conversation::command::Choices;
use lectern::conversation::render;
use lectern::conversation::request::{Request, Said};
use lectern::platforms::terminal;

use crate::dialogue::{bot_over, held_with, indexed, runtime};

fn gardens() -> Bot {
    static INDEX: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
        let papers = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/terms");
        indexed(papers, "terms")
    });
    bot_over(&INDEX)
}

fn held(lines: &[&str]) -> String {
    held_with(&gardens(), lines)
}

#[test]
fn every_author_is_heard_the_glossary_first() {
    insta::assert_snapshot!(held(&["/define espalier", "more", "source b"]), @"
    > /define espalier
    “espalier”: 6 definitions in 4 papers and the glossary, 1 to 5

    espalier · Glossary · Amsel, Ida. 1978. The Walled Garden. Kitchen Press.
       A tree trained to grow flat, along wires or a wall.

    a  espalier · Hale (1999) · hale1999:1
       An espalier is a fruit tree that is trained flat against a wall, so that the
       stones warm it at night.

    b  espalier · Ruiz and Blom (2007) · ruiz2007:1
       By an espalier we mean any tree whose branches follow a frame, whether or not
       there is a wall behind it.

    c  espalier · Tuomi (2015) · tuomi2015:1
       The term espalier refers to the frame in the oldest books, not to the tree.

    d  espalier · Quist (2019) · quist2019:1
       An espalier, which is a tree that is kept from being one, suffers.

    1 More   2 Context   3 Cite   4 Related   5 Source

    > more
    “espalier”: 6 definitions in 4 papers and the glossary, number 6

    a  espalier · Tuomi (2015) · tuomi2015:2
       In gardening today, an espalier is an ornament that is bought ready made.

    1 Context   2 Cite   3 Related   4 Source

    > source b
    No result carries the letter b.
    ");
}

#[test]
fn what_is_asked_for_by_another_name_is_found() {
    insta::assert_snapshot!(held(&["/define SOM", "/define Wall Trees author:ruiz", "/define what is a cordon?"]), @"
    > /define SOM
    “SOM”: 2 definitions in 1 paper and the glossary

    soil organic matter · Glossary
       Whatever in the soil was once alive.

    a  SOM · soil organic matter · Hale (1999) · hale1999:2
       We measured the soil organic matter (SOM) of forty beds.

    1 Context   2 Cite   3 Related   4 Source

    > /define Wall Trees author:ruiz
    “Wall Trees”: 1 definition in 1 paper

    a  espalier · Ruiz and Blom (2007) · ruiz2007:1
       By an espalier we mean any tree whose branches follow a frame, whether or not
       there is a wall behind it.

    1 Context   2 Cite   3 Related   4 Source

    > /define what is a cordon?
    “cordon”: 1 definition in 1 paper

    a  cordon · Ruiz and Blom (2007) · ruiz2007:1
       A cordon, a single stem which is kept without side branches, needs only a
       stake.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_mistyped_term_is_looked_up_as_the_nearest_and_said_to_be() {
    insta::assert_snapshot!(held(&["/define espallier author:tuomi", "/define soil orgnaic matter"]), @"
    > /define espallier author:tuomi
    “espalier”: 2 definitions in 1 paper

    Nobody defines “espallier”: looked up “espalier”.

    a  espalier · Tuomi (2015) · tuomi2015:1
       The term espalier refers to the frame in the oldest books, not to the tree.

    b  espalier · Tuomi (2015) · tuomi2015:2
       In gardening today, an espalier is an ornament that is bought ready made.

    1 Context   2 Cite   3 Related   4 Source

    > /define soil orgnaic matter
    “soil organic matter”: 2 definitions in 1 paper and the glossary

    Nobody defines “soil orgnaic matter”: looked up “soil organic matter”.

    soil organic matter · Glossary
       Whatever in the soil was once alive.

    a  SOM · soil organic matter · Hale (1999) · hale1999:2
       We measured the soil organic matter (SOM) of forty beds.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn a_term_that_nobody_defines_is_shown_where_it_is_used() {
    insta::assert_snapshot!(held(&["/define mulch", "/define winter mulch private:yes", "/define mulhc"]), @"
    > /define mulch
    “mulch” is not defined here, used in 3 passages.

    a  Hale (1999) · Soil · hale1999:2
       We measured the soil organic matter (SOM) of forty beds. Beds under mulch had
       twice as much of it.

    b  Tuomi (2015) · Today · tuomi2015:2
       In gardening today, an espalier is an ornament that is bought ready made. The
       winter mulch is bought with it.

    c  Hale (1999) · Introduction · hale1999:1
       An espalier is a fruit tree that is trained flat against a wall, so that the
       stones warm it at night. Mulch is spread under it in autumn.

    1 Context   2 Cite   3 Related   4 Source

    > /define winter mulch private:yes
    “winter mulch” is not defined here, used in 1 passage.

    a  Tuomi (2015) · Today · tuomi2015:2
       In gardening today, an espalier is an ornament that is bought ready made. The
       winter mulch is bought with it.

    1 Context   2 Cite   3 Related   4 Source

    > /define mulhc
    “mulhc” is not defined here and, spelled otherwise, used in 3 passages.

    No paper has “mulhc”: searched for “mulch”.

    a  Hale (1999) · Soil · hale1999:2
       We measured the soil organic matter (SOM) of forty beds. Beds under mulch had
       twice as much of it.

    b  Tuomi (2015) · Today · tuomi2015:2
       In gardening today, an espalier is an ornament that is bought ready made. The
       winter mulch is bought with it.

    c  Hale (1999) · Introduction · hale1999:1
       An espalier is a fruit tree that is trained flat against a wall, so that the
       stones warm it at night. Mulch is spread under it in autumn.

    1 Context   2 Cite   3 Related   4 Source
    ");
}

#[test]
fn what_is_not_there_says_so_and_offers_a_way_on() {
    insta::assert_snapshot!(
        held(&["/define portcullis", "/define espalier author:quest", "/define cordon author:hale", "/define cordon page:2", "/define ?!"]),
        @"
    > /define portcullis
    “portcullis” is neither defined nor used here.

    1 Search the words

    > /define espalier author:quest
    No definition of “espalier” is by “quest”.

    No paper has an author “quest”.

    Without author:quest: 6 definitions.

    1 “quist”   2 Without author

    > /define cordon author:hale
    No definition of “cordon” is by “hale”.

    Without author:hale: 1 definition.

    1 Without author

    > /define cordon page:2
    There is no page 2: “cordon” has 1 definition.

    1 First page

    > /define ?!
    There are no words in “?!” to look up.
    ");
}

#[test]
fn a_term_as_long_as_a_page_is_a_mistake() {
    let long = format!("/define {}", "endless ".repeat(62));
    insta::assert_snapshot!(held(&[&long, "/define"]), @"
    > /define endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless endless 
    “term” must be at most 120 characters long, not “endless endless endless endless
    endless endless endless endl…”.

    Try: /define security dilemma

    > /define
    “/define” needs “term”: the term, an abbreviation or another name of it.

    Try: /define security dilemma
    ");
}

#[test]
fn terms_are_completed_from_what_is_defined() {
    let bot = gardens();
    assert_eq!(bot.choices(Choices::Terms, "Es"), ["espalier"]);
    assert_eq!(
        bot.choices(Choices::Terms, "so"),
        ["soil organic matter", "som"]
    );
    assert_eq!(bot.choices(Choices::Terms, "zz"), [""; 0]);
}

#[test]
fn a_definition_reads_the_same_in_every_format() {
    let request = Request {
        who: terminal::person(),
        room: terminal::room(),
        said: Said::Line("/define soil organic matter".to_owned()),
        name: None,
        moderates: false,
        at: std::time::SystemTime::now(),
    };
    let reply = runtime().block_on(gardens().answer(&request));
    let shown = [
        render::plain(&reply, 60),
        render::ansi(&reply, 60).replace('\u{1b}', "␛"),
        render::markdown(&reply),
        render::html(&reply),
        render::json(&reply),
    ];
    insta::assert_snapshot!(shown.join("\n=====\n"), @r#"
    “soil organic matter”: 2 definitions in 1 paper and the
    glossary

    soil organic matter · Glossary
       Whatever in the soil was once alive.

    a  SOM · soil organic matter · Hale (1999) · hale1999:2
       We measured the soil organic matter (SOM) of forty beds.

    1 Context   2 Cite   3 Related   4 Source
    =====
    ␛[1m“soil organic matter”: 2 definitions in 1 paper and the␛[0m
    ␛[1mglossary␛[0m

    ␛[1msoil organic matter␛[0m␛[2m · Glossary␛[0m
       Whatever in the soil was once alive.

    ␛[1ma  ␛[0m␛[1mSOM␛[0m␛[2m · ␛[0m␛[3msoil organic matter␛[0m␛[2m · ␛[0mHale (1999)␛[2m · ␛[0m␛[36mhale1999:2␛[0m
       We measured the soil organic matter (SOM) of forty beds.

    ␛[1m1␛[0m Context   ␛[1m2␛[0m Cite   ␛[1m3␛[0m Related   ␛[1m4␛[0m Source
    =====
    ### “soil organic matter”: 2 definitions in 1 paper and the glossary

    **soil organic matter** · Glossary

    > Whatever in the soil was once alive.

    **a** **SOM** · *soil organic matter* · Hale (1999) · `hale1999:2`

    > We measured the soil organic matter (SOM) of forty beds.

    **1** Context · **2** Cite · **3** Related · **4** Source
    =====
    <h3>“soil organic matter”: 2 definitions in 1 paper and the glossary</h3>
    <p><strong>soil organic matter</strong> · Glossary</p>
    <blockquote>Whatever in the soil was once alive.</blockquote>
    <p><strong>a</strong> <strong>SOM</strong> · <em>soil organic matter</em> · Hale (1999) · <code>hale1999:2</code></p>
    <blockquote>We measured the soil organic matter (SOM) of forty beds.</blockquote>
    <p><strong>1</strong> Context · <strong>2</strong> Cite · <strong>3</strong> Related · <strong>4</strong> Source</p>
    =====
    {"schema":1,"command":"define","found":true,"audience":"room","total":2,"blocks":[{"type":"heading","text":"“soil organic matter”: 2 definitions in 1 paper and the glossary"},{"type":"definition","term":"soil organic matter","text":"Whatever in the soil was once alive.","kind":"glossary","passage":null,"paper":null,"citation":""},{"type":"definition","term":"SOM","long":"soil organic matter","text":"We measured the soil organic matter (SOM) of forty beds.","kind":"acronym","passage":"hale1999:2","paper":"hale1999","citation":"Hale (1999)"}],"actions":[{"label":"Context","command":"/passage hale1999:2 before:1 after:1"},{"label":"Cite","command":"/cite passage:hale1999:2"},{"label":"Related","command":"/related hale1999:2"},{"label":"Source","command":"/source hale1999"}]}
    "#);
}

/// What is answered to somebody who asks for the terms of a text.
fn terms_of(text: &str) -> String {
    let request = Request {
        who: terminal::person(),
        room: terminal::room(),
        said: Said::Terms(text.to_owned()),
        name: None,
        moderates: false,
        at: std::time::SystemTime::now(),
    };
    let reply = runtime().block_on(gardens().answer(&request));
    render::plain(&reply, 80)
}

#[test]
fn the_terms_of_a_text_are_explained_in_its_order() {
    let text = "We tried espaliers first. Then another espalier!";
    insta::assert_snapshot!(terms_of(text), @"
    1 term of this text is defined here

    espalier · Glossary · Amsel, Ida. 1978. The Walled Garden. Kitchen Press.
       A tree trained to grow flat, along wires or a wall.

    1 Define espalier
    ");
    insta::assert_snapshot!(terms_of("of the and ... zebra"), @"No term of this text is defined here.");
    insta::assert_snapshot!(terms_of(""), @"No term of this text is defined here.");
}
