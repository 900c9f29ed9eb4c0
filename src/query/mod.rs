//! From a syntax tree to rows: resolve, plan, compile, run. Reads only.
//!
//! ```text
//! Query ─expand→ Query ─resolve→ Plan ─compile→ Sql ─run→ rows into a Sink
//! ```
//!
//! [`prepare`] does all but the last: it needs the archive for names alone. Each query is one
//! parameterised statement; what is said beside it (undated documents, an empty answer explained)
//! takes further ones.

pub mod answer;
pub mod archive;
mod behind;
pub mod catalogue;
mod compile;
pub mod dialect;
mod expand;
mod explain;
mod guard;
mod inflect;
mod lines;
mod plan;
pub mod postgres;
mod resolve;
mod run;
mod saved;
mod snippet;
mod sql;
mod standing;
pub mod text;
pub mod tokenizer;
mod why;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;

use crate::lang::ast;
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::Source;
use answer::{Column, Note};
use archive::{Archive, ReadError};
pub(crate) use compile::{kind_word, link_of};
use dialect::{Dialect, Spelled};
pub use expand::{Definition, Definitions};
pub use explain::{explain, query_plan};
pub use guard::{Stop, guard};
pub use resolve::{Chart, named};
pub use run::{Failure, run};
pub use saved::{Saved, call, called, definition, newest_document, saved, stable};
pub(crate) use sql::sql;
pub use sql::{Param, Sql};
pub use why::{Hits, why};

/// Rows of a list that sets no limit of its own.
pub const DEFAULT_LIMIT: u64 = 50;

/// What a query is run with besides its text.
#[derive(Clone, Debug)]
pub struct Options {
    /// What `today`, `90d` and `last-month` count from.
    pub today: NaiveDate,
    /// At most so many rows of lists that set no limit; 0 is no limit, `None` is [`DEFAULT_LIMIT`].
    pub limit: Option<u64>,
    /// Values for `$name`.
    pub params: BTreeMap<String, String>,
    /// What `&name` stands for.
    pub definitions: Definitions,
    /// Columns to show besides those that the query shows, where its rows have them.
    pub also: &'static [&'static str],
    /// How long the statement may run.
    pub timeout: Option<Duration>,
    /// The connection's, from [`guard`]; without it nothing stops a statement.
    pub stop: Stop,
}

impl Options {
    /// No limit of time, no parameters, nothing that could stop it.
    pub fn new(today: NaiveDate) -> Options {
        Options {
            today,
            limit: None,
            params: BTreeMap::new(),
            definitions: Definitions::new(),
            also: &[],
            timeout: None,
            stop: Stop::default(),
        }
    }
}

/// A query that is ready to run.
#[derive(Clone, Debug)]
pub struct Prepared {
    resolved: resolve::Resolved,
    statement: compile::Statement,
    spelled: Spelled,
    notes: Vec<Note>,
    canonical: String,
    why: Vec<String>,
    /// As the compiler was told.
    about_documents: i64,
    hits: Vec<(text::Match, i64)>,
}

impl Prepared {
    /// Of each row, those of [`Options::also`] last.
    pub fn columns(&self) -> &[Column] {
        &self.statement.columns
    }

    /// How many columns, at the end, are [`Options::also`] and not the query's own.
    pub fn added(&self) -> usize {
        self.statement.added
    }

    /// What each row is one of; `None` for groups, pairs and counts.
    pub fn source(&self) -> Option<Source> {
        self.statement.source
    }

    /// What names and dates were taken for, and warnings.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The one statement, with its parameters, in the archive's dialect.
    pub fn sql(&self) -> &Spelled {
        &self.spelled
    }

    /// The same in another dialect.
    ///
    /// # Errors
    /// When SQLite, which cuts texts into words for PostgreSQL too, has no memory.
    pub fn sql_in(&self, dialect: Dialect) -> Result<Spelled, ReadError> {
        dialect.spell(&self.statement.sql)
    }

    /// The query in the explicit spelling, sets and parameters in place.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Whether `| chart` asks for a drawing.
    pub fn chart(&self) -> Chart {
        self.resolved.chart
    }

    /// What drives each set of documents and why, outermost first.
    pub fn drivers(&self) -> &[String] {
        &self.why
    }
}

/// Resolves names and dates, and compiles.
///
/// # Errors
/// What stops the query, as findings with spans of its text.
pub fn prepare(archive: &dyn Archive, query: &ast::Query, options: &Options) -> Result<Prepared, Vec<Diagnostic>> {
    let definitions = saved::reachable(archive, query, &options.definitions)?;
    let query = expand::expand(query, &definitions, &options.params)?;
    let (resolved, notes) = resolve::resolve(archive, options.today, &definitions, &query)?;
    let about_documents = run::about_documents(archive)?;
    let mut compiler = compile::Compiler { about_documents, ..Default::default() };
    for text in compile::texts_to_count(&compiler, &resolved.selection.set.documents) {
        let hits = run::about_hits(archive, &text, compiler.about_documents / 8 + 1)?;
        compiler.hits.push((text, hits));
    }
    if let Some(text) = compile::text_to_rank(&resolved.selection.set) {
        let hits = run::about_hits(archive, text, compile::RANKED as i64 + 1)?;
        compiler.hits.push((text.clone(), hits));
    }
    let limit = match options.limit {
        None => Some(DEFAULT_LIMIT),
        Some(0) => None,
        Some(limit) => Some(limit),
    };
    let statement = compile::statement(&mut compiler, &resolved.selection, limit, options.also);
    let spelled = archive.dialect().spell(&statement.sql).map_err(run::unread)?;
    Ok(Prepared {
        resolved,
        statement,
        spelled,
        notes,
        canonical: crate::lang::print(&query),
        why: compiler.why,
        about_documents,
        hits: compiler.hits,
    })
}
