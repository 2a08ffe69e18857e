//! The limits of action rows, their buttons and selects, and of the inputs of a form.
//!
//! Numbers are those of “Component Reference” in Discord's documentation.

use serde_json::Value;

use super::limits::{Faults, is_web, keys, list, most, text, twice};

/// The longest `custom_id`.
pub(super) const CUSTOM_ID: usize = 100;
const ROWS: usize = 5;
const BUTTONS: usize = 5;
const LABEL: usize = 80;
const ADDRESS: usize = 512;
const OPTIONS: usize = 25;
const OPTION: usize = 100;
const PLACEHOLDER: usize = 150;
const INPUT_LABEL: usize = 45;
const INPUT_VALUE: usize = 4_000;
const PLACEHOLDER_OF_INPUT: usize = 100;

const BUTTON_KEYS: &[&str] = &[
    "custom_id",
    "disabled",
    "emoji",
    "id",
    "label",
    "sku_id",
    "style",
    "type",
    "url",
];
const SELECT_KEYS: &[&str] = &[
    "custom_id",
    "disabled",
    "id",
    "max_values",
    "min_values",
    "options",
    "placeholder",
    "required",
    "type",
];

/// The rows of a message.
pub(super) fn rows(at: &str, rows: &Value) -> Faults {
    let rows = list(rows);
    let mut faults = most(&format!("{at}.components"), rows.len(), ROWS);
    for (number, row) in rows.iter().enumerate() {
        faults.extend(one_row(&format!("{at}.components[{number}]"), row));
    }
    let ids = rows.iter().flat_map(|row| list(&row["components"]));
    let ids = ids.filter_map(|component| component["custom_id"].as_str());
    faults.extend(twice(&format!("{at}.components: custom_id"), ids));
    faults
}

fn one_row(at: &str, row: &Value) -> Faults {
    if row["type"] != 1 {
        return vec![format!("{at}.type: {} is no action row", row["type"])];
    }
    let components = list(&row["components"]);
    let mut faults = keys(at, row, &["components", "id", "type"]);
    let is_button = |component: &&Value| component["type"] == 2;
    let buttons = components.iter().filter(is_button).count();
    let selects = components.len() - buttons;
    if components.is_empty() {
        faults.push(format!("{at}.components: empty"));
    }
    if buttons > BUTTONS || selects > 1 || (buttons > 0 && selects > 0) {
        faults.push(format!(
            "{at}.components: {buttons} buttons and {selects} selects in one row"
        ));
    }
    for (number, component) in components.iter().enumerate() {
        let at = format!("{at}.components[{number}]");
        faults.extend(match component["type"].as_u64() {
            Some(2) => button(&at, component),
            Some(3) => select(&at, component),
            other => vec![format!("{at}.type: {other:?} is none that this bot needs")],
        });
    }
    faults
}

fn button(at: &str, button: &Value) -> Faults {
    let mut faults = keys(at, button, BUTTON_KEYS);
    faults.extend(text(&format!("{at}.label"), &button["label"], 0, LABEL));
    let says = |key: &str| {
        button[key]
            .as_str()
            .is_some_and(|text| !text.trim().is_empty())
    };
    if !says("label") && !button["emoji"].is_object() {
        faults.push(format!("{at}: neither label nor emoji"));
    }
    match button["style"].as_u64() {
        Some(1..=4) => {
            let id = &button["custom_id"];
            faults.extend(text(&format!("{at}.custom_id"), id, 1, CUSTOM_ID));
            if !button["url"].is_null() {
                faults.push(format!("{at}.url: only a link has one"));
            }
        }
        Some(5) => {
            faults.extend(text(&format!("{at}.url"), &button["url"], 1, ADDRESS));
            if !button["url"].as_str().is_some_and(is_web) {
                faults.push(format!("{at}.url: no web address"));
            }
            if !button["custom_id"].is_null() {
                faults.push(format!("{at}.custom_id: a link has none"));
            }
        }
        other => faults.push(format!("{at}.style: {other:?}")),
    }
    faults
}

fn select(at: &str, select: &Value) -> Faults {
    let mut faults = keys(at, select, SELECT_KEYS);
    faults.extend(text(
        &format!("{at}.custom_id"),
        &select["custom_id"],
        1,
        CUSTOM_ID,
    ));
    faults.extend(text(
        &format!("{at}.placeholder"),
        &select["placeholder"],
        0,
        PLACEHOLDER,
    ));
    let options = list(&select["options"]);
    if options.is_empty() {
        faults.push(format!("{at}.options: empty"));
    }
    faults.extend(most(&format!("{at}.options"), options.len(), OPTIONS));
    for (number, option) in options.iter().enumerate() {
        let of = |key: &str| format!("{at}.options[{number}].{key}");
        faults.extend(text(&of("label"), &option["label"], 1, OPTION));
        faults.extend(text(&of("value"), &option["value"], 1, OPTION));
        faults.extend(text(&of("description"), &option["description"], 0, OPTION));
    }
    let values = options.iter().filter_map(|option| option["value"].as_str());
    faults.extend(twice(&format!("{at}.options: value"), values));
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if least > most || most > options.len().max(1) as u64 {
        faults.push(format!(
            "{at}: {least} to {most} of {} values",
            options.len()
        ));
    }
    faults
}

/// The rows of a form, each with one input.
pub(super) fn inputs(rows: &Value) -> Faults {
    let rows = list(rows);
    let mut faults = most("data.components", rows.len(), ROWS);
    if rows.is_empty() {
        faults.push("data.components: empty".to_owned());
    }
    for (number, row) in rows.iter().enumerate() {
        let at = format!("data.components[{number}]");
        let [input] = list(&row["components"]) else {
            faults.push(format!("{at}.components: a row of a form has one input"));
            continue;
        };
        faults.extend(one_input(&format!("{at}.components[0]"), input));
    }
    let ids = rows
        .iter()
        .filter_map(|row| row["components"][0]["custom_id"].as_str());
    faults.extend(twice("data.components: custom_id", ids));
    faults
}

fn one_input(at: &str, input: &Value) -> Faults {
    let of = |key: &str| format!("{at}.{key}");
    let mut faults = text(&of("label"), &input["label"], 1, INPUT_LABEL);
    faults.extend(text(&of("custom_id"), &input["custom_id"], 1, CUSTOM_ID));
    faults.extend(text(&of("value"), &input["value"], 0, INPUT_VALUE));
    faults.extend(text(
        &of("placeholder"),
        &input["placeholder"],
        0,
        PLACEHOLDER_OF_INPUT,
    ));
    if input["type"] != 4 || !matches!(input["style"].as_u64(), Some(1 | 2)) {
        faults.push(format!("{at}: no text input"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn judged(components: &[Value]) -> String {
        rows("m", &json!([{"type": 1, "components": components}])).join("\n")
    }

    fn button(id: &str) -> Value {
        json!({"type": 2, "style": 2, "label": "Go", "custom_id": id})
    }

    fn changed(key: &str, value: Value) -> Value {
        let mut button = button("a");
        button[key] = value;
        button
    }

    #[test]
    fn rows_are_few_and_of_one_sort() {
        let row = |id: &str| json!({"type": 1, "components": [button(id)]});
        let all = |ids: &str| rows("m", &ids.chars().map(|id| row(&id.to_string())).collect());
        assert_eq!(all("abcde"), Faults::new());
        assert_eq!(all("abcdef"), ["m.components: 6, at most 5"]);
        assert_eq!(all("aba"), ["m.components: custom_id: “a” twice"]);
        let select =
            json!({"type": 3, "custom_id": "s", "options": [{"label": "x", "value": "x"}]});
        assert_eq!(judged(std::slice::from_ref(&select)), "");
        assert!(judged(&[select, button("a")]).contains("1 buttons and 1 selects"));
        assert!(judged(&[]).contains("empty"));
        let six: Vec<Value> = ["a", "b", "c", "d", "e", "f"].map(button).to_vec();
        assert_eq!(judged(&six[..5]), "");
        assert!(judged(&six).contains("6 buttons"));
    }

    #[test]
    fn a_button_says_something_and_does_something() {
        assert_eq!(judged(&[changed("custom_id", json!("ß".repeat(100)))]), "");
        for (key, value, fault) in [
            (
                "custom_id",
                json!("x".repeat(101)),
                "custom_id: 101 characters, at most 100",
            ),
            ("custom_id", json!(""), "custom_id: empty"),
            ("custom_id", Value::Null, "custom_id: null is no text"),
            (
                "label",
                json!("x".repeat(81)),
                "label: 81 characters, at most 80",
            ),
            ("label", Value::Null, "neither label nor emoji"),
            ("style", json!(9), "style"),
            ("style", json!(5), "url"),
            ("url", json!("https://a.example"), "only a link has one"),
        ] {
            let faults = judged(&[changed(key, value)]);
            assert!(faults.contains(fault), "{fault}: {faults}");
        }
    }

    #[test]
    fn a_select_offers_something_else_each_time() {
        let option = |value: usize| json!({"label": "x", "value": value.to_string()});
        let select = |options: Vec<Value>| {
            judged(&[json!({"type": 3, "custom_id": "s", "options": options})])
        };
        assert_eq!(select((0..25).map(option).collect()), "");
        assert!(select((0..26).map(option).collect()).contains("options: 26, at most 25"));
        assert!(select(Vec::new()).contains("options: empty"));
        assert!(select(vec![option(1), option(1)]).contains("value: “1” twice"));
    }

    #[test]
    fn a_form_has_up_to_five_inputs() {
        let input = |id: usize| {
            let input = json!({"type": 4, "style": 1, "label": "L", "custom_id": id.to_string()});
            json!({"type": 1, "components": [input]})
        };
        assert_eq!(inputs(&(0..5).map(input).collect()), Faults::new());
        assert_eq!(
            inputs(&(0..6).map(input).collect()),
            ["data.components: 6, at most 5"]
        );
    }
}
