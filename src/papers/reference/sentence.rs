//! Where the parts of a reference end: at a stop that is no abbreviation's.

use super::entry::TAKEN;
use super::words;

/// The places behind stops (and question and exclamation marks) that end a part.
pub(super) fn ends(text: &str) -> Vec<usize> {
    text.char_indices()
        .filter(|(_, c)| matches!(c, '.' | '?' | '!'))
        .filter(|(at, c)| *c != '.' || !abbreviates(text, *at))
        .map(|(at, c)| at + c.len_utf8())
        .map(|end| {
            let closing = text[end..].len()
                - text[end..]
                    .trim_start_matches(['”', '"', '»', '’', ')', ']'])
                    .len();
            end + closing
        })
        .filter(|end| {
            let rest = &text[*end..];
            let next = rest.trim_start_matches([' ', TAKEN]);
            rest.starts_with([' ', TAKEN]) && next.starts_with(|c: char| !c.is_lowercase())
        })
        .collect()
}

/// Whether a stop belongs to the word before it.
fn abbreviates(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "([.,;“”-–/".contains(c) || c == TAKEN)
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let initial = letters == 1 && word.chars().all(char::is_uppercase);
    // `Frankfurt a. M.`, `o. J.`
    let small_initial = letters == 1 && word.chars().all(char::is_lowercase);
    let joined = text[at + 1..].starts_with(|c: char| c.is_alphanumeric() || c == ',');
    let capitalised = word.starts_with(char::is_uppercase);
    initial && !ends_title(before)
        || joined
        || small_initial && !ends_title(before)
        || capitalised && words::is_abbreviated(word)
        || SMALL.contains(&word.to_lowercase().as_str())
}

/// Whether a capital letter before a stop closes a title (“vitamin A.”), not a name.
fn ends_title(before: &str) -> bool {
    let mut words = before.rsplit(' ');
    words.next();
    words
        .next()
        .is_some_and(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 3)
}

const SMALL: [&str; 30] = [
    "vol", "no", "nr", "ed", "eds", "pp", "vs", "cf", "etc", "al", "st", "dr", "mr", "mrs", "jr",
    "ca", "bd", "hg", "hrsg", "trans", "univ", "dept", "rev", "ser", "pt", "ch", "chap", "fig",
    "sr", "ill",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_of_abbreviations_end_nothing() {
        for (text, parts) in [
            (
                "On fear. Ann. Statist. 36",
                vec!["On fear.", " Ann. Statist. 36"],
            ),
            (
                "Fear in St. Louis. J. Hist.",
                vec!["Fear in St. Louis.", " J. Hist."],
            ),
            ("Why fear? Science 3", vec!["Why fear?", " Science 3"]),
            (
                "Vitamins: vitamin A. Lancet",
                vec!["Vitamins: vitamin A.", " Lancet"],
            ),
        ] {
            let end = ends(text);
            assert_eq!(end.len(), 1, "{text}");
            assert_eq!(vec![&text[..end[0]], &text[end[0]..]], parts);
        }
    }
}
