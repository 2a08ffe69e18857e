//! A font: how the bytes of a string part into glyphs, and what each glyph says, how wide it is,
//! and how the font looks.
//!
//! Nothing here fails. A font that says too little gives glyphs without text, and the page is then
//! found to have none.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::cmap::{self, CMap};
use super::{encoding, file, metrics};

/// What a font looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// A font of signs and letters for formulas.
    pub(super) math: bool,
    /// Tells fonts of different names apart.
    pub(super) font: u32,
}

/// A font of a page.
#[derive(Debug)]
pub(super) struct Font {
    pub(super) look: Look,
    codes: Codes,
    text: HashMap<u32, Rc<str>>,
    widths: HashMap<u32, f64>,
    missing_width: f64,
    nothing: Rc<str>,
}

/// So many widths are given by ranges; fonts have no more glyphs.
const MOST_WIDTHS: usize = 0x1_0000;

/// A digit this much narrower than the widest of its font is a raised one.
const NARROW: f64 = 0.8;

/// The digit that a text is.
fn digit(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}

/// How strings part into codes.
#[derive(Debug)]
enum Codes {
    Bytes,
    Mapped(CMap),
}

/// One glyph of a string.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) text: Rc<str>,
    /// In units of the font's size.
    pub(super) width: f64,
    /// Word spacing is added to the byte 32 alone (ISO 32000-1, 9.3.3).
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn of(font: &Dictionary, document: &Document) -> Self {
        let is_composite = name(font, b"Subtype") == "Type0";
        let descendant = file::entry(font, b"DescendantFonts", document)
            .and_then(|fonts| fonts.as_array().ok()?.first())
            .and_then(|font| file::follow(font, document).as_dict().ok())
            .filter(|_| is_composite);
        let descriptor = file::entry(descendant.unwrap_or(font), b"FontDescriptor", document)
            .and_then(|descriptor| descriptor.as_dict().ok());
        let look = look(&name(font, b"BaseFont"), descriptor);
        let unicode = file::entry(font, b"ToUnicode", document)
            .and_then(file::content)
            .map(|map| CMap::parse(&map).text)
            .unwrap_or_default();
        let source = Source {
            font,
            descriptor,
            document,
        };
        let mut made = match descendant {
            Some(descendant) => source.composite(descendant),
            None => source.simple(),
        };
        made.look = look;
        let says_something = |text: &str| text.chars().any(|c| c != '\u{fffd}' && !c.is_control());
        let unicode = unicode.into_iter().filter(|(_, text)| says_something(text));
        made.text.extend(unicode);
        made.raise_digits();
        made
    }

    /// Digits that were drawn raised say that they are plain ones; they are narrower than those.
    fn raise_digits(&mut self) {
        let width = |code: u32| {
            let glyph = match &self.codes {
                Codes::Bytes => code,
                Codes::Mapped(map) => map.glyph(code),
            };
            self.widths
                .get(&glyph)
                .copied()
                .unwrap_or(self.missing_width)
        };
        let digits: Vec<(u32, usize, f64)> = self
            .text
            .iter()
            .filter_map(|(code, text)| Some((*code, digit(text)?, width(*code))))
            .collect();
        let widest = |of: Option<usize>| {
            let digits = digits
                .iter()
                .filter(|(_, digit, _)| of.is_none_or(|of| of == *digit));
            digits.map(|(.., width)| *width).fold(0.0, f64::max)
        };
        let raised: Vec<(u32, usize)> = digits
            .iter()
            .filter(|(_, digit, width)| {
                // A plain 1 may be narrow among other digits.
                let plain = if *digit == 1 {
                    widest(Some(1))
                } else {
                    widest(None)
                };
                *width < plain * NARROW
            })
            .map(|(code, digit, _)| (*code, *digit))
            .collect();
        for (code, digit) in raised {
            let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit).unwrap_or('⁰');
            self.text.insert(code, raised.to_string().into());
        }
    }

    /// The glyphs of a string.
    pub(super) fn show(&self, mut bytes: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(bytes.len());
        while let Some(first) = bytes.first() {
            let (length, code) = match &self.codes {
                Codes::Bytes => (1, u32::from(*first)),
                Codes::Mapped(map) => map.code(bytes),
            };
            let glyph = match &self.codes {
                Codes::Bytes => code,
                Codes::Mapped(map) => map.glyph(code),
            };
            let width = self.widths.get(&glyph).copied();
            shown.push(Shown {
                text: self.text.get(&code).unwrap_or(&self.nothing).clone(),
                width: width.unwrap_or(self.missing_width),
                is_space: length == 1 && code == 32,
            });
            bytes = &bytes[length.clamp(1, bytes.len())..];
        }
        shown
    }
}

/// Where a font's parts are taken from.
struct Source<'d> {
    font: &'d Dictionary,
    descriptor: Option<&'d Dictionary>,
    document: &'d Document,
}

impl Source<'_> {
    fn simple(&self) -> Font {
        let table = self.table();
        let number = |dictionary: &Dictionary, key: &[u8]| {
            file::entry(dictionary, key, self.document).and_then(file::number)
        };
        // The glyphs of a Type 3 font have a scale of their own (ISO 32000-1, 9.6.5).
        let scale = file::entry(self.font, b"FontMatrix", self.document)
            .and_then(|matrix| matrix.as_array().ok()?.first().and_then(file::number))
            .unwrap_or(0.001);
        let first = number(self.font, b"FirstChar").unwrap_or(0.0) as u32;
        let listed = file::entry(self.font, b"Widths", self.document)
            .and_then(|widths| widths.as_array().ok());
        let mut widths = HashMap::new();
        for (at, width) in listed.into_iter().flatten().take(256).enumerate() {
            let width = file::number(file::follow(width, self.document)).unwrap_or(0.0);
            widths.insert(first.saturating_add(at as u32), width * scale);
        }
        if listed.is_none() {
            let base = name(self.font, b"BaseFont");
            let known = table.iter().enumerate();
            widths = known
                .map(|(code, text)| (code as u32, metrics::width(&base, text) / 1000.0))
                .collect();
        }
        let missing = self
            .descriptor
            .and_then(|descriptor| number(descriptor, b"MissingWidth"));
        let text = table.into_iter().enumerate();
        Font {
            look: Look::default(),
            codes: Codes::Bytes,
            text: text
                .filter(|(_, text)| !text.is_empty())
                .map(|(code, text)| (code as u32, text.into()))
                .collect(),
            widths,
            missing_width: missing.unwrap_or(0.0) * scale,
            nothing: "".into(),
        }
    }

    /// The characters of the codes, without what the map to Unicode says.
    fn table(&self) -> encoding::Table {
        let given = file::entry(self.font, b"Encoding", self.document);
        let standard: &[u8] = if name(self.font, b"Subtype") == "TrueType" {
            b"WinAnsiEncoding"
        } else {
            b"StandardEncoding"
        };
        match given {
            Some(Object::Name(name)) => encoding::named(name),
            Some(Object::Dictionary(given)) => {
                let base = file::entry(given, b"BaseEncoding", self.document)
                    .and_then(|base| base.as_name().ok());
                let mut table = match base {
                    Some(base) => encoding::named(base),
                    None => self.built_in().unwrap_or_else(|| encoding::named(standard)),
                };
                if let Some(Object::Array(differences)) =
                    file::entry(given, b"Differences", self.document)
                {
                    encoding::differ(&mut table, differences);
                }
                table
            }
            _ => self.built_in().unwrap_or_else(|| encoding::named(standard)),
        }
    }

    fn built_in(&self) -> Option<encoding::Table> {
        if let Some(program) = self.program(b"FontFile") {
            return encoding::of_type1(&program);
        }
        encoding::of_compact(&self.program(b"FontFile3")?)
    }

    fn program(&self, key: &[u8]) -> Option<Vec<u8>> {
        file::entry(self.descriptor?, key, self.document).and_then(file::content)
    }

    fn composite(&self, descendant: &Dictionary) -> Font {
        let given = file::entry(self.font, b"Encoding", self.document);
        let map = match given {
            Some(stream @ Object::Stream(_)) => {
                CMap::parse(&file::content(stream).unwrap_or_default())
            }
            _ => CMap::default(),
        };
        let is_unicode = given
            .and_then(|given| given.as_name().ok())
            .is_some_and(|name| name.starts_with(b"Uni"));
        let text = if is_unicode {
            let units =
                (0x20..=0xffff_u32).map(|unit| (unit, cmap::utf16(&unit.to_be_bytes()[2..])));
            units.map(|(unit, text)| (unit, text.into())).collect()
        } else {
            self.glyph_texts()
        };
        let default = file::entry(descendant, b"DW", self.document).and_then(file::number);
        let mut widths = HashMap::new();
        if let Some(Object::Array(list)) = file::entry(descendant, b"W", self.document) {
            self.read_widths(list, &mut widths);
        }
        Font {
            look: Look::default(),
            codes: Codes::Mapped(map),
            text,
            widths,
            missing_width: default.unwrap_or(1000.0) / 1000.0,
            nothing: "".into(),
        }
    }

    /// What the font program itself knows of its glyphs.
    fn glyph_texts(&self) -> HashMap<u32, Rc<str>> {
        let mut texts: HashMap<u32, Rc<str>> = HashMap::new();
        if self.font.has(b"ToUnicode") {
            return texts;
        }
        let Some(program) = self.program(b"FontFile2") else {
            return texts;
        };
        let Ok(face) = ttf_parser::Face::parse(&program, 0) else {
            return texts;
        };
        let tables = face.tables().cmap.into_iter();
        for table in tables
            .flat_map(|cmap| cmap.subtables)
            .filter(ttf_parser::cmap::Subtable::is_unicode)
        {
            table.codepoints(|code| {
                if let (Some(glyph), Some(c)) = (table.glyph_index(code), char::from_u32(code)) {
                    texts
                        .entry(u32::from(glyph.0))
                        .or_insert_with(|| c.to_string().into());
                }
            });
        }
        texts
    }

    /// `[first [width …] first last width …]` (ISO 32000-1, 9.7.4.3).
    fn read_widths(&self, given: &[Object], widths: &mut HashMap<u32, f64>) {
        let mut rest = given.iter().map(|entry| file::follow(entry, self.document));
        let mut room = MOST_WIDTHS;
        while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
            let first = file::number(first).unwrap_or(0.0) as u32;
            if let Object::Array(list) = next {
                let each = list.iter().take(room).filter_map(file::number);
                widths.extend((first..).zip(each.map(|width| width / 1000.0)));
                room = room.saturating_sub(list.len());
            } else if let Some(width) = rest.next().and_then(file::number) {
                let last = file::number(next).unwrap_or(0.0).min(65_535.0) as u32;
                let glyphs = (first..=last).take(room);
                room = room.saturating_sub(last.saturating_sub(first) as usize + 1);
                widths.extend(glyphs.map(|glyph| (glyph, width / 1000.0)));
            }
        }
    }
}

fn name(dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get(key).and_then(Object::as_name);
    String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
}

/// Bits of a descriptor's flags (ISO 32000-1, table 123).
const ITALIC: i64 = 1 << 6;
const FORCE_BOLD: i64 = 1 << 18;

/// What a font's name and descriptor tell of its looks.
fn look(name: &str, descriptor: Option<&Dictionary>) -> Look {
    let name = name.split_once('+').map_or(name, |(_, name)| name);
    let lower = name.to_lowercase();
    // Publishers’ fonts are told apart by one letter: `AdvOT1ef757c0.B`.
    let series = lower.rsplit_once('.').map_or("", |(_, series)| series);
    let flags = descriptor
        .and_then(|descriptor| descriptor.get(b"Flags").and_then(Object::as_i64).ok())
        .unwrap_or(0);
    let weight = descriptor
        .and_then(|descriptor| descriptor.get(b"FontWeight").ok())
        .and_then(file::number)
        .unwrap_or(0.0);
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let starts = |parts: &[&str]| parts.iter().any(|part| lower.starts_with(part));
    Look {
        // The fonts of TeX are called after their series: `cmbx10`, `SFBX1000`, `NimbusRomNo9L-Medi`.
        bold: has(&["bold", "black", "heavy", "-medi", "demi"])
            || starts(&["cmb", "sfbx", "ecbx", "lmbx", "ptmb", "phvb"])
            || series == "b"
            || flags & FORCE_BOLD != 0
            || weight >= 600.0,
        italic: has(&["ital", "obli", "slant"])
            || starts(&["cmti", "cmsl", "sfti", "ecti", "cmbxti", "ptmri"])
            || series == "i"
            || flags & ITALIC != 0,
        math: starts(&[
            "cmmi", "cmsy", "cmex", "msam", "msbm", "eufm", "mtmi", "mtsy", "mtex", "rmtmi",
            "lmmath",
        ]) || has(&["math", "symbol"]),
        font: name.bytes().fold(17, |sum: u32, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(byte))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_told_by_names() {
        let look = |name| look(name, None);
        assert!(look("ABCDEF+CMBX12").bold && look("NimbusRomNo9L-Medi").bold);
        assert!(look("Arial-BoldItalicMT").bold && look("Arial-BoldItalicMT").italic);
        assert!(look("CMMI10").math && !look("CMR10").bold && !look("Times-Roman").italic);
    }

    #[test]
    fn a_font_that_says_nothing_shows_nothing() {
        let font = Font::of(&Dictionary::new(), &Document::new());
        let shown = font.show(b"A \xff");
        assert_eq!(shown.len(), 3);
        assert_eq!((&*shown[0].text, shown[1].is_space), ("A", true));
    }
}
