//! What the bot does when it, its homeserver or its login goes away, and when it may not say much.

use std::time::{Duration, Instant};

use serde_json::json;

use super::bot::{Bot, Home};
use super::homeserver::{Homeserver, Proxy};
use super::person::{Event, Person, Room};

/// A bot, and a person in a room that it has greeted.
struct Met {
    home: Home,
    bot: Bot,
    ana: Person,
    room: Room,
}

fn met(server: &Homeserver, encrypted: bool) -> Met {
    met_at(server, Home::new(server), encrypted)
}

fn met_at(server: &Homeserver, home: Home, encrypted: bool) -> Met {
    let bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(&home.account.id, encrypted);
    ana.message_of(&room, &home.account.id);
    Met {
        home,
        bot,
        ana,
        room,
    }
}

/// The answers that the bot has given to an event.
fn answers_to(ana: &Person, room: &Room, bot: &str, asked: &str) -> usize {
    let events = ana.events_of(room, bot);
    let answers = events
        .iter()
        .filter(|event| event.replies_to() == Some(asked));
    answers.count()
}

#[test]
fn what_was_asked_while_it_was_down_is_answered_once_however_often_it_is_killed() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    for encrypted in [false, true] {
        let Met {
            home,
            bot,
            ana,
            room,
        } = met(server, encrypted);
        let me = &home.account.id;
        let before = ana.ask_in(&room, "!search waggle dance results:1");
        bot.kill();
        let asked = ana.say(&room, "!about");
        let bot = home.start();
        ana.answer_to(&room, &asked);
        bot.kill();
        let bot = home.start();
        // What was offered before the kills still is.
        let more = ana.reply(&room, &before, "more");
        let more = ana.answer_to(&room, &more);
        assert!(more.body().contains("number 2"), "{}", more.body());
        let ended = bot.stop();
        assert_eq!(ended.code, Some(0), "{}", ended.log);
        assert!(ended.after < Duration::from_secs(5), "{:?}", ended.after);
        assert_eq!(answers_to(&ana, &room, me, &asked), 1);
        let events = ana.events_of(&room, me);
        assert_eq!(
            events.len(),
            4,
            "one greeting and three answers: {events:#?}"
        );
        assert!(events.iter().all(|event| event.readable));
    }
}

#[test]
fn nothing_from_before_its_first_start_or_before_it_joined_is_answered() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let me = &home.account.id;
    let ana = Person::join(server, "ana");
    let room = ana.room(me, false, &json!({"preset": "private_chat"}));
    ana.say(&room, "!about");
    let bot = home.start();
    ana.until_member(&room, me, "join");
    ana.message_of(&room, me);
    ana.ask_in(&room, "!search light results:1");
    assert_eq!(
        ana.events_of(&room, me).len(),
        2,
        "the greeting and one answer"
    );
    bot.stop();
}

#[test]
fn a_question_under_many_others_is_found_when_the_timeline_is_limited() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let Met {
        home,
        bot,
        ana,
        room,
    } = met(server, true);
    bot.kill();
    let asked = ana.say(&room, "!about");
    for number in 0..120 {
        ana.say(&room, &format!("talk {number}"));
    }
    let _bot = home.start();
    ana.answer_to(&room, &asked);
    let last = ana.ask_in(&room, "!search light results:1");
    assert!(last.readable);
    assert_eq!(answers_to(&ana, &room, &home.account.id, &asked), 1);
}

#[test]
fn a_homeserver_that_restarts_is_waited_for() {
    let Some(server) = Homeserver::start(&[]) else {
        return;
    };
    let Met {
        home: _home,
        bot,
        ana,
        room,
    } = met(&server, true);
    server.stop();
    std::thread::sleep(Duration::from_secs(3));
    server.start_again();
    let answer = ana.ask_in(&room, "!about");
    assert!(answer.readable);
    let ended = bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
}

#[test]
fn a_bot_told_to_end_while_the_homeserver_is_away_ends_in_time() {
    let Some(server) = Homeserver::start(&[]) else {
        return;
    };
    let met = met(&server, false);
    server.stop();
    std::thread::sleep(Duration::from_secs(1));
    let ended = met.bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.after < Duration::from_secs(5), "{:?}", ended.after);
}

#[test]
fn a_homeserver_that_limits_messages_gets_every_answer_once_and_in_order() {
    let Some(server) = Homeserver::start(&["limits"]) else {
        return;
    };
    let Met {
        home,
        bot: _bot,
        ana,
        room,
    } = met(&server, false);
    let me = &home.account.id;
    let unlimited = format!(
        "/_synapse/admin/v1/users/{}/override_ratelimit",
        ana.account.id
    );
    let none = json!({"messages_per_second": 0, "burst_count": 0});
    server.administrate("POST", &unlimited, &none);
    // Synapse takes ten at once, and then one in five seconds.
    let asked: Vec<String> = (0..13).map(|_| ana.say(&room, "!about")).collect();
    for asked in &asked {
        ana.answer_to(&room, asked);
    }
    let events = ana.events_of(&room, me);
    let told: Vec<&str> = events.iter().filter_map(Event::replies_to).collect();
    assert_eq!(told, asked, "each once, in the order in which it was asked");
}

#[test]
fn thirty_rooms_at_once_are_all_answered_and_none_waits_for_another() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::with(
        server,
        "allowed_inviters = [\"*\"]\n[limits]\nper_minute = 0",
    );
    let me = &home.account.id;
    let _bot = home.start();
    let ana = Person::join(server, "ana");
    let rooms: Vec<Room> = (0..30).map(|at| ana.room_with(me, at % 2 == 1)).collect();
    for room in &rooms {
        ana.message_of(room, me);
    }
    let asked: Vec<(&Room, String)> = rooms
        .iter()
        .map(|room| (room, ana.say(room, "!search waggle dance results:1")))
        .collect();
    for (room, asked) in &asked {
        let found = ana.answer_to(room, asked);
        assert!(found.body().starts_with("7 passages"), "{}", found.body());
    }
    for room in &rooms {
        assert_eq!(ana.events_of(room, me).len(), 2, "a greeting and an answer");
    }
}

#[test]
fn a_login_that_was_revoked_ends_it_with_what_to_do() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let met = met(server, false);
    let me = &met.home.account.id;
    let devices = format!("/_synapse/admin/v2/users/{me}/devices");
    let known = server.administrate("GET", &devices, &json!(null));
    for device in known["devices"].as_array().unwrap() {
        let path = format!("{devices}/{}", device["device_id"].as_str().unwrap());
        server.administrate("DELETE", &path, &json!(null));
    }
    let ended = met.bot.ended();
    assert_eq!(ended.code, Some(1), "{}", ended.log);
    assert!(ended.log.contains("lectern matrix login"), "{}", ended.log);
}

#[test]
fn access_tokens_that_live_for_seconds_are_renewed_and_kept() {
    let Some(server) = Homeserver::start(&["refresh"]) else {
        return;
    };
    let Met {
        home,
        bot,
        ana,
        room,
    } = met(&server, true);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(35) {
        ana.ask_in(&room, "!about");
        std::thread::sleep(Duration::from_secs(5));
    }
    bot.kill();
    std::thread::sleep(Duration::from_secs(16));
    let bot = home.start();
    ana.ask_in(&room, "!about");
    assert_eq!(bot.stop().code, Some(0));
}

#[test]
fn a_homeserver_that_answers_with_errors_and_late_is_borne_with() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let proxy = Proxy::before(server);
    let met = met_at(server, Home::behind(&proxy, server), true);
    let (ana, room) = (&met.ana, &met.room);
    proxy.refuse("/sync", 502, 3);
    proxy.refuse("/send/", 500, 2);
    ana.ask_in(room, "!about");
    proxy.delay("/send/", 3, 1);
    proxy.delay("/sync", 2, 2);
    ana.ask_in(room, "!search light results:1");
    let events = ana.events_of(room, &met.home.account.id);
    assert_eq!(events.len(), 3, "the greeting and two answers: {events:#?}");
    proxy.has_done_all();
}

#[test]
fn an_answer_whose_receipt_is_lost_is_sent_again_and_stands_there_once() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let proxy = Proxy::before(server);
    for encrypted in [false, true] {
        let met = met_at(server, Home::behind(&proxy, server), encrypted);
        let (ana, room, me) = (&met.ana, &met.room, &met.home.account.id);
        proxy.lose("/send/", 1);
        let asked = ana.say(room, "!about");
        ana.answer_to(room, &asked);
        ana.ask_in(room, "!search light results:1");
        assert_eq!(answers_to(ana, room, me, &asked), 1);
        proxy.has_done_all();
    }
}

#[test]
fn a_bot_that_is_killed_before_it_knows_that_its_answer_arrived_does_not_repeat_it() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let proxy = Proxy::before(server);
    for encrypted in [false, true] {
        let Met {
            home,
            bot,
            ana,
            room,
        } = met_at(server, Home::behind(&proxy, server), encrypted);
        // The answer arrives, and the bot waits for the receipt until it is killed.
        proxy.lose("/send/", 1);
        proxy.delay("/send/", 60, 1);
        let asked = ana.say(&room, "!about");
        ana.answer_to(&room, &asked);
        bot.kill();
        assert!(proxy.end() < 2, "the receipt was not lost");
        let bot = home.start();
        ana.ask_in(&room, "!search light results:1");
        assert_eq!(answers_to(&ana, &room, &home.account.id, &asked), 1);
        assert_eq!(bot.stop().code, Some(0));
    }
}

#[test]
fn memory_does_not_grow_over_a_thousand_commands() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let keys = "allowed_inviters = [\"*\"]\n[limits]\nper_minute = 0";
    let met = met_at(server, Home::with(server, keys), false);
    let (ana, room) = (&met.ana, &met.room);
    let rooms: Vec<Room> = (0..9)
        .map(|_| ana.room_with(&met.home.account.id, false))
        .chain([room.clone()])
        .collect();
    let ask = |rounds: usize| {
        for _ in 0..rounds {
            let ask = |room| ana.say(room, "!about");
            let asked: Vec<String> = rooms.iter().map(ask).collect();
            for (room, asked) in rooms.iter().zip(&asked) {
                ana.answer_to(room, asked);
            }
        }
    };
    ask(20);
    let before = met.bot.memory();
    ask(100);
    if let (Some(before), Some(after)) = (before, met.bot.memory()) {
        let grown = after.saturating_sub(before);
        assert!(grown < MOST_GROWTH, "{before} KiB became {after} KiB");
    }
}

/// What memory may differ by between two looks, in KiB.
const MOST_GROWTH: u64 = 6 * 1024;
