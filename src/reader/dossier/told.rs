//! What was reported of projects, and what was said.

use rusqlite::{OptionalExtension, Result, Row, params_from_iter};

use super::sources::Sources;
use super::{Listed, Project, Quote, Report, Subject, date};
use crate::lang::ast::EntityKind;
use crate::query::sql;

const PROJECTS: usize = 12;
/// Reports of a project among others, and of the one that the dossier is about.
const REPORTS: usize = 4;
const OWN_REPORTS: usize = 40;
const QUOTES: usize = 20;

/// Quotes below this are doubtful: whom they belong to is a guess.
const SURE: f64 = 0.6;

impl Subject<'_> {
    /// Those it is a party to, the most reported first; of a project, itself.
    pub fn projects(&self, sources: &mut Sources) -> Result<Listed<Project>> {
        let (table, column, most) = match self.kind {
            EntityKind::Person => ("project_people", "person", REPORTS),
            EntityKind::Country => ("project_countries", "country", REPORTS),
            EntityKind::Organization => ("project_organizations", "organization", REPORTS),
            EntityKind::Project => ("(SELECT id AS project FROM projects)", "project", OWN_REPORTS),
        };
        let mut sql = sql![
            "SELECT p.id, p.name, p.sector, count(DISTINCT r.document) AS documents FROM ",
            table,
            " x JOIN projects p ON p.id = x.project JOIN project_reports r ON r.project = p.id WHERE x.",
            column,
            " = "
        ];
        sql.bind(self.id);
        self.bound(&mut sql, "r.day", "r.document");
        sql.push(" GROUP BY p.id ORDER BY documents DESC, p.id");
        let read = |row: &Row<'_>| {
            let id: i64 = row.get(0)?;
            let project = Project {
                entity: format!("project/{id}"),
                name: row.get(1)?,
                sector: row.get(2)?,
                documents: row.get(3)?,
                history: Vec::new(),
            };
            Ok((id, project))
        };
        let all = self
            .conn
            .prepare_cached(&sql.text())?
            .query_map(params_from_iter(sql.params()), read)?
            .collect::<Result<Vec<_>>>()?;
        let listed = Listed::first(PROJECTS, all);
        let mut shown = Vec::new();
        for (id, project) in listed.shown {
            shown.push(Project { history: self.history(id, most, sources)?, ..project });
        }
        Ok(Listed { shown, more: listed.more })
    }

    /// Each change of status with its sentence, the last `most` of them; of a project that changed nothing,
    /// the newest report.
    fn history(&self, project: i64, most: usize, sources: &mut Sources) -> Result<Vec<Report>> {
        let mut sql = sql![
            "SELECT r.day, r.status, r.modality, r.document, r.sentence FROM project_reports r WHERE r.project = "
        ];
        sql.bind(project);
        self.bound(&mut sql, "r.day", "r.document");
        sql.push(" ORDER BY r.day, r.document, r.ordinal");
        let read = |row: &Row<'_>| {
            let report = Report {
                date: date(row.get(0)?),
                status: row.get(1)?,
                modality: row.get(2)?,
                evidence: String::new(),
                sources: Vec::new(),
            };
            Ok((report, (row.get(3)?, row.get(4)?)))
        };
        let mut changes: Vec<(Report, (i64, i64))> = Vec::new();
        let mut newest = None;
        for row in self.conn.prepare_cached(&sql.text())?.query_map(params_from_iter(sql.params()), read)? {
            let (report, place) = row?;
            let is_new = |last: &Report| (&last.status, &last.modality) != (&report.status, &report.modality);
            if report.status != "mentioned" && changes.last().is_none_or(|(last, _)| is_new(last)) {
                changes.push((report, place));
            } else {
                newest = Some((report, place));
            }
        }
        if changes.is_empty() {
            changes.extend(newest);
        }
        // Bodies are long: only the sentences that are shown are read.
        let mut shown = Vec::new();
        for (report, (document, sentence)) in changes.split_off(changes.len().saturating_sub(most)) {
            let evidence = self.sentence(document, sentence)?;
            shown.push(Report { evidence, sources: vec![sources.number(document)], ..report });
        }
        Ok(shown)
    }

    /// A sentence, or the beginning of a long one.
    fn sentence(&self, document: i64, sentence: i64) -> Result<String> {
        self.conn
            .prepare_cached(
                "SELECT substr(d.body, s.start + 1, min(s.length, 600)) || iif(s.length > 600, '…', '')
                 FROM documents d JOIN sentences s ON s.document = d.id WHERE d.id = ? AND s.ordinal = ?",
            )?
            .query_row([document, sentence], |row| row.get(0))
            .optional()
            .map(Option::unwrap_or_default)
    }

    /// What it said, or what its people said; of a project, what was said in the sentences that name it.
    pub fn quotes(&self, sources: &mut Sources) -> Result<Listed<Quote>> {
        let mut sql = sql![
            "SELECT q.day, coalesce(p.name, o.name, q.speaker_text), q.verb, q.text, q.kind, q.document FROM quotes q
             LEFT JOIN people p ON p.id = q.speaker LEFT JOIN organizations o ON o.id = q.speaker_organization WHERE "
        ];
        sql.push(match self.kind {
            EntityKind::Person => "q.speaker = ",
            EntityKind::Country => "p.country = ",
            EntityKind::Organization => "q.speaker_organization = ",
            EntityKind::Project => {
                "q.id IN (SELECT k.id FROM mentions m JOIN quotes k ON k.document = m.document AND k.sentence = m.sentence
                          WHERE m.kind = 'project' AND m.entity = "
            }
        });
        sql.bind(self.id);
        if self.kind == EntityKind::Project {
            sql.push(")");
        }
        sql.push(" AND q.confidence >= ").bind(SURE);
        self.bound(&mut sql, "q.day", "q.document");
        // Words between marks say more than words reported; the newest come first.
        sql.push(" ORDER BY q.kind, q.day DESC, q.id");
        let read = |row: &Row<'_>| {
            let quote = Quote {
                date: date(row.get(0)?),
                speaker: row.get(1)?,
                verb: row.get(2)?,
                text: row.get(3)?,
                kind: row.get(4)?,
                sources: Vec::new(),
            };
            Ok((quote, row.get::<_, i64>(5)?))
        };
        let all = self
            .conn
            .prepare_cached(&sql.text())?
            .query_map(params_from_iter(sql.params()), read)?
            .collect::<Result<Vec<_>>>()?;
        let mut listed = Listed::first(QUOTES, all);
        listed.shown.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date));
        let shown = listed
            .shown
            .into_iter()
            .map(|(quote, document)| Quote { sources: vec![sources.number(document)], ..quote });
        Ok(Listed { shown: shown.collect(), more: listed.more })
    }
}
