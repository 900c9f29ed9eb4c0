//! What a document reports of roles, projects and events, and who takes part in them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::counts::Totals;
use super::facts::{Place, confidence, distinct};
use super::registry::Registry;
use crate::extract::{Basis, Kind, Role};
use crate::identity;

pub(super) fn write_roles(at: &Place<'_>, registry: &Registry, totals: &mut Totals) -> rusqlite::Result<()> {
    let mut report = at.conn.prepare_cached(
        "INSERT INTO role_reports (document, ordinal, role, sentence, start, length, rule, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut reported = BTreeSet::new();
    let people = at.article.facts.people.iter().enumerate();
    let roles = people.flat_map(|(index, person)| person.roles.iter().map(move |role| (index, role)));
    for (ordinal, (index, role)) in roles.enumerate() {
        let Some(person) = at.ids.get(Kind::Person, index) else { continue };
        let id = role_row(at.conn, person, role, registry)?;
        let (start, length) = at.chars(&role.evidence);
        report.execute(params![
            at.document,
            ordinal as i64,
            id,
            at.sentence(&role.evidence),
            start,
            length,
            role.evidence.rule,
            confidence(&role.evidence)
        ])?;
        if reported.insert(id) {
            totals.role(id, at.day);
        }
    }
    Ok(())
}

/// The row of a role, distinct by person, title, post, country and organization. Once stated, it
/// stays stated.
fn role_row(conn: &Connection, person: i64, role: &Role, registry: &Registry) -> rusqlite::Result<i64> {
    let country = role.country.and_then(|code| registry.country(code));
    let organization: Option<i64> = match &role.organization {
        Some(name) => conn
            .prepare_cached("SELECT id FROM organizations WHERE key = ?1")?
            .query_row([identity::organization_key(name, role.country)], |row| row.get(0))
            .optional()?,
        None => None,
    };
    let unknown = role.organization.as_ref().filter(|_| organization.is_none());
    let found: Option<i64> = conn
        .prepare_cached(
            "SELECT id FROM roles WHERE person = ?1 AND title = ?2 AND post = ?3 AND country IS ?4 \
             AND organization IS ?5 AND organization_name IS ?6",
        )?
        .query_row(params![person, role.title, role.post, country, organization, unknown], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        if role.basis == Basis::Stated {
            conn.prepare_cached("UPDATE roles SET basis = 'stated' WHERE id = ?1 AND basis <> 'stated'")?
                .execute([id])?;
        }
        return Ok(id);
    }
    conn.prepare_cached(
        "INSERT INTO roles (person, title, post, country, organization, organization_name, basis) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![person, role.title, role.post, country, organization, unknown, role.basis.as_str()])?;
    Ok(conn.last_insert_rowid())
}

pub(super) fn write_projects(at: &Place<'_>, registry: &Registry) -> rusqlite::Result<()> {
    let mut insert = at.conn.prepare_cached(
        "INSERT INTO project_reports (document, ordinal, project, day, verb, status, modality, speaker, as_of, amount, \
         currency, sentence, start, length, rule, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    let mut ordinal = 0i64;
    for (index, project) in at.article.facts.projects.iter().enumerate() {
        let Some(id) = at.ids.get(Kind::Project, index) else { continue };
        for report in &project.reports {
            let (start, length) = at.chars(&report.evidence);
            insert.execute(params![
                at.document,
                ordinal,
                id,
                at.day,
                report.verb,
                report.status.as_str(),
                report.modality.as_str(),
                report.speaker.and_then(|i| at.ids.get(Kind::Person, i)),
                report.as_of.map(|d| d.to_string()),
                report.amount.map(|a| a.value),
                report.amount.map(|a| a.currency),
                at.sentence(&report.evidence),
                start,
                length,
                report.evidence.rule,
                confidence(&report.evidence)
            ])?;
            ordinal += 1;
        }
        // Which of them are the project's is decided over all documents, by Totals.
        let mut party = at.conn.prepare_cached(
            "INSERT INTO project_parties (document, project, country, basis) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT DO UPDATE SET basis = 'stated' WHERE excluded.basis = 'stated' AND basis <> 'stated'",
        )?;
        for (code, basis) in &project.parties {
            let Some(country) = registry.country(code) else { continue };
            party.execute(params![at.document, id, country, basis_of(*basis)])?;
        }
        let organizations = distinct(project.organizations.iter().filter_map(|i| at.ids.get(Kind::Organization, *i)));
        for organization in organizations {
            at.conn
                .prepare_cached("INSERT OR IGNORE INTO project_organizations (project, organization, basis) VALUES (?1, ?2, 'stated')")?
                .execute([id, organization])?;
        }
        for person in distinct(project.people.iter().filter_map(|i| at.ids.get(Kind::Person, *i))) {
            at.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO project_people (project, person, basis) VALUES (?1, ?2, 'stated')",
                )?
                .execute([id, person])?;
        }
    }
    Ok(())
}

fn basis_of(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred => "event",
    }
}

pub(super) fn write_events(at: &Place<'_>, registry: &Registry) -> rusqlite::Result<()> {
    let mut insert = at.conn.prepare_cached(
        "INSERT INTO event_reports (document, ordinal, event, day, status, date, date_text, place_text, sentence, start, \
         length, rule, confidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for (index, event) in at.article.facts.events.iter().enumerate() {
        let Some(id) = at.ids.get(Kind::Event, index) else { continue };
        let (start, length) = at.chars(&event.evidence);
        insert.execute(params![
            at.document,
            index as i64,
            id,
            at.day,
            event.status.as_str(),
            event.date.map(|d| d.to_string()),
            event.date_text,
            event.place,
            at.sentence(&event.evidence),
            start,
            length,
            event.evidence.rule,
            confidence(&event.evidence)
        ])?;
        // The first capacity told stays; a later one fills only a gap.
        let mut person = at.conn.prepare_cached(
            "INSERT INTO event_people (event, person, capacity) VALUES (?1, ?2, ?3) \
             ON CONFLICT DO UPDATE SET capacity = excluded.capacity WHERE capacity IS NULL AND excluded.capacity IS NOT NULL",
        )?;
        for (i, capacity) in &event.people {
            let Some(who) = at.ids.get(Kind::Person, *i) else { continue };
            person.execute(params![id, who, capacity])?;
        }
        for country in distinct(event.countries.iter().filter_map(|code| registry.country(code))) {
            at.conn
                .prepare_cached("INSERT OR IGNORE INTO event_countries (event, country) VALUES (?1, ?2)")?
                .execute([id, country])?;
        }
        for organization in distinct(event.organizations.iter().filter_map(|i| at.ids.get(Kind::Organization, *i))) {
            at.conn
                .prepare_cached("INSERT OR IGNORE INTO event_organizations (event, organization) VALUES (?1, ?2)")?
                .execute([id, organization])?;
        }
    }
    Ok(())
}
