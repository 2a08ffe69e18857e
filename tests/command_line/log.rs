//! The log, on standard error alone.

use crate::place::{Ended, Place};

#[test]
fn more_is_said_the_more_it_is_asked_for() {
    let place = Place::with_papers();
    let quiet = place.run(&["index"]).with(0);
    assert_eq!(quiet.err, "");
    let told = place.run(&["index", "--rebuild", "-v"]).with(0);
    assert!(told.err.contains("a new index is in place"), "{}", told.err);
    assert!(!told.out.contains("a new index"), "{}", told.out);
    assert!(
        !told.err.contains('\x1b'),
        "no colours where nobody sees them: {}",
        told.err
    );
}

#[test]
fn json_is_an_object_a_line() {
    let place = Place::with_papers();
    let ended = place.run(&["index", "-v", "--log-format", "json"]).with(0);
    assert!(ended.err.lines().count() > 0);
    for line in ended.err.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            event["level"].is_string() && event["fields"]["message"].is_string(),
            "{line}"
        );
    }
}

#[test]
fn rust_log_decides_where_it_is_set() {
    let place = Place::with_papers();
    let said = |filter: &str, arguments: &[&str]| {
        let mut command = place.command(arguments);
        Ended::from(command.env("RUST_LOG", filter).output().unwrap())
            .with(0)
            .err
    };
    assert!(said("lectern=info", &["index"]).contains("INFO"));
    assert_eq!(said("off", &["index", "--rebuild", "-vv"]), "");
}
