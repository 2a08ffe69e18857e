//! Where the head of a plain text ends and the text begins.

use super::line::{Layout, Line};
use super::{heading, place, summary};

/// Whether the text, its abstract or its contents begin at a line.
pub(super) fn begins(lines: &[Line<'_>], at: usize, layout: Layout) -> bool {
    let text = &lines[at].text;
    if text.is_empty() {
        return false;
    }
    let numbered = heading::number(text)
        .is_some_and(|(number, rest)| number == [1] && heading::is_title_like(rest))
        && !place::is_affiliation(text);
    heading::is_known(text)
        || summary::summary_lead(text).is_some()
        || summary::keywords_lead(text).is_some()
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
    lines_of_prose && !place::is_contact(text)
}

/// The share of words that begin small, in percent.
pub(super) fn small_share(text: &str) -> usize {
    let words: Vec<char> = text
        .split(' ')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .collect();
    let small = words.iter().filter(|first| first.is_lowercase()).count();
    (small * 100).checked_div(words.len()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn opening(text: &str) -> Option<usize> {
        let lines = line::split(text);
        let layout = Layout::of(&lines);
        (0..lines.len()).find(|at| begins(&lines, *at, layout))
    }

    #[test]
    fn prose_and_well_known_headings_open_a_text() {
        let prose = "The alliance was made in the year when the war was over and the armies of both had gone home to their fields and their families.";
        assert_eq!(
            opening(&format!("Fear and Trust\nAna Lindqvist\n{prose}\n")),
            Some(2)
        );
        assert_eq!(
            opening("Fear and Trust\n\n1. Introduction\n\nIt held."),
            Some(2)
        );
        assert_eq!(
            opening("Fear and Trust\nAna Lindqvist\nAbstract\n"),
            Some(2)
        );
    }
}
