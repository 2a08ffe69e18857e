//! In which order the parts of a page are read: what stands across the page, and between it the
//! columns, left before right.
//!
//! A column's edge is a strip that many lines leave empty on both of their sides at once; spaces
//! between words never line up like that. Tables do, but their cells fill little of the width.

use super::super::{heading, summary};
use super::run::Run;

/// A part of a page that is read from top to bottom.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) runs: Vec<Run>,
    /// The edges of its column.
    pub(super) left: f32,
    pub(super) right: f32,
}

/// Columns within columns are looked for this deep: four columns.
const DEEPEST: usize = 2;

/// The page is looked at in stripes of this height, in points.
const STRIPE: f32 = 3.0;

/// The strip between columns is at least twice this wide, in points.
const HALF_STRIP: f32 = 2.0;

/// Columns stand beside each other for at least this height, in points: about five lines.
const LEAST_HEIGHT: f32 = 50.0;

/// Text that reaches less than this far into the next column only sticks out of its own.
const LEAST_CROSSING: f32 = 18.0;

/// The head of a first page ends within this share of its height.
const LONGEST_HEAD: f32 = 0.5;

/// Orders the runs of a page. The head of the first page is read in rows.
pub(super) fn order(runs: Vec<Run>, is_first: bool, height: f32) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (head, body) = if is_first {
        head(runs, height)
    } else {
        (Vec::new(), runs)
    };
    for piece in head {
        blocks.extend(block(piece));
    }
    part(body, 0, &mut blocks);
    blocks
}

fn block(runs: Vec<Run>) -> Option<Block> {
    let (left, right) = edges(&runs)?;
    Some(Block { runs, left, right })
}

/// From the leftmost to the rightmost.
fn extent(runs: &[Run]) -> Option<(f32, f32)> {
    let left = runs.iter().map(|run| run.left).reduce(f32::min)?;
    let right = runs.iter().map(|run| run.right).reduce(f32::max)?;
    Some((left, right))
}

/// The edges of a column: the outermost where several lines begin and end; single lines stick out.
fn edges(runs: &[Run]) -> Option<(f32, f32)> {
    let mut lefts: Vec<f32> = runs.iter().map(|run| run.left).collect();
    let mut rights: Vec<f32> = runs.iter().map(|run| -run.right).collect();
    Some((outermost(&mut lefts)?, -outermost(&mut rights)?))
}

/// The least value that a tenth of all stand at, else the least of all.
fn outermost(values: &mut [f32]) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let least = (values.len() / 10).max(1);
    let shared = values
        .windows(least)
        .find(|some| some[least - 1] - some[0] < 2.0);
    shared.map_or(values.first(), |some| some.first()).copied()
}

/// Cuts the head off a first page, in pieces between white bands, until columns of prose begin.
fn head(mut runs: Vec<Run>, height: f32) -> (Vec<Vec<Run>>, Vec<Run>) {
    let mut pieces = Vec::new();
    let Some(gutter) = gutter(&runs) else {
        return (pieces, runs);
    };
    runs.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut begin = 0;
    let mut bottom = f32::MIN;
    let mut cuts = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if opens_text(run) {
            break;
        }
        let is_white = run.top() - bottom > run.size * 0.55;
        if is_white && at > begin && run.top() < height * LONGEST_HEAD {
            if is_columnar(&runs[begin..at], gutter) {
                break;
            }
            cuts.push(at - begin);
            begin = at;
        }
        bottom = bottom.max(run.bottom());
    }
    for cut in cuts {
        let rest = runs.split_off(cut);
        pieces.push(std::mem::replace(&mut runs, rest));
    }
    (pieces, runs)
}

/// Whether the text begins: its abstract, or its first section.
fn opens_text(run: &Run) -> bool {
    let text = run.text();
    heading::is_known(&text) || summary::summary_lead(&text).is_some()
}

/// Whether prose stands on both sides of a strip: lines that fill their columns, side by side.
fn is_columnar(runs: &[Run], gutter: f32) -> bool {
    let Some((left, right)) = extent(runs) else {
        return false;
    };
    let stripes = Stripes::of(runs);
    let full = stripes.sides(gutter).filter(|(before, after)| {
        *before > (gutter - left) * 0.8 && *after > (right - gutter) * 0.8
    });
    full.count() >= 5
}

/// Orders runs by their columns.
fn part(runs: Vec<Run>, depth: usize, blocks: &mut Vec<Block>) {
    let gutter = if depth < DEEPEST { gutter(&runs) } else { None };
    let Some(gutter) = gutter else {
        blocks.extend(block(runs));
        return;
    };
    let whole = edges(&runs);
    let (across, beside): (Vec<Run>, Vec<Run>) =
        runs.into_iter().partition(|run| crosses(run, gutter));
    let (across, beside) = with_neighbours(across, beside);
    let is_left = |run: &Run| f32::midpoint(run.left, run.right) < gutter;
    let sides = [
        edges(
            &beside
                .iter()
                .filter(|run| is_left(run))
                .cloned()
                .collect::<Vec<_>>(),
        ),
        edges(
            &beside
                .iter()
                .filter(|run| !is_left(run))
                .cloned()
                .collect::<Vec<_>>(),
        ),
    ];
    let mut beside = beside;
    beside.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut beside = beside.into_iter().peekable();
    let mut across = across.into_iter().peekable();
    loop {
        let limit = across.peek().map_or(f32::MAX, |run| run.y);
        let mut columns = [Vec::new(), Vec::new()];
        while let Some(run) = beside.next_if(|run| run.y < limit) {
            columns[usize::from(!is_left(&run))].push(run);
        }
        for (column, side) in columns.into_iter().zip(sides) {
            let from = blocks.len();
            part(column, depth + 1, blocks);
            widen(&mut blocks[from..], side);
        }
        let next = beside.peek().map_or(f32::MAX, |run| run.y);
        let mut wide = Vec::new();
        while let Some(run) = across.next_if(|run| run.y <= next) {
            wide.push(run);
        }
        if wide.is_empty() {
            break;
        }
        let from = blocks.len();
        blocks.extend(block(wide));
        widen(&mut blocks[from..], whole);
    }
}

/// A block alone in its column has the edges of the column.
fn widen(blocks: &mut [Block], edges: Option<(f32, f32)>) {
    if let ([block], Some((left, right))) = (blocks, edges) {
        (block.left, block.right) = (left, right);
    }
}

fn crosses(run: &Run, gutter: f32) -> bool {
    run.left < gutter - LEAST_CROSSING && run.right > gutter + LEAST_CROSSING
}

/// What stands on one line with text across the page, close to it, is part of that line.
fn with_neighbours(mut across: Vec<Run>, beside: Vec<Run>) -> (Vec<Run>, Vec<Run>) {
    across.sort_by(|a, b| a.y.total_cmp(&b.y));
    let largest = across.iter().map(|line| line.size).fold(0.0, f32::max);
    let is_part = |run: &Run, line: &Run| {
        let gap = (line.left - run.right).max(run.left - line.right);
        (run.y - line.y).abs() < run.size.max(line.size) * 0.4 && gap < line.size * 1.6
    };
    let (more, beside): (Vec<Run>, Vec<Run>) = beside.into_iter().partition(|run| {
        let reach = run.size.max(largest) * 0.4;
        let from = across.partition_point(|line| line.y < run.y - reach);
        let near = across[from..].iter();
        near.take_while(|line| line.y <= run.y + reach)
            .any(|line| is_part(run, line))
    });
    across.extend(more);
    across.sort_by(|a, b| a.y.total_cmp(&b.y));
    (across, beside)
}

/// The middle of the strip between two columns, if there are two.
fn gutter(runs: &[Run]) -> Option<f32> {
    let (left, right) = extent(runs)?;
    let width = right - left;
    let stripes = Stripes::of(runs);
    let first = (left + width * 0.18) as i32;
    let last = (right - width * 0.18) as i32;
    let open: Vec<usize> = (first..=last)
        .map(|x| {
            let x = x as f32;
            // A number before its entry fills nothing of a column.
            let is_full = |(before, after): &(f32, f32)| {
                *before > (x - left) * 0.3 && *after > (right - x) * 0.3
            };
            stripes.sides(x).filter(is_full).count()
        })
        .collect();
    let most = *open.iter().max()?;
    // Between a number and its entry there is a strip as well; that between columns is wider.
    let mut widest = (0, 0);
    let mut at = 0;
    while at < open.len() {
        let plateau = open[at..]
            .iter()
            .take_while(|count| **count * 100 >= most * 97);
        let length = plateau.count();
        if length > widest.1 {
            widest = (at, length);
        }
        at += length.max(1);
    }
    let middle = first as f32 + widest.0 as f32 + (widest.1 as f32 - 1.0) / 2.0;
    let open = stripes.sides(middle).count();
    let crossed = stripes.crossed(middle);
    // Where hardly anything crosses the strip, each column shows by itself how full it is: beside a
    // short one there may be a figure.
    let is_parted = crossed * 10 <= stripes.count();
    let filled = |side: &dyn Fn((f32, f32)) -> f32, width: f32| {
        is_full(stripes.sides(middle).map(side), width)
            || is_parted && is_full(stripes.beside(middle).map(side), width)
    };
    let is_tall = |stripes: usize| stripes as f32 * STRIPE >= LEAST_HEIGHT;
    let is_high = is_tall(open)
        || is_parted
            && open > 0
            && is_tall(stripes.beside(middle).filter(|side| side.0 > 0.0).count())
            && is_tall(stripes.beside(middle).filter(|side| side.1 > 0.0).count());
    let is_gutter = is_high
        && open * 5 >= crossed
        && filled(&|(before, _)| before, middle - left)
        && filled(&|(_, after)| after, right - middle);
    is_gutter.then_some(middle)
}

/// Whether the lines of a column, as far as it has any, fill about half of its width.
fn is_full(lines: impl Iterator<Item = f32>, width: f32) -> bool {
    let lines: Vec<f32> = lines.filter(|line| *line > 0.0).collect();
    lines.iter().sum::<f32>() > width * 0.45 * lines.len() as f32
}

/// What stands in each stripe of a page, as pairs of left and right ends.
struct Stripes(Vec<Vec<(f32, f32)>>);

impl Stripes {
    fn of(runs: &[Run]) -> Self {
        let mut stripes = Vec::new();
        for run in runs {
            let from = (run.top() / STRIPE).max(0.0) as usize;
            let to = ((run.bottom() / STRIPE).max(0.0) as usize).min(from + 100);
            for at in from..to.max(from + 1) {
                if stripes.len() <= at {
                    stripes.resize(at.min(10_000) + 1, Vec::new());
                }
                if let Some(stripe) = stripes.get_mut(at) {
                    stripe.push((run.left, run.right));
                }
            }
        }
        Self(stripes)
    }

    /// How many stripes have text.
    fn count(&self) -> usize {
        self.0.iter().filter(|stripe| !stripe.is_empty()).count()
    }

    /// For each stripe with text on both sides of a strip and none in it, how much of each side is filled.
    fn sides(&self, x: f32) -> impl Iterator<Item = (f32, f32)> {
        let stripes = self.beside(x);
        stripes.filter(|(before, after)| *before > 0.0 && *after > 0.0)
    }

    /// The same for each stripe without text in the strip, whichever side has any.
    fn beside(&self, x: f32) -> impl Iterator<Item = (f32, f32)> {
        self.0.iter().filter_map(move |stripe| {
            let (mut before, mut after) = (0.0, 0.0);
            for (left, right) in stripe {
                if *right < x - HALF_STRIP {
                    before += right - left;
                } else if *left > x + HALF_STRIP {
                    after += right - left;
                } else {
                    return None;
                }
            }
            Some((before, after))
        })
    }

    fn crossed(&self, x: f32) -> usize {
        let crosses = |stripe: &&Vec<(f32, f32)>| {
            stripe
                .iter()
                .any(|(left, right)| *left < x - HALF_STRIP && *right > x + HALF_STRIP)
        };
        self.0.iter().filter(crosses).count()
    }
}

#[cfg(test)]
mod tests {
    use super::super::run::{self, tests::typed};
    use super::*;

    const LEFT: &str = "the alliance was made in the year when the war was";
    const RIGHT: &str = "over and the armies of the two states went home to";

    /// A title across the page, and below it two columns, set line by line over both.
    fn page(rows: usize) -> Vec<Run> {
        let mut glyphs = typed(
            "Fear and Trust between the Two States of the North",
            100.0,
            60.0,
            16.0,
        );
        for row in 0..rows {
            let y = 120.0 + row as f32 * 12.0;
            glyphs.extend(typed(LEFT, 50.0, y, 9.5));
            glyphs.extend(typed(RIGHT, 310.0, y, 9.5));
        }
        run::runs(glyphs)
    }

    fn ends(blocks: &[Block]) -> Vec<(usize, i32)> {
        blocks
            .iter()
            .map(|block| (block.runs.len(), block.left as i32))
            .collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_however_they_were_set() {
        let blocks = order(page(20), false, 800.0);
        let last = |block: &Block| block.runs.iter().all(|run| run.right < 300.0);
        assert_eq!(blocks.len(), 3);
        assert!(last(&blocks[1]) && !last(&blocks[2]));
    }

    #[test]
    fn text_across_the_page_parts_what_is_above_and_below() {
        let mut runs = page(30);
        let wide = "a caption that runs over both of the columns of this page and on and on and on";
        runs.extend(run::runs(typed(wide, 60.0, 294.0, 9.5)));
        runs.retain(|run| run.right - run.left > 300.0 || (run.y - 294.0).abs() > 7.0);
        let lefts: Vec<i32> = ends(&order(runs, false, 800.0))
            .into_iter()
            .map(|(_, left)| left)
            .collect();
        assert_eq!(lefts, [50, 50, 310, 50, 50, 310]);
    }

    #[test]
    fn a_short_column_beside_a_figure_is_a_column() {
        let mut glyphs = Vec::new();
        for row in 0..40 {
            let y = 100.0 + row as f32 * 12.0;
            match row {
                3 | 7 => glyphs.extend(typed("70", 60.0, y, 6.5)),
                2..10 => {}
                _ => glyphs.extend(typed(LEFT, 50.0, y, 9.5)),
            }
            if row < 10 {
                glyphs.extend(typed(RIGHT, 310.0, y, 9.5));
            }
        }
        assert_eq!(
            ends(&order(run::runs(glyphs), false, 800.0)),
            [(34, 50), (10, 310)]
        );
    }

    #[test]
    fn one_column_and_a_small_table_stay_whole() {
        let mut glyphs = Vec::new();
        for row in 0..30 {
            let y = 100.0 + row as f32 * 12.0;
            if (10..18).contains(&row) {
                glyphs.extend(typed("Lund", 60.0, y, 10.0));
                glyphs.extend(typed("4.2", 400.0, y, 10.0));
            } else {
                glyphs.extend(typed(&format!("{LEFT} {RIGHT}"), 50.0, y, 9.5));
            }
        }
        assert_eq!(order(run::runs(glyphs), false, 800.0).len(), 1);
    }
}
