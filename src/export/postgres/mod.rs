//! The archive as one script for psql: tables, rows, full text, indexes, all in one transaction.
//!
//! The tables are those of `schema.sql`, by the same names, so that what is known of an archive holds there too.

mod copy;
mod schema;
mod words;

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::cell::Cell;
use super::model::{self, Holds, Table, TableKind};
use super::whole::{self, Existing, Unnamed};
use super::{Done, Error};
use crate::query::postgres::{SCHEMA_NAME, VERSION_KEY};
use crate::query::tokenizer::Tokenizer;
use words::vector;

/// Rows between two looks at whether to stop.
const ROWS_A_LOOK: u64 = 1024;

/// Tables and functions that `schema.sql` has as FTS5.
const FULL_TEXT: &str = include_str!("full_text.sql");

/// What has full text: its table, and what SQL gives a number, a title and a body.
const TEXTS: [(&str, &str); 2] =
    [("documents_fts", "SELECT id, title, body FROM documents"), ("quotes_fts", "SELECT id, '', text FROM quotes")];

/// Writes the script to a file, which is whole or not there.
pub fn script_to(conn: &Connection, path: &Path, existing: Existing, interrupted: &AtomicBool) -> Result<Done, Error> {
    if existing == Existing::Keep {
        whole::refuse(path)?;
    }
    let file = Unnamed::begin(path)?;
    let mut out = file.writer()?;
    let done = script(conn, &mut out, existing, interrupted).map_err(|stopped| match stopped {
        Stopped::Writing(error) => file.failed(error),
        Stopped::Reading(error) => error,
    })?;
    file.settle()?;
    file.name(existing)?;
    Ok(done)
}

/// Why the script was not written to the end.
pub enum Stopped {
    /// The archive could not be read.
    Reading(Error),
    /// The script could not be written.
    Writing(io::Error),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Stopped {
        Stopped::Reading(error.into())
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Writing(error)
    }
}

/// Writes the script. With [`Existing::Replace`] it first drops what an earlier one made. Memory does not grow with
/// the archive.
pub fn script(
    conn: &Connection,
    out: &mut dyn Write,
    existing: Existing,
    interrupted: &AtomicBool,
) -> Result<Done, Stopped> {
    let tables = model::tables()?;
    let schema = schema::schema(&tables);
    writeln!(out, "-- A dateline archive for PostgreSQL: psql -d DATABASE -f THIS")?;
    writeln!(
        out,
        "\\set ON_ERROR_STOP on\nBEGIN;\nSET LOCAL client_encoding = 'UTF8';\nSET LOCAL client_min_messages = warning;"
    )?;
    if existing == Existing::Replace {
        writeln!(out, "DROP SCHEMA IF EXISTS {SCHEMA_NAME} CASCADE;")?;
    }
    writeln!(out, "CREATE SCHEMA {SCHEMA_NAME};\nSET LOCAL search_path = {SCHEMA_NAME};\n")?;
    out.write_all(schema.tables.as_bytes())?;
    writeln!(out, "\n{FULL_TEXT}")?;

    // One transaction: an import that goes on beside us is seen whole or not at all.
    let snapshot = conn.unchecked_transaction()?;
    let mut done = Done { files: 1, rows: 0 };
    for table in tables.iter().filter(|table| table.kind == TableKind::Table) {
        done.rows += rows(&snapshot, table, out, interrupted)?;
    }
    for (table, select) in TEXTS {
        texts(&snapshot, table, select, out, interrupted)?;
    }
    drop(snapshot);

    writeln!(out, "INSERT INTO meta VALUES ('{VERSION_KEY}', '{}');\n", crate::store::VERSION)?;
    out.write_all(schema.rest.as_bytes())?;
    for (table, _) in TEXTS {
        let of = table.trim_end_matches("_fts");
        writeln!(out, "ALTER TABLE {table} ADD FOREIGN KEY (rowid) REFERENCES {of} (id) ON DELETE CASCADE;")?;
        writeln!(out, "CREATE INDEX {table}_words ON {table} USING gin (words);")?;
    }
    writeln!(out, "ANALYZE;\nCOMMIT;")?;
    out.flush()?;
    Ok(done)
}

/// Writes the rows of a table, and says how many there are.
fn rows(conn: &Connection, table: &Table, out: &mut dyn Write, interrupted: &AtomicBool) -> Result<u64, Stopped> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    writeln!(out, "COPY {} ({}) FROM stdin;", table.name, columns.join(", "))?;
    let mut statement = conn.prepare(&super::folder::select(table))?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        look(count, interrupted)?;
        let mut cells = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            // Days stay numbers, by which queries count.
            let holds = if column.holds == Holds::Day { Holds::Integer } else { column.holds };
            let cell = Cell::new(row.get_ref(index)?, holds);
            cells.push(cell.map_err(|found| {
                Stopped::Reading(Error::Value { table: table.name.clone(), column: column.name.clone(), found })
            })?);
        }
        copy::row(out, &cells)?;
        count += 1;
    }
    writeln!(out, "\\.\n")?;
    Ok(count)
}

/// Writes the words of each text.
fn texts(
    conn: &Connection,
    table: &str,
    select: &str,
    out: &mut dyn Write,
    interrupted: &AtomicBool,
) -> Result<(), Stopped> {
    let tokenizer = Tokenizer::new()?;
    writeln!(out, "COPY {table} (rowid, length, title_length, words) FROM stdin;")?;
    let mut statement = conn.prepare(select)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        look(count, interrupted)?;
        let text = |at| row.get_ref(at).map(|value| value.as_bytes().map(String::from_utf8_lossy).unwrap_or_default());
        let found = vector(&tokenizer.document(&text(1)?, &text(2)?)?);
        let (length, title) = (Cell::Integer(found.length), Cell::Integer(found.title_length));
        copy::row(out, &[Cell::Integer(row.get(0)?), length, title, Cell::Text(found.text.into())])?;
        count += 1;
    }
    writeln!(out, "\\.\n")?;
    Ok(())
}

fn look(count: u64, interrupted: &AtomicBool) -> Result<(), Stopped> {
    match count.is_multiple_of(ROWS_A_LOOK) && interrupted.load(Ordering::Relaxed) {
        true => Err(Stopped::Reading(Error::Interrupted)),
        false => Ok(()),
    }
}
