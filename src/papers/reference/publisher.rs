//! Who published a work, and where.
//!
//! `Place: Publisher` is told by its form; without a colon the pieces between commas, stops and
//! brackets are looked at from the right for words that publishers and places have.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::TAKEN;
use super::shape::{self, Shaped};
use super::{sentence, words};

/// A publisher with its place, and where they begin.
#[derive(Debug, Clone)]
pub(super) struct Publisher {
    pub(super) start: usize,
    pub(super) name: Option<Range<usize>>,
    pub(super) place: Option<Range<usize>>,
}

/// What may be a place, up to its colon.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    shape::pattern(
        r"(?:^|[.,;(?!”»’\x01])\s?(?P<place>\p{Lu}[\p{L}\p{M}.'’-]+(?:[\s,/&;-]+(?:\p{Lu}[\p{L}\p{M}.'’-]*|am|an\sder|a\.|d\.|and|und|de|la|sur|on|upon|the|of)){0,6})\s?$",
    )
});

/// A place has at most so many bytes.
const LONGEST_PLACE: usize = 70;
/// A publisher has at most so many characters.
const LONGEST_NAME: usize = 91;

/// The publisher and its place from a place in the text on: `Place: Publisher`, or pieces between
/// commas that name them.
pub(super) fn publisher_of(left: &str, from: usize) -> Option<Publisher> {
    placed_publisher(left, from).or_else(|| named_publisher(left, from))
}

/// `Place: Publisher`, the last that there is.
pub(super) fn placed_publisher(left: &str, from: usize) -> Option<Publisher> {
    left[from..]
        .rmatch_indices(':')
        .find_map(|(at, _)| placed_at(left, from, from + at))
}

/// What may be a publisher, behind the space that follows the colon.
fn name(behind: &str) -> Option<Range<usize>> {
    let space = behind.chars().next().filter(|c| c.is_whitespace())?;
    let (start, behind) = (space.len_utf8(), &behind[space.len_utf8()..]);
    if !behind.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let inside = behind
        .char_indices()
        .take_while(|(_, c)| !matches!(*c, ':' | ';' | '(' | ')' | TAKEN));
    let (at, last) = inside.take(LONGEST_NAME).last().filter(|(at, _)| *at > 0)?;
    Some(start..start + at + last.len_utf8())
}

fn placed_at(left: &str, from: usize, colon: usize) -> Option<Publisher> {
    let start = left.ceil_char_boundary(from.max(colon.saturating_sub(LONGEST_PLACE)));
    let behind = name(&left[colon + 1..])?;
    let name = &left[colon + 1..][behind.clone()];
    let window = &left[start..colon];
    let shape = shape::of(window);
    let found = PLACE.captures(&shape)?.name("place")?.range();
    let found = Shaped::new(window, &shape).place(found);
    let stretch = &window[found.clone()];
    let part = sentence::ends(stretch).last().copied().unwrap_or(0);
    let part = part.max(city(stretch));
    let part = part + stretch[part..].find(char::is_alphanumeric)?;
    let place = start + found.start + part..start + found.end;
    let stop = sentence::ends(name).first().copied().unwrap_or(name.len());
    let text = &name[..comma_stop(&name[..stop])];
    let name = colon + 1 + behind.start..colon + 1 + behind.start + text.len();
    let known = words::is_place(&left[place.clone()]) || words::names_publisher(text);
    let before = &left[from..place.start];
    let parted = before
        .trim_end()
        .ends_with(['.', '(', '?', '!', '”', '»', TAKEN])
        && before.contains(char::is_alphabetic);
    let ends = !left[name.end..].contains(char::is_alphanumeric);
    // `Liturgik, Gütersloh: Bertelsmann 1965`: two names and the year, which was taken.
    let is_dated = left[name.end..].trim_start().starts_with(TAKEN);
    let is_city = before.trim_end().ends_with(',') && !left[place.clone()].contains(' ');
    let named = is_city && is_dated && !text.trim_end().contains(' ');
    let fits = text.split(' ').count() <= 7 && (known || (parted || named) && ends);
    fits.then_some(Publisher {
        start: place.start,
        place: Some(place),
        name: Some(name),
    })
}

/// Where the city begins that ends a stretch, where the stretch as a whole is no place: a title may stand
/// before it.
fn city(stretch: &str) -> usize {
    let commas = stretch
        .rmatch_indices(", ")
        .map(|(at, comma)| at + comma.len());
    let city = commas
        .into_iter()
        .find(|at| words::is_place(&stretch[*at..]));
    city.filter(|_| !words::is_place(stretch)).unwrap_or(0)
}

/// A publisher's text without the place or note that follows a comma.
fn comma_stop(text: &str) -> usize {
    text.match_indices(", ")
        .find(|(at, _)| {
            let rest = &text[at + 2..];
            !["Inc", "Ltd", "LLC", "Co", "and ", "&"]
                .iter()
                .any(|start| rest.starts_with(start))
                && !rest.contains(" and ")
                && !rest.contains(" & ")
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Pieces between commas, stops and brackets, from the right: those that name a publisher or place.
pub(super) fn named_publisher(left: &str, from: usize) -> Option<Publisher> {
    let pieces = pieces(left, from);
    let at = pieces.iter().rposition(|piece| {
        words::names_publisher(&left[piece.clone()]) && left[piece.clone()].split(' ').count() <= 8
    });
    let at = at.or_else(|| {
        let last = pieces
            .iter()
            .rposition(|piece| words::names_institution(&left[piece.clone()]))?;
        (last > 0 && left[pieces[last].clone()].split(' ').count() <= 9).then_some(last)
    });
    let place = |at: usize| {
        pieces
            .get(at)
            .filter(|piece| words::is_place(&left[(*piece).clone()]))
            .cloned()
    };
    let Some(at) = at.filter(|at| *at > 0 || from > 0 && pieces.len() > 1 || pieces.len() == 1)
    else {
        let last = pieces.len().checked_sub(1).filter(|last| *last > 0)?;
        if let Some(published) = behind_city(left, &pieces) {
            return Some(published);
        }
        let city = place(last)?;
        return Some(Publisher {
            start: city.start,
            name: None,
            place: Some(city),
        });
    };
    let mut publisher = pieces[at].clone();
    if ["Inc", "Ltd", "LLC"]
        .iter()
        .any(|word| left[publisher.clone()].trim_start().starts_with(word))
        && at > 0
    {
        publisher.start = pieces[at - 1].start;
    }
    let before = at.checked_sub(1).and_then(place);
    let behind = place(at + 1);
    let start = before
        .as_ref()
        .filter(|_| behind.is_none())
        .map_or(publisher.start, |place| place.start);
    Some(Publisher {
        start,
        name: Some(publisher),
        place: behind.or(before),
    })
}

/// A publisher that nothing marks but the city before it, behind a title: `Paris, Calmann-Lévy`.
fn behind_city(left: &str, pieces: &[Range<usize>]) -> Option<Publisher> {
    let [_, .., city, name] = pieces else {
        return None;
    };
    let (place, text) = (&left[city.clone()], left[name.clone()].trim());
    let is_joined = left[city.end..name.start].trim() == ",";
    let is_region = words::is_place(text) || words::is_place(&left[city.start..name.end]);
    // A month has its day behind it, without a comma.
    let is_name = text.starts_with(char::is_uppercase)
        && text.split(' ').count() <= 4
        && !left[name.end..].starts_with(TAKEN);
    (is_joined && is_name && words::is_place(place) && !is_region).then(|| Publisher {
        start: city.start,
        name: Some(name.clone()),
        place: Some(city.clone()),
    })
}

/// What stands between stops, commas, brackets and what was taken.
fn pieces(left: &str, from: usize) -> Vec<Range<usize>> {
    let text = &left[from..];
    let stops = sentence::ends(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut cut = |start: usize, end: usize| {
        if text[start..end].contains(char::is_alphanumeric) {
            pieces.push(from + start..from + end);
        }
    };
    for (at, c) in text.char_indices() {
        let parts = matches!(
            c,
            ',' | ';' | '(' | ')' | '[' | ']' | ':' | '”' | '»' | TAKEN
        );
        if parts || stops.binary_search(&at).is_ok() {
            cut(start, at);
            start = at + c.len_utf8();
        }
    }
    cut(start, text.len());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_with_and_without_a_colon() {
        for (text, name, place) in [
            ("Fear. New York: Norton", "Norton", "New York"),
            (
                "Fear: a history. Urbana: University of Illinois Press",
                "University of Illinois Press",
                "Urbana",
            ),
            (
                "Fear, Dover Publications, New York",
                "Dover Publications",
                "New York",
            ),
            ("Fear (Springer, Berlin)", "Springer", "Berlin"),
            ("Fear. London", "", "London"),
        ] {
            let found = publisher_of(text, 0).unwrap_or_else(|| panic!("{text}"));
            let said = |range: Option<Range<usize>>| range.map_or("", |range| text[range].trim());
            assert_eq!(
                (said(found.name), said(found.place)),
                (name, place),
                "{text}"
            );
        }
        assert!(publisher_of("The balance of fear: a history", 0).is_none());
    }
}
