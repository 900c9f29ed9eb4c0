//! What a run keeps in memory of the entities that the archive knows: what decides who is who.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::extract::Kind;
use crate::identity::{People, PersonFacts};
use crate::store::decisions;
use crate::text::fold;

/// Countries by code, and people by what tells them apart.
pub(super) struct Registry {
    countries: HashMap<String, i64>,
    pub people: People,
    /// Folded names of organizations and projects that a person said are not one.
    apart: Vec<(Kind, String, String)>,
}

impl Registry {
    pub fn load(conn: &Connection) -> rusqlite::Result<Registry> {
        let mut countries = HashMap::new();
        let mut statement = conn.prepare("SELECT code, id FROM countries")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            countries.insert(row.get(0)?, row.get(1)?);
        }
        let mut apart = decisions::apart(conn)?;
        apart.retain(|(kind, ..)| *kind != Kind::Person);
        for (_, one, other) in &mut apart {
            (*one, *other) = (fold(one), fold(other));
        }
        Ok(Registry { countries, people: people(conn)?, apart })
    }

    /// What one of this name is said not to be, folded.
    pub fn is_not(&self, kind: Kind, name: &str) -> Vec<&str> {
        if self.apart.is_empty() {
            return Vec::new();
        }
        let name = fold(name);
        let others = self.apart.iter().filter(|(of, ..)| *of == kind).filter_map(|(_, one, other)| {
            match (*one == name, *other == name) {
                (true, false) => Some(other.as_str()),
                (false, true) => Some(one.as_str()),
                _ => None,
            }
        });
        others.collect()
    }

    /// The row of a country by ISO alpha-2; `None` for a code that the archive does not know.
    pub fn country(&self, code: &str) -> Option<i64> {
        self.countries.get(code).copied()
    }
}

/// Everyone with all names, countries and posts.
fn people(conn: &Connection) -> rusqlite::Result<People> {
    let mut people = People::new();
    let mut names = conn.prepare(
        "SELECT p.id, p.name, c.code FROM people p LEFT JOIN countries c ON c.id = p.country \
         UNION ALL SELECT entity, alias, NULL FROM aliases WHERE kind = 'person' AND how IN ('name', 'user') \
         ORDER BY 1",
    )?;
    let mut rows = names.query([])?;
    while let Some(row) = rows.next()? {
        let (name, country) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?);
        people.insert(row.get(0)?, &PersonFacts { name, country, posts: Vec::new() });
    }
    let mut roles = conn.prepare(
        "SELECT r.person, r.post, c.code, r.documents FROM roles r LEFT JOIN countries c ON c.id = r.country \
         WHERE r.country IS NOT NULL OR coalesce(r.organization, r.organization_name) IS NULL ORDER BY r.id",
    )?;
    let mut rows = roles.query([])?;
    while let Some(row) = rows.next()? {
        let documents = u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0);
        people.insert_post(row.get(0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?, documents);
    }
    for (_, one, other) in decisions::apart(conn)?.into_iter().filter(|(kind, ..)| *kind == Kind::Person) {
        people.keep_apart(&one, &other);
    }
    decisions::merged(conn)?.into_iter().for_each(|id| people.decided(id));
    Ok(people)
}
