//! Labels and keys: `[Wal79]`, `[@waltz1979]`, `@waltz1979`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::listed::Listed;
use super::super::pattern;
use super::{Read, Reader};
use crate::papers::paper::{Lack, Leads, Mention};

/// The keys of a bibliography file, as Pandoc writes them: `[@waltz1979, p. 5; @walt1987]`.
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[\s;\[(-])@\{?([\p{L}\d_](?:[\p{L}\d_]|[:.#$%&+?<>~/-][\p{L}\d_])*)")
});

/// A key outside brackets: `@waltz1979 holds`.
static BARE_KEY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^@([\p{L}\d_](?:[\p{L}\d_]|[:.#$%&+?<>~/-][\p{L}\d_])*)"));

/// `[Wal79]`
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*([A-Z][A-Za-z+]{0,6}\d{2}[a-z]?|[A-Z][A-Za-z]{0,7}\+?\d{2,4}[a-z]?)\s*(?:$|[,;])")
});

/// The keys of a note that lead to entries.
pub(in super::super) fn of_keys(note: &str, listed: &Listed) -> Vec<Mention> {
    if !note.contains('@') {
        return Vec::new();
    }
    let found = KEY.captures_iter(note).filter_map(|found| {
        let key = found.get(1)?;
        let leads = Leads::To(vec![listed.keyed(key.as_str())?]);
        Some(Mention {
            start: key.start() - 1,
            end: key.end(),
            leads,
        })
    });
    found.collect()
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
        let found = BARE_KEY.captures(&text[start..]).filter(|_| !is_within);
        let Some(number) = found
            .as_ref()
            .and_then(|found| self.listed.keyed(&found[1]))
        else {
            return start + 1;
        };
        let end = start + found.map_or(1, |found| found[0].len());
        self.before = vec![number];
        read.push(Read::sure(start..end, Leads::To(vec![number])));
        end
    }

    pub(super) fn keys(&mut self, text: &str, range: Range<usize>, read: &mut Vec<Read>) {
        let content = &text[range.start + 1..range.end - 1];
        let keys: Vec<&str> = KEY
            .captures_iter(content)
            .filter_map(|found| Some(found.get(1)?.as_str()))
            .collect();
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
