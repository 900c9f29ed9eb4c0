//! What a person should look at: mentions that are unresolved or unsure, and entities that may be one.

use rusqlite::{Connection, params};

use super::named::{Found, find, root};
use super::what::What;
use super::{list, places};
use crate::extract::Kind;
use crate::identity::{Alike, Candidate, alike_people, alike_projects};
use crate::store::decisions::Anchor;
use crate::text::fold;

/// A mention is doubtful up to this: one that was told by renown alone is.
const DOUBTFUL: f64 = 0.6;

/// A mention whose reading is doubtful.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Row of `documents`.
    pub document: i64,
    /// Of the mention, in its document.
    pub ordinal: i64,
    /// Of the document.
    pub title: String,
    /// What the mention is taken for.
    pub kind: Kind,
    /// Its number and name; `None` is unresolved.
    pub entity: Option<(i64, String)>,
    /// As written.
    pub surface: String,
    /// Characters from the beginning of the body.
    pub start: i64,
    /// Name of the rule that read it so.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f64,
    /// The sentence, and where in it the surface begins, in characters.
    pub evidence: String,
    /// Characters from the beginning of `evidence`.
    pub at: i64,
}

impl Doubt {
    /// Where it stands, as a decision has it.
    pub fn anchor(&self, conn: &Connection) -> rusqlite::Result<Option<Anchor>> {
        let length = i64::try_from(self.surface.chars().count()).unwrap_or(i64::MAX);
        places::anchor_at(conn, self.document, (self.start, length))
    }
}

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Both are of it: a person or a project.
    pub kind: Kind,
    /// Its number, its name and how many documents name it.
    pub one: (i64, String, i64),
    /// Its number, its name and how many documents name it.
    pub other: (i64, String, i64),
    /// What is alike in them, as [`crate::identity::Alike`] has it.
    pub how: &'static str,
}

/// The doubtful mentions behind the one with this document and ordinal, in the order of the documents.
pub fn doubts(conn: &Connection, after: (i64, i64), limit: usize) -> rusqlite::Result<Vec<Doubt>> {
    let mut statement = conn.prepare_cached(
        "SELECT m.document, m.ordinal, d.title, m.kind, m.entity, CASE m.kind WHEN 'person' THEN (SELECT name FROM people WHERE id = m.entity) \
         WHEN 'country' THEN (SELECT name FROM countries WHERE id = m.entity) \
         WHEN 'organization' THEN (SELECT name FROM organizations WHERE id = m.entity) \
         WHEN 'project' THEN (SELECT name FROM projects WHERE id = m.entity) \
         ELSE (SELECT name FROM events WHERE id = m.entity) END, \
         m.surface, m.start, m.rule, m.confidence, substr(d.body, s.start + 1, s.length), m.start - s.start \
         FROM mentions m JOIN documents d ON d.id = m.document \
         JOIN sentences s ON s.document = m.document AND s.ordinal = m.sentence \
         WHERE (m.document, m.ordinal) > (?1, ?2) AND (m.entity IS NULL OR m.confidence <= ?3) AND m.kind <> 'place' \
         ORDER BY m.document, m.ordinal LIMIT ?4",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![after.0, after.1, DOUBTFUL, limit], |row| {
        let (id, name): (Option<i64>, Option<String>) = (row.get(4)?, row.get(5)?);
        let kind = match row.get_ref(3)?.as_str()? {
            "person" => Kind::Person,
            "country" => Kind::Country,
            "organization" => Kind::Organization,
            "project" => Kind::Project,
            _ => Kind::Event,
        };
        Ok(Doubt {
            document: row.get(0)?,
            ordinal: row.get(1)?,
            title: row.get(2)?,
            kind,
            entity: id.zip(name),
            surface: row.get(6)?,
            start: row.get(7)?,
            rule: row.get(8)?,
            confidence: row.get(9)?,
            evidence: row.get(10)?,
            at: row.get(11)?,
        })
    })?;
    rows.collect()
}

/// Whom a surface may mean, the most reported first: number, name and documents of each.
pub fn readings(conn: &Connection, doubt: &Doubt, limit: usize) -> rusqlite::Result<Vec<(i64, String, i64)>> {
    let Some(counted) = crate::store::write::counted(doubt.kind) else { return Ok(Vec::new()) };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT DISTINCT e.id, e.name, e.documents FROM aliases a JOIN {} e ON e.id = a.entity \
         WHERE a.norm = ?1 AND a.kind = ?2 AND e.documents > 0 ORDER BY e.documents DESC, e.id LIMIT ?3",
        counted.table
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    statement
        .query_map(params![fold(&doubt.surface), doubt.kind.as_str(), limit], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect()
}

/// People and projects that may be one and of whom nobody has said that they are not.
pub fn pairs(conn: &Connection) -> rusqlite::Result<Vec<Pair>> {
    let mut different = Vec::new();
    for decision in list(conn)?.into_iter().filter(|decision| decision.undone_at.is_none()) {
        let What::Different { one, other } = &decision.what else { continue };
        if let (Found::One(kind, one), Found::One(_, other)) = (find(conn, one)?, find(conn, other)?) {
            different.push((kind, one.min(other), one.max(other)));
        }
    }
    let mut found = Vec::new();
    for (kind, sql, alike) in [
        (
            Kind::Person,
            "SELECT p.id, p.name, c.code FROM people p LEFT JOIN countries c ON c.id = p.country WHERE p.documents > 0 ORDER BY p.id",
            alike_people as fn(&[Candidate]) -> Vec<Alike>,
        ),
        (Kind::Project, "SELECT id, name, sector FROM projects WHERE documents > 0 ORDER BY id", alike_projects),
    ] {
        let candidates: Vec<Candidate> = conn
            .prepare(sql)?
            .query_map([], |row| Ok(Candidate { id: row.get(0)?, name: row.get(1)?, field: row.get(2)? }))?
            .collect::<rusqlite::Result<_>>()?;
        for Alike { one, other, how } in alike(&candidates) {
            if different.contains(&(kind, one, other)) {
                continue;
            }
            let of = |id: i64| -> rusqlite::Result<(i64, String, i64)> {
                let name = candidates.iter().find(|candidate| candidate.id == id).map(|it| it.name.clone());
                Ok((root(conn, kind, id)?, name.unwrap_or_default(), super::documents_of(conn, kind, id)?))
            };
            found.push(Pair { kind, one: of(one)?, other: of(other)?, how });
        }
    }
    Ok(found)
}
