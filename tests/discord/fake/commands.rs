//! The limits of command definitions.
//!
//! Numbers and rules are those of “Application Commands” in Discord's documentation. Most of the
//! rules are missing in its official description, which a definition that it accepts may break.

use serde_json::Value;

use super::limits::{Faults, choice, keys, length, list, most, text, twice};

const SLASH_COMMANDS: usize = 100;
/// Of each kind of menu. Discord has allowed fifteen since 2025; who stays below five is safe.
const MENU_COMMANDS: usize = 5;
const NAME: usize = 32;
const DESCRIPTION: usize = 100;
const OPTIONS: usize = 25;
const CHOICES: usize = 25;
/// Of the names, descriptions and values of one command together.
const TOTAL: usize = 8_000;
const SUB_COMMAND: u64 = 1;
const GROUP: u64 = 2;

const COMMAND_KEYS: &[&str] = &[
    "contexts",
    "default_member_permissions",
    "description",
    "description_localizations",
    "dm_permission",
    "handler",
    "id",
    "integration_types",
    "name",
    "name_localizations",
    "nsfw",
    "options",
    "type",
];
const OPTION_KEYS: &[&str] = &[
    "autocomplete",
    "channel_types",
    "choices",
    "description",
    "description_localizations",
    "max_length",
    "max_value",
    "min_length",
    "min_value",
    "name",
    "name_localizations",
    "options",
    "required",
    "type",
];

/// Everything that is registered at once.
pub(super) fn definitions(commands: &Value) -> Faults {
    let Some(commands) = commands.as_array() else {
        return vec!["commands: no list".to_owned()];
    };
    let mut faults = Faults::new();
    for (kind, allowed) in [(1, SLASH_COMMANDS), (2, MENU_COMMANDS), (3, MENU_COMMANDS)] {
        let of_kind = commands
            .iter()
            .filter(|command| self::kind(command) == kind);
        let names: Vec<&str> = of_kind
            .filter_map(|command| command["name"].as_str())
            .collect();
        faults.extend(most(
            &format!("commands of type {kind}"),
            names.len(),
            allowed,
        ));
        faults.extend(twice("commands: name", names.into_iter()));
    }
    for (number, command) in commands.iter().enumerate() {
        faults.extend(definition(&format!("[{number}]"), command));
    }
    faults
}

fn definition(at: &str, command: &Value) -> Faults {
    let mut faults = keys(at, command, COMMAND_KEYS);
    if kind(command) == 1 {
        faults.extend(name(at, &command["name"]));
        faults.extend(text(
            &format!("{at}.description"),
            &command["description"],
            1,
            DESCRIPTION,
        ));
        faults.extend(options(at, &command["options"]));
    } else {
        faults.extend(text(&format!("{at}.name"), &command["name"], 1, NAME));
        let says = |key: &str| !matches!(&command[key], Value::Null) && command[key] != "";
        let has_options = !list(&command["options"]).is_empty();
        if says("description") || has_options {
            faults.push(format!(
                "{at}: a command of a menu has no description and no options"
            ));
        }
    }
    for (key, known) in [("contexts", 0..=2), ("integration_types", 0..=1)] {
        let values = command[key].as_array();
        let is_known = |value: &Value| value.as_u64().is_some_and(|value| known.contains(&value));
        if values.is_some_and(|values| values.is_empty() || !values.iter().all(is_known)) {
            faults.push(format!("{at}.{key}: {}", command[key]));
        }
    }
    let total = total(command);
    if total > TOTAL {
        faults.push(format!(
            "{at}: {total} characters together, at most {TOTAL}"
        ));
    }
    faults
}

fn kind(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(1)
}

/// `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in small letters where there are any.
fn name(at: &str, name: &Value) -> Faults {
    let mut faults = text(&format!("{at}.name"), name, 1, NAME);
    let name = name.as_str().unwrap_or_default();
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
    if !name.chars().all(is_allowed) || name.to_lowercase() != name {
        faults.push(format!(
            "{at}.name: “{name}” has a character that no name may have"
        ));
    }
    faults
}

fn options(at: &str, options: &Value) -> Faults {
    let options = list(options);
    let mut faults = most(&format!("{at}.options"), options.len(), OPTIONS);
    let names = options.iter().filter_map(|option| option["name"].as_str());
    faults.extend(twice(&format!("{at}.options: name"), names));
    let is_sub = |option: &Value| matches!(option["type"].as_u64(), Some(SUB_COMMAND | GROUP));
    let subs = options.iter().filter(|option| is_sub(option)).count();
    if subs > 0 && subs < options.len() {
        faults.push(format!("{at}.options: sub-commands beside options"));
    }
    let is_required = |option: &Value| option["required"] == true;
    if options
        .windows(2)
        .any(|pair| !is_required(&pair[0]) && is_required(&pair[1]))
    {
        faults.push(format!(
            "{at}.options: a required one after one that is not"
        ));
    }
    for (number, option) in options.iter().enumerate() {
        faults.extend(one_option(&format!("{at}.options[{number}]"), option));
    }
    faults
}

fn one_option(at: &str, option: &Value) -> Faults {
    let mut faults = keys(at, option, OPTION_KEYS);
    faults.extend(name(at, &option["name"]));
    faults.extend(text(
        &format!("{at}.description"),
        &option["description"],
        1,
        DESCRIPTION,
    ));
    let kind = option["type"].as_u64().unwrap_or(0);
    if !(1..=11).contains(&kind) {
        faults.push(format!("{at}.type: {}", option["type"]));
    }
    if matches!(kind, SUB_COMMAND | GROUP) {
        faults.extend(options(at, &option["options"]));
    }
    let choices = list(&option["choices"]);
    faults.extend(most(&format!("{at}.choices"), choices.len(), CHOICES));
    for (number, choice) in choices.iter().enumerate() {
        let at = format!("{at}.choices[{number}]");
        faults.extend(self::choice(&at, choice));
        if choice["value"].is_number() != matches!(kind, 4 | 10) {
            faults.push(format!("{at}.value: not of the option's type"));
        }
    }
    let names = choices.iter().filter_map(|choice| choice["name"].as_str());
    faults.extend(twice(&format!("{at}.choices: name"), names));
    let completes = option["autocomplete"] == true;
    if completes && !choices.is_empty() {
        faults.push(format!("{at}: choices together with autocomplete"));
    }
    if completes && !matches!(kind, 3 | 4 | 10) {
        faults.push(format!("{at}.autocomplete: only of text and numbers"));
    }
    faults
}

/// Names, descriptions and values of a command and of all it holds.
fn total(part: &Value) -> usize {
    let own = ["name", "description", "value"].into_iter();
    let own: usize = own.filter_map(|key| part[key].as_str()).map(length).sum();
    let held = ["options", "choices"].into_iter();
    own + held
        .flat_map(|key| list(&part[key]))
        .map(total)
        .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn judged(command: &Value) -> String {
        definitions(&json!([command])).join("\n")
    }

    fn option(name: &str, keys: &Value) -> Value {
        let mut option = json!({"type": 3, "name": name, "description": "d"});
        for (key, value) in keys.as_object().unwrap() {
            option[key] = value.clone();
        }
        option
    }

    fn holding(options: &[Value]) -> Value {
        json!({"name": "search", "description": "d", "options": options})
    }

    #[test]
    fn names_are_as_discord_wants_them() {
        for right in ["search", "cited-by", "ça", "l'eau", "検索", &"x".repeat(32)] {
            assert_eq!(
                judged(&json!({"name": right, "description": "d"})),
                "",
                "{right}"
            );
        }
        for wrong in ["Search", "cited by", "", "a.b", &"x".repeat(33)] {
            let faults = judged(&json!({"name": wrong, "description": "d"}));
            assert!(faults.contains("[0].name"), "{wrong}: {faults}");
        }
        assert_eq!(judged(&json!({"name": "Find source", "type": 3})), "");
    }

    #[test]
    fn what_the_official_description_lets_through_is_found() {
        let none = json!({});
        for (wrong, fault) in [
            (json!({"name": "a"}), "[0].description: null is no text"),
            (
                holding(&[option("a", &none), option("b", &json!({"required": true}))]),
                "a required one after",
            ),
            (
                holding(&[option("a", &none), option("a", &none)]),
                "“a” twice",
            ),
            (
                holding(&[option("a", &none), option("b", &json!({"type": 1}))]),
                "sub-commands beside",
            ),
            (
                holding(&[option(
                    "a",
                    &json!({"autocomplete": true, "choices": [{"name": "x", "value": "x"}]}),
                )]),
                "choices together with autocomplete",
            ),
            (
                holding(&[option(
                    "a",
                    &json!({"choices": [{"name": "x", "value": "x".repeat(101)}]}),
                )]),
                "choices[0].value: 101 characters",
            ),
            (
                json!({"name": "a", "description": "d", "contexts": []}),
                "[0].contexts",
            ),
            (
                json!({"name": "a", "description": "d", "shown": true}),
                "[0].shown: Discord knows no such key",
            ),
        ] {
            let faults = judged(&wrong);
            assert!(faults.contains(fault), "{fault}: {faults}");
        }
    }

    #[test]
    fn a_command_has_a_limit_as_a_whole() {
        let choices: Vec<Value> = (10..35)
            .map(|number| json!({"name": format!("{number}{}", "n".repeat(98)), "value": "v".repeat(62)}))
            .collect();
        let full = json!({"choices": choices});
        let wide = |names: &[&str]| {
            let options: Vec<Value> = names.iter().map(|name| option(name, &full)).collect();
            judged(&holding(&options))
        };
        assert_eq!(wide(&["a"]), "");
        assert!(wide(&["a", "b"]).contains("8111 characters together, at most 8000"));
    }

    #[test]
    fn there_are_a_hundred_commands_at_most() {
        let many = |number: usize| {
            let one = |at: usize| json!({"name": format!("c{at}"), "description": "d"});
            definitions(&(0..number).map(one).collect())
        };
        assert_eq!(many(100), Faults::new());
        assert_eq!(many(101), ["commands of type 1: 101, at most 100"]);
    }
}
