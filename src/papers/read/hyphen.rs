//! Words that a line's end has cut in two.
//!
//! Whether the hyphen was the printer's or the word's own is told by the rest of the document:
//! how does the word stand inside a line? Paragraphs are put together here, line by line.

use std::collections::HashSet;

/// The words of a document as they stand inside its lines.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    compounds: HashSet<String>,
}

impl Vocabulary {
    /// Looks at every line of a document.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut vocabulary = Self::default();
        for word in lines.flat_map(str::split_whitespace) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if word.len() > 80 || word.ends_with('-') || word.is_empty() {
                continue;
            }
            if word.contains('-') {
                vocabulary.compounds.insert(word.to_lowercase());
            } else {
                vocabulary.words.insert(word.to_lowercase());
            }
        }
        vocabulary
    }

    /// Adds a line to a paragraph, mending the word that the line's end has cut.
    pub(super) fn join(&self, paragraph: &mut String, line: &str) {
        // What begins with no letter is no rest of a word.
        let goes_on = line.starts_with(char::is_alphanumeric);
        let Some(before) = cut_word(paragraph).filter(|_| goes_on) else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
            return;
        };
        let end = line
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(line.len());
        if !self.keeps_hyphen(before, &line[..end]) {
            paragraph.pop();
        }
        paragraph.push_str(line);
    }

    fn keeps_hyphen(&self, before: &str, after: &str) -> bool {
        let first_is_small = after.chars().next().is_some_and(char::is_lowercase);
        let last_is_small = before.chars().next_back().is_some_and(char::is_lowercase);
        let joined = format!("{before}{after}").to_lowercase();
        let hyphened = format!("{before}-{after}").to_lowercase();
        if !first_is_small || !last_is_small {
            // A name of mixed case is cut like any word, and stands whole elsewhere.
            let is_word = after.chars().all(char::is_alphabetic) && self.words.contains(&joined);
            return !is_word || self.compounds.contains(&hyphened);
        }
        !self.words.contains(&joined) && self.compounds.contains(&hyphened)
    }
}

/// The letters before a hyphen at the end, if a word was cut there.
fn cut_word(paragraph: &str) -> Option<&str> {
    let body = paragraph.strip_suffix(['-', '‐'])?;
    let start = body
        .rfind(|c: char| !c.is_alphanumeric() && c != '-')
        .map_or(0, |at| {
            at + body[at..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &body[start..];
    (word.len() < 80 && word.chars().next_back().is_some_and(char::is_alphanumeric)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(document: &str, first: &str, second: &str) -> String {
        let mut paragraph = first.to_owned();
        Vocabulary::of(document.lines()).join(&mut paragraph, second);
        paragraph
    }

    #[test]
    fn the_document_tells_whose_hyphen_it_is() {
        assert_eq!(
            joined("an alliance of", "the alli-", "ance holds"),
            "the alliance holds"
        );
        assert_eq!(
            joined("a long-term view", "the long-", "term view"),
            "the long-term view"
        );
        assert_eq!(joined("", "the alli-", "ance holds"), "the alliance holds");
    }

    #[test]
    fn a_capital_or_digit_keeps_the_hyphen() {
        assert_eq!(
            joined("", "the Sino-", "Korean treaty"),
            "the Sino-Korean treaty"
        );
        assert_eq!(joined("", "the HIV-", "infected"), "the HIV-infected");
        assert_eq!(joined("", "from 1950-", "53 on"), "from 1950-53 on");
        assert_eq!(
            joined("the WarNet map", "the War-", "Net map"),
            "the WarNet map"
        );
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert_eq!(joined("", "fear -", "and trust"), "fear - and trust");
        assert_eq!(joined("", "fear", "and trust"), "fear and trust");
    }

    #[test]
    fn a_mark_was_joined_to_half_a_word() {
        assert_eq!(joined("brems", "the brems-", "[…]"), "the brems- […]");
    }
}
