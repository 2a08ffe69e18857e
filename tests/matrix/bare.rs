//! A bare bot: matrix-sdk with a sync loop of its own that echoes what it hears. The bot of this
//! project is measured beside it.

use std::time::Duration;

use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::EncryptionSettings;
use matrix_sdk::room::reply::{EnforceThread, Reply};
use matrix_sdk::ruma::events::room::member::StrippedRoomMemberEvent;
use matrix_sdk::ruma::events::room::message::{
    AddMentions, MessageType, OriginalSyncRoomMessageEvent, RoomMessageEventContentWithoutRelation,
};
use matrix_sdk::{Client, Room, RoomState};

/// Logs in and echoes until the process ends.
pub(crate) fn run(homeserver: &str, user: &str, password: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(echo(homeserver, user, password));
}

async fn echo(homeserver: &str, user: &str, password: &str) {
    let settings = EncryptionSettings {
        auto_enable_cross_signing: true,
        ..EncryptionSettings::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let client = Client::builder()
        .homeserver_url(homeserver)
        .sqlite_store(folder.path(), None)
        .with_encryption_settings(settings)
        .build()
        .await
        .unwrap();
    let login = client.matrix_auth().login_username(user, password);
    login.send().await.unwrap();
    client
        .encryption()
        .wait_for_e2ee_initialization_tasks()
        .await;
    client.add_event_handler(accept);
    client.add_event_handler(answer);
    let settings = SyncSettings::default().timeout(Duration::from_secs(10));
    loop {
        let _ = client.sync_once(settings.clone()).await;
    }
}

async fn accept(event: StrippedRoomMemberEvent, client: Client, room: Room) {
    if client.user_id() == Some(&*event.state_key) && room.state() == RoomState::Invited {
        tokio::spawn(async move { room.join().await });
    }
}

async fn answer(event: OriginalSyncRoomMessageEvent, client: Client, room: Room) {
    if client.user_id() == Some(&event.sender) {
        return;
    }
    let MessageType::Text(text) = &event.content.msgtype else {
        return;
    };
    let content = RoomMessageEventContentWithoutRelation::notice_plain(&text.body);
    let reply = Reply {
        event_id: event.event_id.clone(),
        enforce_thread: EnforceThread::MaybeThreaded,
        add_mentions: AddMentions::No,
    };
    tokio::spawn(async move {
        let content = room.make_reply_event(content, reply).await.unwrap();
        room.send(content).await
    });
}
