//! Notes at the foot of a page: smaller type below the text, each beginning with its marker.

use super::row::Row;

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
    let called: String = blocks
        .iter()
        .flatten()
        .map(|row| row.text.as_str())
        .collect();
    for mut block in blocks {
        let small = block
            .iter()
            .rev()
            .take_while(|row| row.size <= body * LARGEST && row.y > height * HIGHEST)
            .count();
        let from = block.len() - small;
        let first = (from..block.len()).find(|at| {
            let marker = marker(&block[*at]);
            let is_raised = block[*at].mark.is_some();
            marker.is_some_and(|(marker, _)| {
                is_raised || (*at == from && is_called(&marker, &called))
            })
        });
        if let Some(first) = first {
            notes(block.split_off(first), &called, &mut feet);
        }
        kept.append(&mut block);
    }
    *rows = kept;
    feet
}

fn notes(rows: Vec<Row>, called: &str, feet: &mut Vec<Foot>) {
    for row in rows {
        let begins =
            marker(&row).filter(|(marker, _)| row.mark.is_some() || is_called(marker, called));
        match (begins, feet.last_mut()) {
            (Some((marker, text)), _) => feet.push(Foot {
                lines: vec![text.to_owned()],
                marker,
            }),
            (None, Some(foot)) => foot.lines.push(row.text),
            (None, None) => {}
        }
    }
}

/// The marker a line begins with, and what follows it.
fn marker(row: &Row) -> Option<(String, &str)> {
    let end = row
        .text
        .find(|c: char| !"⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶‖".contains(c))
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

/// Whether the text of the page has a raised marker like this.
fn is_called(marker: &str, text: &str) -> bool {
    let raised: String = marker
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize).unwrap_or(c),
            None => c,
        })
        .collect();
    text.contains(&raised)
}

/// The digit that a raised one stands for.
fn plain(c: char) -> char {
    "⁰¹²³⁴⁵⁶⁷⁸⁹"
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
            mark: text.starts_with('¹').then(|| "¹".to_owned()),
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
