//! `dateline demo`: an archive of the built-in samples in a temporary place, then the shell or a tour.

mod built_in;
mod tour;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;

use super::{Failure, query, repl};
use crate::cli::{DemoArgs, Globals, OutputArgs};
use crate::gazetteer::Lexicon;
use crate::import::{self, Done, Extraction, Mapping, Options, Voice};
use crate::render::Format;
use crate::shell::{Init, Settings};

pub use built_in::ARTICLES;

pub fn run(globals: &Globals, args: &DemoArgs) -> Result<(), Failure> {
    // Gone when the demo ends.
    let place = tempfile::Builder::new().prefix("dateline-demo-").tempdir()?;
    // The samples end in 2024, and `since:90d` should find something in them.
    let today = globals.today.or(NaiveDate::from_ymd_opt(2024, 12, 31));
    let globals = Globals { db: place.path().join("demo.db"), today, ..globals.clone() };
    let done = archive(&globals, &place.path().join("samples"))?;
    if args.tour || !io::stdout().is_terminal() {
        tour(&globals, &done)
    } else {
        eprintln!("{}It is gone when you leave. The samples are fiction.", welcome(&done));
        repl::run(&globals, Init::Run)
    }
}

/// Writes the samples to `folder` and imports them as `dateline import` would.
fn archive(globals: &Globals, folder: &Path) -> Result<Done, Failure> {
    for (name, bytes) in ARTICLES {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    let options = Options {
        lexicon: Lexicon::default(),
        archive: globals.db.clone(),
        paths: vec![folder.to_owned()],
        today: globals.today.unwrap_or_default(),
        extraction: Extraction::Full,
        mapping: Mapping::default(),
        limits: Default::default(),
        voice: Voice::Quiet,
    };
    import::import(&options, &AtomicBool::new(false)).map_err(|error| Failure::Archive(error.to_string()))
}

fn welcome(done: &Done) -> String {
    format!(
        "{} sample articles imported; {} input is broken on purpose and was set aside.\n",
        done.counts.new, done.counts.quarantined
    )
}

/// Asks what the tour asks, each with its question, its query and its answer.
fn tour(globals: &Globals, done: &Done) -> Result<(), Failure> {
    let output = OutputArgs { format: Some(Format::Table) };
    let settings = Settings { ..query::settings(globals, &output) };
    let mut session = query::open(globals, &settings)?;
    let mut out = io::stdout();
    write!(out, "{}", welcome(done))?;
    for (at, stop) in tour::STOPS.iter().enumerate() {
        write!(out, "\n{}. {}\n\ndateline> {}\n", at + 1, stop.question, stop.query)?;
        out.flush()?;
        session.run(stop.query).map_err(|trouble| query::report(trouble, &settings))?;
    }
    writeln!(out, "\nTo ask your own: `dateline demo` in a terminal, or `dateline import` and `dateline query`.")?;
    Ok(())
}
