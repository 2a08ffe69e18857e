//! PDF: glyphs at places, from which lines, columns and paragraphs are won back.
//!
//! Each step takes out what it understands: the edges of pages, the title, notes at the foot,
//! tables and labels of figures. What is left are lines as a plain text has them, each with how it
//! is printed, and goes the way of [`plain`] text. Passages carry the number that is printed on their
//! page, else its label where the file gives it a plain number, else its place in the file.

mod cmap;
mod columns;
mod content;
mod encoding;
mod figure;
mod file;
mod font;
mod foot;
mod front;
mod interpret;
mod lines;
mod margin;
mod matrix;
mod mend;
mod metrics;
mod page;
mod print;
mod row;
mod run;

use std::collections::HashSet;

use super::draft::Draft;
use super::hyphen::Vocabulary;
use super::line::Layout;
use super::paging::Paging;
use super::{Error, contents, label, note, plain};
use crate::papers::date;
use crate::papers::paper::Problem;
use crate::text;
use file::File;
use foot::Foot;
use print::Body;
use row::Row;

/// Fewer characters a page than this are a stamp or a page number on a picture.
const FEWEST_CHARACTERS: usize = 50;

/// A title that a file says of itself has at least so many letters.
const SHORTEST_TITLE: usize = 8;

/// Reads a PDF into the draft.
pub(super) fn read(bytes: &[u8], draft: &mut Draft) -> Result<(), Error> {
    let file = File::open(bytes)?;
    let mut sheets = sheets(&file, draft)?;
    let edges = margin::strip(&mut sheets.rows, &sheets.heights);
    let paging = Paging::printed(&edges)
        .or_else(|| file.labels().and_then(Paging::labelled))
        .unwrap_or_else(|| Paging::of_file(file.pages.len()));
    let Some(body) = body(&sheets.rows) else {
        return Err(Error::Scanned);
    };
    let claimed = file.information(b"Title").filter(|title| is_title(title));
    take_front(&mut sheets, body, claimed.as_deref(), draft);
    let feet: Vec<Vec<Foot>> = sheets
        .rows
        .iter_mut()
        .zip(&sheets.heights)
        .map(|(rows, height)| foot::take(rows, body.size, *height))
        .collect();
    let bookmarks: HashSet<String> = file
        .bookmarks()
        .iter()
        .map(|title| contents::folded(&text::normalise(title)))
        .collect();
    drop(file);
    let rows = lines::settle(sheets.rows, body, &bookmarks);
    let vocabulary = Vocabulary::of(rows.iter().map(|row| row.text.as_str()));
    let mut lines = lines::lines(&rows, body, &paging.numbers);
    paging.tell(&mut draft.paper);
    let layout = Layout::printed(&lines);
    plain::understand(&mut lines, layout, draft);
    add_notes(feet, &vocabulary, draft);
    draft.forget_lines();
    if draft.paper.title.is_empty() {
        draft.paper.title = claimed
            .map(|title| text::normalise(&title))
            .unwrap_or_default();
    }
    Ok(())
}

/// The pages of a file, as lines in reading order.
struct Sheets {
    rows: Vec<Vec<Row>>,
    heights: Vec<f32>,
    /// What is printed along the edges of the first page.
    stamp: String,
}

fn sheets(file: &File, draft: &mut Draft) -> Result<Sheets, Error> {
    let mut sheets = Sheets {
        rows: Vec::new(),
        heights: Vec::new(),
        stamp: String::new(),
    };
    let mut shared = page::Shared::default();
    let (mut unread, mut silent) = (Vec::new(), Vec::new());
    let mut characters = 0;
    for (at, id) in file.pages.iter().enumerate() {
        if shared.is_excessive() {
            left_out(at, draft);
            break;
        }
        let page = page::read(file, *id, &mut shared);
        let number = at as u32 + 1;
        if page.is_none() {
            unread.push(number);
        }
        let mut page = page.unwrap_or_default();
        if at == 0 {
            sheets.stamp = text::normalise(&std::mem::take(&mut page.stamp));
        }
        if page.silent * 4 > page.glyphs.len() && page.silent > FEWEST_CHARACTERS {
            silent.push(number);
        }
        characters += page.glyphs.len();
        sheets.heights.push(page.height);
        let blocks = columns::order(run::runs(page.glyphs), at == 0, page.height);
        let rows = blocks
            .into_iter()
            .enumerate()
            .flat_map(|(block, runs)| row::rows(runs, at, block));
        sheets.rows.push(rows.collect());
    }
    if characters < FEWEST_CHARACTERS * sheets.rows.len() && silent.is_empty() {
        // What is left of a damaged file may be without its fonts.
        return Err(if file.is_mended || unread.len() == sheets.rows.len() {
            Error::Broken
        } else {
            Error::Scanned
        });
    }
    report(file.is_mended, &unread, &silent, draft);
    Ok(sheets)
}

/// Says what of the file could not be read.
fn report(is_mended: bool, unread: &[u32], silent: &[u32], draft: &mut Draft) {
    let mut problem = |message: String| {
        draft.paper.problems.push(Problem {
            line: None,
            message,
        });
    };
    if is_mended {
        problem(
            "the file is damaged or cut off; what is left of it was read; get it anew".to_owned(),
        );
    }
    if !unread.is_empty() {
        problem(format!(
            "{} could not be read; get the file anew",
            pages(unread)
        ));
    }
    if !silent.is_empty() {
        problem(format!(
            "the fonts of {} do not say which letters they show; make its text anew by OCR, for example with “ocrmypdf --force-ocr in.pdf out.pdf”",
            pages(silent)
        ));
    }
}

/// Says that the pages from one on were left out.
fn left_out(at: usize, draft: &mut Draft) {
    draft.paper.problems.push(Problem {
        line: None,
        message: format!(
            "the file holds more than any book; what stands from page {} on was left out; split it",
            at + 1
        ),
    });
}

/// `page 7`, `pages 7, 9 and 12`.
fn pages(numbers: &[u32]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    match numbers.split_last() {
        Some((last, [])) => format!("page {last}"),
        Some((last, before)) => format!("pages {} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// The type of most of the text.
fn body(pages: &[Vec<Row>]) -> Option<Body> {
    let letters = |row: &Row| row.text.chars().count();
    let rows = || pages.iter().flatten();
    let size = run::usual(rows().flat_map(|row| std::iter::repeat_n(row.size, letters(row))))?;
    let all: usize = rows().map(letters).sum();
    let most = |is: fn(&Row) -> bool| {
        let share: usize = rows().filter(|row| is(row)).map(letters).sum();
        share * 2 > all
    };
    Some(Body {
        size,
        bold: most(|row| row.bold),
        italic: most(|row| row.italic),
        font: row::most(rows().flat_map(|row| std::iter::repeat_n(row.font, letters(row)))),
    })
}

/// Whether a title in the file's information is one: programs leave their file's name or nothing.
fn is_title(claimed: &str) -> bool {
    let claimed = text::normalise(claimed);
    let lower = claimed.to_lowercase();
    let letters = claimed.chars().filter(|c| c.is_alphabetic()).count();
    let is_file = [
        ".doc", ".docx", ".dvi", ".tex", ".pdf", ".qxd", ".indd", ".ps", ".rtf",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    letters >= SHORTEST_TITLE
        && claimed.contains(' ')
        && !is_file
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && !label::is_label(&claimed)
}

/// Takes the title, and what the journal prints above it.
fn take_front(sheets: &mut Sheets, body: Body, claimed: Option<&str>, draft: &mut Draft) {
    let first = sheets.rows.iter().position(|rows| !rows.is_empty());
    let Some(first) = first else { return };
    let height = sheets.heights[first];
    let front = front::take(&mut sheets.rows[first], body.size, height, claimed);
    draft.paper.title = front.title;
    let first_page = sheets.rows[first].iter().map(|row| row.text.as_str());
    let printed = || front.above.iter().map(String::as_str);
    draft.paper.details.doi = printed().chain(first_page).find_map(label::doi);
    let dated = printed().chain([sheets.stamp.as_str()]);
    if let Some(date) = dated.into_iter().find_map(date::find) {
        draft.paper.year = Some(date.year);
        draft.paper.date = date.exact;
    }
}

/// Adds the notes. On the first page a note that only names and addresses lead to is none.
fn add_notes(feet: Vec<Vec<Foot>>, vocabulary: &Vocabulary, draft: &mut Draft) {
    let calls = note::calls(draft.texts());
    for (page, foot) in feet
        .into_iter()
        .enumerate()
        .flat_map(|(page, feet)| feet.into_iter().map(move |foot| (page, foot)))
    {
        if page == 0 && !calls.contains_key(&foot.marker) {
            continue;
        }
        let mut text = String::new();
        for line in &foot.lines {
            vocabulary.join(&mut text, line);
        }
        draft.note(&foot.marker, &text, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_programs_leave_are_none() {
        for title in [
            "Microsoft Word - paper.doc",
            "main.dvi",
            "untitled",
            "PII: 0022-1694",
            "Proof",
        ] {
            assert!(!is_title(title), "{title}");
        }
        assert!(is_title("Fear and Trust in the North"));
    }

    #[test]
    fn pages_are_named_as_one_says_them() {
        assert_eq!(pages(&[7]), "page 7");
        assert_eq!(pages(&[7, 9, 12]), "pages 7, 9 and 12");
    }
}
