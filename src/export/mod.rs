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
    /// A file is there already.
    #[error("{} exists: --force replaces it, or give another name", .0.display())]
    Exists(PathBuf),
    /// The system refuses to read or write.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was to be read or written.
        path: PathBuf,
        /// Why it was not.
        source: io::Error,
    },
    /// SQLite cannot read the archive.
    #[error("the archive cannot be read: {0}; `dateline check` says what is wrong")]
    Sqlite(#[from] rusqlite::Error),
    /// A column holds another type than the schema says.
    #[error("{table}.{column} holds {found}: `dateline check` may say more")]
    Value {
        /// A table of schema.sql.
        table: String,
        /// One of its columns.
        column: String,
        /// What SQLite calls the type that was found.
        found: String,
    },
    /// Someone said stop.
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
