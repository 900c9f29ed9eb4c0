//! Who and what is named in the same documents, and whom it met.

use rusqlite::{Result, Row, params_from_iter};

use super::sources::Sources;
use super::{Companion, Event, Listed, Subject, date};
use crate::lang::ast::EntityKind;
use crate::query::{link_of, sql};

/// Companions of each kind.
const COMPANIONS: i64 = 8;

const EVENTS: usize = 15;

impl Subject<'_> {
    /// The most often named of each kind.
    pub fn companions(&self, sources: &mut Sources) -> Result<Vec<Companion>> {
        let mut found = Vec::new();
        for kind in [EntityKind::Person, EntityKind::Country, EntityKind::Organization] {
            let (own, other) = (link_of(self.kind), link_of(kind));
            let stable = if kind == EntityKind::Country { "e.code" } else { "e.id" };
            let mut sql = sql!["SELECT ", stable, ", e.name, n.documents, n.document FROM (SELECT b."];
            // The bare column is that of the row with the greatest day.
            sql.push(other.column)
                .push(" AS entity, count(*) AS documents, max(coalesce(a.day, 0)), a.document AS document FROM ");
            sql.push(own.table).push(" a JOIN ").push(other.table).push(" b ON b.document = a.document WHERE a.");
            sql.push(own.column).push(" = ").bind(self.id);
            self.bound(&mut sql, "a.day", "a.document");
            if kind == self.kind {
                sql.push(" AND b.").push(other.column).push(" <> ").bind(self.id);
            }
            sql.push(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ").bind(COMPANIONS);
            sql.push(") n JOIN ").push(other.entities).push(" e ON e.id = n.entity ORDER BY n.documents DESC, e.id");
            let read = |row: &Row<'_>| {
                let id = match row.get_ref(0)? {
                    rusqlite::types::ValueRef::Integer(id) => id.to_string(),
                    code => code.as_str()?.to_owned(),
                };
                let companion = Companion {
                    entity: format!("{}/{id}", kind.name()),
                    kind: kind.name(),
                    name: row.get(1)?,
                    documents: row.get(2)?,
                    sources: Vec::new(),
                };
                Ok((companion, row.get::<_, i64>(3)?))
            };
            let mut statement = self.conn.prepare_cached(&sql.text())?;
            for row in statement.query_map(params_from_iter(sql.params()), read)? {
                let (companion, newest) = row?;
                found.push(Companion { sources: vec![sources.number(newest)], ..companion });
            }
        }
        Ok(found)
    }

    /// Meetings, visits, summits, calls and signings, the newest first. A project takes part in none.
    pub fn events(&self, sources: &mut Sources) -> Result<Listed<Event>> {
        let (table, column) = match self.kind {
            EntityKind::Person => ("event_people", "person"),
            EntityKind::Country => ("event_countries", "country"),
            EntityKind::Organization => ("event_organizations", "organization"),
            EntityKind::Project => return Ok(Listed::default()),
        };
        let mut sql = sql![
            "SELECT e.id, e.name, e.kind, e.status, e.date, p.name, max(coalesce(r.day, 0)), r.document FROM ",
            table,
            " x JOIN events e ON e.id = x.event JOIN event_reports r ON r.event = e.id LEFT JOIN places p ON p.id = e.place
             WHERE e.kind IN ('meeting', 'visit', 'state_visit', 'summit', 'call', 'signing') AND x.",
            column,
            " = "
        ];
        sql.bind(self.id);
        self.bound(&mut sql, "r.day", "r.document");
        sql.push(" GROUP BY e.id ORDER BY coalesce(e.day, max(coalesce(r.day, 0))) DESC, e.id DESC");
        let read = |row: &Row<'_>| {
            let reported: i64 = row.get(6)?;
            let event = Event {
                name: row.get(1)?,
                kind: row.get(2)?,
                status: row.get(3)?,
                date: row.get::<_, Option<String>>(4)?.or_else(|| date(Some(reported).filter(|day| *day > 0))),
                place: row.get(5)?,
                participants: Vec::new(),
                sources: Vec::new(),
            };
            Ok((row.get::<_, i64>(0)?, event, row.get::<_, i64>(7)?))
        };
        let all = self
            .conn
            .prepare_cached(&sql.text())?
            .query_map(params_from_iter(sql.params()), read)?
            .collect::<Result<Vec<_>>>()?;
        let listed = Listed::first(EVENTS, all);
        let mut shown = Vec::new();
        for (id, event, newest) in listed.shown {
            let participants = super::super::article::participants(self.conn, id)?;
            shown.push(Event { participants, sources: vec![sources.number(newest)], ..event });
        }
        Ok(Listed { shown, more: listed.more })
    }
}
