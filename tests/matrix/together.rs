//! The script of twenty people, played in a room by votes, words and replies.

use std::time::SystemTime;

use lectern::store::{Address, Store, microseconds};
use serde_json::{Value, json};

use super::bot::{Bot, EVERYBODY, Home};
use super::homeserver::{Account, Homeserver};
use super::person::{Event, Person, Room};
use super::twenty::{self, Deed, PEOPLE, Scene};

/// A room in which the script is played.
struct Stage<'s> {
    server: &'s Homeserver,
    home: Home,
    bot: Bot,
    /// The first of the people, who sees what is said; the others have no client.
    first: Person,
    others: Vec<Account>,
    room: Room,
    /// The questions that were asked so far.
    asked: Vec<Event>,
    /// Under what the bot has to put its sign, or else these words.
    heard: Vec<(String, &'static str)>,
    sent: usize,
    /// How much had been seen, and the moment, when the present round was to begin.
    seen: usize,
    began: SystemTime,
}

impl<'s> Stage<'s> {
    fn new(server: &'s Homeserver) -> Self {
        let lists = "[quiz]\nlists = \"bees.yaml\"";
        let home = Home::with(server, &format!("{EVERYBODY}\n{lists}"));
        std::fs::write(home.path("bees.yaml"), twenty::LIST).unwrap();
        let bot = home.start();
        let first = Person::join(server, "p");
        let me = home.account.id.as_str();
        let room = first.room(me, false, &json!({"preset": "public_chat"}));
        first.until_member(&room, me, "join");
        let others: Vec<Account> = (2..=PEOPLE).map(|_| server.account("p")).collect();
        for other in &others {
            server.call(other, "POST", &format!("join/{}", room.id), &json!({}));
        }
        let levels = format!("rooms/{}/state/m.room.power_levels", room.id);
        let mut power = first.call("GET", &levels, &Value::Null);
        power["users"][&others[PEOPLE - 2].id] = json!(50);
        first.call("PUT", &levels, &power);
        first.message_of(&room, me);
        Self {
            server,
            home,
            bot,
            first,
            others,
            room,
            asked: Vec::new(),
            heard: Vec::new(),
            sent: 0,
            seen: 0,
            began: SystemTime::now(),
        }
    }

    fn play(&mut self, scenes: &[Scene]) {
        self.asked.clear();
        self.seen = self.first.seen();
        self.began = SystemTime::now();
        for scene in scenes {
            match *scene {
                Scene::Does(who, deed, told) => self.does(who, deed, told),
                Scene::Reads(words) => self.reads(words),
            }
        }
    }

    fn does(&mut self, who: usize, deed: Deed, told: &'static str) {
        let line = match deed {
            Deed::Start(pace) => format!("!quiz start list:bees seconds:0 seed:4 pace:{pace}"),
            Deed::Join => "!quiz join".to_owned(),
            Deed::Answer(right) => return self.answers(who, right, told),
            Deed::Late => {
                let closed = self.question(1).clone();
                let told_under = self.chooses(who, &closed, true);
                return self.is_told(who, &told_under, told);
            }
            Deed::Hint => "!quiz hint".to_owned(),
            Deed::Skip => "!quiz skip".to_owned(),
            Deed::Stop | Deed::Moderate => "!quiz stop".to_owned(),
        };
        let id = self.says(who, &said(&line));
        match deed {
            Deed::Start(_) if self.asked.is_empty() => {
                let opening = self.first.answer_to(&self.room, &id);
                assert!(opening.body().contains(told), "{opening:?}");
            }
            // It leads to the question of the round that is running.
            Deed::Start(_) => self.is_told(who, &self.question(0).id, told),
            _ => self.heard.push((id, told)),
        }
    }

    /// Answers the question that is open: those with even numbers by their clients' buttons.
    fn answers(&mut self, who: usize, right: bool, told: &'static str) {
        let question = self.question(0).clone();
        if told.starts_with("You have answered") {
            let told_under = self.chooses(who, &question, right);
            self.is_told(who, &told_under, told);
        } else if who.is_multiple_of(2) {
            self.chooses(who, &question, right);
        } else {
            let answer = twenty::answer(question.body(), right);
            let id = self.says(who, &said(answer));
            self.heard.push((id, told));
        }
    }

    /// Answers a question by a vote, or by a reply where it is no poll; gives the event under which what
    /// is to be told of it stands.
    fn chooses(&mut self, who: usize, question: &Event, right: bool) -> String {
        let answer = twenty::answer(question.body(), right);
        if let Some(vote) = question.vote_for(answer) {
            self.sends(who, "org.matrix.msc3381.poll.response", &vote);
            return question.id.clone();
        }
        let mut reply = said(answer);
        reply["m.relates_to"] = json!({"m.in_reply_to": {"event_id": question.id}});
        self.says(who, &reply)
    }

    fn says(&mut self, who: usize, content: &Value) -> String {
        self.sends(who, "m.room.message", content)
    }

    fn sends(&mut self, who: usize, kind: &str, content: &Value) -> String {
        let Some(other) = who.checked_sub(2) else {
            return self.first.send(&self.room, kind, content);
        };
        self.sent += 1;
        let path = format!("rooms/{}/send/{kind}/{}", self.room.id, self.sent);
        let sent = self.server.call(&self.others[other], "PUT", &path, content);
        sent["event_id"].as_str().unwrap().to_owned()
    }

    /// A question, so many before the last that was asked.
    fn question(&self, before: usize) -> &Event {
        &self.asked[self.asked.len() - 1 - before]
    }

    fn id(&self, who: usize) -> &str {
        let other = who.checked_sub(2).map(|other| &self.others[other]);
        &other.unwrap_or(&self.first.account).id
    }

    /// Somebody is told something in reply to an event; where that is not theirs, they are named.
    fn is_told(&self, who: usize, under: &str, told: &str) {
        let (bot, person) = (self.home.account.id.as_str(), self.id(who));
        let is_theirs = !self.asked.iter().any(|question| question.id == under);
        self.first.until(told, &self.room, self.seen, |event| {
            let is_meant = event.sender == bot && event.replies_to() == Some(under);
            let names = event.content["m.mentions"]["user_ids"][0] == person;
            (is_meant && (is_theirs || names) && event.body().contains(told)).then_some(())
        });
    }

    /// Whoever did something sees the bot's sign under it, or is told something in reply.
    fn is_heard(&self, id: &str, told: &str) {
        let bot = self.home.account.id.as_str();
        self.first.until(told, &self.room, self.seen, |event| {
            let is_reply = event.replies_to() == Some(id) && event.body().contains(told);
            (event.sender == bot && (is_reply || event.is_sign_under(id))).then_some(())
        });
    }

    fn reads(&mut self, words: &str) {
        let bot = self.home.account.id.as_str();
        let read = self.first.until(words, &self.room, self.seen, |event| {
            let is_meant = event.sender == bot && event.replies_to().is_none() && event.is_said();
            (is_meant && event.body().contains(words)).then(|| event.clone())
        });
        if words.ends_with('\n') {
            self.asked.push(read);
        }
        for (id, told) in std::mem::take(&mut self.heard) {
            self.is_heard(&id, told);
        }
    }

    fn scores(&self) -> String {
        let people: Vec<String> = (1..=PEOPLE)
            .map(|who| format!("matrix:{}", self.id(who)))
            .collect();
        let address = Address::Folder(self.home.path("data"));
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = Store::open(&address, SystemTime::now()).await.unwrap();
            twenty::scores(&store, &people, microseconds(self.began)).await
        })
    }
}

fn said(text: &str) -> Value {
    json!({"msgtype": "m.text", "body": text, "m.mentions": {}})
}

#[test]
fn twenty_people_race_and_then_have_the_same_time() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let mut stage = Stage::new(server);
    stage.play(&twenty::race());
    assert_eq!(stage.scores(), twenty::AFTER_RACE);
    stage.play(&twenty::everyone());
    assert_eq!(stage.scores(), twenty::AFTER_EVERYONE);
    let ended = stage.bot.stop();
    assert_eq!(ended.code, Some(0), "{}", ended.log);
}
