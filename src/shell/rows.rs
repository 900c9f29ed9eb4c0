//! What the rows of the last answer stand for, so that `.open 3` can act on the third.

use std::io;

use rusqlite::Connection;

use super::interrupt::interruptible;
use super::output;
use super::session::{Session, Trouble, failed};
use crate::lang::fields::Source;
use crate::query::Prepared;
use crate::query::answer::{Column, ColumnKind, NUMBER, Sink, Value};
use crate::query::archive::ReadError;
use crate::reader::{Citation, Ground, Range, Reference};
use crate::render::FactFormat;
use crate::render::page::{Evidence, Item, Page, PageFormat, Section};
use crate::text::printable;

/// Rows that are remembered; further ones can be asked for with `| limit`.
const MOST: usize = 10_000;

/// Documents that are named for a row of entities or events: the newest of the query.
const NEWEST: u64 = 5;

/// The rows of an answer, by their numbers in the archive; empty for groups and counts.
#[derive(Debug, Default)]
pub struct Rows {
    asked: Option<Prepared>,
    ids: Vec<i64>,
}

impl Rows {
    /// What row `number` stands for, from 1.
    ///
    /// # Errors
    /// In words, why there is none.
    pub fn get(&self, number: &str) -> Result<Reference, String> {
        let last = self.ids.len();
        let Some(source) = self.asked.as_ref().and_then(Prepared::source).filter(|_| last > 0) else {
            return Err(
                "no row of the last answer stands for a document or a name: ask for docs, people, projects …".into()
            );
        };
        let row = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).and_then(|at| self.ids.get(at));
        match row {
            Some(&id) => Ok(Reference { source, id }),
            None if last == 1 => Err(format!("the last answer has one row: `{}` is none of it", printable(number))),
            None => Err(format!("the last answer has rows 1 to {last}: `{}` is none of them", printable(number))),
        }
    }

    /// The newest documents of the query that `reference`, one of these rows, rests on.
    fn behind(&self, conn: &Connection, reference: Reference) -> Result<Vec<i64>, ReadError> {
        self.asked.as_ref().map_or(Ok(Vec::new()), |asked| asked.behind(conn, reference.id, NEWEST))
    }
}

/// Whether rows are shown with the numbers by which they can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    Shown,
    Hidden,
}

/// Passes an answer on and remembers its rows, which the column `id` knows.
pub struct Remembering<'a> {
    inner: &'a mut dyn Sink,
    /// Columns at the end that nobody asked for.
    added: usize,
    numbers: Numbers,
    at: Option<usize>,
    rows: Rows,
    count: i64,
}

impl<'a> Remembering<'a> {
    pub fn new(inner: &'a mut dyn Sink, asked: &Prepared, added: usize, numbers: Numbers) -> Remembering<'a> {
        let rows = Rows { asked: asked.source().map(|_| asked.clone()), ids: Vec::new() };
        Remembering { inner, added, numbers, at: None, rows, count: 0 }
    }

    /// What is shown of a row or a heading, its number first where there are any.
    fn shown<T: Clone>(&self, row: &[T], number: T) -> Vec<T> {
        let row = row[..row.len().saturating_sub(self.added)].iter().cloned();
        (self.numbers == Numbers::Shown).then_some(number).into_iter().chain(row).collect()
    }

    pub fn rows(self) -> Rows {
        self.rows
    }
}

impl Sink for Remembering<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.at = columns.iter().rposition(|column| column.name == "id").filter(|_| self.rows.asked.is_some());
        let number = Column { name: NUMBER.into(), kind: ColumnKind::Integer };
        self.inner.begin(&self.shown(columns, number))
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        if let Some(Value::Integer(id)) = self.at.and_then(|at| row.get(at))
            && self.rows.ids.len() < MOST
        {
            self.rows.ids.push(*id);
        }
        self.count += 1;
        self.inner.row(&self.shown(row, Value::Integer(self.count)))
    }

    fn end(&mut self) -> io::Result<()> {
        self.inner.end()
    }
}

impl Session {
    /// The article of a row, or the dossier of whom it names.
    pub fn open_row(&self, number: &str) -> Result<(), Trouble> {
        let reference = self.row(number)?;
        if let Some((kind, id)) = reference.entity() {
            return self.dossier_of(kind, id, Range::ALL, PageFormat::Text);
        }
        match reference.document(&self.archive).map_err(failed)? {
            Some(document) => self.show(&document.to_string(), PageFormat::Text),
            None => Err(Trouble::Command("no document reports it".into())),
        }
    }

    /// How to cite what a row says.
    pub fn cite_row(&self, number: &str) -> Result<(), Trouble> {
        let reference = self.row(number)?;
        let behind = self.behind(reference)?;
        let citations = reference.citations(&self.archive, &behind).map_err(failed)?;
        let lines: String = citations.iter().map(|citation| printable(&citation.text()) + "\n").collect();
        output::show(&lines, self.settings.paging)
    }

    /// The sentences that are behind a row, and the rules that read them so.
    pub fn why_row(&self, number: &str) -> Result<(), Trouble> {
        let reference = self.row(number)?;
        if reference.source == Source::Documents {
            return self.facts(&reference.id.to_string(), FactFormat::Text);
        }
        let behind = self.behind(reference)?;
        let grounds = reference.grounds(&self.archive, &behind).map_err(failed)?;
        let name = reference.label(&self.archive).map_err(failed)?;
        let items = grounds.iter().map(ground).collect();
        let page = Page {
            title: format!(
                "Behind row {number}{}, newest first",
                name.map_or_else(String::new, |name| format!(", {name}"))
            ),
            sections: vec![Section { title: "Sentences", items, ..Section::default() }],
            ..Page::default()
        };
        self.page(&page, &grounds, PageFormat::Text)
    }

    fn behind(&self, reference: Reference) -> Result<Vec<i64>, Trouble> {
        self.stop.start(None);
        let behind = interruptible(&self.stop, || self.rows.behind(&self.archive, reference));
        behind.map_err(|error| if self.stop.is_asked() { Trouble::Interrupted } else { failed(error) })
    }

    fn row(&self, number: &str) -> Result<Reference, Trouble> {
        self.rows.get(number).map_err(Trouble::Command)
    }
}

fn ground(Ground { citation, passage }: &Ground) -> Item {
    let Citation { document, title, published, .. } = citation;
    let date = published.clone().unwrap_or_else(|| "undated".into());
    let evidence = Evidence {
        text: format!("“{}”: {}", passage.surface, passage.evidence),
        place: format!(
            "sentence {}, rule {}, confidence {:.2}",
            passage.sentence + 1,
            passage.rule,
            passage.confidence
        ),
        sources: Vec::new(),
    };
    Item { name: date, says: format!("{title} (document {document})"), evidence: vec![evidence], sources: Vec::new() }
}
