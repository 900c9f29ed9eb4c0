//! What a document said at one time and another, and what changed between.

use std::time::Duration;

use rusqlite::{Connection, Result};
use serde::Serialize;
use similar::TextDiff;

/// Unchanged lines around a change.
const CONTEXT: usize = 1;

/// Two long texts without a line in common are given up on after so long, and shown as one replaced by the other.
const PATIENCE: Duration = Duration::from_secs(2);

/// One text of a document.
#[derive(Debug, Serialize)]
pub struct Version {
    /// Row of `documents`, the same for all its versions.
    pub document: i64,
    /// From 1, the oldest.
    pub version: usize,
    /// Headline of that version.
    pub title: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD, as that version had it.
    pub published: Option<String>,
    /// SHA-256 of title, newline, body: hex
    pub content_hash: String,
    /// When the next version was read: UTC, ISO 8601. The last one stands.
    pub replaced: Option<String>,
    /// From the version before, as a unified diff of title and paragraphs; the first has none.
    pub diff: Option<String>,
}

/// All versions of document `id`, oldest first.
pub fn versions(conn: &Connection, id: i64) -> Result<Vec<Version>> {
    let mut statement = conn.prepare(
        "SELECT title, body, published, content_hash, replaced, ordinal FROM document_revisions WHERE document = ?1
         UNION ALL SELECT title, body, published, content_hash, NULL, 9e18 FROM documents WHERE id = ?1 ORDER BY ordinal",
    )?;
    let mut rows = statement.query([id])?;
    let mut versions: Vec<Version> = Vec::new();
    let mut before: Option<String> = None;
    while let Some(row) = rows.next()? {
        let title: String = row.get(0)?;
        let text = format!("{title}\n\n{}\n", row.get::<_, String>(1)?);
        let version = versions.len() + 1;
        let diff = before.as_deref().map(|before| unified(before, &text, version));
        versions.push(Version {
            document: id,
            version,
            title,
            published: row.get(2)?,
            content_hash: row.get(3)?,
            replaced: row.get(4)?,
            diff,
        });
        before = Some(text);
    }
    Ok(versions)
}

fn unified(before: &str, after: &str, version: usize) -> String {
    let (old, new) = (format!("version {}", version - 1), format!("version {version}"));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    diff.unified_diff().context_radius(CONTEXT).header(&old, &new).to_string()
}
