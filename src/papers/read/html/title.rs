//! A page's title without the name of its site.

use super::super::contents::folded;

/// Marks between a title and the name of a site.
const MARKS: [&str; 8] = [" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " • "];

/// Takes the site's name off where it is known, or where a heading of the page is the rest.
pub(super) fn without_site(title: &str, site: Option<&str>, headings: &[String]) -> String {
    let site = site.map(folded).unwrap_or_default();
    for mark in MARKS {
        let parts = [
            title.rsplit_once(mark),
            title.split_once(mark).map(|(first, rest)| (rest, first)),
        ];
        for (rest, other) in parts.into_iter().flatten() {
            let other = folded(other);
            let is_site = !site.is_empty() && other == site;
            let is_heading = headings
                .iter()
                .any(|heading| folded(heading) == folded(rest));
            if is_site || is_heading {
                return rest.trim().to_owned();
            }
        }
    }
    title.to_owned()
}
