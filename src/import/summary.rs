//! What an import says when it is done: counts, what was set aside, and queries worth trying.

use std::fmt::Write;

use rusqlite::{Connection, OptionalExtension};

use super::pipeline::Done;
use crate::store::End;
use crate::text::printable;

/// The summary, several lines of plain text. It is for the person and not data, so it goes to stderr.
pub fn summary(done: &Done) -> String {
    let counts = done.counts;
    let mut out = String::new();
    for note in &done.notes {
        let _ = writeln!(out, "note: {}", printable(note));
    }
    for refusal in &done.refused {
        let at = refusal.position.map(|p| format!(", byte {p}")).unwrap_or_default();
        let _ = writeln!(out, "quarantined: {}{at}: {}", printable(&refusal.locator), printable(&refusal.reason));
    }
    let more = counts.quarantined.saturating_sub(done.refused.len() as u64);
    if more > 0 {
        let _ = writeln!(out, "… and {more} more: dateline sql 'SELECT * FROM quarantine'");
    }
    let parts = [
        (counts.new, "new"),
        (counts.revised, "revised"),
        (counts.duplicate, "seen elsewhere before"),
        (counts.unchanged, "unchanged"),
        (counts.quarantined, "quarantined"),
        (counts.released, "no longer quarantined"),
    ];
    let mut told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if told.is_empty() {
        told.push("nothing to read".into());
    }
    let near = match counts.near_duplicate {
        0 => String::new(),
        n => format!(" ({n} of the new ones nearly repeat an earlier article)"),
    };
    let _ = writeln!(out, "{}{near}", told.join(", "));
    if done.end == End::Interrupted {
        let _ = writeln!(out, "interrupted: what was read is safe, and the same command goes on from there");
    } else if counts.new + counts.revised > 0 {
        for query in queries(&done.conn).unwrap_or_default() {
            let _ = writeln!(out, "  try: dateline query '{query}'");
        }
    }
    out
}

/// Three queries that have answers in this archive.
fn queries(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let code = |skip: i64| {
        conn.query_row(
            "SELECT lower(code) FROM countries WHERE documents > 0 ORDER BY documents DESC, id LIMIT 1 OFFSET ?1",
            [skip],
            |row| row.get::<_, String>(0),
        )
        .optional()
    };
    let person: Option<String> = conn
        .query_row(
            "SELECT coalesce(p.family, p.name) FROM people p WHERE p.documents > 0 \
             AND EXISTS (SELECT 1 FROM quotes q WHERE q.speaker = p.id) ORDER BY p.documents DESC, p.id LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let projects: bool = conn.prepare("SELECT 1 FROM projects WHERE documents > 0")?.exists([])?;
    let mut queries = Vec::new();
    match (code(0)?, code(1)?) {
        (Some(a), Some(b)) => queries.push(format!("documents with @{a} @{b}")),
        (Some(a), None) => queries.push(format!("documents with @{a}")),
        _ => {}
    }
    if let Some(a) = code(0)? {
        queries.push(format!("people with @{a}"));
        if projects {
            queries.push(format!("projects with @{a}"));
        }
    }
    // A name with an apostrophe would end the shell's quotation.
    if let Some(name) = person.filter(|name| !name.contains(['\'', '"', '\n'])) {
        let name = if name.contains(' ') { format!("@\"{name}\"") } else { format!("@{name}") };
        queries.push(format!("quotes with {}", printable(&name)));
    }
    if queries.is_empty() {
        queries.push("documents".into());
    }
    queries.truncate(3);
    Ok(queries)
}
