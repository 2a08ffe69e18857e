//! Each limit, on it and one over it.

use serde_json::json;

use super::*;

/// A message that is right but for some keys.
fn with(keys: &Value) -> Value {
    let mut message = json!({"content": "x", "allowed_mentions": {"parse": []}});
    for (key, value) in keys.as_object().unwrap() {
        message[key] = value.clone();
    }
    message
}

fn judged(message: &Value) -> String {
    super::message("m", message, Written::New).join("\n")
}

#[test]
fn each_limit_holds_to_the_character() {
    let long = |length: usize| "ß".repeat(length);
    let field = |name: usize, value: usize| json!({"name": long(name), "value": long(value)});
    for (right, wrong, fault) in [
        (
            json!({"content": long(2_000)}),
            json!({"content": long(2_001)}),
            "m.content: 2001",
        ),
        (
            json!({"embeds": [{"title": long(256)}]}),
            json!({"embeds": [{"title": long(257)}]}),
            "title: 257",
        ),
        (
            json!({"embeds": [{"description": long(4_096)}]}),
            json!({"embeds": [{"description": long(4_097)}]}),
            "description: 4097",
        ),
        (
            json!({"embeds": [{"fields": [field(256, 1_024)]}]}),
            json!({"embeds": [{"fields": [field(257, 1)]}]}),
            "name: 257",
        ),
        (
            json!({"embeds": [{"fields": [field(1, 1)]}]}),
            json!({"embeds": [{"fields": [field(1, 1_025)]}]}),
            "value: 1025",
        ),
        (
            json!({"embeds": [{"fields": vec![field(1, 1); 25]}]}),
            json!({"embeds": [{"fields": vec![field(1, 1); 26]}]}),
            "fields: 26",
        ),
        (
            json!({"embeds": [{"footer": {"text": long(2_048)}}]}),
            json!({"embeds": [{"footer": {"text": long(2_049)}}]}),
            "text: 2049",
        ),
        (
            json!({"embeds": vec![json!({"title": "x"}); 10]}),
            json!({"embeds": vec![json!({"title": "x"}); 11]}),
            "embeds: 11",
        ),
        (
            json!({"embeds": [{"description": long(3_000)}, {"description": long(3_000)}]}),
            json!({"embeds": [{"description": long(3_000)}, {"description": long(3_001)}]}),
            "6001 characters together",
        ),
    ] {
        assert_eq!(judged(&with(&right)), "", "{fault}");
        let faults = judged(&with(&wrong));
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
}

#[test]
fn what_the_official_description_lets_through_is_found() {
    for (wrong, fault) in [
        (json!({"content": " "}), "m: an empty message"),
        (json!({"embeds": [{}]}), "m.embeds[0]: an empty embed"),
        (
            json!({"embeds": [{"fields": [{"name": "x", "value": " "}]}]}),
            "m.embeds[0].fields[0].value: empty",
        ),
        (json!({"embed": {}}), "m.embed: Discord knows no such key"),
        (
            json!({"allowed_mentions": {"parse": ["users"]}}),
            "lets the message ping",
        ),
        (json!({"allowed_mentions": null}), "lets the message ping"),
        (json!({"flags": 32_768}), "m.flags"),
    ] {
        let faults = judged(&with(&wrong));
        assert!(faults.contains(fault), "{fault}: {faults}");
    }
}

#[test]
fn an_edit_may_leave_the_text_as_it_is_but_makes_nothing_private() {
    let edit = |body: &Value| super::message("m", body, Written::Edit).join("\n");
    let mut body = json!({"components": [], "allowed_mentions": {"parse": []}});
    assert_eq!(edit(&body), "");
    body["flags"] = json!(64);
    assert_eq!(edit(&body), "m.flags: an edit makes nothing private");
}

#[test]
fn choices_are_few_and_short() {
    let callback = |choices: Value| callback(&json!({"type": 8, "data": {"choices": choices}}));
    let choice =
        |name: usize, value: usize| json!({"name": "n".repeat(name), "value": "v".repeat(value)});
    assert_eq!(callback(json!(vec![choice(100, 100); 25])), Faults::new());
    for (wrong, fault) in [
        (vec![choice(1, 1); 26], "data.choices: 26, at most 25"),
        (
            vec![choice(101, 1)],
            "data.choices[0].name: 101 characters, at most 100",
        ),
        (
            vec![choice(1, 101)],
            "data.choices[0].value: 101 characters, at most 100",
        ),
    ] {
        assert_eq!(callback(json!(wrong)), [fault]);
    }
}
