//! Headings whose numbers count up through a document.

use std::collections::HashMap;

use super::{View, has_few_digits};
use crate::papers::read::heading;
use crate::papers::read::line::{Layout, Line, Print};

/// The longest run of numbers that count up (`1`, `1.1`, `1.2`, `2`, …): the depth of each line in it.
pub(super) fn numbered(lines: &[Line<'_>], layout: Layout) -> Vec<Option<usize>> {
    // For each number the best chain that has reached it: its weight and its last candidate.
    let mut best: HashMap<Vec<u32>, (usize, usize)> = HashMap::new();
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut top: Option<(usize, usize)> = None;
    for at in 0..lines.len() {
        let Some((number, weight)) = candidate(lines, at, layout) else {
            continue;
        };
        let previous = predecessors(&number)
            .into_iter()
            .filter_map(|number| best.get(&number))
            .max()
            .copied();
        if previous.is_none() && number.last() != Some(&1) {
            continue;
        }
        let total = weight + previous.map_or(0, |(weight, _)| weight);
        if let Some((_, last)) = previous {
            before.insert(at, last);
        }
        for depth in 1..=number.len() {
            let reached = best.entry(number[..depth].to_vec()).or_insert((0, at));
            if reached.0 <= total {
                *reached = (total, at);
            }
        }
        top = top.max(Some((total, at)));
    }
    let mut found = vec![None; lines.len()];
    let mut next = top.filter(|(total, _)| *total >= 4).map(|(_, at)| at);
    while let Some(at) = next {
        found[at] = heading::number(&lines[at].text).map(|(number, _)| number.len());
        next = before.get(&at).copied();
    }
    found
}

/// The numbers that may stand before one; one may be missing in damaged text.
fn predecessors(number: &[u32]) -> Vec<Vec<u32>> {
    let Some((last, parent)) = number.split_last() else {
        return Vec::new();
    };
    let sibling = |gap: u32| {
        last.checked_sub(gap)
            .filter(|value| *value > 0)
            .map(|value| [parent, &[value]].concat())
    };
    let first = (*last == 1 && !parent.is_empty()).then(|| parent.to_vec());
    [sibling(1), sibling(2), first]
        .into_iter()
        .flatten()
        .collect()
}

/// A line that may be a numbered heading, and how much speaks for it.
fn candidate(lines: &[Line<'_>], at: usize, layout: Layout) -> Option<(Vec<u32>, usize)> {
    let view = View {
        lines,
        at,
        layout,
        colons: false,
    };
    let text = view.text();
    if text.len() > 160 {
        return None;
    }
    let (number, name) = heading::number(text)?;
    let known = heading::is_known(text);
    let trimmed = name.trim_end_matches('.');
    let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !capital || !(known || heading::is_title_like(name)) || !has_few_digits(trimmed) {
        return None;
    }
    // A list counts up as well, but without text between its numbers.
    let same_depth = |line: &Line<'_>| {
        heading::number(&line.text)
            .is_some_and(|(other, _)| other.len() == number.len() && !other.is_empty())
    };
    let in_list = view.after().is_some_and(same_depth)
        || view
            .before()
            .is_some_and(|line| same_depth(line) && line.text.len() < 200);
    if in_list && !known {
        return None;
    }
    let set_off = matches!(lines[at].print, Print::SetOff(_));
    let weight =
        2 + 2 * usize::from(known) + usize::from(view.starts_afresh()) + 6 * usize::from(set_off);
    Some((number, weight))
}
