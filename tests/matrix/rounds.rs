//! Rounds on Matrix: asked in the room, answered by words and reactions, and gone on with after a kill.

use std::time::{Duration, Instant};

use serde_json::json;

use super::bot::{EVERYBODY, Home};
use super::homeserver::{Homeserver, Proxy};
use super::person::{Event, Person, Room};

/// What a teacher asks.
const LIST: &str = "\
- prompt: How many legs has a bee?
  answers: [six]
  options: [four, six, eight]
- prompt: Which bee lays the eggs?
  answers: [the queen]
  options: [the queen, a drone, a worker]
- prompt: What do bees make of nectar?
  answers: [honey]
";

/// For so long nobody else may speak where a process has begun to.
const LEASE: Duration = Duration::from_secs(20);

/// What is asked, and the right answer.
const ANSWERS: [(&str, &str); 3] = [
    ("How many legs", "six"),
    ("Which bee lays", "the queen"),
    ("What do bees make", "honey"),
];

/// The section of the configuration that names it.
const LISTS: &str = "[quiz]\nlists = \"week.yaml\"";

const START: &str = "!quiz start list:week seconds:0 seed:4";

pub(crate) fn home(server: &Homeserver) -> Home {
    let home = Home::with(server, &format!("{EVERYBODY}\n{LISTS}"));
    std::fs::write(home.path("week.yaml"), LIST).unwrap();
    home
}

/// A person, and a room into which they brought the bot.
pub(crate) fn met(server: &Homeserver, bot: &str, encrypted: bool) -> (Person, Room) {
    let ana = Person::join(server, "ana");
    let room = ana.room_with(bot, encrypted);
    ana.message_of(&room, bot);
    (ana, room)
}

/// A person who is alone with the bot in an encrypted room.
fn met_alone(server: &Homeserver, bot: &str) -> (Person, Room) {
    let ana = Person::join(server, "ana");
    let room = ana.direct_with(bot, true);
    ana.message_of(&room, bot);
    (ana, room)
}

/// Brings another person into a room.
pub(crate) fn brought(server: &Homeserver, (host, room): (&Person, &Room), name: &str) -> Person {
    let guest = Person::join(server, name);
    let invite = format!("rooms/{}/invite", room.id);
    host.call("POST", &invite, &json!({"user_id": guest.account.id}));
    guest.call("POST", &format!("join/{}", room.id), &json!({}));
    host.until_member(room, &guest.account.id, "join");
    guest
}

/// Waits for a new message of the bot with these words.
pub(crate) fn said(person: &Person, room: &Room, bot: &str, words: &str) -> Event {
    let what = format!("a message with “{words}”");
    let said = person.until(&what, room, 0, |event| {
        let is_meant = event.sender == bot && event.is_said();
        (is_meant && event.body().contains(words)).then(|| event.clone())
    });
    said.is_right(room);
    said
}

/// Waits until the bot has put its sign under an event.
fn signed(person: &Person, room: &Room, bot: &str, id: &str) {
    person.until("the sign", room, 0, |event| {
        (event.sender == bot && event.is_sign_under(id)).then_some(())
    });
}

/// The right answer to a question.
pub(crate) fn right(question: &Event) -> &'static str {
    let asked = |(prompt, _): &&(&str, &str)| question.body().contains(prompt);
    ANSWERS.iter().find(asked).unwrap().1
}

/// The letter of the right option, and the key of the reaction that chooses it; nothing where the answer
/// is to be typed.
fn chosen(question: &Event) -> Option<(&'static str, &'static str)> {
    let choices = [("a", "1️⃣"), ("b", "2️⃣"), ("c", "3️⃣")];
    let is_right = |(letter, _): &(&str, &str)| {
        let line = format!("{letter}  {}", right(question));
        question.body().lines().any(|shown| shown == line)
    };
    choices.into_iter().find(is_right)
}

/// Each thing that a round says was said as one event.
fn nothing_is_said_twice(person: &Person, room: &Room, bot: &str) {
    let events = person.events_of(room, bot);
    let said = events.iter().filter(|event| event.is_said());
    let mut first: Vec<&str> = said
        .filter_map(|event| event.body().lines().next())
        .collect();
    let all = first.len();
    first.sort_unstable();
    first.dedup();
    assert_eq!(first.len(), all, "{first:#?}");
}

#[test]
fn a_round_is_played_in_an_encrypted_room_by_words_letters_and_reactions() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, true);
    let ben = brought(server, (&ana, &room), "ben");
    let opening = ana.ask_in(&room, START);
    assert!(opening.body().starts_with("A round begins"), "{opening:?}");
    let joined = ben.say(&room, "!quiz join");
    signed(&ben, &room, me, &joined);
    let mut is_voted = false;
    for number in 1..=3 {
        let question = said(&ana, &room, me, &format!("Question {number} of 3\n"));
        said(&ben, &room, me, &format!("Question {number} of 3\n"));
        ben.say(&room, "what a lovely day it is for a walk");
        let vote = question.vote_for(right(&question));
        assert_eq!(vote.is_some(), chosen(&question).is_some(), "{question:?}");
        if let (Some((letter, key)), Some(vote)) = (chosen(&question), vote) {
            if is_voted {
                ben.react(&room, &question, key);
            } else {
                ben.send(&room, "org.matrix.msc3381.poll.response", &vote);
            }
            is_voted = true;
            let answer = ana.say(&room, letter);
            signed(&ana, &room, me, &answer);
        } else {
            let hint = ben.reply(&room, &question, "hint");
            signed(&ben, &room, me, &hint);
            said(&ben, &room, me, "A hint to question");
            let answer = ben.reply(
                &room,
                &question,
                "a wax that is made of very many small flakes",
            );
            signed(&ben, &room, me, &answer);
            ana.say(&room, right(&question));
        }
        let words = format!("Question {number} of 3 is closed");
        let reveal = said(&ana, &room, me, &words);
        for person in [&ana, &ben] {
            assert!(reveal.body().contains(&person.account.name), "{reveal:?}");
        }
        let wrong = reveal.body().contains("not right");
        assert_eq!(wrong, chosen(&question).is_none(), "{reveal:?}");
        ana.until("that the question is closed", &room, 0, |event| {
            let is_meant = event.content["m.relates_to"]["event_id"] == question.id.as_str();
            let is_ended = event.kind == "org.matrix.msc3381.poll.end";
            let new = event.content["m.new_content"]["body"].as_str();
            let is_closed = new.is_some_and(|new| new.contains("· closed"));
            let is_poll = chosen(&question).is_some();
            (is_meant && if is_poll { is_ended } else { is_closed }).then_some(())
        });
    }
    let end = said(&ana, &room, me, "The round is over");
    assert!(end.body().contains("3 of 3"), "{end:?}");
    nothing_is_said_twice(&ana, &room, me);
    let ended = bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
}

#[test]
fn a_round_whose_bot_is_killed_goes_on_and_says_nothing_twice() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let mut bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met_alone(server, me);
    ana.ask_in(&room, START);
    for number in 1..=3 {
        let question = said(&ana, &room, me, &format!("Question {number} of 3\n"));
        let answer = if number < 3 {
            bot.kill();
            let answer = ana.say(&room, right(&question));
            bot = home.start();
            answer
        } else {
            ana.say(&room, right(&question))
        };
        signed(&ana, &room, me, &answer);
        said(
            &ana,
            &room,
            me,
            &format!("Question {number} of 3 is closed"),
        );
    }
    let end = said(&ana, &room, me, "The round is over");
    assert!(end.body().contains("3 of 3"), "{end:?}");
    nothing_is_said_twice(&ana, &room, me);
    let ended = bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
}

#[test]
fn a_hint_a_skip_and_a_stop_hold_whatever_the_bot_was_killed_at() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met_alone(server, me);
    ana.ask_in(&room, START);
    let first = said(&ana, &room, me, "Question 1 of 3\n");
    ana.say(&room, "!quiz hint");
    said(&ana, &room, me, "A hint to question 1");
    bot.kill();
    let bot = home.start();
    ana.say(&room, right(&first));
    let closed = said(&ana, &room, me, "Question 1 of 3 is closed");
    // Half of the fifteen points, for the hint that a process gave which is gone.
    let points = closed.body().lines().find(|line| line.starts_with("1 "));
    assert!(
        points.is_some_and(|line| line.ends_with(" 8")),
        "{closed:?}"
    );
    said(&ana, &room, me, "Question 2 of 3\n");
    bot.kill();
    ana.say(&room, "!quiz skip");
    let bot = home.start();
    said(&ana, &room, me, "Question 2 is skipped");
    said(&ana, &room, me, "Question 3 of 3\n");
    bot.kill();
    ana.say(&room, "!quiz stop");
    let bot = home.start();
    let end = said(&ana, &room, me, "The round is over");
    assert!(end.body().contains("stopped it after"), "{end:?}");
    bot.kill();
    let bot = home.start();
    ana.ask_in(&room, "!leaderboard");
    nothing_is_said_twice(&ana, &room, me);
    let ended = bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
}

#[test]
fn what_was_being_said_when_the_bot_was_killed_is_said_once_and_at_once() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let proxy = Proxy::before(server);
    let home = home(server);
    home.configure(&proxy.url, &format!("{EVERYBODY}\n{LISTS}"));
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, false);
    proxy.delay("poll.start", 4, 1);
    ana.ask_in(&room, &format!("{START} kind:choice"));
    bot.kill();
    let bot = home.start();
    let begun = Instant::now();
    said(&ana, &room, me, "Question 1 of 2\n");
    assert!(
        begun.elapsed() < LEASE,
        "what it had taken before was given back"
    );
    ana.ask_in(&room, "!about");
    nothing_is_said_twice(&ana, &room, me);
    bot.stop();
}

#[test]
fn a_thread_has_a_round_of_its_own() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, true);
    let thread = ana.say(&room, "let us play here");
    let in_thread = |text: &str| {
        let relation = json!({"rel_type": "m.thread", "event_id": thread});
        let said = json!({"msgtype": "m.text", "body": text, "m.relates_to": relation});
        ana.send(&room, "m.room.message", &said)
    };
    let opening = ana.answer_to(&room, &in_thread(&format!("{START} kind:choice")));
    let question = said(&ana, &room, me, "Question 1 of 2\n");
    let elsewhere = ana.ask_in(&room, "!quiz stop");
    assert!(
        elsewhere.body().contains("No round is open here"),
        "{elsewhere:?}"
    );
    let vote = question.vote_for(right(&question)).unwrap();
    ana.send(&room, "org.matrix.msc3381.poll.response", &vote);
    let stop = in_thread("!quiz stop");
    signed(&ana, &room, me, &stop);
    let end = said(&ana, &room, me, "The round is over");
    assert!(end.body().contains("1 of 1"), "{end:?}");
    for event in [&opening, &question, &end] {
        assert_eq!(event.thread(), Some(thread.as_str()), "{event:?}");
    }
    bot.stop();
}

#[test]
fn a_room_that_the_bot_is_removed_from_in_a_round_can_play_again_when_it_is_back() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, false);
    ana.ask_in(&room, "!quiz start list:week seconds:5");
    said(&ana, &room, me, "Question 1 of 3");
    let whom = json!({"user_id": me});
    ana.call("POST", &format!("rooms/{}/kick", room.id), &whom);
    let begun = Instant::now();
    while !bot.log().contains("not in a room with a round any more") {
        assert!(begun.elapsed() < LEASE * 3, "{}", bot.log());
        std::thread::sleep(Duration::from_millis(100));
    }
    // Nobody else waits for it.
    let elsewhere = ana.direct_with(me, false);
    ana.ask_in(&elsewhere, "about");
    let seen = ana.seen();
    ana.call("POST", &format!("rooms/{}/invite", room.id), &whom);
    ana.until("the bot", &room, seen, |event| {
        (event.kind == "m.room.member" && event.content["membership"] == "join").then_some(())
    });
    let stop = ana.say(&room, "!quiz stop");
    ana.until("the end of the round", &room, seen, |event| {
        let is_told = event.replies_to() == Some(stop.as_str());
        (event.sender == me && (is_told || event.is_sign_under(&stop))).then_some(())
    });
    let opening = ana.ask_in(&room, START);
    assert!(opening.body().starts_with("A round begins"), "{opening:?}");
    let told = bot.log().matches("not in a room with a round").count();
    assert_eq!(told, 1, "{}", bot.log());
    bot.stop();
}

#[test]
fn where_the_operator_wants_no_polls_a_question_is_a_message_that_is_edited() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    home.configure(&server.url, &format!("{EVERYBODY}\n{LISTS}\npolls = false"));
    let bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, false);
    ana.ask_in(&room, &format!("{START} kind:choice"));
    let question = said(&ana, &room, me, "Question 1 of 2\n");
    assert_eq!(question.kind, "m.room.message", "{question:?}");
    let (letter, _) = chosen(&question).unwrap();
    let answer = ana.say(&room, letter);
    signed(&ana, &room, me, &answer);
    ana.say(&room, "!quiz stop");
    said(&ana, &room, me, "Question 1 of 2 is closed");
    ana.until("that the question is closed", &room, 0, |event| {
        let is_its = event.content["m.relates_to"]["event_id"] == question.id.as_str();
        let new = event.content["m.new_content"]["body"].as_str();
        (is_its && new?.contains("· closed")).then_some(())
    });
    bot.stop();
}
