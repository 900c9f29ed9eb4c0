//! An import that dies at one of its writes, any of them.
//!
//! In WAL mode all that an import writes goes to the end of the log, frame by frame, until a checkpoint copies it. So
//! the archive as it was with the log cut at a frame is what a process leaves that dies at that write, and with a
//! few pages copied, what one leaves that dies in a checkpoint. A reader that holds on to the first state keeps the
//! log whole while it is recorded.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use dateline::gazetteer::Lexicon;
use dateline::import::{Extraction, Limits, Mapping, Options, Voice, import};
use dateline::store::{self, check};
use rusqlite::Connection;

use super::Desk;

/// Bytes of the log's header and of that of a frame; see <https://www.sqlite.org/fileformat2.html#walformat>.
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const PAGE: usize = 16_384;
const FRAME: usize = FRAME_HEADER + PAGE;

/// Two imports, each of which is one batch.
fn inputs(desk: &Desk) -> [std::path::PathBuf; 2] {
    let told = |place: &str, post: &str| {
        format!(
            "{place}, March 7, 2024 (Silk Wire) — Kazakh {post} Daniyar Sarsenov met Azerbaijani President Elchin Mammadzade.\n\n\
             “The Kendirli gas pipeline will be built,” {post} Daniyar Sarsenov said.\n"
        )
    };
    [
        desk.put(
            "one.jsonl",
            [("a", told("ASTANA", "Energy Minister")), ("b", told("BAKU", "President"))]
                .map(|(id, text)| record(id, &text))
                .concat(),
        ),
        desk.put(
            "two.jsonl",
            [("b", told("AKTAU", "President")), ("c", told("KURYK", "Energy Minister"))]
                .map(|(id, text)| record(id, &text))
                .concat(),
        ),
    ]
}

fn record(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "title": format!("Talks {id}"), "text": text }))
}

/// Imports in this process: what is under test is what lies on the disk.
fn run(archive: &Path, input: &Path) {
    let options = Options {
        archive: archive.to_owned(),
        paths: vec![input.to_owned()],
        today: NaiveDate::from_ymd_opt(2024, 6, 1).expect("a date"),
        extraction: Extraction::Full,
        lexicon: Lexicon::default(),
        mapping: Mapping::parse(&[]).expect("no mapping"),
        limits: Limits::default(),
        voice: Voice::Quiet,
    };
    import(&options, &AtomicBool::new(false)).expect("imported");
}

/// Every row but those that tell of runs and times.
fn everything(conn: &Connection) -> Vec<String> {
    let mut tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .and_then(|mut s| s.query_map([], |row| row.get(0))?.collect())
        .expect("tables");
    tables.retain(|name| !["imports", "import_items", "meta"].contains(&name.as_str()));
    tables.retain(|name| !name.starts_with("sqlite_") && !name.contains("_fts"));
    let mut all = Vec::new();
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).expect("a table");
        let kept: Vec<usize> = (0..statement.column_count())
            .filter(|at| !["import", "replaced"].contains(&statement.column_name(*at).expect("a name")))
            .collect();
        let rows = statement.query_map([], |row| {
            let cells = kept.iter().map(|at| row.get::<_, rusqlite::types::Value>(*at).map(|cell| format!("{cell:?}")));
            Ok(format!("{table} {}", cells.collect::<rusqlite::Result<Vec<_>>>()?.join(" ")))
        });
        all.extend(rows.expect("rows").map(|row| row.expect("a row")));
    }
    for word in ["pipeline", "talks", "astana"] {
        let ids: String = conn
            .query_row(
                "SELECT coalesce(group_concat(rowid), '') FROM documents_fts WHERE documents_fts MATCH ?1",
                [word],
                |row| row.get(0),
            )
            .expect("full text");
        all.push(format!("{word} {ids}"));
    }
    all.sort();
    all
}

struct Recorded {
    desk: Desk,
    inputs: [std::path::PathBuf; 2],
    /// The archive before the first write, and the log of all of them.
    main: Vec<u8>,
    log: Vec<u8>,
    /// What stands in the archive when nothing goes wrong.
    whole: Vec<String>,
}

fn record_both() -> Recorded {
    let desk = Desk::new();
    let inputs = inputs(&desk);
    let archive = desk.path("undisturbed.db");
    let holder = Connection::open(&archive).expect("a file");
    holder.execute_batch(&format!("PRAGMA page_size = {PAGE}; PRAGMA journal_mode = WAL")).expect("an empty database");
    let main = std::fs::read(&archive).expect("its first page");
    holder.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema").expect("a reader");
    inputs.iter().for_each(|input| run(&archive, input));
    let log = std::fs::read(desk.path("undisturbed.db-wal")).expect("the log");
    assert_eq!(std::fs::read(&archive).expect("the archive"), main, "all writes are in the log");
    assert_eq!((log.len() - HEADER) % FRAME, 0);
    drop(holder);
    let whole = everything(&store::open_read_only(&archive).expect("the archive"));
    Recorded { desk, inputs, main, log, whole }
}

impl Recorded {
    /// The archive of a process that died after these bytes: sound, with the articles of whole batches; both commands
    /// bring it to the same end. Gives how many articles it had.
    fn dies(&self, main: &[u8], log: &[u8]) -> i64 {
        let name = "dead.db";
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.desk.path(&format!("{name}{suffix}")));
        }
        let archive = self.desk.put(name, main);
        if !log.is_empty() {
            self.desk.put(&format!("{name}-wal"), log);
        }
        let sound = |conn: &Connection| {
            let report = check(conn).expect("it can be read");
            assert!(report.is_sound(), "{} bytes of the log: {report:?}", log.len());
        };
        let found = match store::open_read_only(&archive) {
            Err(store::OpenError::Missing(_)) => 0,
            Err(error) => panic!("{} bytes of the log: {error}", log.len()),
            Ok(reader) => {
                drop(reader);
                let conn = Connection::open(&archive).expect("the archive");
                sound(&conn);
                conn.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).expect("a count")
            }
        };
        self.inputs.iter().for_each(|input| run(&archive, input));
        let conn = Connection::open(&archive).expect("the archive");
        sound(&conn);
        let now = everything(&conn);
        let differs = now.iter().zip(&self.whole).find(|(now, then)| now != then);
        assert!(now == self.whole, "{} bytes of the log: {differs:?}", log.len());
        found
    }
}

/// Of which cuts all are tried with `DATELINE_WRITES=all`, else some and those beside every commit.
fn is_tried(number: usize, beside_commit: bool) -> bool {
    beside_commit || number.is_multiple_of(37) || std::env::var("DATELINE_WRITES").is_ok_and(|which| which == "all")
}

#[test]
fn an_import_that_dies_at_any_write_is_completed_by_the_same_command() {
    let recorded = record_both();
    let frames: Vec<&[u8]> = recorded.log[HEADER..].chunks(FRAME).collect();
    // The second word of a frame's header is the size of the archive after a commit, else 0.
    let commits = |at: usize| frames.get(at).is_some_and(|frame| frame[4..8] != [0; 4]);
    assert!((0..frames.len()).filter(|at| commits(*at)).count() >= 6, "creation, two batches, their ends, statistics");
    let mut tried = 0;
    let mut most = 0;
    for written in 0..=frames.len() {
        let beside = commits(written) || written > 0 && commits(written - 1);
        // Before the write of a frame, between its header and its page, and within its page.
        for inside in [0, FRAME_HEADER, FRAME / 2] {
            let length = HEADER + written * FRAME + inside;
            if length > recorded.log.len() || !is_tried(3 * written + inside.min(2), beside && inside == 0) {
                continue;
            }
            let found = recorded.dies(&recorded.main, &recorded.log[..length]);
            assert!([0, 2, 4].contains(&found) && found >= most, "{found} articles after {most}");
            most = found;
            tried += 1;
        }
    }
    assert_eq!(most, 4);
    println!("died at {tried} places between {} writes", frames.len());
}

#[test]
fn an_import_that_dies_in_a_checkpoint_is_completed_by_the_same_command() {
    let recorded = record_both();
    // What a checkpoint copies: the last state of each page, in the order of pages.
    let mut pages = std::collections::BTreeMap::new();
    for frame in recorded.log[HEADER..].chunks(FRAME) {
        let number = u32::from_be_bytes(frame[..4].try_into().expect("four bytes"));
        pages.insert(number as usize, &frame[FRAME_HEADER..]);
    }
    let mut main = recorded.main.clone();
    for (number, (page, content)) in pages.iter().enumerate() {
        let at = (page - 1) * PAGE;
        if main.len() < at + PAGE {
            main.resize(at + PAGE, 0);
        }
        main[at..at + PAGE / 2].copy_from_slice(&content[..PAGE / 2]);
        if is_tried(number, false) {
            assert_eq!(recorded.dies(&main, &recorded.log), 4);
        }
        main[at..at + PAGE].copy_from_slice(content);
    }
    assert_eq!(recorded.dies(&main, &recorded.log), 4, "before the log is emptied");
    assert_eq!(recorded.dies(&main, &[]), 4, "and after");
}
