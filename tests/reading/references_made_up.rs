//! Nothing that is read from a reference string is made up, whatever the string is.

use lectern::papers::paper::{Fields, Person};
use lectern::papers::reference;
use proptest::prelude::*;

/// The text of every field that is a piece of the string.
fn pieces(fields: &Fields) -> Vec<&str> {
    let people = fields.author.iter().chain(&fields.editor);
    let names = people.flat_map(|person| match person {
        Person::Name { family, given } => vec![family.as_str(), given.as_deref().unwrap_or("")],
        Person::Literal { literal } => vec![literal.as_str()],
    });
    let texts = [
        &fields.title,
        &fields.container_title,
        &fields.volume,
        &fields.issue,
        &fields.page,
        &fields.publisher,
        &fields.publisher_place,
        &fields.edition,
        &fields.doi,
        &fields.url,
        &fields.isbn,
        &fields.issn,
        &fields.genre,
    ];
    let notes = fields
        .note
        .as_deref()
        .into_iter()
        .flat_map(|note| note.split("; "));
    names
        .chain(texts.into_iter().filter_map(Option::as_deref))
        .chain(notes)
        .collect()
}

fn without_spaces(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .collect()
}

/// Each field's text must stand in the string, white space aside.
fn nothing_is_made_up(raw: &str) -> Result<(), TestCaseError> {
    let whole = without_spaces(raw);
    let fields = reference::parse(raw);
    for piece in pieces(&fields) {
        prop_assert!(
            whole.contains(&without_spaces(piece)),
            "{piece:?} of {raw:?}"
        );
    }
    Ok(())
}

/// What references are made of.
const PARTS: &[&str] = &[
    "Waltz",
    "K. N.",
    ", ",
    ". ",
    " and ",
    "& ",
    "(1979)",
    "1979",
    " (",
    ")",
    "“",
    "”",
    "In ",
    "in: ",
    "eds.",
    "(Hrsg.)",
    "Theory",
    "of",
    "Politics",
    ": ",
    "pp. ",
    "12–34",
    "30(2)",
    "vol. ",
    "no. 3",
    "New York",
    "Press",
    "https://a.org/b",
    "doi:10.1000/1",
    "[7] ",
    "et al.",
    "accessed 3 May 2010",
    "«",
    "»",
    "'",
    "PhD thesis",
    "2nd ed.",
    "arXiv:1105.0548",
    "\u{301}",
    "ß",
    "日本",
    "\n",
    "  ",
    "-",
    "–––",
    "J. Phys. A",
    "S. ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_made_up_of_any_string(raw in "\\PC{0,200}") {
        nothing_is_made_up(&raw)?;
    }

    #[test]
    fn no_text_is_made_up_of_parts_of_references(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..30)) {
        nothing_is_made_up(&parts.concat())?;
    }
}

#[test]
fn what_was_taken_before_is_no_part_of_a_name() {
    for raw in [
        " and accessed 3 May 2010'(1979)New YorkK. N.WaltzWaltz",
        "Waltz, PhD thesis'(1979)",
    ] {
        nothing_is_made_up(raw).unwrap();
    }
}

#[test]
fn a_reference_of_a_megabyte_is_read_at_once() {
    let started = std::time::Instant::now();
    for part in [
        "Waltz, K., ",
        "(",
        "“",
        "1979: ",
        "A. ",
        "In ",
        "http://",
        "\u{1}",
    ] {
        let raw = part.repeat(1_000_000 / part.len());
        nothing_is_made_up(&raw).unwrap();
    }
    assert!(started.elapsed().as_secs() < 20);
}
