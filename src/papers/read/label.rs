//! What journals and servers print around a title: labels, running lines, identifiers.

use super::date;

/// Labels and running lines that journals and servers print above a title.
pub(super) fn is_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    let spaced = lower.split(' ').all(|part| part.chars().count() == 1);
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let has_year = date::find(text).is_some();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let short = text.split(' ').count() <= 14;
    is_lone_mark(text)
        || LABELS.contains(&lower.as_str())
        || (spaced && visible > 4)
        || digits * 3 > visible
        || (short && starts(&["journal of", "proceedings of", "doi:", "arxiv:", "preprint"]))
        || (short && has(&["doi.org", "issn"]))
        || (has_year && digits > 4 && has(&["proceedings", "vol.", "volume"]))
        || (has_year && has(&["proceedings"]))
}

const LABELS: [&str; 22] = [
    "article",
    "articles",
    "open",
    "open access",
    "research article",
    "original article",
    "original research",
    "review",
    "review article",
    "case report",
    "letter",
    "research",
    "full paper",
    "short paper",
    "working paper",
    "preprint",
    "draft",
    "original paper",
    "research paper",
    "communication",
    "editorial",
    "brief report",
];

pub(super) fn is_lone_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().filter(|c| c.is_alphabetic()).count() < 2
}

pub(super) fn doi(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let at = lower.find("doi")?;
    let start = at + lower[at..].find("10.")?;
    let end = text
        .get(start..)?
        .find([' ', ',', ';'])
        .unwrap_or(text.len() - start);
    let doi = text.get(start..start + end)?.trim_end_matches('.');
    doi.contains('/').then(|| doi.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_titles() {
        for line in [
            "R E S E A R C H",
            "Open Access",
            "Proceedings of the Ninth Meeting 2004",
            "JX10(2008)003",
            "* *",
        ] {
            assert!(is_label(line), "{line}");
        }
        for line in [
            "Letters of the council",
            "The crisis of 2008",
            "Research on fear",
        ] {
            assert!(!is_label(line), "{line}");
        }
        assert_eq!(
            doi("https://doi.org/10.1234/ab.7, 2001").as_deref(),
            Some("10.1234/ab.7")
        );
    }
}
