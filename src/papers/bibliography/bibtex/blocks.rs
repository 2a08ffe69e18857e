//! The entries of a BibTeX file, parted before any is parsed.
//!
//! An entry ends with its brace; where that is missing, it ends where the next one begins a line.
//! Everything between entries is comment, as in BibTeX, but a field that stands there tells of an
//! entry that was closed too early.

use std::borrow::Cow;

/// A piece of a file.
pub(super) enum Part<'t> {
    Block(Block<'t>),
    /// The line of a field outside any entry.
    Stray(u32),
}

/// An entry, from its `@` to its last brace.
pub(super) struct Block<'t> {
    /// Its type in lower case.
    pub(super) kind: String,
    /// Its key, as far as it can be told.
    pub(super) name: &'t str,
    pub(super) text: Cow<'t, str>,
    pub(super) line: u32,
    /// How deep braces stand in one another.
    pub(super) depth: usize,
    pub(super) end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Closed,
    Missing,
}

/// Parts a file.
pub(super) fn of(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let this = &rest[..length];
        // An entry may begin behind the end of another on the same line.
        let begins = this.match_indices('@').find_map(|(found, _)| {
            let is_comment = this.trim_start().starts_with('%');
            Opening::of(&rest[found..])
                .filter(|_| !is_comment)
                .map(|opening| (found, opening))
        });
        let Some((found, opening)) = begins else {
            if is_field(this) {
                parts.push(Part::Stray(line));
            }
            at += length;
            line += 1;
            continue;
        };
        let block = opening.block(&rest[found..], line);
        let taken = found + block.text.len();
        line += rest[..taken].matches('\n').count() as u32;
        at += taken;
        parts.push(Part::Block(block));
    }
    parts
}

/// How an entry begins: `@article{key,`.
struct Opening {
    kind: String,
    /// Where its delimiter stands.
    delimiter: usize,
    is_round: bool,
}

impl Opening {
    fn of(text: &str) -> Option<Self> {
        let behind = text.strip_prefix('@')?.trim_start_matches([' ', '\t']);
        let kind_end = behind.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
        let rest = behind[kind_end..].trim_start();
        let is_round = rest.starts_with('(');
        let kind = behind[..kind_end].to_lowercase();
        let begins = (is_round || rest.starts_with('{'))
            && kind.starts_with(|c: char| c.is_ascii_alphabetic());
        begins.then(|| Self {
            kind,
            delimiter: text.len() - rest.len(),
            is_round,
        })
    }

    /// Whether what follows is certain to be an entry, though another one is open.
    fn is_certain(&self, text: &str) -> bool {
        let inside = text[self.delimiter + 1..].trim_start();
        let key = inside.find(|c: char| c.is_whitespace() || ",={}\"".contains(c));
        let before_comma =
            key.is_some_and(|end| end > 0 && inside[end..].trim_start().starts_with(','));
        before_comma || matches!(self.kind.as_str(), "string" | "preamble" | "comment")
    }

    fn block(self, text: &str, line: u32) -> Block<'_> {
        let (length, depth, end) = self.measured(text);
        let whole = &text[..length];
        let inside = text[self.delimiter + 1..length].trim_start();
        let name_end = inside
            .find([',', '=', '\n', '}', ' '])
            .unwrap_or(inside.len().min(40));
        let name = inside.get(..name_end).unwrap_or_default().trim();
        let text = if self.is_round && end == End::Closed {
            // The parser knows braces alone.
            let inside = &whole[self.delimiter + 1..length - 1];
            Cow::Owned(format!("{}{{{inside}}}", &whole[..self.delimiter]))
        } else {
            Cow::Borrowed(whole)
        };
        Block {
            name: if matches!(self.kind.as_str(), "string" | "comment") {
                ""
            } else {
                name
            },
            kind: self.kind,
            text,
            line,
            depth,
            end,
        }
    }

    /// How many bytes an entry has, how deep it is nested, and how it ends.
    fn measured(&self, text: &str) -> (usize, usize, End) {
        let bytes = text.as_bytes();
        let (mut depth, mut deepest) = (usize::from(!self.is_round), 1);
        let mut at = self.delimiter + 1;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += usize::from(matches!(bytes.get(at + 1), Some(b'{' | b'}' | b'\\'))),
                b'{' => depth += 1,
                b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && !self.is_round {
                        return (at + 1, deepest, End::Closed);
                    }
                }
                b')' if depth == 0 => return (at + 1, deepest, End::Closed),
                b'\n' if self.kind != "comment" => {
                    let next = text[at + 1..].trim_start_matches([' ', '\t']);
                    if Opening::of(next).is_some_and(|opening| opening.is_certain(next)) {
                        return (at + 1, deepest, End::Missing);
                    }
                }
                _ => {}
            }
            deepest = deepest.max(depth);
            at += 1;
        }
        // A comment without an end is one line, as people write them.
        let line_end = text.find('\n').map_or(text.len(), |end| end + 1);
        let length = if self.kind == "comment" {
            line_end
        } else {
            text.len()
        };
        (length, deepest, End::Missing)
    }
}

/// Whether a line between entries is a field: `year = {2010},`.
fn is_field(line: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let name = name.trim_matches([' ', '\t', ',', '}']);
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '-' || c == '_')
        && value.trim_start().starts_with(['{', '"'])
}
