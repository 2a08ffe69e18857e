//! `lectern evaluate`: measures that can be worked out by hand.

use std::fs;

use crate::place::{Ended, Place};
use crate::schema::{EVALUATE, checked};

/// Five documents whose words do not meet, but for “otter”, which the fourth is about.
const CORPUS: &str = r#"{"_id":"d1","title":"","text":"A heron waited in the marsh."}
{"_id":"d2","title":"","text":"Granite was cut in the quarry."}
{"_id":"d3","title":"","text":"She played a sonata for violin."}
{"_id":"d4","title":"Otter","text":"Otter, otter and again otter."}
{"_id":"d5","title":"","text":"In spring the miller saw one otter below the weir, under the old wooden bridge, at dusk."}
"#;

const QUERIES: &str = r#"{"_id":"q1","text":"heron"}
{"_id":"q2","text":"granite"}
{"_id":"q3","text":"violin"}
{"_id":"q4","text":"xylophone"}
{"_id":"q5","text":"otter"}
{"_id":"q6","text":"nobody judged this"}
"#;

/// By query: gain, recall and reciprocal rank.
///
/// - q1 finds d1, which is all there is to find: 1, 1, 1.
/// - q2 finds d2 (grade 1) and misses d3 (grade 2): 1 / (2 + 1/log2 3) = 0.380094, 1/2, 1.
/// - q3 finds d3, which is not judged: 0, 0, 0.
/// - q4 finds nothing: 0, 0, 0.
/// - q5 finds d4, judged 0, before d5: 1/log2 3 = 0.630930, 1, 1/2.
///
/// Means over the five judged queries: 2.011024 / 5, 2.5 / 5, 2.5 / 5.
const JUDGEMENTS: &str = "query-id\tcorpus-id\tscore
q1\td1\t1
q2\td2\t1
q2\td3\t2
q3\td1\t1
q4\td1\t1
q5\td4\t0
q5\td5\t1
";

fn collection() -> Place {
    let place = Place::empty();
    place.write("set/corpus.jsonl", CORPUS);
    place.write("set/queries.jsonl", QUERIES);
    place.write("set/qrels.tsv", JUDGEMENTS);
    place
}

fn evaluate(place: &Place, arguments: &[&str]) -> Ended {
    let command = [&["evaluate", "set"], arguments].concat();
    Ended::from(place.bare(&command).output().unwrap())
}

#[test]
fn measures_are_those_worked_out_by_hand() {
    let place = collection();
    let ended = evaluate(&place, &["--format", "json"]).with(0);
    assert_eq!(ended.err, "");
    let measured = checked(EVALUATE, &ended.out);
    assert_eq!(measured["queries"], 5);
    for (measure, expected) in [
        ("ndcg@10", 0.402_205),
        ("recall@10", 0.5),
        ("recall@100", 0.5),
        ("mrr@10", 0.5),
    ] {
        let value = measured[measure].as_f64().unwrap();
        assert!((value - expected).abs() < 1e-6, "{measure} {value}");
    }
    assert!(measured["median_ms"].as_f64() <= measured["p99_ms"].as_f64());
}

#[test]
fn a_table_is_for_people() {
    let ended = evaluate(&collection(), &[]).with(0);
    assert!(
        ended.out.contains("nDCG@10        0.402\n"),
        "{}",
        ended.out
    );
}

#[test]
fn a_run_file_has_the_form_of_trec() {
    let place = collection();
    evaluate(&place, &["--run", "all.run"]).with(0);
    let run = fs::read_to_string(place.path("all.run")).unwrap();
    let rows: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    let ranked: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {} {} {}", row[0], row[1], row[2], row[3], row[5]))
        .collect();
    assert_eq!(
        ranked,
        [
            "q1 Q0 d1 1 lectern",
            "q2 Q0 d2 1 lectern",
            "q3 Q0 d3 1 lectern",
            "q5 Q0 d4 1 lectern",
            "q5 Q0 d5 2 lectern",
        ]
    );
    let scores: Vec<f64> = rows.iter().map(|row| row[4].parse().unwrap()).collect();
    assert!(scores[3] > scores[4] && scores[4] > 0.0, "{scores:?}");
}

#[test]
fn a_collection_with_a_fault_is_told_which() {
    let missing = |file: &str| {
        let place = collection();
        fs::remove_file(place.path("set").join(file)).unwrap();
        evaluate(&place, &[]).with(2).err
    };
    for file in ["corpus.jsonl", "queries.jsonl", "qrels.tsv"] {
        let err = missing(file);
        assert!(
            err.starts_with(&format!("lectern: set/{file} can't be read")),
            "{err}"
        );
    }
    for (file, text, sentence) in [
        (
            "corpus.jsonl",
            "{\"_id\":\"d1\",\"text\":\"a\"}\n{\"_id\":",
            "set/corpus.jsonl, line 2: ",
        ),
        (
            "queries.jsonl",
            "\n{\"text\":\"heron\"}",
            "set/queries.jsonl, line 2: missing field `_id`",
        ),
        (
            "qrels.tsv",
            "q\td\tg\nq1\td1\tmuch\n",
            "set/qrels.tsv, line 2: the grade is no number",
        ),
        (
            "qrels.tsv",
            "q\td\tg\nq1 d1 1\n",
            "set/qrels.tsv, line 2: expected query, document and grade, separated by tabs",
        ),
        (
            "qrels.tsv",
            "q\td\tg\nq9\td1\t1\n",
            "set/qrels.tsv judges none of the queries",
        ),
    ] {
        let place = collection();
        place.write(&format!("set/{file}"), text);
        let ended = evaluate(&place, &[]).with(1);
        assert!(
            ended.err.starts_with(&format!("lectern: {sentence}")),
            "{}",
            ended.err
        );
        assert_eq!(ended.out, "");
    }
    let place = Place::empty();
    place.write("set", "a file");
    evaluate(&place, &[]).with(2);
}
