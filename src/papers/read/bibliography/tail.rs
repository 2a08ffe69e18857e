//! A bibliography without a heading: a run of paragraphs or labelled lines at the end of a text that
//! read like entries.

use super::{initial, number, opens_with_name};
use crate::papers::read::date;
use crate::text;

/// An entry without a heading has at most so many words.
const LONGEST_ENTRY: usize = 80;

/// A bibliography without a heading has at least so many entries.
const FEWEST: usize = 3;

pub(super) fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|word| date::year(word).is_some())
}

/// Whether a paragraph reads like an entry.
pub(in super::super) fn is_entry_like(text: &str) -> bool {
    text.split(' ').count() <= LONGEST_ENTRY
        && has_year(text)
        && (is_surely_entry(text) || text.contains(['“', '"', '(']) || has_volume(text))
}

/// Whether it does so beyond doubt: it opens with a name or has an address.
fn is_surely_entry(text: &str) -> bool {
    let second = text.split(' ').nth(1).unwrap_or_default();
    (opens_with_name(text) && !text::is_stop_word(&second.to_lowercase()))
        || text.contains("://")
        || text.contains("doi:")
        || text.contains("(accessed")
}

fn has_volume(text: &str) -> bool {
    text.split(' ').any(|word| {
        matches!(
            word.to_lowercase().trim_matches(['.', ',', '(']),
            "vol" | "pp" | "press" | "journal" | "publishers" | "eds"
        )
    })
}

/// How many of the paragraphs at the end are a bibliography without a heading.
pub(in super::super) fn tail(texts: &[&str]) -> usize {
    let from = texts
        .iter()
        .rposition(|text| !is_entry_like(text))
        .map_or(0, |at| at + 1);
    let run = &texts[from..];
    let sure = run
        .iter()
        .position(|text| is_surely_entry(text))
        .unwrap_or(run.len());
    let run = &run[sure..];
    let linked = run.iter().filter(|text| text.contains("://")).count();
    let initials: Vec<_> = run.iter().filter_map(|text| initial(text)).collect();
    let rising = initials
        .windows(2)
        .filter(|pair| pair[0] <= pair[1])
        .count();
    let names = run.iter().filter(|text| opens_with_name(text)).count();
    let sorted = rising * 10 >= initials.len().saturating_sub(1) * 7;
    let plausible =
        run.len() >= FEWEST && (linked * 2 >= run.len() || (sorted && names * 2 >= run.len()));
    if plausible { run.len() } else { 0 }
}

/// Where a bibliography without a heading begins whose entries count up from `[1]` to the end of the
/// text. Blank lines don't count.
pub(in super::super) fn labelled_tail(lines: &[&str]) -> Option<usize> {
    let first = lines.iter().rposition(|line| number(line) == Some(1))?;
    let (mut last, mut farthest) = (1, first);
    for (at, line) in lines.iter().enumerate().skip(first) {
        if number(line).is_some_and(|number| number == last + 1 || number == last + 2) {
            (last, farthest) = (number(line)?, at);
        }
    }
    let full = |from: usize| lines[from..].iter().filter(|line| !line.is_empty()).count();
    let is_late = first * 3 > lines.len();
    let is_dense = full(first) < last as usize * MOST_LINES;
    (last >= FEWEST_LABELS && is_late && is_dense && full(farthest) * 4 <= full(first))
        .then_some(first)
}

/// An entry with a label has at most so many lines, on average.
const MOST_LINES: usize = 12;

/// A list without a heading has at least so many labels.
const FEWEST_LABELS: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_count_up_to_the_end_need_no_heading() {
        let mut lines = vec!["[3] says that the war"; 12];
        lines.extend([
            "[1] A. Fear.",
            "",
            "[2] B. Trust,",
            "1991.",
            "[3] C. Bread.",
            "[4] D. Salt.",
            "[5] E. Iron.",
        ]);
        assert_eq!(labelled_tail(&lines), Some(12));
        assert_eq!(labelled_tail(&lines[..16]), None);
    }

    #[test]
    fn a_run_of_entries_at_the_end_needs_no_heading() {
        let texts = [
            "In 1991 the fear of “war” ended.",
            "Larsen, Bo. Trust. Oslo University Press, 1992.",
            "Lindqvist, Ana. “Fear.” Journal of Peace, 1991.",
            "Okafor, Chidi. Bread. http://bread.example (accessed May 2, 2014).",
        ];
        assert_eq!(tail(&texts), 3);
        assert_eq!(tail(&texts[..1]), 0);
    }
}
