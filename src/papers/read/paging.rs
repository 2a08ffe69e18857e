//! The numbers that are printed on the pages of a file.
//!
//! Many a number stands at the edge of a page: of a section, a year, a volume. That of the page is
//! told by counting up with the pages; which lines stand at an edge is known to those who ask.

mod mark;

use std::collections::HashMap;

use super::line::Line;
use crate::papers::paper::{Numbering, Pages, Paper, Sheet};
pub(super) use mark::EdgeLine;
use mark::Mark;

/// So many lines of a page’s text are its upper edge, and so many its lower.
const EDGE: usize = 2;

/// The pages of a file and how they are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paging {
    /// The number of each page; none for one that bears no plain number.
    pub(super) numbers: Vec<Option<u32>>,
    /// Whether each bears its number itself.
    own: Vec<bool>,
    pub(super) numbering: Numbering,
}

impl Paging {
    /// The places in the file.
    pub(super) fn of_file(pages: usize) -> Self {
        Self {
            numbers: (1..=pages as u32).map(Some).collect(),
            own: vec![false; pages],
            numbering: Numbering::File,
        }
    }

    /// The numbers that are printed, from the lines at the edges of each page; none where most pages
    /// bear no number that counts up with them, or where such numbers compete.
    pub(super) fn printed(edges: &[Vec<EdgeLine>]) -> Option<Self> {
        let offsets = offsets(&mark::marks(edges))?;
        let known = offsets.iter().flatten().count();
        (known * 2 > edges.len()).then(|| Self {
            numbers: filled(&offsets),
            own: offsets.iter().map(Option::is_some).collect(),
            numbering: Numbering::Printed,
        })
    }

    /// The labels that a file gives its pages; none where they only count the pages of the file, as
    /// programs do without being told.
    pub(super) fn labelled(labels: Vec<Option<u32>>) -> Option<Self> {
        let mut numbered = (1..).zip(&labels);
        let tells = numbered.any(|(place, label)| label.is_some_and(|label| label != place));
        tells.then_some(Self {
            own: labels.iter().map(Option::is_some).collect(),
            numbers: labels,
            numbering: Numbering::Printed,
        })
    }

    /// Tells a paper how its pages are counted.
    pub(super) fn tell(&self, paper: &mut Paper) {
        let sheet = |(number, is_own): (&Option<u32>, &bool)| Sheet {
            number: *number,
            is_own: *is_own,
        };
        paper.sheets = self.numbers.iter().zip(&self.own).map(sheet).collect();
        paper.pages = self.pages();
    }

    /// The first and last of the numbers.
    fn pages(&self) -> Option<Pages> {
        let numbers = || self.numbers.iter().flatten().copied();
        Some(Pages {
            first: numbers().min()?,
            last: numbers().max()?,
            numbering: self.numbering,
        })
    }
}

/// Gives the lines of a plain text the numbers of their pages, which are counted so far.
pub(super) fn number(lines: &mut [Line<'_>]) -> Option<Paging> {
    let last = lines.last()?.page?;
    let mut edges = vec![Vec::new(); last as usize];
    for page in lines.chunk_by(|line, next| line.page == next.page) {
        let place = page[0].page.map_or(0, |page| page as usize - 1);
        let full: Vec<&Line<'_>> = page.iter().filter(|line| !line.is_blank()).collect();
        let edge = |line: &Line<'_>, is_foot| EdgeLine {
            text: line.text.clone(),
            is_foot,
            is_head: false,
        };
        let heads = full.iter().take(EDGE).map(|line| edge(line, false));
        let feet = full.iter().skip(EDGE).rev().take(EDGE);
        edges[place].extend(heads.chain(feet.map(|line| edge(line, true))));
    }
    let paging = Paging::printed(&edges).unwrap_or_else(|| Paging::of_file(edges.len()));
    for line in lines {
        let place = line.page.and_then(|page| page.checked_sub(1));
        line.page = place.and_then(|place| *paging.numbers.get(place as usize)?);
    }
    Some(paging)
}

/// How far the number of each page is from its place in the file, where it bears one; none where
/// two numbers of a page count up with the others.
fn offsets(pages: &[Vec<Mark>]) -> Option<Vec<Option<i64>>> {
    let offsets: Vec<HashMap<i64, bool>> = (0..).zip(pages).map(of_page).collect();
    let mut counts: HashMap<i64, Count> = HashMap::new();
    for (offset, is_sure) in offsets.iter().flatten() {
        let count = counts.entry(*offset).or_default();
        count.all += 1;
        count.sure += usize::from(*is_sure);
    }
    // One page of a few and one of many may fall into step by chance; a longer run does not.
    let least = match pages.len() {
        0..=5 => 2,
        pages => (pages / 20).max(3),
    };
    counts.retain(|_, count| count.all >= least && count.sure * 2 >= least);
    let best = |offsets: &HashMap<i64, bool>| {
        let counted = |offset: &i64| Some((counts.get(offset)?.sure, *offset));
        let mut counted: Vec<(usize, i64)> = offsets.keys().filter_map(counted).collect();
        counted.sort_unstable();
        let best = counted.pop();
        let rival = counted.pop();
        let is_rival = |((best, _), (rival, _)): ((usize, i64), (usize, i64))| rival * 2 >= best;
        let is_certain = !best.zip(rival).is_some_and(is_rival);
        is_certain.then(|| best.map(|(_, offset)| offset))
    };
    offsets.iter().map(best).collect()
}

/// On how many pages a number is as far from their places.
#[derive(Debug, Default)]
struct Count {
    all: usize,
    sure: usize,
}

/// How far the numbers of a page are from its place, and whether one of them is sure.
fn of_page((at, marks): (i64, &Vec<Mark>)) -> HashMap<i64, bool> {
    let mut offsets = HashMap::new();
    for mark in marks {
        *offsets.entry(i64::from(mark.number) - at).or_default() |= mark.is_sure;
    }
    offsets
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

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    /// The numbers of pages at whose edges these stand alone.
    fn printed(edges: &[&[u32]]) -> Option<Vec<Option<u32>>> {
        let line = |number: &u32| EdgeLine {
            text: number.to_string(),
            ..EdgeLine::default()
        };
        let page = |numbers: &&[u32]| numbers.iter().map(line).collect();
        let edges: Vec<Vec<EdgeLine>> = edges.iter().map(page).collect();
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
            let paging = number(&mut lines);
            let pages = paging.and_then(|paging| Some(paging.pages()?.described()));
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

    /// Pages of a plain text with these heads and feet, as they are described.
    fn described(pages: &[(&str, &str)]) -> String {
        let page = |(head, foot): &(&str, &str)| {
            format!("{head}\n{}{foot}\n", "a line of a page\n".repeat(30))
        };
        let text: Vec<String> = pages.iter().map(page).collect();
        let text = text.join("\u{c}");
        let paging = number(&mut line::split(&text));
        let pages = paging.and_then(|paging| paging.pages());
        pages.map(|pages| pages.described()).unwrap_or_default()
    }

    #[test]
    fn headings_one_a_page_passed_for_its_numbers() {
        let headings = [
            ("The Title", ""),
            ("1. Introduction", ""),
            ("2. Theory", ""),
            ("3. Method", ""),
            ("4. Results", ""),
            ("5. Discussion", ""),
            ("6. Conclusion", ""),
        ];
        assert_eq!(described(&headings), "1–7, counted in the file");
        let bare =
            headings.map(|(head, foot)| (head.split_once(". ").map_or(head, |_| head), foot));
        let bare: Vec<(String, &str)> = bare
            .iter()
            .map(|(head, foot)| (head.replace('.', ""), *foot))
            .collect();
        let bare: Vec<(&str, &str)> = bare
            .iter()
            .map(|(head, foot)| (head.as_str(), *foot))
            .collect();
        assert_eq!(described(&bare), "1–7, counted in the file");
    }

    #[test]
    fn notes_captions_and_items_one_a_page_passed_for_its_numbers() {
        let feet = |texts: [&'static str; 6]| texts.map(|text| ("the text goes on", text));
        for feet in [
            [
                "",
                "[1] Waltz 1979, 100",
                "[2] Waltz 1979, 7",
                "[3] Ibid.",
                "[4] Ibid.",
                "[5] Ibid.",
            ],
            [
                "",
                "1 Waltz 1979, 100",
                "2 Waltz 1979, 7",
                "3 Ibid",
                "4 Ibid",
                "5 Ibid",
            ],
            [
                "", "Figure 1", "Figure 2", "Figure 3", "Figure 4", "Figure 5",
            ],
            [
                "",
                "4. so it is",
                "5. so it is",
                "6. so it is",
                "7. so it is",
                "8. so it is",
            ],
        ]
        .map(feet)
        {
            assert_eq!(described(&feet), "1–6, counted in the file", "{feet:?}");
        }
    }

    #[test]
    fn notes_on_every_page_won_over_the_printed_numbers() {
        let notes: Vec<String> = (1..=12)
            .map(|note| format!("{note} Waltz 1979, {}", note * 7))
            .collect();
        let heads: Vec<String> = (101..=112)
            .map(|page| {
                if page % 6 == 0 {
                    "text".to_owned()
                } else {
                    page.to_string()
                }
            })
            .collect();
        let pages = heads.iter().zip(&notes);
        let pages: Vec<(&str, &str)> = pages
            .map(|(head, note)| (head.as_str(), note.as_str()))
            .collect();
        assert_eq!(described(&pages), "101–112, as printed");
    }

    #[test]
    fn numbers_that_compete_are_those_of_none() {
        assert_eq!(printed(&[&[1, 113], &[2, 114], &[3, 115], &[4, 116]]), None);
        let cover = [
            ("Page 1 of 4", "112"),
            ("Page 2 of 4", "113"),
            ("Page 3 of 4", "114"),
        ];
        assert_eq!(described(&cover), "1–3, counted in the file");
    }
}
