//! Where the entries of a bibliography begin and end.
//!
//! Under a heading every line belongs to some entry; without one, a run of paragraphs at the end of
//! a text that read like entries is the bibliography. What an entry says is not parsed here.

mod tail;

use super::heading;
use super::hyphen::Vocabulary;
use super::line::{Layout, Line};
use super::note;
use crate::text;

use tail::has_year;
pub(super) use tail::{is_entry_like, labelled_tail, tail};

/// The entries of a bibliography.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entries {
    pub(super) raw: Vec<String>,
    /// Whether they carry numbers by which the text cites them.
    pub(super) numbered: bool,
}

/// An entry longer than this, in bytes, has said who, what and when.
const LONGEST_START: usize = 1000;

/// Parts the lines under a bibliography's heading into entries.
pub(super) fn entries(lines: &[Line<'_>], layout: Layout, vocabulary: &Vocabulary) -> Entries {
    let full: Vec<&Line<'_>> = lines.iter().filter(|line| !line.is_blank()).collect();
    let way = Way::of(lines, &full, layout);
    let mut raw: Vec<String> = Vec::new();
    let mut expected = 0;
    let mut blank = true;
    for line in lines {
        if line.is_blank() {
            blank = true;
            continue;
        }
        let begins = match &way {
            Way::Marked => label(&line.text).is_some(),
            Way::Numbered => number(&line.text).is_some(),
            Way::Counted => counts_on(&line.text, &mut expected),
            Way::Apart => blank,
            Way::EachLine => true,
            Way::Hanging(indent) => line.indent <= *indent,
            Way::Names { sorted } => raw
                .last()
                .is_none_or(|entry| begins_by_name(entry, &line.text, *sorted)),
        };
        blank = false;
        match raw.last_mut() {
            Some(entry) if !begins => vocabulary.join(entry, &line.text),
            _ => raw.push(line.text.clone()),
        }
    }
    let numbered = matches!(way, Way::Counted | Way::Numbered);
    if numbered {
        for entry in &mut raw {
            *entry = without_number(entry);
        }
    }
    Entries { raw, numbered }
}

/// What sets one entry off from the next.
#[derive(Debug, PartialEq, Eq)]
enum Way {
    /// `[3]`. Other brackets at the start of a line belong to an entry.
    Numbered,
    /// `[Wal79]`.
    Marked,
    /// `3.` or `3`, counting up.
    Counted,
    /// Blank lines.
    Apart,
    /// Each line is an entry.
    EachLine,
    /// The first line of each stands out to the left.
    Hanging(usize),
    /// Only the names they begin with.
    Names { sorted: bool },
}

impl Way {
    fn of(lines: &[Line<'_>], full: &[&Line<'_>], layout: Layout) -> Self {
        let marked = full
            .iter()
            .filter(|line| label(&line.text).is_some())
            .count();
        let mut expected = 0;
        let counted = full
            .iter()
            .filter(|line| counts_on(&line.text, &mut expected))
            .count();
        if full.first().is_some_and(|line| label(&line.text).is_some()) || marked * 6 > full.len() {
            let numbers = full.iter().filter(|line| number(&line.text).is_some());
            return if numbers.count() * 3 > marked {
                Self::Numbered
            } else {
                Self::Marked
            };
        }
        let first_counts = full
            .first()
            .is_some_and(|line| counts_on(&line.text, &mut 0));
        if counted >= 3 && (first_counts || counted * 8 > full.len()) {
            return Self::Counted;
        }
        let groups = lines
            .split(Line::is_blank)
            .filter(|group| !group.is_empty())
            .count();
        if groups >= 2 && groups * 5 > full.len() || (groups >= 3 && groups * 8 > full.len()) {
            return if layout.wrapped || groups * 2 > full.len() {
                Self::Apart
            } else {
                Self::EachLine
            };
        }
        if !layout.wrapped {
            return Self::EachLine;
        }
        let least = full.iter().map(|line| line.indent).min().unwrap_or(0);
        let hanging = full.iter().filter(|line| line.indent > least + 1).count();
        if hanging * 4 > full.len() && hanging < full.len() {
            return Self::Hanging(least + 1);
        }
        Self::Names {
            sorted: is_sorted(full),
        }
    }
}

/// `[3]` at the start of a line.
fn number(line: &str) -> Option<u32> {
    label(line)?.parse().ok()
}

/// `[3]` and `[Wal79]` at the start of a line.
fn label(line: &str) -> Option<&str> {
    let (label, _) = line.strip_prefix('[')?.split_once(']')?;
    let plausible = (1..=24).contains(&label.len())
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || "+-.,& ’'".contains(c));
    (plausible
        && label
            .chars()
            .any(|c| c.is_ascii_digit() || c.is_uppercase()))
    .then_some(label)
}

/// Whether a line begins with the number that comes next; one may be missing.
fn counts_on(line: &str, last: &mut u32) -> bool {
    let line = line.strip_prefix('(').unwrap_or(line);
    let Some((number, rest)) = note::numbered(line) else {
        return false;
    };
    let follows = number == *last + 1 || (number == *last + 2 && *last > 0);
    let begins = follows && rest.starts_with(|c: char| !c.is_lowercase());
    if begins {
        *last = number;
    }
    begins
}

fn without_number(entry: &str) -> String {
    let rest = match label(entry) {
        Some(label) => &entry[label.len() + 2..],
        None => note::numbered(entry.trim_start_matches('(')).map_or(entry, |(_, rest)| rest),
    };
    rest.trim().to_owned()
}

/// Whether a line begins an entry after another: that one is complete, and this one opens with a name.
fn begins_by_name(entry: &str, line: &str, sorted: bool) -> bool {
    let last = entry.rsplit(' ').next().unwrap_or_default();
    let ended = entry.ends_with(['.', ']', ')', '/'])
        || last.contains("//")
        || last.bytes().all(|byte| byte.is_ascii_digit());
    if !ended || !opens_with_name(line) {
        return false;
    }
    // Only the start is looked at again for each line.
    let start = &entry[..entry.floor_char_boundary(LONGEST_START)];
    let complete = start.len() < entry.len() || (has_year(entry) && entry.split(' ').count() >= 6);
    complete && (!sorted || initial(line) >= initial(start))
}

/// Whether most lines that open with names are in alphabetical order.
fn is_sorted(full: &[&Line<'_>]) -> bool {
    let initials: Vec<_> = full
        .iter()
        .filter(|line| opens_with_name(&line.text))
        .filter_map(|line| initial(&line.text))
        .collect();
    let rising = initials
        .windows(2)
        .filter(|pair| pair[0] <= pair[1])
        .count();
    rising * 10 >= initials.len().saturating_sub(1) * 7
}

/// The first letter, folded.
fn initial(line: &str) -> Option<char> {
    let mut folded = String::new();
    let word = text::words(line).find(|word| word.end - word.start > 1)?;
    text::fold(word.of(line), &mut folded);
    folded.chars().next()
}

/// `Waltz, K.`, `K. Waltz`, `Kenneth Waltz and …`, `Kenneth Waltz.`
fn opens_with_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').take(5).collect();
    let capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let ends = |at: usize, marks: &[char]| words.get(at).is_some_and(|word| word.ends_with(marks));
    let mut folded = String::new();
    text::fold(words[0], &mut folded);
    if !capital(0) && !PARTICLES.contains(&words[0]) || text::is_stop_word(&folded) {
        return false;
    }
    let is_initial = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.len() <= 6 && word.contains('.') && word.starts_with(char::is_uppercase)
        })
    };
    let inverted = (ends(0, &[',']) || ends(1, &[','])) && capital(1);
    let initials = is_initial(0) && (capital(1) || is_initial(1)) && !ends(0, &[',']);
    let full = capital(1)
        && (ends(1, &[',', '.'])
            || (capital(2) && ends(2, &[',', '.']))
            || matches!(words.get(2), Some(&"and" | &"&")));
    let full_inverted = is_initial(1) && (ends(1, &[',']) || capital(2));
    inverted || initials || full || full_inverted
}

const PARTICLES: [&str; 8] = ["van", "von", "de", "di", "da", "del", "le", "la"];

/// Whether a heading below a bibliography's ends it.
pub(super) fn is_ended_by(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let known = heading::known(heading).is_some_and(|known| known != heading::Known::References);
    let starts = [
        "appendix",
        "chapter",
        "supplement",
        "annex",
        "about the author",
        "biograph",
    ];
    known || starts.iter().any(|start| lower.starts_with(start))
}

/// Whether a line below entries is the heading of a first appendix: `A Proofs of the Theorems`.
pub(super) fn begins_appendix(before: &str, line: &str) -> bool {
    let Some(name) = line.strip_prefix("A ").or_else(|| line.strip_prefix("A. ")) else {
        return false;
    };
    let words = name.split(' ').count();
    let plain = name
        .chars()
        .all(|c| c.is_alphabetic() || " -'’".contains(c));
    before.ends_with('.')
        && plain
        && words >= 2
        && name.starts_with(char::is_uppercase)
        && name
            .split(' ')
            .any(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn parted(text: &str) -> Entries {
        let lines = line::split(text);
        let layout = Layout::of(&lines);
        entries(&lines, layout, &Vocabulary::default())
    }

    #[test]
    fn numbers_part_entries() {
        let found = parted(
            "[1] Ana Lindqvist. Fear. 1991.\n[2] Bo Larsen. Trust and\nother things. 1992.\n",
        );
        assert_eq!(
            found.raw,
            [
                "Ana Lindqvist. Fear. 1991.",
                "Bo Larsen. Trust and other things. 1992."
            ]
        );
        assert!(found.numbered);
        let found = parted(
            "1. Lindqvist A. Fear.\n1991; 3: 2.\n2. Larsen B. Trust. 1992.\n3. Okafor C. Bread. 1993.\n",
        );
        assert_eq!(
            found.raw,
            [
                "Lindqvist A. Fear. 1991; 3: 2.",
                "Larsen B. Trust. 1992.",
                "Okafor C. Bread. 1993."
            ]
        );
    }

    #[test]
    fn brackets_at_the_start_of_a_line_are_no_labels_among_numbers() {
        let found = parted(
            "[1] Ana Lindqvist. Fear. 1991.\n[2] Bo Larsen. Trust and\n[Inspect]. 1992.\n[3] Chidi Okafor. Bread. 1993.\n",
        );
        assert_eq!((found.raw.len(), found.numbered), (3, true));
        assert_eq!(found.raw[1], "Bo Larsen. Trust and [Inspect]. 1992.");
    }

    #[test]
    fn indentation_or_names_part_entries() {
        let hanging = "Larsen, B. Trust and other things in\n    the long peace of the north. 1992.\nLindqvist, A. Fear, or what we know\n    of the war in the north. 1991.\n";
        assert_eq!(parted(hanging).raw.len(), 2);
        let names = "Larsen, B. Trust and other things in\nthe long peace of the north. 1992.\nLindqvist, A. Fear, or what we know\nof the war in the north. Oslo, Norway.\nSpringer, 1991.\nOkafor, C. Bread and peace in a time\nof want and war. Lagos, 1993.\n";
        assert_eq!(parted(names).raw.len(), 3);
    }
}
