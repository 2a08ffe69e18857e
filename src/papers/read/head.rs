//! What stands above the text of a plain file: title, byline, places of work, dates.
//!
//! The lines that are understood are blanked, so that what is left is text. A line that could be
//! text stays.

use std::collections::HashSet;

use super::draft::Draft;
use super::heading::{self, Known};
use super::line::{Layout, Line};
use super::metadata::{self, Rest, Value};
use super::{byline, contents, date};
use crate::papers::paper::{Kind, Name};

/// The text begins within so many lines.
const LONGEST: usize = 120;

/// A title has at most so many lines and characters.
const MOST_TITLE_LINES: usize = 5;
const LONGEST_TITLE: usize = 300;

/// A byline has at most so many lines.
const MOST_BYLINE_LINES: usize = 24;

/// Reads the head of a text into the draft.
pub(super) fn take(lines: &mut [Line<'_>], layout: Layout, draft: &mut Draft) {
    keys(lines, draft);
    let Some(start) = lines
        .iter()
        .take(LONGEST)
        .position(|line| !line.is_blank() && !is_label(&line.text))
    else {
        return;
    };
    let end = start
        + lines[start..]
            .iter()
            .take(LONGEST)
            .enumerate()
            .position(|(at, _)| begins_text(lines, start + at, layout))
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
        draft.summary(&summary);
    }
}

/// Whether the text, its abstract or its contents begin at a line.
fn begins_text(lines: &[Line<'_>], at: usize, layout: Layout) -> bool {
    let text = &lines[at].text;
    if text.is_empty() {
        return false;
    }
    let numbered = heading::number(text)
        .is_some_and(|(number, rest)| number == [1] && heading::is_title_like(rest))
        && !byline::is_affiliation(text);
    heading::is_known(text)
        || summary_lead(text).is_some()
        || keywords_lead(text).is_some()
        || numbered
        || is_prose(lines, at, layout)
}

/// Whether prose begins at a line: a few lines in which small words prevail, or one long line.
fn is_prose(lines: &[Line<'_>], at: usize, layout: Layout) -> bool {
    let group: Vec<&Line<'_>> = lines[at..]
        .iter()
        .take_while(|line| !line.is_blank())
        .take(4)
        .collect();
    let text = &lines[at].text;
    let words = text.split(' ').count();
    if !layout.wrapped {
        return words >= 25
            || (words >= 9 && text.ends_with(['.', '?', '!']) && small_share(text) >= 50);
    }
    let ends = group
        .last()
        .is_some_and(|line| line.text.ends_with(['.', '?', '!']));
    let words: usize = group.iter().map(|line| line.text.split(' ').count()).sum();
    let small = group
        .iter()
        .all(|line| small_share(&line.text) >= 50 && line.text.split(' ').count() >= 4);
    let lines_of_prose = small && (group.len() == 4 || (ends && words >= 10));
    lines_of_prose && !byline::is_contact(text)
}

/// The share of words that begin small, in percent.
fn small_share(text: &str) -> usize {
    let words: Vec<char> = text
        .split(' ')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .collect();
    let small = words.iter().filter(|first| first.is_lowercase()).count();
    (small * 100).checked_div(words.len()).unwrap_or(0)
}

/// Words that the document writes small somewhere: a name is hardly ever among them.
fn small_words(lines: &[Line<'_>]) -> HashSet<String> {
    lines
        .iter()
        .filter(|line| !byline::is_contact(&line.text))
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
            || byline::is_contact(text)
            || date::is_date_line(text)
            || self.byline(at).is_some()
            || is_lone_mark(text)
            || (byline::is_affiliation(text) && text.contains(','))
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
            && byline::is_affiliation(self.lines[at - 1].raw)
            && !byline::is_contact(self.lines[at - 1].raw);
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
        next.is_some_and(|line| {
            byline::is_affiliation(&line.text) || byline::is_contact(&line.text)
        })
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
        let printed = |line: &&Line<'_>| {
            line.text.split(' ').count() <= 14 && !byline::is_affiliation(&line.text)
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
        if draft.paper.doi.is_none() {
            draft.paper.doi = self
                .lines
                .iter()
                .take(LONGEST)
                .find_map(|line| doi(&line.text));
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
            let at_place = byline::is_affiliation(&line.text) && line.text.split(' ').count() <= 40;
            let goes_on = after_place
                && line.text.split(' ').count() <= 8
                && !line.text.ends_with('.')
                && line.text.contains(',');
            if at_place
                || goes_on
                || is_lone_mark(&line.text)
                || date::is_date_line(&line.text)
                || is_label(&line.text)
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

fn doi(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let at = lower.find("doi")?;
    let start = at + lower[at..].find("10.")?;
    let end = text
        .get(start..)?
        .find([' ', ',', ';'])
        .unwrap_or(text.len() - start);
    let doi = text.get(start..start + end)?.trim_end_matches('.');
    doi.contains('/').then(|| doi.to_owned())
}

fn is_lone_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().filter(|c| c.is_alphabetic()).count() < 2
}

/// Labels and running lines that journals and servers print above a title.
fn is_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    let spaced = lower.split(' ').all(|part| part.chars().count() == 1);
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let has_year = date::find(text).is_some();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let short = text.split(' ').count() <= 14;
    is_lone_mark(text)
        || LABELS.contains(&lower.as_str())
        || (spaced && visible > 4)
        || digits * 3 > visible
        || (short
            && starts(&[
                "journal of",
                "ournal of",
                "proceedings of",
                "doi:",
                "arxiv:",
                "preprint",
            ]))
        || (short && has(&["doi.org", "issn", "style file"]))
        || (short && lower.ends_with(" journal"))
        || (has_year && digits > 4 && has(&["proceedings", "vol.", "volume"]))
        || (has_year && has(&["proceedings"]))
}

const LABELS: [&str; 22] = [
    "article",
    "articles",
    "open",
    "open access",
    "research article",
    "original article",
    "original research",
    "review",
    "review article",
    "case report",
    "letter",
    "research",
    "full paper",
    "short paper",
    "working paper",
    "preprint",
    "draft",
    "original paper",
    "research paper",
    "communication",
    "editorial",
    "brief report",
];

/// What follows `Abstract` where it runs into the text.
pub(super) fn summary_lead(text: &str) -> Option<&str> {
    lead(
        text,
        &[
            "abstract",
            "a b s t r a c t",
            "zusammenfassung",
            "résumé",
            "resumen",
        ],
    )
}

/// What follows `Keywords`.
pub(super) fn keywords_lead(text: &str) -> Option<&str> {
    lead(
        text,
        &[
            "keywords",
            "key words",
            "index terms",
            "schlüsselwörter",
            "mots-clés",
            "palabras clave",
        ],
    )
}

fn lead<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    names.iter().find_map(|name| {
        let start = text.get(..name.len())?;
        let rest = &text[name.len()..];
        let marked = rest.trim_start().starts_with(['.', ':', '—', '–', '-']);
        let capital = rest
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let says_more = rest.chars().filter(|c| c.is_alphabetic()).count() > 3;
        let opens = start.to_lowercase() == **name && start.starts_with(char::is_uppercase);
        (opens && (marked || capital) && says_more)
            .then(|| rest.trim_start_matches(['.', ':', '—', '–', '-', ' ']))
    })
}

/// Sets a heading before an abstract that runs in, and takes the keywords out as tags.
pub(super) fn part_summary(lines: &mut Vec<Line<'_>>, draft: &mut Draft) {
    let first: Vec<usize> = (0..lines.len().min(LONGEST * 2)).collect();
    for at in &first {
        if let Some(rest) = keywords_lead(&lines[*at].text) {
            let mut keywords = rest.to_owned();
            lines[*at].text.clear();
            for line in lines.iter_mut().skip(at + 1).take(3) {
                let goes_on =
                    line.text.starts_with(char::is_lowercase) || keywords.ends_with([',', ';']);
                if line.is_blank() || !goes_on || line.text.ends_with(['?', '!']) {
                    break;
                }
                keywords = format!("{keywords} {}", std::mem::take(&mut line.text));
            }
            if draft.paper.tags.is_empty() {
                draft.paper.tags = metadata::keywords(&keywords);
            }
        }
    }
    let known = first
        .iter()
        .any(|at| heading::known(&lines[*at].text) == Some(Known::Abstract));
    let Some(at) = first
        .into_iter()
        .find(|at| summary_lead(&lines[*at].text).is_some())
        .filter(|_| !known)
    else {
        return;
    };
    let rest = summary_lead(&lines[at].text).unwrap_or_default().to_owned();
    let heading = Line {
        text: "Abstract".to_owned(),
        ..lines[at].clone()
    };
    lines[at].text = rest;
    lines.insert(at, heading);
}
