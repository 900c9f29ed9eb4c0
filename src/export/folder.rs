//! A folder with a file for each table, and a manifest that says what is in them.
//!
//! All files are written under other names first and renamed at the end, the manifest last: where it is, the
//! others are whole, and of one state of the archive.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use serde::Serialize;

use super::cell::Cell;
use super::csv::Csv;
use super::jsonl::Jsonl;
use super::model::{self, Table, TableKind};
use super::parquet::Parquet;
use super::whole::{self, Existing, Unnamed};
use super::{Error, File, Rows};

/// The form of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Comma-separated, with a heading.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Typed columns, Snappy.
    Parquet,
}

impl FileFormat {
    /// Also what the names of its files end in.
    pub fn name(self) -> &'static str {
        match self {
            FileFormat::Csv => "csv",
            FileFormat::Jsonl => "jsonl",
            FileFormat::Parquet => "parquet",
        }
    }

    fn writer(self, table: &Table, out: File) -> io::Result<Box<dyn Rows>> {
        Ok(match self {
            FileFormat::Csv => Box::new(Csv::begin(&table.columns, out)?),
            FileFormat::Jsonl => Box::new(Jsonl::new(&table.columns, out)),
            FileFormat::Parquet => Box::new(Parquet::begin(&table.columns, out)?),
        })
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Without the manifest.
    pub files: usize,
    /// Of all tables together.
    pub rows: u64,
}

const MANIFEST: &str = "manifest.json";

/// Views that say more than a table does. The others are lists of work (review, quarantine), or grow with the
/// square of who is named in an article (co_mentions).
const VIEWS: [&str; 5] = ["articles", "person_roles", "project_timeline", "meetings", "quotations"];

/// Rows between two looks at whether to stop.
const ROWS_A_LOOK: u64 = 1024;

#[derive(Serialize)]
struct Manifest {
    program: &'static str,
    schema_version: i32,
    format: &'static str,
    tables: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    file: String,
    rows: u64,
    #[serde(flatten)]
    table: Table,
}

/// Writes all tables of an archive, and the views that say more, into `folder`, which is made when it is not
/// there. Memory does not grow with the archive.
pub fn tables_to(
    conn: &Connection,
    folder: &Path,
    format: FileFormat,
    existing: Existing,
    interrupted: &AtomicBool,
) -> Result<Done, Error> {
    let mut tables = model::tables()?;
    tables.retain(|table| table.kind == TableKind::Table || VIEWS.contains(&table.name.as_str()));
    let names: Vec<String> = tables.iter().map(|table| format!("{}.{}", table.name, format.name())).collect();
    if existing == Existing::Keep {
        let mut all = names.iter().map(String::as_str).chain([MANIFEST]);
        all.try_for_each(|name| whole::refuse(&folder.join(name)))?;
    }
    fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;

    // One transaction: an import that goes on beside us is seen whole or not at all.
    let snapshot = conn.unchecked_transaction()?;
    let mut entries = Vec::new();
    let mut files = Vec::new();
    for (table, name) in tables.into_iter().zip(names) {
        let file = Unnamed::begin(&folder.join(&name))?;
        let rows = write(&snapshot, &table, format, file.writer()?, interrupted).map_err(|stopped| match stopped {
            Stopped::Writing(error) => file.failed(error),
            Stopped::Reading(error) => error,
        })?;
        file.settle()?;
        files.push(file);
        entries.push(Entry { file: name, rows, table });
    }
    drop(snapshot);

    let done = Done { files: entries.len(), rows: entries.iter().map(|entry| entry.rows).sum() };
    let manifest = Manifest {
        program: concat!("dateline ", env!("CARGO_PKG_VERSION")),
        schema_version: crate::store::VERSION,
        format: format.name(),
        tables: entries,
    };
    let path = folder.join(MANIFEST);
    let mut text = serde_json::to_vec_pretty(&manifest).map_err(|e| Error::io(&path, e.into()))?;
    text.push(b'\n');
    // An old manifest must not stand beside new files.
    if existing == Existing::Replace && path.symlink_metadata().is_ok() {
        fs::remove_file(&path).map_err(|e| Error::io(&path, e))?;
    }
    files.into_iter().try_for_each(|file| file.name(existing))?;
    whole::write(&path, &text, existing)?;
    Ok(done)
}

/// Why the rows of a table were not written to the end.
enum Stopped {
    Reading(Error),
    Writing(io::Error),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Stopped {
        Stopped::Reading(error.into())
    }
}

/// Writes a table, and says how many rows it has.
fn write(
    conn: &Connection,
    table: &Table,
    format: FileFormat,
    out: File,
    interrupted: &AtomicBool,
) -> Result<u64, Stopped> {
    let mut writer = format.writer(table, out).map_err(Stopped::Writing)?;
    let mut statement = conn.prepare(&select(table))?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        if count % ROWS_A_LOOK == 0 && interrupted.load(Ordering::Relaxed) {
            return Err(Stopped::Reading(Error::Interrupted));
        }
        let mut cells = Vec::with_capacity(table.columns.len());
        for (index, column) in table.columns.iter().enumerate() {
            let cell = Cell::new(row.get_ref(index)?, column.holds);
            cells.push(cell.map_err(|found| {
                Stopped::Reading(Error::Value { table: table.name.clone(), column: column.name.clone(), found })
            })?);
        }
        writer.row(&cells).map_err(Stopped::Writing)?;
        count += 1;
    }
    writer.end().map_err(Stopped::Writing)?;
    Ok(count)
}

/// All rows in the order of the primary key. Names are those of our own schema.
pub(super) fn select(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    // An index that has all columns would be read instead, in its own order.
    let order = if table.kind == TableKind::Table { " NOT INDEXED" } else { "" };
    format!("SELECT {} FROM \"{}\"{order}", columns.join(", "), table.name)
}
