//! The least of `SQLite`'s file format that a collection of Anki needs: tables, written once and whole.
//!
//! After <https://www.sqlite.org/fileformat2.html>. Every page has the greatest size there is, so that no
//! row needs a second page; what is longer is refused. So the core needs no database to write one.

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing; in the first column, the row's number stands for it.
    Nothing,
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

/// A table with its rows, whose first column is their number and rises from row to row.
#[derive(Debug)]
pub(super) struct Table {
    pub name: &'static str,
    /// The statement that creates it.
    pub sql: &'static str,
    pub rows: Vec<(i64, Vec<Value>)>,
}

/// A row is longer than a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a row is longer than a page of the database")]
pub(super) struct TooLong;

const PAGE: usize = 65_536;
/// The file's own header, at the beginning of the first page.
const HEADER: usize = 100;
const LEAF_HEADER: usize = 8;
const INNER_HEADER: usize = 12;
const LEAF: u8 = 0x0d;
const INNER: u8 = 0x05;
/// The longest payload that is kept on a leaf of this page size.
const LONGEST: usize = PAGE - 35;

/// The bytes of a database with these tables.
pub(super) fn database(tables: &[Table]) -> Result<Vec<u8>, TooLong> {
    let mut pages: Vec<Vec<u8>> = vec![Vec::new()];
    let mut schema = Vec::new();
    for (number, table) in (1..).zip(tables) {
        let root = write_table(table, &mut pages)?;
        let text = |text: &str| Value::Text(text.to_owned());
        let row = [
            text("table"),
            text(table.name),
            text(table.name),
            Value::Number(i64::from(root)),
            text(table.sql),
        ];
        schema.push(cell(number, &record(&row))?);
    }
    let mut first = leaf(&schema, HEADER);
    first[..HEADER].copy_from_slice(&header(pages.len() as u32));
    pages[0] = first;
    Ok(pages.concat())
}

/// Writes the pages of a table and gives the number of its root, from 1.
fn write_table(table: &Table, pages: &mut Vec<Vec<u8>>) -> Result<u32, TooLong> {
    // Cells by leaf, each leaf with the number of its last row.
    let mut leaves: Vec<(i64, Vec<Vec<u8>>)> = vec![(0, Vec::new())];
    let mut used = LEAF_HEADER;
    for (number, values) in &table.rows {
        let cell = cell(*number, &record(values))?;
        if used + cell.len() + 2 > PAGE {
            leaves.push((0, Vec::new()));
            used = LEAF_HEADER;
        }
        used += cell.len() + 2;
        if let Some((last, cells)) = leaves.last_mut() {
            *last = *number;
            cells.push(cell);
        }
    }
    let mut children = Vec::new();
    for (last, cells) in &leaves {
        pages.push(leaf(cells, 0));
        children.push((pages.len() as u32, *last));
    }
    if children.len() > 1 {
        pages.push(inner(&children));
    }
    Ok(pages.len() as u32)
}

/// A leaf with these cells; its own header begins at `from`.
fn leaf(cells: &[Vec<u8>], from: usize) -> Vec<u8> {
    let mut page = vec![0; PAGE];
    page[from] = LEAF;
    fill(&mut page, from, LEAF_HEADER, cells);
    page
}

/// A page that leads to others, each with the number of its last row; the last one has no cell.
fn inner(children: &[(u32, i64)]) -> Vec<u8> {
    let mut page = vec![0; PAGE];
    page[0] = INNER;
    let Some(((last, _), others)) = children.split_last() else {
        return page;
    };
    page[8..12].copy_from_slice(&last.to_be_bytes());
    let cell = |(child, number): &(u32, i64)| {
        let mut cell = child.to_be_bytes().to_vec();
        push_varint(&mut cell, *number as u64);
        cell
    };
    let cells: Vec<Vec<u8>> = others.iter().map(cell).collect();
    fill(&mut page, 0, INNER_HEADER, &cells);
    page
}

/// Puts cells at the end of a page and their places behind its header.
fn fill(page: &mut [u8], from: usize, header: usize, cells: &[Vec<u8>]) {
    let mut end = PAGE;
    for (place, cell) in cells.iter().enumerate() {
        end -= cell.len();
        page[end..end + cell.len()].copy_from_slice(cell);
        let pointer = from + header + 2 * place;
        page[pointer..pointer + 2].copy_from_slice(&(end as u16).to_be_bytes());
    }
    page[from + 3..from + 5].copy_from_slice(&(cells.len() as u16).to_be_bytes());
    // The greatest page size is written as 0, as is where its content begins when it has none.
    page[from + 5..from + 7].copy_from_slice(&(end as u16).to_be_bytes());
}

fn cell(number: i64, record: &[u8]) -> Result<Vec<u8>, TooLong> {
    if record.len() > LONGEST - HEADER {
        return Err(TooLong);
    }
    let mut cell = Vec::with_capacity(record.len() + 12);
    push_varint(&mut cell, record.len() as u64);
    push_varint(&mut cell, number as u64);
    cell.extend_from_slice(record);
    Ok(cell)
}

/// The types of the values, then the values.
fn record(values: &[Value]) -> Vec<u8> {
    let (mut types, mut body) = (Vec::new(), Vec::new());
    for value in values {
        match value {
            Value::Nothing => push_varint(&mut types, 0),
            Value::Number(number) => {
                push_varint(&mut types, 6);
                body.extend_from_slice(&number.to_be_bytes());
            }
            Value::Text(text) => {
                push_varint(&mut types, 13 + 2 * text.len() as u64);
                body.extend_from_slice(text.as_bytes());
            }
        }
    }
    // The length of the header counts itself: one byte, or two where it is that long.
    let length = types.len() + if types.len() < 127 { 1 } else { 2 };
    let mut record = Vec::with_capacity(length + body.len());
    push_varint(&mut record, length as u64);
    record.extend(types);
    record.extend(body);
    record
}

/// A number in base 128, the greatest first, with the high bit where more follows. None here needs the
/// ninth byte, which is another.
fn push_varint(bytes: &mut Vec<u8>, number: u64) {
    let mut groups = vec![(number & 0x7f) as u8];
    let mut rest = number >> 7;
    while rest > 0 {
        groups.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    groups.reverse();
    bytes.extend(groups);
}

fn header(pages: u32) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    header[..16].copy_from_slice(b"SQLite format 3\0");
    // The page size of 65,536 is written as 1; then the versions of the format, and three fixed bytes.
    header[16..24].copy_from_slice(&[0, 1, 1, 1, 0, 64, 32, 32]);
    let mut put =
        |at: usize, number: u32| header[at..at + 4].copy_from_slice(&number.to_be_bytes());
    put(24, 1); // how often the file was changed
    put(28, pages);
    put(40, 1); // the schema's cookie
    put(44, 4); // the schema's format
    put(56, 1); // UTF-8
    put(92, 1); // the change for which the version below is valid
    put(96, 3_046_000);
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_groups_of_seven_bits() {
        let written = |number| {
            let mut bytes = Vec::new();
            push_varint(&mut bytes, number);
            bytes
        };
        assert_eq!(written(0), [0]);
        assert_eq!(written(127), [127]);
        assert_eq!(written(128), [0x81, 0]);
        assert_eq!(written(16_384), [0x81, 0x80, 0]);
    }

    #[test]
    fn a_table_of_many_rows_has_a_root_over_its_leaves() {
        let row = |number| {
            (
                number,
                vec![Value::Number(0), Value::Text("x".repeat(1_000))],
            )
        };
        let table = Table {
            name: "notes",
            sql: "CREATE TABLE notes (id integer primary key, text text)",
            rows: (1..=100).map(row).collect(),
        };
        let Ok(bytes) = database(&[table]) else {
            panic!("the rows are short");
        };
        assert_eq!(bytes.len(), 4 * PAGE, "schema, two leaves, root");
        assert_eq!(bytes[3 * PAGE], INNER);
        let long = Table {
            name: "notes",
            sql: "",
            rows: vec![(1, vec![Value::Text("x".repeat(PAGE))])],
        };
        assert_eq!(database(&[long]), Err(TooLong));
    }
}
