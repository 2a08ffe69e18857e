//! What stands above the text of a plain file: title, byline, places of work, dates.
//!
//! The lines that are understood are blanked, so that what is left is text. A line that could be
//! text stays.

use std::collections::HashSet;

use super::draft::Draft;
use super::heading;
use super::line::{Layout, Line};
use super::metadata::{self, Rest, Value};
use super::{byline, contents, date, label, opening, place};
use crate::papers::paper::{Kind, Name};

/// The text begins within so many lines.
const LONGEST: usize = 120;

/// A title has at most so many lines and characters.
const MOST_TITLE_LINES: usize = 5;
const LONGEST_TITLE: usize = 300;

/// A byline has at most so many lines.
const MOST_BYLINE_LINES: usize = 24;

/// A sentence has more words than this; a place of work may have fewer, half of them small.
const FEWEST_WORDS: usize = 5;

/// No running head of a paper names an earlier year: few papers are as old, and those say when they were
/// published.
const PRINTED_SINCE: i32 = 1800;

/// Reads the head of a text into the draft.
pub(super) fn take(lines: &mut [Line<'_>], layout: Layout, draft: &mut Draft) {
    keys(lines, draft);
    let Some(start) = lines
        .iter()
        .take(LONGEST)
        .position(|line| !line.is_blank() && !label::is_label(&line.text))
    else {
        return;
    };
    let end = start
        + lines[start..]
            .iter()
            .take(LONGEST)
            .enumerate()
            .position(|(at, _)| opening::begins(lines, start + at, layout))
            .unwrap_or(0);
    let small = small_words(lines);
    let mut head = Head { lines, end, small };
    let below = head.title(start, draft);
    head.dates(start, draft);
    head.kind(draft);
    if draft.paper.authors.is_empty() {
        head.bylines(below, draft);
    }
    head.clear_rest();
}

/// `Title: …`, `Author: …` above everything else.
fn keys(lines: &mut [Line<'_>], draft: &mut Draft) {
    let mut rest = Rest::default();
    let first: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].is_blank())
        .take(12)
        .collect();
    let pair = |line: &Line<'_>| {
        let (key, value) = line.text.split_once(':')?;
        (metadata::is_key(key.trim()) && !value.trim().is_empty() && !value.starts_with("//"))
            .then(|| (key.trim().to_owned(), value.trim().to_owned()))
    };
    let pairs: Vec<_> = first
        .iter()
        .map_while(|at| Some((*at, pair(&lines[*at])?)))
        .collect();
    let decisive = |key: &str| {
        matches!(
            key.to_lowercase().as_str(),
            "title" | "author" | "authors" | "titel" | "autor"
        )
    };
    if !pairs.iter().any(|(_, (key, _))| decisive(key)) {
        return;
    }
    for (at, (key, value)) in pairs {
        metadata::set(&mut draft.paper, &mut rest, &key, &Value::Text(value));
        lines[at].text.clear();
    }
    if let Some(summary) = rest.summary {
        draft.summary(&summary, &[]);
    }
}

/// Words that the document writes small somewhere: a name is hardly ever among them.
fn small_words(lines: &[Line<'_>]) -> HashSet<String> {
    lines
        .iter()
        .filter(|line| !place::is_contact(&line.text))
        .flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.len() > 2 && word.starts_with(char::is_lowercase))
        .map(str::to_owned)
        .collect()
}

struct Head<'l, 't> {
    lines: &'l mut [Line<'t>],
    end: usize,
    small: HashSet<String>,
}

impl Head<'_, '_> {
    /// Takes the title; answers the line below it.
    fn title(&mut self, start: usize, draft: &mut Draft) -> usize {
        let mut below = start;
        if draft.paper.title.is_empty() {
            below = self.end_of_title(start);
            let words: Vec<&str> = self.lines[start..below]
                .iter()
                .map(|line| line.text.as_str())
                .filter(|text| !text.is_empty())
                .collect();
            let title = words.join(" ");
            title
                .trim_end_matches(['*', '∗', '†', ' '])
                .clone_into(&mut draft.paper.title);
            clear(&mut self.lines[start..below]);
        }
        self.drop_repeats(&contents::folded(&draft.paper.title));
        below
    }

    fn end_of_title(&self, start: usize) -> usize {
        let mut at = start;
        let mut length = 0;
        while at < self.end && at < start + MOST_TITLE_LINES {
            let text = &self.lines[at].text;
            let open = at > start && heading::is_open(&self.lines[at - 1].text);
            length += text.len();
            let ends = text.is_empty() && !open || at > start && !open && self.is_below_title(at);
            if ends
                || length > LONGEST_TITLE
                || (at == start && text.ends_with('.') && text.split(' ').count() > 14)
            {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_below_title(&self, at: usize) -> bool {
        let text = &self.lines[at].text;
        byline::after_by(text).is_some()
            || place::is_contact(text)
            || date::is_date_line(text)
            || self.byline(at).is_some()
            || label::is_lone_mark(text)
            || (place::is_affiliation(text) && text.contains(','))
            || contents::folded(text) == contents::folded(&self.lines[at - 1].text)
    }

    /// The title printed again is neither heading nor text.
    fn drop_repeats(&mut self, title: &str) {
        if title.len() < 6 {
            return;
        }
        for at in 0..self.lines.len().min(LONGEST) {
            let mut seen = String::new();
            for below in at..self.lines.len().min(at + MOST_TITLE_LINES) {
                seen.push_str(&contents::folded(&self.lines[below].text));
                if seen == title {
                    clear(&mut self.lines[at..=below]);
                }
                if self.lines[below].is_blank() || seen.len() >= title.len() {
                    break;
                }
            }
        }
    }

    fn bylines(&mut self, from: usize, draft: &mut Draft) {
        let mut at = from;
        while at < self.end {
            let mut taken = 0;
            if let Some((names, count)) = self.signed(at) {
                draft.paper.authors.extend(names);
                taken = count;
            } else if let Some((names, count)) = self.byline(at) {
                draft.paper.authors.extend(names);
                taken = count;
            }
            clear(&mut self.lines[at..at + taken]);
            at += taken.max(1);
        }
        let mut seen = HashSet::new();
        draft
            .paper
            .authors
            .retain(|name| seen.insert(name.to_string()));
    }

    /// The names after `By` or `Authors:`, which may go on in the next lines.
    fn signed(&self, at: usize) -> Option<(Vec<Name>, usize)> {
        let first = byline::after_by(&self.lines[at].text)?;
        let below: Vec<&str> = self.lines[at + 1..self.end]
            .iter()
            .take(MOST_BYLINE_LINES)
            .take_while(|line| !line.is_blank())
            .map(|line| line.text.as_str())
            .collect();
        let longer = (1..=below.len()).rev().find_map(|count| {
            let lines: Vec<&str> = std::iter::once(first)
                .chain(below[..count].iter().copied())
                .collect();
            Some((byline::on_lines(&lines)?, count + 1))
        });
        Some(longer.unwrap_or_else(|| (byline::names(first), 1)))
    }

    /// The names that begin at a line, and the number of lines they take.
    fn byline(&self, at: usize) -> Option<(Vec<Name>, usize)> {
        let group = self.lines[at..self.end]
            .iter()
            .take(MOST_BYLINE_LINES)
            .take_while(|line| !line.is_blank())
            .count();
        let first = byline::on_lines(&[self.lines[at].raw.trim()]);
        if first.is_some_and(|names| self.share_written_small(&names) > 34) {
            return None;
        }
        (1..=group)
            .rev()
            .find_map(|count| self.names_on(at, count).map(|names| (names, count)))
    }

    fn names_on(&self, at: usize, count: usize) -> Option<Vec<Name>> {
        let raw: Vec<&str> = self.lines[at..at + count]
            .iter()
            .map(|line| line.raw.trim())
            .collect();
        let names = byline::on_lines(&raw)?;
        let above_place = self.is_above_place(at + count);
        let below_place = at > 0
            && place::is_affiliation(self.lines[at - 1].raw)
            && !place::is_contact(self.lines[at - 1].raw);
        let marked = raw[0].ends_with(|c: char| c.is_ascii_digit() || "*†‡§∗¶".contains(c));
        let surely = above_place || (!below_place && (names.len() > 1 || marked));
        let written_small = self.share_written_small(&names);
        let fits = (written_small == 0 && !below_place) || (surely && written_small < 50);
        let side_by_side = names
            .first()
            .filter(|_| names.len() == 1 && above_place)
            .and_then(byline::in_pairs);
        fits.then(|| side_by_side.unwrap_or(names))
    }

    fn is_above_place(&self, below: usize) -> bool {
        let next = self.lines[below..]
            .iter()
            .take(3)
            .find(|line| !line.is_blank());
        next.is_some_and(|line| place::is_affiliation(&line.text) || place::is_contact(&line.text))
    }

    fn share_written_small(&self, names: &[Name]) -> usize {
        let full = names
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ");
        let words: Vec<&str> = full
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase))
            .collect();
        let small = words
            .iter()
            .filter(|word| self.small.contains(&word.to_lowercase()))
            .count();
        (small * 100).checked_div(words.len()).unwrap_or(0)
    }

    /// The year stands in a notice of publication, a date line, or what a journal prints above.
    fn dates(&self, start: usize, draft: &mut Draft) {
        let head = &self.lines[..self.end.max(start)];
        let published = |line: &&Line<'_>| {
            let lower = line.text.to_lowercase();
            ["published", "©", "copyright", "submitted on"]
                .iter()
                .any(|word| lower.contains(word))
        };
        // `1753 Shimonumabe, Kawasaki`: so early a number is of a house unless a line says that it dates.
        let printed = |line: &&Line<'_>| {
            line.text.split(' ').count() <= 14
                && !place::is_affiliation(&line.text)
                && date::find(&line.text).is_some_and(|date| date.year >= PRINTED_SINCE)
        };
        let lines = || head.iter().filter(|line| date::find(&line.text).is_some());
        let found = lines()
            .find(published)
            .or_else(|| lines().find(|line| date::is_date_line(&line.text)))
            .or_else(|| lines().find(printed));
        let date = found.and_then(|line| date::find(&line.text));
        if let (None, Some(date)) = (draft.paper.year, date) {
            draft.paper.year = Some(date.year);
            draft.paper.date = date.exact;
        }
        if draft.paper.details.doi.is_none() {
            draft.paper.details.doi = self
                .lines
                .iter()
                .take(LONGEST)
                .find_map(|line| label::doi(&line.text));
        }
    }

    /// Theses say that they are theses.
    fn kind(&self, draft: &mut Draft) {
        let says = |line: &Line<'_>| {
            let lower = line.text.to_lowercase();
            let phrases = [
                "a dissertation",
                "a thesis",
                "master's thesis",
                "master’s thesis",
                "doctoral thesis",
                "for the degree of",
            ];
            line.text.split(' ').count() <= 14
                && phrases.iter().any(|phrase| lower.contains(phrase))
        };
        if draft.paper.kind == Kind::Document && self.lines[..self.end].iter().any(says) {
            draft.paper.kind = Kind::Thesis;
        }
    }

    /// Places of work, addresses, dates and labels between the title and the text.
    fn clear_rest(&mut self) {
        let mut after_place = false;
        for line in &mut self.lines[..self.end] {
            // A sentence about a school is no place of work.
            let is_prose = opening::small_share(&line.text) >= 50
                && line.text.split(' ').count() > FEWEST_WORDS
                && !place::is_contact(&line.text);
            let at_place = !is_prose
                && place::is_affiliation(&line.text)
                && line.text.split(' ').count() <= 40;
            let goes_on = after_place
                && line.text.split(' ').count() <= 8
                && !line.text.ends_with('.')
                && line.text.contains(',');
            if at_place
                || goes_on
                || label::is_lone_mark(&line.text)
                || date::is_date_line(&line.text)
                || label::is_label(&line.text)
            {
                line.text.clear();
            }
            after_place = at_place || goes_on;
        }
    }
}

fn clear(lines: &mut [Line<'_>]) {
    for line in lines {
        line.text.clear();
    }
}
