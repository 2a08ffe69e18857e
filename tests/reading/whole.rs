//! What holds for every paper and every reference, whatever bytes they came from.
//!
//! The tests over damaged files and the fuzz targets (`fuzz/`) both ask this.

use lectern::papers::bibliography::Bibliography;
use lectern::papers::paper::{Fields, Paper, Passage, Person};
use lectern::text;

/// No passage is longer, in bytes.
const LONGEST_PASSAGE: usize = 32 * 1024;

/// Panics where a paper is not whole that was read from its file alone.
pub(crate) fn check(paper: &Paper) {
    check_described(paper);
    if let Some(summary) = &paper.summary {
        assert!(
            paper
                .passages
                .first()
                .is_some_and(|first| summary.starts_with(&first.text)),
            "the abstract is not the first passage: {summary}"
        );
    }
}

/// Panics where a paper is not whole that bibliographic data may describe otherwise than its file:
/// their abstract need not stand in it.
pub(crate) fn check_described(paper: &Paper) {
    let key = &paper.key.0;
    assert!(
        !key.is_empty() && key.chars().all(char::is_alphanumeric),
        "the key “{key}” could not be typed"
    );
    check_stored("title", &paper.title);
    for name in &paper.authors {
        check_field("family name", &name.family);
        name.given
            .iter()
            .for_each(|given| check_field("given name", given));
    }
    paper.date.iter().for_each(|date| check_date(date));
    paper
        .language
        .iter()
        .for_each(|language| assert_eq!(language.len(), 2, "{language} is no code"));
    check_fields(&paper.details);
    check_passages(paper);
    check_sections(paper);
    check_apparatus(paper);
    check_definitions(paper);
    for problem in &paper.problems {
        assert!(problem.line != Some(0), "lines count from 1: {problem}");
        assert!(!problem.message.is_empty());
    }
}

/// Panics where an entry of a file with bibliographic data is not whole.
pub(crate) fn check_list(list: &Bibliography) {
    for entry in &list.entries {
        assert!(entry.line > 0, "lines count from 1");
        check_field("entry", &entry.raw);
        check_fields(&entry.fields);
        entry.tags.iter().for_each(|tag| check_field("tag", tag));
        let texts = entry.summary.iter().chain(&entry.language);
        texts.for_each(|text| check_field("abstract or language", text));
    }
    for problem in &list.problems {
        assert!(problem.line != Some(0), "lines count from 1: {problem}");
    }
}

fn check_passages(paper: &Paper) {
    for (at, passage) in paper.passages.iter().enumerate() {
        let Passage { ordinal, text, .. } = passage;
        assert_eq!(*ordinal as usize, at + 1, "passages count from 1");
        check_field("passage", text);
        assert!(text.len() <= LONGEST_PASSAGE, "{} bytes", text.len());
        assert!(passage.page != Some(0), "pages count from 1");
        for (at, marker) in passage.notes.iter().enumerate() {
            assert!(
                paper.notes.iter().any(|note| note.marker == *marker),
                "the passage {ordinal} calls a note “{marker}” that is not there"
            );
            assert!(
                !passage.notes[..at].contains(marker),
                "“{marker}” twice in the passage {ordinal}"
            );
        }
    }
    assert_eq!(paper.counts.passages as usize, paper.passages.len());
    if let Some(summary) = &paper.summary {
        check_field("abstract", summary);
    }
}

fn check_sections(paper: &Paper) {
    let mut before = 0;
    for section in &paper.sections {
        assert!(section.level >= 1);
        check_stored("heading", &section.heading);
        for ordinal in &section.passages {
            assert!(*ordinal > before, "a passage stands in two sections");
            before = *ordinal;
            let passage = paper.passages.get(*ordinal as usize - 1);
            let path = passage.map(|passage| &passage.section);
            assert!(
                path.is_some_and(|path| path.last() == Some(&section.heading)),
                "“{}” is not the section of its passage {ordinal}",
                section.heading
            );
        }
    }
}

fn check_apparatus(paper: &Paper) {
    for note in &paper.notes {
        check_field("marker", &note.marker);
        check_stored("note", &note.text);
        if let Some(number) = note.reference {
            assert!(
                (1..=paper.references.len()).contains(&(number as usize)),
                "the note “{}” leads to no reference",
                note.marker
            );
        }
    }
    for (at, reference) in paper.references.iter().enumerate() {
        assert_eq!(reference.number as usize, at + 1, "references count from 1");
        check_field("reference", &reference.raw);
        check_fields(&reference.fields);
    }
}

fn check_definitions(paper: &Paper) {
    for definition in &paper.definitions {
        let place = definition.passage as usize;
        assert!(place > 0, "ordinals count from 1");
        let passage = paper.passages.get(place - 1).map(|passage| &*passage.text);
        let parts = [&definition.term, &definition.text].into_iter();
        for part in parts.chain(&definition.long) {
            check_field("definition", part);
            assert!(
                passage.is_some_and(|text| text.contains(part)),
                "“{part}” does not stand in the passage {place}"
            );
        }
    }
}

/// Panics where a field is there and says nothing, or is not in the form it is kept in.
pub(crate) fn check_fields(fields: &Fields) {
    let texts = [
        ("title", &fields.title),
        ("container-title", &fields.container_title),
        ("volume", &fields.volume),
        ("issue", &fields.issue),
        ("page", &fields.page),
        ("publisher", &fields.publisher),
        ("publisher-place", &fields.publisher_place),
        ("edition", &fields.edition),
        ("DOI", &fields.doi),
        ("URL", &fields.url),
        ("ISBN", &fields.isbn),
        ("ISSN", &fields.issn),
        ("note", &fields.note),
        ("genre", &fields.genre),
        ("type", &fields.kind),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            check_field(name, value);
        }
    }
    for person in fields.author.iter().chain(&fields.editor) {
        check_field("name", person.family());
        if let Person::Name {
            given: Some(given), ..
        } = person
        {
            check_field("given name", given);
        }
    }
    let dates = fields.issued.iter().chain(&fields.accessed);
    dates.for_each(|date| check_date(date));
}

/// Text that is there, and stored as all text is.
fn check_field(what: &str, text: &str) {
    assert!(!text.is_empty(), "an empty {what}");
    check_stored(what, text);
}

fn check_stored(what: &str, text: &str) {
    assert_eq!(text, text::normalise(text), "a {what} is not normalised");
    assert!(!text.contains(char::is_control), "{what}: {text:?}");
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn check_date(date: &str) {
    let parts: Vec<&str> = date.split('-').collect();
    let is_number = |(part, length): (&&str, usize)| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    assert!(
        parts.len() <= 3 && parts.iter().zip([4, 2, 2]).all(is_number),
        "{date} is no date"
    );
    let within = |at: usize, most: u32| {
        parts
            .get(at)
            .is_none_or(|part| (1..=most).contains(&part.parse().unwrap_or(0)))
    };
    assert!(within(1, 12) && within(2, 31), "{date} is no day");
}
