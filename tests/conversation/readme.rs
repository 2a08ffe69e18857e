//! What the README shows a newcomer is what a newcomer gets.

use std::fs;
use std::path::Path;

use lectern::conversation::command::{Command, Grammar, TABLE};
use lectern::conversation::quiz::Quiz;
use lectern::conversation::request::{Request, Said};
use lectern::platforms::terminal;
use std::time::SystemTime;

use crate::dialogue::{bot_over_the_corpus, held_with, runtime};

#[test]
fn the_first_conversation_is_real() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (begin, end) = (
        "<!-- conversation -->\n```text\n",
        "\n```\n<!-- /conversation -->",
    );
    let (_, rest) = readme.split_once(begin).unwrap();
    let (shown, _) = rest.split_once(end).unwrap();
    let lines: Vec<&str> = shown
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .collect();
    let held = held_with(&bot_over_the_corpus(), &lines);
    assert!(
        shown == held,
        "README.md shows another conversation than this one:\n\n{held}"
    );
}

#[test]
fn every_example_of_the_table_finds_something_in_the_papers_that_ship() {
    let bot = bot_over_the_corpus();
    let grammar = Grammar {
        prefixes: &["/".to_owned()],
        direct: true,
    };
    for spec in TABLE {
        let command = Command::from_line(spec.example, &grammar).expect(spec.example);
        if Quiz::answers(&command) {
            // A round has to be played for most of them: see rounds.
            continue;
        }
        let request = Request {
            who: terminal::person(),
            room: terminal::room(),
            said: Said::Line(spec.example.to_owned()),
            name: None,
            moderates: false,
            at: SystemTime::now(),
        };
        let reply = runtime().block_on(bot.answer(&request));
        assert!(reply.found, "{} finds nothing", spec.example);
    }
}
