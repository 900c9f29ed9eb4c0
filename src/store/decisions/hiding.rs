//! Documents and single facts that queries pass over, though nothing is wrong with them.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::Refused;
use super::anchored::{all_at, found};
use super::applying::{Outcome, Problem};
use super::moving::Touched;
use super::places::{self, Place};
use super::relinking::{linked_to, relink, said_in};
use super::taken_out::{FACTS, PARTIES, take_out};
use super::what::{Anchor, Fact};
use crate::store::write::name_first_again;

/// Takes a document, or a fact at words of it, out of what queries see.
pub(super) fn hide(
    conn: &Connection,
    id: i64,
    (at, fact): (&Anchor, Option<Fact>),
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    match at.exact {
        None => document(conn, id, at, touched),
        Some(_) => facts(conn, id, (at, fact), touched),
    }
}

/// The row of the document stays, with its text, places and revisions: only its facts go.
fn document(conn: &Connection, id: i64, at: &Anchor, touched: &mut Touched) -> rusqlite::Result<Outcome> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT id FROM documents WHERE key = ?1")?
        .query_row([&at.document], |row| row.get(0))
        .optional()?;
    let Some(document) = found else {
        return Ok(Err(Problem::orphaned(format!("{} is not in this archive", at.told()))));
    };
    let by: Option<i64> = conn
        .prepare_cached("SELECT decision FROM hidden_documents WHERE document = ?1 AND decision <> ?2")?
        .query_row([document, id], |row| row.get(0))
        .optional()?;
    if let Some(by) = by {
        return Ok(Err(Problem::conflict(format!("decision {by} hides it already"))));
    }
    conn.prepare_cached("INSERT OR IGNORE INTO hidden_documents (document, decision) VALUES (?1, ?2)")?
        .execute([document, id])?;
    let before = linked_to(conn, document)?;
    for table in FACTS.into_iter().chain([PARTIES]) {
        take_out(conn, id, document, table, "1", &[])?;
    }
    relink(conn, (id, document), &before, None, touched)?;
    touched.entities.extend(name_first_again(conn, document)?);
    Ok(Ok(()))
}

/// Shows the document again that decision `id` hides; its facts are put back with all that was taken out.
pub(super) fn show_again(conn: &Connection, id: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    let hidden: Option<i64> = conn
        .prepare_cached("DELETE FROM hidden_documents WHERE decision = ?1 RETURNING document")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(document) = hidden {
        touched.entities.extend(name_first_again(conn, document)?);
    }
    Ok(())
}

fn facts(
    conn: &Connection,
    id: i64,
    (at, fact): (&Anchor, Option<Fact>),
    touched: &mut Touched,
) -> rusqlite::Result<Outcome> {
    let (document, places) = match found(conn, at)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let before = said_in(conn, document)?;
    let mut gone = 0;
    for place in places {
        gone += match fact {
            None => all_at(conn, id, document, place)?,
            Some(fact) => one_at(conn, (id, document), fact, place)?,
        };
    }
    if gone == 0 {
        let what = fact.map_or("fact", Fact::as_str);
        return Ok(Err(Problem::orphaned(format!("no {what} was read at these words"))));
    }
    relink(conn, (id, document), &before, None, touched)?;
    Ok(Ok(()))
}

/// Takes out what was read at the words as this kind of fact or, where that is nothing, around them; gives how many.
fn one_at(conn: &Connection, (id, document): (i64, i64), fact: Fact, place: Place) -> rusqlite::Result<usize> {
    let table = fact.table();
    let place = [place.0.into(), place.1.into()];
    for condition in ["start = ?2 AND length = ?3", "start <= ?2 AND start + length >= ?2 + ?3"] {
        let reported = match fact {
            Fact::Project | Fact::Event => reports(conn, document, fact, (condition, &place))?,
            _ => Vec::new(),
        };
        let gone = take_out(conn, id, document, table, condition, &place)?;
        for (entity, start, length) in reported {
            // A report names its project or event where it stands; an event is nothing but what is reported of it.
            let left = format!("SELECT 1 FROM {} WHERE document = ?1 AND {fact} = ?2", table.0);
            let left = fact == Fact::Project || conn.prepare_cached(&left)?.exists([document, entity])?;
            let at = if left { "AND start = ?3 AND length = ?4" } else { "AND ?3 = ?3 AND ?4 = ?4" };
            let named = format!("kind = '{fact}' AND entity = ?2 {at}");
            take_out(conn, id, document, ("mentions", "ordinal"), &named, &[entity, start, length].map(Value::from))?;
        }
        if gone > 0 {
            return Ok(gone);
        }
    }
    Ok(0)
}

/// Project or event, start and length of reports.
fn reports(
    conn: &Connection,
    document: i64,
    fact: Fact,
    (condition, [start, length]): (&str, &[Value; 2]),
) -> rusqlite::Result<Vec<(i64, i64, i64)>> {
    conn.prepare_cached(&format!(
        "SELECT {fact}, start, length FROM {} WHERE document = ?1 AND {condition}",
        fact.table().0
    ))?
    .query_map(params![document, start, length], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
    .collect()
}

/// Where a quote, the reports of an event or those of a post stand, by its number: an anchor each.
///
/// # Errors
/// When nothing of the kind has this number.
pub fn stands_at(conn: &Connection, fact: Fact, number: i64) -> Result<Vec<Anchor>, Refused> {
    let sql = match fact {
        Fact::Quote => "SELECT document, start, length FROM quotes WHERE id = ?1",
        Fact::Event => "SELECT document, start, length FROM event_reports WHERE event = ?1 ORDER BY document, ordinal",
        Fact::Role => "SELECT document, start, length FROM role_reports WHERE role = ?1 ORDER BY document, ordinal",
        Fact::Project => {
            "SELECT document, start, length FROM project_reports WHERE project = ?1 ORDER BY document, ordinal"
        }
        Fact::Mention => {
            return Err(Refused::Impossible("a mention has no number: give its document and words".into()));
        }
    };
    let rows: Vec<(i64, Place)> = conn
        .prepare_cached(sql)?
        .query_map(params![number], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<rusqlite::Result<_>>()?;
    if rows.is_empty() {
        return Err(Refused::Impossible(format!("nothing is reported of a {fact} with the number {number}")));
    }
    let mut anchors = Vec::new();
    for (document, place) in rows {
        anchors.extend(places::anchor_at(conn, document, place)?);
    }
    Ok(anchors)
}
