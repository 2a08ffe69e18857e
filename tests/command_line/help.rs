//! Help that teaches, and what is no command line at all.

use crate::place::{Ended, Place};

#[test]
fn every_subcommand_teaches_with_an_example_and_names_its_exit_codes() {
    let place = Place::empty();
    for (subcommand, codes) in [
        ("run", &["with 0", "with 1"][..]),
        ("chat", &[]),
        ("ask", &["with 0", "1 if", "2 for"]),
        ("index", &["with 0", "with 1", "with 2"]),
        ("inspect", &["with 1"]),
        ("references", &["with 0", "with 2"]),
        ("evaluate", &[]),
        #[cfg(feature = "matrix")]
        ("matrix", &["with 1"]),
        ("backup", &["with 1"]),
        ("restore", &["with 1"]),
        ("check", &["with 1", "with 2"]),
        ("completions", &[]),
    ] {
        let ended = Ended::from(place.bare(&[subcommand, "--help"]).output().unwrap()).with(0);
        assert!(ended.out.contains("Example"), "{}", ended.out);
        assert!(
            ended.out.contains(&format!("  lectern {subcommand}")),
            "{}",
            ended.out
        );
        let help = ended.out.replace('\n', " ");
        for code in codes {
            assert!(
                help.contains(code),
                "{subcommand} does not say {code}: {}",
                ended.out
            );
        }
        for option in [
            "--config <FILE>",
            "--corpus <DIR>",
            "--data <DIR>",
            "--log-format",
        ] {
            assert!(ended.out.contains(option), "{}", ended.out);
        }
        assert_eq!(ended.err, "");
        assert!(
            ended.out.lines().all(|line| line.chars().count() <= 100),
            "{}",
            ended.out
        );
    }
}

#[test]
fn the_examples_of_ask_are_right_command_lines() {
    let place = Place::with_papers();
    let help = Ended::from(place.bare(&["ask", "--help"]).output().unwrap()).out;
    let lines: Vec<&str> = help
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("lectern ask "))
        .filter_map(|line| line.split('\'').nth(1))
        .collect();
    assert!(lines.len() >= 3, "{help}");
    for line in lines {
        let ended = place.run(&["ask", line]);
        assert_ne!(ended.code, Some(2), "{line}: {}", ended.out);
    }
}

#[test]
fn what_is_no_command_line_ends_with_2() {
    let place = Place::with_papers();
    for arguments in [
        &["frobnicate"][..],
        &["ask"],
        &["ask", "--format", "yaml", "heron"],
        &["inspect"],
        &["index", "--frobnicate"],
        &["completions", "cobol"],
    ] {
        let ended = place.run(arguments).with(2);
        assert_eq!(ended.out, "");
        assert!(ended.err.contains("--help"), "{}", ended.err);
    }
}

#[test]
fn the_version_is_printed() {
    let place = Place::empty();
    let ended = Ended::from(place.bare(&["--version"]).output().unwrap()).with(0);
    assert_eq!(
        ended.out,
        format!("lectern {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn completions_are_made_for_every_shell() {
    let place = Place::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ended = Ended::from(place.bare(&["completions", shell]).output().unwrap()).with(0);
        assert!(
            ended.out.contains("evaluate") && ended.out.contains("no-index"),
            "{shell}"
        );
        assert_eq!(ended.err, "");
    }
}
