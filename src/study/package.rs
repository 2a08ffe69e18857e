//! An Anki package (`.apkg`) of questions, which Anki's own importer takes.
//!
//! It is a ZIP archive of a collection in `SQLite` of schema 11, the form that every Anki since 2.1 reads, and
//! an empty list of media. The id of a question is its note's, so a second import renews the first. Source
//! and citation are fields.

mod sqlite;
mod zip;

use std::collections::HashSet;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value as Json, json};

use super::question::{Kind, Question};
use sqlite::{Table, Value, database};

/// The deck and the type of note: fixed numbers, by which Anki knows them again.
const DECK: i64 = 1_764_500_000_001;
const NOTE_TYPE: i64 = 1_764_500_000_002;
/// The fields of a note, in their order.
const FIELDS: [&str; 7] = [
    "Question",
    "Options",
    "Answer",
    "Also right",
    "Citation",
    "Source",
    "Passage",
];
/// What stands between the fields of a note.
const BETWEEN_FIELDS: &str = "\u{1f}";
/// A longer text is cut, so that a note fits on a page of the database.
const LONGEST_FIELD: usize = 6_000;

const QUESTION_SIDE: &str = "{{Question}}{{#Options}}<br><br>{{Options}}{{/Options}}";
const ANSWER_SIDE: &str = "{{FrontSide}}<hr id=answer>{{Answer}}{{#Also right}}<br><small>also: {{Also right}}</small>{{/Also right}}<br><br><blockquote>{{Passage}}</blockquote>{{Citation}}<br><small>{{Source}}</small>";
const STYLE: &str = ".card { font-family: serif; font-size: 20px; text-align: left; }";

/// No package could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the questions are too long for an Anki package")]
pub struct TooLong;

/// The bytes of a package with these questions, made at this time.
pub fn package(questions: &[Question], now: SystemTime) -> Result<Vec<u8>, TooLong> {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
    let collection = database(&tables(questions, seconds)).map_err(|_| TooLong)?;
    Ok(zip::archive(&[
        ("collection.anki2", &collection),
        ("media", b"{}"),
    ]))
}

fn tables(questions: &[Question], seconds: i64) -> [Table; 5] {
    let mut numbered: Vec<(i64, &Question)> = numbered(questions);
    numbered.sort_by_key(|(number, _)| *number);
    let place = |question: &Question| {
        let at = questions.iter().position(|known| known.id == question.id);
        i64::try_from(at.unwrap_or(0)).unwrap_or_default() + 1
    };
    let notes = numbered
        .iter()
        .map(|(number, question)| (*number, note(question, seconds)));
    let cards = numbered
        .iter()
        .map(|(number, question)| (*number, card(*number, place(question), seconds)));
    [
        Table {
            name: "col",
            sql: "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null)",
            rows: vec![(1, collection(seconds))],
        },
        Table {
            name: "notes",
            sql: "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null)",
            rows: notes.collect(),
        },
        Table {
            name: "cards",
            sql: "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)",
            rows: cards.collect(),
        },
        Table {
            name: "revlog",
            sql: "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null)",
            rows: Vec::new(),
        },
        Table {
            name: "graves",
            sql: "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)",
            rows: Vec::new(),
        },
    ]
}

/// The questions with numbers made of their ids, each its own. Anki takes them for times in
/// milliseconds, so they stay below the year 2039.
fn numbered(questions: &[Question]) -> Vec<(i64, &Question)> {
    let mut taken = HashSet::new();
    let number = |question: &Question| {
        let digits: String = question
            .id
            .chars()
            .filter(char::is_ascii_hexdigit)
            .take(10)
            .collect();
        let mut number =
            (i64::from_str_radix(&digits, 16).unwrap_or(1) + 1) % (1 << 40) + (1 << 40);
        while !taken.insert(number) {
            number += 1;
        }
        number
    };
    let numbers: Vec<i64> = questions.iter().map(number).collect();
    numbers.into_iter().zip(questions).collect()
}

fn number(number: i64) -> Value {
    Value::Number(number)
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A row of `notes`. The first column is the row's number, which `SQLite` keeps beside the row.
fn note(question: &Question, seconds: i64) -> Vec<Value> {
    let fields = fields(question);
    let tags: Vec<String> = std::iter::once(question.kind.name().to_owned())
        .chain(
            question
                .tags
                .iter()
                .map(|tag| tag.split_whitespace().collect::<Vec<_>>().join("-")),
        )
        .collect();
    vec![
        Value::Nothing,
        text(question.id.clone()),
        number(NOTE_TYPE),
        number(seconds),
        number(-1),
        text(format!(" {} ", tags.join(" "))),
        text(fields.join(BETWEEN_FIELDS)),
        text(fields[0].clone()),
        number(0),
        number(0),
        text(""),
    ]
}

/// The fields as HTML, in the order of [`FIELDS`].
fn fields(question: &Question) -> [String; 7] {
    let shown = question.kind != Kind::TrueFalse;
    let options = ('a'..='z').zip(question.options.iter().filter(|_| shown));
    let options: Vec<String> = options
        .map(|(letter, option)| format!("{letter}) {}", escaped(option)))
        .collect();
    [
        escaped(&question.prompt),
        options.join("<br>"),
        escaped(&question.answer),
        escaped(&question.accepted.join(", ")),
        escaped(&question.citation),
        escaped(&question.passage),
        escaped(&question.proof),
    ]
}

fn escaped(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_FIELD)
        .collect();
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A row of `cards`: new, in its place among the new ones.
fn card(note: i64, place: i64, seconds: i64) -> Vec<Value> {
    let mut row = vec![Value::Nothing];
    let values = [
        note, DECK, 0, seconds, -1, 0, 0, place, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    row.extend(values.map(number));
    row.push(text(""));
    row
}

/// The only row of `col`.
fn collection(seconds: i64) -> Vec<Value> {
    let milliseconds = seconds * 1_000;
    let mut row = vec![Value::Nothing];
    row.extend([seconds, milliseconds, milliseconds, 11, 0, 0, 0].map(number));
    let fields = FIELDS.iter().enumerate().map(|(place, name)| {
        json!({ "name": name, "ord": place, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "media": [] })
    });
    let note_type = json!({ NOTE_TYPE.to_string(): {
        "id": NOTE_TYPE, "name": "Lectern", "type": 0, "mod": seconds, "usn": -1, "sortf": 0, "did": DECK,
        "tmpls": [{ "name": "Card", "ord": 0, "qfmt": QUESTION_SIDE, "afmt": ANSWER_SIDE, "did": null, "bqfmt": "", "bafmt": "" }],
        "flds": fields.collect::<Vec<Json>>(), "css": STYLE, "latexPre": "", "latexPost": "",
        "tags": [], "vers": [], "req": [[0, "any", [0]]],
    } });
    let decks = json!({ "1": deck(1, "Default", seconds), DECK.to_string(): deck(DECK, "Lectern", seconds) });
    let conf = json!({
        "activeDecks": [1], "addToCur": true, "collapseTime": 1200, "curDeck": 1, "dueCounts": true,
        "curModel": NOTE_TYPE.to_string(), "estTimes": true, "newBury": true, "newSpread": 0, "nextPos": 1,
        "sortBackwards": false, "sortType": "noteFld", "timeLim": 0,
    });
    row.extend([conf, note_type, decks, options(), json!({})].map(|json| text(json.to_string())));
    row
}

fn deck(id: i64, name: &str, seconds: i64) -> Json {
    json!({
        "id": id, "name": name, "desc": "", "conf": 1, "dyn": 0, "collapsed": false, "extendNew": 0,
        "extendRev": 50, "lrnToday": [0, 0], "newToday": [0, 0], "revToday": [0, 0], "timeToday": [0, 0],
        "mod": seconds, "usn": -1,
    })
}

/// Anki's own options for a deck.
fn options() -> Json {
    json!({ "1": {
        "id": 1, "name": "Default", "autoplay": true, "maxTaken": 60, "mod": 0, "replayq": true, "timer": 0, "usn": 0,
        "lapse": { "delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0 },
        "new": { "bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20, "separate": true },
        "rev": { "bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100 },
    } })
}
