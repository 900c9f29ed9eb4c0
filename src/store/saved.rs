//! Saved queries: all that asking may change in an archive, on a connection of its own.

use std::path::Path;
use std::time::Duration;

use rusqlite::params;

use super::open::{OpenError, explain, open_to_note};

/// How long to wait for an import that is writing: whoever asks is waiting too.
const PATIENCE: Duration = Duration::from_secs(1);

/// Keeps a query under a name. One that says the same stays as it was, with the documents it has seen; another one
/// takes its place and has seen none.
///
/// # Errors
/// When the archive cannot be written: it is on a medium for reading only, or someone else is writing.
pub fn save_query(archive: &Path, name: &str, text: &str, language: u32) -> Result<(), OpenError> {
    let sql = "INSERT INTO saved_queries (name, text, language, made) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (name) DO UPDATE SET text = excluded.text, language = excluded.language, made = excluded.made, last_document = 0
               WHERE text <> excluded.text OR language <> excluded.language";
    let made = chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    note(archive, sql, params![name, text, language, made]).map(|_| ())
}

/// Whether there was one of that name.
///
/// # Errors
/// As [`save_query`].
pub fn forget_query(archive: &Path, name: &str) -> Result<bool, OpenError> {
    note(archive, "DELETE FROM saved_queries WHERE name = ?1", params![name]).map(|rows| rows > 0)
}

/// Notes that a saved query has seen all documents up to this id.
///
/// # Errors
/// As [`save_query`].
pub fn mark_query(archive: &Path, name: &str, document: i64) -> Result<(), OpenError> {
    let sql = "UPDATE saved_queries SET last_document = ?2 WHERE name = ?1 AND last_document < ?2";
    note(archive, sql, params![name, document]).map(|_| ())
}

fn note(archive: &Path, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<usize, OpenError> {
    let conn = open_to_note(archive, PATIENCE)?;
    conn.execute(sql, values).map_err(|error| explain(archive, error))
}
