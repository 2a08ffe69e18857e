//! Where the configuration comes from, and which setting wins.

use crate::place::{Ended, HERONS, Place, QUARRIES};

fn place() -> Place {
    let place = Place::empty();
    place.write("birds/herons.md", HERONS);
    place.write("stones/quarries.md", QUARRIES);
    place
}

/// The keys that `/papers` shows, in order.
fn papers(mut command: std::process::Command) -> Vec<String> {
    let ended = Ended::from(command.output().unwrap()).with(0);
    let reply: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let blocks = reply["blocks"].as_array().unwrap().iter();
    blocks
        .filter_map(|block| Some(block.get("key")?.as_str()?.to_owned()))
        .collect()
}

const ASK: &[&str] = &["ask", "--format", "json", "/papers"];

#[test]
fn a_file_names_folders_from_its_own_folder() {
    let place = place();
    place.write(
        "etc/lectern.toml",
        "corpus = \"../birds\"\ndata = \"kept\"\n",
    );
    let command = place.bare(&[ASK, &["--config", "etc/lectern.toml"]].concat());
    assert_eq!(papers(command), ["fenwick2003"]);
    assert!(place.path("etc/kept").is_dir());
}

#[test]
fn the_usual_file_is_found_the_environment_is_above_it_and_the_line_above_both() {
    let place = place();
    place.write(
        "config/lectern.toml",
        "corpus = \"../birds\"\ndata = \"../data\"\n",
    );
    assert_eq!(papers(place.bare(ASK)), ["fenwick2003"]);
    let mut command = place.bare(ASK);
    command.env("LECTERN_CORPUS", "stones");
    assert_eq!(papers(command), ["okafor1987"]);
    let mut command = place.bare(&[ASK, &["--corpus", "birds"]].concat());
    command.env("LECTERN_CORPUS", "stones");
    assert_eq!(papers(command), ["fenwick2003"]);
    let mut command = place.bare(ASK);
    command.env("LECTERN_DATA", "elsewhere");
    papers(command);
    assert!(place.path("elsewhere").is_dir());
}

#[test]
fn results_are_as_many_as_configured() {
    let place = Place::with_papers();
    let shown = |setting: &str| {
        let mut command = place.command(&["ask", "--format", "json", "heron"]);
        command.env("LECTERN_SEARCH_RESULTS", setting);
        let ended = Ended::from(command.output().unwrap()).with(0);
        ended.out.matches("\"type\":\"passage\"").count()
    };
    assert_eq!((shown("1"), shown("2")), (1, 2));
}

#[test]
fn an_index_folder_can_be_shared_by_name() {
    let place = Place::with_papers();
    place.write(
        "lectern.toml",
        "corpus = \"corpus\"\ndata = \"data\"\nindex = \"shared\"\n",
    );
    let command = place.bare(&[ASK, &["--config", "lectern.toml"]].concat());
    assert_eq!(papers(command), ["fenwick2003", "okafor1987"]);
    assert!(place.path("shared/current").is_file());
}

#[test]
fn what_is_wrong_in_a_configuration_is_told_with_its_line_and_ends_with_2() {
    let place = Place::with_papers();
    for (text, sentence) in [
        (
            "data = \"d\"\ncorpsu = \"x\"\n",
            "lectern.toml, line 2: there is no key “corpsu”; did you mean “corpus”?",
        ),
        (
            "[serch]\nresults = 3\n",
            "lectern.toml, line 1: there is no key “serch”; did you mean “search”?",
        ),
        (
            "corpus = 3\n",
            "lectern.toml, line 1: “corpus” must be a folder, or a list of at least one, in quotes",
        ),
        (
            "[search]\nresults = 9\n",
            "lectern.toml, line 2: “search.results” must be a whole number from 1 to 5",
        ),
        ("corpus = [\n", "lectern.toml, line 1: this is not TOML: "),
    ] {
        place.write("lectern.toml", text);
        for subcommand in [
            &["ask", "heron"][..],
            &["index"],
            &["chat"],
            &["run"],
            &["check"],
        ] {
            let mut command = place.bare(subcommand);
            let output = command.args(["--config", "lectern.toml"]).output().unwrap();
            let ended = Ended::from(output).with(2);
            assert!(
                ended.err.starts_with(&format!("lectern: {sentence}")),
                "{}",
                ended.err
            );
            assert_eq!((ended.err.lines().count(), ended.out.as_str()), (1, ""));
        }
    }
}

#[test]
fn a_named_file_that_is_not_there_and_a_wrong_variable_end_with_2() {
    let place = Place::with_papers();
    let ended = place
        .run(&["ask", "heron", "--config", "nowhere.toml"])
        .with(2);
    assert!(
        ended
            .err
            .starts_with("lectern: the configuration nowhere.toml cannot be read"),
        "{}",
        ended.err
    );
    let mut command = place.command(&["ask", "heron"]);
    let ended = Ended::from(
        command
            .env("LECTERN_SEARCH_RESULTS", "many")
            .output()
            .unwrap(),
    )
    .with(2);
    assert_eq!(
        ended.err,
        "lectern: the environment variable LECTERN_SEARCH_RESULTS must be a whole number from 1 to 5, not “many”\n"
    );
}
