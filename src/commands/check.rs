//! `dateline check`

use std::io::Write;
use std::path::Path;

use super::Failure;
use crate::cli::{CheckArgs, Globals};
use crate::store::{self, OpenError, Repaired, Report};
use crate::text::printable;

pub fn run(globals: &Globals, args: &CheckArgs) -> Result<(), Failure> {
    let path = &globals.db;
    let report = match look(path) {
        // What keeps an archive from being opened may be mended all the same.
        Err(error @ (OpenError::CutOff { .. } | OpenError::Damaged { .. })) if args.repair => {
            let _ = writeln!(std::io::stdout(), "WRONG    {}", printable(&error.to_string()));
            None
        }
        Err(error) => return Err(archive(error)),
        Ok(report) => {
            // Whoever stops reading has seen enough; the exit code says the rest.
            let _ = std::io::stdout().write_all(told(&report).as_bytes());
            Some(report)
        }
    };
    match report {
        Some(report) if report.is_sound() => Ok(()),
        Some(_) if !args.repair => Err(Failure::Unsound),
        report => repair(path, report.as_ref()),
    }
}

/// The check of an archive that can be opened.
fn look(path: &Path) -> Result<Report, OpenError> {
    // Opened for reading first: a check must not make an archive where there is none.
    store::open_read_only(path)?;
    // FTS5 checks its index only through a connection that may write.
    let conn = store::create_or_open(path).or_else(|_| store::open_read_only(path))?;
    store::check(&conn).map_err(|error| store::explain(path, error))
}

fn repair(path: &Path, before: Option<&Report>) -> Result<(), Failure> {
    let repaired = store::repair(path, before).map_err(archive)?;
    let mut out = String::from("\n");
    let mut add = |word: &str, what: &str| out += &format!("{word:<9}{}\n", printable(what));
    let Repaired { kept, done, lost, stale, after } = &repaired;
    done.iter().for_each(|what| add("repaired", what));
    lost.iter().for_each(|what| add("lost", what));
    if lost.is_empty() {
        add("lost", "nothing");
    }
    add("kept", &format!("{}: the damaged archive, as it was", kept.display()));
    if *stale > 0 {
        add("to do", &format!("`dateline reextract` reads {stale} documents again, whose facts may not be whole"));
    }
    out += &format!("\n{}", told(after));
    let _ = std::io::stdout().write_all(out.as_bytes());
    if after.is_sound() { Ok(()) } else { Err(Failure::Unsound) }
}

fn archive(error: impl std::fmt::Display) -> Failure {
    Failure::Archive(printable(&error.to_string()))
}

/// A line a check, what is wrong below it.
fn told(report: &Report) -> String {
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
