//! Points on a map (RFC 7946): a feature a row, its other columns as properties.

use std::io::{self, Write};

use super::json::Keys;
use super::unfit;
use crate::query::answer::{Column, Sink, Value};

/// Degrees, WGS 84.
pub const COLUMNS: &[&str] = &["latitude", "longitude"];

pub struct Geojson<'a> {
    out: Box<dyn Write + 'a>,
    keys: Keys,
    /// Where latitude and longitude stand.
    at: (usize, usize),
    rows: u64,
}

impl<'a> Geojson<'a> {
    pub fn new(out: Box<dyn Write + 'a>) -> Geojson<'a> {
        Geojson { out, keys: Keys::default(), at: (0, 0), rows: 0 }
    }

    fn is_place(&self, at: usize) -> bool {
        at == self.at.0 || at == self.at.1
    }
}

impl Sink for Geojson<'_> {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let Some(found) = at(COLUMNS[0]).zip(at(COLUMNS[1])) else {
            return Err(unfit(
                "a map wants places: countries, docs and events have them, and `| by place`, `| by country`",
            ));
        };
        self.at = found;
        let kept: Vec<Column> = columns
            .iter()
            .enumerate()
            .filter(|(at, _)| !self.is_place(*at))
            .map(|(_, column)| column.clone())
            .collect();
        self.keys = Keys::new(&kept);
        write!(self.out, "{{\"type\":\"FeatureCollection\",\"features\":[")
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        let comma = if self.rows == 0 { "\n" } else { ",\n" };
        self.rows += 1;
        let kept: Vec<Value> =
            row.iter().enumerate().filter(|(at, _)| !self.is_place(*at)).map(|(_, value)| value.clone()).collect();
        let geometry = match (row.get(self.at.0).and_then(degrees), row.get(self.at.1).and_then(degrees)) {
            (Some(latitude), Some(longitude)) => {
                format!("{{\"type\":\"Point\",\"coordinates\":[{longitude},{latitude}]}}")
            }
            _ => "null".to_owned(), // the standard's own word for a feature that is nowhere
        };
        let properties = self.keys.object(&kept);
        write!(self.out, "{comma}{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{properties}}}")
    }

    fn end(&mut self) -> io::Result<()> {
        let newline = if self.rows == 0 { "" } else { "\n" };
        writeln!(self.out, "{newline}]}}")?;
        self.out.flush()
    }
}

fn degrees(value: &Value) -> Option<f64> {
    match value {
        Value::Real(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}
