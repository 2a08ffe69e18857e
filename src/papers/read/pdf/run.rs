//! Glyphs that follow each other along a line, as the content of the page has them.
//!
//! A run ends where the next glyph stands elsewhere or far off, so a run never reaches from one
//! column into another unless something printed does.

use super::page::Glyph;

/// A glyph farther off than this, in units of its size, begins a run: spaces between words stay
/// below it, the space between columns rarely does.
const WIDEST_GAP: f32 = 0.75;

/// Accents, kerning and raised marks step back at most this far.
const FARTHEST_BACK: f32 = 0.6;

/// Raised and lowered glyphs stay this near to the baseline.
const HIGHEST: f32 = 0.55;

/// Glyphs along a line.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The baseline and size of most of its glyphs.
    pub(super) y: f32,
    pub(super) size: f32,
}

impl Run {
    pub(super) fn of(glyphs: Vec<Glyph>) -> Option<Self> {
        let size = usual(glyphs.iter().map(|glyph| glyph.size))?;
        let on_line = || {
            let glyphs = glyphs.iter();
            glyphs.filter(|glyph| (glyph.size - size).abs() < size * 0.05)
        };
        let y = usual(on_line().map(|glyph| glyph.y))?;
        let left = glyphs.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min);
        let right = glyphs.iter().map(Glyph::end).fold(f32::MIN, f32::max);
        Some(Self {
            glyphs,
            left,
            right,
            y,
            size,
        })
    }

    pub(super) fn top(&self) -> f32 {
        self.y - self.size * 0.75
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y + self.size * 0.22
    }

    /// What it says.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, glyph) in self.glyphs.iter().enumerate() {
            let gap = at
                .checked_sub(1)
                .map_or(0.0, |at| glyph.x - self.glyphs[at].end());
            if at > 0 && (glyph.is_apart || gap > self.size * 0.15) {
                text.push(' ');
            }
            text.push_str(&glyph.text);
        }
        text
    }

    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// The value that comes most often, to a tenth of a point.
pub(super) fn usual(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<i32> = values.map(|value| (value * 10.0).round() as i32).collect();
    values.sort_unstable();
    values
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len())
        .map(|same| same[0] as f32 / 10.0)
}

/// Parts the glyphs of a page into runs.
pub(super) fn runs(glyphs: Vec<Glyph>) -> Vec<Run> {
    let mut groups: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match groups.last_mut() {
            Some(group) if follows(group, &glyph) => group.push(glyph),
            _ => groups.push(vec![glyph]),
        }
    }
    let mut runs: Vec<Run> = groups.into_iter().filter_map(Run::of).collect();
    drop_shadows(&mut runs);
    runs
}

/// A large first letter is at least this much larger than the text.
pub(super) const INITIAL: f32 = 1.8;

fn follows(group: &[Glyph], glyph: &Glyph) -> bool {
    let Some(last) = group.last() else {
        return false;
    };
    let size = last.size.max(glyph.size);
    // The baseline is that of the largest of the last few, so that marks above marks stay together.
    let on_line = group.iter().rev().take(8).fold(last, |largest, one| {
        if one.size > largest.size * 1.05 {
            one
        } else {
            largest
        }
    });
    let step = (glyph.y - on_line.y).abs();
    let is_initial = group.len() == 1 && last.size > glyph.size * INITIAL;
    if is_initial && step > glyph.size * 0.3 {
        return false;
    }
    let gap = glyph.x - last.end();
    let same_baseline = step < 0.06 * size;
    let is_raised = step < HIGHEST * size.max(on_line.size) && gap < 0.35 * size;
    (same_baseline || is_raised) && gap < WIDEST_GAP * size && gap > -FARTHEST_BACK * size
}

/// Text printed twice in nearly the same place, to look bold or to throw a shadow, counts once.
fn drop_shadows(runs: &mut Vec<Run>) {
    let said = |run: &Run| -> String { run.glyphs.iter().map(|glyph| &*glyph.text).collect() };
    runs.dedup_by(|run, before| {
        (before.y - run.y).abs() < run.size * 0.2
            && (before.left - run.left).abs() < run.size * 0.2
            && before.glyphs.len() == run.glyphs.len()
            && said(before) == said(run)
    });
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::font::Look;
    use super::*;

    /// Glyphs of half their size in width, as a typewriter would set them.
    pub(in super::super) fn typed(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let mut is_apart = false;
        let mut glyphs = Vec::new();
        for (at, c) in text.chars().enumerate() {
            if c != ' ' {
                glyphs.push(Glyph {
                    text: c.to_string().into(),
                    x: x + at as f32 * size * 0.5,
                    y,
                    width: size * 0.5,
                    size,
                    look: Look::default(),
                    is_apart,
                });
            }
            is_apart = c == ' ';
        }
        glyphs
    }

    #[test]
    fn a_raised_mark_stays_and_a_far_glyph_parts() {
        let mut glyphs = typed("fear", 0.0, 100.0, 10.0);
        glyphs.extend(typed("2", 20.0, 96.0, 7.0));
        glyphs.extend(typed("held", 26.0, 100.0, 10.0));
        glyphs.extend(typed("right", 80.0, 100.0, 10.0));
        let runs = runs(glyphs);
        assert_eq!(runs.len(), 2);
        assert_eq!((runs[0].y, runs[0].size, runs[1].left), (100.0, 10.0, 80.0));
    }

    #[test]
    fn text_printed_twice_counts_once() {
        let mut glyphs = typed("bold", 0.0, 100.0, 10.0);
        glyphs.extend(typed("bold", 0.4, 100.0, 10.0));
        assert_eq!(runs(glyphs).len(), 1);
    }
}
