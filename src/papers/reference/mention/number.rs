//! Numbers that cite: `[3]`, `[3, 7–9]`, `[3]–[5]`, `[3, p. 12]`, and raised ones.
//!
//! An index of an array, an interval, a number of an equation and a value are no citations.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use crate::text::raised_digit;

/// Numbers in one pair of brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) items: Vec<Item>,
    /// Where the text goes on.
    pub(super) end: usize,
}

/// A number, or the first and last of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) range: Range<usize>,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// No more numbers than this are meant by the first and last of them.
const LONGEST_RUN: u32 = 50;

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:(?:see|cf\.|e\.g\.,?)\s(?:also\s)?)?(?P<n>(\d{1,3})(?:\s?[-–—]\s?(\d{1,3}))?)\s*$",
    )
});

static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:pp?\.|S\.|ch\.|chap|sec|Sec|Fig|Tab|Th|Thm|Lemma|§|vol\.|fn\.|n\.)[^\]]*$")
});

static NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s?[-–—]\s?\[(\d{1,3})\]"));

/// Words before a bracket that make its number something else.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:[=<>≤≥∈+*/^_(,−-]|\b(?:eqs?|equations?|figs?|figures?|tables?|steps?|intervals?|range|in \p{L}|between|item|line|byte|row|column|index)\.?)\s?$",
    )
});

static VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s?(?:=|≈|≤|≥|<|>|∈|\+|\*|\^|\[|\()"));

/// The numbers of a bracket, where they may cite.
pub(super) fn bracket(text: &str, open: usize, close: usize) -> Option<Group> {
    let before = &text[text.floor_char_boundary(open.saturating_sub(24))..open];
    let behind = &text[close + 1..];
    if OTHER.is_match(before) || VALUE.is_match(behind) || is_index(before) {
        return None;
    }
    let mut items = Vec::new();
    let mut start = open + 1;
    for part in text[open + 1..close].split([',', ';']) {
        let at = start;
        start += part.len() + 1;
        match item(part, at) {
            Some(item) => items.push(item),
            None if !items.is_empty() && LOCATOR.is_match(part) => {}
            None => return None,
        }
    }
    let mut end = close + 1;
    if let [only] = &mut items[..] {
        only.range = open..close + 1;
        if let Some(next) = NEXT.captures(behind)
            && let Some(last) = next[1].parse().ok().filter(|last| *last > only.to)
        {
            end += next[0].len();
            only.range.end = end;
            only.to = last;
        }
    }
    let plausible = items.iter().all(Item::is_plausible);
    (plausible && !items.is_empty()).then_some(Group { items, end })
}

fn item(part: &str, at: usize) -> Option<Item> {
    let found = ITEM.captures(part)?;
    let place = found.name("n")?.range();
    let from = found[2].parse().ok()?;
    let to = found
        .get(3)
        .map_or(Some(from), |to| to.as_str().parse().ok())?;
    Some(Item {
        range: at + place.start..at + place.end,
        from,
        to,
    })
}

impl Item {
    fn is_plausible(&self) -> bool {
        self.from > 0 && self.to >= self.from && self.to - self.from <= LONGEST_RUN
    }
}

impl Group {
    /// Every number that is named or lies between two named ones.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.items.iter().flat_map(|item| item.from..=item.to)
    }
}

/// Whether a single letter or a number stands right before a bracket, as in `x[1]`.
fn is_index(before: &str) -> bool {
    let word: Vec<char> = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let is_name = word.len() > 1 && word.iter().all(|c| c.is_alphabetic());
    !word.is_empty() && !is_name
}

/// Whether a text cites by numbers, though its bibliography shows none: its brackets name most of the
/// entries and nothing beyond them.
pub(super) fn cites_by_number<'t>(texts: impl Iterator<Item = &'t str>, entries: u32) -> bool {
    let mut named = BTreeSet::new();
    for text in texts {
        for (open, _) in text.match_indices('[') {
            let close = super::closing(text, open, ['[', ']']);
            let group = close.and_then(|close| bracket(text, open, close));
            named.extend(group.iter().flat_map(Group::numbers));
        }
    }
    let within = named.last().is_some_and(|last| *last <= entries);
    within && named.len() >= FEWEST && named.len() as u32 * 2 >= entries
}

/// Fewer numbers than this show nothing.
const FEWEST: usize = 3;

/// A run of raised digits, with the commas and dashes between them.
pub(super) fn raised(text: &str, start: usize) -> Group {
    let mut items: Vec<Item> = Vec::new();
    let mut number = String::new();
    let (mut end, mut spans, mut from) = (start, false, start);
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if let Some(digit) = raised_digit(c).filter(|_| number.len() < 3) {
            if number.is_empty() {
                from = at;
            }
            number.push(digit);
            end = at + c.len_utf8();
        } else if matches!(c, ',' | '-' | '–' | '⁻') && !number.is_empty() {
            put(&mut items, &number, from..at, spans);
            number.clear();
            spans = c != ',';
        } else {
            break;
        }
    }
    put(&mut items, &number, from..end, spans);
    items.retain(Item::is_plausible);
    let end = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
    Group { items, end }
}

fn put(items: &mut Vec<Item>, number: &str, range: Range<usize>, spans: bool) {
    let Ok(number) = number.parse() else {
        return;
    };
    match items.last_mut() {
        Some(last) if spans => {
            last.to = number;
            last.range.end = range.end;
        }
        _ => items.push(Item {
            range,
            from: number,
            to: number,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        let open = text.find('[').unwrap_or_default();
        let close = text.find(']').unwrap_or_default();
        bracket(text, open, close).map_or_else(Vec::new, |group| group.numbers().collect())
    }

    #[test]
    fn numbers_in_brackets_cite() {
        assert_eq!(numbers("as shown [3]."), [3]);
        assert_eq!(numbers("shown[3, 7–9; 12]"), [3, 7, 8, 9, 12]);
        assert_eq!(numbers("see [see also 4, pp. 5–6]"), [4]);
        assert_eq!(numbers("in [3]–[5]"), [3, 4, 5]);
    }

    #[test]
    fn indices_intervals_and_values_do_not() {
        for text in [
            "[1] = x",
            "x[1]",
            "a_i[2]",
            "in the interval [1, 5]",
            "x ∈ [2, 3]",
            "equation [2]",
            "Figure [3]",
            "[0, 1]",
            "[9–3]",
            "[3, sic]",
            "K12[3]",
            "[1900]",
        ] {
            assert!(numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn raised_numbers_are_read_with_their_ranges() {
        let read = |text| raised(text, 0).numbers().collect::<Vec<u32>>();
        assert_eq!(read("²,⁴–⁶ and"), [2, 4, 5, 6]);
        assert_eq!(read("¹², then"), [12]);
    }
}
