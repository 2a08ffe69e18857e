//! A bare bot: serenity and a constant answer. The fake is tried against it, and the bot of this
//! project is measured beside it.

use std::sync::Arc;

use serenity::all::{
    ApplicationId, ClientBuilder, Context, CreateAllowedMentions, CreateInteractionResponse,
    CreateInteractionResponseMessage, EventHandler, GatewayIntents, HttpBuilder, Interaction,
    ShardManager,
};
use serenity::async_trait;

/// What the bare bot says.
pub(crate) type Words = fn() -> CreateInteractionResponse;

/// A text of a few words.
pub(crate) fn constant() -> CreateInteractionResponse {
    let message = CreateInteractionResponseMessage::new()
        .content("A constant text.")
        .allowed_mentions(CreateAllowedMentions::new());
    CreateInteractionResponse::Message(message)
}

/// Connects to an address that stands in for Discord's and answers every command with the same
/// words until it is told to end.
pub(crate) async fn connect(proxy: &str, token: &str, words: Words) -> Arc<ShardManager> {
    let http = HttpBuilder::new(token)
        .proxy(proxy)
        .ratelimiter_disabled(true)
        .application_id(ApplicationId::new(super::fake::APPLICATION))
        .build();
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS)
        .event_handler(Bare { words })
        .await
        .unwrap();
    let gateway = client.ws_url.lock().await.clone();
    assert!(gateway.starts_with("ws://127.0.0.1:"), "{gateway}");
    let shards = Arc::clone(&client.shard_manager);
    tokio::spawn(async move { client.start().await });
    shards
}

struct Bare {
    words: Words,
}

#[async_trait]
impl EventHandler for Bare {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            let words = (self.words)();
            // What Discord says to it is the fake's matter.
            let _ = command.create_response(&context.http, words).await;
        }
    }
}
