//! What registers give a work: DOI, address, ISBN, ISSN, and numbers in `arXiv`, `PMID` and the like.
//!
//! They are told by their form alone, wherever they stand, and checked where they can be.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::Entry;
use super::pattern;
use crate::papers::paper::Fields;

/// Takes all identifiers out of an entry.
pub(super) fn take(entry: &mut Entry, fields: &mut Fields) {
    take_address(entry, fields);
    take_doi(entry, fields);
    take_book_number(entry, fields);
    if entry.left.contains("ISSN") {
        fields.issn = taken(entry, &ISSN);
    }
    let mut numbers = Vec::new();
    // Each with the signs of which its numbers have one: hardly any entry has such a number.
    let registers: [(&[&str], &LazyLock<Regex>); 3] = [
        (&["x", "X"], &ARXIV),
        (&["/"], &ARCHIVE),
        (&["PM", "MR", "Zbl", "JFM"], &REGISTER),
    ];
    for (signs, pattern) in registers {
        if !signs.iter().any(|sign| entry.left.contains(sign)) {
            continue;
        }
        while let Some(groups) = entry.take_match(pattern) {
            numbers.extend(entry.piece(groups[1].clone()));
        }
    }
    fields.note = (!numbers.is_empty()).then(|| numbers.join("; "));
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)<?(?:url\s?:?\s*)?((?:https?|ftp)\s?:\s?/\s?/\s?[^\s<>“”«»]+|\bwww\.\s?[^\s<>“”«»]+|\barxiv\.org/\S+)",
    )
});

/// Words that lead to an address and say nothing else.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b(?:(?:also |is |now )?available (?:on-?line )?(?:at|from|on|under|in)|retrieved from|online(?: at)?|available|accessible at|accessed at|see|disponible (?:en|sur|à)|en ligne|verfügbar unter|online unter|unter|url|doi|from|at|internet)\s*:?\s*[<\[(]?\s*$",
    )
});

fn take_address(entry: &mut Entry, fields: &mut Fields) {
    if !["/", "ww.", "WW."]
        .iter()
        .any(|sign| entry.left.contains(sign))
    {
        return;
    }
    let Some(found) = ADDRESS.captures(&entry.left) else {
        return;
    };
    let (Some(whole), Some(address)) = (found.get(0), found.get(1)) else {
        return;
    };
    let end = unbroken(&entry.left, address.end());
    let address = address.start()..end;
    let address = address.start..address.start + clean(&entry.left[address]).len();
    let start = LEAD
        .find(&entry.left[..whole.start()])
        .map_or(whole.start(), |lead| lead.start());
    fields.url = Some(entry.text[address.clone()].split(' ').collect());
    if let Some(doi) = DOI.find(&entry.text[address.clone()])
        && entry.text[address.clone()]
            .to_lowercase()
            .contains("doi.org")
    {
        fields.doi = Some(clean(doi.as_str()).to_owned());
    }
    entry.take(start..end.max(address.end));
}

/// Where an address ends that was broken at a space.
fn unbroken(text: &str, mut end: usize) -> usize {
    while text[..end].ends_with(['/', '-', '_', '=', '?', '&', '.'])
        && let Some(rest) = text[end..].strip_prefix(' ')
    {
        let next = rest.split(' ').next().unwrap_or_default();
        let inner = next.trim_end_matches(['.', ',', ';', ')', ']']);
        let goes_on = next.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && inner.contains(['/', '.', '_', '=', '-'])
            && next.is_ascii();
        if !goes_on {
            break;
        }
        end += 1 + next.len();
    }
    end
}

static DOI: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b10\.\d{4,9}/[^\s“”«»\x01]+"));

static DOI_LEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)[\[(<]?\b(?:digital object identifier|doi)\s*[:>=]*\s*$"));

fn take_doi(entry: &mut Entry, fields: &mut Fields) {
    if !entry.left.contains("10.") {
        return;
    }
    let Some(found) = DOI.find(&entry.left) else {
        return;
    };
    let lead = DOI_LEAD.find(&entry.left[..found.start()]);
    let start = lead.map_or(found.start(), |lead| lead.start());
    let doi = clean(found.as_str()).to_owned();
    let range = start..found.end();
    fields.doi.get_or_insert(doi);
    entry.take(range);
}

/// An identifier without the punctuation of the sentence around it.
fn clean(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_end_matches(['.', ',', ';', ':', '>', '"', '\'', '’', '”', '*']);
        for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
            if text.ends_with(close) && text.matches(open).count() < text.matches(close).count() {
                text = &text[..text.len() - 1];
            }
        }
        if text == before {
            return text;
        }
    }
}

static ISBN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[\[(]?\bISBN(?:-1[03])?\s*:?\s*((?:97[89][ –-]?)?(?:\d[ –-]?){9}[\dXx])\b[\])]?")
});

fn take_book_number(entry: &mut Entry, fields: &mut Fields) {
    if !entry.left.contains("ISBN") {
        return;
    }
    let Some(groups) = entry.take_match(&ISBN) else {
        return;
    };
    let number = &entry.text[groups[1].clone()];
    if is_book_number(number) {
        fields.isbn = Some(number.to_owned());
    }
}

/// Whether the last digit agrees with the others.
fn is_book_number(number: &str) -> bool {
    let digits: Vec<u32> = number
        .chars()
        .filter_map(|c| match c {
            'X' | 'x' => Some(10),
            _ => c.to_digit(10),
        })
        .collect();
    let weighed = |weight: fn(usize) -> u32| -> u32 {
        let products = digits.iter().enumerate();
        products.map(|(at, digit)| weight(at) * digit).sum()
    };
    match digits.len() {
        10 => weighed(|at| 10 - at as u32).is_multiple_of(11),
        13 => weighed(|at| if at.is_multiple_of(2) { 1 } else { 3 }).is_multiple_of(10),
        _ => false,
    }
}

static ISSN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\[(]?\bISSN\s*:?\s*(\d{4}[-–]\d{3}[\dXx])\b[\])]?"));

static ARXIV: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\[(]?\b((?:e-?print )?arxiv(?: preprint)?(?: arxiv)?\s*[:,]?\s*(?:[a-z-]+\s?[a-z]*(?:\.[a-z]{2})?\s?/\s?\d{7}|\d{4}\.\d{4,5})(?:v\d+)?(?:\s*\[[a-z.-]+\])?)[\])]?",
    )
});

/// Numbers of arXiv from before 2007.
static ARCHIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[(]?\b((?:astro-ph|cond-mat|gr-qc|hep-\s?(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|physics|math|nlin|cs|q-bio|alg-geom|dg-ga|q-alg|funct-an|solv-int|chao-dyn)(?:\.[A-Z]{2})?\s?/\s?\d{7}(?:v\d)?)[\])]?",
    )
});

static REGISTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\[(]?\b((?:PMID|PMCID|Zbl|JFM)\s*:?\s*(?:PMC)?[\d.]{5,12}|MR\s?\d{5,7}(?:\s?\(\w+[:#]\w+\))?|PMC\d{5,8})\b[\])]?",
    )
});

fn taken(entry: &mut Entry, pattern: &Regex) -> Option<String> {
    let groups: Vec<Range<usize>> = entry.take_match(pattern)?;
    entry.piece(groups[1].clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(raw: &str) -> Fields {
        let mut fields = Fields::default();
        take(&mut Entry::new(raw), &mut fields);
        fields
    }

    #[test]
    fn a_doi_loses_the_sentence_around_it() {
        for raw in [
            "Fear. doi:10.1000/ab(1)c.7.",
            "Fear (https://doi.org/10.1000/ab(1)c.7).",
            "Fear [DOI> 10.1000/ab(1)c.7], 1999",
        ] {
            assert_eq!(
                fields(raw).doi.as_deref(),
                Some("10.1000/ab(1)c.7"),
                "{raw}"
            );
        }
    }

    #[test]
    fn a_doi_ran_into_the_address_behind_it() {
        let read = fields("Fear doi:10.1000/ab.http://www.example.org");
        assert_eq!(read.doi.as_deref(), Some("10.1000/ab"));
        assert_eq!(read.url.as_deref(), Some("http://www.example.org"));
    }

    #[test]
    fn an_address_broken_at_a_space_is_whole_again() {
        let broken = "Fear. Available at: http://www.example.org/a/ long_name.html. Berlin.";
        assert_eq!(
            fields(broken).url.as_deref(),
            Some("http://www.example.org/a/long_name.html")
        );
        let whole = "Fear. http://www.example.org/a/. And trust.";
        assert_eq!(
            fields(whole).url.as_deref(),
            Some("http://www.example.org/a/")
        );
    }

    #[test]
    fn a_book_number_must_add_up() {
        assert!(is_book_number("0-306-40615-2") && is_book_number("978-0-306-40615-7"));
        assert!(!is_book_number("0-306-40615-3") && !is_book_number("978-0-306-40615-8"));
    }

    #[test]
    fn numbers_of_registers_are_noted() {
        assert_eq!(
            fields("A. Bee, arXiv:1105.0548 [hep-th], PMID: 1234567.")
                .note
                .as_deref(),
            Some("arXiv:1105.0548 [hep-th]; PMID: 1234567")
        );
        assert_eq!(
            fields("A. Bee [hep-ph/0511207].").note.as_deref(),
            Some("hep-ph/0511207")
        );
    }
}
