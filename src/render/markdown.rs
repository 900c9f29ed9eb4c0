//! A Markdown table (GitHub's dialect) to paste into notes.

use std::io::{self, Write};

use super::cell::{Cell, Newlines, pieces};
use super::colour::Colour;
use crate::query::answer::{Column, ColumnKind, Sink, Value};

pub struct Markdown<'a> {
    out: Box<dyn Write + 'a>,
    kinds: Vec<ColumnKind>,
}

impl<'a> Markdown<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Markdown<'a> {
        Markdown { out, kinds: Vec::new() }
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        writeln!(self.out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
    }
}

impl Sink for Markdown<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.kinds = columns.iter().map(|column| column.kind).collect();
        self.line(columns.iter().map(|column| escaped(&column.name)))?;
        let rule = |column: &Column| match column.kind {
            ColumnKind::Integer | ColumnKind::Real => "---:".to_owned(),
            _ => "---".to_owned(),
        };
        self.line(columns.iter().map(rule))
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let kinds = std::mem::take(&mut self.kinds);
        let written = self.line(row.iter().zip(&kinds).map(|(value, &kind)| cell(value, kind)));
        self.kinds = kinds;
        written
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn cell(value: &Value, kind: ColumnKind) -> String {
    let Value::Text(text) = value else {
        return Cell::new(value, kind, Colour::Off, Newlines::Joined).text;
    };
    let emphasised = |(piece, is_hit): (&str, bool)| match is_hit {
        true => format!("**{}**", escaped(piece)),
        false => escaped(piece),
    };
    pieces(text, kind).into_iter().map(emphasised).collect()
}

/// Text that means nothing to Markdown: an article must not bring in markup, images or HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::text::printable(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// The same at the beginning of a block, where further signs would make a heading, a list or a rule.
pub fn escaped_block(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'#' | b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{text}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}
