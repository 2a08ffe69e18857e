//! The items of a CSL-JSON file, parted before any is parsed.

use super::super::MOST_PROBLEMS;

/// An item's place in the text.
pub(super) struct Item {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether its end was found.
    pub(super) is_whole: bool,
}

/// The items of a file: what stands one bracket deep, or the whole where it is an object itself.
pub(super) fn of(text: &str) -> Vec<Item> {
    let start = text.find(['[', '{']).unwrap_or(text.len());
    let list = if text[start..].starts_with('{') {
        let named = text
            .find("\"items\"")
            .and_then(|at| Some(at + text[at..].find('[')?));
        match named {
            Some(list) => list,
            None => return scan(text, start, 0),
        }
    } else {
        start
    };
    scan(text, list, 1)
}

/// Cuts out what begins `level` brackets deep. Where an item does not end, the next one is looked
/// for on a line of its own.
fn scan(text: &str, from: usize, level: usize) -> Vec<Item> {
    let mut scan = Scan {
        text,
        level,
        open: Vec::new(),
        start: None,
        last: 0,
        items: Vec::new(),
    };
    let mut at = Some(from);
    for _ in 0..MOST_PROBLEMS {
        let Some(from) = at else { break };
        at = scan.go(from);
    }
    scan.items
}

struct Scan<'t> {
    text: &'t str,
    level: usize,
    /// The brackets that are open.
    open: Vec<u8>,
    start: Option<usize>,
    /// What stood before, white space apart.
    last: u8,
    items: Vec<Item>,
}

impl Scan<'_> {
    /// Goes on to the end; answers where to begin again if an item has no end.
    fn go(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b'"' {
                self.begin(at);
                at = end_of_string(bytes, at);
            } else if !self.step(at, byte) {
                return None;
            }
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            at += 1;
        }
        let start = self.start?;
        let next = self.next_after(start);
        self.end(next.unwrap_or(self.text.len()), false);
        self.open.truncate(self.level);
        next
    }

    /// Answers whether there may be more.
    fn step(&mut self, at: usize, byte: u8) -> bool {
        match byte {
            // No item is a list: this one would swallow those behind it.
            b'[' if self.level > 0 && self.open.len() == self.level => self.begin(at),
            b'{' | b'[' => {
                // Where a name should stand in an object, another one begins: its end is lost.
                let is_inside =
                    self.open.len() == self.level + 1 && self.open.last() == Some(&b'{');
                if byte == b'{' && is_inside && matches!(self.last, b',' | b'}') {
                    self.end(at, false);
                    self.open.truncate(self.level);
                }
                self.begin(at);
                self.open.push(byte);
            }
            b']' if self.open.last() == Some(&b'{') => {}
            b'}' | b']' => {
                let opening = if byte == b'}' { b'{' } else { b'[' };
                let within = self.open.iter().rposition(|open| *open == opening);
                let Some(within) = within else {
                    return true;
                };
                self.open.truncate(within);
                if self.open.len() == self.level {
                    self.end(at + 1, true);
                }
                return self.open.len() >= self.level && !self.open.is_empty();
            }
            b',' if self.open.len() == self.level => self.end(at, true),
            byte if !byte.is_ascii_whitespace() => self.begin(at),
            _ => {}
        }
        true
    }

    fn begin(&mut self, at: usize) {
        if self.open.len() == self.level {
            self.start = self.start.or(Some(at));
        }
    }

    fn end(&mut self, end: usize, is_whole: bool) {
        if let Some(start) = self.start.take() {
            self.items.push(Item {
                start,
                end,
                is_whole,
            });
        }
    }

    /// The next object that begins a line as far to the right as the first item does.
    fn next_after(&self, start: usize) -> Option<usize> {
        let first = self.items.first().map_or(start, |item| item.start);
        let before = &self.text[..first];
        let indent = first - before.rfind('\n').map_or(0, |end| end + 1);
        let mut at = start;
        for line in self.text[start..].split_inclusive('\n') {
            let inside = line.trim_start();
            if at > start && inside.starts_with('{') && line.len() - inside.len() == indent {
                return Some(at + indent);
            }
            at += line.len();
        }
        None
    }
}

/// Where a string ends. JSON has no line ends in strings, so that one without its quotation mark
/// ends with its line.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' | b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    at
}
