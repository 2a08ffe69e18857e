//! Operators and operands of a content stream, one operation after the other.
//!
//! Content streams and CMaps share this notation (ISO 32000-1, 7.2 and 7.8.2). Nothing is kept
//! beyond one operation, since a drawn plot may have millions; what is malformed is passed over.

/// What stands before an operator.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Operand>),
    Dictionary(Vec<(Vec<u8>, Operand)>),
    /// `true`, `null` and whatever else says nothing to a reader of text.
    Other,
}

impl Operand {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Arrays and dictionaries are followed this deep; honest ones have two levels.
const DEEPEST: usize = 12;

/// An operator takes at most so many operands; the longest are lists in CMaps.
const MOST_OPERANDS: usize = 100_000;

/// The operations of a stream.
#[derive(Debug)]
pub(super) struct Operations<'c> {
    bytes: &'c [u8],
    at: usize,
}

impl<'c> Operations<'c> {
    pub(super) fn of(bytes: &'c [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; its operands are left in `operands`.
    pub(super) fn next(&mut self, operands: &mut Vec<Operand>) -> Option<&'c [u8]> {
        operands.clear();
        loop {
            self.skip_space();
            let first = *self.bytes.get(self.at)?;
            if is_regular(first) && !starts_number(first) {
                let word = self.word();
                match word {
                    b"true" | b"false" | b"null" => operands.push(Operand::Other),
                    b"BI" => self.skip_image(),
                    _ => return Some(word),
                }
            } else if let Some(operand) = self.operand(0)
                && operands.len() < MOST_OPERANDS
            {
                operands.push(operand);
            }
        }
    }

    /// One operand; passes over at least one byte.
    fn operand(&mut self, depth: usize) -> Option<Operand> {
        let first = *self.bytes.get(self.at)?;
        match first {
            b'(' => Some(Operand::Text(self.literal())),
            b'/' => {
                self.at += 1;
                Some(Operand::Name(unescaped(self.word())))
            }
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let items = self.items(b'>', depth);
                self.at += 1;
                Some(Operand::Dictionary(pairs(items)))
            }
            b'<' => Some(Operand::Text(self.hexadecimal())),
            b'[' => {
                self.at += 1;
                Some(Operand::Array(self.items(b']', depth)))
            }
            first if starts_number(first) => {
                let number = number(self.word());
                number.map(Operand::Number)
            }
            first if is_regular(first) => {
                self.word();
                Some(Operand::Other)
            }
            _ => {
                self.at += 1;
                None
            }
        }
    }

    /// The operands up to a closing bracket, and past it.
    fn items(&mut self, close: u8, depth: usize) -> Vec<Operand> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            let Some(first) = self.bytes.get(self.at) else {
                return items;
            };
            if *first == close {
                self.at += 1;
                return items;
            }
            if depth >= DEEPEST {
                self.at += 1;
                continue;
            }
            items.extend(self.operand(depth + 1));
        }
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            if *byte == b'%' {
                let rest = &self.bytes[self.at..];
                let line = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.at += line.unwrap_or(rest.len());
            } else if is_space(*byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Regular characters in a row.
    fn word(&mut self) -> &'c [u8] {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let end = rest
            .iter()
            .position(|byte| !is_regular(*byte))
            .unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// `(a string \(with escapes\))`.
    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut open = 0;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => {
                    if open > 0 {
                        text.push(byte);
                    }
                    open += 1;
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    text.push(byte);
                }
                byte => text.push(byte),
            }
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.bytes.get(self.at).copied() else {
            return;
        };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.bytes.get(self.at) {
                        Some(digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.at += 1;
                }
                text.push(value as u8);
            }
            byte => text.push(byte),
        }
    }

    /// `<48656c6c6f>`.
    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let end = rest
            .iter()
            .position(|byte| *byte == b'>')
            .unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let digits: Vec<u8> = rest[..end].iter().filter_map(|byte| hex(*byte)).collect();
        digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0))
            .collect()
    }

    /// From `BI` past the `EI` that ends the image.
    fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let end = rest
            .windows(4)
            .position(|four| is_space(four[0]) && &four[1..3] == b"EI" && is_space(four[3]));
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

fn pairs(items: Vec<Operand>) -> Vec<(Vec<u8>, Operand)> {
    let mut pairs = Vec::new();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if let Operand::Name(name) = key {
            pairs.push((name, value));
        }
    }
    pairs
}

fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    let value = text.parse::<f64>().ok().or_else(|| {
        // `--5` and `5-3` are written by mistake and read by every viewer.
        let text = text.trim_start_matches(['-', '+']);
        text.split('-').next()?.parse().ok()
    })?;
    value.is_finite().then_some(value)
}

/// `#20` in a name is a space.
fn unescaped(word: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(word.len());
    let mut at = 0;
    while let Some(byte) = word.get(at) {
        let pair = word.get(at + 1).zip(word.get(at + 2));
        match pair.and_then(|(high, low)| hex(*high).zip(hex(*low))) {
            Some((high, low)) if *byte == b'#' => {
                name.push(high * 16 + low);
                at += 3;
            }
            _ => {
                name.push(*byte);
                at += 1;
            }
        }
    }
    name
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn starts_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(content: &str) -> Vec<(String, Vec<Operand>)> {
        let mut operations = Operations::of(content.as_bytes());
        let mut operands = Vec::new();
        let mut found = Vec::new();
        while let Some(operator) = operations.next(&mut operands) {
            found.push((
                String::from_utf8_lossy(operator).into_owned(),
                operands.clone(),
            ));
        }
        found
    }

    #[test]
    fn strings_numbers_and_names_stand_before_their_operator() {
        let text = |text: &str| Operand::Text(text.as_bytes().to_vec());
        assert_eq!(
            all("/F#201 10.5 Tf [(a\\(b\\)c) -250 <4142>] TJ % no\n(x(y)\\101) Tj"),
            [
                (
                    "Tf".to_owned(),
                    vec![Operand::Name(b"F 1".to_vec()), Operand::Number(10.5)]
                ),
                (
                    "TJ".to_owned(),
                    vec![Operand::Array(vec![
                        text("a(b)c"),
                        Operand::Number(-250.0),
                        text("AB")
                    ])]
                ),
                ("Tj".to_owned(), vec![text("x(y)A")]),
            ]
        );
    }

    #[test]
    fn what_is_cut_off_or_nested_without_end_is_passed_over() {
        for content in ["[", "<", "(abc", "<<", ">>", "]", "1 0 0 BI /W 3 ID abc"] {
            assert_eq!(all(content), [], "{content}");
        }
        assert_eq!(all(&format!("{} q", "[".repeat(100_000))), []);
        assert_eq!(all("BI /W 1 ID x(y EI Q")[0].0, "Q");
    }
}
