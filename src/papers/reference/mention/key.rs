//! Labels and keys: `[Wal79]`, `[@waltz1979]`, `@waltz1979`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::listed::Listed;
use super::super::pattern;
use super::{Read, Reader};
use crate::papers::paper::{Lack, Leads, Mention};

/// `[Wal79]`
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*([A-Z][A-Za-z+]{0,6}\d{2}[a-z]?|[A-Z][A-Za-z]{0,7}\+?\d{2,4}[a-z]?)\s*(?:$|[,;])")
});

/// The keys of a note that lead to entries.
pub(in super::super) fn of_keys(note: &str, listed: &Listed) -> Vec<Mention> {
    let found = keys(note).filter_map(|(start, key)| {
        let leads = Leads::To(vec![listed.keyed(key)?]);
        Some(Mention {
            start: start - 1,
            end: start + key.len(),
            leads,
        })
    });
    found.collect()
}

/// The keys of a bibliography file, as Pandoc writes them, and where they begin:
/// `[@waltz1979, p. 5; @{walt1987}]`.
fn keys(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('@').filter_map(|(at, _)| {
        let opens = at == 0 || text[..at].ends_with([' ', ';', '[', '(', '-']);
        let braced = text[at + 1..].starts_with('{');
        let start = at + 1 + usize::from(braced);
        Some((start, key(&text[start..]).filter(|_| opens)?))
    })
}

/// The key at the beginning of a text: letters and digits, with single signs between them.
fn key(text: &str) -> Option<&str> {
    let is_plain = |c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '_';
    let joins = |(at, sign): (usize, char)| {
        at > 0 && ":.#$%&+?<>~/-".contains(sign) && text[at + 1..].starts_with(is_plain)
    };
    let end = text
        .char_indices()
        .find(|(at, c)| !is_plain(*c) && !joins((*at, *c)))
        .map_or(text.len(), |(at, _)| at);
    (end > 0).then(|| &text[..end])
}

impl Reader<'_> {
    pub(super) fn labels(
        &mut self,
        text: &str,
        range: Range<usize>,
        label: &str,
        read: &mut Vec<Read>,
    ) {
        let leads = match self.listed.labelled(label) {
            Some(number) => Leads::To(vec![number]),
            None if self.listed.has_labels() => Leads::Nowhere(Lack::Label),
            None => return,
        };
        let rest = text[range.start + 1..range.end - 1]
            .split([',', ';'])
            .skip(1);
        let more = rest.filter_map(|part| self.listed.labelled(part.trim()));
        let leads = match leads {
            Leads::To(first) => Leads::To(first.into_iter().chain(more).collect()),
            other => other,
        };
        self.before = match &leads {
            Leads::To(numbers) => numbers.clone(),
            _ => Vec::new(),
        };
        read.push(Read::sure(range, leads));
    }

    /// A key in the running text, where an entry has it.
    pub(super) fn key(&mut self, text: &str, start: usize, read: &mut Vec<Read>) -> usize {
        let is_within = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '@');
        let found = key(&text[start + 1..]).filter(|_| !is_within);
        let Some((key, number)) = found.and_then(|key| Some((key, self.listed.keyed(key)?))) else {
            return start + 1;
        };
        let end = start + 1 + key.len();
        self.before = vec![number];
        read.push(Read::sure(start..end, Leads::To(vec![number])));
        end
    }

    pub(super) fn keys(&mut self, text: &str, range: Range<usize>, read: &mut Vec<Read>) {
        let content = &text[range.start + 1..range.end - 1];
        let keys: Vec<&str> = keys(content).map(|(_, key)| key).collect();
        let found: Option<Vec<u32>> = keys.iter().map(|key| self.listed.keyed(key)).collect();
        match found {
            _ if keys.is_empty() => {}
            Some(numbers) => {
                self.before.clone_from(&numbers);
                read.push(Read::sure(range, Leads::To(numbers)));
            }
            None => read.push(Read::sure(range, Leads::Nowhere(Lack::Label))),
        }
    }
}
