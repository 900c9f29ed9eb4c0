//! Comma-separated values, quoted where needed (RFC 4180, lines ended by `\n`).

use std::io::{self, Write};

use super::cell::{decimal, unmarked};
use crate::query::answer::{Column, Sink, Value};

pub struct Csv<'a> {
    writer: csv::Writer<Box<dyn Write + 'a>>,
    columns: Vec<Column>,
}

impl<'a> Csv<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Csv<'a> {
        Csv { writer: csv::Writer::from_writer(out), columns: Vec::new() }
    }
}

impl Sink for Csv<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.columns = columns.to_vec();
        self.writer.write_record(columns.iter().map(|column| csv_text(&column.name))).map_err(io_error)
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let field = |(value, column): (&Value, &Column)| match value {
            Value::Null => String::new(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => decimal(*number, &column.name),
            Value::Text(text) => csv_text(&unmarked(text, column.kind)),
        };
        self.writer.write_record(row.iter().zip(&self.columns).map(field)).map_err(io_error)
    }

    fn end(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Newlines and tabs belong in a quoted field; other control characters are shown, not sent.
pub fn csv_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && !matches!(c, '\n' | '\r' | '\t') {
            out.push_str(&crate::text::printable(c.encode_utf8(&mut [0; 4])));
        } else {
            out.push(c);
        }
    }
    out
}

/// So that a closed pipe is still seen as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
