//! What the fuzz targets share: reading bytes as a file of some name, and asking whether what came
//! out is whole.
//!
//! The readers catch panics, since the parsers of other crates are not ours to vouch for. Here a
//! panic of ours ends the run, and one of another crate's that is caught is only written down.
//!
//! Of the program only what reads is compiled here: `text` and the modules of `papers` that
//! [`papers`] names are links to their source.

extern crate self as lectern;

pub mod papers;
pub mod text;
#[path = "../../tests/reading/whole.rs"]
mod whole;

use std::collections::BTreeSet;
use std::panic;
use std::path::Path;
use std::process;
use std::sync::Mutex;

use papers::bibliography::{Marks, Shelf};
use papers::definition::{self, glossary};
use papers::{read, reference};

/// Where panics of other crates were seen in this run.
static FOREIGN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Reads bytes as a file of this name. A paper must be whole, and the same when read again.
pub fn read_as(name: &str, bytes: &[u8]) {
    let path = Path::new(name);
    let Ok(paper) = read::document(path, bytes) else {
        return;
    };
    whole::check(&paper);
    if bytes.len() % 8 == 0 {
        let again = read::document(path, bytes).ok();
        assert_eq!(Some(paper), again, "read twice, it is not the same paper");
    }
}

/// Reads bytes as a file of bibliographic data of this name, and puts it into a paper that lies
/// beside it. What it lists must be whole, and the paper as well.
pub fn read_list(name: &str, bytes: &[u8]) {
    let path = Path::new(name);
    let list = read::bibliography(path, bytes);
    whole::check_list(&list);
    let beside = path.with_extension("md");
    let text = b"# Fear and Trust\n\nIt held [@a; @larsen, p. 3], says @b.[^1]\n\n[^1]: See @a.\n";
    let mut paper = read::document(&beside, text).expect("the paper is sound");
    let marks = Marks::of(&paper);
    let shelf = Shelf::of([(path.to_owned(), list.entries)], [beside.as_path()]);
    let keys = [marks.key().clone()];
    shelf.find(&beside, &marks, &keys).apply(&mut paper);
    whole::check_described(&paper);
}

/// Parses a raw reference string, outside the readers' guard: every panic ends the run.
pub fn parse_reference(line: &str) {
    let raw = text::normalise(line);
    let fields = reference::parse(&raw);
    whole::check_fields(&fields);
    assert_eq!(fields, reference::parse(&raw), "parsed twice, it differs");
}

/// Mines a text for definitions. What is found is a piece of the text.
pub fn define(text: &str) {
    let text = &*text::normalise(text);
    let mined = definition::mine(text);
    let defined = mined.definitions.iter().flat_map(|d| [d.term, d.text]);
    let acronyms = mined
        .acronyms
        .iter()
        .flat_map(|a| [a.short, a.long, a.text]);
    for part in defined.chain(acronyms) {
        assert!(!part.is_empty() && part.trim() == part, "“{part}”");
        assert!(text.contains(part), "“{part}” does not stand there");
    }
}

/// Reads bytes as a glossary, whose text is decoded before.
pub fn read_glossary(bytes: &[u8]) {
    for entry in glossary::read(&String::from_utf8_lossy(bytes)).entries {
        assert!(
            !entry.term.trim().is_empty() && !entry.definition.trim().is_empty(),
            "{entry:?} says nothing"
        );
    }
}

/// Ends the process on a panic of ours; writes one of another crate's down, once a place.
pub fn watch_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        let place = panicked.location().map(ToString::to_string);
        let place = place.filter(|place| place.contains("/registry/src/"));
        let Some(place) = place else {
            // libFuzzer's own hook, which ends the process.
            report(panicked);
            process::abort();
        };
        if FOREIGN
            .lock()
            .is_ok_and(|mut seen| seen.insert(place.clone()))
        {
            eprintln!("another crate panicked at {place}: {panicked}");
        }
    }));
}
