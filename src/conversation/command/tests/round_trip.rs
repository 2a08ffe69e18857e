//! Properties of any command and of any line.

use proptest::prelude::*;

use super::*;

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
        Kind::Pages => "[0-9]{1,3}([-–][0-9]{1,3})?".boxed(),
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
