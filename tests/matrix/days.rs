//! The question of the day, and what people get for their answers.

use serde_json::json;

use super::bot::Home;
use super::due;
use super::homeserver::Homeserver;
use super::person::Person;
use super::rounds::{brought, home, met, said};

fn make_due(home: &Home) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(due::make_due(&home.path("data")));
}

#[test]
fn a_room_votes_on_its_question_of_the_day_until_it_is_closed() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let mut bot = home.start();
    let me = home.account.id.as_str();
    let (ana, room) = met(server, me, false);
    let ben = brought(server, (&ana, &room), "ben");
    let set = format!("!daily set {} kind:truefalse", due::an_hour_ago());
    let refused = ben.ask_in(&room, &set);
    assert!(refused.body().contains("those who moderate"), "{refused:?}");
    let shown = ana.ask_in(&room, &set);
    assert!(shown.body().contains("Every day at"), "{shown:?}");
    make_due(&home);
    let question = said(&ana, &room, me, "The question of the day\n");
    // It is asked once, whatever happens to the program.
    bot.kill();
    bot = home.start();
    let vote = |option: &str| question.vote_for(option).unwrap();
    ben.send(&room, "org.matrix.msc3381.poll.response", &vote("true"));
    ben.send(
        &room,
        "m.poll.response",
        &json!({
            "m.relates_to": {"rel_type": "m.reference", "event_id": question.id},
            "m.selections": ["b"],
        }),
    );
    // What is said after a vote is heard after it.
    let asked = ben.ask_in(&room, "!daily show");
    assert!(asked.body().contains("Every day at"), "{asked:?}");
    make_due(&home);
    let closed = said(&ana, &room, me, "The question of the day is closed");
    let name = &ben.account.name;
    let was_right = closed.body().contains("The answer is b");
    let told = if was_right { "10" } else { "chose b" };
    assert!(closed.body().contains(name), "{closed:?}");
    assert!(closed.body().contains(told), "{closed:?}");
    ana.until("the end of the poll", &room, 0, |event| {
        let is_its = event.content["m.relates_to"]["event_id"] == question.id.as_str();
        (is_its && event.kind == "org.matrix.msc3381.poll.end").then_some(())
    });
    ana.send(&room, "org.matrix.msc3381.poll.response", &vote("true"));
    let late = ana.answer_to(&room, &question.id);
    assert!(late.body().contains("came after its end"), "{late:?}");
    assert_eq!(late.content["m.mentions"]["user_ids"][0], ana.account.id);
    let asked = ana.events_of(&room, me);
    let asked = asked
        .iter()
        .filter(|event| event.kind.ends_with("poll.start"));
    assert_eq!(asked.count(), 1);
    bot.stop();
}

#[test]
fn a_score_is_a_picture_with_the_same_in_words() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = home(server);
    let bot = home.start();
    let me = home.account.id.as_str();
    let ana = Person::join(server, "ana");
    for encrypted in [true, false] {
        let room = ana.room_with(me, encrypted);
        ana.message_of(&room, me);
        ana.ask_in(&room, "!quiz start list:week seconds:0 kind:choice");
        let question = said(&ana, &room, me, "Question 1 of 2\n");
        let right = super::rounds::right(&question);
        let vote = question.vote_for(right).unwrap();
        ana.send(&room, "org.matrix.msc3381.poll.response", &vote);
        ana.say(&room, "!quiz stop");
        said(&ana, &room, me, "The round is over");
        let asked = ana.say(&room, "!score room");
        let score = ana.until("a score", &room, 0, |event| {
            (event.replies_to() == Some(asked.as_str())).then(|| event.clone())
        });
        let content = &score.content;
        assert_eq!(content["msgtype"], "m.image", "{score:?}");
        assert_eq!(content["info"]["mimetype"], "image/png", "{score:?}");
        assert!(score.body().contains("1 of 1 answer right"), "{score:?}");
        assert!(content["formatted_body"].is_string(), "{score:?}");
        // The picture of an encrypted room is encrypted as well.
        let sent = if encrypted { &content["file"] } else { content };
        let address = &sent["url"];
        assert!(address.as_str().unwrap().starts_with("mxc://"), "{score:?}");
        assert_eq!(score.encrypted, encrypted);
    }
    bot.stop();
}
