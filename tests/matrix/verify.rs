//! The bot verified by emoji, with a person whose client can do that: one of matrix-sdk.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::EncryptionSettings;
use matrix_sdk::encryption::verification::{
    SasState, SasVerification, Verification, VerificationRequest, VerificationRequestState,
};
use matrix_sdk::ruma::events::room::member::StrippedRoomMemberEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent};
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk::{Client, Room, RoomMemberships};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::bot::Home;
use super::homeserver::{Homeserver, PASSWORD};

const PATIENCE: Duration = Duration::from_mins(1);

/// A person whose client goes into every room and hears of every wish for a verification.
struct Person {
    client: Client,
    requests: UnboundedReceiver<VerificationRequest>,
}

impl Person {
    async fn join(server: &Homeserver) -> Self {
        let settings = EncryptionSettings {
            auto_enable_cross_signing: true,
            ..EncryptionSettings::default()
        };
        let client = Client::builder()
            .homeserver_url(&server.url)
            .with_encryption_settings(settings)
            .build()
            .await
            .unwrap();
        let account = server.account("ana");
        let login = client.matrix_auth().login_username(&account.name, PASSWORD);
        login.send().await.unwrap();
        client
            .encryption()
            .wait_for_e2ee_initialization_tasks()
            .await;
        let (found, requests) = unbounded_channel();
        client.add_event_handler(|_: StrippedRoomMemberEvent, room: Room| async move {
            tokio::spawn(async move { room.join().await });
        });
        client.add_event_handler(move |event: OriginalSyncRoomMessageEvent, client: Client| {
            let found = found.clone();
            async move {
                if matches!(event.content.msgtype, MessageType::VerificationRequest(_)) {
                    let encryption = client.encryption();
                    let request = encryption
                        .get_verification_request(&event.sender, &event.event_id)
                        .await;
                    if let Some(request) = request {
                        // The test may be over.
                        found.send(request).unwrap_or_default();
                    }
                }
            }
        });
        let syncing = client.clone();
        tokio::spawn(async move {
            loop {
                let _ = syncing.sync_once(SyncSettings::new()).await;
            }
        });
        Self { client, requests }
    }

    fn id(&self) -> OwnedUserId {
        self.client.user_id().unwrap().to_owned()
    }

    /// Goes on with a verification until there are emoji.
    async fn emoji(request: &VerificationRequest) -> (SasVerification, Vec<String>) {
        let begun = Instant::now();
        loop {
            assert!(
                begun.elapsed() < PATIENCE,
                "it stands at {:?}",
                request.state()
            );
            if let VerificationRequestState::Transitioned {
                verification: Verification::SasV1(sas),
            } = request.state()
            {
                match sas.state() {
                    SasState::Started { .. } => sas.accept().await.unwrap(),
                    SasState::KeysExchanged { .. } => {
                        let emoji = sas.emoji().unwrap();
                        let names = emoji.iter().map(|emoji| emoji.description.to_owned());
                        return (sas, names.collect());
                    }
                    _ => {}
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Whether it knows the bot to be the bot, after a while.
    async fn has_verified(&self, bot: &str) -> bool {
        let bot = <&UserId>::try_from(bot).unwrap();
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let identity = self
                .client
                .encryption()
                .get_user_identity(bot)
                .await
                .unwrap();
            if identity.is_some_and(|identity| identity.is_verified()) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        false
    }
}

/// `lectern matrix verify`, as it is spoken with.
struct Operator {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Operator {
    fn verify(home: &Home, whom: &[&str]) -> Self {
        let mut command = home.lectern(&[&["matrix", "verify"], whom].concat());
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    /// The names of the emoji that are shown.
    fn emoji(&mut self) -> Vec<String> {
        let lines = (&mut self.output).lines().map_while(Result::ok);
        let shown = lines.filter(|line| line.starts_with("  "));
        let name = |line: String| line.trim().split_once("  ").unwrap().1.to_owned();
        shown.take(7).map(name).collect()
    }

    /// Answers, and gives how it ended and what it said last.
    fn answer(mut self, with: &str) -> (Option<i32>, String) {
        writeln!(self.child.stdin.take().unwrap(), "{with}").unwrap();
        let output = self.child.wait_with_output().unwrap();
        let mut told = String::from_utf8(output.stderr).unwrap();
        self.output.read_to_string(&mut told).unwrap();
        (output.status.code(), told)
    }
}

/// A bot that is logged in and does not run.
fn logged_in(server: &Homeserver) -> Home {
    let home = Home::new(server);
    let status = home.lectern(&["matrix", "login"]).status().unwrap();
    assert!(status.success());
    home
}

fn held<T>(talk: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(talk)
}

async fn requested(ana: &mut Person) -> VerificationRequest {
    let waiting = tokio::time::timeout(PATIENCE, ana.requests.recv());
    let request = waiting.await.unwrap().unwrap();
    request.accept().await.unwrap();
    request
}

#[test]
fn the_operator_asks_a_person_and_both_see_the_same_emoji() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = logged_in(server);
    held(async {
        let mut ana = Person::join(server).await;
        let mut operator = Operator::verify(&home, &[ana.id().as_str()]);
        let request = requested(&mut ana).await;
        let (sas, emoji) = Person::emoji(&request).await;
        assert_eq!(operator.emoji(), emoji);
        sas.confirm().await.unwrap();
        let (code, told) = operator.answer("yes");
        assert_eq!(code, Some(0), "{told}");
        assert!(
            told.contains(&format!("verified with {}", ana.id())),
            "{told}"
        );
        assert!(ana.has_verified(&home.account.id).await);
    });
}

#[test]
fn a_person_asks_the_bot_in_their_direct_chat() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = logged_in(server);
    held(async {
        let ana = Person::join(server).await;
        let me = <&UserId>::try_from(home.account.id.as_str()).unwrap();
        let bot = home.start();
        let chat = ana.client.create_dm(me).await.unwrap();
        let begun = Instant::now();
        while chat.members(RoomMemberships::JOIN).await.unwrap().len() < 2 {
            assert!(begun.elapsed() < PATIENCE, "the bot did not come");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(bot.stop().code, Some(0));
        let mut operator = Operator::verify(&home, &[]);
        let encryption = ana.client.encryption();
        let identity = encryption.request_user_identity(me).await.unwrap().unwrap();
        let request = identity.request_verification().await.unwrap();
        let (sas, emoji) = Person::emoji(&request).await;
        assert_eq!(operator.emoji(), emoji);
        sas.confirm().await.unwrap();
        let (code, told) = operator.answer("yes");
        assert_eq!(code, Some(0), "{told}");
        assert!(ana.has_verified(&home.account.id).await);
    });
}

#[test]
fn emoji_that_differ_verify_nothing() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = logged_in(server);
    held(async {
        let mut ana = Person::join(server).await;
        let mut operator = Operator::verify(&home, &[ana.id().as_str()]);
        let request = requested(&mut ana).await;
        let (_sas, emoji) = Person::emoji(&request).await;
        assert_eq!(operator.emoji(), emoji);
        let (code, told) = operator.answer("no");
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("nothing was verified"), "{told}");
    });
}
