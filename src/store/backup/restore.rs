//! A backup is read back in one transaction: all of it is restored, or nothing is changed.
//!
//! A backup of an earlier version lacks the columns that came since: they are left out of what is written,
//! so that the database puts in what a row that was there before has in them.

use std::io;

use serde_json::{Map, Value};
use sqlx::AnyConnection;

use super::tables::{Column, TABLES, Table, names};
use super::{BackupError, SCHEMA};
use crate::store::{Store, open, rows};

/// The first version of the store of which there are backups.
const FIRST: i64 = 3;

/// Rows with the same columns of one table that wait to be written, with the line that each stands on.
#[derive(Default)]
struct Waiting {
    into: Option<(&'static Table, Vec<Column>)>,
    rows: Vec<(usize, Map<String, Value>)>,
}

impl Store {
    /// Puts a backup into the store, in the place of everything in it if that is wanted, and gives the
    /// number of rows.
    pub async fn restore(
        &self,
        lines: impl Iterator<Item = io::Result<String>> + Send,
        replaces: bool,
    ) -> Result<usize, BackupError> {
        let mut write = self.begin().await?;
        if self.is_server {
            lock(&mut write).await?;
        }
        if replaces {
            clear(&mut write).await?;
        } else {
            is_empty(&mut write).await?;
        }
        let mut lines = (1..).zip(lines);
        let is_older = first(lines.next())? < open::version();
        let (mut waiting, mut read, mut at) = (Waiting::default(), 0, 1);
        let mut counted = None;
        for (line, text) in lines {
            at = line;
            let (text, damaged) = (readable(line, text)?, damaged(line));
            if counted.is_some() {
                return Err(damaged("there is something behind the last line"));
            }
            let Ok(Value::Object(mut object)) = serde_json::from_str(&text) else {
                return Err(damaged("this is no object of JSON"));
            };
            if let Some(count) = object.get("rows") {
                counted = count.as_u64();
                if counted != Some(read) {
                    let what = format!("the count here is {count}, and above stand {read}");
                    return Err(damaged(&what));
                }
                continue;
            }
            let table = table(&object).ok_or_else(|| damaged("this is of no table of a store"))?;
            let Some(Value::Object(row)) = object.remove("row") else {
                return Err(damaged("this is no row"));
            };
            let columns = columns(table, &row, is_older).map_err(|what| damaged(&what))?;
            let into = (table, columns);
            waiting.add(into, (line, row), &mut write).await?;
            read += 1;
        }
        if counted.is_none() {
            return Err(damaged(at)(
                "the file ends here, before the line that counts its rows",
            ));
        }
        waiting.write(&mut write).await?;
        write.commit().await?;
        Ok(usize::try_from(read).unwrap_or(usize::MAX))
    }
}

fn damaged(line: usize) -> impl Fn(&str) -> BackupError {
    move |what| BackupError::Damaged {
        line,
        what: what.to_owned(),
    }
}

/// A line as text; what is no text is no backup.
fn readable(line: usize, text: io::Result<String>) -> Result<String, BackupError> {
    text.map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => damaged(line)("this is no text"),
        _ => error.into(),
    })
}

/// Reads the first line, which names the version of the store.
fn first(line: Option<(usize, io::Result<String>)>) -> Result<i64, BackupError> {
    let damaged = || damaged(1)("this is not the first line of a backup of Lectern’s store");
    let (_, text) = line.ok_or_else(damaged)?;
    let text = readable(1, text)?;
    let object: Value = serde_json::from_str(&text).map_err(|_| damaged())?;
    let number = |key: &str| object.get(key).and_then(Value::as_i64);
    let (Some(schema), Some(version)) = (number("schema"), number("store")) else {
        return Err(damaged());
    };
    let known = open::version();
    if schema > SCHEMA || version > known {
        return Err(BackupError::Newer { version, known });
    }
    if schema < SCHEMA || version < FIRST {
        return Err(damaged());
    }
    Ok(version)
}

/// The table that a line names.
fn table(line: &Map<String, Value>) -> Option<&'static Table> {
    let name = line.get("table")?.as_str()?;
    TABLES.iter().find(|table| table.name == name)
}

/// The columns of a table that a row has, each with what it can hold: all, or where the row is of an earlier
/// version of the store those of the key and whatever else it has.
fn columns(table: &Table, row: &Map<String, Value>, is_older: bool) -> Result<Vec<Column>, String> {
    let name = table.name;
    let mut columns = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let may_lack = is_older && at >= table.key().len();
        let value = row.get(column.name());
        let fits = match (column, value) {
            (_, None) if may_lack => continue,
            (_, None) => false,
            (_, Some(Value::Null)) => true,
            (Column::Number(_), Some(value)) => value.is_i64(),
            (Column::Text(_), Some(value)) => value.is_string(),
        };
        if !fits {
            return Err(format!(
                "“{}” of “{name}” is not what it must be",
                column.name()
            ));
        }
        columns.push(*column);
    }
    if row.len() > columns.len() {
        return Err(format!("“{name}” has fewer columns than this row"));
    }
    Ok(columns)
}

impl Waiting {
    /// Adds a row, and writes those before where they have other columns or are many.
    async fn add(
        &mut self,
        into: (&'static Table, Vec<Column>),
        row: (usize, Map<String, Value>),
        write: &mut AnyConnection,
    ) -> Result<(), BackupError> {
        let is_same = self
            .into
            .as_ref()
            .is_some_and(|(table, columns)| (table.name, columns) == (into.0.name, &into.1));
        if !is_same || self.rows.len() >= rows::VALUES / into.1.len() {
            self.write(write).await?;
        }
        self.into = Some(into);
        self.rows.push(row);
        Ok(())
    }

    async fn write(&mut self, write: &mut AnyConnection) -> Result<(), BackupError> {
        let rows = std::mem::take(&mut self.rows);
        let (Some((table, columns)), Some((first, _)), Some((last, _))) =
            (&self.into, rows.first(), rows.last())
        else {
            return Ok(());
        };
        let insert = format!(
            "INSERT INTO {} ({}) VALUES {} ON CONFLICT DO NOTHING",
            table.name,
            names(columns),
            rows::places(rows.len(), columns.len())
        );
        let mut insert = rows::query(insert);
        for (_, row) in &rows {
            for column in columns {
                let value = row.get(column.name());
                insert = match column {
                    Column::Number(_) => insert.bind(value.and_then(Value::as_i64)),
                    Column::Text(_) => insert.bind(value.and_then(Value::as_str).map(kept)),
                };
            }
        }
        let inserted = insert.execute(write).await;
        let damaged = |what: &str| {
            let what = format!("in “{}”, from here to line {last}, {what}", table.name);
            damaged(*first)(&what)
        };
        match inserted {
            Ok(inserted) if inserted.rows_affected() == rows.len() as u64 => Ok(()),
            Ok(_) => Err(damaged("something stands twice")),
            Err(error) if lacks(&error) => Err(damaged("something is missing")),
            Err(error) => Err(error.into()),
        }
    }
}

/// A text as either database keeps it: `PostgreSQL` refuses the NUL that `SQLite` takes.
fn kept(text: &str) -> String {
    text.replace('\0', "")
}

/// Whether a row was refused because a value is missing (`PostgreSQL`, appendix A: not null violation;
/// `SQLite`, result codes: `CONSTRAINT_NOTNULL`).
fn lacks(error: &sqlx::Error) -> bool {
    rows::has_code(error, &["23502", "1299"])
}

/// Keeps other processes from writing until the end of the transaction.
async fn lock(write: &mut AnyConnection) -> Result<(), BackupError> {
    let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    let lock = format!("LOCK TABLE lease, {} IN EXCLUSIVE MODE", names.join(", "));
    rows::query(lock).execute(write).await?;
    Ok(())
}

async fn clear(write: &mut AnyConnection) -> Result<(), BackupError> {
    for name in TABLES.iter().map(|table| table.name).chain(["lease"]) {
        let clear = rows::query(format!("DELETE FROM {name}"));
        clear.execute(&mut *write).await?;
    }
    Ok(())
}

async fn is_empty(write: &mut AnyConnection) -> Result<(), BackupError> {
    for table in TABLES {
        let count = format!("SELECT COUNT(*) FROM {}", table.name);
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(count));
        let rows: i64 = count.fetch_one(&mut *write).await?;
        if rows > 0 {
            let table = table.name;
            return Err(BackupError::NotEmpty { table, rows });
        }
    }
    Ok(())
}
