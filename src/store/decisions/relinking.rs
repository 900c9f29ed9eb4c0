//! What a document names, brought in line with its mentions once some are gone or name another.

use rusqlite::{Connection, OptionalExtension, params};

use super::hangers;
use super::moving::{self, Move, Touched};
use super::taken_out::{PARTIES, take_out};
use crate::extract::Kind;
use crate::store::write::COUNTED;

/// How often a document names what, and the posts it tells.
pub(super) struct Said {
    named: Vec<(Kind, i64, i64)>,
    roles: Vec<i64>,
}

impl Said {
    fn times(&self, kind: Kind, entity: i64) -> Option<i64> {
        self.named.iter().find(|(k, e, _)| *k == kind && *e == entity).map(|(.., times)| *times)
    }
}

/// The same of a document by its links, which know those too whom it reports without naming them.
pub(super) fn linked_to(conn: &Connection, document: i64) -> rusqlite::Result<Said> {
    let mut named = Vec::new();
    for counted in &COUNTED {
        let mut statement = conn.prepare_cached(&format!(
            "SELECT {}, mentions FROM {} WHERE document = ?1",
            counted.column, counted.links
        ))?;
        let rows = statement.query_map([document], |row| Ok((counted.kind, row.get(0)?, row.get(1)?)))?;
        named.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(Said { named, ..said_in(conn, document)? })
}

pub(super) fn said_in(conn: &Connection, document: i64) -> rusqlite::Result<Said> {
    let mut named = Vec::new();
    for counted in &COUNTED {
        let mut statement = conn.prepare_cached(
            "SELECT entity, count(*) FROM mentions WHERE document = ?1 AND kind = ?2 AND entity IS NOT NULL GROUP BY entity",
        )?;
        let rows =
            statement.query_map(params![document, counted.kind.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (entity, times) = row?;
            named.push((counted.kind, entity, times));
        }
    }
    let roles = conn
        .prepare_cached("SELECT DISTINCT role FROM role_reports WHERE document = ?1")?
        .query_map([document], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Said { named, roles })
}

/// Brings the links of a document in line with its mentions. Whom nothing names any more says nothing there and
/// holds no post: `heir`, if of the same kind, gets that.
pub(super) fn relink(
    conn: &Connection,
    (id, document): (i64, i64),
    before: &Said,
    heir: Option<(Kind, i64)>,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let after = said_in(conn, document)?;
    let day: Option<i64> = conn
        .prepare_cached("SELECT day FROM documents WHERE id = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()?
        .flatten();
    for counted in &COUNTED {
        let (kind, table, own) = (counted.kind, counted.links, counted.column);
        let note = |relation: String, entity: i64, extra: Option<f64>| {
            conn.prepare_cached(
                "INSERT INTO decision_changes (decision, relation, document, number, before, after, extra) VALUES (?1, ?2, ?3, 0, ?4, ?4, ?5)",
            )?
            .execute(params![id, relation, document, entity, extra])
        };
        for (_, entity, _) in before.named.iter().filter(|(k, e, n)| *k == kind && after.times(kind, *e) != Some(*n)) {
            touched.entities.insert((kind, *entity));
            if let Some(now) = after.times(kind, *entity) {
                note(format!("~{table}"), *entity, None)?;
                conn.prepare_cached(&format!("UPDATE {table} SET mentions = ?3 WHERE document = ?1 AND {own} = ?2"))?
                    .execute([document, *entity, now])?;
                continue;
            }
            match heir.filter(|(other, _)| *other == kind) {
                Some((_, into)) => {
                    moving::all(
                        conn,
                        Move { decision: id, kind, from: *entity, into, document: Some(document) },
                        touched,
                    )?;
                }
                None => {
                    silence(conn, id, document, (kind, *entity))?;
                    let salience = if kind == Kind::Country { "salience" } else { "NULL" };
                    let salience: Option<f64> = conn
                        .prepare_cached(&format!("SELECT {salience} FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                        .query_row([document, *entity], |row| row.get(0))
                        .optional()?
                        .flatten();
                    note(format!("-{table}"), *entity, salience)?;
                    conn.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                        .execute([document, *entity])?;
                }
            }
        }
        for (_, entity, now) in after.named.iter().filter(|(k, e, n)| *k == kind && before.times(kind, *e) != Some(*n))
        {
            touched.entities.insert((kind, *entity));
            let linked = conn
                .prepare_cached(&format!("SELECT 1 FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                .exists([document, *entity])?;
            note(format!("{}{table}", if linked { '~' } else { '+' }), *entity, None)?;
            let (column, value) = if kind == Kind::Country { (", salience", ", 0.5") } else { ("", "") };
            conn.prepare_cached(&format!(
                "INSERT INTO {table} (document, {own}, day, mentions{column}) VALUES (?1, ?2, ?3, ?4{value}) \
                 ON CONFLICT DO UPDATE SET mentions = excluded.mentions"
            ))?
            .execute(params![document, entity, day, now])?;
        }
    }
    let named: Vec<(Kind, i64)> = before.named.iter().map(|(kind, entity, _)| (*kind, *entity)).collect();
    let silenced: Vec<(Kind, i64)> =
        named.iter().copied().filter(|(kind, entity)| after.times(*kind, *entity).is_none()).collect();
    hangers::leave(conn, (id, document), &silenced, &named)?;
    // What it reports of projects and events may have changed, whoever is named.
    let reported = before.named.iter().filter(|(kind, ..)| matches!(kind, Kind::Project | Kind::Event));
    touched.entities.extend(reported.map(|(kind, entity, _)| (*kind, *entity)));
    for role in before.roles.iter().copied() {
        let told = conn.prepare_cached("SELECT 1 FROM role_reports WHERE role = ?1")?.exists([role])?;
        if told {
            touched.roles.insert(role);
        } else {
            take_out(conn, id, document, ("roles", "id"), "id = ?2", &[role.into()])?;
        }
    }
    Ok(())
}

/// Takes words and posts from one whom a document does not name.
fn silence(conn: &Connection, id: i64, document: i64, (kind, entity): (Kind, i64)) -> rusqlite::Result<()> {
    let columns = moving::COLUMNS.iter().filter(|column| {
        column.kind == kind
            && matches!(column.relation, "quotes.speaker" | "quotes.speaker_organization" | "project_reports.speaker")
    });
    for moving::Column { relation, table, column, row, .. } in columns {
        let (_, number) = row.columns();
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, '{relation}', document, {number}, {column}, NULL FROM {table} WHERE document = ?2 AND {column} = ?3"
        ))?
        .execute([id, document, entity])?;
        conn.prepare_cached(&format!("UPDATE {table} SET {column} = NULL WHERE document = ?1 AND {column} = ?2"))?
            .execute([document, entity])?;
    }
    match kind {
        Kind::Person => {
            let of_them = "role IN (SELECT id FROM roles WHERE person = ?2)";
            take_out(conn, id, document, ("role_reports", "ordinal"), of_them, &[entity.into()])?;
        }
        Kind::Project => {
            take_out(conn, id, document, ("project_reports", "ordinal"), "project = ?2", &[entity.into()])?;
            take_out(conn, id, document, PARTIES, "project = ?2", &[entity.into()])?;
        }
        Kind::Event => {
            take_out(conn, id, document, ("event_reports", "ordinal"), "event = ?2", &[entity.into()])?;
        }
        _ => {}
    }
    Ok(())
}
