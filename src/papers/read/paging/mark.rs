//! The numbers at the edges of pages, and which of them are sure to be numbers of pages.
//!
//! Headings, notes, captions and items of lists count up as well, and often one a page. A number is
//! taken for the page’s where it stands alone, or at an end of a line that pages carry as furniture.
//! Whether numbers count up with the pages is not looked at here.

use std::collections::{HashMap, HashSet};

use super::super::heading::CAPTIONS;

/// A line at the upper or lower edge of a page.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct EdgeLine {
    pub(in super::super) text: String,
    /// It stands at the lower edge.
    pub(in super::super) is_foot: bool,
    /// Its place on the page tells that it is a running head.
    pub(in super::super) is_head: bool,
}

/// A number that may be the page’s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) number: u32,
    /// It stands alone or in furniture; otherwise it only bears out what others tell.
    pub(super) is_sure: bool,
}

/// The numbers at the edges of each page.
pub(super) fn marks(pages: &[Vec<EdgeLine>]) -> Vec<Vec<Mark>> {
    let said = said(pages);
    let of_line = |line: &EdgeLine| -> Vec<Mark> {
        let comes_back = |rest: &str| {
            let key = (line.is_foot, rest.to_owned());
            !rest.is_empty() && said.get(&key).is_some_and(|pages| *pages > 1)
        };
        let candidates = candidates(&line.text).into_iter();
        let mark = |candidate: Candidate| Mark {
            number: candidate.number,
            is_sure: candidate.rest.is_empty() || line.is_head || comes_back(&candidate.rest),
        };
        // A small number before words is that of a heading, a note or an item, if they don't come back.
        let tells = |candidate: Candidate| {
            let is_weak = candidate.is_before && candidate.number < 100;
            let mark = mark(candidate);
            (mark.is_sure || !is_weak).then_some(mark)
        };
        candidates.filter_map(tells).collect()
    };
    let of_page = |lines: &Vec<EdgeLine>| lines.iter().flat_map(of_line).collect();
    pages.iter().map(of_page).collect()
}

/// On how many pages each edge says the same, numbers of pages apart.
fn said(pages: &[Vec<EdgeLine>]) -> HashMap<(bool, String), usize> {
    let mut said = HashMap::new();
    for lines in pages {
        let of_line = |line: &EdgeLine| {
            let rests = candidates(&line.text).into_iter();
            let rests = rests.map(|candidate| candidate.rest);
            let all: Vec<String> = rests.chain([folded(&line.text)]).collect();
            all.into_iter()
                .map(|rest| (line.is_foot, rest))
                .collect::<Vec<_>>()
        };
        let of_page: HashSet<(bool, String)> = lines.iter().flat_map(of_line).collect();
        for key in of_page {
            *said.entry(key).or_default() += 1;
        }
    }
    said
}

/// A number in a line, and what else the line says.
#[derive(Debug, Clone)]
struct Candidate {
    number: u32,
    /// Without the number; empty where it stands alone.
    rest: String,
    /// Words follow it.
    is_before: bool,
}

/// The numbers at the ends of a line, and one that the line calls that of a page.
fn candidates(line: &str) -> Vec<Candidate> {
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches(is_rule))
        .filter(|word| !word.is_empty())
        .collect();
    if let Some(number) = lone(&words) {
        return vec![Candidate {
            number,
            rest: String::new(),
            is_before: false,
        }];
    }
    let last = words.len().saturating_sub(1);
    let candidate = |at: usize| {
        let number = number(words[at])?;
        let before = at.checked_sub(1).map(|before| bare(words[before]));
        let is_page = before.as_deref().is_some_and(|word| PAGE.contains(&word));
        let is_label = before
            .as_deref()
            .is_some_and(|word| LABELS.contains(&word) || CAPTIONS.contains(&word));
        let is_at_end = at == 0 || at == last;
        let rest = [&words[..at], &words[at + 1..]].concat();
        let is_note = at == 0 && is_note(&rest);
        ((is_at_end || is_page) && !is_label && !is_note).then(|| Candidate {
            number,
            rest: folded(&rest.join(" ")),
            is_before: at == 0,
        })
    };
    (0..words.len()).filter_map(candidate).collect()
}

/// `12`, `– 12 –`, `Page 3`, `3 of 40`, `3 / 40`.
fn lone(words: &[&str]) -> Option<u32> {
    let is_page = |word: &&&str| !PAGE.contains(&bare(word).as_str());
    match words.iter().filter(is_page).collect::<Vec<_>>()[..] {
        [page] => number(page),
        [page, of, all] if *of == "/" || OF.contains(&bare(of).as_str()) => {
            number(all).and_then(|_| number(page))
        }
        _ => None,
    }
}

/// A plain number; none of `4.`, `4)` and `[4]`, which head an item, an entry or a note.
fn number(word: &str) -> Option<u32> {
    /// No page has a longer number.
    const LONGEST: usize = 5;
    let is_number = word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}

/// Words behind a number that are a sentence or a source, as in a note. A name’s “et al.” is neither.
fn is_note(rest: &[&str]) -> bool {
    let ends = rest
        .last()
        .is_some_and(|word| word.ends_with('.') && bare(word) != "al");
    ends || rest.iter().any(|word| SAME.contains(&bare(word).as_str()))
}

/// Strokes and dots that are set around the numbers of pages.
fn is_rule(c: char) -> bool {
    "-–—−|·•*‹›<>~_".contains(c)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a page is called before its number.
const PAGE: [&str; 11] = [
    "page",
    "p",
    "pp",
    "seite",
    "s",
    "pagina",
    "página",
    "стр",
    "с",
    "страница",
    "pg",
];

/// What stands between the number of a page and that of all.
const OF: [&str; 6] = ["of", "von", "sur", "de", "di", "из"];

/// What names the source of the note before.
const SAME: [&str; 6] = ["ibid", "ibidem", "ebd", "ebenda", "idem", "там"];

/// What is numbered beside [`CAPTIONS`] and often stands once a page, at its head or foot.
const LABELS: [&str; 46] = [
    "figs",
    "tab",
    "chart",
    "map",
    "panel",
    "photo",
    "image",
    "diagram",
    "graph",
    "exhibit",
    "equation",
    "eq",
    "chapter",
    "section",
    "part",
    "appendix",
    "annex",
    "unit",
    "lesson",
    "lecture",
    "week",
    "day",
    "session",
    "module",
    "exercise",
    "question",
    "example",
    "case",
    "step",
    "slide",
    "note",
    "abb",
    "karte",
    "kapitel",
    "abschnitt",
    "teil",
    "anhang",
    "chapitre",
    "partie",
    "tableau",
    "capítulo",
    "figura",
    "глава",
    "рисунок",
    "рис",
    "таблица",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> EdgeLine {
        EdgeLine {
            text: text.to_owned(),
            ..EdgeLine::default()
        }
    }

    /// The marks of pages with one line each; those that are not sure stand in brackets.
    fn said(lines: &[&str]) -> Vec<String> {
        let pages: Vec<Vec<EdgeLine>> = lines.iter().map(|text| vec![line(text)]).collect();
        let said = |mark: &Mark| {
            if mark.is_sure {
                mark.number.to_string()
            } else {
                format!("({})", mark.number)
            }
        };
        let of_page = |marks: &Vec<Mark>| marks.iter().map(said).collect::<Vec<_>>().join(" ");
        marks(&pages).iter().map(of_page).collect()
    }

    #[test]
    fn a_number_alone_is_the_pages() {
        for alone in [
            "12",
            "– 12 –",
            "| 12",
            "Page 12",
            "S. 12",
            "Seite 12 von 40",
            "12 / 40",
        ] {
            assert_eq!(said(&[alone]), ["12"], "{alone}");
        }
        for other in [
            "12.",
            "(12)",
            "[12]",
            "S114",
            "in the year 1914 the war",
            "",
        ] {
            assert_eq!(said(&[other]), [""], "{other}");
        }
        assert_eq!(said(&["12 13"]), ["(13)"], "cells of a table");
    }

    #[test]
    fn a_number_in_a_head_that_comes_back_is_the_pages() {
        assert_eq!(
            said(&[
                "114 Fear and Trust",
                "Larsen",
                "116 Fear and Trust",
                "Larsen 117"
            ]),
            ["114", "", "116", "117"]
        );
        assert_eq!(
            said(&[
                "Journal of Fear 12 (3) | Page 3 of 16",
                "Journal of Fear 12 (3) | Page 4 of 16"
            ]),
            ["3 (16)", "4 (16)"]
        );
    }

    #[test]
    fn numbers_of_headings_notes_captions_and_items_are_none_of_pages() {
        let lines = [
            "1. Introduction",
            "2 Theory",
            "[3] Waltz 1979, p. 4",
            "4 Waltz, Theory of International Politics.",
            "Figure 5",
            "Figure 6",
            "7 Ibid., p. 7",
            "8 Ibid., p. 7",
            "9. text of an item",
            "Chapter 10",
            "Chapter 11",
        ];
        let sure: Vec<String> = said(&lines)
            .into_iter()
            .filter(|said| !said.is_empty() && !said.starts_with('('))
            .collect();
        assert_eq!(sure, Vec::<String>::new());
    }
}
