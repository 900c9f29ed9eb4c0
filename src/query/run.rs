//! A prepared query to rows, one at a time, into a sink.

use std::ops::ControlFlow;

use rusqlite::ErrorCode;

use super::answer::{Note, NoteKind, Sink, Value};
use super::archive::{Archive, ReadError};
use super::dialect::{Dialect, TextIndex, Word};
use super::plan::Step;
use super::snippet::{self, Cutter};
use super::sql::sql;
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
    Archive(ReadError),
    /// The server cannot, and says why.
    #[error("PostgreSQL says: {0}")]
    Server(String),
    /// The sink cannot write.
    #[error(transparent)]
    Output(#[from] std::io::Error),
}

/// Runs a query, and tells what should be known besides its rows.
///
/// # Errors
/// See [`Failure`]. Rows may have come before.
pub fn run(
    archive: &dyn Archive,
    prepared: &Prepared,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Vec<Note>, Failure> {
    options.stop.start(options.timeout);
    let failed = |error| failure(error, options);
    let cutter = match archive.dialect() {
        Dialect::Sqlite => None, // it has cut them itself
        Dialect::Postgres => Cutter::of(&prepared.statement.sql, snippet::column(prepared.columns()))
            .map_err(|error| failed(error.into()))?,
    };
    let limit = prepared.statement.default_limit;
    let mut notes = Vec::new();
    let mut count = 0;
    let mut begun = false;
    let mut is_zero = false;
    let width = prepared.columns().len();
    let mut found = None;
    // What ends it before the last row: the limit, or what went wrong.
    let mut ended: Option<Result<(), Failure>> = None;
    archive
        .read(prepared.sql(), &mut |row| {
            let mut pass = || -> Result<ControlFlow<()>, Failure> {
                if !begun {
                    sink.begin(prepared.columns())?;
                    begun = true;
                }
                let (row, behind) = row.split_at_mut(width.min(row.len()));
                if let [Value::Integer(rows), Value::Integer(copies)] = behind {
                    found = Some(why::Found { rows: rows.unsigned_abs(), copies: copies.unsigned_abs() });
                }
                if limit == Some(count) {
                    return Ok(ControlFlow::Break(()));
                }
                if let Some(cutter) = &cutter {
                    cutter.cut(row).map_err(|error| failed(error.into()))?;
                }
                sink.row(row)?;
                is_zero = *row == [Value::Integer(0)];
                count += 1;
                Ok(ControlFlow::Continue(()))
            };
            match pass() {
                Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
                stopped => {
                    ended = Some(stopped.map(|_| ()));
                    ControlFlow::Break(())
                }
            }
        })
        .map_err(failed)?;
    match ended {
        Some(Err(failure)) => return Err(failure),
        Some(Ok(())) => {
            let more = match options.limit {
                // Who sets a limit knows how to set another.
                Some(_) => "",
                None => ": | limit N shows them, | count counts them",
            };
            let rows = if count == 1 { "row" } else { "rows" };
            let text = format!("the first {count} {rows}; there are more{more}");
            notes.push(Note { kind: NoteKind::Cut, text });
        }
        None => {}
    }
    if !begun {
        sink.begin(prepared.columns())?;
    }
    sink.end()?;
    notes.extend(why::undated(archive, prepared));
    // Where not even what fits was looked at whole, copies are not either.
    notes.extend(why::unranked(prepared, found).or_else(|| why::copies(archive, prepared, found)));
    let has_counted = prepared.resolved.selection.steps == [Step::Count];
    if count == 0 || (has_counted && is_zero) {
        notes.extend(why::empty(archive, prepared));
    }
    Ok(notes)
}

pub fn failure(error: ReadError, options: &Options) -> Failure {
    let stopped = || if options.stop.is_asked() { Failure::Interrupted } else { Failure::TooLong };
    match error {
        ReadError::Sqlite(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => stopped(),
        ReadError::Stopped => stopped(),
        ReadError::Server(said) => Failure::Server(said),
        error => Failure::Archive(error),
    }
}

/// E490, of no place in the query.
pub fn unread(error: ReadError) -> Vec<Diagnostic> {
    vec![Diagnostic::new("E490", 0..0, format!("cannot read the archive: {error}"))]
}

/// About how many documents there are: the largest id, because counting takes time.
pub fn about_documents(archive: &dyn Archive) -> Result<i64, Vec<Diagnostic>> {
    archive.number(&sql!["SELECT coalesce(max(id), 0) FROM documents"]).map_err(unread)
}

/// In how many documents a text is found, or `most` where there are more.
pub fn about_hits(archive: &dyn Archive, text: &Match, most: i64) -> Result<i64, Vec<Diagnostic>> {
    let holds = Word::Holds(TextIndex::Documents, text.clone());
    let mut sql = sql!["SELECT count(*) FROM (SELECT 1 FROM documents_fts WHERE ", holds, " LIMIT "];
    sql.bind(most).push(") t");
    archive.number(&sql).map_err(unread)
}
