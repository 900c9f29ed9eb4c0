//! Rows that a decision takes out of their tables: kept beside it as they were, and put back when it is undone.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

/// Tables of facts with a span, and what tells their rows apart within a document.
pub(super) const FACTS: [(&str, &str); 5] = [
    ("mentions", "ordinal"),
    ("role_reports", "ordinal"),
    ("project_reports", "ordinal"),
    ("event_reports", "ordinal"),
    ("quotes", "id"),
];

/// Removes rows, and notes them as they were. `?1` is the document, the others are the values.
pub(super) fn take_out(
    conn: &Connection,
    id: i64,
    document: i64,
    (table, number): (&str, &str),
    condition: &str,
    values: &[Value],
) -> rusqlite::Result<usize> {
    let mut bound: Vec<Value> = vec![document.into()];
    bound.extend_from_slice(values);
    let of_document = if table == "roles" { "?1 = ?1" } else { "document = ?1" };
    let mut statement =
        conn.prepare_cached(&format!("SELECT *, {number} FROM {table} WHERE {of_document} AND {condition}"))?;
    let columns = statement.column_count() - 1;
    let mut rows = statement.query(params_from_iter(&bound))?;
    let mut gone: Vec<(i64, Option<i64>, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::new();
        for at in 0..columns {
            cells.push(match row.get::<_, Value>(at)? {
                Value::Null | Value::Blob(_) => serde_json::Value::Null,
                Value::Integer(number) => number.into(),
                Value::Real(number) => number.into(),
                Value::Text(text) => text.into(),
            });
        }
        let role = if table == "role_reports" { cells[2].as_i64() } else { None };
        gone.push((row.get(columns)?, role, serde_json::Value::from(cells).to_string()));
    }
    for (row, role, cells) in &gone {
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, document, number, before, extra) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![id, format!("gone {table}"), document, row, role, cells])?;
        if table == "quotes" {
            conn.prepare_cached(
                "INSERT INTO quotes_fts (quotes_fts, rowid, text) SELECT 'delete', id, text FROM quotes WHERE id = ?1",
            )?
            .execute([row])?;
        }
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE {of_document} AND {number} = ?2"))?
            .execute([document, *row])?;
    }
    Ok(gone.len())
}

/// Which countries a document takes for parties to its projects: a fact without a span.
pub(super) const PARTIES: (&str, &str) = ("project_parties", "project");

/// A post that no document tells any more is dropped: reports of it that were taken out keep it with them.
pub(in crate::store) fn keep_role(conn: &Connection, role: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO decision_changes (decision, relation, document, number, extra) \
         SELECT DISTINCT c.decision, 'gone roles', c.document, r.id, json_array(r.id, r.person, r.title, r.post, r.country, \
         r.organization, r.organization_name, r.basis, r.documents, r.first_day, r.last_day, r.standing) \
         FROM decision_changes c JOIN roles r ON r.id = ?1 WHERE c.before = ?1 AND c.relation = 'gone role_reports'",
    )?
    .execute([role])?;
    Ok(())
}

/// Gives a post that comes back a number: another document may have told the same one since, and its number may
/// be another's. Notes in `led` what became of its old one; true when the post is there already.
fn place_of_role(conn: &Connection, cells: &mut [Value], led: &mut HashMap<i64, i64>) -> rusqlite::Result<bool> {
    let Value::Integer(old) = cells[0] else { return Ok(true) };
    let same: Option<i64> = conn
        .prepare_cached(
            "SELECT id FROM roles WHERE person = ?1 AND title = ?2 AND post = ?3 AND country IS ?4 AND organization IS ?5 \
             AND organization_name IS ?6",
        )?
        .query_row(params_from_iter(&cells[1..7]), |row| row.get(0))
        .optional()?;
    let taken = conn.prepare_cached("SELECT 1 FROM roles WHERE id = ?1")?.exists([old])?;
    let now = match same {
        Some(same) => same,
        None if !taken => old,
        None => conn.prepare_cached("SELECT 1 + max(id) FROM roles")?.query_row([], |row| row.get(0))?,
    };
    led.insert(old, now);
    cells[0] = now.into();
    Ok(same.is_some())
}

/// Puts rows that were taken out back as they were.
pub(super) fn put_back(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let mut roles = HashMap::new();
    for (table, _) in [("roles", "id")].into_iter().chain(FACTS).chain([PARTIES]) {
        let mut statement =
            conn.prepare_cached("SELECT extra FROM decision_changes WHERE decision = ?1 AND relation = ?2")?;
        let rows: Vec<String> = statement
            .query_map(params![id, format!("gone {table}")], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let columns = conn.prepare_cached(&format!("SELECT * FROM {table}"))?.column_count();
        for row in rows {
            let Ok(serde_json::Value::Array(cells)) = serde_json::from_str(&row) else { continue };
            if cells.len() != columns {
                continue;
            }
            let values = cells.into_iter().map(|cell| match cell {
                serde_json::Value::Number(number) if number.is_i64() => Value::from(number.as_i64()),
                serde_json::Value::Number(number) => Value::from(number.as_f64()),
                serde_json::Value::String(text) => Value::Text(text),
                _ => Value::Null,
            });
            let mut values: Vec<Value> = values.collect();
            if table == "roles" && place_of_role(conn, &mut values, &mut roles)? {
                continue;
            }
            if table == "role_reports"
                && let Value::Integer(role) = &mut values[2]
            {
                *role = *roles.get(role).unwrap_or(role);
            }
            let marks = vec!["?"; columns].join(", ");
            let put = conn
                .prepare_cached(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))?
                .execute(params_from_iter(values))?;
            if table == "quotes" && put > 0 {
                conn.prepare_cached("INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes WHERE id = ?1")?
                    .execute([conn.last_insert_rowid()])?;
            }
        }
    }
    Ok(())
}
