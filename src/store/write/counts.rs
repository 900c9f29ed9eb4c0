//! The counts that entities carry: exact at the end of every transaction.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::extract::Kind;
use crate::store::decisions;

/// What a transaction adds to the counts, written once at its end: a president named in each of a
/// thousand articles is one update, not a thousand.
#[derive(Default)]
pub(super) struct Totals {
    entities: BTreeMap<(Kind, i64), Added>,
    roles: BTreeMap<i64, Added>,
    /// Entities that lost a document: counted anew from the links, whatever was added.
    lost: BTreeSet<(Kind, i64)>,
    lost_roles: BTreeSet<i64>,
}

/// Whether rows of entities are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dropped {
    Nothing,
    Entities,
}

/// Whether a document repeats that of another publisher: lists count what both name once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printing {
    First,
    Copy,
}

impl Printing {
    /// Of document `id`, as it is stored.
    pub fn of(conn: &Connection, id: i64) -> rusqlite::Result<Printing> {
        let copy = "SELECT 1 FROM documents INDEXED BY documents_copies WHERE id = ?1 AND copy_of IS NOT NULL";
        Ok(if conn.prepare_cached(copy)?.exists([id])? { Printing::Copy } else { Printing::First })
    }
}

#[derive(Clone, Copy, Default)]
struct Added {
    documents: i64,
    mentions: i64,
    first_day: Option<i32>,
    last_day: Option<i32>,
    documents_once: i64,
    mentions_once: i64,
}

impl Added {
    fn add(&mut self, mentions: i64, day: Option<i32>, printing: Printing) {
        self.documents += 1;
        self.mentions += mentions;
        if printing == Printing::First {
            self.documents_once += 1;
            self.mentions_once += mentions;
        }
        self.first_day = self.first_day.into_iter().chain(day).min();
        self.last_day = self.last_day.max(day);
    }
}

/// A kind of entity whose rows carry counts, and where they come from.
pub(in crate::store) struct Counted {
    pub kind: Kind,
    pub table: &'static str,
    /// Links from documents, by `column`.
    pub links: &'static str,
    pub column: &'static str,
}

pub(in crate::store) const COUNTED: [Counted; 5] = [
    Counted { kind: Kind::Person, table: "people", links: "document_people", column: "person" },
    Counted { kind: Kind::Country, table: "countries", links: "document_countries", column: "country" },
    Counted {
        kind: Kind::Organization,
        table: "organizations",
        links: "document_organizations",
        column: "organization",
    },
    Counted { kind: Kind::Project, table: "projects", links: "document_projects", column: "project" },
    Counted { kind: Kind::Event, table: "events", links: "document_events", column: "event" },
];

pub(in crate::store) fn counted(kind: Kind) -> Option<&'static Counted> {
    COUNTED.iter().find(|c| c.kind == kind)
}

impl Totals {
    /// One more document links to the entity.
    pub fn link(&mut self, (kind, id): (Kind, i64), mentions: i64, day: Option<i32>, printing: Printing) {
        self.entities.entry((kind, id)).or_default().add(mentions, day, printing);
    }

    /// One more document reports the role.
    pub fn role(&mut self, id: i64, day: Option<i32>) {
        self.roles.entry(id).or_default().add(0, day, Printing::First);
    }

    pub fn lost(&mut self, kind: Kind, id: i64) {
        self.lost.insert((kind, id));
    }

    pub fn lost_role(&mut self, id: i64) {
        self.lost_roles.insert(id);
    }

    /// The entities that gained or lost a document.
    pub fn touched(&self) -> impl Iterator<Item = (Kind, i64)> {
        self.entities.keys().chain(&self.lost).copied()
    }

    /// Brings the rows up to date: additions, what must be counted anew, the status of projects and
    /// events, the parties to projects, and then drops what no document names any more.
    pub fn write(self, conn: &Connection) -> rusqlite::Result<Dropped> {
        for (&(kind, id), added) in self.entities.iter().filter(|(key, _)| !self.lost.contains(key)) {
            if let Some(counted) = counted(kind) {
                add(conn, counted.table, id, added)?;
            }
        }
        for (&id, added) in self.roles.iter().filter(|(id, _)| !self.lost_roles.contains(id)) {
            conn.prepare_cached(&format!("UPDATE roles SET documents = documents + ?2, {DAYS} WHERE id = ?1"))?
                .execute(params![id, added.documents, added.first_day, added.last_day])?;
        }
        for &(kind, id) in &self.lost {
            recount(conn, kind, id)?;
        }
        for &id in &self.lost_roles {
            recount_role(conn, id)?;
        }
        for &(kind, id) in self.entities.keys().chain(&self.lost) {
            derive(conn, kind, id)?;
        }
        let mut dropped = Dropped::Nothing;
        for &(kind, id) in &self.lost {
            if drop_unnamed(conn, kind, id)? > 0 {
                dropped = Dropped::Entities;
            }
        }
        Ok(dropped)
    }
}

/// `min` and `max` that pass over NULL; parameters 3 and 4 are the days.
const DAYS: &str = "first_day = min(coalesce(first_day, ?3), coalesce(?3, first_day)), \
                    last_day = max(coalesce(last_day, ?4), coalesce(?4, last_day))";

fn add(conn: &Connection, table: &str, id: i64, added: &Added) -> rusqlite::Result<()> {
    conn.prepare_cached(&format!(
        "UPDATE {table} SET documents = documents + ?2, {DAYS}, mentions = mentions + ?5, \
         documents_once = documents_once + ?6, mentions_once = mentions_once + ?7 WHERE id = ?1"
    ))?
    .execute(params![
        id,
        added.documents,
        added.first_day,
        added.last_day,
        added.mentions,
        added.documents_once,
        added.mentions_once
    ])?;
    Ok(())
}

/// The columns that hold the counts of an entity.
pub(in crate::store) const COLUMNS: &str = "documents, mentions, first_day, last_day, documents_once, mentions_once";

impl Counted {
    /// What [`COLUMNS`] should hold of the links that a condition on `l` lets through, and where that comes from.
    pub(in crate::store) fn linked(&self) -> String {
        format!(
            "count(*), coalesce(sum(l.mentions), 0), min(l.day), max(l.day), count(*) - count(c.id), \
             coalesce(sum(l.mentions) FILTER (WHERE c.id IS NULL), 0) FROM {} l \
             LEFT JOIN documents c INDEXED BY documents_copies ON c.id = l.document AND c.copy_of IS NOT NULL",
            self.links
        )
    }
}

pub(in crate::store) fn recount(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<()> {
    let Some(counted) = counted(kind) else { return Ok(()) };
    let Counted { table, column, .. } = counted;
    let right = counted.linked();
    conn.prepare_cached(&format!(
        "UPDATE {table} SET ({COLUMNS}) = (SELECT {right} WHERE l.{column} = ?1) WHERE id = ?1"
    ))?
    .execute([id])?;
    Ok(())
}

/// The entities that document `id` is linked to.
pub(super) fn linked(conn: &Connection, id: i64) -> rusqlite::Result<Vec<(Kind, i64)>> {
    let mut all = Vec::new();
    for Counted { kind, links, column, .. } in &COUNTED {
        let mut statement = conn.prepare_cached(&format!("SELECT {column} FROM {links} WHERE document = ?1"))?;
        for entity in statement.query_map([id], |row| row.get(0))? {
            all.push((*kind, entity?));
        }
    }
    Ok(all)
}

/// Counts a role anew, and drops it when no document reports it any more.
pub(super) fn recount_role(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    recount_role_kept(conn, id)?;
    if !is_told(conn, id)? {
        decisions::keep_role(conn, id)?;
    }
    conn.prepare_cached("DELETE FROM roles WHERE id = ?1 AND documents = 0")?.execute([id])?;
    Ok(())
}

/// Whether some document reports the role, by its count.
pub(in crate::store) fn is_told(conn: &Connection, role: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM roles WHERE id = ?1 AND documents > 0")?.exists([role])
}

/// Counts a role anew; it stays, reported or not.
pub(in crate::store) fn recount_role_kept(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE roles SET (documents, first_day, last_day) = \
         (SELECT count(DISTINCT r.document), min(d.day), max(d.day) FROM role_reports r \
          JOIN documents d ON d.id = r.document WHERE r.role = ?1) WHERE id = ?1",
    )?
    .execute([id])?;
    Ok(())
}

/// What follows from the documents of an entity besides its counts: the status of a project or an event, the
/// parties to a project.
pub(in crate::store) fn derive(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<()> {
    take_latest_status(conn, kind, id)?;
    if kind == Kind::Project {
        take_parties(conn, id)?;
    }
    Ok(())
}

/// A project stands where its latest report says, unless that only mentions it or denies it, and of
/// one document the report that tells of the furthest stage. An event stands where its latest says.
fn take_latest_status(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<()> {
    let sql = match kind {
        Kind::Project => LATEST_PROJECT_STATUS,
        Kind::Event => LATEST_EVENT_STATUS,
        _ => return Ok(()),
    };
    conn.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

const LATEST_PROJECT_STATUS: &str = "UPDATE projects SET status = coalesce((SELECT status FROM project_reports \
     WHERE project = ?1 AND modality <> 'negated' ORDER BY status = 'mentioned', modality <> 'asserted', day DESC, \
     document DESC, instr('proposed discussed agreed signed launched under_way completed suspended cancelled', status) DESC \
     LIMIT 1), 'mentioned') WHERE id = ?1";

const LATEST_EVENT_STATUS: &str = "UPDATE events SET status = coalesce((SELECT status FROM event_reports \
     WHERE event = ?1 ORDER BY day DESC, document DESC, ordinal DESC LIMIT 1), status) WHERE id = ?1";

/// A country is a party where a document states it. Where it is only inferred, one document may be about
/// much else: then half of them must agree, as soon as there are more than two.
fn take_parties(conn: &Connection, project: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("DELETE FROM project_countries WHERE project = ?1")?.execute([project])?;
    conn.prepare_cached(
        "INSERT INTO project_countries (project, country, basis) SELECT x.project, x.country, max(x.basis) FROM project_parties x \
         JOIN projects p ON p.id = x.project WHERE x.project = ?1 GROUP BY x.country \
         HAVING max(x.basis) = 'stated' OR p.documents <= 2 OR count(*) * 2 >= p.documents",
    )?
    .execute([project])?;
    Ok(())
}

/// Drops everything that no document names any more.
pub(super) fn drop_all_unnamed(conn: &Connection) -> rusqlite::Result<()> {
    // What is held by another that goes in the first round goes in the second.
    for counted in COUNTED.iter().chain(&COUNTED) {
        let sql = format!("SELECT id FROM {} WHERE documents = 0", counted.table);
        let ids: Vec<i64> = conn.prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in ids {
            drop_unnamed(conn, counted.kind, id)?;
        }
    }
    Ok(())
}

/// The number for a new row: the one that it had when it was dropped, by its key, or one that nothing ever had.
pub(in crate::store) fn number(conn: &Connection, kind: Kind, key: &str) -> rusqlite::Result<i64> {
    let had: Option<i64> = conn
        .prepare_cached("SELECT min(entity) FROM former_entities WHERE kind = ?1 AND key = ?2")?
        .query_row([kind.as_str(), key], |row| row.get(0))?;
    if let Some(had) = had {
        conn.prepare_cached("DELETE FROM former_entities WHERE kind = ?1 AND entity = ?2")?
            .execute(params![kind.as_str(), had])?;
        return Ok(had);
    }
    let table = counted(kind).map_or("places", |counted| counted.table);
    conn.prepare_cached(&format!(
        "SELECT 1 + max(coalesce((SELECT max(id) FROM {table}), 0), \
         coalesce((SELECT max(entity) FROM former_entities WHERE kind = ?1), 0), \
         CASE ?1 WHEN 'person' THEN coalesce((SELECT max(id) FROM former_people), 0) ELSE 0 END)"
    ))?
    .query_row([kind.as_str()], |row| row.get(0))
}

/// Countries stay, named or not; they were there before any document.
fn drop_unnamed(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<usize> {
    let guard = match kind {
        Kind::Person | Kind::Project => "",
        Kind::Organization => {
            " AND NOT EXISTS (SELECT 1 FROM roles WHERE organization = ?1) \
             AND NOT EXISTS (SELECT 1 FROM organizations WHERE parent = ?1)"
        }
        Kind::Event => " AND NOT EXISTS (SELECT 1 FROM events WHERE parent = ?1)",
        Kind::Country | Kind::Place => return Ok(0),
    };
    let Some(Counted { table, links, .. }) = counted(kind) else { return Ok(0) };
    let key: Option<String> = conn
        .prepare_cached(&format!("SELECT key FROM {table} WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))
        .optional()?;
    // Numbers that led to a person wait with the person's own.
    let mut numbers = vec![id];
    if kind == Kind::Person {
        let mut led = conn.prepare_cached("SELECT id FROM former_people WHERE person = ?1 ORDER BY id")?;
        let led: Vec<i64> = led.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        numbers.extend(led);
    }
    // What a person merged leads on, or is led to; what was taken out of a document may come back.
    let dropped = conn
        .prepare_cached(&format!(
            "DELETE FROM {table} WHERE id = ?1 AND documents = 0{guard} AND NOT EXISTS \
             (SELECT 1 FROM merged_entities WHERE kind = '{kind}' AND (entity = ?1 OR kept = ?1)) \
             AND NOT EXISTS (SELECT 1 FROM decision_changes WHERE before = ?1 AND relation = '-{links}')"
        ))?
        .execute([id])?;
    if dropped > 0 {
        conn.prepare_cached("DELETE FROM aliases WHERE kind = ?1 AND entity = ?2")?
            .execute(params![kind.as_str(), id])?;
        // Its number is kept for it, and for nothing else.
        for number in numbers.into_iter().filter(|_| key.is_some()) {
            conn.prepare_cached("INSERT OR IGNORE INTO former_entities (kind, entity, key) VALUES (?1, ?2, ?3)")?
                .execute(params![kind.as_str(), number, key])?;
            if kind == Kind::Person {
                conn.prepare_cached("DELETE FROM former_people WHERE id = ?1")?.execute([number])?;
            }
        }
        decisions::orphan(conn, kind, id)?;
    }
    Ok(dropped)
}

/// Numbers that wait for people who have been met again, and got others, lead to them.
pub(super) fn lead_on(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO former_people (id, person) SELECT f.entity, min(p.id) FROM former_entities f JOIN people p ON p.key = f.key \
         WHERE f.kind = 'person' AND p.documents > 0 GROUP BY f.entity HAVING count(*) = 1",
        [],
    )?;
    conn.execute("DELETE FROM former_entities WHERE kind = 'person' AND entity IN (SELECT id FROM former_people)", [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inferred_party_needs_half_of_the_documents() {
        let conn = Connection::open_in_memory().expect("a database");
        conn.execute_batch(crate::store::SCHEMA).expect("the schema");
        // No row but those of the project itself matters here.
        conn.execute_batch("PRAGMA foreign_keys = OFF").expect("a setting");
        conn.execute_batch(
            "INSERT INTO projects (id, name, sector, status, key, documents) VALUES (1, 'Kendirli line', 'energy', 'agreed', 'k', 4); \
             INSERT INTO project_parties (document, project, country, basis) VALUES \
             (1, 1, 31, 'event'), (2, 1, 31, 'stated'), (1, 1, 398, 'event'), (2, 1, 398, 'event'), (3, 1, 417, 'event')",
        )
        .expect("rows");
        let parties = || -> String {
            take_parties(&conn, 1).expect("written");
            let sql = "SELECT group_concat(country || ' ' || basis, ', ' ORDER BY country) FROM project_countries";
            conn.query_row(sql, [], |row| row.get(0)).expect("parties")
        };
        assert_eq!(parties(), "31 stated, 398 event");
        conn.execute_batch("UPDATE projects SET documents = 2").expect("fewer documents");
        assert_eq!(parties(), "31 stated, 398 event, 417 event");
    }
}
