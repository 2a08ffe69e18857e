//! Text with parts in italics: what a citation is made of before any platform writes it.

use std::ops::Range;

/// A text and which parts of it stand in italics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The plain text.
    pub text: String,
    /// What of it is in italics, as pairs of offsets in characters, in order.
    pub italics: Vec<(usize, usize)>,
}

impl Formatted {
    /// Adds a text behind what is there.
    pub fn push(&mut self, text: &str, italic: bool) {
        if text.is_empty() {
            return;
        }
        let from = self.text.chars().count();
        let to = from + text.chars().count();
        self.text.push_str(text);
        if !italic {
            return;
        }
        match self.italics.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => self.italics.push((from, to)),
        }
    }

    /// Adds another text behind this one.
    pub fn append(&mut self, other: &Self) {
        let from = self.text.chars().count();
        self.text.push_str(&other.text);
        let moved = other.italics.iter().map(|(a, b)| (a + from, b + from));
        self.italics.extend(moved);
    }

    /// The same without white space at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let before = self.text.len() - self.text.trim_start().len();
        self.slice(before..before + self.text.trim().len())
    }

    /// The same with another text in each place of one.
    #[must_use]
    pub fn replaced(&self, wrong: &str, right: &str) -> Self {
        let mut whole = self.clone();
        let mut from = 0;
        while let Some(at) = whole.text.get(from..).and_then(|rest| rest.find(wrong)) {
            let at = from + at;
            let mut before = whole.slice(0..at);
            before.push(right, false);
            before.append(&whole.slice(at + wrong.len()..whole.text.len()));
            whole = before;
            from = at + right.len();
        }
        whole
    }

    /// A part of it, by bytes.
    #[must_use]
    pub fn slice(&self, bytes: Range<usize>) -> Self {
        let Some(text) = self.text.get(bytes.clone()) else {
            return self.clone();
        };
        let first = self.text[..bytes.start].chars().count();
        let last = first + text.chars().count();
        let inside = self.italics.iter().filter_map(|(from, to)| {
            let (from, to) = ((*from).max(first), (*to).min(last));
            (from < to).then(|| (from - first, to - first))
        });
        Self {
            text: text.to_owned(),
            italics: inside.collect(),
        }
    }
}

impl From<String> for Formatted {
    fn from(text: String) -> Self {
        Self {
            text,
            italics: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn italics_follow_their_text() {
        let mut text = Formatted::default();
        text.push(" Łódź ", false);
        text.push("Man", true);
        text.push(", the", true);
        text.push(". ", false);
        assert_eq!(text.italics, [(6, 14)]);
        let trimmed = text.trimmed();
        assert_eq!(
            (trimmed.text.as_str(), trimmed.italics),
            ("Łódź Man, the.", vec![(5, 13)])
        );
        let mut two = Formatted::from("é".to_owned());
        two.append(&text);
        assert_eq!(two.italics, [(7, 15)]);
    }
}
