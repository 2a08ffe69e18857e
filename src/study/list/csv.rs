//! Lists of questions in CSV (RFC 4180), with commas, semicolons or tabs, as spreadsheets write them.
//!
//! The first line names the columns; several values of a field stand between upright strokes (`a | b`).

use super::{Entry, FORM, Field, KEYS, at, value};
use crate::papers::paper::Problem;

/// A row with the line it begins on.
type Row = (u32, Vec<String>);

/// The entries of a list, or what is wrong with each, or with all of it.
pub(super) fn entries(text: &str) -> Result<Vec<Result<Entry, Problem>>, String> {
    let first = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t']
        .into_iter()
        .max_by_key(|separator| first.matches(*separator).count())
        .unwrap_or(',');
    let mut rows = rows(text, separator)?.into_iter();
    let names: Vec<String> = match rows.next() {
        None => return Ok(Vec::new()),
        Some((_, names)) => names
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect(),
    };
    if !names.iter().any(|name| name == KEYS[0]) {
        return Err(format!("its first line names no column “prompt”: {FORM}"));
    }
    Ok(rows.map(|row| entry(&names, row)).collect())
}

fn entry(names: &[String], (line, cells): Row) -> Result<Entry, Problem> {
    if cells.len() > names.len() {
        let message = format!(
            "this row has {} fields and the first line names {}: put a field with a separator in it between quotation marks",
            cells.len(),
            names.len()
        );
        return Err(at(line, message));
    }
    let field = |(key, cell): (&String, String)| Field {
        key: key.clone(),
        line,
        values: match key.as_str() {
            "answers" | "options" | "tags" => cell.split('|').filter_map(value).collect(),
            _ => value(&cell).into_iter().collect(),
        },
    };
    Ok(Entry {
        line,
        fields: names.iter().zip(cells).map(field).collect(),
    })
}

/// The rows that are not empty.
fn rows(text: &str, separator: char) -> Result<Vec<Row>, String> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut characters = text.chars().peekable();
    loop {
        let c = characters.next();
        match c {
            Some('"') if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            Some('"') if quoted => quoted = false,
            Some('"') if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            Some('\r') if !quoted => {}
            Some(c) if c == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            Some('\n') | None if !quoted => {
                cells.push(std::mem::take(&mut cell));
                let row = std::mem::take(&mut cells);
                if row.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push((begun, row));
                }
                begun = line + 1;
            }
            None => {
                return Err(format!(
                    "the quotation mark that opens in the row of line {begun} is not closed"
                ));
            }
            Some(c) => cell.push(c),
        }
        match c {
            Some('\n') => line += 1,
            None => return Ok(rows),
            Some(_) => {}
        }
    }
}
