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
    let sound = fs::read(&db).unwrap();
    let output = dateline(&db, &["import", samples().join("articles").to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("39 unchanged, 1 quarantined"), "{said}");
    assert!(fs::read(&db).unwrap() == sound, "not a byte of the archive changes");
}

#[test]
fn the_archive_is_sound() {
    let check = dateline(&ARCHIVE.path(), &["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn dates_are_as_precise_as_the_articles_say() {
    has(
        &ARCHIVE.column("SELECT DISTINCT published FROM documents"),
        &["2022-03-17", "2023-08", "2024-09", "2023-07-19", "2023-01-26", "2023-10-26", "2024-04-18", "2024-01-27"],
    );
    assert_eq!(ARCHIVE.column("SELECT substr(body, 1, 4) FROM documents WHERE published IS NULL"), ["BAKU"]);
}

#[test]
fn articles_are_filed_from_their_dateline() {
    let places = ARCHIVE.column("SELECT DISTINCT place FROM articles WHERE place IS NOT NULL");
    let places: Vec<String> = places.iter().map(|place| place.to_lowercase()).collect();
    has(&places, &["baku", "astana", "tashkent", "ashgabat", "aktau", "samarkand", "dushanbe", "tbilisi", "almaty"]);
}

#[test]
fn who_holds_which_post() {
    let sql = "SELECT name || ', ' || post || ', ' || country FROM person_roles";
    has(
        &ARCHIVE.column(sql),
        &[
            "Daniyar Sarsenov, president, Kazakhstan",
            "Elchin Mammadzade, president, Azerbaijan",
            "Adilet Sooronkulov, president, Kyrgyzstan",
            "Farrukh Nazarshoev, president, Tajikistan",
            "Batyr Annaorazov, president, Turkmenistan",
            "Levan Chubinadze, prime minister, Georgia",
            "Aigerim Doskalieva, foreign minister, Kazakhstan",
            "Turkan Rahimbeyli, foreign minister, Azerbaijan",
            "Talgat Oralbayev, energy minister, Kazakhstan",
            "Rovshan Talibzade, energy minister, Azerbaijan",
        ],
    );
}

#[test]
fn one_person_is_one_row_however_the_name_is_written() {
    for family in ["Sarsenov", "Yoldosh", "Sooronkulov", "Nazarshoev", "Doskalieva", "Rahimbeyli", "Tazhenov"] {
        let rows = ARCHIVE.column(&format!("SELECT name FROM people WHERE name LIKE '%{family}%'"));
        assert_eq!(rows.len(), 1, "{rows:?}");
    }
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
fn the_fibre_line_goes_from_proposed_to_completed() {
    let course = ARCHIVE.column(
        "SELECT DISTINCT r.status FROM project_reports r JOIN projects p ON p.id = r.project
         WHERE p.name LIKE '%fib%optic line%'",
    );
    has(&course, &["proposed", "agreed", "under_way", "completed"]);
}

#[test]
fn the_gas_pipeline_is_suspended() {
    let course = ARCHIVE.column("SELECT status FROM project_timeline WHERE name LIKE '%Baku gas pipeline%'");
    has(&course, &["suspended"]);
}

#[test]
fn events_are_held_invited_and_postponed() {
    let found = ARCHIVE
        .column("SELECT DISTINCT e.kind || ' ' || r.status FROM event_reports r JOIN events e ON e.id = r.event");
    has(
        &found,
        &["visit held", "state_visit held", "state_visit invited", "visit postponed", "summit held", "call held"],
    );
}

#[test]
fn quotes_have_their_speaker() {
    let said = |words: &str| {
        ARCHIVE.column(&format!("SELECT coalesce(speaker, '') FROM quotations WHERE text LIKE '%{words}%'"))
    };
    assert_eq!(said("Our children will send light"), ["Daniyar Sarsenov"]);
    assert_eq!(said("stronger than many treaties"), ["Elchin Mammadzade"]);
    assert_eq!(said("the mule has been outvoted"), ["Jasur Ergashboyev"]);
    assert_eq!(said("one promise"), ["Nino Tsertsvashvili"]);
    assert_eq!(said("a tariff is a solid"), ["Rovshan Talibzade"]);
}

#[test]
fn the_wire_copy_is_linked() {
    let linked = ARCHIVE.column(
        "SELECT a.title FROM document_links l JOIN documents a ON a.id = l.document JOIN documents b ON b.id = l.other
         WHERE a.title LIKE '%desalination%' AND b.title LIKE '%desalination%'",
    );
    assert_eq!(linked.len(), 1, "{linked:?}");
}

#[test]
fn every_script_runs_and_every_query_finds_something() {
    for script in files(&samples().join("queries")) {
        let answer = dateline(
            &ARCHIVE.path(),
            &["query", "-f", script.to_str().unwrap(), "--today", "2024-12-31", "--format", "jsonl"],
        );
        let errors = String::from_utf8_lossy(&answer.stderr);
        assert_eq!(answer.status.code(), Some(0), "{}\n{errors}", script.display());
        assert!(!answer.stdout.is_empty(), "{}", script.display());
    }
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
