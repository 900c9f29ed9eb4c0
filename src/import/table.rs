//! CSV and TSV: a row an article, its fields named by the header.

use std::cell::Cell;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use super::cut::{Flow, Piece, describe, too_long, whole};
use super::decode;
use super::fields;
use super::format::{Cut, Format, Parsed, extension};
use super::json;
use super::unit::{Input, Served, Unit};

pub struct Table;

impl Format for Table {
    fn cut(&self) -> Cut {
        Cut::Rows
    }

    /// By its name, or by a first line that names a text and something else.
    fn recognises(&self, path: &Path, head: &[u8]) -> bool {
        if matches!(extension(path).as_str(), "csv" | "tsv" | "tab") {
            return !head.is_empty();
        }
        let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
        let names: Vec<String> = names(line, delimiter(line)).iter().map(|name| fields::plain_name(name)).collect();
        names.len() >= 2
            && names.iter().any(|name| fields::TEXT.contains(&name.as_str()))
            && names.iter().any(|name| fields::is_known(name) && !fields::TEXT.contains(&name.as_str()))
    }

    /// Never asked: rows become records.
    fn parse(&self, unit: &Unit) -> Parsed {
        json::Row.parse(unit)
    }
}

/// The rows of a table as records. `sample` is its beginning.
pub fn rows(input: &Arc<Input>, sample: &[u8], reader: impl Read, take: &mut dyn FnMut(Piece) -> Flow) -> Flow {
    let encoding = decode::encoding(sample, None).encoding;
    let since = Rc::new(Cell::new(0));
    let bounded = Bounded { inner: reader, since: Rc::clone(&since), limit: input.limits.document_bytes };
    let line = sample.split(|b| *b == b'\n').next().unwrap_or_default();
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter(line)).flexible(true).has_headers(false).from_reader(bounded);
    let mut row = csv::ByteRecord::new();
    let mut header: Option<Vec<String>> = None;
    for ordinal in 0.. {
        let offset = table.position().byte();
        since.set(0);
        match table.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Flow::On,
            Err(error) => {
                let reason = match error.into_kind() {
                    csv::ErrorKind::Io(error) => describe(&error),
                    kind => format!("{kind:?}"),
                };
                return take(Err(whole(input, "parse", Some(offset), reason)));
            }
        }
        let values = row.iter().map(|value| decoded(encoding, value));
        let Some(header) = &header else {
            header = Some(values.collect());
            continue;
        };
        let unit = Unit {
            input: Arc::clone(input),
            format: &json::Row,
            ordinal: ordinal - 1,
            offset,
            bytes: Vec::new(),
            served: Served::default(),
        };
        let piece = if row.len() > header.len() {
            let reason = format!("{} fields where the header has {}: is a quote missing?", row.len(), header.len());
            Err(unit.refuse("parse", Some(0), reason))
        } else {
            let named = header.iter().cloned().zip(values.map(Value::String));
            let record: Map<String, Value> = named.filter(|(_, value)| value != "").collect();
            Ok(Unit { bytes: Value::Object(record).to_string().into_bytes(), ..unit })
        };
        if take(piece) == Flow::Stop {
            return Flow::Stop;
        }
    }
    Flow::On
}

fn decoded(encoding: &'static Encoding, value: &[u8]) -> String {
    encoding.decode_with_bom_removal(value).0.into_owned()
}

/// What parts the fields of a header: the commonest of comma, tab, semicolon and bar.
fn delimiter(line: &[u8]) -> u8 {
    let count = |byte: u8| line.iter().filter(|b| **b == byte).count();
    [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

fn names(line: &[u8], delimiter: u8) -> Vec<String> {
    let name = |name: &[u8]| String::from_utf8_lossy(name).trim().trim_matches('"').to_owned();
    line.split(|b| *b == delimiter).take(1000).map(name).collect()
}

/// Ends in an error when a row is longer than an article may be: a quote that is never closed would
/// take the rest of the file into memory.
struct Bounded<R> {
    inner: R,
    since: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.limit {
            return Err(io::Error::other(format!("{} (is a quote missing?)", too_long("a row", self.limit))));
        }
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_by_their_first_line() {
        for (line, expected) in [
            ("id,title,text\n", true),
            ("Date;Headline;Body\n", true),
            ("url\tcontent\n", true),
            ("The text, the title and the body were lost.\n", false),
            ("text\n", false),
            ("name,age\n", false),
        ] {
            assert_eq!(Table.recognises(Path::new("x"), line.as_bytes()), expected, "{line}");
        }
    }
}
