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

/// Three queries that have answers in this archive, with names in full: a code may look like another word.
fn queries(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let countries: Vec<String> = conn
        .prepare("SELECT name FROM countries WHERE documents > 0 ORDER BY documents DESC, id LIMIT 2")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let speaker: Option<String> = conn
        .query_row(
            "SELECT p.name FROM people p WHERE p.documents > 0 AND (SELECT count(*) FROM people o WHERE o.name = p.name) = 1 \
             AND EXISTS (SELECT 1 FROM quotes q WHERE q.speaker = p.id) ORDER BY p.documents DESC, p.id LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    let has_projects = conn.prepare("SELECT 1 FROM projects WHERE documents > 0")?.exists([])?;
    let mut queries = Vec::new();
    if let [first, ..] = &countries[..] {
        let both: Vec<String> = countries.iter().map(|name| format!("@{}", quoted(name))).collect();
        queries.push(format!("docs {}", both.join(" ")));
        queries.push(format!("people with @{}", quoted(first)));
        if has_projects && speaker.is_none() {
            queries.push(format!("projects with @{}", quoted(first)));
        }
    }
    queries.extend(speaker.map(|name| format!("quotes speaker:{}", quoted(&name))));
    // A name with an apostrophe would end the shell's quotation.
    queries.retain(|query| !query.contains(['\'', '\\', '\n']));
    if queries.is_empty() {
        queries.push("docs".into());
    }
    queries.truncate(3);
    Ok(queries)
}

/// As it must be typed behind `@`.
fn quoted(name: &str) -> String {
    let name = printable(name).replace('"', "");
    if crate::lang::is_word(&name) { name } else { format!("\"{name}\"") }
}
