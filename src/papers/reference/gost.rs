//! What entries in Cyrillic letters write in ways of their own, after GOST 7.1 and R 7.0.5: the signs
//! between the areas of an entry, and numbers as `Т. 3`, `Вып. 2`, `Сер. 12`, `С. 12–20`, `352 с.` The sign
//! `№` is known to all entries, and so is `//` before a journal.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::{names, pattern, series};
use crate::papers::paper::{Fields, Person};

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

/// The dash that parts two areas (GOST 7.1, 4.7.3): ` – М. : Наука`. It follows a stop.
static AREA: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.)\]]\s([–—-])\s"));

/// What carries the text (GOST 7.1, 5.2.3).
static CARRIER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s(\[(?:Текст|Электронный ресурс|Рукопись|Карты|Ноты)\])"));

/// Who is responsible, named again behind the title (GOST 7.1, 5.2.6): ` / Л. Е. Козлов`.
static RESPONSIBLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s/\s([^/\x01]+?)\.?(?:\s//\s|\.?\s[–—-]\s|$)"));

static THESIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[.:]\s((?:[Аа]втореф\.\s)?[Дд]исс?(?:\.|ертация)\s?(?:\.{2,3}|…)?\s?(?:на соиск\.\s)?(?:канд|д-ра|докт)\.?\s[а-я-]+\.?\sнаук)",
    )
});

/// An article of a law.
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.,]\s([Сс]т\.\s?\d+)"));

/// Takes out the signs by which this order of description is made, and the words for a thesis; answers
/// who is responsible, where that is said behind the title.
pub(super) fn take_signs(entry: &mut Entry, fields: &mut Fields) -> Vec<Person> {
    let mut responsible = Vec::new();
    if !entry.left.contains(is_cyrillic) {
        return responsible;
    }
    if let Some(place) = place_of(entry, &RESPONSIBLE)
        && !entry.left[place.clone()].contains("ред.")
    {
        responsible = names::all(&entry.left[place.clone()]).people;
        entry.take(place.start - "/ ".len()..place.end);
    }
    while let Some(place) = place_of(entry, &AREA).or_else(|| place_of(entry, &CARRIER)) {
        entry.take(place);
    }
    if let Some(place) = place_of(entry, &THESIS) {
        fields.genre = entry.piece(place.clone());
        fields.kind = Some("thesis".to_owned());
        entry.take(place);
    }
    responsible
}

/// Where the first group of a pattern is found.
fn place_of(entry: &Entry, pattern: &Regex) -> Option<Range<usize>> {
    Some(pattern.captures(&entry.left)?.get(1)?.range())
}

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
    if let Some(article) = taken(entry, &ARTICLE) {
        series::remark(fields, article);
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
