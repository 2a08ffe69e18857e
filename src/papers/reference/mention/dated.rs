//! Authors with years: `(Waltz, 1979, p. 12)`, `(Waltz 1979; Snyder & Lee, 2003)`, `Waltz (1979)`, and the
//! author with a page: `(Waltz 12)`.
//!
//! Who is not in the bibliography is taken for an author only where the form leaves little doubt.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::listed::{Cited, Found, Listed, Year};
use super::super::{DATELESS, pattern};
use super::Read;
use super::names::{self, Names};
use crate::papers::paper::{Lack, Leads};

/// A citation with a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) range: Range<usize>,
    leads: Leads,
    /// Whether its author is in no bibliography.
    is_doubtful: bool,
}

/// A year with the letters behind it, and what stands for a year.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:(?P<y>1[4-9]\d\d|20\d\d)(?:/\d{{2,4}})?(?P<l>[a-z](?:\s?[,–-]\s?[a-z]\b)*)?\b|(?:{DATELESS}))"
    ))
});

/// Years alone, with a place in the work behind them.
static YEARS_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:1[4-9]\d\d|20\d\d|n\.\s?d\.|in press|forthcoming)[^\s]*(?:,\s\d{4}[a-z]?)*(?:\s?[,:]\s?.*)?$",
    )
});

static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s?[,:]?\s?(?:pp?\.|S\.|chs?\.|chap|sec|par|vol|bk|book|fig|tab|note|n\.|§|¶|\d|[ivxlc]+\b)[^;]*$",
    )
});

/// What stands before years without naming an author.
static NO_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|spring|summer|autumn|fall|winter|fig|figure|table|equation|section|chapter|resolution|treaty|act|law|war|version|since|until|before|after|from|by|in)(?:uary|ruary|ch|il|ust|tember|ober|ember|s|\.)?\b",
    )
});

impl Dated {
    pub(super) fn sure(text: &str, range: Range<usize>, leads: Leads) -> Self {
        Self {
            range: trimmed(text, range),
            leads,
            is_doubtful: false,
        }
    }

    /// The references it leads to.
    pub(super) fn references(&self) -> Option<&[u32]> {
        match &self.leads {
            Leads::To(numbers) => Some(numbers),
            Leads::Either(_) | Leads::Nowhere(_) => None,
        }
    }

    /// The citation without what lies before a place; nothing where no more is left.
    pub(super) fn behind(mut self, place: usize) -> Option<Self> {
        self.range.start = self.range.start.max(place);
        (!self.range.is_empty()).then_some(self)
    }

    pub(super) fn read(self, text: &str) -> Read {
        let is_doubtful = self.is_doubtful;
        Read {
            is_doubtful,
            ..Read::sure(trimmed(text, self.range), self.leads)
        }
    }
}

/// The year in brackets behind names.
pub(super) fn behind_names(
    text: &str,
    open: usize,
    close: usize,
    listed: &Listed,
) -> Option<Dated> {
    let content = &text[open + 1..close];
    // Of what years begin with, and what stands for them.
    let may_be_years = content.trim_start().starts_with(['1', '2', 'n', 'i', 'f']);
    if !may_be_years || !text[..open].ends_with(' ') || !YEARS_ALONE.is_match(content) {
        return None;
    }
    let years: Vec<Year> = years(content).flat_map(|(_, years)| years).collect();
    let names = names::before(text, open).filter(|_| !years.is_empty())?;
    let answer = answer(&names, &years, listed);
    let is_named = names.others || names.list.len() > 1;
    match answer {
        Some((start, leads)) => Some(Dated {
            range: start..close + 1,
            leads: together(leads),
            is_doubtful: false,
        }),
        None => (is_named && reads_like_names(text, &names, open)).then(|| Dated {
            range: names.start().unwrap_or(open)..close + 1,
            leads: Leads::Nowhere(Lack::Work),
            is_doubtful: true,
        }),
    }
}

/// The citations of one part of a bracket. A part without names goes on with those of the last.
pub(super) fn within(
    text: &str,
    part: Range<usize>,
    listed: &Listed,
    last: &mut Option<Names>,
) -> Vec<Dated> {
    let content = &text[part.clone()];
    let found: Vec<(Range<usize>, Vec<Year>)> = if may_have_year(content) {
        years(content).collect()
    } else {
        Vec::new()
    };
    if found.is_empty() {
        return paged(text, part, listed).into_iter().collect();
    }
    let mut dated: Vec<Dated> = Vec::new();
    let mut from = 0;
    for (at, (place, years)) in found.iter().enumerate() {
        let before = part.start + from..part.start + place.start;
        let is_last = at + 1 == found.len();
        from = place.end;
        let own = Names::of(text, before.clone());
        let is_bare = own.is_none() && !content[..place.start].trim_end().ends_with("p.");
        if own.is_none() && !is_bare {
            continue;
        }
        let Some(names) = own.clone().or_else(|| last.clone()) else {
            continue;
        };
        let rest = &content[place.end..];
        let end = if is_last && LOCATOR.is_match(rest) {
            part.end
        } else {
            part.start + place.end
        };
        let leads = match answer(&names, years, listed) {
            Some((start, leads)) => {
                let start = if own.is_some() {
                    start
                } else {
                    part.start + place.start
                };
                Some((start, together(leads), false))
            }
            None => (own.is_some() && reads_like_names(text, &names, part.start + place.start))
                .then(|| {
                    (
                        names.start().unwrap_or(part.start),
                        Leads::Nowhere(Lack::Work),
                        true,
                    )
                }),
        };
        *last = Some(names);
        dated.extend(leads.map(|(start, leads, is_doubtful)| Dated {
            range: start..end,
            leads,
            is_doubtful,
        }));
    }
    dated
}

/// Whether a part has four digits, or a sign of what stands for a year: most brackets hold a remark.
fn may_have_year(part: &str) -> bool {
    const DATELESS: [&str; 5] = ["n.", "o.", "s.", "in press", "forthcoming"];
    let mut digits = part.as_bytes().windows(4);
    digits.any(|four| four.iter().all(u8::is_ascii_digit))
        || DATELESS.iter().any(|sign| part.contains(sign))
}

/// `(Waltz 12)`: an author of the bibliography, exactly, with a page.
fn paged(text: &str, part: Range<usize>, listed: &Listed) -> Option<Dated> {
    let (said, pages) = text[part.clone()].trim_end().rsplit_once(' ')?;
    let is_named = said.ends_with(char::is_alphabetic) && are_pages(pages);
    if !is_named || NO_AUTHOR.is_match(said) {
        return None;
    }
    let names = Names::of(text, part.start..part.start + said.len())?;
    let [name] = &names.list[..] else {
        return None;
    };
    let leads = match listed.by_exactly(&name.words)[..] {
        [] => return None,
        [one] => Leads::To(vec![one]),
        ref several => Leads::Either(several.to_vec()),
    };
    Some(Dated::sure(text, name.start..part.end, leads))
}

/// Whether a text is the number of a page, or the first and the last of several.
fn are_pages(text: &str) -> bool {
    let is_page =
        |page: &str| (1..=4).contains(&page.len()) && page.bytes().all(|b| b.is_ascii_digit());
    text.splitn(2, ['-', '–']).all(is_page)
}

/// A single citation that fills its brackets takes them in.
pub(super) fn widen(found: &mut [Dated], text: &str, inside: Range<usize>) {
    let [only] = found else {
        return;
    };
    let lead = &text[inside.start..only.range.start.max(inside.start)];
    let fills = only.range.end == trimmed(text, inside.clone()).end;
    if fills && !lead.contains(char::is_uppercase) && !lead.contains(';') {
        only.range = inside.start - 1..inside.end + 1;
    }
}

/// The years of a text with their places; several letters make several years.
fn years(text: &str) -> impl Iterator<Item = (Range<usize>, Vec<Year>)> + '_ {
    let stands_alone = |found: &Captures<'_>| {
        let place = found.get(0).map(|place| place.range()).unwrap_or_default();
        let before = text[..place.start].chars().next_back();
        let mut behind = text[place.end..].chars();
        let spans = matches!(behind.next(), Some('-' | '–'))
            && behind.next().is_some_and(|next| next.is_ascii_digit());
        (!spans && !before.is_some_and(|c| "-–/.:".contains(c))).then_some(place)
    };
    YEAR.captures_iter(text).filter_map(move |found| {
        let place = stands_alone(&found)?;
        let number = found.name("y").map(|year| year.as_str().to_owned());
        let letters = found.name("l").map_or("", |letters| letters.as_str());
        let letters: Vec<char> = letters.chars().filter(char::is_ascii_lowercase).collect();
        let year = |letter| Year {
            number: number.clone(),
            letter,
        };
        let years = match letters[..] {
            [] => vec![year(None)],
            _ => letters.iter().map(|letter| year(Some(*letter))).collect(),
        };
        Some((place, years))
    })
}

/// Where names with each of these years lead, and where the first of the names begins. Words of the
/// sentence may stand before the names, so fewer of them are tried as well.
fn answer(names: &Names, years: &[Year], listed: &Listed) -> Option<(usize, Vec<Leads>)> {
    let words: Vec<Vec<String>> = names.list.iter().map(|name| name.words.clone()).collect();
    let whole = [names.whole.clone()];
    let is_body = words.len() > 1 && !listed.by_exactly(&names.whole).is_empty();
    let body = is_body.then_some((&whole[..], 0));
    let fewer = (0..words.len()).map(|at| (&words[at..], at));
    let mut known = None;
    for (list, at) in body.into_iter().chain(fewer) {
        let found = years.iter().map(|year| {
            listed.cited(&Cited {
                names: list,
                others: names.others,
                year,
            })
        });
        let leads: Vec<Leads> = found
            .filter_map(|found| match found {
                Found::Author(leads) => Some(leads),
                Found::Nobody => None,
            })
            .collect();
        if leads.len() < years.len() {
            continue;
        }
        let start = names.list[at].start;
        if leads
            .iter()
            .any(|leads| !matches!(leads, Leads::Nowhere(_)))
        {
            return Some((start, leads));
        }
        known = known.or(Some((start, leads)));
    }
    known
}

/// One answer for the years of one citation: what leads somewhere counts.
fn together(leads: Vec<Leads>) -> Leads {
    let (mut sure, mut maybe) = (Vec::new(), Vec::new());
    for leads in leads {
        match leads {
            Leads::To(numbers) => sure.extend(numbers),
            Leads::Either(numbers) => maybe.extend(numbers),
            Leads::Nowhere(_) => {}
        }
    }
    match (sure.is_empty(), maybe.is_empty()) {
        (false, _) => Leads::To(sure),
        (true, false) => Leads::Either(maybe),
        (true, true) => Leads::Nowhere(Lack::Work),
    }
}

/// Whether names that no entry has can hardly be anything but authors.
fn reads_like_names(text: &str, names: &Names, end: usize) -> bool {
    let start = names.start().unwrap_or(end);
    let stretch = &text[start.min(end)..end];
    let is_plain = |words: &[String]| {
        words.len() <= 2
            && words
                .iter()
                .all(|word| !word.contains(|c: char| c.is_ascii_digit()))
    };
    let capitals = stretch.chars().filter(|c| c.is_uppercase()).count();
    let is_shouted = capitals * 2 > stretch.chars().filter(|c| c.is_alphabetic()).count();
    names.list.len() <= 3
        && names.list.iter().all(|name| is_plain(&name.words))
        && (names.list.len() > 1 || names.others || names.list[0].words.len() == 1)
        && !is_shouted
        && !NO_AUTHOR.is_match(stretch)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let stretch = &text[range.clone()];
    let start = range.start + stretch.len() - stretch.trim_start().len();
    start..start + stretch.trim().len()
}
