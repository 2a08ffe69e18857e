//! Where the entries of a bibliography begin and end.
//!
//! Under a heading every line belongs to some entry; without one, a run of paragraphs at the end of
//! a text that read like entries is the bibliography. What an entry says is not parsed here.

use super::date;
use super::heading;
use super::hyphen::Vocabulary;
use super::line::{Layout, Line};
use super::note;
use crate::text;

/// The entries of a bibliography.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entries {
    pub(super) raw: Vec<String>,
    /// Whether they carry numbers by which the text cites them.
    pub(super) numbered: bool,
}

/// An entry without a heading has at most so many words.
const LONGEST_ENTRY: usize = 80;

/// A bibliography without a heading has at least so many entries.
const FEWEST: usize = 3;

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

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|word| date::year(word).is_some())
}

/// Whether a paragraph reads like an entry.
pub(super) fn is_entry_like(text: &str) -> bool {
    text.split(' ').count() <= LONGEST_ENTRY
        && has_year(text)
        && (is_surely_entry(text) || text.contains(['“', '"', '(']) || has_volume(text))
}

/// Whether it does so beyond doubt: it opens with a name or has an address.
fn is_surely_entry(text: &str) -> bool {
    let second = text.split(' ').nth(1).unwrap_or_default();
    (opens_with_name(text) && !text::is_stop_word(&second.to_lowercase()))
        || text.contains("://")
        || text.contains("doi:")
        || text.contains("(accessed")
}

fn has_volume(text: &str) -> bool {
    text.split(' ').any(|word| {
        matches!(
            word.to_lowercase().trim_matches(['.', ',', '(']),
            "vol" | "pp" | "press" | "journal" | "publishers" | "eds"
        )
    })
}

/// How many of the paragraphs at the end are a bibliography without a heading.
pub(super) fn tail(texts: &[&str]) -> usize {
    let from = texts
        .iter()
        .rposition(|text| !is_entry_like(text))
        .map_or(0, |at| at + 1);
    let run = &texts[from..];
    let sure = run
        .iter()
        .position(|text| is_surely_entry(text))
        .unwrap_or(run.len());
    let run = &run[sure..];
    let linked = run.iter().filter(|text| text.contains("://")).count();
    let initials: Vec<_> = run.iter().filter_map(|text| initial(text)).collect();
    let rising = initials
        .windows(2)
        .filter(|pair| pair[0] <= pair[1])
        .count();
    let names = run.iter().filter(|text| opens_with_name(text)).count();
    let sorted = rising * 10 >= initials.len().saturating_sub(1) * 7;
    let plausible =
        run.len() >= FEWEST && (linked * 2 >= run.len() || (sorted && names * 2 >= run.len()));
    if plausible { run.len() } else { 0 }
}

/// Where a bibliography without a heading begins whose entries count up from `[1]` to the end of the
/// text. Blank lines don't count.
pub(super) fn labelled_tail(lines: &[&str]) -> Option<usize> {
    let first = lines.iter().rposition(|line| number(line) == Some(1))?;
    let (mut last, mut farthest) = (1, first);
    for (at, line) in lines.iter().enumerate().skip(first) {
        if number(line).is_some_and(|number| number == last + 1 || number == last + 2) {
            (last, farthest) = (number(line)?, at);
        }
    }
    let full = |from: usize| lines[from..].iter().filter(|line| !line.is_empty()).count();
    let is_late = first * 3 > lines.len();
    let is_dense = full(first) < last as usize * MOST_LINES;
    (last >= FEWEST_LABELS && is_late && is_dense && full(farthest) * 4 <= full(first))
        .then_some(first)
}

/// An entry with a label has at most so many lines, on average.
const MOST_LINES: usize = 12;

/// A list without a heading has at least so many labels.
const FEWEST_LABELS: u32 = 5;

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
    fn labels_that_count_up_to_the_end_need_no_heading() {
        let mut lines = vec!["[3] says that the war"; 12];
        lines.extend([
            "[1] A. Fear.",
            "",
            "[2] B. Trust,",
            "1991.",
            "[3] C. Bread.",
            "[4] D. Salt.",
            "[5] E. Iron.",
        ]);
        assert_eq!(labelled_tail(&lines), Some(12));
        assert_eq!(labelled_tail(&lines[..16]), None);
    }

    #[test]
    fn indentation_or_names_part_entries() {
        let hanging = "Larsen, B. Trust and other things in\n    the long peace of the north. 1992.\nLindqvist, A. Fear, or what we know\n    of the war in the north. 1991.\n";
        assert_eq!(parted(hanging).raw.len(), 2);
        let names = "Larsen, B. Trust and other things in\nthe long peace of the north. 1992.\nLindqvist, A. Fear, or what we know\nof the war in the north. Oslo, Norway.\nSpringer, 1991.\nOkafor, C. Bread and peace in a time\nof want and war. Lagos, 1993.\n";
        assert_eq!(parted(names).raw.len(), 3);
    }

    #[test]
    fn a_run_of_entries_at_the_end_needs_no_heading() {
        let texts = [
            "In 1991 the fear of “war” ended.",
            "Larsen, Bo. Trust. Oslo University Press, 1992.",
            "Lindqvist, Ana. “Fear.” Journal of Peace, 1991.",
            "Okafor, Chidi. Bread. http://bread.example (accessed May 2, 2014).",
        ];
        assert_eq!(tail(&texts), 3);
        assert_eq!(tail(&texts[..1]), 0);
    }
}
