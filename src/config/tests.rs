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
    layer.settle(Path::new("config"), &mut config).unwrap();
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
    let sections = ["database", "discord", "limits", "matrix", "quiz", "search"];
    keys.retain(|key| !sections.contains(&key.as_str()));
    for section in sections {
        let expected = expected(&format!("{section}.unheard = 1"));
        keys.extend(expected.iter().map(|key| format!("{section}.{key}")));
    }
    assert_eq!(keys, KEYS);
}

#[test]
fn relative_paths_start_from_the_folder_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    fs::write(
        &file,
        "corpus = [\"a\", \"/b\"]\ndata = \"d\"\nindex = \"../i\"\nquiz.lists = \"lists\"\n",
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
    assert_eq!(config.quiz.lists, [folder.path().join("lists")]);
    assert!(config.quiz.polls);
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
        "LECTERN_QUIZ_LISTS" => Some("week1.yaml".to_owned()),
        "LECTERN_INDEX" => Some(String::new()),
        _ => None,
    };
    let config = Config::load(Some(&file), &environment).unwrap();
    assert_eq!(config.corpus, [Path::new("papers"), Path::new("/more")]);
    assert_eq!(config.data, folder.path().join("d"));
    assert_eq!(config.index, None);
    assert_eq!(config.search.results, 5);
    assert_eq!(config.quiz.lists, [Path::new("week1.yaml")]);
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
        refused("http.listen = \"x\""),
        @"…/lectern.toml, line 1: there is no key “http”; the keys are corpus, data, index, database.url, database.url_file, discord.application_id, discord.guilds, discord.proxy, discord.shards, discord.token_file, limits.per_minute, matrix.allowed_inviters, matrix.homeserver, matrix.password_file, matrix.prefix, matrix.token_file, matrix.user, quiz.lists, quiz.polls, search.results"
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

#[test]
fn ids_are_numbers_or_text_and_shards_some_of_all() {
    let set = "[discord]\napplication_id = 123456789012345678\nguilds = [1, \"2\"]\nshards = \"0-3/8\"\nproxy = \"http://localhost:1/\"";
    let discord = load(set).unwrap().discord;
    assert_eq!(
        discord.application_id.as_deref(),
        Some("123456789012345678")
    );
    assert_eq!(discord.guilds, ["1", "2"]);
    assert_eq!(discord.proxy.as_deref(), Some("http://localhost:1"));
    let (first, last, of) = (0, 3, 8);
    assert_eq!(discord.shards, Shards::Range { first, last, of });
    let (last, of) = (1, 2);
    let shards = load("discord.shards = 2").unwrap().discord.shards;
    assert_eq!(shards, Shards::Range { first, last, of });
    for wrong in ["\"3-1/8\"", "\"0-8/8\"", "0", "\"all\"", "true"] {
        assert!(
            load(&format!("discord.shards = {wrong}")).is_err(),
            "{wrong}"
        );
    }
    insta::assert_snapshot!(
        refused("[discord]\nproxy = \"localhost\""),
        @"…/lectern.toml, line 2: “discord.proxy” must be an address that begins with http:// or https://"
    );
    insta::assert_snapshot!(
        refused("[discord]\nguilds = [\"study\"]"),
        @"…/lectern.toml, line 2: “discord.guilds” must be a list of ids of Discord’s, which are long numbers"
    );
    insta::assert_snapshot!(
        refused("limits.per_minute = -1"),
        @"…/lectern.toml, line 1: “limits.per_minute” must be a whole number, 0 for no limit"
    );
}

#[test]
fn a_token_comes_from_a_file_or_the_environment_and_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lectern.toml");
    fs::write(&file, "discord.token_file = \"token\"").unwrap();
    let missing = Config::load(Some(&file), &unset).unwrap_err();
    assert!(
        missing.to_string().contains("discord.token_file"),
        "{missing}"
    );
    fs::write(folder.path().join("token"), "Bot one\n").unwrap();
    let config = Config::load(Some(&file), &unset).unwrap();
    assert_eq!(config.discord.token, Some(Secret("one".to_owned())));
    let environment = |name: &str| (name == DISCORD_TOKEN).then(|| "two".to_owned());
    let config = Config::load(Some(&file), &environment).unwrap();
    assert_eq!(config.discord.token, Some(Secret("two".to_owned())));
    assert!(!format!("{config:?}").contains("two"));
}

#[test]
fn the_environment_sets_discord_as_well() {
    let environment = |name: &str| match name {
        "LECTERN_DISCORD_PROXY" => Some("http://127.0.0.1:1".to_owned()),
        "LECTERN_DISCORD_GUILDS" => Some("1, 2".to_owned()),
        "LECTERN_LIMITS_PER_MINUTE" => Some("0".to_owned()),
        _ => None,
    };
    let config = Config::load(Some(Path::new("config/lectern.toml")), &environment).unwrap();
    assert_eq!(config.discord.proxy.as_deref(), Some("http://127.0.0.1:1"));
    assert_eq!(
        (config.discord.guilds.len(), config.limits.per_minute),
        (2, 0)
    );
}

#[test]
fn the_keys_of_matrix_are_read_and_wrong_ones_refused() {
    let set = "[matrix]\nhomeserver = \"http://127.0.0.1:8008/\"\nuser = \"@l:localhost\"\nprefix = \"!l \"\nallowed_inviters = [\"@ana:localhost\", \"@*:b.org\", \"*\"]";
    let matrix = load(set).unwrap().matrix;
    assert_eq!(matrix.homeserver.as_deref(), Some("http://127.0.0.1:8008"));
    assert_eq!(
        (matrix.user.as_deref(), matrix.prefix.as_str()),
        (Some("@l:localhost"), "!l ")
    );
    assert_eq!(matrix.allowed_inviters.len(), 3);
    assert!(!Config::default().matrix.is_configured());
    for wrong in [
        "user = \"lectern\"",
        "user = \"@lectern\"",
        "user = \"@l:exa mple\"",
        "homeserver = \"ftp://a\"",
        "homeserver = \"https://\"",
        "homeserver = \"\"",
        "prefix = \"\"",
        "prefix = \" !\"",
        "prefix = 1",
        "allowed_inviters = [\"ana\"]",
        "allowed_inviters = [\"@ana\"]",
    ] {
        let error = refused(&format!("[matrix]\n{wrong}"));
        assert!(error.contains("line 2: “matrix."), "{wrong}: {error}");
    }
    insta::assert_snapshot!(
        refused("[matrix]\nallowed_inviter = []"),
        @"…/lectern.toml, line 2: there is no key “matrix.allowed_inviter”; did you mean “matrix.allowed_inviters”?"
    );
}

#[test]
fn the_secrets_of_matrix_come_from_files_or_the_environment_and_are_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lectern.toml");
    fs::write(&file, "matrix.password_file = \"word\"").unwrap();
    let missing = Config::load(Some(&file), &unset).unwrap_err();
    let missing = missing.to_string();
    assert!(missing.contains("matrix.password_file"), "{missing}");
    fs::write(folder.path().join("word"), " with spaces \r\n").unwrap();
    let config = Config::load(Some(&file), &unset).unwrap();
    let secret = |text: &str| Some(Secret(text.to_owned()));
    assert_eq!(config.matrix.password, secret(" with spaces "));
    let environment = |name: &str| match name {
        "LECTERN_MATRIX_PASSWORD" => Some("hidden-1".to_owned()),
        "LECTERN_MATRIX_TOKEN" => Some("hidden-2\n".to_owned()),
        "LECTERN_MATRIX_USER" => Some("@l:localhost".to_owned()),
        "LECTERN_MATRIX_PREFIX" => Some("!l ".to_owned()),
        "LECTERN_MATRIX_ALLOWED_INVITERS" => Some("@a:b, *".to_owned()),
        _ => None,
    };
    let config = Config::load(Some(&file), &environment).unwrap();
    assert_eq!(config.matrix.password, secret("hidden-1"));
    assert_eq!(config.matrix.token, secret("hidden-2"));
    assert_eq!(config.matrix.allowed_inviters, ["@a:b", "*"]);
    assert_eq!(config.matrix.prefix, "!l ");
    assert!(!format!("{config:?}").contains("hidden"));
}

#[test]
fn the_url_of_a_database_comes_from_the_file_another_file_or_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    fs::write(folder.path().join("url"), "postgres://a:secret@b/c\n").unwrap();
    fs::write(&file, "database.url_file = \"url\"\n").unwrap();
    let config = Config::load(Some(&file), &unset).unwrap();
    let url = Secret("postgres://a:secret@b/c".to_owned());
    assert_eq!(config.database.url, Some(url));
    assert!(!format!("{config:?}").contains("secret"));
    let environment = |name: &str| {
        let url = "postgresql://d/e".to_owned();
        (name == "LECTERN_DATABASE_URL").then_some(url)
    };
    let config = Config::load(Some(&file), &environment).unwrap();
    let url = Secret("postgresql://d/e".to_owned());
    assert_eq!(config.database.url, Some(url));
    let config = load("[database]\nurl = \"postgres://localhost/x\"\n").unwrap();
    let url = Secret("postgres://localhost/x".to_owned());
    assert_eq!(config.database.url, Some(url));
}

#[test]
fn a_wrong_url_of_a_database_is_refused_and_not_shown() {
    let must =
        "must be the URL of a PostgreSQL database, as in postgres://lectern@localhost/lectern";
    for url in [
        "mysql://a:secret@b/c",
        "postgres://",
        "a secret",
        "secret.sqlite",
    ] {
        let told = refused(&format!("[database]\nurl = \"{url}\"\n"));
        assert_eq!(
            told,
            format!("…/lectern.toml, line 2: “database.url” {must}")
        );
        let environment = |name: &str| (name == "LECTERN_DATABASE_URL").then(|| url.to_owned());
        let told = Config::load(None, &environment).unwrap_err().to_string();
        assert_eq!(
            told,
            format!("the environment variable LECTERN_DATABASE_URL {must}")
        );
        let folder = tempfile::tempdir().unwrap();
        let (file, named) = (folder.path().join("x.toml"), folder.path().join("url"));
        fs::write(&file, "database.url_file = \"url\"\n").unwrap();
        fs::write(named, url).unwrap();
        let told = Config::load(Some(&file), &unset).unwrap_err().to_string();
        assert_eq!(
            told,
            format!("what the file of “database.url_file” holds {must}")
        );
    }
}
