//! Small files that unpack to much, or lead in circles: each is made here, and each ends in a report.

use std::fmt::Write as _;
use std::iter;
use std::time::{Duration, Instant};

use crate::pdf;
use crate::place::{Ended, Place};

/// A file may be given up after twenty seconds; the rest is room for a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// So much the bombs unpack to: more than a reader may keep.
const UNPACKED: usize = 600 * 1024 * 1024;

/// Bits as deflate packs them, the lowest first (RFC 1951, section 3.1.1).
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    /// Adds a code, which is written from its highest bit.
    fn code(&mut self, code: u32, length: u32) {
        for at in (0..length).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from(code >> at & 1 == 1) << (self.used % 8);
            *self.bytes.last_mut().unwrap() |= bit;
            self.used += 1;
        }
    }
}

/// Spaces in one block of fixed codes: one literal, then copies of 258 bytes from one byte before
/// (RFC 1951, section 3.2.6).
fn deflated() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.code(0b110, 3);
    bits.code(0x30 + u32::from(b' '), 8);
    for _ in 0..UNPACKED / 258 {
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    bits.bytes
}

/// The same with the head of zlib and the sum of Adler (RFC 1950).
fn zlib(deflated: &[u8]) -> Vec<u8> {
    let count = (UNPACKED / 258 * 258 + 1) as u128;
    let (space, modulus) = (u128::from(b' '), 65_521);
    let low = (1 + count * space) % modulus;
    let high = (count + space * count * (count + 1) / 2) % modulus;
    let sum = u32::try_from(high << 16 | low).unwrap();
    [&[0x78, 0x01], deflated, &sum.to_be_bytes()].concat()
}

/// A PDF of one page with this stream as its content.
fn page(stream: &[u8], dictionary: &str) -> Vec<u8> {
    let head = format!("<</Length {}{dictionary}>>\nstream\n", stream.len());
    pdf::file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>".to_vec(),
        [head.as_bytes(), stream, b"\nendstream"].concat(),
    ])
}

/// An archive whose one file unpacks to much, without its directory: readers begin at its head.
fn zip(deflated: &[u8]) -> Vec<u8> {
    let mut file = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    file.extend([0; 16]);
    file.extend(b"\x01\0\0\0a");
    file.extend(deflated);
    file
}

fn entities() -> String {
    let mut page = "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY e0 \"lol\">".to_owned();
    for at in 1..10 {
        let _ = write!(
            page,
            "<!ENTITY e{at} \"{}\">",
            format!("&e{};", at - 1).repeat(10)
        );
    }
    page + "]><html><body><p>" + "&e9; &amp; ".repeat(20_000).as_str() + "</p></body></html>"
}

fn aliases() -> String {
    let mut text = "---\na0: &a0 [x, x]\n".to_owned();
    for at in 1..40 {
        let _ = writeln!(text, "a{at}: &a{at} [*a{0}, *a{0}, *a{0}, *a{0}]", at - 1);
    }
    text + "title: Aliases\n---\n\nThe text.\n"
}

/// Bytes without order, the same each time (xorshift).
fn noise(length: usize) -> Vec<u8> {
    let next = |state: &u64| {
        let mut state = *state;
        state ^= state << 13;
        state ^= state >> 7;
        Some(state ^ state << 17)
    };
    let states = iter::successors(Some(88_172_645_463_325_252), next);
    states
        .map(|state| state.to_le_bytes()[0])
        .take(length)
        .collect()
}

/// An entry whose title is twice as long as that of the string before, forty times over.
fn strings() -> String {
    let mut list = "@string{s0 = \"a word \"}\n".to_owned();
    for at in 1..40 {
        let _ = writeln!(list, "@string{{s{at} = s{0} # s{0}}}", at - 1);
    }
    list + "@book{tide, title = s39, year = 1999}\n"
}

fn braces() -> String {
    let (open, close) = ("{".repeat(60_000), "}".repeat(60_000));
    format!("@book{{deep, title = {open}a{close}, year = 1999}}\n")
}

/// Lists of data about papers, and a glossary, that no parser should follow to their end.
fn lists() -> Vec<(&'static str, Vec<u8>)> {
    let brackets = "[".repeat(100_000);
    vec![
        ("strings.bib", strings().into_bytes()),
        ("braces.bib", braces().into_bytes()),
        ("open.bib", b"@book{a, title = {".repeat(20_000)),
        ("deep.json", brackets.clone().into_bytes()),
        (
            "deep.yaml",
            format!("a:\n  type: book\n  title: {brackets}\n").into_bytes(),
        ),
        (
            "glossary.yaml",
            format!("- term: {brackets}\n").into_bytes(),
        ),
        ("zeros.ris", vec![0; 1_000_000]),
    ]
}

fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let deep = [b"[".repeat(1_000_000), b"]".repeat(1_000_000)].concat();
    let circle = pdf::file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R 1 0 R]/Count 3>>".to_vec(),
        b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9999>>".to_vec(),
    ]);
    let half = page(b"BT /F1 12 Tf (half) Tj ET", "");
    let endless = "xref\n0 4000000000\n0000000000 65535 f \n".to_owned()
        + "0000000000 00000 n \n".repeat(150_000).as_str();
    let long_table = [b"%PDF-1.4\n", endless.as_bytes(), b"startxref\n9\n%%EOF\n"].concat();
    let deflated = deflated();
    let packed = page(&zlib(&deflated), "/Filter/FlateDecode");
    vec![
        ("packed.pdf", packed),
        ("circle.pdf", circle),
        ("deep.pdf", pdf::file(&[deep])),
        ("long-table.pdf", long_table),
        ("half.pdf", half[..half.len() / 2].to_vec()),
        ("noise.pdf", [b"%PDF-1.7\n", &noise(300_000)[..]].concat()),
        ("noise.txt", noise(300_000)),
        ("zip.html", zip(&deflated)),
        ("zip.txt", zip(&deflated)),
        ("zip.pdf", zip(&deflated)),
        ("entities.html", entities().into_bytes()),
        ("entities.xhtml", entities().into_bytes()),
        ("aliases.md", aliases().into_bytes()),
        ("zeros.txt", vec![0; 1_000_000]),
        ("odd.txt", b"\xff\xfea\0b\0c".repeat(50_000)),
        ("packed.html", zlib(&deflated)),
    ]
}

#[test]
fn a_bomb_ends_in_a_report() {
    let place = Place::empty();
    for (name, bytes) in bombs().into_iter().chain(lists()) {
        place.write(name, bytes);
        let begun = Instant::now();
        let ended = Ended::from(place.bare(&["inspect", name]).output().unwrap());
        assert!(
            begun.elapsed() < PATIENCE,
            "{name} took {:?}",
            begun.elapsed()
        );
        assert!(!ended.err.contains("panicked"), "{name}: {}", ended.err);
        let says = |label: &str| ended.out.contains(&format!("  {label:<9} "));
        let is_understood = ended.code == Some(0) && (says("counts") || says("holds"));
        let is_reported = ended.code == Some(1) && says("problem");
        assert!(
            is_understood || is_reported,
            "{name}: {}{}",
            ended.out,
            ended.err
        );
        assert!(
            !ended.out.contains("the reader broke down"),
            "{name}: {}",
            ended.out
        );
    }
}
