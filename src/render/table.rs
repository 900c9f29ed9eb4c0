//! Aligned columns that fit the terminal.

use std::io::{self, Write};

use super::cell::{Cell, Newlines};
use super::colour::{Colour, HEADER, RULE};
use super::layout::{self, Fitted, GAP};
use super::record::Record;
use crate::query::answer::{Column, ColumnKind, Sink, Value};
use crate::text::{display_width, printable};

/// So many rows are looked at before widths are fixed; the first screens are right, and an answer
/// of a million rows needs no memory.
const WINDOW: usize = 256;

pub struct Table<'a> {
    width: Option<usize>,
    colour: Colour,
    columns: Vec<Column>,
    state: State<'a>,
}

enum State<'a> {
    Gathering {
        window: Vec<Vec<Value>>,
        out: Box<dyn Write + 'a>,
    },
    Laid {
        fitted: Fitted,
        out: Box<dyn Write + 'a>,
    },
    /// The terminal is too narrow for these columns side by side.
    Records(Record<'a>),
}

impl<'a> Table<'a> {
    pub fn new(width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Table<'a> {
        Table { width, colour, columns: Vec::new(), state: State::Gathering { window: Vec::new(), out } }
    }

    /// Fixes the widths by the rows gathered, and writes these.
    fn lay(&mut self) -> io::Result<()> {
        let nowhere = State::Laid { fitted: Fitted::default(), out: Box::new(io::sink()) };
        let (window, out) = match std::mem::replace(&mut self.state, nowhere) {
            State::Gathering { window, out } => (window, out),
            laid => {
                self.state = laid;
                return Ok(());
            }
        };
        let measures: Vec<_> =
            self.columns.iter().enumerate().map(|(i, column)| self.measure(i, column, &window)).collect();
        match layout::fit(&measures, self.width) {
            Some(fitted) => {
                self.state = State::Laid { fitted, out };
                self.header()?;
            }
            None => {
                let mut record = Record::new(self.width, self.colour, out);
                record.begin(&self.columns)?;
                self.state = State::Records(record);
            }
        }
        window.iter().try_for_each(|row| self.row(row))
    }

    /// Kind, width of the header, width of the widest cell.
    fn measure(&self, index: usize, column: &Column, window: &[Vec<Value>]) -> (ColumnKind, usize, usize) {
        let cells = window.iter().filter_map(|row| row.get(index)).map(|value| self.cell(value, column.kind).width());
        (column.kind, display_width(&printable(&column.name)), cells.max().unwrap_or(0))
    }

    fn cell(&self, value: &Value, kind: ColumnKind) -> Cell {
        Cell::new(value, kind, self.colour, Newlines::Joined)
    }

    fn header(&mut self) -> io::Result<()> {
        let State::Laid { fitted, out } = &mut self.state else { return Ok(()) };
        let mut line = line(&self.columns, fitted, Colour::Off, |i| Cell::plain(&self.columns[i].name));
        let left_out = self.columns.len() - fitted.shown.len();
        if left_out > 0 {
            line.push_str(&format!(" +{left_out}…"));
        }
        writeln!(out, "{}", self.colour.paint(HEADER, &line))?;
        let rules: Vec<String> = fitted.widths.iter().map(|&width| "─".repeat(width)).collect();
        writeln!(out, "{}", self.colour.paint(RULE, &rules.join(&" ".repeat(GAP))))
    }
}

impl Sink for Table<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let is_full = match &mut self.state {
            State::Gathering { window, .. } => {
                window.push(row.to_vec());
                window.len() >= WINDOW
            }
            State::Records(record) => return record.row(row),
            State::Laid { fitted, out } => {
                let cell = |i: usize| Cell::new(&row[i], self.columns[i].kind, self.colour, Newlines::Joined);
                return writeln!(out, "{}", line(&self.columns, fitted, self.colour, cell));
            }
        };
        if is_full { self.lay() } else { Ok(()) }
    }

    fn end(&mut self) -> io::Result<()> {
        self.lay()?;
        match &mut self.state {
            State::Gathering { out, .. } | State::Laid { out, .. } => out.flush(),
            State::Records(record) => record.end(),
        }
    }
}

/// One line of the columns shown, without blanks at its end.
fn line(columns: &[Column], fitted: &Fitted, colour: Colour, cell: impl Fn(usize) -> Cell) -> String {
    let mut out = String::new();
    let mut pending = 0; // blanks owed before the next visible text
    for (&index, &width) in fitted.shown.iter().zip(&fitted.widths) {
        let cell = cell(index);
        let is_number = matches!(columns[index].kind, ColumnKind::Integer | ColumnKind::Real);
        // A number cut short would be another number: it rather pushes the line out.
        let cut = if is_number { cell } else { cell.cut(width) };
        let room = width.saturating_sub(cut.width());
        pending += if is_number { room } else { 0 };
        if !cut.text.is_empty() {
            out.push_str(&" ".repeat(pending));
            out.push_str(&cut.paint(0..cut.text.len(), colour));
            pending = 0;
        }
        pending += if is_number { 0 } else { room } + GAP;
    }
    out
}
