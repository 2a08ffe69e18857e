//! The grammar, sentence by sentence, and the table held to the typed options.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use proptest::prelude::*;

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

/// A mistake as a person gets to see it.
fn hint(line: &str) -> String {
    let mistake = said(line).unwrap_err();
    let lines = [
        vec![mistake.to_string(), mistake.usage.to_owned()],
        mistake.suggestions,
    ];
    lines.concat().join("\n")
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
        "waltz1979:14",
        ":x",
    ] {
        assert_eq!(means(&format!("search {text}")), format!("/search {text}"));
    }
    assert_eq!(means("search x papr:y"), "There is no option “papr” here.");
    assert_eq!(
        means("search x before:1"),
        "There is no option “before” here."
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
    assert_eq!(means("related Waltz1979:3"), "/related waltz1979:3");
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
    assert_eq!(means("search \u{7}"), "“query” is missing.");
    assert_eq!(means("search x paper:\"\""), "/search x");
}

#[test]
fn every_mistake_names_the_way_out() {
    insta::assert_snapshot!(hint("/serach buffer state page:2"), @r"
    There is no command “serach”.
    /search buffer state from:1990
    /search buffer state page:2
    ");
    insta::assert_snapshot!(hint("/quux buffer state"), @r"
    There is no command “quux”.
    /help
    /search buffer state
    ");
    insta::assert_snapshot!(hint("/search x papr:y autor:z"), @r"
    There is no option “papr” here.
    /search buffer state from:1990
    /search x paper:y author:z
    /search -- x papr:y autor:z
    ");
    insta::assert_snapshot!(hint("/search x page:1 page:2"), @r"
    The option “page” is given twice.
    /search buffer state from:1990
    /search x
    /search x page:2
    ");
    insta::assert_snapshot!(hint("/search x mode:al"), @r"
    “mode” must be any or all or phrase, not “al”.
    /search buffer state from:1990
    /search x mode:all
    ");
    insta::assert_snapshot!(hint("/search x results:9"), @r"
    “results” must be a whole number from 1 to 5, not “9”.
    /search buffer state from:1990
    /search x results:5
    ");
    insta::assert_snapshot!(hint("/search x from:2000 to:1990"), @r"
    “from” is later than “to”.
    /search buffer state from:1990
    /search x from:1990 to:2000
    ");
    insta::assert_snapshot!(hint("/search x paper:\"balance of power"), @r#"
    The quotation mark after “paper:” is never closed.
    /search buffer state from:1990
    /search x paper:"balance of power"
    "#);
    insta::assert_snapshot!(hint("/passage waltz1979"), @r"
    “id” must be a passage, as in waltz1979:14, not “waltz1979”.
    /passage waltz1979:14 before:1 after:1
    /passage waltz1979:1
    ");
    insta::assert_snapshot!(hint("/source"), @r"
    “paper” is missing.
    /source waltz1979
    ");
    insta::assert_snapshot!(hint("/related"), @r"
    One of “passage” and “paper” is missing.
    /related waltz1979:14
    ");
    insta::assert_snapshot!(hint("/related passage:walt1987:1 paper:b"), @r"
    Only one of “passage” and “paper” can be given.
    /related waltz1979:14
    /related walt1987:1
    /related b
    ");
    insta::assert_snapshot!(hint("/help serach"), @r"
    “command” must be the name of a command, not “serach”.
    /help search
    /help search
    ");
}

#[test]
fn a_line_that_happens_to_begin_with_a_command_may_be_a_search() {
    insta::assert_snapshot!(hint("about the cold war"), @r"
    Nothing can follow here, but “the cold war” does.
    /about
    /about
    /search the cold war
    /search about the cold war
    ");
    insta::assert_snapshot!(hint("passage of arms"), @r"
    “id” must be a passage, as in waltz1979:14, not “of arms”.
    /passage waltz1979:14 before:1 after:1
    /search passage of arms
    ");
}

#[test]
fn what_is_longer_than_a_question_is_refused_with_its_length() {
    assert!(said(&"x".repeat(LONGEST_VALUE)).is_ok());
    let mistake = said(&format!("/search {}", "x".repeat(LONGEST_VALUE + 1))).unwrap_err();
    assert_eq!(mistake.wrong, Wrong::TooLong("query", LONGEST_VALUE + 1));
    assert!(mistake.suggestions.is_empty());
}

#[test]
fn many_unknown_options_are_answered_at_once() {
    let line = format!("/search x{}", " papr:y".repeat(2_000));
    assert!(matches!(
        said(&line).unwrap_err().wrong,
        Wrong::UnknownOption(..)
    ));
}

#[test]
fn the_examples_of_the_table_are_right() {
    for spec in TABLE {
        assert_eq!(means(spec.example), spec.example);
    }
}

/// What serde says it would have taken, from its message about what it does not take.
fn taken(command: Value) -> Vec<String> {
    let error = serde_json::from_value::<Command>(command)
        .unwrap_err()
        .to_string();
    let quoted = error.split('`').skip(1).step_by(2);
    quoted.skip(1).map(str::to_owned).collect()
}

#[test]
fn the_table_and_the_typed_options_have_the_same_names() {
    let unknown = serde_json::json!({ "unheard": {} });
    assert_eq!(taken(unknown), names().collect::<Vec<_>>());
    for spec in TABLE {
        let unknown = serde_json::json!({ spec.name: { "unheard": 1 } });
        let options: Vec<_> = spec.options.iter().map(|option| option.name).collect();
        assert_eq!(taken(unknown), options, "{}", spec.name);
    }
}

/// A value of a kind that is not the default of any option.
fn sample(kind: Kind) -> String {
    match kind {
        Kind::Year => "1990".to_owned(),
        Kind::Whole { to, .. } => to.to_string(),
        Kind::Choice(words) => words[words.len() - 1].to_owned(),
        Kind::Flag => "yes".to_owned(),
        Kind::CommandName => "search".to_owned(),
        Kind::PassageId => "waltz1979:14".to_owned(),
        _ => "two words".to_owned(),
    }
}

#[test]
fn every_option_reaches_its_command_and_comes_back() {
    for spec in TABLE {
        for option in spec.options {
            let mut options = vec![(option.name.to_owned(), sample(option.kind))];
            let needed = spec
                .options
                .iter()
                .filter(|other| other.required && *other != option);
            options.extend(needed.map(|other| (other.name.to_owned(), sample(other.kind))));
            let command = Command::from_options(spec.name, &options).unwrap();
            let (_, values) = command.parts().unwrap();
            assert_eq!(written(&values[option.name]), sample(option.kind));
            assert_eq!(said(&command.to_string()), Ok(command));
        }
    }
}

#[test]
fn the_defaults_of_the_table_are_those_of_the_typed_options() {
    for spec in TABLE {
        let needed =
            |option: &&Opt| option.required || spec.alternatives().first() == Some(&option.name);
        let given: Vec<_> = spec.options.iter().filter(needed).collect();
        let given: Vec<_> = given
            .iter()
            .map(|option| (option.name.to_owned(), sample(option.kind)))
            .collect();
        let bare = Command::from_options(spec.name, &given).unwrap();
        for option in spec.options {
            let Some(default) = option.default else {
                continue;
            };
            let stated = [
                given.clone(),
                vec![(option.name.to_owned(), default.to_owned())],
            ];
            let stated = Command::from_options(spec.name, &stated.concat()).unwrap();
            assert_eq!(stated, bare, "{} {}", spec.name, option.name);
        }
    }
}

#[test]
fn help_tells_what_an_option_takes_and_what_stands_without_it() {
    let topic = help(Some("Related")).unwrap();
    assert_eq!(topic.heading, "/related");
    assert_eq!(
        topic.text,
        "Find the nearest passages of other papers, and the terms they share. \
         Words without an option are its passage or paper."
    );
    let topic = help(Some("search")).unwrap();
    let takes = |name: &str| topic.rows.iter().find(|row| row[0] == name).unwrap()[2].clone();
    assert_eq!(takes("query"), "text; required");
    assert_eq!(takes("results"), "a whole number from 1 to 5");
    assert_eq!(takes("mode"), "any or all or phrase; any if not given");
    assert_eq!(help(None).unwrap().rows.len(), TABLE.len());
    assert_eq!(help(Some("serach")), None);
}

#[test]
fn the_reference_has_one_row_a_command() {
    let reference = reference();
    let row = "| `/source` | `paper` (a paper’s key or title; required) | Show a paper's card: \
               bibliographic data, sections and counts | `/source waltz1979` |";
    assert!(reference.lines().any(|line| line == row), "{reference}");
    assert_eq!(reference.lines().count(), TABLE.len() + 2);
}

fn completed(line: &str) -> (String, Vec<String>) {
    let values = |of, begun: &str| match of {
        Choices::Papers => vec![format!("{begun}1979")],
        Choices::Authors => vec!["Kenneth N. Waltz".to_owned()],
        Choices::Sections | Choices::Tags => Vec::new(),
    };
    let Completion { from, candidates } = complete(line, line.len(), &values);
    (line[..from].to_owned(), candidates)
}

#[test]
fn what_is_typed_is_completed_from_the_table_and_the_library() {
    let completes = |line, kept: &str, candidates: &[&str]| {
        assert_eq!(
            completed(line),
            (
                kept.to_owned(),
                candidates.iter().map(|c| (*c).to_owned()).collect()
            )
        );
    };
    completes("/se", "/", &["search"]);
    completes("pa", "", &["passage", "papers"]);
    completes("/search x pa", "/search x ", &["paper:", "page:"]);
    completes("/search x page:2 pa", "/search x page:2 ", &["paper:"]);
    completes("/search x paper:wal", "/search x paper:", &["wal1979"]);
    completes(
        "/search x author:",
        "/search x author:",
        &["\"Kenneth N. Waltz\""],
    );
    completes(
        "/search x author:\"ken",
        "/search x author:",
        &["\"Kenneth N. Waltz\""],
    );
    completes("/search x mode:p", "/search x mode:", &["phrase"]);
    completes("/source wal", "/source ", &["wal1979"]);
    completes("/help pas", "/help ", &["passage"]);
    completes("buffer state fr", "buffer state ", &["from:"]);
    completes("/search x -- pap", "/search x ", &[]);
    completes("/unheard", "/", &[]);
}

#[test]
fn a_cursor_inside_a_letter_completes_nothing_and_does_not_panic() {
    for cursor in 0..12 {
        complete("/süche “ä", cursor, &|_, _| Vec::new());
    }
}

fn value(kind: Kind) -> BoxedStrategy<String> {
    match kind {
        Kind::Year => (1..=9999u32).prop_map(|year| year.to_string()).boxed(),
        Kind::Whole { from, to } => (from..=to).prop_map(|number| number.to_string()).boxed(),
        Kind::Choice(words) => proptest::sample::select(words.to_vec())
            .prop_map(str::to_owned)
            .boxed(),
        Kind::Flag => prop_oneof!["yes", "no", "TRUE", "false"].boxed(),
        Kind::CommandName => proptest::sample::select(names().collect::<Vec<_>>())
            .prop_map(str::to_owned)
            .boxed(),
        Kind::PassageId => "[a-zA-Zäé\"“/]{1,6}[0-9]{0,4}:[1-9]".boxed(),
        _ => prop_oneof![
            "\\PC*",
            "([a-z]{0,3}|paper:|to:x|--|-- |\"|\\\\|“|”|/|:|\n|\t| |🙂|א|漢){0,12}",
        ]
        .boxed(),
    }
}

fn command() -> impl Strategy<Value = (&'static str, Vec<(String, String)>)> {
    let row = |spec: &'static Spec| {
        let options: Vec<_> = spec
            .options
            .iter()
            .map(|option| {
                let often = if option.required { 0.95 } else { 0.3 };
                let value = value(option.kind).prop_map(|value| (option.name.to_owned(), value));
                proptest::option::weighted(often, value)
            })
            .collect();
        (
            Just(spec.name),
            options.prop_map(|options| options.into_iter().flatten().collect()),
        )
    };
    proptest::sample::select(TABLE.iter().collect::<Vec<_>>()).prop_flat_map(row)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn formatting_and_parsing_again_gives_the_same_command((name, options) in command()) {
        if let Ok(command) = Command::from_options(name, &options) {
            let line = command.to_string();
            prop_assert_eq!(said(&line), Ok(command), "{}", line);
        }
    }

    #[test]
    fn any_line_is_a_command_or_a_mistake_whose_suggestions_are_right(line in "\\PC*") {
        for line in [line.clone(), format!("/{line}"), format!("search x {line}")] {
            if let Err(mistake) = said(&line) {
                for suggestion in mistake.suggestions {
                    prop_assert!(said(&suggestion).is_ok(), "{}", suggestion);
                }
            }
        }
    }
}
