//! Imports: formats, idempotence, revisions, duplicates, quarantine, hostile inputs.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use rusqlite::Connection;
use tempfile::TempDir;

/// A folder with an archive, and files to import.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn archive(&self) -> PathBuf {
        self.path("archive.db")
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, content).expect("written");
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("dateline").expect("the binary");
        command.arg("--db").arg(self.archive()).args(["--today", "2024-06-01"]).args(arguments);
        command.output().expect("it ran")
    }

    /// Imports, asserts the exit code, and gives back what was said on stderr.
    #[track_caller]
    fn import(&self, path: &Path, code: i32) -> String {
        let output = self.run(&["import", path.to_str().expect("a path in UTF-8")]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(output.stdout.is_empty(), "an import prints nothing to stdout");
        said
    }

    /// One value, as text.
    #[track_caller]
    fn ask(&self, sql: &str) -> String {
        let conn = Connection::open(self.archive()).expect("the archive");
        conn.query_row(sql, [], |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Null => "NULL".to_owned(),
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                other => format!("{other:?}"),
            })
        })
        .expect("a row")
    }
}

const TEXT: &str = " date 2023-03-07 AKTAU — Kazakh Energy Minister Daniyar Sarsenov opened a pumping station in Aktau on Tuesday.\n\n\
    “The station doubles what we can send across the sea,” Sarsenov said.";

#[test]
fn a_text_with_a_header_is_dated_and_titled() {
    let desk = Desk::new();
    let said = desk.import(&desk.put("a.txt", TEXT), 0);
    assert!(said.starts_with("1 new"), "{said}");
    for (sql, expected) in [
        ("SELECT published FROM documents", "2023-03-07"),
        ("SELECT day FROM documents", "20230307"),
        ("SELECT published_basis FROM documents", "header"),
        ("SELECT title_basis FROM documents", "first-sentence"),
        ("SELECT lang FROM documents", "en"),
        ("SELECT count(*) FROM sentences", "2"),
        ("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'pumping'", "1"),
        ("SELECT status FROM imports", "done"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
    let title = desk.ask("SELECT title FROM documents");
    assert!(title.starts_with("Kazakh Energy Minister Daniyar Sarsenov opened"), "{title}");
}

#[test]
fn the_same_again_changes_nothing() {
    let desk = Desk::new();
    let path = desk.put("a.txt", TEXT);
    desk.import(&path, 0);
    let before = std::fs::read(desk.archive()).expect("the archive");
    let said = desk.import(&path, 0);
    assert_eq!(said, "1 unchanged\n");
    assert!(before == std::fs::read(desk.archive()).expect("the archive"), "not a byte may change");
}

#[test]
fn records_go_in_and_a_bad_one_is_set_aside() {
    let desk = Desk::new();
    let lines = concat!(
        "{\"id\": 1, \"date\": \"2023-01-05\", \"title\": \"Port reopens\", \"url\": \"https://news.example/1\", \"text\": \"The port of Aktau reopened.\"}\n",
        "{\"id\": 2, \"title\": \"Broken\n",
        "\n",
        "{\"headline\": \"Line laid\", \"publishedAt\": \"2023-01-06T10:00:00Z\", \"source\": {\"name\": \"Caspian Wire\"}, \"content\": \"A line was laid.\"}\n",
    );
    let said = desk.import(&desk.put("feed.jsonl", lines), 4);
    assert!(said.contains("2 new, 1 quarantined"), "{said}");
    let position = lines.find("{\"id\": 2").expect("there") + "{\"id\": 2, \"title\": \"Broken".len();
    for (sql, expected) in [
        ("SELECT stage FROM quarantine", "parse"),
        ("SELECT position FROM quarantine", &*position.to_string()),
        ("SELECT published FROM documents WHERE title = 'Line laid'", "2023-01-06"),
        ("SELECT published_time || published_zone FROM documents WHERE title = 'Line laid'", "10:00:00Z"),
        ("SELECT s.name FROM documents d JOIN sources s ON s.id = d.source WHERE title = 'Line laid'", "Caspian Wire"),
        (
            "SELECT s.name FROM documents d JOIN sources s ON s.id = d.source WHERE title = 'Port reopens'",
            "news.example",
        ),
        ("SELECT count(*) FROM document_locators", "3"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
}
