//! The samples hold what their README promises.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use dateline::commands::demo::ARTICLES;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn the_readme_names_every_article_file_and_form() {
    let readme = fs::read_to_string(samples().join("README.md")).unwrap();
    for path in files(&samples().join("articles")) {
        let name = path.strip_prefix(samples().join("articles")).unwrap().to_str().unwrap().to_owned();
        let folder = format!("`{}/*", name.split('/').next().unwrap());
        assert!(readme.contains(&name) || readme.contains(&folder), "samples/README.md does not name {name}");
    }
}

#[test]
fn every_address_is_fictional() {
    for path in files(&samples().join("articles")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, _) in text.match_indices("https://") {
            let host = text[at + 8..].split(['/', '"', '<', '\n', ' ']).next().unwrap();
            let known = host.ends_with(".example") || host == "schema.org" || host == "ogp.me";
            assert!(known, "{}: {host}", path.display());
        }
    }
}

/// The archive of all samples, made by the program itself. Made once: no test writes to it.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(Archive::new);

struct Archive {
    folder: tempfile::TempDir,
    import: Output,
}

impl Archive {
    fn new() -> Archive {
        let folder = tempfile::tempdir().unwrap();
        let import = dateline(&folder.path().join("a.db"), &["import", samples().join("articles").to_str().unwrap()]);
        Archive { folder, import }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("a.db")
    }

    fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let conn = rusqlite::Connection::open(self.path()).unwrap();
        let mut statement = conn.prepare(sql).unwrap();
        let width = statement.column_count();
        let cell = |row: &rusqlite::Row, at| match row.get_unwrap::<_, rusqlite::types::Value>(at) {
            rusqlite::types::Value::Null => String::new(),
            rusqlite::types::Value::Integer(n) => n.to_string(),
            rusqlite::types::Value::Real(x) => x.to_string(),
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Blob(_) => panic!("no blobs in an archive"),
        };
        let rows = statement.query_map([], |row| Ok((0..width).map(|at| cell(row, at)).collect())).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn column(&self, sql: &str) -> Vec<String> {
        self.rows(sql).into_iter().map(|mut row| row.remove(0)).collect()
    }
}

fn dateline(db: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).env("DATELINE_DB", db).args(args).output().expect("the program starts")
}

/// Asserts that `found` has every line of `expected`.
#[track_caller]
fn has(found: &[String], expected: &[&str]) {
    let missing: Vec<_> = expected.iter().filter(|line| !found.iter().any(|found| found == *line)).collect();
    assert!(missing.is_empty(), "missing {missing:#?}\nof {found:#?}");
}

#[test]
fn all_go_in_but_the_broken_record() {
    assert_eq!(ARCHIVE.import.status.code(), Some(4));
    assert_eq!(ARCHIVE.column("SELECT count(*) FROM documents"), ["39"]);
    let quarantine = ARCHIVE.rows("SELECT locator, reason FROM quarantine");
    assert_eq!(quarantine.len(), 1, "{quarantine:?}");
    assert!(quarantine[0][0].contains("khazar-telegraph-cut-off.jsonl"), "{quarantine:?}");
    assert!(!quarantine[0][1].is_empty());
}

#[test]
fn a_second_import_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("a.db");
    fs::copy(ARCHIVE.path(), &db).unwrap();
    dateline(&db, &["import", samples().join("articles").to_str().unwrap()]);
    let conn = rusqlite::Connection::open(&db).unwrap();
    let run = "SELECT new, revised, unchanged, quarantined FROM imports ORDER BY id DESC LIMIT 1";
    let counts: [i64; 4] =
        conn.query_row(run, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])).unwrap();
    assert_eq!(counts, [0, 0, 39, 1]);
}

#[test]
fn countries_are_counted_and_seas_are_none() {
    let often = ARCHIVE.column("SELECT code FROM countries WHERE documents >= 5");
    has(&often, &["KZ", "AZ", "UZ", "KG", "TM", "TJ", "GE"]);
    // Named nowhere, though "Chad", "Jordan" and "Mali" hide in ordinary words of many archives.
    assert_eq!(ARCHIVE.column("SELECT sum(documents) FROM countries WHERE code IN ('TD', 'JO', 'ML')"), ["0"]);
}

#[test]
fn bodies_go_by_name_and_acronym() {
    let found = ARCHIVE.column("SELECT acronym FROM organizations WHERE acronym IS NOT NULL AND documents > 0");
    has(&found, &["EBRD", "ADB", "SPECA", "SCO", "OTS"]);
}

#[test]
fn the_demo_has_every_sample() {
    let mut expected = Vec::new();
    for path in files(&samples().join("articles")) {
        let name = path.strip_prefix(samples().join("articles")).unwrap().to_str().unwrap().replace('\\', "/");
        expected.push((name, fs::read(&path).unwrap()));
    }
    let built_in: Vec<_> = ARTICLES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    assert!(built_in == expected, "src/commands/demo/built_in.rs and samples/articles differ");
}

#[test]
fn the_tour_asks_eight_questions_and_answers_each() {
    let tour = dateline(&ARCHIVE.path(), &["demo"]);
    let text = String::from_utf8(tour.stdout).unwrap();
    assert_eq!(tour.status.code(), Some(0), "{}", String::from_utf8_lossy(&tour.stderr));
    assert_eq!(text.matches("\ndateline> ").count(), 8, "{text}");
    assert!(text.contains("Daniyar Sarsenov") && text.contains("fibre-optic line"), "{text}");
}
