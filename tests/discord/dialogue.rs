//! What a person sees on Discord: commands, completion, buttons, menus, private answers.

use serde_json::Value;

use super::bot::Bot;
use super::fake::{Ask, BEN, Fake, Place, command, menu, press, press_id};

fn search(query: &str) -> Ask {
    command("search").option("query", query)
}

#[tokio::test]
async fn a_command_is_answered_for_everybody_with_what_can_be_done_next() {
    let (fake, _bot) = Bot::at_work().await;
    insta::assert_snapshot!(fake.answered(search("waggle dance")).await, @"");
}

#[tokio::test]
async fn every_command_of_the_table_is_registered_for_servers_and_people() {
    let (fake, _bot) = Bot::at_work().await;
    let registered = fake.with(|state| {
        assert_eq!(state.commands.len(), 1, "global, and nowhere twice");
        let line = |command: &Value| {
            let option = |option: &Value| {
                let name = option["name"].as_str().unwrap_or_default();
                let mark = if option["required"] == true { "*" } else { "" };
                let typing = if option["autocomplete"] == true {
                    "…"
                } else {
                    ""
                };
                format!("{name}{mark}:{}{typing}", option["type"])
            };
            let options = command["options"].as_array().into_iter().flatten();
            let options: Vec<String> = options.map(option).collect();
            let (kind, name) = (
                &command["type"],
                command["name"].as_str().unwrap_or_default(),
            );
            let places = format!("{}{}", command["integration_types"], command["contexts"]);
            format!("{kind} {name} {} {places}", options.join(" "))
        };
        let lines: Vec<String> = state.definitions().map(line).collect();
        lines.join("\n")
    });
    insta::assert_snapshot!(registered, @"");
}

#[tokio::test]
async fn commands_are_registered_in_the_servers_that_are_named() {
    let fake = Fake::start().await;
    let guilds = format!("guilds = [\"{}\"]", super::fake::SERVER);
    let _bot = Bot::on(&fake, &guilds).await;
    let scopes: Vec<Option<u64>> = fake.with(|state| state.commands.keys().copied().collect());
    assert_eq!(scopes, [Some(super::fake::SERVER)]);
}

#[tokio::test]
async fn commands_are_registered_once_for_all_starts() {
    let (fake, bot) = Bot::at_work().await;
    let home = bot.home.clone();
    assert_eq!(bot.stop().await.code, Some(0));
    fake.with(super::fake::State::let_time_pass);
    let _bot = home.start();
    fake.until("a second connection", |state| state.opened == 2)
        .await;
    fake.until_ready().await;
    fake.answered(search("waggle dance")).await;
    assert_eq!(fake.with(|state| state.called("PUT ")), 1);
}

#[tokio::test]
async fn what_is_typed_is_completed() {
    let (fake, _bot) = Bot::at_work().await;
    let names = |choices: Vec<(String, Value)>| {
        let lines = choices
            .into_iter()
            .map(|(name, value)| format!("{name} → {value}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let paper = command("source").typing("paper", "mul");
    let author = search("x").typing("author", "oka");
    let term = command("define").typing("term", "wag");
    let style = command("cite").typing("style", "ap");
    let tag = search("x").typing("tag", "");
    let nothing = command("source").typing("paper", "zzzz");
    insta::assert_snapshot!(names(fake.choices(paper).await), @"");
    insta::assert_snapshot!(names(fake.choices(author).await), @"");
    insta::assert_snapshot!(names(fake.choices(term).await), @"");
    insta::assert_snapshot!(names(fake.choices(style).await), @"");
    insta::assert_snapshot!(names(fake.choices(tag).await), @"");
    insta::assert_snapshot!(names(fake.choices(nothing).await), @"");
}

#[tokio::test]
async fn free_text_that_was_not_picked_is_resolved() {
    let (fake, _bot) = Bot::at_work().await;
    let source = command("source").option("paper", "waggle dance reconsidered");
    insta::assert_snapshot!(fake.answered(source).await, @"");
}

#[tokio::test]
async fn a_button_runs_its_command() {
    let (fake, _bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    insta::assert_snapshot!(fake.answered(press(&found, "Context")).await, @"");
}

#[tokio::test]
async fn only_the_asker_pages_what_all_see() {
    let (fake, _bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    let by_ben = fake.answered(press(&found, "More").by(BEN)).await;
    assert!(by_ben.is_private, "another’s page is his own:\n{by_ben}");
    assert_ne!(by_ben.id, found.id);
    let next = fake.answered(press(&found, "More")).await;
    assert_eq!(
        next.id, found.id,
        "the asker’s page is in the place of the first"
    );
    insta::assert_snapshot!(next, @"");
}

#[tokio::test]
async fn a_button_works_after_a_restart() {
    let (fake, bot) = Bot::at_work().await;
    let found = fake.answered(search("waggle dance")).await;
    let home = bot.home.clone();
    bot.stop().await;
    fake.with(super::fake::State::let_time_pass);
    let _bot = home.start();
    let answered = fake.answered(press(&found, "Cite")).await;
    assert!(answered.to_string().contains("Müller"), "{answered}");
}

#[tokio::test]
async fn a_message_of_somebody_can_be_looked_up() {
    let (fake, _bot) = Bot::at_work().await;
    let said = "Most followers of a waggle dance do not fly where it points.";
    insta::assert_snapshot!(fake.answered(menu("Find source", said)).await, @"");
    insta::assert_snapshot!(fake.answered(menu("Verify quotation", said)).await, @"");
    insta::assert_snapshot!(fake.answered(menu("Define terms", said)).await, @"");
    insta::assert_snapshot!(fake.answered(menu("Find source", "")).await, @"");
}

#[tokio::test]
async fn it_answers_wherever_it_is_asked() {
    let (fake, _bot) = Bot::at_work().await;
    let in_channel = fake.answered(search("waggle dance")).await.to_string();
    for place in [Place::Thread, Place::Direct, Place::Elsewhere] {
        let answered = fake.answered(search("waggle dance").inside(place)).await;
        assert_eq!(answered.to_string(), in_channel, "{place:?}");
    }
}

#[tokio::test]
async fn a_private_answer_can_be_shared() {
    let (fake, _bot) = Bot::at_work().await;
    let private = fake
        .answered(search("waggle dance").option("private", true))
        .await;
    insta::assert_snapshot!(private, @"");
    let asked = fake.ask(press(&private, "Share")).await;
    let shared = fake
        .some("a message for everybody", |state| {
            let shown = state.turn(&asked)?.shown.iter();
            let mut messages = shown.filter_map(|id| state.messages.get(id));
            messages.find(|message| !message.is_private).cloned()
        })
        .await;
    insta::assert_snapshot!(shared, @"");
}

#[tokio::test]
async fn mistakes_and_empty_answers_are_for_the_asker_alone() {
    let (fake, _bot) = Bot::at_work().await;
    insta::assert_snapshot!(fake.answered(search("zeppelin")).await, @"");
    let mistake = command("cite").option("page", "3");
    insta::assert_snapshot!(fake.answered(mistake).await, @"");
}

#[tokio::test]
async fn an_old_client_is_told_in_private_what_to_do() {
    let (fake, _bot) = Bot::at_work().await;
    let gone = command("summarise").option("paper", "waltz1979").outdated();
    insta::assert_snapshot!(fake.answered(gone).await, @"");
    let option = search("dance").option("colour", "blue").outdated();
    insta::assert_snapshot!(fake.answered(option).await, @"");
    let found = fake.answered(search("waggle dance")).await;
    insta::assert_snapshot!(fake.answered(press_id(&found, "v0:42")).await, @"");
    let lost = "#0123456789abcdef0123456789abcdef";
    insta::assert_snapshot!(fake.answered(press_id(&found, lost)).await, @"");
}

#[tokio::test]
async fn who_asks_too_often_gets_a_hint() {
    let fake = Fake::start().await;
    let _bot = Bot::on(&fake, "[limits]\nper_minute = 2").await;
    for _ in 0..2 {
        assert!(!fake.answered(search("waggle dance")).await.is_private);
    }
    insta::assert_snapshot!(fake.answered(search("waggle dance")).await, @"");
    let other = fake.answered(search("waggle dance").by(BEN)).await;
    assert!(!other.is_private, "another person is not meant:\n{other}");
    // Completion does not count.
    fake.choices(command("source").typing("paper", "mul")).await;
}

#[tokio::test]
async fn nothing_that_somebody_says_pings_or_breaks_the_mark_up() {
    let (fake, _bot) = Bot::at_work().await;
    let said = "@everyone <@1000000000000000002> **dance** `x` ||y|| [a](https://b.example) ~~z~~";
    insta::assert_snapshot!(fake.answered(search(said)).await, @"");
}
