//! Names of authors, as bylines and front matter write them.
//!
//! A trusted text (after `By`, `Author:`, or in front matter) is taken for names as it stands; a
//! line under a title is a byline only where each of its parts looks like a name.

mod name;

use super::place;
use crate::papers::paper::Name;
use crate::text;

pub(super) use name::name;
use name::settle_case;

/// The names in a text that is known to hold names.
pub(super) fn names(text: &str) -> Vec<Name> {
    let text = &part_at_marks(strip_by(text.trim()));
    let mut names = Vec::new();
    for part in split_words(&text.replace('\t', ";").replace("   ", ";"), &AND) {
        for part in part.split(';') {
            push_names(part, &mut names);
        }
    }
    names
}

/// The names on lines below each other, if every part of them looks like a name.
pub(super) fn on_lines(lines: &[&str]) -> Option<Vec<Name>> {
    let mut joined = String::new();
    for line in lines {
        // A name may go on in the next line of a list with commas, never in a list by lines.
        let last = joined.rsplit(',').next().unwrap_or_default().trim();
        let before = joined.rsplit(';').next().unwrap_or_default();
        // After a particle, or a long list, only a part of the next name stands here.
        let is_cut = PARTICLES.contains(
            &last
                .rsplit(' ')
                .next()
                .unwrap_or_default()
                .to_lowercase()
                .as_str(),
        ) && before.contains(',');
        let runs_on = is_cut
            || joined.contains(',')
                && (last.is_empty()
                    || !last.contains(' ')
                    || last.ends_with(|c: char| c.is_ascii_digit() || is_superscript(c)))
            || joined.ends_with(" and");
        joined.push_str(if runs_on { " " } else { ";" });
        joined.push_str(line);
    }
    let joined = part_at_marks(&joined);
    let names = names(&joined);
    let all = split_words(&joined.replace('\t', ";").replace("   ", ";"), &AND)
        .flat_map(|part| {
            part.split([',', ';'])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .map(|part| clean(&part).to_owned())
        .filter(|part| !part.is_empty() && !is_degree(part))
        .all(|part| is_name_like(&part));
    (all && !names.is_empty()).then_some(names)
}

/// Puts a semicolon where a raised mark alone parts two names: `Ana Lindqvist†∗ Bo Larsen¹,²`.
fn part_at_marks(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut after_mark = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_mark = is_superscript(c) || "*†‡§¶∗⋆".contains(c);
        let next = characters.peek().copied().unwrap_or(' ');
        if c == ' ' && after_mark && next.is_uppercase() {
            parted.push(';');
        }
        after_mark = is_mark && !parted.is_empty() || (after_mark && c == ',');
        parted.push(c);
    }
    parted
}

/// Whether a line holds names and nothing else.
pub(super) fn is_byline(line: &str) -> bool {
    on_lines(&[line]).is_some()
}

/// Names side by side without anything between them (`Ana Lindqvist Bo Larsen`), two words each.
pub(super) fn in_pairs(name: &Name) -> Option<Vec<Name>> {
    let full = name.to_string();
    let words: Vec<&str> = full.split(' ').collect();
    let plain = words
        .iter()
        .all(|word| word.starts_with(char::is_uppercase));
    (words.len() >= 4 && words.len().is_multiple_of(2) && plain).then(|| {
        words
            .chunks(2)
            .filter_map(|pair| self::name(&pair.join(" ")))
            .collect()
    })
}

/// What follows `By`, `Author:` and the like.
pub(super) fn after_by(line: &str) -> Option<&str> {
    let rest = strip_by(line);
    (rest.len() < line.len()
        && rest.starts_with(char::is_uppercase)
        && line.split(' ').count() <= 30)
        .then_some(rest)
}

fn strip_by(line: &str) -> &str {
    for lead in [
        "by:",
        "authors :",
        "author :",
        "by ",
        "written by ",
        "von ",
        "par ",
        "por ",
        "authors:",
        "author:",
    ] {
        let Some(start) = line.get(..lead.len()) else {
            continue;
        };
        if start.to_lowercase() == lead {
            return line[lead.len()..].trim_start();
        }
    }
    line
}

/// What people are called on the first pages of a thesis, not who they are.
const ROLES: [&str; 8] = [
    "adviser",
    "advisor",
    "committee",
    "dissertation",
    "thesis",
    "supervisor",
    "editor",
    "reader",
];

const AND: [&str; 7] = ["and", "&", "und", "et", "y", "with", "·"];

fn split_words<'t>(text: &'t str, words: &'t [&str]) -> impl Iterator<Item = String> + 't {
    let mut parts = vec![String::new()];
    for word in text.split(' ') {
        if words.contains(&word) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(' ');
            part.push_str(word);
        }
    }
    parts.into_iter()
}

/// One part between `and`s or semicolons: one name, `Family, Given`, or several with commas.
fn push_names(part: &str, names: &mut Vec<Name>) {
    let parts: Vec<&str> = part
        .split(',')
        .map(clean)
        .filter(|part| !part.is_empty() && !is_degree(part))
        .collect();
    if let [family, given] = parts[..]
        && is_family(family)
        && given.split(' ').count() <= 4
        && !(given.contains(' ') && !is_name_like(given) && !given.contains('.'))
    {
        names.push(Name {
            family: settle_case(family),
            given: Some(settle_case(given)),
        });
        return;
    }
    let inverted = parts.len() >= 2
        && parts.len().is_multiple_of(2)
        && parts
            .chunks(2)
            .all(|pair| is_family(pair[0]) && is_initials(pair[1]));
    if inverted {
        names.extend(parts.chunks(2).map(|pair| Name {
            family: settle_case(pair[0]),
            given: Some(pair[1].to_owned()),
        }));
    } else {
        names.extend(parts.into_iter().filter_map(name));
    }
}

/// A family name alone: one word, or particles and one word.
fn is_family(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let (last, before) = words.split_last().unwrap_or((&"", &[]));
    before
        .iter()
        .all(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
        && !last.contains('.')
        && last.len() > 1
}

fn is_initials(part: &str) -> bool {
    part.split([' ', '.', '-'])
        .all(|letter| letter.chars().count() <= 1)
}

/// Marks of affiliations and brackets around a name go.
fn clean(part: &str) -> &str {
    let mut part = trim(part.split(['(', '{', '<']).next().unwrap_or_default());
    while let Some((_, rest)) = part
        .split_once(' ')
        .filter(|(first, _)| is_letter_mark(first))
    {
        part = trim(rest);
    }
    while let Some((rest, _)) = part
        .rsplit_once(' ')
        .filter(|(_, last)| is_letter_mark(last))
    {
        part = trim(rest);
    }
    part
}

fn trim(part: &str) -> &str {
    part.trim_matches(|c: char| {
        c.is_whitespace() || c.is_numeric() || "*†‡§¶#^∗⋆✉,;:$|)".contains(c) || is_superscript(c)
    })
}

/// `a` or `ab` beside a name leads to a place of work.
fn is_letter_mark(word: &str) -> bool {
    (1..=2).contains(&word.len())
        && word.bytes().all(|b| (b'a'..=b'h').contains(&b))
        && !PARTICLES.contains(&word)
}

fn is_superscript(c: char) -> bool {
    matches!(u32::from(c), 0xb2 | 0xb3 | 0xb9 | 0x2b0 | 0x2070..=0x207f | 0x1d43..=0x1d5b | 0x1d9c | 0x1da0)
}

/// Two to six words with capitals (or particles), and no word of the language.
fn is_name_like(part: &str) -> bool {
    let mut folded = String::new();
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    let fits = |word: &&str| {
        text::fold(word, &mut folded);
        let particle = PARTICLES.contains(word);
        let initial = word.chars().filter(|c| c.is_alphabetic()).count() == 1;
        let letters = word
            .chars()
            .all(|c| c.is_alphabetic() || ".'’-‐´`¨".contains(c));
        letters
            && (particle
                || word.starts_with(char::is_uppercase)
                    && (initial || !text::is_stop_word(&folded)))
    };
    (2..=8).contains(&words.len())
        && words.iter().all(fits)
        && words.iter().any(|word| word.chars().count() > 2)
        && !place::is_affiliation(part)
        && !words
            .iter()
            .any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

fn is_degree(part: &str) -> bool {
    let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
    matches!(
        letters.as_str(),
        "PhD"
            | "PT"
            | "MD"
            | "MA"
            | "MSc"
            | "BSc"
            | "MPH"
            | "RN"
            | "DPhil"
            | "Jr"
            | "Sr"
            | "BA"
            | "MS"
            | "FACP"
    )
}

const PARTICLES: [&str; 26] = [
    "van", "von", "der", "den", "de", "di", "da", "del", "della", "la", "le", "bin", "ibn", "al",
    "el", "dos", "du", "ter", "ten", "zu", "zur", "af", "av", "do", "das", "des",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn families(text: &str) -> Vec<String> {
        names(text).into_iter().map(|name| name.family).collect()
    }

    #[test]
    fn names_are_parted_however_they_are_listed() {
        assert_eq!(
            families("By Ana Lindqvist, Bo Larsen and Chidi Okafor"),
            ["Lindqvist", "Larsen", "Okafor"]
        );
        assert_eq!(
            families("Ana Lindqvist\tBo Larsen"),
            ["Lindqvist", "Larsen"]
        );
        assert_eq!(
            families("Lindqvist, Ana; Larsen, Bo"),
            ["Lindqvist", "Larsen"]
        );
        assert_eq!(
            families("Lindqvist, A., Larsen, B. C."),
            ["Lindqvist", "Larsen"]
        );
        assert_eq!(
            families("Ana Lindqvist 1,2 , Bo Larsen 2* and Chidi Okafor 3"),
            ["Lindqvist", "Larsen", "Okafor"]
        );
        assert_eq!(
            families("A. Lindqvist, 1,2 B. Larsen, 3 C. Okafor"),
            ["Lindqvist", "Larsen", "Okafor"]
        );
        assert_eq!(
            families("Ana Lindqvist†∗ Bo Larsen¹,² Chidi Okafor‡"),
            ["Lindqvist", "Larsen", "Okafor"]
        );
    }

    #[test]
    fn particles_suffixes_and_capitals_are_understood() {
        let full = |text| name(text).map(|name| (name.family, name.given.unwrap_or_default()));
        let pair = |family: &str, given: &str| Some((family.to_owned(), given.to_owned()));
        assert_eq!(full("Ada van der Meer"), pair("van der Meer", "Ada"));
        assert_eq!(full("Bo Larsen Jr."), pair("Larsen", "Bo"));
        assert_eq!(full("BO C. LARSEN"), pair("Larsen", "Bo C."));
        assert_eq!(full("LARSEN Bo"), pair("Larsen", "Bo"));
        assert_eq!(full("UNESCO"), pair("UNESCO", ""));
        assert_eq!(families("Иванов А. Б., Петров В.В."), ["Иванов", "Петров"]);
    }

    #[test]
    fn a_title_or_place_is_no_byline() {
        assert!(is_byline("Ana Lindqvist and Bo Larsen"));
        for other in [
            "The Fear of War",
            "University of Lund",
            "Fear and trust",
            "Lund, Sweden",
            "ana@lund.example",
        ] {
            assert!(!is_byline(other), "{other}");
        }
    }
}
