//! Notes at the foot of a page: smaller type below the text, each beginning with its marker.

use super::row::{MARKS, Row};

/// A note's type is at most this large, beside that of the text.
const LARGEST: f32 = 0.94;

/// The notes of a page stand in its lower part.
const HIGHEST: f32 = 0.3;

/// A note: its marker and its lines.
#[derive(Debug, PartialEq)]
pub(super) struct Foot {
    pub(super) marker: String,
    pub(super) lines: Vec<String>,
}

/// Takes the notes of one page out of its rows.
pub(super) fn take(rows: &mut Vec<Row>, body: f32, height: f32) -> Vec<Foot> {
    let mut feet = Vec::new();
    let mut kept = Vec::new();
    let mut blocks: Vec<Vec<Row>> = Vec::new();
    for row in rows.drain(..) {
        match blocks.last_mut() {
            Some(block) if block[0].block == row.block => block.push(row),
            _ => blocks.push(vec![row]),
        }
    }
    let rows_of_page = blocks.iter().flatten();
    let texts: Vec<&str> = rows_of_page.map(|row| row.text.as_str()).collect();
    let page = texts.join("\n");
    for mut block in blocks {
        let small = block
            .iter()
            .rev()
            .take_while(|row| row.size <= body * LARGEST && row.y > height * HIGHEST)
            .count();
        let from = block.len() - small;
        let first = (from..block.len()).find(|at| {
            let is_first = *at == from || block[*at].mark.is_some();
            is_first && begins(&block[*at], &page).is_some()
        });
        if let Some(first) = first {
            notes(block.split_off(first), &page, &mut feet);
        }
        kept.append(&mut block);
    }
    *rows = kept;
    feet
}

fn notes(rows: Vec<Row>, page: &str, feet: &mut Vec<Foot>) {
    for row in rows {
        match (begins(&row, page), feet.last_mut()) {
            (Some((marker, text)), _) => feet.push(Foot {
                lines: vec![text.to_owned()],
                marker,
            }),
            (None, Some(foot)) => foot.lines.push(row.text),
            (None, None) => {}
        }
    }
}

/// The marker and text of a note that begins with a line: the page calls it, or it is a sign on the
/// first page, where the title that calls it is gone already.
fn begins<'r>(row: &'r Row, page: &str) -> Option<(String, &'r str)> {
    let (marker, text) = marker(row)?;
    let is_sign = !marker.starts_with(|c: char| c.is_ascii_digit());
    let is_authors = is_sign && row.page == 0;
    (is_authors || is_called(&marker, page)).then_some((marker, text))
}

/// The marker a line begins with, and what follows it.
fn marker(row: &Row) -> Option<(String, &str)> {
    let end = row
        .text
        .find(|c: char| !MARKS.contains(c))
        .unwrap_or(row.text.len());
    if end > 0 {
        let marker = row.text[..end].chars().map(plain).collect();
        return Some((marker, row.text[end..].trim_start()));
    }
    let digits = row.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = row.text[digits..].strip_prefix(' ')?;
    let opens = rest
        .starts_with(|c: char| c.is_uppercase() || "“\"‘(".contains(c) || rest.starts_with("http"));
    ((1..=3).contains(&digits) && opens).then(|| (row.text[..digits].to_owned(), rest))
}

/// Whether a raised marker like this stands behind a word or a sentence of the page.
fn is_called(marker: &str, page: &str) -> bool {
    let raised: String = marker
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => RAISED.chars().nth(digit as usize).unwrap_or(c),
            None => c,
        })
        .collect();
    let is_raised = |c: char| RAISED.contains(c);
    let is_number = raised.chars().all(is_raised);
    page.match_indices(&raised).any(|(at, _)| {
        let mut before = page[..at].chars().rev();
        let stands_behind = match before.next() {
            // A sign behind a space counts sections: `§ 37`.
            Some(' ') => is_number && before.next().is_some_and(|c| c.is_ascii_punctuation()),
            Some(c) => c != '\n' && !is_raised(c),
            None => false,
        };
        stands_behind && !page[at + raised.len()..].starts_with(is_raised)
    })
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The digit that a raised one stands for.
fn plain(c: char) -> char {
    RAISED
        .chars()
        .position(|raised| raised == c)
        .and_then(|digit| char::from_digit(digit as u32, 10))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, y: f32, size: f32) -> Row {
        Row {
            text: text.to_owned(),
            y,
            size,
            mark: text
                .starts_with(['¹', '§'])
                .then(|| text.chars().take(1).collect()),
            page: 1,
            ..Row::default()
        }
    }

    #[test]
    fn small_lines_below_the_text_are_notes() {
        let mut rows = vec![
            row("The war was long.¹ It ended² in", 400.0, 10.0),
            row("the north.", 412.0, 10.0),
            row("¹ Lindqvist, Fear, and", 700.0, 8.0),
            row("what is said there.", 710.0, 8.0),
            row("2 See Larsen.", 720.0, 8.0),
        ];
        rows[4].text = "2 See Larsen.".to_owned();
        let feet = take(&mut rows, 10.0, 800.0);
        let said: Vec<_> = feet
            .iter()
            .map(|foot| format!("{}|{}", foot.marker, foot.lines.join("/")))
            .collect();
        assert_eq!(
            said,
            [
                "1|Lindqvist, Fear, and/what is said there.",
                "2|See Larsen."
            ]
        );
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn a_sign_at_the_start_of_a_line_is_no_marker_unless_it_is_called() {
        let mut rows = vec![
            row("[3] Lindqvist, Fear (1982), §37, §98,", 500.0, 8.0),
            row("§114f.", 510.0, 8.0),
            row("¹²C and other labels", 520.0, 8.0),
        ];
        assert_eq!(take(&mut rows, 10.0, 800.0), []);
    }

    #[test]
    fn a_bibliography_in_smaller_type_is_no_note() {
        let mut rows = vec![
            row("The war was long [1].", 400.0, 10.0),
            row("1 Lindqvist, A. Fear.", 500.0, 8.0),
            row("2 Larsen, B. Trust.", 510.0, 8.0),
        ];
        assert_eq!(take(&mut rows, 10.0, 800.0), []);
        assert_eq!(rows.len(), 3);
    }
}
