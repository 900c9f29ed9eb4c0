//! One JSON array of objects, an object a line, values typed.

use std::io::{self, Write};

use serde::Serialize;

use super::cell::unmarked;
use crate::query::answer::{Column, ColumnKind, Sink, Value};

pub struct Json<'a> {
    out: Box<dyn Write + 'a>,
    keys: Keys,
    rows: u64,
}

impl<'a> Json<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Json<'a> {
        Json { out, keys: Keys::default(), rows: 0 }
    }
}

impl Sink for Json<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.keys = Keys::new(columns);
        self.out.write_all(b"[")
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let comma = if self.rows == 0 { "\n" } else { ",\n" };
        self.rows += 1;
        write!(self.out, "{comma}{}", self.keys.object(row))
    }

    fn end(&mut self) -> io::Result<()> {
        let newline = if self.rows == 0 { "" } else { "\n" };
        writeln!(self.out, "{newline}]")?;
        self.out.flush()
    }
}

/// The keys of an answer's objects, in column order.
#[derive(Default)]
pub struct Keys {
    keys: Vec<(String, ColumnKind)>,
}

impl Keys {
    /// A name that comes again gets a number: `name`, `name_2`.
    pub fn new(columns: &[Column]) -> Keys {
        let mut keys: Vec<(String, ColumnKind)> = Vec::with_capacity(columns.len());
        for column in columns {
            let mut name = column.name.clone();
            let mut count = 1;
            while keys.iter().any(|(taken, _)| *taken == name) {
                count += 1;
                name = format!("{}_{count}", column.name);
            }
            keys.push((name, column.kind));
        }
        Keys { keys }
    }

    /// A row as a JSON object on one line. What JSON has no number for, such as infinity, is null.
    pub fn object(&self, row: &[Value]) -> String {
        let mut out = String::from("{");
        for (index, ((key, kind), value)) in self.keys.iter().zip(row).enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(&json_string(key));
            out.push(':');
            match value {
                Value::Null => out.push_str("null"),
                Value::Integer(number) => out.push_str(&number.to_string()),
                Value::Real(number) => out.push_str(&serde_json::Value::from(*number).to_string()),
                Value::Text(text) => out.push_str(&json_string(&unmarked(text, *kind))),
            }
        }
        out.push('}');
        out
    }
}

/// `value` as JSON on one line, which it ends.
pub fn json_line(value: &impl Serialize) -> String {
    let mut out = String::new();
    // What we write has text for keys, and that is all that can fail.
    push_escaped(&mut out, &serde_json::to_string(value).unwrap_or_default());
    out.push('\n');
    out
}

/// `text` as a JSON string with its quotes, on one line.
pub fn json_string(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, &serde_json::Value::from(text).to_string());
    out
}

/// JSON demands escapes below U+0020 only; a terminal also obeys U+009B and the marks that reverse the
/// reading order. All of them stand inside strings.
fn push_escaped(out: &mut String, json: &str) {
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)))
            }
            _ => out.push(c),
        }
    }
}
