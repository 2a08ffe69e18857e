//! When a work appeared and when a page was looked at.
//!
//! An entry may name several years; the one in brackets of its own, or behind the authors, or last
//! between stops is the year of the work. Month names of seven languages are known.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use fnv::FnvBuildHasher;
use regex::Regex;

use super::entry::{Entry, TAKEN};
use super::{DATELESS, pattern};

/// A date and the place it stands at, with the brackets around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    date: String,
    bracketed: bool,
}

/// The months in full and for short. What is a word as well is a month only with a stop behind it:
/// `set.`
const MONTHS: [&str; 12] = [
    "january januari januar janvier janeiro gennaio enero января jan janv jän jänner ene genn gen.",
    "february februari februar février fevrier febrero fevereiro febbraio февраля feb févr fév fev",
    "march märz mars marzo março марта mar mär mrz",
    "april avril abril aprile апреля apr abr avr",
    "may mai maj mayo maio maggio мая mag.",
    "june juni juin junio junho giugno июня jun giu",
    "july juli juillet julio julho luglio июля jul juil lug",
    "august augusti augustus août aout agosto августа aug aoû ago.",
    "september septembre septiembre setiembre setembro settembre сентября sept sep set.",
    "october oktober octobre octubre outubro ottobre октября oct okt ott out.",
    "november novembre noviembre novembro ноября nov",
    "december dezember desember décembre decembre diciembre dezembro dicembre декабря dec dez déc dic.",
];

/// The name of a month where dates are looked for: its letters are [`marked`].
const MONTH: &str = r"(?:\x0E+|\x0F+)";
/// One that needs no stop.
const FULL: &str = r"\x0E+";
const FULL_MARK: &str = "\u{e}";
const SHORT_MARK: &str = "\u{f}";

/// So many bytes before a number are looked at for a word that it belongs to.
const LONGEST_LEAD: usize = 40;

const YEAR: &str = r"(?:1[4-9]\d\d|20\d\d)";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)
        \b(?P<y1>{YEAR})-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)\b
        | \b(?P<d2>[0-3]?\d)\.\s?(?P<m2>[01]?\d)\.\s?(?P<y2>{YEAR})\b
        | \b(?P<d3>[0-3]?\d)(?:st|nd|rd|th|er|º|°|\.)?(?:\s?[-–/]\s?[0-3]?\d\.?)?,?\s(?:de\s|of\s)?(?P<n3>{MONTH})\.?,?\s(?:de\s)?(?P<y3>{YEAR})\b
        | \B(?P<n4>{MONTH})\.?(?:\s?[-–/]\s?{MONTH}\.?)?\s(?:(?P<d4>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-3]?\d)?)?,?\s?(?:de\s)?(?P<y4>{YEAR})\b
        | \b(?P<y5>{YEAR})[a-z]?,?\s(?:(?P<n5>{MONTH})(?:\.?\s?[-–/]\s?{MONTH})?\.?\s(?P<d5>[0-3]?\d)(?:\s?[-–]\s?[0-3]?\d)?\b|(?P<n6>{FULL})(?:\.?\s?[-–/]\s?{FULL})?\B)
        | \b(?P<y6>{YEAR})(?:[a-z]\b|\s[a-e]\b)?(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?\b"
    ))
});

static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)[\[(]?(?:дата\s(?:последнего\s)?(?:обращения|доступа)|\b(?:(?:last\s|date\s)?(?:accessed|retrieved|viewed|visited|checked|cited|access)|accessed\son|(?:zuletzt\s)?(?:abgerufen|aufgerufen|eingesehen|besucht|zugegriffen)|(?:letzter\s)?zugriff|stand|consulté|consultée|page\sconsultée|consultado|consulta|acesso(?:\sem)?|accesso|acceso))
        \s?:?\s?(?:on|am|le|el|il|em|vom)?:?,?\s?
        (?P<date>(?:[0-3]?\d(?:st|nd|rd|th|\.)?\s?(?:{MONTH}\.?|[01]?\d\.),?\s?\d{{4}})|(?:{MONTH}\.?\s[0-3]?\d(?:st|nd|rd|th)?,?\s\d{{4}})|(?:\d{{4}}-\d\d-\d\d)|(?:{MONTH}\.?,?\s\d{{4}})|(?:\d{{4}}\s{MONTH}\.?\s[0-3]?\d)|(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}))
        (?:\s?г\.)?(?:,?\sfrom\b|,?\sat\b)?:?[\])]?"
    ))
});

/// Takes the day a page was looked at.
pub(super) fn take_accessed(entry: &mut Entry) -> Option<String> {
    let marked = marked(&entry.left);
    let found = ACCESSED.captures(&marked)?;
    let (whole, place) = (found.get(0)?.range(), found.name("date")?.range());
    let date = DATE
        .captures(&marked[place.clone()])
        .map(|found| written(&found, &entry.left[place]));
    entry.take(whole);
    date
}

/// The first date of a text.
pub(super) fn first(text: &str) -> Option<String> {
    let marked = marked(text);
    DATE.captures(&marked).map(|found| written(&found, text))
}

/// Takes the date of publication; answers it and where it stood. `names_end` tells whether all
/// that stands before a place reads like names.
pub(super) fn take_issued(
    entry: &mut Entry,
    is_names: impl Fn(&str) -> bool,
) -> Option<(String, Range<usize>)> {
    let left = &entry.left;
    let found: Vec<Found> = DATE
        .captures_iter(&marked(left))
        .filter_map(|found| {
            let range = found.get(0)?.range();
            plain(left, &range).then(|| around(left, range, written(&found, left)))
        })
        .collect();
    let last = entry
        .left
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .len();
    let several = found.len() > 1;
    let chosen = found
        .iter()
        .find(|found| {
            several && !goes_on(&entry.left, found) && is_names(&entry.left[..found.range.start])
        })
        .or_else(|| found.iter().find(|found| found.bracketed))
        .or_else(|| found.iter().rev().find(|found| found.range.end >= last))
        .or_else(|| {
            found
                .iter()
                .rev()
                .find(|found| set_off(&entry.left, &found.range))
        })
        .or_else(|| found.last())?
        .clone();
    entry.take(chosen.range.clone());
    // The same year again in brackets tells the month.
    let again = found.iter().find(|again| {
        again.bracketed && again.range != chosen.range && again.date.starts_with(&chosen.date)
    });
    let date = again.map_or(chosen.date, |again| {
        entry.take(again.range.clone());
        again.date.clone()
    });
    Some((date, chosen.range))
}

/// Takes what stands for a date where there is none: `(n.d.)`, `(in press)`. It stands behind the
/// authors as a date would; answers where.
pub(super) fn take_dateless(
    entry: &mut Entry,
    is_names: impl Fn(&str) -> bool,
) -> Option<Range<usize>> {
    static BRACKETED: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"[(\[](?i:{DATELESS}|no date)[)\]]")));
    let range = BRACKETED.find(&entry.left)?.range();
    if !is_names(&entry.left[..range.start]) {
        return None;
    }
    entry.take(range.clone());
    Some(range)
}

/// Takes the words at the end of an entry that say that the work is still to appear.
pub(super) fn take_pending(entry: &mut Entry) {
    const PENDING: [&str; 6] = [
        "in press",
        "forthcoming",
        "to appear",
        "à paraître",
        "im Erscheinen",
        "im Druck",
    ];
    let end = entry.left.trim_end_matches([' ', '.']).len();
    let said = entry.left[..end].trim_end_matches([')', ']']);
    let ends_in = |words: &&str| {
        let start = said.len().checked_sub(words.len())?;
        let tail = said.get(start..)?;
        tail.eq_ignore_ascii_case(words).then_some(start)
    };
    let Some(start) = PENDING.iter().find_map(ends_in) else {
        return;
    };
    let before = entry.left[..start].trim_end_matches([' ', '(', '[']);
    let is_set_off = before.len() + 1 < start || entry.left[..start].ends_with(['(', '[']);
    let closes = before.ends_with(|c: char| !c.is_alphanumeric()) || is_set_off;
    if closes && before.contains(char::is_alphabetic) {
        entry.take(before.len()..end);
    }
}

/// A year that is no part of a longer number, range of pages or name: `resolution 1874 (2009)`.
fn plain(text: &str, range: &Range<usize>) -> bool {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:(?:r[eé]solution|decision|directive|резолюци[яи])\s(?:no\.\s?)?|(?:r[eé]solution|res\.|резолюци[яи])\s(?:no\.\s?|№\s?)?\d+\s?\()$",
        )
    });
    let head = &text[..range.start];
    if NUMBERED.is_match(&head[head.floor_char_boundary(head.len().saturating_sub(LONGEST_LEAD))..])
    {
        return false;
    }
    let before = head.chars().next_back();
    let mut after = text[range.end..].chars();
    let joined = |c: Option<char>| c.is_some_and(|c| "-–/:".contains(c));
    let next = after.next();
    !joined(before) && (!joined(next) || !after.next().is_some_and(char::is_alphanumeric))
}

/// Widens a date to the brackets that hold nothing else.
fn around(text: &str, range: Range<usize>, date: String) -> Found {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[(\[]\s*(?:(?:c|ca|circa|orig|erstveröff|spring|summer|fall|autumn|winter|printemps|été|automne|hiver|frühjahr|sommer|herbst)\.?,?\s)?$",
        )
    });
    static CLOSE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[a-z]?(?:,\s?[^()\[\]]{1,14})?\s*[)\]]"));
    let open = OPEN.find(&text[..range.start]);
    let close = CLOSE.find(&text[range.end..]);
    match (open, close) {
        (Some(open), Some(close)) => Found {
            range: open.start()..range.end + close.end(),
            date,
            bracketed: true,
        },
        _ => Found {
            range,
            date,
            bracketed: false,
        },
    }
}

/// Whether a year without brackets stands within a title, which goes on behind it: `Marx 1867 and after`.
fn goes_on(text: &str, found: &Found) -> bool {
    let behind = text[found.range.end..].strip_prefix(' ');
    !found.bracketed && behind.is_some_and(|behind| behind.starts_with(char::is_lowercase))
}

fn set_off(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    before.ends_with(|c: char| ",.;:(".contains(c) || c == TAKEN)
        && (after.is_empty() || after.starts_with(|c: char| ",.;:)".contains(c) || c == TAKEN))
}

/// A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as it makes sense; the text has the month's name.
fn written(found: &regex::Captures<'_>, text: &str) -> String {
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| found.name(name))
            .map(|group| group.as_str().to_owned())
    };
    let year = first(&["y1", "y2", "y3", "y4", "y5", "y6"]).unwrap_or_default();
    let month = first(&["m1", "m2"])
        .and_then(|month| month.parse().ok())
        .or_else(|| {
            let names = ["n3", "n4", "n5", "n6"];
            let name = names.iter().find_map(|name| found.name(name))?;
            Some(month(&text[name.range()])?.number)
        });
    let day: Option<u32> = first(&["d1", "d2", "d3", "d4", "d5"]).and_then(|day| day.parse().ok());
    match (month, day) {
        (Some(month @ 1..=12), Some(day @ 1..=31)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month @ 1..=12), _) => format!("{year}-{month:02}"),
        _ => year,
    }
}

/// A text with a mark for each letter of a month's name, as long as it was: a pattern with the names of
/// all months takes longer to compile than the entries of several papers to read.
fn marked(text: &str) -> Cow<'_, str> {
    let mut marked = Cow::Borrowed(text);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        let mark = match month(word) {
            Some(month) if !month.needs_stop => FULL_MARK,
            Some(_) if text[end..].starts_with('.') => SHORT_MARK,
            _ => continue,
        };
        let marks = mark.repeat(word.len());
        marked.to_mut().replace_range(start..end, &marks);
    }
    marked
}

#[derive(Debug, Clone, Copy)]
struct Month {
    number: usize,
    needs_stop: bool,
}

/// The month that a word names. What is a common word as well needs its capital: `May`.
fn month(word: &str) -> Option<Month> {
    static NAMES: LazyLock<HashMap<&str, Month, FnvBuildHasher>> = LazyLock::new(|| {
        let named = |(number, names): (usize, &'static str)| {
            names.split(' ').map(move |name| {
                let needs_stop = name.ends_with('.');
                (name.trim_end_matches('.'), Month { number, needs_stop })
            })
        };
        (1..).zip(MONTHS).flat_map(named).collect()
    });
    // Half of all words begin with a letter that no month begins with.
    let first = word.bytes().next()?.to_ascii_lowercase();
    let may_be_month = !first.is_ascii() || b"jfmasondegl".contains(&first);
    if !may_be_month || !LENGTHS.contains(&word.len()) || word == "may" {
        return None;
    }
    NAMES.get(word.to_lowercase().as_str()).copied()
}

/// How many bytes the names of months have.
const LENGTHS: RangeInclusive<usize> = 3..=16;

#[cfg(test)]
mod tests {
    use super::*;

    fn issued(raw: &str) -> Option<String> {
        take_issued(&mut Entry::new(raw), |_| false).map(|(date, _)| date)
    }

    #[test]
    fn dates_of_all_forms() {
        for (raw, date) in [
            ("Kim (2001, August 2). Title", "2001-08-02"),
            ("Kim. Title. 28 April 2014", "2014-04-28"),
            ("Kim. Title, 3. März 2004", "2004-03-03"),
            ("Kim. Title 2010 Dec; 24", "2010-12"),
            ("Kim. Title, May/June 1999.", "1999-05"),
            ("Kim. 1850–1900 in view. Bonn, 1957.", "1957"),
            ("Kim (1990a) 1984 again. Bonn 1991.", "1990"),
            ("Kim. Title. 2013-02-21.", "2013-02-21"),
            ("Kim. Titre, 1er juillet 2010.", "2010-07-01"),
            ("Kim. Título, 2 de março de 2011.", "2011-03-02"),
            ("Kim. Título. 12 out. 2010.", "2010-10-12"),
            ("Ким. Книга, 12 мая 2009 г.", "2009-05-12"),
        ] {
            assert_eq!(issued(raw).as_deref(), Some(date), "{raw}");
        }
    }

    #[test]
    fn a_word_that_begins_like_a_month_is_none() {
        for raw in [
            "Marx 1867 and after. London: Verso, 1867.",
            "Kim. The decider 1867.",
            "Kim. Decade 1867 in view.",
            "Kim. What 1867 may bring.",
            "Kim. The marches, 1867.",
        ] {
            assert_eq!(issued(raw).as_deref(), Some("1867"), "{raw}");
        }
    }

    #[test]
    fn a_year_within_a_title_behind_a_name_is_no_date_of_issue() {
        let raw = "Marx 1867 and after. London: Verso, 1999.";
        let issued = take_issued(&mut Entry::new(raw), |before| before == "Marx ");
        assert_eq!(issued.map(|(date, _)| date).as_deref(), Some("1999"));
    }

    #[test]
    fn a_day_of_access_is_no_date_of_issue() {
        for (raw, date) in [
            (
                "Kim. 2006. http://a.org (accessed April 8, 2014).",
                "2014-04-08",
            ),
            ("Kim. 2006. Abgerufen am 3. Mai 2010.", "2010-05-03"),
            ("Kim. 2006. Retrieved 8 April 2014 from", "2014-04-08"),
            ("Kim. 2006. [consulté le 2 avril 2011]", "2011-04-02"),
            ("Ким. 2006. (дата обращения: 12.05.2019).", "2019-05-12"),
            ("Ким. 2006. (Дата обращения: 2 мая 2019 г.)", "2019-05-02"),
        ] {
            let mut entry = Entry::new(raw);
            assert_eq!(take_accessed(&mut entry).as_deref(), Some(date), "{raw}");
            let issued = take_issued(&mut entry, |_| false).map(|(date, _)| date);
            assert_eq!(issued.as_deref(), Some("2006"), "{raw}");
        }
    }
}
