//! A raw reference string becomes fields.
//!
//! Rules work from what is certain to what is not: identifiers, dates and named numbers first, then
//! the quoted title and the names in front, then the journal's numbers, and at last what lies
//! between: title, container, publisher. Each part takes what it knows out of the
//! [`entry`]; a field is always a piece of the string. [`link()`] leads notes and citations in the text
//! to the entries they name. Which paper of the corpus is meant is not known here.

mod act;
mod body;
mod date;
mod document;
mod entry;
mod genre;
mod gost;
mod identifier;
mod link;
mod listed;
mod mention;
mod names;
mod numbers;
mod publisher;
mod quoted;
mod sentence;
mod series;
mod shape;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::papers::paper::Fields;
use entry::Entry;
use shape::Shaped;

pub use link::{link, relink};

/// Reads the fields of one entry of a bibliography, in whatever style it is written.
#[must_use]
pub fn parse(raw: &str) -> Fields {
    let mut fields = Fields::default();
    let mut entry = Entry::new(raw);
    identifier::take(&mut entry, &mut fields);
    fields.accessed = date::take_accessed(&mut entry);
    let act = act::take(&mut entry, &mut fields);
    let symbol = document::take(&mut entry, &mut fields);
    let responsible = gost::take_signs(&mut entry, &mut fields);
    genre::take(&mut entry, &mut fields);
    series::take_quoted(&mut entry, &mut fields);
    date::take_pending(&mut entry);
    numbers::take_labelled(&mut entry, &mut fields);
    let quoted = body::quoted(&entry.left);
    let dateless = date::take_dateless(&mut entry, names::covers);
    let issued = match dateless {
        Some(_) => None,
        // A body is followed by the document's name, which may begin with a year.
        None if symbol.is_some() => date::take_issued(&mut entry, |_| false),
        None => date::take_issued(&mut entry, names::covers),
    };
    let issued_at = dateless.or(issued.as_ref().map(|(_, range)| range.clone()));
    fields.issued = fields.issued.or(issued.map(|(date, _)| date));
    let body = symbol
        .as_ref()
        .and_then(|_| document::take_body(&entry, &mut fields));
    let front = act
        .or(body)
        .unwrap_or_else(|| take_people(&entry, issued_at, quoted.as_ref(), &mut fields));
    if responsible.len() > fields.author.len() {
        // In front stands the first of several.
        fields.author = responsible;
    }
    let title_end = quoted
        .as_ref()
        .map_or(front, |quoted| quoted.end.max(front));
    let had_volume = fields.volume.is_some();
    let published = publisher::placed_publisher(&entry.left, front).is_some();
    let run = match symbol {
        Some(_) => None,
        None => numbers::take_run(&mut entry, title_end, &mut fields),
    };
    if published && !had_volume && fields.issue.is_none() {
        // A bare number of a book with its publisher is a page.
        let number = fields.volume.take();
        fields.page = fields.page.or(number);
    }
    let is_part = body::read(&entry, front, quoted, run, &mut fields);
    series::take_bracketed(&mut fields);
    if let Some(symbol) = symbol {
        symbol.settle(&entry, &mut fields);
    }
    genre::settle(&mut fields, is_part);
    fields
}

/// Reads the fields of an entry behind another one, whose authors it may repeat by a dash.
#[must_use]
pub fn parse_after(raw: &str, before: Option<&Fields>) -> Fields {
    static SAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\s*(?:\[\d+\]\s|\d+\.\s)?(?:[-–—―_]\s?){2,}|^\s*[—―](?:[.,:]|\s)")
    });
    let (Some(before), Some(dash)) = (before, SAME.find(raw)) else {
        return parse(raw);
    };
    let people = if before.author.is_empty() {
        &before.editor
    } else {
        &before.author
    };
    let rest = raw[dash.end()..].trim_start_matches(['.', ',', ':', ' ']);
    // The rules for what is behind a name want one there.
    let fields = parse(&format!("Same, A. B. {rest}"));
    if fields.author.is_empty() {
        return Fields {
            editor: people.clone(),
            ..fields
        };
    }
    Fields {
        author: people.clone(),
        ..fields
    }
}

/// The identifiers that a text names, whatever else it says.
fn identified(text: &str) -> Fields {
    let mut fields = Fields::default();
    identifier::take(&mut Entry::new(text), &mut fields);
    fields
}

/// Reads the people in front of an entry; answers where what they made begins.
fn take_people(
    entry: &Entry,
    issued: Option<Range<usize>>,
    quoted: Option<&Range<usize>>,
    fields: &mut Fields,
) -> usize {
    let left = &entry.left;
    let first = left
        .find(|c: char| c.is_alphanumeric() || c == '´')
        .unwrap_or(0);
    let dated = issued.filter(|range| {
        range.start > first && quoted.is_none_or(|quoted| range.start < quoted.start)
    });
    let certain = dated
        .and_then(|range| {
            let before = &left[first..range.start];
            let front = names::Front::of(before);
            let is_sure = front.is_all() || leads(left, &range) && reads_like_people(before);
            is_sure.then(|| (front.all(), range.end))
        })
        .or_else(|| {
            let quoted = quoted.filter(|quoted| quoted.start > first)?;
            let before = &left[first..quoted.start];
            reads_like_people(before).then(|| (names::all(before), quoted.start))
        });
    let (list, end) = match certain {
        Some(certain) => certain,
        None => match names::list(&left[first..]) {
            Some(list) => {
                let end = first + list.end;
                (list, end)
            }
            None => return take_single(entry, first, fields).unwrap_or(first),
        },
    };
    if list.editors {
        fields.editor = list.people;
    } else {
        fields.author = list.people;
    }
    end
}

/// Takes an author of one word (`Plato. Republic. Indianapolis: Hackett`), where a title and a publisher
/// follow; answers where the name ends.
fn take_single(entry: &Entry, first: usize, fields: &mut Fields) -> Option<usize> {
    static SINGLE: LazyLock<Regex> = LazyLock::new(|| {
        shape::pattern(r"^(?P<n>\p{Lu}[\p{Ll}\p{M}]{3,})(?:\.|,)\s[“‘\x22]?\p{Lu}")
    });
    let left = &entry.left[first..];
    let shape = shape::of(left);
    let found = SINGLE.captures(&shape)?.name("n")?.range();
    let name = &left[Shaped::new(left, &shape).place(found)];
    let end = first + name.len();
    let published = publisher::placed_publisher(&entry.left, end)?;
    let title = &entry.left[end..published.start];
    let words = title
        .split(' ')
        .filter(|word| word.contains(char::is_alphabetic));
    let is_word = words::is_common(name) || words::names_body(name) || words::is_place(name);
    if is_word || words.count() == 0 {
        return None;
    }
    fields.author = names::body(name).into_iter().collect();
    Some(end)
}

/// Whether a date stands in brackets in the first half of an entry, with a title behind it.
fn leads(left: &str, date: &Range<usize>) -> bool {
    let behind = &left[date.end..];
    let words = behind
        .split(' ')
        .filter(|word| word.contains(char::is_alphabetic))
        .count();
    left[..date.end].len() - date.len() < behind.len() * 2 && words >= 3 && date.len() > 5
}

/// Whether a stretch in front of a date or a quoted title can be people: few small words, and no
/// sentence that ends in one.
fn reads_like_people(text: &str) -> bool {
    let small = text
        .split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'')
        .filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 1)
        .filter(|word| !SMALL.contains(word))
        .count();
    text.len() < 1500
        && (small == 0 || small * 8 < text.split(' ').count())
        && sentence::ends(text).is_empty()
        && text.contains(char::is_alphabetic)
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.contains('“')
}

/// Small words that stand in lists of names.
const SMALL: [&str; 30] = [
    "and", "et", "al", "und", "van", "von", "de", "del", "della", "di", "da", "den", "der", "des",
    "dos", "du", "la", "le", "el", "ter", "ten", "zu", "zur", "of", "for", "the", "eds", "ed",
    "editors", "bin",
];

/// What stands for a year where there is none.
const DATELESS: &str = r"n\.\s?d\b\.?|o\.\s?[Jj]\b\.?|s\.\s?a\b\.?|in press\b|forthcoming\b";

/// A pattern of this module's. Digits and the edges of words are those of ASCII: the classes of
/// Unicode take a tenth of a second to compile, and their edges keep the engine from its fastest way
/// through a text with dashes. A word that begins or ends with another letter needs no edge there. A
/// letter is one of ASCII or whatever lies beyond it. White space is a space: texts have no other once
/// they are read, nor has an [`Entry`].
fn pattern(source: &str) -> Regex {
    let source = source
        .replace(r"\d", "[0-9]")
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\B", r"(?-u:\B)")
        .replace(r"\w", r"[^\x00-/:-@\[-^`{-\x7F]")
        .replace(r"\p{L}", r"[^\x00-@\[-`{-\x7F]")
        .replace(r"\s", r"\x20")
        .replace(r"\S", r"[^\x20]");
    Regex::new(&source).expect("every pattern is a constant that a test uses")
}
