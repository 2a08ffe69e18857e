//! Printed lines: the runs of a block that share a baseline, with their text and how they look.
//!
//! Spaces come from gaps, raised digits become superscripts (so that a note's marker is no number
//! of the sentence), and accents that were printed apart join their letters.

use std::collections::HashMap;

use super::columns::Block;
use super::page::Glyph;
use super::run::{INITIAL, Run, usual};

/// A gap wider than this, in units of the size, is a space.
const SPACE: f32 = 0.15;

/// A gap wider than this parts cells of a table or names side by side.
const CELL: f32 = 1.7;

/// A printed line.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) text: String,
    /// The text with wide gaps as three spaces.
    pub(super) raw: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// The font of most of it.
    pub(super) font: u32,
    /// The share of glyphs that are of fonts for formulas, in percent.
    pub(super) math: usize,
    /// Wide gaps inside.
    pub(super) gaps: usize,
    /// The raised digits or signs it begins with.
    pub(super) mark: Option<String>,
    /// The edges of its column.
    pub(super) column: (f32, f32),
    /// The page, from 0, and the block on it.
    pub(super) page: usize,
    pub(super) block: usize,
    /// How far the line before it in its block is, baseline to baseline.
    pub(super) above: Option<f32>,
    /// How far lines are from each other in its block, where it has enough of them to tell.
    pub(super) pitch: Option<f32>,
}

impl Row {
    pub(super) fn words(&self) -> usize {
        self.text.split(' ').count()
    }

    /// How much of its column is left empty behind it.
    pub(super) fn rest(&self) -> f32 {
        self.column.1 - self.right
    }

    pub(super) fn indent(&self) -> f32 {
        (self.left - self.column.0).max(0.0)
    }
}

/// The lines of a block, from top to bottom.
pub(super) fn rows(block: Block, page: usize, number: usize) -> Vec<Row> {
    let column = (block.left, block.right);
    let mut lines = lines(block.runs);
    join_initials(&mut lines);
    let mut rows: Vec<Row> = lines
        .into_iter()
        .filter_map(row)
        .map(|row| Row {
            column,
            page,
            block: number,
            ..row
        })
        .collect();
    for at in 1..rows.len() {
        rows[at].above = Some(rows[at].y - rows[at - 1].y);
    }
    set_pitch(&mut rows);
    rows
}

/// A block of fewer lines does not tell how far they are from each other.
const FEWEST_LINES: usize = 4;

fn set_pitch(rows: &mut [Row]) {
    let sizes: Vec<i32> = rows
        .iter()
        .map(|row| (row.size * 2.0).round() as i32)
        .collect();
    let mut steps: HashMap<i32, Vec<f32>> = HashMap::new();
    for at in 1..rows.len() {
        let alike = rows[at].above.filter(|_| sizes[at] == sizes[at - 1]);
        steps.entry(sizes[at]).or_default().extend(alike);
    }
    let enough = steps
        .into_iter()
        .filter(|(_, steps)| steps.len() >= FEWEST_LINES);
    let pitches: HashMap<i32, Option<f32>> = enough
        .map(|(size, steps)| (size, usual(steps.into_iter())))
        .collect();
    for (row, size) in rows.iter_mut().zip(&sizes) {
        row.pitch = pitches.get(size).copied().flatten();
    }
}

/// Runs on one baseline belong together; raised ones join the line they are raised from.
fn lines(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let fits = |line: &Vec<Run>| {
            line.iter().any(|other| {
                let size = other.size.max(run.size);
                let step = (other.y - run.y).abs();
                let least = other.size.min(run.size);
                // A large initial stands beside several lines.
                let large = if other.size > run.size { other } else { &run };
                let is_initial = large.glyphs.len() == 1 && size > least * INITIAL;
                let is_raised = least < size * 0.86;
                !is_initial && step < size * if is_raised { 0.5 } else { 0.3 }
            }) && !line.iter().any(|other| covers(other, &run))
        };
        match lines.iter_mut().rev().take(4).find(|line| fits(line)) {
            Some(line) => line.push(run),
            None => lines.push(vec![run]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    let baseline = |line: &Vec<Run>| {
        line.iter()
            .max_by(|a, b| a.width().total_cmp(&b.width()))
            .map_or(0.0, |run| run.y)
    };
    lines.sort_by(|a, b| baseline(a).total_cmp(&baseline(b)));
    lines
}

/// Whether two runs stand above each other.
fn covers(a: &Run, b: &Run) -> bool {
    let common = a.right.min(b.right) - a.left.max(b.left);
    common > 0.5 * a.width().min(b.width())
}

/// A large first letter stands beside lines that are at most so many before or behind it.
const NEAR: usize = 24;

/// A large first letter that reaches down over several lines joins the first of them.
fn join_initials(lines: &mut Vec<Vec<Run>>) {
    for at in 0..lines.len() {
        let initial = match &lines[at][..] {
            [run] if run.glyphs.len() == 1 => run.clone(),
            _ => continue,
        };
        let is_beside = |line: &Vec<Run>| {
            let Some(first) = line.first() else {
                return false;
            };
            initial.size > first.size * INITIAL
                && first.y > initial.top()
                && first.y < initial.y + first.size * 0.5
                && first.left > initial.left
                && first.left - initial.right < first.size
                && first.glyphs.len() > 3
        };
        let from = at.saturating_sub(NEAR);
        let near = &lines[from..lines.len().min(at + NEAR)];
        let found = near.iter().position(is_beside).map(|found| from + found);
        if let Some(beside) = found.filter(|beside| *beside != at) {
            let first = &mut lines[beside][0];
            let mut glyph = initial.glyphs[0].clone();
            let next = &mut first.glyphs[0];
            (glyph.size, glyph.y) = (next.size, next.y);
            glyph.x = next.x - glyph.width;
            next.is_apart = false;
            first.left = initial.left;
            first.glyphs.insert(0, glyph);
            lines[at].clear();
        }
    }
    lines.retain(|line| !line.is_empty());
}

fn row(runs: Vec<Run>) -> Option<Row> {
    let left = runs.first()?.left;
    let right = runs.iter().map(|run| run.right).reduce(f32::max)?;
    let glyphs: Vec<Glyph> = runs.into_iter().flat_map(|run| run.glyphs).collect();
    let size = usual(glyphs.iter().map(|glyph| glyph.size))?;
    let on_line = glyphs
        .iter()
        .filter(|glyph| (glyph.size - size).abs() < size * 0.1);
    let y = usual(on_line.map(|glyph| glyph.y))?;
    let share = |is: fn(&Glyph) -> bool| {
        glyphs.iter().filter(|glyph| is(glyph)).count() * 100 / glyphs.len().max(1)
    };
    let mut row = Row {
        left,
        right,
        y,
        size,
        bold: share(|glyph| glyph.look.bold) >= 80,
        italic: share(|glyph| glyph.look.italic && !glyph.look.math) >= 80,
        math: share(|glyph| glyph.look.math),
        font: most(glyphs.iter().map(|glyph| glyph.look.font)),
        ..Row::default()
    };
    write(&glyphs, &mut row);
    let cells: Vec<String> = row.raw.split("   ").map(crate::text::normalise).collect();
    row.text = crate::text::normalise(&cells.join(" "));
    row.raw = cells.join("   ");
    let mark: String = row
        .text
        .chars()
        .take_while(|c| MARKS.contains(*c))
        .collect();
    row.mark = (1..=3).contains(&mark.chars().count()).then_some(mark);
    (!row.text.is_empty()).then_some(row)
}

/// The value that comes most often.
pub(super) fn most(values: impl Iterator<Item = u32>) -> u32 {
    let mut values: Vec<u32> = values.collect();
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b);
    runs.max_by_key(|same| same.len()).map_or(0, |same| same[0])
}

/// Writes the glyphs of a line as text.
fn write(glyphs: &[Glyph], row: &mut Row) {
    let mut at = 0;
    let mut raw = String::new();
    while at < glyphs.len() {
        let glyph = &glyphs[at];
        if at > 0 {
            let gap = glyph.x
                - glyphs[..at]
                    .iter()
                    .rev()
                    .take(3)
                    .map(Glyph::end)
                    .fold(f32::MIN, f32::max);
            if gap > CELL * row.size {
                raw.push_str("   ");
                row.gaps += 1;
            } else if glyph.is_apart || gap > SPACE * row.size.max(glyph.size) {
                raw.push(' ');
            }
        }
        let raised = raised(&glyphs[at..], row);
        if raised > 0 {
            let mark = superscript(&glyphs[at..at + raised]);
            raw.push_str(&mark);
            at += raised;
            continue;
        }
        match glyphs.get(at + 1).zip(accent(&glyph.text)) {
            Some((next, accent)) if next.x < glyph.x + glyph.width * 0.7 => {
                push_accented(&next.text, accent, &mut raw);
                at += 2;
            }
            _ => {
                raw.push_str(&glyph.text);
                at += 1;
            }
        }
    }
    row.raw = raw;
}

fn push_accented(letter: &str, accent: char, raw: &mut String) {
    // The accent takes the place of the dot.
    raw.push_str(match letter {
        "ı" => "i",
        "ȷ" => "j",
        letter => letter,
    });
    raw.push(accent);
}

/// How many glyphs from the first on are raised from the line and smaller.
fn raised(glyphs: &[Glyph], row: &Row) -> usize {
    let is_raised =
        |glyph: &Glyph| glyph.size < row.size * 0.87 && row.y - glyph.y > row.size * 0.14;
    glyphs.iter().take_while(|glyph| is_raised(glyph)).count()
}

/// Raised digits and letters of one kind as characters that are raised themselves. Words that are
/// raised (`19th`) stay as they are.
fn superscript(glyphs: &[Glyph]) -> String {
    let said: String = glyphs.iter().map(|glyph| &*glyph.text).collect();
    let letters = said
        .split(|c: char| !c.is_alphabetic())
        .map(|part| part.chars().count())
        .max()
        .unwrap_or(0);
    said.chars()
        .map(|c| match c {
            '0'..='9' => "⁰¹²³⁴⁵⁶⁷⁸⁹"
                .chars()
                .nth(c as usize - '0' as usize)
                .unwrap_or(c),
            '−' | '-' if said.starts_with(c) && said.len() > c.len_utf8() => '⁻',
            'a'..='h' if letters == 1 => "ᵃᵇᶜᵈᵉᶠᵍʰ"
                .chars()
                .nth(c as usize - 'a' as usize)
                .unwrap_or(c),
            '∗' => '*',
            c => c,
        })
        .collect()
}

/// Raised digits and the printers' signs for notes.
pub(super) const MARKS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶‖";

/// The combining form of an accent that is printed on its own.
fn accent(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let accent = match characters.next()? {
        '´' | '\u{301}' => '\u{301}',
        '`' | '\u{300}' => '\u{300}',
        '¨' | '\u{308}' => '\u{308}',
        'ˆ' | '^' | '\u{302}' => '\u{302}',
        '˜' | '~' | '\u{303}' => '\u{303}',
        'ˇ' | '\u{30c}' => '\u{30c}',
        '¸' | '\u{327}' => '\u{327}',
        '˙' | '\u{307}' => '\u{307}',
        '˚' | '\u{30a}' => '\u{30a}',
        '˝' | '\u{30b}' => '\u{30b}',
        '˘' | '\u{306}' => '\u{306}',
        '¯' | '\u{304}' => '\u{304}',
        _ => return None,
    };
    characters.next().is_none().then_some(accent)
}

#[cfg(test)]
mod tests {
    use super::super::run::{self, tests::typed};
    use super::*;

    fn read(glyphs: Vec<Glyph>) -> Vec<Row> {
        let block = Block {
            runs: run::runs(glyphs),
            left: 0.0,
            right: 300.0,
        };
        rows(block, 0, 0)
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        read(glyphs).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn gaps_make_spaces_and_cells() {
        let mut glyphs = typed("fear", 0.0, 100.0, 10.0);
        glyphs.extend(typed("and", 22.5, 100.0, 10.0));
        glyphs.extend(typed("trust", 80.0, 100.0, 10.0));
        let rows = read(glyphs);
        assert_eq!((rows[0].text.as_str(), rows[0].gaps), ("fear and trust", 1));
        assert_eq!(rows[0].raw, "fear and   trust");
    }

    #[test]
    fn raised_digits_are_markers_and_raised_words_are_words() {
        let mut glyphs = typed("1", 0.0, 96.0, 6.0);
        glyphs.extend(typed("In the 19", 3.0, 100.0, 10.0));
        glyphs.extend(typed("th", 48.0, 96.0, 6.0));
        glyphs.extend(typed("year", 58.0, 100.0, 10.0));
        let rows = read(glyphs);
        assert_eq!(rows[0].text, "¹In the 19th year");
        assert_eq!(rows[0].mark.as_deref(), Some("¹"));
    }

    #[test]
    fn accents_join_their_letters() {
        let mut glyphs = typed("caf", 0.0, 100.0, 10.0);
        glyphs.extend(typed("´", 15.5, 100.0, 10.0));
        glyphs.extend(typed("e", 15.0, 100.0, 10.0));
        assert_eq!(texts(glyphs), ["café"]);
    }

    #[test]
    fn a_large_initial_joins_its_word() {
        let mut glyphs = typed("T", 0.0, 112.0, 32.0);
        glyphs.extend(typed("he war began", 18.0, 100.0, 10.0));
        glyphs.extend(typed("in the north", 18.0, 112.0, 10.0));
        assert_eq!(texts(glyphs), ["The war began", "in the north"]);
    }
}
