//! A query, its explanation or its reasons, asked of an archive or of its copy in a server.

use super::interrupt::interruptible;
use super::output::{self, Footer, Output};
use super::pager;
use super::rows::{Numbers, Remembering, Rows};
use super::session::{Settings, Trouble, lines, trouble, unwritten};
use crate::lang::ast::Query;
use crate::query::answer::{Column, ColumnKind, Note, Sink, Value};
use crate::query::archive::Archive;
use crate::query::{self, Chart, Definitions, Stop};
use crate::render::Format;

/// The column by which rows are known.
const ROW_NUMBERS: &[&str] = &["id"];

/// What is asked, and how.
pub struct Asking<'a> {
    pub archive: &'a dyn Archive,
    pub stop: &'a Stop,
    pub settings: &'a Settings,
    pub definitions: &'a Definitions,
}

impl Asking<'_> {
    /// Writes the answer. Gives what its rows stand for, and the notes behind it; `None` for these when whoever read
    /// it has seen enough.
    pub fn ask(&self, text: &str, query: &Query) -> Result<(Rows, Option<Vec<Note>>), Trouble> {
        let options = self.options();
        let prepared = self.prepare(text, query, &options)?;
        output::notes(prepared.notes(), self.settings)?;
        let mut output = Output::new(self.settings, prepared.chart());
        // What a format is made of is passed on; a row number that nobody asked for is not.
        let added = if self.also() == ROW_NUMBERS { prepared.added() } else { 0 };
        let is_numbered =
            self.also() == ROW_NUMBERS && prepared.source().is_some() && self.settings.format == Format::Table;
        let numbers = if is_numbered { Numbers::Shown } else { Numbers::Hidden };
        let mut remembering = Remembering::new(&mut output, &prepared, added, numbers);
        let done = interruptible(self.stop, || query::run(self.archive, &prepared, &options, &mut remembering));
        let rows = remembering.rows();
        let notes = match done {
            // Whoever leaves the pager has seen enough.
            Err(query::Failure::Output(error)) if pager::was_left(&error) => return Ok((rows, None)),
            done => done.map_err(trouble)?,
        };
        output.finish()?;
        output::notes(&notes, self.settings)?;
        Ok((rows, Some(notes)))
    }

    pub fn explain(&self, text: &str, query: &Query) -> Result<(), Trouble> {
        let options = self.options();
        let prepared = self.prepare(text, query, &options)?;
        let explained = query::explain(self.archive, &prepared, &options).map_err(trouble)?;
        output::say(&lines(&explained))
    }

    /// Hits of each condition alone.
    pub fn why(&self, text: &str, query: &Query) -> Result<(), Trouble> {
        let options = self.options();
        let prepared = self.prepare(text, query, &options)?;
        let mut output = Output::new(self.settings, Chart::Unwanted);
        let column = |name: &str, kind| Column { name: name.into(), kind };
        let hits = interruptible(self.stop, || query::why(self.archive, &prepared));
        let write = |output: &mut Output| {
            output.begin(&[column("condition", ColumnKind::Elastic), column("rows", ColumnKind::Integer)])?;
            for hit in hits {
                output.row(&[Value::Text(hit.condition), hit.rows.map_or(Value::Null, Value::Integer)])?;
            }
            output.end()
        };
        write(&mut output).map_err(unwritten)?;
        output.finish()
    }

    fn prepare(&self, text: &str, query: &Query, options: &query::Options) -> Result<query::Prepared, Trouble> {
        let wrong = |findings| Trouble::Query(text.to_owned(), findings);
        interruptible(self.stop, || query::prepare(self.archive, query, options)).map_err(wrong)
    }

    /// Columns that a query need not show. Who asks at a terminal may want to open a row.
    fn also(&self) -> &'static [&'static str] {
        match self.settings.format.needs() {
            [] if self.settings.footer != Footer::Nothing => ROW_NUMBERS,
            needs => needs,
        }
    }

    pub fn options(&self) -> query::Options {
        query::Options {
            limit: self.settings.limit,
            params: self.settings.params.clone(),
            definitions: self.definitions.clone(),
            also: self.also(),
            stop: self.stop.clone(),
            ..query::Options::new(self.settings.today)
        }
    }
}
