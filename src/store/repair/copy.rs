//! The rows of a damaged archive, as far as they can be read.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, Statement};

/// What became of the rows of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Copied {
    pub rows: u64,
    /// Rows that break the rules of the table: what stood in them is no longer what was written.
    pub refused: u64,
    /// Why reading came to an end before the table did. What lies behind was read from the other end.
    pub broken: Option<String>,
}

impl Copied {
    pub fn is_whole(&self) -> bool {
        self.refused == 0 && self.broken.is_none()
    }
}

/// Copies a table of our schema. Errors are those of the new archive alone.
pub(super) fn table(old: &Connection, new: &Connection, table: &str) -> rusqlite::Result<Copied> {
    let (columns, key) = columns(new, table)?;
    let list = columns.join(", ");
    let order: Vec<String> = key.iter().map(|column| format!("{column} DESC")).collect();
    let select = format!("SELECT {list} FROM {table} NOT INDEXED");
    let slots = vec!["?"; columns.len()].join(", ");
    let mut copied = Copied::default();
    // What the fresh archive wrote of itself gives way.
    let mut insert = new.prepare(&format!("INSERT OR REPLACE INTO {table} ({list}) VALUES ({slots})"))?;
    rows(old, &select, &mut insert, &mut copied)?;
    if copied.broken.is_some() {
        let backwards = format!("{select} ORDER BY {}", order.join(", "));
        let mut insert = new.prepare(&format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({slots})"))?;
        rows(old, &backwards, &mut insert, &mut copied)?;
    }
    Ok(copied)
}

/// Columns of a table, and those by which it is ordered.
fn columns(conn: &Connection, table: &str) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
    let mut statement = conn.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let all: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut key: Vec<(i64, String)> =
        all.iter().filter(|(_, pk)| *pk > 0).map(|(name, pk)| (*pk, name.clone())).collect();
    key.sort();
    let mut columns: Vec<String> = all.into_iter().map(|(name, _)| name).collect();
    let mut key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
    if key.is_empty() {
        // Without a key a row is known by its number, which goes with it.
        columns.push("rowid".into());
        key.push("rowid".into());
    }
    Ok((columns, key))
}

fn rows(old: &Connection, select: &str, insert: &mut Statement<'_>, copied: &mut Copied) -> rusqlite::Result<()> {
    let mut statement = match old.prepare(select) {
        Ok(statement) => statement,
        Err(error) => {
            copied.broken.get_or_insert(error.to_string());
            return Ok(());
        }
    };
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(()),
            Err(error) => {
                copied.broken.get_or_insert(error.to_string());
                return Ok(());
            }
        };
        for index in 0..width {
            let value = row.get_ref(index)?;
            // SQLite itself takes any bytes for text; we and others do not.
            let mended = match value {
                ValueRef::Text(bytes) => String::from_utf8_lossy(bytes),
                _ => Cow::Borrowed(""),
            };
            let value = if let ValueRef::Text(_) = value { ValueRef::Text(mended.as_bytes()) } else { value };
            insert.raw_bind_parameter(index + 1, ToSqlOutput::Borrowed(value))?;
        }
        match insert.raw_execute() {
            Ok(changed) => copied.rows += changed as u64,
            Err(error) if is_of_the_row(&error) => copied.refused += 1,
            Err(error) => return Err(error),
        }
    }
}

fn is_of_the_row(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
    )
}
