//! `dateline review`: doubtful facts, for a person to decide one by one, or as rows.

mod walk;

use std::io::{self, BufWriter, IsTerminal};

use rusqlite::Connection;

use super::{Failure, query};
use crate::cli::{Globals, ReviewArgs};
use crate::query::answer::{Column, ColumnKind, Sink, Value};
use crate::render;
use crate::shell::output::width;
use crate::store::decisions::{self, Doubt, Pair};
use crate::store::{create_or_open, open_read_only};

/// Doubts that are read at a time.
const BATCH: usize = 200;

/// Readings of a surface that are offered: one for each digit key.
const READINGS: usize = 9;

pub fn run(globals: &Globals, args: &ReviewArgs) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Archive(error.to_string());
    let reader = open_read_only(&globals.db).map_err(|error| failed(&error))?;
    if args.output.format.is_none() && io::stdin().is_terminal() && io::stdout().is_terminal() {
        drop(reader);
        let conn = create_or_open(&globals.db).map_err(|error| failed(&error))?;
        return walk::walk(&conn, query::settings(globals, &args.output).colour);
    }
    let settings = query::settings(globals, &args.output);
    let mut sink = render::sink(settings.format, width(), settings.colour, Box::new(BufWriter::new(io::stdout())));
    rows(&reader, args.limit, sink.as_mut())
}

/// A row for each doubt: pairs that may be one first, then mentions in the order of the documents.
fn rows(conn: &Connection, limit: Option<usize>, sink: &mut dyn Sink) -> Result<(), Failure> {
    let column = |(name, kind): (&str, ColumnKind)| Column { name: name.to_owned(), kind };
    let columns = [
        ("question", ColumnKind::Text),
        ("kind", ColumnKind::Text),
        ("document", ColumnKind::Integer),
        ("surface", ColumnKind::Text),
        ("reading", ColumnKind::Text),
        ("candidates", ColumnKind::Elastic),
        ("rule", ColumnKind::Text),
        ("confidence", ColumnKind::Real),
        ("evidence", ColumnKind::Elastic),
    ];
    sink.begin(&columns.map(column))?;
    let mut left = limit.unwrap_or(usize::MAX);
    for pair in decisions::pairs(conn).map_err(archive)?.into_iter().take(left) {
        left -= 1;
        let Pair { kind, one, other, how } = pair;
        sink.row(&[
            Value::Text("same?".to_owned()),
            Value::Text(kind.as_str().to_owned()),
            Value::Null,
            Value::Text(one.1),
            Value::Text(format!("{kind}/{}", one.0)),
            Value::Text(format!("{kind}/{} {}", other.0, other.1)),
            Value::Text(how.to_owned()),
            Value::Null,
            Value::Null,
        ])?;
    }
    let mut after = (0, -1);
    loop {
        let doubts = decisions::doubts(conn, after, BATCH.min(left)).map_err(archive)?;
        let Some(last) = doubts.last() else { break };
        after = (last.document, last.ordinal);
        left -= doubts.len();
        for doubt in doubts {
            let candidates: Vec<String> = decisions::readings(conn, &doubt, READINGS)
                .map_err(archive)?
                .into_iter()
                .map(|(id, name, _)| format!("{}/{id} {name}", doubt.kind))
                .collect();
            let Doubt { document, kind, entity, surface, rule, confidence, evidence, .. } = doubt;
            sink.row(&[
                Value::Text("right?".to_owned()),
                Value::Text(kind.as_str().to_owned()),
                Value::Integer(document),
                Value::Text(surface),
                entity.map_or(Value::Null, |(id, name)| Value::Text(format!("{kind}/{id} {name}"))),
                Value::Text(candidates.join("; ")),
                Value::Text(rule),
                Value::Real(confidence),
                Value::Text(evidence.split_whitespace().collect::<Vec<_>>().join(" ")),
            ])?;
        }
    }
    Ok(sink.end()?)
}

fn archive(error: rusqlite::Error) -> Failure {
    Failure::Archive(error.to_string())
}
