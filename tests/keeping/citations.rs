//! Who cites whom is right after every change of the corpus, whatever came first.

use std::fs;

use lectern::library::Library;
use lectern::papers::paper::Key;

use crate::papers::{RENEW, update};
use crate::place::Place;

const CITED: &str = "---\ntitle: \"Salt in the Mortar: Harbours and Their Walls\"\nauthors: [Ada Fenwick]\ndate: 2001\n---\n\nLime sets slowly by the sea.\n";

const CITING: &str = "---\ntitle: Walls Reconsidered\nauthors: [Ruth Okafor]\ndate: 2010\n---\n\nLime is slow (Fenwick, 2001).\n\n## References\n\nFenwick, A. (2001). *Salt in the mortar*. Quay Press.\n";

/// The key of the paper that the citing one's entry leads to, and the keys of those that cite it.
fn seen(library: &Library) -> (Option<String>, Vec<String>) {
    let citing = library
        .paper(&Key("okafor2010".to_owned()))
        .unwrap()
        .unwrap();
    let held = library
        .held(&citing.key, &citing.references)
        .unwrap()
        .remove(0);
    let Some(key) = held else {
        return (None, Vec::new());
    };
    let cited = library.paper(&key).unwrap().unwrap();
    let by = library.cited_by(&cited, 1, 5).unwrap();
    let passages = by.citing.iter().flat_map(|citing| &citing.passages);
    (
        Some(key.0),
        passages.map(|passage| passage.id().to_string()).collect(),
    )
}

#[test]
fn a_cited_paper_may_come_later_go_and_get_another_key() {
    let place = Place::empty();
    let (corpus, index) = (place.corpus(), place.path("index"));
    let led = |key: &str| (Some(key.to_owned()), vec!["okafor2010:1".to_owned()]);
    place.write("corpus/citing.md", CITING);
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    assert_eq!(seen(&library), (None, Vec::new()));

    place.write("corpus/m.md", CITED);
    update(&corpus, &index, RENEW);
    assert_eq!(seen(&library), led("fenwick2001"));

    // Another paper of the same name comes first, and the file of the cited one is moved.
    fs::remove_file(place.path("corpus/m.md")).unwrap();
    place.write(
        "corpus/a.md",
        CITED.replace("Salt in the Mortar", "Sand in the Sails"),
    );
    place.write("corpus/z.md", CITED);
    update(&corpus, &index, RENEW);
    let (key, by) = seen(&library);
    assert_eq!(by, ["okafor2010:1"]);
    let cited = library.paper(&Key(key.unwrap())).unwrap().unwrap();
    assert_eq!(cited.file, place.path("corpus/z.md"));

    fs::remove_file(place.path("corpus/z.md")).unwrap();
    update(&corpus, &index, RENEW);
    assert_eq!(seen(&library), (None, Vec::new()));
}

#[test]
fn a_citing_paper_that_changes_or_goes_cites_no_more() {
    let place = Place::empty();
    let (corpus, index) = (place.corpus(), place.path("index"));
    place.write("corpus/cited.md", CITED);
    place.write("corpus/citing.md", CITING);
    update(&corpus, &index, RENEW);
    let library = Library::open(&index).unwrap();
    let citing = || {
        let cited = library
            .paper(&Key("fenwick2001".to_owned()))
            .unwrap()
            .unwrap();
        let by = library.cited_by(&cited, 1, 5).unwrap();
        (by.papers, by.passages)
    };
    assert_eq!(citing(), (1, 1));
    place.write("corpus/citing.md", CITING.replace(" (Fenwick, 2001)", ""));
    update(&corpus, &index, RENEW);
    assert_eq!(citing(), (1, 0));
    fs::remove_file(place.path("corpus/citing.md")).unwrap();
    update(&corpus, &index, RENEW);
    assert_eq!(citing(), (0, 0));
}
