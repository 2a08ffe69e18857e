//! The pages of a paper beside those that bibliographic data give it.
//!
//! A file that prints no numbers is counted from 1, and a copy may be numbered otherwise than the
//! print. Which page of the print something stands on follows from the data only where both agree.

use crate::papers::paper::{Numbering, Pages, Paper};

/// Brings the numbers of a paper’s pages into line with its data, or lets them pass for those of the
/// file alone.
pub(super) fn settle(paper: &mut Paper) {
    let (Some(counted), Some(stated)) = (paper.pages, paper.stated_pages()) else {
        return;
    };
    if !counted.numbering.is_printed() {
        // As many pages as the print has are those of the print.
        if counted.count() == stated.count() {
            renumber(paper, |page| {
                (page + stated.first).checked_sub(counted.first)
            });
            paper.pages = Some(stated);
        }
    } else if stated.count() == 1 && counted.count() > 1 {
        // Only where it begins is known.
        if counted.first < stated.first {
            distrust(paper);
        }
    } else if !agree(paper, &counted, &stated) {
        distrust(paper);
    } else {
        // A sheet that somebody put before it is no page of the print.
        renumber(paper, |page| {
            (stated.first..=stated.last).contains(&page).then_some(page)
        });
        paper.pages = Some(stated);
    }
}

/// Whether the numbers are those of the print: of all of it, where nothing but sheets without a number
/// of their own stand before and behind, or of a part. A copy of one’s own begins with 1, and may fall
/// among the pages of the print by chance.
fn agree(paper: &Paper, counted: &Pages, stated: &Pages) -> bool {
    /// Sheets that are put before or behind.
    const SHEETS: u32 = 2;
    let own = paper.sheets.iter().filter(|sheet| sheet.is_own);
    let mut own = own.filter_map(|sheet| sheet.number);
    let is_whole = counted.hold(stated)
        && stated.first - counted.first <= SHEETS
        && counted.last - stated.last <= SHEETS
        && own.all(|number| (stated.first..=stated.last).contains(&number));
    is_whole || (stated.hold(counted) && counted.first > 1)
}

/// Goes over to the places in the file. A number that several pages bear leads to none.
fn distrust(paper: &mut Paper) {
    let sheets = std::mem::take(&mut paper.sheets);
    let place = |page: u32| {
        let numbered = (1..).zip(&sheets);
        let mut bear = numbered.filter(|(_, sheet)| sheet.number == Some(page));
        let (place, _) = bear.next()?;
        bear.next().is_none().then_some(place)
    };
    renumber(paper, place);
    paper.pages = Pages::between(1, sheets.len() as u32, Numbering::File);
}

fn renumber(paper: &mut Paper, number: impl Fn(u32) -> Option<u32>) {
    for passage in &mut paper.passages {
        passage.page = passage.page.and_then(&number);
        for begun in &mut passage.breaks {
            begun.page = begun.page.and_then(&number);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use super::*;
    use crate::papers::paper::{Break, Passage, Sheet};

    /// A paper that runs from the first page of its file to the last, in one passage, settled.
    fn settled(counted: Pages, stated: &str) -> String {
        let own = match counted.numbering {
            Numbering::Printed => counted.first..=counted.last,
            Numbering::File => 0..=0,
        };
        settled_with(counted, stated, own)
    }

    /// The same where only some of the pages bear their number themselves.
    fn settled_with(counted: Pages, stated: &str, own: RangeInclusive<u32>) -> String {
        let sheet = |number| Sheet {
            number: Some(number),
            is_own: own.contains(&number),
        };
        let mut paper = Paper {
            sheets: (counted.first..=counted.last).map(sheet).collect(),
            pages: Some(counted),
            passages: vec![Passage {
                page: Some(counted.first),
                text: "one two".to_owned(),
                breaks: vec![Break {
                    at: 4,
                    page: Some(counted.last),
                }],
                ..Passage::default()
            }],
            ..Paper::default()
        };
        paper.details.page = Some(stated.to_owned());
        paper.details.container_title = Some("Annals of the Shore".to_owned());
        settle(&mut paper);
        let pages = paper.pages.map(|pages| pages.described());
        let passage = &paper.passages[0];
        format!(
            "{}: {:?} to {:?}",
            pages.unwrap_or_default(),
            passage.page,
            passage.breaks[0].page
        )
    }

    fn in_file(count: u32) -> Pages {
        Pages {
            first: 1,
            last: count,
            numbering: Numbering::File,
        }
    }

    #[test]
    fn as_many_pages_as_the_print_has_are_those_of_the_print() {
        assert_eq!(
            settled(in_file(16), "113–28"),
            "113–128, as printed: Some(113) to Some(128)"
        );
        assert_eq!(
            settled(in_file(17), "113-128"),
            "1–17, counted in the file: Some(1) to Some(17)"
        );
        assert_eq!(
            settled(in_file(16), "e1204"),
            "1–16, counted in the file: Some(1) to Some(16)"
        );
    }

    #[test]
    fn printed_numbers_that_are_not_those_of_the_print_are_the_files_own() {
        let settled = |first, last, stated| {
            settled(Pages::printed(first, last).expect("they count up"), stated)
        };
        assert_eq!(
            settled(113, 128, "113-128"),
            "113–128, as printed: Some(113) to Some(128)"
        );
        let with_cover = Pages::printed(112, 128).expect("they count up");
        assert_eq!(
            settled_with(with_cover, "113-128", 114..=128),
            "113–128, as printed: None to Some(128)",
            "a sheet was put before it"
        );
        for (first, last, stated) in [(1, 16, "113-128"), (1, 20, "5-18"), (1, 10, "1-25")] {
            let pages = settled(first, last, stated);
            assert!(pages.contains("counted in the file"), "{stated}: {pages}");
        }
        assert!(settled(113, 128, "113").contains("as printed"));
        assert!(settled(1, 16, "113").contains("counted in the file"));
    }

    #[test]
    fn the_numbers_of_a_preprint_passed_for_those_of_the_print() {
        let settled = |first, last, stated| {
            settled(Pages::printed(first, last).expect("they count up"), stated)
        };
        for (first, last, stated) in [(1, 10, "3-12"), (1, 24, "1-25"), (1, 10, "2-9")] {
            let pages = settled(first, last, stated);
            assert!(pages.contains("counted in the file"), "{stated}: {pages}");
        }
    }

    #[test]
    fn a_page_of_the_file_was_told_by_the_number_it_bears() {
        let counted = Pages::printed(7, 10).expect("they count up");
        assert_eq!(
            settled_with(counted, "113-128", 7..=10),
            "1–4, counted in the file: Some(1) to Some(4)"
        );
    }
}
