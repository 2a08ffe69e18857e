//! A table in columns of characters, narrowed until it fits.

use super::document::{Line, Span, Style};
use super::wrap::{columns, wrap};

/// What stands between two columns.
const GAP: &str = "  ";
/// A column is not made narrower than most words are long.
const NARROWEST: usize = 12;

/// The lines of a table. Cells that don’t fit their column are wrapped.
pub(super) fn lay_out(header: &[Line], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let all = || std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
    let number = all().map(<[Line]>::len).max().unwrap_or(0);
    let column = |at: usize| all().filter_map(move |row| row.get(at));
    let natural: Vec<usize> = (0..number)
        .map(|at| column(at).map(|cell| columns(cell)).max().unwrap_or(0))
        .collect();
    let widths = narrowed(natural, width);
    all().flat_map(|cells| row(cells, &widths)).collect()
}

/// Takes what is too much from the widest column, as often as needed.
fn narrowed(mut widths: Vec<usize>, width: usize) -> Vec<usize> {
    loop {
        let gaps = GAP.len() * widths.len().saturating_sub(1);
        let surplus = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
        let mut sorted = widths.clone();
        sorted.sort_unstable_by(|one, other| other.cmp(one));
        let Some(&widest) = sorted.first() else {
            return widths;
        };
        if surplus == 0 || widest <= NARROWEST {
            return widths;
        }
        let next = sorted.get(1).copied().unwrap_or(0);
        let step = (widest - next).clamp(1, surplus);
        for column in widths
            .iter_mut()
            .filter(|column| **column == widest)
            .take(1)
        {
            *column = (widest - step).max(NARROWEST);
        }
    }
}

fn row(cells: &[Line], widths: &[usize]) -> Vec<Line> {
    let wrapped: Vec<Vec<Line>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap(cell, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|number| {
            let parts = wrapped.iter().map(|lines| lines.get(number));
            beside(parts, widths)
        })
        .collect()
}

/// One line of each cell, each filled up to the width of its column.
fn beside<'c>(parts: impl Iterator<Item = Option<&'c Line>>, widths: &[usize]) -> Line {
    let mut line = Line::new();
    for (part, width) in parts.zip(widths) {
        let part = part.map_or(&[] as &[Span], Vec::as_slice);
        let fill = " ".repeat(width.saturating_sub(columns(part)));
        line.extend_from_slice(part);
        line.push(Span::new(Style::Plain, &(fill + GAP)));
    }
    line
}
