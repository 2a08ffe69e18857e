//! Tables: which of them hold data, and their cells in rows.

use dom_query::NodeRef;

/// A cell with more text, in bytes, is a column of the page.
const LONGEST_CELL: usize = 1500;

/// The cells of a table as they are read.
#[derive(Debug, Default)]
pub(super) struct Table {
    header: Option<String>,
    rows: Vec<String>,
    row: Vec<String>,
    heads: usize,
}

impl Table {
    pub(super) fn end_cell(&mut self, text: String, is_head: bool) {
        self.heads += usize::from(is_head);
        self.row.push(text);
    }

    /// A first row of nothing but heads is the header of all rows.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let heads = std::mem::take(&mut self.heads);
        if row.iter().all(String::is_empty) {
            return;
        }
        let is_header = heads == row.len() && row.len() > 1;
        let row = row.join(" | ");
        if is_header && self.header.is_none() && self.rows.is_empty() {
            self.header = Some(row);
        } else {
            self.rows.push(row);
        }
    }

    pub(super) fn rows(mut self) -> (String, Vec<String>) {
        self.end_row();
        (self.header.unwrap_or_default(), self.rows)
    }
}

/// Whether a table holds data, rather than laying out a page.
pub(super) fn holds_data(table: &NodeRef<'_>) -> bool {
    if matches!(&*table.attr_or("role", ""), "presentation" | "none") {
        return false;
    }
    let (mut rows, mut cells, mut heads) = (0, 0, 0);
    for inner in table.descendants_it() {
        let Some(name) = inner.qual_name_ref().map(|name| name.local.to_string()) else {
            continue;
        };
        match name.as_str() {
            "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return false,
            "tr" => rows += 1,
            "th" => heads += 1,
            "td" => {
                cells += 1;
                if inner.text().len() > LONGEST_CELL {
                    return false;
                }
            }
            _ => {}
        }
    }
    rows > 1 && cells + heads > rows
}
