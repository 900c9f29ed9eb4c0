//! `dateline import`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::Failure;
use crate::cli::{Globals, ImportArgs, ProgressForm, ReadingArgs};
use crate::import::{self, Done, Extraction, ImportError, Limits, Mapping, Options, Voice};
use crate::store::{self, End};
use crate::text::printable;

pub fn run(globals: &Globals, args: &ImportArgs) -> Result<(), Failure> {
    if args.retry {
        return retry(globals, args);
    }
    read(globals, args, args.paths.clone())
}

fn read(globals: &Globals, args: &ImportArgs, paths: Vec<PathBuf>) -> Result<(), Failure> {
    let voice = match args.progress {
        _ if args.quiet => Voice::Quiet,
        ProgressForm::Bar => Voice::Normal,
        ProgressForm::Json => Voice::Json,
    };
    let options = options(globals, &args.reading, paths, voice)?;
    let interrupted = watch_for_interrupt()?;
    let done = import::import(&options, &interrupted).map_err(|error| match error {
        ImportError::NoInput(_) => Failure::Usage(error.to_string()),
        _ => Failure::Archive(error.to_string()),
    })?;
    tell(&done, options.voice);
    match (done.end, done.counts.quarantined) {
        (End::Interrupted, _) => Err(Failure::Interrupted),
        (_, 0) => Ok(()),
        (_, quarantined) => Err(Failure::Quarantined(quarantined)),
    }
}

pub(super) fn options(
    globals: &Globals,
    reading: &ReadingArgs,
    paths: Vec<PathBuf>,
    voice: Voice,
) -> Result<Options, Failure> {
    let limits = &reading.limits;
    Ok(Options {
        archive: globals.db.clone(),
        paths,
        today: today(globals),
        extraction: if reading.no_extract { Extraction::None } else { Extraction::Full },
        lexicon: super::lexicon::read(&reading.lexicon)?,
        mapping: Mapping::parse(&reading.map).map_err(Failure::Usage)?,
        limits: Limits {
            document_bytes: limits.max_document_bytes,
            page_bytes: limits.max_page_bytes,
            unpacked_bytes: limits.max_unpacked_bytes,
            unpacked_ratio: limits.max_unpacked_ratio,
        },
        voice,
    })
}

pub(super) fn today(globals: &Globals) -> NaiveDate {
    globals.today.unwrap_or_else(|| chrono::Local::now().date_naive())
}

/// A flag that Ctrl-C sets. A second one does not wait for the batch: the archive survives that too.
pub(super) fn watch_for_interrupt() -> Result<Arc<AtomicBool>, Failure> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    let handler = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!("\nfinishing what is in hand (Ctrl-C again: at once)");
    });
    handler.map_err(|e| Failure::Archive(format!("Ctrl-C cannot be watched for: {e}")))?;
    Ok(interrupted)
}

fn tell(done: &Done, voice: Voice) {
    // A program has been told all by the last line, and finds the rest in the archive.
    let summary = match voice {
        Voice::Normal => true,
        Voice::Json => false,
        Voice::Quiet => done.counts.quarantined > 0,
    };
    if summary {
        eprint!("{}", import::summary(done));
    }
    if done.end == End::Interrupted && voice != Voice::Json {
        eprintln!("go on with: {}", command());
    }
}

/// The command as it was given, to be typed again in a shell.
fn command() -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,@%+".contains(c);
    let word = |word: std::ffi::OsString| match word.to_string_lossy() {
        word if !word.is_empty() && word.chars().all(plain) => word.into_owned(),
        word => format!("'{}'", printable(&word).replace('\'', "'\\''")),
    };
    let words: Vec<String> = std::env::args_os().map(word).collect();
    words.join(" ")
}

/// Reads the files again that hold what is in quarantine. Of what cannot be read again it is said so, and how to
/// close it.
fn retry(globals: &Globals, args: &ImportArgs) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Archive(error.to_string());
    let conn = store::open_read_only(&globals.db).map_err(|e| failed(&e))?;
    let locators = store::quarantined(&conn).map_err(|e| failed(&e))?;
    drop(conn);
    let mut files = BTreeSet::new();
    let mut left = 0;
    for locator in &locators {
        let said = if import::came_by_pipe(locator) {
            "came through a pipe, and can only be given again"
        } else if let Some(file) = file_of(locator) {
            files.insert(file);
            continue;
        } else {
            "is not there any more"
        };
        left += 1;
        eprintln!("note: {} {said}", printable(locator));
    }
    let done = if files.is_empty() { Ok(()) } else { read(globals, args, files.into_iter().collect()) };
    if !args.forget {
        match (locators.len(), left) {
            (0, _) => eprintln!("nothing is in quarantine"),
            (_, 0) => {}
            _ => eprintln!("{left} cannot be read again; to close them: dateline import --retry --forget"),
        }
        return done;
    }
    if !matches!(done, Ok(()) | Err(Failure::Quarantined(_))) {
        return done;
    }
    let mut conn = store::create_or_open(&globals.db).map_err(|e| failed(&e))?;
    for (locator, reason) in store::give_up(&mut conn).map_err(|e| failed(&e))? {
        eprintln!("given up: {}: {}", printable(&locator), printable(&reason));
    }
    Ok(())
}

/// The file of a locator such as `news.zip!/a.jsonl#17`: the longest beginning that is one.
fn file_of(locator: &str) -> Option<PathBuf> {
    let cuts = locator.match_indices(['#', '!']).map(|(at, _)| at).rev();
    let candidates = std::iter::once(locator.len()).chain(cuts).map(|at| Path::new(&locator[..at]));
    candidates.filter(|path| path.is_file()).map(Path::to_owned).next()
}
