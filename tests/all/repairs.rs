//! Archives that are damaged, foreign, cut off or in use: what is said of them, and what is saved.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::world::{archive, dateline};

/// A copy of the samples' archive to do harm to.
struct Desk {
    folder: tempfile::TempDir,
}

/// What a run came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Desk { folder };
        // All of it in the file, nothing in a log.
        let conn = Connection::open(archive()).expect("the archive");
        conn.execute("VACUUM INTO ?1", [desk.archive().to_str().expect("UTF-8")]).expect("copied");
        let copy = Connection::open(desk.archive()).expect("the copy");
        copy.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("as every archive");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn archive(&self) -> PathBuf {
        self.path("archive.db")
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = dateline().arg("--db").arg(self.archive()).args(arguments).output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Changes rows as no program of ours would.
    fn harm(&self, sql: &str) {
        let conn = Connection::open(self.archive()).expect("the archive");
        conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}; PRAGMA wal_checkpoint(TRUNCATE)")).expect(sql);
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.archive()).expect("the archive")
    }

    fn ask(&self, sql: &str) -> String {
        let conn = Connection::open(self.archive()).expect("the archive");
        conn.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).expect(sql).unwrap_or_default()
    }
}

/// What the archive answers, for a comparison: links, counts, full text.
fn answers(desk: &Desk) -> Vec<String> {
    [
        "SELECT group_concat(document || ' ' || person || ' ' || day || ' ' || mentions, '|') FROM \
         (SELECT * FROM document_people ORDER BY 1, 2)",
        "SELECT group_concat(name || ' ' || documents || ' ' || mentions || ' ' || first_day, '|') FROM (SELECT * FROM people ORDER BY id)",
        "SELECT group_concat(title || ' ' || documents || ' ' || last_day, '|') FROM (SELECT * FROM roles ORDER BY id)",
        "SELECT group_concat(rowid, ' ') FROM documents_fts WHERE documents_fts MATCH 'corridor'",
        "SELECT group_concat(rowid, ' ') FROM quotes_fts WHERE quotes_fts MATCH 'cable'",
        "SELECT group_concat(id || title || body, '|') FROM (SELECT * FROM documents ORDER BY id)",
        "SELECT group_concat(document || surface, '|') FROM (SELECT * FROM mentions ORDER BY document, ordinal)",
        "SELECT group_concat(name, '|') FROM (SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1)",
    ]
    .map(|sql| desk.ask(sql))
    .to_vec()
}

/// A file of the first desk that is to be one of an archive.
fn refused(name: &str, bytes: Option<&[u8]>, phrases: [&str; 2]) {
    let desk = Desk::new();
    match bytes {
        Some(bytes) => fs::write(desk.archive(), bytes).expect("written"),
        None => fs::remove_file(desk.archive()).and_then(|()| fs::create_dir(desk.archive())).expect("a folder"),
    }
    for command in [&["query", "people"][..], &["check"], &["export", "csv", "out"], &["fix", "list"]] {
        let ran = desk.run(command);
        assert_eq!(ran.code, 3, "{name}: {command:?}: {}", ran.err);
        assert!(phrases.iter().all(|phrase| ran.err.contains(phrase)), "{name}: {command:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{name}: {}", ran.err);
    }
    if let Some(bytes) = bytes {
        assert_eq!(desk.bytes(), bytes, "{name} is left as it is");
    }
}

#[test]
fn what_is_no_archive_is_said_to_be_none_and_left_alone() {
    let sound = Desk::new().bytes();
    let changed = |at: usize, bytes: &[u8]| {
        let mut all = sound.clone();
        all[at..at + bytes.len()].copy_from_slice(bytes);
        all
    };
    refused("a folder", None, ["is a folder", "name a file"]);
    refused("an empty file", Some(b""), ["is empty", "dateline import"]);
    refused("a text", Some("No pages, only words. ".repeat(400).as_bytes()), ["not an SQLite database", "--db"]);
    refused("another program's", Some(&changed(68, b"abcd")), ["no dateline archive", "--db"]);
    refused("of a newer version", Some(&changed(60, &999_i32.to_be_bytes())), ["version 999", "use a newer dateline"]);
    refused("half of it", Some(&sound[..sound.len() / 2]), ["is cut off", "--repair"]);
    refused("its first page", Some(&changed(100, &[0xFF; 64])), ["damaged", "--repair"]);
}

#[test]
fn an_archive_that_another_program_writes_is_read_but_not_written() {
    let desk = Desk::new();
    let other = Connection::open(desk.archive()).expect("the archive");
    other.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("a log");
    other.execute_batch("BEGIN IMMEDIATE; UPDATE meta SET value = value").expect("a writer");
    assert_eq!(desk.run(&["query", "people | count"]).code, 0);
    let ran = desk.run(&["fix", "rename", "Daniyar Sarsenov", "Somebody Else"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("in use") && ran.err.contains("try again"), "{}", ran.err);
}

/// A disk that is mounted for reading; only who may mount can try it.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_cannot_be_written_can_be_asked() {
    let desk = Desk::new();
    let script = format!(
        "set -e; cd {}; mount --bind . . && mount -o remount,bind,ro . || exit 77; \"$0\" query 'people | count' --format tsv; \
         \"$0\" check || true; \"$0\" import archive.db || echo code $?; \"$0\" check --repair || echo code $?",
        desk.folder.path().display()
    );
    let program = env!("CARGO_BIN_EXE_dateline");
    let ran = std::process::Command::new("unshare").args(["--mount", "sh", "-c", &script, program]).output();
    let output = match ran {
        Ok(output) if output.status.code() != Some(77) => output,
        _ => return eprintln!("skipped: a read-only disk: no right to mount one"),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if said.contains("unshare") {
        return eprintln!("skipped: a read-only disk: {said}");
    }
    assert!(said.starts_with("count\n"), "{said}");
    assert!(said.contains("skipped  full text of documents: the file cannot be written"), "{said}");
    assert!(said.contains("code 3") && said.contains("cannot be written"), "{said}");
}

#[test]
fn what_is_sound_is_not_touched() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["check"]).code, 0);
    let before = desk.bytes();
    let ran = desk.run(&["check", "--repair"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("WRONG") && !ran.out.contains("kept"), "{}", ran.out);
    assert_eq!(desk.bytes(), before);
    assert!(!desk.path("archive.db.damaged").exists());
}

/// What is harmed, and the line of the check that finds it. All of it can be made again.
const MENDED: [(&str, &str); 11] = [
    ("UPDATE documents_fts_data SET block = zeroblob(40) WHERE id > 10", "full text of documents"),
    ("UPDATE quotes_fts_data SET block = CAST(hex(block) AS BLOB) WHERE id = 10", "full text of quotes"),
    // A structure of so many segments that SQLite runs out of memory.
    ("UPDATE quotes_fts_data SET block = x'97AE8E9826100E8340BDBE84' WHERE id = 10", "full text of quotes"),
    ("DELETE FROM quotes_fts_docsize WHERE id % 2 = 0", "full text of quotes"),
    ("DROP TABLE documents_fts", "tables, indexes and views"),
    ("DROP INDEX documents_day; DROP INDEX document_people_person", "tables, indexes and views"),
    ("DROP VIEW meetings", "tables, indexes and views"),
    ("DELETE FROM document_people WHERE document % 3 = 0", "links from documents to what they name"),
    (
        "UPDATE people SET documents = 99, first_day = 1",
        "counts of people, countries, organizations, projects, events, roles",
    ),
    ("UPDATE countries SET mentions_once = 0", "counts of people, countries, organizations, projects, events, roles"),
    (
        "UPDATE roles SET last_day = NULL WHERE id % 2 = 0",
        "counts of people, countries, organizations, projects, events, roles",
    ),
];

#[test]
fn what_follows_from_other_rows_is_made_anew() {
    let whole = answers(&Desk::new());
    for (harm, line) in MENDED {
        let desk = Desk::new();
        desk.harm(harm);
        let found = desk.run(&["check"]);
        assert_eq!(found.code, 3, "{harm}\n{}", found.out);
        assert!(found.out.contains(&format!("WRONG    {line}\n")), "{harm}\n{}", found.out);
        let damaged = desk.bytes();
        let ran = desk.run(&["check", "--repair"]);
        assert_eq!(ran.code, 0, "{harm}\n{}{}", ran.out, ran.err);
        assert!(ran.out.contains("lost     nothing"), "{harm}\n{}", ran.out);
        assert_eq!(fs::read(desk.path("archive.db.damaged")).expect("kept"), damaged, "{harm}");
        assert_eq!(desk.run(&["check"]).code, 0, "{harm}");
        assert_eq!(answers(&desk), whole, "{harm}");
    }
}

#[test]
fn rows_that_name_what_is_lost_go_and_texts_stay() {
    let desk = Desk::new();
    desk.harm("DELETE FROM imports; DELETE FROM people WHERE name = 'Daniyar Sarsenov'; DELETE FROM countries WHERE code = 'KZ'");
    assert_eq!(desk.run(&["check"]).code, 3);
    let ran = desk.run(&["check", "--repair"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("lost ") && ran.out.contains("name a row of people that is lost"), "{}", ran.out);
    assert!(ran.out.contains("dateline reextract"), "{}", ran.out);
    assert_eq!(desk.ask("SELECT '' || count(*) FROM documents"), "39");
    assert_eq!(desk.ask("SELECT name FROM countries WHERE code = 'KZ'"), "Kazakhstan");
    // Reading the texts again brings the facts back.
    let again = desk.run(&["reextract"]);
    assert_eq!(again.code, 0, "{}", again.err);
    let asked = desk.run(&["query", "people with @kz | count", "--format", "tsv"]);
    assert!(asked.code == 0 && asked.out != "count\n0\n", "{}{}", asked.out, asked.err);
    assert_eq!(desk.ask("SELECT name FROM people WHERE name = 'Daniyar Sarsenov'"), "Daniyar Sarsenov");
    assert_eq!(desk.run(&["check"]).code, 0);
}

/// Bytes are changed at places spread over the file: whatever they were, nothing gets worse.
#[test]
fn whatever_bytes_are_changed_nothing_gets_worse() {
    let sound = Desk::new();
    let bytes = sound.bytes();
    let documents: u64 = sound.ask("SELECT '' || count(*) FROM documents").parse().expect("a number");
    let places: u64 = std::env::var("DATELINE_FLIPS").map_or(12, |n| n.parse().expect("a number"));
    let mut repaired = 0;
    for place in 0..places {
        let desk = Desk::new();
        let mut harmed = bytes.clone();
        // Past the header, at the beginning of a page, where its own structure is, and once more within it.
        let page = 16_384 * (1 + place as usize * (bytes.len() / 16_384 - 1) / places as usize);
        for at in [page, page + 5_000 + 97 * place as usize] {
            harmed[at..at + 24].iter_mut().for_each(|byte| *byte ^= 0xA5);
        }
        fs::write(desk.archive(), &harmed).expect("written");
        let found = desk.run(&["check"]);
        assert!(found.code == 3 || found.code == 0, "{page}: {}", found.err);
        let ran = desk.run(&["check", "--repair"]);
        assert!(ran.code == 3 || ran.code == 0, "{page}: {}", ran.err);
        if ran.code == 0 {
            assert_eq!(desk.run(&["check"]).code, 0, "{page}");
            let left: u64 = desk.ask("SELECT '' || count(*) FROM documents").parse().expect("a number");
            assert!(left <= documents && (left == documents || ran.out.contains("documents: ")), "{page}: {}", ran.out);
            repaired += u64::from(desk.path("archive.db.damaged").exists());
        } else if !desk.path("archive.db.damaged").exists() {
            // The version of the log and what hangs on it stand in the header.
            assert!(desk.bytes()[100..] == harmed[100..], "{page}: what is not repaired is left as it is: {}", ran.err);
        }
    }
    assert!(repaired * 2 > places, "only {repaired} of {places} could be repaired");
}

/// The half of a file holds half of its texts.
#[test]
fn of_a_file_that_is_cut_off_the_rest_is_saved() {
    let desk = Desk::new();
    let bytes = desk.bytes();
    fs::write(desk.archive(), &bytes[..bytes.len() * 9 / 10]).expect("written");
    let ran = desk.run(&["check", "--repair"]);
    assert!(ran.out.contains("is cut off"), "{}{}", ran.out, ran.err);
    let kept: &Path = &desk.path("archive.db.damaged");
    assert_eq!(kept.exists(), ran.code == 0, "{}{}", ran.out, ran.err);
}
