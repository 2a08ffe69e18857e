//! Backups of other versions and other databases, and what is none: restored whole, or refused.

use std::time::SystemTime;

use lectern::store::{Address, Store};

use super::{backup, first, open, restore, version, wait};
use crate::place::{Ended, Place};
use crate::server::server;

#[test]
fn a_damaged_backup_is_refused_with_its_line_and_changes_nothing() {
    const NOTE: &str = "{\"table\":\"note\",\"row\":{\"name\":\"a\",\"value\":\"b\"}}\n";
    const LAST: &str = "{\"rows\":1}\n";
    let place = Place::empty();
    let first = first(version());
    let again = "; nothing is restored: copy the file again, or take another backup";
    let no_first = "this is not the first line of a backup of Lectern’s store";
    let cases = [
        (String::new(), 1, no_first),
        ("heron\n".to_owned(), 1, no_first),
        ("\u{1}\n".to_owned(), 1, no_first),
        (format!("{NOTE}{LAST}"), 1, no_first),
        (
            format!("{first}{NOTE}"),
            2,
            "the file ends here, before the line that counts its rows",
        ),
        (
            format!("{first}{NOTE}{NOTE}{LAST}"),
            4,
            "the count here is 1, and above stand 2",
        ),
        (
            format!("{first}{NOTE}{LAST}{NOTE}"),
            4,
            "there is something behind the last line",
        ),
        (
            format!("{first}{NOTE}{{\"tab"),
            3,
            "this is no object of JSON",
        ),
        (
            format!("{first}[1]\n{LAST}"),
            2,
            "this is no object of JSON",
        ),
        (
            format!("{first}{{\"table\":\"cat\",\"row\":{{}}}}\n"),
            2,
            "this is of no table of a store",
        ),
        (
            format!("{first}{{\"table\":\"note\",\"row\":7}}\n"),
            2,
            "this is no row",
        ),
        (
            format!("{first}{}", NOTE.replace("\"b\"", "7")),
            2,
            "“value” of “note” is not what it must be",
        ),
        (
            format!("{first}{}", NOTE.replace("\"value\"", "\"worth\"")),
            2,
            "“value” of “note” is not what it must be",
        ),
        (
            format!("{first}{}", NOTE.replace("\"a\",", "\"a\",\"more\":1,")),
            2,
            "“note” has fewer columns than this row",
        ),
        (
            format!("{first}{NOTE}{NOTE}{{\"rows\":2}}\n"),
            2,
            "in “note”, from here to line 3, something stands twice",
        ),
        (
            format!(
                "{first}{NOTE}{}{{\"rows\":2}}\n",
                NOTE.replace("\"b\"", "null")
            ),
            2,
            "in “note”, from here to line 3, something is missing",
        ),
    ];
    for (text, line, what) in cases {
        let refused = restore(&place, &[], &text).with(1);
        let told = format!("lectern: standard input, line {line}: {what}{again}\n");
        assert_eq!(refused.err, told, "{text}");
    }
    assert_eq!(backup(&place), format!("{first}{{\"rows\":0}}\n"));
}

#[test]
fn of_an_older_backup_new_columns_are_as_in_a_store_that_was_brought_up_to_date() {
    let player = |person: &str, more: &str| {
        format!(
            "{{\"table\":\"player\",\"row\":{{\"person\":\"{person}\",\"name\":\"\",\"is_unlisted\":0{more}}}}}\n"
        )
    };
    let (without, with) = ("", ",\"zone\":\"Europe/Vienna\"");
    let older = |rows: &[String]| {
        let count = rows.len();
        format!("{}{}{{\"rows\":{count}}}\n", first(3), rows.concat())
    };
    let place = Place::empty();
    let given = older(&[
        player("a", without),
        player("b", with),
        player("c", without),
    ]);
    restore(&place, &[], &given).with(0);
    let zone = |zone: &str| format!(",\"zone\":{zone}");
    let kept = [
        first(version()),
        player("a", &zone("null")),
        player("b", with),
        player("c", &zone("null")),
        "{\"rows\":3}\n".to_owned(),
    ];
    assert_eq!(backup(&place), kept.concat());
    let lacking = |row: String, lacking: &str| older(&[row.replace(lacking, "")]);
    for (given, what) in [
        (
            lacking(player("a", without), ",\"is_unlisted\":0"),
            "in “player”, from here to line 2, something is missing",
        ),
        (
            lacking(player("a", without), "\"person\":\"a\","),
            "“person” of “player” is not what it must be",
        ),
    ] {
        let refused = restore(&place, &["--replace"], &given).with(1);
        assert!(refused.err.contains(what), "{}", refused.err);
    }
    assert_eq!(backup(&place), kept.concat());
}

#[test]
fn a_text_that_postgresql_refuses_is_restored_without_what_does_not_show() {
    let Some(server) = server(&["-c", "fsync=off"]) else {
        return;
    };
    let place = Place::empty();
    wait(async {
        let store = open(&place.path("data")).await;
        store.keep_note("na\0me", "value\0").await.unwrap();
    });
    place.run(&["backup", "kept.jsonl"]).with(0);
    let url = server.database();
    let mut command = place.command(&["restore", "kept.jsonl"]);
    Ended::from(command.env("LECTERN_DATABASE_URL", &url).output().unwrap()).with(0);
    let note = wait(async {
        let address = Address::Server(url);
        let store = Store::open(&address, SystemTime::now()).await.unwrap();
        store.note("name").await.unwrap()
    });
    assert_eq!(note.as_deref(), Some("value"));
}

#[test]
fn a_newer_backup_and_what_is_none_are_refused() {
    let place = Place::empty();
    let known = version();
    place.write("kept.jsonl", first(known + 1));
    let refused = place.run(&["restore", "kept.jsonl"]).with(1);
    let told = format!(
        "lectern: kept.jsonl, line 1: a newer Lectern wrote this backup, of version {} of the store, and this one knows {known}; restore it with that Lectern\n",
        known + 1
    );
    assert_eq!(refused.err, told);
    place.write("kept.jsonl", [first(known).as_bytes(), b"\xff\n"].concat());
    let refused = place.run(&["restore", "kept.jsonl"]).with(1);
    assert!(
        refused.err.contains("kept.jsonl, line 2: this is no text"),
        "{}",
        refused.err
    );
    let refused = place.run(&["restore", "nowhere.jsonl"]).with(1);
    assert!(
        refused
            .err
            .starts_with("lectern: nowhere.jsonl can’t be read: "),
        "{}",
        refused.err
    );
}
