//! The command table as Discord's commands, registered only when they have changed.
//!
//! The definitions are a pure function of the table. What was registered last, and where, is noted in
//! the store by its hash, so that a start costs no request. Where commands were registered before and
//! are not any more, they are taken away again, since Discord would show them twice.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::limits::{CHOICES, OPTION_VALUE};
use super::rest::{self, Rest};
use crate::conversation::command::{
    Choices, FAMILIES, Kind, LONGEST_TERM, MENUS, Opt, Spec, TABLE, family, names,
};
use crate::store::Store;

/// How long a registration may take, with all that is tried again. It does not hold the bot up, so it
/// outlasts any outage.
const PATIENCE: Duration = Duration::from_hours(24);
/// Where a hash is noted, before the bot and the place.
const NOTED: &str = "discord.commands";
/// The place of commands that are known everywhere.
const EVERYWHERE: &str = "everywhere";

/// A command as Discord defines it (Interactions > Application commands > Command structure).
///
/// It asks for no permission of a member (`default_member_permissions`), which would be asked for every
/// subcommand alike: nobody who may not set the daily question could see when it comes, or play. Who may
/// not do something is told so by the core, as on every platform, and who manages a server can keep a
/// command from members, roles and channels under Integrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Definition {
    name: &'static str,
    #[serde(rename = "type")]
    kind: u8,
    /// Empty for the menu of a message, which has none.
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Argument>,
    /// A person's own apps work for them everywhere.
    integration_types: [u8; 2],
    contexts: [u8; 3],
}

/// An option of a command (Command option structure).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Argument {
    name: &'static str,
    description: &'static str,
    #[serde(rename = "type")]
    kind: u8,
    /// Of a subcommand, its own options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Argument>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Word>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    autocomplete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_value: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<usize>,
}

/// A word that is the whole value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Word {
    name: &'static str,
    value: &'static str,
}

const SLASH: u8 = 1;
const OF_A_MESSAGE: u8 = 3;
const SUBCOMMAND: u8 = 1;
const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const FLAG: u8 = 5;

/// Every command and every entry of a message's menu. Commands with a first word in common are
/// subcommands of that word, at the place of the first.
pub(super) fn definitions() -> Vec<Definition> {
    let commands = TABLE.iter().filter_map(|spec: &Spec| {
        let Some((word, _)) = spec.name.split_once(' ') else {
            return Some(Definition {
                description: spec.summary,
                options: spec.options.iter().map(option).collect(),
                ..definition(spec.name, SLASH)
            });
        };
        let is_first = family(word).next().map(|first| first.name) == Some(spec.name);
        is_first.then(|| of_family(word))
    });
    let menus = MENUS.iter().map(|menu| definition(menu.name, OF_A_MESSAGE));
    commands.chain(menus).collect()
}

fn of_family(word: &'static str) -> Definition {
    let summary = FAMILIES.iter().find(|(known, _)| *known == word);
    let members = family(word).filter_map(|spec| {
        let (_, name) = spec.name.split_once(' ')?;
        Some(Argument {
            options: spec.options.iter().map(option).collect(),
            ..argument(name, spec.summary, SUBCOMMAND)
        })
    });
    Definition {
        description: summary.map_or("", |(_, summary)| *summary),
        options: members.collect(),
        ..definition(word, SLASH)
    }
}

fn argument(name: &'static str, description: &'static str, kind: u8) -> Argument {
    Argument {
        name,
        description,
        kind,
        options: Vec::new(),
        required: false,
        choices: Vec::new(),
        autocomplete: false,
        min_value: None,
        max_value: None,
        max_length: None,
    }
}

fn definition(name: &'static str, kind: u8) -> Definition {
    Definition {
        name,
        kind,
        description: "",
        options: Vec::new(),
        // Of a server, and of a person.
        integration_types: [0, 1],
        // In servers, in the chat with the bot, and in other direct chats.
        contexts: [0, 1, 2],
    }
}

fn option(option: &Opt) -> Argument {
    let words = |words: &mut dyn Iterator<Item = &'static str>| -> Vec<Word> {
        words
            .map(|word| Word {
                name: word,
                value: word,
            })
            .collect()
    };
    let plain = Argument {
        required: option.required,
        autocomplete: is_completed(option.kind),
        ..argument(option.name, option.summary, TEXT)
    };
    let number = |from, to| Argument {
        kind: NUMBER,
        min_value: Some(from),
        max_value: Some(to),
        ..plain.clone()
    };
    match option.kind {
        Kind::Flag => Argument {
            kind: FLAG,
            ..plain
        },
        Kind::Whole { from, to } => number(from, to),
        Kind::Year => number(1, 9999),
        Kind::Choice(all) => Argument {
            choices: words(&mut all.iter().copied()),
            ..plain
        },
        // More commands than can be chosen from are typed.
        Kind::CommandName if TABLE.len() <= CHOICES => Argument {
            choices: words(&mut names()),
            ..plain
        },
        Kind::Term => Argument {
            max_length: Some(LONGEST_TERM),
            ..plain
        },
        Kind::Text => Argument {
            max_length: Some(OPTION_VALUE),
            ..plain
        },
        _ => plain,
    }
}

/// Whether values are offered while it is typed: headings of sections are not known to the library.
fn is_completed(kind: Kind) -> bool {
    kind.choices().is_some_and(|of| of != Choices::Sections)
}

/// What tells definitions apart.
fn hash(definitions: &[Definition]) -> Result<String, serde_json::Error> {
    let json = serde_json::to_vec(definitions)?;
    Ok(blake3::hash(&json).to_hex()[..32].to_owned())
}

/// Registers what has changed since it was registered last: in these servers, or everywhere where none
/// is named. Failures are logged with what to do.
pub(super) async fn register(rest: &Rest, store: &Store, application: &str, guilds: &[String]) {
    let definitions = definitions();
    let Ok(hash) = hash(&definitions) else {
        return;
    };
    let everywhere = [EVERYWHERE.to_owned()];
    let places = if guilds.is_empty() {
        &everywhere[..]
    } else {
        guilds
    };
    let noted = store.notes(&format!("{NOTED}.{application}.")).await;
    let noted = noted.unwrap_or_else(|error| {
        tracing::error!(%error, "what is registered could not be looked up; the commands are registered again");
        Vec::new()
    });
    for place in places {
        let note = format!("{NOTED}.{application}.{place}");
        if noted.contains(&(note.clone(), hash.clone())) {
            tracing::info!(place, "the commands are registered as they are");
            continue;
        }
        match put(rest, application, place, &definitions).await {
            Ok(()) => {
                tracing::info!(
                    place,
                    commands = definitions.len(),
                    "the commands are registered"
                );
                keep(store.keep_note(&note, &hash).await);
            }
            Err(error) => refused(place, &error),
        }
    }
    for (note, _) in &noted {
        let place = note.rsplit('.').next().unwrap_or_default();
        if places.iter().any(|wanted| wanted == place) {
            continue;
        }
        match put(rest, application, place, &[]).await {
            Ok(()) => keep(store.drop_note(note).await),
            Err(error) => refused(place, &error),
        }
    }
}

async fn put(
    rest: &Rest,
    application: &str,
    place: &str,
    definitions: &[Definition],
) -> Result<(), rest::Error> {
    let path = match place {
        EVERYWHERE => format!("applications/{application}/commands"),
        guild => format!("applications/{application}/guilds/{guild}/commands"),
    };
    rest.put(&path, &definitions, Instant::now() + PATIENCE)
        .await
        .map(drop)
}

fn keep(kept: Result<(), crate::store::Error>) {
    if let Err(error) = kept {
        tracing::error!(%error, "what is registered could not be noted; the next start registers it again");
    }
}

fn refused(place: &str, error: &rest::Error) {
    let way_out = match error.status() {
        401 => {
            "the token is not that of this application: see LECTERN_DISCORD_TOKEN and discord.application_id"
        }
        403 => {
            "the bot is not in this server, or was invited without its commands: the link of `lectern check` invites it"
        }
        404 => {
            "there is no such application or server: see discord.application_id and discord.guilds"
        }
        _ => "the commands stay as they were; the next start tries again",
    };
    tracing::error!(place, %error, way_out, "the commands could not be registered");
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    #[test]
    fn a_command_is_defined_by_its_row() {
        let define = definitions()
            .into_iter()
            .find(|definition| definition.name == "define")
            .unwrap();
        insta::assert_snapshot!(serde_json::to_string_pretty(&define).unwrap(), @r#"
    {
      "name": "define",
      "type": 1,
      "description": "Tell what a term means: every definition, each with its source and year",
      "options": [
        {
          "name": "term",
          "description": "The term, an abbreviation or another name of it",
          "type": 3,
          "required": true,
          "autocomplete": true,
          "max_length": 120
        },
        {
          "name": "author",
          "description": "Only definitions by this author",
          "type": 3,
          "autocomplete": true
        },
        {
          "name": "page",
          "description": "Which page of the definitions",
          "type": 4,
          "min_value": 1,
          "max_value": 1000
        },
        {
          "name": "private",
          "description": "Show the answer to you alone",
          "type": 5
        }
      ],
      "integration_types": [
        0,
        1
      ],
      "contexts": [
        0,
        1,
        2
      ]
    }
    "#);
    }

    #[test]
    fn every_definition_is_one_that_discord_takes() {
        let definitions = definitions();
        // Application commands > Registering a command.
        let of_kind = |kind| {
            definitions
                .iter()
                .filter(move |definition| definition.kind == kind)
        };
        assert!(of_kind(SLASH).count() <= 100 && of_kind(OF_A_MESSAGE).count() <= 5);
        for definition in of_kind(SLASH) {
            let named = |name: &str| {
                (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase())
            };
            assert!(named(definition.name), "{}", definition.name);
            assert!(
                definition
                    .options
                    .is_sorted_by_key(|option| !option.required)
            );
            let mut listed: Vec<&str> = definition
                .options
                .iter()
                .map(|option| option.name)
                .collect();
            listed.sort_unstable();
            listed.dedup();
            assert_eq!(
                listed.len(),
                definition.options.len(),
                "two options of one name"
            );
            let inner = |option: &Argument| option.options.clone();
            let all: Vec<Argument> = definition.options.iter().flat_map(inner).collect();
            assert!(definition.options.len() <= 25, "{}", definition.name);
            for option in definition.options.iter().chain(&all) {
                assert!(named(option.name) && !option.description.is_empty());
                assert!(option.choices.is_empty() || !option.autocomplete);
                assert!(option.choices.len() <= CHOICES);
            }
        }
        for menu in of_kind(OF_A_MESSAGE) {
            assert!(
                menu.description.is_empty() && menu.options.is_empty() && menu.name.len() <= 32
            );
        }
    }

    #[test]
    fn commands_of_one_word_are_its_subcommands() {
        let all = definitions();
        let names: Vec<&str> = all.iter().map(|definition| definition.name).collect();
        assert_eq!(names.iter().filter(|name| **name == "quiz").count(), 1);
        let daily = all.iter().find(|one| one.name == "daily").unwrap();
        let shown: Vec<_> = daily
            .options
            .iter()
            .map(|option| (option.name, option.kind, option.options.len()))
            .collect();
        assert_eq!(shown, [("set", 1, 4), ("show", 1, 0), ("off", 1, 0)]);
        let set = &daily.options[0];
        assert!(set.options[0].required && !set.required);
    }

    #[test]
    fn other_definitions_have_another_hash() {
        let mut other = definitions();
        let before = hash(&other).unwrap();
        assert_eq!(before, hash(&definitions()).unwrap());
        other[0].options[0].required = !other[0].options[0].required;
        assert_ne!(before, hash(&other).unwrap());
    }
}
