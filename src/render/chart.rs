//! Counts as bars, for `| chart` on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::cell::{Cell, Newlines};
use super::colour::Colour;
use crate::query::answer::{Column, ColumnKind, Sink, Value};
use crate::text::{display_width, truncate};

const BAR: Style = AnsiColor::Cyan.on_default();

/// Columns where the terminal's width is not known.
const USUAL: usize = 80;

/// A longer bar is harder to compare, not easier.
const LONGEST: usize = 60;

/// More bars than this are no picture: what comes after them is left out, and said.
const MOST: usize = 1_000;

/// A bar for each row: the last number is its length, the columns before it are its label.
pub struct Chart<'a> {
    width: usize,
    colour: Colour,
    out: Box<dyn Write + 'a>,
    columns: Vec<Column>,
    rows: Vec<(String, f64, String)>,
    left: u64,
}

impl<'a> Chart<'a> {
    pub fn new(width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Chart<'a> {
        Chart { width: width.unwrap_or(USUAL), colour, out, columns: Vec::new(), rows: Vec::new(), left: 0 }
    }

    /// The column whose values are drawn.
    fn measure(&self) -> Option<usize> {
        self.columns.iter().rposition(|column| matches!(column.kind, ColumnKind::Integer | ColumnKind::Real))
    }
}

impl Sink for Chart<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        if self.rows.len() >= MOST {
            self.left += 1;
            return Ok(());
        }
        let measure = self.measure();
        let text = |at: usize, value: &Value| {
            let kind = self.columns.get(at).map_or(ColumnKind::Text, |column| column.kind);
            Cell::new(value, kind, Colour::Off, Newlines::Joined).text
        };
        let labels = row.iter().enumerate().filter(|(at, _)| Some(*at) != measure).map(|(at, value)| text(at, value));
        let label = labels.filter(|label| !label.is_empty()).collect::<Vec<_>>().join("  ");
        let value = measure.and_then(|at| row.get(at));
        let length = match value {
            Some(Value::Integer(number)) => *number as f64,
            Some(Value::Real(number)) if number.is_finite() => *number,
            _ => 0.0,
        };
        let number = measure.zip(value).map_or_else(String::new, |(at, value)| text(at, value));
        self.rows.push((label, length.max(0.0), number));
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        let widest =
            |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| display_width(text)).max().unwrap_or(0);
        let label_width = widest(&mut self.rows.iter().map(|row| &row.0)).min(self.width / 2);
        let number_width = widest(&mut self.rows.iter().map(|row| &row.2));
        let room = self.width.saturating_sub(label_width + number_width + 4).clamp(8, LONGEST);
        let most = self.rows.iter().map(|row| row.1).fold(0.0, f64::max);
        for (label, length, number) in &self.rows {
            let label = truncate(label, label_width);
            let blanks = " ".repeat(label_width - display_width(&label));
            let share = if most > 0.0 { length / most } else { 0.0 };
            let bar = self.colour.paint(BAR, &bar(share, room));
            writeln!(self.out, "{}", format!("{label}{blanks}  {number:>number_width$}  {bar}").trim_end())?;
        }
        if self.left > 0 {
            writeln!(self.out, "… and {} more", self.left)?;
        }
        self.out.flush()
    }
}

/// `share` of `columns` in eighths of a column. Something is never drawn as nothing.
fn bar(share: f64, columns: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * columns as f64 * 8.0).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_in_proportion() {
        assert_eq!(bar(1.0, 4), "████");
        assert_eq!(bar(0.5, 3), "█▌");
        assert_eq!(bar(0.0001, 10), "▏");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(f64::NAN, 10), "");
    }
}
