//! Who or what it is.

use rusqlite::{Result, Row};

use super::{About, Dossier, Subject};
use crate::lang::ast::EntityKind;
use crate::query::kind_word;

/// Other names that are listed.
const NAMES: i64 = 8;

impl Subject<'_> {
    pub fn who(&self) -> Result<Dossier> {
        let (sql, labels): (_, &[&'static str]) = match self.kind {
            EntityKind::Person => (
                "SELECT p.name, 'person/' || p.id, c.name FROM people p LEFT JOIN countries c ON c.id = p.country WHERE p.id = ?",
                &["country"],
            ),
            EntityKind::Country => (
                "SELECT name, 'country/' || code, official, capital, subregion FROM countries WHERE id = ?",
                &["official name", "capital", "region"],
            ),
            EntityKind::Organization => (
                "SELECT o.name, 'org/' || o.id, o.acronym, replace(o.kind, '_', ' '), c.name, p.name FROM organizations o
                 LEFT JOIN countries c ON c.id = o.country LEFT JOIN organizations p ON p.id = o.parent WHERE o.id = ?",
                &["acronym", "kind", "country", "part of"],
            ),
            EntityKind::Project => (
                "SELECT p.name, 'project/' || p.id, replace(p.sector, '_', ' '), p.kind, replace(p.status, '_', ' '),
                        (SELECT group_concat(name, ', ') FROM (SELECT c.name FROM project_countries x JOIN countries c ON c.id = x.country
                         WHERE x.project = p.id ORDER BY x.basis DESC, c.name)),
                        (SELECT group_concat(name, ', ') FROM (SELECT o.name FROM project_organizations x JOIN organizations o ON o.id = x.organization
                         WHERE x.project = p.id ORDER BY o.documents DESC, o.name LIMIT 12)),
                        (SELECT group_concat(name, ', ') FROM (SELECT q.name FROM project_people x JOIN people q ON q.id = x.person
                         WHERE x.project = p.id ORDER BY q.documents DESC, q.name LIMIT 12))
                 FROM projects p WHERE p.id = ?",
                &["sector", "kind", "last reported", "countries", "organizations", "people"],
            ),
        };
        let read = |row: &Row<'_>| {
            let mut about = Vec::new();
            for (at, what) in labels.iter().enumerate() {
                about.extend(row.get::<_, Option<String>>(at + 2)?.map(|value| About { what, value }));
            }
            Ok(Dossier {
                kind: self.kind.name().to_owned(),
                name: row.get(0)?,
                entity: row.get(1)?,
                about,
                ..Dossier::default()
            })
        };
        let mut dossier = self.conn.query_row(sql, [self.id], read)?;
        dossier.also = self
            .conn
            .prepare_cached(
                "SELECT DISTINCT alias FROM aliases WHERE kind = ?1 AND entity = ?2 AND alias <> ?3
                 AND how IN ('name', 'alias', 'acronym', 'transliteration', 'user') ORDER BY alias LIMIT ?4",
            )?
            .query_map((kind_word(self.kind), self.id, &dossier.name, NAMES), |row| row.get(0))?
            .collect::<Result<_>>()?;
        Ok(dossier)
    }
}
