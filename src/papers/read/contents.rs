//! A printed table of contents goes, and its entries are kept as evidence for headings.

use super::heading::{self, Known};
use super::line::Line;
use super::{date, item};

/// No table of contents is longer, in lines with text.
const LONGEST: usize = 600;

/// Blanks the table of contents; answers its entries, without numbers of pages.
pub(super) fn take(lines: &mut [Line<'_>]) -> Vec<String> {
    let is_heading = |line: &Line<'_>| heading::known(&line.text) == Some(Known::Contents);
    let Some(start) = lines.iter().take(2000).position(is_heading) else {
        return Vec::new();
    };
    let entries = entries(&lines[start + 1..]);
    if entries.len() < 2 {
        return Vec::new();
    }
    let last = entries[entries.len() - 1].0;
    for line in &mut lines[start..=start + 1 + last] {
        line.text.clear();
    }
    entries
        .into_iter()
        .map(|(_, entry)| entry)
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// The entries below a heading, with the index of their lines.
fn entries(lines: &[Line<'_>]) -> Vec<(usize, String)> {
    let full: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].is_blank())
        .take(LONGEST)
        .collect();
    let first_is_item = full
        .first()
        .is_some_and(|at| item::bullet(&lines[*at].text).is_some());
    let mut entries: Vec<(usize, String)> = Vec::new();
    for (place, at) in full.iter().enumerate() {
        let text = &lines[*at].text;
        let gap = entries.last().map_or(0, |(last, _)| at - last - 1);
        let entry = entry(text);
        let bare = !has_page(text);
        let repeats = bare && !entry.is_empty() && entries.iter().any(|(_, seen)| *seen == entry);
        // Where entries are items, or carry pages, what is neither ends the table.
        let ends = if first_is_item {
            item::bullet(text).is_none()
        } else {
            let ahead = full[place..].iter().take(4);
            (bare && gap > 1 && !entries.is_empty())
                || !ahead.clone().any(|at| has_page(&lines[*at].text)) && gap > 0
        };
        if repeats || ends || text.len() > 160 || (bare && text.ends_with(['.', ','])) {
            break;
        }
        entries.push((*at, entry));
    }
    entries
}

/// An entry's heading: no bullet, leader dots or page.
fn entry(text: &str) -> String {
    let text = item::text(text);
    let text = text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || "ivxlc. …·".contains(c) && has_page(text)
    });
    text.trim().trim_end_matches(':').to_owned()
}

/// Whether a line ends with the number of a page, or has leader dots.
fn has_page(text: &str) -> bool {
    let last = text.rsplit([' ', '.', '…']).next().unwrap_or_default();
    let is_page = !last.is_empty()
        && last.len() <= 6
        && (last.bytes().all(|b| b.is_ascii_digit())
            || last.bytes().all(|b| b"ivxlc".contains(&b)));
    (is_page && date::year(last).is_none())
        || text.contains("....")
        || text.contains(". . .")
        || text.contains("……")
}

/// Letters and digits of a heading, to compare it with an entry.
pub(super) fn folded(heading: &str) -> String {
    let heading = heading::number(heading).map_or(heading, |(_, rest)| rest);
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn taken(text: &str) -> (Vec<String>, Vec<String>) {
        let mut lines = line::split(text);
        let entries = take(&mut lines);
        let left = lines
            .into_iter()
            .map(|line| line.text)
            .filter(|text| !text.is_empty())
            .collect();
        (entries, left)
    }

    #[test]
    fn a_list_of_headings_goes() {
        let (entries, left) =
            taken("Fear\n\nContents:\n\n • Trust\n • Doubt\n\n\nThe war began.\n");
        assert_eq!(entries, ["Trust", "Doubt"]);
        assert_eq!(left, ["Fear", "The war began."]);
    }

    #[test]
    fn leader_dots_and_pages_go() {
        let (entries, left) = taken(
            "Table of Contents\n1 Trust ........ 3\n1.1 Doubt ..... 14\nReferences 20\n\n1 Trust\n\nThe war.\n",
        );
        assert_eq!(entries, ["1 Trust", "1.1 Doubt", "References"]);
        assert_eq!(left, ["1 Trust", "The war."]);
    }

    #[test]
    fn prose_under_such_a_heading_stays() {
        let (entries, left) = taken(
            "Contents\n\nThe box held letters of the two ministers.\n\nThey were never sent.\n",
        );
        assert!(entries.is_empty());
        assert_eq!(left.len(), 3);
    }
}
