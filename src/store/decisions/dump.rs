//! Decisions as JSON Lines, so that they outlive the archive.

use std::io::{BufRead, Write};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde::{Deserialize, Serialize};

use super::moving::Touched;
use super::what::{State, What};
use super::{Refused, applying, insert, list, settle_all};

/// A line of the dump.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// UTC, ISO 8601.
    made: String,
    #[serde(flatten)]
    what: What,
}

/// What became of the lines of a dump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The rows say it now.
    pub applied: usize,
    /// Known before: not taken twice.
    pub known: usize,
    /// Kept, and applied when an import brings what they are about.
    pub orphaned: usize,
    /// Kept, and not applied: another decision says otherwise.
    pub conflict: usize,
}

/// Longest line, in bytes.
const LONGEST: u64 = 1 << 20;

/// Writes every decision that was not undone, a line each, in the order in which they were made.
pub fn export(conn: &Connection, out: &mut dyn Write) -> Result<std::io::Result<()>, rusqlite::Error> {
    let decisions = list(conn)?;
    let active = decisions.into_iter().filter(|decision| decision.undone_at.is_none());
    for decision in active {
        let line = Line { made: decision.made, what: decision.what };
        let written =
            serde_json::to_string(&line).map_err(std::io::Error::from).and_then(|line| writeln!(out, "{line}"));
        if written.is_err() {
            return Ok(written);
        }
    }
    Ok(out.flush())
}

/// Takes in decisions, in order, and applies each; all or, where a line is none, nothing. What they are about
/// may not be here yet: then they wait for it.
///
/// # Errors
/// The first line that is no decision.
pub fn import(conn: &Connection, input: &mut dyn BufRead) -> Result<Taken, Refused> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let mut taken = Taken::default();
    let mut touched = Touched::default();
    let known: Vec<What> = list(&tx)?.into_iter().filter(|one| one.undone_at.is_none()).map(|one| one.what).collect();
    let mut text = String::new();
    for line in 1.. {
        let no_decision = |reason: String| Refused::NoDecision { line, reason };
        text.clear();
        let read = std::io::Read::take(&mut *input, LONGEST).read_line(&mut text);
        if read.map_err(|error| no_decision(error.to_string()))? == 0 {
            break;
        }
        if text.trim().is_empty() {
            continue;
        }
        let Line { made, what } = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
            no_decision(format!("this is no decision as `dateline fix export` writes them: {error}"))
        })?;
        if known.contains(&what) {
            taken.known += 1;
            continue;
        }
        let id = insert(&tx, &what, &made)?;
        let outcome = applying::apply(&tx, id, &what, &mut touched)?;
        *match outcome.as_ref().map_err(|problem| problem.state) {
            Ok(()) | Err(State::Applied) => &mut taken.applied,
            Err(State::Orphaned) => &mut taken.orphaned,
            Err(State::Conflict) => &mut taken.conflict,
        } += 1;
        applying::record(&tx, id, outcome)?;
    }
    settle_all(&tx, touched)?;
    tx.commit()?;
    Ok(taken)
}
