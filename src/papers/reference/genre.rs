//! What sort of work an entry names: its own words for a thesis or report, and the type of CSL.

use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::{pattern, words};
use crate::papers::paper::Fields;

static THESIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?P<g>(?:(?:unpublished|unveröffentlichte)\s)?(?:(?:ph\.?\s?d\.?|doctoral|master'?’?s?|m\.?\s?s\.?c?\.?|m\.?a\.?|b\.?a\.?|bachelor'?’?s?|honou?rs|habilitation|diploma|senior)\s(?:thesis|dissertation|diss\b\.?)|dissertation(?:sschrift)?\b|doktorarbeit|habilitationsschrift|diplomarbeit|masterarbeit|thèse(?: de doctorat)?|tesis(?: doctoral)?|tesi di laurea|ph\.?d\.?\b|diss\.))[\])]?",
    )
});

static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?P<g>(?:technical report|tech\.? rep\.?|working paper|discussion paper|policy brief|research report|internal report|preprint|arbeitspapier|occasional paper|(?:us|u\.s\.|usa|european|german)\spatent)\b(?:\s(?:no\.?\s|nr\.?\s|№\s|#)?[A-Z]{0,6}[-/ ]?[\dA-Z]*\d(?-i:[\w/.:-])*)?)[\])]?",
    )
});

/// Takes the entry's words for its sort.
pub(super) fn take(entry: &mut Entry, fields: &mut Fields) {
    for (pattern, kind) in [(&*THESIS, "thesis"), (&*REPORT, "report")] {
        let found = pattern.captures_iter(&entry.left).find_map(|found| {
            let whole = found.get(0)?.range();
            let alone = set_apart(&entry.left, whole.start, whole.end);
            alone.then_some((whole, found.name("g")?.range()))
        });
        if let Some((whole, genre)) = found {
            entry.take(whole);
            fields.genre = entry.piece(genre);
            fields.kind = Some(kind.to_owned());
            return;
        }
    }
}

/// Whether the words stand between stops, and not within a title.
fn set_apart(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end();
    let after = text[end..].trim_start();
    let opened = before.is_empty()
        || before.ends_with(|c: char| !c.is_alphanumeric())
        || text[start..].starts_with(['(', '[']);
    let closed = after.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric());
    opened && closed && start > 0
}

/// The type of the work by the fields that were found.
pub(super) fn settle(fields: &mut Fields, is_part: bool) {
    if fields.kind.is_some() {
        return;
    }
    let container = fields.container_title.as_deref();
    let is_journal = fields.publisher.is_none()
        && fields.editor.is_empty()
        && (fields.issue.is_some() || container.is_some_and(words::names_periodical));
    let kind = match container {
        Some(container) if words::names_meeting(container) => "paper-conference",
        // A journal may stand behind an “In:” as well, but it has neither editor nor publisher.
        Some(_) if is_journal => "article-journal",
        Some(_) if is_part => "chapter",
        Some(_) if fields.volume.is_some() || fields.issue.is_some() => "article-journal",
        Some(_) if fields.url.is_some() => "webpage",
        Some(_) if fields.publisher.is_some() => "chapter",
        Some(_) => "article",
        None if fields.publisher.is_some() || fields.isbn.is_some() => "book",
        None if fields.url.is_some() => "webpage",
        None if fields.note.is_some() => "article",
        None if fields.publisher_place.is_some() || fields.edition.is_some() => "book",
        None => "document",
    };
    fields.kind = Some(kind.to_owned());
}
