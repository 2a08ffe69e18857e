//! The fake itself: it takes what is right, and finds what is wrong.

use serenity::all::{
    CreateAllowedMentions, CreateEmbed, CreateInteractionResponse, CreateInteractionResponseMessage,
};

use super::bare::{connect, constant};
use super::fake::{Fake, TOKEN, command};

#[tokio::test]
async fn a_bare_bot_connects_and_answers() {
    let fake = Fake::start().await;
    let bot = connect(&fake.proxy(), TOKEN, constant).await;
    insta::assert_snapshot!(fake.answered(command("any")).await, @"A constant text.");
    bot.shutdown_all().await;
    fake.until("a close", |state| state.closes == [Some(1000)])
        .await;
}

#[tokio::test]
async fn a_body_over_a_limit_is_refused_with_its_place() {
    fn too_long() -> CreateInteractionResponse {
        let embed = CreateEmbed::new().title("x".repeat(257)).description("d");
        let message = CreateInteractionResponseMessage::new()
            .embed(embed)
            .allowed_mentions(CreateAllowedMentions::new());
        CreateInteractionResponse::Message(message)
    }
    let fake = Fake::start().await;
    let bot = connect(&fake.proxy(), TOKEN, too_long).await;
    let asked = fake.ask(command("any")).await;
    fake.until("a refused callback", |state| {
        state.calls.iter().any(|call| call.status == 400)
    })
    .await;
    let faults = fake.take_faults().join("\n");
    assert!(
        faults.contains("data.embeds[0].title: 257 characters, at most 256"),
        "{faults}"
    );
    // Discord's own descriptions say so too, where they are here.
    for (variable, name) in [
        ("LECTERN_DISCORD_OPENAPI", "(OpenAPI)"),
        ("LECTERN_DISCORD_ZOD", "(Zod)"),
    ] {
        let is_here = std::env::var_os(variable).is_some();
        assert_eq!(faults.contains(name), is_here, "{name}: {faults}");
    }
    fake.with(|state| state.excuse(&asked));
    bot.shutdown_all().await;
}

#[tokio::test]
async fn a_message_that_could_ping_is_refused() {
    fn pings() -> CreateInteractionResponse {
        let message = CreateInteractionResponseMessage::new().content("@everyone");
        CreateInteractionResponse::Message(message)
    }
    let fake = Fake::start().await;
    let bot = connect(&fake.proxy(), TOKEN, pings).await;
    let asked = fake.ask(command("any")).await;
    fake.until("a refused callback", |state| {
        state.calls.iter().any(|call| call.status == 400)
    })
    .await;
    let faults = fake.take_faults().join("\n");
    assert!(
        faults.contains("data.allowed_mentions: null lets the message ping"),
        "{faults}"
    );
    fake.with(|state| state.excuse(&asked));
    bot.shutdown_all().await;
}

#[tokio::test]
async fn the_same_interaction_answered_twice_is_a_fault() {
    let fake = Fake::start().await;
    let bot = connect(&fake.proxy(), TOKEN, constant).await;
    let asked = fake.ask(command("any")).await;
    fake.reply(&asked).await;
    fake.ask_again(&asked);
    fake.until("a second callback", |state| state.called("/callback") == 2)
        .await;
    let faults = fake.take_faults().join("\n");
    assert!(faults.contains("a second callback"), "{faults}");
    bot.shutdown_all().await;
}

#[tokio::test]
#[should_panic(expected = "no answer")]
async fn what_is_never_answered_fails_the_test() {
    let fake = Fake::start().await;
    let bot = connect(&fake.proxy(), TOKEN, constant).await;
    fake.until_ready().await;
    fake.ask(super::fake::press_id(&some_message(&fake).await, "lost"))
        .await;
    bot.shutdown_all().await;
}

async fn some_message(fake: &Fake) -> super::fake::Message {
    fake.answered(command("any")).await
}
