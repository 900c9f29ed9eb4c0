//! Two rows of people who turn out to be one.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::counts;
use crate::extract::Kind;
use crate::identity::{Ground, Successor};

/// How sure a mention of somebody is who was not told from namesakes, and the rule that it then stands for.
const BY_RENOWN: (&str, f64) = ("renown", 0.6);

/// Gives all that is said of a person to the successor, and drops the row. What named it by its number is
/// led on by `former_people`.
pub(super) fn people(conn: &Connection, successor: &Successor) -> rusqlite::Result<()> {
    let Successor { from, into, ground } = *successor;
    if ground == Ground::Renown {
        conn.prepare_cached(
            "UPDATE mentions SET rule = ?2, confidence = min(confidence, ?3) WHERE kind = 'person' AND entity = ?1",
        )?
        .execute(params![from, BY_RENOWN.0, BY_RENOWN.1])?;
    }
    for sql in MOVE {
        conn.prepare_cached(sql)?.execute([from, into])?;
    }
    for role in roles(conn, from, into)? {
        counts::recount_role(conn, role)?;
    }
    conn.prepare_cached("DELETE FROM people WHERE id = ?1")?.execute([from])?;
    conn.prepare_cached("DELETE FROM aliases WHERE kind = 'person' AND entity = ?1")?.execute([from])?;
    counts::recount(conn, Kind::Person, into)
}

/// From ?1 to ?2. A document, an event or a project that has both keeps one row.
const MOVE: [&str; 10] = [
    "UPDATE mentions SET entity = ?2 WHERE kind = 'person' AND entity = ?1",
    "INSERT INTO document_people (document, person, day, mentions) \
     SELECT document, ?2, day, mentions FROM document_people WHERE person = ?1 \
     ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
    "UPDATE quotes SET speaker = ?2 WHERE speaker = ?1",
    "UPDATE project_reports SET speaker = ?2 WHERE speaker = ?1",
    "INSERT OR IGNORE INTO project_people (project, person, basis) \
     SELECT project, ?2, basis FROM project_people WHERE person = ?1",
    "INSERT OR IGNORE INTO event_people (event, person, capacity) \
     SELECT event, ?2, capacity FROM event_people WHERE person = ?1",
    "UPDATE OR IGNORE aliases SET entity = ?2 WHERE kind = 'person' AND entity = ?1",
    "UPDATE former_people SET person = ?2 WHERE person = ?1",
    "INSERT INTO former_people (id, person) VALUES (?1, ?2)",
    "UPDATE merged_entities SET kept = ?2 WHERE kind = 'person' AND kept = ?1",
];

/// Moves the roles; gives those whose reports must be counted anew.
fn roles(conn: &Connection, from: i64, into: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT f.id, i.id FROM roles f LEFT JOIN roles i ON i.person = ?2 AND i.title = f.title AND i.post = f.post \
         AND i.country IS f.country AND i.organization IS f.organization AND i.organization_name IS f.organization_name \
         WHERE f.person = ?1",
    )?;
    let pairs: Vec<(i64, Option<i64>)> =
        statement.query_map([from, into], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut counted = BTreeSet::new();
    for (role, same) in pairs {
        let Some(same) = same else {
            conn.prepare_cached("UPDATE roles SET person = ?2 WHERE id = ?1")?.execute([role, into])?;
            continue;
        };
        conn.prepare_cached("UPDATE role_reports SET role = ?2 WHERE role = ?1")?.execute([role, same])?;
        conn.prepare_cached(
            "UPDATE roles SET basis = 'stated' WHERE id = ?2 AND (SELECT basis FROM roles WHERE id = ?1) = 'stated'",
        )?
        .execute(params![role, same])?;
        conn.prepare_cached("DELETE FROM roles WHERE id = ?1")?.execute([role])?;
        counted.insert(same);
    }
    Ok(counted)
}
