//! Which row of the archive a person of a document is.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::entities::{Strength, add_alias};
use super::keys;
use crate::extract::{Kind, Person};

use crate::text::fold;

/// Finds or makes the row of a person. What the row lacks (country, parts of the name) is filled in.
pub(super) fn person(
    conn: &Connection,
    person: &Person,
    country: Option<i64>,
    countries: &HashMap<String, i64>,
) -> rusqlite::Result<i64> {
    let key = keys::person_key(&person.name);
    let full = person.name.contains(char::is_whitespace);
    let found = if full { by_name(conn, &key)? } else { by_surname(conn, person, &key, country, countries)? };
    let id = match found {
        Some(id) => id,
        None => {
            conn.prepare_cached("INSERT INTO people (name, key) VALUES (?1, ?2)")?.execute([&person.name, &key])?;
            conn.last_insert_rowid()
        }
    };
    if full {
        conn.prepare_cached(
            "UPDATE people SET name = CASE WHEN length(name) < length(?2) THEN ?2 ELSE name END, given = coalesce(given, ?3), \
             family = coalesce(family, ?4), patronymic = coalesce(patronymic, ?5), country = coalesce(country, ?6) \
             WHERE id = ?1 AND (length(name) < length(?2) OR given IS NULL OR family IS NULL OR country IS NULL)",
        )?
        .execute(params![id, person.name, person.given, person.family, person.patronymic, country])?;
        add_alias(conn, Kind::Person, id, "name", &person.name, Strength::Strong)?;
    } else if found.is_none() {
        conn.prepare_cached("UPDATE people SET country = ?2 WHERE id = ?1")?.execute(params![id, country])?;
        add_alias(conn, Kind::Person, id, "name", &person.name, Strength::Strong)?;
    }
    if let Some(family) = &person.family {
        add_alias(conn, Kind::Person, id, "surname", family, Strength::Strong)?;
    }
    Ok(id)
}

/// The row with this identity key. Homonyms would share it; the oldest row is taken.
fn by_name(conn: &Connection, key: &str) -> rusqlite::Result<Option<i64>> {
    let mut statement = conn.prepare_cached("SELECT id FROM people WHERE key = ?1 ORDER BY id LIMIT 1")?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// A surname alone is the one person of the archive who has it and whose country or post agrees; else
/// the row of the same lone surname; else nobody's yet.
fn by_surname(
    conn: &Connection,
    person: &Person,
    key: &str,
    country: Option<i64>,
    countries: &HashMap<String, i64>,
) -> rusqlite::Result<Option<i64>> {
    let mut bearers = conn.prepare_cached(
        "SELECT entity FROM aliases WHERE norm = ?1 AND kind = 'person' AND how = 'surname' ORDER BY entity LIMIT 50",
    )?;
    let bearers: Vec<i64> =
        bearers.query_map([fold(&person.name)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut agreeing = Vec::new();
    for bearer in bearers {
        let mut agrees = same_country(conn, bearer, country)?;
        for role in &person.roles {
            let of = role.country.and_then(|code| countries.get(code)).copied().or(country);
            agrees |= holds_post(conn, bearer, &role.post, of)?;
        }
        if agrees {
            agreeing.push(bearer);
        }
    }
    if let [only] = agreeing[..] {
        return Ok(Some(only));
    }
    let mut lone = conn.prepare_cached("SELECT id FROM people WHERE key = ?1 AND country IS ?2 ORDER BY id LIMIT 1")?;
    let mut rows = lone.query(params![key, country])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

fn same_country(conn: &Connection, person: i64, country: Option<i64>) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM people WHERE id = ?1 AND country = ?2")?.exists(params![person, country])
}

fn holds_post(conn: &Connection, person: i64, post: &str, country: Option<i64>) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM roles WHERE person = ?1 AND post = ?2 AND country = ?3")?
        .exists(params![person, post, country])
}
