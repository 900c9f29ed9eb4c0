//! Tab-separated values: a header, then a line a row. What would break a line or a column is escaped
//! as `\t`, `\n`, `\r`, `\\`, so that `cut`, `sort` and `awk` see columns and nothing is lost.

use std::io::{self, Write};

use super::cell::unmarked;
use crate::query::answer::{Column, ColumnKind, Sink, Value};

pub struct Tsv<'a> {
    out: Box<dyn Write + 'a>,
    kinds: Vec<ColumnKind>,
}

impl<'a> Tsv<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Tsv<'a> {
        Tsv { out, kinds: Vec::new() }
    }
}

impl Sink for Tsv<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.kinds = columns.iter().map(|column| column.kind).collect();
        let names: Vec<String> = columns.iter().map(|column| escaped(&column.name)).collect();
        writeln!(self.out, "{}", names.join("\t"))
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        for (index, (value, &kind)) in row.iter().zip(&self.kinds).enumerate() {
            if index > 0 {
                self.out.write_all(b"\t")?;
            }
            match value {
                Value::Null => {}
                Value::Integer(number) => write!(self.out, "{number}")?,
                Value::Real(number) => write!(self.out, "{number}")?,
                Value::Text(text) => self.out.write_all(escaped(&unmarked(text, kind)).as_bytes())?,
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
