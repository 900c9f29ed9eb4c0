//! What a connection may do while it answers queries: read, and stop when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, Result};

/// Steps of SQLite's machine between two looks at the clock: well under a millisecond.
const STEPS: i32 = 1000;

/// A handle that stops what runs on a guarded connection; clones share it, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<State>);

#[derive(Debug, Default)]
struct State {
    asked: AtomicBool,
    deadline: Mutex<Option<Instant>>,
}

impl Stop {
    /// Stops the running query, and any that follow until [`Stop::start`].
    pub fn stop(&self) {
        self.0.asked.store(true, Ordering::Relaxed);
    }

    /// Forgets an earlier stop and sets the time that may be taken from now on.
    pub fn start(&self, timeout: Option<Duration>) {
        self.0.asked.store(false, Ordering::Relaxed);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        *self.0.deadline.lock().unwrap_or_else(PoisonError::into_inner) = deadline;
    }

    /// Whether a stop was asked for, whatever the time.
    pub fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// Whether the time is up.
    pub fn is_late(&self) -> bool {
        let deadline = *self.0.deadline.lock().unwrap_or_else(PoisonError::into_inner);
        deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// Makes a connection refuse all but reading, and stop when the handle or the clock says so. To be
/// done once, before the first query.
///
/// # Errors
/// When SQLite does not take the hooks.
pub fn guard(conn: &mut Connection) -> Result<Stop> {
    let stop = Stop::default();
    let watched = stop.clone();
    conn.authorizer(Some(authorize))?;
    conn.progress_handler(STEPS, Some(move || watched.is_asked() || watched.is_late()))?;
    Ok(stop)
}

/// Reading, functions, and what FTS5 does to read its own tables.
fn authorize(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        // FTS5 asks whether its tables have changed before it trusts what it has cached.
        AuthAction::Pragma { pragma_name: "data_version", pragma_value: None } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}
