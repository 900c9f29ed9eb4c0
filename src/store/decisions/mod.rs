//! What a person said about the facts: kept for good, applied to the rows at once and after every import.
//!
//! A decision names entities by kind and name and places by quoted words, never a row, so that it holds for
//! facts that are made anew and for another archive of the same articles. What it changes in the rows is noted
//! beside it, and can be taken back.

mod anchored;
mod applying;
mod doubts;
mod dump;
mod hangers;
mod hiding;
mod moving;
mod named;
mod places;
mod relinking;
mod setting;
mod taken_out;
mod taking_back;
mod what;

use chrono::Utc;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::write::settle;
use moving::Touched;

pub(super) use applying::{apart, follow, follow_documents, merged, orphan, rename_again};
pub use doubts::{Doubt, Pair, doubts, pairs, readings};
pub use dump::{Taken, export, import};
pub use hiding::stands_at;
use moving::recount;
pub use named::{Named, documents_of, named, root, with_name};
pub use places::{Place, anchor, anchor_at, document};
pub(super) use taken_out::keep_role;
pub use what::{Anchor, Decision, Fact, State, What};

/// Why a decision cannot be made or undone.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// `dateline fix undo 99`
    #[error("there is no decision {0}: `dateline fix list` shows them")]
    NoSuch(i64),
    /// `dateline fix undo 3`, twice.
    #[error("decision {0} was undone before")]
    UndoneBefore(i64),
    /// What is in the way, and what to do.
    #[error("{0}")]
    Impossible(String),
    /// A line of a dump that cannot be read; nothing of the dump is kept.
    #[error("line {line}: {reason}")]
    NoDecision {
        /// From 1.
        line: usize,
        /// In words.
        reason: String,
    },
    /// The disk, the lock, the file.
    #[error("the archive could not be written: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// Whether what is decided is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// The rows are changed.
    No,
    /// All is done, and then forgotten.
    Dry,
}

/// Makes a decision and applies it.
///
/// # Errors
/// When what it is about is not there, or another decision contradicts it: then nothing is kept.
pub fn decide(conn: &Connection, what: What, trial: Trial) -> Result<Decision, Refused> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let made = now();
    let id = insert(&tx, &what, &made)?;
    let mut touched = Touched::default();
    let outcome = applying::apply(&tx, id, &what, &mut touched)?;
    settle_all(&tx, touched)?;
    let decision = Decision { id, made, what, state: State::Applied, why: None, undone_at: None };
    match outcome {
        Ok(()) if trial == Trial::Dry => tx.rollback()?,
        Ok(()) => tx.commit()?,
        Err(problem) => return Err(Refused::Impossible(problem.why)),
    }
    Ok(decision)
}

/// Takes a decision back: the rows are as if it had not been made. Those that were made after it stay.
///
/// # Errors
/// When there is no such decision, or it was undone before.
pub fn undo(conn: &Connection, id: i64, trial: Trial) -> Result<Decision, Refused> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let mut decision = one(&tx, id)?.ok_or(Refused::NoSuch(id))?;
    if decision.undone_at.is_some() {
        return Err(Refused::UndoneBefore(id));
    }
    let mut touched = Touched::default();
    // What came later was said of what this one made of the rows.
    let later: Vec<Decision> =
        list(&tx)?.into_iter().filter(|later| later.id > id && later.undone_at.is_none()).collect();
    for later in later.iter().rev() {
        applying::take_back(&tx, later, &mut touched)?;
    }
    applying::take_back(&tx, &decision, &mut touched)?;
    decision.undone_at = Some(now());
    tx.execute("UPDATE decisions SET undone_at = ?2 WHERE id = ?1", params![id, decision.undone_at])?;
    recount(&tx, &touched)?;
    for later in &later {
        let outcome = applying::apply(&tx, later.id, &later.what, &mut touched)?;
        applying::record(&tx, later.id, outcome)?;
    }
    settle_all(&tx, touched)?;
    match trial {
        Trial::Dry => tx.rollback()?,
        Trial::No => tx.commit()?,
    }
    Ok(decision)
}

/// Tries those again that found nothing to apply to: an import may have brought it.
pub(super) fn try_again(conn: &Connection) -> rusqlite::Result<()> {
    let waiting = list(conn)?.into_iter().filter(|one| one.undone_at.is_none() && one.state != State::Applied);
    let mut touched = Touched::default();
    for decision in waiting {
        let outcome = applying::apply(conn, decision.id, &decision.what, &mut touched)?;
        applying::record(conn, decision.id, outcome)?;
    }
    settle_all(conn, touched)
}

/// All decisions, the undone among them, in the order in which they were made.
pub fn list(conn: &Connection) -> rusqlite::Result<Vec<Decision>> {
    let sql = format!("SELECT {DECISION} FROM decisions ORDER BY id");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], decision)?.collect::<rusqlite::Result<Vec<_>>>()?;
    // A line of another program's making that says nothing to us is passed over.
    Ok(rows.into_iter().flatten().collect())
}

fn one(conn: &Connection, id: i64) -> rusqlite::Result<Option<Decision>> {
    let sql = format!("SELECT {DECISION} FROM decisions WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([id], decision).optional()?.flatten())
}

const DECISION: &str = "id, made, action, document, exact, prefix, suffix, arguments, state, why, undone_at";

fn decision(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Decision>> {
    let (action, arguments, state): (String, String, String) = (row.get(2)?, row.get(7)?, row.get(8)?);
    let Ok(serde_json::Value::Object(mut parts)) = serde_json::from_str(&arguments) else { return Ok(None) };
    parts.insert("action".to_owned(), action.into());
    for (at, name) in [(3, "document"), (4, "exact"), (5, "prefix"), (6, "suffix")] {
        if let Some(text) = row.get::<_, Option<String>>(at)? {
            parts.insert(name.to_owned(), text.into());
        }
    }
    let Ok(what) = serde_json::from_value(parts.into()) else { return Ok(None) };
    Ok(Some(Decision {
        id: row.get(0)?,
        made: row.get(1)?,
        what,
        state: State::of(&state),
        why: row.get(9)?,
        undone_at: row.get(10)?,
    }))
}

/// A row of `decisions`, for now as applied.
fn insert(conn: &Connection, what: &What, made: &str) -> rusqlite::Result<i64> {
    let mut parts = match serde_json::to_value(what) {
        Ok(serde_json::Value::Object(parts)) => parts,
        _ => serde_json::Map::new(),
    };
    for word in ["action", "document", "exact", "prefix", "suffix"] {
        parts.remove(word);
    }
    let anchor = what.anchor();
    conn.execute(
        "INSERT INTO decisions (made, action, document, exact, prefix, suffix, arguments, state) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'applied')",
        params![
            made,
            what.action(),
            anchor.and_then(|anchor| anchor.document.as_ref()),
            anchor.and_then(|anchor| anchor.exact.as_ref()),
            anchor.and_then(|anchor| anchor.prefix.as_ref()),
            anchor.and_then(|anchor| anchor.suffix.as_ref()),
            serde_json::Value::from(parts).to_string()
        ],
    )?;
    Ok(conn.last_insert_rowid())
}

/// Counts, names and states of what was touched, and the names that a person gave on top of them.
fn settle_all(conn: &Connection, touched: Touched) -> rusqlite::Result<()> {
    recount(conn, &touched)?;
    settle::these(conn, touched.entities)?;
    rename_again(conn)
}

fn now() -> String {
    Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
