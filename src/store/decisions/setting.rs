//! Fields of documents and entities that a person sets.

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::applying::{self, Outcome, Problem};
use super::moving::Touched;
use super::named::Named;
use super::what::Anchor;
use crate::extract::{Kind, PartialDate};
use crate::store::write::{COUNTED, counted};

/// Fields of an entity, as `decision_changes.relation` has them and as columns.
pub(super) fn columns(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Person => &[("set country", "country")],
        Kind::Organization => &[("set country", "country"), ("set kind", "kind"), ("set acronym", "acronym")],
        Kind::Project => &[("set sector", "sector"), ("set status", "status"), ("set kind", "kind")],
        Kind::Event => &[
            ("set country", "country"),
            ("set status", "status"),
            ("set kind", "kind"),
            ("set date", "date"),
            ("set day", "day"),
        ],
        Kind::Country | Kind::Place => &[],
    }
}

/// Fields of a document.
const OF_DOCUMENT: [&str; 6] = ["title", "date", "byline", "lang", "url", "source"];

/// Columns of `documents` that decisions change.
const DOCUMENT_COLUMNS: [&str; 8] = ["title", "published", "published_basis", "day", "byline", "lang", "url", "source"];

/// Tables that repeat a document's day.
const DAYS: [&str; 8] = [
    "document_people",
    "document_countries",
    "document_organizations",
    "document_projects",
    "document_events",
    "project_reports",
    "event_reports",
    "quotes",
];

pub(super) fn entity(
    conn: &Connection,
    id: i64,
    who: &Named,
    (field, value): (&str, &str),
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let (kind, row) = match applying::entity(conn, who)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let fields: Vec<&str> = columns(kind).iter().map(|(_, column)| *column).filter(|column| *column != "day").collect();
    if !fields.contains(&field) {
        let known = if fields.is_empty() { "none".to_owned() } else { fields.join(", ") };
        return Ok(Err(Problem::conflict(format!(
            "{field} is no field of {kind} that can be set; these are: {known}"
        ))));
    }
    let mut cells: Vec<(&str, rusqlite::types::Value)> = vec![(field, value.to_owned().into())];
    if field == "country" {
        let code: Option<i64> = conn
            .prepare_cached("SELECT id FROM countries WHERE code = upper(?1) OR iso3 = upper(?1) OR name = ?1")?
            .query_row([value], |row| row.get(0))
            .optional()?;
        let Some(country) = code else {
            return Ok(Err(Problem::conflict(format!("no country {value}: give its code, as in KZ"))));
        };
        cells = vec![(field, country.into())];
    }
    if field == "date" {
        let Some(date) = PartialDate::parse(value) else { return Ok(Err(no_date(value))) };
        cells = vec![(field, date.to_string().into()), ("day", i64::from(date.first_day()).into())];
    }
    let table = counted(kind).map_or("people", |counted| counted.table);
    for (column, cell) in cells {
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, number, before, after, extra) \
             SELECT ?1, 'set {column}', id, {column}, ?3, '{kind}' FROM {table} WHERE id = ?2"
        ))?
        .execute(params![id, row, cell])?;
        let set = conn
            .prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"))?
            .execute(params![row, cell]);
        match set {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                conn.prepare_cached("DELETE FROM decision_changes WHERE decision = ?1")?.execute([id])?;
                return Ok(Err(Problem::conflict(format!(
                    "{value} is no {field} of {kind}: `dateline help {field}` lists them"
                ))));
            }
            other => other?,
        };
    }
    touched.entities.insert((kind, row));
    Ok(Ok(()))
}

pub(super) fn document(
    conn: &Connection,
    id: i64,
    at: &Anchor,
    (field, value): (&str, &str),
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT id FROM documents WHERE key = ?1")?
        .query_row([&at.document], |row| row.get(0))
        .optional()?;
    let Some(row) = found else {
        return Ok(Err(Problem::orphaned(format!("{} is not in this archive", at.told()))));
    };
    let text = |text: &str| rusqlite::types::Value::from(text.to_owned());
    let cells = match field {
        "title" | "byline" | "lang" | "url" if !value.trim().is_empty() => vec![(field, text(value))],
        "date" => {
            let Some(date) = PartialDate::parse(value) else { return Ok(Err(no_date(value))) };
            vec![
                ("published", text(&date.to_string())),
                ("published_basis", text("decision")),
                ("day", i64::from(date.first_day()).into()),
            ]
        }
        "source" if !value.trim().is_empty() => {
            conn.prepare_cached("INSERT OR IGNORE INTO sources (name) VALUES (?1)")?.execute([value])?;
            let source: i64 =
                conn.prepare_cached("SELECT id FROM sources WHERE name = ?1")?.query_row([value], |row| row.get(0))?;
            vec![("source", source.into())]
        }
        _ if OF_DOCUMENT.contains(&field) => return Ok(Err(Problem::conflict(format!("{field} cannot be empty")))),
        _ => {
            let known = OF_DOCUMENT.join(", ");
            return Ok(Err(Problem::conflict(format!(
                "{field} is no field of a document that can be set; these are: {known}"
            ))));
        }
    };
    for (column, cell) in cells {
        // Applied again to a revised text, what the new text says is what undoing must bring back.
        conn.prepare_cached(&format!(
            "UPDATE decision_changes SET before = (SELECT {column} FROM documents WHERE id = ?2) WHERE decision = ?1 \
             AND relation = 'documents.{column}' AND (SELECT {column} FROM documents WHERE id = ?2) IS NOT ?3"
        ))?
        .execute(params![id, row, cell])?;
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, number, before, after) \
             SELECT ?1, 'documents.{column}', id, {column}, ?3 FROM documents WHERE id = ?2 AND NOT EXISTS \
             (SELECT 1 FROM decision_changes WHERE decision = ?1 AND relation = 'documents.{column}')"
        ))?
        .execute(params![id, row, cell])?;
        write(conn, row, column, &cell)?;
    }
    if field == "date" {
        spread_day(conn, row, touched)?;
    }
    Ok(Ok(()))
}

fn no_date(value: &str) -> Problem {
    Problem::conflict(format!("{value} is no date: write 2024, 2024-05 or 2024-05-31"))
}

/// A title stands in the index of words too, which must be told what to forget.
fn write(conn: &Connection, row: i64, column: &str, cell: &rusqlite::types::Value) -> rusqlite::Result<()> {
    if column == "title" {
        conn.prepare_cached(
            "INSERT INTO documents_fts (documents_fts, rowid, title, body) SELECT 'delete', id, title, body FROM documents WHERE id = ?1",
        )?
        .execute([row])?;
    }
    conn.prepare_cached(&format!("UPDATE documents SET {column} = ?2 WHERE id = ?1"))?.execute(params![row, cell])?;
    if column == "title" {
        conn.prepare_cached(
            "INSERT INTO documents_fts (rowid, title, body) SELECT id, title, body FROM documents WHERE id = ?1",
        )?
        .execute([row])?;
    }
    Ok(())
}

/// Brings the day of a document to all that repeats it.
fn spread_day(conn: &Connection, row: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    for table in DAYS {
        conn.prepare_cached(&format!(
            "UPDATE {table} SET day = (SELECT day FROM documents WHERE id = ?1) WHERE document = ?1"
        ))?
        .execute([row])?;
    }
    for counted in &COUNTED {
        let sql = format!("SELECT {} FROM {} WHERE document = ?1", counted.column, counted.links);
        let ids: Vec<i64> =
            conn.prepare_cached(&sql)?.query_map([row], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        touched.entities.extend(ids.into_iter().map(|id| (counted.kind, id)));
    }
    let roles: Vec<i64> = conn
        .prepare_cached("SELECT DISTINCT role FROM role_reports WHERE document = ?1")?
        .query_map([row], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    touched.roles.extend(roles);
    Ok(())
}

/// Gives fields the values back that they had before decision `id`.
pub(super) fn put_back(conn: &Connection, id: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    for column in DOCUMENT_COLUMNS {
        let mut statement = conn.prepare_cached(
            "SELECT number, before FROM decision_changes WHERE decision = ?1 AND relation = 'documents.' || ?2",
        )?;
        let rows: Vec<(i64, rusqlite::types::Value)> = statement
            .query_map(params![id, column], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (row, before) in rows {
            write(conn, row, column, &before)?;
            if column == "day" {
                spread_day(conn, row, touched)?;
            }
        }
    }
    for counted in &COUNTED {
        let (kind, table) = (counted.kind, counted.table);
        for (relation, column) in columns(kind) {
            conn.prepare_cached(&format!(
                "UPDATE {table} AS t SET {column} = c.before FROM decision_changes c WHERE c.decision = ?1 \
                 AND c.relation = '{relation}' AND c.extra = '{kind}' AND c.number = t.id"
            ))?
            .execute([id])?;
            let mut statement = conn.prepare_cached(
                "SELECT number FROM decision_changes WHERE decision = ?1 AND relation = ?2 AND extra = ?3",
            )?;
            let ids: Vec<i64> = statement
                .query_map(params![id, relation, kind.as_str()], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            touched.entities.extend(ids.into_iter().map(|id| (kind, id)));
        }
    }
    Ok(())
}
