//! The grammar, sentence by sentence.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod agreement;
mod mistakes;
mod round_trip;

use super::*;

fn prefixes() -> Vec<String> {
    vec!["/".to_owned(), "!".to_owned()]
}

/// Reads a line as in a direct room.
fn said(line: &str) -> Result<Command, Mistake> {
    let prefixes = prefixes();
    let direct = true;
    Command::from_line(
        line,
        &Grammar {
            prefixes: &prefixes,
            direct,
        },
    )
}

/// The canonical form of what a line says.
fn means(line: &str) -> String {
    said(line).map_or_else(|mistake| mistake.to_string(), |command| command.to_string())
}

#[test]
fn a_line_is_a_command_with_or_without_a_prefix_and_else_a_search() {
    let search = "/search buffer state";
    assert_eq!(means("/search buffer state"), search);
    assert_eq!(means("!search buffer state"), search);
    assert_eq!(means("search  buffer\tstate "), search);
    assert_eq!(means("buffer state"), search);
    assert_eq!(means("Search buffer state"), search);
    assert_eq!(means("about"), "/about");
    assert_eq!(means("aboutness"), "/search aboutness");
    assert_eq!(means("!!!"), "/search !!!");
    assert_eq!(means("/ 2"), "/search / 2");
}

#[test]
fn talk_is_what_no_letter_follows_a_prefix_in() {
    let prefixes = prefixes();
    let room = Grammar {
        prefixes: &prefixes,
        direct: false,
    };
    for talk in [
        "",
        "hello",
        "!",
        "! search x",
        "!!",
        "/2",
        "search x",
        "...",
        "!?",
    ] {
        assert!(is_talk(talk, &room), "{talk}");
    }
    for command in ["!search x", " /x", "/über"] {
        assert!(!is_talk(command, &room), "{command}");
    }
    let room = Grammar {
        direct: true,
        ..room
    };
    assert!(!is_talk("hello", &room) && is_talk("  ", &room));
}

#[test]
fn the_longest_prefix_counts() {
    let prefixes = ["!".to_owned(), "!lectern-".to_owned()];
    let room = Grammar {
        prefixes: &prefixes,
        direct: false,
    };
    let command = Command::from_line("!lectern-about", &room).unwrap();
    assert_eq!(command.name(), "about");
}

#[test]
fn a_line_without_a_command_is_no_command_where_others_talk() {
    let prefixes = prefixes();
    let room = Grammar {
        prefixes: &prefixes,
        direct: false,
    };
    let mistake = Command::from_line("buffer state", &room).unwrap_err();
    assert_eq!(mistake.wrong, Wrong::Talk("buffer state".to_owned()));
    assert_eq!(mistake.suggestions, ["/search buffer state"]);
}

#[test]
fn options_stand_anywhere_and_the_rest_is_free_text() {
    assert_eq!(
        means("search buffer from:1990 state paper:\"theory of international politics\""),
        "/search buffer state paper:\"theory of international politics\" from:1990"
    );
    assert_eq!(means("search query:\"a b\" page:1"), "/search a b");
    assert_eq!(
        means("search x Mode:ALL PRIVATE:true"),
        "/search x mode:all private:yes"
    );
    assert_eq!(means("search x private:no"), "/search x");
}

#[test]
fn quotes_and_backslashes_are_escaped_in_quotes_only() {
    let Command::Search(search) = said(r#"search x paper:"a \"b\" \\ \c" section:d\"e"#).unwrap()
    else {
        panic!("a search");
    };
    assert_eq!(search.paper.as_deref(), Some(r#"a "b" \ \c"#));
    assert_eq!(search.section.as_deref(), Some(r#"d\"e"#));
}

#[test]
fn curly_quotes_of_phones_quote_a_value() {
    let paper = "/search x paper:\"balance of power\"";
    assert_eq!(means("search x paper:“balance of power”"), paper);
    assert_eq!(means("search x paper:„balance of power“"), paper);
    assert_eq!(means("search paper:“balance of power”x"), paper);
}

#[test]
fn a_quoted_free_text_keeps_its_quotes() {
    assert_eq!(
        means("search \"buffer state\" \\ x"),
        "/search \"buffer state\" \\ x"
    );
}

#[test]
fn a_word_with_a_colon_is_an_option_only_where_it_looks_like_one() {
    for text in [
        "power: a history",
        "paper: x",
        "paper:",
        "https://example.org",
        "paper:/x",
        "ps4:x",
        "naïve:x",
        "realism:x",
        "liang2014:10",
        ":x",
    ] {
        assert_eq!(means(&format!("search {text}")), format!("/search {text}"));
    }
    assert_eq!(means("search x papr:y"), "“/search” has no option “papr”.");
    assert_eq!(
        means("search x before:1"),
        "“/search” has no option “before”."
    );
}

#[test]
fn what_follows_two_hyphens_is_free_text() {
    assert_eq!(means("search -- paper:x"), "/search -- paper:x");
    assert_eq!(
        means("search a page:2 -- b -- c"),
        "/search page:2 -- a b -- c"
    );
    assert_eq!(means("search a --b"), "/search a --b");
    assert_eq!(means("search x --"), "/search x");
}

#[test]
fn a_passage_in_free_text_is_told_from_a_paper() {
    assert_eq!(means("related Liang2014:3"), "/related liang2014:3");
    assert_eq!(means("related paper:x:3"), "/related paper:x:3");
    let Command::Related(related) = said("related balance of power").unwrap() else {
        panic!("related");
    };
    assert_eq!(related.paper.as_deref(), Some("balance of power"));
}

#[test]
fn control_characters_and_white_space_are_one_space() {
    assert_eq!(
        means("search buffer\u{0}\u{1b}state\r\nx"),
        "/search buffer state x"
    );
    assert_eq!(
        means("search \u{7}"),
        "“/search” needs “query”: what to look for, in plain words."
    );
    assert_eq!(means("search x paper:\"\""), "/search x");
}

#[test]
fn a_command_knows_its_page_and_who_may_see_the_answer() {
    let search = said("search x page:3 private:yes").unwrap();
    assert_eq!((search.page(), search.is_private()), (3, true));
    let before = search.page_before().unwrap();
    assert_eq!(before.to_string(), "/search x page:2 private:yes");
    let first = before.page_before().unwrap();
    assert_eq!(first.to_string(), "/search x private:yes");
    assert_eq!(first.page_before(), None);
    assert_eq!(first.for_the_room().to_string(), "/search x");
    let cite = said("cite liang2014 page:12").unwrap();
    assert_eq!((cite.page(), cite.page_before()), (1, None));
    assert_eq!(cite.for_the_room(), cite);
}
