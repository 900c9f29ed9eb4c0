//! Rows as bars: what the drawings on a terminal and in SVG have in common.

use super::cell::{Cell, Newlines};
use super::colour::Colour;
use crate::query::answer::{Column, ColumnKind, Value};

/// More bars than this are no picture: what comes after them is left out, and said.
const MOST: usize = 1_000;

/// A bar for each row: the last number is its length, its words are its label, or else its dates.
#[derive(Default)]
pub struct Bars {
    columns: Vec<Column>,
    pub bars: Vec<Bar>,
    /// Rows beyond the most that are drawn.
    pub left: u64,
}

pub struct Bar {
    pub label: String,
    /// At least 0, and finite.
    pub length: f64,
    /// The length as it is written.
    pub number: String,
}

impl Bars {
    pub fn new(columns: &[Column]) -> Bars {
        Bars { columns: columns.to_vec(), ..Bars::default() }
    }

    /// The column whose values are drawn.
    pub fn measure(&self) -> Option<usize> {
        self.columns.iter().rposition(|column| matches!(column.kind, ColumnKind::Integer | ColumnKind::Real))
    }

    pub fn push(&mut self, row: &[Value]) {
        if self.bars.len() >= MOST {
            self.left += 1;
            return;
        }
        let measure = self.measure();
        let text = |at: usize, value: &Value| {
            let kind = self.columns.get(at).map_or(ColumnKind::Text, |column| column.kind);
            Cell::new(value, kind, Colour::Off, Newlines::Joined).text
        };
        let joined = |is_label: fn(ColumnKind) -> bool| {
            let of_label = |at: usize| self.columns.get(at).is_none_or(|column| is_label(column.kind));
            let labels = row.iter().enumerate().filter(|&(at, _)| Some(at) != measure && of_label(at));
            let labels = labels.map(|(at, value)| text(at, value)).filter(|label| !label.is_empty());
            labels.collect::<Vec<_>>().join("  ")
        };
        let mut label = joined(|kind| !matches!(kind, ColumnKind::Date | ColumnKind::Integer | ColumnKind::Real));
        if label.is_empty() {
            label = joined(|_| true);
        }
        let value = measure.and_then(|at| row.get(at));
        let length = match value {
            Some(Value::Integer(number)) => *number as f64,
            Some(Value::Real(number)) if number.is_finite() => *number,
            _ => 0.0,
        };
        let number = measure.zip(value).map_or_else(String::new, |(at, value)| text(at, value));
        self.bars.push(Bar { label, length: length.max(0.0), number });
    }

    /// The longest bar; 0 when there is none.
    pub fn most(&self) -> f64 {
        self.bars.iter().map(|bar| bar.length).fold(0.0, f64::max)
    }
}
