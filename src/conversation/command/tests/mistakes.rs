//! What a person reads who said something wrong.

use super::*;

/// A mistake as a person gets to see it.
fn hint(line: &str) -> String {
    let mistake = said(line).unwrap_err();
    let lines = [
        vec![mistake.to_string(), mistake.usage.to_owned()],
        mistake.suggestions,
    ];
    lines.concat().join("\n")
}

#[test]
fn every_mistake_names_the_way_out() {
    insta::assert_snapshot!(hint("/serach buffer state page:2"), @r"
    There is no command “serach”.
    /search buffer state from:1990
    /search buffer state page:2
    ");
    insta::assert_snapshot!(hint("/serach buffer papr:x"), @r"
    There is no command “serach”.
    /search buffer state from:1990
    /search buffer paper:x
    /search -- buffer papr:x
    ");
    insta::assert_snapshot!(hint("/quux buffer state"), @r"
    There is no command “quux”.
    /help
    /search buffer state
    ");
    insta::assert_snapshot!(hint("/search x papr:y autor:z"), @r"
    “/search” has no option “papr”.
    /search buffer state from:1990
    /search x paper:y author:z
    /search -- x papr:y autor:z
    ");
    insta::assert_snapshot!(hint("/search x page:1 page:2"), @r"
    The option “page” is given twice.
    /search buffer state from:1990
    /search x
    /search x page:2
    ");
    insta::assert_snapshot!(hint("/search x mode:al"), @"
    “mode” must be any, all or phrase, not “al”.
    /search buffer state from:1990
    /search x mode:all
    ");
    insta::assert_snapshot!(hint("/search x results:9"), @r"
    “results” must be a whole number from 1 to 5, not “9”.
    /search buffer state from:1990
    /search x results:5
    ");
    insta::assert_snapshot!(hint("/search x from:2000 to:1990"), @r"
    “from” is later than “to”.
    /search buffer state from:1990
    /search x from:1990 to:2000
    ");
    insta::assert_snapshot!(hint("/search x paper:\"balance of power"), @r#"
    The quotation mark after “paper:” is never closed.
    /search buffer state from:1990
    /search x paper:"balance of power"
    "#);
    insta::assert_snapshot!(hint("/passage liang2014"), @r"
    “id” must be a passage, as in liang2014:10, not “liang2014”.
    /passage liang2014:10 before:1 after:1
    /passage liang2014:1
    ");
    insta::assert_snapshot!(hint("/source"), @"
    “/source” needs “paper”: the paper, by key or title.
    /source liang2014
    ");
    insta::assert_snapshot!(hint("/related"), @r"
    “/related” needs “passage” or “paper”.
    /related liang2014:10
    ");
    insta::assert_snapshot!(hint("/related passage:walt1987:1 paper:b"), @"
    Only one of “passage” and “paper” can be given.
    /related liang2014:10
    /related walt1987:1
    /related paper:b
    ");
    insta::assert_snapshot!(hint("/help serach"), @r"
    “command” must be the name of a command, not “serach”.
    /help search
    /help search
    ");
}

#[test]
fn a_line_that_happens_to_begin_with_a_command_may_be_a_search() {
    insta::assert_snapshot!(hint("about the cold war"), @r"
    “/about” takes nothing, but “the cold war” follows it.
    /about
    /about
    /search the cold war
    /search about the cold war
    ");
    insta::assert_snapshot!(hint("passage of arms"), @r"
    “id” must be a passage, as in liang2014:10, not “of arms”.
    /passage liang2014:10 before:1 after:1
    /search passage of arms
    ");
}

#[test]
fn what_is_longer_than_a_question_is_refused_with_its_length() {
    assert!(said(&"x".repeat(LONGEST_VALUE)).is_ok());
    let mistake = said(&format!("/search {}", "x".repeat(LONGEST_VALUE + 1))).unwrap_err();
    assert_eq!(mistake.wrong, Wrong::TooLong("query", LONGEST_VALUE + 1));
    assert!(mistake.suggestions.is_empty());
}

#[test]
fn many_unknown_options_are_answered_at_once() {
    let line = format!("/search x{}", " papr:y".repeat(2_000));
    assert!(matches!(
        said(&line).unwrap_err().wrong,
        Wrong::UnknownOption(..)
    ));
}
