//! Rows in the text form of COPY: tabs between values, a line a row, `\N` for NULL.

use std::io::{self, Write};

use crate::export::cell::Cell;

/// A row of cells, and what comes behind them.
pub fn row(out: &mut dyn Write, cells: &[Cell]) -> io::Result<()> {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        match cell {
            Cell::Null => line += "\\N",
            Cell::Integer(number) => line += &number.to_string(),
            Cell::Real(number) => line += &format!("{number:?}"),
            Cell::Text(text) => escape(text, &mut line),
            Cell::Day(date) => line += &date.to_string(),
        }
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

/// PostgreSQL's text can hold all but NUL, which is shown as ␀.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => *out += "\\\\",
            '\t' => *out += "\\t",
            '\n' => *out += "\\n",
            '\r' => *out += "\\r",
            '\0' => out.push('␀'),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_value_or_a_row() {
        let mut out = Vec::new();
        let text = |text: &'static str| Cell::Text(text.into());
        row(&mut out, &[Cell::Null, text("\\N"), text("a\tb\r\n\\.\0é"), text(""), Cell::Real(0.5)]).expect("memory");
        assert_eq!(String::from_utf8_lossy(&out), "\\N\t\\\\N\ta\\tb\\r\\n\\\\.␀é\t\t0.5\n");
    }
}
