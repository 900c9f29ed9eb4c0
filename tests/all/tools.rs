//! Archives and exported files in other programs: all of it can be read there, and is as much as here.
//!
//! A program that is not installed is skipped, and said so: `cargo test tools -- --nocapture` shows it.
//! `tools/readers/venv.sh` installs them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use crate::world::{archive, dateline};

type Counts = BTreeMap<String, u64>;

/// Rows of each table and view, as SQLite counts them here.
fn ours() -> Counts {
    let conn = Connection::open(archive()).expect("the archive");
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%_fts%'";
    let names: Vec<String> = conn
        .prepare(sql)
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("names of tables");
    assert!(names.iter().any(|name| name == "people") && names.iter().any(|name| name == "meetings"));
    let count = |name: &String| {
        let count: i64 = conn
            .query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        count.unsigned_abs()
    };
    names.iter().map(|name| (name.clone(), count(name))).collect()
}

fn skip(what: &str, why: &str) {
    eprintln!("skipped: {what}: {}", why.trim());
}

/// The exit code by which a reader says that it is not to be had here.
const NOT_HERE: i32 = 77;

/// What a program reads through `tools/readers/read.py`, if it is there.
fn read(arguments: &[&Path]) -> Option<Counts> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let what = arguments[0].display().to_string();
    let installed = root.join("target/readers/bin/python");
    let python = if installed.is_file() { installed } else { PathBuf::from("python3") };
    let output = match Command::new(python).arg(root.join("tools/readers/read.py")).args(arguments).output() {
        Ok(output) => output,
        Err(error) => {
            skip(&what, &format!("python3: {error}"));
            return None;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.code() == Some(NOT_HERE) {
        skip(&what, &said);
        return None;
    }
    assert!(output.status.success(), "{what}\n{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_str(&said).expect("counts"))
}

#[test]
fn the_sqlite_shell_reads_every_row() {
    let shell = |sql: &str| Command::new("sqlite3").args(["-readonly", "-json"]).arg(archive()).arg(sql).output();
    let version = match Command::new("sqlite3").arg("--version").output() {
        Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
        Err(error) => return skip("sqlite3", &error.to_string()),
    };
    eprintln!("sqlite3 {}", version.split(' ').next().unwrap_or_default());
    for (name, count) in ours() {
        let output = shell(&format!("SELECT * FROM {name}")).expect("it starts");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        // No rows are no array.
        let rows: Vec<serde_json::Value> =
            if text.trim().is_empty() { Vec::new() } else { serde_json::from_str(&text).expect("JSON") };
        assert_eq!(rows.len() as u64, count, "{name}");
    }
    let found =
        shell("SELECT count(*) AS n FROM documents_fts WHERE documents_fts MATCH 'corridor'").expect("it starts");
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"n\":1"), "more than nine articles have the word");
    let sound = shell("PRAGMA integrity_check").expect("it starts");
    assert!(String::from_utf8_lossy(&sound.stdout).contains("ok"));
}

#[test]
fn python_and_its_libraries_read_every_row() {
    for reader in ["sqlite3", "pandas", "sqlite-utils"] {
        if let Some(found) = read(&[Path::new(reader), archive()]) {
            assert_eq!(found, ours(), "{reader}");
        }
    }
}

#[test]
fn duckdb_reads_every_row() {
    if let Some(found) = read(&[Path::new("duckdb"), archive()]) {
        assert_eq!(found, ours());
    }
}

/// LibreOffice's bridge is a part of the system's Python, which need not be the first on the path.
#[test]
fn libreoffice_base_reads_every_row() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/readers/base.py");
    let mut reason = String::new();
    for python in ["/usr/bin/python3", "python3"] {
        let Ok(output) = Command::new(python).arg(&script).arg(archive()).output() else { continue };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.code() == Some(NOT_HERE) {
            reason = said;
            continue;
        }
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(serde_json::from_str::<Counts>(&said).expect("counts"), ours());
        return;
    }
    skip("LibreOffice Base", &reason);
}

#[test]
fn datasette_shows_every_page_with_our_metadata() {
    let folder = tempfile::tempdir().expect("a folder");
    let metadata = folder.path().join("metadata.json");
    let mut export = dateline();
    export.arg("--db").arg(archive()).args(["export", "datasette"]).arg(&metadata);
    assert!(export.output().expect("the program starts").status.success());
    if let Some(found) = read(&[Path::new("datasette"), archive(), &metadata]) {
        assert_eq!(found, ours());
    }
}

#[test]
fn pandas_and_duckdb_read_the_exported_files() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["csv", "jsonl", "parquet"] {
        let at = folder.path().join(format);
        let mut export = dateline();
        export.arg("--db").arg(archive()).args(["export", format]).arg(&at);
        assert!(export.output().expect("the program starts").status.success());
        let Some(found) = read(&[Path::new("files"), &at]) else { return };
        let expected = ours();
        assert!(found.len() > 40);
        assert!(found.iter().all(|(name, rows)| expected.get(name) == Some(rows)), "{format}: {found:?}\n{expected:?}");
    }
}
