//! What SQLite and PostgreSQL say in different words. All else in a statement both understand alike.
//!
//! Where one form will do for both it is taken, so that this list stays short: `CAST (… AS DOUBLE PRECISION)`,
//! `string_agg`, `IS DISTINCT FROM`.

pub mod postgres;
pub mod sqlite;
mod tsquery;

use serde::Serialize;

use super::archive::ReadError;
use super::sql::{Param, Sql};
use super::text::Match;

/// Whose SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// That of the archive itself.
    Sqlite,
    /// That of a copy on a server.
    Postgres,
}

/// What each dialect has words of its own for.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// ` JOIN `, of which SQLite reads the left side first; PostgreSQL's planner decides for itself.
    Join,
    /// Behind a table: read it by this index. PostgreSQL's planner chooses.
    By(&'static str),
    /// Behind a key to sort by: NULL comes before all else, and last where the order is turned round.
    Ascending,
    /// The same, turned round.
    Descending,
    /// `instr(`: the place of the second text in the first, 0 where it is not.
    Place,
    /// Around a text to sort by: the case of ASCII letters counts for nothing.
    Caseless,
    /// Behind the text.
    CaselessEnd,
    /// The row of a text's index holds what is asked.
    Holds(TextIndex, Match),
    /// How well it does, more being better.
    Rank(TextIndex, Match),
    /// So many words around what was found, or what they are cut from on our side.
    Snippet(TextIndex, u32),
    /// The Monday on or before a day, yyyymmdd.
    Monday(&'static str),
    /// A Monday as 2024-W05.
    WeekOf(&'static str),
    /// The day so many days after `b`, yyyymmdd.
    DaysAfter(&'static str),
}

/// What has full text. The row's number is `rowid` in both dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextIndex {
    /// Titles and bodies.
    Documents,
    /// What was said.
    Quotes,
}

impl TextIndex {
    /// The table that holds it, in both dialects.
    pub fn table(self) -> &'static str {
        match self {
            TextIndex::Documents => "documents_fts",
            TextIndex::Quotes => "quotes_fts",
        }
    }
}

/// A finished statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spelled {
    /// The statement, with marks for its parameters.
    pub text: String,
    /// In the order of the marks.
    pub params: Vec<Param>,
}

impl Dialect {
    /// The statement in the words of this dialect.
    ///
    /// # Errors
    /// When SQLite, which cuts texts into words for PostgreSQL too, has no memory.
    pub fn spell(self, sql: &Sql) -> Result<Spelled, ReadError> {
        match self {
            Dialect::Sqlite => Ok(sqlite::spell(sql)),
            Dialect::Postgres => Ok(postgres::spell(sql)?),
        }
    }
}
