//! The table, the typed options and the help agree.

use super::*;

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
        Kind::PassageId => "liang2014:10".to_owned(),
        Kind::Pages => "12-14".to_owned(),
        Kind::Time => "18:00".to_owned(),
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
            let alternatives = spec.alternatives();
            if let Some(first) = alternatives.first().and_then(|name| spec.option(name))
                && !alternatives.contains(&option.name)
            {
                options.push((first.name.to_owned(), sample(first.kind)));
            }
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
    assert_eq!(takes("query"), "any text; required");
    assert_eq!(takes("results"), "a whole number from 1 to 5");
    assert_eq!(takes("mode"), "any, all or phrase; any if not given");
    assert_eq!(help(None).unwrap().rows.len(), TABLE.len());
    assert_eq!(help(Some("serach")), None);
}

#[test]
fn the_reference_has_one_row_a_command() {
    let reference = reference();
    let row = "| `/source` | `paper` (a paper’s key or title; required) | Show a paper’s card: \
               bibliographic data, sections and counts | `/source liang2014` |";
    assert!(reference.lines().any(|line| line == row), "{reference}");
    assert_eq!(reference.lines().count(), TABLE.len() + 2);
}
