//! Which documents repeat one another: links, and which document a wire copy is a copy of.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::counts::{Printing, Totals, linked};
use super::near::{self, Candidate};
use super::{Link, LinkKind};
use crate::extract::Kind;
use crate::store::similar;

/// Notes that document `id` repeats an earlier one.
pub(super) fn link(conn: &Connection, id: i64, link: Link) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT INTO document_links (document, other, kind, similarity) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, link.other, link.kind.as_str(), link.similarity])?;
    if link.kind == LinkKind::WireCopy {
        name_the_first(conn, id)?;
    }
    Ok(())
}

/// Looks again at what document `id` repeats and at what repeats it, now that it says something else. What they name is
/// counted anew where they are copies and were not, or were and are not.
pub(super) fn relink(conn: &Connection, id: i64, totals: &mut Totals) -> rusqlite::Result<()> {
    // Copies of its copies name the same first document as it did.
    let copies = copies(conn, id)?;
    let before = printings(conn, &copies)?;
    let mut changed = later(conn, id)?;
    changed.push(id);
    conn.prepare_cached("DELETE FROM document_links WHERE document = ?1 OR other = ?1")?.execute([id])?;
    for document in changed {
        if let Some(found) = repeated(conn, document)? {
            conn.prepare_cached("DELETE FROM document_links WHERE document = ?1")?.execute([document])?;
            link(conn, document, found)?;
        }
    }
    for copy in &copies {
        name_the_first(conn, *copy)?;
    }
    for (kind, entity) in named_by_changed(conn, &copies, &before)? {
        totals.lost(kind, entity);
    }
    Ok(())
}

/// Of each whether it is a copy.
fn printings(conn: &Connection, documents: &BTreeSet<i64>) -> rusqlite::Result<Vec<Printing>> {
    documents.iter().map(|id| Printing::of(conn, *id)).collect()
}

/// The entities that those name which are copies now and were none before, or the other way round.
fn named_by_changed(
    conn: &Connection,
    documents: &BTreeSet<i64>,
    before: &[Printing],
) -> rusqlite::Result<Vec<(Kind, i64)>> {
    let mut named = Vec::new();
    for (id, before) in documents.iter().zip(before) {
        if Printing::of(conn, *id)? != *before {
            named.extend(linked(conn, *id)?);
        }
    }
    Ok(named)
}

/// Says anew of what those are copies that repeat document `id`: it is hidden now, or shown again. Gives the entities
/// of which some document is a copy now and was none before, or the other way round: they are to be counted anew.
pub(in crate::store) fn name_first_again(conn: &Connection, id: i64) -> rusqlite::Result<Vec<(Kind, i64)>> {
    let copies = copies(conn, id)?;
    let before = printings(conn, &copies)?;
    copies.iter().try_for_each(|copy| name_the_first(conn, *copy))?;
    named_by_changed(conn, &copies, &before)
}

/// Later documents that repeat document `id`.
fn later(conn: &Connection, id: i64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT document FROM document_links WHERE other = ?1")?;
    statement.query_map([id], |row| row.get(0))?.collect()
}

/// Document `id` and all that repeat it, or one that does.
fn copies(conn: &Connection, id: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let mut copies = BTreeSet::from([id]);
    let mut to_follow = vec![id];
    while let Some(next) = to_follow.pop() {
        to_follow.extend(later(conn, next)?.into_iter().filter(|copy| copies.insert(*copy)));
    }
    Ok(copies)
}

/// The earlier document that document `id`, as it is stored, repeats.
fn repeated(conn: &Connection, id: i64) -> rusqlite::Result<Option<Link>> {
    let (title, body, source, day, hash) = conn
        .prepare_cached(
            "SELECT title, body, (SELECT name FROM sources WHERE id = source), day, near_hash, near_hash_more FROM documents WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let texts: (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let hash: (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
            Ok((texts.0, texts.1, texts.2, row.get(3)?, hash))
        })?;
    let near_hash = hash.0.zip(hash.1).map(|(one, more)| similar::of_columns([one, more]));
    near::find(conn, &Candidate { title: &title, body: &body, source: source.as_deref(), day, near_hash }, id)
}

/// A copy of a copy is one of the first. Earlier documents have the lower ids. For a first one that is hidden stands
/// the next that repeats it.
fn name_the_first(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "WITH first AS (SELECT coalesce(o.copy_of, o.id) AS id FROM document_links l JOIN documents o ON o.id = l.other \
         WHERE l.document = ?1 AND l.kind = 'wire_copy' ORDER BY o.id LIMIT 1) \
         UPDATE documents SET copy_of = (SELECT CASE WHEN id NOT IN (SELECT document FROM hidden_documents) THEN id \
         ELSE (SELECT min(l.document) FROM document_links l WHERE l.other = first.id AND l.kind = 'wire_copy' \
         AND l.document < ?1 AND l.document NOT IN (SELECT document FROM hidden_documents)) END FROM first) WHERE id = ?1",
    )?
    .execute([id])?;
    Ok(())
}
