//! An abstract or keywords whose name runs into the text: `Abstract. We show …`, `Keywords: …`.

use super::draft::Draft;
use super::heading::{self, Known};
use super::line::Line;
use super::metadata;

/// Such a name stands within so many lines.
const LONGEST: usize = 240;

/// Sets a heading before an abstract that runs in, and takes the keywords out as tags.
pub(super) fn part(lines: &mut Vec<Line<'_>>, draft: &mut Draft) {
    let first: Vec<usize> = (0..lines.len().min(LONGEST)).collect();
    for at in &first {
        if let Some(rest) = keywords_lead(&lines[*at].text) {
            let mut keywords = rest.to_owned();
            lines[*at].text.clear();
            for line in lines.iter_mut().skip(at + 1).take(3) {
                let goes_on =
                    line.text.starts_with(char::is_lowercase) || keywords.ends_with([',', ';']);
                if line.is_blank() || !goes_on || line.text.ends_with(['?', '!']) {
                    break;
                }
                keywords = format!("{keywords} {}", std::mem::take(&mut line.text));
            }
            if draft.paper.tags.is_empty() {
                draft.paper.tags = metadata::keywords(&keywords);
            }
        }
    }
    let known = first
        .iter()
        .any(|at| heading::known(&lines[*at].text) == Some(Known::Abstract));
    let Some(at) = first
        .into_iter()
        .find(|at| summary_lead(&lines[*at].text).is_some())
        .filter(|_| !known)
    else {
        return;
    };
    let rest = summary_lead(&lines[at].text).unwrap_or_default().to_owned();
    let heading = Line {
        text: "Abstract".to_owned(),
        ..lines[at].clone()
    };
    lines[at].text = rest;
    lines.insert(at, heading);
}

/// What follows `Abstract` where it runs into the text.
pub(super) fn summary_lead(text: &str) -> Option<&str> {
    lead(
        text,
        &[
            "abstract",
            "a b s t r a c t",
            "zusammenfassung",
            "résumé",
            "resumen",
        ],
    )
}

/// What follows `Keywords`.
pub(super) fn keywords_lead(text: &str) -> Option<&str> {
    lead(
        text,
        &[
            "keywords",
            "key words",
            "index terms",
            "schlüsselwörter",
            "mots-clés",
            "palabras clave",
        ],
    )
}

fn lead<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    names.iter().find_map(|name| {
        let start = text.get(..name.len())?;
        let opens = start.starts_with(char::is_uppercase) && start.to_lowercase() == **name;
        let rest = text.get(name.len()..).filter(|_| opens)?;
        let marked = rest.trim_start().starts_with(['.', ':', '—', '–', '-']);
        let capital = rest
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let says_more = rest.chars().filter(|c| c.is_alphabetic()).count() > 3;
        ((marked || capital) && says_more)
            .then(|| rest.trim_start_matches(['.', ':', '—', '–', '-', ' ']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_runs_in_is_told_from_a_word() {
        assert_eq!(
            summary_lead("Abstract. We show fear."),
            Some("We show fear.")
        );
        assert_eq!(
            summary_lead("A b s t r a c t We show fear."),
            Some("We show fear.")
        );
        assert_eq!(keywords_lead("Keywords: fear, trust"), Some("fear, trust"));
        assert_eq!(summary_lead("Abstract thought is rare."), None);
        assert_eq!(summary_lead("Abstract"), None);
    }
}
