//! Files and environments, right and wrong.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use std::fs;

use super::*;

fn unset(_: &str) -> Option<String> {
    None
}

/// Loads a file of this text, and leaves its folder out of what is said about it.
fn load(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lectern.toml");
    fs::write(&file, text).unwrap();
    let path = folder.path().display().to_string();
    Config::load(Some(&file), &unset).map_err(|error| error.to_string().replace(&path, "…"))
}

fn refused(text: &str) -> String {
    load(text).unwrap_err()
}

#[test]
fn the_example_sets_every_key_to_its_default() {
    let example = include_str!("../../config/lectern.toml");
    let set: Vec<&str> = example
        .lines()
        .map(|line| {
            let shown = line
                .strip_prefix("# ")
                .filter(|line| !line.starts_with(' '));
            let sets_a_key = |line: &&str| {
                KEYS.iter().any(|key| {
                    let name = key.rsplit('.').next().unwrap();
                    line.strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with(" = "))
                })
            };
            shown.filter(sets_a_key).unwrap_or(line)
        })
        .collect();
    let layer: Layer = toml::from_str(&set.join("\n")).unwrap();
    assert!(layer.search.results.is_some(), "the default must be shown");
    let mut config = Config::default();
    layer.settle(Path::new("config"), &mut config);
    assert_eq!(config.corpus, [Path::new("config/../corpus")]);
    config.corpus = vec![PathBuf::from("corpus")];
    assert_eq!(config, Config::default());
    for key in KEYS {
        let name = key.rsplit('.').next().unwrap();
        assert!(
            example.contains(&format!("{name} = ")),
            "{key} is not explained"
        );
    }
}

#[test]
fn the_list_of_keys_is_that_of_the_file() {
    let expected = |text: &str| -> Vec<String> {
        let error = toml::from_str::<Layer>(text).unwrap_err();
        let names = error.message().split('`').skip(3).step_by(2);
        names.map(str::to_owned).collect()
    };
    let mut keys = expected("unheard = 1");
    keys.retain(|key| key != "search");
    keys.extend(
        expected("search.unheard = 1")
            .iter()
            .map(|key| format!("search.{key}")),
    );
    assert_eq!(keys, KEYS);
}

#[test]
fn relative_paths_start_from_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    fs::write(
        &file,
        "corpus = [\"a\", \"/b\"]\ndata = \"d\"\nindex = \"../i\"\n",
    )
    .unwrap();
    let config = Config::load(Some(&file), &unset).unwrap();
    assert_eq!(
        config.corpus,
        [folder.path().join("a"), PathBuf::from("/b")]
    );
    assert_eq!(config.data, folder.path().join("d"));
    assert_eq!(config.index, Some(folder.path().join("../i")));
    assert_eq!(config.search.results, 3);
}

#[test]
fn the_environment_overrides_single_keys() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    fs::write(
        &file,
        "corpus = \"a\"\ndata = \"d\"\n[search]\nresults = 2\n",
    )
    .unwrap();
    let papers = std::env::join_paths(["papers", "/more"]).unwrap();
    let environment = |name: &str| match name {
        "LECTERN_CORPUS" => Some(papers.to_str().unwrap().to_owned()),
        "LECTERN_SEARCH_RESULTS" => Some("5".to_owned()),
        "LECTERN_INDEX" => Some(String::new()),
        _ => None,
    };
    let config = Config::load(Some(&file), &environment).unwrap();
    assert_eq!(config.corpus, [Path::new("papers"), Path::new("/more")]);
    assert_eq!(config.data, folder.path().join("d"));
    assert_eq!(config.index, None);
    assert_eq!(config.search.results, 5);
}

#[test]
fn a_wrong_variable_is_named_with_what_it_may_be() {
    let environment = |name: &str| (name == "LECTERN_SEARCH_RESULTS").then(|| "many".to_owned());
    let error = Config::load(Some(Path::new("config/lectern.toml")), &environment).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the environment variable LECTERN_SEARCH_RESULTS must be a whole number from 1 to 5, \
         not “many”"
    );
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest_one() {
    insta::assert_snapshot!(
        refused("# papers\n\ncorpsu = \"a\""),
        @"…/lectern.toml, line 3: there is no key “corpsu”; did you mean “corpus”?"
    );
    insta::assert_snapshot!(
        refused("[search]\nresult = 3"),
        @"…/lectern.toml, line 2: there is no key “search.result”; did you mean “search.results”?"
    );
    insta::assert_snapshot!(
        refused("results = 3"),
        @"…/lectern.toml, line 1: there is no key “results”; did you mean “search.results”?"
    );
    insta::assert_snapshot!(
        refused("data = \"d\"\n[serach]\nresults = 3"),
        @"…/lectern.toml, line 2: there is no key “serach”; did you mean “search”?"
    );
    insta::assert_snapshot!(
        refused("database.url = \"x\""),
        @"…/lectern.toml, line 1: there is no key “database”; the keys are corpus, data, index, search.results"
    );
}

#[test]
fn a_wrong_value_is_refused_with_its_line_and_what_is_allowed() {
    insta::assert_snapshot!(
        refused("[search]\n\nresults = 6"),
        @"…/lectern.toml, line 3: “search.results” must be a whole number from 1 to 5"
    );
    insta::assert_snapshot!(
        refused("search = { results = \"3\" }"),
        @"…/lectern.toml, line 1: “search.results” must be a whole number from 1 to 5"
    );
    insta::assert_snapshot!(
        refused("search = 3"),
        @"…/lectern.toml, line 1: “search” must be a section of keys"
    );
    insta::assert_snapshot!(
        refused("corpus = [\n  \"a\",\n  3\n]"),
        @"…/lectern.toml, line 1: “corpus” must be a folder, or a list of at least one, in quotes"
    );
    insta::assert_snapshot!(
        refused("corpus = []"),
        @"…/lectern.toml, line 1: “corpus” must be a folder, or a list of at least one, in quotes"
    );
    insta::assert_snapshot!(
        refused("\ndata = true"),
        @"…/lectern.toml, line 2: “data” must be a folder, in quotes"
    );
    insta::assert_snapshot!(
        refused("index = \"\""),
        @"…/lectern.toml, line 1: “index” must be a folder, in quotes"
    );
}

#[test]
fn what_is_not_toml_is_refused_with_its_line() {
    insta::assert_snapshot!(refused("data = \"d\"\ncorpus = a b\n"), @"…/lectern.toml, line 2: this is not TOML: string values must be quoted, expected literal string");
    insta::assert_snapshot!(refused("data = \"d\"\ndata = \"e\"\n"), @"…/lectern.toml, line 2: this is not TOML: duplicate key");
}

#[test]
fn a_named_file_that_is_not_there_is_an_error() {
    let error = Config::load(Some(Path::new("nowhere/lectern.toml")), &unset).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }));
    assert!(error.to_string().contains("nowhere/lectern.toml"));
}
