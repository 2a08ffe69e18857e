//! The bot's account on Matrix from the command line, as far as no homeserver is needed for it.

use std::process::Command;

use crate::place::{Ended, Place};

/// A port at which nothing listens.
const NOWHERE: &str = "http://127.0.0.1:1";

fn ended(mut command: Command) -> Ended {
    Ended::from(command.output().unwrap())
}

/// The program where an account is configured.
fn with_account(place: &Place, arguments: &[&str]) -> Command {
    let mut command = place.command(arguments);
    command
        .env("LECTERN_MATRIX_USER", "@lectern:localhost")
        .env("LECTERN_MATRIX_HOMESERVER", NOWHERE);
    command
}

#[test]
fn without_an_account_it_is_said_what_names_one() {
    let place = Place::with_papers();
    let ended = place.run(&["matrix", "login"]).with(2);
    insta::assert_snapshot!(ended.err, @"lectern: the bot’s account on Matrix is not named: set matrix.user to its full id, as in @lectern:example.org");
    assert_eq!(ended.out, "");
}

#[test]
fn a_bot_that_is_not_logged_in_does_not_start_and_says_how() {
    let place = Place::with_papers();
    let ended = ended(with_account(&place, &["run"])).with(2);
    insta::assert_snapshot!(ended.err, @"
    lectern: starting on Matrix; Ctrl-C ends it
    lectern: the bot is not logged in on Matrix: run `lectern matrix login`, or set LECTERN_MATRIX_PASSWORD
    ");
}

#[test]
fn a_homeserver_that_is_not_there_is_named() {
    let place = Place::with_papers();
    let mut command = with_account(&place, &["matrix", "login"]);
    command.env("LECTERN_MATRIX_PASSWORD", "hidden");
    let ended = ended(command).with(1);
    assert!(ended.err.contains(NOWHERE), "{}", ended.err);
    assert!(ended.err.contains("matrix.homeserver"), "{}", ended.err);
    assert!(!ended.err.contains("hidden"), "{}", ended.err);
}

#[test]
fn no_password_is_no_login() {
    let place = Place::with_papers();
    let ended = ended(with_account(&place, &["matrix", "login"])).with(1);
    insta::assert_snapshot!(ended.err, @"lectern: no password was given");
}

#[test]
fn logging_out_what_is_not_logged_in_is_done_at_once() {
    let place = Place::with_papers();
    let ended = ended(with_account(&place, &["matrix", "logout"])).with(0);
    assert_eq!(ended.out, "the bot was not logged in\n");
}

#[test]
fn check_says_what_matrix_lacks_and_whose_invitations_are_accepted() {
    let place = Place::with_papers();
    let lines = |text: &str| -> String {
        let about = ["would start", "Matrix", "invitations", "problem"];
        let kept = text
            .lines()
            .filter(|line| about.iter().any(|about| line.starts_with(about)));
        kept.collect::<Vec<_>>().join("\n")
    };
    let checked = ended(with_account(&place, &["check"])).with(1);
    insta::assert_snapshot!(lines(&checked.out), @"
    would start    Matrix
    Matrix account @lectern:localhost, not logged in
    invitations    from nobody: matrix.allowed_inviters names whose are accepted
    problem: the bot is not logged in on Matrix: run `lectern matrix login`, or set LECTERN_MATRIX_PASSWORD
    ");
    let mut command = with_account(&place, &["check"]);
    command
        .env("LECTERN_MATRIX_PASSWORD", "hidden")
        .env("LECTERN_MATRIX_ALLOWED_INVITERS", "@ana:localhost,@*:b.org");
    let checked = ended(command).with(0);
    insta::assert_snapshot!(lines(&checked.out), @"
    would start    Matrix
    Matrix account @lectern:localhost, not logged in
    invitations    from @ana:localhost, @*:b.org
    ");
    assert!(!checked.out.contains("hidden"));
}
