//! A page of its own with one table: nothing is loaded from elsewhere, and nothing in it runs.

use std::io::{self, Write};

use super::cell::{Cell, Newlines, pieces};
use super::colour::Colour;
use super::xml::escaped;
use crate::query::answer::{Column, ColumnKind, Sink, Value};

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>dateline</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2em; color: #222 }
table { border-collapse: collapse }
th, td { padding: .3em .8em; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd }
th { border-bottom: 2px solid #888 }
.n { text-align: right; font-variant-numeric: tabular-nums }
</style>
</head>
<body>
<table>
";

pub struct Html<'a> {
    out: Box<dyn Write + 'a>,
    kinds: Vec<ColumnKind>,
}

impl<'a> Html<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Html<'a> {
        Html { out, kinds: Vec::new() }
    }
}

impl Sink for Html<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.kinds = columns.iter().map(|column| column.kind).collect();
        write!(self.out, "{HEAD}<thead><tr>")?;
        for column in columns {
            write!(self.out, "<th{}>{}</th>", class(column.kind), escaped(&column.name))?;
        }
        writeln!(self.out, "</tr></thead>\n<tbody>")
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        write!(self.out, "<tr>")?;
        for (value, &kind) in row.iter().zip(&self.kinds) {
            write!(self.out, "<td{}>{}</td>", class(kind), cell(value, kind))?;
        }
        writeln!(self.out, "</tr>")
    }

    fn end(&mut self) -> io::Result<()> {
        writeln!(self.out, "</tbody>\n</table>\n</body>\n</html>")?;
        self.out.flush()
    }
}

/// Numbers stand under one another.
fn class(kind: ColumnKind) -> &'static str {
    if matches!(kind, ColumnKind::Integer | ColumnKind::Real) { " class=\"n\"" } else { "" }
}

fn cell(value: &Value, kind: ColumnKind) -> String {
    let Value::Text(text) = value else {
        return Cell::new(value, kind, Colour::Off, Newlines::Joined).text;
    };
    let marked = |(piece, is_hit): (&str, bool)| match is_hit {
        true => format!("<mark>{}</mark>", escaped(piece)),
        false => escaped(piece),
    };
    pieces(text, kind).into_iter().map(marked).collect()
}
