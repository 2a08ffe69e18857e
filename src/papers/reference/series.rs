//! The series a book stands in, and other remarks.
//!
//! CSL gives them no field that references carry here, so they stand in the note, as in the entry.

use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::pattern;
use crate::papers::paper::Fields;

const WORDS: &str = r"(?i:series|studies|papers?|lectures?|library|texts|monographs?|lecture notes|reihe|schriften\p{L}*|beiträge|bibliothek|collection|cahiers|colección|biblioteca|collana)";

/// A series in brackets behind a title, with the work's number in it.
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\s\((?P<s>[^()]*\b{WORDS}\b[^()]*\d[^()]*|[^()]*\bseries\b[^()]*)\)$"
    ))
});

/// A sentence that names a series.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^[^()\x01]*\b{WORDS}\b[^()\x01]*$")));

/// A series has at most so many words.
const LONGEST: usize = 14;

/// Takes a series in quotation marks, which a word before them tells from a title: `coll. « Tel »`.
pub(super) fn take_quoted(entry: &mut Entry, fields: &mut Fields) {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[,.(]\s?((?:[Cc]oll\.|[Cc]ollection|[Rr]eihe)\s([«“„\x22][^«»“”„\x22\x01]+[»”“\x22]))",
        )
    });
    let places = QUOTED
        .captures(&entry.left)
        .and_then(|found| Some((found.get(1)?.range(), found.get(2)?.range())));
    if let Some((whole, series)) = places {
        entry.take(whole);
        if let Some(series) = entry.piece(series) {
            remark(fields, series);
        }
    }
}

/// Takes a series in brackets off the end of the title.
pub(super) fn take_bracketed(fields: &mut Fields) {
    let Some(title) = fields.title.as_ref().filter(|title| title.ends_with(')')) else {
        return;
    };
    let Some(found) = BRACKETED.captures(title) else {
        return;
    };
    let (series, end) = (found["s"].to_owned(), title.len() - found[0].len());
    fields.title = Some(title[..end].to_owned());
    remark(fields, series);
}

/// Whether a text has a word that series are named by.
pub(super) fn is_named(text: &str) -> bool {
    NAMED.is_match(text)
}

/// Keeps what stands between title and publisher, where it names a series.
pub(super) fn keep(fields: &mut Fields, between: Option<String>) {
    let named = between.filter(|text| {
        let is_short = text.split(' ').count() <= LONGEST;
        is_short && text.starts_with(char::is_uppercase) && NAMED.is_match(text)
    });
    if let Some(series) = named {
        remark(fields, series);
    }
}

/// Adds to the note.
pub(super) fn remark(fields: &mut Fields, text: String) {
    fields.note = Some(match fields.note.take() {
        Some(note) => format!("{note}; {text}"),
        None => text,
    });
}
