//! Counts as bars, for `| chart` on a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::bars::{Bar, Bars};
use super::colour::Colour;
use crate::query::answer::{Column, Sink, Value};
use crate::text::{display_width, truncate};

const BAR: Style = AnsiColor::Cyan.on_default();

/// Columns where the terminal's width is not known.
const USUAL: usize = 80;

/// A longer bar is harder to compare, not easier.
const LONGEST: usize = 60;

pub struct Chart<'a> {
    width: usize,
    colour: Colour,
    out: Box<dyn Write + 'a>,
    bars: Bars,
}

impl<'a> Chart<'a> {
    pub fn new(width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Chart<'a> {
        Chart { width: width.unwrap_or(USUAL), colour, out, bars: Bars::default() }
    }
}

impl Sink for Chart<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.bars = Bars::new(columns);
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.bars.push(row);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        let widest =
            |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| display_width(text)).max().unwrap_or(0);
        let bars = &self.bars.bars;
        let label_width = widest(&mut bars.iter().map(|bar| &bar.label)).min(self.width / 2);
        let number_width = widest(&mut bars.iter().map(|bar| &bar.number));
        let room = self.width.saturating_sub(label_width + number_width + 4).clamp(8, LONGEST);
        let most = self.bars.most();
        for Bar { label, length, number } in bars {
            let label = truncate(label, label_width);
            let blanks = " ".repeat(label_width - display_width(&label));
            let share = if most > 0.0 { length / most } else { 0.0 };
            let bar = self.colour.paint(BAR, &bar(share, room));
            writeln!(self.out, "{}", format!("{label}{blanks}  {number:>number_width$}  {bar}").trim_end())?;
        }
        if self.bars.left > 0 {
            writeln!(self.out, "… and {} more", self.bars.left)?;
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
