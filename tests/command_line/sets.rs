//! Retrieval on judged sets that are not ours, where the machine has them.

use crate::place::Place;

/// The least nDCG@10 on each set, with the one setting that there is.
const FLOORS: [(&str, f64); 5] = [
    ("cranfield", 0.39),
    ("cacm", 0.51),
    ("cisi", 0.41),
    ("qa_qasper_sample", 0.26),
    ("qa_sciq", 0.935),
];

#[test]
fn retrieval_on_outside_sets() {
    let Some(sets) = std::env::var_os("LECTERN_SETS") else {
        eprintln!("left out: LECTERN_SETS names no folder of judged sets");
        return;
    };
    let place = Place::empty();
    for (set, floor) in FLOORS {
        let folder = std::path::Path::new(&sets).join(set);
        if !folder.exists() {
            eprintln!("left out: there is no {}", folder.display());
            continue;
        }
        let folder = folder.to_string_lossy();
        let ended = place
            .run(&["evaluate", &folder, "--format", "json"])
            .with(0);
        let measured: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        let ndcg = measured["ndcg@10"].as_f64().unwrap();
        eprintln!("{set}: nDCG@10 {ndcg:.4}, at least {floor}");
        assert!(ndcg >= floor, "{set}: nDCG@10 {ndcg:.4} is below {floor}");
    }
}
