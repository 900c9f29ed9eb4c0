//! Counts drawn in SVG: periods as a timeline from left to right, all else as bars below one another.

use std::io::{self, Write};

use super::bars::Bars;
use super::unfit;
use super::xml::escaped;
use crate::lang::fields::Bucket;
use crate::query::answer::{Column, Sink, Value};
use crate::text::{display_width, truncate};

// All in pixels.
const WIDTH: f64 = 800.0;
const MARGIN: f64 = 16.0;
const LINE: f64 = 20.0;
/// A letter of the font below, on average.
const LETTER: f64 = 7.0;
const TIMELINE_HEIGHT: f64 = 240.0;

/// Columns of text of a label; longer ones are cut.
const LABEL: usize = 36;

/// Labels under a timeline; more would run into one another.
const TICKS: usize = 10;

const BAR: &str = "#3b7ea1";

pub struct Svg<'a> {
    out: Box<dyn Write + 'a>,
    bars: Bars,
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Timeline,
    Bars,
}

impl<'a> Svg<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Svg<'a> {
        Svg { out, bars: Bars::default(), shape: Shape::Bars }
    }

    fn open(&mut self, height: f64) -> io::Result<()> {
        writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
             font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">"
        )?;
        writeln!(self.out, "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>")
    }

    /// A bar with what it stands for, which browsers show under the pointer.
    fn bar(&mut self, at: usize, [x, y, width, height]: [f64; 4]) -> io::Result<()> {
        let bar = &self.bars.bars[at];
        let title = format!("{}: {}", escaped(&bar.label), escaped(&bar.number));
        writeln!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{BAR}\"><title>{title}</title></rect>"
        )
    }

    fn text(&mut self, [x, y]: [f64; 2], anchor: &str, text: &str) -> io::Result<()> {
        writeln!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", escaped(text))
    }

    fn below_one_another(&mut self) -> io::Result<()> {
        let more = f64::from(u8::from(self.bars.left > 0));
        self.open(2.0 * MARGIN + LINE * (self.bars.bars.len() as f64 + more))?;
        let labels: Vec<String> = self.bars.bars.iter().map(|bar| truncate(&bar.label, LABEL)).collect();
        let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0) as f64 * LETTER;
        let left = MARGIN + widest(&mut labels.iter().map(|label| display_width(label)));
        let numbers = widest(&mut self.bars.bars.iter().map(|bar| display_width(&bar.number)));
        let room = WIDTH - left - numbers - 2.0 * MARGIN;
        let most = self.bars.most();
        for (at, label) in labels.iter().enumerate() {
            let top = MARGIN + LINE * at as f64;
            let length = if most > 0.0 { self.bars.bars[at].length / most * room } else { 0.0 };
            let number = self.bars.bars[at].number.clone();
            self.text([left, top + 14.0], "end", label)?;
            self.bar(at, [left + 8.0, top + 3.0, length, LINE - 6.0])?;
            self.text([left + 14.0 + length, top + 14.0], "start", &number)?;
        }
        if self.bars.left > 0 {
            let y = MARGIN + LINE * labels.len() as f64 + 14.0;
            let more = format!("… and {} more", self.bars.left);
            self.text([left, y], "end", &more)?;
        }
        Ok(())
    }

    fn left_to_right(&mut self) -> io::Result<()> {
        self.open(TIMELINE_HEIGHT + 2.0 * MARGIN + 2.0 * LINE)?;
        let count = self.bars.bars.len();
        let most = self.bars.most();
        let top = MARGIN + LINE;
        let base = top + TIMELINE_HEIGHT;
        let step = (WIDTH - 2.0 * MARGIN) / count.max(1) as f64;
        if let Some(highest) = self.bars.bars.iter().max_by(|a, b| a.length.total_cmp(&b.length)) {
            let highest = format!("{}: {}", highest.label, highest.number);
            self.text([MARGIN, MARGIN + 10.0], "start", &format!("most in {highest}"))?;
        }
        for at in 0..count {
            let height = if most > 0.0 { self.bars.bars[at].length / most * TIMELINE_HEIGHT } else { 0.0 };
            let x = MARGIN + step * at as f64;
            self.bar(at, [x + step * 0.1, base - height, step * 0.8, height])?;
            if at % count.div_ceil(TICKS).max(1) == 0 {
                let label = truncate(&self.bars.bars[at].label, LABEL);
                self.text([x + step * 0.1, base + 16.0], "start", &label)?;
            }
        }
        writeln!(
            self.out,
            "<line x1=\"{MARGIN}\" y1=\"{base}\" x2=\"{}\" y2=\"{base}\" stroke=\"#888\"/>",
            WIDTH - MARGIN
        )?;
        if self.bars.left > 0 {
            let more = format!("… and {} more", self.bars.left);
            self.text([WIDTH - MARGIN, MARGIN + 10.0], "end", &more)?;
        }
        Ok(())
    }
}

impl Sink for Svg<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.bars = Bars::new(columns);
        if self.bars.measure().is_none() {
            return Err(unfit("svg draws counts, and here is no number: add `| by month`, `| by person` or the like"));
        }
        let period = columns.first().and_then(|column| Bucket::named(&column.name)).filter(|bucket| bucket.is_period());
        self.shape = if period.is_some() && columns.len() == 2 { Shape::Timeline } else { Shape::Bars };
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.bars.push(row);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        match self.shape {
            Shape::Timeline => self.left_to_right()?,
            Shape::Bars => self.below_one_another()?,
        }
        writeln!(self.out, "</svg>")?;
        self.out.flush()
    }
}
