//! Decisions about words of one document: that what was read there is wrong, that it is somebody else.

use rusqlite::{Connection, params};

use super::applying::{Outcome, Problem, entity};
use super::hangers::{self, Mentions};
use super::moving::{self, Move, Touched};
use super::named::Named;
use super::places::{self, Place};
use super::relinking::{relink, said_in};
use super::taken_out::{FACTS, take_out};
use super::what::{Anchor, State};
use crate::extract::Kind;
use crate::identity::{organization_key, person_key};
use crate::store::write::{Counted, counted, number};
use crate::text::fold;

/// Takes out every fact that was read at the words, and what hangs on them.
pub(super) fn reject(conn: &Connection, id: i64, at: &Anchor, touched: &mut Touched) -> rusqlite::Result<Outcome> {
    let (document, places) = match found(conn, at)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let before = said_in(conn, document)?;
    let mentions = Mentions::of_document(conn, document)?;
    let mut gone = 0;
    for place in &places {
        gone += all_at(conn, id, document, *place)?;
    }
    if gone == 0 {
        return Ok(Err(Problem::orphaned("no fact was read at these words".into())));
    }
    hangers::take_along(conn, (id, document), &mentions, &places)?;
    relink(conn, (id, document), &before, None, touched)?;
    Ok(Ok(()))
}

/// Takes out all that was read at one place, and quotes of about these words; gives how many.
pub(super) fn all_at(conn: &Connection, id: i64, document: i64, (start, length): Place) -> rusqlite::Result<usize> {
    let mut gone = 0;
    for table in FACTS {
        gone += take_out(conn, id, document, table, "start = ?2 AND length = ?3", &[start.into(), length.into()])?;
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
    Ok(gone)
}

/// The words name the entity. Where they are no name but stand in a quote, it is who says that.
pub(super) fn assign(
    conn: &Connection,
    id: i64,
    at: &Anchor,
    to: &Named,
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let (kind, row) = match entity_or_new(conn, id, to)? {
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
    let Some(counted) = counted(kind).filter(|_| can_be_made(kind)) else {
        return Ok(Err(Problem::conflict("only people, organizations and projects are split".into())));
    };
    let named: bool = conn
        .prepare_cached(&format!("SELECT 1 FROM {} WHERE document = ?1 AND {} = ?2", counted.links, counted.column))?
        .exists([document, from])?;
    if !named {
        return Ok(Err(Problem::orphaned(format!("{} is not named in {}", who.told(), at.told()))));
    }
    let into = match made(conn, id, (kind, name), Some(from))? {
        Ok(into) => into,
        Err(problem) => return Ok(Err(problem)),
    };
    if into == from {
        return Ok(Err(Problem::conflict("the other needs another name".into())));
    }
    moving::all(conn, Move { decision: id, kind, from, into, document: Some(document) }, touched)?;
    Ok(Ok(()))
}

fn can_be_made(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Project)
}

/// The entity that a decision names; one that it names without a key is made where nothing goes by its name.
fn entity_or_new(conn: &Connection, id: i64, to: &Named) -> rusqlite::Result<Result<(Kind, i64), Problem>> {
    let found = entity(conn, to)?;
    let new = to.kind().filter(|kind| to.key.is_none() && can_be_made(*kind));
    match (&found, new) {
        (Err(Problem { state: State::Orphaned, .. }), Some(kind)) => {
            Ok(made(conn, id, (kind, &to.name), None)?.map(|row| (kind, row)))
        }
        _ => Ok(found),
    }
}

/// The entity of that name and kind, which is made where there is none: with what `like` has besides its name.
fn made(
    conn: &Connection,
    id: i64,
    (kind, name): (Kind, &str),
    like: Option<i64>,
) -> rusqlite::Result<Result<i64, Problem>> {
    let Some(Counted { table, .. }) = counted(kind) else {
        return Ok(Err(Problem::conflict(format!("no {kind} is made by hand"))));
    };
    let (key, columns, plain) = match kind {
        Kind::Person => (person_key(name), "", ""),
        Kind::Organization => (organization_key(name, None), ", kind", ", NULL"),
        _ => (format!("split/{}", fold(name)), ", sector, kind, status", ", 'other', NULL, 'mentioned'"),
    };
    let same: Option<i64> = conn
        .prepare_cached(&format!("SELECT min(id) FROM {table} WHERE name = ?1 AND key = ?2"))?
        .query_row([name, &key], |row| row.get(0))?;
    let into = match same {
        Some(same) => same,
        None => {
            let taken = conn.prepare_cached(&format!("SELECT 1 FROM {table} WHERE key = ?1"))?.exists([&key])?;
            if taken && kind != Kind::Person {
                return Ok(Err(Problem::conflict(format!("another {kind} goes by {name} already"))));
            }
            let new = number(conn, kind, &key)?;
            match like {
                Some(like) => conn
                    .prepare_cached(&format!(
                        "INSERT INTO {table} (id, name, key{columns}) SELECT ?2, ?3, ?4{columns} FROM {table} WHERE id = ?1"
                    ))?
                    .execute(params![like, new, name, key])?,
                None => conn
                    .prepare_cached(&format!("INSERT INTO {table} (id, name, key{columns}) VALUES (?1, ?2, ?3{plain})"))?
                    .execute(params![new, name, key])?,
            };
            new
        }
    };
    conn.prepare_cached(
        "INSERT OR IGNORE INTO aliases (norm, kind, entity, how, alias, weak) VALUES (?1, ?2, ?3, 'name', ?4, 0)",
    )?
    .execute(params![fold(name), kind.as_str(), into, name])?;
    // It keeps this name, whatever documents call it.
    conn.prepare_cached(
        "INSERT INTO decision_changes (decision, relation, number, before, after, extra) VALUES (?1, 'name', ?2, ?3, ?3, ?4)",
    )?
    .execute(params![id, into, name, kind.as_str()])?;
    Ok(Ok(into))
}

/// The document and where in it the words stand.
pub(super) fn found(conn: &Connection, at: &Anchor) -> rusqlite::Result<Result<(i64, Vec<Place>), Problem>> {
    Ok(match places::find(conn, at)? {
        None => Err(Problem::orphaned(format!("{} is not in this archive", at.told()))),
        Some((_, places)) if places.is_empty() => {
            Err(Problem::orphaned("the words do not stand in the document any more".into()))
        }
        Some(found) => Ok(found),
    })
}
