//! The archive as files for other programs: its tables and views, typed and documented; a page for Datasette; a script
//! for PostgreSQL.

mod cell;
mod csv;
pub mod datasette;
mod folder;
mod jsonl;
mod model;
mod parquet;
pub mod postgres;
mod whole;

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

pub use folder::{Done, FileFormat, tables_to};
pub use whole::{Existing, write};

/// Why there are no files; those that were there are as they were, unless a disk fails in the midst of renaming.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{} exists: --force replaces it, or give another name", .0.display())]
    Exists(PathBuf),
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("the archive cannot be read: {0}; `dateline check` says what is wrong")]
    Sqlite(#[from] rusqlite::Error),
    #[error("{table}.{column} holds {found}: `dateline check` may say more")]
    Value { table: String, column: String, found: String },
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    fn io(path: &Path, source: io::Error) -> Error {
        Error::Io { path: path.to_owned(), source }
    }
}

/// What a writer of rows writes to.
type File = BufWriter<std::fs::File>;

/// Where the rows of a table go, one at a time, so that a million of them need no memory.
trait Rows {
    fn row(&mut self, row: &[cell::Cell]) -> io::Result<()>;
    /// Writes what is held back, and whatever ends a file of the format.
    fn end(self: Box<Self>) -> io::Result<()>;
}
