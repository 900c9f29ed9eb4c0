//! Proof that an archive is sound: SQLite's own checks, full text, offsets, counts.

mod counts;
mod offsets;

use rusqlite::{Connection, ErrorCode};

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
    pub lines: Vec<Line>,
}

impl Report {
    pub fn is_sound(&self) -> bool {
        self.lines.iter().all(|line| line.wrong.is_empty())
    }
}

/// Findings that are told of one check.
const TOLD: usize = 5;

/// Checks the archive. Needs a connection that may write, since FTS5 checks its index by way of an
/// INSERT; nothing is changed. An error means that the archive could not be read to its end.
pub fn check(conn: &Connection) -> rusqlite::Result<Report> {
    let mut report = Report::default();
    let mut add = |what, wrong| report.lines.push(Line { what, wrong, skipped: None });
    add("pages and indexes", integrity(conn)?);
    add("references between tables", foreign_keys(conn)?);
    for (what, table) in [("full text of documents", "documents_fts"), ("full text of quotes", "quotes_fts")] {
        let (wrong, skipped) = full_text(conn, table)?;
        report.lines.push(Line { what, wrong, skipped });
    }
    offsets::check(conn, &mut report)?;
    counts::check(conn, &mut report)?;
    Ok(report)
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
