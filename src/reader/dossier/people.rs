//! Posts: of a person; or whom a country or an organization had in which.

use rusqlite::{Result, Row, params_from_iter};

use super::sources::Sources;
use super::{Held, Listed, Subject, date};
use crate::lang::ast::EntityKind;
use crate::query::{Sql, sql};

const MOST: usize = 15;

/// A post is left out when this many times as many documents tell another of the same list.
const SHARE: i64 = 200;

/// What is read of a role, before its sources are numbered.
struct Found {
    held: Held,
    newest: i64,
}

impl Subject<'_> {
    /// Posts of a person in the order of time; of others the most reported first. A project has none.
    pub fn roles(&self, sources: &mut Sources) -> Result<Listed<Held>> {
        let (column, by) = match self.kind {
            EntityKind::Person => ("r.person", "NULL"),
            EntityKind::Country => ("r.country", "r.person"),
            EntityKind::Organization => ("r.organization", "r.person"),
            EntityKind::Project => return Ok(Listed::default()),
        };
        let mut sql = sql![
            "SELECT p.name, r.post, coalesce(o.name, r.organization_name, c.name) AS holder,
                    min(d.day), max(coalesce(d.day, 0)), count(DISTINCT d.id), d.id
             FROM roles r JOIN people p ON p.id = r.person JOIN role_reports t ON t.role = r.id JOIN documents d ON d.id = t.document
             LEFT JOIN countries c ON c.id = r.country LEFT JOIN organizations o ON o.id = r.organization
             WHERE r.standing = 'held' AND ",
            column,
            " = "
        ];
        sql.bind(self.id);
        self.bound(&mut sql, "d.day", "d.id");
        sql.push(" GROUP BY ").push(by).push(", r.post, 3 ORDER BY 6 DESC, 5 DESC, r.post");
        let read = |row: &Row<'_>| {
            let last: i64 = row.get(4)?;
            let held = Held {
                person: if self.kind == EntityKind::Person { None } else { Some(row.get(0)?) },
                post: row.get(1)?,
                of: row.get(2)?,
                first: date(row.get(3)?),
                last: date(Some(last).filter(|day| *day > 0)),
                documents: row.get(5)?,
                sources: Vec::new(),
            };
            Ok(Found { held, newest: row.get(6)? })
        };
        let mut all: Vec<Found> = self
            .conn
            .prepare_cached(&sql.text())?
            .query_map(params_from_iter(sql.params()), read)?
            .collect::<Result<_>>()?;
        // `president` alone says less than `president of Kazakhstan`.
        let specific: Vec<(Option<String>, String)> = all
            .iter()
            .filter(|row| row.held.of.is_some())
            .map(|row| (row.held.person.clone(), row.held.post.clone()))
            .collect();
        all.retain(|row| {
            row.held.of.is_some() || !specific.contains(&(row.held.person.clone(), row.held.post.clone()))
        });
        // Thousands say one thing, and a few, misread, another.
        let most = all.first().map_or(0, |row| row.held.documents);
        all.retain(|row| row.held.documents * SHARE >= most);
        let mut listed = Listed::first(MOST, all);
        if self.kind == EntityKind::Person {
            listed.shown.sort_by(|a, b| (&a.held.first, &a.held.last).cmp(&(&b.held.first, &b.held.last)));
        }
        let cite = |row: Found| Held { sources: vec![sources.number(row.newest)], ..row.held };
        Ok(Listed { more: listed.more, shown: listed.shown.into_iter().map(cite).collect() })
    }

    /// ` AND` that column `day` is of the range, and that column `document` is no copy of another.
    pub(super) fn bound(&self, sql: &mut Sql, day: &'static str, document: &'static str) {
        sql.push(" AND coalesce(").push(day).push(", 0) >= ").bind(i64::from(self.range.from));
        sql.push(" AND coalesce(").push(day).push(", 0) < ").bind(i64::from(self.range.to));
        sql.push(" AND ").push(document).push(" NOT IN (SELECT id FROM documents WHERE copy_of IS NOT NULL)");
    }
}
