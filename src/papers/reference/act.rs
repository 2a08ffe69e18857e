//! Acts of the European Union: `Council Regulation (EC) No 329/2007 of 27 March 2007 concerning …, OJ L 88,
//! 29.3.2007, p. 1.`
//!
//! The name of an act is its title, with its number and its day; the institution is no author of it
//! (Interinstitutional style guide, 3.1). The journal behind it is read as any other.

use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::{date, pattern};
use crate::papers::paper::Fields;

/// The name of an act, up to the Official Journal.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:(?:Council|Commission)\s)?(?:(?:Implementing|Delegated|Framework)\s)?(?:Regulation|Directive|Decision|Common Position|Recommendation)\s(?:\((?:EU|EC|EEC|ECSC|Euratom|CFSP)(?:,\s?[A-Za-z]+)?\)\s)?(?:No\.?\s)?\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC|CFSP|Euratom|JHA))?\b.*?)[,.;]?(?:\s[(\[]?(?:OJ|O\.J\.|Official Journal)\b|$)",
    )
});

/// The year in the number of an act.
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d/((?:19|20)\d\d)\b|\b((?:19|20)\d\d)/\d"));

/// Takes the name of an act as the title; answers where it ends.
pub(super) fn take(entry: &mut Entry, fields: &mut Fields) -> Option<usize> {
    let name = NAME.captures(&entry.left)?.get(1)?.range();
    let text = &entry.left[name.clone()];
    let by_number = || {
        let found = YEAR.captures(text)?;
        let year = found.get(1).or_else(|| found.get(2))?;
        Some(year.as_str().to_owned())
    };
    let behind_of = text.find(" of ").map_or("", |of| &text[of..]);
    fields.issued = date::first(behind_of).or_else(by_number);
    fields.title = entry.piece(name.clone());
    fields.kind = Some("legislation".to_owned());
    entry.take(name.clone());
    Some(name.end)
}
