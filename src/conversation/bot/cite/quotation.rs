//! A quotation is found in the corpus before it is cited.
//!
//! Letters and digits must be the same and in the same order; marks, dashes, case and white space
//! may differ. What is quoted is the paper’s own text.

use std::ops::Range;

use super::super::super::command::{self, Command};
use super::super::super::reply::{Audience, Reply};
use super::super::Desk;
use super::super::wording::{action, heading, mistake};
use crate::library::{Error, Excerpt, Mode, Search};
use crate::text::{counted, grouped};

/// Shorter ones stand in too many places to be a quotation.
pub(super) const SHORTEST: usize = 3;
/// Longer ones are no quotation but a text.
const LONGEST: usize = 500;
/// How many passages with the same words are looked at.
const CANDIDATES: usize = 50;

/// A quotation where it stands.
pub(super) struct Quoted {
    pub(super) excerpt: Excerpt,
    /// The words, as bytes of the passage’s text.
    pub(super) range: Range<usize>,
    /// In how many passages these words stand.
    pub(super) places: usize,
}

/// The first place where the words stand, or the reply that says why there is none.
pub(super) fn find(desk: &Desk<'_>, text: &str) -> Result<Result<Quoted, Reply>, Error> {
    let count = text.split_whitespace().count();
    if count < SHORTEST {
        let message = format!(
            "A quotation of {} stands in too many places: give at least {SHORTEST}.",
            counted(count, "word")
        );
        let search = command::Search::of(format!("“{text}”"));
        return Ok(Err(mistake("cite", message, &[Command::Search(search)])));
    }
    if count > LONGEST {
        let message = format!(
            "That is a text of {} words and no quotation: give at most {LONGEST}.",
            grouped(count)
        );
        return Ok(Err(mistake("cite", message, &[])));
    }
    let found = desk.library.search(&Search {
        text: text.to_owned(),
        mode: Mode::Phrase,
        page: 1,
        results: CANDIDATES,
        ..Search::default()
    })?;
    let mut quoted = found.matches.into_iter().filter_map(|found| {
        let range = place(&found.excerpt.passage.text, text)?;
        Some((found.excerpt, range))
    });
    Ok(match quoted.next() {
        Some((excerpt, range)) => Ok(Quoted {
            excerpt,
            range,
            places: 1 + quoted.count(),
        }),
        None => Err(absent(text)),
    })
}

/// An honest empty answer: a quotation that stands nowhere is not cited.
fn absent(text: &str) -> Reply {
    let words = command::Search::of(text.to_owned());
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![heading("No paper has these words.")],
        actions: vec![action("Search the words", &Command::Search(words))],
        ..Reply::to("cite")
    }
}

/// Where a quotation stands in a text, with the mark that ends its sentence if it has that too.
fn place(text: &str, quotation: &str) -> Option<Range<usize>> {
    let (there, wanted) = (letters(text), letters(quotation));
    let wanted: Vec<char> = wanted.iter().map(|(_, c)| *c).collect();
    let last = wanted.len().checked_sub(1)?;
    let (start, end) = there.windows(wanted.len()).find_map(|window| {
        let is_same = window
            .iter()
            .zip(&wanted)
            .all(|((_, c), wanted)| c == wanted);
        let (start, end) = (window[0].0, window[last].0);
        let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let is_whole = !text[..start].ends_with(char::is_alphanumeric)
            && !text[end..].starts_with(char::is_alphanumeric);
        (is_same && is_whole).then_some((start, end))
    })?;
    let bare = quotation.trim_end_matches(['"', '”', '’', '\'', '»', '“', ' ']);
    let mark = bare
        .chars()
        .next_back()
        .filter(|mark| ".!?…".contains(*mark));
    let ends_so = mark.filter(|mark| text[end..].starts_with(*mark));
    Some(start..end + ends_so.map_or(0, char::len_utf8))
}

/// The letters and digits of a text, in lower case, each with its byte.
fn letters(text: &str) -> Vec<(usize, char)> {
    text.char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(at, c)| (at, c.to_lowercase().next().unwrap_or(c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, quotation: &str) -> Option<&'t str> {
        place(text, quotation).map(|range| &text[range])
    }

    #[test]
    fn the_papers_own_words_are_quoted() {
        let text = "He wrote: “A buffer — a neutral one — keeps quiet.” So it is.";
        assert_eq!(
            found(text, "\"a buffer - a neutral one - keeps quiet.\""),
            Some("A buffer — a neutral one — keeps quiet.")
        );
        assert_eq!(
            found(text, "A neutral one keeps"),
            Some("a neutral one — keeps")
        );
        assert_eq!(found(text, "a neutral one kept quiet"), None);
        assert_eq!(found(text, "uffer a neutral"), None);
        assert_eq!(found(text, "…"), None);
    }
}
