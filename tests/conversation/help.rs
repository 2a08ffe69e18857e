//! `/help` and `/about`.

use super::dialogue::held;

#[test]
fn help() {
    insta::assert_snapshot!(held(&["/help"]), @"
    > /help
    Commands

    Options are written as option:value, with double quotes around a value of
    several words. /help and a command’s name explain it.
    What stands under an answer is chosen by its digit or its word, as 1 or more;
    with a letter it concerns that result, as context b.

    Command      What it does
    /search      Find the passages that answer a question, with the place they stand
                 at
    /passage     Show a passage with its neighbours
    /define      Tell what a term means: every definition, each with its source and
                 year
    /papers      List the papers of the library
    /cite        Cite a paper, a passage or a quotation in a style, ready to copy
    /source      Show a paper’s card: bibliographic data, sections and counts
    /references  List the works that a paper cites, and which of them are here
    /citedby     Find who in the library cites a paper, with the passages that do
    /verify      Check a quotation word by word against the papers
    /related     Find the nearest passages of other papers, and the terms they share
    /help        List the commands, or explain one
    /about       Tell the version, and the size and age of the index

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
