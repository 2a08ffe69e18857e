//! Statements over several rows at once, with placeholders that both databases read: sqlx's own
//! builder writes `?` for `Any`, which `PostgreSQL` does not know.

use std::fmt::Write as _;

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::error::DatabaseError;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe};

/// How many values one statement may have: both databases take more (`SQLite` 32,766, `PostgreSQL`
/// 65,535), and longer ones gain nothing.
pub(super) const VALUES: usize = 8_000;

/// A question whose text was put together from words of the program's and placeholders.
pub(super) fn query(text: String) -> Query<'static, Any, AnyArguments> {
    sqlx::query(AssertSqlSafe(text))
}

/// The placeholders of some rows of some columns each: `($1, $2), ($3, $4)`.
pub(super) fn places(rows: usize, columns: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            // Writing into a text can't fail.
            let _ = write!(text, "{comma}${}", row * columns + column);
        }
        text.push(')');
    }
    text
}

/// What a function makes of each row.
pub(super) fn each<T>(
    rows: &[AnyRow],
    made: impl Fn(&AnyRow) -> Result<T, sqlx::Error>,
) -> Result<Vec<T>, super::Error> {
    Ok(rows.iter().map(made).collect::<Result<_, _>>()?)
}

/// Whether a database refused something for one of these reasons, as it numbers them.
pub(super) fn has_code(error: &sqlx::Error, codes: &[&str]) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| codes.contains(&code.as_ref()))
}
