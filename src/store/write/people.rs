//! The row of a person.

use rusqlite::{Connection, params};

use super::counts::number;
use super::entities::{Strength, add_alias};
use super::registry::Registry;
use crate::extract::{Kind, Person, Role};
use crate::identity::{PersonFacts, Resolution, bare_name, person_key, surname};

/// Finds or makes the row of a person. What the row lacks (country, parts of the name) is filled in.
/// The name is the first that was met until [`super::settle`] gives it the usual one.
pub(super) fn person(conn: &Connection, person: &Person, registry: &mut Registry) -> rusqlite::Result<i64> {
    let facts = PersonFacts { name: &person.name, country: person.country, posts: own_posts(person) };
    let country = person.country.and_then(|code| registry.country(code));
    let id = match registry.people.resolve(&facts) {
        Resolution::Known(id) => id,
        Resolution::New => {
            let key = person_key(&person.name);
            let id = number(conn, Kind::Person, &key)?;
            conn.prepare_cached("INSERT INTO people (id, name, key) VALUES (?1, ?2, ?3)")?.execute(params![
                id,
                bare_name(&person.name),
                key
            ])?;
            id
        }
    };
    registry.people.insert(id, &facts);
    conn.prepare_cached(
        "UPDATE people SET given = coalesce(given, ?2), family = coalesce(family, ?3), patronymic = coalesce(patronymic, ?4), \
         country = coalesce(country, ?5) WHERE id = ?1 AND ((given IS NULL AND ?2 IS NOT NULL) \
         OR (family IS NULL AND ?3 IS NOT NULL) OR (patronymic IS NULL AND ?4 IS NOT NULL) OR (country IS NULL AND ?5 IS NOT NULL))",
    )?
    .execute(params![id, person.given, person.family, person.patronymic, country])?;
    add_alias(conn, Kind::Person, id, "name", &person.name, Strength::Strong)?;
    if let Some(family) = person.family.as_deref().or_else(|| surname(&person.name)) {
        add_alias(conn, Kind::Person, id, "surname", family, Strength::Strong)?;
    }
    Ok(id)
}

/// The posts that tell who somebody is: the president of a company is a president like many.
fn own_posts(person: &Person) -> Vec<(&str, Option<&str>)> {
    let of_state = |role: &&Role| role.organization.is_none() || role.country.is_some();
    person.roles.iter().filter(of_state).map(|role| (role.post.as_str(), role.country)).collect()
}
