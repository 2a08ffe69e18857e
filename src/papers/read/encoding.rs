//! From bytes to characters: the encoding is found, and what is no text is refused.
//!
//! A byte order mark decides; without one, valid UTF-8 is UTF-8, and else the bytes are weighed
//! as a browser does. Nothing here knows what the text says.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::Error;
use crate::papers::paper::Problem;

/// How many bytes are looked at to tell text from other data.
const SAMPLE: usize = 64 * 1024;

/// How many bytes may stand before a page's declaration of its encoding.
const DECLARATION: usize = 4096;

/// Text, and what was wrong with its bytes.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) problem: Option<Problem>,
}

/// The encoding that a web page declares in its first bytes, where browsers look for it.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_lowercase();
    let (_, label) = start
        .split_once("charset=")
        .or_else(|| start.split_once("encoding="))?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    let label = label
        .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c))
        .next()?;
    // A page in which this can be read is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != UTF_16BE && *encoding != UTF_16LE)
}

/// Turns a file's bytes into text. What the file declares counts where its bytes are no UTF-8.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Error> {
    if let Some(what) = magic(bytes) {
        return Err(Error::Binary { what });
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => unmarked(bytes, declared)?,
    };
    let (text, _, damaged) = encoding.decode(bytes);
    if looks_binary(&text) {
        return Err(Error::Binary {
            what: "binary data",
        });
    }
    Ok(Decoded {
        problem: damaged.then(|| problem(&text, encoding)),
        text: text.into_owned(),
    })
}

fn unmarked(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<&'static Encoding, Error> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(utf16) = utf16_by_its_zeros(sample) {
        return Ok(utf16);
    }
    if sample.contains(&0) {
        return Err(Error::Binary {
            what: "binary data",
        });
    }
    // Its bytes are all valid UTF-8, and mean something else.
    if let Some(encoding) = declared.filter(|encoding| *encoding == ISO_2022_JP) {
        return Ok(encoding);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8);
    }
    if is_mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return Ok(encoding);
    }
    Ok(guessed(bytes))
}

/// The likeliest encoding of bytes that are no UTF-8.
pub(super) fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Western text in UTF-16 has a zero in every other byte.
pub(super) fn utf16_by_its_zeros(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 10 > pairs * 4, odd * 10 > pairs * 4) {
        (true, false) if pairs > 1 => Some(UTF_16BE),
        (false, true) if pairs > 1 => Some(UTF_16LE),
        _ => None,
    }
}

/// A few broken bytes in long UTF-8 are damage, not another encoding.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut broken = 0;
    let mut whole = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 4
}

fn magic(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "rich text"),
        (b"\x7fELF", "a program"),
        (b"7z\xbc\xaf", "an archive"),
        (b"SQLite format 3", "a database"),
        (b"%!PS", "PostScript"),
    ];
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, what)| *what)
}

/// Text has next to no control characters but tabs, line ends and form feeds.
fn looks_binary(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let all = sample.chars().count();
    let controls = sample
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    let broken = sample.chars().filter(|c| *c == '\u{fffd}').count();
    controls * 20 > all || broken * 4 > all
}

fn problem(text: &str, encoding: &'static Encoding) -> Problem {
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    let line = before.matches('\n').count() as u32 + 1;
    Problem {
        line: Some(line),
        message: format!(
            "some characters are not valid {} and are shown as “\u{fffd}”; save the file again as UTF-8",
            encoding.name()
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(text(b"\xef\xbb\xbfna\xc3\xafve"), "naïve");
        assert_eq!(text(b"\xff\xfef\0e\0a\0r\0"), "fear");
        assert_eq!(text(b"\xfe\xff\0f\0e\0a\0r"), "fear");
    }

    #[test]
    fn unmarked_encodings_are_guessed() {
        assert_eq!(text("fear of naïveté".as_bytes()), "fear of naïveté");
        assert_eq!(
            text(b"the \x93naive\x94 r\xe9gime caf\xe9"),
            "the “naive” régime café"
        );
        assert_eq!(text(b"f\0e\0a\0r\0 \0a\0g\0a\0i\0n\0"), "fear again");
    }

    #[test]
    fn broken_bytes_are_a_problem_with_their_line() {
        let decoded = decode(
            "é ö ü ß “x”\nand \u{e9}".as_bytes().split_last().unwrap().1,
            None,
        )
        .unwrap();
        assert_eq!(decoded.problem.unwrap().line, Some(2));
    }

    #[test]
    fn other_files_are_named_for_what_they_are() {
        for (bytes, what) in [
            (&b"%PDF-1.7 \x80\x81"[..], "a PDF"),
            (b"PK\x03\x04\x00", "a zip archive or office document"),
            (b"ab\0\0\0\0\xff\xfe\0\0\x01", "binary data"),
            (b"\x01\x02\x03\x04 text", "binary data"),
        ] {
            assert_eq!(
                decode(bytes, None)
                    .unwrap_err()
                    .to_string()
                    .split(", ")
                    .next(),
                Some(&*format!("the file holds {what}"))
            );
        }
    }
}
