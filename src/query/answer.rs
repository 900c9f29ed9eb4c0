//! What a query gives back, before anyone has decided how it looks.

use serde::Serialize;

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// As in `lang::fields`: `title`, `docs`, `lift`.
    pub name: String,
    pub kind: ColumnKind,
}

/// The name of a column that counts the rows, for a person who wants to point at one.
pub const NUMBER: &str = "#";

/// How a column's values are meant, for alignment and for typed formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    Text,
    Integer,
    Real,
    /// Text YYYY, YYYY-MM or YYYY-MM-DD.
    Date,
    /// Text with hits between U+0002 and U+0003, which renderers turn into emphasis or drop.
    Snippet,
    /// Short words with `, ` between them, of which a table shows the first few.
    Codes,
    /// Text that may be cut first when room is short: titles, quoted words.
    Elastic,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
}

/// Something the person should know beside the rows; goes to stderr.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    pub kind: NoteKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// What a name or a date was taken for: `@kazakh = country/KZ (demonym)`.
    Reading,
    /// What was left out: undated documents, copies.
    Left,
    /// There are rows beyond the limit.
    #[serde(rename = "left")]
    Cut,
    /// W4xx
    Warning,
}

/// Where rows go, one at a time, so that a million of them need no memory.
/// Calls come in this order: `begin` once, `row` any number of times, `end` once.
pub trait Sink {
    fn begin(&mut self, columns: &[Column]) -> std::io::Result<()>;
    fn row(&mut self, row: &[Value]) -> std::io::Result<()>;
    fn end(&mut self) -> std::io::Result<()>;
}
