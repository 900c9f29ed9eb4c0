//! What is fuzzed, whoever does it: libFuzzer through the files beside this one, or `examples/fuzz.rs` with no
//! more than a stable compiler. Each takes any bytes, and panics when something does not hold.
#![allow(dead_code)] // each program uses one of them

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::NaiveDate;
use dateline::gazetteer::Lexicon;
use dateline::import::{self, Extraction, Voice};
use dateline::query::answer::{Column, Sink, Value};
use dateline::query::{self, Failure, Options, Stop};
use dateline::{lang, store};
use rusqlite::Connection;
use tempfile::TempDir;

/// Tokens cover the text.
pub fn lex(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut at = 0;
    for token in lang::lex(&text) {
        assert_eq!(token.span.start, at);
        at = token.span.end;
        assert!(text.get(token.span).is_some_and(|token| !token.is_empty()));
    }
    assert_eq!(at, text.len());
}

/// What parses is printed and reads as the same; what does not is said about this text.
pub fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match lang::parse(&text) {
        Ok(script) => {
            let printed = lang::print_script(&script);
            assert_eq!(lang::parse(&printed), Ok(script), "{printed}");
        }
        Err(wrong) => {
            assert!(!wrong.is_empty());
            for finding in wrong {
                assert!(text.get(finding.span.clone()).is_some(), "{finding:?}");
                assert!(finding.fix.is_none_or(|fix| fix.apply(&text).is_some()));
            }
        }
    }
}

/// What compiles is a statement that SQLite takes, that only reads, and that SQLite carries out: what FTS5 dislikes
/// shows only then.
pub fn compile(bytes: &[u8]) {
    thread_local! {
        static ARCHIVE: (TempDir, Connection, Stop) = archive();
    }
    let text = String::from_utf8_lossy(bytes);
    let Ok(query) = lang::parse_query(&text) else { return };
    ARCHIVE.with(|(_, archive, stop)| {
        let options = Options { stop: stop.clone(), timeout: Some(Duration::from_secs(5)), ..Options::new(today()) };
        let Ok(prepared) = query::prepare(archive, &query, &options) else { return };
        let sql = &prepared.sql().text;
        let statement = archive.prepare(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
        assert!(statement.readonly(), "{sql}");
        assert_eq!(statement.parameter_count(), prepared.sql().params.len(), "{sql}");
        match query::run(archive, &prepared, &options, &mut Nowhere) {
            Ok(_) | Err(Failure::TooLong) => {}
            Err(failure) => panic!("{failure}: {sql}"),
        }
    });
}

/// Rows are read and let go.
struct Nowhere;

impl Sink for Nowhere {
    fn begin(&mut self, _: &[Column]) -> std::io::Result<()> {
        Ok(())
    }

    fn row(&mut self, _: &[Value]) -> std::io::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Any file ends in an archive that is sound. The first byte chooses the name, and so the format.
pub fn import(bytes: &[u8]) {
    const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.gz"];
    let Some((first, content)) = bytes.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(NAMES[usize::from(*first) % NAMES.len()]);
    std::fs::write(&path, content).expect("a file");
    let done = take_in(&folder.path().join("archive.db"), &path);
    let problems: i64 = done
        .conn
        .query_row("SELECT count(*) FROM mentions m JOIN documents d ON d.id = m.document WHERE m.start + m.length > length(d.body)", [], |row| row.get(0))
        .expect("an archive");
    assert_eq!(problems, 0, "offsets outside the text");
}

fn take_in(archive: &Path, path: &Path) -> import::Done {
    let options = import::Options {
        archive: archive.to_owned(),
        paths: vec![path.to_owned()],
        today: today(),
        extraction: Extraction::Full,
        mapping: dateline::import::Mapping::default(),
        lexicon: Lexicon::default(),
        limits: Default::default(),
        voice: Voice::Quiet,
    };
    import::import(&options, &AtomicBool::new(false)).expect("an import")
}

/// An archive with a few names in it, so that mentions resolve, in a folder that goes when it does.
fn archive() -> (TempDir, Connection, Stop) {
    let folder = tempfile::tempdir().expect("a folder");
    let article = folder.path().join("a.md");
    let text = "BAKU, May 2 (Silk Wire) — Kazakh President Daniyar Sarsenov met Elchin Mammadzade of SPECA \
                to launch the Aktau-Baku corridor. \"We build a port,\" Sarsenov said.";
    std::fs::write(&article, text).expect("a file");
    let path = folder.path().join("archive.db");
    drop(take_in(&path, &article));
    let mut archive = store::open_read_only(&path).expect("an archive");
    let stop = query::guard(&mut archive).expect("a guard");
    (folder, archive, stop)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day")
}
