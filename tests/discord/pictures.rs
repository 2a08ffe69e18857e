//! The pictures of the README are drawn from messages of the bot, which lie beside them.
//!
//! `tests/pictures/draw` draws them. Here it is held that each message is still what the bot says; with
//! `LECTERN_PICTURES=new` it is written anew.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::bot::{Bot, Home};
use super::fake::{Fake, command, press};

/// A picture: its name, the command and its options, and the button that is pressed after it.
type Picture = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
);

const PICTURES: [Picture; 5] = [
    (
        "search",
        "search",
        &[("query", "why does china keep north korea as a buffer")],
        None,
    ),
    ("define", "define", &[("term", "buffer state")], None),
    (
        "verify",
        "verify",
        &[(
            "text",
            "By a buffer state we mean any weaker neighbour whose government can be trusted to keep a rival's forces at a distance",
        )],
        None,
    ),
    ("notes", "passage", &[("id", "haddad2009:7")], Some("Notes")),
    (
        "cite",
        "cite",
        &[("passage", "haddad2009:7"), ("style", "apa")],
        None,
    ),
];

#[tokio::test]
async fn a_picture_of_the_readme_shows_what_the_bot_says() {
    let fake = Fake::start().await;
    let home = Home::new(&fake.proxy(), "");
    home.configure_for_readers(&fake.proxy());
    let _bot = Bot::at(&home, &fake).await;
    let is_new = std::env::var_os("LECTERN_PICTURES").is_some_and(|asked| asked == "new");
    for (picture, name, options, button) in PICTURES {
        let ask = options.iter().fold(command(name), |ask, (option, value)| {
            ask.option(option, *value)
        });
        let mut message = fake.answered(ask).await;
        if let Some(label) = button {
            message = fake.answered(press(&message, label)).await;
        }
        let asked: Vec<Value> = options
            .iter()
            .map(|(option, value)| json!({"name": option, "value": value}))
            .collect();
        let drawn = json!({
            "command": name, "options": asked, "pressed": button,
            "private": message.is_private, "message": message.body,
        });
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/pictures")
            .join(picture)
            .with_extension("json");
        if is_new {
            fs::write(&file, format!("{drawn:#}\n")).unwrap();
        }
        let kept: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert!(
            kept == drawn,
            "tests/pictures/{picture}.png shows what the bot does not say any more: run tests/pictures/draw\n{message}"
        );
    }
}
