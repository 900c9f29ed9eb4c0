//! One file per query: what it is read as, its SQL in both dialects, SQLite's plan, its rows, which are the same in both.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the files anew; the diff is then to be read.

use std::fmt::Write;
use std::path::Path;

use dateline::query::answer::Value;
use dateline::query::archive::Archive;
use dateline::query::dialect::Dialect;
use dateline::query::{self, Options, Param};

use super::everywhere::copy;
use super::world::World;
use super::{ask, prepare, today};

#[test]
fn goldens() {
    let archive = World::generate(1, 40).archive();
    let copy = copy(&archive);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/queries");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "txt"));
    files.sort();
    assert!(!files.is_empty());
    for path in files {
        let golden = std::fs::read_to_string(&path).expect("readable");
        let text = golden.lines().next().expect("a query on the first line");
        let found = record(&archive, text);
        expect_test::expect_file![&path].assert_eq(&found);
        if let (Some(copy), Some((_, here))) = (&copy, found.split_once("\n-- rows\n")) {
            assert_eq!(rows_and_notes(&**copy, text), here, "{text}\n{found}");
        }
    }
}

fn record(archive: &rusqlite::Connection, text: &str) -> String {
    let mut out = format!("{text}\n");
    let options = Options::new(today());
    let prepared = match prepare(archive, text, &options) {
        Ok(prepared) => prepared,
        Err(findings) => {
            for finding in findings {
                let _ = writeln!(out, "\n{}: {} at {:?}", finding.code, finding.message, finding.span);
                for hint in finding.hints {
                    let _ = writeln!(out, "  {hint}");
                }
            }
            return out;
        }
    };
    let _ = writeln!(out, "\n-- canonical\n{}", prepared.canonical());
    let _ = writeln!(out, "\n-- driver\n{}", prepared.drivers().join("\n"));
    let _ = writeln!(out, "\n-- sql\n{}", prepared.sql().text);
    let _ = writeln!(out, "\n-- parameters\n{}", params(&prepared.sql().params));
    let plan = query::query_plan(archive, &prepared, &options).expect("a plan");
    let _ = writeln!(out, "\n-- plan\n{}", plan.join("\n"));
    let postgres = prepared.sql_in(Dialect::Postgres).expect("words");
    let _ = writeln!(out, "\n-- postgresql\n{}\n{}", postgres.text, params(&postgres.params));
    let _ = write!(out, "\n-- rows\n{}", rows_and_notes(archive, text));
    out
}

fn rows_and_notes(archive: &dyn Archive, text: &str) -> String {
    let mut out = String::new();
    let (rows, notes) = ask(archive, text);
    let names: Vec<&str> = rows.columns.iter().map(|column| column.name.as_str()).collect();
    let _ = writeln!(out, "{}", names.join(" | "));
    for row in rows.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        let _ = writeln!(out, "{}", cells.join(" | "));
    }
    let _ = writeln!(out, "\n-- notes");
    for note in notes {
        let _ = writeln!(out, "{}", note.text);
    }
    out
}

fn params(params: &[Param]) -> String {
    let each = params.iter().map(|param| match param {
        Param::Integer(number) => number.to_string(),
        Param::Real(number) => number.to_string(),
        Param::Text(text) => format!("{text:?}"),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "·".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => format!("{number:.3}"),
        Value::Text(text) => text.replace('\u{2}', "[").replace('\u{3}', "]"),
    }
}
