//! The bot's account: logging in and out by command, what goes wrong there, and what is lost and found.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use serde_json::{Value, json};

use super::bot::{EVERYBODY, Home};
use super::homeserver::{Homeserver, Proxy};
use super::person::{Event, Person, Room};

/// What `lectern matrix …` said and how it ended.
fn matrix(home: &Home, what: &str) -> Output {
    let mut command = home.lectern(&["matrix", what]);
    command.stdout(std::process::Stdio::piped());
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(text).unwrap()
}

/// The key that is a bot's identity, as the homeserver gives it to others.
fn identity(ana: &Person, bot: &str) -> Value {
    let asked = json!({"device_keys": {bot: []}});
    let keys = ana.call("POST", "keys/query", &asked);
    let identity = keys["master_keys"][bot]["keys"].clone();
    assert!(identity.is_object(), "{keys}");
    identity
}

/// The devices of a bot that others see.
fn devices(ana: &Person, bot: &str) -> usize {
    let asked = json!({"device_keys": {bot: []}});
    let keys = ana.call("POST", "keys/query", &asked);
    keys["device_keys"][bot]
        .as_object()
        .map_or(0, serde_json::Map::len)
}

/// Asks until there is an answer.
fn until_answered(ana: &Person, room: &Room) -> Event {
    for _ in 0..30 {
        let asked = ana.say(room, "!about");
        std::thread::sleep(Duration::from_secs(2));
        if ana.is_answered(room, &asked) {
            return ana.answer_to(room, &asked);
        }
    }
    unreachable!("it was never answered")
}

#[test]
fn a_bot_that_is_logged_in_needs_its_password_no_more_until_it_is_logged_out() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let first = matrix(&home, "login");
    assert_eq!(first.status.code(), Some(0), "{}", told(&first));
    let account = format!("logged in as {}", home.account.id);
    assert!(told(&first).contains(&account), "{}", told(&first));
    let again = matrix(&home, "login");
    assert!(
        told(&again).contains("already logged in"),
        "{}",
        told(&again)
    );

    let key = home.path("data/matrix/recovery-key");
    let is_for_its_owner = |path: &Path| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
    };
    assert!(is_for_its_owner(&key));
    let secret = fs::read_to_string(&key).unwrap();
    assert!(!told(&first).contains(secret.trim()));

    let bot = home.start_without_password();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(&home.account.id, true);
    ana.ask_in(&room, "!about");
    let busy = matrix(&home, "logout");
    assert_eq!(busy.status.code(), Some(1), "{}", told(&busy));
    assert_eq!(bot.stop().code, Some(0));

    let out = matrix(&home, "logout");
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    assert_eq!(devices(&ana, &home.account.id), 0);
    let ended = home.start_without_password().ended();
    assert_eq!(ended.code, Some(2), "{}", ended.log);
    assert!(ended.log.contains("lectern matrix login"), "{}", ended.log);
}

#[test]
fn a_wrong_password_and_a_server_that_is_not_there_are_told_apart() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let mut wrong = home.lectern(&["matrix", "login"]);
    let wrong = wrong.env("LECTERN_MATRIX_PASSWORD", "another");
    let wrong = wrong.output().unwrap();
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
    assert!(told(&wrong).contains("refuses the name or the password"));
    assert!(!told(&wrong).contains("another"), "a password is not told");
    home.configure("http://127.0.0.1:9", EVERYBODY);
    let away = matrix(&home, "login");
    assert_eq!(away.status.code(), Some(1), "{}", told(&away));
    assert!(told(&away).contains("can’t be reached"), "{}", told(&away));
}

#[test]
fn a_lost_data_folder_is_made_good_by_the_recovery_key() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let me = &home.account.id;
    let bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(me, true);
    ana.message_of(&room, me);
    let before = ana.ask_in(&room, "!search waggle dance results:1");
    let known = identity(&ana, me);
    assert_eq!(bot.stop().code, Some(0));

    let key = home.path("data/matrix/recovery-key");
    let secret = fs::read(&key).unwrap();
    fs::remove_dir_all(home.path("data")).unwrap();
    fs::create_dir_all(key.parent().unwrap()).unwrap();
    fs::write(&key, secret).unwrap();

    let bot = home.start();
    // What was said before this first start is not answered, so it must be over.
    let after = until_answered(&ana, &room);
    assert!(after.readable);
    assert_eq!(identity(&ana, me), known, "it is the same bot to others");
    // Nothing is known of what it offered, so this is talk, and no reason to fail.
    ana.reply(&room, &before, "1");
    ana.ask_in(&room, "!search light results:1");
    assert_eq!(bot.stop().code, Some(0));
}

#[test]
fn a_server_that_wants_the_password_again_gets_it_and_the_device_stays() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let proxy = Proxy::before(server);
    let home = Home::behind(&proxy, server);
    let me = &home.account.id;
    let bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(me, true);
    ana.message_of(&room, me);
    // The token by which the login is renewed is as old as the login.
    proxy.log_out_softly("/refresh", 1);
    proxy.log_out_softly("/sync", 1);
    ana.ask_in(&room, "!about");
    std::thread::sleep(Duration::from_secs(3));
    let answer = ana.ask_in(&room, "!search light results:1");
    assert!(answer.readable);
    assert!(
        bot.log().contains("wants the password again"),
        "{}",
        bot.log()
    );
    proxy.has_done_all();
    assert_eq!(devices(&ana, me), 1, "the device stays");
    assert_eq!(bot.stop().code, Some(0));
}

#[test]
fn what_cannot_be_decrypted_is_explained_once() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let me = &home.account.id;
    let bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(me, true);
    ana.message_of(&room, me);
    let garbled = |number: usize| {
        let content = json!({
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg2yyOwAtHaZTwyNg37afzg8f3r9IsN9r4RNFg7MaZencUJe4qvELiDiopUjy5wYVDAtqdBzer5bWRD9ldxp1FLgbQvBcjkkywYjCsmsq6+hArILd9oAQZnGKn/qLsK+5uNX3PaWzDRC9wZPQvWYYPCTov3jCwXKTPsLKIiTrcCXDqMvnn8m+T3zF/I2zqxg158tnUwWWIw51UO",
            "device_id": "NOBODY", "sender_key": "x", "session_id": "nobody",
        });
        let path = format!("rooms/{}/send/m.room.encrypted/garbled{number}", room.id);
        let sent = ana.call("PUT", &path, &content);
        sent["event_id"].as_str().unwrap().to_owned()
    };
    let first = garbled(1);
    let second = garbled(2);
    let explained = ana.answer_to(&room, &first);
    insta::assert_snapshot!(explained.body(), @"I could not decrypt a message here, so I don’t know whether it was for me. Send it again, please. If that does not help, sign in to your client anew or ask in a room without encryption.");
    ana.ask_in(&room, "!about");
    std::thread::sleep(Duration::from_secs(12));
    ana.ask_in(&room, "!search light results:1");
    let events = ana.events_of(&room, me);
    let told: Vec<&str> = events.iter().filter_map(Event::replies_to).collect();
    assert_eq!(told.len(), 3, "two answers and one explanation: {told:?}");
    assert!(!told.contains(&&*second));
    drop(bot);
}

#[test]
fn rooms_of_an_older_version_are_served_too() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let me = &home.account.id;
    let _bot = home.start();
    let ana = Person::join(server, "ana");
    let body = json!({"preset": "private_chat", "room_version": "10"});
    let room = ana.room(me, true, &body);
    assert!(room.id.ends_with(":localhost"));
    ana.until_member(&room, me, "join");
    ana.message_of(&room, me);
    ana.ask_in(&room, "!about");
}
