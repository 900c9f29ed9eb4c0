//! An archive as a program uses it: opened, filled and asked in a few calls.
//!
//! What the calls leave at its default can be set through the modules that they use: [`crate::import`],
//! [`crate::query`], and [`crate::reader`] for articles and dossiers read whole.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use chrono::{Local, NaiveDate};
use rusqlite::Connection;

use crate::gazetteer::Lexicon;
use crate::import::{self, Done, Extraction, ImportError, Limits, Mapping, Voice};
use crate::lang::{self, Diagnostic};
use crate::query::answer::{Column, Note, Sink, Value};
use crate::query::{self, Failure, Stop};
use crate::render::{self, Colour, Format, diagnostics};
use crate::store::{self, OpenError};

/// An archive that can be asked, and added to.
///
/// It is read through a connection that cannot write; each import opens one of its own.
pub struct Archive {
    path: PathBuf,
    conn: Connection,
    stop: Stop,
    today: Option<NaiveDate>,
}

/// Why something could not be done. Shown as text it says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is no archive, or cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The archive could not be written, or the only path that was given is not there.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The query is wrong, or means nothing that is in the archive.
    #[error("{}", diagnostics(text, findings, Colour::Off).trim_end())]
    Query {
        /// As it was given; spans of the findings are bytes of it.
        text: String,
        /// At least one.
        findings: Vec<Diagnostic>,
    },
    /// The archive could not be read to the end of the answer, or a sink could not take it.
    #[error(transparent)]
    Answer(#[from] Failure),
}

/// All rows of an answer. As text it is a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// As many as each row has values.
    pub columns: Vec<Column>,
    /// In the order that the query asks for.
    pub rows: Vec<Vec<Value>>,
    /// What names and dates were taken for, what was left out, and whether there is more.
    pub notes: Vec<Note>,
}

impl Archive {
    /// Opens the archive at `path`, and makes it when there is none.
    ///
    /// # Errors
    /// [`Error::Open`]
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Archive, Error> {
        drop(store::create_or_open(path.as_ref())?);
        Archive::open(path)
    }

    /// Opens an archive that is there.
    ///
    /// # Errors
    /// [`Error::Open`], also when there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Archive, Error> {
        let path = path.as_ref().to_owned();
        let mut conn = store::open_read_only(&path)?;
        let stop = query::guard(&mut conn).map_err(|error| Failure::Archive(error.into()))?;
        Ok(Archive { path, conn, stop, today: None })
    }

    /// Counts `today` and `90d` of queries from this day, and not from that of the clock.
    #[must_use]
    pub fn as_of(self, today: NaiveDate) -> Archive {
        Archive { today: Some(today), ..self }
    }

    /// Imports files, and all files of folders. The same again changes nothing.
    ///
    /// # Errors
    /// [`Error::Open`] or [`Error::Import`]. An input that cannot be taken is none: [`Done::refused`] tells it.
    pub fn import(&mut self, paths: &[impl AsRef<Path>]) -> Result<Done, Error> {
        let paths = paths.iter().map(|path| path.as_ref().to_owned()).collect();
        Ok(import::import(&self.importing(paths), &AtomicBool::new(false))?)
    }

    /// Imports `text` as a file called `name` would be: a plain article, HTML, JSON Lines … Another text under
    /// the same name is a revision of the first.
    ///
    /// # Errors
    /// As [`Archive::import`].
    pub fn add(&mut self, name: &str, text: &str) -> Result<Done, Error> {
        Ok(import::import_text(&self.importing(Vec::new()), name, text)?)
    }

    /// All rows of a query: [`query::DEFAULT_LIMIT`] at most, where it sets no limit of its own.
    ///
    /// # Errors
    /// [`Error::Query`] or [`Error::Answer`]
    pub fn ask(&self, query: &str) -> Result<Answer, Error> {
        let mut answer = Answer::default();
        answer.notes = self.ask_into(query, &mut answer)?;
        Ok(answer)
    }

    /// Writes the rows of a query to a sink, such as [`render::sink`] makes, one at a time: a million need no memory.
    ///
    /// # Errors
    /// As [`Archive::ask`]; rows may have come before.
    pub fn ask_into(&self, query: &str, sink: &mut dyn Sink) -> Result<Vec<Note>, Error> {
        let wrong = |findings| Error::Query { text: query.to_owned(), findings };
        let options = query::Options { stop: self.stop.clone(), ..query::Options::new(self.today()) };
        let tree = lang::parse_query(query).map_err(wrong)?;
        let prepared = query::prepare(&self.conn, &tree, &options).map_err(wrong)?;
        let mut notes = prepared.notes().to_vec();
        notes.extend(query::run(&self.conn, &prepared, &options, sink)?);
        Ok(notes)
    }

    /// The connection that answers, for [`crate::reader`] and for SQL: it can do nothing but read.
    pub fn connection(&self) -> &Connection {
        &self.conn
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }

    fn importing(&self, paths: Vec<PathBuf>) -> import::Options {
        import::Options {
            archive: self.path.clone(),
            paths,
            today: self.today(),
            extraction: Extraction::Full,
            lexicon: Lexicon::default(),
            mapping: Mapping::default(),
            limits: Limits::default(),
            voice: Voice::Quiet,
        }
    }
}

/// Gathers the rows.
impl Sink for Answer {
    fn begin(&mut self, columns: &[Column]) -> std::io::Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> std::io::Result<()> {
        self.rows.push(row.to_vec());
        Ok(())
    }

    fn end(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A table of whole cells, a line each; notes are left out.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        let mut table = render::sink(Format::Table, None, Colour::Off, Box::new(&mut text));
        let written = table.begin(&self.columns).and_then(|()| self.rows.iter().try_for_each(|row| table.row(row)));
        written.and_then(|()| table.end()).map_err(|_| fmt::Error)?;
        drop(table);
        f.write_str(&String::from_utf8_lossy(&text))
    }
}
