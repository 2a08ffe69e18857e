//! `/help` and `/about`.

use super::dialogue::held;

#[test]
fn help() {
    insta::assert_snapshot!(held(&["/help"]), @r"
    > /help
    Commands

    Options are written as option:value, with double quotes around a value of
    several words. /help and a command’s name explain it.
    What stands under an answer is chosen by its digit or its word, as 1 or more;
    with a letter it concerns that result, as context b.

    Command       What it does
    /search       Find the passages that answer a question, with the place they
                  stand at
    /passage      Show a passage with its neighbours
    /define       Tell what a term means: every definition, each with its source and
                  year
    /papers       List the papers of the library
    /cite         Cite a paper, a passage or a quotation in a style, ready to copy
    /source       Show a paper’s card: bibliographic data, sections and counts
    /references   List the works that a paper cites, and which of them are here
    /citedby      Find who in the library cites a paper, with the passages that do
    /verify       Check a quotation word by word against the papers
    /related      Find the nearest passages of other papers, and the terms they
                  share
    /quiz start   Start a round of questions from the papers in this room
    /quiz join    Take part in the round; whoever answers does so too
    /quiz leave   Take no part in the round any more; your points stay
    /quiz answer  Answer a question by letter, number or words
    /quiz hint    Show a hint to the question, after which an answer gives half the
                  points
    /quiz skip    Vote for the next question: more than half of the players skip
                  this one
    /quiz stop    End the round, for who started it and for moderators; the points
                  stay
    /quiz flag    Say that something is wrong with a question; at three flags it is
                  asked no more
    /daily set    Ask this room one question a day
    /daily show   Tell when this room is asked its daily question
    /daily off    Ask this room no daily question any more
    /score        Show your points, streak and last weeks
    /leaderboard  Show who has most points
    /help         List the commands, or explain one
    /about        Tell the version, and the size and age of the index

    For example: /search buffer state from:1990
    ");
}

#[test]
fn help_for_a_command() {
    insta::assert_snapshot!(held(&["/help related", "help about", "/help /source"]), @"
    > /help related
    /related

    Find the nearest passages of other papers, and the terms they share. Words
    without an option are its passage or paper.

    Option   What it is                       What it takes
    passage  The passage, as in liang2014:10  a passage, as in liang2014:10; one of
                                              passage and paper is required
    paper    The paper, by key or title       a paper’s key or title; one of passage
                                              and paper is required

    For example: /related liang2014:10

    > help about
    /about

    Tell the version, and the size and age of the index.

    For example: /about

    > /help /source
    /source

    Show a paper’s card: bibliographic data, sections and counts. Words without an
    option are its paper.

    Option  What it is                  What it takes
    paper   The paper, by key or title  a paper’s key or title; required

    For example: /source liang2014
    ");
}

#[test]
fn help_for_citations_lists_every_style() {
    insta::assert_snapshot!(held(&["/help cite"]), @"
    > /help cite
    /cite

    Cite a paper, a passage or a quotation in a style, ready to copy. Words without
    an option are its passage or paper or text.

    Option   What it is                          What it takes
    paper    The paper, by key or title          a paper’s key or title; one of
                                                 passage and paper and text is
                                                 required
    passage  The passage, as in liang2014:10     a passage, as in liang2014:10; one
                                                 of passage and paper and text is
                                                 required
    text     A quotation, to be found and        any text; one of passage and paper
             quoted                              and text is required
    style    How it is written: apa if not       a style, as in apa, mla,
             given                               chicago-notes or bibtex
    form     An entry of the bibliography, in    bibliography, intext, note or
             the text, as a note, or with the    quote; bibliography if not given
             quotation
    page     The page, where you know it better  a page or pages, as in 12 or 12-14

    The usual styles are apa, mla, chicago-notes, chicago-author-date, harvard,
    ieee, vancouver, bibtex, csl-json, ris. There are also
    american-anthropological-association, american-chemical-society,
    american-geophysical-union, american-institute-of-aeronautics-and-astronautics,
    american-institute-of-physics, american-medical-association,
    american-meteorological-society, american-physics-society,
    american-physiological-society, american-political-science-association,
    american-society-for-microbiology, american-society-of-civil-engineers,
    american-society-of-mechanical-engineers, american-sociological-association,
    angewandte-chemie, annual-reviews, annual-reviews-author-date,
    associacao-brasileira-de-normas-tecnicas, association-for-computing-machinery,
    biomed-central, bristol-university-press, british-medical-journal, cell,
    chicago-18-author-date, chicago-18-notes, chicago-shortened-notes, copernicus,
    cse-citation-sequence-brackets-8th-edition, cse-name-year, current-opinion,
    deutsche-gesellschaft-für-psychologie, deutsche-sprache, elsevier-harvard,
    elsevier-vancouver, elsevier-with-titles, frontiers, future-medicine,
    future-science, gb-7714-2005-numeric, gb-7714-2015-author-date,
    gb-7714-2015-note, gb-7714-2015-numeric, gost-r-705-2008-numeric,
    institute-of-physics-numeric, iso-690-author-date, iso-690-numeric, karger,
    mary-ann-liebert-vancouver, modern-humanities-research-association-notes,
    multidisciplinary-digital-publishing-institute, nature,
    nlm-citation-sequence-superscript, pensoft, public-library-of-science,
    royal-society-of-chemistry, sage-vancouver, sist02, spie, springer-basic,
    springer-basic-author-date, springer-fachzeitschriften-medizin-psychologie,
    springer-humanities-author-date, springer-lecture-notes-in-computer-science,
    springer-mathphys, springer-socpsych-author-date, springer-vancouver,
    taylor-and-francis-chicago-author-date,
    taylor-and-francis-national-library-of-medicine,
    the-institution-of-engineering-and-technology, the-lancet, thieme, trends.

    For example: /cite passage:liang2014:10 style:mla form:intext
    ");
}

#[test]
fn help_for_no_command() {
    insta::assert_snapshot!(held(&["/help serch"]), @"
    > /help serch
    “command” must be the name of a command, not “serch”.

    Perhaps you meant:

    1 /help search
    ");
}

#[test]
fn about() {
    insta::assert_snapshot!(held(&["/about"]), @"
    > /about
    Lectern 0.1.0

    33 passages in 9 papers, indexed just now.

    Every passage is quoted from a paper of the library, to the character, with the
    place it stands at. Nothing that is asked leaves this machine.
    ");
}

#[test]
fn about_takes_nothing() {
    insta::assert_snapshot!(held(&["/about bees", "1"]), @"
    > /about bees
    “/about” takes nothing, but “bees” follows it.

    Perhaps you meant:

    1 /about   2 /search bees

    > 1
    Lectern 0.1.0

    33 passages in 9 papers, indexed just now.

    Every passage is quoted from a paper of the library, to the character, with the
    place it stands at. Nothing that is asked leaves this machine.
    ");
}
