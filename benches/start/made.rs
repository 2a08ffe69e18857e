//! How long it takes to make questions: a hundred of a large library, beside a search, as `lectern questions`
//! does; and all of a paper, beside `lectern index`, which reads it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use lectern::papers::read;
use lectern::study::make::{Wanted, make};
use lectern::study::material::Material;

use super::super::readable::{Readable, files};
use super::{middle, timed};

/// How many times the time of a search a hundred questions may take at most.
const MOST: f64 = 50.0;
/// How often a hundred are made, each time others.
const TIMES: usize = 20;
/// Beside a paper, so many others lend wrong answers.
const LENDING: usize = 5;
/// More than any of the papers gives.
const ALL: usize = 1_000;

/// Makes a hundred questions from an index, by the program itself.
pub(super) fn hundred(folder: &Path, index: &Path, search: f64) {
    let config = folder.join("lectern.toml");
    std::fs::write(&config, format!("index = \"{}\"\n", index.display())).unwrap();
    let mut made = Vec::new();
    let mut least = usize::MAX;
    for seed in 0..TIMES {
        let mut lectern = Command::new(env!("CARGO_BIN_EXE_lectern"));
        lectern.args([
            "questions",
            "--no-index",
            "--number",
            "100",
            "--format",
            "json",
        ]);
        lectern
            .args(["--seed", &seed.to_string(), "--config"])
            .arg(&config);
        lectern.arg("--data").arg(folder).stderr(Stdio::null());
        let (took, output) = timed(|| lectern.output().unwrap());
        assert!(output.status.success(), "{output:?}");
        made.push(took);
        least = least.min(output.stdout.split(|byte| *byte == b'\n').count() - 1);
    }
    let made = middle(&mut made);
    let ratio = made / search;
    let verdict = if ratio > MOST {
        ", which is too long"
    } else {
        ""
    };
    println!(
        "\nlectern questions --number 100: {made:.1} ms, with the start of the program, {ratio:.1} times a /search; {least} questions at least{verdict}"
    );
}

/// Makes all questions of each paper of `corpus/`, beside the program that indexes it alone.
pub(super) fn papers(readable: &Readable) {
    let (mut indexing, mut reading, mut making) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut questions = 0;
    for (number, file) in files().iter().enumerate() {
        let Ok(paper) = read::file(file) else {
            continue;
        };
        let others = (1..=LENDING).map(|other| readable.paper(number + other));
        let mut material = Material {
            papers: others.collect(),
            ..Material::default()
        };
        let wanted = Wanted {
            papers: vec![paper.key.clone()],
            number: ALL,
            ..Wanted::default()
        };
        material.papers.push(paper);
        indexing += (0..3).map(|_| indexed(file)).min().unwrap();
        reading += fastest(&mut || drop(read::file(file)));
        let mut made = 0;
        making += fastest(&mut || made = make(&material, &wanted).len());
        questions += made;
    }
    println!(
        "the papers of corpus/ one by one: `lectern index` {indexing:.1?}, of which reading {reading:.1?}; making their {questions} questions {making:.1?}"
    );
}

fn fastest(work: &mut dyn FnMut()) -> Duration {
    (0..5).map(|_| timed(&mut *work).0).min().unwrap()
}

/// How long the program takes to index a file that is alone in its folder.
fn indexed(file: &Path) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::copy(file, corpus.join(file.file_name().unwrap())).unwrap();
    let mut lectern = Command::new(env!("CARGO_BIN_EXE_lectern"));
    lectern.arg("index").arg("--corpus").arg(&corpus);
    lectern.arg("--data").arg(folder.path());
    let (took, output) = timed(|| lectern.output().unwrap());
    assert!(output.status.success(), "{output:?}");
    took
}
