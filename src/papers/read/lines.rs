//! Lines of text that come one by one, in whatever encoding: a list in a file, or what is typed.
//!
//! A line is given as soon as it is there. The first bytes tell UTF-16; of other lines each that is
//! no UTF-8 is weighed together with what has come after it. Files that are read whole, as papers
//! are, go through [`encoding`] alone.

use std::io::{self, BufRead as _, BufReader, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE};

use super::encoding;

/// The lines of a list that is being read.
pub struct Lines<'r> {
    source: BufReader<&'r mut dyn Read>,
    way: Option<Way>,
    /// The encoding of the lines that are no UTF-8.
    other: Option<&'static Encoding>,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Its text, without what ends it.
    pub text: String,
    /// Whether some of its bytes are no characters of its encoding; they are U+FFFD in the text.
    pub is_damaged: bool,
}

/// What the first bytes of a list say of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Two bytes a character.
    Wide(&'static Encoding),
    /// Lines that end in a byte of their own.
    Narrow,
    /// No text at all, so that no encoding is looked for.
    Binary,
}

impl<'r> Lines<'r> {
    /// A list from its beginning on.
    pub fn of(source: &'r mut dyn Read) -> Self {
        Self {
            source: BufReader::new(source),
            way: None,
            other: None,
        }
    }

    /// Whether the next line has to be waited for, or asked for at least.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.source.buffer().is_empty()
    }

    /// The next line; none at the end.
    pub fn line(&mut self) -> io::Result<Option<Decoded>> {
        let way = match self.way {
            Some(way) => way,
            None => self.begin()?,
        };
        let mut bytes = Vec::new();
        match way {
            Way::Wide(encoding) => self.read_wide(encoding == UTF_16BE, &mut bytes)?,
            Way::Narrow | Way::Binary => {
                self.source.read_until(b'\n', &mut bytes)?;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let encoding = match way {
            Way::Wide(encoding) => encoding,
            Way::Narrow => self.encoding_of(&bytes)?,
            Way::Binary => UTF_8,
        };
        let (text, is_damaged) = encoding.decode_without_bom_handling(&bytes);
        Ok(Some(Decoded {
            text: text.trim_end_matches(['\r', '\n']).to_owned(),
            is_damaged,
        }))
    }

    /// Looks at the first bytes, and passes over a byte order mark.
    fn begin(&mut self) -> io::Result<Way> {
        let sample = self.source.fill_buf()?;
        let mark = Encoding::for_bom(sample);
        let way = match mark {
            Some((encoding, _)) if encoding != UTF_8 => Way::Wide(encoding),
            Some(_) => Way::Narrow,
            None => match encoding::utf16_by_its_zeros(sample) {
                Some(encoding) => Way::Wide(encoding),
                None if sample.contains(&0) => Way::Binary,
                None => Way::Narrow,
            },
        };
        self.source.consume(mark.map_or(0, |(_, length)| length));
        self.way = Some(way);
        Ok(way)
    }

    /// Reads up to a line feed of two bytes.
    fn read_wide(&mut self, is_high_first: bool, bytes: &mut Vec<u8>) -> io::Result<()> {
        while self.source.read_until(b'\n', bytes)? > 0 {
            let is_whole = bytes.len().is_multiple_of(2);
            if !is_high_first && !is_whole && bytes.ends_with(b"\n") {
                // The other half of the character.
                self.source.by_ref().take(1).read_to_end(bytes)?;
            }
            let ending: &[u8] = if is_high_first { b"\0\n" } else { b"\n\0" };
            if bytes.len().is_multiple_of(2) && bytes.ends_with(ending) {
                break;
            }
        }
        Ok(())
    }

    fn encoding_of(&mut self, line: &[u8]) -> io::Result<&'static Encoding> {
        if std::str::from_utf8(line).is_ok() || encoding::is_mostly_utf8(line) {
            return Ok(UTF_8);
        }
        if let Some(other) = self.other {
            return Ok(other);
        }
        let follows = if line.ends_with(b"\n") {
            self.source.fill_buf()?
        } else {
            &[]
        };
        let guessed = encoding::guessed(&[line, follows].concat());
        self.other = Some(guessed);
        Ok(guessed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn lines(mut bytes: &[u8]) -> Vec<String> {
        let mut list = Lines::of(&mut bytes);
        std::iter::from_fn(|| list.line().unwrap())
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn lines_are_read_by_their_encoding() {
        let text = "M\u{fc}ller, Gro\u{df}m\u{e4}chte\r\nਊ Ċ\n\u{c4}ngste";
        let wide = |to_bytes: fn(u16) -> [u8; 2]| {
            text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>()
        };
        let expected = ["Müller, Großmächte", "ਊ Ċ", "Ängste"];
        assert_eq!(lines(text.as_bytes()), expected);
        assert_eq!(
            lines(&[b"\xff\xfe", &wide(u16::to_le_bytes)[..]].concat()),
            expected
        );
        assert_eq!(
            lines(&[b"\xfe\xff", &wide(u16::to_be_bytes)[..]].concat()),
            expected
        );
        assert_eq!(
            lines(b"plain\nM\xfcller, Gro\xdfm\xe4chte\n\x93\xc4ngste\x94"),
            ["plain", "Müller, Großmächte", "“Ängste”"]
        );
    }

    #[test]
    fn a_line_of_another_encoding_leaves_the_others_alone() {
        assert_eq!(
            lines(
                "Größe\n"
                    .as_bytes()
                    .iter()
                    .chain(b"Gr\xf6\xdfe\n")
                    .chain("Größe".as_bytes())
                    .copied()
                    .collect::<Vec<u8>>()
                    .as_slice()
            ),
            ["Größe", "Größe", "Größe"]
        );
    }

    #[test]
    fn what_is_no_character_is_said_to_be_damage() {
        let mut bytes = "Größe über süße \u{e9}".as_bytes().split_last().unwrap().1;
        let line = Lines::of(&mut bytes).line().unwrap().unwrap();
        assert!(line.is_damaged && line.text.starts_with("Größe über süße "));
    }
}
