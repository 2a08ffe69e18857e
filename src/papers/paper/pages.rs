//! On which pages something stands, and whose numbers these pages bear.
//!
//! A passage keeps where pages break inside it, so that the page of each of its words is known. How
//! the numbers of pages are found is the business of the readers.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Paper, Passage};

/// The first and last page of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// The page it begins on.
    pub first: u32,
    /// The page it ends on, no smaller.
    pub last: u32,
    /// Whose numbers they are.
    #[serde(default)]
    pub numbering: Numbering,
}

/// Whose numbers pages bear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// Those of the print, by which a page is cited.
    #[default]
    Printed,
    /// Their places in the file, where those of the print are not known.
    File,
}

/// A place in a text at which a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// Where the first of its words stands, in bytes; within a word that the page's end has parted.
    pub at: usize,
    /// The number of the page; none where it bears no plain number.
    pub page: Option<u32>,
}

/// A page of a file, as it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its number; none where it bears no plain number.
    pub number: Option<u32>,
    /// The number stands on it; otherwise it follows from those of its neighbours.
    pub is_own: bool,
}

impl Numbering {
    /// Whether pages are cited by them.
    #[must_use]
    pub fn is_printed(&self) -> bool {
        *self == Self::Printed
    }
}

impl Pages {
    /// From one printed page to another; none where they don't count up.
    #[must_use]
    pub fn printed(first: u32, last: u32) -> Option<Self> {
        Self::between(first, last, Numbering::Printed)
    }

    /// From one page to another; none where they don't count up.
    #[must_use]
    pub fn between(first: u32, last: u32, numbering: Numbering) -> Option<Self> {
        (first <= last).then_some(Self {
            first,
            last,
            numbering,
        })
    }

    /// Reads `12`, `245-267`, and `245–67` for the same; none of what is not counted in plain numbers.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let (first, last) = written.split_once(['-', '–']).unwrap_or((written, written));
        let (first, last) = (first.trim(), last.trim_start_matches(['-', '–']).trim());
        let number: u32 = first.parse().ok()?;
        let kept = first.len().saturating_sub(last.len());
        let last = format!("{}{last}", first.get(..kept)?);
        Self::printed(number, last.parse().ok()?)
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u32 {
        (self.last - self.first).saturating_add(1)
    }

    /// Whether others are all among them.
    #[must_use]
    pub fn hold(&self, others: &Self) -> bool {
        self.first <= others.first && others.last <= self.last
    }

    /// The range, and how it was counted.
    #[must_use]
    pub fn described(&self) -> String {
        let range = self.typed().replace('-', "–");
        match self.numbering {
            Numbering::Printed => format!("{range}, as printed"),
            Numbering::File => format!("{range}, counted in the file"),
        }
    }

    /// `12`, or `12-13` with a hyphen, as a person types them.
    #[must_use]
    pub fn typed(&self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else {
            format!("{}-{}", self.first, self.last)
        }
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "p. {}", self.first)?;
        } else {
            write!(f, "pp. {}–{}", self.first, self.last)?;
        }
        match self.numbering {
            Numbering::Printed => Ok(()),
            Numbering::File => f.write_str(" of the file"),
        }
    }
}

impl Passage {
    /// The pages it stands on, in the numbers of its paper.
    #[must_use]
    pub fn pages(&self, numbering: Numbering) -> Option<Pages> {
        self.pages_of(0..self.text.len(), numbering)
    }

    /// The pages that a part of its text stands on; none where the number of one of them is not known.
    #[must_use]
    pub fn pages_of(&self, bytes: Range<usize>, numbering: Numbering) -> Option<Pages> {
        let first = self.page_at(bytes.start)?;
        let inside = |begun: &&Break| bytes.start < begun.at && begun.at < bytes.end;
        let last = self
            .breaks
            .iter()
            .filter(inside)
            .try_fold(first, |_, begun| begun.page)?;
        Pages::between(first, last, numbering)
    }

    /// The page that a byte of its text stands on.
    #[must_use]
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        let begun = self.breaks.iter().rev().find(|begun| begun.at <= byte);
        begun.map_or(self.page, |begun| begun.page)
    }
}

impl Paper {
    /// The pages that it has in print, as its bibliographic data give them. A single number is where
    /// an article begins; of a work that stands in no other it counts the pages, and says nothing here.
    #[must_use]
    pub fn stated_pages(&self) -> Option<Pages> {
        let stated = Pages::read(self.details.page.as_deref()?)?;
        let is_part = self.details.container_title.is_some();
        (is_part || stated.count() > 1).then_some(stated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<(u32, u32)> {
        Pages::read(written).map(|pages| (pages.first, pages.last))
    }

    #[test]
    fn pages_are_read_as_they_are_written() {
        assert_eq!(read("12"), Some((12, 12)));
        assert_eq!(read("245–67"), Some((245, 267)));
        assert_eq!(read("113--128"), Some((113, 128)));
        assert_eq!(read("1-9"), Some((1, 9)));
        assert_eq!(read("98-104"), Some((98, 104)));
        assert_eq!(read("113-"), Some((113, 113)));
        for none in ["e1204", "xii", "9-1a", "14-12", ""] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn words_stand_on_the_page_that_began_before_them() {
        let passage = Passage {
            page: Some(12),
            text: "one two alliance four".to_owned(),
            breaks: vec![Break {
                at: 12,
                page: Some(13),
            }],
            ..Passage::default()
        };
        let pages_of = |bytes, numbering| passage.pages_of(bytes, numbering);
        let said = |bytes| pages_of(bytes, Numbering::Printed).map(|pages| pages.to_string());
        assert_eq!(said(0..7).as_deref(), Some("p. 12"));
        assert_eq!(said(8..16).as_deref(), Some("pp. 12–13"));
        assert_eq!(said(17..21).as_deref(), Some("p. 13"));
        let in_file = passage.pages(Numbering::File);
        assert_eq!(
            in_file.map(|pages| pages.to_string()).as_deref(),
            Some("pp. 12–13 of the file")
        );
    }

    #[test]
    fn a_page_without_a_plain_number_makes_none_up() {
        let at = |at, page| Break { at, page };
        let passage = Passage {
            text: "one two three".to_owned(),
            breaks: vec![at(4, Some(1)), at(8, Some(2))],
            ..Passage::default()
        };
        assert_eq!(passage.pages(Numbering::Printed), None);
        assert_eq!(
            passage.pages_of(4..13, Numbering::Printed),
            Pages::printed(1, 2)
        );
        let again = Passage {
            page: Some(40),
            ..passage
        };
        assert_eq!(
            again.pages(Numbering::Printed),
            None,
            "the count begins anew"
        );
    }
}
