//! Comma-separated values: quoted where needed (RFC 4180), lines ended by `\n`, NULL an empty field.

use std::io;

use super::cell::Cell;
use super::model::Column;
use super::{File, Rows};
use crate::render::csv_text;

pub struct Csv {
    writer: csv::Writer<File>,
}

impl Csv {
    pub fn begin(columns: &[Column], out: File) -> io::Result<Csv> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|column| &column.name))?;
        Ok(Csv { writer })
    }
}

impl Rows for Csv {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        for cell in row {
            let field = match cell {
                Cell::Null => String::new(),
                Cell::Integer(number) => number.to_string(),
                // With its point, by which readers tell it from a whole number.
                Cell::Real(number) => format!("{number:?}"),
                Cell::Text(text) => csv_text(text),
                Cell::Day(date) => date.to_string(),
            };
            self.writer.write_field(field)?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}
