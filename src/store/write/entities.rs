//! The entities of a document as rows of the archive: found by key, or made.

use rusqlite::{Connection, OptionalExtension, params};

use super::counts::number;
use super::people;
use super::registry::Registry;
use crate::extract::{Event, Facts, Kind, Organization, PartialDate, Place, Project, Sense};

use crate::gazetteer;
use crate::identity;
use crate::store::article::Article;
use crate::store::seed::degrees;
use crate::text::fold;

/// Row ids, each vector parallel to that of its kind in `Facts`.
pub(super) struct Ids {
    pub people: Vec<i64>,
    /// `None`: a code that the archive does not know.
    pub countries: Vec<Option<i64>>,
    pub organizations: Vec<i64>,
    pub places: Vec<i64>,
    pub projects: Vec<i64>,
    pub events: Vec<i64>,
}

impl Ids {
    /// The row of entity `index` of `kind`.
    pub fn get(&self, kind: Kind, index: usize) -> Option<i64> {
        match kind {
            Kind::Person => self.people.get(index).copied(),
            Kind::Country => self.countries.get(index).copied().flatten(),
            Kind::Organization => self.organizations.get(index).copied(),
            Kind::Place => self.places.get(index).copied(),
            Kind::Project => self.projects.get(index).copied(),
            Kind::Event => self.events.get(index).copied(),
        }
    }
}

/// Finds or makes the rows of all entities of an article, and their aliases.
pub(super) fn resolve(conn: &Connection, article: &Article, registry: &mut Registry) -> rusqlite::Result<Ids> {
    let facts = &article.facts;
    let mut ids = Ids {
        people: Vec::new(),
        countries: facts.countries.iter().map(|c| registry.country(c.code)).collect(),
        organizations: Vec::new(),
        places: Vec::new(),
        projects: Vec::new(),
        events: Vec::new(),
    };
    for it in &facts.places {
        ids.places.push(place(conn, it)?);
    }
    for it in &facts.organizations {
        ids.organizations.push(organization(conn, it, registry)?);
    }
    for it in &facts.people {
        ids.people.push(people::person(conn, it, registry)?);
    }
    for it in &facts.projects {
        ids.projects.push(project(conn, it, registry)?);
    }
    for (index, it) in facts.events.iter().enumerate() {
        let at = it.place_index.and_then(|i| facts.places.get(i));
        let row = EventRow {
            event: it,
            place: it.place_index.and_then(|i| ids.places.get(i)).copied(),
            country: at.and_then(|p| registry.country(p.country?)),
            // A parent stands before its children or, rarely, after them; then the link is left out.
            parent: it.parent.and_then(|i| ids.events.get(i)).copied(),
        };
        ids.events.push(event(conn, &row, article, index)?);
    }
    add_surfaces(conn, article, &ids)?;
    Ok(ids)
}

/// How a name may be typed to find its entity. `strength` is weak for what also means something else.
pub(super) fn add_alias(
    conn: &Connection,
    kind: Kind,
    entity: i64,
    how: &str,
    alias: &str,
    strength: Strength,
) -> rusqlite::Result<()> {
    let norm = fold(alias);
    if norm.is_empty() {
        return Ok(());
    }
    // Not one INSERT … WHERE NOT EXISTS: that makes a table of its own and a savepoint for each name.
    let known: Option<String> = conn
        .prepare_cached(
            "SELECT how FROM aliases WHERE norm = ?1 AND kind = ?2 AND entity = ?3 ORDER BY how <> 'alias' LIMIT 1",
        )?
        .query_row(params![norm, kind.as_str(), entity], |row| row.get(0))
        .optional()?;
    match known.as_deref() {
        None => conn
            .prepare_cached(
                "INSERT INTO aliases (norm, kind, entity, how, alias, weak) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![norm, kind.as_str(), entity, how, alias, strength == Strength::Weak])?,
        // Names tell who is who; what was only seen in passing does not.
        Some("alias") if how == "name" => conn
            .prepare_cached(
                "UPDATE aliases SET how = 'name' WHERE norm = ?1 AND kind = ?2 AND entity = ?3 AND how = 'alias'",
            )?
            .execute(params![norm, kind.as_str(), entity])?,
        Some(_) => 0,
    };
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    Strong,
    Weak,
}

pub(super) fn place(conn: &Connection, place: &Place) -> rusqlite::Result<i64> {
    let key = identity::place_key(&place.name, place.country);
    if let Some(id) = by_key(conn, "places", &key)? {
        return Ok(id);
    }
    conn.prepare_cached(
        "INSERT INTO places (name, country, latitude, longitude, key) \
         VALUES (?1, (SELECT id FROM countries WHERE code = ?2), ?3, ?4, ?5)",
    )?
    .execute(params![
        place.name,
        place.country,
        place.position.map(|p| degrees(p.0)),
        place.position.map(|p| degrees(p.1)),
        key
    ])?;
    let id = conn.last_insert_rowid();
    add_alias(conn, Kind::Place, id, "name", &place.name, Strength::Strong)?;
    Ok(id)
}

/// By the folded name; an acronym alone is the one organization that has it; a full name takes over
/// the row that its acronym made before.
fn organization(conn: &Connection, organization: &Organization, registry: &Registry) -> rusqlite::Result<i64> {
    let country = organization.country.and_then(|code| registry.country(code));
    let is_not = registry.is_not(Kind::Organization, &organization.name);
    let key = identity::organization_key(&organization.name, organization.country);
    let (key, known) = known(conn, (Kind::Organization, "organizations"), key, (&organization.name, &is_not))?;
    let id = match known {
        Some(id) => id,
        None => match by_acronym(conn, organization, &key, &is_not)? {
            Some(id) => id,
            None => {
                let id = number(conn, Kind::Organization, &key)?;
                conn.prepare_cached("INSERT INTO organizations (id, name, key) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, organization.name, key])?;
                id
            }
        },
    };
    conn.prepare_cached(
        "UPDATE organizations SET acronym = coalesce(acronym, ?2), kind = coalesce(kind, ?3), country = coalesce(country, ?4) \
         WHERE id = ?1 AND (acronym IS NULL AND ?2 IS NOT NULL OR kind IS NULL AND ?3 IS NOT NULL OR country IS NULL AND ?4 IS NOT NULL)",
    )?
    .execute(params![id, organization.acronym, organization.kind, country])?;
    add_alias(conn, Kind::Organization, id, "name", &organization.name, Strength::Strong)?;
    if let Some(acronym) = &organization.acronym {
        add_alias(conn, Kind::Organization, id, "acronym", acronym, Strength::Strong)?;
    }
    Ok(id)
}

/// The row with this key. Where a person said that it is another than the one of this name, that one has a key of its
/// own.
fn known(
    conn: &Connection,
    (kind, table): (Kind, &str),
    key: String,
    (name, is_not): (&str, &[&str]),
) -> rusqlite::Result<(String, Option<i64>)> {
    match by_key(conn, table, &key)? {
        Some(id) if goes_by(conn, kind, id, is_not)? => {
            let own = format!("{key}/{}", fold(name));
            let id = by_key(conn, table, &own)?;
            Ok((own, id))
        }
        found => Ok((key, found)),
    }
}

/// Whether the entity has one of these names, folded.
fn goes_by(conn: &Connection, kind: Kind, id: i64, names: &[&str]) -> rusqlite::Result<bool> {
    for name in names {
        let has = conn
            .prepare_cached(
                "SELECT 1 FROM aliases WHERE norm = ?1 AND kind = ?2 AND entity = ?3 AND how IN ('name', 'user')",
            )?
            .exists(params![name, kind.as_str(), id])?;
        if has {
            return Ok(true);
        }
    }
    Ok(false)
}

fn by_acronym(
    conn: &Connection,
    organization: &Organization,
    key: &str,
    is_not: &[&str],
) -> rusqlite::Result<Option<i64>> {
    // A text that spells out a well-known acronym in its own way does not take it over.
    let well_known = |name: &str| gazetteer::organization(&fold(name)).is_some();
    if well_known(&organization.name) || organization.acronym.as_deref().is_some_and(well_known) {
        return Ok(None);
    }
    // Delta is not DELTA, whatever the letters stand for.
    let small = |name: &str| name.chars().any(char::is_lowercase);
    if !organization.name.contains(' ') && small(&organization.name) {
        return Ok(None);
    }
    if !organization.name.contains(' ') {
        let mut statement = conn.prepare_cached(
            "SELECT DISTINCT entity FROM aliases WHERE norm = ?1 AND kind = 'organization' AND how = 'acronym' LIMIT 2",
        )?;
        let found: Vec<i64> =
            statement.query_map([fold(&organization.name)], |row| row.get(0))?.collect::<Result<_, _>>()?;
        return Ok(match found[..] {
            [only] if !goes_by(conn, Kind::Organization, only, is_not)? => Some(only),
            _ => None,
        });
    }
    let Some(acronym) = &organization.acronym else { return Ok(None) };
    let Some(id) = by_key(conn, "organizations", &identity::organization_key(acronym, organization.country))? else {
        return Ok(None);
    };
    if goes_by(conn, Kind::Organization, id, is_not)? {
        return Ok(None);
    }
    // Only a row that still goes by its acronym: another full name means another body.
    let renamed = conn
        .prepare_cached("UPDATE organizations SET name = ?2, key = ?3 WHERE id = ?1 AND instr(name, ' ') = 0 AND name = upper(name)")?
        .execute(params![id, organization.name, key])?;
    Ok((renamed > 0).then_some(id))
}

fn project(conn: &Connection, project: &Project, registry: &Registry) -> rusqlite::Result<i64> {
    let is_not = registry.is_not(Kind::Project, &project.name);
    let key = identity::project_key(&project.key, &project.name);
    let (key, known) = known(conn, (Kind::Project, "projects"), key, (&project.name, &is_not))?;
    let id = match known {
        Some(id) => id,
        None => {
            let status = project.reports.last().map_or("mentioned", |r| r.status.as_str());
            let id = number(conn, Kind::Project, &key)?;
            conn.prepare_cached(
                "INSERT INTO projects (id, name, sector, kind, status, key) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, project.name, project.sector, project.kind, status, key])?;
            id
        }
    };
    add_alias(conn, Kind::Project, id, "name", &project.name, Strength::Strong)?;
    Ok(id)
}

struct EventRow<'a> {
    event: &'a Event,
    place: Option<i64>,
    country: Option<i64>,
    parent: Option<i64>,
}

fn event(conn: &Connection, row: &EventRow<'_>, article: &Article, index: usize) -> rusqlite::Result<i64> {
    let event = row.event;
    let mut keys = identity::event_keys(event, &article.facts);
    if keys.is_empty() {
        // Too little is known to meet it again: it is an event of this document alone.
        keys.push(format!("{}/{index}", article.locator.text));
    }
    let mut known = None;
    for key in &keys {
        known = known.or(event_by_key(conn, key)?);
    }
    let id = match known {
        Some(id) => id,
        None => {
            let name = event.name.clone().unwrap_or_else(|| made_name(event, &article.facts));
            let id = number(conn, Kind::Event, &keys[0])?;
            conn.prepare_cached("INSERT INTO events (id, kind, status, name, key) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![id, event.kind.as_str(), event.status.as_str(), name, keys[0]])?;
            add_alias(conn, Kind::Event, id, "name", &name, Strength::Strong)?;
            id
        }
    };
    for key in &keys {
        conn.prepare_cached("INSERT OR IGNORE INTO event_keys (key, event) VALUES (?1, ?2)")?
            .execute(params![key, id])?;
    }
    if let Some(name) = &event.name {
        add_alias(conn, Kind::Event, id, "alias", name, Strength::Strong)?;
    }
    // The most precise date wins; place and parent are taken from the first that tells them.
    let date = event.date.map(|d| d.to_string());
    conn.prepare_cached(
        "UPDATE events SET day = CASE WHEN ?2 IS NOT NULL AND length(coalesce(date, '')) < length(?2) THEN ?3 ELSE day END, \
         date = CASE WHEN ?2 IS NOT NULL AND length(coalesce(date, '')) < length(?2) THEN ?2 ELSE date END, \
         place = coalesce(place, ?4), country = coalesce(country, ?5), \
         parent = coalesce(parent, nullif(?6, ?1)) WHERE id = ?1",
    )?
    .execute(params![id, date, event.date.map(PartialDate::first_day), row.place, row.country, row.parent])?;
    Ok(id)
}

/// `meeting: Daniyar Sarsenov, Elchin Mammadzade`, for an event that the text does not name.
fn made_name(event: &Event, facts: &Facts) -> String {
    let people = event.people.iter().filter_map(|(i, _)| facts.people.get(*i)).map(|p| p.name.as_str());
    let organizations = event.organizations.iter().filter_map(|i| facts.organizations.get(*i)).map(|o| o.name.as_str());
    let who: Vec<&str> = people.chain(organizations).chain(event.countries.iter().copied()).take(4).collect();
    let kind = event.kind.as_str().replace('_', " ");
    if who.is_empty() { kind } else { format!("{kind}: {}", who.join(", ")) }
}

fn event_by_key(conn: &Connection, key: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT event FROM event_keys WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

/// Other ways in which the article writes the names of people, organizations and projects.
fn add_surfaces(conn: &Connection, article: &Article, ids: &Ids) -> rusqlite::Result<()> {
    for mention in &article.facts.mentions {
        let takes = matches!(mention.kind, Kind::Person | Kind::Organization | Kind::Project);
        let Some(id) = mention.entity.and_then(|index| ids.get(mention.kind, index)) else { continue };
        let surface = mention.evidence.span.of(&article.body);
        // A single word is a surname or an acronym, and those are told apart elsewhere.
        if takes && mention.sense == Sense::Literal && surface.contains(char::is_whitespace) && surface.len() < 100 {
            let surface = surface.split_whitespace().collect::<Vec<_>>().join(" ");
            add_alias(conn, mention.kind, id, "alias", &surface, Strength::Strong)?;
        }
    }
    Ok(())
}

fn by_key(conn: &Connection, table: &str, key: &str) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached(&format!("SELECT id FROM {table} WHERE key = ?1"))?
        .query_row([key], |row| row.get(0))
        .optional()
}
