//! Volume, issue, pages and edition.
//!
//! Those that are named (“vol. 3”, “pp. 7–9”) are taken wherever they stand. The others are a run of
//! numbers behind the name of a journal, told apart by their order and by brackets.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::{Entry, TAKEN, trimmed};
use super::{gost, pattern, series};
use crate::papers::paper::Fields;

/// Pages from and to; an article's number may carry a letter.
const PAGES: &str = r"[A-Z]{0,2}\.?\d+[A-Za-z]?(?:[.:]\d+)?(?:\s?(?:-{1,3}|[–—−‐‑#~]|\bto\b|\bbis\b)\s?[A-Z]{0,2}\d+[A-Za-z]?)?";

static LABELLED_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"[\[(]?\b(?:(?:[Pp]ages?|[Pp]gs?\.|[Ss]eiten?|[Pp]ágs?\.|[Pp]p\.?|p\.|p|str\.)[:,]?\s?(?P<p>{PAGES}(?:\s?(?:,|&|and|et)\s?\d{{1,3}}\b(?:\s?[-–—]{{1,2}}\s?\d+)?)*|[ivxlc]+\s?[-–—]{{1,2}}\s?[ivxlc\d]+)|[Ss]\.\s?(?P<s>\d+\s?[-–—]\s?\d+|\d{{1,3}}\b))(?:\s?ff?\b\.?)?[\])]?|[(\[](?P<b>\d{{1,3}}\s?[-–—]\s?\d{{1,3}})[)\]]"
    ))
});

static EXTENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[(]?\b(?:[xvi]+\s?[,+]\s?)?\d{1,4}\s?(?:pp?\b\.?|pages\b|S\.|Seiten\b|págs\.)[\])]?",
    )
});

static VOLUME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[(]?\b(?:(?i:vol(?:ume|s)?|bd|band|tome|tomo|jg|jahrgang)\b\.?|[vt]\.)\s?(?P<v>\d+[A-Z]?(?:[/-]\d+)?|[IVXLC]+\b|[ivxlc]+\b)(?:\s?\((?P<i>[^()\x01]{1,14})\))?|\b(?P<n>\d{1,4})\.\s?(?:Jg|Jahrgang|Bd)\b\.?",
    )
});

static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[(]?(?:\b(?i:no|nr|num|número|numéro|issue|number|heft|iss|fasc|fascicule)\b\.?|№|\bn[°ºo])\s?(?P<i>\d+[A-Za-z]?(?:\s?[-–/]\s?\d+)?)\b[\])]?|\bH\.\s?(?P<h>\d{1,3}(?:\s?[-–/]\s?\d+)?)\b|[\[(]?\b(?P<s>(?i:suppl(?:ement)?|special issue|pt)\b\.?(?:\s?[A-Z]?\d+)?)\b[\])]?",
    )
});

static EDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?P<e>(?:(?:\d{1,2}\.?\s?(?:st|nd|rd|th|ed|e|ère|ème|ª|a|°)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|revised|rev\.|new|zweite|dritte|vierte)\s(?:(?:revised|rev\.|enlarged|expanded|international|english|überarbeitete|erweiterte|durchgesehene|and|und)\s)*(?:edition|edn|ed|auflage|aufl|éd|édition|edición|edizione|edição)\b|revised edition|revised and expanded|édition revue)\.?)[\])]?",
    )
});

/// Takes the numbers that say what they are.
pub(super) fn take_labelled(entry: &mut Entry, fields: &mut Fields) {
    fields.edition = named(entry, &EDITION, "e").and_then(|range| entry.piece(range));
    gost::take(entry, fields);
    if fields.page.is_none() {
        fields.page = first_named(entry, &LABELLED_PAGES, ["p", "s", "b"])
            .and_then(|range| entry.piece(range));
    }
    let extent = entry.take_match(&EXTENT);
    let extent = extent.and_then(|groups| entry.piece(groups[0].clone()));
    if let Some(extent) = extent.filter(|_| fields.page.is_none()) {
        series::remark(fields, extent);
    }
    if fields.volume.is_none()
        && let Some((range, volume, issue)) = VOLUME.captures(&entry.left).and_then(|found| {
            let issue = found.name("i").map(|group| group.range());
            let volume = found.name("v").or_else(|| found.name("n"))?;
            Some((found.get(0)?.range(), volume.range(), issue))
        })
    {
        entry.take(range);
        fields.volume = entry.piece(volume);
        fields.issue = issue.and_then(|range| entry.piece(range));
    }
    if fields.issue.is_none() {
        fields.issue =
            first_named(entry, &ISSUE, ["i", "h", "s"]).and_then(|range| entry.piece(range));
    }
}

/// Takes a pattern's match that has the first of these groups that any match has.
fn first_named(entry: &mut Entry, pattern: &Regex, groups: [&str; 3]) -> Option<Range<usize>> {
    // Most entries have no match at all, which is told once for all groups.
    if !pattern.is_match(&entry.left) {
        return None;
    }
    groups.iter().find_map(|group| named(entry, pattern, group))
}

/// Takes a pattern's match where it has the named group; answers that group's place.
fn named(entry: &mut Entry, pattern: &Regex, group: &str) -> Option<Range<usize>> {
    let (whole, group) = pattern
        .captures_iter(&entry.left)
        .find_map(|found| Some((found.get(0)?.range(), found.name(group)?.range())))?;
    entry.take(whole);
    Some(group)
}

/// Numbers up to the end, with what may stand between them.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:[\s,:;.()\[\]\x01]*\b{PAGES}\b(?:\s?ff?\b)?)+[\s,:;.()\[\]\x01]*$"
    ))
});

/// `12(3): 45–67` with words behind it.
static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b[A-Z]?\d{1,4}[A-Z]?[\s\x01]*(?:[,.]?\s?\(([^()\x01]{1,18})\))?[\s\x01]*[,:;][\s\x01]*(?:\d{1,4},\s)?[A-Z]?\d+\s?(?:-{1,3}|[–—−‐])\s?[A-Z]?\d+\b|\b\d{1,4}\s?\(\d[^()\x01]{0,8}\)(?:[,:;]\s?[A-Z]?\d+)?",
    )
});

/// `, 45–67.` with a place and publisher behind it.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(r",\s(\d{1,3}\s?[-–—]\s?\d{1,3})\.\s"));

/// A number of a run. A colon parts two of them: `63:135–160`.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b{}\b", PAGES.replace("[.:]", r"\."))));

/// Takes the run of numbers behind a journal's name, from a place on; answers where it began.
pub(super) fn take_run(entry: &mut Entry, from: usize, fields: &mut Fields) -> Option<usize> {
    let left = &entry.left[from..];
    let range = RUN
        .find(left)
        .and_then(|found| {
            let start = found.start() + found.as_str().find(char::is_alphanumeric)?;
            left[..start]
                .contains(char::is_alphabetic)
                .then_some(start..found.end())
        })
        .or_else(|| STRONG.find_iter(left).last().map(|found| found.range()))
        .or_else(|| Some(BETWEEN.captures(left)?.get(1)?.range()))?;
    let range = range.start + from..range.end + from;
    let run = Run::of(&entry.left[range.clone()]);
    let [volume, issue, page] = run.told(fields.volume.is_some(), fields.page.is_some());
    let at = |part: Range<usize>| part.start + range.start..part.end + range.start;
    let set = |field: &mut Option<String>, part: Option<Range<usize>>| {
        if let Some(part) = part.filter(|_| field.is_none()) {
            *field = trimmed(&entry.text[at(part)]);
        }
    };
    set(&mut fields.volume, volume);
    set(&mut fields.issue, issue);
    set(&mut fields.page, page);
    let start = range.start + entry.left[range.clone()].find(char::is_alphanumeric)?;
    let start = if entry.left[..start].ends_with('(') {
        start - 1
    } else {
        start
    };
    entry.take(start..range.end);
    Some(start)
}

/// The numbers of a run in order.
#[derive(Debug)]
struct Run {
    numbers: Vec<Number>,
    /// The first place of a date inside or behind the run.
    dated: bool,
}

#[derive(Debug, Clone)]
struct Number {
    range: Range<usize>,
    is_range: bool,
    bracketed: bool,
}

impl Run {
    fn of(text: &str) -> Self {
        let mut numbers: Vec<Number> = NUMBER
            .find_iter(text)
            .map(|found| {
                let open = text[..found.start()].rfind('(');
                let close = text[..found.start()].rfind(')');
                Number {
                    range: found.range(),
                    is_range: found.as_str().contains(|c: char| "-–—−‐‑#~ ".contains(c)),
                    bracketed: open.is_some_and(|open| close.is_none_or(|close| close < open)),
                }
            })
            .collect();
        for number in numbers.iter_mut().filter(|number| number.bracketed) {
            let close = text[number.range.end..].find(')');
            let end = close.map_or(number.range.end, |close| number.range.end + close);
            let start = text[..number.range.start]
                .rfind('(')
                .map_or(number.range.start, |at| at + 1);
            number.range = start..end;
        }
        numbers.dedup_by(|next, last| next.bracketed && last.bracketed && next.range == last.range);
        if numbers.is_empty()
            && let Some(open) = text.find('(')
        {
            numbers.extend(
                text.find(')')
                    .filter(|close| *close > open)
                    .map(|close| Number {
                        range: open + 1..close,
                        is_range: false,
                        bracketed: true,
                    }),
            );
        }
        Self {
            numbers,
            dated: text.contains(TAKEN),
        }
    }

    /// Volume, issue and pages of the run, given which of them were named elsewhere.
    fn told(&self, has_volume: bool, has_page: bool) -> [Option<Range<usize>>; 3] {
        let place = |number: Option<&Number>| number.map(|number| number.range.clone());
        let issue = self.numbers.iter().find(|number| number.bracketed);
        let open: Vec<&Number> = self
            .numbers
            .iter()
            .filter(|number| !number.bracketed)
            .collect();
        let told = match open[..] {
            [] => (None, issue, None),
            [one] if one.is_range && !has_page => (None, issue, Some(one)),
            [one] if has_page || !has_volume && (issue.is_some() || self.dated) => {
                (Some(one), issue, None)
            }
            [one] if has_volume => (None, issue, Some(one)),
            [one] => (Some(one), issue, None),
            [first, second, ..] if has_page => (Some(first), issue.or(Some(second)), None),
            [first, second] => (Some(first), issue, Some(second)),
            [first, second, _, ..] if second.is_range => (Some(first), issue, Some(second)),
            [first, second, third, ..] => (Some(first), issue.or(Some(second)), Some(third)),
        };
        [place(told.0), place(told.1), place(told.2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(raw: &str) -> [Option<String>; 3] {
        let mut entry = Entry::new(raw);
        let mut fields = Fields::default();
        take_labelled(&mut entry, &mut fields);
        take_run(&mut entry, 0, &mut fields);
        [fields.volume, fields.issue, fields.page]
    }

    #[test]
    fn numbers_are_told_by_order_and_brackets() {
        for (raw, volume, issue, page) in [
            ("Journal of Fear 24(5): 553-65.", "24", "5", "553-65"),
            ("Fear, vol. 11, no 6, p. 647-653.", "11", "6", "647-653"),
            ("Ann. Fear 36 1567–1594", "36", "", "1567–1594"),
            ("ApJ, 155, 393", "155", "", "393"),
            ("Fear Quarterly 111, 468: 128–162", "111", "468", "128–162"),
            ("Fear 7, Suppl 1: 21–31.", "7", "Suppl 1", "21–31"),
            ("Fear, Bd. 3, Heft 2, S. 10–12", "3", "2", "10–12"),
            ("Fear 12(3): 4–5 [in Russian]", "12", "3", "4–5"),
        ] {
            let expected =
                [volume, issue, page].map(|text| (!text.is_empty()).then(|| text.to_owned()));
            assert_eq!(numbers(raw), expected, "{raw}");
        }
    }

    #[test]
    fn editions_are_no_volumes() {
        let mut fields = Fields::default();
        take_labelled(&mut Entry::new("Fear. 2nd rev. ed. Bonn"), &mut fields);
        assert_eq!(fields.edition.as_deref(), Some("2nd rev. ed"));
    }
}
