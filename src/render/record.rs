//! One field a line, for rows that are too wide for a table or worth reading whole.

use std::io::{self, Write};

use super::cell::{Cell, Newlines};
use super::colour::{Colour, HEADER, RULE};
use super::layout::{GAP, wrap};
use crate::query::answer::{Column, NUMBER, Sink, Value};
use crate::text::{display_width, printable, truncate};

/// Text is wrapped to no less, however narrow the terminal.
const LEAST: usize = 20;

pub struct Record<'a> {
    width: Option<usize>,
    colour: Colour,
    out: Box<dyn Write + 'a>,
    columns: Vec<Column>,
    /// Columns before them that are not shown.
    skipped: usize,
    rows: u64,
}

impl<'a> Record<'a> {
    pub fn new(width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Record<'a> {
        Record { width, colour, out, columns: Vec::new(), skipped: 0, rows: 0 }
    }

    fn rule(&mut self) -> io::Result<()> {
        let label = format!("── {} ", self.rows);
        let rest = self.width.unwrap_or(60).min(60).saturating_sub(display_width(&label));
        writeln!(self.out, "{}", self.colour.paint(RULE, &(label + &"─".repeat(rest))))
    }
}

impl Sink for Record<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        // Each record is numbered anyway.
        self.skipped = usize::from(columns.first().is_some_and(|column| column.name == NUMBER));
        self.columns = columns[self.skipped..].to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.rows += 1;
        self.rule()?;
        let names: Vec<String> = self.columns.iter().map(|column| truncate(&printable(&column.name), 24)).collect();
        let indent = names.iter().map(|name| display_width(name)).max().unwrap_or(0) + GAP;
        let room = self.width.map(|width| width.saturating_sub(indent).max(LEAST));
        for ((name, column), value) in names.iter().zip(&self.columns).zip(&row[self.skipped..]) {
            let cell = Cell::new(value, column.kind, self.colour, Newlines::Kept);
            for (index, line) in wrap(cell.text.trim_end(), room).into_iter().enumerate() {
                let label = if index == 0 { name.as_str() } else { "" };
                let blanks = " ".repeat(indent - display_width(label));
                let text = format!("{}{blanks}{}", self.colour.paint(HEADER, label), cell.paint(line, self.colour));
                writeln!(self.out, "{}", text.trim_end())?;
            }
        }
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
