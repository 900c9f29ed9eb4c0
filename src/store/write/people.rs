//! The row of a person.

use rusqlite::{Connection, params};

use super::entities::{Strength, add_alias};
use super::registry::Registry;
use crate::extract::{Kind, Person};
use crate::identity::{PersonFacts, PersonName, Resolution, person_key, surname};

/// Finds or makes the row of a person. What the row lacks (country, parts of the name) is filled in;
/// a name in full takes the place of a short one.
pub(super) fn person(conn: &Connection, person: &Person, registry: &mut Registry) -> rusqlite::Result<i64> {
    let facts = PersonFacts {
        name: &person.name,
        country: person.country,
        posts: person.roles.iter().map(|role| (role.post.as_str(), role.country)).collect(),
    };
    let country = person.country.and_then(|code| registry.country(code));
    let resolution = registry.people.resolve(&facts);
    let id = match resolution {
        Resolution::Known(id) => id,
        Resolution::New => {
            conn.prepare_cached("INSERT INTO people (name, key) VALUES (?1, ?2)")?
                .execute([&person.name, &person_key(&person.name)])?;
            conn.last_insert_rowid()
        }
    };
    registry.people.insert(id, &facts);
    conn.prepare_cached(
        "UPDATE people SET given = coalesce(given, ?2), family = coalesce(family, ?3), patronymic = coalesce(patronymic, ?4), \
         country = coalesce(country, ?5) WHERE id = ?1 AND ((given IS NULL AND ?2 IS NOT NULL) \
         OR (family IS NULL AND ?3 IS NOT NULL) OR (patronymic IS NULL AND ?4 IS NOT NULL) OR (country IS NULL AND ?5 IS NOT NULL))",
    )?
    .execute(params![id, person.given, person.family, person.patronymic, country])?;
    if let Resolution::Known(_) = resolution {
        take_fuller_name(conn, id, &person.name)?;
    }
    add_alias(conn, Kind::Person, id, "name", &person.name, Strength::Strong)?;
    if let Some(family) = person.family.as_deref().or_else(|| surname(&person.name)) {
        add_alias(conn, Kind::Person, id, "surname", family, Strength::Strong)?;
    }
    Ok(id)
}

/// The first name in full stays: later forms that are longer are as often mistakes as fuller names.
fn take_fuller_name(conn: &Connection, id: i64, name: &str) -> rusqlite::Result<()> {
    if !PersonName::of(name).is_full() {
        return Ok(());
    }
    let kept: String =
        conn.prepare_cached("SELECT name FROM people WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    if !PersonName::of(&kept).is_full() {
        conn.prepare_cached("UPDATE people SET name = ?2, key = ?3 WHERE id = ?1")?.execute(params![
            id,
            name,
            person_key(name)
        ])?;
    }
    Ok(())
}
