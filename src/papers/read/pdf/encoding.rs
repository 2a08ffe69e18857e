//! Which characters the single bytes of a simple font stand for, where its own map to Unicode does
//! not say: named encodings, differences from them, and the encoding inside a font program.
//!
//! The list of glyph names is that of the library, reached through a font made for the purpose.

use lopdf::{Dictionary, Document, Encoding, Object};
use ttf_parser::cff;

/// The characters of the 256 codes; empty where nothing is known.
pub(super) type Table = Vec<String>;

/// A named encoding (ISO 32000-1, annex D.2).
pub(super) fn named(name: &[u8]) -> Table {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let nothing = Document::new();
    let encoding = font.get_font_encoding(&nothing).ok();
    (0..=255_u8)
        .map(|code| {
            let text = encoding
                .as_ref()
                .filter(|encoding| matches!(encoding, Encoding::OneByteEncoding(_)))
                .and_then(|encoding| encoding.bytes_to_string(&[code]).ok());
            text.unwrap_or_default()
        })
        .collect()
}

/// Puts the characters of named glyphs in the place of others: `[39 /quotesingle 96 /grave]`.
pub(super) fn differ(table: &mut Table, differences: &[Object]) {
    let mut code = 0_usize;
    for entry in differences {
        match entry {
            Object::Integer(next) => code = usize::try_from(*next).unwrap_or(usize::MAX),
            Object::Name(name) => {
                let text = String::from_utf8_lossy(name);
                if let Some(slot) = table.get_mut(code) {
                    *slot = glyph(&text).unwrap_or_else(|| numbered(&text, code));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The characters of a glyph's name (Adobe Glyph List Specification, section 2).
pub(super) fn glyph(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or_default();
    if base.is_empty() {
        return None;
    }
    if let Some((_, text)) = UNLISTED.iter().find(|(known, _)| *known == base) {
        return Some((*text).to_owned());
    }
    if let Some(text) = listed(base) {
        return Some(text);
    }
    let hexadecimal = |digits: &str| {
        let value = u32::from_str_radix(digits, 16).ok()?;
        char::from_u32(value).filter(|c| !c.is_control())
    };
    if let Some(digits) = base.strip_prefix("uni").filter(|rest| rest.len() >= 4) {
        let parts = digits.as_bytes().chunks(4);
        let text: Option<String> = parts
            .map(|part| hexadecimal(std::str::from_utf8(part).ok()?))
            .collect();
        return text;
    }
    if let Some(digits) = base.strip_prefix('u').filter(|rest| rest.len() >= 4) {
        return hexadecimal(digits).map(String::from);
    }
    base.contains('_')
        .then(|| base.split('_').map(listed).collect())
        .flatten()
}

/// Names of signs that the list lacks: those of TeX's fonts, and those that publishers' fonts give to
/// signs after their code in the symbol font of TeX (OMS, `LaTeX` font encodings, section 2).
const UNLISTED: [(&str, &str); 24] = [
    ("mapsto", "↦"),
    ("planckover2pi", "ℏ"),
    ("planckover2pi1", "ℏ"),
    ("greaterorsimilar", "≳"),
    ("lessorsimilar", "≲"),
    ("squaresolid", "■"),
    ("diamondsolid", "◆"),
    ("vextendsingle", "|"),
    ("vextenddouble", "‖"),
    ("negationslash", "\u{338}"),
    ("lscript", "ℓ"),
    ("C0", "−"),
    ("C1", "·"),
    ("C2", "×"),
    ("C3", "∗"),
    ("C4", "÷"),
    ("C6", "±"),
    ("C14", "◦"),
    ("C15", "•"),
    ("C20", "≤"),
    ("C21", "≥"),
    ("C24", "∼"),
    ("C25", "≈"),
    ("C33", "→"),
];

/// A name of the library's list.
fn listed(name: &str) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    let differences = vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())];
    encoding.set("Differences", Object::Array(differences));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    match font.get_font_encoding(&Document::new()) {
        Ok(Encoding::Differences(found)) => {
            let unit = found.map.get(&0)?.utf16_code_unit();
            char::from_u32(u32::from(unit))
                .filter(|c| !c.is_control())
                .map(String::from)
        }
        _ => None,
    }
}

/// Bitmap fonts of TeX name a glyph after its code (`a82`); their codes are those of its first text
/// encoding, OT1 (`LaTeX` font encodings, section 2).
fn numbered(name: &str, code: usize) -> String {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if digits.parse() != Ok(code) || name.len() - digits.len() > 2 {
        return String::new();
    }
    tex(code)
}

fn tex(code: usize) -> String {
    let text = match code {
        11 => "ff",
        12 => "fi",
        13 => "fl",
        14 => "ffi",
        15 => "ffl",
        16 => "ı",
        25 => "ß",
        34 => "”",
        39 => "’",
        92 => "“",
        96 => "‘",
        123 => "–",
        124 => "—",
        _ => {
            let ascii = u8::try_from(code).ok().filter(u8::is_ascii_graphic);
            return ascii
                .map(|byte| char::from(byte).to_string())
                .unwrap_or_default();
        }
    };
    text.to_owned()
}

/// The encoding in the clear part of a Type 1 program: `dup 12 /fi put` (Adobe Type 1 Font Format,
/// section 2.2).
pub(super) fn of_type1(program: &[u8]) -> Option<Table> {
    let clear = program
        .windows(5)
        .position(|five| five == b"eexec")
        .unwrap_or(program.len().min(64 * 1024));
    let text = String::from_utf8_lossy(&program[..clear]);
    let start = text.find("/Encoding")?;
    let words: Vec<&str> = text[start..].split_ascii_whitespace().collect();
    if words.get(1) == Some(&"StandardEncoding") {
        return Some(named(b"StandardEncoding"));
    }
    let mut table = vec![String::new(); 256];
    for four in words.windows(4) {
        if let ["dup", code, name, "put"] = four
            && let Ok(code) = code.parse::<usize>()
            && let Some(slot) = table.get_mut(code)
        {
            *slot = glyph(name.trim_start_matches('/')).unwrap_or_default();
        }
    }
    table.iter().any(|text| !text.is_empty()).then_some(table)
}

/// The encoding in a compact font program (Adobe technical note 5176, section 12).
pub(super) fn of_compact(program: &[u8]) -> Option<Table> {
    let font = cff::Table::parse(program)?;
    let table: Table = (0..=255_u8)
        .map(|code| {
            font.glyph_index(code)
                .and_then(|glyph| font.glyph_name(glyph))
                .and_then(glyph)
                .unwrap_or_default()
        })
        .collect();
    table.iter().any(|text| !text.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_their_names() {
        for (name, text) in [
            ("eacute", "é"),
            ("uni20AC", "€"),
            ("u1D400", "\u{1d400}"),
            ("f_i", "fi"),
            ("a.sc", "a"),
        ] {
            let found = glyph(name).map(|text| crate::text::normalise(&text));
            assert_eq!(found.as_deref(), Some(text), "{name}");
        }
        for name in [".notdef", "", "nosuchglyph", "uniZZZZ"] {
            assert_eq!(glyph(name), None, "{name}");
        }
    }

    #[test]
    fn differences_and_bitmap_fonts_of_tex_are_followed() {
        let mut table = named(b"WinAnsiEncoding");
        assert_eq!((table[0x80].as_str(), table[65].as_str()), ("€", "A"));
        let name = |name: &str| Object::Name(name.as_bytes().to_vec());
        differ(
            &mut table,
            &[
                Object::Integer(65),
                name("alpha"),
                name("nosuchglyph"),
                Object::Integer(97),
                name("a97"),
                Object::Integer(300),
                name("a300"),
            ],
        );
        assert_eq!(
            (table[65].as_str(), table[66].as_str(), table[97].as_str()),
            ("α", "", "a")
        );
    }

    #[test]
    fn a_type_1_program_says_how_it_is_encoded() {
        let program = b"%!PS\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 12 /fi put\ndup 65 /A put\nreadonly def\ncurrentfile eexec";
        let table = of_type1(program).unwrap_or_default();
        assert_eq!((table[12].as_str(), table[65].as_str()), ("ﬁ", "A"));
        assert_eq!(of_type1(b"no font"), None);
    }
}
