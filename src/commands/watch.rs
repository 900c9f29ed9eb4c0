//! `dateline watch`

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use glob::Pattern;
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::{Failure, import::watch_for_interrupt};
use crate::cli::{Globals, WatchArgs};
use crate::import::{self, ImportError, Options, Voice, Watch};
use crate::render::{ListFormat, json_line};
use crate::store::OpenError;
use crate::text::printable;

/// How soon Ctrl-C is heard between two looks.
const NAP: Duration = Duration::from_millis(50);

pub fn run(globals: &Globals, args: &WatchArgs) -> Result<(), Failure> {
    if !args.folder.is_dir() {
        return Err(Failure::Usage(format!("{} is no folder: name one to watch", args.folder.display())));
    }
    let ignored = args.ignore.iter().map(|pattern| {
        Pattern::new(pattern).map_err(|error| Failure::Usage(format!("--ignore {}: {error}", printable(pattern))))
    });
    let ignored = ignored.collect::<Result<Vec<_>, _>>()?;
    let (settle, every) = (seconds(args.settle, "--settle")?, seconds(args.every, "--every")?);
    let mut options = super::import::options(globals, &args.reading, Vec::new(), Voice::Quiet)?;
    let interrupted = watch_for_interrupt()?;
    let (began, mut watch) = (Instant::now(), Watch::new(settle));
    while !interrupted.load(Ordering::Relaxed) {
        let found = import::look(&args.folder, &ignored);
        options.paths = watch.poll(found, began.elapsed());
        if !options.paths.is_empty() {
            options.today = super::import::today(globals);
            take_in(&options, &mut watch, &interrupted, args.format)?;
        }
        let next = Instant::now() + every;
        while Instant::now() < next && !interrupted.load(Ordering::Relaxed) {
            std::thread::sleep(NAP.min(every));
        }
    }
    // To end so is the only way to end: no failure.
    Ok(())
}

fn seconds(given: f64, flag: &str) -> Result<Duration, Failure> {
    Duration::try_from_secs_f64(given).map_err(|_| Failure::Usage(format!("{flag} {given}: seconds, nought or more")))
}

fn take_in(options: &Options, watch: &mut Watch, interrupted: &AtomicBool, format: ListFormat) -> Result<(), Failure> {
    match import::import(options, interrupted) {
        Ok(done) => {
            let Some(run) = done.run else { return Ok(()) };
            tell(&done.conn, run, format)
        }
        // Whoever writes now will be done some time.
        Err(ImportError::Open(OpenError::Busy(_))) => {
            watch.give_back(&options.paths);
            Ok(())
        }
        Err(error) => Err(Failure::Archive(error.to_string())),
    }
}

/// What became of one article.
#[derive(Serialize)]
struct Line {
    outcome: String,
    document: Option<i64>,
    title: Option<String>,
    locator: String,
    reason: Option<String>,
}

/// A line for each article of a run.
fn tell(conn: &Connection, run: i64, format: ListFormat) -> Result<(), Failure> {
    let failed = |error: rusqlite::Error| Failure::Archive(error.to_string());
    let mut statement = conn
        .prepare(
            "SELECT i.outcome, i.document, d.title, i.locator, i.reason FROM import_items i \
             LEFT JOIN documents d ON d.id = i.document WHERE i.import = ?1 ORDER BY i.ordinal",
        )
        .map_err(failed)?;
    let read = |row: &Row| {
        let (outcome, document, title) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Line { outcome, document, title, locator: row.get(3)?, reason: row.get(4)? })
    };
    let mut out = std::io::stdout().lock();
    for line in statement.query_map([run], read).map_err(failed)? {
        let line = line.map_err(failed)?;
        match format {
            ListFormat::Text => out.write_all(plain(&line).as_bytes())?,
            ListFormat::Jsonl => out.write_all(json_line(&line).as_bytes())?,
        }
    }
    Ok(out.flush()?)
}

fn plain(line: &Line) -> String {
    let number = line.document.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let said = line.title.as_ref().or(line.reason.as_ref()).map_or("", String::as_str);
    let outcome = line.outcome.replace('_', " ");
    format!("{outcome:<14} {number:>7}  {}  ({})\n", printable(said), printable(&line.locator))
}
