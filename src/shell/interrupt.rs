//! Signals: Ctrl-C while a query runs stops the query, not the program; being told to end ends it, with
//! the terminal as it was.

use std::sync::{Mutex, Once, PoisonError};

use crate::query::Stop;

/// What Ctrl-C stops. `None`: nothing runs that could be stopped, so the program ends.
static RUNNING: Mutex<Option<Stop>> = Mutex::new(None);

/// Runs `work`, during which Ctrl-C stops what runs on the connection that `stop` guards. Within work that can be
/// stopped itself, Ctrl-C stops that again when this is done.
pub fn interruptible<T>(stop: &Stop, work: impl FnOnce() -> T) -> T {
    listen();
    let around = set(Some(stop.clone()));
    let done = work();
    set(around);
    done
}

/// Remembers how the terminal is, and puts it back so when a signal ends the program: the line editor
/// takes it over, and would leave a shell in which nothing that is typed can be seen.
pub fn guard_terminal() {
    system::remember();
    listen();
}

/// Says what Ctrl-C stops from now on; gives what it stopped before.
fn set(running: Option<Stop>) -> Option<Stop> {
    std::mem::replace(&mut *RUNNING.lock().unwrap_or_else(PoisonError::into_inner), running)
}

fn listen() {
    static ONCE: Once = Once::new();
    // Where signals cannot be had, they do what they do to any program.
    ONCE.call_once(system::listen);
}

/// What Ctrl-C does.
fn interrupted() {
    match &*RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(running) => running.stop(),
        None => end(130),
    }
}

fn end(code: i32) {
    system::restore();
    std::process::exit(code);
}

#[cfg(unix)]
mod system {
    use std::io::{self, Write};
    use std::sync::OnceLock;

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    static BEFORE: OnceLock<Termios> = OnceLock::new();

    pub fn remember() {
        if let Ok(before) = tcgetattr(io::stdin()) {
            let _ = BEFORE.set(before);
        }
    }

    pub fn restore() {
        if let Some(before) = BEFORE.get() {
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
            // No more marks around pasted text; and the next prompt on a line of its own.
            let _ = io::stdout().write_all(b"\x1b[?2004l\r\n");
            let _ = io::stdout().flush();
        }
    }

    pub fn listen() {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGINT => super::interrupted(),
                    // As shells report it.
                    signal => super::end(128 + signal),
                }
            }
        });
    }
}

#[cfg(not(unix))]
mod system {
    pub fn remember() {}

    pub fn restore() {}

    pub fn listen() {
        let _ = ctrlc::set_handler(super::interrupted);
    }
}
