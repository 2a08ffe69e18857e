//! Numbers as entries in Cyrillic letters write them, after GOST 7.1 and R 7.0.5: `Т. 3`, `Вып. 2`,
//! `Сер. 12`, `С. 12–20`, `352 с.` The sign `№` is known to all entries, and so is `//` before a journal.

use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::{pattern, series};
use crate::papers::paper::Fields;

static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s(])[Сс]\.\s?(\d+(?:\s?[-–—]\s?\d+)?(?:,\s?\d+\s?[-–—]\s?\d+)*)")
});

static EXTENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,4}\s?[сС]\.)(?:$|[\s,;)])"));

static VOLUME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(?:[Тт]ом|[Тт]\.)\s?(\d+|[IVXLC]+)"));

static ISSUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])[Вв]ып(?:уск|\.)\s?(\d+(?:\s?[-–/]\s?\d+)?)"));

/// A part of a journal that is counted apart; its number is no volume.
static SERIES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(])([Сс]ер(?:ия|\.)\s?\d+)"));

/// Takes the numbers that say in Russian, or in a language that writes alike, what they are.
pub(super) fn take(entry: &mut Entry, fields: &mut Fields) {
    if !entry.left.contains(is_cyrillic) {
        return;
    }
    fields.page = taken(entry, &PAGES);
    fields.volume = taken(entry, &VOLUME);
    fields.issue = taken(entry, &ISSUE);
    if let Some(series) = taken(entry, &SERIES) {
        series::remark(fields, series);
    }
    if let Some(extent) = taken(entry, &EXTENT).filter(|_| fields.page.is_none()) {
        series::remark(fields, extent);
    }
}

/// Whether a letter is of the Cyrillic block of Unicode.
pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

fn taken(entry: &mut Entry, pattern: &Regex) -> Option<String> {
    let groups = entry.take_match(pattern)?;
    entry.piece(groups[1].clone())
}
