//! Tab-separated values: a header, then a line a row. What would break a line or a column is escaped
//! as `\t`, `\n`, `\r`, `\\`, so that `cut`, `sort` and `awk` see columns and nothing is lost.

use std::io::{self, Write};

use super::cell::{decimal, unmarked};
use crate::query::answer::{Column, Sink, Value};

pub struct Tsv<'a> {
    out: Box<dyn Write + 'a>,
    columns: Vec<Column>,
}

impl<'a> Tsv<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Tsv<'a> {
        Tsv { out, columns: Vec::new() }
    }
}

impl Sink for Tsv<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.columns = columns.to_vec();
        let names: Vec<String> = columns.iter().map(|column| escaped(&column.name)).collect();
        writeln!(self.out, "{}", names.join("\t"))
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        for (index, (value, column)) in row.iter().zip(&self.columns).enumerate() {
            if index > 0 {
                self.out.write_all(b"\t")?;
            }
            match value {
                Value::Null => {}
                Value::Integer(number) => write!(self.out, "{number}")?,
                Value::Real(number) => self.out.write_all(decimal(*number, &column.name).as_bytes())?,
                Value::Text(text) => self.out.write_all(escaped(&unmarked(text, column.kind)).as_bytes())?,
            }
        }
        self.out.write_all(b"\n")
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            _ if c.is_control() => out.push_str(&crate::text::printable(c.encode_utf8(&mut [0; 4]))),
            _ => out.push(c),
        }
    }
    out
}
