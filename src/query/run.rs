//! A prepared query to rows, one at a time, into a sink.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, params, params_from_iter};

use super::answer::{Note, NoteKind, Sink, Value};
use super::plan::Step;
use super::text::Match;
use super::{Options, Prepared, why};
use crate::lang::diagnostic::Diagnostic;

/// Why no rows, or not all of them, came.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The deadline has passed.
    #[error("E405 stopped: the query took too long; narrow it by a date or a name")]
    TooLong,
    /// Someone said stop.
    #[error("interrupted")]
    Interrupted,
    /// SQLite cannot read the archive.
    #[error("cannot read the archive: {0}; `dateline check` says what is wrong")]
    Archive(rusqlite::Error),
    /// The sink cannot write.
    #[error(transparent)]
    Output(#[from] std::io::Error),
}

/// Runs a query, and tells what should be known besides its rows.
///
/// # Errors
/// See [`Failure`]. Rows may have come before.
pub fn run(
    conn: &Connection,
    prepared: &Prepared,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Vec<Note>, Failure> {
    options.stop.start(options.timeout);
    let failed = |error| failure(error, options);
    let mut notes = Vec::new();
    let mut count = 0;
    let mut is_zero = false;
    {
        let mut statement = conn.prepare(prepared.sql().text()).map_err(failed)?;
        debug_assert!(statement.readonly());
        let mut rows = statement.query(params_from_iter(prepared.sql().params())).map_err(failed)?;
        let limit = prepared.statement.default_limit;
        let width = prepared.columns().len();
        sink.begin(prepared.columns())?;
        let mut row_values = Vec::with_capacity(width);
        while let Some(row) = rows.next().map_err(failed)? {
            if limit == Some(count) {
                let more = match options.limit {
                    // Who sets a limit knows how to set another.
                    Some(_) => "",
                    None => ": | limit N shows them, | count counts them",
                };
                let rows = if count == 1 { "row" } else { "rows" };
                let text = format!("the first {count} {rows}; there are more{more}");
                notes.push(Note { kind: NoteKind::Cut, text });
                break;
            }
            row_values.clear();
            for at in 0..width {
                row_values.push(match row.get_ref(at).map_err(failed)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Real(number),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        Value::Text(String::from_utf8_lossy(bytes).into_owned())
                    }
                });
            }
            sink.row(&row_values)?;
            is_zero = row_values == [Value::Integer(0)];
            count += 1;
        }
        sink.end()?;
    }
    notes.extend(why::undated(conn, prepared));
    // Where not even what fits was looked at whole, copies are not either.
    notes.extend(why::unranked(conn, prepared).or_else(|| why::copies(conn, prepared)));
    let has_counted = prepared.resolved.selection.steps == [Step::Count];
    if count == 0 || (has_counted && is_zero) {
        notes.extend(why::empty(conn, prepared));
    }
    Ok(notes)
}

pub fn failure(error: rusqlite::Error, options: &Options) -> Failure {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => {
            if options.stop.is_asked() {
                Failure::Interrupted
            } else {
                Failure::TooLong
            }
        }
        _ => Failure::Archive(error),
    }
}

/// About how many documents there are: the largest id, because counting takes time.
pub fn about_documents(conn: &Connection) -> Result<i64, Vec<Diagnostic>> {
    conn.prepare_cached("SELECT coalesce(max(id), 0) FROM documents")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
        .map_err(|error| vec![Diagnostic::new("E490", 0..0, format!("cannot read the archive: {error}"))])
}

/// In how many documents a text is found. Counting ends where the number is no longer small.
pub fn about_hits(conn: &Connection, text: &Match, documents: i64) -> Result<i64, Vec<Diagnostic>> {
    conn.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM documents_fts WHERE documents_fts MATCH ? LIMIT ?)")
        .and_then(|mut statement| statement.query_row(params![text.to_fts(), documents / 8 + 1], |row| row.get(0)))
        .map_err(|error| vec![Diagnostic::new("E490", 0..0, format!("cannot read the archive: {error}"))])
}
