//! `dateline check`

use std::io::Write;

use super::Failure;
use crate::cli::{CheckArgs, Globals};
use crate::store;
use crate::text::printable;

pub fn run(globals: &Globals, _args: &CheckArgs) -> Result<(), Failure> {
    let path = &globals.db;
    // Opened for reading first: a check must not make an archive where there is none.
    store::open_read_only(path).map_err(|e| Failure::Archive(e.to_string()))?;
    // FTS5 checks its index only through a connection that may write.
    let conn = store::create_or_open(path).or_else(|_| store::open_read_only(path));
    let conn = conn.map_err(|e| Failure::Archive(e.to_string()))?;
    let report = store::check(&conn)
        .map_err(|e| Failure::Archive(format!("{} could not be read to its end: {e}", path.display())))?;
    // Whoever stops reading has seen enough; the exit code says the rest.
    let _ = std::io::stdout().write_all(told(&report).as_bytes());
    if report.is_sound() { Ok(()) } else { Err(Failure::Unsound) }
}

/// A line a check, what is wrong below it.
fn told(report: &store::Report) -> String {
    let mut out = String::new();
    for line in &report.lines {
        out += &match (&line.skipped, line.wrong.is_empty()) {
            (Some(why), _) => format!("skipped  {}: {}\n", line.what, printable(why)),
            (None, true) => format!("ok       {}\n", line.what),
            (None, false) => format!("WRONG    {}\n", line.what),
        };
        line.wrong.iter().for_each(|wrong| out += &format!("         {}\n", printable(wrong)));
    }
    out
}
