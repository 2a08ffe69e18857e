//! Which entries of the bibliography notes name, and the citations of passages.
//!
//! A note may repeat the entry, give its address, name author and year or author and title, say
//! “ibid.” or “op. cit.”, and name several works, parted by semicolons. Where two entries fit equally
//! well either may be meant; where nothing is certain, a note leads nowhere: a wrong source is worse
//! than none. Citations within passages are found by [`mention`].

mod fit;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use fnv::FnvHashMap;
use regex::Regex;

use super::listed::Listed;
use super::{mention, pattern};
use crate::papers::paper::{Lack, Leads, Mention, Note, Paper, Reference};
use fit::{ADDRESSED, DATED, Entry, NAMED, OPENING, Said, opening};

/// Leads the notes and citations of a paper to the entries they name. `numbered` tells that the entries
/// carry numbers by which the text cites them.
pub fn link(paper: &mut Paper, numbered: bool) {
    if paper.references.is_empty() {
        return;
    }
    let listed = Listed::of(&paper.references);
    of_notes(&mut paper.notes, &paper.references, &listed);
    mention::of_passages(&mut paper.passages, &listed, numbered);
}

/// Leads notes and citations anew, where references were added.
pub fn relink(paper: &mut Paper) {
    let is_number = |text: &str| {
        let digits = text
            .trim_start_matches('[')
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        (1..=3).contains(&digits)
    };
    let numbered = paper.passages.iter().any(|passage| {
        let mut mentions = passage.mentions.iter();
        mentions.any(|mention| is_number(mention.of(&passage.text)))
    });
    link(paper, numbered);
}

/// Leads each note to the entries it names.
fn of_notes(notes: &mut [Note], references: &[Reference], listed: &Listed) {
    if notes.is_empty() {
        return;
    }
    let index = Index::of(references);
    let mut before: Vec<u32> = Vec::new();
    let mut cited: FnvHashMap<&str, u32> = FnvHashMap::default();
    for note in notes {
        note.mentions = mention::of_keys(&note.text, listed);
        if note.mentions.is_empty() {
            note.mentions = index.mentions(&note.text, &before, &cited);
        }
        before = note
            .mentions
            .iter()
            .flat_map(Mention::references)
            .copied()
            .collect();
        note.reference = before.first().copied();
        for entry in before.iter().filter_map(|number| index.entry(*number)) {
            if let Some(family) = &entry.family {
                cited.insert(family, entry.number);
            }
        }
    }
}

/// The note before is meant.
static IBIDEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:see|cf\.?|vgl\.?|siehe|voir)\s)?(?:ibid(?:em)?|ebd|ebenda|ib|idem|id|loc\. ?cit)\b",
    )
});

/// Behind words of the note's own, what was cited before is meant, if they name nothing.
static IBIDEM_WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[.;!?]\s(?:(?:[Ss]ee|[Cc]f\.)\s)?(?:[Ii]bid(?:em)?|[Ee]bd|[Ee]benda)\b")
});

/// The author's work cited before is meant.
static CITED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:op\.? ?cit|art\.? ?cit|a\. ?a\. ?o|wie anm|ouvr\.? cité|obra citada)\b")
});

/// A family with more entries than this is no name that tells them apart.
const MOST: usize = 100;

#[derive(Debug)]
struct Index {
    entries: Vec<Entry>,
    /// Places in the entries by family name, by first words of the title, by first words at all.
    by_word: FnvHashMap<String, Vec<usize>>,
}

impl Index {
    fn of(references: &[Reference]) -> Self {
        let entries: Vec<Entry> = references.iter().map(Entry::of).collect();
        let mut by_word: FnvHashMap<String, Vec<usize>> = FnvHashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            let words = [
                entry.family.as_deref(),
                opening(&entry.whole_title),
                opening(&entry.raw),
                entry.address.as_deref(),
            ];
            let words: BTreeSet<&str> = words.into_iter().flatten().collect();
            for word in words {
                by_word.entry(word.to_owned()).or_default().push(at);
            }
        }
        Self { entries, by_word }
    }

    fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(number.checked_sub(1)? as usize)
    }

    /// What a note names, part by part where its parts name different works.
    fn mentions(&self, note: &str, before: &[u32], cited: &FnvHashMap<&str, u32>) -> Vec<Mention> {
        let parts = parts(note);
        let as_whole = self.leads(note, before, cited);
        let mut here: Vec<u32> = before.to_vec();
        let mut each = Vec::new();
        for range in parts {
            let Some(leads) = self.leads(&note[range.clone()], &here, cited) else {
                continue;
            };
            if let Leads::To(numbers) = &leads {
                here.clone_from(numbers);
            }
            each.push(mention_at(range, leads));
        }
        let led = |mention: &&Mention| !mention.references().is_empty();
        if each.iter().filter(led).count() > 1 {
            return each;
        }
        let whole = 0..note.len();
        match as_whole {
            Some(leads @ Leads::To(_)) => vec![mention_at(whole, leads)],
            _ if each.iter().any(|mention| led(&mention)) => each,
            other => other
                .map(|leads| mention_at(whole, leads))
                .into_iter()
                .collect(),
        }
    }

    /// Where a note, or a part of one, leads.
    fn leads(&self, said: &str, before: &[u32], cited: &FnvHashMap<&str, u32>) -> Option<Leads> {
        let repeated = || match before {
            [] => Leads::Nowhere(Lack::Before),
            [one] => Leads::To(vec![*one]),
            several => Leads::Either(several.to_vec()),
        };
        if IBIDEM.is_match(said.trim_start_matches(|c: char| !c.is_alphanumeric())) {
            return Some(repeated());
        }
        let named = self.named(said, cited);
        named.or_else(|| IBIDEM_WITHIN.is_match(said).then(repeated))
    }

    /// The entries that a note names best.
    fn named(&self, note: &str, cited: &FnvHashMap<&str, u32>) -> Option<Leads> {
        let said = Said::of(note);
        let mut fits: Vec<(u32, &Entry)> = self
            .near(&said)
            .into_iter()
            .filter_map(|at| Some((self.entries[at].fits(&said)?, &self.entries[at])))
            .collect();
        fits.sort_by_key(|(fit, entry)| (u32::MAX - fit, entry.number));
        let best = best(&fits);
        let told_by_title = fits.first().is_some_and(|(fit, _)| *fit > NAMED);
        if CITED_BEFORE.is_match(note) && !told_by_title {
            let before = said.words.iter().find_map(|word| cited.get(word.as_str()));
            return match before {
                Some(number) => Some(Leads::To(vec![*number])),
                None => best.or(Some(Leads::Nowhere(Lack::Before))),
            };
        }
        best
    }

    /// Entries that share a name, an address or an opening with a note.
    fn near(&self, said: &Said) -> BTreeSet<usize> {
        let pairs = said.words.windows(OPENING).map(|words| words.join(" "));
        let words = said.words.iter().cloned().chain(pairs);
        words
            .chain(said.address.clone())
            .filter_map(|word| self.by_word.get(&word))
            .filter(|entries| entries.len() <= MOST)
            .flatten()
            .copied()
            .collect()
    }
}

fn mention_at(range: Range<usize>, leads: Leads) -> Mention {
    Mention {
        start: range.start,
        end: range.end,
        leads,
    }
}

/// The entries among those that fit, the best first, that are meant: one, or each of several that
/// differ in author or year; either of those that do not.
fn best(fits: &[(u32, &Entry)]) -> Option<Leads> {
    let (first, _) = fits.first()?;
    let equal: Vec<&Entry> = fits
        .iter()
        .take_while(|(fit, _)| fit == first)
        .map(|(_, entry)| *entry)
        .collect();
    let numbers = equal.iter().map(|entry| entry.number).collect();
    let by: BTreeSet<_> = equal
        .iter()
        .map(|entry| (&entry.family, &entry.year))
        .collect();
    let is_dated = (DATED..ADDRESSED).contains(first) && by.len() == equal.len();
    Some(if equal.len() == 1 || is_dated && equal.len() <= SEVERAL {
        Leads::To(numbers)
    } else {
        Leads::Either(numbers)
    })
}

/// A note names no more works than this by author and year alone.
const SEVERAL: usize = 4;

/// The parts of a note between semicolons that stand in no brackets and no quotation.
fn parts(note: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    for (at, c) in note.char_indices() {
        match c {
            '(' | '[' | '“' | '«' => depth += 1,
            ')' | ']' | '”' | '»' => depth -= 1,
            ';' if depth <= 0 => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..note.len());
    let trimmed = |range: Range<usize>| {
        let part = &note[range.clone()];
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    };
    parts
        .into_iter()
        .map(trimmed)
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: [&str; 6] = [
        "Waltz, Kenneth N. Theory of International Politics. Reading: Addison-Wesley, 1979.",
        "Waltz, Kenneth N. Man, the State and War. New York: Columbia University Press, 1959.",
        "Jervis, Robert. “Cooperation under the Security Dilemma.” World Politics 30 (1978): 167–214.",
        "Walt, Stephen M. The Origins of Alliances. Ithaca: Cornell University Press, 1987.",
        "Snyder, Jack. Myths of Empire. Ithaca: Cornell University Press, 1991a.",
        "Levy, Jack S. Balances and Balancing. 2003. http://www.example.org/levy (accessed 3 May 2010).",
    ];

    fn led(notes: &[&str]) -> Vec<Option<u32>> {
        let references: Vec<Reference> = (1..)
            .zip(ENTRIES)
            .map(|(number, raw)| Reference {
                number,
                raw: raw.to_owned(),
                fields: super::super::parse(raw),
                key: None,
            })
            .collect();
        let mut notes: Vec<Note> = notes
            .iter()
            .map(|text| Note {
                marker: "1".to_owned(),
                text: (*text).to_owned(),
                reference: None,
                mentions: Vec::new(),
            })
            .collect();
        of_notes(&mut notes, &references, &Listed::of(&references));
        notes.iter().map(|note| note.reference).collect()
    }

    #[test]
    fn notes_that_name_an_entry_lead_to_it() {
        for (note, number) in [
            (ENTRIES[2], Some(3)),
            ("See Waltz (1979), p. 12.", Some(1)),
            ("Waltz, Man, the State and War, 40.", Some(2)),
            ("Jervis, “Cooperation,” 170.", Some(3)),
            ("Walt, 12.", Some(4)),
            (
                "See http://www.example.org/levy, accessed 1 May 2011.",
                Some(6),
            ),
            (
                "The origins of alliances are old: see the book The Origins of Alliances.",
                Some(4),
            ),
        ] {
            assert_eq!(led(&[note]), [number], "{note}");
        }
    }

    #[test]
    fn notes_that_could_mean_two_entries_lead_nowhere() {
        for note in [
            "Waltz, p. 12.",
            "Waltz 1962, p. 3.",
            "This was common at the time.",
        ] {
            assert_eq!(led(&[note]), [None], "{note}");
        }
    }

    #[test]
    fn ibid_is_the_note_before_and_op_cit_the_authors_last() {
        let notes = [
            "Waltz 1959, p. 3.",
            "Ibid., p. 4.",
            "Walt, p. 9.",
            "Waltz, op. cit., p. 7.",
            "Ebd., S. 8.",
            "The word was new then. Ibid., p. 9.",
            "A word of thanks.",
            "Ibid.",
        ];
        assert_eq!(
            led(&notes),
            [
                Some(2),
                Some(2),
                Some(4),
                Some(2),
                Some(2),
                Some(2),
                None,
                None
            ]
        );
    }
}
