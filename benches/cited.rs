//! How long it takes to find who cites a paper, and what of a bibliography the library holds.
//!
//! ```text
//! cargo bench --bench cited                  # 1,000,000 passages
//! cargo bench --bench cited -- 10000         # as many as you say
//! ```
//!
//! Each paper cites twenty earlier ones in its text; every tenth cites the first. What parsing the
//! bibliographies and leading the citations takes is told apart from indexing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and ends at the first fault"
)]

use std::time::{Duration, Instant};

use lectern::library::Library;
use lectern::library::index::{Begin, Builder};
use lectern::papers::paper::{Key, Name, Paper, Passage, Reference};
use lectern::papers::reference;

const PASSAGES_A_PAPER: usize = 50;
const REFERENCES_A_PAPER: usize = 20;
const QUESTIONS: usize = 200;

fn main() {
    let passages = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let papers = passages / PASSAGES_A_PAPER;
    let builder = Builder::begin(folder.path(), Begin::Afresh, false).unwrap();
    let (mut citing, begun) = (Duration::ZERO, Instant::now());
    for number in 0..papers {
        let mut paper = paper(number);
        let start = Instant::now();
        cite(&mut paper, number);
        citing += start.elapsed();
        builder.add(paper).unwrap();
    }
    builder.publish(&Vec::new()).unwrap();
    println!(
        "{papers} papers, {passages} passages: {:.1} s, of which citations {:.1} s",
        begun.elapsed().as_secs_f64(),
        citing.as_secs_f64()
    );
    let library = Library::open(folder.path()).unwrap();
    let one = |number: usize| {
        library
            .paper(&Key(format!("author{number}")))
            .unwrap()
            .unwrap()
    };
    let first = one(0);
    let by = library.cited_by(&first, 1, 3).unwrap();
    println!(
        "the first is cited by {}{} papers",
        by.papers,
        if by.more { " and more" } else { "" }
    );
    time("citedby, the first", || {
        library.cited_by(&first, 1, 3).unwrap().total
    });
    let mut at = 1;
    let mut next = || {
        at = (at * 7919 + 13) % (papers - 1);
        one(at + 1)
    };
    time("citedby, any", || {
        library.cited_by(&next(), 1, 3).unwrap().total
    });
    time("references, any", || {
        let paper = next();
        library.held(&paper.key, &paper.references).unwrap().len()
    });
}

fn time(what: &str, mut ask: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = (0..QUESTIONS)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(ask());
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{what:<20} median {:?}, at 99 % {:?}",
        times[QUESTIONS / 2],
        times[QUESTIONS * 99 / 100]
    );
}

/// A family name, in letters alone as names are.
fn family(number: usize) -> String {
    let digits = number.to_string();
    let letters = digits.bytes().map(|digit| char::from(digit + b'a' - b'0'));
    format!("Author{}", letters.collect::<String>())
}

fn title(number: usize) -> String {
    format!(
        "On the {number}th harbour and its walls: a study of part {}",
        number % 97
    )
}

fn paper(number: usize) -> Paper {
    let passage = |ordinal: usize| Passage {
        ordinal: ordinal as u32,
        paragraph: 1,
        text: format!(
            "Passage {ordinal} of {number} says that the harbour stands where the river ends, and the walls hold."
        ),
        ..Passage::default()
    };
    Paper {
        key: Key(format!("author{number}")),
        title: title(number),
        authors: vec![Name {
            family: family(number),
            given: Some("Ann B.".to_owned()),
        }],
        year: i32::try_from(1950 + number % 70).ok(),
        passages: (1..=PASSAGES_A_PAPER).map(passage).collect(),
        ..Paper::default()
    }
}

/// Gives a paper its bibliography and puts each entry into a passage.
fn cite(paper: &mut Paper, number: usize) {
    for at in 0..REFERENCES_A_PAPER.min(number) {
        let cited = if at == 0 && number.is_multiple_of(10) {
            0
        } else {
            (number * 31 + at * 7907) % number
        };
        let year = 1950 + cited % 70;
        let raw = format!(
            "{}, Ann B. {year}. \"{}.\" Harbour Studies 12 (3): 4–19.",
            family(cited),
            title(cited)
        );
        let text = &mut paper.passages[at * 2].text;
        *text = format!("{text} So it is said ({}, {year}).", family(cited));
        paper.references.push(Reference {
            number: at as u32 + 1,
            fields: reference::parse(&raw),
            raw,
            key: None,
        });
    }
    reference::link(paper, false);
}
