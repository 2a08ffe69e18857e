//! One line of the grammar a test, each with what is said and what it asks.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use serde_json::json;

use super::*;
use crate::conversation::reply::{Action, Block, PassageBlock, Reply};

const ROOM: Ears<'_> = Ears {
    me: "@lectern:example.org",
    name: Some("Lectern (bot)"),
    prefix: "!",
    direct: false,
};
const DIRECT: Ears<'_> = Ears {
    direct: true,
    ..ROOM
};
const ME: &str = ROOM.me;

fn text(body: &str) -> Value {
    json!({"msgtype": "m.text", "body": body})
}

fn mentioning(body: &str, who: &str) -> Value {
    json!({"msgtype": "m.text", "body": body, "m.mentions": {"user_ids": [who]}})
}

fn reply(body: &str) -> Value {
    let to = json!({"m.in_reply_to": {"event_id": "$answer"}});
    json!({"msgtype": "m.text", "body": body, "m.relates_to": to, "m.mentions": {"user_ids": [ME]}})
}

fn reaction(key: &str) -> Value {
    json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": "$answer", "key": key}})
}

/// What a page of results offers, on its second page.
fn offered() -> Offered {
    let passage = |letter, id: &str, paper: &str| {
        Block::Passage(PassageBlock {
            letter: Some(letter),
            id: id.to_owned(),
            paper: paper.to_owned(),
            title: String::new(),
            authors: Vec::new(),
            year: None,
            section: Vec::new(),
            page: None,
            text: String::new(),
            highlights: Vec::new(),
            score: None,
            citation: String::new(),
        })
    };
    let action = |label: &str, command: &str| Action {
        label: label.to_owned(),
        command: command.to_owned(),
    };
    Reply {
        blocks: vec![
            passage('a', "grant1998:3", "grant1998"),
            passage('b', "levi2016:7", "levi2016"),
        ],
        actions: vec![
            action("More", "part 2 /search lamp"),
            action("Cite", "/cite passage:grant1998:3"),
            action("Source", "/source grant1998"),
            action("Back", "/search lamp"),
        ],
        ..Reply::to("search")
    }
    .offered()
}

/// What an event asks, in one line.
fn asks(content: &Value, after: After<'_>, ears: &Ears<'_>) -> String {
    let heard = if content.get("body").is_some() {
        Heard::message(content, ears)
    } else {
        Heard::reaction(content)
    };
    let Some(heard) = heard else {
        return "unheard".to_owned();
    };
    match heard.asks(after, ears) {
        Asked::Nothing => "talk".to_owned(),
        Asked::Lacking(sentence) => sentence,
        Asked::Question(question) => {
            let command = question.command();
            let command = command.map_or("a mistake".to_owned(), |command| command.to_string());
            match question.part {
                1 => command,
                part => format!("{command}, part {part}"),
            }
        }
    }
}

fn in_room(content: &Value) -> String {
    asks(content, After::Nothing, &ROOM)
}

fn in_direct(body: &str) -> String {
    asks(&text(body), After::Nothing, &DIRECT)
}

fn to_answer(content: &Value) -> String {
    asks(content, After::Reply(&offered()), &ROOM)
}

#[test]
fn a_prefix_and_a_letter_make_a_command() {
    assert_eq!(in_room(&text("!search buffer")), "/search buffer");
    assert_eq!(in_room(&text("  !Search buffer\n")), "/search buffer");
    assert_eq!(
        in_room(&text("!search buffer from:1990")),
        "/search buffer from:1990"
    );
    assert_eq!(in_room(&text("!serach buffer")), "a mistake");
    assert_eq!(in_room(&text("!search")), "a mistake");
}

#[test]
fn a_prefix_and_anything_else_is_talk() {
    for said in [
        "!",
        "!!",
        "! search",
        "!?",
        "!1",
        "!!search x",
        "!=",
        "",
        "  ",
    ] {
        assert_eq!(in_room(&text(said)), "talk", "{said}");
    }
}

#[test]
fn what_is_said_to_all_is_talk() {
    for said in [
        "search buffer",
        "/search buffer",
        "2",
        "more",
        "cite b",
        "Lectern: help",
    ] {
        assert_eq!(in_room(&text(said)), "talk", "{said}");
    }
}

#[test]
fn the_prefix_can_be_another_and_longer() {
    let ears = Ears {
        prefix: "!study ",
        ..ROOM
    };
    let asked = |said| asks(&text(said), After::Nothing, &ears);
    assert_eq!(asked("!study search buffer"), "/search buffer");
    assert_eq!(asked("!search buffer"), "talk");
}

#[test]
fn in_a_direct_chat_all_is_meant_for_the_bot() {
    assert_eq!(in_direct("why a buffer"), "/search why a buffer");
    assert_eq!(in_direct("define buffer"), "/define buffer");
    assert_eq!(in_direct("!define buffer"), "/define buffer");
    assert_eq!(in_direct("/define buffer"), "/define buffer");
    assert_eq!(in_direct("//define buffer"), "/define buffer");
    assert_eq!(in_direct("2"), "/search 2");
    assert_eq!(in_direct(" "), "talk");
}

#[test]
fn whoever_names_the_bot_first_talks_to_it() {
    for name in [
        "@lectern:example.org",
        "@lectern:example.org:",
        "Lectern (bot)",
        "lectern (bot),",
        "@Lectern (bot)",
        "lectern:",
        "[Lectern](https://matrix.to/#/@lectern:example.org)",
        "[x](https://matrix.to/#/%40lectern%3Aexample.org):",
    ] {
        let said = |words| in_room(&mentioning(&format!("{name} {words}"), ME));
        assert_eq!(said("define buffer"), "/define buffer", "{name}");
        assert_eq!(said("!define buffer"), "/define buffer", "{name}");
        assert_eq!(said("why a buffer"), "/search why a buffer", "{name}");
        assert_eq!(said(""), "talk", "{name}");
    }
}

#[test]
fn a_name_counts_only_as_a_whole_and_where_the_event_mentions_the_bot() {
    let other = "@lecterns:example.org";
    assert_eq!(in_room(&mentioning("lecterns: define buffer", ME)), "talk");
    assert_eq!(
        in_room(&mentioning("lectern: define buffer", other)),
        "talk"
    );
    assert_eq!(
        in_room(&mentioning("@lectern:example.org define x", other)),
        "talk"
    );
    assert_eq!(
        in_room(&mentioning("[y](https://matrix.to/#/@ana:x) define x", ME)),
        "talk"
    );
}

#[test]
fn old_clients_mention_by_the_whole_id_alone() {
    assert_eq!(
        in_room(&text("@lectern:example.org: define buffer")),
        "/define buffer"
    );
    assert_eq!(in_room(&text("@lectern define buffer")), "talk");
}

#[test]
fn a_mention_within_a_sentence_is_talk_unless_a_command_begins_it() {
    assert_eq!(
        in_room(&mentioning("I asked @lectern:example.org before", ME)),
        "talk"
    );
    assert_eq!(
        in_room(&mentioning("help @lectern:example.org", ME)),
        "a mistake"
    );
    assert_eq!(
        in_room(&mentioning("define lamp @lectern:example.org", ME)),
        "/define lamp @lectern:example.org"
    );
}

#[test]
fn a_reply_to_an_answer_chooses_what_it_offers() {
    for (said, asked) in [
        ("1", "/search lamp, part 2"),
        ("more", "/search lamp, part 2"),
        ("Next", "/search lamp, part 2"),
        ("!more", "/search lamp, part 2"),
        (" 3 ", "/source grant1998"),
        ("cite", "/cite passage:grant1998:3"),
        ("cite b", "/cite passage:levi2016:7"),
        ("!source B", "/source levi2016"),
        ("back", "/search lamp"),
    ] {
        assert_eq!(to_answer(&reply(said)), asked, "{said}");
    }
}

#[test]
fn a_reply_that_chooses_what_is_not_offered_is_told_so() {
    assert_eq!(
        to_answer(&reply("7")),
        "There is no 7 to choose, only 1 to 4."
    );
    assert_eq!(
        to_answer(&reply("cite c")),
        "No result carries the letter c."
    );
}

#[test]
fn a_reply_to_an_answer_can_ask_anew_and_can_be_talk() {
    assert_eq!(to_answer(&reply("!define lamp")), "/define lamp");
    assert_eq!(to_answer(&reply("define lamp")), "/define lamp");
    assert_eq!(to_answer(&reply("Lectern: a lamp")), "/search a lamp");
    for said in ["thanks!", "lamps are nice", "1979", "!2", "searching"] {
        assert_eq!(to_answer(&reply(said)), "talk", "{said}");
    }
}

#[test]
fn a_reply_to_anything_else_chooses_nothing() {
    let nothing = |said| asks(&reply(said), After::Nothing, &ROOM);
    assert_eq!(nothing("1"), "talk");
    assert_eq!(nothing("!define lamp"), "/define lamp");
    let after = After::Last(Some(&offered()), None);
    assert_eq!(asks(&reply("1"), after, &ROOM), "talk");
}

#[test]
fn in_a_direct_chat_and_after_a_call_the_last_answer_is_meant() {
    let (last, listed) = (Reply::to("cite").offered(), offered());
    let after = After::Last(Some(&last), Some(&listed));
    assert_eq!(
        asks(&text("cite b"), after, &DIRECT),
        "/cite passage:levi2016:7"
    );
    assert_eq!(
        asks(&text("1"), after, &DIRECT),
        "There is nothing to choose here."
    );
    assert_eq!(asks(&text("lamp"), after, &DIRECT), "/search lamp");
    let called = mentioning("lectern: source b", ME);
    assert_eq!(asks(&called, after, &ROOM), "/source levi2016");
    assert_eq!(asks(&text("source b"), after, &ROOM), "talk");
}

#[test]
fn what_was_last_is_asked_for_only_where_it_can_matter() {
    let goes_on = |content: &Value, ears| Heard::message(content, ears).unwrap().goes_on(ears);
    assert!(goes_on(&text("1"), &DIRECT));
    assert!(goes_on(&mentioning("lectern 1", ME), &ROOM));
    assert!(!goes_on(&text("1"), &ROOM));
    assert!(!goes_on(&reply("1"), &DIRECT));
}

#[test]
fn a_reaction_chooses_by_digit_and_arrow_however_it_is_drawn() {
    for (key, asked) in [
        ("1️⃣", "/search lamp, part 2"),
        ("3\u{20e3}", "/source grant1998"),
        ("3", "/source grant1998"),
        ("▶️", "/search lamp, part 2"),
        ("▶", "/search lamp, part 2"),
        ("◀️", "/search lamp"),
        ("9️⃣", "There is no 9 to choose, only 1 to 4."),
    ] {
        assert_eq!(to_answer(&reaction(key)), asked, "{key}");
    }
    for key in ["👍", "0️⃣", "🔟", "12", "", "more", "①"] {
        assert_eq!(to_answer(&reaction(key)), "unheard", "{key}");
    }
    let end = Offered::default();
    let at_end = |key| asks(&reaction(key), After::Reply(&end), &ROOM);
    assert_eq!(at_end("◀"), "There is nothing before this.");
    assert_eq!(at_end("▶"), "There is no more to show.");
}

#[test]
fn a_reaction_to_anything_else_is_no_search_in_a_direct_chat() {
    assert_eq!(asks(&reaction("2️⃣"), After::Nothing, &DIRECT), "talk");
    assert_eq!(Heard::reaction(&json!({})), None);
    let other = json!({"m.relates_to": {"rel_type": "m.thread", "event_id": "$a", "key": "1"}});
    assert_eq!(Heard::reaction(&other), None);
}

#[test]
fn notices_emotes_files_and_edits_are_not_heard() {
    for kind in ["m.notice", "m.emote", "m.image", "m.bad.encrypted"] {
        let content = json!({"msgtype": kind, "body": "!help"});
        assert_eq!(in_room(&content), "unheard", "{kind}");
    }
    let edit = json!({
        "msgtype": "m.text", "body": "* !help",
        "m.new_content": {"msgtype": "m.text", "body": "!help"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$a"},
    });
    assert_eq!(in_room(&edit), "unheard");
    for content in [
        json!({}),
        json!({"msgtype": "m.text"}),
        json!({"msgtype": "m.text", "body": 1}),
    ] {
        assert_eq!(Heard::message(&content, &ROOM), None);
    }
}

#[test]
fn the_quotation_that_old_clients_put_before_a_reply_is_cut() {
    for fallback in [
        "> <@lectern:example.org> 1 passage\n> !define this\n\n",
        "> <@lectern:example.org> 1\n",
        "> * <@ana:example.org> waves\n\n",
    ] {
        assert_eq!(
            to_answer(&reply(&format!("{fallback}2"))),
            "/cite passage:grant1998:3"
        );
    }
    // What only looks like one is what was said.
    assert_eq!(in_room(&text("> <@ana:x> !help\n\n!help")), "talk");
    assert_eq!(to_answer(&reply("> 2\n\n2")), "talk");
    assert_eq!(to_answer(&reply("> <@ana:x> all of it")), "talk");
}

#[test]
fn in_a_thread_only_a_real_reply_is_one() {
    let in_thread = |falls_back: Option<bool>| {
        let mut relation = json!({
            "rel_type": "m.thread", "event_id": "$root",
            "m.in_reply_to": {"event_id": "$answer"},
        });
        if let Some(falls_back) = falls_back {
            relation["is_falling_back"] = json!(falls_back);
        }
        let content = json!({"msgtype": "m.text", "body": "1", "m.relates_to": relation});
        Heard::message(&content, &ROOM).unwrap().to
    };
    assert_eq!(in_thread(Some(true)), None);
    assert_eq!(in_thread(Some(false)).as_deref(), Some("$answer"));
    assert_eq!(in_thread(None).as_deref(), Some("$answer"));
}

#[test]
fn a_command_that_comes_ready_wins_over_the_text() {
    let block = |name: &str, who: &str| {
        let mut content = mentioning("!help", who);
        content[name] = json!({
            "command": "search",
            "arguments": {"query": "lamp oil", "from": 1990, "private": true, "to": null},
        });
        content
    };
    let asked = "/search lamp oil from:1990 private:yes";
    assert_eq!(in_room(&block("org.matrix.msc4391.command", ME)), asked);
    assert_eq!(in_room(&block("m.bot.command", ME)), asked);
    assert_eq!(in_room(&block("m.bot.command", "@other:x")), "/help");
    let in_direct = asks(&block("m.bot.command", "@other:x"), After::Nothing, &DIRECT);
    assert_eq!(in_direct, asked);
    let mut nameless = mentioning("!help", ME);
    nameless["m.bot.command"] = json!({"arguments": {}});
    assert_eq!(in_room(&nameless), "/help");
}

#[test]
fn an_offered_line_is_read_with_a_slash_whatever_the_prefix() {
    let heard = Heard::reaction(&reaction("3")).unwrap();
    let Asked::Question(question) = heard.asks(After::Reply(&offered()), &ROOM) else {
        unreachable!("it was offered")
    };
    let room = question.room("matrix:!room");
    assert_eq!(
        (room.prefixes, room.direct),
        (vec!["!".to_owned(), "/".to_owned()], false)
    );
}

#[test]
fn only_plain_words_to_all_or_in_reply_may_be_an_answer_to_a_question() {
    let heard = |content: &Value, ears: &Ears<'_>| Heard::message(content, ears).unwrap();
    assert!(heard(&text("b"), &ROOM).is_to_all(&ROOM));
    assert!(!heard(&text("b"), &DIRECT).is_to_all(&DIRECT));
    assert!(!heard(&reply("b"), &ROOM).is_to_all(&ROOM));
    assert!(!heard(&mentioning("Lectern: b", ME), &ROOM).is_to_all(&ROOM));
    let may_be = |body: &str| {
        let heard = heard(&reply(body), &ROOM);
        let asked = heard.asks(After::Reply(&offered()), &ROOM);
        heard.may_be_answer(&asked, &ROOM)
    };
    assert!(may_be("source of the river"), "it begins as a command does");
    assert!(may_be("honey"));
    assert!(!may_be("!source grant1998"));
    assert!(!may_be("1"), "it is offered");
}
