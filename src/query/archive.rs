//! Where the rows of an archive come from: SQLite's file, or a copy of it in a server. Reading only.

use std::ops::ControlFlow;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params_from_iter};

use super::answer::Value;
use super::dialect::{Dialect, Spelled};
use super::sql::Sql;

/// Why rows could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// What SQLite says.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// What the server says.
    #[error("PostgreSQL says: {0}")]
    Server(String),
    /// The server was told to stop.
    #[error("interrupted")]
    Stopped,
    /// A value is of another type than its column.
    #[error("a column holds what it cannot hold")]
    Value,
}

/// An archive that is read.
pub trait Archive {
    /// Whose SQL it understands.
    fn dialect(&self) -> Dialect;

    /// Gives the rows of a statement to `each`, one at a time, until it breaks. While it runs nothing else can be read.
    ///
    /// # Errors
    /// Rows may have come before.
    fn read(&self, statement: &Spelled, each: &mut dyn FnMut(&mut [Value]) -> ControlFlow<()>)
    -> Result<(), ReadError>;

    /// How the statement would be carried out, a line for each step, indented by its depth.
    ///
    /// # Errors
    /// When it cannot be planned.
    fn plan(&self, statement: &Spelled) -> Result<Vec<String>, ReadError>;
}

/// A row, of which each value is taken once.
pub struct Row(Vec<Value>);

impl Row {
    fn take(&mut self, at: usize) -> Value {
        self.0.get_mut(at).map_or(Value::Null, |value| std::mem::replace(value, Value::Null))
    }

    /// # Errors
    /// When it is no text.
    pub fn text(&mut self, at: usize) -> Result<String, ReadError> {
        self.maybe_text(at)?.ok_or(ReadError::Value)
    }

    /// # Errors
    /// When it is neither text nor NULL.
    pub fn maybe_text(&mut self, at: usize) -> Result<Option<String>, ReadError> {
        match self.take(at) {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            _ => Err(ReadError::Value),
        }
    }

    /// # Errors
    /// When it is no integer.
    pub fn integer(&mut self, at: usize) -> Result<i64, ReadError> {
        self.maybe_integer(at)?.ok_or(ReadError::Value)
    }

    /// # Errors
    /// When it is neither an integer nor NULL.
    pub fn maybe_integer(&mut self, at: usize) -> Result<Option<i64>, ReadError> {
        match self.take(at) {
            Value::Integer(number) => Ok(Some(number)),
            Value::Null => Ok(None),
            _ => Err(ReadError::Value),
        }
    }
}

impl dyn Archive + '_ {
    /// All rows of a statement that is known to give few, each as `make` makes it.
    ///
    /// # Errors
    /// When they cannot be read, and those of `make`.
    pub fn all<T>(
        &self,
        sql: &Sql,
        mut make: impl FnMut(&mut Row) -> Result<T, ReadError>,
    ) -> Result<Vec<T>, ReadError> {
        let mut found = Vec::new();
        let mut wrong = Ok(());
        self.read(&self.dialect().spell(sql)?, &mut |values| {
            match make(&mut Row(values.iter_mut().map(|value| std::mem::replace(value, Value::Null)).collect())) {
                Ok(made) => found.push(made),
                Err(error) => {
                    wrong = Err(error);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        wrong.map(|()| found)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn first<T>(
        &self,
        sql: &Sql,
        mut make: impl FnMut(&mut Row) -> Result<T, ReadError>,
    ) -> Result<Option<T>, ReadError> {
        let mut found = None;
        self.read(&self.dialect().spell(sql)?, &mut |values| {
            found = Some(Row(values.iter_mut().map(|value| std::mem::replace(value, Value::Null)).collect()));
            ControlFlow::Break(())
        })?;
        found.as_mut().map(&mut make).transpose()
    }

    /// The one number that a statement gives; 0 without one.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub fn number(&self, sql: &Sql) -> Result<i64, ReadError> {
        Ok(self.first(sql, |row| row.maybe_integer(0))?.flatten().unwrap_or(0))
    }
}

impl Archive for Connection {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn read(
        &self,
        statement: &Spelled,
        each: &mut dyn FnMut(&mut [Value]) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let mut prepared = self.prepare_cached(&statement.text)?;
        debug_assert!(prepared.readonly());
        let mut row_values = Vec::with_capacity(prepared.column_count());
        let width = prepared.column_count();
        let mut rows = prepared.query(params_from_iter(&statement.params))?;
        while let Some(row) = rows.next()? {
            row_values.clear();
            for at in 0..width {
                row_values.push(match row.get_ref(at)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Real(number),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                        Value::Text(String::from_utf8_lossy(bytes).into_owned())
                    }
                });
            }
            if each(&mut row_values).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn plan(&self, statement: &Spelled) -> Result<Vec<String>, ReadError> {
        let mut prepared = self.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text))?;
        let mut rows = prepared.query(params_from_iter(&statement.params))?;
        let mut depths: Vec<(i64, usize)> = Vec::new();
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, parent): (i64, i64) = (row.get(0)?, row.get(1)?);
            let detail: String = row.get(3)?;
            let depth = depths.iter().find(|(known, _)| *known == parent).map_or(0, |(_, depth)| depth + 1);
            depths.push((id, depth));
            lines.push(format!("{}{detail}", "  ".repeat(depth)));
        }
        Ok(lines)
    }
}
