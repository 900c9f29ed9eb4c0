//! Ctrl-C while a query runs stops the query, not the program.

use std::sync::{Mutex, PoisonError};

use crate::query::Stop;

/// What a signal stops. `None`: nothing runs that could be stopped, so the program ends.
static RUNNING: Mutex<Option<Stop>> = Mutex::new(None);

/// Runs `work`, during which Ctrl-C stops what runs on the connection that `stop` guards.
pub fn interruptible<T>(stop: &Stop, work: impl FnOnce() -> T) -> T {
    listen();
    set(Some(stop.clone()));
    let done = work();
    set(None);
    done
}

fn set(running: Option<Stop>) {
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = running;
}

/// Only one handler can be set in a process: a second call changes nothing.
fn listen() {
    let _ = ctrlc::set_handler(|| match &*RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(running) => running.stop(),
        None => std::process::exit(130),
    });
}
