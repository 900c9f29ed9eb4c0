//! An open archive and how it is being asked: what the shell and the one-shot command share.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::asking::Asking;
use super::interrupt::interruptible;
use super::output::{Footer, Output, Paging};
use super::pager;
use super::rows::Rows;
use super::sql::{self, SqlError};
use super::statements::{Statements, carry_out};
use crate::lang::ast::Query;
use crate::lang::{self, Diagnostic};
use crate::query::{self, Chart, Definition};
use crate::render::{Colour, Format};
use crate::store::{self, OpenError};
use crate::text::printable;

/// How answers are asked for and written.
#[derive(Clone, Debug)]
pub struct Settings {
    pub today: NaiveDate,
    pub format: Format,
    /// Most rows; `None` is the language's own default, 0 is no limit.
    pub limit: Option<u64>,
    /// Values for `$NAME`.
    pub params: BTreeMap<String, String>,
    /// Of stdout.
    pub colour: Colour,
    /// Of stderr.
    pub note_colour: Colour,
    pub footer: Footer,
    pub paging: Paging,
}

/// Why a text was not carried out.
#[derive(Debug)]
pub enum Trouble {
    /// What is wrong with this text; not printed yet.
    Query(String, Vec<Diagnostic>),
    /// A metacommand was not understood.
    Command(String),
    /// Ctrl-C while it ran.
    Interrupted,
    /// The answer could not be written: a closed pipe, a full disk.
    Output(io::Error),
    /// The archive or a file failed, and what to do about it.
    Archive(String),
}

/// An archive opened for reading.
pub struct Session {
    pub settings: Settings,
    pub path: PathBuf,
    /// The last query, for `.explain`.
    pub last: Option<String>,
    /// What the rows of the last answer stand for.
    pub(super) rows: Rows,
    /// How deep scripts are reading one another.
    pub depth: usize,
    pub(super) archive: Connection,
    pub(super) stop: query::Stop,
    /// What `let` has said in this session.
    pub(super) definitions: query::Definitions,
}

impl Session {
    /// # Errors
    /// [`Trouble::Archive`] when there is no archive, with what to do.
    pub fn open(path: &Path, settings: Settings) -> Result<Session, Trouble> {
        let mut archive = store::open_read_only(path).map_err(|error| match error {
            OpenError::Missing(_) => failed(format!("{error}, and `dateline demo` shows what one is like")),
            error => failed(error),
        })?;
        let stop = query::guard(&mut archive).map_err(failed)?;
        Ok(Session {
            settings,
            path: path.to_owned(),
            last: None,
            rows: Rows::default(),
            depth: 0,
            archive,
            stop,
            definitions: BTreeMap::new(),
        })
    }

    /// Carries out every statement of `text`; the first that fails ends it.
    pub fn run(&mut self, text: &str) -> Result<(), Trouble> {
        carry_out(self, text)
    }

    pub(super) fn options(&self) -> query::Options {
        self.asking().options()
    }

    /// One read-only SQL statement.
    pub fn sql(&self, text: &str) -> Result<(), Trouble> {
        let mut output = Output::new(&self.settings, Chart::Unwanted);
        self.stop.start(None);
        match interruptible(&self.stop, || sql::run(&self.archive, text, &mut output)) {
            Ok(()) => output.finish(),
            Err(SqlError::Output(error)) if pager::was_left(&error) => Ok(()),
            Err(SqlError::Output(error)) => Err(unwritten(error)),
            Err(_) if self.stop.is_asked() => Err(Trouble::Interrupted),
            Err(SqlError::Wrong(finding)) => Err(Trouble::Query(text.to_owned(), vec![finding])),
            Err(SqlError::Sqlite(error)) => Err(failed(error)),
        }
    }

    /// How a table or view is defined; all of them without a name.
    pub fn schema(&self, name: &str) -> Result<String, Trouble> {
        let sql = "SELECT sql FROM sqlite_schema
                   WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'
                     AND (?1 = '' OR lower(tbl_name) = lower(?1)) ORDER BY rowid";
        let read = || -> rusqlite::Result<Vec<String>> {
            self.archive.prepare(sql)?.query_map([name], |row| row.get(0))?.collect()
        };
        let found = read().map_err(failed)?;
        if found.is_empty() {
            return Err(Trouble::Command(format!("there is no table `{}`: .tables lists them", printable(name))));
        }
        Ok(found.iter().map(|sql| lines(sql) + ";\n").collect())
    }

    /// How much the archive holds.
    pub fn contents(&self) -> Result<Contents, Trouble> {
        let sql = "SELECT (SELECT count(*) FROM documents), (SELECT min(day) FROM documents), (SELECT max(day) FROM documents),
                          (SELECT count(*) FROM people WHERE documents > 0), (SELECT count(*) FROM countries WHERE documents > 0),
                          (SELECT count(*) FROM organizations WHERE documents > 0), (SELECT count(*) FROM projects WHERE documents > 0)";
        let read = self.archive.query_row(sql, [], |row| {
            Ok(Contents {
                documents: row.get(0)?,
                days: row.get::<_, Option<i64>>(1)?.zip(row.get(2)?),
                people: row.get(3)?,
                countries: row.get(4)?,
                organizations: row.get(5)?,
                projects: row.get(6)?,
            })
        });
        read.map_err(failed)
    }
}

impl Statements for Session {
    fn define(&mut self, text: &str, name: &str, definition: Definition) -> Result<(), Trouble> {
        self.save(text, name, definition)
    }

    fn ask(&mut self, text: &str, query: &Query) -> Result<(), Trouble> {
        self.last = Some(lang::print(query));
        // Before it runs: what comes in meanwhile is new the next time.
        let newest =
            query::newest_document(&self.archive).map_err(|findings| Trouble::Query(text.to_owned(), findings))?;
        let (rows, notes) = self.asking().ask(text, query)?;
        self.rows = rows;
        let Some(notes) = notes else { return Ok(()) };
        query::called(query).map_or(Ok(()), |name| self.mark(name, newest, &notes))
    }

    fn asking(&self) -> Asking<'_> {
        Asking { archive: &self.archive, stop: &self.stop, settings: &self.settings, definitions: &self.definitions }
    }
}

/// Text of several lines, each of them printable.
pub(super) fn lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

pub(super) fn failed(error: impl fmt::Display) -> Trouble {
    Trouble::Archive(error.to_string())
}

pub(super) fn trouble(failure: query::Failure) -> Trouble {
    match failure {
        query::Failure::Interrupted => Trouble::Interrupted,
        query::Failure::Output(error) => unwritten(error),
        query::Failure::TooLong | query::Failure::Archive(_) | query::Failure::Server(_) => failed(failure),
    }
}

/// A format that cannot show such rows is a wrong choice; all else is a fault of where they went.
pub(super) fn unwritten(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::InvalidInput => Trouble::Command(error.to_string()),
        _ => Trouble::Output(error),
    }
}

/// How much an archive holds; as text, all but the days.
#[derive(Debug, PartialEq)]
pub struct Contents {
    pub documents: i64,
    /// First and last day of a document, yyyymmdd.
    pub days: Option<(i64, i64)>,
    pub people: i64,
    pub countries: i64,
    pub organizations: i64,
    pub projects: i64,
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", counted(self.documents, "document", "documents"))?;
        for (count, one, many) in [
            (self.people, "person", "people"),
            (self.countries, "country", "countries"),
            (self.organizations, "organization", "organizations"),
            (self.projects, "project", "projects"),
        ] {
            if count > 0 {
                write!(f, ", {}", counted(count, one, many))?;
            }
        }
        Ok(())
    }
}

fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
