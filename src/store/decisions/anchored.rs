//! Decisions about words of one document: that what was read there is wrong, that it is somebody else.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::applying::{Outcome, Problem, entity};
use super::moving::{self, Move, Touched};
use super::named::Named;
use super::places::{self, Place};
use super::what::Anchor;
use crate::extract::Kind;
use crate::identity::{organization_key, person_key};
use crate::store::write::{COUNTED, counted};
use crate::text::fold;

/// Tables of facts with a span, and what tells their rows apart within a document.
const FACTS: [(&str, &str); 5] = [
    ("mentions", "ordinal"),
    ("role_reports", "ordinal"),
    ("project_reports", "ordinal"),
    ("event_reports", "ordinal"),
    ("quotes", "id"),
];

/// Takes out every fact that was read at the words.
pub(super) fn reject(conn: &Connection, id: i64, at: &Anchor, touched: &mut Touched) -> rusqlite::Result<Outcome> {
    let (document, places) = match found(conn, at)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let before = said_in(conn, document)?;
    let mut gone = 0;
    for (start, length) in places {
        for (table, number) in FACTS {
            gone += take_out(
                conn,
                id,
                document,
                (table, number),
                "start = ?2 AND length = ?3",
                &[start.into(), length.into()],
            )?;
        }
        gone += take_out(
            conn,
            id,
            document,
            ("quotes", "id"),
            "((start <= ?2 AND start + length >= ?2 + ?3 AND length < 2 * ?3) \
             OR (start >= ?2 AND start + length <= ?2 + ?3))",
            &[start.into(), length.into()],
        )?;
    }
    if gone == 0 {
        return Ok(Err(Problem::orphaned("no fact was read at these words".into())));
    }
    relink(conn, (id, document), &before, None, touched)?;
    Ok(Ok(()))
}

/// The words name the entity. Where they are no name but stand in a quote, it is who says that.
pub(super) fn assign(
    conn: &Connection,
    id: i64,
    at: &Anchor,
    to: &Named,
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let (kind, row) = match entity(conn, to)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let (document, places) = match found(conn, at)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let before = said_in(conn, document)?;
    let mut changed = 0;
    for (start, length) in &places {
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, 'mentions.entity', document, ordinal, entity, ?5 FROM mentions WHERE document = ?2 AND start = ?3 \
             AND length = ?4 AND kind = ?6 AND entity IS NOT ?5",
        )?
        .execute(params![id, document, start, length, row, kind.as_str()])?;
        // What somebody said is sure.
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, 'mentions.confidence', document, ordinal, confidence, 1.0 FROM mentions WHERE document = ?2 \
             AND start = ?3 AND length = ?4 AND kind = ?5",
        )?
        .execute(params![id, document, start, length, kind.as_str()])?;
        changed += conn
            .prepare_cached(
                "UPDATE mentions SET entity = ?4, confidence = 1.0 WHERE document = ?1 AND start = ?2 AND length = ?3 AND kind = ?5",
            )?
            .execute(params![document, start, length, row, kind.as_str()])?;
    }
    if changed == 0 {
        changed = speaker(conn, id, document, &places, (kind, row))?;
    }
    if changed == 0 {
        return Ok(Err(Problem::orphaned(format!("no {kind} was read at these words, and they stand in no quote"))));
    }
    relink(conn, (id, document), &before, Some((kind, row)), touched)?;
    Ok(Ok(()))
}

/// Quotes that hold the words get their speaker; gives how many.
fn speaker(
    conn: &Connection,
    id: i64,
    document: i64,
    places: &[Place],
    (kind, row): (Kind, i64),
) -> rusqlite::Result<usize> {
    let (person, organization) = match kind {
        Kind::Person => (Some(row), None),
        Kind::Organization => (None, Some(row)),
        _ => return Ok(0),
    };
    let mut changed = 0;
    for (start, length) in places {
        let holds = "document = ?2 AND start <= ?3 AND start + length >= ?3 + ?4";
        for (column, value) in [("speaker", person), ("speaker_organization", organization)] {
            conn.prepare_cached(&format!(
                "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
                 SELECT ?1, 'quotes.{column}', document, id, {column}, ?5 FROM quotes WHERE {holds} AND {column} IS NOT ?5"
            ))?
            .execute(params![id, document, start, length, value])?;
            changed += conn
                .prepare_cached(&format!("UPDATE quotes SET {column} = ?1 WHERE {holds}"))?
                .execute(params![value, document, start, length])?;
        }
    }
    Ok(changed)
}

/// In one document the entity is another, which is made where there is none of that name.
pub(super) fn split(
    conn: &Connection,
    id: i64,
    (at, who, name): (&Anchor, &Named, &str),
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let (kind, from) = match entity(conn, who)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let Some((document, _)) = places::find(conn, at)? else {
        return Ok(Err(Problem::orphaned(format!("{} is not in this archive", at.told()))));
    };
    let Some(counted) = counted(kind).filter(|_| matches!(kind, Kind::Person | Kind::Organization | Kind::Project))
    else {
        return Ok(Err(Problem::conflict("only people, organizations and projects are split".into())));
    };
    let named: bool = conn
        .prepare_cached(&format!("SELECT 1 FROM {} WHERE document = ?1 AND {} = ?2", counted.links, counted.column))?
        .exists([document, from])?;
    if !named {
        return Ok(Err(Problem::orphaned(format!("{} is not named in {}", who.told(), at.told()))));
    }
    let (key, columns) = match kind {
        Kind::Person => (person_key(name), ""),
        Kind::Organization => (organization_key(name, None), ", kind"),
        _ => (format!("split/{}", fold(name)), ", sector, kind, status"),
    };
    let same: Option<i64> = conn
        .prepare_cached(&format!("SELECT min(id) FROM {} WHERE name = ?1 AND key = ?2", counted.table))?
        .query_row([name, &key], |row| row.get(0))?;
    let into = match same {
        Some(same) => same,
        None => {
            let taken =
                conn.prepare_cached(&format!("SELECT 1 FROM {} WHERE key = ?1", counted.table))?.exists([&key])?;
            if taken && kind != Kind::Person {
                return Ok(Err(Problem::conflict(format!("another {kind} goes by {name} already"))));
            }
            let new = if kind == Kind::Person {
                "1 + max(coalesce((SELECT max(id) FROM people), 0), coalesce((SELECT max(id) FROM former_people), 0))"
            } else {
                "NULL"
            };
            conn.prepare_cached(&format!(
                "INSERT INTO {0} (id, name, key{columns}) SELECT {new}, ?2, ?3{columns} FROM {0} WHERE id = ?1",
                counted.table
            ))?
            .execute(params![from, name, key])?;
            conn.last_insert_rowid()
        }
    };
    if into == from {
        return Ok(Err(Problem::conflict("the other needs another name".into())));
    }
    conn.prepare_cached(
        "INSERT OR IGNORE INTO aliases (norm, kind, entity, how, alias, weak) VALUES (?1, ?2, ?3, 'name', ?4, 0)",
    )?
    .execute(params![fold(name), kind.as_str(), into, name])?;
    // It keeps this name, whatever documents call it.
    conn.prepare_cached(
        "INSERT INTO decision_changes (decision, relation, number, before, after, extra) VALUES (?1, 'name', ?2, ?3, ?3, ?4)",
    )?
    .execute(params![id, into, name, kind.as_str()])?;
    moving::all(conn, Move { decision: id, kind, from, into, document: Some(document) }, touched)?;
    Ok(Ok(()))
}

fn found(conn: &Connection, at: &Anchor) -> rusqlite::Result<Result<(i64, Vec<Place>), Problem>> {
    Ok(match places::find(conn, at)? {
        None => Err(Problem::orphaned(format!("{} is not in this archive", at.told()))),
        Some((_, places)) if places.is_empty() => {
            Err(Problem::orphaned("the words do not stand in the document any more".into()))
        }
        Some(found) => Ok(found),
    })
}

/// Removes rows, and notes them as they were. `?1` is the document, the others are the values.
fn take_out(
    conn: &Connection,
    id: i64,
    document: i64,
    (table, number): (&str, &str),
    condition: &str,
    values: &[Value],
) -> rusqlite::Result<usize> {
    let mut bound: Vec<Value> = vec![document.into()];
    bound.extend_from_slice(values);
    let of_document = if table == "roles" { "?1 = ?1" } else { "document = ?1" };
    let mut statement =
        conn.prepare_cached(&format!("SELECT *, {number} FROM {table} WHERE {of_document} AND {condition}"))?;
    let columns = statement.column_count() - 1;
    let mut rows = statement.query(params_from_iter(&bound))?;
    let mut gone: Vec<(i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Vec::new();
        for at in 0..columns {
            cells.push(match row.get::<_, Value>(at)? {
                Value::Null | Value::Blob(_) => serde_json::Value::Null,
                Value::Integer(number) => number.into(),
                Value::Real(number) => number.into(),
                Value::Text(text) => text.into(),
            });
        }
        gone.push((row.get(columns)?, serde_json::Value::from(cells).to_string()));
    }
    for (row, cells) in &gone {
        conn.prepare_cached(
            "INSERT INTO decision_changes (decision, relation, document, number, extra) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, format!("gone {table}"), document, row, cells])?;
        if table == "quotes" {
            conn.prepare_cached(
                "INSERT INTO quotes_fts (quotes_fts, rowid, text) SELECT 'delete', id, text FROM quotes WHERE id = ?1",
            )?
            .execute([row])?;
        }
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE {of_document} AND {number} = ?2"))?
            .execute([document, *row])?;
    }
    Ok(gone.len())
}

/// Puts rows that were taken out back as they were.
pub(super) fn put_back(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let tables = [("roles", "id")].into_iter().chain(FACTS);
    for (table, _) in tables {
        let mut statement =
            conn.prepare_cached("SELECT extra FROM decision_changes WHERE decision = ?1 AND relation = ?2")?;
        let rows: Vec<String> = statement
            .query_map(params![id, format!("gone {table}")], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let columns = conn.prepare_cached(&format!("SELECT * FROM {table}"))?.column_count();
        for row in rows {
            let Ok(serde_json::Value::Array(cells)) = serde_json::from_str(&row) else { continue };
            if cells.len() != columns {
                continue;
            }
            let values = cells.into_iter().map(|cell| match cell {
                serde_json::Value::Number(number) if number.is_i64() => Value::from(number.as_i64()),
                serde_json::Value::Number(number) => Value::from(number.as_f64()),
                serde_json::Value::String(text) => Value::Text(text),
                _ => Value::Null,
            });
            let marks = vec!["?"; columns].join(", ");
            let put = conn
                .prepare_cached(&format!("INSERT OR IGNORE INTO {table} VALUES ({marks})"))?
                .execute(params_from_iter(values))?;
            if table == "quotes" && put > 0 {
                conn.prepare_cached("INSERT INTO quotes_fts (rowid, text) SELECT id, text FROM quotes WHERE id = ?1")?
                    .execute([conn.last_insert_rowid()])?;
            }
        }
    }
    Ok(())
}

/// How often a document names what, and the posts it tells.
struct Said {
    named: Vec<(Kind, i64, i64)>,
    roles: Vec<i64>,
}

impl Said {
    fn times(&self, kind: Kind, entity: i64) -> Option<i64> {
        self.named.iter().find(|(k, e, _)| *k == kind && *e == entity).map(|(.., times)| *times)
    }
}

fn said_in(conn: &Connection, document: i64) -> rusqlite::Result<Said> {
    let mut named = Vec::new();
    for counted in &COUNTED {
        let mut statement = conn.prepare_cached(
            "SELECT entity, count(*) FROM mentions WHERE document = ?1 AND kind = ?2 AND entity IS NOT NULL GROUP BY entity",
        )?;
        let rows =
            statement.query_map(params![document, counted.kind.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (entity, times) = row?;
            named.push((counted.kind, entity, times));
        }
    }
    let roles = conn
        .prepare_cached("SELECT DISTINCT role FROM role_reports WHERE document = ?1")?
        .query_map([document], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Said { named, roles })
}

/// Brings the links of a document in line with its mentions. Whom nothing names any more says nothing there and
/// holds no post: `heir`, if of the same kind, gets that.
fn relink(
    conn: &Connection,
    (id, document): (i64, i64),
    before: &Said,
    heir: Option<(Kind, i64)>,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let after = said_in(conn, document)?;
    let day: Option<i64> = conn
        .prepare_cached("SELECT day FROM documents WHERE id = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()?
        .flatten();
    for counted in &COUNTED {
        let (kind, table, own) = (counted.kind, counted.links, counted.column);
        let note = |relation: String, entity: i64, extra: Option<f64>| {
            conn.prepare_cached(
                "INSERT INTO decision_changes (decision, relation, document, number, before, after, extra) VALUES (?1, ?2, ?3, 0, ?4, ?4, ?5)",
            )?
            .execute(params![id, relation, document, entity, extra])
        };
        for (_, entity, _) in before.named.iter().filter(|(k, e, n)| *k == kind && after.times(kind, *e) != Some(*n)) {
            touched.entities.insert((kind, *entity));
            if let Some(now) = after.times(kind, *entity) {
                note(format!("~{table}"), *entity, None)?;
                conn.prepare_cached(&format!("UPDATE {table} SET mentions = ?3 WHERE document = ?1 AND {own} = ?2"))?
                    .execute([document, *entity, now])?;
                continue;
            }
            match heir.filter(|(other, _)| *other == kind) {
                Some((_, into)) => {
                    moving::all(
                        conn,
                        Move { decision: id, kind, from: *entity, into, document: Some(document) },
                        touched,
                    )?;
                }
                None => {
                    silence(conn, id, document, (kind, *entity))?;
                    let salience = if kind == Kind::Country { "salience" } else { "NULL" };
                    let salience: Option<f64> = conn
                        .prepare_cached(&format!("SELECT {salience} FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                        .query_row([document, *entity], |row| row.get(0))
                        .optional()?
                        .flatten();
                    note(format!("-{table}"), *entity, salience)?;
                    conn.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                        .execute([document, *entity])?;
                }
            }
        }
        for (_, entity, now) in after.named.iter().filter(|(k, e, n)| *k == kind && before.times(kind, *e) != Some(*n))
        {
            touched.entities.insert((kind, *entity));
            let linked = conn
                .prepare_cached(&format!("SELECT 1 FROM {table} WHERE document = ?1 AND {own} = ?2"))?
                .exists([document, *entity])?;
            note(format!("{}{table}", if linked { '~' } else { '+' }), *entity, None)?;
            let (column, value) = if kind == Kind::Country { (", salience", ", 0.5") } else { ("", "") };
            conn.prepare_cached(&format!(
                "INSERT INTO {table} (document, {own}, day, mentions{column}) VALUES (?1, ?2, ?3, ?4{value}) \
                 ON CONFLICT DO UPDATE SET mentions = excluded.mentions"
            ))?
            .execute(params![document, entity, day, now])?;
        }
    }
    // What it reports of projects and events may have changed, whoever is named.
    let reported = before.named.iter().filter(|(kind, ..)| matches!(kind, Kind::Project | Kind::Event));
    touched.entities.extend(reported.map(|(kind, entity, _)| (*kind, *entity)));
    for role in before.roles.iter().copied() {
        let told = conn.prepare_cached("SELECT 1 FROM role_reports WHERE role = ?1")?.exists([role])?;
        if told {
            touched.roles.insert(role);
        } else {
            take_out(conn, id, document, ("roles", "id"), "id = ?2", &[role.into()])?;
        }
    }
    Ok(())
}

/// Takes words and posts from one whom a document does not name.
fn silence(conn: &Connection, id: i64, document: i64, (kind, entity): (Kind, i64)) -> rusqlite::Result<()> {
    let columns = moving::COLUMNS.iter().filter(|column| {
        column.kind == kind
            && matches!(column.relation, "quotes.speaker" | "quotes.speaker_organization" | "project_reports.speaker")
    });
    for moving::Column { relation, table, column, row, .. } in columns {
        let (_, number) = row.columns();
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, document, number, before, after) \
             SELECT ?1, '{relation}', document, {number}, {column}, NULL FROM {table} WHERE document = ?2 AND {column} = ?3"
        ))?
        .execute([id, document, entity])?;
        conn.prepare_cached(&format!("UPDATE {table} SET {column} = NULL WHERE document = ?1 AND {column} = ?2"))?
            .execute([document, entity])?;
    }
    match kind {
        Kind::Person => {
            let of_them = "role IN (SELECT id FROM roles WHERE person = ?2)";
            take_out(conn, id, document, ("role_reports", "ordinal"), of_them, &[entity.into()])?;
        }
        Kind::Project => {
            take_out(conn, id, document, ("project_reports", "ordinal"), "project = ?2", &[entity.into()])?;
        }
        Kind::Event => {
            take_out(conn, id, document, ("event_reports", "ordinal"), "event = ?2", &[entity.into()])?;
        }
        _ => {}
    }
    Ok(())
}
