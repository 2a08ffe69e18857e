//! The numbers that are printed on the pages of a file.
//!
//! Many a number stands at the edge of a page: of a section, a year, a volume. That of the page is
//! told by counting up with the pages; which lines stand at an edge is known to those who ask.

use std::collections::HashMap;

use super::line::Line;
use crate::papers::paper::{Numbering, Pages};

/// So many lines of a page’s text are its upper edge, and so many its lower.
const EDGE: usize = 2;

/// The pages of a file and how they are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paging {
    /// The number of each page; none for one that bears no plain number.
    pub(super) numbers: Vec<Option<u32>>,
    pub(super) numbering: Numbering,
}

impl Paging {
    /// The places in the file.
    pub(super) fn of_file(pages: usize) -> Self {
        Self {
            numbers: (1..=pages as u32).map(Some).collect(),
            numbering: Numbering::File,
        }
    }

    /// The numbers that are printed, from all that stand at the edges of each page; none where most
    /// pages bear no number that counts up with them.
    pub(super) fn printed(edges: &[Vec<u32>]) -> Option<Self> {
        let offsets = offsets(edges);
        let known = offsets.iter().flatten().count();
        (known * 2 > edges.len()).then(|| Self {
            numbers: filled(&offsets),
            numbering: Numbering::Printed,
        })
    }

    /// The labels that a file gives its pages; none where they only count the pages of the file, as
    /// programs do without being told.
    pub(super) fn labelled(labels: Vec<Option<u32>>) -> Option<Self> {
        let mut numbered = (1..).zip(&labels);
        let tells = numbered.any(|(place, label)| label.is_some_and(|label| label != place));
        tells.then_some(Self {
            numbers: labels,
            numbering: Numbering::Printed,
        })
    }

    /// The first and last of the numbers.
    pub(super) fn pages(&self) -> Option<Pages> {
        let numbers = || self.numbers.iter().flatten().copied();
        Some(Pages {
            first: numbers().min()?,
            last: numbers().max()?,
            numbering: self.numbering,
        })
    }
}

/// Gives the lines of a plain text the numbers of their pages, which are counted so far.
pub(super) fn number(lines: &mut [Line<'_>]) -> Option<Pages> {
    let last = lines.last()?.page?;
    let mut edges = vec![Vec::new(); last as usize];
    for page in lines.chunk_by(|line, next| line.page == next.page) {
        let place = page[0].page.map_or(0, |page| page as usize - 1);
        let full: Vec<&str> = page
            .iter()
            .map(|line| line.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let outer = full.iter().take(EDGE).chain(full.iter().rev().take(EDGE));
        edges[place].extend(outer.flat_map(|line| numbers(line)));
    }
    let paging = Paging::printed(&edges).unwrap_or_else(|| Paging::of_file(edges.len()));
    for line in lines {
        let place = line.page.and_then(|page| page.checked_sub(1));
        line.page = place.and_then(|place| *paging.numbers.get(place as usize)?);
    }
    paging.pages()
}

/// How far the number of each page is from its place in the file, where it bears one.
fn offsets(edges: &[Vec<u32>]) -> Vec<Option<i64>> {
    // One page of a few and one of many may fall into step by chance; a longer run does not.
    let least = match edges.len() {
        0..=5 => 2,
        pages => (pages / 20).max(3),
    };
    let of_page = |(at, numbers): (i64, &Vec<u32>)| -> Vec<i64> {
        let mut offsets: Vec<i64> = numbers
            .iter()
            .map(|number| i64::from(*number) - at)
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        offsets
    };
    let offsets: Vec<Vec<i64>> = (0..).zip(edges).map(of_page).collect();
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for offset in offsets.iter().flatten() {
        *counts.entry(*offset).or_default() += 1;
    }
    let count = |offset: &i64| counts.get(offset).copied().unwrap_or_default();
    let best = |offsets: &Vec<i64>| {
        let frequent = offsets.iter().filter(|offset| count(offset) >= least);
        frequent.max_by_key(|offset| count(offset)).copied()
    };
    offsets.iter().map(best).collect()
}

/// The number of each page. One without a number of its own counts on from its neighbours, unless
/// they don't agree.
fn filled(offsets: &[Option<i64>]) -> Vec<Option<u32>> {
    let mut after: Vec<Option<i64>> = offsets.to_vec();
    for at in (1..after.len()).rev() {
        after[at - 1] = after[at - 1].or(after[at]);
    }
    let mut before = None;
    let number = |(at, (own, after)): (i64, (&Option<i64>, &Option<i64>))| {
        before = own.or(before);
        let offset = match (before, *after) {
            (Some(before), Some(after)) => (before == after).then_some(before),
            (before, after) => before.or(after),
        };
        let number = offset? + at;
        u32::try_from(number).ok().filter(|number| *number > 0)
    };
    (0..).zip(offsets.iter().zip(&after)).map(number).collect()
}

/// The numbers in a line at the edge of a page that may be the page’s: it begins or ends with them,
/// or has little else.
pub(super) fn numbers(line: &str) -> Vec<u32> {
    /// No page has a longer number.
    const LONGEST: usize = 5;
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_edge = |at: usize| at == 0 || at + 1 == words.len() || words.len() <= 4;
    let number = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number =
            (1..=LONGEST).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| bare.parse().ok()).flatten()
    };
    let edge = words.iter().enumerate().filter(|(at, _)| is_edge(*at));
    edge.filter_map(|(_, word)| number(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn printed(edges: &[&[u32]]) -> Option<Vec<Option<u32>>> {
        let edges: Vec<Vec<u32>> = edges.iter().map(|numbers| numbers.to_vec()).collect();
        Paging::printed(&edges).map(|paging| paging.numbers)
    }

    #[test]
    fn numbers_that_count_up_are_those_of_the_pages() {
        assert_eq!(
            printed(&[&[], &[114, 1979], &[3, 115], &[1979], &[117]]),
            Some([113, 114, 115, 116, 117].map(Some).to_vec())
        );
    }

    #[test]
    fn numbers_that_do_not_count_up_with_most_pages_are_none() {
        assert_eq!(printed(&[&[1979], &[1979], &[1979]]), None);
        assert_eq!(printed(&[&[12], &[14], &[16]]), None, "two pages on one");
        assert_eq!(printed(&[&[], &[], &[7], &[8], &[]]), None);
        assert_eq!(printed(&[&[7]]), None);
        assert_eq!(printed(&[]), None);
    }

    #[test]
    fn what_stands_before_the_first_page_or_in_a_gap_has_no_number() {
        assert_eq!(
            printed(&[&[], &[], &[1], &[2], &[], &[40], &[41], &[42]]),
            None,
            "two are too few"
        );
        assert_eq!(
            printed(&[&[], &[], &[1], &[2], &[3], &[], &[40], &[41], &[42]]),
            Some(vec![
                None,
                None,
                Some(1),
                Some(2),
                Some(3),
                None,
                Some(40),
                Some(41),
                Some(42)
            ])
        );
    }

    #[test]
    fn labels_that_only_count_the_pages_tell_nothing() {
        let labelled =
            |labels: &[Option<u32>]| Paging::labelled(labels.to_vec()).map(|paging| paging.numbers);
        assert_eq!(labelled(&[Some(1), Some(2), Some(3)]), None);
        assert_eq!(labelled(&[None, None]), None);
        let front = [None, Some(1), Some(2)];
        assert_eq!(labelled(&front), Some(front.to_vec()));
    }

    #[test]
    fn a_plain_text_has_the_numbers_of_its_heads() {
        let page = |head: &str| format!("{head}\n{}", "a line of a page\n".repeat(30));
        let numbered = |heads: [&str; 3]| {
            let text = heads.map(page).join("\u{c}");
            let mut lines = line::split(&text);
            let pages = number(&mut lines).map(|pages| pages.described());
            (pages, lines.last().and_then(|line| line.page))
        };
        assert_eq!(
            numbered(["Fear and Trust", "212 Larsen", "Fear and Trust 213"]),
            (Some("211–213, as printed".to_owned()), Some(213))
        );
        assert_eq!(
            numbered(["Fear and Trust", "Larsen", "Fear and Trust"]),
            (Some("1–3, counted in the file".to_owned()), Some(3))
        );
    }

    #[test]
    fn a_number_at_an_end_of_a_line_may_be_the_pages() {
        assert_eq!(numbers("114 Fear and Trust"), [114]);
        assert_eq!(numbers("Journal of Fear 12 (3), 114–128 | 115"), [115]);
        assert_eq!(numbers("– 12 –"), [12]);
        assert_eq!(numbers("Page 3 of 40"), [3, 40]);
        assert_eq!(numbers("in the year 1914 the war began"), Vec::<u32>::new());
        assert_eq!(numbers("S114 · 2.1"), Vec::<u32>::new());
    }
}
