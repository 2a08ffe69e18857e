//! What lies between the names and the numbers: title, container, publisher and place.
//!
//! A quoted title and an “In” are certain. Without them the parts are told by the stops between
//! them, else by commas, the publisher from the right and the title from the left.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::{Entry, TAKEN};
use super::publisher::{named_publisher, placed_publisher, publisher_of};
use super::{names, pattern, quoted, sentence, series, words};
use crate::papers::paper::Fields;

/// The place of a title in quotation marks.
pub(super) fn quoted(left: &str) -> Option<Range<usize>> {
    let first = quoted::double(left).or_else(|| {
        let place = quoted::single(left)?;
        let behind_in = IN_BEFORE.is_match(&left[..place.start]);
        (!behind_in && left[..place.start].chars().count() > 3).then_some(place)
    })?;
    let before = &left[..first.start];
    let leads = before.trim_end().is_empty()
        || before.trim_end().ends_with(|c: char| !c.is_alphanumeric())
        || names::covers(before);
    // A quotation within a longer title is followed by the rest of it.
    let rest = left[first.end..].trim_start();
    let within = rest.starts_with(char::is_lowercase)
        && !rest.starts_with("in ")
        && !rest.starts_with("in:")
        && !left[..first.end]
            .trim_end_matches(['”', '"', '»', '’'])
            .ends_with([',', '.']);
    (leads && !within).then_some(first)
}

static IN_BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:in|dans)\b:?\s*$"));

/// The word that leads to the book an entry stands in.
static IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.?!”»’,;:)\x01]\s?)\s*(?P<in>(?:In|IN|Dans|En)\b\s?:?\s|(?:in|dans|en)\s?:\s|(?:in|dans)\s)(?P<next>[“‘«\x22(]?[^\s])",
    )
});

/// Reads what lies between; answers whether the work stands in a book.
pub(super) fn read(
    entry: &Entry,
    front: usize,
    quoted: Option<Range<usize>>,
    run: Option<usize>,
    fields: &mut Fields,
) -> bool {
    let mut from = front;
    if let Some(quoted) = quoted.filter(|quoted| quoted.start >= front) {
        fields.title = entry.piece(quoted.clone());
        from = quoted.end;
    }
    // The author may be named again before a book.
    if let Some((title, holder)) = behind_slashes(&entry.left, from) {
        if fields.title.is_none() {
            fields.title = entry.piece(stretch(&entry.left, from..title));
        }
        let authors = entry.text[..front].trim_end();
        let again = entry.left[holder..].starts_with(authors);
        let from = holder + if again { authors.len() } else { 0 };
        read_holder(entry, from, fields);
        return fields.publisher.is_some();
    }
    if let Some((title, book)) = in_book(&entry.left, from) {
        if fields.title.is_none() {
            fields.title = entry.piece(stretch(&entry.left, from..title));
        }
        read_book(entry, book, fields);
        return true;
    }
    let has_numbers =
        run.is_some() || fields.volume.is_some() || fields.issue.is_some() || fields.page.is_some();
    if has_numbers && is_article(&entry.left, from, fields) {
        read_article(entry, from, fields);
    } else {
        read_alone(entry, from, fields);
    }
    false
}

/// Where two slashes end the title, and where the journal or book begins that holds the work, as
/// Russian bibliographies have it (GOST R 7.0.5).
fn behind_slashes(left: &str, from: usize) -> Option<(usize, usize)> {
    const SLASHES: &str = " // ";
    let at = from + left[from..].find(SLASHES)?;
    let has_title = left[..at].contains(char::is_alphabetic);
    has_title.then_some((at, at + SLASHES.len()))
}

/// Reads what stands behind two slashes: a journal up to its numbers, or a book up to its publisher.
fn read_holder(entry: &Entry, from: usize, fields: &mut Fields) {
    let mut end = publisher_of(&entry.left, from).map_or(entry.left.len(), |found| found.start);
    if let Some(found) = EDITED_BY.find(&entry.left[from..end])
        && let Some(list) = names::list(&entry.left[from + found.end()..end])
    {
        fields.editor = list.people;
        end = from + found.start();
    }
    fields.container_title = entry.piece(stretch(&entry.left, from..end));
    publish(entry, from, fields);
}

/// Where an “In” ends the title, and where the book begins.
fn in_book(left: &str, from: usize) -> Option<(usize, usize)> {
    IN.captures_iter(&left[from..]).find_map(|found| {
        let word = found.name("in")?;
        let next = found.name("next")?;
        let is_marked = word.as_str().starts_with(char::is_uppercase)
            || word.as_str().trim_end().ends_with(':');
        let capital = next.as_str().starts_with(|c: char| !c.is_lowercase());
        let before = &left[..from + word.start()];
        let has_title = before.contains(char::is_alphabetic);
        // “The U.S. in Asia” goes on after its stop.
        let sure = is_marked || !ends_in_initialism(before);
        (has_title
            && capital
            && sure
            && (is_marked || !next.as_str().starts_with(|c: char| c.is_ascii_digit())))
        .then(|| (from + word.start(), from + next.start()))
    })
}

/// Whether a text ends in letters with stops, as in `U.S.`
fn ends_in_initialism(text: &str) -> bool {
    let last = text.trim_end().rsplit(' ').next().unwrap_or_default();
    let letters = last.split('.').filter(|part| !part.is_empty());
    last.ends_with('.')
        && last.matches('.').count() > 1
        && letters.clone().all(|part| part.len() == 1)
}

/// The first stretch of what is left in a range, with the bracket or quotation mark it opens with.
fn stretch(left: &str, range: Range<usize>) -> Range<usize> {
    let text = &left[range.clone()];
    let start = text
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(text.len());
    let length = text[start..].find(TAKEN).unwrap_or(text.len() - start);
    let lead =
        text[..start].trim_end_matches(['(', '[', '“', '«', '‘', '\'', '"', '¿', '¡', '*', '´']);
    range.start + lead.len()..range.start + start + length
}

/// Whether a work with numbers is part of a journal or of proceedings, and no book with a publisher.
fn is_article(left: &str, from: usize, fields: &Fields) -> bool {
    let head = stretch(left, from..left.len());
    let numbered = fields.volume.is_some() || fields.issue.is_some();
    placed_publisher(left, from).is_none()
        && match named_publisher(left, from) {
            None => true,
            Some(found) if found.start >= head.end => {
                fields.title.is_some()
                    || !sentence::ends(left[head].trim_end_matches([' ', '.'])).is_empty()
            }
            Some(_) => numbered,
        }
}

static EDITED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.,;(/\s])\s?(?:(?i:edited by|herausgegeben von|hrsg\.? v(?:on|\.)|hg\. v(?:on|\.)|sous la direction de|sous la dir\. de|a cura di|edición de|éd\. par|ed\. by|eds\. by|под ред\.|под редакцией|отв\. ред\.)|(?:[Ee]ds?\.|[Hh]rsg\.|[Dd]ir\.))\s",
    )
});

static TRANSLATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[.,;(]\s?(?i:translated (?:from the \w+ )?by|trans\.(?: by)?|übersetzt von|übers\. v(?:on|\.)|traduit (?:de l\S+ )?par|trad\.(?: par| de| di)?)\s[^.,;()]+(?:\.\s?[A-Z][^.,;()]*)*",
    )
});

/// Reads a book that holds the work: its editors before or behind its title, its publisher.
fn read_book(entry: &Entry, from: usize, fields: &mut Fields) {
    let left = &entry.left[from..];
    let (mut from, mut end) = (from, entry.left.len());
    if let Some(list) = names::list(left).filter(|list| list.editors) {
        fields.editor = list.people;
        from += list.end;
    } else if let Some(found) = EDITED_INSIDE.find(left).filter(|found| found.start() < 200) {
        let list = names::all(&left[..found.start()]);
        if sentence::ends(&left[..found.start()]).is_empty() {
            fields.editor = list.people;
            from += found.end();
        }
    }
    if fields.editor.is_empty()
        && let Some(found) = EDITED_BY.find(&entry.left[from..])
        && let Some(list) = names::list(&entry.left[from + found.end()..])
    {
        fields.editor = list.people;
        let behind = from + found.end() + list.end;
        publish(entry, behind, fields);
        end = from + found.start();
    }
    let limit = publisher_of(&entry.left, from).map_or(end, |found| found.start.min(end));
    let place = stretch(&entry.left, from..limit.max(from));
    let stop = sentence::ends(&entry.left[place.clone()]);
    let title_end = stop.first().map_or(place.end, |stop| place.start + stop);
    fields.container_title = entry.piece(place.start..title_end);
    if fields.publisher.is_none() {
        publish(entry, title_end, fields);
    }
    if fields.publisher.is_none() && fields.page.is_some() {
        let rest = stretch(&entry.left, title_end..entry.left.len());
        let short = entry.left[rest.clone()].split(' ').count() <= LONGEST_NAME;
        fields.publisher = entry.piece(rest).filter(|_| short);
    }
}

/// A publisher that nothing marks as one has at most so many words.
const LONGEST_NAME: usize = 5;

static EDITED_INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[(\[]\s?(?:eds?|editors?|hrsg|hg|éds?|dirs?|orgs?|coords?|comps?)\b\.?\s?[)\]]|,\s(?:editors?\b|eds\.?\b|hrsg\.)",
    )
});

/// Reads an article: its title, then the journal up to the first number.
fn read_article(entry: &Entry, from: usize, fields: &mut Fields) {
    let head = stretch(&entry.left, from..entry.left.len());
    if let Some(found) = named_publisher(&entry.left, head.end) {
        fields.publisher = found.name.and_then(|range| entry.piece(range));
        fields.publisher_place = found.place.and_then(|range| entry.piece(range));
    }
    if fields.title.is_some() {
        fields.container_title = entry.piece(head);
        return;
    }
    let text = &entry.left[head.clone()];
    let ends = sentence::ends(text.trim_end_matches([' ', '.']));
    let border = ends
        .last()
        .copied()
        .or_else(|| last_comma(text))
        .filter(|border| text[*border..].contains(char::is_alphabetic));
    if let Some(border) = border {
        fields.title = entry.piece(head.start..head.start + border);
        fields.container_title = entry.piece(head.start + border..head.end);
        return;
    }
    let next = stretch(&entry.left, head.end..entry.left.len());
    let name = entry.piece(next).filter(|text| text.len() > 2);
    if name.is_none() {
        fields.container_title = entry.piece(head);
    } else {
        fields.title = entry.piece(head);
        fields.container_title = name;
    }
}

/// The comma between a title and a journal; what names a series belongs to the journal.
fn last_comma(text: &str) -> Option<usize> {
    let mut end = text.trim_end_matches([',', ' ', ';', ':', '(']).len();
    while let Some(at) = text[..end].rfind([',', ';']) {
        let next = text[at + 1..].trim_start();
        let goes_on = [
            "Series", "Ser.", "Section", "Sect.", "Part", "Sér.", "Suppl", "and ", "Physics",
            "Mathem", "Section",
        ]
        .iter()
        .any(|start| next.starts_with(start))
            || next.trim_end_matches([',', ' ', '.', ';']).chars().count() < 3;
        if !goes_on {
            return Some(at + 1);
        }
        end = at;
    }
    None
}

/// Reads a work that stands alone: a book, a report, a page.
fn read_alone(entry: &Entry, from: usize, fields: &mut Fields) {
    let mut end = entry.left.len();
    let found = publisher_of(&entry.left, from);
    if let Some(found) = &found {
        fields.publisher = found.name.clone().and_then(|range| entry.piece(range));
        fields.publisher_place = found.place.clone().and_then(|range| entry.piece(range));
        end = found.start;
    }
    if let Some(found) = TRANSLATED.find(&entry.left[from..end]) {
        end = from + found.start();
    }
    if fields.editor.is_empty()
        && let Some(found) = EDITED_BY.find(&entry.left[from..end])
        && let Some(list) = names::list(&entry.left[from + found.end()..end])
    {
        fields.editor = list.people;
        end = from + found.start();
    }
    let head = stretch(&entry.left, from..end);
    let text = &entry.left[head.clone()];
    let ends = sentence::ends(text.trim_end_matches([' ', '.']));
    if fields.title.is_some() {
        let stop = ends.first().map_or(head.end, |stop| head.start + stop);
        fields.container_title = entry.piece(head.start..stop);
        return;
    }
    match ends.last() {
        Some(last) if found.is_none() => {
            fields.title = entry.piece(head.start..head.start + last);
            let rest = entry.piece(head.start + last..head.end);
            hold(fields, rest);
        }
        _ => {
            let first = ends.first().map_or(head.end, |end| head.start + end);
            // `Smouts, Relations. Pratiques et théories, Paris`: where commas part all, no stop does.
            let in_commas = [&entry.left[..head.start], text]
                .iter()
                .all(|part| part.trim_end().ends_with(','));
            let is_one = in_commas && !series::is_named(&entry.left[first..head.end]);
            let first = if is_one { head.end } else { first };
            fields.title = entry.piece(head.start..first);
            if found.is_some() {
                series::keep(fields, entry.piece(first..head.end));
            } else {
                let rest = stretch(&entry.left, head.end..entry.left.len());
                hold(fields, entry.piece(rest));
            }
        }
    }
}

/// Keeps what stands behind a title and says nothing of what it is: the site of a page, a journal
/// without numbers, or else who published.
fn hold(fields: &mut Fields, rest: Option<String>) {
    let is_site = fields.kind.is_none() && fields.url.is_some();
    let is_journal = rest.as_deref().is_some_and(words::names_periodical);
    if is_site || is_journal {
        fields.container_title = rest;
    } else {
        fields.publisher = rest;
    }
}

fn publish(entry: &Entry, from: usize, fields: &mut Fields) {
    if let Some(found) = publisher_of(&entry.left, from) {
        fields.publisher = found.name.and_then(|range| entry.piece(range));
        fields.publisher_place = found.place.and_then(|range| entry.piece(range));
    }
}

/// A title's text as the entry has it.
#[cfg(test)]
fn title(raw: &str) -> Option<String> {
    super::entry::trimmed(&raw[quoted(raw)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_quotation_marks() {
        for (raw, expected) in [
            ("Kim, “Fear and Trust,” Asia 3", Some("Fear and Trust")),
            ("Kim, « La peur », Asie 3", Some("La peur")),
            ("Kim: „Die Angst“. In: Asien", Some("Die Angst")),
            (
                "Kim, 'Fear and its ends', Asia 3",
                Some("Fear and its ends"),
            ),
            ("Kim. What “buffer states” do. Asia 3", None),
        ] {
            assert_eq!(title(raw).as_deref(), expected, "{raw}");
        }
    }
}
