//! JSON Lines: an object a line.

use std::io::{self, Write};

use super::cell::Cell;
use super::model::Column;
use super::{File, Rows};
use crate::render::json_string;

pub struct Jsonl {
    out: File,
    /// `"name":`
    keys: Vec<String>,
}

impl Jsonl {
    pub fn new(columns: &[Column], out: File) -> Jsonl {
        Jsonl { out, keys: columns.iter().map(|column| json_string(&column.name) + ":").collect() }
    }
}

impl Rows for Jsonl {
    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        let mut line = String::from("{");
        for (key, cell) in self.keys.iter().zip(row) {
            if line.len() > 1 {
                line.push(',');
            }
            line += key;
            line += &match cell {
                Cell::Null => "null".to_owned(),
                Cell::Integer(number) => number.to_string(),
                // JSON has no infinity.
                Cell::Real(number) => serde_json::Value::from(*number).to_string(),
                Cell::Text(text) => json_string(text),
                Cell::Day(date) => format!("\"{date}\""),
            };
        }
        line += "}\n";
        self.out.write_all(line.as_bytes())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
