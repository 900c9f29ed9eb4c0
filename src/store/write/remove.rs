//! Taking the facts of a document out again, before a revised text brings its own.

use rusqlite::Connection;

use super::counts::{Totals, linked};

/// Deletes all that was extracted from document `id`. What the entities lost is counted anew when
/// `totals` are written. Who took part in an event or a project is known only of the whole, so that
/// stays as long as another document reports it.
pub(super) fn facts(conn: &Connection, id: i64, totals: &mut Totals) -> rusqlite::Result<()> {
    for (kind, entity) in linked(conn, id)? {
        totals.lost(kind, entity);
    }
    for role in ids(conn, "SELECT DISTINCT role FROM role_reports WHERE document = ?1", id)? {
        totals.lost_role(role);
    }
    conn.prepare_cached(
        "INSERT INTO quotes_fts (quotes_fts, rowid, text) SELECT 'delete', id, text FROM quotes WHERE document = ?1",
    )?
    .execute([id])?;
    // What decisions did to these facts is gone with them.
    conn.prepare_cached("DELETE FROM decision_changes WHERE document = ?1")?.execute([id])?;
    for table in OF_A_DOCUMENT {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([id])?;
    }
    Ok(())
}

/// The tables that hold what was extracted, a row a fact.
const OF_A_DOCUMENT: [&str; 12] = [
    "sentences",
    "mentions",
    "role_reports",
    "project_reports",
    "project_parties",
    "event_reports",
    "quotes",
    "document_people",
    "document_countries",
    "document_organizations",
    "document_projects",
    "document_events",
];

fn ids(conn: &Connection, sql: &str, document: i64) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(sql)?.query_map([document], |row| row.get(0))?.collect()
}
