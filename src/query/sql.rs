//! The only thing that makes a statement: fragments known at compile time, and bound values.
//!
//! There is no way to put a `String` into the text, so nothing a person typed can become SQL. What dialects say in
//! different words stands in it as a [`Word`], and is spelled when it is known for which one.

use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue};
use serde::Serialize;

use super::dialect::{Word, sqlite};

/// A bound value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// Bound as a 64-bit integer.
    Integer(i64),
    /// Bound as a double.
    Real(f64),
    /// Bound as text; the only way for what a person typed.
    Text(String),
}

/// A statement, or a part of one, in the making: no dialect has spelled it yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sql {
    pieces: Vec<Piece>,
}

/// What a statement is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Words that all dialects understand.
    Text(&'static str),
    /// A bound value.
    Value(Param),
    /// What each dialect spells in its own way.
    Word(Word),
}

/// What can be put behind a statement in the making.
pub trait Fragment {
    /// Puts it behind `sql`.
    fn put(self, sql: &mut Sql);
}

impl Fragment for &'static str {
    fn put(self, sql: &mut Sql) {
        sql.pieces.push(Piece::Text(self));
    }
}

impl Fragment for &&'static str {
    fn put(self, sql: &mut Sql) {
        (*self).put(sql);
    }
}

impl Fragment for Word {
    fn put(self, sql: &mut Sql) {
        sql.pieces.push(Piece::Word(self));
    }
}

impl Fragment for &Sql {
    fn put(self, sql: &mut Sql) {
        sql.append(self);
    }
}

impl Fragment for Sql {
    fn put(self, sql: &mut Sql) {
        sql.pieces.extend(self.pieces);
    }
}

impl Sql {
    /// A statement that begins so.
    pub fn of(text: &'static str) -> Sql {
        let mut sql = Sql::default();
        sql.push(text);
        sql
    }

    /// What it is made of, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// As SQLite takes it, with a `?` for each parameter.
    pub fn text(&self) -> String {
        sqlite::spell(self).text
    }

    /// As SQLite takes them, in order.
    pub fn params(&self) -> Vec<Param> {
        sqlite::spell(self).params
    }

    /// Whether nothing has been put into it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Puts a fragment behind it.
    pub fn push(&mut self, fragment: impl Fragment) -> &mut Sql {
        fragment.put(self);
        self
    }

    /// Puts a bound value behind it.
    pub fn bind(&mut self, value: impl Into<Param>) -> &mut Sql {
        self.pieces.push(Piece::Value(value.into()));
        self
    }

    /// Puts a copy of another behind it.
    pub fn append(&mut self, other: &Sql) -> &mut Sql {
        self.pieces.extend(other.pieces.iter().cloned());
        self
    }

    /// `(?, ?, ?)`; `(NULL)`, which nothing equals, when there are none.
    pub fn list<P: Into<Param>>(&mut self, values: impl IntoIterator<Item = P>) -> &mut Sql {
        self.push("(");
        let mut any = false;
        for value in values {
            if any {
                self.push(", ");
            }
            self.bind(value);
            any = true;
        }
        self.push(if any { ")" } else { "NULL)" })
    }

    /// ` = ?` for one value, ` IN (?, ?)` for several.
    pub fn among<P: Into<Param> + Clone>(&mut self, values: &[P]) -> &mut Sql {
        match values {
            [one] => self.push(" = ").bind(one.clone()),
            many => self.push(" IN ").list(many.iter().cloned()),
        }
    }

    /// Parts with a separator between them.
    pub fn join<'a>(&mut self, parts: impl IntoIterator<Item = &'a Sql>, separator: &'static str) -> &mut Sql {
        for (i, part) in parts.into_iter().enumerate() {
            if i > 0 {
                self.push(separator);
            }
            self.append(part);
        }
        self
    }

    /// ` WHERE a AND b`, or nothing.
    pub fn filters(&mut self, filters: &[Sql]) -> &mut Sql {
        if !filters.is_empty() {
            self.push(" WHERE ").join(filters, " AND ");
        }
        self
    }
}

/// Concatenates fragments: `sql!["k.", column, " = "]`.
macro_rules! sql {
    ($($fragment:expr),+ $(,)?) => {{
        let mut sql = $crate::query::Sql::default();
        $(sql.push($fragment);)+
        sql
    }};
}
pub(crate) use sql;

impl From<i64> for Param {
    fn from(value: i64) -> Param {
        Param::Integer(value)
    }
}

impl From<f64> for Param {
    fn from(value: f64) -> Param {
        Param::Real(value)
    }
}

impl From<String> for Param {
    fn from(value: String) -> Param {
        Param::Text(value)
    }
}

impl From<&str> for Param {
    fn from(value: &str) -> Param {
        Param::Text(value.to_owned())
    }
}

impl ToSql for Param {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(match self {
            Param::Integer(value) => SqlValue::Integer(*value),
            Param::Real(value) => SqlValue::Real(*value),
            Param::Text(value) => SqlValue::Text(value.clone()),
        }))
    }
}
