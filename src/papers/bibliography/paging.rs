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
            distrust(paper, counted);
        }
    } else if !agree(&counted, &stated) {
        distrust(paper, counted);
    } else {
        // A sheet that somebody put before it is no page of the print.
        renumber(paper, |page| {
            (stated.first..=stated.last).contains(&page).then_some(page)
        });
        paper.pages = Some(stated);
    }
}

/// Whether the numbers are those of the print: of all of it, give or take a sheet at either end, or of
/// a part. A copy of one’s own begins with 1, and may fall among the pages of the print by chance.
fn agree(counted: &Pages, stated: &Pages) -> bool {
    /// Sheets that are put before or behind.
    const SHEETS: u32 = 2;
    let is_whole = counted.first.abs_diff(stated.first) <= SHEETS
        && counted.last.abs_diff(stated.last) <= SHEETS;
    is_whole || (stated.hold(counted) && counted.first > 1)
}

fn distrust(paper: &mut Paper, counted: Pages) {
    paper.pages = Some(Pages {
        numbering: Numbering::File,
        ..counted
    });
}

fn renumber(paper: &mut Paper, number: impl Fn(u32) -> Option<u32>) {
    for passage in &mut paper.passages {
        passage.page = passage.page.and_then(&number);
        for begun in &mut passage.breaks {
            begun.page = begun.page.and_then(&number);
        }
    }
}
