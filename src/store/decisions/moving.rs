//! All that is said of one entity given to another, and each change noted, so that it can be taken back.
//!
//! The row that loses everything stays: its number, names and keys lead on to the other, and what a later
//! import writes under it is moved the same way.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::taken_out::keep_role;
use crate::extract::Kind;
use crate::store::write::{COUNTED, counts};

/// A column that names an entity of some kind.
pub(super) struct Column {
    pub kind: Kind,
    /// As `decision_changes.relation` has it.
    pub relation: &'static str,
    pub table: &'static str,
    pub column: &'static str,
    pub row: Row,
}

/// What tells a row from the others of its table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Document and ordinal.
    Ordinal,
    /// An id; the row belongs to a document.
    OfDocument,
    /// An id.
    Id,
}

impl Row {
    /// The columns of document and number.
    pub fn columns(self) -> (&'static str, &'static str) {
        match self {
            Row::Ordinal => ("document", "ordinal"),
            Row::OfDocument => ("document", "id"),
            Row::Id => ("NULL", "id"),
        }
    }
}

const fn column(kind: Kind, relation: &'static str, table: &'static str, column: &'static str, row: Row) -> Column {
    Column { kind, relation, table, column, row }
}

pub(super) const COLUMNS: [Column; 14] = [
    column(Kind::Person, "mentions.entity", "mentions", "entity", Row::Ordinal),
    column(Kind::Organization, "mentions.entity", "mentions", "entity", Row::Ordinal),
    column(Kind::Project, "mentions.entity", "mentions", "entity", Row::Ordinal),
    column(Kind::Event, "mentions.entity", "mentions", "entity", Row::Ordinal),
    column(Kind::Person, "quotes.speaker", "quotes", "speaker", Row::OfDocument),
    column(Kind::Organization, "quotes.speaker_organization", "quotes", "speaker_organization", Row::OfDocument),
    column(Kind::Person, "project_reports.speaker", "project_reports", "speaker", Row::Ordinal),
    column(Kind::Project, "project_reports.project", "project_reports", "project", Row::Ordinal),
    column(Kind::Event, "event_reports.event", "event_reports", "event", Row::Ordinal),
    column(Kind::Organization, "roles.organization", "roles", "organization", Row::Id),
    column(Kind::Organization, "organizations.parent", "organizations", "parent", Row::Id),
    column(Kind::Event, "events.parent", "events", "parent", Row::Id),
    // Raised where somebody says who is meant, and taken back like the others.
    column(Kind::Country, "mentions.confidence", "mentions", "confidence", Row::Ordinal),
    // Moved by `roles`, and taken back like the others.
    column(Kind::Country, "role_reports.role", "role_reports", "role", Row::Ordinal),
];

/// A table that says who takes part in what: `own` is the column of the entity that moves.
pub(super) struct Set {
    pub kind: Kind,
    pub table: &'static str,
    pub own: &'static str,
    pub other: &'static str,
    pub extra: &'static str,
    /// Whether each document says it for itself.
    pub document: bool,
}

const fn set(kind: Kind, table: &'static str, own: &'static str, other: &'static str, extra: &'static str) -> Set {
    Set { kind, table, own, other, extra, document: false }
}

pub(super) const SETS: [Set; 10] = [
    set(Kind::Person, "project_people", "person", "project", "basis"),
    set(Kind::Person, "event_people", "person", "event", "capacity"),
    set(Kind::Organization, "project_organizations", "organization", "project", "basis"),
    set(Kind::Organization, "event_organizations", "organization", "event", "capacity"),
    set(Kind::Project, "project_people", "project", "person", "basis"),
    set(Kind::Project, "project_organizations", "project", "organization", "basis"),
    Set { document: true, ..set(Kind::Project, "project_parties", "project", "country", "basis") },
    set(Kind::Event, "event_people", "event", "person", "capacity"),
    set(Kind::Event, "event_countries", "event", "country", "capacity"),
    set(Kind::Event, "event_organizations", "event", "organization", "capacity"),
];

/// Entities and roles whose counts, names and states have to be made anew.
#[derive(Debug, Default)]
pub(in crate::store) struct Touched {
    pub entities: BTreeSet<(Kind, i64)>,
    pub roles: BTreeSet<i64>,
}

/// One entity to be given to another, by a decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub decision: i64,
    pub kind: Kind,
    pub from: i64,
    pub into: i64,
    /// Only what this document says; `None`: everything.
    pub document: Option<i64>,
}

/// Moves all rows that name `from`; notes each.
pub(super) fn all(conn: &Connection, it: Move, touched: &mut Touched) -> rusqlite::Result<()> {
    let Move { decision, kind, from, into, document: within } = it;
    let of_all = |column: &&Column| within.is_none() || column.row != Row::Id;
    for column in COLUMNS.iter().filter(|column| column.kind == kind).filter(of_all) {
        let Column { relation, table, column: name, .. } = column;
        let (document, number) = column.row.columns();
        let only = if *table == "mentions" { format!("kind = '{kind}' AND ") } else { String::new() };
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, '{relation}', {document}, {number}, ?2, ?3 FROM {table} \
             WHERE {only}{name} = ?2 AND (?4 IS NULL OR {document} = ?4)"
        ))?
        .execute(params![decision, from, into, within])?;
        conn.prepare_cached(&format!(
            "UPDATE {table} SET {name} = ?2 WHERE {only}{name} = ?1 AND (?3 IS NULL OR {document} = ?3)"
        ))?
        .execute(params![from, into, within])?;
    }
    if kind == Kind::Person {
        // Settled anew from the posts of both.
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, number, before) SELECT ?1, 'country', id, country \
             FROM people WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM decision_changes WHERE decision = ?1 AND relation = 'country' AND number = ?2)",
        )?
        .execute([decision, into])?;
        roles(conn, it, touched)?;
    }
    let of_all = |set: &&Set| within.is_none() || set.document || matches!(kind, Kind::Person | Kind::Organization);
    for set in SETS.iter().filter(|set| set.kind == kind).filter(of_all) {
        members(conn, it, set)?;
    }
    links(conn, it)?;
    if within.is_none() {
        aliases(conn, it)?;
    }
    touched.entities.extend([(kind, from), (kind, into)]);
    Ok(())
}

/// The row of either set that both have stays the other's own.
fn members(conn: &Connection, it: Move, set: &Set) -> rusqlite::Result<()> {
    let Set { table, own, other, extra, .. } = set;
    // What several documents report is not changed by what is said of one.
    let within = match (set.document, *other) {
        (true, _) => "(?4 IS NULL OR f.document = ?4)".to_owned(),
        (false, "event" | "project") => format!(
            "(?4 IS NULL OR NOT EXISTS (SELECT 1 FROM document_{other}s l WHERE l.{other} = f.{other} AND l.document <> ?4))"
        ),
        _ => "?4 IS NULL".to_owned(),
    };
    let (document, same) = if set.document { ("f.document", " AND i.document = f.document") } else { ("NULL", "") };
    conn.prepare_cached(&format!(
        "INSERT INTO decision_changes (decision, relation, document, number, before, after, extra) \
         SELECT ?1, '-{table}.{own}', {document}, {other}, ?2, ?3, {extra} FROM {table} f WHERE {own} = ?2 AND {within} \
         UNION ALL SELECT ?1, '+{table}.{own}', {document}, {other}, ?2, ?3, NULL FROM {table} f WHERE {own} = ?2 AND {within} \
         AND NOT EXISTS (SELECT 1 FROM {table} i WHERE i.{own} = ?3 AND i.{other} = f.{other}{same})"
    ))?
    .execute(params![it.decision, it.from, it.into, it.document])?;
    let (first, first_of) = if set.document { ("document, ", "document, ") } else { ("", "") };
    conn.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {table} ({first}{own}, {other}, {extra}) \
         SELECT {first_of}?3, {other}, {extra} FROM {table} f WHERE {own} = ?2 AND {within} AND ?1 = ?1"
    ))?
    .execute(params![it.decision, it.from, it.into, it.document])?;
    conn.prepare_cached(&format!("DELETE FROM {table} AS f WHERE {own} = ?2 AND {within} AND ?1 = ?1 AND ?3 = ?3"))?
        .execute(params![it.decision, it.from, it.into, it.document])?;
    Ok(())
}

/// Which documents name the one now name the other.
fn links(conn: &Connection, it: Move) -> rusqlite::Result<()> {
    let Some(counted) = COUNTED.iter().find(|counted| counted.kind == it.kind) else { return Ok(()) };
    let (table, own) = (counted.links, counted.column);
    conn.prepare_cached(&format!(
        "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
         SELECT ?1, '-{table}', document, mentions, ?2, ?3 FROM {table} WHERE {own} = ?2 AND (?4 IS NULL OR document = ?4) \
         UNION ALL SELECT ?1, '+{table}', document, mentions, ?2, ?3 FROM {table} f WHERE {own} = ?2 AND (?4 IS NULL OR document = ?4) \
         AND NOT EXISTS (SELECT 1 FROM {table} i WHERE i.{own} = ?3 AND i.document = f.document)"
    ))?
    .execute(params![it.decision, it.from, it.into, it.document])?;
    conn.prepare_cached(&format!(
        "INSERT INTO {table} (document, {own}, day, mentions) SELECT document, ?2, day, mentions FROM {table} \
         WHERE {own} = ?1 AND (?3 IS NULL OR document = ?3) \
         ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions"
    ))?
    .execute(params![it.from, it.into, it.document])?;
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE {own} = ?1 AND (?2 IS NULL OR document = ?2)"))?
        .execute(params![it.from, it.document])?;
    Ok(())
}

/// The names lead to both. Those of the one say who is who at the next import, so they do not become the other's.
fn aliases(conn: &Connection, it: Move) -> rusqlite::Result<()> {
    let missing = "FROM aliases f WHERE f.kind = ?4 AND f.entity = ?2 \
                   AND NOT EXISTS (SELECT 1 FROM aliases i WHERE i.kind = ?4 AND i.entity = ?3 AND i.norm = f.norm)";
    conn.prepare_cached(&format!(
        "INSERT INTO decision_changes (decision, relation, number, before, after, extra) \
         SELECT DISTINCT ?1, '+aliases', ?3, ?2, norm, ?4 {missing}"
    ))?
    .execute(params![it.decision, it.from, it.into, it.kind.as_str()])?;
    conn.prepare_cached(&format!(
        "INSERT OR IGNORE INTO aliases (norm, kind, entity, how, alias, weak) \
         SELECT norm, kind, ?3, CASE WHEN how IN ('name', 'user') THEN 'alias' ELSE how END, alias, weak {missing} AND ?1 = ?1"
    ))?
    .execute(params![it.decision, it.from, it.into, it.kind.as_str()])?;
    Ok(())
}

/// Each report of a post goes to the same post of the other, which is made where there is none.
fn roles(conn: &Connection, it: Move, touched: &mut Touched) -> rusqlite::Result<()> {
    let reported: Vec<i64> = conn
        .prepare_cached(
            "SELECT id FROM roles r WHERE person = ?1 \
             AND EXISTS (SELECT 1 FROM role_reports x WHERE x.role = r.id AND (?2 IS NULL OR x.document = ?2))",
        )?
        .query_map(params![it.from, it.document], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for role in reported {
        let same = |conn: &Connection| {
            conn.prepare_cached(
                "SELECT i.id FROM roles f JOIN roles i ON i.person = ?2 AND i.title = f.title AND i.post = f.post \
                 AND i.country IS f.country AND i.organization IS f.organization \
                 AND i.organization_name IS f.organization_name WHERE f.id = ?1 ORDER BY i.id LIMIT 1",
            )?
            .query_map([role, it.into], |row| row.get::<_, i64>(0))?
            .next()
            .transpose()
        };
        let same = match same(conn)? {
            Some(same) => same,
            None => {
                conn.prepare_cached(
                    "INSERT INTO roles (person, title, post, country, organization, organization_name, basis) \
                     SELECT ?2, title, post, country, organization, organization_name, basis FROM roles WHERE id = ?1",
                )?
                .execute([role, it.into])?;
                conn.last_insert_rowid()
            }
        };
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, 'role_reports.role', document, ordinal, ?2, ?3 FROM role_reports \
             WHERE role = ?2 AND (?4 IS NULL OR document = ?4)",
        )?
        .execute(params![it.decision, role, same, it.document])?;
        conn.prepare_cached("UPDATE role_reports SET role = ?2 WHERE role = ?1 AND (?3 IS NULL OR document = ?3)")?
            .execute(params![role, same, it.document])?;
        touched.roles.extend([role, same]);
    }
    Ok(())
}

/// The entities that a person's events are now the same as: one kind, day and set of people.
pub(super) fn events_of(conn: &Connection, person: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut statement = conn.prepare_cached(
        "WITH mine AS (SELECT e.id, e.day, e.date, CASE e.kind WHEN 'state_visit' THEN 'visit' ELSE e.kind END AS kind, e.place, \
           (SELECT group_concat(person, ',') FROM (SELECT person FROM event_people x WHERE x.event = e.id ORDER BY person)) AS people, \
           (SELECT group_concat(person, ',') FROM (SELECT person FROM event_people x WHERE x.event = e.id AND capacity = 'visitor' ORDER BY person)) AS visitors \
           FROM event_people p JOIN events e ON e.id = p.event WHERE p.person = ?1 AND length(e.date) = 10 AND e.documents > 0) \
         SELECT b.id, min(a.id) FROM mine a JOIN mine b ON b.id > a.id AND b.date = a.date AND b.kind = a.kind \
         WHERE CASE a.kind WHEN 'visit' THEN a.place = b.place AND a.visitors = b.visitors \
           WHEN 'summit' THEN 0 ELSE a.people = b.people AND instr(a.people, ',') > 0 END \
         GROUP BY b.id ORDER BY b.id",
    )?;
    statement.query_map([person], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Counts, states, parties of what was touched.
pub(super) fn recount(conn: &Connection, touched: &Touched) -> rusqlite::Result<()> {
    for role in &touched.roles {
        counts::recount_role_kept(conn, *role)?;
        if !counts::is_told(conn, *role)? {
            keep_role(conn, *role)?;
        }
        // Those of somebody who was merged wait for what a later import says of them.
        conn.prepare_cached(
            "DELETE FROM roles WHERE id = ?1 AND documents = 0 \
             AND person NOT IN (SELECT entity FROM merged_entities WHERE kind = 'person')",
        )?
        .execute([role])?;
    }
    for (kind, id) in &touched.entities {
        counts::recount(conn, *kind, *id)?;
        counts::derive(conn, *kind, *id)?;
    }
    Ok(())
}
