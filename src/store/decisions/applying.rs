//! Applying decisions to the rows: at once, and again to what an import brings.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::moving::{self, Move, Touched};
use super::named::{self, Found, Named};
use super::what::{Decision, State, What};
use super::{anchored, hiding, list, setting, taking_back};
use crate::extract::Kind;
use crate::store::write::{COUNTED, counted};
use crate::text::fold;

/// Why a decision does not hold for the rows as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub state: State,
    pub why: String,
}

impl Problem {
    pub fn orphaned(why: String) -> Problem {
        Problem { state: State::Orphaned, why }
    }

    pub fn conflict(why: String) -> Problem {
        Problem { state: State::Conflict, why }
    }
}

pub(super) type Outcome = Result<(), Problem>;

/// Does to the rows what the decision says.
pub(super) fn apply(conn: &Connection, id: i64, what: &What, touched: &mut Touched) -> rusqlite::Result<Outcome> {
    match what {
        What::Merge { from, into } => merge(conn, id, from, into, touched),
        What::Different { one, other } => {
            let one = match entity(conn, one)? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            let other = match entity(conn, other)? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            Ok(if one == other {
                Err(Problem::conflict(
                    "the two names are one in this archive: `dateline fix list` shows whether they were merged".into(),
                ))
            } else {
                Ok(())
            })
        }
        What::Rename { entity: who, name } => {
            let (kind, row) = match entity(conn, who)? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            let Some(counted) = counted(kind).filter(|_| kind != Kind::Country) else {
                return Ok(Err(Problem::conflict("countries keep their names; `dateline fix alias` adds one".into())));
            };
            conn.prepare_cached(&format!(
                "INSERT INTO decision_changes (decision, relation, number, before, after, extra) \
                 SELECT ?1, 'name', id, name, ?3, ?4 FROM {} WHERE id = ?2",
                counted.table
            ))?
            .execute(params![id, row, name, kind.as_str()])?;
            conn.prepare_cached(&format!("UPDATE {} SET name = ?2 WHERE id = ?1", counted.table))?
                .execute(params![row, name])?;
            add_user_alias(conn, kind, row, name)?;
            Ok(Ok(()))
        }
        What::Alias { entity: who, alias } => {
            let (kind, row) = match entity(conn, who)? {
                Ok(found) => found,
                Err(problem) => return Ok(Err(problem)),
            };
            if fold(alias).is_empty() {
                return Ok(Err(Problem::conflict("a name needs a letter or a digit".into())));
            }
            conn.prepare_cached(
                "INSERT INTO decision_changes (decision, relation, number, after, extra) VALUES (?1, 'alias', ?2, ?3, ?4)",
            )?
            .execute(params![id, row, fold(alias), kind.as_str()])?;
            add_user_alias(conn, kind, row, alias)?;
            Ok(Ok(()))
        }
        What::Reject { at } => anchored::reject(conn, id, at, touched),
        What::Hide { at, fact } => hiding::hide(conn, id, (at, *fact), touched),
        What::Assign { at, entity } => anchored::assign(conn, id, at, entity, touched),
        What::Split { at, entity, name } => anchored::split(conn, id, (at, entity, name), touched),
        What::Set { at, entity: None, field, value } => setting::document(conn, id, at, (field, value), touched),
        What::Set { entity: Some(who), field, value, .. } => setting::entity(conn, id, who, (field, value), touched),
    }
}

/// Names given by a person lead to their entity before all others.
fn add_user_alias(conn: &Connection, kind: Kind, id: i64, alias: &str) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO aliases (norm, kind, entity, how, alias, weak) VALUES (?1, ?2, ?3, 'user', ?4, 0)",
    )?
    .execute(params![fold(alias), kind.as_str(), id, alias])?;
    Ok(())
}

fn merge(conn: &Connection, id: i64, from: &Named, into: &Named, touched: &mut Touched) -> rusqlite::Result<Outcome> {
    let (kind, from_row) = match entity(conn, from)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let (other, into_row) = match entity(conn, into)? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    if kind == Kind::Country || kind != other {
        return Ok(Err(Problem::conflict(format!(
            "{} and {} cannot be one: people, organizations, projects and events are merged with their like",
            from.told(),
            into.told()
        ))));
    }
    if from_row == into_row {
        return Ok(Err(Problem::conflict(format!("{} and {} are one already", from.told(), into.name))));
    }
    if let Some(said) = said_different(conn, (kind, from_row), (kind, into_row))? {
        return Ok(Err(Problem::conflict(format!(
            "decision {said} says that they are different: `dateline fix undo {said}` takes it back"
        ))));
    }
    // The one that is kept keeps its name, whichever name most documents use.
    let table = counted(kind).map_or("people", |counted| counted.table);
    for (relation, column) in [("name", "name"), ("key", "key")] {
        conn.prepare_cached(&format!(
            "INSERT INTO decision_changes (decision, relation, number, before, after, extra) \
             SELECT ?1, '{relation}', id, {column}, {column}, ?3 FROM {table} WHERE id = ?2"
        ))?
        .execute(params![id, into_row, kind.as_str()])?;
    }
    edge(conn, Move { decision: id, kind, from: from_row, into: into_row, document: None })?;
    carry(conn, Move { decision: id, kind, from: from_row, into: into_row, document: None }, touched)?;
    Ok(Ok(()))
}

fn edge(conn: &Connection, it: Move) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO merged_entities (kind, entity, kept, decision) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![it.kind.as_str(), it.from, it.into, it.decision])?;
    Ok(())
}

/// Moves the rows, and where people have become one, what they did together with the same others on the same day.
fn carry(conn: &Connection, it: Move, touched: &mut Touched) -> rusqlite::Result<()> {
    moving::all(conn, it, touched)?;
    if it.kind == Kind::Person {
        moving::recount(conn, touched)?;
        for (from, into) in moving::events_of(conn, it.into)? {
            let event = Move { kind: Kind::Event, from, into, ..it };
            edge(conn, event)?;
            moving::all(conn, event, touched)?;
        }
    }
    Ok(())
}

/// The active decision, if any, by which these two are not one.
fn said_different(conn: &Connection, one: (Kind, i64), other: (Kind, i64)) -> rusqlite::Result<Option<i64>> {
    for decision in list(conn)?.into_iter().filter(|decision| decision.undone_at.is_none()) {
        let What::Different { one: a, other: b } = &decision.what else { continue };
        let found = [named::find(conn, a)?, named::find(conn, b)?];
        let pair = [Found::One(one.0, one.1), Found::One(other.0, other.1)];
        if found == pair || found == [pair[1], pair[0]] {
            return Ok(Some(decision.id));
        }
    }
    Ok(None)
}

pub(super) fn entity(conn: &Connection, named: &Named) -> rusqlite::Result<Result<(Kind, i64), Problem>> {
    Ok(match named::find(conn, named)? {
        Found::One(kind, id) => Ok((kind, id)),
        Found::None => Err(Problem::orphaned(format!("no {} in this archive", named.told()))),
        Found::Several => Err(Problem::conflict(format!("there are several {}", named.told()))),
    })
}

/// Takes back what one decision did to the rows.
pub(super) fn take_back(conn: &Connection, decision: &Decision, touched: &mut Touched) -> rusqlite::Result<()> {
    for counted in COUNTED.iter().filter(|counted| counted.kind != Kind::Country) {
        let (table, kind) = (counted.table, counted.kind);
        conn.prepare_cached(&format!(
            "UPDATE {table} AS t SET name = c.before FROM decision_changes c WHERE c.decision = ?1 AND c.relation = 'name' \
             AND c.extra = '{kind}' AND c.number = t.id"
        ))?
        .execute([decision.id])?;
        conn.prepare_cached(&format!(
            "UPDATE {table} AS t SET key = c.before FROM decision_changes c WHERE c.decision = ?1 AND c.relation = 'key' \
             AND c.extra = '{kind}' AND c.number = t.id"
        ))?
        .execute([decision.id])?;
        let mut renamed = conn.prepare_cached(
            "SELECT number FROM decision_changes WHERE decision = ?1 AND relation = 'name' AND extra = ?2",
        )?;
        let ids: Vec<i64> = renamed
            .query_map(params![decision.id, kind.as_str()], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        touched.entities.extend(ids.into_iter().map(|id| (kind, id)));
    }
    if let What::Rename { name: alias, .. } | What::Alias { alias, .. } = &decision.what {
        conn.prepare_cached(
            "DELETE FROM aliases WHERE norm = ?2 AND how = 'user' AND EXISTS (SELECT 1 FROM decision_changes c \
             WHERE c.decision = ?1 AND c.relation IN ('name', 'alias') AND c.number = aliases.entity AND c.extra = aliases.kind)",
        )?
        .execute(params![decision.id, fold(alias)])?;
    }
    taking_back::take_back(conn, decision.id, touched)
}

/// Notes how a decision stands.
pub(super) fn record(conn: &Connection, id: i64, outcome: Outcome) -> rusqlite::Result<()> {
    let (state, why) = match outcome {
        Ok(()) => (State::Applied, None),
        Err(Problem { state, why }) => (state, Some(why)),
    };
    conn.prepare_cached("UPDATE decisions SET state = ?2, why = ?3 WHERE id = ?1")?.execute(params![
        id,
        state.as_str(),
        why
    ])?;
    Ok(())
}

/// Applies what was decided to what an import has written: rows that it wrote under an entity that was merged
/// go on to the other.
pub(in crate::store) fn follow(conn: &Connection) -> rusqlite::Result<()> {
    let mut touched = Touched::default();
    // One that is led on to may itself be led on: then a later edge takes it further.
    for _ in 0..LONGEST_WAY {
        let moves = waiting(conn)?;
        if moves.is_empty() {
            break;
        }
        for it in moves {
            carry(conn, it, &mut touched)?;
        }
        moving::recount(conn, &touched)?;
    }
    Ok(())
}

/// Applies what was decided about these documents to the facts that have just been written.
pub(in crate::store) fn follow_documents(conn: &Connection, documents: &[i64]) -> rusqlite::Result<()> {
    let any = conn
        .prepare_cached("SELECT 1 FROM decisions WHERE document IS NOT NULL AND undone_at IS NULL LIMIT 1")?
        .exists([])?;
    if !any || documents.is_empty() {
        return Ok(());
    }
    let mut keys: HashSet<String> = HashSet::new();
    for document in documents {
        let key =
            conn.prepare_cached("SELECT key FROM documents WHERE id = ?1")?.query_row([document], |row| row.get(0));
        keys.insert(key?);
    }
    let is_about = |decision: &Decision| {
        let document = decision.what.anchor().and_then(|anchor| anchor.document.as_ref());
        decision.undone_at.is_none() && document.is_some_and(|key: &String| keys.contains(key))
    };
    let mut touched = Touched::default();
    for decision in list(conn)?.into_iter().filter(is_about) {
        let outcome = apply(conn, decision.id, &decision.what, &mut touched)?;
        record(conn, decision.id, outcome)?;
    }
    moving::recount(conn, &touched)
}

/// An entity is dropped: what was decided about it waits until it is met again.
pub(in crate::store) fn orphan(conn: &Connection, kind: Kind, id: i64) -> rusqlite::Result<()> {
    let about = "document IS NULL AND number = ?1 AND extra = ?2";
    conn.prepare_cached(&format!(
        "UPDATE decisions SET state = 'orphaned', why = 'no document names it any more' \
         WHERE id IN (SELECT decision FROM decision_changes WHERE {about})"
    ))?
    .execute(params![id, kind.as_str()])?;
    conn.prepare_cached(&format!("DELETE FROM decision_changes WHERE {about}"))?.execute(params![id, kind.as_str()])?;
    Ok(())
}

/// Merges of merges of merges that are followed.
const LONGEST_WAY: usize = 16;

/// Entities that were merged and have documents again.
fn waiting(conn: &Connection) -> rusqlite::Result<Vec<Move>> {
    let mut moves = Vec::new();
    for counted in COUNTED.iter().filter(|counted| counted.kind != Kind::Country) {
        let kind = counted.kind;
        let mut statement = conn.prepare_cached(&format!(
            "SELECT m.decision, m.entity, m.kept FROM merged_entities m CROSS JOIN {} e ON e.id = m.entity \
             WHERE m.kind = '{kind}' AND e.documents > 0 ORDER BY m.decision, m.entity",
            counted.table
        ))?;
        let rows = statement.query_map([], |row| {
            Ok(Move { decision: row.get(0)?, kind, from: row.get(1)?, into: row.get(2)?, document: None })
        })?;
        moves.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    Ok(moves)
}

/// The names that a person gave or kept, put back on top of those that most documents use.
pub(in crate::store) fn rename_again(conn: &Connection) -> rusqlite::Result<()> {
    for counted in COUNTED.iter().filter(|counted| counted.kind != Kind::Country) {
        for (relation, column) in [("name", "name"), ("key", "key")].iter().chain(setting::columns(counted.kind)) {
            conn.prepare_cached(&format!(
                "UPDATE {0} AS t SET {column} = c.after FROM (SELECT number, after, max(decision) FROM decision_changes \
                 WHERE relation = '{relation}' AND extra = '{1}' GROUP BY number) c \
                 WHERE t.id = c.number AND t.{column} IS NOT c.after",
                counted.table, counted.kind
            ))?
            .execute([])?;
        }
    }
    Ok(())
}

/// People who were merged into others.
pub(in crate::store) fn merged(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached("SELECT entity FROM merged_entities WHERE kind = 'person'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Names of those who are not one, whatever the names say.
pub(in crate::store) fn apart(conn: &Connection) -> rusqlite::Result<Vec<(Kind, String, String)>> {
    let active = list(conn)?.into_iter().filter(|decision| decision.undone_at.is_none());
    Ok(active
        .filter_map(|decision| match decision.what {
            What::Different { one, other } if one.kind() == other.kind() => Some((one.kind()?, one.name, other.name)),
            _ => None,
        })
        .collect())
}
