//! The whole store as lines of JSON, from one database into another: a first line that names the version
//! of the schema, a line a row, and a last one that counts the rows, by which a file is known to be whole.
//!
//! ```text
//! {"schema":1,"store":3}
//! {"table":"note","row":{"name":"…","value":"…"}}
//! {"rows":1}
//! ```

mod restore;
mod tables;

use std::fmt::Write as _;
use std::io;

use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Error, Store, open, rows};
use tables::{Column, TABLES, Table, names};

/// The version of the form of a backup.
const SCHEMA: i64 = 1;
/// How many rows are read at once.
const ROWS: usize = 500;

/// Why a backup could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file can't be written or read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// A newer Lectern wrote the backup.
    #[error(
        "line 1: a newer Lectern wrote this backup, of version {version} of the store, and this one knows {known}; restore it with that Lectern"
    )]
    Newer {
        /// The version of the store in the backup.
        version: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// Something in the backup is none of a backup.
    #[error(
        "line {line}: {what}; nothing is restored: copy the file again, or take another backup"
    )]
    Damaged {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// There is something in the store that the backup would go into.
    #[error(
        "the store holds something already ({rows} in “{table}”); --replace puts the backup in the place of everything in it"
    )]
    NotEmpty {
        /// A table that holds something.
        table: &'static str,
        /// How many rows it holds.
        rows: i64,
    },
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Writes everything that is kept, as it is at one moment, and gives the number of rows. What other
    /// processes write meanwhile is not in it.
    pub async fn backup(
        &self,
        mut write: impl FnMut(&str) -> io::Result<()> + Send,
    ) -> Result<usize, BackupError> {
        let mut reading = if self.is_server {
            let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
            self.reading.begin_with(begin).await?
        } else {
            self.reading.begin().await?
        };
        let version = open::version();
        write(&format!("{{\"schema\":{SCHEMA},\"store\":{version}}}\n"))?;
        let mut written = 0;
        for table in TABLES {
            let mut last: Option<AnyRow> = None;
            loop {
                let rows = next(table, last.as_ref(), &mut reading).await?;
                for row in &rows {
                    write(&line(table, row)?)?;
                }
                written += rows.len();
                let is_last = rows.len() < ROWS;
                last = rows.into_iter().next_back();
                if is_last {
                    break;
                }
            }
        }
        write(&format!("{{\"rows\":{written}}}\n"))?;
        reading.rollback().await?;
        Ok(written)
    }
}

/// The rows of a table after one, in the order of their keys.
async fn next(
    table: &Table,
    last: Option<&AnyRow>,
    connection: &mut AnyConnection,
) -> Result<Vec<AnyRow>, sqlx::Error> {
    let (names, key) = (names(table.columns), names(table.key()));
    let after = match last {
        Some(_) => format!("WHERE ({key}) > {}", rows::places(1, table.key().len())),
        None => String::new(),
    };
    let name = table.name;
    let next = format!("SELECT {names} FROM {name} {after} ORDER BY {key} LIMIT {ROWS}");
    let mut next = rows::query(next);
    for (at, column) in table.key().iter().enumerate() {
        let Some(last) = last else { break };
        next = match column {
            Column::Number(_) => next.bind(last.try_get::<Option<i64>, _>(at)?),
            Column::Text(_) => next.bind(last.try_get::<Option<String>, _>(at)?),
        };
    }
    next.fetch_all(connection).await
}

/// The line of a row, with the columns in the order of the schema.
fn line(table: &Table, row: &AnyRow) -> Result<String, sqlx::Error> {
    let mut line = format!("{{\"table\":\"{}\",\"row\":{{", table.name);
    for (at, column) in table.columns.iter().enumerate() {
        let value = match column {
            Column::Number(_) => row
                .try_get::<Option<i64>, _>(at)?
                .map_or(Value::Null, Value::from),
            Column::Text(_) => row
                .try_get::<Option<String>, _>(at)?
                .map_or(Value::Null, Value::from),
        };
        let comma = if at == 0 { "" } else { "," };
        // Writing into a text can't fail.
        let _ = write!(line, "{comma}\"{}\":{value}", column.name());
    }
    line.push_str("}}\n");
    Ok(line)
}
