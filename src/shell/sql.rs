//! One read-only SQL statement, for people who know the tables.

use std::io;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement};

use crate::lang::diagnostic::Diagnostic;
use crate::query::answer::{Column, ColumnKind, Sink, Value};

/// A longer blob is shown by its beginning.
const BLOB: usize = 64;

#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The statement is wrong, or not one that only reads; nothing was run.
    #[error("{}", .0.message)]
    Wrong(Diagnostic),
    /// It went wrong while running.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The rows cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Runs `sql`, which must be one statement, and gives its rows to `sink`. The connection must be
/// guarded (`query::guard`): that is what keeps a statement to reading.
pub fn run(archive: &Connection, sql: &str, sink: &mut dyn Sink) -> Result<(), SqlError> {
    let mut statement = archive.prepare(sql).map_err(|error| wrong(sql, error))?;
    if statement.column_count() == 0 {
        return Err(SqlError::Wrong(Diagnostic::new("SQL", 0..sql.len(), "this is no SELECT, and gives no rows")));
    }
    write(&mut statement, sink)
}

fn write(statement: &mut Statement<'_>, sink: &mut dyn Sink) -> Result<(), SqlError> {
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    let mut is_first = true;
    while let Some(row) = rows.next()? {
        let values = (0..names.len()).map(|at| value(row, at)).collect::<rusqlite::Result<Vec<_>>>()?;
        if is_first {
            sink.begin(&columns(&names, &values))?;
        }
        sink.row(&values)?;
        is_first = false;
    }
    if is_first {
        sink.begin(&columns(&names, &vec![Value::Null; names.len()]))?;
    }
    sink.end()?;
    Ok(())
}

/// SQLite types values, not columns: the first row tells how a column is meant.
fn columns(names: &[String], first: &[Value]) -> Vec<Column> {
    let kind = |value: &Value| match value {
        Value::Integer(_) => ColumnKind::Integer,
        Value::Real(_) => ColumnKind::Real,
        Value::Null | Value::Text(_) => ColumnKind::Elastic,
    };
    names.iter().zip(first).map(|(name, value)| Column { name: name.clone(), kind: kind(value) }).collect()
}

fn value(row: &Row<'_>, at: usize) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => {
            let shown: String = bytes.iter().take(BLOB).map(|byte| format!("{byte:02x}")).collect();
            let rest = if bytes.len() > BLOB { "…" } else { "" };
            Value::Text(format!("x'{shown}{rest}'"))
        }
    })
}

/// SQLite's words, with the place they are about.
fn wrong(sql: &str, error: rusqlite::Error) -> SqlError {
    let at = |start: usize, message: String| SqlError::Wrong(Diagnostic::new("SQL", span(sql, start), message));
    match error {
        rusqlite::Error::MultipleStatement => {
            at(end_of_first(sql), "one statement at a time: run this one by itself".into())
        }
        rusqlite::Error::SqlInputError { msg, offset, .. } => at(usize::try_from(offset).unwrap_or(0), msg),
        rusqlite::Error::SqliteFailure(code, _)
            if code.code == rusqlite::ErrorCode::AuthorizationForStatementDenied =>
        {
            at(0, "only reading is allowed here: one SELECT".into())
        }
        rusqlite::Error::Empty => SqlError::Wrong(Diagnostic::new("SQL", 0..sql.len(), "there is no statement here")),
        // `no such table: nowhere` comes without a place.
        rusqlite::Error::SqliteFailure(_, Some(message)) => {
            let start = message.rsplit_once(": ").and_then(|(_, name)| sql.find(name)).unwrap_or(0);
            at(start, message)
        }
        other => SqlError::Sqlite(other),
    }
}

/// The word at byte `start`, on character boundaries.
fn span(sql: &str, start: usize) -> std::ops::Range<usize> {
    let start = (0..=start.min(sql.len())).rev().find(|&at| sql.is_char_boundary(at)).unwrap_or(0);
    let rest = &sql[start..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let one = rest.chars().next().map_or(0, char::len_utf8);
    start..start + end.max(one)
}

/// Where the second statement begins, as well as that can be told without reading SQL.
fn end_of_first(sql: &str) -> usize {
    sql.find(';').map_or(0, |at| at + 1 + sql[at + 1..].len() - sql[at + 1..].trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Rows(Vec<Column>, Vec<Vec<Value>>);

    impl Sink for Rows {
        fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
            self.0 = columns.to_vec();
            Ok(())
        }
        fn row(&mut self, row: &[Value]) -> io::Result<()> {
            self.1.push(row.to_vec());
            Ok(())
        }
        fn end(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn ask(sql: &str) -> Result<Rows, SqlError> {
        let mut archive = Connection::open_in_memory().expect("memory");
        archive
            .execute_batch(
                "CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, NULL);
                 CREATE VIRTUAL TABLE f USING fts5 (body); INSERT INTO f VALUES ('oil and gas');",
            )
            .expect("a schema");
        crate::query::guard(&mut archive).expect("hooks");
        let mut rows = Rows::default();
        run(&archive, sql, &mut rows)?;
        Ok(rows)
    }

    #[test]
    fn values_keep_their_type() {
        let rows = ask("SELECT a, b, 0.5 AS c, x'00ff' AS d FROM t ORDER BY a").expect("reads");
        assert_eq!(rows.0[2], Column { name: "c".into(), kind: ColumnKind::Real });
        assert_eq!(rows.1[1], [Value::Integer(2), Value::Null, Value::Real(0.5), Value::Text("x'00ff'".into())]);
    }

    #[test]
    fn full_text_can_be_read() {
        assert_eq!(ask("SELECT count(*) FROM f WHERE f MATCH 'gas'").expect("reads").1, [[Value::Integer(1)]]);
        assert_eq!(
            ask("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n")
                .expect("reads")
                .1
                .len(),
            3
        );
    }

    #[test]
    fn nothing_else_is_allowed() {
        for sql in [
            "DELETE FROM t",
            "UPDATE t SET a = 3 RETURNING a",
            "CREATE TABLE u (a)",
            "ATTACH ':memory:' AS other",
            "PRAGMA query_only = off",
            "PRAGMA journal_mode = DELETE",
            "PRAGMA table_info(t)",
            "BEGIN",
            "VACUUM INTO 'copy.db'",
        ] {
            assert!(matches!(ask(sql), Err(SqlError::Wrong(_))), "{sql}");
        }
    }

    #[test]
    fn mistakes_are_located() {
        let place = |sql: &str| match ask(sql) {
            Err(SqlError::Wrong(diagnostic)) => sql[diagnostic.span].to_owned(),
            other => panic!("{sql}: {:?}", other.map(|rows| rows.1)),
        };
        assert_eq!(place("SELECT x FROM t"), "x");
        assert_eq!(place("SELEC 1"), "SELEC");
        assert_eq!(place("SELECT 1; SELECT 2"), "SELECT");
        assert_eq!(place("SELECT 'я' FROM nowhere"), "nowhere");
        assert_eq!(place("SELECT 'я', яя FROM t"), "яя");
        assert_eq!(place(""), "");
        assert_eq!(place("-- nothing"), "-- nothing");
    }
}
