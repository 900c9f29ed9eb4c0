//! `dateline import`

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Failure;
use crate::cli::{Globals, ImportArgs};
use crate::import::{self, Extraction, ImportError, Mapping, Options, Voice};
use crate::store::End;

pub fn run(globals: &Globals, args: &ImportArgs) -> Result<(), Failure> {
    let mapping = Mapping::parse(&args.map).map_err(Failure::Usage)?;
    let options = Options {
        archive: globals.db.clone(),
        paths: args.paths.clone(),
        today: globals.today.unwrap_or_else(|| chrono::Local::now().date_naive()),
        extraction: if args.no_extract { Extraction::None } else { Extraction::Full },
        lexicon: super::lexicon::read(&args.lexicon)?,
        mapping,
        voice: if args.quiet { Voice::Quiet } else { Voice::Normal },
    };
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    // A second Ctrl-C does not wait for the batch: the archive survives that too.
    let handler = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        eprintln!("\nfinishing what is in hand (Ctrl-C again: at once)");
    });
    handler.map_err(|e| Failure::Archive(format!("Ctrl-C cannot be watched for: {e}")))?;
    let done = import::import(&options, &interrupted).map_err(|error| match error {
        ImportError::NoInput(_) => Failure::Usage(error.to_string()),
        _ => Failure::Archive(error.to_string()),
    })?;
    if options.voice == Voice::Normal || done.counts.quarantined > 0 {
        eprint!("{}", import::summary(&done));
    }
    match (done.end, done.counts.quarantined) {
        (End::Interrupted, _) => Err(Failure::Interrupted),
        (_, 0) => Ok(()),
        (_, quarantined) => Err(Failure::Quarantined(quarantined)),
    }
}
