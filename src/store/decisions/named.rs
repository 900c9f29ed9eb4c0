//! An entity as a decision names it: by kind and name, so that another archive of the same articles, or this
//! one with its facts made anew, finds it again.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::extract::Kind;
use crate::store::write::counted;
use crate::text::fold;

/// An entity by kind and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// `person`, `country`, `organization`, `project`, `event`
    pub kind: String,
    /// As the archive calls it on the day of the decision.
    pub name: String,
    /// ISO alpha-2: tells namesakes apart.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub country: Option<String>,
    /// What it is met again by. Events share names; this they do not share.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub key: Option<String>,
}

/// Whom a name means in this archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(Kind, i64),
    None,
    Several,
}

/// The kinds that decisions are made about.
const KINDS: [Kind; 5] = [Kind::Person, Kind::Country, Kind::Organization, Kind::Project, Kind::Event];

impl Named {
    pub(super) fn kind(&self) -> Option<Kind> {
        KINDS.into_iter().find(|kind| kind.as_str() == self.kind)
    }

    /// As it is told: `person Daniyar Sarsenov`.
    pub(super) fn told(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}

/// How a decision names the entity with this number; `None` when there is none.
pub fn named(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<Option<Named>> {
    let Some(table) = counted(kind).map(|counted| counted.table) else { return Ok(None) };
    let (country, key) = match kind {
        Kind::Country => ("code", "NULL"),
        Kind::Project => ("NULL", "key"),
        _ => ("(SELECT code FROM countries WHERE id = e.country)", "key"),
    };
    conn.prepare_cached(&format!("SELECT name, {country}, {key} FROM {table} e WHERE id = ?1"))?
        .query_row([id], |row| {
            Ok(Named { kind: kind.as_str().to_owned(), name: row.get(0)?, country: row.get(1)?, key: row.get(2)? })
        })
        .optional()
}

/// How many documents name the entity with this number.
pub fn documents_of(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<i64> {
    let Some(table) = counted(kind).map(|counted| counted.table) else { return Ok(0) };
    let mut statement = conn.prepare_cached(&format!("SELECT documents FROM {table} WHERE id = ?1"))?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// The numbers of those that go by a name, whatever else they are called.
pub fn with_name(conn: &Connection, kind: Kind, name: &str) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT DISTINCT entity FROM aliases WHERE norm = ?1 AND kind = ?2 ORDER BY entity LIMIT 200")?
        .query_map(params![fold(name), kind.as_str()], |row| row.get(0))?
        .collect()
}

/// The entity of that name: by name and key, else by the key, else by the name alone, else by an alias;
/// namesakes are told apart by country.
pub(super) fn find(conn: &Connection, named: &Named) -> rusqlite::Result<Found> {
    let Some(kind) = named.kind() else { return Ok(Found::None) };
    let Some(table) = counted(kind).map(|counted| counted.table) else { return Ok(Found::None) };
    if kind == Kind::Country {
        let found = conn
            .prepare_cached("SELECT id FROM countries WHERE code = ?1 OR (?1 IS NULL AND name = ?2)")?
            .query_row(params![named.country, named.name], |row| row.get(0))
            .optional()?;
        return Ok(found.map_or(Found::None, |id| Found::One(kind, id)));
    }
    // One that was merged into another is found by its own names, but only where no other has them.
    let live = format!(
        "NOT EXISTS (SELECT 1 FROM merged_entities m WHERE m.kind = '{kind}' AND m.entity = e.id) AND \
         (documents > 0 OR EXISTS (SELECT 1 FROM merged_entities m WHERE m.kind = '{kind}' AND m.kept = e.id))"
    );
    let ways = [
        (format!("SELECT id FROM {table} e WHERE name = ?1 AND key = ?3 AND {live}")),
        (format!("SELECT id FROM {table} e WHERE key = ?3 AND {live}")),
        (format!("SELECT id FROM {table} e WHERE name = ?1 AND ?3 IS ?3 AND {live}")),
        (format!(
            "SELECT DISTINCT e.id FROM aliases a JOIN {table} e ON e.id = a.entity WHERE a.norm = ?2 \
             AND a.kind = '{kind}' AND a.how IN ('name', 'user', 'alias', 'acronym') AND ?3 IS ?3 AND {live}"
        )),
        (format!(
            "SELECT m.kept FROM {table} e JOIN merged_entities m ON m.kind = '{kind}' AND m.entity = e.id \
             WHERE e.name = ?1 AND (?3 IS NULL OR e.key = ?3)"
        )),
    ];
    let folded = fold(&named.name);
    for sql in ways {
        let mut statement = conn.prepare_cached(&sql)?;
        let ids: Vec<i64> = statement
            .query_map(params![named.name, folded, named.key], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        match ids[..] {
            [] => {}
            [only] => return Ok(Found::One(kind, root(conn, kind, only)?)),
            _ => return of_country(conn, kind, &ids, named.country.as_deref()),
        }
    }
    Ok(Found::None)
}

fn of_country(conn: &Connection, kind: Kind, ids: &[i64], country: Option<&str>) -> rusqlite::Result<Found> {
    let mut fitting = Vec::new();
    for id in ids {
        if named_country(conn, kind, *id)?.as_deref() == country {
            fitting.push(*id);
        }
    }
    match fitting[..] {
        [only] => Ok(Found::One(kind, root(conn, kind, only)?)),
        _ => Ok(Found::Several),
    }
}

fn named_country(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<Option<String>> {
    Ok(named(conn, kind, id)?.and_then(|named| named.country))
}

/// Whom it was merged into, and that one, and so on.
pub fn root(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "WITH RECURSIVE way (id, steps) AS (VALUES (?2, 0) UNION ALL SELECT m.kept, steps + 1 FROM way \
         JOIN merged_entities m ON m.kind = ?1 AND m.entity = way.id WHERE steps < 1000) \
         SELECT id FROM way ORDER BY steps DESC LIMIT 1",
    )?
    .query_row(params![kind.as_str(), id], |row| row.get(0))
}
