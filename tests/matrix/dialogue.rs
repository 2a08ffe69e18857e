//! What people see on Matrix: commands, short answers, reactions, threads, private answers, mistakes.

use serde_json::json;

use super::bot::{Bot, Home};
use super::homeserver::Homeserver;
use super::person::{Event, Person, Room};

/// A bot at work, and a person in a room with it.
struct Met {
    _bot: Bot,
    home: Home,
    ana: Person,
    room: Room,
}

/// Starts a bot and brings it and a person together; nothing where there is no Synapse.
fn met(encrypted: bool) -> Option<Met> {
    let server = Homeserver::shared()?;
    let home = Home::new(server);
    let bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(&home.account.id, encrypted);
    // The greeting comes first; what is asked after it is not from before the bot joined.
    ana.message_of(&room, &home.account.id);
    Some(Met {
        _bot: bot,
        home,
        ana,
        room,
    })
}

/// Both kinds of room.
fn everywhere(talk: impl Fn(&Met)) {
    for encrypted in [false, true] {
        if let Some(met) = met(encrypted) {
            talk(&met);
        }
    }
}

impl Met {
    fn ask(&self, text: &str) -> Event {
        self.ana.ask_in(&self.room, text)
    }

    fn reply(&self, to: &Event, text: &str) -> Event {
        let asked = self.ana.reply(&self.room, to, text);
        self.ana.answer_to(&self.room, &asked)
    }

    /// Reacts to an answer, and waits for the next one to the same.
    fn react(&self, to: &Event, key: &str) -> Event {
        let from = self.ana.seen();
        self.ana.react(&self.room, to, key);
        let me = &self.home.account.id;
        let answer = self
            .ana
            .until("an answer to a reaction", &self.room, from, |event| {
                let is_answer = event.sender == *me && event.replies_to() == Some(&to.id);
                is_answer.then(|| event.clone())
            });
        answer.is_right(&self.room);
        answer
    }

    /// How many messages the bot has sent into the room.
    fn messages(&self) -> usize {
        let events = self.ana.events_of(&self.room, &self.home.account.id);
        assert!(events.iter().all(|event| event.kind == "m.room.message"));
        events.len()
    }
}

#[test]
fn a_question_in_a_room_is_answered_by_one_event_that_replies_to_it() {
    everywhere(|met| {
        let found = met.ask("!search waggle dance results:1");
        insta::allow_duplicates! {
            insta::assert_snapshot!(found.body(), @"
            7 passages in 2 papers

            a  Müller and Okafor (2019) · Doubts · muller2019:1
               Most followers of a waggle dance do not fly where it points. They return to flowers that they knew before, as if the dance merely reminded them of food.

            Reply or react with a number: 1 More · 2 Context · 3 Cite · 4 Related · 5 Source
            ");
            insta::assert_snapshot!(found.content["formatted_body"].as_str().unwrap(), @"
            <h3>7 passages in 2 papers</h3>
            <p><strong>a</strong> <strong>Müller and Okafor (2019)</strong> · Doubts · <code>muller2019:1</code></p>
            <blockquote>Most followers of a <strong>waggle</strong> <strong>dance</strong> do not fly where it points. They return to flowers that they knew before, as if the <strong>dance</strong> merely reminded them of food.</blockquote>
            <p>Reply or react with a number: <strong>1</strong> More · <strong>2</strong> Context · <strong>3</strong> Cite · <strong>4</strong> Related · <strong>5</strong> Source</p>
            ");
        }
        assert_eq!(met.messages(), 2, "the greeting and the answer");
    });
}

#[test]
fn an_answer_is_gone_on_with_by_digit_by_word_and_by_reaction() {
    everywhere(|met| {
        let found = met.ask("!search waggle dance results:2");
        let more = met.reply(&found, "1");
        assert!(more.body().contains("3 to 4"), "{}", more.body());
        let back = met.react(&more, "◀️");
        assert_eq!(first_line(&back), first_line(&found));
        let again = met.react(&found, "▶️");
        assert_eq!(again.body(), more.body());
        let second = met.reply(&found, "cite b");
        assert!(second.body().contains("Müller"), "{}", second.body());
        let source = met.react(&found, "5️⃣");
        assert!(!source.body().is_empty());
        let context = met.reply(&found, "!context b");
        let html = context.content["formatted_body"].as_str().unwrap();
        assert!(html.contains("<details><summary>"), "{html}");
        let none = met.reply(&found, "9");
        insta::allow_duplicates! {
            insta::assert_snapshot!(none.body(), @"There is no 9 to choose, only 1 to 5.");
        }
    });
}

fn first_line(event: &Event) -> &str {
    event.body().lines().next().unwrap_or_default()
}

#[test]
fn every_command_is_answered_in_an_encrypted_room() {
    let Some(met) = met(true) else { return };
    for line in [
        "!search light",
        "!passage grant1998:2 before:1 after:1",
        "!define waggle dance",
        "!papers",
        "!cite grant1998 style:mla",
        "!source grant1998",
        "!references muller2019",
        "!citedby okafor2014",
        "!verify the dance is of use in hard seasons",
        "!related okafor2014:2",
        "!help",
        "!about",
    ] {
        let answer = met.ask(line);
        assert!(answer.encrypted && !answer.body().is_empty(), "{line}");
        assert!(!answer.body().contains("Something went wrong"), "{line}");
    }
    assert_eq!(met.messages(), 13, "one each, and the greeting");
}

#[test]
fn in_a_direct_chat_plain_words_are_enough() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::new(server);
    let _bot = home.start();
    let ana = Person::join(server, "ana");
    let room = ana.direct_with(&home.account.id, true);
    let greeting = ana.message_of(&room, &home.account.id);
    insta::assert_snapshot!(greeting.body(), @"
    Lectern: 33 passages in 9 papers.

    Ask in plain words, or type !help.
    ");
    let found = ana.ask_in(&room, "waggle dance");
    assert!(found.body().starts_with("7 passages"), "{}", found.body());
    let cited = ana.ask_in(&room, "cite b");
    assert!(cited.body().contains("Müller"), "{}", cited.body());
    let defined = ana.ask_in(&room, "define waggle dance");
    assert!(defined.body().contains("okafor2014"), "{}", defined.body());
}

#[test]
fn a_long_answer_is_read_part_by_part_with_nothing_lost() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    // Signs of three bytes, so that a passage is longer than a message may be.
    let signs: Vec<char> = ('\u{4e00}'..'\u{9fff}').step_by(4).take(4_000).collect();
    let clauses: Vec<String> = signs
        .chunks(40)
        .map(|clause| clause.iter().collect())
        .collect();
    let paper = format!(
        "---\ntitle: A Long Paragraph\nauthors: [Lin, Wei]\nyear: 2001\n---\n\n# One\n\n{}。\n",
        clauses.join("，")
    );
    let home = Home::with_paper(server, "lin-2001-long.md", &paper);
    let me = &home.account.id;
    let bot = home.start_with_papers();
    let ana = Person::join(server, "ana");
    let room = ana.room_with(me, true);
    ana.message_of(&room, me);
    let mut parts = vec![ana.ask_in(&room, "!passage lin2001:1 after:3")];
    assert!(
        parts[0]
            .body()
            .contains("Part 1 of 2. Reply or react with a number: 1 More")
    );
    bot.kill();
    let _bot = home.start_with_papers();
    let more = ana.reply(&room, &parts[0], "more");
    parts.push(ana.answer_to(&room, &more));
    let told = |part: &Event| {
        let chosen = |c: &char| signs.contains(c);
        part.body().chars().filter(chosen).collect::<String>()
    };
    let all: String = parts.iter().map(told).collect();
    assert!(all == signs.iter().collect::<String>(), "{all}");
    let back = ana.reply(&room, &parts[1], "back");
    assert_eq!(ana.answer_to(&room, &back).body(), parts[0].body());
    let end = ana.reply(&room, &parts[1], "more");
    let end = ana.answer_to(&room, &end);
    insta::assert_snapshot!(end.body(), @"There is no more to show.");
}

#[test]
fn who_names_the_bot_is_answered() {
    everywhere(|met| {
        let me = &met.home.account.id;
        let content = json!({
            "msgtype": "m.text",
            "body": format!("{me}: waggle dance"),
            "m.mentions": {"user_ids": [me]},
        });
        let asked = met.ana.send(&met.room, "m.room.message", &content);
        let found = met.ana.answer_to(&met.room, &asked);
        assert!(found.body().starts_with("7 passages"), "{}", found.body());
    });
}

#[test]
fn what_is_asked_in_a_thread_is_answered_there() {
    everywhere(|met| {
        let root = met.ana.say(&met.room, "About bees");
        let content = json!({
            "msgtype": "m.text",
            "body": "!search waggle dance",
            "m.relates_to": {"rel_type": "m.thread", "event_id": root},
        });
        let asked = met.ana.send(&met.room, "m.room.message", &content);
        let found = met.ana.answer_to(&met.room, &asked);
        assert_eq!(found.thread(), Some(root.as_str()));
        let more = met.reply(&found, "more");
        assert_eq!(
            more.thread(),
            Some(root.as_str()),
            "a reply goes on in the thread"
        );
        let outside = met.ask("!about");
        assert_eq!(outside.thread(), None);
    });
}

#[test]
fn what_is_asked_in_private_is_answered_in_a_direct_chat() {
    let Some(met) = met(true) else { return };
    let me = &met.home.account.id;
    let pointer = met.ask("!search waggle dance private:yes");
    insta::assert_snapshot!(pointer.body(), @"I answered in our direct chat.");
    let direct = met.ana.until_invited(me);
    met.ana
        .call("POST", &format!("join/{}", direct.id), &json!({}));
    let answer = met.ana.message_of(&direct, me);
    assert!(answer.body().contains("okafor2014:2"), "{}", answer.body());
}

#[test]
fn mistakes_and_empty_answers_stay_in_the_room() {
    everywhere(|met| {
        let mistake = met.ask("!serach waggle dance");
        let empty = met.ask("!search zeppelin");
        insta::allow_duplicates! {
            insta::assert_snapshot!(mistake.body(), @"
            There is no command “serach”.

            Try: !search buffer state from:1990

            Perhaps you meant:

            Reply or react with a number: 1 !search waggle dance
            ");
            insta::assert_snapshot!(empty.body(), @"No paper has “zeppelin”.");
        }
        let meant = met.reply(&mistake, "1");
        assert!(meant.body().starts_with("7 passages"), "{}", meant.body());
    });
}

#[test]
fn talk_notices_edits_and_the_bot_itself_are_not_answered() {
    everywhere(|met| {
        let send = |content| met.ana.send(&met.room, "m.room.message", &content);
        met.ana.say(&met.room, "What is a waggle dance?");
        met.ana.say(&met.room, "!? ! 2");
        send(json!({"msgtype": "m.notice", "body": "!help"}));
        send(json!({"msgtype": "m.emote", "body": "!help"}));
        let about = met.ana.say(&met.room, "!about");
        send(json!({
            "msgtype": "m.text", "body": "* !help",
            "m.new_content": {"msgtype": "m.text", "body": "!help"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": about},
        }));
        let answer = met.ana.answer_to(&met.room, &about);
        met.ana.react(&met.room, &answer, "👍");
        met.ana.reply(&met.room, &answer, "thank you");
        met.ask("!search light");
        assert_eq!(met.messages(), 3, "the greeting and two answers");
    });
}

#[test]
fn only_those_who_may_can_invite() {
    let Some(server) = Homeserver::shared() else {
        return;
    };
    let home = Home::with(server, "allowed_inviters = [\"@ana*:localhost\"]");
    let _bot = home.start();
    let (ana, ben) = (Person::join(server, "ana"), Person::join(server, "ben"));
    let refused = ben.room(&home.account.id, false, &json!({"preset": "private_chat"}));
    let room = ana.room_with(&home.account.id, false);
    let greeting = ana.message_of(&room, &home.account.id);
    insta::assert_snapshot!(greeting.body(), @"
    Lectern: 33 passages in 9 papers.

    Ask with !search and your question, or mention me and ask in plain words. !help lists what else can be asked.
    ");
    let members = format!("rooms/{}/joined_members", refused.id);
    let members = ben.call("GET", &members, &json!(null));
    assert_eq!(members["joined"].as_object().unwrap().len(), 1);
}

#[test]
fn a_room_that_shows_the_bot_out_is_left_and_others_are_served() {
    let Some(met) = met(true) else { return };
    let me = &met.home.account.id;
    let other = met.ana.room_with(me, false);
    met.ana.message_of(&other, me);
    let kick = format!("rooms/{}/kick", met.room.id);
    met.ana.call("POST", &kick, &json!({"user_id": me}));
    met.ana.ask_in(&other, "!about");
    let again = met.ana.call(
        "POST",
        &format!("rooms/{}/invite", met.room.id),
        &json!({"user_id": me}),
    );
    assert_eq!(again, json!({}));
    let from = met.ana.seen();
    let joined = |event: &Event| {
        (event.about.as_deref() == Some(me) && event.content["membership"] == "join").then_some(())
    };
    met.ana.until("that it is back", &met.room, from, joined);
    met.ask("!about");
}
