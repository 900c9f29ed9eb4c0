//! The archive in PostgreSQL: a real server, where one is installed. Where it is not, tests say that they are skipped:
//! `cargo test postgres -- --nocapture` shows it.

pub mod server;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use crate::world::{archive, dateline};
use server::{Server, server};

/// The server; without one the test is skipped, and says why.
pub fn installed() -> Option<&'static Server> {
    server().map_err(|why| eprintln!("skipped: {why}")).ok()
}

fn export(archive: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = dateline().arg("--db").arg(archive).args(["export", "postgres"]).args(arguments).output();
    let output = output.expect("the program starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The samples as a script.
fn script(folder: &Path) -> PathBuf {
    let path = folder.join("archive.sql");
    let (code, said) = export(archive(), &[path.to_str().expect("UTF-8")]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("psql -d DATABASE -f"), "{said}");
    path
}

/// Numbers are compared as such: `1` and `1.0` are one.
fn number(found: f64) -> Value {
    Value::from(found)
}

fn here(conn: &Connection, table: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).expect("a table");
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([]).expect("rows");
    let mut found = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        let cell = |at: usize| match row.get_ref(at).expect("a cell") {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(value) => number(value as f64),
            ValueRef::Real(value) => number(value),
            ValueRef::Text(text) | ValueRef::Blob(text) => Value::from(String::from_utf8_lossy(text)),
        };
        let row: Map<String, Value> = names.iter().enumerate().map(|(at, name)| (name.clone(), cell(at))).collect();
        found.push(Value::from(row).to_string());
    }
    found.sort();
    found
}

fn there(server: &Server, database: &str, table: &str) -> Vec<String> {
    let lines = server.ask(database, &format!("SELECT row_to_json(t) FROM dateline.{table} t"));
    let settled = |value: &Value| value.as_f64().map_or_else(|| value.clone(), number);
    let mut found: Vec<String> = lines
        .iter()
        .map(|line| {
            let row: Map<String, Value> = serde_json::from_str(line).expect("JSON");
            let row: Map<String, Value> = row.iter().map(|(name, value)| (name.clone(), settled(value))).collect();
            Value::from(row).to_string()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_row_of_every_table_and_view_arrives() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    server.load("rows", &script(folder.path()));
    let conn = Connection::open(archive()).expect("the archive");
    let names: Vec<String> = conn
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view') AND name NOT LIKE 'sqlite%'")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("names");
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        let mut there = there(server, "rows", &name);
        // What the copy alone has: of which schema it is.
        there.retain(|row| !row.contains("schema_version"));
        assert_eq!(there, here(&conn, &name), "{name}");
    }
    let comment = server.ask("rows", "SELECT obj_description('dateline.people'::regclass)");
    assert!(comment[0].starts_with("A person, as one row"), "{comment:?}");
}

#[test]
fn full_text_there_has_the_words_of_full_text_here() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    server.load("words", &script(folder.path()));
    let conn = Connection::open(archive()).expect("the archive");
    for table in ["documents_fts", "quotes_fts"] {
        conn.execute_batch(&format!("CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, row)"))
            .expect("a vocabulary");
        let mut here: Vec<String> = conn
            .prepare(&format!("SELECT term || '|' || doc || '|' || cnt FROM temp.v_{table}"))
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .expect("words");
        let sql = format!("SELECT word, ndoc, nentry FROM ts_stat('SELECT words FROM dateline.{table}')");
        let mut there = server.ask("words", &sql);
        here.sort();
        there.sort();
        assert!(here.len() > 100, "{table}");
        assert_eq!(there, here, "{table}");
    }
}

#[test]
fn a_second_copy_takes_the_place_of_the_first_only_by_force() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = script(folder.path());
    server.load("again", &path);
    let (is_loaded, said) = server.run("again", &path);
    assert!(!is_loaded && said.contains("\"dateline\" already exists"), "{said}");
    server.ask("again", "DELETE FROM dateline.saved_queries; DELETE FROM dateline.quotes");
    let (code, said) = export(archive(), &[path.to_str().expect("UTF-8")]);
    assert!(code == Some(3) && said.contains("--force"), "{said}");
    assert_eq!(export(archive(), &["--force", path.to_str().expect("UTF-8")]).0, Some(0));
    assert_eq!(server.run("again", &path), (true, String::new()));
    assert_ne!(server.ask("again", "SELECT count(*) FROM dateline.quotes"), ["0"]);
}

/// A script cut off at any line leaves nothing behind.
#[test]
fn half_a_copy_is_none() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = script(folder.path());
    let whole = std::fs::read(&path).expect("a script");
    server.ask("postgres", "CREATE DATABASE half");
    for part in [3, 2] {
        std::fs::write(&path, &whole[..whole.len() / part]).expect("written");
        server.run("half", &path);
        assert_eq!(server.ask("half", "SELECT count(*) FROM pg_namespace WHERE nspname = 'dateline'"), ["0"]);
    }
}

/// What the program says of a query: code, answer, notes.
#[cfg(feature = "postgres")]
fn answer(database: &str, query: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = dateline();
    command.args(["--db", database, "--today", "2024-11-25", "query", query]).args(more);
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
#[cfg(feature = "postgres")]
fn the_program_says_the_same_of_both() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    server.load("samples", &script(folder.path()));
    let here = archive().to_str().expect("UTF-8");
    let there = server.url("samples");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/queries");
    let scripts = std::fs::read_dir(samples).expect("samples").map(|entry| entry.expect("an entry").path());
    let scripts: Vec<String> = scripts.map(|path| std::fs::read_to_string(path).expect("a script")).collect();
    let asked = [
        "docs",
        "pipeline | snippet 8",
        "\"transit\" or port* | top 5 | select title, rank",
        "Türkmenbaşy",
        "near(6, oil, pipeline)",
        "near(8, oil, gas, tonnes)",
        "people with @kz | sort -lift | select name, lift",
        "people name:sarsenov",
        "quotes corridor | snippet",
        "quotes speaker:sarsenov verb:said",
        "projects country:all(kz, az) | by month fill",
        "events kind:visit | by week",
        "@kz | by quarter, country | top 2 per quarter",
        "countries with @kz | pairs",
        "docs | where title ~ \"PIPELINE\" | sort title | select title, words, people",
        "author:a | count",
        "place:baku | select title, latitude",
        "organizations kind:company | sort name",
        "no such phrase",
        "people with @sarsenv",
        "@nobody_at_all",
        "why @kz oil since:2023",
        "docs | whre x = 1",
        "'; DROP TABLE documents; --",
        "title:\"a b\" author:\"\\\"; --\"",
    ];
    for query in asked.into_iter().map(str::to_owned).chain(scripts) {
        // What is saved is saved in the archive alone.
        if query.contains("let ") {
            continue;
        }
        let (expected, found) =
            (answer(here, &query, &["--format", "jsonl"]), answer(&there, &query, &["--format", "jsonl"]));
        assert_eq!(found, expected, "{query}");
    }
    let (code, said, _) = answer(&there, "explain @kz oil", &[]);
    assert!(code == Some(0) && said.contains("@@ $") && said.contains("postgresql\n"), "{said}");
    let (code, said, notes) = answer(&there, "let ours = people country:kz; &ours | count", &["--format", "csv"]);
    assert!(code == Some(0) && said.starts_with("count\n") && notes.contains("not written to"), "{said}{notes}");
}

#[test]
#[cfg(feature = "postgres")]
fn a_database_without_a_copy_of_this_version_says_what_to_do() {
    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    server.load("older", &script(folder.path()));
    server.ask("older", "UPDATE dateline.meta SET value = '1' WHERE key = 'schema_version'");
    for (address, expected) in [
        (server.url("older"), "schema version 1"),
        (server.url("postgres"), "export postgres | psql"),
        (server.url("nowhere"), "cannot reach the database"),
        ("postgres://tests@127.0.0.1:1/none".to_owned(), "cannot reach the database"),
        ("postgres://[".to_owned(), "no address"),
    ] {
        let (code, _, said) = answer(&address, "docs", &[]);
        assert!(code == Some(3) && said.contains(expected), "{address}: {said}");
    }
}

#[test]
#[cfg(feature = "postgres")]
fn a_copy_is_only_read_and_stops_when_it_is_told_to() {
    use std::ops::ControlFlow;

    use dateline::query::archive::{Archive, ReadError};
    use dateline::query::dialect::Spelled;
    use dateline::query::postgres::Copy;

    let Some(server) = installed() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    server.load("stopped", &script(folder.path()));
    let (copy, stop) = Copy::open(&server.url("stopped")).expect("a copy");
    let ask = |text: &str| {
        let statement = Spelled { text: text.to_owned(), params: Vec::new() };
        copy.read(&statement, &mut |_| ControlFlow::Continue(()))
    };
    for text in ["DELETE FROM quotes", "CREATE TABLE t (a bigint)"] {
        assert!(matches!(ask(text), Err(ReadError::Server(_))), "{text}");
    }
    stop.stop();
    // It would take days.
    assert!(matches!(ask("SELECT count(*) FROM generate_series(1, 1000000000000)"), Err(ReadError::Stopped)));
    stop.start(Some(std::time::Duration::ZERO));
    assert!(matches!(ask("SELECT count(*) FROM generate_series(1, 1000000000000)"), Err(ReadError::Stopped)));
    stop.start(None);
    assert!(ask("SELECT 1").is_ok(), "it goes on with the next");
}

#[test]
#[cfg(not(feature = "postgres"))]
fn a_build_without_it_says_so() {
    let output =
        dateline().args(["--db", "postgres://tests@localhost/none", "query", "docs"]).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("--features postgres"), "{said}");
}

#[test]
fn other_commands_want_the_archive_itself() {
    for command in [&["check"][..], &["import", "articles"], &["show", "1"], &[]] {
        let output =
            dateline().args(["--db", "postgresql://localhost/none"]).args(command).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("--db FILE"), "{command:?}: {said}");
    }
}
