//! The citations that stand in a text, each with its place and the entries it leads to.
//!
//! Numbers and labels in brackets, authors with years, “ibid.” and “op. cit.” are known. What only looks
//! like a citation is passed over: a year in brackets alone, an interval, “equation (2)”, “Figure `[3]`”.
//! A citation that leads nowhere is said only where it can hardly be anything else.

mod dated;
mod key;
mod names;
mod number;

use std::ops::Range;
use std::sync::LazyLock;

use fnv::FnvHashMap;
use regex::Regex;

use super::listed::Listed;
use super::pattern;
use crate::papers::paper::{Lack, Leads, Mention, Passage};
use crate::text::may_be_raised;
use dated::Dated;
use key::LABEL;
pub(super) use key::of_keys;
use names::Names;

/// What is in brackets is looked at up to so many bytes; a longer stretch is a sentence of its own.
const LONGEST: usize = 600;

/// So many citations by author and year show that a paper cites so.
const CITES_BY_YEAR: usize = 3;

/// Where a work that was cited before is cited again outside brackets.
static REPEATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[Ii]bid(?:em)?|[Oo]p\. ?[Cc]it)\b"));

/// What was cited before is meant.
static IBIDEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:(?:[Ss]ee|[Cc]f\.)\s(?:also\s)?)?(?:[Ii]bid(?:em)?|[Ee]bd|[Ee]benda|[Ll]oc\. ?cit)\b\.?",
    )
});

/// The author's work cited before is meant.
static CITED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[Oo]p\. ?[Cc]it|[Aa]rt\. ?cit|a\. ?a\. ?O)\b\.?"));

/// Reads the passages of a paper in order.
pub(super) struct Reader<'l> {
    listed: &'l Listed,
    /// Whether numbers in brackets cite.
    numbered: bool,
    /// What was cited last.
    before: Vec<u32>,
    /// The work of an author that was cited last, by the last word of the name.
    last_by: FnvHashMap<String, u32>,
    /// How many citations by author and year led somewhere.
    dated: usize,
}

/// A citation, and whether it only counts in a paper that cites so.
struct Read {
    mention: Mention,
    is_doubtful: bool,
}

/// Finds the citations of all passages.
pub(super) fn of_passages(passages: &mut [Passage], listed: &Listed, numbered: bool) {
    let texts = || passages.iter().map(|passage| passage.text.as_str());
    let numbered = numbered || number::cites_by_number(texts(), listed.count());
    let mut reader = Reader {
        listed,
        numbered,
        before: Vec::new(),
        last_by: FnvHashMap::default(),
        dated: 0,
    };
    let read: Vec<Vec<Read>> = passages
        .iter()
        .map(|passage| reader.read(&passage.text, &passage.notes))
        .collect();
    let cites_by_year = reader.dated >= CITES_BY_YEAR;
    for (passage, read) in passages.iter_mut().zip(read) {
        let kept = read
            .into_iter()
            .filter(|read| cites_by_year || !read.is_doubtful);
        passage.mentions = kept.map(|read| read.mention).collect();
    }
}

impl Reader<'_> {
    fn read(&mut self, text: &str, markers: &[String]) -> Vec<Read> {
        let mut read = Vec::new();
        let mut at = 0;
        while let Some(found) = beginning(text, at) {
            let start = found.start;
            at = match &text[found.clone()] {
                "(" => self.parenthesis(text, start, &mut read),
                "@" => self.key(text, start, &mut read),
                "[" => self.bracket(text, start, markers, &mut read),
                sign if sign.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    self.repeated(text, found, &mut read)
                }
                _ => self.raised(text, start, markers, &mut read),
            };
        }
        read
    }

    /// `(Waltz, 1979; ibid.)`, and the year behind a name: `Waltz (1979)`. Answers where to go on.
    fn parenthesis(&mut self, text: &str, open: usize, read: &mut Vec<Read>) -> usize {
        let Some(close) = closing(text, open, ['(', ')']) else {
            return open + 1;
        };
        let inside = open + 1..close;
        if text[inside.clone()].contains('(') {
            return open + 1;
        }
        let found = dated::behind_names(text, open, close, self.listed)
            .map_or_else(|| self.pieces(text, inside), |found| vec![found]);
        self.keep(found, text, read);
        close + 1
    }

    /// What stands between brackets, part by part.
    fn pieces(&self, text: &str, inside: Range<usize>) -> Vec<Dated> {
        let mut found: Vec<Dated> = Vec::new();
        let mut last: Option<Names> = None;
        let mut start = inside.start;
        for piece in text[inside.clone()].split(';') {
            let range = start..start + piece.len();
            start = range.end + 1;
            if IBIDEM.is_match(piece) {
                let here = found.iter().rev().find_map(Dated::references);
                found.push(Dated::sure(
                    text,
                    range,
                    repeat(here.unwrap_or(&self.before)),
                ));
            } else if let Some(sign) = CITED_BEFORE.find(piece) {
                let names_end = range.start + sign.start();
                let names = Names::of(text, range.start..names_end)
                    .or_else(|| names::before(text, inside.start - 1));
                let leads = self.cited_before(names.as_ref());
                found.extend(leads.map(|leads| Dated::sure(text, range, leads)));
            } else {
                found.extend(dated::within(text, range, self.listed, &mut last));
            }
        }
        dated::widen(&mut found, text, inside);
        found
    }

    fn keep(&mut self, found: Vec<Dated>, text: &str, read: &mut Vec<Read>) {
        let cited: Vec<u32> = found
            .iter()
            .filter_map(Dated::references)
            .flatten()
            .copied()
            .collect();
        if !found.is_empty() {
            self.before.clone_from(&cited);
        }
        self.dated += found
            .iter()
            .filter(|found| found.references().is_some())
            .count();
        for number in cited {
            self.remember(number);
        }
        for found in found {
            let floor = read.last().map_or(0, |last: &Read| last.mention.end);
            read.extend(found.behind(floor).map(|found| found.read(text)));
        }
    }

    fn remember(&mut self, number: u32) {
        if let Some(family) = self.listed.family(number) {
            self.last_by.insert(family.to_owned(), number);
        }
    }

    /// The work of these authors that was cited last, or their only one.
    fn cited_before(&self, names: Option<&Names>) -> Option<Leads> {
        let name = names?.list.last()?;
        let last = name.words.last()?;
        if let Some(number) = self.last_by.get(last) {
            return Some(Leads::To(vec![*number]));
        }
        let only = std::slice::from_ref(last);
        Some(match self.listed.by_exactly(only)[..] {
            [] => Leads::Nowhere(Lack::Before),
            [one] => Leads::To(vec![one]),
            ref several => Leads::Either(several.to_vec()),
        })
    }

    /// “ibid.” and “op. cit.” outside brackets.
    fn repeated(&mut self, text: &str, sign: Range<usize>, read: &mut Vec<Read>) -> usize {
        let end = sign.end + usize::from(text[sign.end..].starts_with('.'));
        let is_ibidem = text[sign.clone()].to_lowercase().starts_with("ibid");
        let (start, leads) = if is_ibidem {
            (sign.start, Some(repeat(&self.before)))
        } else {
            let names = names::before(text, sign.start);
            let start = names.as_ref().and_then(Names::start).unwrap_or(sign.start);
            (start, self.cited_before(names.as_ref()))
        };
        if let Some(leads) = leads {
            self.keep(vec![Dated::sure(text, start..end, leads)], text, read);
        }
        end
    }

    /// `[3, 7–9]`, `[Wal79]`, `[@waltz1979]`, `[Waltz, 1979]`. Answers where to go on.
    fn bracket(
        &mut self,
        text: &str,
        open: usize,
        markers: &[String],
        read: &mut Vec<Read>,
    ) -> usize {
        let Some(close) = closing(text, open, ['[', ']']) else {
            return open + 1;
        };
        let inside = open + 1..close;
        let content = &text[inside.clone()];
        if content.starts_with('^') {
            return close + 1;
        }
        if content.contains('@') {
            self.keys(text, open..close + 1, read);
            return close + 1;
        }
        if let Some(found) = LABEL.captures(content) {
            self.labels(text, open..close + 1, &found[1], read);
            return close + 1;
        }
        if let Some(group) = number::bracket(text, open, close) {
            let are_notes = group
                .numbers()
                .all(|number| markers.contains(&number.to_string()));
            if self.numbered && !are_notes {
                self.numbers(&group, read);
            }
            return group.end.max(close + 1);
        }
        let found = self.pieces(text, inside);
        self.keep(found, text, read);
        close + 1
    }

    fn numbers(&mut self, group: &number::Group, read: &mut Vec<Read>) {
        self.before.clear();
        for item in &group.items {
            let leads = if item.to > self.listed.count() {
                Leads::Nowhere(Lack::Number)
            } else {
                self.before.extend(item.from..=item.to);
                (item.from..=item.to).for_each(|number| self.remember(number));
                Leads::To((item.from..=item.to).collect())
            };
            read.push(Read::sure(item.range.clone(), leads));
        }
    }

    fn raised(
        &mut self,
        text: &str,
        start: usize,
        markers: &[String],
        read: &mut Vec<Read>,
    ) -> usize {
        let group = number::raised(text, start);
        let are_notes = group
            .numbers()
            .any(|number| markers.contains(&number.to_string()));
        let fits = group.numbers().all(|number| number <= self.listed.count());
        if self.numbered && fits && !are_notes && may_be_raised(text, start) {
            self.numbers(&group, read);
        }
        group.end
    }
}

impl Read {
    fn sure(range: Range<usize>, leads: Leads) -> Self {
        Self {
            mention: Mention {
                start: range.start,
                end: range.end,
                leads,
            },
            is_doubtful: false,
        }
    }
}

/// Whether a citation may begin with a byte.
static BEGINS: [bool; 256] = {
    let bytes = *b"([@IiOo\xc2\xe2";
    let mut begins = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        begins[bytes[at] as usize] = true;
        at += 1;
    }
    begins
};

/// What a citation may begin with, from a place on: a bracket, an `@`, a raised digit, “ibid.”, “op. cit.”
///
/// The bytes of a text are looked up one by one, since no pattern does this as fast.
fn beginning(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut places = (from..bytes.len()).filter(|at| BEGINS[usize::from(bytes[*at])]);
    places.find_map(|at| match bytes[at..] {
        [b'(' | b'[' | b'@', ..] => Some(at..at + 1),
        [b'I' | b'i', b'b', ..] | [b'O' | b'o', b'p', b'.', ..] => {
            let is_within = at > 0 && is_of_word(bytes[at - 1]);
            let found = REPEATED.find(&text[at..]).filter(|_| !is_within)?;
            Some(at..at + found.len())
        }
        // The first bytes of raised digits.
        [0xc2 | 0xe2, ..] => {
            let sign = text[at..].chars().next()?;
            let is_raised = matches!(sign, '¹' | '²' | '³' | '⁴'..='⁹');
            is_raised.then(|| at..at + sign.len_utf8())
        }
        _ => None,
    })
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where “ibid.” leads after these.
fn repeat(before: &[u32]) -> Leads {
    match before {
        [] => Leads::Nowhere(Lack::Before),
        [one] => Leads::To(vec![*one]),
        several => Leads::Either(several.to_vec()),
    }
}

/// The bracket that closes one.
fn closing(text: &str, open: usize, [opens, closes]: [char; 2]) -> Option<usize> {
    let window = &text[open..text.floor_char_boundary(open + LONGEST)];
    let mut depth = 0_usize;
    for (at, c) in window.char_indices() {
        if c == opens {
            depth += 1;
        } else if c == closes {
            depth -= 1;
            if depth == 0 {
                return Some(open + at);
            }
        }
    }
    None
}
