//! The glyphs of one page, with place, size and look, in the order of its content.
//!
//! Positions count from the upper left corner of the page as most of its text is read. How the content
//! is followed is the business of [`interpret`](super::interpret).

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{self, File};
use super::font::{Font, Look};
use super::interpret::{Placed, Reader};

/// A stamp is read up to this length, in bytes.
const LONGEST_STAMP: usize = 200;

/// No side of a page is longer, in points (ISO 32000-1, annex C).
const LONGEST_SIDE: f64 = 14_400.0;

/// What a glyph says, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: Rc<str>,
    /// The left end of its baseline.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) look: Look,
    /// Whether white space stands before it.
    pub(super) is_apart: bool,
}

impl Glyph {
    pub(super) fn end(&self) -> f32 {
        self.x + self.width
    }
}

/// The glyphs of a page and its height.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f32,
    /// What is printed along the other edges, such as the stamp of a server.
    pub(super) stamp: String,
    /// Glyphs of which their fonts do not say what they show.
    pub(super) silent: usize,
}

/// No file has more text and drawings than this, in glyphs and in bytes of content: a thousand full
/// pages have three million glyphs. Pages may share what they show, so a small file can have more.
const MOST_GLYPHS: usize = 10_000_000;
const MOST_CONTENT: usize = 512 * 1024 * 1024;

/// What the pages of a file share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// The fonts, each read once, by where the open file holds them.
    pub(super) fonts: HashMap<*const Dictionary, Rc<Font>>,
    /// How many glyphs were placed so far.
    pub(super) glyphs: usize,
    /// How much content was followed so far, in bytes.
    pub(super) content: usize,
}

impl Shared {
    /// Whether more was followed than any file has.
    pub(super) fn is_excessive(&self) -> bool {
        self.glyphs > MOST_GLYPHS || self.content > MOST_CONTENT
    }
}

/// Reads a page. `None` where its content is not there.
pub(super) fn read(file: &File, page: ObjectId, shared: &mut Shared) -> Option<Page> {
    let content = file.page_content(page)?;
    let nothing = Dictionary::new();
    let resources = file
        .inherited(page, b"Resources")
        .and_then(|resources| resources.as_dict().ok())
        .unwrap_or(&nothing);
    let mut reader = Reader::of(file, shared);
    reader.follow(&content, resources);
    let (placed, silent) = (std::mem::take(&mut reader.placed), reader.silent);
    Some(Page {
        silent,
        ..turned(placed, corners(file, page))
    })
}

/// The corners of what is shown: left, bottom, right, top.
fn corners(file: &File, page: ObjectId) -> [f64; 4] {
    let letter = [0.0, 0.0, 612.0, 792.0];
    let found = file
        .inherited(page, b"CropBox")
        .or_else(|| file.inherited(page, b"MediaBox"));
    let Some(Object::Array(sides)) = found else {
        return letter;
    };
    let sides: Vec<f64> = sides
        .iter()
        .filter_map(|side| file::number(file::follow(side, &file.document)))
        .collect();
    match sides[..] {
        [a, b, c, d] if is_side(a - c) && is_side(b - d) => {
            [a.min(c), b.min(d), a.max(c), b.max(d)]
        }
        _ => letter,
    }
}

fn is_side(length: f64) -> bool {
    (1.0..=LONGEST_SIDE).contains(&length.abs())
}

/// Turns the page so that most of its text runs to the right, and leaves out what does not: stamps
/// at the margin, labels of axes.
fn turned(placed: Vec<Placed>, [left, bottom, right, top]: [f64; 4]) -> Page {
    let count = |turns: u8| placed.iter().filter(|one| one.turns == Some(turns)).count();
    let main = (0..4)
        .max_by_key(|turns| (count(*turns), 4 - turns))
        .unwrap_or(0);
    let (left, bottom, right, top) = (left as f32, bottom as f32, right as f32, top as f32);
    let (width, height) = if main % 2 == 0 {
        (right - left, top - bottom)
    } else {
        (top - bottom, right - left)
    };
    let mut page = Page {
        height,
        ..Page::default()
    };
    for Placed { mut glyph, turns } in placed {
        let (x, y) = (glyph.x, glyph.y);
        (glyph.x, glyph.y) = match main {
            0 => (x - left, top - y),
            1 => (y - bottom, x - left),
            2 => (right - x, y - bottom),
            _ => (top - y, right - x),
        };
        let is_shown =
            glyph.x > -2.0 && glyph.x < width && glyph.y > -2.0 && glyph.y < height + 2.0;
        if turns == Some(main) && is_shown {
            page.glyphs.push(glyph);
        } else if turns.is_some() && page.stamp.len() < LONGEST_STAMP {
            if glyph.is_apart {
                page.stamp.push(' ');
            }
            page.stamp.push_str(&glyph.text);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, x: f32, y: f32, turns: u8) -> Placed {
        let glyph = Glyph {
            text: text.into(),
            x,
            y,
            width: 5.0,
            size: 10.0,
            look: Look::default(),
            is_apart: false,
        };
        Placed {
            glyph,
            turns: Some(turns),
        }
    }

    #[test]
    fn a_page_is_read_the_way_most_of_its_text_runs() {
        let upright = [
            placed("a", 100.0, 700.0, 0),
            placed("b", 110.0, 700.0, 0),
            placed("9", 20.0, 300.0, 1),
        ];
        let page = turned(upright.into(), [0.0, 0.0, 600.0, 800.0]);
        let places: Vec<_> = page.glyphs.iter().map(|glyph| (glyph.x, glyph.y)).collect();
        assert_eq!(places, [(100.0, 100.0), (110.0, 100.0)]);
        assert_eq!(page.stamp, "9");
        // A page on its side: its lines run up the paper, the first of them at the left.
        let sideways = [placed("a", 50.0, 100.0, 1), placed("b", 62.0, 100.0, 1)];
        let page = turned(sideways.into(), [0.0, 0.0, 600.0, 800.0]);
        let places: Vec<_> = page.glyphs.iter().map(|glyph| (glyph.x, glyph.y)).collect();
        assert_eq!(
            (places, page.height),
            (vec![(100.0, 50.0), (100.0, 62.0)], 600.0)
        );
    }
}
