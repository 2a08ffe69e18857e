//! A quotation is verified before it is cited: what is quoted is the paper’s own text.

use super::super::super::command::{self, Command};
use super::super::super::reply::{Audience, Reply};
use super::super::Desk;
use super::super::verify::unfit;
use super::super::wording::{action, heading};
use crate::library::{Error, Excerpt, Place, Verdict};
use crate::papers::citation;
use crate::text::is_raised;

/// The raised digits, from nought.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// So many letters may be a unit or a quantity.
const LONGEST_UNIT: usize = 3;

/// Words where they stand.
pub(super) struct Quoted {
    /// The passage they begin in.
    pub(super) excerpt: Excerpt,
    /// The page on which the passage begins that they end in.
    pub(super) last_page: Option<u32>,
    /// The words as the paper has them.
    pub(super) words: String,
    /// In how many passages they stand.
    pub(super) places: usize,
}

impl Quoted {
    /// The words without the markers of notes in them, which no quotation repeats, and whether there
    /// were any. A marker without brackets that is not raised can't be told from a number.
    pub(super) fn unmarked(&self) -> (String, bool) {
        let notes = &self.excerpt.passage.notes;
        let mut words = String::new();
        let mut rest = self.words.as_str();
        while let Some(at) = rest.find(|c| c == '[' || is_raised(c)) {
            words.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = marker(rest, &words, notes).unwrap_or(0);
            let kept = if length > 0 {
                0
            } else {
                1.max(raised(rest).len())
            };
            words.push_str(&rest[..kept]);
            rest = &rest[length + kept..];
        }
        words.push_str(rest);
        let is_marked = words != self.words;
        (words, is_marked)
    }

    /// All of a passage.
    pub(super) fn whole(excerpt: Excerpt) -> Self {
        Self {
            words: excerpt.passage.text.clone(),
            last_page: excerpt.passage.page,
            excerpt,
            places: 1,
        }
    }

    fn at(place: Place, places: usize) -> Option<Self> {
        let last_page = place.passages.last()?.passage.page;
        Some(Self {
            excerpt: place.passages.into_iter().next()?,
            last_page,
            words: place.quoted,
            places,
        })
    }
}

/// The first place where the words stand, or the reply that says why there is none.
pub(super) fn find(desk: &Desk<'_>, text: &str) -> Result<Result<Quoted, Reply>, Error> {
    let finding = match desk.library.find_quotation(text, None)? {
        Ok(finding) => finding,
        Err(why) => return Ok(Err(unfit("cite", text, why))),
    };
    let nearest = absent(text, finding.place.as_ref());
    let is_there = finding.verdict == Verdict::Verbatim;
    let place = finding.place.filter(|_| is_there);
    let quoted = place.and_then(|place| Quoted::at(place, 1 + finding.others));
    Ok(quoted.ok_or(nearest))
}

/// How many bytes of a text are the marker of a note that it begins with, as in `[^5]` or `⁵`. Behind
/// a short word, raised digits may be an exponent (`m²`).
fn marker(text: &str, before: &str, notes: &[String]) -> Option<usize> {
    let is_known = |marker: &str| notes.iter().any(|note| note == marker);
    if let Some(inside) = text.strip_prefix("[^") {
        let (marker, _) = inside.split_once(']')?;
        return is_known(marker).then_some(marker.len() + "[^]".len());
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphanumeric());
    let is_exponent = (1..=LONGEST_UNIT).contains(&letters.count());
    let digit = |c: char| RAISED.chars().position(|raised| raised == c);
    let digits = raised(text).chars().filter_map(digit);
    let digits: String = digits.map(|digit| digit.to_string()).collect();
    (!is_exponent && is_known(&digits)).then(|| raised(text).len())
}

/// The raised digits that a text begins with.
fn raised(text: &str) -> &str {
    &text[..text.find(|c| !is_raised(c)).unwrap_or(text.len())]
}

/// An honest empty answer: words that stand nowhere are not cited.
fn absent(text: &str, nearest: Option<&Place>) -> Reply {
    let nearest = nearest.and_then(|place| place.passages.first());
    let said = match nearest {
        Some(nearest) => format!(
            "No paper has these words; the nearest are in {}.",
            citation::short(
                &nearest.authors,
                &nearest.title,
                nearest.year,
                nearest.passage.page
            )
        ),
        None => "No paper has these words.".to_owned(),
    };
    let search = action(
        "Search the words",
        &Command::Search(command::Search::of(text.to_owned())),
    );
    let verify = command::Verify {
        text: text.to_owned(),
        paper: None,
    };
    let differences = nearest.map(|_| action("What differs", &Command::Verify(verify)));
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![heading(said)],
        actions: differences.into_iter().chain([search]).collect(),
        ..Reply::to("cite")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_exponents_and_from_other_brackets() {
        let notes = ["2".to_owned(), "12".to_owned()];
        let length = |text, before| marker(text, before, &notes);
        assert_eq!(length("¹² The", "trennt."), Some("¹²".len()));
        assert_eq!(length("² The", "fear"), Some("²".len()));
        assert_eq!(length("[^12] The", "fear."), Some(5));
        assert_eq!(length("²", "12 m"), None);
        assert_eq!(length("³", "fear"), None);
        assert_eq!(length("[T]he", ""), None);
    }
}
