//! What a backup holds: every table of the schema but the leases, which belong to running processes.

use Column::{Number, Text};

/// A table, the columns of its key first.
pub(super) struct Table {
    pub(super) name: &'static str,
    keys: usize,
    pub(super) columns: &'static [Column],
}

/// A column and what it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number(&'static str),
    Text(&'static str),
}

impl Column {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Number(name) | Text(name) => name,
        }
    }
}

impl Table {
    /// The columns that tell its rows apart.
    pub(super) fn key(&self) -> &'static [Column] {
        &self.columns[..self.keys]
    }
}

/// The names of columns, as SQL has them.
pub(super) fn names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(Column::name).collect();
    names.join(", ")
}

const fn table(name: &'static str, keys: usize, columns: &'static [Column]) -> Table {
    Table {
        name,
        keys,
        columns,
    }
}

/// The tables, in the order of a backup.
#[rustfmt::skip]
pub(super) const TABLES: &[Table] = &[
    table("action", 1, &[Text("id"), Text("line"), Number("offered")]),
    table("note", 1, &[Text("name"), Text("value")]),
    table("question", 1, &[Text("event"), Text("room"), Number("heard"), Number("answered")]),
    table("offer", 1, &[
        Text("event"), Text("place"), Number("is_list"), Text("chosen"), Number("offered"),
    ]),
    table("round", 1, &[
        Number("id"), Text("room"), Text("kind"), Text("server"), Text("state"), Number("due"),
        Number("version"), Number("said"), Number("begun"), Number("ended"), Text("account"),
    ]),
    table("sheet", 1, &[Number("round"), Text("drawn")]),
    table("answer", 3, &[
        Number("round"), Text("question"), Text("person"), Text("chosen"), Number("is_right"),
        Number("points"), Number("at"),
    ]),
    table("mark", 2, &[
        Number("round"), Text("person"), Text("room"), Text("server"), Number("answered"),
        Number("answered_right"), Number("points"), Number("at"),
    ]),
    table("say", 2, &[
        Number("round"), Number("sequence"), Text("room"), Text("message"), Text("body"),
        Number("at"), Number("sent"), Text("handle"),
    ]),
    table("daily", 1, &[
        Text("room"), Text("server"), Text("settings"), Number("due"), Text("asked_on"), Text("account"),
    ]),
    table("asked", 2, &[Text("room"), Text("date"), Number("round")]),
    table("item", 1, &[
        Text("id"), Text("question"), Number("asked"), Number("last_asked"), Number("is_hidden"),
    ]),
    table("flag", 2, &[Text("item"), Text("person"), Number("at"), Number("is_reviewed")]),
    table("missed", 1, &[Text("term"), Number("times"), Number("last_asked")]),
    table("player", 1, &[Text("person"), Text("name"), Number("is_unlisted"), Text("zone")]),
];
