//! The archive on disk: what a fresh one holds, migrations, opening what is no archive.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::store;
use rusqlite::Connection;

/// The schema of an archive, comments and spacing aside: `(type, name)` to SQL.
fn schema(conn: &Connection) -> BTreeMap<(String, String), String> {
    let mut statement = conn.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").expect("a schema");
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, String>(2)?)));
    rows.expect("a schema")
        .map(|row| row.expect("a row"))
        .map(|(key, sql)| {
            let bare = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
            let spaced = bare.collect::<Vec<_>>().join(" ").replace('(', " ( ").replace(')', " ) ").replace(',', " , ");
            (key, spaced.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect()
}

fn fresh() -> Connection {
    let conn = Connection::open_in_memory().expect("memory");
    conn.execute_batch(store::SCHEMA).expect("schema.sql");
    conn
}

#[test]
fn an_archive_of_version_1_is_brought_to_the_present_schema() {
    let old = Connection::open_in_memory().expect("memory");
    old.execute_batch(include_str!("../cases/archive/schema-1.sql")).expect("the schema of version 1");
    assert_ne!(schema(&old), schema(&fresh()), "a migration that changes nothing proves nothing");
    store::step(&old, 1).expect("migrations");
    for (what, sql) in schema(&fresh()) {
        assert_eq!(schema(&old).get(&what), Some(&sql));
    }
    assert_eq!(schema(&old).len(), schema(&fresh()).len());
    let version: i32 = old.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, store::VERSION);
}

#[test]
fn an_older_archive_is_migrated_by_a_command_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).expect("a file");
    old.execute_batch(include_str!("../cases/archive/schema-1.sql")).expect("the schema of version 1");
    old.execute_batch("PRAGMA application_id = 0x64746c6e; PRAGMA user_version = 1").expect("an archive");
    drop(old);
    let run = |arguments: &[&str]| {
        let output = crate::world::dateline().arg("--db").arg(&path).args(arguments).output().expect("it ran");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run(&["query", "docs"]);
    assert!(code == Some(3) && said.contains("`dateline migrate` brings it to version"), "{said}");
    let (code, said) = run(&["migrate"]);
    assert!(code == Some(0) && said.contains(&format!("from schema version 1 to {}", store::VERSION)), "{said}");
    assert_eq!(run(&["query", "docs | count"]).0, Some(0));
    assert_eq!(run(&["check"]).0, Some(0));
    let (code, said) = run(&["migrate"]);
    assert!(code == Some(0) && said.contains("nothing is changed"), "{said}");
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(run(&["migrate"]).0, Some(3), "it makes no archive");
    assert!(!path.exists());
}

#[test]
fn a_fresh_archive_knows_the_countries() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("archive.db");
    drop(store::create_or_open(&path).expect("made"));
    let conn = store::open_read_only(&path).expect("opened");
    let count: i64 = conn.query_row("SELECT count(*) FROM countries", [], |row| row.get(0)).expect("a count");
    assert!(count >= 250, "{count} countries");
    for (typed, code) in [("kazakhstan", "KZ"), ("azerbaijani", "AZ"), ("kosovo", "XK"), ("baku", "AZ")] {
        let found: bool = conn
            .prepare("SELECT 1 FROM aliases a JOIN countries c ON c.id = a.entity WHERE a.kind = 'country' AND norm = ?1 AND code = ?2")
            .and_then(|mut statement| statement.exists([typed, code]))
            .expect("a query");
        assert!(found, "{typed} is {code}");
    }
    let page: i64 = conn.pragma_query_value(None, "page_size", |row| row.get(0)).expect("a page size");
    assert_eq!(page, 16_384);
    assert!(conn.execute("DELETE FROM countries", []).is_err(), "a reader cannot write");
}

/// What opening `path` says, for writing and for reading.
fn refusals(path: &Path) -> [String; 2] {
    [store::create_or_open(path).map(|_| ()), store::open_read_only(path).map(|_| ())]
        .map(|opened| opened.expect_err("must not open").to_string())
}

#[test]
fn what_is_no_archive_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("notes.txt"), "these are no pages of a database ".repeat(100)).expect("written");
    Connection::open(at("other.db")).and_then(|c| c.execute_batch("CREATE TABLE t (x)")).expect("another database");
    drop(store::create_or_open(&at("newer.db")).expect("made"));
    Connection::open(at("newer.db")).and_then(|c| c.pragma_update(None, "user_version", 999)).expect("a version");

    for (path, phrase) in [
        (folder.path().to_owned(), "is a folder"),
        (at("notes.txt"), "is not an SQLite database"),
        (at("other.db"), "no dateline archive"),
        (at("newer.db"), "use a newer dateline"),
    ] {
        for said in refusals(&path) {
            assert!(said.contains(phrase), "{said}");
        }
    }
    let missing = store::open_read_only(&at("missing.db")).map(|_| ()).expect_err("must not open").to_string();
    assert!(missing.contains("dateline import"), "{missing}");
    let nowhere = store::create_or_open(&at("nowhere/archive.db")).map(|_| ()).expect_err("must not open").to_string();
    assert!(nowhere.contains("does not exist"), "{nowhere}");
    assert!(!at("missing.db").exists(), "reading makes no file");
}
