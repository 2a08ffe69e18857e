//! `CMaps`: how the bytes of a string part into codes, and what characters the codes stand for.
//!
//! Both kinds are read here, those that lead to glyphs and those that lead to Unicode
//! (ISO 32000-1, 9.7.5 and 9.10.3).

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::content::{Operand, Operations};

/// A range of codes is filled up to this many; two bytes have no more.
const LONGEST_RANGE: u32 = 0xffff;

/// So many characters are given by ranges; more are the same ones again.
const MOST_CHARACTERS: usize = 4 * LONGEST_RANGE as usize;

/// A code stands for no longer text, in bytes (ISO 32000-1, 9.10.3).
const LONGEST_TEXT: usize = 512;

/// What a `CMap` says.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// The last code by length in bytes and first code.
    spaces: BTreeMap<(usize, u32), u32>,
    /// The last code and the glyph of the first, by the first.
    glyphs: BTreeMap<u32, (u32, u32)>,
    /// Characters by code.
    pub(super) text: HashMap<u32, Rc<str>>,
    /// How many of them were given by ranges.
    filled: usize,
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut operations = Operations::of(bytes);
        let mut operands = Vec::new();
        while let Some(operator) = operations.next(&mut operands) {
            match operator {
                b"endcodespacerange" => map.add_spaces(&operands),
                b"endbfchar" => map.add_characters(&operands),
                b"endbfrange" => operands.chunks_exact(3).for_each(|row| map.add_range(row)),
                b"endcidchar" => operands.chunks_exact(2).for_each(|row| {
                    if let (Some((_, code)), Some(glyph)) = (code(&row[0]), row[1].number()) {
                        map.glyphs.insert(code, (code, glyph as u32));
                    }
                }),
                b"endcidrange" => operands.chunks_exact(3).for_each(|row| {
                    let ends = code(&row[0]).zip(code(&row[1]));
                    if let (Some(((_, from), (_, to))), Some(glyph)) = (ends, row[2].number()) {
                        map.glyphs.insert(from, (to, glyph as u32));
                    }
                }),
                _ => {}
            }
        }
        map
    }

    /// The first code of a string: its length in bytes and its value. Two bytes where the `CMap` does
    /// not say, as nearly all fonts have it.
    pub(super) fn code(&self, bytes: &[u8]) -> (usize, u32) {
        for length in 1..=4.min(bytes.len()) {
            let value = value(&bytes[..length]);
            let mut spaces = self.spaces.range((length, 0)..=(length, value));
            if spaces.next_back().is_some_and(|(_, to)| value <= *to) {
                return (length, value);
            }
        }
        let shortest = self.spaces.keys().next().map(|(length, _)| *length);
        let length = shortest.unwrap_or(2).clamp(1, bytes.len().max(1));
        (length, value(&bytes[..length.min(bytes.len())]))
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> u32 {
        let range = self.glyphs.range(..=code).next_back();
        range
            .filter(|(_, (to, _))| code <= *to)
            .map_or(code, |(from, (_, glyph))| glyph.saturating_add(code - from))
    }

    fn add_spaces(&mut self, operands: &[Operand]) {
        for row in operands.chunks_exact(2) {
            if let (Some((length, from)), Some((_, to))) = (code(&row[0]), code(&row[1])) {
                self.spaces.insert((length, from), to);
            }
        }
    }

    fn add_characters(&mut self, operands: &[Operand]) {
        for row in operands.chunks_exact(2) {
            if let (Some((_, code)), Some(text)) = (code(&row[0]), row[1].text()) {
                self.text.insert(code, utf16(text).into());
            }
        }
    }

    fn add_range(&mut self, row: &[Operand]) {
        let Some(((_, from), (_, to))) = code(&row[0]).zip(code(&row[1])) else {
            return;
        };
        let to = to.min(from.saturating_add(LONGEST_RANGE));
        self.filled += to.saturating_sub(from) as usize;
        if self.filled > MOST_CHARACTERS {
            return;
        }
        match &row[2] {
            Operand::Array(texts) => {
                for (code, text) in (from..=to).zip(texts) {
                    if let Some(text) = text.text() {
                        self.text.insert(code, utf16(text).into());
                    }
                }
            }
            Operand::Text(first) => {
                let first = utf16(first);
                let Some(last) = first.chars().next_back() else {
                    return;
                };
                let before = &first[..first.len() - last.len_utf8()];
                for code in from..=to {
                    if let Some(c) = char::from_u32(u32::from(last) + (code - from)) {
                        self.text.insert(code, format!("{before}{c}").into());
                    }
                }
            }
            _ => {}
        }
    }
}

fn code(operand: &Operand) -> Option<(usize, u32)> {
    let bytes = operand.text()?;
    (1..=4)
        .contains(&bytes.len())
        .then(|| (bytes.len(), value(bytes)))
}

fn value(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |value, byte| value << 8 | u32::from(*byte))
}

/// Text in UTF-16, high byte first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    if let [one] = bytes {
        return char::from(*one).to_string();
    }
    let units = bytes[..bytes.len().min(LONGEST_TEXT)]
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_are_followed() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
              1 beginbfchar <01> <00660066> endbfchar
              2 beginbfrange <10> <12> <0041> <20> <21> [<0061> <D835DC00>] endbfrange",
        );
        let text = |code: u32| map.text.get(&code).map(ToString::to_string);
        assert_eq!(text(1).as_deref(), Some("ff"));
        assert_eq!(text(0x12).as_deref(), Some("C"));
        assert_eq!(text(0x21).as_deref(), Some("\u{1d400}"));
        assert_eq!(
            (map.code(&[0x10, 0x20]), map.code(&[0x81, 2])),
            ((1, 0x10), (2, 0x8102))
        );
    }

    #[test]
    fn a_range_without_end_is_cut() {
        let map = CMap::parse(b"<00000000> <FFFFFFFF> <0041> endbfrange");
        assert!(map.text.len() <= LONGEST_RANGE as usize + 1);
        assert_eq!(CMap::default().code(&[7]), (1, 7));
    }

    #[test]
    fn ranges_that_come_again_and_again_are_not_filled_each_time() {
        let again = "<0000> <FFFF> <0041> endbfrange ".repeat(20);
        let map = CMap::parse(format!("<0001> <0062> endbfchar {again}").as_bytes());
        assert_eq!(&*map.text[&1], "B");
        assert!(map.filled > MOST_CHARACTERS && map.text.len() <= LONGEST_RANGE as usize + 1);
    }

    #[test]
    fn a_code_stands_for_no_chapter() {
        let chapter = "0061".repeat(2_000);
        let map = CMap::parse(format!("<01> <{chapter}> endbfchar").as_bytes());
        assert_eq!(map.text[&1].len(), LONGEST_TEXT / 2);
    }

    #[test]
    fn a_code_has_the_glyph_of_the_range_that_holds_it() {
        let map = CMap::parse(b"<0010> <001F> 100 <0030> <0030> 7 endcidrange");
        let glyphs = [0x0f, 0x10, 0x1f, 0x20, 0x30].map(|code| map.glyph(code));
        assert_eq!(glyphs, [0x0f, 100, 115, 0x20, 7]);
    }
}
