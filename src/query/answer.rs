//! What a query gives back, before anyone has decided how it looks.

use serde::Serialize;

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// As in `lang::fields`: `title`, `docs`, `lift`.
    pub name: String,
    /// How renderers align and type its values.
    pub kind: ColumnKind,
}

/// The name of a column that counts the rows, for a person who wants to point at one.
pub const NUMBER: &str = "#";

/// How a column's values are meant, for alignment and for typed formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Anything written in letters.
    Text,
    /// A count or an id, aligned to the right.
    Integer,
    /// A ratio or a score, aligned to the right.
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
    /// Not known, or not told.
    Null,
    /// Counts, ids, days as yyyymmdd where a query selects them.
    Integer(i64),
    /// Ratios and sums of money.
    Real(f64),
    /// As it is stored: not yet safe for a terminal.
    Text(String),
}

/// Something the person should know beside the rows; goes to stderr.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// One line, without a full stop.
    pub text: String,
}

/// What a note is about.
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
    /// Takes the columns, before any row.
    fn begin(&mut self, columns: &[Column]) -> std::io::Result<()>;
    /// Takes a row, with a value for each column.
    fn row(&mut self, row: &[Value]) -> std::io::Result<()>;
    /// Is told that no more rows come; not called where an answer breaks off.
    fn end(&mut self) -> std::io::Result<()>;
}
