//! Styled text cut into lines of a width, in columns of a terminal.
//!
//! Lines break at spaces, and between wide characters (Chinese, Japanese, Korean), which are written
//! without spaces. A word is broken only where it alone is longer than a line.

use unicode_width::UnicodeWidthChar;

use super::document::{Line, Span, Style};

/// Cuts a text into lines of at most so many columns.
pub(super) fn wrap(text: &[Span], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut current = Current::new(width.max(1));
    for glyph in glyphs(text) {
        if glyph.c == '\n' {
            lines.push(current.take());
        } else {
            lines.extend(current.push(glyph));
        }
    }
    lines.push(current.take());
    lines
}

/// How many columns a text takes.
pub(super) fn columns(text: &[Span]) -> usize {
    glyphs(text).map(|glyph| glyph.width).sum()
}

#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    style: Style,
    width: usize,
    /// Whether it is drawn together with the character before it.
    joined: bool,
}

fn glyphs(text: &[Span]) -> impl Iterator<Item = Glyph> {
    let characters = text
        .iter()
        .flat_map(|span| span.text().chars().map(|c| (c, span.style())));
    let mut before = None;
    characters.map(move |(c, style)| {
        let joined = before == Some(JOINER) || c.width() == Some(0) || is_skin_tone(c);
        before = Some(c);
        let width = match c {
            EMOJI_FORM => 1,
            _ if joined => 0,
            _ => c.width().unwrap_or(0),
        };
        Glyph {
            c,
            style,
            width,
            joined,
        }
    })
}

const JOINER: char = '\u{200d}';
/// Turns a narrow symbol into a wide emoji.
const EMOJI_FORM: char = '\u{fe0f}';

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// The line being filled.
struct Current {
    most: usize,
    glyphs: Vec<Glyph>,
    width: usize,
    /// The last place where the line may be cut.
    cut: Option<usize>,
}

impl Current {
    fn new(most: usize) -> Self {
        Self {
            most,
            glyphs: Vec::new(),
            width: 0,
            cut: None,
        }
    }

    /// Adds a character and gives the line before it, if it is full.
    fn push(&mut self, glyph: Glyph) -> Option<Line> {
        if self.may_cut_before(glyph) {
            self.cut = Some(self.glyphs.len());
        }
        let fits = glyph.joined || glyph.c == ' ' || self.width + glyph.width <= self.most;
        let full = !fits && !self.glyphs.is_empty();
        let line = full.then(|| self.cut_off());
        self.glyphs.push(glyph);
        self.width += glyph.width;
        line
    }

    fn may_cut_before(&self, glyph: Glyph) -> bool {
        let Some(last) = self.glyphs.last() else {
            return false;
        };
        if glyph.joined || glyph.c == ' ' {
            return false;
        }
        let between_wide = last.width == 2 || glyph.width == 2;
        last.c == ' ' || (between_wide && !closes(glyph.c) && !opens(last.c))
    }

    fn cut_off(&mut self) -> Line {
        let at = self.cut.take().unwrap_or(self.glyphs.len());
        let rest = self.glyphs.split_off(at);
        let line = line_of(&self.glyphs);
        self.width = rest.iter().map(|glyph| glyph.width).sum();
        self.glyphs = rest;
        line
    }

    fn take(&mut self) -> Line {
        let line = line_of(&self.glyphs);
        *self = Self::new(self.most);
        line
    }
}

/// Whether a line must not begin with a character.
fn closes(c: char) -> bool {
    "、。，．：；！？）」』】》〉…,.:;!?)]}’”".contains(c)
}

/// Whether a line must not end with a character.
fn opens(c: char) -> bool {
    "（「『【《〈([{‘“".contains(c)
}

/// The glyphs as spans again, without the spaces at the end.
fn line_of(glyphs: &[Glyph]) -> Line {
    let length = glyphs.iter().rposition(|glyph| glyph.c != ' ');
    let glyphs = &glyphs[..length.map_or(0, |last| last + 1)];
    glyphs
        .chunk_by(|one, next| one.style == next.style)
        .map(|run| {
            let text: String = run.iter().map(|glyph| glyph.c).collect();
            Span::new(run[0].style, &text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let text = [Span::new(Style::Plain, text)];
        wrap(&text, width)
            .iter()
            .map(|line| line.iter().map(Span::text).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrapped("a buffer state is", 8), ["a buffer", "state is"]);
        assert_eq!(wrapped("one\ntwo", 80), ["one", "two"]);
        assert_eq!(wrapped("", 80), [""]);
    }

    #[test]
    fn only_a_word_longer_than_a_line_is_broken() {
        assert_eq!(
            wrapped("an interdependence", 6),
            ["an", "interd", "epende", "nce"]
        );
    }

    #[test]
    fn wide_characters_take_two_columns_and_break_without_spaces() {
        assert_eq!(wrapped("中国与朝鲜。", 10), ["中国与朝", "鲜。"]);
        assert_eq!(wrapped("（中国）", 6), ["（中", "国）"]);
    }

    #[test]
    fn a_joined_emoji_and_a_combining_mark_stay_whole() {
        assert_eq!(wrapped("👩‍🏫👩‍🏫", 2), ["👩‍🏫", "👩‍🏫"]);
        assert_eq!(wrapped("e\u{301}e\u{301}", 1), ["e\u{301}", "e\u{301}"]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_spaces(text in "[a-z北。é \u{301}]{0,60}", width in 1usize..20) {
            let squeeze = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeeze(&wrapped(&text, width).concat()), squeeze(&text));
        }
    }
}
