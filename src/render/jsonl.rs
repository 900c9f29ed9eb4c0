//! JSON Lines: an object a line, for programs that read row by row.

use std::io::{self, Write};

use super::json::Keys;
use crate::query::answer::{Column, Sink, Value};

pub struct Jsonl<'a> {
    out: Box<dyn Write + 'a>,
    keys: Keys,
}

impl<'a> Jsonl<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Jsonl<'a> {
        Jsonl { out, keys: Keys::default() }
    }
}

impl Sink for Jsonl<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.keys = Keys::new(columns);
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        writeln!(self.out, "{}", self.keys.object(row))
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
