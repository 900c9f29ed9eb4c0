//! Proof that an archive is sound: SQLite's own checks, full text, offsets, counts.

mod counts;
mod offsets;

use rusqlite::{Connection, ErrorCode};

use super::migrations;

/// What was looked at, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As in: `counts of people`.
    pub what: &'static str,
    /// Empty: nothing. The first few findings, and how many more.
    pub wrong: Vec<String>,
    /// Why it was not looked at.
    pub skipped: Option<String>,
}

/// All that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order in which they were looked at, findings or not.
    pub lines: Vec<Line>,
}

impl Report {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.lines.iter().all(|line| line.wrong.is_empty())
    }

    /// Checks that are wrong here and were in order in `other`.
    pub fn worse_than(&self, other: &Report) -> Vec<String> {
        let was_in_order = |what| other.lines.iter().any(|line| line.what == what && line.wrong.is_empty());
        let newly = self.lines.iter().filter(|line| !line.wrong.is_empty() && was_in_order(line.what));
        newly.map(|line| line.what.to_owned()).collect()
    }
}

/// Findings that are told of one check.
const TOLD: usize = 5;

/// Checks the archive. Needs a connection that may write, since FTS5 checks its index by way of an
/// INSERT; nothing is changed. A part that cannot be read is a finding; an error means that nothing could be told.
pub fn check(conn: &Connection) -> rusqlite::Result<Report> {
    let mut report = Report::default();
    for (what, look) in [
        ("tables, indexes and views", schema as fn(&Connection) -> rusqlite::Result<Vec<String>>),
        ("pages and indexes", integrity),
        ("references between tables", foreign_keys),
    ] {
        let wrong = readable(look(conn))?;
        report.lines.push(Line { what, wrong, skipped: None });
    }
    for (what, table) in [("full text of documents", "documents_fts"), ("full text of quotes", "quotes_fts")] {
        let (wrong, skipped) = full_text(conn, table)?;
        report.lines.push(Line { what, wrong, skipped });
    }
    part(conn, &mut report, "offsets", offsets::check)?;
    part(conn, &mut report, "links and counts", counts::check)?;
    Ok(report)
}

/// Adds the lines of some checks, or one line when they could not be made.
fn part(
    conn: &Connection,
    report: &mut Report,
    what: &'static str,
    look: fn(&Connection, &mut Report) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let wrong = readable(look(conn, report).map(|()| Vec::new()))?;
    if !wrong.is_empty() {
        report.lines.push(Line { what, wrong, skipped: None });
    }
    Ok(())
}

/// Damage that keeps a check from its end is what it found.
fn readable(found: rusqlite::Result<Vec<String>>) -> rusqlite::Result<Vec<String>> {
    found.or_else(|error| match error.sqlite_error_code() {
        // A table, a column or an index that is not there, or a value that is no text, comes without a code of its own.
        // A damaged number is a number all the same, and memory is asked for as many parts as it says.
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown | ErrorCode::OutOfMemory) | None => {
            Ok(vec![format!("cannot be read to its end: {error}")])
        }
        _ => Err(error),
    })
}

/// Whether all that `schema.sql` makes is there.
fn schema(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(migrations::SCHEMA)?;
    let mut findings = Findings::default();
    let mut there = conn.prepare("SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2")?;
    let mut statement = fresh.prepare("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name): (String, String) = (row.get(0)?, row.get(1)?);
        if !there.exists([&kind, &name])? {
            findings.add(|| format!("the {kind} {name} is not there"));
        }
    }
    Ok(findings.told())
}

fn integrity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA integrity_check(5)")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().filter(|row| row != "ok").collect())
}

fn foreign_keys(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let mut findings = Findings::default();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        findings.add(|| format!("a row of {table} names a row of {parent} that is not there"));
    }
    Ok(findings.told())
}

/// FTS5's own check, which compares the index with the text that it was made from.
fn full_text(conn: &Connection, table: &str) -> rusqlite::Result<(Vec<String>, Option<String>)> {
    match conn.execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"), []) {
        Ok(_) => Ok((Vec::new(), None)),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Ok((vec!["the index does not agree with the text".into()], None)),
            Some(ErrorCode::Unknown) => Ok((vec![error.to_string()], None)),
            Some(ErrorCode::OutOfMemory) => Ok((vec!["it asks for more memory than there is".into()], None)),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Ok((Vec::new(), Some("the file cannot be written, which this check needs".into())))
            }
            _ => Err(error),
        },
    }
}

/// Runs a statement whose every row is a finding, told by its first column.
fn query_findings(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let mut findings = Findings::default();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        findings.add(|| said);
    }
    Ok(findings.told())
}

/// Keeps the first few findings and counts the rest.
#[derive(Default)]
struct Findings {
    first: Vec<String>,
    more: u64,
}

impl Findings {
    fn add(&mut self, say: impl FnOnce() -> String) {
        if self.first.len() < TOLD {
            self.first.push(say());
        } else {
            self.more += 1;
        }
    }

    fn told(mut self) -> Vec<String> {
        if self.more > 0 {
            self.first.push(format!("… and {} more", self.more));
        }
        self.first
    }
}
